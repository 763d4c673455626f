"""A story in a real browser: by scrolling, by keys, by buttons and on the map, in a sandbox, for everyone."""

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from gazetteer import Gazetteer
from mapper.draw.embed import embedding
from mapper.draw.page import draw
from mapper.draw.tiles import tiles
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.teach.lesson import read_lesson, taught
from mapper.teach.story import Step, StoryMap, read_story, told

from ..pages import HOSTILE, KHERSON, ODESA, port, tanker
from ..test_story import STORY
from .conftest import OpenHtml, violations
from .test_lesson import LESSON, LOOKS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def drawn(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two articles with a story and a lesson, made to be embedded: every part of a page at once."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "story.toml").write_text(STORY, encoding="utf-8")
    (folder / "lesson.toml").write_text(LESSON, encoding="utf-8")
    parts = [taught(read_lesson(str(folder / "lesson.toml"))), told(read_story(str(folder / "story.toml")))]
    parts.append(embedding(["*"], "", "", ""))
    return draw([port(), tanker()], gazetteer=gazetteer, parts=parts)


@pytest.fixture
def tell(open_html: OpenHtml, drawn: str) -> OpenHtml:
    """A function that opens the page above, or another one."""
    return partial(open_html, drawn)


def current(page: Page | FrameLocator, title: str) -> None:
    """The step of this title is the current one, and no other."""
    expect(page.locator(".step[aria-current=step] h3")).to_contain_text(title)


def middle(page: Page) -> tuple[float, float]:
    lat, lng = page.evaluate("(({ lat, lng }) => [lat, lng])(map_news.getCenter())")
    return round(lat, 1), round(lng, 1)


def test_a_story_is_told(tell: OpenHtml) -> None:
    """The page opens with its first step; buttons, arrow keys, stops on the map and scrolling lead through it."""
    page, heard = tell()
    expect(page.locator(".story h2")).to_have_text("A night of fire")
    current(page, "The port")
    assert middle(page) == (round(ODESA.lat, 1), round(ODESA.lon, 1))
    first = page.locator(".step").first
    expect(first.locator("blockquote")).to_have_text("Drones hit the port of Odessa")
    expect(first.get_by_role("link", name="A report")).to_have_attribute("href", "https://example.org/report")
    expect(page.locator(".stop")).to_have_text(["1", "2", "4"])
    page.get_by_role("button", name="Next step").click()
    current(page, "Kherson")
    expect(page.locator(".step h3").nth(1)).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("The map shows Kherson, city in Kherson Oblast, Ukraine.")
    assert middle(page) == (round(KHERSON.lat, 1), round(KHERSON.lon, 1))
    page.keyboard.press("ArrowRight")
    current(page, "Far away")
    assert middle(page) == (20, 38.5)
    assert page.evaluate("map_news.getZoom()") == 5
    page.keyboard.press("ArrowRight")
    current(page, "The harbour master")
    assert middle(page) == (46.5, 30.8)
    expect(page.locator(".story-at")).to_have_text("Step 4 of 4")
    expect(page.get_by_role("button", name="Next step")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("ArrowRight")
    current(page, "The harbour master")
    page.keyboard.press("ArrowLeft")
    current(page, "Far away")
    page.evaluate("panel.scrollTo(0, 0)")
    current(page, "The port")
    page.evaluate("panel.scrollTo(0, panel.scrollHeight)")
    current(page, "The harbour master")
    page.locator(".stop-now").click()
    assert heard.nothing(), heard
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_a_story_is_left_and_come_back_to(tell: OpenHtml) -> None:
    """An article opens at the mention, and Back leads to the step; other tabs have no stops on their map."""
    page, heard = tell()
    page.keyboard.press("ArrowRight")
    current(page, "Kherson")
    page.locator(".step").nth(1).get_by_role("button", name="Read in the article").click()
    expect(page.locator(".reader [data-mention='4']")).to_be_focused()
    expect(page.locator(".stop")).to_have_count(0)
    page.locator(".reader .back").click()
    current(page, "Kherson")
    expect(page.locator(".stop")).to_have_count(3)
    page.locator(".views button", has_text="Lesson").click()
    expect(page.locator(".stop")).to_have_count(0)
    page.locator(".views button", has_text="Story").click()
    current(page, "Kherson")
    assert heard.nothing(), heard


def test_a_link_leads_past_the_story(tell: OpenHtml) -> None:
    """An address that asks for a place or another tab opens that."""
    page, _ = tell(fragment=f"#place={ODESA.id}")
    expect(page.locator(".place h2")).to_have_text("Odesa")
    page.goto("about:blank")
    page, _ = tell(fragment="#tab=lesson")
    expect(page.locator(".lesson h2")).to_have_text("Ports at war")


def test_a_story_on_paper(tell: OpenHtml) -> None:
    """Printed from its tab, it has a map of all stops and the steps in order: place, words, sentence and source."""
    page, heard = tell()
    page.keyboard.press("ArrowRight")
    current(page, "Kherson")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    paper = page.locator(".paper")
    expect(paper.locator("h2")).to_have_text("A night of fire")
    expect(paper.locator("h3")).to_contain_text(["The port", "Kherson", "Far away", "The harbour master"])
    first = paper.locator("li").first
    for words in ("city in Odesa Oblast, Ukraine", "Drones hit the port of Odessa", "Sources: A report"):
        expect(first).to_contain_text(words)
    expect(paper.locator("button:visible, .story-bar:visible")).to_have_count(0)
    bounds = "pin => map_news.getBounds().contains(pin)"
    assert all(page.evaluate(bounds, [place.lat, place.lon]) for place in (ODESA, KHERSON))
    expect(page.locator(".stop")).to_have_text(["1", "2", "4"])
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)
    current(page, "Kherson")
    assert middle(page) == (round(KHERSON.lat, 1), round(KHERSON.lon, 1))
    assert heard.nothing(), heard


@pytest.mark.parametrize("look", LOOKS)
def test_a_story_is_for_everyone(tell: OpenHtml, axe: str, look: str) -> None:
    """No step breaks a rule that axe knows or scrolls sideways."""
    page, heard = tell(**LOOKS[look])
    page.evaluate("telling.follow = () => {}")  # axe scrolls to what it looks at
    found = []
    for title in ("The port", "Kherson", "Far away", "The harbour master"):
        current(page, title)
        found += [(title, violation) for violation in violations(page, axe)]
        sideways = "document.documentElement.scrollWidth > innerWidth || panel.scrollWidth > panel.clientWidth"
        assert not page.evaluate(sideways), title
        page.keyboard.press("ArrowRight")
    assert found == []
    assert heard.nothing(), heard


def test_a_story_in_a_sandbox(tell: OpenHtml) -> None:
    """In a frame that may only run scripts it is told all the same."""
    page, heard = tell(framed=True)
    inside = page.frame_locator("iframe")
    current(inside, "The port")
    inside.get_by_role("button", name="Next step").click()
    current(inside, "Kherson")
    assert (heard.complaints, heard.dialogs) == ([], [])


def test_hostile_words_are_words(tell: OpenHtml, gazetteer: Gazetteer) -> None:
    """Whatever an author writes is shown as text."""
    steps = tuple(
        Step(title=text, text=text, name=text, point=(10.0, 10.0 + i), sources=(text, f"https://example.org/{text}"))
        for i, text in enumerate(HOSTILE)
    )
    story = StoryMap(title=HOSTILE[2], about=HOSTILE[3], steps=steps)
    page_html = draw([port()], gazetteer=gazetteer, parts=[told(story)])
    page, heard = tell(page_html)
    for _ in steps:
        page.keyboard.press("ArrowRight")
    expect(page.locator(".step h3").nth(2)).to_contain_text(HOSTILE[2])
    assert page.evaluate("window.hacked") is None
    assert heard.nothing(), heard


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_parts_share_a_page(
    language: str, open_html: OpenHtml, gazetteer: Gazetteer, axe: str, tmp_path: Path
) -> None:
    """With story, lesson, care, and tiles that never come, each has its place at 320 px, and nothing else is asked."""
    (tmp_path / "story.toml").write_text(STORY, encoding="utf-8")
    (tmp_path / "lesson.toml").write_text(LESSON, encoding="utf-8")
    publisher = Publisher(PublicationPolicy(internal=True), gazetteer)
    parts = [
        tiles("https://tiles.invalid/{z}/{x}/{y}.png", "Somebody"), embedding(["*"], "", "", ""),
        taught(read_lesson(str(tmp_path / "lesson.toml"))), told(read_story(str(tmp_path / "story.toml"))),
        *publisher.parts,
    ]  # fmt: skip
    page, heard = open_html(
        draw([port(), tanker()], gazetteer=gazetteer, language=language, parts=parts),
        viewport={"width": 320, "height": 640}, color_scheme="dark",
    )  # fmt: skip
    expect(page.locator(".internal")).to_have_count(1)
    for tab in page.locator(".views button").all():
        tab.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert violations(page, axe) == []
    page.evaluate("openDialog('about')")
    expect(page.locator("#about")).to_contain_text("tiles.invalid")
    assert violations(page, axe) == []
    assert heard.dialogs == []
    assert all(url.startswith("https://tiles.invalid/") for url in heard.requests)
    assert [said for said in heard.complaints if "ERR_NAME_NOT_RESOLVED" not in said] == []
