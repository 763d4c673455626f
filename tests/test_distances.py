"""How far from a place something lies, in the units and forms of news, and what is not understood."""

import pytest

from mapper.reading.english.distances import distance_in
from mapper.reading.reading import Reading
from mapper.resolve.relative import offset_before, unread_before


@pytest.mark.parametrize(("words", "km", "spread"), [
    ("54 nautical miles", 100.0, 0.0),
    ("82NM", 151.9, 0.0),
    ("60 nm", 111.1, 0.0),
    ("5 nmi", 9.3, 0.0),
    ("60 miles", 96.6, 0.0),
    ("10-mile", 16.1, 0.0),
    ("half a mile", 0.8, 0.0),
    ("1,200 km", 1200.0, 0.0),
    ("1.5 km", 1.5, 0.0),
    ("1,5 km", 1.5, 0.0),
    ("20-30 km", 25.0, 5.0),
    ("20 to 30 kilometres", 25.0, 5.0),
    ("between 10 and 15 kilometres", 12.5, 2.5),
    ("two or three kilometers", 2.5, 0.5),
    ("500 metres", 0.5, 0.0),
    ("800m", 0.8, 0.0),
    ("300 yards", 0.3, 0.0),
    ("an hour's drive", 50.0, 25.0),
    ("two-hour drive", 100.0, 50.0),
    ("30 minutes' walk", 2.5, 1.2),
])  # fmt: skip
def test_a_distance_is_kilometres(words: str, km: float, spread: float) -> None:
    """Nautical miles, miles, metres, ranges and journeys are kilometres, a range or a journey with its spread."""
    found = distance_in(words)
    assert (found.km, found.spread) == pytest.approx((km, spread), abs=0.06)


@pytest.mark.parametrize(("before", "words", "km", "bearing"), [
    ("A tanker was hit 54 nautical miles northwest of ", "54 nautical miles northwest of", 100.0, 315.0),
    ("An incident 82NM south of ", "82NM south of", 151.9, 180.0),
    ("It lay 15 NM SSW of the port of ", "15 NM SSW of the port of", 27.8, 202.5),
    ("Drones fell 20-30 km east of ", "20-30 km east of", 25.0, 90.0),
    ("It burned 6 miles (10 kilometres) to the south of ", "6 miles (10 kilometres) to the south of", 9.7, 180.0),
    ("A mine lay 500 metres outside ", "500 metres outside", 0.5, None),
    ("A dhow was seen 40 nautical miles off ", "40 nautical miles off", 74.1, None),
    ("Houthi fighters fired at a container ship off ", "off", 22.2, None),
    ("Migrants drowned off the port of ", "off the port of", 22.2, None),
    ("It is 65 miles offshore from ", "65 miles offshore from", 104.6, None),
    ("A blast 5 kilometers outside of ", "5 kilometers outside of", 5.0, None),
    ("Hit 30 nautical miles off the Yemeni port of ", "30 nautical miles off the Yemeni port of", 55.6, None),
    ("Hit 10 km west of Yemen's Red Sea port of ", "10 km west of Yemen's Red Sea port of", 10.0, 270.0),
    ("It is an hour's drive north of ", "an hour's drive north of", 50.0, 0.0),
])  # fmt: skip
def test_an_offset_is_measured(before: str, words: str, km: float, bearing: float | None) -> None:
    """Number, unit and direction before a name say how far from it, and where, in every unit."""
    found = offset_before(Reading(f"{before}Mokha."), len(before))
    assert found is not None
    assert (found.words, found.bearing) == (words, bearing)
    assert found.km == pytest.approx(km, abs=0.06)


def test_the_owner_of_a_port_is_not_measured_from() -> None:
    """Of "Yemen's port of Hodeidah" it is the port that something lies west of."""
    before = "It sank 100 nautical miles west of "
    assert offset_before(Reading(f"{before}Yemen's port of Hodeidah."), len(before)) is None
    assert unread_before(Reading(f"{before}Yemen's port of Hodeidah."), len(before)) == ""
    assert offset_before(Reading(f"{before}Yemen's coast."), len(before)) is not None


@pytest.mark.parametrize(("before", "words"), [
    ("A depot burned two leagues north of ", "two leagues north of"),
    ("A truck burned 12 versts east of ", "12 versts east of"),
    ("A tent stood a few clicks from ", "a few clicks from"),
    ("Men hid several hours west of ", "several hours west of"),
    ("A drone fell several dozen kilometres east of ", "several dozen kilometres east of"),
    ("A drone fell a few miles east of ", "a few miles east of"),
    ("A bridge fell 30 km upriver from ", "30 km upriver from"),
    ("Two people died in ", ""),
    ("Two people were killed north of ", ""),
    ("Days later men came from ", ""),
])  # fmt: skip
def test_what_is_not_understood_is_said(before: str, words: str) -> None:
    """A distance in other units is not taken for the place itself: its words are told."""
    assert unread_before(Reading(f"{before}Mokha."), len(before)) == words
    assert offset_before(Reading(f"{before}Mokha."), len(before)) is None


@pytest.mark.parametrize("before", ["Troops cut off ", "Police sealed the road off ", "The plane took off from "])
def test_what_is_cut_off_is_not_at_sea(before: str) -> None:
    """Without a thing that floats, "off" before a name says nothing of the distance from it."""
    assert offset_before(Reading(f"{before}Mokha."), len(before)) is None
