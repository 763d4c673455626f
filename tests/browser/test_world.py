"""The map of the world goes around, and its names keep out of each other's way."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gazetteer import Gazetteer
from mapper import locate
from mapper.read.articles import read_articles
from mapper.records import Article, LocatedArticle

from ..pages import port
from ..test_noscript import at
from .conftest import Open

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
PACIFIC = [
    at("Suva", -18.14, 178.44), at("Apia", -13.83, -171.77), at("Nukualofa", -21.13, -175.2),
    at("Labasa", -16.43, 179.36),
]  # fmt: skip
NAMES = "[...document.querySelectorAll('.name')].map((name) => name.textContent)"
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('.name')].map((n) => [n.textContent, n.getBoundingClientRect()]);
    return boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([, y]) =>
        x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1
    ).map(([b]) => `${a} / ${b}`));
}"""


def test_places_on_both_sides_of_the_date_line_are_one_map(open_page: Open) -> None:
    """Fiji and Samoa are shown close up, side by side, from wherever one looks; a pin there can be opened."""
    page, heard = open_page(PACIFIC)
    assert page.evaluate("map.getZoom()") >= 5
    shown = page.evaluate("drawn.map(({ pins, at }) => [pins[0].name, map.latLngToContainerPoint(at).x])")
    by_name = dict(shown)
    assert set(by_name) == {"Suva", "Apia", "Nukualofa", "Labasa"}
    assert by_name["Suva"] < by_name["Labasa"] < by_name["Nukualofa"] < by_name["Apia"]
    for middle in (180, -180, 540):
        page.evaluate(f"map.setView([-17, {middle}], 5, {{ animate: false }})")
        assert {"Suva", "Apia", "Nukualofa", "Labasa"} <= set(page.evaluate(NAMES))
    page.get_by_role("button", name="Places 4").click()
    page.get_by_role("button", name="Apia").first.click()
    assert page.evaluate("map.getBounds().contains(copyOf(state.selected.at))")
    assert page.evaluate("JSON.parse(geojson()).features.every((f) => Math.abs(f.geometry.coordinates[0]) <= 180)")
    expect(page.locator(".card-name")).to_have_text("Apia")
    assert heard.nothing(), heard


def moved(page: Page, zoom: int, lat: float, lon: float) -> list[str]:
    page.evaluate(f"map.setView([{lat}, {lon}], {zoom}, {{ animate: false }})")
    return list(page.evaluate(OVERLAPS))


@pytest.mark.parametrize("width", [320, 1280])
def test_names_do_not_collide(open_page: Open, gazetteer: Gazetteer, width: int) -> None:
    """From the world to the town, no name on the map lies over another one, and there are names at each zoom."""
    located = list(locate(read_articles([EXAMPLES / "week.jsonl", EXAMPLES / "kupiansk.txt"]), gazetteer=gazetteer))
    page, _ = open_page(located, viewport={"width": width, "height": 800})
    for zoom in range(1, 13):
        assert moved(page, zoom, 49.7, 37.6) == [], zoom
        assert zoom < 3 or page.evaluate(NAMES), zoom


def corners(lat: float, lon: float) -> list[LocatedArticle]:
    """An article on towns in a ring, so that wherever something lies over the map a pin would be under it."""
    ring = [(0, 0), (3, 0), (3, 4), (0, 4), (1.5, 4), (1.5, 0), (3, 2), (0, 2), (0.3, 0.5)]
    return [at(f"Town {n}", lat + down, lon + across) for n, (down, across) in enumerate(ring)]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (820, 1180), (390, 844)])
def test_nothing_lies_over_a_pin_of_the_first_view(open_page: Open, width: int, height: int) -> None:
    """The view is moved until no pin is under the legend or a button; where that is too little, the legend folds."""
    page, _ = open_page(corners(48, 35), title="Towns", viewport={"width": width, "height": height})
    covered = page.evaluate(
        """() => drawn.map(({ at }) => map.latLngToContainerPoint(at)).filter(({ x, y }) =>
            collides([x - 5, y - 5, x + 5, y + 5], furniture()))"""
    )
    assert page.evaluate("drawn.length") > 2
    assert covered == []
    assert page.evaluate("map.getBounds().contains(boundsOf(pins))")


