"""Pins: what stands where, with which words; and that no text gets out of its data block."""

import datetime as dt
import json
from typing import Any

import pytest

from gazetteer import Place
from mapper.escape import plain, safe_url, script_json
from mapper.pins import Excerpt, Pin, collect, to_geojson
from mapper.reason import reason
from mapper.records import Article, Label, LocatedArticle, Resolution, Role

ODESA = Place(
    id="geonames:698740", name="Odesa", lat=46.47747, lon=30.73262, kind="city", country="UA", admin1="Odesa Oblast",
    population=1015826, precision_km=12.0,
)  # fmt: skip
KYIV = Place(id="geonames:703448", name="Kyiv", lat=50.45466, lon=30.5238, kind="city", country="UA", precision_km=15.0)

Marked = tuple[str, Place | None, Role] | tuple[str, Place | None, Role, Label]


def locate(text: str, *marks: Marked, **fields: Any) -> LocatedArticle:
    """An article with these words resolved, in the order in which they stand."""
    article = Article(text=text, **fields)
    resolutions, at = [], 0
    for word, place, role, *label in marks:
        start = text.index(word, at)
        at = start + len(word)
        resolutions.append(
            Resolution(
                mention=article.mention(start, at, *label), place=place, confidence=0.9 if place else 0.0, role=role,
                because=(reason("no_such_name" if place is None else "only", name=word),),
            )
        )  # fmt: skip
    return LocatedArticle(article=article, resolutions=tuple(resolutions))


def excerpt(text: str, word: str) -> Excerpt:
    """The excerpt of a word's first mention."""
    return collect([locate(text, (word, ODESA, "site"))]).pins[0].excerpts[0]


def test_one_place_has_one_pin_with_all_its_excerpts() -> None:
    """Mentions of one place share a pin, across articles and spellings, in order."""
    found = collect(
        [
            locate("Shells hit Odessa. Kyiv said so.", ("Odessa", ODESA, "site"), ("Kyiv", KYIV, "actor")),
            locate("Odesa was quiet.", ("Odesa", ODESA, "context")),
        ]
    )
    assert [pin.place.name for pin in found.pins] == ["Odesa", "Kyiv"]
    assert [(e.article, e.mention, e.text) for e in found.pins[0].excerpts] == [(0, 0, "Odessa"), (1, 0, "Odesa")]


def test_one_id_at_two_points_has_two_pins() -> None:
    """A place and a point 20 km south of it are two pins, though they share an id."""
    south = Place(id=ODESA.id, name="20 km south of Odesa", lat=46.3, lon=30.73, kind="area")
    text = "Odesa and 20 km south of Odesa"
    assert len(collect([locate(text, ("Odesa", ODESA, "site"), ("Odesa", south, "site"))]).pins) == 2


def test_a_pin_has_its_strongest_role() -> None:
    """A place that is a site once is a site, however often it is only named."""
    found = collect([locate("Odesa, Odesa, Odesa", ("Odesa", ODESA, "actor"), ("Odesa", ODESA, "context"))])
    assert found.pins[0].role == "context"
    found = collect([locate("Odesa, Odesa", ("Odesa", ODESA, "context"), ("Odesa", ODESA, "site"))])
    assert found.pins[0].role == "site"


def test_a_place_inside_another_name_is_never_a_site() -> None:
    """An EMBEDDED mention is context, whatever its resolution says."""
    found = collect([locate("The Odesa Journal wrote", ("Odesa", ODESA, "site", "EMBEDDED"))])
    assert found.pins[0].role == "context"


def test_what_was_not_placed_keeps_its_reason() -> None:
    """A mention without a place makes no pin and goes on the other list."""
    found = collect([locate("In Novoselivka it was quiet.", ("Novoselivka", None, "site"))])
    assert found.pins == ()
    assert [(e.text, e.because) for e in found.unplaced] == [
        ("Novoselivka", (reason("no_such_name", name="Novoselivka"),))
    ]
    assert found.articles[0].body[1].pin is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("First. Shells hit Odesa at dawn. Last.", "Shells hit Odesa at dawn."),
        ("Gen. A. Petrenko of Odesa spoke.", "Gen. A. Petrenko of Odesa spoke."),
        ("At 6 p.m. Tuesday Dr. Petrenko left Odesa. It rained.", "At 6 p.m. Tuesday Dr. Petrenko left Odesa."),
        ("He left the U.S. for Odesa in May.", "He left the U.S. for Odesa in May."),
        ("“Where?” he asked. “Odesa!” she said.", "“Odesa!” she said."),
        ("A headline of Odesa\n\nThe text.", "A headline of Odesa"),
        ("Lines that\nbreak in Odesa\r\nanywhere.", "Lines that break in Odesa anywhere."),
        ("Вчора. Сьогодні Odesa тиха. Завтра.", "Сьогодні Odesa тиха."),
        ("第一。Odesa 第二。第三。", "Odesa 第二。"),
        ("Odesa", "Odesa"),
    ],
)
def test_an_excerpt_is_a_sentence(text: str, sentence: str) -> None:
    """The words around a mention are its sentence, with white space run together."""
    found = excerpt(text, "Odesa")
    assert (found.before + found.text + found.after).strip() == sentence


def test_a_sentence_without_end_is_cut_at_words() -> None:
    """An excerpt of a very long sentence stays short, begins and ends with whole words, and says that it was cut."""
    found = excerpt("word " * 500 + "Odesa" + " word" * 500, "Odesa")
    assert found.before.startswith("…word ")
    assert found.after.endswith(" word …")
    assert len(found.before) + len(found.after) < 650
    solid = excerpt("x" * 5000 + "Odesa" + "y" * 5000, "Odesa")
    assert len(solid.before) + len(solid.after) < 650


