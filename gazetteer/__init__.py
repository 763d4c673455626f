"""An offline gazetteer: names in, places out. Knows nothing of news, spaCy, folium or mapper."""

from .build import build_from_geonames, build_gazetteer
from .cells import distance_km
from .errors import GazetteerError
from .names import fold
from .overlay import OWN_WEIGHT, Overlay
from .own_rows import read_own_rows
from .place import Dispute, Place
from .store import Gazetteer

__all__ = [
    "OWN_WEIGHT",
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
]
