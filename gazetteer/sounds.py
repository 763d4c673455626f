"""The sound of a name: one key for the spellings of several romanisations, and the distance of two."""

import re
from functools import lru_cache
from zlib import crc32

__all__ = ["apart", "sound_number", "sound_of"]

# Names of fewer sounds than these sound like too many others.
_SHORTEST = 2


# One title or article in its spellings; articles are written, left out or joined to the name.
_TITLES = re.compile(r"\b(?:shaykh|shaikh|sheik|sheyk|sheykh|cheikh|shekh)\b")
_ARTICLES = re.compile(r"\b(?:al|ul|ol|i|e|ye) (?=\w\w)")
# Letters that systems write for one consonant, in the order in which they are looked for.
_CONSONANTS = tuple((re.compile(pattern), one) for pattern, one in (
    (r"hp|ph|pp", "p"), (r"ht(?=[^h])|th|tt", "t"), (r"hk(?!h)|ck", "k"), (r"hs(?!h)", "s"), (r"bh", "b"), (r"dh", "d"),
    (r"tch|tsh|shch|sch|sh|ch", "c"), (r"dzh|dj|zh|jh", "j"), (r"kh|gh", lambda m: "h" if m[0] == "kh" else "g"),
    (r"[qk]|c(?=[aou])", "k"), (r"x", "ks"), (r"(?:^|(?<=[^aeiouy]))ou(?=[aei])|w(?=[aeiouy])|v", "v"), (r"w", "u"),
    (r"(?<=[aeiou])h(?=[^aeiouy]|$)", ""), (r"y(?=[aou])", ""), (r"tz|ts", "z"), (r"([^aeiouy])\1+", r"\1"),
))  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]+")
# How alike two vowels are, by the letter that a group begins with after the ones that are written for one another.
_GROUPS = tuple((re.compile(pattern), one) for pattern, one in (
    (r"ou|oo|uw|u+", "u"), (r"ee|ii|iy|ij|yi|i+|y+", "i"), (r"ai|ay|ei|ey|e+", "e"), (r"au|ao|aw|ow|o+", "o"),
    (r"a+", "a"),
))  # fmt: skip
_NEIGHBOURS = {frozenset(pair): cost for pair, cost in {
    "ei": 0.2, "ea": 0.3, "ou": 0.2, "oa": 0.4, "ai": 0.6, "au": 0.6, "eo": 0.7, "iu": 0.8, "io": 0.9, "eu": 0.8,
}.items()}  # fmt: skip
_UNWRITTEN = 0.5


def sound_of(folded: str) -> str:
    """The key of a folded name: its consonants, those that systems disagree on as one, and a vowel that begins it."""
    letters = _letters(folded)
    return ("a" if letters[:1] in "aeiouy" else "") + _VOWELS.sub("", letters)


def sound_number(folded: str) -> int:
    """The key as a number of two bytes, which others may share; 0 for a name of too few sounds."""
    sound = sound_of(folded)
    return crc32(sound.encode()) % 0xFFFF + 1 if len(sound) >= _SHORTEST else 0


def apart(one: str, other: str) -> float:
    """The distance of two folded names of one key, 0..1: 0 where systems alone differ, 1 where no vowel is the same."""
    slots = [_slots(_letters(name)) for name in (one, other)]
    costs = [_between(a, b) for a, b in zip(*slots, strict=True)]
    return sum(costs) / max(1, sum(bool(a or b) for a, b in zip(*slots, strict=True)))


@lru_cache(maxsize=4096)
def _letters(folded: str) -> str:
    """The name in one word, each consonant in one spelling."""
    text = _ARTICLES.sub("", _TITLES.sub("sheikh", folded)).replace(" ", "") or folded
    for pattern, letter in _CONSONANTS:
        text = pattern.sub(letter, text)
    return text


def _slots(letters: str) -> list[str]:
    """The vowels before, between and behind the consonants, "" for none."""
    return [_vowel(group) for group in re.split(r"[^aeiouy]", letters)]


def _vowel(group: str) -> str:
    for pattern, one in _GROUPS:
        group = pattern.sub(one, group)
    return group[:1]


def _between(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return _NEIGHBOURS[frozenset((one, other))] if one and other else _UNWRITTEN
