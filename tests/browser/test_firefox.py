"""The page in Debian's Firefox: pins, search, reader and address work as in Chromium, and nothing is complained of."""

import os
import shutil
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from mapper.draw.page import draw
from mapper.teach.lesson import read_lesson, taught
from mapper.teach.story import read_story, told

from ..pages import ODESA, hostile, port, tanker
from ..test_story import LESSON, STORY
from .firefox import firefox
from .scope import in_reach
from .test_find import week
from .test_hostile import CORPUS

pytestmark = pytest.mark.browser


@pytest.fixture
def program() -> str:
    """Debian's Firefox. Where it is missing the tests are skipped, or fail where CI=true."""
    path = shutil.which("firefox-esr")
    if path is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("there is no firefox-esr; scripts/install_browser.sh brings it")
    return str(path)


def test_story_lesson_and_filters_work_in_firefox(program: str, gazetteer: Gazetteer, tmp_path: Path) -> None:
    """A story goes on by its button, a question is answered, a source is chosen; no error, no request."""
    file, story, lesson, profile = (tmp_path / name for name in ("map.html", "story.toml", "lesson.toml", "profile"))
    profile.mkdir()
    story.write_text(STORY, encoding="utf-8")
    lesson.write_text(LESSON, encoding="utf-8")
    parts = [told(read_story(str(story))), taught(read_lesson(str(lesson)))]
    file.write_text(in_reach(draw([port(), tanker(), *week()], gazetteer=gazetteer, parts=parts)), encoding="utf-8")
    with firefox(program, profile) as tab:
        tab.open(file.as_uri())
        tab.click_on('[data-tab="story"]')
        tab.until("document.querySelector('.story-at')?.textContent === 'Step 1 of 4'")
        tab.click_on(".story-bar button:last-child")
        tab.until("document.querySelector('.story-at').textContent === 'Step 2 of 4'")
        assert tab.run("map_news.getCenter().lat.toFixed(2)") == "46.66"
        tab.click_on('[data-tab="lesson"]')
        tab.click_on(".lesson .main")
        tab.until("document.querySelector('.ask')")
        tab.run("mark(map_news.getCenter())")
        tab.click_on(".ask > .main")
        tab.until("document.querySelector('.verdict')?.textContent.includes('It is Odesa')")
        tab.click_on('[data-tab="articles"]')
        tab.click_on("#filter-button")
        tab.run("filterForm.elements.source.focus()")
        tab.type("Daily")
        tab.until("document.querySelectorAll('.list button').length === 3")
        assert tab.complaints == []
        assert {url.split("#")[0] for url in tab.requests if not url.startswith("data:")} <= {
            "about:blank",
            file.as_uri(),
        }


def test_a_lesson_is_read_without_scripts_in_firefox(program: str, gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Where scripts are off the panel has the questions with room to write, and nothing of the list of places."""
    file, lesson, profile = (tmp_path / name for name in ("map.html", "lesson.toml", "profile"))
    profile.mkdir()
    lesson.write_text(LESSON, encoding="utf-8")
    part = taught(read_lesson(str(lesson)))
    file.write_text(draw([port(), tanker()], gazetteer=gazetteer, parts=[part]), encoding="utf-8")
    with firefox(program, profile, scripts=False) as tab:
        tab.open(file.as_uri())
        asked = tab.reads(".panel noscript .asked > li")
        assert len(asked) == 3
        assert asked[0].startswith("Where is the place that is left out?Drones struck grain stores in left out, on")
        assert "Odesa Oblast" not in "".join(tab.reads("noscript"))
        assert tab.complaints == []


def test_the_page_works_in_firefox(program: str, gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Map, pins, search, reader, timeline, heat, dialog and address do what they do; no error, no request."""
    file, profile = tmp_path / "map.html", tmp_path / "profile"
    profile.mkdir()
    file.write_text(in_reach(draw([port(), tanker(), *week()], gazetteer=gazetteer)), encoding="utf-8")
    with firefox(program, profile) as tab:
        tab.open(file.as_uri())
        tab.until("document.querySelectorAll('canvas.leaflet-tile').length")
        colours = """[...document.querySelectorAll("canvas.leaflet-tile")].map((tile) => {
            const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
            return new Set(Array.from({ length: 400 }, (_, i) => data.slice(i * 1600, i * 1600 + 3).join())).size;
        })"""
        assert max(tab.run(colours)) >= 2

        tab.run(f"map_news.setView([{ODESA.lat}, {ODESA.lon}], 8, {{ animate: false }}) && 1")
        tab.click(*tab.run("""(() => {
            const box = map_news.getContainer().getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
        })()"""))  # fmt: skip
        tab.until("document.querySelector('.place h2')?.textContent === 'Odesa'")
        assert f"place={ODESA.id}" in tab.run("location.hash")
        tab.run("history.back()")
        tab.until("document.querySelector('.list button')")

        tab.click_on("#search")
        tab.type("drones")
        tab.until("document.querySelectorAll('.list button').length === 1")
        tab.click_on(".list button")
        tab.until("document.querySelector('.reader h2')?.textContent.startsWith('Drones hit')")
        tab.type("n")
        tab.until("document.querySelector('.card-name')?.textContent === 'Odesa'")
        tab.click_on(".mention")
        tab.until("document.querySelector('.place h2')?.textContent === 'Odesa'")
        tab.run("resetFilters()")
        assert tab.run("document.querySelectorAll('.bars rect').length") > 1
        assert tab.run("timeline.choose(0, 0) || passed.articles") < 8
        tab.run("resetFilters(), showInstead('heat'), showInstead(''), openDialog('take'), picture().width")
        assert tab.run("document.querySelector('dialog[open]').id") == "take"

        tab.open(f"{file.as_uri()}#q=odessa&place={ODESA.id}&map=46.5,30.7,9")
        tab.until("document.querySelector('.place h2')?.textContent === 'Odesa'")
        assert tab.run("[searchBox.value, map_news.getZoom()]") == ["odessa", 9]

        hostile_page = draw([hostile(text) for text in CORPUS[::4]], gazetteer=gazetteer)
        file.write_text(in_reach(hostile_page), encoding="utf-8")
        tab.open(file.as_uri())
        tab.run("articles.forEach((article) => openArticle(article.index, 0)) || pins.forEach(openPlace)")
        assert tab.run("typeof window.hacked") == "undefined"
        assert tab.complaints == []
        asked = {url.split("#")[0] for url in tab.requests if not url.startswith("data:")}
        assert asked <= {"about:blank", file.as_uri()}
