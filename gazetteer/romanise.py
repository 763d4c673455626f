"""Romanisation families: how else the English press spells a name from another script.

A family is a chain of rules over folded names; each rule may apply or not. What comes out is a guess that no source has
confirmed, so it becomes a variant, and only in the countries where the family is at home.
"""

import re
from functools import cache

__all__ = ["romanisations"]

_MOST = 12
_SHORTEST = 5
_CONSONANT = "[bcdfghjklmnpqrstvwxz]"

# (what, what else it may be); a rule that changes nothing is passed over.
_CYRILLIC = (
    (r"iivka\b", "eevka", "iyivka"), (r"ivka\b", "ovka"), (r"ovka\b", "ivka"),
    (r"zhzhia\b", "zhia", "zhye", "zhzhya"), (r"skyi\b", "sky", "skiy"), (r"sk[iy]i\b", "sky"),
    (r"(?<![zksctp])h", "g"), (r"iia\b", "iya", "ia"), (rf"(?<={_CONSONANT})ie", "e"), (r"iu", "yu"),
    (rf"(?<={_CONSONANT})ia\b", "iya"), (r"iv\b", "ov"), (rf"(?<={_CONSONANT})y(?={_CONSONANT})", "i"),
)  # fmt: skip
_ARABIC = (
    (r"\bal (?=\w{5})", ""),
    (r"(?:iyya|iyyah|iyah|iya|ieh|iyeh|iyyeh)\b", "iya", "iyah", "iyya", "iyyah", "ia"),
    (r"(?<=[^i\W][^yi\W])ah\b", "a", "eh"), (r"q", "k"), (r"dh", "z", "d"), (r"ou", "u"), (r"oo", "u"), (r"ee", "i"),
    (r"ay", "ai"), (rf"({_CONSONANT})\1", r"\1"),
)  # fmt: skip
_PERSIAN = (
    (rf"(?<={_CONSONANT})e(?={_CONSONANT}{{2}})", "i"), (rf"(?<={_CONSONANT})i(?={_CONSONANT}{{2}})", "e"),
    (r"ow", "au"), (r"q", "gh"), (r"ey\b", "ay"), (r"oo", "u"), (r"ee", "i"),
)  # fmt: skip
_HEBREW = (
    (r"q", "k"), (r"tz", "z", "ts"), (r"w", "v"), (r"ch", "h", "kh"), (r"\bqiryat\b", "kiryat"), (r"yy", "y"),
    (rf"({_CONSONANT})\1", r"\1"),
)  # fmt: skip
_BURMESE = ((r"hp", "ph", "p"), (r"ht", "th", "t"), (r"hk", "kh", "k"), (r"ph", "p", "hp"), (r"gyi\b", "gyee", "ji"))
_AMHARIC = (
    (rf"({_CONSONANT})\1", r"\1"), (r"x", "ks"), (r"ks", "x"), (r"q", "k"), (r"er\b", "ar"), (r"ie\b", "e", "iye"),
    (r"ya\b", "ia"),
)  # fmt: skip
# Somali writes c for the Arabic ayn, x for its ha, and long vowels twice; English leaves out what it cannot say.
_SOMALI = (
    (r"\bceel\b", "el"), (r"\bceel(?=\w{3})", "el "), (r"c", ""), (r"x", "h"), (r"\bbur\b", "buur"),
    (r"([aeiou])\1", r"\1"), (r"dh", "d"),
)  # fmt: skip
_HINDUSTANI = (
    (r"pur\b", "pora", "pore"), (r"kot\b", "kote"), (r"(?<=\w[^p\W])ur\b", "oor"), (r"oo", "u"), (r"ee", "i"),
)  # fmt: skip
_AT_HOME = {
    _CYRILLIC: "UA RU BY KZ KG MD",
    _ARABIC: "SY IQ LB PS JO YE SA SD LY EG AE OM KW BH QA TD",
    _PERSIAN: "IR AF PK TJ",
    _HEBREW: "IL",
    _BURMESE: "MM",
    _AMHARIC: "ET ER",
    _SOMALI: "SO DJ",
    _HINDUSTANI: "IN",
}


@cache
def _rules() -> dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]:
    """The compiled rules by country."""
    return {
        country: tuple((re.compile(pattern), others) for pattern, *others in family)  # type: ignore[misc]  # strings all
        for family, countries in _AT_HOME.items()
        for country in countries.split()
    }


def romanisations(folded: str, country: str) -> list[str]:
    """Other spellings of a folded name in that country, likelier ones first; none for a short name."""
    rules = _rules().get(country, ())
    forms = [folded]
    if len(folded) < _SHORTEST:
        return []
    for pattern, others in rules:
        for form in forms[:_MOST]:
            for other in others:
                changed = pattern.sub(other, form)
                if changed not in forms and len(changed) >= _SHORTEST:
                    forms.append(changed)
    return forms[1 : _MOST + 1]
