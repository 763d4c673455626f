"""The shapes of countries and regions: where they reach, by which policy, and how they are drawn."""

import json
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from gazetteer import Place
from mapper.draw.areas import Area, area_of, detail_for, is_area, middle_of
from mapper.draw.basemap import SCALE, Detail, numbers, outlines
from mapper.draw.borders import POLICIES, BorderPolicy
from mapper.draw.frame import Spot, framed
from mapper.draw.palette import colour
from mapper.export.areas import shapes_of
from mapper.export.svg import svg
from mapper.export.text import geojson, kml

WORLD = Detail()


class Everywhere(Detail):
    """The finest detail, wherever it is asked for."""

    def __call__(self, vertices: Any) -> Any:
        return np.full(len(vertices), 3, np.uint8)


FINE = Everywhere()


def country(code: str) -> Place:
    return Place(id=f"x:{code}", name=code, lat=0.0, lon=0.0, kind="country", country=code)


def region(code: str, name: str) -> Place:
    return Place(id=f"x:{name}", name=name, lat=0.0, lon=0.0, kind="region", country=code)


def city(lat: float, lon: float) -> Place:
    return Place(id=f"x:{lat},{lon}", name="Town", lat=lat, lon=lon, kind="city")


@cache
def edges(place: Place, policy: BorderPolicy = "un") -> Any:
    """The steps around a place at its finest: latitude and longitude of both ends, a row each."""
    area = area_of(place, FINE, policy)
    assert area, place
    return np.vstack([np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in area.rings])[:, [1, 0, 3, 2]] / SCALE


def holds(place: Place, lat: float, lon: float, policy: BorderPolicy = "un") -> bool:
    """True where an odd number of steps lies to the east."""
    y0, x0, y1, x1 = edges(place, policy).T
    over = (y0 > lat) != (y1 > lat)
    with np.errstate(divide="ignore", invalid="ignore"):
        return bool((over & (lon < x0 + (lat - y0) / (y1 - y0) * (x1 - x0))).sum() % 2)


