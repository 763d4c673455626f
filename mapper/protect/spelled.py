"""Words of a text matched with words of names: as spelled, in another case, or as another system romanises them."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from gazetteer import apart, fold, sound_of

from ..inflection import romanised
from ..lexicon import word_list

__all__ = ["Form", "forms_of", "is_same", "keys_of", "keys_of_name", "plain"]

_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_LEAST_BEGINNING = 5  # letters of a name that longer words are made from
_LEAST_LETTERS = 3  # of one more spelling; of a name that was given any number is enough
_LEAST_SPELLED = 9  # letters of a word whose vowels may be any, and the consonants that tell it from others
_LEAST_SOUNDS = 5
_LEAST_STEM = 4
_LEAST_FOREIGN = 3  # consonants of a word of another script, which no list has
_LEAST_OF_MANY = 2  # where other words of the name tell it too
_ALIKE = 0.6  # letters of two names of the same consonants; Arabic has no others
# How far apart the vowels of two spellings may be, by how many consonants tell them from other words; of fewer, every
# letter is the same but for those that systems write in several ways.
_APART = {3: 0.0, 4: 0.0, 5: 0.2}
_LEAST_ROMANISED = 5
_CYRILLIC = re.compile("[\u0400-\u052f]")
# What German, French, English, Polish and others write for one letter of another script, as English does.
_SYSTEMS = tuple((re.compile(pattern), one) for pattern, one in (
    ("tsch", "ch"), ("dsch|dj", "j"), ("sch", "sh"), ("kh|x(?=[^aeiouy])", "h"), ("ou|oo", "u"), ("w", "v"), ("q", "k"),
    ("ee", "i"), ("gh?", "h"), ("h(?=[^aeiouy]|$)(?<![scztpdbkg]h)", ""),
))  # fmt: skip
# What one system writes for a letter and another for its neighbour: German "ch" and "j", French "ch".
_EITHER = (("ch", "h"), ("ch", "sh"), ("j", "y"))
_LIKE_DIGITS = str.maketrans("013457", "oieast")  # "0khm4tdyt"


class Form(NamedTuple):
    """A word as names have it; `sound` is "" where it is not looked up by that.

    spelled  as English would romanise what other systems have written; () for what is no name
    """

    plain: str
    sound: str
    is_foreign: bool
    spelled: tuple[str, ...] = ()


def plain(word: str) -> str:
    """A word as the gazetteer folds it, in one piece."""
    # fold() leaves the last word of a name alone, so there is one more behind.
    return fold(f"{word} x")[:-2].replace(" ", "")


@lru_cache(maxsize=65536)
def forms_of(word: str) -> tuple[Form, ...]:
    """A word as names have it: with and without a possessive or a number and, in Cyrillic, the ending of a case."""
    is_foreign = any(letter.isalpha() and letter > "\u024f" for letter in word)
    found = [plain(word), plain(_POSSESSIVE.sub("", word))]
    found += [one.rstrip("0123456789") for one in found[:1] if not one.isdigit()]  # "camp2"
    if not (word.isalpha() or word.isdigit()):
        found.append(found[0].translate(_LIKE_DIGITS))
    if _CYRILLIC.match(word):
        # A name without its vowel is the stem: "Shif" of "Shifa".
        found += [found[0].removesuffix(ending) for ending in romanised()]
    kept = dict.fromkeys(one for one in found if one and (one == found[0] or len(one) >= _LEAST_LETTERS))
    is_name = not word[0].islower()
    return tuple(
        Form(one, _sound(one, is_foreign=is_foreign), is_foreign, _romanised(one) if is_name else ()) for one in kept
    )


@lru_cache(maxsize=65536)
def _romanised(word: str) -> tuple[str, ...]:
    """A folded word as English would romanise it, in each way that it may be meant; () for a word of the language."""
    if len(word) < _LEAST_ROMANISED or word in word_list("common_words", "not_places", "function_words", "months_days"):
        return ()
    ways = {word}
    for written, meant in _EITHER:
        ways |= {way.replace(written, meant) for way in ways}
    return tuple(sorted({_in_english(way) for way in ways}))


def keys_of(form: Form) -> Iterator[str]:
    """Keys under which names that begin with such a word are kept."""
    yield form.plain[:_LEAST_LETTERS]
    if form.sound:
        yield f"~{form.sound}"
    for spelled in form.spelled:
        yield f"={sound_of(spelled)}"


def keys_of_name(part: str) -> Iterator[str]:
    """Keys under which a name that begins with this part is kept."""
    yield part[:_LEAST_LETTERS]
    yield f"~{sound_of(part)}"
    for spelled in _romanised(part):
        yield f"={sound_of(spelled)}"


def is_same(name: tuple[str, ...], window: list[tuple[Form, ...]]) -> bool:
    """True where these words are the name; the last one may go on, as "Odesan" does."""
    *firsts, last = zip(name, window, strict=True)
    least = _LEAST_FOREIGN if len(name) == 1 else _LEAST_OF_MANY
    if not all(_is_one_of(part, forms, least) for part, forms in firsts):
        return False
    part, forms = last
    return _is_one_of(part, forms, least) or (
        len(part) >= _LEAST_BEGINNING and any(form.plain.startswith(part) for form in forms)
    )


def _in_english(word: str) -> str:
    for pattern, one in _SYSTEMS:
        word = pattern.sub(one, word)
    return word


def _is_one_of(part: str, forms: tuple[Form, ...], least: int) -> bool:
    """True where a word is that part of a name: as spelled, in another case or, with `least` consonants, by sound."""
    return any(
        part == form.plain or _is_stem(part, form) or _sounds_so(part, form, least) or _is_spelling(part, form)
        for form in forms
    )


def _is_stem(part: str, form: Form) -> bool:
    return form.is_foreign and len(form.plain) >= _LEAST_STEM and part[:-1] == form.plain and part[-1] in "aeiouy"


def _sounds_so(part: str, form: Form, least: int) -> bool:
    if len(form.sound) < least or form.sound != sound_of(part):
        return False
    return SequenceMatcher(None, part, form.plain, autojunk=False).ratio() >= _ALIKE


def _is_spelling(part: str, form: Form) -> bool:
    """True where a word is what another system of romanisation makes of that part: "Ohmatdit" of "Okhmatdyt"."""
    return any(_agree(one, other) for one in _romanised(part) if form.spelled for other in form.spelled)


def _agree(one: str, other: str) -> bool:
    sound = sound_of(one)
    if one == other or sound != sound_of(other):
        return one == other
    limit = _APART.get(min(len(sound.removeprefix("a")), max(_APART)))
    return limit is not None and apart(one, other) <= limit


def _sound(folded: str, *, is_foreign: bool) -> str:
    sound = sound_of(folded) if is_foreign or len(folded) >= _LEAST_SPELLED else ""
    return sound if len(sound) >= (_LEAST_OF_MANY if is_foreign else _LEAST_SOUNDS) else ""
