"""A gazetteer with a user's own places on top: they win over what is built in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .cells import distance_km
from .entries import Entry
from .names import fold
from .place import Matched, Place
from .store import Gazetteer

__all__ = ["OWN_WEIGHT", "Overlay"]

OWN_WEIGHT = 130
"""The weight of a user's own names, more than a country has: whoever adds a place means it."""


class Overlay(Gazetteer):
    """The gazetteer `base` with further places, which come first under their names and replace those of their ids."""

    def __init__(self, base: Gazetteer, entries: Iterable[Entry]) -> None:
        super().__init__(base.path)
        self._entries = tuple(entries)
        self._own: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for entry in self._entries:
            self._own[entry.place.id] = entry.place
            sorts = {fold(name): sort for name, sort in entry.names} | {fold(entry.place.name): "preferred"}
            for name, sort in sorts.items():
                matched = Matched(name=name, sort=sort, weight=OWN_WEIGHT)
                self._by_name[name].append(replace(entry.place, matched=matched))
        # So many places of `base` may be left out of what lies near.
        self._replacing = sum(base.get(own) is not None for own in self._own)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle it as a Gazetteer is, together with the own places."""
        return Overlay, (Gazetteer(self.path), self._entries)

    def candidates(self, name: str, limit: int = 50, *, spelling: bool = False) -> tuple[Place, ...]:
        """The candidates that Gazetteer.candidates gives, own places first."""
        own = self._by_name.get(fold(name), [])
        firsts = {place.id for place in own}
        found = super().candidates(name, limit + len(firsts), spelling=spelling and not own)
        # A place that is replaced keeps the names that `base` has for it.
        others = (self._replaced(place) for place in found if place.id not in firsts)
        return (*own, *others)[:limit]

    def get(self, id: str) -> Place | None:  # noqa: A002 -- as Gazetteer.get
        """The place that Gazetteer.get gives, an own place first."""
        return self._own.get(id) or super().get(id)

    def near(self, lat: float, lon: float, km: float, limit: int = 50) -> tuple[Place, ...]:
        """The places that Gazetteer.near gives, own places among them."""
        own = [p for p in self._own.values() if distance_km(lat, lon, p.lat, p.lon) <= km]
        others = [p for p in super().near(lat, lon, km, limit + self._replacing) if p.id not in self._own]
        return tuple(sorted([*own, *others], key=lambda place: -place.population)[:limit])

    def info(self) -> dict[str, Any]:
        """The facts that Gazetteer.info gives, and the number of own places."""
        return super().info() | {"own_places": len(self._own)}

    def _replaced(self, place: Place) -> Place:
        own = self._own.get(place.id)
        return replace(own, matched=place.matched) if own else place
