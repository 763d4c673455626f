"""Votes of an article's names for countries and regions.

A place has one vote however many names it goes by ("US", "United States"), and the more the oftener it is named: the
root of that, for the tenth mention tells little that the ninth did not.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from gazetteer import Place

__all__ = [
    "ArticleVotes",
    "Belief",
    "Key",
    "Others",
    "Region",
    "Spoken",
    "Thing",
    "Votes",
    "country_shares",
    "doubted",
    "possible",
    "region_of",
]

Key = tuple[str, str]  # the name whose evidence it is ("paris" for the Texas of "Paris, Texas"), and the name itself
Belief = tuple[Place, float]  # and the share of belief in it, 0..1
Region = tuple[str, str]  # ISO 3166-1 alpha-2, and the name of the first-level region
Thing = TypeVar("Thing", bound=Hashable)
# One vote alone convinces nobody: shares are held back where there are few.
_DOUBT = 1.5
# Of what a name may be, the less likely has no vote.
_BELIEVED = 5
_OF_PEOPLES = ("", "")
# The same among the few names of a sentence.
_DOUBT_BESIDE = 0.5
# An article's scenes are its most spoken of places; those of a name and its owner are left out of so many more.
_HEAVIEST, _KEPT = 12, 24


class Others(Generic[Thing]):
    """The votes of all names of an article but one."""

    def __init__(self, everything: Mapping[Thing, float], total: float, own: Mapping[Thing, float]) -> None:
        self._everything, self._own = everything, own
        self._votes = total - sum(own.values()) + _DOUBT

    def share(self, thing: Thing) -> float:
        """The share of the votes that is for a thing, 0..1."""
        return max(0.0, self._everything.get(thing, 0.0) - self._own.get(thing, 0.0)) / self._votes


class Votes(Generic[Thing]):
    """Votes, each with its key: what is said to explain a name must not speak for that name."""

    def __init__(self, votes: Mapping[Key, Mapping[Thing, float]]) -> None:
        self._everything: dict[Thing, float] = {}
        self._by_owner: defaultdict[str, dict[Thing, float]] = defaultdict(dict)
        self._by_name: defaultdict[str, dict[Thing, float]] = defaultdict(dict)
        self._votes = votes
        for (owner, name), given in votes.items():
            for counted in (self._everything, self._by_owner[owner], self._by_name[name]):
                for thing, number in given.items():
                    counted[thing] = counted.get(thing, 0.0) + number
        self._total = sum(self._everything.values())

    def without(self, key: Key) -> Others[Thing]:
        """The votes but for those of this owner and of this name."""
        own, both = dict(self._by_owner[key[0]]), self._votes.get(key, {})
        for thing, votes in self._by_name[key[1]].items():
            own[thing] = own.get(thing, 0.0) + votes - both.get(thing, 0.0)
        return Others(self._everything, self._total, own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The shares that the other names of an article give.

    countries, regions  of their likeliest places
    possible            regions where they have any place at all
    places              the places most spoken of, each with its votes
    """

    countries: Others[str]
    regions: Others[Region]
    possible: Others[Region]
    places: tuple[Belief, ...]


class ArticleVotes:
    """All votes of one article, and for each name what the others speak for.

    settled  what each name is taken for
    voices   how often it is named, mentions that count less taken as less
    peoples  country code -> votes of the peoples named
    """

    def __init__(
        self,
        settled: Mapping[Key, tuple[Belief, ...]],
        voices: Mapping[Key, float],
        peoples: Mapping[str, float],
        possible: Votes[Region],
    ) -> None:
        votes = _votes(settled, voices)
        by_name: dict[Key, Mapping[str, float]] = {
            key: _countries(beliefs, votes[key]) for key, beliefs in settled.items()
        }
        # A people is no name of a place, so nobody owns its vote.
        self._countries = Votes({**by_name, _OF_PEOPLES: peoples})
        self._regions = Votes({key: _regions(beliefs, votes[key]) for key, beliefs in settled.items()})
        self._possible = possible
        believed = [(key, (beliefs[0][0], beliefs[0][1] * votes[key])) for key, beliefs in settled.items() if beliefs]
        self._heaviest = sorted(believed, key=lambda one: (-one[1][1], one[1][0].id))[:_KEPT]

    def without(self, key: Key) -> Spoken:
        """The shares without this name and those that explain it."""
        return Spoken(
            countries=self._countries.without(key),
            regions=self._regions.without(key),
            possible=self._possible.without(key),
            places=tuple(one for (owner, name), one in self._heaviest if owner != key[0] and name != key[1])[
                :_HEAVIEST
            ],
        )


def possible(candidates: Mapping[Key, tuple[Place, ...]]) -> Votes[Region]:
    """The votes for the regions that each name may be in, whatever it is taken for."""
    return Votes({key: _possible_regions(places) for key, places in candidates.items()})


def country_shares(names: Iterable[tuple[tuple[Belief, ...], float]]) -> dict[str, float]:
    """The countries of what the names of a sentence may be, each name as loud as its number says, by their shares."""
    votes: defaultdict[str, float] = defaultdict(float)
    for beliefs, loud in names:
        for place, share in beliefs[:_BELIEVED]:
            if place.country:
                votes[place.country] += share * loud
    everything = _DOUBT_BESIDE + sum(votes.values())
    return {country: vote / everything for country, vote in votes.items()}


def doubted(votes: float) -> float:
    """The divisor that makes votes shares, so that a few votes are not all."""
    return votes + _DOUBT


def region_of(place: Place) -> Region:
    """The first-level region of a place; its second part is "" where there is none."""
    return place.country, place.admin1


def _votes(settled: Mapping[Key, tuple[Belief, ...]], voices: Mapping[Key, float]) -> dict[Key, float]:
    """The number of votes of each name: those of its place, shared among all names that the place goes by."""
    named: defaultdict[str, float] = defaultdict(float)
    for key, beliefs in settled.items():
        if beliefs:
            named[beliefs[0][0].id] += voices[key]
    return {
        key: voices[key] / math.sqrt(max(1.0, named[beliefs[0][0].id])) if beliefs else 0.0
        for key, beliefs in settled.items()
    }


def _countries(beliefs: tuple[Belief, ...], loud: float) -> dict[str, float]:
    """A name speaks for the countries of its likeliest places: a country's own name twice as loud."""
    votes: dict[str, float] = {}
    for place, share in beliefs[:_BELIEVED]:
        if place.country:
            twice = 2 if place.kind == "country" else 1
            votes[place.country] = votes.get(place.country, 0.0) + share * loud * twice
    return votes


def _regions(beliefs: tuple[Belief, ...], loud: float) -> dict[Region, float]:
    """The votes of a name for first-level regions, as _countries has them for countries."""
    votes: dict[Region, float] = {}
    for place, share in beliefs[:_BELIEVED]:
        if place.admin1:
            region = region_of(place)
            votes[region] = votes.get(region, 0.0) + share * loud * (2 if place.kind == "region" else 1)
    return votes


def _possible_regions(places: Iterable[Place]) -> dict[Region, float]:
    """The regions that a name may be in: the fewer, the stronger."""
    regions = {region_of(place) for place in places if place.admin1}
    return dict.fromkeys(regions, 1 / len(regions)) if regions else {}
