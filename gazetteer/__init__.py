"""An offline gazetteer: names in, places out. Knows nothing of news, spaCy, folium or mapper."""

from typing import TYPE_CHECKING

from .cells import distance_km
from .errors import GazetteerError
from .kinds import (
    AREAS,
    BROAD,
    COUNTRIES,
    DIVISIONS,
    FACILITIES,
    HAMLETS,
    LANDS,
    OF_A_CITY,
    SETTLEMENTS,
    SPOTS,
    STATES,
    TOWNS,
    UNITS,
    WATERS,
    WITH_ARTICLE,
)  # fmt: skip
from .names import fold
from .overlay import OWN_WEIGHT, Overlay
from .place import HAMLET_WEIGHT, KINDS, Dispute, Place, log_weight
from .sounds import apart, sound_of
from .store import Gazetteer

if TYPE_CHECKING:
    from .build import build_from_geonames, build_gazetteer
    from .geocoder import OfflineGeocoder
    from .own_rows import read_own_rows
else:
    # Most programs only look places up: the rest, geopy with it, is fetched when it is asked for.
    def __getattr__(name: str) -> object:
        if name in {"build_from_geonames", "build_gazetteer"}:
            from . import build as home
        elif name == "read_own_rows":
            from . import own_rows as home
        elif name == "OfflineGeocoder":
            from . import geocoder as home
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(home, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "AREAS",
    "BROAD",
    "COUNTRIES",
    "DIVISIONS",
    "FACILITIES",
    "HAMLETS",
    "HAMLET_WEIGHT",
    "KINDS",
    "LANDS",
    "OF_A_CITY",
    "OWN_WEIGHT",
    "SETTLEMENTS",
    "SPOTS",
    "STATES",
    "TOWNS",
    "UNITS",
    "WATERS",
    "WITH_ARTICLE",
    "Dispute",
    "Gazetteer",
    "GazetteerError",
    "OfflineGeocoder",
    "Overlay",
    "Place",
    "apart",
    "build_from_geonames",
    "build_gazetteer",
    "distance_km",
    "fold",
    "log_weight",
    "read_own_rows",
    "sound_of",
]
