"""Coordinates in every notation that people use: none is left in what is published with care."""

from urllib.parse import quote

import pytest

from gazetteer import Gazetteer
from mapper.protect.redact import MARK, Redactor

LAT, LON = 48.73891, 37.58482
NOTATIONS = [
    "48.73891, 37.58482", "48.73891 37.58482", "37.58482, 48.73891", "48.73891° N, 37.58482° E", "48.73891N 37.58482E",
    "N48.73891 E37.58482", "N48.73891, E37.58482", "E37.58482 N48.73891", "N 48° 44.334 E 37° 35.088",
    "N 48 44.334 E 37 35.088", "N48°44'20\" E37°35'05\"", "48°44'20\"N 37°35'05\"E", "48°44′20″N, 37°35′05″E",
    "48 44 20 N 37 35 05 E", "48-44-20N 37-35-05E", "48:44:20N, 37:35:05E", "484420N 0373505E", "484420N0373505E",
    "+48.73891+037.58482/", "+484420+0373505/", "+4844.334+03735.088/", "48,73891; 37,58482", "48,73891 37,58482",
    "48,73891° N; 37,58482° E", "48 degrees 44 minutes 20 seconds north, 37 degrees 35 minutes 5 seconds east",
    "latitude 48.73891 and longitude 37.58482", "lat: 48.73891, lon: 37.58482", "lat=48.73891&lon=37.58482",
    "geo:48.73891,37.58482", "https://maps.example/@48.73891,37.58482,15z",
    "https://maps.example/?q=48.73891%2C37.58482", "https://maps.example/!3d48.73891!4d37.58482",
    "https://map.example/#map=15/48.73891/37.58482", "37U DQ 95863 99450", "37UDQ9586399450", "37udq95869945",
    "37U DQ 95 99", "37U 395863 5399450", "37U 395863E 5399450N", "8GXJPHQM+HW", "PHQM+HWR", "///filled.count.soap",
    "https://w3w.co/filled.count.soap", "what3words: filled.count.soap", "geohash ubfr4kd2", "KN88sr97",
    "48&deg;44&#39;20&quot;N 37&deg;35&#39;05&quot;E", "٤٨٫٧٣٨٩١ ٣٧٫٥٨٤٨٢",
]  # fmt: skip


@pytest.mark.parametrize("written", NOTATIONS)
@pytest.mark.parametrize("by", ["radius", "point"])
def test_no_notation_is_left(gazetteer: Gazetteer, written: str, by: str) -> None:
    """Where positions are made coarser, and where the point is withheld: alone, in a sentence, and packed."""
    redactor = Redactor(gazetteer, sharpest_km=10.0 if by == "radius" else 0.0)
    if by == "point":
        redactor.add_point(LAT, LON)
    for text in (f"They dug at {written}, he said.", written, f"({written})"):
        left = redactor.blank(text)
        assert MARK in left
        assert not any(part in left for part in ("73891", "58482", "44", "95", "soap", "PHQM", "kd2", "88", "٧٣"))


@pytest.mark.parametrize("written", NOTATIONS[:3] + NOTATIONS[17:20])
def test_none_is_left_in_an_address_that_is_packed(gazetteer: Gazetteer, written: str) -> None:
    """Percent signs hide nothing."""
    redactor = Redactor(gazetteer, sharpest_km=10.0)
    assert "37" not in redactor.blank(f"See https://maps.example/?q={quote(written, safe='')} now.")


@pytest.mark.parametrize("text", [
    "They won 3.5 to 4.25 on 12 May 2024.", "Between 1,500 and 2,000 people; 14,000 had fled.",
    "Brigades 12 and 37 moved north, then east.", "Prices rose 1,234,567 to 2,345,678.", "A 155 mm shell; 120 in all.",
    "The file is abc123de, version 1.2.3.", "5 + 7 = 12", "a.b.c",
    "1,200, 1,300 and 14,000 15,000 people", "On 24.02.2022, 05:30 to 06:45.", "F16s and Su34s",
])  # fmt: skip
def test_other_numbers_stay(gazetteer: Gazetteer, text: str) -> None:
    """Dates, prices, numbers of people and whole degrees are no positions."""
    redactor = Redactor(gazetteer, sharpest_km=10.0)
    redactor.add_point(LAT, LON)
    assert redactor.blank(text) == text
