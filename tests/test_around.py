"""The names around the pins: towns and villages, regions, seas."""

from collections.abc import Sequence

import pytest

from gazetteer import TOWNS, Gazetteer, Place, distance_km
from mapper.draw.around import marks_around, names_around
from mapper.draw.words import Words

TOWN_PINS = ["Bila Tserkva", "Kupiansk", "Khan Younis", "El Fasher", "Bhamo", "Izium", "Lahore", "Beijing"]


def called(gazetteer: Gazetteer, name: str) -> Place:
    """The most populous town of that name."""
    return max((p for p in gazetteer.candidates(name) if p.kind in TOWNS), key=lambda place: place.population)


@pytest.mark.parametrize("name", TOWN_PINS)
def test_there_are_names_beside_a_town(gazetteer: Gazetteer, name: str) -> None:
    """Within 15 km of a pin the map names five places where the gazetteer has them, villages too, by zoom 10."""
    pin = called(gazetteer, name)
    rows = names_around([pin], gazetteer, Words())["towns"]
    near = [row for row in rows if distance_km(pin.lat, pin.lon, row[1], row[2]) <= 15.1]
    known = {p.name for p in gazetteer.near(pin.lat, pin.lon, 15.0, 200) if p.kind in TOWNS} - {pin.name}
    assert len(near) >= min(5, len(known))
    assert len([row for row in near if len(row) > 6 and row[6] <= 10]) >= min(5, len(known))
    assert pin.name not in {row[0] for row in near}


def test_towns_have_their_regions(gazetteer: Gazetteer) -> None:
    """Each town points to its region and country, by names in the page's language; the list is by population."""
    found = names_around([called(gazetteer, "Kupiansk")], gazetteer, Words("uk"))
    people = [row[3] for row in found["towns"]]
    regions: Sequence[list[str]] = [found["regions"][row[5]] for row in found["towns"]]
    assert people == sorted(people, reverse=True)
    assert ["Харківська область", "UA"] in regions
    assert {country for _, country in regions} >= {"UA", "RU"}


def test_seas_are_those_around(gazetteer: Gazetteer) -> None:
    """The seas within reach of the pins are named, bays before them, and none of another coast."""
    seas = [row[0] for row in names_around([called(gazetteer, "Odesa")], gazetteer, Words())["seas"]]
    assert "Black Sea" in seas
    assert seas.index("Odesa Bay") < seas.index("Black Sea")
    assert not {"Caribbean Sea", "Yellow Sea"} & set(seas)


def test_airports_and_ports_are_those_around(gazetteer: Gazetteer) -> None:
    """Around a pin there are its airport, by its code, and its port, and none of another country far away."""
    marks = marks_around([called(gazetteer, "Odesa")])
    assert "ODS" in {code for code, _, _ in marks}
    assert any(not code and distance_km(46.49, 30.74, lat, lon) < 20 for code, lat, lon in marks)
    assert not {"JFK", "LHR", "ADE"} & {code for code, _, _ in marks}
