"""A lesson in a real browser: by mouse and by keys, in a sandbox, on paper, for everyone."""

import csv
import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gazetteer import Gazetteer
from mapper.draw.page import draw
from mapper.draw.palette import rgb
from mapper.pins import collect
from mapper.teach.authored import source
from mapper.teach.lesson import Event, Lesson, Question, Report, read_lesson, taught

from ..pages import HOSTILE, KHERSON, KYIV, ODESA, hostile, port, tanker
from .conftest import OpenHtml, violations

pytestmark = pytest.mark.browser

LESSON = f"""
title = "Ports at war"
about = "Read the sentence.\\nFind the place."
[[question]]
kind = "where"
text = "Drones struck grain stores in ____, on the Black Sea, before dawn."
place = "{ODESA.id}"
article = "port"
note = "The blank is a port."
[[question]]
kind = "role"
text = "Kyiv promised an answer."
name = "Kyiv"
place = "Kyiv"
answer = "named"
article = "port"
[[question]]
kind = "order"
text = "Put these in order, the earliest first."
[[question.event]]
date = 2023-01-05
text = "A tanker burns"
article = "tanker"
[[question.event]]
date = 2022-10-05
text = "Drones hit a port"
article = "port"
[[question.event]]
date = 2024-10-05
text = "Calm at last"
[[place]]
place = "Odesa"
note = "Founded in 1794."
sources = ["An atlas, https://example.org/atlas", "My notes"]
"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}},
}


@pytest.fixture(scope="module")
def drawn(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two articles with the lesson above."""
    file = tmp_path_factory.mktemp("lesson") / "lesson.toml"
    file.write_text(LESSON, encoding="utf-8")
    return draw([port(), tanker()], gazetteer=gazetteer, parts=[taught(read_lesson(str(file)))])


@pytest.fixture
def teach(open_html: OpenHtml, drawn: str) -> OpenHtml:
    """A function that opens the page above, or another one."""
    return partial(open_html, drawn)


def press(page: Page, lat: float, lon: float) -> None:
    """Press a point of the map."""
    x, y = page.evaluate(f"(({{x, y}}) => [x, y])(map_news.latLngToContainerPoint([{lat}, {lon}]))")
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


def pixels_of(page: Page, colour: list[int]) -> int:
    """How many pixels of the map have a colour, nearly: pins are drawn on canvases, and let a little shine through."""
    count: int = page.evaluate(
        """wanted => [...document.querySelectorAll('.leaflet-overlay-pane canvas')].reduce((sum, canvas) => {
            const reads = { willReadFrequently: true };
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', reads);
            copy.drawImage(canvas, 0, 0);
            const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
            let found = 0;
            for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] > 200 && wanted.every((part, j) => Math.abs(data[i + j] - part) < 3)) found++;
            }
            return sum + found;
        }, 0)""",
        colour,
    )
    return count


SITE = list(rgb("site"))


def expect_pins(page: Page) -> None:
    """Pins of sites are on the map, or come to it with one of the next frames."""
    for _ in range(50):
        if pixels_of(page, SITE) > 50:
            return
        page.wait_for_timeout(50)
    raise AssertionError("no pin of a site is on the map")


def answer(page: Page) -> None:
    page.get_by_role("button", name="Answer", exact=True).click()


