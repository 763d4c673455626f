"""Evaluation: small cases by hand, and the same figures as the reference scorer on the shared gold."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import InputError
from mapper.evaluate import evaluate, format_table

TEXT = "The Kyiv's mayor met the Lviv council in Paris, Texas; Iranian envoys left."
KYIV = {"id": "geonames:703448", "lat": 50.45, "lon": 30.52}
LVIV = {"id": "geonames:702550", "lat": 49.84, "lon": 24.02}
GOLD = {
    "id": "a", "text": TEXT, "mentions": [
        {"start": 4, "end": 8, "text": "Kyiv", "geonameid": 703448, "lat": 50.45, "lon": 30.52},
        {"start": 25, "end": 29, "text": "Lviv", "lat": 49.84, "lon": 24.02},
        {"start": 41, "end": 53, "text": "Paris, Texas"},
        {"start": 55, "end": 62, "text": "Iranian", "type": "Demonym"},
    ],
}  # fmt: skip


def rows(path: Path, *objects: Any) -> Path:
    path.write_text("".join(json.dumps(o) + "\n" for o in objects), encoding="utf-8")
    return path


def score(tmp_path: Path, *mentions: dict[str, Any], gold: Any = GOLD, **options: float) -> dict[str, Any]:
    predicted = rows(tmp_path / "p.jsonl", {"id": "a", "mentions": mentions})
    return evaluate(rows(tmp_path / "g.jsonl", gold), predicted, **options)


def test_all_right_is_one(tmp_path: Path) -> None:
    """An article before a name and a possessive behind it make no other span; the demonym is not asked for."""
    report = score(
        tmp_path, {"start": 0, "end": 10, "place": KYIV}, {"start": 21, "end": 29, "place": LVIV},
        {"start": 41, "end": 53, "place": None}, {"start": 55, "end": 62, "place": KYIV},
    )  # fmt: skip
    ones = {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert report == {
        "documents_without_prediction": 0,
        "recognition": {"exact": ones, "overlap": {"precision": 1.0, "recall": 1.0}, "gold": 3, "predicted": 3},
        "resolution": {"accuracy": 1.0, "mentions": 2, "median_km": 0.0, "mean_km": 0.0},
        "coverage": {"right": 1.0, "mentions": 2},
        "end_to_end": ones,
    }


def test_nothing_predicted_is_nought(tmp_path: Path) -> None:
    """Everything is missed, and no figure is undefined but the error in km."""
    report = score(tmp_path)
    assert report["recognition"]["exact"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert report["resolution"] == {"accuracy": 0.0, "mentions": 0, "median_km": None, "mean_km": None}
    assert report["coverage"] == {"right": 0.0, "mentions": 2}


def test_wrong_places_and_parts_of_spans_count_in_their_own_figures(tmp_path: Path) -> None:
    """A part of a span is an overlap and no exact hit; a wrong place lowers resolution and end to end alone."""
    report = score(
        tmp_path, {"start": 4, "end": 8, "place": LVIV}, {"start": 41, "end": 46, "place": LVIV},
        {"start": 64, "end": 70, "place": LVIV},
    )  # fmt: skip
    assert report["recognition"]["exact"] == {"precision": 0.3333, "recall": 0.3333, "f1": 0.3333}
    assert report["recognition"]["overlap"] == {"precision": 0.6667, "recall": 0.6667}
    assert report["resolution"] == {"accuracy": 0.0, "mentions": 1, "median_km": 468.0, "mean_km": 468.0}
    # Paris, Texas has no place in the gold: whatever is said of it counts neither way.
    assert report["end_to_end"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_near_enough_is_right_and_the_reach_can_be_chosen(tmp_path: Path) -> None:
    """Without the same id a place within `within_km` is right; with it the distance does not matter."""
    near = {"start": 25, "end": 29, "place": {"id": "mapper:x", "lat": 49.84, "lon": 25.02}}
    assert score(tmp_path, near)["resolution"]["accuracy"] == 1.0
    assert score(tmp_path, near, within_km=50)["resolution"]["accuracy"] == 0.0
    far = {"start": 4, "end": 8, "place": KYIV | {"lat": 0.0}}
    assert score(tmp_path, far)["resolution"] == {"accuracy": 1.0, "mentions": 1, "median_km": 0.0, "mean_km": 0.0}


def test_an_article_without_prediction_counts_as_missed(tmp_path: Path) -> None:
    """It is counted, too, so that nobody reads the recall as that of the rest."""
    gold = rows(tmp_path / "g.jsonl", GOLD, GOLD | {"id": 2})
    predicted = rows(tmp_path / "p.jsonl", {"id": "2", "mentions": [{"start": 4, "end": 8, "place": KYIV}]})
    report = evaluate(gold, predicted)
    assert report["documents_without_prediction"] == 1
    assert report["recognition"]["gold"] == 6


@pytest.mark.parametrize(
    ("gold", "predicted", "said"),
    [
        ({"id": "a", "mentions": []}, {"id": "a", "mentions": []}, "g.jsonl:1: 'text' is missing"),
        ({"text": "x", "mentions": []}, {"id": "a", "mentions": []}, "g.jsonl:1: 'id' is missing"),
        ({"id": "a", "text": "x"}, {"id": "a", "mentions": []}, "g.jsonl:1: 'mentions' is missing"),
        (GOLD, {"id": "a"}, "p.jsonl:1: 'mentions' is missing"),
        (GOLD, {"mentions": []}, "p.jsonl:1: 'id' is missing"),
        (GOLD, {"id": "b", "mentions": []}, "no id of"),
        (GOLD, {"id": "a", "text": "other", "mentions": []}, "p.jsonl:1: its text is not that of"),
        (GOLD, {"id": "a", "mentions": [{"start": 70, "end": 99}]}, "p.jsonl:1: a mention stands beyond the end"),
        (GOLD, {"id": "a", "mentions": [{"start": 4, "end": 4}]}, r"p.jsonl:1: mentions\[0\]: "),
        (GOLD, {"id": "a", "mentions": [{"start": "4", "end": 5}]}, r"p.jsonl:1: mentions\[0\]: "),
        (GOLD, {"id": "a", "mentions": [4]}, r"p.jsonl:1: mentions\[0\]: "),
        (GOLD, {"id": "a", "mentions": [{"end": 4}]}, r"p.jsonl:1: mentions\[0\]: "),
        (GOLD, {"id": "a", "mentions": [{"start": 4, "end": 8, "place": "Kyiv"}]}, r"p.jsonl:1: mentions\[0\]: "),
        (GOLD, {"id": "a", "mentions": [{"start": 4, "end": 8, "place": {"lat": 99, "lon": 0}}]}, "no point on Earth"),
        (GOLD, {"id": "a", "mentions": [{"start": 4, "end": 8, "place": {"lat": 9}}]}, r"mentions\[0\]: "),
    ],
)
def test_a_row_that_cannot_be_used_is_an_error_with_file_and_line(
    tmp_path: Path, gold: dict[str, Any], predicted: dict[str, Any], said: str
) -> None:
    """Figures over half the rows would mislead: the first bad row ends it."""
    with pytest.raises(InputError, match=said):
        evaluate(rows(tmp_path / "g.jsonl", gold), rows(tmp_path / "p.jsonl", predicted))


def test_an_id_predicted_twice_is_an_error(tmp_path: Path) -> None:
    """Nobody can say which of the two is meant."""
    twice = rows(tmp_path / "p.jsonl", *[{"id": "a", "mentions": []}] * 2)
    with pytest.raises(InputError, match=r"p\.jsonl:2: the id 'a' was used before, in .*p\.jsonl:1"):
        evaluate(rows(tmp_path / "g.jsonl", GOLD), twice)


def test_the_table_shows_the_figures(tmp_path: Path) -> None:
    """Shares in per cent, with what they are shares of."""
    table = format_table(score(tmp_path, {"start": 4, "end": 8, "place": LVIV}))
    assert "recognition, exact spans            100.0%     33.3%     50.0%" in table
    assert "0.0% right of 1 recognised with a place; off by 468.0 km (median)" in table


def perturbed(article: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """A prediction made from gold: spans moved, dropped and invented, places moved, swapped and left out."""
    text, mentions = article["text"], []
    for mark in article["mentions"]:
        luck = dice.random()
        if luck < 0.15:
            continue
        start, end = mark["start"], mark["end"]
        if luck < 0.3:
            start = max(0, start - dice.randint(0, 5))
        elif luck < 0.45:
            end = min(len(text), end + dice.randint(1, 3))
        place: dict[str, Any] | None = {"id": f"geonames:{mark.get('geonameid', 1)}", "lat": 10.0, "lon": 20.0}
        if place and mark.get("lat") is not None:
            place |= {"lat": min(90.0, mark["lat"] + dice.choice([0, 0, 0.5, 1.4, 1.5, 9])), "lon": mark["lon"]}
        if place and dice.random() < 0.5:
            place["id"] = "mapper:another"
        mentions.append({"start": start, "end": end, "place": place if dice.random() < 0.9 else None})
    for _ in range(dice.randint(0, 3)):
        start = dice.randrange(len(text))
        mentions.append(
            {"start": start, "end": min(len(text), start + dice.randint(1, 12)), "place": dice.choice([KYIV, None])}
        )
    return {"id": article["id"], "mentions": mentions}


@pytest.mark.parametrize("name", ["lgl", "geovirus", "humset"])
def test_figures_are_those_of_the_reference_scorer(tmp_path: Path, shared: Path, name: str) -> None:
    """On predictions with every fault, both give the same report."""
    gold, predicted = shared / "gold" / f"{name}.jsonl", tmp_path / "p.jsonl"
    dice = random.Random(name)  # noqa: S311 -- a test that is the same each time
    articles = [json.loads(line) for line in gold.read_bytes().splitlines()]
    rows(predicted, *(perturbed(article, dice) for article in articles if dice.random() < 0.95))
    scorer = [sys.executable, shared / "tools" / "score.py", gold, predicted]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    ours = evaluate(gold, predicted)
    assert 0.3 < theirs["recognition"]["exact"]["f1"] < 0.9
    assert 0.2 < theirs["end_to_end"]["f1"] < 0.9
    for km in ("median_km", "mean_km"):
        # The radii of their Earth and of ours differ by a few metres.
        assert ours["resolution"].pop(km) == pytest.approx(theirs["resolution"].pop(km), abs=0.11)
    assert ours == theirs
