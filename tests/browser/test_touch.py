"""By fingers: real touch events, as the browser gets them from its screen, move, zoom and open what they touch."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import CDPSession, Page, expect

from ..pages import KYIV, port
from .conftest import Open
from .test_find import week

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
Point = tuple[float, float]


def touch(session: CDPSession, paths: Sequence[tuple[Point, Point]], *, steps: int = 8) -> None:
    """Put a finger down at the beginning of each path, move all of them to the ends, and lift them."""
    for step in range(steps + 1):
        points = [
            {"x": x0 + (x1 - x0) * step / steps, "y": y0 + (y1 - y0) * step / steps, "id": number}
            for number, ((x0, y0), (x1, y1)) in enumerate(paths)
        ]
        event = {"type": "touchMove" if step else "touchStart", "touchPoints": points}
        session.send("Input.dispatchTouchEvent", event)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(page: Page, selector: str) -> Point:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_page_by_fingers(open_page: Open) -> None:
    """One finger moves the map, two zoom it, a tap opens a pin; a finger raises the sheet and chooses a time."""
    page, heard = open_page([*week(), port()], **PHONE)
    session = page.context.new_cdp_session(page)
    x, y = middle(page, ".folium-map")
    page.evaluate(f"map_news.setView([{KYIV.lat}, {KYIV.lon}], 6, {{ animate: false }})")
    touch(session, [((x, y), (x - 90, y))])
    assert page.evaluate("map_news.getCenter().lng") > KYIV.lon + 1

    touch(session, [((x - 20, y), (x - 90, y)), ((x + 20, y), (x + 90, y))])
    page.wait_for_timeout(500)
    assert page.evaluate("map_news.getZoom()") > 6

    page.evaluate(f"map_news.setView([{KYIV.lat}, {KYIV.lon}], 9, {{ animate: false }})")
    page.touchscreen.tap(x, y)
    expect(page.locator(".place h2")).to_have_text("Kyiv")

    before = page.locator(".panel").bounding_box()
    grip = middle(page, ".sheet-bar")
    touch(session, [(grip, (grip[0], 60))])
    after = page.locator(".panel").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 100

    page.get_by_role("button", name="Back").tap()
    page.get_by_role("button", name="More map").tap()
    bars = page.locator(".bars").bounding_box()
    assert bars is not None
    row = bars["y"] + bars["height"] / 2
    touch(session, [((bars["x"] + bars["width"] * 0.1, row), (bars["x"] + bars["width"] * 0.6, row))])
    expect(page.get_by_role("button", name="All dates")).to_be_visible()
    assert heard.nothing(), heard


def test_in_a_frame_one_finger_moves_the_host(open_page: Open) -> None:
    """A swipe over the map scrolls the page around it, with a hint; two fingers move the map, and not that page."""
    page, _ = open_page([*week(), port()], frame=True, viewport={"width": 1000, "height": 400}, has_touch=True)
    session, inside = page.context.new_cdp_session(page), page.frames[1]
    expect(page.frame_locator("iframe").locator(".leaflet-tile-loaded").first).to_be_attached()
    centre = "map_news.getCenter().lat.toFixed(3)"
    before = inside.evaluate(centre)
    touch(session, [((300, 300), (300, 150))], steps=20)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 50
    assert inside.evaluate(centre) == before
    page.evaluate("scrollTo(0, 0)")
    touch(session, [((250, 300), (250, 200)), ((350, 300), (350, 200))], steps=20)
    page.wait_for_timeout(300)
    assert inside.evaluate(centre) != before
    assert page.evaluate("scrollY") == 0
