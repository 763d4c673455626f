"""Context: what an article, and the words around a mention, say of where that is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from gazetteer import WATERS, Place, distance_km

from ..reading.english.peoples import GUEST, peoples_in
from ..reading.english.sentences import Span
from ..reading.reading import Reading, reading_of
from ..records import ROLES, Article, Mention
from .flocks import flocks
from .links import holds, lists, says_where
from .metonymy import METONYMY
from .neighbours import Neighbours, in_sentence, nearest_first, nearness
from .phrasing import shared_kind, stands_on, words_around
from .rules import Named
from .votes import ArticleVotes, Belief, Key, Spoken, country_shares, doubted, possible

__all__ = ["ArticleContext", "Contexts", "MentionCandidates", "MentionContext", "broad_kind", "contains"]

_PEERS = 4
# How much less loud a place votes that acts.
_QUIETER = 0.5
_BROAD_KINDS = {"city": "town", "village": "town", "neighbourhood": "town", "continent": "country"}


@dataclass(frozen=True, slots=True)
class MentionCandidates:
    """A mention with its candidates.

    folded   the look-up form of the whole mention: mentions with the same share a sense
    places   its candidates, likeliest first
    without  the generic word that had to be left out to find some of them ("district"), or ""
    bare     the ids of those
    """

    mention: Mention
    folded: str
    places: tuple[Place, ...]
    without: str = ""
    bare: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArticleContext:
    """The context that an article gives a name, wherever that stands. Each is equal to itself alone.

    others      what the article's other names speak for
    scenes      where the events take place: the other places most spoken of, the countries of peoples; their shares
    home        country of the paper by its address ("example.co.uk"), or ""
    dateline    where the article was written ("KYIV, Ukraine (AP) —"), where it says so and the name cannot mean that
    lean        countries that the user asked the choice to lean towards
    reaches     how far each scene reaches a candidate, by the ids of both: worked out when first asked for
    """

    others: Spoken
    scenes: tuple[Belief, ...]
    home: str
    dateline: Belief | None
    lean: frozenset[str]
    reaches: defaultdict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionContext:
    """The context of one mention.

    of_article  what it says for the name wherever that stands; one object for all mentions of it
    containers  what is named as holding it may be, as in "Paris, Texas", or "the US state of Georgia"
    members     what is named right before may be ("Paris" beside "Texas")
    are_equals  whether the name right before, and the one right behind, stands in one list with it and is of its kind
    peers       the likeliest places of the other members of its list, nearest first
    settled     the likeliest places of the mentions before and after, nearest first, other names only
    neighbours  the same, as asked for by each candidate
    peoples     country code -> share of the peoples in its sentence ("Syrian", "Georgians"), 0..1
    flock       candidate's id -> share of its sentence's names that may lie next to it (flocks.py), where not 0
    water       the sea, river or lake that the text says it lies on, as in "Odesa on the Black Sea"
    sentence    country code -> share of the other names of its sentence, those that act believed less, 0..1
    words       the casefolded words that introduce or follow the name
    """

    of_article: ArticleContext
    containers: tuple[Belief, ...]
    members: tuple[Belief, ...]
    are_equals: tuple[bool, bool]
    peers: tuple[Belief, ...]
    settled: tuple[Belief, ...]
    neighbours: Neighbours
    peoples: Mapping[str, float]
    flock: Mapping[str, float]
    water: Belief | None
    sentence: Mapping[str, float]
    words: tuple[str, ...]


class Contexts:
    """The contexts of an article's mentions: what does not change is worked out once, the rest in each round."""

    def __init__(
        self, article: Article, names: Sequence[MentionCandidates], lean: frozenset[str], countries: Mapping[str, Place]
    ) -> None:
        self._names, self._lean = names, lean
        reading, mentions = reading_of(article.text), [name.mention for name in names]
        self._linked = [_linked(reading, names, at) for at in range(len(names))]
        self._listed = lists(reading, mentions)
        own = [_holder(reading, mentions, at, linked=linked) for at, linked in enumerate(self._linked)]
        self._holders = [_holder_of_list(own, members, at) for at, members in enumerate(self._listed)]
        folded = [name.folded for name in names]
        self._keys: list[Key] = list(zip(_owners(names, self._linked), folded, strict=True))
        self._possible = possible(dict(zip(self._keys, (name.places for name in names), strict=True)))
        self._home, self._named = _home(article.url), reading.peoples
        self._lands = [(countries[code], votes) for code, votes in self._named.items() if code in countries]
        self._dateline = _dateline(reading, names)
        dateline = reading.dateline
        self._in_dateline = {n.folded for n in names if dateline and dateline.start <= n.mention.start < dateline.end}
        self._beside = _peoples_beside(reading, mentions)
        sentences = [reading.sentence_of(mention.start, mention.end) for mention in mentions]
        self._flocks = flocks(folded, [name.places for name in names], sentences)
        self._waters = [
            [other for other in stands_on(reading, mentions, at) if _is_water(names[other])] for at in range(len(names))
        ]
        self._words = [
            (*words_around(reading, mention), *shared_kind(reading, mentions, self._listed[at]))
            for at, mention in enumerate(mentions)
        ]
        self._acting = [_acting(reading, name) for name in names]
        owners = [owner for owner, _ in self._keys]
        nearest = [nearest_first(at, len(names)) for at in range(len(names))]
        self._near = [
            [(n, nearness(reading, mentions[at], mentions[n])) for n in near if owners[n] != owners[at]]
            for at, near in enumerate(nearest)
        ]
        self._peers = [
            [n for n in near if n in self._listed[at] and abs(n - at) <= _PEERS and folded[n] != folded[at]]
            for at, near in enumerate(nearest)
        ]
        self._together = [
            [(n, 1 - self._acting[n]) for n in near if owners[n] != owners[at] and folded[n] != folded[at]]
            for at, near in enumerate(in_sentence(sentences))
        ]
        self._reaches: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._voices: defaultdict[Key, float] = defaultdict(float)
        for key, name, acting in zip(self._keys, names, self._acting, strict=True):
            self._voices[key] += GUEST if reading.is_guest(name.mention.start) else 1 - _QUIETER * acting

    def of_mentions(self, settled: Sequence[tuple[Belief, ...]], asked: Sequence[int]) -> list[MentionContext]:
        """The contexts of the mentions at some positions; `settled` has what each of all is taken for so far."""
        keys, listed = self._keys, self._listed
        votes = ArticleVotes(dict(zip(keys, settled, strict=True)), self._voices, self._named, self._possible)
        shared: dict[Key, ArticleContext] = {}
        contexts = []
        for at in asked:
            key = keys[at]
            if key not in shared:
                shared[key] = self._of_article(votes.without(key), self._written(settled, self._names[at]))
            around = tuple((settled[n][0][0], settled[n][0][1] * loud) for n, loud in self._near[at] if settled[n])
            contexts.append(MentionContext(
                of_article=shared[key],
                containers=() if (holder := self._holders[at]) is None else settled[holder],
                members=settled[at - 1] if at and self._linked[at - 1] else (),
                are_equals=(_are_equals(settled, listed, at, at - 1), _are_equals(settled, listed, at, at + 1)),
                peers=tuple(settled[other][0] for other in self._peers[at] if settled[other]),
                settled=around,
                neighbours=Neighbours(around),
                peoples=self._beside[at],
                flock=self._flocks[at],
                water=next((belief for water in self._waters[at] for belief in settled[water][:1]), None),
                sentence=country_shares((settled[other], loud) for other, loud in self._together[at]),
                words=self._words[at],
            ))  # fmt: skip
        return contexts

    def _of_article(self, others: Spoken, written: Belief | None) -> ArticleContext:
        return ArticleContext(
            others=others, scenes=_shares((*others.places, *self._lands)), home=self._home, dateline=written,
            lean=self._lean, reaches=self._reaches,
        )  # fmt: skip

    def _written(self, settled: Sequence[tuple[Belief, ...]], name: MentionCandidates) -> Belief | None:
        """The place where the article was written, unless the name may mean that very place: it speaks for others."""
        written = next(iter(settled[self._dateline]), None) if self._dateline is not None else None
        is_own = written and (name.folded in self._in_dateline or any(p.id == written[0].id for p in name.places))
        return None if is_own else written