def test_a_story_has_all_its_text_in_pieces() -> None:
    """Heading and body together are the article, mentions apart, emoji and combining marks whole."""
    text = "🚨 Strike on Ode\u0301sa\n\nKyiv 🇺🇦 said\r\nno."
    item = locate(text, ("Ode\u0301sa", ODESA, "site"), ("Kyiv", KYIV, "actor"), title="🚨 Strike on Ode\u0301sa")
    story = collect([item]).articles[0]
    assert "".join(p.text for p in story.head) + "\n\n" + "".join(p.text for p in story.body) == text
    assert [(p.text, p.mention, p.pin) for p in story.head if p.mention is not None] == [("Ode\u0301sa", 0, 0)]
    assert [(p.text, p.mention, p.pin) for p in story.body if p.mention is not None] == [("Kyiv", 1, 1)]


def test_a_title_apart_from_the_text_is_the_heading() -> None:
    """A title that the text lacks heads it; without a title the beginning of the text names the article."""
    apart = collect([locate("Text of Odesa.", ("Odesa", ODESA, "site"), title="Title")]).articles[0]
    assert [p.text for p in apart.head] == ["Title"]
    assert "".join(p.text for p in apart.body) == "Text of Odesa."
    none = collect([locate("A first line\nand more")]).articles[0]
    assert (none.title, none.head) == ("A first line", ())


def test_the_mark_of_a_markdown_heading_is_no_text() -> None:
    """A Markdown text that begins with its title does not repeat it below."""
    story = collect([locate("# Odesa waits\n\nText.", ("Odesa", ODESA, "site"), title="Odesa waits")]).articles[0]
    assert [p.text for p in story.head] == ["Odesa", " waits"]
    assert [p.text for p in story.body] == ["Text."]


def test_a_mention_across_the_end_of_the_title_loses_no_text() -> None:
    """Where title and body share a mention, the text is whole and the mention is left unmarked."""
    story = collect([locate("New Odesa is far", ("New Odesa", ODESA, "site"), title="New")]).articles[0]
    assert "".join(p.text for p in story.head) + " " + "".join(p.text for p in story.body) == "New Odesa is far"


def test_of_two_mentions_that_overlap_the_first_is_marked() -> None:
    """Overlaps lose no text and repeat none; both mentions keep their excerpts."""
    article = Article(text="Port of Odesa burned")
    resolutions = tuple(
        Resolution(
            mention=article.mention(a, b), place=place, confidence=0.9, role="site", because=(reason("coordinates"),)
        )
        for a, b, place in [(0, 13, KYIV), (8, 13, ODESA)]
    )
    found = collect([LocatedArticle(article=article, resolutions=resolutions)])
    assert [p.text for p in found.articles[0].body] == ["Port of Odesa", " burned"]
    assert len(found.pins) == 2


def test_geojson_is_longitude_first() -> None:
    """A pin is a Point feature, [longitude, latitude], with its place and its excerpts as properties."""
    pin = Pin(place=ODESA, excerpts=collect([locate("Odesa", ("Odesa", ODESA, "site"))]).pins[0].excerpts)
    (feature,) = to_geojson([pin])["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.73262, 46.47747]}
    assert feature["properties"]["place"] == "geonames:698740"
    assert feature["properties"]["excerpts"][0]["confidence"] == 0.9


def test_numbers_that_json_lacks_do_no_harm() -> None:
    """An infinite precision in the input is none on the page."""
    place = Place(id="x:1", name="Nowhere", lat=0.0, lon=0.0, kind="area", precision_km=float("inf"))
    features = to_geojson(collect([locate("Nowhere", ("Nowhere", place, "site"))]).pins)
    assert json.loads(script_json(features))["features"][0]["properties"]["precision_km"] == 0


def test_dates_and_links_reach_the_story() -> None:
    """A story has the day as ISO 8601 and the link only where it is one to the web."""
    story = collect([locate("x", date=dt.date(2022, 10, 5), url="https://example.org/a?b=c#d")]).articles[0]
    assert (story.date, story.url) == ("2022-10-05", "https://example.org/a?b=c#d")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "http://",
     "http:javascript:1", " https://example.org", "https://exa\nmple.org", "https://[::1", "https://\ud800.org",
     "vbscript:x", "https://a b.org", ""],
)  # fmt: skip
def test_other_links_are_none(url: str) -> None:
    """Only a whole http or https address is linked to."""
    assert safe_url(url) == ""


def test_no_text_can_leave_the_data_block() -> None:
    """In the JSON of a page there is no "<", ">", "&" or line separator, and it reads back as it was."""
    hostile = "</script><!--<script>&amp;\u2028\u2029\x00${7*7}{{7*7}}\"'\\"
    text = script_json({hostile: [hostile]})
    assert not set("<>&\u2028\u2029\x00") & set(text)
    assert json.loads(text) == {hostile: [hostile]}


def test_half_a_surrogate_pair_can_be_written() -> None:
    """What UTF-8 cannot hold becomes U+FFFD; a whole character beyond the basic plane stays."""
    assert json.loads(script_json("a\ud83d b\ude00 c😀").encode()) == "a\ufffd b\ufffd c😀"
    assert plain("a\ud800\x00\x1bb\tc\n").encode() == "a\ufffd\ufffd\ufffdb\tc\n".encode()
