"""Lessons and stories in a browser that runs no script."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from gazetteer import Gazetteer
from mapper.draw.page import draw
from mapper.draw.parts import Setting
from mapper.draw.words import Words
from mapper.pins import collect
from mapper.teach.items import items_of
from mapper.teach.lesson import asked, taught
from mapper.teach.paper import worksheet_of
from mapper.teach.story import told

from ..pages import ODESA, port, tanker
from ..test_items import lesson_of, story_of
from .conftest import OpenHtml, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
def test_a_lesson_without_scripts_is_a_worksheet(open_html: OpenHtml, gazetteer: Gazetteer, width: int) -> None:
    """Questions with room to write and a map with names of neighbours are shown; no pin and nothing of an answer."""
    page, heard = open_html(
        draw([port(), tanker()], gazetteer=gazetteer, parts=[taught(lesson_of())]),
        java_script_enabled=False, viewport={"width": width, "height": 700},
    )  # fmt: skip
    asked = page.locator(".panel noscript .asked > li")
    expect(asked).to_have_count(3)
    expect(asked.first).to_be_visible()
    expect(asked.nth(1)).to_contain_text("☐ It happened there")
    shown = page.locator("body").inner_text()
    assert ODESA.admin1 not in shown
    assert "By the article" not in shown
    assert "Founded in 1794" not in shown
    picture = page.get_by_role("img", name="Map to write on")
    expect(picture).to_be_visible()
    assert picture.locator(".still-site, .still-actor, .still-context").count() == 0
    expect(picture).to_contain_text("Ukraine")
    assert "Odesa" not in str(picture.text_content())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard.nothing(), heard


def test_a_story_without_scripts_is_its_steps_with_their_maps(
    open_html: OpenHtml, gazetteer: Gazetteer, axe: str
) -> None:
    """Each step has its words and a map with its number; above them stands the map of all stops."""
    page, heard = open_html(
        draw([port(), tanker()], gazetteer=gazetteer, parts=[told(story_of())]), java_script_enabled=False
    )
    steps = page.locator(".panel noscript .step")
    expect(steps).to_have_count(4)
    for number in range(4):
        expect(steps.nth(number).get_by_role("img", name="Map of the stops")).to_be_visible()
    expect(steps.first).to_contain_text("Grain burned.")
    expect(steps.first).to_contain_text("Drones hit the port of Odessa")
    assert page.locator(".map noscript .still circle:not(.still-town)").count() == 3
    assert heard.nothing(), heard


def test_a_worksheet_is_for_everyone_and_fits_its_paper(open_html: OpenHtml, gazetteer: Gazetteer, axe: str) -> None:
    """It breaks no rule that axe knows, runs nothing, and its map fills the first sheet with room for a name."""
    pins, setting = collect([port(), tanker()]), Setting(words=Words(), gazetteer=gazetteer)
    lesson = asked(lesson_of(), pins)
    items = items_of(lesson, pins, setting.words)
    page, heard = open_html(worksheet_of(lesson, items, pins, setting, "a4"))
    assert violations(page, axe) == []
    assert page.locator("script").count() == 0
    with PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        assert len(paper) == 2
        assert paper[0].get_size() == pytest.approx((595, 842), abs=1)
        assert "Name:" in paper[0].get_textpage().get_text_bounded()
        assert "left out?" not in paper[0].get_textpage().get_text_bounded()
    assert heard.nothing(), heard
