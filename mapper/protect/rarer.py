"""Positions in rarer notations: grids of armies and programs, short links to maps, spoken numbers, words in between.

What is read here is two numbers in degrees as fine as no other numbers are, wherever they stand near each other; the
rest are codes, which are sharp and not read.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["Written", "rarer_in"]

Written = tuple[tuple[int, int], tuple[float, float, float] | None]
"""Where a position stands; latitude, longitude and precision in km, None for codes, which are sharp and not read."""

_KM_PER_DEGREE = 111.2
_APART = 80  # characters between two numbers of one position: "Latitude: …, elevation: …, longitude: …"
_FINE = re.compile(
    r"(?<![\w.,])(?P<degrees>[+−-]?\d{1,3}[.,٫·]\d{4,8})(?![.,]?\d)|(?<=[纬緯经経經])(?P<hans>\d{1,3}\.\d{2,8})"
)
# "48°44‘20“", "北緯48度44分20秒", "48°44′", whatever stands around them
_DEGREES = re.compile(
    r"(?<![\d.,])(?P<degrees>\d{1,3})\s?(?:[°º˚⁰度]|deg(?:ree)?s?\b\.?)\s?(?P<minutes>\d{1,2}(?:[.,]\d+)?)"
    r"\s?(?:['′‘’ʹ`´分]|min(?:ute)?s?\b\.?)(?:\s?(?P<seconds>\d{1,2}(?:[.,]\d+)?)(?:\s?(?:[\"″“”秒]|['′‘’]{2}))?)?"
)
_NUMERAL = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred)"
)
_NEXT = rf"(?:[\s-]+|\s+and\s+){_NUMERAL}"
_NUMERALS = rf"{_NUMERAL}(?:{_NEXT}){{0,4}}"
_SPOKEN = (
    rf"(?:{_NUMERALS}\s+(?:point|decimal)\s+{_NUMERAL}(?:{_NEXT}){{2,9}}"
    rf"|{_NUMERALS}\s+degrees?(?:[\s,]+(?:and\s+)?{_NUMERALS}\s+(?:minutes?|seconds?)){{1,2}})"
)
_DM = r"\d{2}(?:[\s.'’′]\s?\d{2}(?:\.\d+)?)?"
_TENTHS = r"\d{1,3}[p_]\d{4,8}"
_RATIOS = r"\d{1,7}/\d{1,5}(?:[\s,]+\d{1,7}/\d{1,7}){2}"
_SQUARE = r"(?-i:[C-HJ-NP-X][\s-]?[A-HJ-NP-Z]{2})"
_GRIDS = r"\b(?:GARS|GEOREF|mapcode|NAC|H3|S2)\b\W{1,3}"
_CODES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"\b{_SPOKEN}(?:[\s,]+(?:north|south))?[\s,;]+(?:and\s+|by\s+)?{_SPOKEN}(?:[\s,]+(?:east|west))?\b",
    # the military grid without its zone, and with other signs between
    r"(?<!\w)(?<!(?<!\d)\d[A-Z]\s)(?<!(?<!\d)\d\d[A-Z]\s)(?-i:[A-HJ-NP-Z]{2})[\s-]\d{5}[\s,-]{1,2}\d{5}",
    rf"(?<!\w)(?=[\dA-Z ]{{3,14}}[,-])\d{{1,2}}\s?{_SQUARE}[\s,-]{{1,2}}\d{{5}}[\s,-]{{1,2}}\d{{5}}(?!\d)",
    # metres: "X=5402345 Y=7395863", "EPSG:3857 4183922, 6231015", "easting 395863, northing 5399450"
    r"(?<!\w)[xх]\s?[=:]?\s?\d{6,8}(?:[.,]\d+)?[\s,;]{1,3}[yу]\s?[=:]?\s?\d{6,8}(?!\d)",
    r"EPSG:\s?\d{4,5}\W{1,3}-?\d{5,8}(?:\.\d+)?[\s,;]{1,3}-?\d{5,8}",
    r"easting\W{0,3}\d{5,7}(?:\.\d+)?\W{1,3}(?:and\s)?northing\W{0,3}\d{5,8}",
    r"northing\W{0,3}\d{5,8}(?:\.\d+)?\W{1,3}(?:and\s)?easting\W{0,3}\d{5,7}",
    r"(?<!\w)E\s?\d{6}(?:\.\d+)?[\s,]{1,2}N\s?\d{7}(?!\d)",
    # numbers in a name of a file, and in a wiki's braces
    r"(?<!\d)\d{1,2}(?:[_|]\d{1,2}(?:\.\d+)?){0,2}[_|]?[NS][_|]?\d{1,3}(?:[_|]\d{1,2}(?:\.\d+)?){0,2}[_|]?[EW](?![^\W_])",
    rf"(?<![\d.])\d{{1,2}}°?\s?[NS]\s?{_DM}\W{{1,4}}\d{{1,3}}°?\s?[EW]\s?{_DM}(?!\d)",
    rf"{_TENTHS}[ns]?[\s,_]{{0,3}}(?:lon\w{{0,6}}?|[ew])?_?{_TENTHS}[ew]?",
    rf"(?<!\d){_RATIOS}[\s,;]{{1,3}}{_RATIOS}",
    # cells: H3, and by the name of the grid
    r"(?<!\w)8(?=\d*[a-f])[0-9a-f]{14}(?!\w)",
    rf"{_GRIDS}(?:(?:is|code|cell)\W){{0,2}}(?=[A-Z .]{{0,16}}\d)[A-Z0-9]{{3,16}}(?:[ .][A-Z0-9.]{{2,8}}){{0,2}}",
    r"\bGEOREF\W{1,3}[A-Z]{4}\d{4,}",
    # links that lead to a point
    r"(?:https?://)?(?:(?:maps\.app\.)?goo\.gl(?:/maps)?|g\.co/maps|yandex\.\w{2,3}/maps/-)/[\w~@=+.-]{4,}\S*",
    r"(?:https?://)?(?:(?:osm|openstreetmap)\.org/go|(?:maps|ge0|omaps)\.(?:me|app)|go\.2gis\.com|maps\.apple/p|her\.is)/[\w~@=+.-]{4,}\S*",
    r"\b(?:ge0|om)://\S{4,}",
))  # fmt: skip


def rarer_in(text: str) -> Iterator[Written]:
    """Each position in a rarer notation; both numbers of one apart, for what is between them is no part of it."""
    for pattern in _CODES:
        yield from ((match.span(), None) for match in pattern.finditer(text))
    for pattern in (_FINE, _DEGREES):
        for one, other in pairwise(pattern.finditer(text)):
            if other.start() - one.end() <= _APART:
                yield from _both(one, other)


def _both(one: re.Match[str], other: re.Match[str]) -> Iterator[Written]:
    (first, exact), (second, _) = _read(one), _read(other)
    for lat, lon in ((first, second), (second, first)):
        if abs(lat) <= 90 and abs(lon) <= 180:
            for found in (one, other):
                yield found.span(), (lat, lon, exact * _KM_PER_DEGREE / 2)


def _read(match: re.Match[str]) -> tuple[float, float]:
    """Degrees, and what the last digit of them is worth, at the most."""
    parts = [part for part in match.groups() if part]
    plain = [re.sub("[,٫·]", ".", part).replace("−", "-") for part in parts]
    degrees = sum(float(part) / 60**at for at, part in enumerate(plain))
    return degrees, 10.0 ** -len(plain[-1].partition(".")[2]) / 60 ** (len(plain) - 1)