def _peoples_beside(reading: Reading, mentions: Sequence[Mention]) -> list[Mapping[str, float]]:
    """For each mention the countries of the peoples in its sentence, by their shares."""
    found: dict[Span, Mapping[str, float]] = {}
    spans = [reading.sentence_of(mention.start, mention.end) for mention in mentions]
    for first, last in spans:
        if (first, last) not in found:
            guests = [(start - first, end - first) for start, end in reading.guests if first <= start < last]
            votes = peoples_in(reading.text[first:last], guests)
            everything = doubted(sum(votes.values()))
            found[first, last] = {code: vote / everything for code, vote in votes.items()}
    return [found[span] for span in spans]


def _shares(votes: Sequence[Belief]) -> tuple[Belief, ...]:
    everything = doubted(sum(vote for _, vote in votes))
    return tuple((place, vote / everything) for place, vote in votes)


def _is_water(name: MentionCandidates) -> bool:
    return any(place.kind in WATERS for place in name.places[:3])


def _are_equals(settled: Sequence[tuple[Belief, ...]], listed: Sequence[range], at: int, other: int) -> bool:
    """True where two names are members of one list, and taken for the same kind of place: states stand among states."""
    if other not in listed[at] or not settled[at] or not settled[other]:
        return False
    return broad_kind(settled[at][0][0]) == broad_kind(settled[other][0][0])


