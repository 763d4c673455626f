"""What the article says around each of its mentions: countries spoken of, containers named beside, neighbours."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from gazetteer import Place, distance_km

from ..lexicon import demonyms, singular, words
from ..reading.english.sentences import sentence_of
from ..records import Article, Mention
from .links import lists, says_where
from .tallies import Belief, Key, Spoken, Tallies, possible

__all__ = ["Name", "OfArticle", "Setting", "Surroundings", "contains", "peoples_in", "sort_of"]

_WINDOW = 8
_PEERS = 4
_DOUBT = 1.5
_LEAD = 200
_SORTS = {"city": "town", "village": "town", "neighbourhood": "town", "continent": "country"}
_WORD = re.compile(r"[^\W\d_]+")
# What follows a name that describes nothing: "across the Dnipro.", "the Dnipro and its banks".
_STANDS_ALONE = re.compile(r"\s*(?:[.,;:!?)—]|$)|\s–|\s(?P<next>[a-z]+)\s")
_OF_RIVERS = frozenset(("burst", "broke", "fell", "flooded", "flowed", "flows", "froze", "overflowed", "rises", "rose"))
_CLAUSE_END = re.compile(r"[;:]['\"’”)]*\s")
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OfArticle:
    """What the article as a whole says for one name, wherever it stands. One is equal to itself alone.

    others      what the article's other names speak for
    peoples     country code -> share of the peoples in the article ("Syrian", "Georgians"), 0..1
    home        country of the paper by its address ("example.co.uk"), or ""
    dateline    where the article was written ("KYIV, Ukraine (AP) —"), where it says so and means another name
    lean        countries that the user asked the choice to lean towards
    """

    others: Spoken
    peoples: Mapping[str, float]
    home: str
    dateline: Belief | None
    lean: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the article says around one mention.

    of_article  what it says for the name wherever that stands; one object for all mentions of it
    containers  what is named right behind may be, as in "Paris, Texas" or "Tripoli, northern Lebanon"
    members     what is named right before may be ("Paris" beside "Texas")
    are_equals  whether the name right before, and the one right behind, stands in one list with it and is of its sort
    peers       the likeliest places of the other members of its list, nearest first
    settled     the likeliest places of the mentions before and after, nearest first, other names only
    words       the casefolded words that introduce or follow the name
    """

    of_article: OfArticle
    containers: tuple[Belief, ...]
    members: tuple[Belief, ...]
    are_equals: tuple[bool, bool]
    peers: tuple[Belief, ...]
    settled: tuple[Belief, ...]
    words: tuple[str, ...]


