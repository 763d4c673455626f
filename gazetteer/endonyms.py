"""Endonyms: the names of countries in their own languages, where the gazetteer lacks them: after the CLDR, by code."""

from functools import cache

from .names import fold

__all__ = ["country_called"]

_NAMES = {
    "AL": "Shqipëri, Shqipëria", "AM": "Հայաստան", "AT": "Österreich", "AZ": "Azərbaycan",
    "BA": "Bosna i Hercegovina, Босна и Херцеговина", "BD": "বাংলাদেশ", "BE": "België, Belgien", "BG": "България",
    "BI": "Uburundi", "BT": "འབྲུག", "CF": "Ködörösêse tî Bêafrîka", "CH": "Schweiz, Schwiiz, Svizzera",
    "CN": "中国, 中國", "CY": "Κύπρος, Kıbrıs", "CZ": "Česko", "DE": "Deutschland", "DK": "Danmark", "EE": "Eesti",
    "ER": "ኤርትራ", "ET": "ኢትዮጵያ", "FI": "Suomi", "FO": "Føroyar", "GQ": "Guiné Equatorial", "GR": "Ελλάδα",
    "HU": "Magyarország", "IL": "ישראל", "IN": "भारत", "IS": "Ísland", "JP": "日本", "KH": "កម្ពុជា", "KP": "북한, 조선",
    "KR": "대한민국, 한국", "KZ": "Қазақстан", "LA": "ລາວ", "LK": "ශ්‍රී ලංකාව, இலங்கை", "LT": "Lietuva",
    "LU": "Lëtzebuerg", "LV": "Latvija", "MD": "Republica Moldova", "MG": "Madagasikara", "MK": "Северна Македонија",
    "MM": "မြန်မာ", "MN": "Монгол", "MV": "ދިވެހި ރާއްޖެ", "NL": "Nederland", "NO": "Norge, Noreg", "PG": "Papua Niugini",
    "PH": "Pilipinas", "PK": "پاکستان", "PL": "Polska", "RW": "U Rwanda", "SE": "Sverige", "SG": "新加坡, Singapura",
    "SI": "Slovenija", "SK": "Slovensko", "SN": "Senegaal", "SO": "Soomaaliya", "TH": "ไทย", "TJ": "Тоҷикистон",
    "UZ": "Oʻzbekiston, Ўзбекистон", "VA": "Città del Vaticano", "XK": "Kosovë, Kosova",
}  # fmt: skip


def country_called(name: str) -> str:
    """The ISO 3166-1 code of the country that calls itself so, or ""."""
    return _codes().get(fold(name), "")


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, names in _NAMES.items() for name in names.split(", ")}
