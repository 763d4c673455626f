"""Lessons: what is proposed, the file that an author edits, and what is said of a file that is wrong."""

import datetime as dt
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from gazetteer import Gazetteer, Place, fold
from mapper import locate
from mapper.pins import Excerpt, Pin, Pins, collect
from mapper.read.articles import read_articles
from mapper.records import Article, LocatedArticle
from mapper.teach.authored import quoted, source
from mapper.teach.blanks import blanked
from mapper.teach.certain import is_scene
from mapper.teach.lesson import Lesson, asked, read_lesson, taught
from mapper.teach.lesson_text import lesson_text
from mapper.teach.proposal import SIZES, propose

from .pages import ODESA, STRIKES, hostile, mapper, port, resolved, tanker

pytestmark = pytest.mark.usefixtures("strikes")


ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def examples() -> Pins:
    """Our examples, located."""
    return collect(locate(read_articles([ROOT / "examples"])))


@pytest.fixture(scope="module")
def proposed(examples: Pins, gazetteer: Gazetteer) -> Lesson:
    return propose(examples, gazetteer.names(pin.place.id for pin in examples.pins))


def data_of(page: str) -> Any:
    return json.loads(html.parse(page).findtext(".//script[@id='data']"))


# ---------------------------------------------------------------- what is proposed


def test_every_kind_is_proposed(proposed: Lesson) -> None:
    """From our examples come twelve questions at most, of every level, an order of five days among them."""
    kinds = [q.kind for q in proposed.questions]
    assert len(kinds) == 12
    assert {"where", "role", "order", "sure", "need"} <= set(kinds)
    assert {q.level for q in proposed.questions} == {1, 2, 3}
    assert {q.happened for q in proposed.questions if q.kind == "role"} == {True, False}
    places = [q.place for q in proposed.questions if q.kind == "where"]
    assert len(places) == len(set(places))
    (order,) = (q for q in proposed.questions if q.kind == "order")
    dates = [event.date for event in order.events]
    assert dates == sorted(set(dates))
    assert len(dates) == 5
    assert proposed.proposed


@pytest.mark.parametrize(("most", "level"), [(15, 3), (5, 3), (7, 2), (12, 1)])
def test_as_many_and_as_hard_as_asked_for(examples: Pins, gazetteer: Gazetteer, most: int, level: int) -> None:
    """A lesson has at most so many questions, and none above its level."""
    lesson = propose(examples, gazetteer.names(pin.place.id for pin in examples.pins), most, level)
    assert SIZES[0] <= len(lesson.questions) <= most
    assert max(q.level or 0 for q in lesson.questions) <= level


def test_a_question_names_its_sentence(proposed: Lesson, examples: Pins) -> None:
    """The sentence of each question stands in the article that it names."""
    whole = {s.id: "".join(p.text for p in (*s.head, *s.body)) for s in examples.articles}
    for question in proposed.questions:
        for text, article in [(question.sentence or question.text, question.article)] * bool(question.article):
            assert " ".join(text.split())[-40:] in " ".join(whole[article].split())
        assert question.article or question.events or question.reports


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Rain fell on the roofs of Poltava until noon on Monday.", "Poltava", True),
        ("Smaller fires were reported in Poltava, down the river, on Monday.", "Poltava", True),
        ("A shepherd from Poltava lost forty sheep in the flood.", "Poltava", False),
        ("The driver, who was born and raised in Poltava, sold the van.", "Poltava", False),
        ("She lives near Poltava with two sons and a goat.", "Poltava", False),
        ("Residents of Poltava heard guns in the morning.", "Poltava", False),
        ("Officials in Poltava said that the bridge was shut.", "Poltava", False),
        ("Doctors in Poltava, the seat of the region, warned of a shortage.", "Poltava", False),
        ("“It is cold,” a baker told us in Poltava as the queue grew.", "Poltava", False),
        ("The bridge in Poltava was shut, officials said on Monday.", "Poltava", True),
    ],
)
def test_no_home_origin_or_speaker_is_a_scene(text: str, name: str, expected: bool) -> None:
    """Where somebody is from, lives or speaks nothing is said to have happened, however sure the map is."""
    at = text.index(name)
    excerpt = Excerpt(
        article=0, mention=0, role="site", confidence=1.0, because=(), before=text[:at], text=name,
        after=text[at + len(name) :],
    )  # fmt: skip
    place = Place(id="x", name=name, lat=49.6, lon=34.5, kind="city", country="UA")
    assert is_scene(Pin(place=place, excerpts=(excerpt,)), excerpt) == expected
    unsure = replace(excerpt, role_confidence=0.6)
    assert not is_scene(Pin(place=place, excerpts=(unsure,)), unsure)