def _acting(reading: Reading, name: MentionCandidates) -> float:
    """The belief that a place stands for people who speak or act, wherever that happens: the network's, if asked."""
    if name.mention.role_scores:
        return name.mention.role_scores[ROLES.index("actor")]
    if reading.is_guest(name.mention.start):
        return 1 - GUEST
    named = Named(mention=name.mention, place=name.places[0] if name.places else None)
    return float(named.place is not None and any(rule.hit(reading, named) for rule in METONYMY))


def contains(outer: Place, inner: Place) -> bool:
    """True where one place lies in another: by country and region where these are known, else by distance."""
    if outer.id == inner.id or outer.kind == inner.kind:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "region":
        return inner.kind != "country" and (inner.country, inner.admin1) == (outer.country, outer.admin1)
    smaller = inner.precision_km < outer.precision_km
    return smaller and distance_km(outer.lat, outer.lon, inner.lat, inner.lon) <= outer.precision_km * 1.2


def broad_kind(place: Place) -> str:
    """The kind of a place, where towns of all sizes are one, and so are continents and countries."""
    return _BROAD_KINDS.get(place.kind, place.kind)


def _linked(reading: Reading, names: Sequence[MentionCandidates], at: int) -> bool:
    """True where mention `at` and the next stand like "Paris, Texas"."""
    if at + 1 >= len(names) or names[at].folded == names[at + 1].folded:
        return False
    return says_where(reading, names[at].mention, names[at + 1].mention)


def _holder(reading: Reading, mentions: Sequence[Mention], at: int, *, linked: bool) -> int | None:
    """The position of the mention that is named as holding this one, behind it or before it."""
    if linked:
        return at + 1
    return at - 1 if at and holds(reading, mentions[at - 1], mentions[at]) else None


def _holder_of_list(holders: Sequence[int | None], members: range, at: int) -> int | None:
    """The holder of a mention; in "Alexandria and Kropyvnytskyi in Ukraine" what holds the last of the list."""
    last = holders[members[-1]] if members else None
    return last if holders[at] is None and last is not None and last > members[-1] else holders[at]


def _owners(names: Sequence[MentionCandidates], linked: Sequence[bool]) -> list[str]:
    """For each mention the name whose evidence it is: its own, or "Paris" for the Texas of "Paris, Texas".

    What only explains one mention of a name must not speak for the other mentions of that name.
    """
    owners = [name.folded for name in names]
    for at in range(1, len(names)):
        if linked[at - 1] and any(contains(p, q) for p in names[at].places[:5] for q in names[at - 1].places):
            owners[at] = owners[at - 1]
    return owners


def _dateline(reading: Reading, names: Sequence[MentionCandidates]) -> int | None:
    """The position among the mentions of the place where the article says that it was written."""
    starts = {start for start, _ in reading.dateline.places} if reading.dateline else set()
    return next((at for at, name in enumerate(names) if name.mention.start in starts), None)


def _home(url: str) -> str:
    """The country that the address of the paper ends in, or ""."""
    last = (urlsplit(url).hostname or "").rpartition(".")[2].upper() if "//" in url else ""
    return {"UK": "GB"}.get(last, last) if len(last) == 2 else ""
