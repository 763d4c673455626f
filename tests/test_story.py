"""Stories: the file that an author writes, and what becomes of one that StoryMapJS made."""

import json
import re
from base64 import b64decode
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from mapper.cli import main
from mapper.draw.page import draw
from mapper.errors import InputError
from mapper.teach.lesson import read_lesson, taught
from mapper.teach.story import Step, StoryMap, read_story, story_text, told
from mapper.teach.storymapjs import read_storymapjs

from .browser.test_lesson import LESSON
from .pages import HOSTILE, ODESA, port, tanker

TEXT = "Strikes hit Kharkiv\n\nShelling hit Kharkiv on Monday, and trains to Poltava and Sumy stood still.\n"
STORY = f"""
title = "A night of fire"
about = "Three stops."
[[step]]
title = "The port"
text = \"\"\"
Grain burned.

It took until noon.\"\"\"
place = "{ODESA.id}"
article = "port"
sources = ["A report, https://example.org/report"]
[[step]]
text = "It was quiet here."
place = "kherson"
article = "port"
[[step]]
title = "Far away"
text = "A tanker burned."
view = [20, 38.5, 5]
article = "Tanker burns"
[[step]]
title = "The harbour master"
point = [46.49, 30.75]
name = "Harbour office"
"""
# What StoryMapJS keeps of a story: a cover, a slide with a picture, one with markup, and one at a place it never got.
STORYMAP: dict[str, Any] = {
    "storymap": {
        "language": "EN", "map_type": "osm:standard", "map_as_image": False,
        "slides": [
            {"type": "overview", "location": {"line": True}, "media": {"url": "", "caption": "", "credit": ""},
             "text": {"headline": "The road west", "text": "<p>From Kharkiv to <b>Lviv</b>.</p><p>By train.</p>"}},
            {"location": {"line": True, "lat": 49.98, "lon": 36.25, "name": "Kharkiv", "zoom": 10},
             "media": {"url": "https://example.org/station.jpg", "caption": "The <i>station</i>", "credit": "Ada"},
             "text": {"headline": "Departure", "text": "<p>At <a href='https://example.org/t?a=1&amp;b=2'>dawn</a>.</p>\n<script>alert(1)</script>"}},
            {"date": "March 2022", "location": {"lat": "49.84", "lon": "24.03", "name": "Lviv", "zoom": 18},
             "media": {"url": "javascript:alert(1)", "caption": "", "credit": ""},
             "text": {"headline": "<a href='x'>Arrival</a>", "text": "Tea &amp; soup"}},
            {"location": {"lat": 99, "lon": 0, "zoom": 3}, "text": {"headline": "Nowhere", "text": ""}},
        ],
    },
    "width": 800, "height": 600,
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a folder of its own, with one article and one story of StoryMapJS in it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("storymap.json").write_text(json.dumps(STORYMAP), encoding="utf-8")


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_a_story_is_in_the_page() -> None:
    """The author's words, the pins and articles that they call by id, name or title, points and views."""
    Path("story.toml").write_text(STORY, encoding="utf-8")
    data = json.loads(
        html.fromstring(draw([port(), tanker()], parts=[told(read_story("story.toml"))])).findtext(
            ".//script[@id='data']"
        )
    )
    first, second, third, last = data["story"]["steps"]
    names = [row[1] for row in data["places"]]
    assert first["text"] == "Grain burned.\n\nIt took until noon."
    assert [names[step["place"]] for step in (first, second)] == ["Odesa", "Kherson"]
    assert (first["article"], third["article"], third["view"]) == (0, 1, [20, 38.5, 5])
    assert (last["point"], last["name"]) == ([46.49, 30.75], "Harbour office")
    assert first["sources"] == [{"words": "A report", "url": "https://example.org/report"}]


def test_a_picture_is_in_the_page_small_and_without_its_place() -> None:
    """It is shrunk to 1,200 px, stands upright, and nothing of what its file told of where it was taken is left."""
    large = Image.new("RGB", (2400, 600), "navy")
    facts = large.getexif()
    facts[0x0112], facts[0x010E] = 6, "Taken at home"  # turned by a quarter; a description
    large.save("port.jpg", exif=facts)
    step = '[[step]]\nimage = "port.jpg"\nalt = "Blue."\ncredit = "Ada"\nlink = "https://example.org/v"\ndate = "May"\n'
    Path("story.toml").write_text(step, encoding="utf-8")
    page = draw([port()], parts=[told(read_story("story.toml"))])
    (row,) = json.loads(html.fromstring(page).findtext(".//script[@id='data']"))["story"]["steps"]
    assert (row["alt"], row["credit"], row["link"], row["date"]) == ("Blue.", "Ada", "https://example.org/v", "May")
    raw = b64decode(row["image"].removeprefix("data:image/jpeg;base64,"))
    with Image.open(BytesIO(raw)) as shown:
        assert shown.size == (300, 1200)
        assert not shown.getexif()
    assert b"Taken at home" not in raw
    (figure,) = html.fromstring(page).xpath("//noscript//figure")
    assert figure.xpath("./a/img/@alt") == ["Blue."]
    assert story_text(read_story("story.toml")).count('\nimage = "port.jpg"\n') == 1


def test_storymapjs_becomes_a_story() -> None:
    """The cover stands above the steps, HTML becomes paragraphs, a picture a source; what cannot be kept is said."""
    result = mapper("story", "convert", "storymap.json")
    assert result.exit_code == 1
    assert "storymap.json: slide 4: its point cannot be shown and was left out" in result.stderr
    story = read_story("story.toml")
    assert (story.title, story.about) == ("The road west", "From Kharkiv to Lviv.\n\nBy train.")
    assert story.steps == (
        Step(title="Departure", text="At dawn.", name="Kharkiv", point=(49.98, 36.25), view=(49.98, 36.25, 10),
             sources=("The station Ada, https://example.org/station.jpg", "dawn, https://example.org/t?a=1&b=2")),
        Step(title="Arrival", text="Tea & soup", name="Lviv", point=(49.84, 24.03), view=(49.84, 24.03, 13),
             date="March 2022"),
        Step(title="Nowhere"),
    )  # fmt: skip


def test_a_storymap_needs_no_article_of_its_own() -> None:
    """Its words are the article: two commands lead from StoryMapJS to a page that tells it offline."""
    assert mapper("story", "convert", "storymap.json", "--article", "words.jsonl").exit_code == 1
    assert mapper("map", "words.jsonl", "--story", "story.toml").exit_code == 0
    data = json.loads(html.parse("map.html").findtext(".//script[@id='data']"))
    assert {"Kharkiv", "Lviv"} <= {row[1] for row in data["places"]}
    assert [step["title"] for step in data["story"]["steps"]] == ["Departure", "Arrival", "Nowhere"]


def test_whatever_a_slide_holds_the_file_is_toml() -> None:
    """Line ends, quotes, backslashes and control characters stay in their strings, and the story reads back."""
    steps = tuple(
        Step(title=text, text=f"{text}\n\n{text}", sources=(text,)) for text in HOSTILE if "\ud83d" not in text
    )
    story = StoryMap(title='"""\\', about='a\n"""\nb\\', steps=steps)
    Path("story.toml").write_text(story_text(story), encoding="utf-8")
    assert read_story("story.toml") == story


@settings(deadline=None)  # files on a busy machine
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["storymap", "slides", "text", "headline", "location", "lat", "lon", "zoom", "media", "url"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_story_or_an_error(data: Any) -> None:
    """What is no story of StoryMapJS is said; nothing else is raised."""
    Path("any.json").write_text(json.dumps(data), encoding="utf-8")
    with suppress(InputError):
        assert read_storymapjs("any.json", lambda _: None).steps


GOOD = '[[step]]\ntext = "x"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "story.toml:1: there is no step; write one under [[step]]"),
        (GOOD + "[[step]]\n", "story.toml:3: a step needs a title, a text, a place, a picture or an article"),
        (GOOD + 'image = "a.jpg"\n', "story.toml:3: a picture needs 'alt': what it shows, in a sentence, for who does"),
        (GOOD + 'credit = "Ada"\n', "story.toml:3: 'credit' is of a picture, and there is none"),
        (GOOD + 'link = "javascript:alert(1)"\n', "story.toml:3: 'link' must be an address, https://…, not"),
        (GOOD + 'image = "a.txt"\nalt = "x"\n', "story.toml:3: 'image' is 'a.txt', which is no picture; give a"),
        (GOOD + "view = [1, 2]\n", "story.toml:3: 'view' must be 3 numbers, [-85 to 85, -180 to 180, 1 to 13], not"),
        (GOOD + "point = [91, 2]\n", "story.toml:3: 'point' must be 2 numbers"),
        (GOOD + 'place = "Sumy"\npoint = [1, 2]\n', "story.toml:4: a step has a place, which is a pin of the map"),
        (GOOD + 'place = "Sumi"\n', "story.toml:3: 'place' is 'Sumi', which is no place of this map; did you mean"),
        (GOOD + 'article = "Strikes hit Kharkov"\n', "story.toml:3: 'article' is 'Strikes hit Kharkov', which is no"),
        (GOOD + "txt = 1\n", "story.toml:3: 'txt' is no key of a step; did you mean 'text'?"),
        ("step = 3\n", "story.toml:1: 'step' must be tables, each under [[step]], not 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    """One sentence with file, line and key; exit code 2 and no page."""
    Path("story.toml").write_text(text, encoding="utf-8")
    result = mapper("map", "a.txt", "--story", "story.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not Path("map.html").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "storymap.json: is no JSON"),
        ("[]", "storymap.json: has no slides; give the JSON that StoryMapJS keeps of a story"),
        ('{"slides": [{}]}', "storymap.json: has no words on any slide"),
    ],
)
def test_what_is_no_storymap_is_said(content: str, said: str) -> None:
    """One sentence, exit code 2 and no file."""
    Path("storymap.json").write_text(content, encoding="utf-8")
    result = mapper("story", "convert", "storymap.json")
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("story.toml").exists()


def test_lesson_and_story_are_small_and_nothing_where_they_are_not() -> None:
    """Both together, and unscripted, add at most 45 kB to a page, and not a byte to one that has neither."""
    Path("story.toml").write_text(STORY, encoding="utf-8")
    Path("lesson.toml").write_text(LESSON, encoding="utf-8")
    plain = draw([port(), tanker()]).encode()
    both = draw([port(), tanker()], parts=[taught(read_lesson("lesson.toml")), told(read_story("story.toml"))]).encode()
    assert 20_000 < len(both) - len(plain) <= 45_000
    for word in (b"esson", b"tory", b"teach"):
        assert word not in re.sub(rb"history|territory", b"", plain), word