def test_two_reports_of_one_event_are_compared() -> None:
    """Where two articles of one week say something of one scene, a question sets their sentences side by side."""

    def told(name: str, day: int, text: str) -> LocatedArticle:
        article = Article(text=text, id=name, title=name, date=dt.date(2025, 3, day))
        site = resolved(article, "Odesa", 0, ODESA, role="site", reason="Its name.")
        return LocatedArticle(article=article, resolutions=(replace(site, confidence=0.99),))

    first = told("One", 4, "Two silos burned in Odesa through the night, and nobody was there.")
    second = told("Two", 5, "A fire took three silos in Odesa before the rain put it out.")
    later = told("Three", 20, "Grain was loaded in Odesa again, for the first time in weeks.")
    (question,) = [q for q in propose(collect([first, second, later]), {}).questions if q.kind == "compare"]
    assert [report.article for report in question.reports] == ["One", "Two"]


def test_no_name_is_left_in_the_words(proposed: Lesson, examples: Pins) -> None:
    """Whatever the article or the gazetteer calls the place, none of its words stands in the question."""
    for question in (q for q in proposed.questions if q.kind == "where"):
        pin = next(pin for pin in examples.pins if question.place in (pin.place.id, pin.place.name))
        assert "____" in question.text
        for name in {pin.place.name, *(excerpt.text for excerpt in pin.excerpts)}:
            assert f" {fold(name)} " not in f" {fold(question.text)} "


def test_what_one_question_leaves_out_no_other_tells(proposed: Lesson, examples: Pins) -> None:
    """On a sheet of paper all questions are seen: no other kind of question has a name that is asked for."""
    left_out = {question.place for question in proposed.questions if question.kind == "where"}
    names = {fold(e.text) for pin in examples.pins if pin.place.id in left_out for e in pin.excerpts}
    assert len(names) >= len(left_out) > 1
    for question in (q for q in proposed.questions if q.kind != "where"):
        texts = (question.text, *(event.text for event in question.events), *(one.text for one in question.reports))
        assert not [(name, text) for text in texts for name in names if f" {name} " in f" {fold(text)} "]


def test_only_what_is_sure_is_asked(proposed: Lesson, examples: Pins) -> None:
    """Each place to find has an excerpt of 0.9 and more as a site; each name only named has none as a site there."""
    numbers = {story.id: number for number, story in enumerate(examples.articles)}
    for question in (q for q in proposed.questions if q.kind in ("where", "role")):
        pin = next(pin for pin in examples.pins if question.place in (pin.place.id, pin.place.name))
        here = [excerpt for excerpt in pin.excerpts if excerpt.article == numbers[question.article]]
        assert max(excerpt.confidence for excerpt in here) >= 0.9
        assert ("site" in {excerpt.role for excerpt in here}) == (question.kind == "where" or question.happened)


def test_a_neutral_sentence_is_preferred() -> None:
    """Where one sentence tells of no harm, none that does is asked about."""
    text = (
        "Three people were killed and nine wounded in a strike on Kharkiv on Monday, officials said.\n\n"
        "The market in Poltava was shut on Monday, and trains to Sumy and Kharkiv were late."
    )
    Path("b.txt").write_text(text, encoding="utf-8")
    pins = collect(locate(read_articles(["b.txt"])))
    (question,) = [q for q in propose(pins, {}).questions if q.kind == "where"]
    assert question.text.startswith("The market in Poltava")
    assert "____" in question.text


