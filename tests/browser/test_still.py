"""The page in a browser that runs no script."""

import pytest
from playwright.sync_api import expect

from ..pages import HOSTILE, hostile, port, tanker
from .conftest import Open
from .test_hostile import STRINGS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_page_reads_without_javascript(open_page: Open, width: int, scheme: str) -> None:
    """Title, map with numbers and articles with their places are there, side by side or one above the other."""
    page, heard = open_page(
        [port(), tanker()], title="Two days", java_script_enabled=False, color_scheme=scheme,
        viewport={"width": width, "height": 700},
    )  # fmt: skip
    expect(page.get_by_role("heading", name="Two days")).to_be_visible()
    picture = page.get_by_role("img", name="Map of the places, numbered as in the list")
    box = picture.bounding_box()
    assert box
    assert box["width"] > 300
    assert box["height"] > 200
    expect(picture.locator("text").first).to_be_visible()
    for words in ("Drones hit the port of Odessa", "Odesa, Odesa Oblast, Ukraine (3 mentions)", "Red Sea"):
        expect(page.locator(".panel noscript ol")).to_contain_text(words)
    for hidden in ("search", ".legend", ".timeline", "dialog", ".leaflet-control"):
        assert page.locator(f"{hidden}:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard.nothing(), heard


def test_hostile_text_stays_text_without_javascript(open_page: Open) -> None:
    """A hostile title and hostile articles are words in the list: no element, request or dialog comes of them."""
    page, heard = open_page(
        [hostile(text) for text in [*STRINGS, *HOSTILE][:60]], title=STRINGS[0], java_script_enabled=False
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(STRINGS[0])
    expect(page.locator("noscript ol > li > bdi").first).to_have_text(STRINGS[0])
    assert page.locator("noscript").locator("script, img, iframe, a, style, form, object, input").count() == 0
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert heard.nothing(), heard
