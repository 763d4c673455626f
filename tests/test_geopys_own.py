"""What geopy's own tests ask of its geocoders, asked of the offline one.

Adapted from test/geocoders of geopy 2.5 (MIT; copyright 2006-2018 geopy authors): the cases of base, Nominatim, Photon,
GeoNames, GoogleV3, Here, Mapbox, MapTiler and ArcGIS that name places. What a gazetteer cannot have is left out:
streets, outlines, answers in other languages, time zones.
"""

import asyncio
import inspect
from typing import Any, ClassVar

import geopy.geocoders
import pytest
from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeocoderNotFound, GeocoderQueryError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer import Gazetteer
from gazetteer.geocoder import OfflineGeocoder

NEW_YORK = Point(40.75376406311989, -73.98489005863667)


class _Silent:
    async def get_json(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError

    get_text = get_json


class SyncAdapter(_Silent, BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Sends nothing."""


class AsyncAdapter(_Silent, BaseAsyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Sends nothing, in coroutines."""


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


def near(found: Any, lat: float, lon: float, delta: float = 0.5) -> bool:
    assert isinstance(found, Location), found
    return abs(found.latitude - lat) <= delta and abs(found.longitude - lon) <= delta


class TestGeocoder:
    """The constructor, and the signatures that geopy's CONTRIBUTING asks for."""

    SETTINGS: ClassVar = {
        "timeout": DEFAULT_SENTINEL, "proxies": DEFAULT_SENTINEL, "user_agent": None, "ssl_context": DEFAULT_SENTINEL,
        "adapter_factory": None,
    }  # fmt: skip

    def test_it_is_one_of_geopys(self) -> None:
        """A Geocoder by name; an unknown name is geopy's error."""
        assert get_geocoder_for_service("offline") is OfflineGeocoder
        assert issubclass(OfflineGeocoder, Geocoder)
        for name in ("", "offlien"):
            with pytest.raises(GeocoderNotFound):
                get_geocoder_for_service(name)

    def test_init_with_args(self, gazetteer: Gazetteer) -> None:
        """What it is told it keeps, where geopy's keep it."""
        adapter, ssl_context = SyncAdapter(proxies=None, ssl_context=None), object()
        told = {"scheme": "http", "timeout": 942, "proxies": {"https": "192.0.2.0"}, "ssl_context": ssl_context}
        geocoder = OfflineGeocoder(gazetteer, **told, user_agent="test app", adapter_factory=lambda **_: adapter)  # type: ignore[arg-type]  # of mixed types
        assert {key: getattr(geocoder, key) for key in told} == told
        assert geocoder.headers["User-Agent"] == "test app"
        assert geocoder.adapter is adapter

    def test_init_with_defaults(self, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
        """What it is not told it takes from geopy's options."""
        options = geopy.geocoders.options
        monkeypatch.setattr(options, "default_adapter_factory", SyncAdapter)
        monkeypatch.setattr(options, "default_timeout", 12)
        monkeypatch.setattr(options, "default_user_agent", "mocked_user_agent/0.0.0")
        geocoder = OfflineGeocoder(gazetteer)
        assert {key: getattr(geocoder, key) for key in ("scheme", "timeout", "proxies", "ssl_context")} == {
            key: getattr(options, f"default_{key}") for key in ("scheme", "timeout", "proxies", "ssl_context")
        }
        assert geocoder.headers["User-Agent"] == "mocked_user_agent/0.0.0"
        assert type(geocoder.adapter) is SyncAdapter

    def test_init_with_none_overrides_default(self, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
        """None is told, too."""
        for key in ("proxies", "timeout", "ssl_context"):
            monkeypatch.setattr(geopy.geocoders.options, f"default_{key}", 10)
        geocoder = OfflineGeocoder(gazetteer, proxies=None, timeout=None, ssl_context=None, adapter_factory=SyncAdapter)
        assert (geocoder.proxies, geocoder.timeout, geocoder.ssl_context) == (None, None, None)

    def test_init_signature(self) -> None:
        """Geopy's settings by keyword, with its defaults, and nothing that is taken and ignored by any name."""
        parameters = inspect.signature(OfflineGeocoder.__init__).parameters
        for name, default in self.SETTINGS.items():
            assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
            assert parameters[name].default is default
        assert not [one for one in parameters.values() if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]

    @pytest.mark.parametrize("method", ["geocode", "reverse"])
    def test_method_signature(self, method: str) -> None:
        """`query` first, all else by keyword, `exactly_one` and `timeout` among them, nothing by any name."""
        _, query, *others = inspect.signature(getattr(OfflineGeocoder, method)).parameters.values()
        assert (query.name, query.kind) == ("query", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        assert {one.kind for one in others} == {inspect.Parameter.KEYWORD_ONLY}
        defaults = {one.name: one.default for one in others}
        assert (defaults["exactly_one"], defaults["timeout"]) == (True, DEFAULT_SENTINEL)
        documented = inspect.getdoc(getattr(OfflineGeocoder, method)) or ""
        assert "exactly_one" in documented or "those of `geocode`" in documented

    def test_async_adapter(self, gazetteer: Gazetteer) -> None:
        """Any asynchronous adapter makes the answers awaitable."""

        async def asked() -> Any:
            async with OfflineGeocoder(gazetteer, adapter_factory=AsyncAdapter) as geocoder:
                return await geocoder.geocode("Chicago"), await geocoder.reverse(NEW_YORK, exactly_one=False)

        chicago, around = asyncio.run(asked())
        assert near(chicago, 41.89, -87.624)
        assert isinstance(around, list)

    def test_sync_adapter_refuses_async_with(self, gazetteer: Gazetteer) -> None:
        """As geopy's do."""

        async def asked() -> None:
            async with OfflineGeocoder(gazetteer, adapter_factory=SyncAdapter):
                pass

        with pytest.raises(TypeError, match="sync adapters"):
            asyncio.run(asked())


@pytest.mark.parametrize(
    ("query", "keywords", "where"),
    [
        ("Chicago, IL, USA", {}, (41.89, -87.624, 0.5)),
        ("chicago il usa", {}, (41.89, -87.624, 0.5)),
        ("Potsdam, Deutschland", {}, (52.4, 13.06, 0.5)),
        ("Sapporo, 日本", {}, (43.06, 141.35, 0.5)),
        ("Nederland", {}, (52.25, 5.75, 0.5)),
        ("Berlin, Deutschland", {}, (52.5094982, 13.3765983, 0.5)),
        ("Mount Everest, Nepal", {}, (27.987, 86.925, 0.5)),
        ("Kyoto, Japan", {}, (35.01, 135.77, 0.5)),
        ("Zürich", {}, (47.3723, 8.5422, 0.5)),
        ("Frankfurt", {}, (50.11, 8.68, 0.5)),
        ("パリ", {}, (48.85718, 2.34141, 0.5)),
        ("New York", {}, (40.713054, -74.007228, 1.0)),
        ("moscow", {}, (55.7504461, 37.6174943, 0.5)),
        ("kazan", {}, (55.7823, 49.1242, 0.5)),
        ({"country": "us", "city": "moscow", "state": "idaho"}, {}, (46.7323875, -117.0001651, 0.04)),
        ("moscow", {"country_codes": "RU"}, (55.7507178, 37.6176606, 0.3)),
        ("moscow", {"viewbox": [[50.1, -130.1], [44.1, -100.9]]}, (46.7323875, -117.0001651, 0.5)),
        ("Washington", {"viewbox": [[36.47, -84.72], [43.39, -65.90]]}, (38.9071923, -77.0368707, 8.0)),
        ("santa cruz", {"country_codes": "US"}, (36.97, -122.03, 0.5)),
        ("kazan", {"country_codes": "tr"}, (40.2317, 32.6839, 15.0)),
        ("kazan", {"country_codes": ["cn", "tr"]}, (40.2317, 32.6839, 15.0)),
        ("mexico", {"featuretype": "country"}, (22.5000485, -100.0000375, 5.0)),
        ("mexico", {"featuretype": "city"}, (19.4326009, -99.1333416, 2.0)),
        ("georgia", {"featuretype": "country", "language": "en"}, (41.6809707, 44.0287382, 5.0)),
        ("new york", {"featuretype": "city"}, (40.7127281, -74.0060152, 1.0)),
        ("new york", {"featuretype": "state"}, (43.1561681, -75.8449946, 1.5)),
    ],
)  # fmt: skip
def test_geocode(
    geocoder: OfflineGeocoder, query: Any, keywords: dict[str, Any], where: tuple[float, float, float]
) -> None:
    """The place that geopy's tests expect, as near as they expect it."""
    found = geocoder.geocode(query, **keywords)
    assert near(found, *where), found


@pytest.mark.parametrize("query", ["dsadjkasdjasd", "xqj37", "sdlahaslkhdkasldkhjsahdlkash"])
def test_geocode_empty_result(geocoder: OfflineGeocoder, query: str) -> None:
    """None, whether one was asked for or a list."""
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_country_codes_us(geocoder: OfflineGeocoder) -> None:
    """Any Moscow but the Russian one, which has a positive longitude."""
    found = geocoder.geocode("moscow", country_codes="US")
    assert found
    assert -119 < found.longitude < -70


def test_limit(geocoder: OfflineGeocoder) -> None:
    """So many at most; none at all is a ValueError."""
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("does not matter", limit=0, exactly_one=False)
    found = geocoder.geocode("Springfield", limit=4, exactly_one=False)
    assert found
    assert 3 <= len(found) <= 4


@pytest.mark.parametrize(
    "viewbox",
    [((52, -81.9), (40, -80.6)), [Point(52, -81.9), Point(40, -80.6)], (("52", "-81.9"), ("40", "-80.6"))],
)
def test_viewbox(geocoder: OfflineGeocoder, viewbox: Any) -> None:
    """Corners as pairs, as points or as text; what lies in the box comes first."""
    assert near(geocoder.geocode("London"), 51.5, -0.12)
    assert near(geocoder.geocode("London", viewbox=viewbox), 42.98, -81.24, 1.0)


@pytest.mark.parametrize("viewbox", [[50, -2, 55], [50, -2, 55, 2], [[50, -2], [55]]])
def test_viewbox_that_is_none(geocoder: OfflineGeocoder, viewbox: Any) -> None:
    """Numbers without corners, and half a corner, are GeocoderQueryError."""
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode("Baker", viewbox=viewbox)


def test_bounded(geocoder: OfflineGeocoder) -> None:
    """Without it a place outside the box is still found, with it none."""
    tomsk = (Point("56.588456", "84.719353"), Point("56.437293", "85.296822"))
    assert near(geocoder.geocode("Томск", viewbox=tomsk, bounded=True), 56.48, 85.0)
    assert near(geocoder.geocode("Omsk", viewbox=tomsk), 55.0, 73.4)
    assert geocoder.geocode("Omsk", viewbox=tomsk, bounded=True) is None


def test_details(geocoder: OfflineGeocoder) -> None:
    """`address`, `namedetails` and `extratags` stand in `raw` where asked for; of `reverse` the first does."""
    plain = geocoder.geocode("Kyoto, Japan")
    full = geocoder.geocode("Kyoto, Japan", addressdetails=True, namedetails=True, extratags=True)
    assert plain
    assert full
    assert not {"address", "namedetails", "extratags"} & plain.raw.keys()
    assert full.raw["address"]["country"] == "Japan"
    assert "name" in full.raw["namedetails"]
    assert int(full.raw["extratags"]["population"]) > 1_000_000
    for keywords in ({}, {"addressdetails": True}):
        found = geocoder.reverse((46.46131, 6.84311), **keywords)
        assert found
        assert found.raw["address"]["country_code"] == "ch"
    short = geocoder.reverse((46.46131, 6.84311), addressdetails=False, namedetails=True)
    assert short
    assert "address" not in short.raw
    assert "namedetails" in short.raw


@pytest.mark.parametrize(
    ("query", "address"),
    [
        (NEW_YORK, "New York"), ("40.75376406311989, -73.98489005863667", "New York"),
        (Point(45.7733105, 4.8869339), "France"), ("52.51693903613385, 13.3859332733135", "Germany"),
        (Point(47.3723, 8.5422), "Zurich"), (Point(31.0, -1.0e-5), "Algeria"), ("52.50, 13.41", "Berlin"),
    ],
)  # fmt: skip
def test_reverse(geocoder: OfflineGeocoder, query: Any, address: str) -> None:
    """From a point, or the text of one, to the place around it, near it; also where a coordinate is nearly nothing."""
    found = geocoder.reverse(query)
    assert found
    assert address in found.address
    assert near(found, *tuple(Point(query))[:2], 3.0)


def test_reverse_exactly_one_false(geocoder: OfflineGeocoder) -> None:
    """A list, the nearest first."""
    found = geocoder.reverse(NEW_YORK, exactly_one=False)
    assert found
    assert len(found) > 1
    assert near(found[0], 40.753, -73.984)


def test_reverse_zoom(geocoder: OfflineGeocoder) -> None:
    """A low zoom leaves the spot out."""
    wide, close = (geocoder.reverse("40.68925, -74.04454", zoom=zoom) for zoom in (8, None))
    assert wide
    assert close
    assert "Liberty" not in wide.address
    assert any(name in wide.address for name in ("New York", "New Jersey"))


def test_reverse_where_nobody_lives(geocoder: OfflineGeocoder) -> None:
    """Nominatim has nothing off the coast of Ghana, and the gazetteer the sea."""
    found = geocoder.reverse(Point(0.05, -0.15))
    assert found
    assert found.raw["kind"] == "sea"


@pytest.mark.parametrize("query", ["", "not a point", (float("nan"), 0), "nan, 0"])
def test_reverse_of_no_point(geocoder: OfflineGeocoder, query: Any) -> None:
    """ValueError, as from geopy's Point."""
    with pytest.raises(ValueError, match=r".+"):
        geocoder.reverse(query)
