"""Who comes from elsewhere to a meeting, and says little of where that is."""

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate
from mapper.reading.reading import Reading


@pytest.mark.parametrize(("text", "guests"), [
    ("Diplomats from Russia and America met in Geneva.", ["Russia and America"]),
    ("Russian and American diplomats met in Geneva.", ["Russian and American"]),
    ("US and Chinese officials met in Vienna.", ["US and Chinese"]),
    ("Ministers of Russia, Iran and Turkey met in Astana.", ["Russia, Iran and Turkey"]),
    ("Talks between Sudan and Egypt went on.", ["Sudan and Egypt"]),
    ("Hamas and Israeli negotiators left.", ["Hamas and Israeli"]),
    ("The Sudanese delegation left.", ["The Sudanese"]),
    ("Soldiers from Homs and Hama met fierce resistance.", []),
    ("Clashes in Homs and Hama met with silence.", []),
    ("Kherson and Odesa were hit.", []),
    ("The US ambassador to Georgia left.", []),
    ("A, B and " * 5_000, []),
    ("talks between A, A, A, A, and " * 3_000, []),
])  # fmt: skip
def test_those_who_meet_are_named_as_such(text: str, guests: list[str]) -> None:
    """Delegations, those whom envoys are of, and several who meet; who is met with fire is no guest."""
    assert [text[start:end] for start, end in Reading(text).guests] == guests


@pytest.mark.parametrize(("text", "city", "country"), [
    ("Russian and American diplomats met in Geneva.", "Geneva", "CH"),
    ("Diplomats from Russia and America met in Geneva.", "Geneva", "CH"),
    ("American and North Korean negotiators met in Vienna.", "Vienna", "AT"),
    ("The foreign ministers of the US and Japan met in Athens.", "Athens", "GR"),
    ("Canadian and American envoys met in London.", "London", "GB"),
    ("US and Iranian officials held talks in Rome.", "Rome", "IT"),
])  # fmt: skip
def test_guests_draw_no_city_to_their_countries(gazetteer: Gazetteer, text: str, city: str, country: str) -> None:
    """The city where they meet is the well-known one, though one of the guests' countries has a namesake."""
    (article,) = locate([Article(text=text)], gazetteer=gazetteer)
    assert [r.place and r.place.country for r in article.resolutions if r.mention.text == city] == [country]