def test_a_lesson_by_mouse(teach: OpenHtml) -> None:
    """The page opens with the lesson and no pins; tabs are away while it asks; answers are judged, told, counted."""
    page, heard = teach()
    expect(page.locator(".lesson h2")).to_have_text("Ports at war")
    assert pixels_of(page, SITE) == 0
    assert not page.evaluate("map_news.hasLayer(shades)")
    expect(page.locator(".views button", has_text="Articles")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".views button", has_text="Articles")).to_be_hidden()
    expect(page.locator(".lesson blockquote")).to_have_text(
        "Drones struck grain stores in left out, on the Black Sea, before dawn."
    )
    assert pixels_of(page, SITE) == 0
    assert not page.evaluate("map_news.hasLayer(uncertainties)")
    expect(page.locator(".label-pin").first).to_be_hidden()
    answer(page)
    expect(page.locator(".ask [role=status]").last).to_have_text("Choose an answer first.")
    press(page, KHERSON.lat, KHERSON.lon)
    expect(page.locator(".marked")).to_contain_text("Marked on the map: 46.")
    answer(page)
    verdict = page.locator(".verdict")
    expect(verdict).to_be_focused()
    expect(verdict).to_contain_text("Not quite. It is Odesa, city in Odesa Oblast, Ukraine. Your mark is 14")
    expect(verdict).to_contain_text("The blank is a port.")
    expect(verdict).to_contain_text("Founded in 1794.")
    expect(verdict.get_by_role("link", name="An atlas")).to_have_attribute("href", "https://example.org/atlas")
    expect(page.locator(".lesson mark")).to_have_text("Odesa")
    assert pixels_of(page, SITE) > 20
    verdict.get_by_role("button", name="Read in the article").click()
    expect(page.locator(".reader [data-mention='1']")).to_be_focused()
    page.locator(".reader .back").click()
    page.get_by_role("button", name="Next question").click()
    assert pixels_of(page, SITE) == 0, "the colour of a pin is the answer"
    page.get_by_label("It is only named").check()
    answer(page)
    expect(verdict).to_contain_text("Right. Kyiv is only named.")
    page.get_by_role("button", name="Next question").click()
    expect(page.locator(".order li").first).to_contain_text("A tanker burns")
    page.get_by_role("button", name="Earlier: Drones hit a port").click()
    expect(page.locator("#announcer")).to_have_text("Drones hit a port: now 2 of 3.")
    page.get_by_role("button", name="Earlier: Drones hit a port").click()
    answer(page)
    expect(verdict).to_contain_text("Right. 3 of 3 stand where they belong.")
    expect(page.locator(".dated li").first).to_contain_text("5 October 2022 Drones hit a port")
    page.get_by_role("button", name="To the results").click()
    expect(page.locator(".lesson h2")).to_have_text("2 of 3 right")
    page.get_by_label("Your name").fill("Ada")
    lines = page.get_by_label("Results, to copy").input_value().split("\n")
    assert lines[:3] == ["Ada", "Ports at war", "2 of 3 right"]
    assert lines[4].startswith(
        "1. Where is the place that is left out? Not quite. “Drones struck grain stores in ____, on the Black Sea, "
        "before dawn.” Answered: Marked on the map: 46."
    )
    assert lines[4].endswith("Right: It is Odesa, city in Odesa Oblast, Ukraine.")
    assert heard.nothing(), heard
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_results_as_a_table_and_on_paper(teach: OpenHtml) -> None:
    """A line a question: what was asked, the sentence, what was answered, what is right, and the point for it."""
    page, _ = teach()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Kherson").check()
    answer(page)
    for _ in range(3):
        page.locator(".steps button").last.click()
    page.get_by_label("Your name").fill("=Ada")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a table").click()
    head, first, *_ = csv.reader(Path(saved.value.path()).read_text("utf-8-sig").splitlines())
    assert head == ["Name", "No.", "Question", "Sentence", "Answer", "Right answer", "Points"]
    assert first[:2] == ["'=Ada", "1"]
    assert first[4:] == ["Kherson", "It is Odesa, city in Odesa Oblast, Ukraine.", "0"]
    paper = on_paper(page, "Print the results")
    for words_ in ("Ada", "0 of 3 right", "Kherson", "It is Odesa"):
        assert words_ in paper
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".lesson .note").first).to_have_text("Question 1 of 3 · 0 right so far")


@pytest.fixture(scope="module")
def criticism(gazetteer: Gazetteer) -> str:
    """A lesson of the three kinds of source criticism."""
    questions = (
        Question(kind="sure", text="Kyiv promised an answer.", name="Kyiv", place=KYIV.id, sure="very", level=3),
        Question(kind="compare", text="", reports=(Report(text="One silo.", article="port"), Report(text="Two."))),
        Question(kind="need", text="It is said that it burned.", article="port"),
    )
    return draw([port(), tanker()], gazetteer=gazetteer, parts=[taught(Lesson(questions=questions, proposed=True))])


def test_source_criticism_is_for_everyone(teach: OpenHtml, criticism: str, axe: str) -> None:
    """No screen of these questions breaks a rule that axe knows, on a desk in light or on a phone in the dark."""
    page, heard = teach(criticism)
    found: list[Any] = []
    seen = []
    for state in states(page):
        seen.append(state)
        for width, scheme in ((320, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 700})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found += [(state, scheme, violation) for violation in violations(page, axe)]
    assert len(seen) == 8
    assert found == []
    assert heard.nothing(), heard


def test_thoughts_are_kept_and_score_nothing(teach: OpenHtml, criticism: str) -> None:
    """How sure the map is counts; what two reports leave out and what one would need to know is for the teacher."""
    page, heard = teach(criticism)
    page.locator(".why summary").click()
    expect(page.locator(".why")).to_contain_text("A program proposed these questions")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".lesson .note").first).to_contain_text("Level 3")
    page.get_by_role("radio", name="Very sure").check()
    answer(page)
    for words_ in ("The other has a number.", "Who saw it?"):
        page.get_by_role("button", name="Next question").click()
        page.get_by_label("Your thoughts").fill(words_)
        answer(page)
        expect(page.locator(".verdict")).to_contain_text("No answer is the only right one.")
    page.get_by_role("button", name="To the results").click()
    expect(page.locator(".lesson h2")).to_have_text("1 of 1 right")
    lines = page.get_by_label("Results, to copy").input_value()
    assert "For your teacher to read. “One silo. / Two.” Answered: The other has a number." in lines
    assert heard.nothing(), heard


