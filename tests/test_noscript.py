"""The map that stands still, and the list beside it, for readers without JavaScript."""

import re

import pytest
from lxml import etree

from gazetteer import Place
from mapper.draw.borders import POLICIES
from mapper.draw.noscript import NoScript, noscript
from mapper.draw.page import draw
from mapper.pins import collect
from mapper.records import Article, LocatedArticle

from .pages import HOSTILE, hostile, port, quiet, resolved, tanker

ALLOWED = re.compile(
    r'<svg class="still" viewBox="0 0 640 480" role="img" aria-label="[\w ,]+">'
    r'(<path class="still-\w+" d="[Mlz\d -]+"/>|<circle class="still-\w+" cx="\d+" cy="\d+" r="9"/>|'
    r'<text x="\d+" y="\d+">\d+</text>)*</svg>'
)


def at(name: str, lat: float, lon: float) -> LocatedArticle:
    article = Article(text=f"It rained in {name}.", title=f"Rain in {name}")
    place = Place(id=f"x:{name}", name=name, lat=lat, lon=lon, kind="city", country="FJ")
    found = resolved(article, name, 13, place, role="site", reason="because")
    return LocatedArticle(article=article, resolutions=(found,))


def stand(*located: LocatedArticle) -> NoScript:
    return noscript(collect(located))


def dots(standing: NoScript) -> dict[int, tuple[int, int]]:
    """The points of the dots, by their numbers."""
    root = etree.fromstring(standing.svg)
    circles, texts = (root.findall(name) for name in ("circle", "text"))
    return {
        int(text.text): (int(circle.get("cx")), int(circle.get("cy")))
        for circle, text in zip(circles, texts, strict=True)
    }


def test_the_numbers_on_the_map_are_those_in_the_list() -> None:
    """Odesa is a site and comes first; each number in the list has its dot, and each dot stands in the list."""
    standing = stand(port(), tanker())
    listed = {spot.number for entry in standing.entries for spot in entry.spots} - {0}
    assert listed == set(dots(standing))
    first = [spot.name for entry in standing.entries for spot in entry.spots if spot.number == 1]
    assert first[0] == "Odesa"


def test_the_list_has_the_words_that_put_a_place_there() -> None:
    """A place in the list has where it lies, how often it is named, and the sentence with its name in the middle."""
    (odesa,) = (spot for spot in stand(port()).entries[0].spots if spot.name == "Odesa")
    assert odesa.where == "Odesa Oblast, Ukraine"
    assert odesa.mentions == 3
    assert odesa.quote == ("Drones hit the port of ", "Odessa", "")


def test_places_on_both_sides_of_the_date_line_lie_side_by_side() -> None:
    """Fiji and Samoa are on one map with the sea between them, not on two edges of the world."""
    standing = stand(at("Suva", -18.14, 178.44), at("Apia", -13.83, -171.77), at("Nukualofa", -21.13, -175.2))
    by_name = {spot.name: dots(standing)[spot.number] for entry in standing.entries for spot in entry.spots}
    assert by_name["Suva"][0] < by_name["Nukualofa"][0] < by_name["Apia"][0]
    assert by_name["Apia"][0] - by_name["Suva"][0] > 200
    assert 'class="still-land"' in standing.svg


def test_ten_thousand_articles_cost_no_more_than_sixty() -> None:
    """However many articles there are, the two parts take less than 40 kB, and what is left out is counted."""
    many = [at(f"Village {i}", 60 * (i % 97) / 97 - 20, 300 * (i % 89) / 89 - 150) for i in range(1000)]
    standing = stand(*many)
    assert len(dots(standing)) == 60
    assert (len(standing.entries), standing.more) == (60, 940)
    parts = re.findall(r"<noscript>.*?</noscript>", draw(many), flags=re.DOTALL)
    assert sum(len(part.encode()) for part in parts) < 40_000


def test_an_article_in_one_place_costs_little() -> None:
    """For one article the two parts take less than 6 kB."""
    parts = re.findall(r"<noscript>.*?</noscript>", draw([port()]), flags=re.DOTALL)
    assert 1000 < sum(len(part.encode()) for part in parts) < 6_000


def test_without_places_there_is_a_map_of_the_world() -> None:
    """No article and no place are no error."""
    assert dots(stand()) == {}
    assert stand(quiet()).entries[0].title == "A quiet day"


@pytest.mark.parametrize("text", HOSTILE)
def test_the_map_holds_nothing_but_numbers(text: str) -> None:
    """Whatever stands in an article, the picture is made of paths, circles and numbers alone, and is valid XML."""
    standing = stand(hostile(text))
    assert ALLOWED.fullmatch(standing.svg)
    assert dots(standing)
    assert standing.entries[0].title


def test_the_policy_of_borders_holds_without_javascript_too() -> None:
    """Each policy gives its own picture around the north of Crimea."""
    pins = collect([at("Armiansk", 46.1, 33.7)])
    assert len({noscript(pins, policy).svg for policy in POLICIES}) == len(POLICIES)
