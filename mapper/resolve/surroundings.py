"""What the article says around each of its mentions: countries spoken of, containers named beside, neighbours."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from gazetteer import Place, distance_km

from ..lexicon import demonyms
from ..records import Article, Mention
from .links import lists, says_where
from .tallies import Belief, Key, Spoken, Tallies

__all__ = ["Name", "Surroundings", "contains", "peoples_in", "sort_of", "surroundings_of"]

_WINDOW = 8
_PEERS = 4
_DOUBT = 1.5
_LEAD = 200
_SORTS = {"city": "town", "village": "town", "neighbourhood": "town", "continent": "country"}
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?;:]['\"’”)]*\s|\n")
# "KYIV, Ukraine (AP) —", "Albany —": where the article was written.
_DATELINE = re.compile(r"(?:,[\w .]{1,24})?\s*(?:\([\w ]{2,20}\)|\[[\w ]{2,20}\])?\s*(?:—|–|--|-)\s")


@dataclass(frozen=True, slots=True)
class Name:
    """A mention and what the gazetteer has under its name.

    folded   the look-up form of the whole mention: mentions with the same share a sense
    places   its candidates, likeliest first
    without  the generic word that had to be left out to find them ("district"), or ""
    """

    mention: Mention
    folded: str
    places: tuple[Place, ...]
    without: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the article says around one mention.

    others      what the article's other names speak for
    peoples     country code -> share of the peoples in the article ("Syrian", "Georgians"), 0..1
    home        country of the paper by its address ("example.co.uk"), or ""
    dateline    where the article was written ("KYIV, Ukraine (AP) —"), where it says so and means another name
    containers  what is named right behind may be, as in "Paris, Texas" or "Tripoli, northern Lebanon"
    members     what is named right before may be ("Paris" beside "Texas")
    are_equals  whether the name right before, and the one right behind, stands in one list with it and is of its sort
    peers       the likeliest places of the other members of its list, nearest first
    settled     the likeliest places of the mentions before and after, nearest first, other names only
    words       the casefolded words that introduce or follow the name
    lean        countries that the user asked the choice to lean towards
    """

    others: Spoken
    peoples: Mapping[str, float]
    home: str
    dateline: Belief | None
    containers: tuple[Belief, ...]
    members: tuple[Belief, ...]
    are_equals: tuple[bool, bool]
    peers: tuple[Belief, ...]
    settled: tuple[Belief, ...]
    words: tuple[str, ...]
    lean: frozenset[str]


def surroundings_of(
    article: Article, names: Sequence[Name], settled: Sequence[tuple[Belief, ...]], *, lean: frozenset[str]
) -> Iterator[Surroundings]:
    """For each mention, in order, what stands around it; `settled` has what each is taken for so far."""
    text, mentions = article.text, [name.mention for name in names]
    linked = [_linked(text, names, at) for at in range(len(names))]
    keys = list(zip(_owners(names, linked), (name.folded for name in names), strict=True))
    tallies = Tallies(
        dict(zip(keys, settled, strict=True)),
        dict(zip(keys, (name.places for name in names), strict=True)),
    )
    others: dict[Key, Spoken] = {}
    listed, peoples, home, dateline = (
        lists(text, mentions),
        peoples_in(text),
        _home(article.url),
        _dateline(text, names),
    )
    for at, (name, key) in enumerate(zip(names, keys, strict=True)):
        if key not in others:
            others[key] = tallies.without(key)
        low, high = max(0, at - _WINDOW), min(len(names), at + _WINDOW + 1)
        near = [other for step in range(1, _WINDOW + 1) for other in (at - step, at + step) if low <= other < high]
        peers = [other for other in near if other in listed[at] and abs(other - at) <= _PEERS]
        written = settled[dateline][:1] if dateline is not None and names[dateline].folded != name.folded else ()
        yield Surroundings(
            others=others[key],
            peoples=peoples,
            home=home,
            dateline=written[0] if written else None,
            containers=settled[at + 1] if linked[at] else (),
            members=settled[at - 1] if at and linked[at - 1] else (),
            are_equals=(_are_equals(settled, listed, at, at - 1), _are_equals(settled, listed, at, at + 1)),
            peers=tuple(settled[other][0] for other in peers if settled[other] and names[other].folded != name.folded),
            settled=tuple(
                _nearness(text, names[at], names[other], settled[other][0])
                for other in near
                if settled[other] and keys[other][0] != key[0]
            ),
            words=_words_around(text, name.mention),
            lean=lean,
        )


