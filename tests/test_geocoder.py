"""The gazetteer as geopy sees it: its arguments, answers and exceptions are those of geopy's own geocoders."""

import asyncio
from typing import Any

import pytest
from geopy.exc import ConfigurationError, GeocoderQueryError, GeopyError
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer import TOWNS, Gazetteer
from gazetteer.geocoder import OfflineAdapter, OfflineGeocoder
from gazetteer.own_tables import codes


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


def one(found: Any) -> Location:
    assert isinstance(found, Location)
    return found


def test_a_name_becomes_a_location(geocoder: OfflineGeocoder) -> None:
    """The answer is geopy's Location, with the place as `raw`."""
    kyiv = one(geocoder.geocode("Kiev"))
    assert kyiv.address == "Kyiv, Kyiv City, Ukraine"
    assert kyiv.latitude == pytest.approx(50.45, abs=0.05)
    assert kyiv.raw["id"] == "geonames:703448"


@pytest.mark.parametrize(
    ("query", "country", "admin1"),
    [
        ("Paris, Texas", "US", "Texas"),
        ("Paris, TX, U.S.", "US", "Texas"),
        ("Tripoli, Lebanon", "LB", ""),
        ("Sloviansk, Donetsk region, Ukraine", "UA", "Donetsk"),
        ({"city": "Paris", "state": "Texas", "country": "United States"}, "US", "Texas"),
    ],
)
def test_what_a_place_lies_in_decides(geocoder: OfflineGeocoder, query: Any, country: str, admin1: str) -> None:
    """Regions and countries behind the name leave only the places in them."""
    found = geocoder.geocode(query, exactly_one=False)
    assert isinstance(found, list)
    assert {location.raw["country"] for location in found} == {country}
    assert not admin1 or {location.raw["admin1"] for location in found} == {admin1}


def test_answers_are_narrowed_as_nominatim_does(geocoder: OfflineGeocoder) -> None:
    """`limit`, `country_codes`, `viewbox`, `bounded` and `featuretype` mean what they mean there."""
    assert len(geocoder.geocode("Springfield", exactly_one=False, limit=3)) == 3  # type: ignore[arg-type]  # a list
    assert one(geocoder.geocode("Paris", country_codes="us")).raw["country"] == "US"
    assert one(geocoder.geocode("Paris", country_codes=["ca", "us"])).raw["country"] in ("CA", "US")
    texas = [Point(36.5, -106.7), (25.8, -93.5)]
    assert one(geocoder.geocode("Paris", viewbox=texas)).raw["admin1"] == "Texas"
    assert one(geocoder.geocode("Kyiv", viewbox=texas)).raw["country"] == "UA"
    assert geocoder.geocode("Kyiv", viewbox=texas, bounded=True) is None
    assert one(geocoder.geocode("Georgia", featuretype="country")).raw["country"] == "GE"
    assert one(geocoder.geocode("Georgia", featuretype="state")).raw["country"] == "US"
    assert one(geocoder.geocode("Kyiv", language="uk", timeout=3)).raw["name"] == "Kyiv"


def test_nothing_found_is_none(geocoder: OfflineGeocoder) -> None:
    """As with geopy's own geocoders, also where a list was asked for."""
    assert geocoder.geocode("Xyzzyville") is None
    assert geocoder.geocode("Kyiv, Texas", exactly_one=False) is None


@pytest.mark.parametrize("query", ["", " , ", {}, {"street": "Khreshchatyk 1"}, None, float("nan")])
def test_a_query_that_names_nothing_is_geopys_error(geocoder: OfflineGeocoder, query: Any) -> None:
    """GeocoderQueryError, which is a GeopyError, tells what a query looks like."""
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


def test_arguments_out_of_range_are_refused(geocoder: OfflineGeocoder) -> None:
    """An unknown featuretype, a box of three corners, a limit of none and a point that is none raise."""
    with pytest.raises(GeopyError, match="is not one of area"):
        geocoder.geocode("Kyiv", featuretype="castle")
    with pytest.raises(GeopyError, match="bounding box"):
        geocoder.geocode("Kyiv", viewbox=[(1, 1), (2, 2), (3, 3)])
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("Kyiv", exactly_one=False, limit=0)
    with pytest.raises(ValueError, match=r".+"):
        geocoder.reverse("nowhere")


def test_a_point_becomes_what_is_nearest(geocoder: OfflineGeocoder) -> None:
    """Around a town its places, nearest first; on the open sea the sea."""
    assert one(geocoder.reverse((50.4504, 30.5245))).raw["country"] == "UA"
    lviv = geocoder.reverse("49.8397, 24.0297", exactly_one=False)
    assert isinstance(lviv, list)
    assert lviv[0].raw["name"] == "Lviv"
    assert one(geocoder.reverse(Point(43.2, 34.0))).raw["kind"] == "sea"


def test_it_works_where_geopys_geocoders_do(geocoder: OfflineGeocoder) -> None:
    """Under RateLimiter, as a service by name, and as a context manager."""
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0.0)
    assert [one(limited(name)).raw["country"] for name in ("Kyiv", "Aleppo")] == ["UA", "SY"]
    service = get_geocoder_for_service("offline")
    assert issubclass(service, Geocoder)
    with service(timeout=1) as again:
        assert one(again.geocode("Goma")).raw["country"] == "CD"


