"""The page in other languages: right to left, in long words, and with all forms of counting."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from mapper.draw.words import LANGUAGES, Words

from .conftest import Open, violations
from .test_access import many

pytestmark = pytest.mark.browser


def at_first(page: Page) -> None:
    page.locator(".view").wait_for()


def filters(page: Page) -> None:
    page.locator("#filter-button").click()
    page.locator("#search").fill("odesa")


def place(page: Page) -> None:
    page.locator("#reset").click()
    page.locator("[data-tab=places]").click()
    page.locator(".list button").first.click()
    page.locator(".why summary").first.click()


def article(page: Page) -> None:
    page.locator("[data-tab=articles]").click()
    page.locator(".list button").first.click()
    page.locator(".mention").first.click()


def unplaced(page: Page) -> None:
    page.locator("[data-tab=unplaced]").click()


def about(page: Page) -> None:
    page.locator("[data-tool=about]").click()


def take(page: Page) -> None:
    page.locator("[data-tool=save]").click()


STATES: list[Callable[[Page], None]] = [at_first, filters, place, article, unplaced, about, take]


def box(page: Page, selector: str) -> dict[str, float]:
    found: Any = page.locator(selector).first.bounding_box()
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_that_runs_to_the_left_breaks_no_rule(open_page: Open, axe: str, width: int) -> None:
    """In Arabic, wide and on a phone, axe finds nothing in any state, and nothing scrolls sideways."""
    page, heard = open_page(many(), language="ar", viewport={"width": width, "height": 700})
    found = []
    for state in STATES:
        state(page)
        found += [(getattr(state, "__name__", ""), violation) for violation in violations(page, axe)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        assert page.evaluate("panel.scrollWidth <= panel.clientWidth"), state
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")
    assert found == []
    assert heard.nothing(), heard


def test_a_page_that_runs_to_the_left_is_mirrored(open_page: Open, browser: Browser) -> None:
    """In Arabic map and tools are on the right and the words on the left; the picture on the screen says so too."""
    page, heard = open_page(many(), language="ar")
    assert box(page, ".panel")["x"] == 0
    assert box(page, ".map")["x"] == box(page, ".panel")["width"]
    for selector in (".leaflet-control-zoom", ".tools", ".legend"):
        assert box(page, selector)["x"] > 900
    assert box(page, ".leaflet-control-scale")["x"] < 600
    assert box(page, ".count")["x"] < box(page, ".legend input")["x"]
    # Time runs to the left as well: the first date is at the right end, of the bars and of the slider.
    bars = box(page, ".bars")
    page.mouse.click(bars["x"] + bars["width"] - 5, bars["y"] + 5)
    expect(page.locator(".timeline .range")).to_contain_text("أكتوبر 2022")
    page.locator(".timeline button.quiet").click()
    colours = colours_of(browser, page.screenshot(), [(20, 400), (1180, 300), (640, 300)])
    paper, *water_or_land = colours
    assert paper == [252, 251, 248]
    assert paper not in water_or_land
    assert heard.nothing(), heard


def colours_of(browser: Browser, png: bytes, points: list[tuple[int, int]]) -> list[list[int]]:
    """The colours of a picture, red, green and blue, at these points."""
    page = browser.new_page()
    found: list[list[int]] = page.evaluate(
        """async ([png, points]) => {
            const image = new Image();
            image.src = `data:image/png;base64,${png}`;
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.width, image.height];
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
        }""",
        [b64encode(png).decode(), points],
    )
    page.close()
    return found


def test_an_excerpt_keeps_its_own_direction(open_page: Open) -> None:
    """In an Arabic page an English sentence runs to the right and says that it is English; the words around do not."""
    page, _ = open_page(many(), language="ar", fragment="place=geonames:698740")
    quote = page.locator("blockquote").first
    assert quote.evaluate("node => [node.lang, getComputedStyle(node).direction]") == ["en", "ltr"]
    assert page.locator(".why p").first.evaluate("node => node.lang") == ""  # the page's: reasons are in it
    where = page.locator(".place .where")
    assert where.evaluate("node => getComputedStyle(node).direction") == "rtl"
    expect(where).to_contain_text("أوكرانيا")
    # Of three names in a row the first stands on the right, whatever its letters.
    ends = where.evaluate(
        """node => {
            const range = document.createRange();
            return ["مدينة", "Odesa Oblast", "أوكرانيا"].map((name) => {
                const at = node.firstChild.data.indexOf(name);
                range.setStart(node.firstChild, at);
                range.setEnd(node.firstChild, at + name.length);
                return range.getBoundingClientRect().right;
            });
        }"""
    )
    assert ends == sorted(ends, reverse=True)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in ("ar", "en")])
def test_long_words_have_room_on_a_phone(open_page: Open, language: str) -> None:
    """At 320 px no state of a page in another language scrolls sideways or cuts a button's words."""
    page, heard = open_page(many(), language=language, viewport={"width": 320, "height": 700})
    for state in STATES:
        state(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
        assert page.evaluate("panel.scrollWidth <= panel.clientWidth"), state
        cut = """() => [...document.querySelectorAll("button, summary, .legend label")]
            .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
            .map((node) => node.textContent)"""
        assert page.evaluate(cut) == [], state
        if page.locator("dialog[open]").count():
            page.keyboard.press("Escape")
    assert heard.nothing(), heard


def test_browsers_count_as_the_tables_do(browser: Browser) -> None:
    """Each plural category of a browser is one for which the table has a form, and each form is of one."""
    page = browser.new_page()
    for language in LANGUAGES:
        words = Words(language).table("script")
        places = words["places"]
        categories = page.evaluate(
            "locale => new Intl.PluralRules(locale).resolvedOptions().pluralCategories", words["locale"]
        )
        assert not isinstance(places, str)
        assert set(categories) == set(places), language
    page.close()


def test_every_count_has_its_form(open_page: Open) -> None:
    """The page's own function gives Ukrainian and Arabic nouns the form that their number asks for."""
    page, _ = open_page(many(), language="uk")
    say = "counts => counts.map((count) => t('places', { count }))"
    assert page.evaluate(say, [1, 2, 5, 21, 112]) == ["1 місце", "2 місця", "5 місць", "21 місце", "112 місць"]
    page, _ = open_page(many(), language="ar")
    assert page.evaluate(say, [0, 1, 2, 3, 11, 100]) == [
        "لا أماكن", "مكان واحد", "مكانان", "3 أماكن", "11 مكانًا", "100 مكان",
    ]  # fmt: skip
