"""A gazetteer that knows of nothing that is withheld: what is drawn around the pins comes from it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from gazetteer import Dispute, Gazetteer, Place

from .redact import Redactor

__all__ = ["Shown"]


class Shown(Gazetteer):
    """The gazetteer `base` without the places that `is_hidden` says, and without names that hold withheld words."""

    def __init__(self, base: Gazetteer, is_hidden: Callable[[Place], bool], redactor: Redactor) -> None:
        super().__init__(base.path)
        self._base = base
        self._is_hidden = is_hidden
        self._redactor = redactor

    def candidates(self, name: str, limit: int = 50, *, spelling: bool = False) -> tuple[Place, ...]:
        """The candidates of Gazetteer.candidates that may be shown."""
        return self._shown(self._base.candidates(name, limit, spelling=spelling))

    def get(self, id: str) -> Place | None:  # noqa: A002 -- as Gazetteer.get
        """The place of Gazetteer.get, None for a hidden one."""
        place = self._base.get(id)
        return next(iter(self._shown([place] if place else [])), None)

    def near(self, lat: float, lon: float, km: float, limit: int = 50) -> tuple[Place, ...]:
        """The places of Gazetteer.near that may be shown."""
        return self._shown(self._base.near(lat, lon, km, limit))

    def countries(self) -> tuple[Place, ...]:
        """The countries, as Gazetteer.countries has them."""
        return self._base.countries()

    def seas(self) -> tuple[Place, ...]:
        """The seas of Gazetteer.seas that may be shown."""
        return self._shown(self._base.seas())

    def names(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The names of Gazetteer.names, without those that hold something withheld."""
        found = self._base.names(ids)
        return {id_: tuple(name for name in names if not self._redactor.holds(name)) for id_, names in found.items()}

    def dispute(self, id: str) -> Dispute | None:  # noqa: A002 -- as Gazetteer.dispute
        """The dispute, as Gazetteer.dispute has it."""
        return self._base.dispute(id)

    def info(self) -> dict[str, Any]:
        """The facts, as Gazetteer.info has them."""
        return self._base.info()

    def _shown(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """The places that may be shown, without names of regions that hold something withheld."""
        kept = [place for place in places if not self._is_hidden(place)]
        held = {name for name in {place.admin1 for place in kept} if self._redactor.holds(name)}
        return tuple(replace(place, admin1="") if place.admin1 in held else place for place in kept)
