"""Coordinates in a text: where they stand, the point that they are, and how sharp it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Gazetteer
from mapper.calls import locate
from mapper.reading.english.coordinates import coordinates_in, point_of
from mapper.records import Article


def spans(text: str) -> list[str]:
    return [text[start:end] for start, end in coordinates_in(text)]


@pytest.mark.parametrize(("words", "lat", "lon", "precision_km"), [
    ("48.5956, 37.9999", 48.5956, 37.9999, 0.05),
    ("-1.234; 36.817", -1.234, 36.817, 0.06),
    ("48.5956° N, 38.0002° E", 48.5956, 38.0002, 0.05),
    ("48.6N 38.0E", 48.6, 38.0, 5.56),
    ("48°35′N, 38°00′E", 48.58333, 38.0, 0.93),
    ("48°35'44\"N 38°00'01\"E", 48.59556, 38.00028, 0.05),
    ("33° 52′ S / 151° 12′ E", -33.86667, 151.2, 0.93),
    ("37U DP 26282 82984", 48.5956, 38.0002, 0.05),
    ("37UDP2628282984", 48.5956, 38.0002, 0.05),
    ("37U DP 262 829", 48.59529, 37.99977, 0.05),
    ("14°51N 041°58E", 14.85, 41.96667, 0.93),
    ("14°51.2N 042°30E", 14.85333, 42.5, 0.09),
    ("14-51N, Long 042-30E", 14.85, 42.5, 0.93),
    ("02:15.5N – 047:30.2E", 2.25833, 47.50333, 0.09),
    ("1451N 04230E", 14.85, 42.5, 0.93),
    ("12 27.9N 043 42.7E", 12.465, 43.71167, 0.09),
    ("N14°51.2' E042°30.0'", 14.85333, 42.5, 0.09),
    ("14 degrees 51 minutes north, 42.5 degrees east", 14.85, 42.5, 0.93),
    ("3.5 degrees south and 39 degrees east", -3.5, 39.0, 5.56),
    ("15 S 70 W", -15.0, -70.0, 55.6),
])  # fmt: skip
def test_a_pair_is_a_point(gazetteer: Gazetteer, words: str, lat: float, lon: float, precision_km: float) -> None:
    """Degrees, minutes and seconds, with hemispheres or signs, are one point, as sharp as the last digit given."""
    text = f"The crater lies at {words}, the team found."
    assert spans(text) == [words]
    place = point_of(words, gazetteer)
    assert place is not None
    assert (place.lat, place.lon, place.precision_km) == (lat, lon, precision_km)


@pytest.mark.parametrize("text", [
    "They won 3.5, 4.25 on average.",
    "Prices rose from 12.125, 13.250, 14.375 to 15.",
    "Latitude 95.123, 37.999 is beyond the pole.",
    "91° N, 38° E",
    "48° N, 181° E",
    "Version 1.2.345, 6.789 is out.",
    "It cost 1,234.567, 8.900 in all.",
    "5 News 7 Eastern channels",
    "99U DP 26282 82984",
    "37U IO 26282 82984",
    "37U AA 26282 82984 is a square of another zone",
    "A 5K UK 2024 run",
    "(" * 5_000,
    "1.234, " * 5_000,
    "48° " * 5_000,
])  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    """Prices, scores, versions, lists of numbers and what lies beyond the poles are no coordinates."""
    assert spans(text) == []


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_read_back(lat: float, lon: float) -> None:
    """Any point on Earth, written with four decimals, is found whole."""
    words = f"{lat:.4f}, {lon:.4f}"
    assert spans(f"At {words}.") == [words]


def test_coordinates_become_a_pin(gazetteer: Gazetteer) -> None:
    """They are a site with the country around them, and what stands inside them is no name."""
    text = "KYIV, Ukraine — A drone fell at 48.5956° N, 38.0002° E, near Bakhmut, police said."
    (located,) = locate([Article(text=text)], gazetteer=gazetteer)
    resolution = next(r for r in located.resolutions if r.mention.text == "48.5956° N, 38.0002° E")
    assert resolution.role == "site"
    assert resolution.place is not None
    assert (resolution.place.country, resolution.place.id) == ("UA", "point:48.59560,38.00020")
    assert resolution.because[0].key == "coordinates"