@pytest.mark.parametrize(
    ("sentence", "printed", "folded", "expected"),
    [
        ("Odessa, or Odesa, on the sea.", ["Odesa", "Odessa"], [], "____, or ____, on the sea."),
        ("The Odesa region and Odesans.", ["Odesa"], [], "The ____ region and ____."),
        ("KYIV’s trains from Kiev", ["Kyiv"], ["kiev"], "____’s trains from ____"),
        ("At N’Djamena and El-Fasher.", ["N'Djamena"], ["al fasher"], "At ____ and ____."),
        ("Power line to the Zaporizhzhia plant cut.", ["Zaporizhzhia Nuclear Power Plant"], [],
         "Power line to the ____ plant cut."),
        ("In the north of North Darfur", ["North Darfur"], [], "In the north of ____"),
        ("Nice is nice, said Nicea.", ["Nice"], [], "____ is nice, said Nicea."),
        ("Nothing here.", ["Odesa"], [], "Nothing here."),
    ],
)  # fmt: skip
def test_names_are_left_out(sentence: str, printed: list[str], folded: list[str], expected: str) -> None:
    """By every spelling, inside longer names, and in words made of them; common words stay."""
    assert blanked(sentence, printed, folded) == expected


@pytest.mark.parametrize("language", ["en", "uk", "es"])
def test_the_lessons_to_take_fit_our_articles(examples: Pins, language: str) -> None:
    """The lesson of docs/lessons asks the same seven things in each language, of places that our examples have."""
    lessons = {code: read_lesson(str(ROOT / "docs" / "lessons" / f"grain.{code}.toml")) for code in ("en", language)}
    rows, english = (asked(lessons[code], examples)["questions"] for code in (language, "en"))
    assert [(row["kind"], row.get("place"), row.get("choices")) for row in rows] == [
        (row["kind"], row.get("place"), row.get("choices")) for row in english
    ]
    assert len(rows) == 7
    assert not lessons[language].proposed


# ---------------------------------------------------------------- the file


def test_the_file_reads_back(proposed: Lesson, examples: Pins) -> None:
    """What is written for an author is the lesson that was proposed."""
    Path("lesson.toml").write_text(lesson_text(proposed, examples), encoding="utf-8")
    assert read_lesson("lesson.toml") == proposed


def test_whatever_an_article_holds_the_file_is_toml() -> None:
    """Line ends, quotes and control characters of titles and names do not leave their string or their comment."""
    bad = 'x"\n[[question]]\ny = 1\\\x7f\u2028\ud800'
    pins = collect([hostile(bad), port(), tanker()])
    lesson = propose(pins, {})
    text = lesson_text(lesson, pins).encode("utf-8", "strict").decode()
    assert len(tomllib.loads(text)["question"]) == len(lesson.questions)


@settings(deadline=None)  # files on a busy machine
@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    """A string in quotes means the same text, but for halves of surrogate pairs, which no file can hold."""
    expected = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert tomllib.loads(f"x = {quoted(text)}")["x"] == expected


def test_from_article_to_embedded_lesson_in_one_command() -> None:
    """Articles become a page that asks and a frame to paste; with a file to edit between it is three commands."""
    result = mapper("map", "a.txt", "-o", "lesson.html", "--embed", "--lesson")
    assert result.exit_code == 0, result.stderr
    assert '<iframe src="lesson.html"' in result.stdout
    assert {q["kind"] for q in data_of("lesson.html")["lesson"]["questions"]} == {"where"}


def test_an_edited_file_is_asked() -> None:
    """`locate`, `lesson`, an edit, `draw`: the author's words, note and source of a place are in the page."""
    mapper("locate", "a.txt", "-o", "located.jsonl")
    result = mapper("lesson", "located.jsonl")
    assert result.exit_code == 0
    assert re.search(r"^[1-9]\d* questions? -> lesson.toml", result.stderr, re.MULTILINE)
    written = Path("lesson.toml").read_text(encoding="utf-8")
    assert "# Sumy" in written or "# Poltava" in written or "# Kharkiv" in written
    Path("lesson.toml").write_text(
        """title = "Rails"
[[question]]
kind = "where"
text = "Trains to ____ stood still."
place = "Poltava"
choices = ["Sumy"]
within_km = 30
note = "A junction."
[[place]]
place = "poltava"
note = "On the Vorskla."
sources = ["An atlas, https://example.org/atlas", "My own notes"]
""",
        encoding="utf-8",
    )
    assert mapper("draw", "located.jsonl", "--lesson", "lesson.toml", "-q").exit_code == 0
    data = data_of("map.html")
    (question,) = data["lesson"]["questions"]
    names = [row[1] for row in data["places"]]
    assert data["lesson"]["title"] == "Rails"
    assert question["text"] == ["Trains to ", " stood still."]
    assert [names[n] for n in question["choices"]] == ["Poltava", "Sumy"]
    assert question["within"] == 30
    assert question["told"] == [
        {"note": "A junction.", "sources": []},
        {"note": "On the Vorskla.", "sources": [
            {"words": "An atlas", "url": "https://example.org/atlas"}, {"words": "My own notes", "url": ""},
        ]},
    ]  # fmt: skip