def test_a_lesson_by_keys_alone(teach: OpenHtml) -> None:
    """Begin, mark the map, choose from a list, put in order, copy: without a mouse, and the focus is always seen."""
    page, heard = teach()

    def tab_to(words: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            label = page.evaluate(
                "(({ ariaLabel, labels, textContent }) => ariaLabel || labels?.[0]?.textContent || textContent)"
                "(document.activeElement).trim()"
            )
            if label.startswith(words):
                style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert style != "none" or label.startswith("Map")  # which has a ring of its own
                return
        raise AssertionError(words)

    tab_to("Begin")
    page.keyboard.press("Enter")
    expect(page.locator(".lesson h2")).to_be_focused()
    page.evaluate(f"map_news.setView([{ODESA.lat}, {ODESA.lon - 2}], 7, {{ animate: false }})")
    tab_to("Map of the places")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    for _ in range(100):  # until the map has come to rest
        page.wait_for_timeout(50)
        if abs(page.evaluate("map_news.getCenter().lng") - ODESA.lon) < 0.5:
            break
    page.keyboard.press("Enter")
    expect(page.locator(".marked")).to_contain_text("Marked on the map")
    tab_to("Answer")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_focused()
    expect(page.locator(".verdict")).to_contain_text("Right. It is Odesa")
    tab_to("Next question")
    page.keyboard.press("Enter")
    tab_to("It happened there")
    page.keyboard.press("Space")
    tab_to("Answer")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_contain_text("Not quite. Kyiv is only named.")
    tab_to("Next question")
    page.keyboard.press("Enter")
    tab_to("Later: A tanker burns")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Later: A tanker burns")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Earlier: A tanker burns")
    tab_to("Answer")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_contain_text("of 3 stand where they belong")
    tab_to("To the results")
    page.keyboard.press("Enter")
    expect(page.locator(".lesson h2")).to_have_text("1 of 3 right")
    assert heard.nothing(), heard


def test_an_answer_from_the_list(teach: OpenHtml) -> None:
    """A place of the list that is wrong is told with its distance; the tab leads back to the question."""
    page, _ = teach()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Kherson").check()
    answer(page)
    expect(page.locator(".verdict")).to_contain_text("Kherson is 145 km from there.")
    page.locator(".views button", has_text="Articles").click()
    expect(page.locator(".layout")).not_to_have_class("layout in-lesson")
    page.locator(".views button", has_text="Lesson").click()
    expect(page.locator(".verdict")).to_contain_text("Kherson is 145 km from there.")
    assert page.url.endswith("#tab=lesson") or "tab=lesson&" in page.url


def test_a_lesson_by_touch_on_a_phone(teach: OpenHtml) -> None:
    """A tap marks the map and brings the button to answer into sight, and so is the answer."""
    page, heard = teach(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Begin").tap()
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7)
    expect(page.locator(".marked")).to_contain_text("Marked on the map")
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Answer", exact=True).tap()
    expect(page.locator(".verdict")).to_contain_text("km from it.")
    expect(page.locator(".verdict")).to_be_in_viewport()
    assert heard.nothing(), heard


def states(page: Page) -> Iterator[str]:
    """Every screen of the lesson, one after the other."""
    page.locator(".why summary").click()
    yield "beginning"
    page.get_by_role("button", name="Begin").click()
    while page.locator(".ask").count():
        yield f"asked {page.locator('.lesson .note').first.inner_text()}"
        if page.locator(".lesson [type=radio]").count():
            page.locator(".lesson [type=radio]").first.check()
        if page.locator(".thoughts").count():
            page.get_by_label("Your thoughts").fill("Who saw it?")
        answer(page)
        yield "answered"
        page.locator(".steps .main").click()
    yield "end"


@pytest.mark.parametrize("look", LOOKS)
def test_a_lesson_is_for_everyone(teach: OpenHtml, axe: str, look: str) -> None:
    """No screen breaks a rule that axe knows, scrolls sideways, or has a target of less than 24 px."""
    page, heard = teach(**LOOKS[look])
    found: list[Any] = []
    seen = []
    for state in states(page):
        seen.append(state)
        found += [(state, violation) for violation in violations(page, axe)]
        assert page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth && panel.scrollWidth <= panel.clientWidth"
        ), state
        found += page.evaluate(
            """() => [...view.querySelectorAll('button, .lesson fieldset label, summary, textarea, .lesson > input')]
                .filter((node) => node.checkVisibility())
                .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24).map(([html, box]) => [html, box.height])"""
        )
    assert len(seen) == 8
    assert found == []
    assert heard.nothing(), heard


