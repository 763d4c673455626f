"""Questions and steps as paper has them, and as a page has them for who runs no script."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import html

from gazetteer import Gazetteer, Place
from mapper.draw.page import draw
from mapper.draw.parts import Setting
from mapper.draw.words import LANGUAGES, Words
from mapper.pins import Pins, collect
from mapper.teach.items import items_of
from mapper.teach.lesson import Lesson, asked, read_lesson, taught
from mapper.teach.sheet import written
from mapper.teach.story import Step, StoryMap, read_story, told

from .browser.test_lesson import LESSON
from .pages import HOSTILE, ODESA, STRIKES, hostile, mapper, port, tanker
from .test_story import STORY


def lesson_of(text: str = LESSON) -> Lesson:
    """The lesson that a file with this text holds."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lesson.toml"
        file.write_text(text, encoding="utf-8")
        return read_lesson(str(file))


def story_of(text: str = STORY) -> StoryMap:
    """The story that a file with this text holds."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "story.toml"
        file.write_text(text, encoding="utf-8")
        return read_story(str(file))


@pytest.fixture(scope="module")
def pins() -> Pins:
    return collect([port(), tanker()])


def unscripted(page: str) -> str:
    """What stands in the page's noscript elements."""
    return "".join(node.text_content() for node in html.fromstring(page).iter("noscript"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_asks_and_the_key_tells(language: str, pins: Pins) -> None:
    """In every language: an answer, a note and a source stand in the key, and none of them on the sheet."""
    setting = Setting(words=Words(language))
    items = items_of(asked(lesson_of(), pins), pins, setting.words)
    sheet, key = written(items, setting), written(items, setting, key=True)
    assert [len(item.options) for item in items] == [4, 2, 3]
    for told_ in (items[0].answer, "Founded in 1794", "An atlas", "2022-10-05", items[1].answer):
        assert told_ in key
        assert told_ not in sheet
    assert "{" not in sheet + key


def test_an_order_is_never_shown_in_its_right_order(pins: Pins) -> None:
    """What is to be put in order stands in another one, and `right` leads from that to the right one."""
    item = items_of(asked(lesson_of(), pins), pins, Words())[2]
    assert [item.options[n] for n in item.right] == ["Drones hit a port", "A tanker burns", "Calm at last"]
    assert item.right != tuple(sorted(item.right))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_paper(text: str) -> None:
    """Whatever an article or an author holds, the sheet and the steps hold it as words: no element comes of it."""
    story = StoryMap(title=text, about=text, steps=(Step(title=text, text=text, place=f"x:{text}", sources=(text,)),))
    page = draw([hostile(text)], parts=[told(story)])
    inside = html.fromstring(page).xpath("//noscript//*")
    assert not {node.tag for node in inside} & {"script", "img", "iframe", "style", "form", "object", "input"}


def test_the_neighbours_leave_out_what_is_asked(gazetteer: Gazetteer) -> None:
    """A town of the articles has no name on the map without pins, nor has a suburb of one, nor a country asked for."""
    page = draw([port(), tanker()], gazetteer=gazetteer, parts=[taught(lesson_of())])
    names = {node.text for node in html.fromstring(page).xpath("//noscript//*[local-name()='text']")}
    assert len(names) > 5
    assert not names & {"Odesa", "Kyiv", "Kherson"}
    country = Place(id="c:UA", name="Ukraine", lat=49.0, lon=32.0, kind="country", country="UA")
    assert country.name in names
    assert ODESA.name not in names


def test_a_lesson_about_one_article_is_not_called_like_it() -> None:
    """The heading of an article may hold an answer: the page bears the lesson's title, or is called a lesson."""
    Path("a.txt").write_text(STRIKES, "utf-8")
    assert mapper("map", "a.txt", "-o", "a.html", "--lesson").exit_code == 0
    assert html.parse("a.html").findtext(".//h1") == "Lesson"
    page = Path("a.html").read_text("utf-8")
    assert "Strikes hit" not in unscripted(page)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a folder of its own."""
    monkeypatch.chdir(tmp_path)
