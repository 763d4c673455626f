"""The page inside other people's pages, each served or opened as its readers would."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from lxml_html_clean import Cleaner
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from gazetteer import Gazetteer
from mapper.conflict_map import ConflictMap
from mapper.draw.embed import embedding, frame
from mapper.draw.page import draw

from ..pages import ODESA, port, tanker
from ..served import Site
from .conftest import Heard, violations

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ELEMENT = (ROOT / "mapper" / "page" / "conflict-map.js").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "docs" / "embed.schema.json").read_text(encoding="utf-8"))
FRAME = frame("Drones <and> tankers", "map.html")
DOCTYPE = "<!DOCTYPE html><title>Host</title><link rel='icon' href='data:,'>"


@pytest.fixture(scope="module")
def host() -> Iterator[Site]:
    """A site on loopback."""
    served = Site()
    yield served
    served.close()


@pytest.fixture(scope="module")
def drawn(gazetteer: Gazetteer, host: Site) -> str:
    """Two articles on a page that speaks with the pages of the site."""
    part = embedding([host.url], "", "map.png", "map.oembed.json")
    return draw([port(), tanker()], gazetteer=gazetteer, parts=[part])


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(reduced_motion="reduce", viewport={"width": 1000, "height": 800})
    yield made
    made.close()


Visit = Callable[..., tuple[Page, Heard]]


@pytest.fixture
def visit(context: BrowserContext, host: Site, drawn: str) -> Visit:
    """A function that serves a page beside the map, with these headers, and opens it."""

    def open_it(body: str, headers: dict[str, str] | None = None, path: str = "/map.html") -> tuple[Page, Heard]:
        kind = {"content-type": "text/html; charset=utf-8"}
        host.pages = {
            "/": (200, kind | (headers or {}), (DOCTYPE + body).encode()),
            path: (200, kind, drawn.encode()),
            "/conflict-map.js": (200, {"content-type": "text/javascript"}, ELEMENT.encode()),
        }
        page, heard = context.new_page(), Heard()
        heard.listen(page, f"{host.url}/")
        page.goto(f"{host.url}/")
        return page, heard

    return open_it


def works(page: Page, heard: Heard, *more: str) -> None:
    """True where the map in the frame shows a place of the list, having asked for itself and `more` alone."""
    inside = page.frame_locator("iframe")
    inside.locator(".views button").nth(1).click()
    inside.locator(".list button", has_text="Kherson").click()
    expect(inside.locator(".place h2")).to_have_text("Kherson")
    expect(inside.locator(".leaflet-tile-loaded").first).to_be_attached()
    assert [request.rsplit("/", 1)[1] for request in heard.requests] == [*more, "map.html"]
    assert (heard.complaints, heard.dialogs) == ([], [])
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []


def test_in_a_plain_page(visit: Visit) -> None:
    """As printed, in a page of any site: sandboxed, and with its shape."""
    page, heard = visit(f"<h1>News</h1>{FRAME}")
    works(page, heard)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 800 / 600) < 0.02


def test_in_a_frame_without_a_sandbox(visit: Visit) -> None:
    """As many platforms write it."""
    works(*visit('<iframe src="map.html" width="800" height="500"></iframe>'))


def test_in_a_page_from_a_disk(context: BrowserContext, drawn: str, tmp_path: Path) -> None:
    """From a USB stick the page and the map in it need no server."""
    (tmp_path / "map.html").write_text(drawn, encoding="utf-8")
    (tmp_path / "lesson.html").write_text(DOCTYPE + FRAME, encoding="utf-8")
    page, heard = context.new_page(), Heard()
    heard.listen(page, (tmp_path / "lesson.html").as_uri())
    page.goto((tmp_path / "lesson.html").as_uri())
    works(page, heard)


def test_in_a_page_with_a_strict_policy(visit: Visit) -> None:
    """A host that forbids all styles and scripts has the map in the height of its attribute."""
    policy = "default-src 'none'; img-src data:; frame-src 'self'; style-src-elem 'none'; script-src 'none'"
    page, heard = visit(FRAME.replace(' style="', ' data-style="'), {"content-security-policy": policy})
    works(page, heard)
    assert page.locator("iframe").evaluate("node => node.clientHeight") == 600


def test_in_a_platform_that_allows_frames_of_its_own(visit: Visit) -> None:
    """HTML cleaned of sandbox, style and scripts still has the map, as in a learning platform."""
    cleaner = Cleaner(host_whitelist=["127.0.0.1"], safe_attrs={"src", "width", "height", "title", "href"})
    cleaned = cleaner.clean_html(f"<div>{FRAME.replace('map.html', 'http://127.0.0.1/map.html')}</div>")
    cleaned = cleaned.replace("http://127.0.0.1/", "")
    assert "iframe" in cleaned
    assert "sandbox" not in cleaned
    works(*visit(cleaned))


@pytest.mark.parametrize("kind", ["mail", "site"])
def test_where_frames_are_taken_away_the_link_remains(visit: Visit, kind: str) -> None:
    """A mail, or a site that cleans what its authors write, keeps a link that leads to the map."""
    cleaner = (
        Cleaner(page_structure=False) if kind == "mail" else Cleaner(allow_tags=["p", "a"], remove_unknown_tags=False)
    )
    cleaned = cleaner.clean_html(f"<div>{FRAME}</div>")
    assert "iframe" not in cleaned
    page, heard = visit(cleaned)
    page.get_by_role("link", name="Drones <and> tankers").click()
    expect(page.locator("h1")).to_have_text("2 articles on the map")
    assert heard.complaints == []


def test_in_a_notebook(context: BrowserContext, drawn: str, tmp_path: Path) -> None:
    """What a notebook shows of a map is the whole page, which asks nobody for anything."""
    file = tmp_path / "notebook.html"
    file.write_text(DOCTYPE + ConflictMap(html=drawn)._repr_html_(), encoding="utf-8")
    page, heard = context.new_page(), Heard()
    heard.listen(page, file.as_uri())
    page.goto(file.as_uri())
    inside = page.frame_locator("iframe")
    inside.locator(".views button").nth(1).click()
    inside.locator(".list button", has_text="Kherson").click()
    expect(inside.locator(".place h2")).to_have_text("Kherson")
    assert [r for r in heard.requests if r != "about:srcdoc"] == []
    assert heard.complaints == []


def test_a_sandbox_forbids_nothing_that_is_missed(visit: Visit) -> None:
    """Dialogs close, a table can be copied, a link shows its address, and what cannot be is not offered."""
    page, heard = visit(FRAME)
    inside = page.frame_locator("iframe")
    for name in ("About this map", "Take away"):
        inside.get_by_role("button", name=name).click()
        inside.locator("dialog[open]").get_by_role("button", name="Close").click()
        expect(inside.locator("dialog[open]")).to_have_count(0)
    inside.get_by_role("button", name="Take away").click()
    expect(inside.locator("[data-take]")).to_have_text(["GeoJSON", "Table (CSV)"])
    inside.locator("[data-take=csv]").click()
    assert "Tanker burns" in inside.get_by_role("textbox", name="Table (CSV)").input_value()
    assert heard.nothing() or heard.requests == [f"{page.url}map.html"]
    inside.get_by_role("link", name="Leaflet").click()
    expect(inside.get_by_role("textbox", name="Address of the link")).to_have_value("https://leafletjs.com/")
    assert len(page.context.pages) == 1


@pytest.fixture
def messages() -> Callable[[Page], list[dict[str, Any]]]:
    """What a host has heard, each checked against the schema."""
    check = fastjsonschema.compile({**SCHEMA, "$ref": "#/definitions/from_map"})

    def heard(page: Page) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = page.evaluate("window.heard")
        for message in found:
            check(message)
        return found

    return heard


LISTENER = """<script>
    window.heard = [];
    window.addEventListener("message", (event) => window.heard.push(event.data));
    const send = (message) => document.querySelector("iframe").contentWindow.postMessage(message, "*");