@pytest.mark.parametrize("command", [("lesson", "x"), ("story", "convert", "x", "-o", "lesson.toml")])
def test_what_an_author_has_edited_is_kept(command: tuple[str, ...]) -> None:
    """A file that is there is not written over."""
    Path("lesson.toml").write_text("hours of work", encoding="utf-8")
    result = mapper(*command)
    assert result.exit_code == 2
    assert "lesson.toml is there already, perhaps with your edits" in result.stderr
    assert Path("lesson.toml").read_text(encoding="utf-8") == "hours of work"


def test_of_a_city_and_its_region_the_name_as_printed_decides(examples: Pins) -> None:
    """Kharkiv is the city where articles print that, though its region is called Kharkiv too."""
    Path("lesson.toml").write_text(GOOD.replace("Poltava", "Kharkiv"), encoding="utf-8")
    number = taught(read_lesson("lesson.toml")).data(examples)["questions"][0]["place"]
    assert sum(pin.place.name == "Kharkiv" for pin in examples.pins) == 2
    assert examples.pins[number].place.kind == "city"


def test_a_source_is_a_link_only_where_it_is_one() -> None:
    """An address that a page may not link to stays words."""
    assert source("https://example.org/a.") == {"words": "https://example.org/a", "url": "https://example.org/a"}
    assert source("javascript:alert(1)") == {"words": "javascript:alert(1)", "url": ""}


