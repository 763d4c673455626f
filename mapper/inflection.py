"""Endings of the cases of names, by script: what an inflected word is without them, in its script and romanised.

Of nouns and adjectives of Ukrainian and Russian, of Polish and other Slavic names in Latin letters, and of Greek.
"""

from functools import cache

from gazetteer import fold

__all__ = ["CASES", "FIRST_CASE", "romanised"]

_NOUNS = (
    "ями", "ами", "ові", "еві", "єві", "ою", "ею", "єю", "ой", "ей", "ом", "ем", "єм", "ам", "ям", "ах", "ях", "ів",
    "ов", "ев", "а", "я", "у", "ю", "е", "є", "и", "і", "ї", "ы", "о", "й", "ь",
)  # fmt: skip
_ADJECTIVES = (
    "ового", "ової", "овій", "овою", "овой", "ова", "ову", "ого", "ому", "ими", "ыми", "ої", "ій", "ую", "ая", "им",
    "ым", "их", "ых",
)  # fmt: skip
# Endings of subjects; folded, so that a Greek sigma is the same at a word's end.
FIRST_CASE = {
    "CYRILLIC": ("ий", "ый", "ій", "ой", "ая", "а", "я", "о", "й", "ь"),
    "LATIN": ("yi", "iy", "ij", "a", "i", "y", "o"),
    "GREEK": ("οσ", "όσ", "ησ", "ήσ", "ασ", "άσ", "ισ", "α", "η", "ο"),
}  # fmt: skip
"""Endings of the case of a subject, by the name of the script, the longest first."""
CASES = {
    "CYRILLIC": tuple(sorted((*_ADJECTIVES, *_NOUNS), key=lambda ending: -len(ending))),
    "LATIN": (
        "iego", "iemu", "owi", "ego", "emu", "iem", "iej", "ami", "ach", "om", "em", "im", "ym", "ej", "yi", "iy", "a",
        "e", "i", "o", "u", "y", "ą", "ę",
    ),
    "GREEK": ("ουσ", "ου", "ού", "ων", "οσ", "ησ", "ασ", "ο", "ό", "η", "ή", "α", "ά", "ε", "έ"),
}  # fmt: skip
"""Endings of all cases, likewise."""


@cache
def romanised() -> tuple[str, ...]:
    """Endings of nouns in Cyrillic as the gazetteer folds them, the longest first."""
    return tuple(sorted({fold(ending) for ending in _NOUNS} - {""}, key=lambda ending: (-len(ending), ending)))
