"""For everyone: axe finds nothing, the keyboard alone does everything, targets are large, nothing scrolls sideways."""

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mapper.draw.page import draw
from mapper.records import LocatedArticle

from ..pages import port, tanker
from .conftest import Open, OpenHtml, violations
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
    page.locator(".list").get_by_role("button", name="Odesa").first.click()
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


def nothing_found(page: Page) -> None:
    page.get_by_role("searchbox").fill("zzz")
    expect(page.locator(".view")).to_contain_text("Nothing passes")
    page.get_by_role("button", name="Copy a link").click()


def one_spot(page: Page) -> None:
    page.evaluate("resetFilters(); openGroup(pins.slice(0, 3))")


STATES: list[Callable[[Page], None]] = [
    at_first, filters, place, article, unplaced, about, take, nothing_found, one_spot,
]  # fmt: skip
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}},
    "400 %": {"viewport": {"width": 320, "height": 256}, "color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
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


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_axe_finds_nothing_on_paper(open_page: Open, axe: str, look: str) -> None:
    """What is printed, the numbered map with the excerpts behind it, breaks no rule either."""
    page, _ = open_page(many(), **LOOKS[look])
    page.emulate_media(media="print")
    page.evaluate("startPrint()")
    expect(page.locator(".paper > ol > li").first).to_be_visible()
    assert violations(page, axe) == []


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_axe_finds_nothing_without_javascript(open_html: OpenHtml, axe: str, look: str) -> None:
    """The page as it stands where no script runs breaks no rule either."""
    # axe is a script: so the page's own are taken out, and what <noscript> holds stands in an element of another name.
    bare = re.sub(r"<script.*?</script>|<meta http-equiv=[^>]*>", "", draw(many()), flags=re.DOTALL)
    assert bare.count("<noscript>") == 2
    page, _ = open_html(bare.replace("noscript", "no-script").replace("(scripting: none)", "all"), **LOOKS[look])
    expect(page.get_by_role("img", name="Map of the places")).to_be_visible()
    expect(page.locator("no-script li").first).to_be_visible()
    assert violations(page, axe) == []


def test_a_dialog_begins_with_its_heading(open_page: Open) -> None:
    """On a phone, where it is longer than the screen, a dialog shows its heading first and has the focus there."""
    page, _ = open_page(many(), **LOOKS["phone"])
    for state in (about, take):
        state(page)
        heading = page.locator("dialog[open] h2")
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
        page.keyboard.press("Escape")


def tab_to(page: Page, words: str, *, most: int = 60, back: bool = False) -> None:
    """Press Tab until what is focused begins with these words; whatever is passed has to show that it is focused."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        label = page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()")
        # The map has a ring of its own, a date one around each of its parts, and the body is the way round.
        ringed = "document.activeElement.matches('body, .leaflet-container, [type=date]') ||"
        assert page.evaluate(f"{ringed} getComputedStyle(document.activeElement).outlineStyle !== 'none'"), label
        if str(label).startswith(words):
            return
    raise AssertionError(words)


def test_the_whole_page_by_keyboard_alone(open_page: Open) -> None:
    """With keys alone: search, filter, open an article, walk it, open a place, its reason, a dialog, and go back."""
    page, heard = open_page(many())

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
    tab_to(page, "Filters")
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_visible()
    tab_to(page, "Drones hit")
    page.keyboard.press("Enter")
    expect(page.locator(".reader h2")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(".card-name")).to_have_text("Odesa")
    tab_to(page, "Odessa")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text("Odessa")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text("Black Sea")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".place h2")).to_be_focused()
    tab_to(page, "Why here?")
    page.keyboard.press("Enter")
    expect(page.locator(".why").first).to_contain_text("The only one.")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("Black Sea")
    page.keyboard.press("Escape")
    expect(page.locator(".list")).to_be_visible()
    tab_to(page, "About this map", most=90)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "About this map")
    assert heard.nothing(), heard


def test_an_article_is_one_stop_of_tab(open_page: Open) -> None:
    """Arrow keys go from marked word to marked word, and Tab goes on from there; each says its role and its doubt."""
    page, heard = open_page([journey()])
    stops = page.locator('.reader .mention[tabindex="0"]')
    expect(stops).to_have_text(["Odesa"])
    tab_to(page, "Odesa")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text("Kyiv")
    expect(page.locator(":focus")).to_have_accessible_name("Kyiv, named as where it happened, not sure (55 %)")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Kyiv")
    page.keyboard.press("n")
    expect(stops).to_have_text(["Odesa"])
    expect(page.locator("#announcer")).to_have_text("Odesa, City in Odesa Oblast, Ukraine, named as where it happened")
    assert heard.nothing(), heard


def test_map_time_and_filters_by_keyboard_alone(open_page: Open) -> None:
    """With keys alone: move the map, use its tools and legend, narrow and play the time, choose filters, undo all."""
    page, heard = open_page(many())
    tab_to(page, "Map of the places")
    before = page.evaluate("[map_news.getZoom(), map_news.getCenter().lng]")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    after = page.evaluate("[map_news.getZoom(), map_news.getCenter().lng]")
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)
    tab_to(page, "Show all places")
    page.keyboard.press("Enter")
    for _ in range(100):  # a machine under load is slow to answer the key
        if page.evaluate("map_news.getZoom()") <= before[0]:  # all places: the first view is framed on the story
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail("the map does not go back to all of its places")
    tab_to(page, "Copy a link")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_be_visible()
    tab_to(page, "Dark colours", back=page.evaluate("document.activeElement.closest('.toast') !== null"))
    page.keyboard.press("Space")
    assert page.evaluate("isDark()") is True
    tab_to(page, "Pins")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".legend input").nth(2)).to_be_checked()
    tab_to(page, "Play")
    page.keyboard.press("Enter")
    expect(page.locator(".range")).to_have_text("1 Oct 2022 – 31 Oct 2022")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Play")
    tab_to(page, "All dates")
    page.keyboard.press("Enter")
    tab_to(page, "First date shown")
    page.keyboard.press("End")
    expect(page.locator(".list button")).to_have_count(5)
    tab_to(page, "Filters")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "source":
            break
    page.keyboard.type("Daily")
    expect(page.locator(":focus")).to_have_value("Daily B")
    tab_to(page, "Show everything")
    page.keyboard.press("Enter")
    expect(page.locator(".list button")).to_have_count(8)
    tab_to(page, "Filters", back=True)
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


@pytest.mark.parametrize(("width", "height"), [(320, 256), (480, 700), (640, 400), (768, 700), (1440, 700)])
def test_nothing_scrolls_sideways(open_page: Open, width: int, height: int) -> None:
    """At 320 px, which is 1280 px at 400 %, at 200 %, and wider, no state of the page scrolls sideways."""
    page, _ = open_page(many(), viewport={"width": width, "height": height})
    for state in STATES:
        state(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("panel.scrollWidth <= panel.clientWidth"), state
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")


@pytest.mark.parametrize(("size", "share"), [((640, 400), 0.5), ((320, 256), 0.4)], ids=["200 %", "400 %"])
def test_a_page_made_large_has_a_map_and_words(open_page: Open, size: tuple[int, int], share: float) -> None:
    """At 200 % the map has half of the height, at 400 % two fifths; a place is read below, time is a press away."""
    page, heard = open_page(many(), viewport={"width": size[0], "height": size[1]})
    page.locator(".views button").nth(1).click()
    page.locator(".list").get_by_role("button", name="Odesa").first.click()
    heading, world = page.locator(".place h2").bounding_box(), page.locator(".map").bounding_box()
    assert heading is not None
    assert world is not None
    assert world["height"] >= share * size[1]
    assert world["y"] + world["height"] <= heading["y"] <= size[1] - heading["height"]
    page.get_by_role("button", name="More map").click()
    expect(page.locator(".timeline")).to_be_visible()
    assert heard.nothing(), heard


def test_with_forced_colours_everything_is_seen(open_page: Open) -> None:
    """Where the system forces its colours, mentions, names on the map, what is chosen and the handles stand out."""
    page, heard = open_page(many(), forced_colors="active")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    style = "(node, name) => getComputedStyle(node)[name]"
    views = page.locator(".views button")
    assert views.nth(0).evaluate(style, "borderBottomColor") != paper
    assert views.nth(1).evaluate(style, "borderBottomColor") == paper
    dark = page.get_by_role("button", name="Dark colours")
    off = dark.evaluate(style, "backgroundColor")
    dark.click()
    assert dark.evaluate(style, "backgroundColor") != off
    dark.click()
    # A handle is a spot of ink at the end of its line: the picture has dark and light there.
    handle = page.locator(".brush input").first.bounding_box()
    assert handle is not None
    picture = page.screenshot(clip={"x": handle["x"], "y": handle["y"], "width": 24, "height": 24})
    assert len(set(colours_of(page, picture))) > 1
    page.locator(".list button").first.click()
    assert page.locator(".mention").first.evaluate(style, "backgroundColor") != paper
    assert heard.nothing(), heard


def colours_of(page: Page, png: bytes) -> list[str]:
    """The colour of each fourth point of a picture."""
    return list(
        page.evaluate(
            """async (picture) => {
                const image = new Image();
                image.src = `data:image/png;base64,${picture}`;
                await image.decode();
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [image.width, image.height];
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                const { data } = context.getImageData(0, 0, image.width, image.height);
                return Array.from({ length: data.length / 16 }, (_, i) => data.slice(16 * i, 16 * i + 3).join());
            }""",
            b64encode(png).decode(),
        )
    )


def test_without_motion_nothing_moves(open_page: Open) -> None:
    """With reduced motion the map is where it goes at once."""
    page, _ = open_page([journey()], reduced_motion="reduce")
    page.locator(".mention").nth(1).click()
    assert page.evaluate("map_news.getCenter().lat.toFixed(2)") == "46.66"
