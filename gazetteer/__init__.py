"""An offline gazetteer: names in, places out. Knows nothing of news, spaCy, folium or mapper."""

from typing import TYPE_CHECKING

from .cells import distance_km
from .errors import GazetteerError
from .kinds import COUNTRIES, FACILITIES, HAMLETS, LANDS, SETTLEMENTS, SPOTS, STATES, TOWNS, UNITS, WATERS
from .names import fold
from .overlay import OWN_WEIGHT, Overlay
from .place import HAMLET_WEIGHT, KINDS, Dispute, Place
from .sounds import sound_of
from .store import Gazetteer

if TYPE_CHECKING:
    from .build import build_from_geonames, build_gazetteer
    from .own_rows import read_own_rows
else:
    # Most programs only look places up: what reads and writes tables is fetched when it is asked for.
    def __getattr__(name: str) -> object:
        if name in {"build_from_geonames", "build_gazetteer"}:
            from . import build as home
        elif name == "read_own_rows":
            from . import own_rows as home
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(home, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "COUNTRIES",
    "FACILITIES",
    "HAMLETS",
    "HAMLET_WEIGHT",
    "KINDS",
    "LANDS",
    "OWN_WEIGHT",
    "SETTLEMENTS",
    "SPOTS",
    "STATES",
    "TOWNS",
    "UNITS",
    "WATERS",
    "Dispute",
    "Gazetteer",
    "GazetteerError",
    "Overlay",
    "Place",
    "build_from_geonames",
    "build_gazetteer",
    "distance_km",
    "fold",
    "read_own_rows",
    "sound_of",
]