</script>"""


def say(page: Page, message: dict[str, Any]) -> None:
    """Send a message that the schema allows."""
    fastjsonschema.compile({**SCHEMA, "$ref": "#/definitions/from_host"})(message)
    page.evaluate("message => send(message)", message)


def test_a_host_and_the_map_speak(visit: Visit, messages: Callable[[Page], list[dict[str, Any]]]) -> None:
    """Hello is answered; a place and filters can be asked for; what is chosen is told; nonsense is an error."""
    page, _ = visit(LISTENER + FRAME)
    inside = page.frame_locator("iframe")
    expect(inside.locator(".views button").first).to_be_visible()
    say(page, {"mapper": 1, "type": "hello"})
    page.wait_for_function("window.heard.length >= 2")
    ready, height = messages(page)
    assert (ready["type"], ready["articles"], height["type"]) == ("ready", 2, "height")
    assert {"id": ODESA.id, "name": "Odesa"} in ready["places"]
    say(page, {"mapper": 1, "type": "show", "place": ODESA.id})
    expect(inside.locator(".place h2")).to_have_text("Odesa")
    say(page, {"mapper": 1, "type": "show", "place": "red sea"})
    expect(inside.locator(".place h2")).to_have_text("Red Sea")
    say(page, {"mapper": 1, "type": "filter", "q": "tanker", "roles": "site"})
    page.wait_for_function("window.heard.some((message) => message.type === 'filtered')")
    page.evaluate("send({ mapper: 1, type: 'show', place: 'Atlantis' })")
    page.evaluate("send({ mapper: 1, type: 'dance' })")
    page.wait_for_function("window.heard.filter((message) => message.type === 'error').length === 2")
    rest = messages(page)[2:]
    assert [m["place"]["name"] for m in rest if m["type"] == "place"] == ["Odesa", "Red Sea"]
    assert [(m["places"], m["articles"]) for m in rest if m["type"] == "filtered"] == [(1, 1)]
    assert [m["message"] for m in rest if m["type"] == "error"] == ["no place Atlantis", "no message dance"]


def test_a_page_whose_origin_is_not_allowed_hears_nothing(visit: Visit, host: Site) -> None:
    """The same host under another name is told nothing, and can show nothing."""
    page, _ = visit(LISTENER + FRAME)
    page.goto(f"http://localhost:{host.port}/")
    inside = page.frame_locator("iframe")
    expect(inside.locator(".views button").first).to_be_visible()
    for message in ({"type": "hello"}, {"type": "show", "place": ODESA.id}):
        page.evaluate("message => send(message)", {"mapper": 1, **message})
    # What comes after them has been handled after them.
    frame = page.frames[1]
    frame.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    assert page.evaluate("window.heard") == []
    expect(inside.locator(".place")).to_have_count(0)


def test_the_element_speaks_for_its_map(visit: Visit) -> None:
    """<conflict-map> takes the height that is wanted, shows the place of its attribute, and has events."""
    page, heard = visit(
        """<script src="conflict-map.js"></script>
        <conflict-map src="map.html" place="Odesa"><a href="map.html">The map</a></conflict-map>
        <script>
            window.heard = [];
            const map = document.querySelector("conflict-map");
            for (const type of ["ready", "place", "filtered", "error"]) {
                map.addEventListener(type, (event) => heard.push([event.type, event.detail]));
            }
        </script>"""
    )  # fmt: skip
    inside: FrameLocator = page.locator("conflict-map").frame_locator("iframe")
    expect(inside.locator(".place h2")).to_have_text("Odesa")
    page.wait_for_function("window.heard.length >= 2")
    assert [(kind, (detail.get("place") or {}).get("name")) for kind, detail in page.evaluate("window.heard")] == [
        ("ready", None), ("place", "Odesa"),
    ]  # fmt: skip
    page.evaluate("map.show('Red Sea')")
    expect(inside.locator(".place h2")).to_have_text("Red Sea")
    frame = page.locator("conflict-map iframe")
    expect(frame).to_have_attribute("title", "The map")
    page.wait_for_function("document.querySelector('conflict-map').frame.clientHeight === 689")
    works(page, heard, "conflict-map.js")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_small_frame_is_a_map_with_one_button(
    browser: Browser, drawn: str, axe: str, tmp_path: Path, look: str
) -> None:
    """At 320 x 240 nothing but the map, its pins and one button is there; the button leads to the words and back."""
    file = tmp_path / "map.html"
    file.write_text(drawn, encoding="utf-8")
    scheme: Any = look
    context = browser.new_context(viewport={"width": 320, "height": 240}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator("button:visible")).to_have_text(["Read"])
    box = page.locator(".folium-map").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 320, "height": 240}
    assert violations(page, axe) == []
    page.get_by_role("button", name="Read").click()
    expect(page.locator(".list button").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, axe) == []
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator("button:visible")).to_have_text(["Read"])
    page.evaluate(f"map_news.setView([{ODESA.lat}, {ODESA.lon}], 9, {{ animate: false }})")
    page.mouse.click(160, 120)
    expect(page.locator(".place h2")).to_have_text("Odesa")
    expect(page.locator(".place h2")).to_be_visible()
    context.close()


def test_the_wheel_moves_the_host_until_the_map_is_pressed(visit: Visit) -> None:
    """A wheel over the map scrolls the page around it, with a hint; once the map was pressed it zooms."""
    page, heard = visit(f"{FRAME}<p style='height: 3000px'>More</p>")
    inside = page.frames[1]
    expect(page.frame_locator("iframe").locator(".leaflet-tile-loaded").first).to_be_attached()
    zoom = inside.evaluate("map_news.getZoom()")
    page.mouse.move(250, 300)
    page.mouse.wheel(0, 240)
    page.wait_for_function("scrollY >= 200")
    assert inside.evaluate("map_news.getZoom()") == zoom
    page.evaluate("scrollTo(0, 0)")
    page.mouse.click(250, 200)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(500)
    assert inside.evaluate("map_news.getZoom()") > zoom
    assert page.evaluate("scrollY") == 0
    assert heard.complaints == []
