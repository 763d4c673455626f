"""The records: what they refuse, and how they go through JSON."""

import json
from dataclasses import FrozenInstanceError
from datetime import date, datetime
from typing import Any

import pytest

from gazetteer import Place
from mapper import locate
from mapper.errors import RecordError
from mapper.reason import reason
from mapper.records import Article, Candidate, LocatedArticle, Mention, Resolution

KYIV = Place(
    id="geonames:703448", name="Kyiv", lat=50.45466, lon=30.5238, kind="city", country="UA", admin1="Kyiv City",
    population=2952301, precision_km=15.0, capital="country",
)  # fmt: skip
ARTICLE = Article(
    text="In Kyiv and Xyz.", id="a1", title="T", date=date(2022, 10, 5), url="u", source="s", language="en"
)
NONE = (reason("said", words="none"),)
BECAUSE = (reason("nearby", near="Boryspil", count=2), reason("sign_same_place"))
LOCATED = LocatedArticle(
    article=ARTICLE,
    resolutions=(
        Resolution(
            mention=ARTICLE.mention(3, 7), place=KYIV, confidence=0.98, role="site", because=BECAUSE,
            candidates=(Candidate(place=KYIV, score=0.98),),
        ),
        Resolution(mention=ARTICLE.mention(12, 15, "FACILITY"), place=None, confidence=0, role="actor", because=NONE),
    ),
)  # fmt: skip


def test_a_located_article_goes_through_json() -> None:
    """from_dict takes back what to_dict gave."""
    assert LocatedArticle.from_dict(json.loads(json.dumps(LOCATED.to_dict()))) == LOCATED


def test_the_json_is_that_of_the_contract() -> None:
    """A null place keeps its reason; empty fields of an article are left out."""
    row = LOCATED.to_dict()
    assert [*row] == ["id", "title", "date", "url", "source", "language", "text", "mentions"]
    assert (
        row["mentions"][0].items() >= {"start": 3, "end": 7, "text": "Kyiv", "label": "PLACE", "role": "site"}.items()
    )
    assert row["mentions"][0]["place"]["id"] == "geonames:703448"
    assert (row["mentions"][1]["place"], row["mentions"][1]["reason"]) == (None, "none")
    assert Article(text="x", id="1").to_dict() == {"id": "1", "text": "x"}


def test_records_are_frozen_and_keyword_only() -> None:
    """A record is a value: it cannot be changed, and its fields are named when it is made."""
    with pytest.raises(FrozenInstanceError):
        ARTICLE.text = "y"  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        Article("text")  # type: ignore[misc]  # the point of the test
    assert not hasattr(ARTICLE, "__dict__")


def test_an_article_without_id_gets_one_from_its_content() -> None:
    """Title and text make the id, nothing else does."""
    assert Article(text="x").id == Article(text="x", url="u", date=date(2022, 1, 1)).id
    assert len({Article(text="x").id, Article(text="y").id, Article(text="x", title="t").id}) == 3
    assert Article(text="\ud800").id.startswith("sha256:")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(-1, 3, "In K"), (3, 3, ""), (7, 3, "Kyiv"), (3, 7, "Kyi"), (3, 7, "Lviv"), (30, 34, "Kyiv")],
)
def test_a_mention_that_is_not_there_is_refused(start: int, end: int, text: str) -> None:
    """Offsets that do not fit the words, or words that do not stand in the article."""
    with pytest.raises(RecordError):
        Article(text=ARTICLE.text, mentions=(Mention(start=start, end=end, text=text),))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (7, 3), (0, 17), (16, 17)])
def test_no_mention_is_made_beyond_the_text(start: int, end: int) -> None:
    """`article.mention` takes half-open offsets inside the text."""
    with pytest.raises(RecordError):
        ARTICLE.mention(start, end)


@pytest.mark.parametrize(
    "change", [{"confidence": 1.1}, {"confidence": float("nan")}, {"role": "victim"}, {"because": ()}]
)
def test_a_resolution_keeps_its_ranges(change: dict[str, Any]) -> None:
    """Confidence in 0..1, a role that exists, a reason always."""
    fields = {"mention": ARTICLE.mention(3, 7), "place": None, "confidence": 0.5, "role": "site", "because": BECAUSE}
    with pytest.raises(RecordError):
        Resolution(**fields | change)


def test_resolutions_meet_their_article() -> None:
    """A resolution of another article's mention is refused."""
    with pytest.raises(RecordError):
        LocatedArticle(article=Article(text="In Lviv and Xyz."), resolutions=LOCATED.resolutions)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "'text' is missing"),
        ({"text": ""}, "an article needs a text"),
        ({"text": 3}, "'text' must be a string, not int"),
        ({"text": "x", "url": {}}, "'url' must be a string, not dict"),
        ({"text": "x", "date": "5 October"}, "'date' must begin with a day such as 2022-10-05, not '5 October'"),
        ({"text": "x", "mentions": "y"}, "'mentions' must be a list, not str"),
        ({"text": "x", "mentions": [{"end": 1}]}, "mentions[0]: 'start' is missing"),
        ({"text": "x", "mentions": [{"start": "0", "end": 1}]}, "mentions[0]: 'start' and 'end' must be whole numbers"),
        ({"text": "x", "mentions": [{"start": 0, "end": 1}]}, "mentions[0]: 'text' is missing"),
    ],
)
def test_from_dict_says_which_field_is_wrong(data: dict[str, Any], message: str) -> None:
    """The path of the field, and what it must be."""
    with pytest.raises(RecordError) as caught:
        Article.from_dict(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("field", ["role", "confidence", "reason", "place"])
def test_a_stored_resolution_has_all_its_fields(field: str) -> None:
    """What is missing is named, with the mention that lacks it."""
    row = LOCATED.to_dict()
    del row["mentions"][1][field]
    with pytest.raises(RecordError, match=rf"mentions\[1\]: '{field}' is missing"):
        LocatedArticle.from_dict(row)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": float("nan")}, "an article's text must be a string, not float"),
        ({"text": "Kyiv", "date": "2024-01-01"}, "an article's date must be a datetime.date, not str"),
        ({"text": "Kyiv", "title": None}, "an article's title must be a string, not NoneType"),
        ({"text": "Kyiv", "id": 7}, "an article's id must be a string, not int"),
    ],
)
def test_an_article_checks_its_values_at_once(fields: dict[str, Any], said: str) -> None:
    """One sentence says which is wrong."""
    with pytest.raises(RecordError, match=said):
        Article(**fields)


def test_an_articles_moment_is_its_day() -> None:
    """A datetime is a date to Python, and would be written as none."""
    assert Article(text="Kyiv", date=datetime(2024, 1, 1, 12)).date == date(2024, 1, 1)


def test_a_plain_text_is_no_article() -> None:
    """`locate` says so before it begins."""
    with pytest.raises(RecordError, match=r"'Shells hit Kyiv\.' is no Article"):
        list(locate(["Shells hit Kyiv."], given_mentions=True))  # type: ignore[list-item]  # as callers may
