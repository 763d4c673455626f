"""The name of a person -> the words by which it is said in a chat: in each case, with particles, in other scripts.

A word is looked up by keys: its folded form; its stem, where names are inflected; its sound, where it is written in
another script than the name is; and in Arabic itself without article and particles.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from gazetteer import fold

from ...inflection import CASES, FIRST_CASE
from ...lexicon import demonyms, word_list

__all__ = [
    "WORD",
    "Part",
    "Sort",
    "is_of_person",
    "is_slavic_surname",
    "is_word",
    "keys_of",
    "looked_up",
    "parts_of",
    "script_of",
]

_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff])*"  # with the marks that belong to them
WORD = re.compile(rf"{_LETTERS}(?:['’ʼ`´״׳]{_LETTERS})*")
Sort = Literal["plain", "word", "month", "place"]
_ASIDE = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_MOST = 5  # words of a person's name; what has more is what somebody is called by
_LONGEST = 200  # characters of a name; what is longer is none
_LONG = 7  # letters: words so long that we do not know are names mostly
_SHORTEST_GIVEN = 4  # letters of a name without its ending, by which it is looked for: "Anna" is no "Anne"
_OBJECT = ("у", "ю", "ого", "его")  # endings of names as objects, which no name has as a subject
_SHORTEST_STEM, _SHORTEST_SOUND, _SHORTEST_FOLDED, _SHORTEST_ROOT = 3, 4, 2, 3
_SURNAME = re.compile(
    r"(?:enko|ch?uk|czuk|sk(?:yi|iy|yy|ij|y|i|a)|[ct]?[sz]k[iy]j?|[oe]va?|vi(?:ch|c|ć)|vych|icz|shvili|dze|[iy]an|"
    r"o[gğ]lu|berg|stein|mann|sson|sen|opoulos|akis|escu|енк[оа]|[чщ]ук|[оеё]ва?|[цс]ьк(?:ий|а)|ск(?:ий|ая)|вич|швілі|швили|дзе|ян)$"
)
_SLAVIC = re.compile(r"(?:enko|ch?uk|czuk|[sc]k(?:i|y|a|yi|ij)|[oe]va?|vi(?:ch|c|ć)|vych|icz|[ae]k)$")
_INFLECTED = ("CYRILLIC", "GREEK")
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("zh", "z"), ("ch", "c"), ("ts", "c"), ("ph", "f"),
    ("ks", "x"), ("g", "h"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_PREPOSITIONS = {"على", "إلى", "الى", "حتى", "متى"}  # Arabic ones, as some names are written too
_ARABIC = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي", "ـًٌٍَُِّْ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A word of a member's name.

    sort    whether it is only a name, a word or a month too, or far more often a place
    script  that it is written in
    is_low  whether it is a name in small letters too
    """

    sort: Sort
    script: str
    is_low: bool


@cache
def script_of(word: str) -> str:
    """The script of a word's first letter: "LATIN", "CYRILLIC", "ARABIC" …"""
    return unicodedata.name(word[0], "").partition(" ")[0]


def is_of_person(name: str) -> bool:
    """True where a chat is called as a person is: by a given name and another, and nothing that tells of a channel."""
    found = list(parts_of(name))
    return len(found) > 1 and any(part.sort != "place" and _is_given(word) for word, part in found)


def _is_given(word: str) -> bool:
    """True where a word is a given name, as a subject or as an object: Анна, Анну."""
    low = word.casefold()
    endings = (("у", "а"), ("ю", "я"), ("а", ""), ("я", "й"), ("я", "ь")) if script_of(word) == "CYRILLIC" else ()
    forms = [low, *(f"{low.removesuffix(old)}{new}" for old, new in endings if low.endswith(old))]
    return any(fold(form) in word_list("given_names") for form in forms)


def parts_of(name: str) -> Iterator[tuple[str, Part]]:
    """The words of a person's name by which that one may be called, each with its part of the name; none for others."""
    found = WORD.findall(_ASIDE.sub(" ", name[:_LONGEST].replace("_", " ")))
    if len(found) > _MOST:
        return
    if any(word.casefold() in word_list("no_persons") for word in found):  # "Taxi Oleh" has a person in it still
        found = [word for word in found if word.casefold() in word_list("given_names")]
    left = word_list("person_titles", "name_particles")
    is_titled = len(found) > 1
    for word in found:
        low = word.casefold()
        is_left = is_titled and low in left and not (word[0].isupper() and low in word_list("given_names"))
        if len(word) >= _SHORTEST_FOLDED and not is_left:
            yield word, _part(word)


def _part(word: str) -> Part:
    low, folded = word.casefold(), fold(word)
    if low in word_list("names_also_places") or folded in word_list("names_also_places") or low in _peoples():
        sort: Sort = "place"
    elif low in word_list("months_days"):
        sort = "month"
    elif len(word) == _SHORTEST_FOLDED or is_word(word):
        sort = "word"
    else:
        sort = "plain"
    is_name = low in word_list("given_names") or len(word) >= _LONG or (len(word) > 4 and bool(_SURNAME.search(low)))
    return Part(sort=sort, script=script_of(word), is_low=sort == "plain" and is_name)


