"""Borders that a text names by the peoples on them: "near the Lebanese border", "on the Polish side of the border"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ...lexicon import demonyms, table, word_list
from .distances import DISTANCE

__all__ = ["Border", "are_neighbours", "borders_of", "frontiers_in", "is_frontier", "words_before"]

_PEOPLE = r"[A-Z]\w+(?:\s[A-Z]\w+){0,2}"
_NAMED = (
    rf"(?P<one>{_PEOPLE})(?:\s?[-–/]\s?(?P<other>{_PEOPLE}))?\s"
    r"(?:(?:borders?|frontiers?)(?:\s(?:areas?|regions?|zones?))?|side\sof\s(?:the|their)\s(?:border|frontier))\b"
)
_FULL = re.compile(_NAMED)
# Where something is, and no "to" or "across": who crosses a border is soon elsewhere.
_WHERE = re.compile(
    r"\b(?:(?<!far\sfrom\s)near(?:\sto)?|close\sto|along|on|at|not\sfar\sfrom|"
    rf"{DISTANCE}\s(?:away\s)?from)\s(?:the|their)\s(?:[a-z]+\s)?"
    rf"(?P<named>{_NAMED})",
)
_NEXT = re.compile(r"[\s-]+([\w’'-]+)")
_NOUNS = frozenset(("crossing", "crossings", "fencing", "policing", "opening", "closing"))


class Border(NamedTuple):
    """The border of two countries (ISO 3166-1 alpha-2, in order): a point on it (WGS84), and how far it goes."""

    countries: tuple[str, str]
    lat: float
    lon: float
    km: float


def frontiers_in(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text that say that something is at a border: [start, end) of "Lebanese border", in order."""
    if "border" not in text and "frontier" not in text:
        return
    for found in _WHERE.finditer(text):
        if is_frontier(found["named"]) and _stands_alone(text, found.end()):
            yield found.span("named")


def words_before(text: str, span: tuple[int, int]) -> str:
    """The words from the preposition to the border's name: "near the "."""
    starts = (found.start() for found in _WHERE.finditer(text) if found.span("named") == span)
    return text[next(starts) : span[0]]


def is_frontier(name: str) -> bool:
    """True where a name is a border said by its peoples alone."""
    found = _FULL.fullmatch(name)
    return all(demonyms().get(people) for people in found.group("one", "other") if people) if found else False


def borders_of(name: str) -> list[tuple[Border, str]]:
    """The borders that a name such as "Lebanese border" may mean, each with the country across; "" if it says both."""
    found = _FULL.fullmatch(name)
    assert found is not None  # noqa: S101 -- is_frontier has seen it
    here = demonyms()[found["one"]]
    if found["other"]:
        there = demonyms()[found["other"]]
        pairs = {(min(one, other), max(one, other)) for one in here for other in there}
        return [(_borders()[pair], "") for pair in sorted(pairs) if pair in _borders()]
    return [
        (border, other)
        for pair, border in _borders().items()
        for one, other in (pair, pair[::-1])
        if one in here and other not in here
    ]


def are_neighbours(one: str, other: str) -> bool:
    """True where two countries (ISO 3166-1 alpha-2) share a border."""
    return (min(one, other), max(one, other)) in _borders()


@cache
def _borders() -> dict[tuple[str, str], Border]:
    return {
        (one, other): Border((one, other), float(lat), float(lon), float(km))
        for one, other, lat, lon, km in table("frontiers")
    }


def _stands_alone(text: str, end: int) -> bool:
    """True where no noun follows: "the Turkish border guards" are people, and "the Syrian border town" is a town."""
    found = _NEXT.match(text, end)
    if not found:
        return True
    word = found[1].casefold()
    known = (
        word_list("prepositions") | word_list("function_words") | word_list("auxiliaries") | word_list("months_days")
    )
    return word in known or (word.endswith(("ed", "ing", "ly")) and word not in _NOUNS)