def test_it_serves_pandas_apply(geocoder: OfflineGeocoder) -> None:
    """A column of names becomes a column of locations."""
    pandas = pytest.importorskip("pandas", reason="pandas is no dependency")
    column = pandas.Series(["Kyiv", "Xyzzyville"]).apply(geocoder.geocode)
    assert one(column[0]).raw["country"] == "UA"
    assert column[1] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("RUS", "Russia"), ("LUX", "Luxembourg"), ("BOL", "Bolivia"), ("UA", "Ukraine"), ("COD", "Democratic Republic"),
        ("Korea, Rep.", "South Korea"), ("Korea, Dem. People's Rep.", "North Korea"), ("Iran, Islamic Rep.", "Iran"),
        ("Congo, Dem. Rep.", "Democratic Republic of the Congo"), ("Congo, Rep.", "Republic of the Congo"),
        ("Tanzania, United Republic of", "Tanzania"), ("Gambia, The", "Gambia"), ("Venezuela, RB", "Venezuela"),
        ("New York", "New York City"), ("Texas", "Texas, United States"), ("Quebec", "Quebec, Canada"),
        ("Odesa Ukraine", "Odesa, Ukraine"), ("Paris France", "Paris, Île-de-France"),
        ("San Jose Costa Rica", "San José, Costa Rica"), ("London Ontario", "London, Ontario"),
        ("St. Louis, Mo.", "St. Louis, Missouri"), ("Halifax, NS, Canada", "Halifax, Nova Scotia"),
    ],
)  # fmt: skip
def test_what_somebody_types_is_understood(geocoder: OfflineGeocoder, query: str, found: str) -> None:
    """Codes of ISO 3166, inverted names, a town and its country without a comma, a metropolis before its region."""
    assert one(geocoder.geocode(query)).address.startswith(found)


def test_every_state_and_province_holds_its_towns(geocoder: OfflineGeocoder, gazetteer: Gazetteer) -> None:
    """As "City, ST" and "City, State" for each of the US and Canada: the largest town of it is found in it by both."""
    regions = [(code, *row) for code, rows in codes().items() for row in rows if row[1]]
    assert len(regions) == 64
    for code, country, region in regions:
        (whole,) = [
            p for p in gazetteer.candidates(region, 50) if (p.kind, p.country, p.name) == ("region", country, region)
        ]
        # Nunavut is wide, and has few.
        near = (gazetteer.near(whole.lat, whole.lon, km, 60) for km in (150, 500, 1000))
        towns = next(
            found for places in near if (found := [p for p in places if p.admin1 == region and p.kind in TOWNS])
        )
        for outer in (code, *([] if "," in region else [region])):
            raw = one(geocoder.geocode(f"{towns[0].name}, {outer}")).raw
            assert (raw["country"], raw["admin1"]) == (country, region), (towns[0].name, outer)


@pytest.mark.parametrize(
    ("point", "kinds"),
    [
        ((27, 2), "land"), ((23.5, 5), "land"), ((39.5, -117), "land"), ((-25, 130), "land"), ((70, -40), "land"),
        ((46, -100), "land"), ((20, 50), "land"), ((64, 100), "land"), ((35, 18), "sea"), ((0, -30), "sea"),
        ((43.5, 34), "sea"), ((0, 180), "sea"), ((90, 0), "sea"),
    ],
)  # fmt: skip
def test_nobody_inland_is_in_an_ocean(geocoder: OfflineGeocoder, point: tuple[float, float], kinds: str) -> None:
    """Where nobody lives, the nearest town answers on land, and the sea at sea."""
    assert (one(geocoder.reverse(point)).raw["kind"] == "sea") == (kinds == "sea")


def test_the_zoom_is_that_of_nominatim(geocoder: OfflineGeocoder) -> None:
    """A low one gives the country, a middling one the region, a high one the place."""
    assert [one(geocoder.reverse((31.1, -97.7), zoom=zoom)).raw["name"] for zoom in (3, 6)] == [
        "United States", "Texas",
    ]  # fmt: skip
    assert one(geocoder.reverse((31.1, -97.7), zoom=14)).raw["kind"] in ("city", "village", "neighbourhood", "facility")


@pytest.mark.parametrize("viewbox", [["x", "y"], "abc", [(1, 2)], 5, [None, None], [(1, 2), None]])
def test_a_viewbox_that_is_none_is_geopys_error(geocoder: OfflineGeocoder, viewbox: Any) -> None:
    """Whatever is wrong with it."""
    with pytest.raises(GeocoderQueryError, match="bounding box"):
        geocoder.geocode("Kyiv", viewbox=viewbox)


def test_what_nominatim_is_told_is_taken(geocoder: OfflineGeocoder) -> None:
    """Details come in `raw` as there; an outline, which no gazetteer has, is refused, and so is another server."""
    found = one(geocoder.geocode("Kharkiv", addressdetails=True, namedetails=True, extratags=True, layer="address"))
    assert found.raw["address"]["country_code"] == "ua"
    assert found.raw["address"]["city"] == found.raw["namedetails"]["name"] == "Kharkiv"
    assert "address" not in one(geocoder.geocode("Kharkiv")).raw
    with pytest.raises(GeocoderQueryError, match="points alone"):
        geocoder.geocode("Kharkiv", geometry="geojson")
    with pytest.raises(ConfigurationError, match="no server is asked"):
        OfflineGeocoder(domain="nominatim.example.org")


def test_coroutines_await_it(gazetteer: Gazetteer) -> None:
    """With an asynchronous adapter answers are awaited, as geopy's are: by `async with`, and by AsyncRateLimiter."""

    async def asked() -> list[Any]:
        async with OfflineGeocoder(gazetteer, adapter_factory=OfflineAdapter) as geocoder:
            limited = AsyncRateLimiter(geocoder.geocode, min_delay_seconds=0)
            return [await geocoder.geocode("Kyiv"), await limited("Odesa"), await geocoder.reverse((50.45, 30.52))]

    assert [one(found).raw["country"] for found in asyncio.run(asked())] == ["UA"] * 3
