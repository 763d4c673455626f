"""The gazetteer as a geopy geocoder: no network, no key, no limit.

    from gazetteer.geocoder import OfflineGeocoder
    OfflineGeocoder().geocode("Bila Tserkva, Kyiv region, Ukraine").point

Importing this module also makes it geopy's service "offline", so that `get_geocoder_for_service("offline")` gives it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, TypeAlias

from geopy.exc import GeocoderQueryError
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from .cells import distance_km
from .kinds import SPOTS
from .names import fold
from .place import KINDS, Kind, Place
from .store import Gazetteer

__all__ = ["OfflineGeocoder"]

_Found: TypeAlias = Location | list[Location] | None
_FEATURE_TYPES: dict[str, tuple[Kind, ...]] = {
    "country": ("country",),
    "state": ("region",),
    "city": ("city", "village"),
    "settlement": ("city", "village", "neighbourhood", "camp"),
    **{kind: (kind,) for kind in KINDS if kind not in ("city", "country")},
}
_STRUCTURED = ("amenity", "city", "county", "state", "country")
_MOST = 50
_CONSIDERED = 1000
# Where somebody can stand; a region or a sea is all around, wherever its point is.
_REACHES_KM = (2.0, 10.0, 50.0)


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """geopy's interface over a Gazetteer.

    gazetteer  a Gazetteer or the path of one; the one in the package unless given
    The other arguments are those of every geopy geocoder; nothing is ever sent, so they change nothing.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | str | None = None,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
    ) -> None:
        super().__init__(timeout=timeout, proxies=proxies, user_agent=user_agent)
        self._gazetteer = gazetteer if isinstance(gazetteer, Gazetteer) else Gazetteer.open(gazetteer)

    def geocode(  # noqa: PLR0913 -- geopy's own arguments
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 -- geopy's own arguments; nothing takes time
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
        featuretype: str | None = None,
        language: str | None = None,  # noqa: ARG002 -- geopy's own arguments; names are English
    ) -> _Found:
        """The places of a name, likeliest first; None where there is none.

        query          "name" or "name, region, country", or a dict with some of city, county, state, country
        exactly_one    a Location, else a list of at most `limit`
        country_codes  ISO 3166-1 alpha-2: places of other countries are left out
        viewbox        two corners: places in it come first; with `bounded` the others are left out
        featuretype    country, state, city, settlement, or one of place.KINDS
        Raises geopy's GeocoderQueryError for a query or a featuretype that cannot be understood.
        `Location.raw` is Place.to_dict().
        """
        if limit is not None and int(limit) < 1:
            raise ValueError("Limit cannot be less than 1")
        codes = {code.upper() for code in ([country_codes] if isinstance(country_codes, str) else country_codes or ())}
        kinds = _kinds(featuretype)
        found = [
            place
            for place in self._matches(_parts(query))
            if (not codes or place.country in codes) and (not kinds or place.kind in kinds)
        ]
        if viewbox:
            inside = _inside(viewbox, found)
            found = inside if bounded else [*inside, *(place for place in found if place not in inside)]
        return self._answer(found[: int(limit or _MOST)], exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 -- geopy's own arguments; nothing takes time
        language: str | None = None,  # noqa: ARG002 -- geopy's own arguments; names are English
    ) -> _Found:
        """The places around a point, nearest first: towns, villages and facilities, else the seas that it is in.

        query  a geopy Point, (lat, lon) or "lat, lon"
        Raises ValueError, as geopy's own geocoders do, for what is no point.
        """
        point = Point(query)
        return self._answer(self._around(point.latitude, point.longitude), exactly_one=exactly_one)

    def _matches(self, parts: Sequence[str]) -> list[Place]:
        """The places of the first part that lie in all the others, else those of the whole."""
        name, *outer = parts
        containers = [self._gazetteer.candidates(part, 20) for part in outer]
        found = [
            place
            for place in self._gazetteer.candidates(name, _CONSIDERED)
            if all(any(_contains(container, place) for container in group) for group in containers)
        ]
        return found or list(self._gazetteer.candidates(", ".join(parts), _CONSIDERED, spelling=len(parts) == 1))

    def _around(self, lat: float, lon: float) -> list[Place]:
        for km in _REACHES_KM:
            near = self._gazetteer.near(lat, lon, km, _CONSIDERED)
            spots = [place for place in near if place.kind in SPOTS]
            if spots:
                return sorted(spots, key=lambda place: distance_km(lat, lon, place.lat, place.lon))[:_MOST]
        return [p for p in self._gazetteer.seas() if distance_km(lat, lon, p.lat, p.lon) <= p.precision_km]

    def _answer(self, places: Sequence[Place], *, exactly_one: bool) -> _Found:
        locations = [Location(self._address(p), Point(p.lat, p.lon), p.to_dict()) for p in places]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _address(self, place: Place) -> str:
        parts = (place.name, place.admin1, self._countries.get(place.country, place.country))
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {place.country: place.name for place in self._gazetteer.countries()}


def _parts(query: str | Mapping[str, str]) -> list[str]:
    """The name and what it lies in, from the inside out."""
    if isinstance(query, Mapping):
        cells: Iterator[Any] = (query.get(key) for key in _STRUCTURED)
        parts = [str(cell).strip() for cell in cells if cell]
        wanted = f"some of {', '.join(_STRUCTURED)}"
    elif isinstance(query, str):
        parts = [part.strip() for part in query.split(",")]
        wanted = "the name of a place"
    else:
        raise GeocoderQueryError(f"a query is a string or a dict, not {type(query).__name__}")
    parts = [part for part in parts if fold(part)]
    if not parts:
        raise GeocoderQueryError(f"the query {query!r} names nothing; give {wanted}")
    return parts


def _kinds(featuretype: str | None) -> tuple[Kind, ...]:
    if not featuretype:
        return ()
    if featuretype not in _FEATURE_TYPES:
        raise GeocoderQueryError(f"featuretype {featuretype!r} is not one of {', '.join(sorted(_FEATURE_TYPES))}")
    return _FEATURE_TYPES[featuretype]


def _contains(outer: Place, inner: Place) -> bool:
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "region":
        return (inner.country, inner.admin1) == (outer.country, outer.admin1)
    return distance_km(outer.lat, outer.lon, inner.lat, inner.lon) <= max(5.0, 1.5 * outer.precision_km)


def _inside(viewbox: Sequence[Any], places: Iterable[Place]) -> list[Place]:
    corners = list(islice(map(Point, viewbox), 3))
    if len(corners) != 2:
        raise GeocoderQueryError("Unsupported format for a bounding box")
    south, north = sorted(corner.latitude for corner in corners)
    west, east = sorted(corner.longitude for corner in corners)
    return [place for place in places if south <= place.lat <= north and west <= place.lon <= east]


SERVICE_TO_GEOCODER["offline"] = OfflineGeocoder