def _are_equals(settled: Sequence[tuple[Belief, ...]], listed: Sequence[range], at: int, other: int) -> bool:
    """Whether two names are members of one list, and taken for the same sort of place: states stand among states."""
    if other not in listed[at] or not settled[at] or not settled[other]:
        return False
    return sort_of(settled[at][0][0]) == sort_of(settled[other][0][0])


def _nearness(text: str, name: Name, other: Name, belief: Belief) -> Belief:
    """A belief in a neighbour, which counts half where another paragraph names it: that may be another story."""
    first, last = sorted((name.mention.start, other.mention.start))
    return (belief[0], belief[1] / 2) if text.find("\n\n", first, last) >= 0 else belief


def contains(outer: Place, inner: Place) -> bool:
    """Whether one place lies in another: by country and region where these are known, else by distance."""
    if outer.id == inner.id or outer.kind == inner.kind:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "region":
        return inner.kind != "country" and (inner.country, inner.admin1) == (outer.country, outer.admin1)
    smaller = inner.precision_km < outer.precision_km
    return smaller and distance_km(outer.lat, outer.lon, inner.lat, inner.lon) <= outer.precision_km * 1.2


def sort_of(place: Place) -> str:
    """The kind of a place, where towns of all sizes are one, and so are continents and countries."""
    return _SORTS.get(place.kind, place.kind)


def _linked(text: str, names: Sequence[Name], at: int) -> bool:
    """Whether mention `at` and the next stand like "Paris, Texas"."""
    if at + 1 >= len(names) or names[at].folded == names[at + 1].folded:
        return False
    return says_where(text, names[at].mention, names[at + 1].mention)


def _owners(names: Sequence[Name], linked: Sequence[bool]) -> list[str]:
    """For each mention the name whose evidence it is: its own, or "Paris" for the Texas of "Paris, Texas".

    What only explains one mention of a name must not speak for the other mentions of that name.
    """
    owners = [name.folded for name in names]
    for at in range(1, len(names)):
        if linked[at - 1] and any(contains(p, q) for p in names[at].places[:5] for q in names[at - 1].places):
            owners[at] = owners[at - 1]
    return owners


def _dateline(text: str, names: Sequence[Name]) -> int | None:
    """The position among the mentions of the place where the article says that it was written."""
    for at, name in enumerate(names[:4]):
        begins = not text[: name.mention.start].strip() or text[: name.mention.start].rstrip()[-1] in ".\n"
        if begins and name.mention.start < _LEAD and _DATELINE.match(text, name.mention.end):
            return at
    return None


def _home(url: str) -> str:
    """The country that the address of the paper ends in, or ""."""
    last = (urlsplit(url).hostname or "").rpartition(".")[2].upper() if "//" in url else ""
    return {"UK": "GB"}.get(last, last) if len(last) == 2 else ""


def peoples_in(text: str) -> dict[str, float]:
    """Shares of "Syrian", "Georgians" …: a people named often counts more, but not in proportion."""
    counts: Counter[str] = Counter(
        country for word in _WORD.findall(text) if word[0].isupper() for country in demonyms().get(word, ())
    )
    votes = {country: math.sqrt(n) for country, n in counts.items()}
    everything = sum(votes.values()) + _DOUBT
    return {country: n / everything for country, n in votes.items()}


def _words_around(text: str, mention: Mention) -> tuple[str, ...]:
    sentence = _SENTENCE_END.split(text[max(0, mention.start - 24) : mention.start])[-1]
    before = _WORD.findall(sentence.casefold())
    introducing = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    after = _WORD.findall(_SENTENCE_END.split(text[mention.end : mention.end + 16])[0].casefold())
    return (*introducing, *after[:1], *mention.text.casefold().split()[1:])