class Setting:
    """What an article says around its mentions, whatever they are taken for: seen once, asked in each round."""

    def __init__(self, article: Article, names: Sequence[Name], lean: frozenset[str]) -> None:
        self._names, self._lean = names, lean
        text, mentions = article.text, [name.mention for name in names]
        self._linked = [_linked(text, names, at) for at in range(len(names))]
        folded = [name.folded for name in names]
        self._keys: list[Key] = list(zip(_owners(names, self._linked), folded, strict=True))
        self._possible = possible(dict(zip(self._keys, (name.places for name in names), strict=True)))
        self._listed, self._peoples, self._home = lists(text, mentions), peoples_in(text), _home(article.url)
        self._dateline = _dateline(text, names)
        self._words = [
            (*_words_around(text, mention), *_shared_kind(text, mentions, self._listed[at]))
            for at, mention in enumerate(mentions)
        ]
        self._near = [self._neighbours(text, at) for at in range(len(names))]

    def _neighbours(self, text: str, at: int) -> list[tuple[int, float]]:
        """The mentions before and after, nearest first, each with how much it counts as a neighbour."""
        low, high = max(0, at - _WINDOW), min(len(self._names), at + _WINDOW + 1)
        around = (other for step in range(1, _WINDOW + 1) for other in (at - step, at + step))
        return [
            (other, _nearness(text, self._names[at], self._names[other])) for other in around if low <= other < high
        ]

    def surroundings(self, settled: Sequence[tuple[Belief, ...]]) -> Iterator[Surroundings]:
        """For each mention, in order, what stands around it; `settled` has what each is taken for so far."""
        keys, names, listed = self._keys, self._names, self._listed
        tallies = Tallies(dict(zip(keys, settled, strict=True)), self._possible)
        shared: dict[Key, OfArticle] = {}
        for at, key in enumerate(keys):
            if key not in shared:
                shared[key] = OfArticle(
                    others=tallies.without(key),
                    peoples=self._peoples,
                    home=self._home,
                    dateline=self._written(settled, key[1]),
                    lean=self._lean,
                )
            near = [(other, counts) for other, counts in self._near[at] if settled[other]]
            yield Surroundings(
                of_article=shared[key],
                containers=settled[at + 1] if self._linked[at] else (),
                members=settled[at - 1] if at and self._linked[at - 1] else (),
                are_equals=(_are_equals(settled, listed, at, at - 1), _are_equals(settled, listed, at, at + 1)),
                peers=tuple(
                    settled[other][0]
                    for other, _ in near
                    if other in listed[at] and abs(other - at) <= _PEERS and names[other].folded != key[1]
                ),
                settled=tuple(
                    (settled[other][0][0], settled[other][0][1] * counts)
                    for other, counts in near
                    if keys[other][0] != key[0]
                ),
                words=self._words[at],
            )

    def _written(self, settled: Sequence[tuple[Belief, ...]], folded: str) -> Belief | None:
        """Where the article was written, unless it is this very name that says so."""
        if self._dateline is None or self._names[self._dateline].folded == folded:
            return None
        return next(iter(settled[self._dateline]), None)


def _are_equals(settled: Sequence[tuple[Belief, ...]], listed: Sequence[range], at: int, other: int) -> bool:
    """Whether two names are members of one list, and taken for the same sort of place: states stand among states."""
    if other not in listed[at] or not settled[at] or not settled[other]:
        return False
    return sort_of(settled[at][0][0]) == sort_of(settled[other][0][0])


def _nearness(text: str, name: Name, other: Name) -> float:
    """How much a neighbour counts: half where another paragraph names it, for that may be another story."""
    first, last = sorted((name.mention.start, other.mention.start))
    return 0.5 if text.find("\n\n", first, last) >= 0 else 1.0


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


def _stands_alone(text: str, mention: Mention) -> bool:
    """Whether a name describes nothing behind it, as it does in "the Dnipro bridge" and "the Saratov refinery"."""
    following = _STANDS_ALONE.match(text, mention.end)
    if not following or not mention.text.split()[-1][0].isupper():
        return False
    word = following["next"]
    return word is None or word in words("function_words") or word in _OF_RIVERS


def _words_around(text: str, mention: Mention) -> tuple[str, ...]:
    first, last = sentence_of(text, mention.start, mention.end)
    clause = _CLAUSE_END.split(text[max(first, mention.start - 24) : mention.start])[-1]
    before = _WORD.findall(clause.casefold())
    introducing = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    if introducing == ["the"] and not _stands_alone(text, mention):
        introducing = []  # the article is that of what follows
    after = _WORD.findall(_CLAUSE_END.split(text[mention.end : min(last, mention.end + 24)])[0].casefold())
    # "The Pacific port of Buenaventura": the port is the other's.
    following = [] if after[1:2] == ["of"] or after[:1] == ["the"] else after[:1]
    return (*introducing, *following, *mention.text.casefold().split()[1:])


def _shared_kind(text: str, mentions: Sequence[Mention], listed: range) -> tuple[str, ...]:
    """The kind that the last of a list gives to all: "Kharkiv and Poltava regions" are two regions."""
    last = mentions[listed[-1]] if len(listed) > 1 else None
    word = text[last.start : last.end].casefold().split()[-1] if last else ""
    return (singular(word),) if word.endswith("s") and word in words("admin_words") else ()