def is_word(word: str) -> bool:
    """True where a name is also a word, with which a sentence may begin."""
    return bool(
        {word.casefold(), fold(word)}
        & word_list(
            "names_also_words", "common_words", "function_words", "months_days", "auxiliaries", "person_verbs",
            "sayings", "government_verbs",
        )
    )  # fmt: skip


@cache
def _peoples() -> frozenset[str]:
    return frozenset(name.casefold() for name in demonyms())


def is_slavic_surname(word: str) -> bool:
    """True where a surname is one in Latin letters that languages which inflect names have."""
    return script_of(word) == "LATIN" and bool(_SLAVIC.search(fold(word)))


def keys_of(word: str, *, is_slavic: bool = False) -> Iterator[str]:
    """The keys under which a word of a name is found; `is_slavic` is whether the surname beside it is."""
    script, folded = script_of(word), fold(word)
    if script == "ARABIC":
        yield from (key for key in (_bare(word),) if len(key) > _SHORTEST_FOLDED)
    elif folded:
        yield folded
        yield from _with_umlauts(word)
    is_given = is_slavic and len(folded.rstrip("aeiou")) >= _SHORTEST_GIVEN
    is_inflected = script in _INFLECTED or (script == "LATIN" and (is_given or bool(_SLAVIC.search(folded))))
    stems = list(dict.fromkeys(_stems(word, script))) if is_inflected else []
    if script == "CYRILLIC" and word.casefold().endswith(_OBJECT):  # as it stands in "Ann has added …"
        stems += _without_case(word, script)
    yield from (f"~{stem}" for stem in stems)
    yield from _sounds(stems[:1] if stems and script == "CYRILLIC" else [word], script)


def looked_up(word: str) -> Iterator[str]:
    """The keys that a word of a text may have, the surest first."""
    script, folded = script_of(word), fold(word)
    if script == "ARABIC":
        yield from _variants(word)
    elif folded:
        yield folded
    if script == "HEBREW" and len(word) > 3 and word[0] in "והבלמכש":
        yield fold(word[1:])
    if word.islower():
        return
    bare = list(_without_case(word, script))
    yield from (f"~{stem}" for stem in bare)
    if script == "LATIN" and folded.endswith("s") and len(folded) > _SHORTEST_SOUND:
        yield folded[:-1]
    yield from _sounds([word, *(bare if script == "CYRILLIC" else ())], script)


def _with_umlauts(word: str) -> Iterator[str]:
    """Müller as Mueller."""
    low = word.casefold()
    spelled = low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ø", "oe")
    if spelled != low:
        yield fold(spelled)


def _stems(word: str, script: str) -> Iterator[str]:
    """A name without the ending of its first case, and as it may be before another: Швець, Шевця; Федір, Федора."""
    low = word.casefold().replace("ё", "е")
    found = [low.removesuffix(ending) for ending in FIRST_CASE.get(script, ()) if low.endswith(ending)] or [low]
    for stem in (one for one in found if len(one) >= _SHORTEST_STEM):
        yield stem
        if script == "CYRILLIC":
            yield from (one for one in (re.sub(r"[ео]([^аеєиіїоуыэюя])$", r"\1", stem),) if len(one) >= _SHORTEST_STEM)
            yield from (re.sub(r"і([^аеєиіїоуыэюя])$", rf"{vowel}\1", stem) for vowel in "ое")


def _without_case(word: str, script: str) -> Iterator[str]:
    """A word without each ending of a case that it may have."""
    low = word.casefold().replace("ё", "е")
    found = (low.removesuffix(ending) for ending in CASES.get(script, ()) if low.endswith(ending))
    yield from (stem for stem in found if len(stem) >= _SHORTEST_STEM)


def _sounds(words: Iterable[str], script: str) -> Iterator[str]:
    """Keys of the sound of names in any script: "#petrenk" of Петренк, "^kln" of الكيلاني."""
    for word in words:
        folded = _sounded(fold(_bare(word) if script == "ARABIC" else word))
        sound = _DOUBLE.sub(r"\1", folded).rstrip("aeiou")
        if script in ("CYRILLIC", "GREEK", "LATIN") and len(sound) >= _SHORTEST_SOUND:
            yield f"#{sound}"
        root = _DOUBLE.sub(r"\1", re.sub("[aeiouv]", "", folded))
        if script in ("ARABIC", "HEBREW", "LATIN") and len(root) >= _SHORTEST_ROOT:
            yield f"^{root}"


def _sounded(folded: str) -> str:
    for letters, sound in _SOUNDS:
        folded = folded.replace(letters, sound)
    return folded


def _bare(word: str) -> str:
    """An Arabic word in its plain letters and without its article."""
    plain = word.translate(_ARABIC)
    return plain.removeprefix("ال") if len(plain) > 4 else plain


def _variants(word: str) -> Iterator[str]:
    """An Arabic word without article, and without the particles that are written in one with it."""
    if word in _PREPOSITIONS:
        return
    plain = word.translate(_ARABIC)
    yield _bare(plain)
    if plain.startswith("لل"):
        yield plain[2:]
    if len(plain) > 3 and plain[0] in "وفبلك":
        yield _bare(plain[1:])
        if plain[1:].startswith("لل"):
            yield plain[3:]
        if len(plain) > 4 and plain[1] in "بلك":
            yield _bare(plain[2:])
