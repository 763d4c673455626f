"""Lessons for other programs: quizzes read back by parsers that are not ours, and packages."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from moodle_xml_parser.parser import parse_string
from qti_convert import upgrade_qti2_to_qti3

from gazetteer import Gazetteer
from mapper.draw.parts import Setting
from mapper.draw.words import LANGUAGES, Words
from mapper.ours import is_ours
from mapper.pins import Pins, collect
from mapper.teach.certain import tells_of_harm
from mapper.teach.gift import gift
from mapper.teach.items import Item, items_of
from mapper.teach.lesson import asked
from mapper.teach.moodle import moodle_xml
from mapper.teach.paper import Paper, key_of, worksheet_of
from mapper.teach.pictures import pictures
from mapper.teach.qti import qti
from mapper.teach.scorm import manifest

from .browser.test_lesson import LESSON
from .pages import HOSTILE, STRIKES, hostile, mapper, port, quiet, tanker
from .test_items import lesson_of

MORE = """
[[question]]
kind = "sure"
text = "Kyiv promised an answer."
name = "Kyiv"
place = "Kyiv"
answer = "very"
[[question]]
kind = "need"
text = "Grain {burned} = ~half~ of it: #1."
[[question]]
kind = "compare"
[[question.report]]
text = "One silo."
[[question.report]]
text = "Two & more <silos>."
"""
SVG = "{http://www.w3.org/2000/svg}svg"
QTI3 = {"q": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"}


@pytest.fixture(scope="module")
def pins() -> Pins:
    return collect([port(), tanker()])


@pytest.fixture(scope="module")
def items(pins: Pins) -> list[Item]:
    """A question of each kind."""
    return items_of(asked(lesson_of(LESSON + MORE), pins), pins, Words())


@pytest.fixture(scope="module")
def maps(items: list[Item], pins: Pins, gazetteer: Gazetteer) -> dict[int, str]:
    return pictures(items, pins, Setting(words=Words(), gazetteer=gazetteer))


def test_moodle_reads_what_is_chosen(items: list[Item], maps: dict[int, str]) -> None:
    """Each list has its one right option, worth all, and the map that is asked on is in the file."""
    text = moodle_xml(items, "Ports / war", maps)
    found = parse_string(text)["multichoice"]
    right = [[option.answer for option in q.options if option.score_fraction == 100] for q in found]
    assert [len(q.options) for q in found] == [4, 2, 3]
    assert ["Odesa" in right[0][0], "It is only named" in right[1][0], "Very sure" in right[2][0]] == [True] * 3
    quiz = etree.fromstring(text.encode())
    assert [q.get("type") for q in quiz] == [
        "category", "multichoice", "multichoice", "matching", "multichoice", "essay", "essay",
    ]  # fmt: skip
    picture = quiz.find(".//file")
    assert picture.get("name") == "map.svg"
    assert "@@PLUGINFILE@@/map.svg" in quiz.findtext(".//questiontext/text")
    pairs = {pair.findtext("text"): pair.findtext("answer/text") for pair in quiz.iter("subquestion")}
    assert pairs == {"Drones hit a port": "1", "A tanker burns": "2", "Calm at last": "3"}


def test_qti_is_read_by_another_program(items: list[Item], maps: dict[int, str]) -> None:
    """Every question and the test are read as QTI 2.1 and become QTI 3: the right options and pictures are there."""
    files = qti(items, "Ports at war", maps)
    for name in ("q1.xml", "q3.xml", "test.xml"):
        files[name] = upgrade_qti2_to_qti3(files[name])
    first, order, test = (etree.fromstring(files[name].encode()) for name in ("q1.xml", "q3.xml", "test.xml"))
    right = first.findtext(".//q:qti-correct-response/q:qti-value", namespaces=QTI3)
    assert first.find(f".//q:qti-simple-choice[@identifier='{right}']", QTI3).text == "Odesa"
    assert first.find(".//q:img", QTI3).get("src") == "q1.svg"
    texts = {c.get("identifier"): c.text for c in order.iterfind(".//q:qti-simple-choice", QTI3)}
    values = [value.text for value in order.iterfind(".//q:qti-correct-response/q:qti-value", QTI3)]
    assert [texts[value] for value in values] == ["Drones hit a port", "A tanker burns", "Calm at last"]
    assert [ref.get("href") for ref in test.iterfind(".//q:qti-assessment-item-ref", QTI3)] == [
        f"q{n}.xml" for n in range(1, 7)
    ]
    listed = {node.get("href") for node in etree.fromstring(files["imsmanifest.xml"].encode()).iter("{*}file")}
    assert listed | {"imsmanifest.xml"} == set(files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiz_speaks_each_language(pins: Pins, language: str) -> None:
    """What is asked stands in the page's language; nothing is left to be put in."""
    items = items_of(asked(lesson_of(LESSON + MORE), pins), pins, Words(language))
    for text in (gift(items, "x", {}), moodle_xml(items, "x", {}), *qti(items, "x", {}).values()):
        assert language == "en" or "Where is the place" not in text
        assert "{name}" not in text
        assert "{place}" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_quiz(text: str) -> None:
    """Whatever an article holds, each file is XML, and no element comes of it."""
    pins = collect([hostile(text)])
    item = items_of(
        {"questions": [{"kind": "where", "text": [text, text], "place": 0, "choices": [0, 1], "told": []}]}, pins,
        Words(),
    )  # fmt: skip
    for document in (moodle_xml(item, text, {}), *qti(item, text, {}).values()):
        tags = {node.tag for node in etree.fromstring(document.encode("utf-8", "replace")).iter()}
        assert not {str(tag).rpartition("}")[2] for tag in tags} & {"script", "iframe", "style", "svg", "a"}


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One article, located."""
    folder = tmp_path_factory.mktemp("located")
    (folder / "a.txt").write_text(STRIKES, encoding="utf-8")
    assert mapper("locate", str(folder / "a.txt"), "-o", str(folder / "located.jsonl")).exit_code == 0
    return str(folder / "located.jsonl")


@pytest.mark.usefixtures("strikes")
def test_packages_are_made_by_their_ending(located: str) -> None:
    """Quiz, bank and page; SCORM and QTI have their manifest; the same lesson gives the same bytes."""
    made = {
        "quiz.gift": (), "quiz.xml": (), "sheet.html": (), "site.zip": (), "old.zip": ("--scorm",),
        "qti.zip": ("--qti",),
    }  # fmt: skip
    for name, options in made.items():
        result = mapper("lesson", located, *options, "-o", name)
        assert result.exit_code == 0, result.stderr
        assert f"-> {name}" in result.stderr
    for sheet in ("sheet.html", "sheet-key.html"):
        assert is_ours(Path(sheet).read_bytes()), "no map reads it as news"
    names = {name: set(zipfile.ZipFile(name).namelist()) for name in made if name.endswith(".zip")}
    assert names["site.zip"] == {"index.html"}
    assert names["old.zip"] == {"index.html", "imsmanifest.xml"}
    assert {"imsmanifest.xml", "test.xml", "q1.xml", "q1.svg"} <= names["qti.zip"]
    versions = [
        etree.fromstring(zipfile.ZipFile(name).read("imsmanifest.xml")).findtext(".//{*}schemaversion")
        for name in ("old.zip", "qti.zip")
    ]
    assert versions == ["1.2", "1.0.0"]
    newer = etree.fromstring(manifest("x", "2004", "y").encode())
    assert newer.findtext(".//{*}schemaversion") == "2004 4th Edition"
    assert newer.find(".//{*}resource").get("{http://www.adlnet.org/xsd/adlcp_v1p3}scormType") == "sco"
    mapper("lesson", located, "--qti", "-o", "again.zip")
    assert Path("again.zip").read_bytes() == Path("qti.zip").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "x.pdf"), "x.pdf: a lesson is written as .toml, .html, .gift, .xml, .zip; name one of them"),
        (("-o", "x.gift", "--scorm"), "x.gift: --scorm makes a package; name it .zip"),
        (("-o", "x.zip", "--scorm", "1.2", "--qti"), "--scorm and --qti are two packages; ask for one of them"),
        (("-o", "x.toml", "--lesson", "lesson.toml"), "x.toml: a lesson is written as"),
    ],
)
def test_what_does_not_go_together_is_said(strikes: None, options: tuple[str, ...], said: str) -> None:
    """One sentence, exit code 2, no file."""
    Path("located.jsonl").write_text("", encoding="utf-8")
    result = mapper("lesson", "located.jsonl", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path(options[1]).exists()


def test_what_articles_tell_of_is_said_before_they_are_asked_about(items: list[Item]) -> None:
    """A note about killings stands first in a quiz, a bank and a test; an article with none needs no note."""
    assert tells_of_harm(collect([port()]))
    assert not tells_of_harm(collect([quiet()]))
    note = "They tell of people who were hurt."
    assert gift(items, "x", {}, note).splitlines()[2] == f"::x::{note}"
    first = etree.fromstring(moodle_xml(items, "x", {}, note).encode())[1]
    assert (first.get("type"), first.findtext("questiontext/text")) == ("description", f"<p>{note}</p>")
    test = etree.fromstring(qti(items, "x", {}, note)["test.xml"].encode())
    assert "".join(test.find(".//{*}rubricBlock").itertext()) == note


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "letter")])
def test_a_worksheet_is_a_map_questions_and_room_to_write(
    pins: Pins, items: list[Item], gazetteer: Gazetteer, paper: Paper, size: str
) -> None:
    """The sheet tells no answer and its map no pin; the key has answers, sources and where each article is from."""
    setting = Setting(words=Words(), gazetteer=gazetteer)
    lesson = asked(lesson_of(LESSON + MORE), pins)
    sheet, key = (html.fromstring(make(lesson, items, pins, setting, paper)) for make in (worksheet_of, key_of))
    for page in (sheet, key):
        assert f"@page{{size:{size};margin:14mm}}" in page.findtext(".//style")
        assert page.xpath("//*[local-name()='text' and contains(@class, 'still-')]"), "neighbours have names"
    assert not sheet.xpath("//*[local-name()='circle' and not(@class='still-town')]")
    assert len(sheet.find_class("line")) == 8
    assert [node.text for node in key.xpath("//*[local-name()='circle' and @class='still-site']/following::*[1]")] == [
        "1"
    ]
    told = sheet.text_content()
    for answer in ("It is Odesa", "Founded in 1794", "An atlas", "2022-10-05", "example.org"):
        assert answer not in told
        assert answer in key.text_content()
    assert "people who were killed or hurt" in told


def test_places_beside_each_other_on_a_wide_map_have_one_of_their_own(pins: Pins, gazetteer: Gazetteer) -> None:
    """A pupil cannot tell Odesa from Kherson on a map that reaches to the Red Sea; on one of the two, one is enough."""
    question = '[[question]]\nkind = "where"\ntext = "Rain fell in ____."\nplace = "{}"\nchoices = ["{}"]\n'
    near, far = question.format("Odesa", "Kherson"), question.format("Red Sea", "Kyiv")
    setting = Setting(words=Words(), gazetteer=gazetteer)
    maps = []
    for text in (near, near + far):
        lesson = asked(lesson_of(text), pins)
        page = html.fromstring(worksheet_of(lesson, items_of(lesson, pins, Words()), pins, setting, "a4"))
        maps.append([len(page.xpath("//svg")), len(page.xpath("//ol/li[1]//svg"))])
        assert not page.xpath("//*[local-name()='circle' and not(@class='still-town')]"), "and none has the answer"
    assert maps == [[1, 0], [2, 1]]


@pytest.mark.usefixtures("strikes")
def test_care_holds_in_every_handout(located: str) -> None:
    """What is withheld from a map is in no quiz, no package and no picture."""
    Path("list.txt").write_text("Kharkiv\n", encoding="utf-8")
    for name, options in {"q.gift": (), "s.html": (), "q.zip": ("--qti",), "p.zip": ("--scorm",)}.items():
        assert mapper("lesson", located, "--withhold", "list.txt", *options, "-o", name).exit_code == 0
        path = Path(name)
        files = zipfile.ZipFile(path) if name.endswith(".zip") else None
        texts = [files.read(n).decode() for n in files.namelist()] if files else [path.read_text("utf-8")]
        assert not [text for text in texts if "<Kharkiv>" in text or "hit Kharkiv" in text or ">Kharkiv<" in text]
