"""A lesson in platforms: SCORM in a run-time that is not ours, and GIFT read by a parser that is not ours."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from gazetteer import Gazetteer
from mapper.draw.page import draw
from mapper.draw.words import Words
from mapper.pins import collect
from mapper.teach.gift import gift
from mapper.teach.items import items_of
from mapper.teach.lesson import asked, taught
from mapper.teach.scorm import reporting

from ..pages import port, tanker
from ..served import Site
from ..test_handouts import LESSON, MORE
from ..test_items import lesson_of

pytestmark = pytest.mark.browser

MODULES = Path(__file__).parents[2] / "node_modules"
HOST = """<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><script src="/api.js"></script>
<script>
const kept = JSON.parse(localStorage.getItem("kept") || "null");
const api = new NAME({ autocommit: false, logLevel: 5 });
if (kept) api.loadFromJSON(kept);
window.KEY = api;
</script><iframe src="/index.html" width="1200" height="700"></iframe>"""
RUNTIMES = {"1.2": ("scorm12", "Scorm12API", "API"), "2004": ("scorm2004", "Scorm2004API", "API_1484_11")}


def module(name: str) -> str:
    """A script of an npm package. Where it is missing the test is skipped, or fails where CI=true."""
    if not (MODULES / name).is_file():
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"there is no {name}; scripts/install_browser.sh brings it")
    return (MODULES / name).read_text("utf-8")


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture(scope="module")
def lesson(gazetteer: Gazetteer) -> str:
    """The page of a package with a question of each kind."""
    part = taught(lesson_of(LESSON + MORE))
    return draw([port(), tanker()], gazetteer=gazetteer, parts=[part, reporting()])


def answer(inside: FrameLocator) -> None:
    inside.get_by_role("button", name="Answer", exact=True).click()
    inside.locator(".steps button").last.click()


@pytest.mark.parametrize("version", RUNTIMES)
def test_a_platform_is_told_score_answers_and_place(browser: Browser, site: Site, lesson: str, version: str) -> None:
    """It launches, tells each answer and the score, goes on where it was left, and says when it is done."""
    script, name, key = RUNTIMES[version]
    head = {"content-type": "text/html; charset=utf-8"}
    site.pages["/api.js"] = (200, {}, module(f"scorm-again/dist/{script}.min.js").encode())
    site.pages["/index.html"] = (200, head, lesson.encode())
    site.pages["/"] = (200, head, HOST.replace("NAME", name).replace("KEY", key).encode())
    page = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800}).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site.url)
    inside = page.frame_locator("iframe")
    expect(inside.locator(".lesson")).to_contain_text("are sent to the platform that opened this page")
    assert cmi(page)["status"] == "incomplete"
    inside.get_by_role("button", name="Begin").click()
    inside.get_by_label("Odesa").check()
    answer(inside)
    inside.get_by_label("It happened there").check()
    answer(inside)
    told = cmi(page)
    assert told["results"] == ["correct", "wrong" if version == "1.2" else "incorrect"]
    assert told["answers"] == ["Odesa", "It happened there"]
    assert float(told["score"]) == 25
    page.evaluate("localStorage.setItem('kept', JSON.stringify(api.renderCMIToJSONObject().cmi))")
    page.goto(site.url)
    expect(inside.locator(".lesson .note").first).to_contain_text("Question 2 of 6 · 1 right so far")
    expect(inside.locator(".verdict")).to_contain_text("Kyiv is only named.")
    inside.get_by_role("button", name="Next question").click()
    answer(inside)
    inside.get_by_role("radio", name="Very sure").check()
    answer(inside)
    for words in ("Who saw it?", "Neither says why."):
        inside.get_by_label("Your thoughts").fill(words)
        answer(inside)
    expect(inside.locator(".lesson h2")).to_contain_text("right")
    told = cmi(page)
    assert told["status"] == "completed"
    assert float(told["score"]) == 50
    assert told["answers"][-2:] == ["Who saw it?", "Neither says why."]
    assert told["results"][-2:] == ["neutral", "neutral"]
    assert errors == []
    page.context.close()


def cmi(page: Page) -> dict[str, Any]:
    """What the run-time was told."""
    told: dict[str, Any] = page.evaluate(
        """() => {
            const { cmi } = api.renderCMIToJSONObject();
            const core = cmi.core || cmi;
            const rows = Object.values(cmi.interactions).filter((row) => row.id);
            return {
                status: core.lesson_status || core.completion_status,
                score: (core.score || cmi.score).raw,
                results: rows.map((row) => row.result),
                answers: rows.map((row) => row.student_response || row.learner_response),
            };
        }"""
    )
    return told


def test_gift_is_read_by_another_program(browser: Browser) -> None:
    """Each question is read as its kind, with its one right answer; signs of the format in words stay words."""
    items = items_of(asked(lesson_of(LESSON + MORE), pins := collect([port(), tanker()])), pins, Words())
    page = browser.new_page()
    page.add_script_tag(content=module("gift-pegjs/lib/gift-parser-globals.js"))
    found = page.evaluate("text => giftParser.parse(text)", gift(items, "Ports", {0: "<svg a='b'/>"}))
    found = [row for row in found if row["type"] != "Category"]
    assert [row["type"] for row in found] == ["MC", "MC", "Matching", "MC", "Essay", "Essay"]
    right = [[c["text"]["text"] for c in row["choices"] if c["isCorrect"]] for row in found if row["type"] == "MC"]
    assert right == [["Odesa"], ["It is only named"], ["Very sure"]]
    assert 'src="data:image/svg+xml;base64,' in found[0]["stem"]["text"]
    assert "Grain {burned} = ~half~ of it: #1." in found[4]["stem"]["text"]
    page.close()


def test_only_a_package_reports(lesson: str) -> None:
    """What speaks to a platform is in the page of a package, and in no other."""
    assert "LMSInitialize" in lesson
    assert "LMSInitialize" not in draw([port(), tanker()], parts=[taught(lesson_of())])
