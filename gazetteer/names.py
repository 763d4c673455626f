"""The one normalisation of names, used when the gazetteer is built and when it is asked."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from anyascii import anyascii

from .kinds import TOWNS, UNITS

__all__ = ["fold", "generic_of", "in_english", "is_romanised", "is_useful", "near_spelling"]

# Letters of their own in Arabic and Hebrew romanisation, and every apostrophe: editors drop or vary them.
_DROPPED = re.compile(r"['`ʼ´]+")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_WORDS = {
    "st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort",
    # The Arabic article, with and without its assimilation to a sun letter.
    "el": "al", "ad": "al", "adh": "al", "an": "al", "ar": "al", "as": "al", "ash": "al", "at": "al", "ath": "al",
    "az": "al", "ed": "al", "er": "al", "es": "al", "esh": "al", "et": "al", "ez": "al",
}  # fmt: skip
# Where names are written in another script: the marks of a scholar's romanisation are none that the press prints.
_ROMANISED_IN = {
    "AE", "AF", "AM", "BD", "BH", "BT", "BY", "CN", "EG", "ER", "ET", "GE", "IL", "IN", "IQ", "IR", "JO", "JP",
    "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MM", "MN", "NP", "OM", "PK", "PS", "QA", "RU",
    "SA", "SD", "SS", "SY", "TH", "TJ", "TW", "UA", "YE",
}  # fmt: skip
_NEAR = 0.75
_SCHOLARS = re.compile("[\u0300-\u036f‘’ʻʼʿʾ`´]")
# What a generic word before or behind a name asks for; regions have theirs as names of their own.
_GENERIC = {
    **dict.fromkeys(("city", "town", "village", "port", "settlement", "municipality"), tuple(sorted(TOWNS))),
    **dict.fromkeys(
        ("province", "region", "governorate", "oblast", "state", "district", "county"), tuple(sorted(UNITS))
    ),
    "island": ("island",), "camp": ("camp",), "lake": ("lake",), "sea": ("sea",), "strait": ("strait",),
}  # fmt: skip
_WITH_GENERIC = re.compile(rf"(?:({'|'.join(_GENERIC)}) of (.+)|(.+) (city|town|village|settlement))")
_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW")
_ARTICLES = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ez|la|le|les|los|las|de|l|d)[-'’ ]|['’][st][- ]|[a-z]['’][A-Z]")


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """The look-up form of a name: lower-case ASCII letters and digits, single spaces between words.

    Case, accents, hyphens, apostrophes and script fall away; "St." and "Saint", "Mt." and "Mount" and the forms of the
    Arabic article become one. Empty where nothing can be read aloud. fold(fold(x)) == fold(x).
    """
    text = name
    if not text.isascii():
        # Compose first: anyascii reads precomposed letters best, and drops a combining mark that stays behind.
        text = anyascii(unicodedata.normalize("NFKC", text))
    words = _NOT_ALNUM.sub(" ", _DROPPED.sub("", text.casefold())).split()
    # A last word is the name itself ("Al", "As"), never an article.
    return " ".join([*(_WORDS.get(word, word) for word in words[:-1]), *words[-1:]])


def generic_of(folded: str) -> tuple[str, tuple[str, ...]] | None:
    """A folded name without "city of" before it or "city" behind it, and the kinds of place that this asks for."""
    match = _WITH_GENERIC.fullmatch(folded)
    if not match:
        return None
    before, inner, outer, behind = match.groups()
    return inner or outer, _GENERIC[before or behind]


def is_romanised(country: str) -> bool:
    """True where names of that country (ISO 3166-1 alpha-2) are written in another script, and so spelled by ear."""
    return country in _ROMANISED_IN


def near_spelling(one: str, other: str) -> bool:
    """True where two folded names are spellings of one name, as "odessa" and "odesa" are, and no two names."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


@lru_cache(maxsize=4096)
def in_english(name: str, country: str) -> str:
    """The name as an English paper prints it: "Tartus" for "Ţarţūs", "Tver" for "Tver’"; "Orléans" as it is."""
    if name.isascii() or country not in _ROMANISED_IN:
        return name
    plain = _SCHOLARS.sub("", unicodedata.normalize("NFD", name))
    return plain if plain.isascii() and plain else name


def is_useful(name: str) -> bool:
    """True where an alternate name of GeoNames can stand in a news text.

    Left out: airport codes (IEV), romanisations made by machine (all lower-case: "qyyb"), single letters, and scripts
    other than Latin, Cyrillic, Arabic and Hebrew.
    """
    first = next((ch for ch in name if ch.isalpha()), "")
    if not first or not unicodedata.name(first, "").startswith(_SCRIPTS):
        return False
    if not unicodedata.name(first, "").startswith("LATIN"):
        return len(name) > 1
    if name.isupper() and len(name) <= 4:
        return False
    return len(name) > 2 and (first.isupper() or bool(_ARTICLES.match(name)))
