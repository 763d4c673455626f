"""Positions made coarser: by how much, where to, and what is left of the place."""

from dataclasses import replace

import pytest

from gazetteer import Gazetteer, Place, distance_km
from mapper.errors import InputError
from mapper.protect.coarsen import Coarsener, coarsening
from mapper.protect.redact import Redactor
from mapper.protect.shown import Shown

KUPIANSK = Place(
    id="geonames:703656", name="Kupiansk", lat=49.71003, lon=37.61581, kind="city", country="UA", admin1="Kharkiv",
    population=27169, precision_km=1.4,
)  # fmt: skip
NOWHERE = Place(id="x:1", name="Nowhere", lat=49.71, lon=37.616, kind="village", country="UA", precision_km=1.0)


def test_a_place_comes_to_the_middle_of_its_cell(gazetteer: Gazetteer) -> None:
    """With the name, kind and region that it had, without its id and population; a point of the text is named anew."""
    assert Coarsener(10.0, gazetteer)(KUPIANSK) == replace(
        KUPIANSK, id="coarse:kupiansk@49.704,37.590", lat=49.704, lon=37.59, population=0, precision_km=12.0
    )
    point = replace(NOWHERE, id="point:-33.87000,-70.64000", name="33.87° S, 70.64° W", lat=-33.87, lon=-70.64)
    moved = Coarsener(20.0, gazetteer)(point)
    assert (moved.name, moved.lat, moved.lon) == ("around 33.9° S, 70.7° W", -33.915, -70.654)
    assert (moved.id, moved.precision_km) == ("coarse:around-33-9deg-s-70-7deg-w@-33.915,-70.654", 21.0)
    assert Coarsener(100.0, gazetteer)(replace(point, lat=0.2, lon=0.2)).name == "around 0.3° S, 0.6° E"


@pytest.mark.parametrize("km", [1.0, 10.0, 250.0])
def test_no_corner_of_a_cell_is_farther_than_the_radius(gazetteer: Gazetteer, km: float) -> None:
    """Everywhere on Earth, to the poles and across the date line; and cells are no narrower than they must be."""
    coarsen = Coarsener(km, gazetteer)
    farthest = 0.0
    for lat in (-90.0, -89.97, -75.3, -51.2, -12.9, 0.0, 0.04, 33.3, 60.01, 71.9, 89.99, 90.0):
        for lon in (-180.0, -179.99, -123.4, -0.01, 0.0, 12.34, 98.7, 179.99):
            moved = coarsen(replace(NOWHERE, lat=lat, lon=lon, precision_km=0.5))
            far = distance_km(lat, lon, moved.lat, moved.lon)
            farthest = max(farthest, far)
            assert far <= km * 1.02
            assert -90 <= moved.lat <= 90
            assert -180 <= moved.lon <= 180
            assert (round(moved.lat, 3), round(moved.lon, 3)) == (moved.lat, moved.lon)
    assert farthest >= 0.7 * km


def test_a_cell_is_as_wide_as_it_is_high(gazetteer: Gazetteer) -> None:
    """Places half a cell apart in one row share it, at every latitude; so averages tell no more than one of them."""
    coarsen = Coarsener(10.0, gazetteer)
    for lat in (-60.0, 5.0, 45.0, 70.0):
        columns = {coarsen(replace(NOWHERE, lat=lat, lon=lon / 100)).lon for lon in range(800)}
        km = distance_km(lat, 0, lat, 8) / len(columns)
        assert 11 <= km <= 14.5


def test_a_district_stands_for_what_is_in_it(gazetteer: Gazetteer) -> None:
    """The nearest of the same region; where there is none, a cell of thirty kilometres."""
    coarsen = Coarsener("district", gazetteer)
    moved = coarsen(KUPIANSK)
    (district,) = [p for p in gazetteer.near(moved.lat, moved.lon, 1) if f"area of {p.name}" == moved.name]
    assert district.kind == "district"
    assert moved == replace(
        district, id=moved.id, name=f"area of {district.name}", kind="area", population=0, precision_km=25.0
    )
    assert moved.id == f"coarse:{district.name.lower().replace(' ', '-')}@{district.lat:.3f},{district.lon:.3f}"
    alone = coarsen(replace(NOWHERE, admin1="Atlantis"))
    assert (alone.name, alone.kind, alone.precision_km) == ("Nowhere", "village", 31.0)
    assert coarsen.moved == {KUPIANSK.id, "x:1"}