ORDER = '[[question]]\nkind = "order"\ntext = "?"\n[[question.event]]\ndate = 2025-01-01\ntext = "a"\n'
GOOD = '[[question]]\nkind = "where"\ntext = "At ____."\nplace = "Poltava"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lesson.toml:1: there is no question; write one under [[question]]"),
        ("title = \n", "lesson.toml:1: is no TOML here: invalid value; look at"),
        (GOOD + '\n[[question]]\nkind = "wher"\n', "lesson.toml:7: 'kind' must be 'where' or 'role' or 'order' or"),
        (GOOD + "plcae = 1\n", "lesson.toml:5: 'plcae' is no key of a question; did you mean 'place'?"),
        (GOOD.replace("Poltava", "Poltva"), "lesson.toml:4: 'place' is 'Poltva', which is no place of this map; did"),
        (GOOD.replace('place = "Poltava"\n', ""), "lesson.toml:1: 'place' is missing in a question; give text"),
        (GOOD + "within_km = -1\n", "lesson.toml:5: 'within_km' must be a number from 0.1 to 20,000, not -1"),
        (GOOD + 'sources = "x"\n', "lesson.toml:5: 'sources' must be a list such as"),
        (GOOD + 'article = "b"\n', "lesson.toml:5: 'article' is 'b', which is no article of this map; give"),
        (GOOD + '[[place]]\nplace = "Rome"\n', "lesson.toml:6: 'place' is 'Rome', which is no place of this map; give"),
        (
            '[[question]]\nkind = "role"\ntext = """\nplace = 1\nNo."""\nname = "Sumy"\nplace = "Sumy"\n',
            "lesson.toml:6: 'name' is 'Sumy', which does not stand in the text",
        ),
        (
            ORDER,
            "lesson.toml:1: an order needs two events or more",
        ),
        (
            f'{ORDER}[[question.event]]\ntext = "b"\ndate = 2025-01-01\n',
            "lesson.toml:9: two events are of 2025-01-01; those of one day have no order",
        ),
        (
            '[[question]]\nkind = "order"\ntext = "W?"\nevent = [{ date = "May", text = "a" }]\n',
            "lesson.toml:1: 'date' must be a day such as 2025-03-04, not 'May'",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    """One sentence with file, line and key; exit code 2, and the page that was there stays as it was."""
    Path("lesson.toml").write_text(text, encoding="utf-8")
    Path("map.html").write_text("before", encoding="utf-8")
    result = mapper("map", "a.txt", "--lesson", "lesson.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert Path("map.html").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("map", "a.txt", "--lesson", "a.txt"), "--lesson a.txt: its file ends in .toml; where none is meant, put"),
        (("map", "a.txt", "--lesson", "none.toml"), "none.toml: there is no such file"),
        (("map", "quiet.txt", "--lesson"), "--lesson: nothing in these articles is sure enough to ask about"),
        (("lesson", "quiet.jsonl"), "quiet.jsonl: nothing in these articles is sure enough to ask about"),
    ],
)
def test_what_cannot_be_taught_is_said(args: tuple[str, ...], said: str) -> None:
    """A file that is none, and articles with nothing to ask: one sentence, exit code 2, no file."""
    Path("quiet.txt").write_text("It rained for a day, and nothing else is known of it.", encoding="utf-8")
    mapper("locate", "quiet.txt", "-o", "quiet.jsonl")
    before = set(Path().iterdir())
    result = mapper(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert set(Path().iterdir()) == before


def test_what_care_keeps_from_a_lesson_is_said_and_proposed_without() -> None:
    """Questions about what is held back do not fit; the same options make some that do, and name nothing of it."""
    Path("list.txt").write_text("Kharkiv\n", encoding="utf-8")
    assert mapper("locate", "a.txt", "-o", "located.jsonl").exit_code == 0
    Path("lesson.toml").write_text('[[question]]\nkind = "where"\ntext = "In ____."\nplace = "Kharkiv"\n', "utf-8")
    draw = ("draw", "located.jsonl", "--lesson", "lesson.toml", "-o", "page.html", "--withhold", "list.txt")
    result = mapper(*draw)
    assert result.exit_code == 2
    assert result.stderr == (
        "lesson.toml:4: 'place' is 'Kharkiv', which is no place of this map; give the name or id of one of its pins. "
        "This map lacks what care (--profile, --withhold and the like) holds back or moves: give the same options to "
        "`mapper lesson` for questions that fit, or take this one out\n"
    )
    Path("lesson.toml").unlink()
    made = mapper("lesson", "located.jsonl", "--withhold", "list.txt")
    assert made.stderr.splitlines()[-1].startswith("1 place and 2 mentions withheld")
    assert "Kharkiv" not in Path("lesson.toml").read_text("utf-8")
    assert mapper(*draw).exit_code == 0


@pytest.mark.parametrize(
    ("option", "file", "where"),
    [
        ("--lesson", GOOD.replace("At", "From Kharkiv to"), "question 1: text"),
        ("--lesson", GOOD + 'note = "As in Kharkiv."\n', "question 1: note"),
        ("--story", '[[step]]\ntitle = "A"\n[[step]]\ntext = "Trains to Kharkiv."\n', "step 2: text"),
        ("--story", '[[step]]\ntitle = "A"\nsources = ["x", "Kharkiv daily"]\n', "step 1: sources 2"),
    ],
)  # fmt: skip
def test_what_an_author_writes_names_nothing_withheld(option: str, file: str, where: str) -> None:
    """The words of a lesson or a story stand on the page as they are, so they are refused as a title is."""
    Path("list.txt").write_text("Kharkiv\n", encoding="utf-8")
    Path("words.toml").write_text(file, encoding="utf-8")
    result = mapper("map", "a.txt", option, "words.toml", "--withhold", "list.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"words.toml: {where} ")
    assert result.stderr.endswith("names what is withheld; choose other words\n")
    assert not Path("map.html").exists()


def test_days_are_read_in_quotes_and_without() -> None:
    """TOML's own dates, times and strings are the same day."""
    rows = "".join(
        f'[[question.event]]\ndate = {date}\ntext = "x"\n'
        for date in ("2025-01-01", '"2025-01-02"', "2025-01-03T10:00:00Z")
    )
    Path("lesson.toml").write_text(f'[[question]]\nkind = "order"\ntext = "?"\n{rows}', encoding="utf-8")
    (question,) = read_lesson("lesson.toml").questions
    assert [event.date for event in question.events] == [dt.date(2025, 1, day) for day in (1, 2, 3)]


def test_a_page_without_a_lesson_has_nothing_of_it() -> None:
    """Not a byte: neither its words nor its script nor its style."""
    mapper("map", "a.txt")
    assert "lesson" not in Path("map.html").read_text(encoding="utf-8").casefold()
    assert ODESA.name not in STRIKES