@pytest.mark.parametrize(
    ("place", "inside", "outside"),
    [
        (country("RU"), [(55.75, 37.6), (62.0, 129.7), (54.7, 20.5)], [(48.0, 106.9), (51.1, 71.4), (49.0, 38.4)]),
        (country("UA"), [(48.57, 39.3), (45.0, 34.1), (46.5, 30.7)], [(47.0, 28.85), (50.6, 36.6), (44.4, 26.1)]),
        (country("US"), [(47.6, -122.3), (40.7, -73.95), (61.2, -149.9)], [(49.9, -97.1), (19.4, -99.1)]),
        (country("IR"), [(35.7, 51.4), (27.2, 60.7)], [(29.4, 47.9), (30.5, 47.8)]),
        (country("LS"), [(-29.6, 28.2)], [(-29.1, 26.2)]),
        (country("ZA"), [(-29.1, 26.2)], [(-29.6, 28.2)]),
        (region("UA", "Kharkiv"), [(49.99, 36.23)], [(50.6, 36.6), (48.0, 37.8)]),
        (region("US", "Texas"), [(31.8, -102.4), (29.8, -95.4)], [(35.5, -97.5), (31.7, -106.6)]),
        (country("DK"), [(56.8, 8.75), (55.68, 12.55)], [(56.84, 9.03), (55.6, 11.0)]),
        (region("US", "Maryland"), [(39.29, -76.61), (38.3, -75.2)], [(38.3, -76.32)]),
        (region("RU", "Kaliningrad"), [(54.7, 20.5)], [(55.1, 20.95)]),
        (region("PS", "Gaza Strip"), [(31.5, 34.45)], [(31.67, 34.57), (31.1, 33.8)]),
    ],
    ids=lambda value: value.name if isinstance(value, Place) else "",
)
def test_a_shape_holds_its_own_towns_and_no_sea(
    place: Place, inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    """A country or region holds towns of its own, none of its neighbours, and no fjord or lagoon behind a strait."""
    assert [at for at in inside if not holds(place, *at)] == []
    assert [at for at in outside if holds(place, *at)] == []


@pytest.mark.parametrize(
    ("code", "lat", "lon", "policies"),
    [
        ("UA", 45.0, 34.1, ("un", "disputed")), ("RU", 45.0, 34.1, ("de-facto",)),
        ("MD", 46.85, 29.6, ("un", "disputed")), ("GE", 43.0, 41.05, ("un", "disputed")),
        ("SY", 33.1, 35.8, ("un", "disputed")), ("IL", 33.1, 35.8, ("de-facto",)),
        ("EH", 25.5, -13.5, ("un", "disputed")), ("MA", 25.5, -13.5, ("de-facto",)),
        ("XK", 42.66, 21.16, POLICIES), ("RS", 42.66, 21.16, ()), ("PS", 31.9, 35.2, POLICIES),
    ],
)  # fmt: skip
def test_contested_land_goes_with_whom_the_policy_says(
    code: str, lat: float, lon: float, policies: tuple[BorderPolicy, ...]
) -> None:
    """A contested area is shaded with the country that the policy names, and with no other."""
    assert tuple(policy for policy in POLICIES if holds(country(code), lat, lon, policy)) == policies


KM2 = {"UA": 603_628, "IQ": 438_317, "DE": 357_588, "RO": 238_397, "SO": 637_657, "TR": 783_562, "NZ": 268_021}


@pytest.mark.parametrize("code", KM2)
def test_a_country_is_as_large_as_it_is_said_to_be(code: str) -> None:
    """At its finest a country's shape has the area that statistics give it, within a few hundredths."""
    area = area_of(country(code), FINE)
    assert area
    size = 0.0
    for ring in area.rings:
        lon, lat = np.radians(np.vstack([ring, ring[:1]]).T / SCALE)
        size -= float((np.diff(lon) * (2 + np.sin(lat[:-1]) + np.sin(lat[1:])) / 2).sum()) * 6371.0**2
    assert size == pytest.approx(KM2[code], rel=0.015)


@pytest.mark.parametrize("pair", [("UA", "RU"), ("UA", "MD"), ("IR", "IQ"), ("US", "CA"), ("FR", "DE")])
@pytest.mark.parametrize("detail", [WORLD, Detail([(50.0, 36.2), (48.6, 7.8), (47.0, 28.9)])], ids=["far", "near"])
def test_neighbours_share_their_border(pair: tuple[str, str], detail: Detail) -> None:
    """Along the border of two countries each step of the one is a step of the other, back: there is no gap."""
    steps = []
    for code in pair:
        area = area_of(country(code), detail)
        assert area
        rings = [[tuple(point) for point in ring.tolist()] for ring in area.rings]
        steps.append({step for ring in rings for step in pairwise([*ring, ring[0]])})
    one, other = steps
    assert len({(b, a) for a, b in one} & other) >= 5
    assert not one & other


def test_shapes_cost_little() -> None:
    """On a page Ukraine takes less than two kilobytes, and what has the longest coasts less than sixteen."""
    for code, most in (("UA", 2_000), ("RU", 16_000), ("US", 14_000)):
        area = area_of(country(code), detail_for([country(code)]))
        assert area
        assert len(json.dumps(numbers(area.rings))) <= most


def apart(one: Area, other: Area) -> float:
    """The share of the other one's size that lies in one of the two shapes alone, told by points 0.05 degree apart."""
    west, south = np.concatenate(other.rings).min(axis=0)
    east, north = np.concatenate(other.rings).max(axis=0)
    rows = np.arange(south, north, SCALE / 20)
    columns = np.arange(west, east, SCALE / 20)
    inside = [np.zeros((len(rows), len(columns)), bool) for _ in (one, other)]
    for area, mask in zip((one, other), inside, strict=True):
        for ring in area.rings:
            for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
                over = np.flatnonzero((y0 > rows) != (y1 > rows))
                for row in over:
                    mask[row] ^= columns < x0 + (rows[row] - y0) * (x1 - x0) / (y1 - y0)
    weight = np.cos(np.radians(rows / SCALE))[:, None]
    return float((weight * (inside[0] ^ inside[1])).sum() / (weight * inside[1]).sum())


@pytest.mark.parametrize("code", ["PH", "MM", "UA", "CU", "GH", "CK", "GR"])
def test_a_shape_on_a_page_is_true(code: str) -> None:
    """As a page about it draws it, a country differs from its finest shape by less than a hundredth, islands too."""
    place = country(code)
    drawn, finest = area_of(place, detail_for([place])), area_of(place, FINE)
    assert drawn
    assert finest
    assert apart(drawn, finest) < 0.009


def test_many_shapes_share_what_a_page_has_for_them() -> None:
    """However many countries an article names, their edges leave a page as small as one with many pins."""
    alone = len(np.concatenate([shape.points for shape in outlines(detail_for([country("PH")]))]))
    named = [country(code) for code in ("PH", "ID", "NO", "CA", "CL", "JP", "GB", "GR", "RU", "US", "CN", "BR")]
    together = len(np.concatenate([shape.points for shape in outlines(detail_for(named))]))
    assert alone < together < 33_000


def test_what_has_no_shape_is_no_area() -> None:
    """Towns, seas and regions that nobody has heard of have no shape; the name of an area stands inside it."""
    assert not is_area(city(46.5, 30.7))
    assert not is_area(region("UA", "Nowhere"))
    assert middle_of(city(46.5, 30.7)) == (46.5, 30.7)
    assert holds(country("UA"), *middle_of(country("UA")))


def spot(place: Place, role: str = "site", weight: int = 1, sure: float = 0.9) -> Spot:
    return Spot(place=place, weight=weight, role=role, sure=sure)


def test_a_view_is_framed_on_the_story() -> None:
    """The sure sites fill it; an outlier, a guess, a country and what is named for context do not widen it."""
    story = [spot(city(46.5 + i / 10, 30.7), weight=3) for i in range(4)]
    aside = [
        spot(city(31.8, -102.4)), spot(city(35.0, 139.0), sure=0.4), spot(country("RU")),
        spot(city(0.0, 0.0), "context"),
    ]  # fmt: skip
    assert framed([*story, *aside]) == [(one.place.lat, one.place.lon) for one in story]


def test_most_places_stay_in_view_however_rarely_they_are_named() -> None:
    """Two of six sites that are named once stay in view beside four that are named often; one may be left out."""
    often = [spot(city(16.0 + i / 10, 2.0), weight=5) for i in range(4)]
    far = [spot(city(14.1, -1.6)), spot(city(14.0, 0.0))]
    assert len(framed([*often, *far])) >= 5
    assert len(framed([*often, far[0], spot(city(16.5, 2.1))])) == 5
    texas = spot(city(31.8, -102.4))
    assert len(framed([*often, texas])) == 4
    assert len(framed([*often[:3], texas])) == 4, "one of four is more than a fifth of what happened"


def test_what_is_no_outlier_stays_in_view() -> None:
    """Two places of the same weight are both shown, however far apart; without points the shapes are fitted."""
    pair = [spot(city(46.5, 30.7)), spot(city(31.8, -102.4))]
    assert len(framed(pair)) == 2
    south_west, north_east = framed([spot(country("UA")), spot(city(55.0, 37.0), "actor")])
    assert south_west == pytest.approx((44.4, 22.1), abs=0.2)
    assert north_east == pytest.approx((52.4, 40.2), abs=0.2)


def test_a_drawing_shades_areas() -> None:
    """In an SVG a country is a shaded shape with its name in capitals, and has no dot."""
    row = {
        "lat": 49.0,
        "lon": 32.0,
        "name": "Ukraine",
        "kind": "country",
        "country": "UA",
        "admin1": "",
        "place": "x:1",
    }
    drawing = "".join(svg([{**row, "role": "site", "mentions": 2, "confidence": 0.9}], "place"))
    assert f'<path fill="{colour("site")}" fill-opacity="0.14"' in drawing
    assert ">UKRAINE</text>" in drawing
    assert "</title></circle>" not in drawing


def test_an_area_is_made_of_rings() -> None:
    """Each ring has three corners at least and does not repeat its first point."""
    area = area_of(country("ID"), WORLD)
    assert isinstance(area, Area)
    assert all(len(ring) >= 3 and (ring[0] != ring[-1]).any() for ring in area.rings)


def test_exported_areas_are_polygons() -> None:
    """A country is a MultiPolygon whose rings are closed, its holes in the ring around them; KML has it too."""
    at = {"lat": -29.0, "lon": 25.0, "name": "South Africa", "kind": "country", "country": "ZA", "place": "x:za"}
    town = {"lat": 46.5, "lon": 30.7, "name": "Odesa", "kind": "city", "country": "UA", "place": "x:od"}
    collection = json.loads("".join(geojson([at, town], shapes=shapes_of("un"))))
    shaped, pointed = (feature["geometry"] for feature in collection["features"])
    assert (shaped["type"], pointed["type"]) == ("MultiPolygon", "Point")
    assert all(ring[0] == ring[-1] for polygon in shaped["coordinates"] for ring in polygon)
    main = max(shaped["coordinates"], key=lambda polygon: len(polygon[0]))
    assert len(main) == 2, "the mainland with the hole that Lesotho is"
    assert "<innerBoundaryIs>" in "".join(kml([at], "place", shapes=shapes_of("un")))