def test_there_is_something_to_see_close_up(open_page: Open) -> None:
    """Around a town five names or more stand within 15 km, with the sea, the region and the country in the view."""
    page, _ = open_page([at("Odesa Port", 46.49, 30.74)])
    page.evaluate("map.setView([46.45, 30.75], 11, { animate: false })")
    km = """[...standing.values()].map((label) => label.getLatLng().distanceTo([46.49, 30.74]) / 1000)"""
    assert len([far for far in page.evaluate(km) if far <= 15]) >= 6
    page.evaluate("map.setView([46.3, 31], 9, { animate: false })")
    names = set(page.evaluate(NAMES))
    assert {"UKRAINE", "Odesa (region)", "Black Sea", "✈\ufe0e ODS"} <= names


def test_a_sea_is_shaded_and_a_river_is_a_line(open_page: Open, gazetteer: Gazetteer) -> None:
    """Each has its shape on the map and no pin; its name is pressed, and says that the whole of it is meant."""
    text = "A barge burned on the Danube on Monday. Mines were found in the Black Sea. Two people died in Izmail."
    page, heard = open_page(list(locate([Article(text=text, id="barge")], gazetteer=gazetteer)))
    shapes = page.evaluate(
        "Object.fromEntries([...areas].map(([pin, a]) => [pin.name, [a.rings.length, a.lines.length]]))"
    )
    assert shapes["Black Sea"][0] >= 1
    assert shapes["Danube"][0] == 0
    assert shapes["Danube"][1] >= 1
    assert page.evaluate("drawn.flatMap(({ pins }) => pins.map((pin) => pin.name))") == ["Izmail"]
    page.evaluate("map.setView([45.2, 29.5], 7, { animate: false })")
    for name in ("DANUBE", "BLACK SEA"):
        page.locator(".name-area", has_text=name).click()
        expect(page.locator(".view .note", has_text="the whole area is meant")).to_be_visible()
    assert heard.nothing(), heard


def test_a_country_is_named_on_its_own_land(open_page: Open) -> None:
    """Where a border crosses the view each country's name stands beside its own towns, and a sea's on water."""
    page, _ = open_page([at("Izmail Port", 45.35, 28.84), at("Odesa Port", 46.49, 30.74)])
    page.evaluate("map.setView([45.3, 28.9], 8, { animate: false })")
    found = page.evaluate(
        """() => [...standing].filter(([key]) => key.includes(",country,")).map(([key, label]) => {
            const { x, y } = map.latLngToContainerPoint(label.getLatLng());
            const near = sitesSeen().sort((a, b) => a.point.distanceTo([x, y]) - b.point.distanceTo([x, y]))[0];
            return [key.split(",")[0], near.country];
        })"""
    )
    codes = {"UKRAINE": "UA", "ROMANIA": "RO", "MOLDOVA": "MD"}
    assert found
    assert all(codes[name] == code for name, code in found)


def test_a_close_view_says_where_in_the_world_it_is(open_page: Open) -> None:
    """From zoom 5 a small map fills the country; title and day are on the map; a chosen name says what it is in."""
    page, heard = open_page([port()])
    page.evaluate("map.setView([46.5, 30.7], 8, { animate: false })")
    expect(page.locator(".inset")).to_have_text("Ukraine")
    inks = """() => { const { data } = insetCanvas.getContext("2d").getImageData(0, 0, 240, 176);
        return new Set(Array.from({ length: 10000 }, (_, i) => data.slice(i * 16, i * 16 + 3).join())).size; }"""
    assert page.evaluate(inks) >= 3
    expect(page.locator(".title-block")).to_contain_text("Drones hit the port")
    expect(page.locator(".title-block .facts")).to_contain_text("2022")
    page.evaluate("select(pins.find(({ name }) => name === 'Odesa'))")
    expect(page.locator(".name-under")).to_contain_text("Ukraine")
    page.evaluate("map.setView([46.5, 30.7], 3, { animate: false })")
    expect(page.locator(".inset")).to_be_hidden()
    assert heard.nothing(), heard
