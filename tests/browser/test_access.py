"""For everyone: axe finds nothing, the keyboard alone does everything, targets are large, nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mapper.records import LocatedArticle

from ..pages import port, tanker
from .conftest import Open, violations
from .test_find import week
from .test_read import journey

pytestmark = pytest.mark.browser


def many() -> list[LocatedArticle]:
    """Articles with dates, sources, an unplaced name, every role."""
    return [port(), tanker(), *week()]


def at_first(page: Page) -> None:
    expect(page.locator(".view h2").first).to_be_attached()


def filters(page: Page) -> None:
    page.locator("#filter-button").click()
    page.get_by_role("searchbox").fill("odesa")


def place(page: Page) -> None:
    page.locator(".views button").nth(1).click()
    page.get_by_role("button", name="Odesa").first.click()
    page.locator("summary", has_text="Why").first.click()


def article(page: Page) -> None:
    page.locator(".views button").nth(0).click()
    page.locator(".list button").first.click()
    page.locator(".mention").first.click()


def unplaced(page: Page) -> None:
    page.locator(".views button").nth(2).click()


def about(page: Page) -> None:
    page.get_by_role("button", name="About this map").click()


def take(page: Page) -> None:
    page.get_by_role("button", name="Take away").click()


STATES: list[Callable[[Page], None]] = [at_first, filters, place, article, unplaced, about, take]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(open_page: Open, axe: str, look: str) -> None:
    """No list, filter, place, article or dialog breaks a rule of WCAG 2.2 AA that axe knows."""
    page, _ = open_page(many(), **LOOKS[look])
    found = []
    for state in STATES:
        state(page)
        found += [(getattr(state, "__name__", ""), violation) for violation in violations(page, axe)]
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")
    assert found == []


def test_the_whole_page_by_keyboard_alone(open_page: Open) -> None:
    """With keys alone: search, filter, open an article, walk it, open a place, its reason, a dialog, and go back."""
    page, heard = open_page(many())

    def tab_to(words: str, *, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            label = page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()")
            # The map has a ring of its own, a date one around each of its parts, and the body is the way round.
            ringed = "document.activeElement.matches('body, .leaflet-container, [type=date]') ||"
            assert page.evaluate(f"{ringed} getComputedStyle(document.activeElement).outlineStyle !== 'none'"), label
            if str(label).startswith(words):
                return
        raise AssertionError(words)

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip the map")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search":
            break
    page.keyboard.type("drones")
    expect(page.locator(".list button")).to_have_count(1)
    tab_to("Filters")
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_visible()
    tab_to("Drones hit")
    page.keyboard.press("Enter")
    expect(page.locator(".reader h2")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(".card-name")).to_have_text("Odesa")
    tab_to("Black Sea")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".place h2")).to_be_focused()
    tab_to("Why here?")
    page.keyboard.press("Enter")
    expect(page.locator(".why").first).to_contain_text("The only one.")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("Black Sea")
    page.keyboard.press("Escape")
    expect(page.locator(".list")).to_be_visible()
    tab_to("About this map", most=90)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "About this map")
    assert heard.nothing(), heard


@pytest.mark.parametrize("look", ["light", "phone"])
def test_targets_are_24_pixels(open_page: Open, look: str) -> None:
    """Every button, field and summary is at least 24 by 24 px; mentions stand in running text."""
    page, _ = open_page(many(), **LOOKS[look])
    small: list[Any] = []
    for state in STATES:
        state(page)
        small += page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, summary, textarea')]
                .filter((node) => node.checkVisibility() && !node.closest('.legend label'))
                .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
                .map(([html, box]) => [html, box.width, box.height])"""
        )
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")
    assert small == []


@pytest.mark.parametrize("width", [320, 480, 768, 1440])
def test_nothing_scrolls_sideways(open_page: Open, width: int) -> None:
    """At 320 px, which is 1280 px at 400 %, and wider, no state of the page scrolls sideways."""
    page, _ = open_page(many(), viewport={"width": width, "height": 700})
    for state in STATES:
        state(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("panel.scrollWidth <= panel.clientWidth"), state
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")


def test_with_forced_colours_everything_is_seen(open_page: Open) -> None:
    """Where the system forces its colours, mentions are marked and nothing is complained of."""
    page, heard = open_page([journey()], forced_colors="active")
    mention = page.locator(".mention").first
    mark = mention.evaluate("node => getComputedStyle(node).backgroundColor")
    assert mark != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert heard.nothing(), heard


def test_without_motion_nothing_moves(open_page: Open) -> None:
    """With reduced motion the map is where it goes at once."""
    page, _ = open_page([journey()], reduced_motion="reduce")
    page.locator(".mention").nth(1).click()
    assert page.evaluate("map_news.getCenter().lat.toFixed(2)") == "46.66"
