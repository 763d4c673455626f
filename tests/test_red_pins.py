"""Figures of red pins: small cases by hand, and the same counts as the reference scorer on the shared gold."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import InputError
from mapper.red_pins import evaluate_pins, format_pins

TEXT = "Shells hit Homs in Syria; Ankara spoke, and Hama may have been hit."
HOMS = {"id": "g:1", "name": "Homs", "kind": "city", "country": "SY", "lat": 34.73, "lon": 36.72}
SYRIA = {"id": "g:2", "name": "Syria", "kind": "country", "country": "SY", "lat": 35.0, "lon": 38.0}
ANKARA = {"id": "g:3", "name": "Ankara", "kind": "city", "country": "TR", "lat": 39.92, "lon": 32.85}
HAMA = {"id": "g:4", "name": "Hama", "kind": "city", "country": "SY", "lat": 35.13, "lon": 36.75}
FAR = HOMS | {"id": "g:5", "lat": 14.0}


def mark(name: str, place: dict[str, Any] | None, role: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(name)
    kind = "country" if place and place["kind"] == "country" else "town"
    point = {"lat": place["lat"], "lon": place["lon"], "cc": place["country"]} if place else {"lat": None, "lon": None}
    return {"start": start, "end": start + len(name), "text": name, "role": role, "kind": kind, **point, **more}


def said(name: str, place: dict[str, Any] | None, role: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(name)
    return {"start": start, "end": start + len(name), "text": name, "role": role, "place": place, **more}


MARKS = [
    mark("Homs", HOMS, "site"), mark("Syria", SYRIA, "site", container=True), mark("Ankara", ANKARA, "actor"),
    mark("Hama", HAMA, "site|context"),
]  # fmt: skip


def score(tmp_path: Path, *mentions: dict[str, Any], marks: Any = MARKS) -> dict[str, Any]:
    gold, located = tmp_path / "g.jsonl", tmp_path / "l.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "mentions": marks}), encoding="utf-8")
    located.write_text(json.dumps({"id": "a", "text": TEXT, "mentions": mentions}), encoding="utf-8")
    return evaluate_pins(gold, located)


def test_only_what_is_a_site_beyond_doubt_counts(tmp_path: Path) -> None:
    """A container of a marked site and a hedge are neither right nor wrong; a red actor is wrong."""
    report = score(
        tmp_path, said("Homs", HOMS, "site"), said("Syria", SYRIA, "site"), said("Ankara", ANKARA, "site"),
        said("Hama", HAMA, "site"),
    )  # fmt: skip
    pins = report["pins"]["all"]
    assert {key: pins[key] for key in ("right", "wrong", "either", "neutral", "found", "lost")} == {
        "right": 1, "wrong": 1, "either": 1, "neutral": 1, "found": 1, "lost": 0,
    }  # fmt: skip
    assert (pins["precision"], pins["recall"]) == (0.5, 1.0)
    assert report["worst"] == [{"id": "a", "wrong": [("Ankara", "the right point, but who acts")], "lost": []}]
    assert report["roles"]["mentions"] == 3
    assert "Ankara: the right point, but who acts" in format_pins(report)


def test_a_pin_is_as_sure_as_its_place_and_its_role(tmp_path: Path) -> None:
    """Calibration compares the share of pins that is right with how sure place and role are together."""
    sure = {"confidence": 0.8, "role_confidence": 0.5}
    report = score(tmp_path, said("Homs", HOMS, "site", **sure), said("Ankara", ANKARA, "site", **sure))
    assert report["calibration"] == pytest.approx(0.1)
    assert "off by 0.100" in format_pins(report)


def test_few_pins_are_off_by_chance(tmp_path: Path) -> None:
    """Two pins that are right four times of ten are off by .4, .1 or .6, and by .288 on average."""
    sure = {"confidence": 0.8, "role_confidence": 0.5}
    report = score(tmp_path, said("Homs", HOMS, "site", **sure), said("Ankara", ANKARA, "site", **sure))
    mean, low, high = report["calibration_by_chance"]
    assert mean == pytest.approx(0.36 * 0.4 + 0.48 * 0.1 + 0.16 * 0.6, abs=0.03)
    assert (low, high) == (pytest.approx(0.1), pytest.approx(0.6))


@pytest.mark.parametrize(("mention", "wrong", "lost"), [
    (said("Homs", HOMS, "context"), [], "its pin is not red"),
    (said("Homs", HOMS, "site", label="EMBEDDED"), [], "its pin is not red"),
    (said("Homs", FAR, "site"), [("Homs", "a site, drawn at the wrong point")], "drawn at a wrong point"),
    (said("Homs", None, "site"), [], "recognised, but without a point"),
    (said("Shells", ANKARA, "site"), [("Ankara", "no place of the story at all")], "not recognised"),
])  # fmt: skip
def test_each_error_has_its_kind(tmp_path: Path, mention: Any, wrong: list[Any], lost: str) -> None:
    """A lost site says why it has no red pin, and a wrong pin what it stands for."""
    (worst,) = score(tmp_path, mention)["worst"]
    assert worst == {"id": "a", "wrong": wrong, "lost": [("Homs", lost)]}


@pytest.mark.parametrize(("marks", "message"), [
    ([{"start": 0, "end": 3, "text": "She"}], r"g.jsonl:1: mentions\[0\]: KeyError, 'role'"),
    ([mark("Homs", HOMS, "target")], "the role 'target' is not site, actor or context"),
])  # fmt: skip
def test_gold_without_roles_is_said(tmp_path: Path, marks: Any, message: str) -> None:
    """A mark without a role, or with one that is none, is one sentence with its place."""
    with pytest.raises(InputError, match=message):
        score(tmp_path, marks=marks)


def guessed(article: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """What a poor program would say of an article: some names missed, moved, or with another role."""
    mentions = []
    for number, gold in enumerate(article["mentions"]):
        if dice.random() < 0.1:
            continue
        lat, lon = gold["lat"] or 0.0, gold["lon"] or 0.0
        place = {
            "id": f"p:{gold['place'] if dice.random() < 0.9 else number}", "name": gold["text"],
            "kind": "country" if gold["kind"] == "country" else "city", "country": gold["cc"],
            "lat": lat + 3 * (dice.random() < 0.1), "lon": lon,
        }  # fmt: skip
        role = gold["role"].partition("|")[0] if dice.random() < 0.7 else dice.choice(["site", "actor", "context"])
        label = "EMBEDDED" if dice.random() < 0.1 else "PLACE"
        span = {"start": gold["start"], "end": gold["end"] - (dice.random() < 0.1), "text": gold["text"]}
        mentions.append(span | {"role": role, "label": label, "place": place if dice.random() < 0.9 else None})
    return {"id": article["id"], "text": article["text"], "mentions": mentions}


def test_counts_are_those_of_the_reference_scorer(tmp_path: Path, shared: Path) -> None:
    """On answers with every fault, both count the same pins, and the same kinds of error as often."""
    gold, located = shared / "gold" / "newsmaps.jsonl", tmp_path / "l.jsonl"
    dice = random.Random(0)  # noqa: S311 -- a test that is the same each time
    articles = [json.loads(line) for line in gold.read_bytes().splitlines()]
    located.write_text("".join(json.dumps(guessed(article, dice)) + "\n" for article in articles), encoding="utf-8")
    scorer = [sys.executable, shared / "tools" / "pins.py", gold, located, "--json"]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout.splitlines()[-1])["pins"]
    report = evaluate_pins(gold, located)
    names = {"all": "all", "countries": "country", "finer places": "fine"}
    verdicts = ("right", "wrong", "either", "neutral", "found", "lost")
    for ours, its in names.items():
        assert {key: report["pins"][ours][key] for key in verdicts} == {key: theirs[its][key] for key in verdicts}
        kinds = sorted(count for key, count in theirs[its].items() if ":" in key)
        assert sorted(report["errors"][ours].values()) == kinds
    assert 0.4 < report["pins"]["all"]["precision"] < 0.95
