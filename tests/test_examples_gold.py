"""The examples against their gold marks (tests/data/EXAMPLES.md): the marks are sound, and the pipeline meets them."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from geopy.distance import geodesic

from mapper.calls import locate
from mapper.read.articles import read_articles
from mapper.records import ROLES, Article, Resolution

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLD_FILE = Path(__file__).parent / "data" / "examples_gold.jsonl"
GOLD = [json.loads(line) for line in GOLD_FILE.read_text(encoding="utf-8").splitlines()]

Marks = dict[str, Any]
Located = dict[str, tuple[Resolution, ...]]

each_article = pytest.mark.parametrize(
    "gold", GOLD, ids=lambda gold: gold["id"] if gold["file"].endswith(".jsonl") else gold["file"]
)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.id: article for article in read_articles([EXAMPLES])}


@pytest.fixture(scope="module")
def located(articles: dict[str, Article]) -> Located:
    return {done.article.id: done.resolutions for done in locate(articles.values())}


def over(resolutions: tuple[Resolution, ...], mark: Marks) -> list[Resolution]:
    """The resolutions whose mention shares a character with the mark."""
    return [r for r in resolutions if r.mention.start < mark["end"] and mark["start"] < r.mention.end]


def asked_for(gold: Marks) -> list[Marks]:
    """The marks that a prediction must meet: embedded ones are neutral."""
    return [mark for mark in gold["mentions"] if "type" not in mark]


def right(mark: Marks, resolution: Resolution) -> bool:
    """True where the place is the marked one, or near enough to it; a mark without a point asks for any place."""
    place = resolution.place
    if place is None or "lat" not in mark:
        return place is not None
    same = place.id == f"geonames:{mark.get('geonameid')}"
    return same or geodesic((mark["lat"], mark["lon"]), (place.lat, place.lon)).km <= mark["within_km"]


def shown(gold: Marks, mark: Marks, found: list[Resolution]) -> str:
    """A mark in its context with what was made of it, for a message."""
    around = gold["text"][max(0, mark["start"] - 30) : mark["end"] + 30].replace("\n", " ")
    return f"{mark['text']!r} in '…{around}…': {[(r.mention.text, r.place, r.role, r.reason) for r in found]}"


def test_every_example_has_gold(articles: dict[str, Article]) -> None:
    """Each article that `mapper map examples/` reads has its marks, and each row of marks its article."""
    assert {gold["id"] for gold in GOLD} == articles.keys()
    assert {gold["file"] for gold in GOLD} == {path.name for path in EXAMPLES.iterdir()}


@each_article
def test_texts_and_offsets(gold: Marks, articles: dict[str, Article]) -> None:
    """The gold text is the article's own, and every mark stands where it says."""
    text = articles[gold["id"]].text
    assert gold["text"] == text
    for mark in gold["mentions"] + gold["traps"]:
        assert text[mark["start"] : mark["end"]] == mark["text"]


@each_article
def test_spans_are_in_order(gold: Marks) -> None:
    """Marks come in order and do not overlap; roles are those of the records; an actor is a trap."""
    for marks in (gold["mentions"], gold["traps"]):
        assert all(a["end"] <= b["start"] for a, b in pairwise(marks))
    assert {mark["role"] for mark in gold["mentions"]} <= set(ROLES)
    traps = {(trap["start"], trap["end"]) for trap in gold["traps"]}
    assert {(mark["start"], mark["end"]) for mark in gold["mentions"] if mark["role"] == "actor"} <= traps


@each_article
def test_articles_are_short_news(gold: Marks) -> None:
    """Every example is short enough to read on the page beside its map."""
    assert 80 <= len(gold["text"].split()) <= 350


def test_one_article_names_no_place() -> None:
    """One example names no place at all, though it is full of words that are names of places."""
    empty = [gold for gold in GOLD if not gold["mentions"]]
    assert [gold["file"] for gold in empty] == ["no-place.txt"]
    assert empty[0]["traps"]


@each_article
def test_every_place_is_found(gold: Marks, located: Located) -> None:
    """A mention overlaps every marked place."""
    resolutions = located[gold["id"]]
    missed = [shown(gold, mark, []) for mark in asked_for(gold) if not over(resolutions, mark)]
    assert not missed, "\n".join(missed)


@each_article
def test_every_place_is_right(gold: Marks, located: Located) -> None:
    """Every marked place that was found is the right one."""
    pairs = [(mark, over(located[gold["id"]], mark)) for mark in asked_for(gold)]
    wrong = [shown(gold, mark, found) for mark, found in pairs if found and not any(right(mark, r) for r in found)]
    assert not wrong, "\n".join(wrong)


@each_article
def test_no_trap_is_a_site(gold: Marks, located: Located) -> None:
    """No person, newspaper, club, organisation or government becomes a place where something happened."""
    pairs = [(trap, over(located[gold["id"]], trap)) for trap in gold["traps"]]
    sprung = [shown(gold, trap, found) for trap, found in pairs if any(r.role == "site" for r in found)]
    assert not sprung, "\n".join(sprung)


@each_article
def test_nothing_else_is_a_site(gold: Marks, located: Located) -> None:
    """No word beside the marks becomes a place where something happened."""
    resolutions = located[gold["id"]]
    known = {r.mention.start for mark in gold["mentions"] + gold["traps"] for r in over(resolutions, mark)}
    invented = [r.mention.text for r in resolutions if r.role == "site" and r.mention.start not in known]
    assert invented == []


def test_sites_are_drawn_and_little_else(located: Located) -> None:
    """Of places where it happened at least seven in ten have a red pin, and of red pins as many are such places."""
    pins: dict[tuple[str, str], list[bool]] = {}
    for gold in GOLD:
        for mark in asked_for(gold):
            for found in over(located[gold["id"]], mark)[:1]:
                pin = pins.setdefault((gold["id"], found.place.id if found.place else mark["text"]), [False, False])
                pin[0] |= mark["role"] == "site"
                pin[1] |= found.role == "site"
    right = sum(asked and drawn for asked, drawn in pins.values())
    assert right >= 0.7 * sum(asked for asked, _ in pins.values())
    assert right >= 0.7 * sum(drawn for _, drawn in pins.values())