def test_a_lesson_in_a_sandbox(teach: OpenHtml) -> None:
    """In a frame that may only run scripts all of it works but printing, which is not offered; results are selected."""
    page, heard = teach(framed=True)
    inside = page.frame_locator("iframe")
    inside.locator(".why summary").click()
    expect(inside.locator(".why")).to_contain_text("open this page on its own")
    expect(inside.get_by_role("button", name="Print the key")).to_have_count(0)
    inside.get_by_role("button", name="Begin").click()
    inside.get_by_label("Odesa").check()
    inside.get_by_label("Odesa").press("Enter")
    expect(inside.locator(".verdict")).to_contain_text("Right. It is Odesa")
    for _ in range(3):
        inside.locator(".steps button").last.click()
    inside.get_by_role("button", name="Copy the results").click()
    expect(inside.locator("#announcer")).to_have_text("The results are selected: copy them with your keyboard or menu.")
    expect(inside.locator("#lesson-results")).to_be_focused()
    assert heard.complaints == []
    assert heard.dialogs == []


def on_paper(page: Page, button: str) -> str:
    """What is printed when a button is pressed."""
    page.evaluate("void (window.print = () => window.dispatchEvent(new Event('beforeprint')))")
    page.get_by_role("button", name=button).click()
    return page.locator(".paper").inner_text()


def test_worksheet_and_key(teach: OpenHtml) -> None:
    """The worksheet asks everything and tells nothing, its map has no pins; the key has answers, notes and sources."""
    page, _ = teach()
    page.locator(".why summary").click()
    sheet = on_paper(page, "Print the worksheet")
    assert "Name: ____" in sheet
    assert (
        page.locator(".paper mark").evaluate("node => getComputedStyle(node).borderBottomColor") != "rgba(0, 0, 0, 0)"
    )
    assert "Write the number of this question on the map. One of:" in sheet
    assert "☐ It is only named" in sheet
    assert "____ Drones hit a port" in sheet
    for told in ("Founded in 1794", "2022", "It is Odesa", "is only named."):
        assert told not in sheet
    assert sheet.index("A tanker burns") < sheet.index("Drones hit a port"), "not in the right order"
    assert pixels_of(page, SITE) == 0
    expect(page.locator(".paper-map circle")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".paper")).to_have_count(0)
    assert pixels_of(page, SITE) == 0
    key = on_paper(page, "Print the key")
    assert "null" not in sheet + key
    for told in ("Ports at war: Key", "It is Odesa, city in", "Founded in 1794", "An atlas", "Kyiv is only named.",
                 "5 October 2022: Drones hit a port"):  # fmt: skip
        assert told in key
    expect_pins(page)
    expect(page.locator(".name", has_text="1 Odesa")).to_have_count(1)


def test_hostile_words_are_words(teach: OpenHtml, gazetteer: Gazetteer) -> None:
    """Whatever an author or an article writes is shown as text, in every kind of question and in the results."""
    articles = [hostile(text) for text in HOSTILE]
    places = [pin.place for pin in collect(articles).pins]
    told: dict[str, Any] = {"note": HOSTILE[2], "sources": (HOSTILE[0], f"https://example.org/{HOSTILE[2]}")}
    questions = [
        Question(kind="where", text=f"{text} ____ {text}", place=place.id, **told)
        for text, place in zip(HOSTILE, places[::2], strict=True)
    ] + [
        Question(kind="role", text=f"{HOSTILE[1]} x", name="x", place=places[0].id, **told),
        Question(kind="order", text=HOSTILE[3], **told, events=tuple(
            Event(date=dt.date(2020, 1, day), text=text) for day, text in enumerate(HOSTILE[:5], 1)
        )),
    ]  # fmt: skip
    lesson = Lesson(title=HOSTILE[2], about=HOSTILE[3], questions=tuple(questions))
    page, heard = teach(draw(articles, gazetteer=gazetteer, parts=[taught(lesson)]).encode("utf-8", "replace").decode())
    for _ in states(page):
        assert page.evaluate("window.hacked") is None
    assert HOSTILE[2] in page.get_by_label("Results, to copy").input_value()
    assert heard.nothing(), heard
    assert source(HOSTILE[0])["url"] == ""


def test_a_lesson_is_small(drawn: str, gazetteer: Gazetteer) -> None:
    """It adds less than 36 kB to a page: script, style, questions, and the worksheet for who runs no script."""
    plain = draw([port(), tanker()], gazetteer=gazetteer)
    assert 10_000 < len(drawn.encode()) - len(plain.encode()) < 36_000
