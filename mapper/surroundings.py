"""What the article says around each of its mentions: countries spoken of, containers named beside, neighbours."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazetteer import Place, distance_km

from .lexicon import demonyms
from .records import Mention

__all__ = ["Name", "Surroundings", "contains", "surroundings_of"]

_WINDOW = 8
_DOUBT = 1.5
_WORD = re.compile(r"[^\W\d_]+")
# What may stand between a place and the one that holds it: "Paris, Texas", "Tripoli (Libya)", "X, in Kharkiv region".
_LINK = re.compile(r"(?:,| \(|,? in\b| of\b)(?!.*\b(?:and|or|but|while|then|to)\b)[\w -]{0,24}")


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

    votes       country code -> share of the article's other evidence (names, peoples) that speaks for it, 0..1
    containers  candidates of what is named right behind, as in "Paris, Texas" or "Tripoli, northern Lebanon"
    members     candidates of what is named right before ("Paris" beside "Texas")
    settled     the likeliest places of the mentions before and after, nearest first, other names only
    words       the casefolded words that introduce or follow the name
    lean        countries that the user asked the choice to lean towards
    """

    votes: Mapping[str, float]
    containers: tuple[Place, ...]
    members: tuple[Place, ...]
    settled: tuple[Place, ...]
    words: tuple[str, ...]
    lean: frozenset[str]


def surroundings_of(
    text: str, names: Sequence[Name], settled: Sequence[Place | None], *, lean: frozenset[str]
) -> Iterator[Surroundings]:
    """For each mention of a text, in order, what stands around it; `settled` has the likeliest place of each so far."""
    owners = _owners(text, names)
    peoples = _peoples(text)
    votes = {(owner, name.folded): _vote_of(p) for owner, name, p in zip(owners, names, settled, strict=True)}
    shares: dict[tuple[str, str], dict[str, float]] = {}
    for at, name in enumerate(names):
        key = owners[at], name.folded
        if key not in shares:
            tally = dict(peoples)
            for (owner, folded), (country, weight) in votes.items():
                if country and owner != key[0] and folded != key[1]:
                    tally[country] = tally.get(country, 0) + weight
            shares[key] = _shares(tally)
        low, high = max(0, at - _WINDOW), min(len(names), at + _WINDOW + 1)
        near = [other for step in range(1, _WINDOW + 1) for other in (at - step, at + step) if low <= other < high]
        yield Surroundings(
            votes=shares[key],
            containers=names[at + 1].places if _linked(text, names, at) else (),
            members=names[at - 1].places if at and _linked(text, names, at - 1) else (),
            settled=tuple(p for other in near if (p := settled[other]) and owners[other] != owners[at]),
            words=_words_around(text, name.mention),
            lean=lean,
        )


def _owners(text: str, names: Sequence[Name]) -> list[str]:
    """For each mention the name whose evidence it is: its own, or "Paris" for the Texas of "Paris, Texas".

    What only explains one mention of a name must not speak for the other mentions of that name.
    """
    owners = [name.folded for name in names]
    for at in range(1, len(names)):
        if _linked(text, names, at - 1) and any(
            contains(p, q) for p in names[at].places[:5] for q in names[at - 1].places
        ):
            owners[at] = owners[at - 1]
    return owners


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


def _peoples(text: str) -> dict[str, float]:
    """Votes of "Syrian", "Georgians" …: a people named often counts more, but not in proportion."""
    counts: Counter[str] = Counter(
        country for word in _WORD.findall(text) if word[0].isupper() for country in demonyms().get(word, ())
    )
    return {country: math.sqrt(n) for country, n in counts.items()}


def _vote_of(settled: Place | None) -> tuple[str, int]:
    """A name speaks for the country of its likeliest place, where it has one: a country's own name twice as loud."""
    if settled is None:
        return "", 0
    return settled.country, 2 if settled.kind == "country" else 1


def _shares(votes: Mapping[str, float]) -> dict[str, float]:
    """The votes as shares, held back where there are few: one vote alone convinces nobody."""
    everything = sum(votes.values()) + _DOUBT
    return {country: n / everything for country, n in votes.items()}


def _linked(text: str, names: Sequence[Name], at: int) -> bool:
    """Whether mention `at` and the next stand like "Paris, Texas"."""
    if at + 1 >= len(names) or names[at].folded == names[at + 1].folded:
        return False
    return bool(_LINK.fullmatch(text, names[at].mention.end, names[at + 1].mention.start))


def _words_around(text: str, mention: Mention) -> tuple[str, ...]:
    before = _WORD.findall(text[max(0, mention.start - 24) : mention.start].casefold())
    introducing = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    after = _WORD.findall(text[mention.end : mention.end + 16].casefold())
    return (*introducing, *after[:1], *mention.text.casefold().split()[1:])