def test_a_region_stands_for_what_is_in_it(gazetteer: Gazetteer) -> None:
    """Its own of that country; where nobody knows it, a cell of a hundred and twenty kilometres."""
    coarsen = Coarsener("region", gazetteer)
    moved = coarsen(KUPIANSK)
    assert (moved.kind, moved.name, moved.country, moved.precision_km) == ("region", "Kharkiv", "UA", 100.0)
    assert moved.id == "geonames-admin1:UA.07"
    for place in (NOWHERE, replace(NOWHERE, admin1="Kharkiv", country="FR"), replace(NOWHERE, admin1="Kyiv City")):
        found = coarsen(place)
        assert found.kind == "village" or (found.kind, found.country, found.admin1) == ("region", "UA", "Kyiv City")
    assert coarsen(NOWHERE).precision_km == 121.0


@pytest.mark.parametrize(("to", "enough"), [(10.0, 10.0), ("district", 10.0), ("region", 120.0)])
def test_what_is_as_coarse_already_stays(gazetteer: Gazetteer, to: float | str, enough: float) -> None:
    """A country, a sea, and what is as wide as asked for; anything sharper moves."""
    coarsen = Coarsener(to, gazetteer)
    for place in (
        replace(KUPIANSK, precision_km=enough),
        *(replace(KUPIANSK, kind=kind) for kind in ("country", "sea")),
    ):
        assert coarsen(place) is place
    assert coarsen(replace(KUPIANSK, precision_km=enough - 0.1)) is not KUPIANSK
    assert coarsen.moved == {KUPIANSK.id}
    assert Coarsener(0.0, gazetteer)(KUPIANSK) is KUPIANSK


def test_the_circle_has_a_round_radius(gazetteer: Gazetteer) -> None:
    """The true distance would tell the direction; the widest ring is the last."""
    coarsen = Coarsener("region", gazetteer)
    wide = {
        coarsen(replace(KUPIANSK, lat=lat, precision_km=km)).precision_km
        for lat in (49.7, 47.0, 30.0, -60.0)
        for km in (1, 60)
    }
    assert wide == {100.0, 200.0, 400.0, 1600.0}  # the region's own width is the least


@pytest.mark.parametrize(("text", "km"), [("0", 0.0), ("none", 0.0), ("0.5km", 0.5), ("1km", 1.0), ("1000 km", 1000.0)])
def test_a_radius_has_bounds(text: str, km: float) -> None:
    """Above nothing, up to a thousand kilometres."""
    assert coarsening(text) == km
    for wrong in ("0km", "1000.1km", "-5km", "km", "10"):
        with pytest.raises(InputError, match="give a distance such as 10km"):
            coarsening(wrong)


def test_the_gazetteer_knows_nothing_of_what_is_hidden(gazetteer: Gazetteer) -> None:
    """By name, by id, near by and among the seas; what it shows has no withheld word in name or region."""
    redactor = Redactor(gazetteer)
    redactor.add("Kharkiv")
    shown = Shown(gazetteer, lambda place: place.name in {"Kupiansk", "Black Sea"}, redactor)
    (kupiansk,) = gazetteer.candidates("Kupiansk", 1)
    izium = gazetteer.candidates("Izium", 1)[0]
    assert "Kupiansk" not in {place.name for place in shown.candidates("Kupiansk")}
    assert shown.get(kupiansk.id) is None
    assert shown.get("no:such") is None
    assert shown.get(izium.id) == replace(izium, admin1="", matched=None)
    assert [p.id for p in shown.candidates("Izium", 1)] == [izium.id]
    assert shown.candidates("Izium", 3, spelling=True) == tuple(
        replace(p, admin1="" if p.admin1 == "Kharkiv" else p.admin1)
        for p in gazetteer.candidates("Izium", 3, spelling=True)
    )
    near = shown.near(kupiansk.lat, kupiansk.lon, 10, 5)
    assert near
    assert len(shown.near(kupiansk.lat, kupiansk.lon, 60)) > len(shown.near(kupiansk.lat, kupiansk.lon, 60, 5))
    assert [p.id for p in near] == [
        p.id for p in gazetteer.near(kupiansk.lat, kupiansk.lon, 10, 5) if p.id != kupiansk.id
    ]
    assert {place.admin1 for place in near} == {""}
    assert {p.name for p in gazetteer.seas()} - {p.name for p in shown.seas()} == {"Black Sea"}
    kharkiv = gazetteer.candidates("Kharkiv", 1)[0]
    names = shown.names([kharkiv.id, izium.id])
    assert names[izium.id] == gazetteer.names([izium.id])[izium.id]
    assert "Kharkiv" not in names[kharkiv.id]
    assert shown.countries() == gazetteer.countries()
    assert shown.info() == gazetteer.info()
    crimea = next(p.id for p in gazetteer.candidates("Crimea") if gazetteer.dispute(p.id))
    assert shown.dispute(crimea) == gazetteer.dispute(crimea)
    assert shown.dispute(kupiansk.id) is None
