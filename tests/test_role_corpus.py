"""The corpus of roles is whole: each mark stands where it says, and what is set apart stays apart."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from mapper.records import LABELS, ROLES
from training.annotations import annotations
from training.role_corpus import CORPUS, documents, story_of

ROWS = list(documents())


def test_each_mark_stands_where_it_says() -> None:
    """In order, without overlap, with one of our labels and one of our roles."""
    for row in ROWS:
        assert all(row["text"][m["start"] : m["end"]] == m["text"] for m in row["mentions"])
        assert all(one["end"] <= other["start"] for one, other in pairwise(row["mentions"]))
        assert all(m["label"] in LABELS and m["role"] in ROLES for m in row["mentions"])


def test_each_document_says_its_licence() -> None:
    """A text without a licence to pass on is not in the corpus."""
    assert all(row["licence"] and row["source"] for row in ROWS)


def test_a_story_is_whole_on_one_side() -> None:
    """Of the parts of one text all or none are set apart: about a tenth of the stories."""
    sides = {(story_of(row["id"]), row["held"]) for row in ROWS}
    counted = Counter(held for _, held in sides)
    assert counted.total() == len({story for story, _ in sides})
    assert 0.05 < counted[True] / counted.total() < 0.15


def test_the_corpus_is_as_large_as_its_card_says() -> None:
    """The card gives the numbers of documents and of marks, and of those of each lot."""
    card = CORPUS.with_name("DATA.md").read_text(encoding="utf-8")
    assert f"{len(ROWS)} openly licensed texts of news and conflict with {sum(map(_size, ROWS)):,} places" in card
    for held, placed, beginning in (
        (False, True, ""),
        (True, True, ""),
        (True, False, "geovirus"),
        (False, False, "own"),
    ):
        rows = [r for r in ROWS if (r["held"], r["placed"]) == (held, placed) and r["id"].startswith(beginning)]
        assert f"| {len(rows)} | {sum(map(_size, rows)):,} |" in card


def _size(row: dict[str, Any]) -> int:
    return len(row["mentions"])


@pytest.mark.parametrize(
    ("identity", "story"),
    [("en-addr-bqReAfaePfM-1", "en-addr-bqReAfaePfM"), ("en-wpce-2025-02-11-a1", "en-wpce-2025-02-11")],
)
def test_parts_of_a_text_are_one_story(identity: str, story: str) -> None:
    """A cut text by its number, a day's digest by its letter."""
    assert story_of(identity) == story


def test_each_mark_is_a_web_annotation() -> None:
    """Its quote stands at its position in the text, its role is a tag, and no two have one id."""
    texts = {row["id"]: row for row in ROWS}
    found = list(annotations(ROWS))
    assert len({one["id"] for one in found}) == len(found) == sum(map(_size, ROWS))
    marked = ((row, mention) for row in texts.values() for mention in row["mentions"])
    for one, (row, mention) in zip(found, marked, strict=True):
        quoted, position = one["target"]["selector"]
        assert row["text"][position["start"] : position["end"]] == quoted["exact"] == mention["text"]
        assert mention["role"] in [body.get("value") for body in one["body"]]
