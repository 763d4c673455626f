"""The online layer in a real browser, from a real server on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gazetteer import Gazetteer
from mapper.draw.detail import detail
from mapper.draw.page import draw
from mapper.draw.preview import preview
from mapper.draw.tiles import tiles

from ..pages import port, tanker
from ..served import Answer, Site
from .conftest import Heard, OpenHtml, violations
from .scope import in_reach

pytestmark = pytest.mark.browser


class Pictures(dict[str, Any]):
    """Every address under /t/ is a picture."""

    def get(self, path: str, default: Any = None) -> Answer | Any:
        return (200, {"content-type": "image/png"}, preview([], 256, 256)) if path.startswith("/t/") else default


@pytest.fixture
def server() -> Iterator[Site]:
    served = Site()
    served.pages = Pictures()
    yield served
    served.close()


def opened(browser: Browser, gazetteer: Gazetteer, folder: Path, url: str) -> tuple[Page, Heard]:
    part = tiles(url + "/{z}/{x}/{y}.png", "© <b>Us</b>")
    file = folder / "map.html"
    file.write_text(in_reach(draw([port(), tanker()], gazetteer=gazetteer, parts=[part])), encoding="utf-8")
    page, heard = browser.new_page(viewport={"width": 1000, "height": 700}, reduced_motion="reduce"), Heard()
    heard.listen(page, file.as_uri())
    page.goto(file.as_uri())
    return page, heard


def test_the_layer_lies_over_the_outlines_and_can_be_left(
    browser: Browser, gazetteer: Gazetteer, tmp_path: Path, axe: str, server: Site
) -> None:
    """Pictures come from that server alone, its credit and a note are on the map, and a button does without."""
    page, heard = opened(browser, gazetteer, tmp_path, f"{server.url}/t")
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    note = page.locator(".tiles-note")
    expect(note).to_contain_text("© <b>Us</b>")
    expect(note).to_contain_text("come from 127.0.0.1")
    assert page.locator(".name-pin, .name-cluster").count() > 0
    assert page.locator(".name-country, .name-town, .name-capital").count() == 0
    assert page.evaluate("map.getMaxZoom()") == 18
    assert violations(page, axe) == []
    note.get_by_role("button", name="Use the offline map").press("Enter")
    expect(page.locator("img.leaflet-tile")).to_have_count(0)
    expect(note.get_by_role("button", name="Load pictures from 127.0.0.1")).to_be_focused()
    assert page.locator(".name-country, .name-town, .name-capital").count() > 0
    assert page.evaluate("map.getMaxZoom()") == 13
    assert all(url.startswith(f"{server.url}/t/") for url in heard.requests)
    assert not heard.complaints
    page.evaluate(
        "new Promise((done) => { const i = new Image(); i.onerror = done; i.src = 'http://127.0.0.1:9/x.png'; })"
    )
    assert any("Content Security Policy" in words for words in heard.complaints)
    page.close()


def test_where_the_server_does_not_answer_the_map_is_offline(
    browser: Browser, gazetteer: Gazetteer, tmp_path: Path, server: Site
) -> None:
    """After a few failures the layer is gone, the note and a live region say so, and the outlines are there."""
    page, _ = opened(browser, gazetteer, tmp_path, f"{server.url}/gone")
    note = page.locator(".tiles-note")
    expect(note).to_contain_text("127.0.0.1 does not answer: this is the offline map.")
    expect(page.locator("#announcer")).to_contain_text("does not answer")
    expect(page.locator("img.leaflet-tile")).to_have_count(0)
    assert page.locator(".name-country, .name-town, .name-capital").count() > 0
    assert page.evaluate("document.querySelectorAll('.leaflet-tile-pane canvas').length") > 0
    note.get_by_role("button", name="Load pictures").click()
    expect(note).to_contain_text("does not answer")
    page.close()


def test_roads_are_drawn_without_a_request_and_with_their_credit(
    open_html: OpenHtml, gazetteer: Gazetteer, tmp_path: Path, axe: str
) -> None:
    """A motorway of an extract is on the map and in its picture; whose it is stands on both, as text."""
    roads = tmp_path / "roads.geojson"
    line = {"type": "LineString", "coordinates": [[30.6, 46.4], [30.73, 46.48], [30.8, 46.6]]}
    feature = {"type": "Feature", "properties": {"highway": "motorway"}, "geometry": line}
    roads.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    page, heard = open_html(draw([port()], gazetteer=gazetteer, parts=[detail(roads, "© <b>Us</b>")]))
    expect(page.locator(".detail-credit")).to_have_text("Roads and railways: © <b>Us</b>")
    page.evaluate("map.setView([46.48, 30.73], 10, { animate: false })")
    picture = page.evaluate("vectorPicture()")
    assert "Roads and railways: © &lt;b&gt;Us" in picture
    assert page.evaluate("colour('--map-road')") in picture
    assert violations(page, axe) == []
    assert heard.nothing(), heard
