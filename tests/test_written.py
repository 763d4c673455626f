"""Positions in other notations are read as what they say, so that what is near is kept back and what is far stays."""

import math

import pytest

from mapper.protect.notations import notations_in
from mapper.protect.rarer import Written, rarer_in

LAT, LON = 48.73891, 37.58482
# A notation, and the latitude, the longitude and the kilometres of half of its last digit; None for a code.
READ = [
    ("48.73891 37.58482", 48.73891, 37.58482, 0.000556), ("-48.73891, -37.58482", -48.73891, -37.58482, 0.000556),
    ("N48.73891 E37.58482", 48.73891, 37.58482, 0.000556), ("S48.73891 W37.58482", -48.73891, -37.58482, 0.000556),
    ("48.73891S 37.58482W", -48.73891, -37.58482, 0.000556), ("37.58482E 48.73891N", 48.73891, 37.58482, 0.000556),
    ("E37.58482 N48.73891", 48.73891, 37.58482, 0.000556), ("48 south, 37 west", -48.0, -37.0, 55.6),
    ("lat -48.73891 lon -37.58482", -48.73891, -37.58482, 0.000556), ("48.738S 37.5W", -48.738, -37.5, 0.0556),
    ("48°30'36\"N 37°15'18\"E", 48.51, 37.255, 0.015444), ("N 48° 30.5 E 37° 15.25", 48.508333, 37.254167, 0.009267),
    ("lat: -48 30 36, lon: -37 15 18", -48.51, -37.255, 0.015444), ("48,5° N; 37,25° E", 48.5, 37.25, 0.556),
    ("483036N 0371518E", 48.51, 37.255, 0.015444), ("483036S 0371518W", -48.51, -37.255, 0.015444),
    ("4830N03715E", 48.5, 37.25, 0.926667), ("483036.5N 0371518.5E", 48.510139, 37.255139, 0.001544),
    ("+48.73891+037.58482/", 48.73891, 37.58482, 0.000556), ("-48.73891-037.58482/", -48.73891, -37.58482, 0.000556),
    ("+483036+0371518/", 48.51, 37.255, 0.015444), ("+4830.5+03715.25/", 48.508333, 37.254167, 0.009267),
    ("u4pruydqqvj", 57.649111, 10.407439, 0.0000746), ("6gkzwgjz", -25.382624, -49.265614, 0.009544),
    ("KN88sr97", 48.7375, 37.575, 0.231667),
    ("AA00aa", -89.979167, -179.958333, 2.316667), ("KN88sr", 48.729167, 37.541667, 2.316667),
    ("8GXJPHQM+HW", None, None, None), ("37U DQ 95863 99450", None, None, None),
    ("///filled.count.soap", None, None, None),
]  # fmt: skip


def near(written: Written, lat: float, lon: float, km: float) -> bool:
    _, position = written
    if position is None:
        return False
    is_there = math.isclose(position[0], lat, abs_tol=1e-5) and math.isclose(position[1], lon, abs_tol=1e-5)
    return is_there and math.isclose(position[2], km, rel_tol=0.01)


@pytest.mark.parametrize(("text", "lat", "lon", "km"), READ)
def test_a_notation_says_where_and_how_exactly(
    text: str, lat: float | None, lon: float | None, km: float | None
) -> None:
    """Sides, signs, minutes, seconds and digits: half of the last digit is the precision."""
    found = list(notations_in(f"At {text} now"))
    assert all(start >= 3 and end <= 3 + len(text) for (start, end), _ in found)
    if lat is None or lon is None or km is None:
        assert [position for _, position in found] == [None]
    else:
        assert any(near(one, lat, lon, km) for one in found)


@pytest.mark.parametrize(("text", "count"), [
    ("N91.00000 E37.58482", 0), ("N90.00000 E180.00000", 1), ("N48.73891 E180.10000", 0), ("S90.00001 W0.00001", 0),
    ("910000N 0373505E", 0), ("1,234; 5,678", 2), ("geohash is ubfr4kd2", 2), ("%4E48.73891%20E37.58482", 1),
])  # fmt: skip
def test_nothing_is_off_the_earth(text: str, count: int) -> None:
    """Ninety degrees and a hundred and eighty are the last; thousands are a position only beside one kept back."""
    found = list(notations_in(text))
    assert len([one for one in found if one[1] is None or one[1][2] >= 0]) >= count
    assert bool(found) is bool(count)


def test_thousands_have_no_precision() -> None:
    """Two numbers with three digits behind a comma may be people, so they say less than any radius."""
    assert {position[2] for _, position in notations_in("48,738; 37,584") if position} == {math.inf}
    assert {round(position[2], 3) for _, position in notations_in("48.738; 37.584") if position} == {0.056}


def test_both_orders_of_two_numbers_are_tried() -> None:
    """Who writes the longitude first is found as well."""
    found = {position[:2] for _, position in notations_in("37.58482; 48.73891") if position}
    assert found == {(37.58482, 48.73891), (48.73891, 37.58482)}


FAR = [
    ("48.73891 – 120 m – 37.58482", [(0, 8), (19, 27)],
     {(48.73891, 37.58482, 0.000556), (37.58482, 48.73891, 0.000556)}),
    ("48,7389, then 137,58", [], set()), ("48.7389 then 137.5848", [(0, 7), (13, 21)], {(48.7389, 137.5848, 0.00556)}),
    ("137.5848 then −48.7389", [(0, 8), (14, 22)], {(-48.7389, 137.5848, 0.00556)}),
    ("90.0000 then 180.0000", [(0, 7), (13, 21)], {(90.0, 180.0, 0.00556)}),
    ("90.0001 then 180.0000", [], set()), ("90.0000 then 180.0001", [], set()), ("91.2345 then 92.3456", [], set()),
    ("48٫7389 then 137·5848", [(0, 7), (13, 21)], {(48.7389, 137.5848, 0.00556)}),
    ("48°30' then 137°15'", [(0, 6), (12, 19)], {(48.5, 137.25, 0.926667)}),
    ("48°30'36\" then 137°15'18\"", [(0, 9), (15, 25)], {(48.51, 137.255, 0.015444)}),
    ("48°30.5' then 137°15'", [(0, 8), (14, 21)], {(48.508333, 137.25, 0.092667)}),
    (f"48.7389{' ' * 80}137.5848", [(0, 7), (87, 95)], {(48.7389, 137.5848, 0.00556)}),
    (f"48.7389{' ' * 81}137.5848", [], set()), ("48.7389 alone", [], set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spans", "points"), FAR)
def test_two_fine_numbers_near_each_other_are_a_position(
    text: str, spans: list[tuple[int, int]], points: set[tuple[float, float, float]]
) -> None:
    """In whichever order lies on Earth, up to eighty characters apart; each number is kept back, and not the words."""
    found = [(span, point) for span, point in rarer_in(text) if point]
    assert sorted({span for span, _ in found}) == spans
    assert {(round(lat, 6), round(lon, 6), float(f"{km:.3g}")) for _, (lat, lon, km) in found} == {
        (lat, lon, float(f"{km:.3g}")) for lat, lon, km in points
    }
