"""Certainty: which pins are sure enough to be asked about, and which words may be."""

import re

from gazetteer import fold

from ..lexicon import word_list
from ..pins import Excerpt, Pin, Pins
from ..reading.reading import reading_of

__all__ = ["SURE", "harm", "is_clear", "is_scene", "is_told_so", "is_whole", "sentence", "tells_of_harm"]

SURE = 0.9
_LENGTH = range(40, 321)  # characters of a sentence that can be asked about
_WORD = re.compile(r"\w+")
_BESIDE = 6  # words before a name among which one of a home makes it one
_PASSIVE = (["was"], ["were"], ["been"], ["be"], ["is"], ["are"])  # said of somebody, who does not speak
# What may stand between a name and the verb of who speaks there: hardly a word, or what explains the name.
_BETWEEN = re.compile(r"[^,.;:“”\"]{0,25}|,[^,.;:“”\"]{1,70},[^,.;:“”\"]{0,12}")


def sentence(excerpt: Excerpt) -> str:
    """The words around a mention as one text, without the dateline before them."""
    # The first line of a Markdown text has its mark before it.
    return reading_of(f"{excerpt.before}{excerpt.text}{excerpt.after}".strip("# ")).without_datelines.strip()


def harm(text: str) -> int:
    """The number of words in it that tell of harm to people."""
    return sum(word.casefold() in word_list("harm") for word in _WORD.findall(text))


def tells_of_harm(pins: Pins) -> bool:
    """True where an article tells of people who were killed or hurt."""
    return any(harm("".join(piece.text for piece in (*article.head, *article.body))) for article in pins.articles)


def is_told_so(text: str) -> bool:
    """True where the text says of itself that it is somebody's word, or not known."""
    return any(word.casefold() in word_list("claims") for word in _WORD.findall(text))


def is_whole(text: str) -> bool:
    """True where a sentence was not cut, and is of a length that can be asked about."""
    return len(text) in _LENGTH and not text.startswith("…") and not text.endswith("…")


def is_clear(excerpt: Excerpt) -> bool:
    """True where the place is sure, and the sentence one to ask about, with the place in it."""
    text = sentence(excerpt)
    return excerpt.confidence >= SURE and is_whole(text) and excerpt.text in text


def is_scene(pin: Pin, excerpt: Excerpt) -> bool:
    """True where something surely happened there by the article: no home, no origin and no speaker's place."""
    return (
        excerpt.role == "site" and excerpt.role_confidence >= SURE and not _is_relative(pin)
        and not _is_home(excerpt) and not _is_speaker(excerpt)
    )  # fmt: skip


def _is_relative(pin: Pin) -> bool:
    """True where the pin is named by its way from another place ("20 km south of Kupiansk")."""
    return pin.place.kind == "area" and all(fold(e.text) != fold(pin.place.name) for e in pin.excerpts)


def _is_home(excerpt: Excerpt) -> bool:
    near = _WORD.findall(re.split("[.;:!?]", excerpt.before)[-1])[-_BESIDE:]
    return any(word.casefold() in word_list("homes") for word in near)


def _is_speaker(excerpt: Excerpt) -> bool:
    said = word_list("sayings")
    for verb in _WORD.finditer(excerpt.after):
        if verb[0].casefold() in said:
            between = excerpt.after[: verb.start()]
            return _BETWEEN.fullmatch(between) is not None and between.split()[-1:] not in _PASSIVE
    before = [word.casefold() for word in _WORD.findall(excerpt.before)[-4:]]
    return any(word in said and before[n - 1 : n] not in _PASSIVE for n, word in enumerate(before))
