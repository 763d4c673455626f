"""Reasons: keys with values, made where the decision is made, and put into words where they are read."""

import re
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer
from mapper import LocatedArticle
from mapper.draw.page import draw
from mapper.draw.words import Words
from mapper.lexicon import table as listed
from mapper.reason import Reason, in_english, reason
from mapper.resolve.evidence import PIECES
from mapper.wording import LANGUAGES, table

from .pages import port
from .test_draw import data_of

MAPPER = Path(__file__).parents[1] / "mapper"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(MAPPER.rglob("*.py")))
NEAR = reason("nearby", near="Mokha", count=3)
PARTS = {"joined", "either", "others"}  # of other sentences


def test_every_reason_that_is_made_has_its_sentence() -> None:
    """The keys that the code names are those of the table, and none of the table is unused."""
    keys = set(table("en", "reasons")) - PARTS
    literal = set(re.findall(r'"([a-z][a-z_ ]+)"', CODE))
    events = {f"sign_event_{kind}" for kind, _ in listed("events")}
    assert {f"rule_{name.replace(' ', '_')}" for name in literal} | literal | events >= keys
    assert set(re.findall(r'\breason\(\s*"(\w+)"', CODE)) | events <= keys


def test_each_piece_of_evidence_has_its_reason() -> None:
    """What decides can be told: each piece names a sentence, and no two pieces have one name."""
    assert {piece.reason for piece in PIECES} <= set(table("en", "reasons"))
    assert len({piece.name for piece in PIECES}) == len(PIECES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_is_said_in_each_language(language: str) -> None:
    """A reason has its sentence in each language, with what it is about in it; several are one sentence."""
    words = Words(language)
    said = words.reason([NEAR, reason("kind_asked", kind="camp"), reason("border_which", countries=("Iran", "Iraq"))])
    assert {"Mokha", "3", "Iran", "Iraq"} <= set(re.findall(r"\w+", said))
    assert str(words.table("script")["kind_camp"]) in said
    assert not re.search(r"[{}_]", said)


@pytest.mark.parametrize(("because", "words"), [
    (NEAR, "it lies closer to Mokha, named around it, than the 3 other places of that name"),
    (reason("reach", count=1),
     "it lies nearer to where the article's other places are than the other place of that name"),
    (reason("kind_asked", kind="border_crossing"), "the words around it ask for a border crossing"),
    (reason("border_which", countries=("Iran", "Iraq", "Syria")), "it may be the border with Iran or Iraq or Syria"),
    (reason("said", words="by {hand}"), "by {hand}"),
])  # fmt: skip
def test_a_reason_in_english(because: Reason, words: str) -> None:
    """Numbers choose the form, kinds have their names, and what an article holds goes in as it is."""
    assert in_english([because]) == words
    assert in_english([because, reason("rule_origin")]) == f"{words}; it is named as an origin or for comparison"


@pytest.mark.parametrize("because", [
    None, [], [{}], "so", [{"key": "unheard_of"}], [{"key": "nearby"}], [{"key": "nearby", "values": {"near": 1.5}}],
    [{"key": "nearby", "values": {"near": "X", "count": "many"}}], [{"key": "kind_asked", "values": {"kind": "moon"}}],
])  # fmt: skip
def test_a_reason_that_is_not_ours_keeps_its_words(because: Any) -> None:
    """A row of an older version, of a newer one or by hand, is read with the words that it has."""
    row = port().to_dict()
    row["mentions"][0] |= {"because": because, "reason": "somebody said so"}
    first, second, *_ = LocatedArticle.from_dict(row).resolutions
    assert (first.because, first.reason) == ((reason("said", words="somebody said so"),), "somebody said so")
    assert second == port().resolutions[1]


def test_a_page_gives_its_reasons_in_its_language(gazetteer: Gazetteer) -> None:
    """A German page says in German why a place was chosen; the names in it stay."""
    row = port().to_dict()
    row["mentions"][0]["because"] = [NEAR.to_dict(), {"key": "sign_event_shelling"}]
    page = draw([LocatedArticle.from_dict(row)], gazetteer=gazetteer, language="de")
    said = "es liegt näher bei Mokha, das in der Nähe genannt ist, als die 3 anderen Orte dieses Namens"
    assert data_of(page)["reasons"][0] == f"{said}; Wörter in der Nähe erzählen von Beschuss"
