"""Signs of a role: they tell a site from a place that acts or is only named; each is 1 or a share, by name.

A sign is a rule of roles.py, a word near the name, its kind, where in the text it stands, how long ago its sentence
was, how often it is named, or what the article is mostly about. Other names are masked, so that no name by itself means
anything. `role_weights.json` holds what each sign counts; a sign that is not there counts nothing.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache

from ..lexicon import demonyms, table, word_list
from ..reading.english.dated import day_of, is_of_earlier_year, when_of
from ..reading.reading import Reading
from .roles import hits
from .rules import Named

__all__ = ["SignedText", "Signs"]

Signs = dict[str, float]

_TOKEN = re.compile(r"\w+(?:[-.’']\w+)*|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FAR = 8  # words on either side that are looked at
_NEAR = 4
_LEADS = frozenset(("of", "to", "against", "with", "for", "toward", "towards", "on", "via", "through", "by", "over"))
_FINER = ("region", "town", "spot")


class SignedText:
    """A text with its mentions, and their signs."""

    def __init__(self, reading: Reading, named: Sequence[Named], declared: date | None = None) -> None:
        self.reading, self.named = reading, named
        self._today = day_of(reading.text, declared)
        sentences = reading.sentences or ((0, len(reading.text)),)
        self._whens = [when_of(reading.text[low:high], self._today) for low, high in sentences]
        self.hits = [list(hits(reading, one)) for one in named]
        self._tokens, self._starts = _tokens(reading, named)
        self._counts = Counter(_key(n) for n in named)
        self._countries = Counter(n.place.country for n in named if n.place and n.place.country)
        self._fine = Counter(n.place.country for n in named if n.place and n.group in _FINER)
        self.is_single = len(reading.sentences) < 2

    def signs(self) -> list[Signs]:
        """The signs of each mention."""
        return [dict(self._signs_of(at)) for at in range(len(self.named))]

    @property
    def length(self) -> str:
        """The length of the text: "sentence" or "article"."""
        return "sentence" if self.is_single else "article"

    def sentence(self, at: int) -> int:
        """The number of the sentence in which a mention stands."""
        return self.reading.sentence_at(self.named[at].mention.start)

    @cached_property
    def of_earlier_year(self) -> list[bool]:
        """True for each mention of what was in a year long before the article, but not in its first lines.

        The crime of 2015 that a court has judged today is what such an article is about.
        """
        return [self._is_of_earlier_year(at) for at in range(len(self.named))]

    def _is_of_earlier_year(self, at: int) -> bool:
        mention, number = self.named[at].mention, self.sentence(at)
        if self.is_single or number <= 1 or mention.start < self.reading.headline_end:
            return False
        return is_of_earlier_year(
            self.reading.text, self.reading.sentences[number], (mention.start, mention.end), self._today
        )

    def _signs_of(self, at: int) -> Iterator[tuple[str, float]]:
        named = self.named[at]
        group = named.group
        yield "always", 1.0
        yield f"is {group}", 1.0
        if named.place and named.place.capital == "country":
            yield "capital", 1.0
        if named.mention.label != "PLACE":
            yield f"label {named.mention.label}", 1.0
        for hit in self.hits[at]:
            yield f"rule {hit.rule}", 1.0
        if not self.hits[at]:
            yield f"no rule {group}", 1.0
        if self.of_earlier_year[at]:
            yield "earlier year", 1.0
        if when := self._whens[self.sentence(at)]:
            yield f"dated {when}", 1.0
            yield f"dated {when} {group}", 1.0
        yield from self._position(at, group)
        yield from self._weight_in_article(named, group)
        yield from self._words_near(at, group)

    def _position(self, at: int, group: str) -> Iterator[tuple[str, float]]:
        mention = self.named[at].mention
        sentence = self.sentence(at)
        if self.is_single:
            yield "single", 1.0
            yield f"single {group}", 1.0
        elif mention.end <= self.reading.headline_end:
            yield "headline", 1.0
            yield f"headline {group}", 1.0
        elif sentence <= 1:
            yield "lead", 1.0
            yield f"lead {group}", 1.0
        else:
            yield "depth", min(1.0, mention.start / max(1, len(self.reading.text)))
            yield f"depth {group}", min(1.0, mention.start / max(1, len(self.reading.text)))
        if self.reading.is_quoted(mention.start):
            yield "quoted", 1.0

    def _weight_in_article(self, named: Named, group: str) -> Iterator[tuple[str, float]]:
        if self.is_single:
            return
        yield f"often {group}", min(1.0, math.log(self._counts[_key(named)]) / 3)
        if not named.place or not named.place.country:
            return
        country = named.place.country
        share = self._countries[country] / max(1, sum(self._countries.values()))
        yield f"country's share {group}", share
        if self._countries[country] == max(self._countries.values()):
            yield f"most named country {group}", 1.0
        if self._countries[country] == 1:
            yield f"alone in its country {group}", 1.0
        fine = self._fine[country] - (group in _FINER)
        yield f"finer places {group}", min(1.0, math.log1p(fine) / 3)
        if not fine:
            yield f"no finer place {group}", 1.0

    def _words_near(self, at: int, group: str) -> Iterator[tuple[str, float]]:
        where, tokens = self._starts[at], self._tokens
        before = _until_end(tokens[max(0, where - _FAR) : where][::-1])
        after = _until_end(tokens[where + 1 : where + 1 + _FAR])
        led = next((word for word in before[:_NEAR] if word in word_list("prepositions") or word in _LEADS), "nothing")
        named = self.named[at]
        level = "capital" if named.place and named.place.capital == "country" else group
        first, following = before[0] if before else "<end>", after[0] if after else "<end>"
        yield f"led by {led}", 1.0
        yield f"led by {led} {level}", 1.0
        yield f"right before {first}", 1.0
        yield f"right after {following}", 1.0
        if not before:
            yield f"begins {level}", 1.0
        yield from self._told(before, after, level)

    def _told(self, before: list[str], after: list[str], level: str) -> Iterator[tuple[str, float]]:
        """The signs of the events that the words around tell of."""
        told = {kind for word in (*before, *after) if (kind := _listed_as("events", word))}
        near = {kind for word in (*before[:_NEAR], *after[:_NEAR]) if (kind := _listed_as("events", word))}
        for kind in told:
            yield f"event {kind}", 1.0
            yield f"event {kind} {'country' if level == 'country' else 'finer'}", 1.0
        for kind in near:
            yield f"event near {kind}", 1.0
        if not told:
            yield f"no event {level}", 1.0
            if self.is_single:
                yield "no event, single", 1.0
        for side, near_words in (("before", before), ("after", after)):
            for turn in {turn for word in near_words if (turn := _listed_as("turns", word))}:
                yield f"{turn} {side}", 1.0
                yield f"{turn} {side} {'country' if level == 'country' else 'finer'}", 1.0
        if "<year>" in (*before, *after):
            yield "year near", 1.0
        if "<people>" in (*before, *after):
            yield "people near", 1.0


def _until_end(words: list[str]) -> list[str]:
    """The words up to the end of the sentence."""
    return words[: words.index("<end>")] if "<end>" in words else words


def _key(named: Named) -> str:
    return named.place.id if named.place else named.mention.text


def _tokens(reading: Reading, named: Sequence[Named]) -> tuple[list[str], list[int]]:
    """The words of the text, names masked, with <end> between sentences; and the position of each mention in them."""
    text = reading.text
    ends = [start for start, _ in reading.sentences[1:]]
    tokens: list[str] = []
    starts: list[int] = []
    at = 0
    spans = [(n.mention.start, n.mention.end, "<country>" if n.group == "country" else "<place>") for n in named]
    for start, end, mask in [*spans, (len(text), len(text), "")]:
        if start >= at:
            tokens += _plain(text, at, start, ends)
        if mask:
            starts.append(len(tokens))
            tokens.append(mask)
        at = max(at, end)
    return tokens, starts


def _plain(text: str, start: int, end: int, ends: Sequence[int]) -> Iterator[str]:
    """The words of a stretch without mentions."""
    passed = bisect_left(ends, start)
    for found in _TOKEN.finditer(text, start, end):
        begins = found.start() == 0
        while passed < len(ends) and ends[passed] <= found.start():
            yield "<end>"
            passed, begins = passed + 1, True
        yield _masked(found[0], begins=begins)
    while passed < len(ends) and ends[passed] < end:
        yield "<end>"
        passed += 1


def _masked(word: str, *, begins: bool) -> str:
    if word[0].isdigit():
        return "<year>" if _YEAR.fullmatch(word) else "<number>"
    if word in demonyms():
        return "<people>"
    return "<name>" if word[0].isupper() and not begins else word.casefold()


@cache
def _listed(name: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The kind of each word of a list, and of each beginning of words."""
    whole, begun = {}, []
    for kind, listed in table(name):
        for word in listed.split():
            if word.endswith("*"):
                begun.append((word[:-1], kind))
            else:
                whole[word] = kind
    return whole, tuple(begun)


@lru_cache(10_000)
def _listed_as(name: str, word: str) -> str:
    """The kind that a list gives a word, or ""."""
    whole, begun = _listed(name)
    return whole.get(word) or next((kind for start, kind in begun if word.startswith(start)), "")
