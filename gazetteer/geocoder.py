"""The gazetteer as a geopy geocoder: no network, no key, no limit.

    from gazetteer.geocoder import OfflineGeocoder
    OfflineGeocoder().geocode("Bila Tserkva, Kyiv region, Ukraine").point

Importing this module also makes it geopy's service "offline", so that `get_geocoder_for_service("offline")` gives it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeAlias, TypedDict, Unpack, overload

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from .cells import distance_km
from .kinds import SETTLEMENTS, SPOTS
from .names import fold
from .place import KINDS, Kind, Place
from .queries import is_land, matches
from .store import Gazetteer

__all__ = ["OfflineAdapter", "OfflineGeocoder"]

_Found: TypeAlias = Location | list[Location] | None
_FEATURE_TYPES: dict[str, tuple[Kind, ...]] = {
    "country": ("country",),
    "state": ("region",),
    "city": tuple(sorted(SETTLEMENTS)),
    "settlement": ("city", "village", "neighbourhood", "camp"),
    **{kind: (kind,) for kind in KINDS if kind not in ("city", "country")},
}
_ADDRESS = {"region": "state"}  # what Nominatim calls it
_STRUCTURED = ("amenity", "city", "county", "state", "country")
_MOST = 50
_CONSIDERED = 1000
# Where somebody can stand; a region or a sea is all around, wherever its point is.
_REACHES_KM = (2.0, 10.0, 50.0)
_FARTHER_KM = (150.0, 500.0, 1500.0)  # on land, where nobody lives


class _How(TypedDict, total=False):
    """The arguments that `geocode` and `reverse` have in common."""

    timeout: Any
    language: str | None
    addressdetails: bool
    namedetails: bool
    layer: str | None


class _Find(_How, total=False):
    limit: int | None
    country_codes: str | Iterable[str] | None
    viewbox: Sequence[Any] | None
    bounded: bool
    featuretype: str | None
    extratags: bool
    geometry: str | None


class _Around(_How, total=False):
    zoom: int | None


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """geopy's interface over a Gazetteer.

    gazetteer  a Gazetteer or the path of one; the one in the package unless given
    The other arguments are those of every geopy geocoder; nothing is ever sent, so they change nothing.
    """

    def __init__(  # noqa: PLR0913 -- geopy's own arguments
        self,
        gazetteer: Gazetteer | str | None = None,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = None,
        scheme: str | None = None,
        domain: str | None = None,
    ) -> None:
        if domain is not None:
            raise ConfigurationError(f"domain {domain!r}: no server is asked; leave it out, or take geopy's Nominatim")
        super().__init__(
            scheme=scheme, timeout=timeout, proxies=proxies, user_agent=user_agent, ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )  # fmt: skip
        self._gazetteer = gazetteer if isinstance(gazetteer, Gazetteer) else Gazetteer.open(gazetteer)

    @overload
    def geocode(
        self, query: str | Mapping[str, str], *, exactly_one: Literal[True] = True, **keywords: Unpack[_Find]
    ) -> Location | None: ...
    @overload
    def geocode(
        self, query: str | Mapping[str, str], *, exactly_one: Literal[False], **keywords: Unpack[_Find]
    ) -> list[Location] | None: ...
    @overload
    def geocode(self, query: str | Mapping[str, str], *, exactly_one: bool, **keywords: Unpack[_Find]) -> _Found: ...
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
        addressdetails: bool = False,
        namedetails: bool = False,
        extratags: bool = False,
        geometry: str | None = None,
        layer: str | None = None,  # noqa: ARG002 -- Nominatim's own argument; there is one
    ) -> Any:
        """The places of a name, likeliest first; None where there is none.

        query          "name", "name, region, country", "City, ST", "City Country", a code of ISO 3166, or a dict with
                       some of city, county, state, country
        exactly_one    a Location, else a list of at most `limit`
        country_codes  ISO 3166-1 alpha-2: places of other countries are left out
        viewbox        two corners: places in it come first; with `bounded` the others are left out
        featuretype    country, state, city, settlement, or one of place.KINDS
        addressdetails, namedetails, extratags  add these to `Location.raw`, as Nominatim has them
        Where the adapter is an asynchronous one, such as OfflineAdapter, the answer is awaited.
        Raises geopy's GeocoderQueryError for a query, featuretype, viewbox or geometry that cannot be understood.
        `Location.raw` is Place.to_dict().
        """
        if geometry is not None:
            raise GeocoderQueryError(f"geometry {geometry!r}: the gazetteer has points alone; leave it out")
        if limit is not None and int(limit) < 1:
            raise ValueError("Limit cannot be less than 1")
        codes = {code.upper() for code in ([country_codes] if isinstance(country_codes, str) else country_codes or ())}
        kinds = _kinds(featuretype)
        found = [
            place
            for place in matches(_parts(query), self._gazetteer)
            if (not codes or place.country in codes) and (not kinds or place.kind in kinds)
        ]
        if viewbox:
            inside = _inside(viewbox, found)
            found = inside if bounded else [*inside, *(place for place in found if place not in inside)]
        return self._answer(
            found[: int(limit or _MOST)], exactly_one=exactly_one, address=addressdetails, names=namedetails,
            tags=extratags,
        )  # fmt: skip

    @overload
    def reverse(
        self, query: Any, *, exactly_one: Literal[True] = True, **keywords: Unpack[_Around]
    ) -> Location | None: ...
    @overload
    def reverse(
        self, query: Any, *, exactly_one: Literal[False], **keywords: Unpack[_Around]
    ) -> list[Location] | None: ...
    @overload
    def reverse(self, query: Any, *, exactly_one: bool, **keywords: Unpack[_Around]) -> _Found: ...
    def reverse(  # noqa: PLR0913 -- geopy's own arguments
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 -- geopy's own arguments; nothing takes time
        language: str | None = None,  # noqa: ARG002 -- geopy's own arguments; names are English
        addressdetails: bool = True,
        namedetails: bool = False,
        zoom: int | None = None,
        layer: str | None = None,  # noqa: ARG002 -- Nominatim's own argument; there is one
    ) -> Any:
        """The places around a point, nearest first: towns, villages and facilities; at sea the seas that it is in.

        query  a geopy Point, (lat, lon) or "lat, lon"
        zoom   as Nominatim's: up to 4 the country, up to 9 the region, else the place itself
        The other arguments are those of `geocode`; as with Nominatim, `raw` has the address unless told otherwise.
        Raises ValueError, as geopy's own geocoders do, for what is no point.
        """
        point = Point(query)
        found = self._zoomed(self._around(point.latitude, point.longitude), zoom)
        return self._answer(found, exactly_one=exactly_one, address=addressdetails, names=namedetails)

    def _zoomed(self, places: list[Place], zoom: int | None) -> list[Place]:
        """The countries or regions that hold the places, each once, where the zoom asks for these."""
        if zoom is None or zoom > 9:
            return places
        countries = {place.country: place for place in self._gazetteer.countries()}
        wide: dict[str, Place] = {}
        for place in places:
            named = self._gazetteer.candidates(place.admin1, 50) if zoom > 4 and place.admin1 else ()
            regions = [p for p in named if p.kind == "region" and (p.country, p.name) == (place.country, place.admin1)]
            for outer in regions[:1] or [countries.get(place.country, place)]:
                wide[outer.id] = outer
        return list(wide.values())

    def _around(self, lat: float, lon: float) -> list[Place]:
        for km in _REACHES_KM:
            if spots := self._spots(lat, lon, km):
                return spots
        seas = [p for p in self._gazetteer.seas() if distance_km(lat, lon, p.lat, p.lon) <= p.precision_km]
        if seas and not is_land(lat, lon):
            return seas
        return next((spots for km in _FARTHER_KM if (spots := self._spots(lat, lon, km))), [])

    def _spots(self, lat: float, lon: float, km: float) -> list[Place]:
        near = [place for place in self._gazetteer.near(lat, lon, km, _CONSIDERED) if place.kind in SPOTS]
        return sorted(near, key=lambda place: distance_km(lat, lon, place.lat, place.lon))[:_MOST]

    def _answer(self, places: Sequence[Place], *, exactly_one: bool, **asked: bool) -> Any:
        locations = [Location(self._address(p), Point(p.lat, p.lon), self._raw(p, **asked)) for p in places]
        found = (locations[0] if exactly_one else locations) if locations else None
        return _awaited(found) if isinstance(self.adapter, BaseAsyncAdapter) else found

    def _raw(self, place: Place, *, address: bool, names: bool, tags: bool = False) -> dict[str, Any]:
        raw = place.to_dict()
        if address:
            parts = {
                _ADDRESS.get(place.kind, place.kind): place.name, "state": place.admin1,
                "country": self._countries.get(place.country, ""), "country_code": place.country.lower(),
            }  # fmt: skip
            raw["address"] = {key: part for key, part in parts.items() if part}
        if names:
            raw["namedetails"] = {"name": place.name, "name:en": place.name}
        if tags:
            known = {"wikidata": place.wikidata, "population": str(place.population or "")}
            raw["extratags"] = {key: value for key, value in known.items() if value}
        return raw

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


def _inside(viewbox: Sequence[Any], places: Iterable[Place]) -> list[Place]:
    try:
        first, second = (Point(corner) for corner in viewbox if corner is not None)
    except (TypeError, ValueError) as error:
        raise GeocoderQueryError(
            f"Unsupported format for a bounding box: {viewbox!r:.60}; give two corners, [(lat, lon), (lat, lon)]"
        ) from error
    south, north = sorted((first.latitude, second.latitude))
    west, east = sorted((first.longitude, second.longitude))
    return [place for place in places if south <= place.lat <= north and west <= place.lon <= east]


async def _awaited(found: _Found) -> _Found:
    return found


class OfflineAdapter(BaseAsyncAdapter):  # type: ignore[misc]  # geopy has no types
    """For coroutines: `async with OfflineGeocoder(adapter_factory=OfflineAdapter) as geocoder`, AsyncRateLimiter.

    An asynchronous adapter of geopy's that needs no library, for nothing is ever sent.
    """

    async def get_json(self, url: str, **_: Any) -> Any:
        """Raise, as nothing is sent."""
        raise ConfigurationError(f"nothing is asked of a server, and so not {url}")

    get_text = get_json


SERVICE_TO_GEOCODER["offline"] = OfflineGeocoder
