"""What people corrected is gold, and two of them can be compared."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from geopy.distance import geodesic

from mapper.cli import main
from mapper.correct.agree import agreement, kappa
from mapper.errors import InputError
from mapper.evaluate import evaluate

TEXT = "Shells hit Odessa, and Paris promised help. Jordan, a nurse, was hurt in Kherson."
ODESA = {"id": "geonames:698740", "name": "Odesa", "lat": 46.48, "lon": 30.73, "kind": "city"}
TEXAS = {"id": "geonames:5527554", "name": "Odessa", "lat": 31.85, "lon": -102.37, "kind": "city"}
PARIS = {"id": "geonames:2988507", "name": "Paris", "lat": 48.85, "lon": 2.35, "kind": "city"}
KHERSON = {"id": "geonames:706448", "name": "Kherson", "lat": 46.66, "lon": 32.62, "kind": "city"}
JORDAN = {"id": "geonames:248816", "name": "Jordan", "lat": 31.0, "lon": 36.0, "kind": "country"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(word: str, place: dict[str, Any] | None, role: str = "site", confirmed: str = "place role") -> dict[str, Any]:
    start = TEXT.index(word)
    row = {"start": start, "end": start + len(word), "text": word, "label": "PLACE", "role": role, "confidence": 1.0,
           "reason": "so", "place": place, "candidates": []}  # fmt: skip
    return row | ({"confirmed": dict.fromkeys(confirmed.split(), True)} if confirmed else {})


def write(path: str, *mentions: dict[str, Any], more: tuple[dict[str, Any], ...] = ()) -> str:
    rows = [{"id": "a", "text": TEXT, "mentions": list(mentions)}, *more]
    Path(path).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_what_was_confirmed_is_gold() -> None:
    """A confirmed place is asked for, what is no place is not, and what nobody looked at counts neither way."""
    gold = write("gold.jsonl", said("Odessa", TEXAS), said("Paris", PARIS, confirmed=""), said("Jordan", None))
    found = write("found.jsonl", *(said(w, p, confirmed="") for w, p in (
        ("Odessa", ODESA), ("Paris", PARIS), ("Jordan", JORDAN), ("Kherson", KHERSON))))  # fmt: skip
    report = evaluate(gold, found)
    assert (report["recognition"]["gold"], report["recognition"]["predicted"]) == (1, 2)
    assert (report["resolution"]["accuracy"], report["resolution"]["mentions"]) == (0, 1)
    assert report["resolution"]["median_km"] == pytest.approx(geodesic((46.48, 30.73), (31.85, -102.37)).km, rel=0.005)
    assert report["end_to_end"]["precision"] == 0


def test_an_article_that_was_reviewed_as_a_whole_counts_as_a_whole() -> None:
    """Where every mention is confirmed, a prediction of anything else is wrong."""
    gold = write("gold.jsonl", said("Odessa", ODESA), said("Paris", PARIS, "actor"), said("Jordan", None))
    found = write("found.jsonl", said("Odessa", ODESA, confirmed=""), said("Kherson", KHERSON, confirmed=""))
    report = evaluate(gold, found)
    assert report["recognition"]["exact"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert report["coverage"] == {"right": 0.5, "mentions": 2}


def test_what_nobody_reviewed_is_no_gold() -> None:
    """Articles without a decision are left out and counted; a file of nothing else is refused."""
    other = {"id": "b", "text": TEXT, "mentions": [said("Paris", PARIS, confirmed="")]}
    gold = write("gold.jsonl", said("Odessa", ODESA), more=(other,))
    found = write("found.jsonl", said("Odessa", ODESA, confirmed=""))
    result = mapper("evaluate", gold, found)
    assert result.exit_code == 0
    assert "not reviewed         1 articles" in result.stdout
    result = mapper("evaluate", found, found)
    assert result.exit_code == 2
    assert "nobody has confirmed a place in it" in result.stderr


def test_two_reviewers_are_compared() -> None:
    """Shares and kappas are those worked out by hand; words that only one marked lower the agreement on spans."""
    a = write(
        "a.jsonl", said("Odessa", ODESA), said("Paris", PARIS, "actor"), said("Jordan", None), said("Kherson", KHERSON)
    )
    b = write(
        "b.jsonl",
        said("Odessa", TEXAS),
        said("Paris", PARIS, "actor"),
        said("Jordan", JORDAN),
        said("Kherson", KHERSON, "context"),
    )
    report = agreement(a, b)
    # 14 words; a marks 3 of them and b 4, the same 3: seen 13/14, chance (3 * 4 + 11 * 10) / 14².
    assert report["spans"] == {
        "a": 3, "b": 4, "compared": 4, "share": round(6 / 7, 4),
        "kappa": round((13 / 14 - 122 / 196) / (1 - 122 / 196), 4),
    }  # fmt: skip
    # Two of four places; by chance each of Paris and Kherson at 1/4 * 1/4.
    assert report["places"] == {"compared": 4, "share": 0.5, "kappa": round((0.5 - 2 / 16) / (1 - 2 / 16), 4)}
    # Three of four roles: site 3 * 2, actor 1 * 1, of 16.
    assert report["roles"] == {"compared": 4, "share": 0.75, "kappa": round((0.75 - 7 / 16) / (1 - 7 / 16), 4)}
    table = mapper("agree", a, b).stdout
    assert "places             4     50.0%     0.429" in table
    assert json.loads(mapper("agree", a, b, "--json").stdout) == report


def test_what_one_alone_decided_is_compared_only_when_asked() -> None:
    """Else the program would agree with itself."""
    a = write("a.jsonl", said("Odessa", ODESA), said("Paris", PARIS))
    b = write("b.jsonl", said("Odessa", ODESA, confirmed="role"), said("Paris", PARIS))
    assert agreement(a, b)["places"]["compared"] == 1
    assert agreement(a, b, everything=True)["places"]["compared"] == 2


def test_a_point_nearby_is_the_same_place() -> None:
    """Two who drag a pin do not hit the same metre."""
    near = ODESA | {"id": "point:46.481,30.73", "lat": 46.481}
    a, b = write("a.jsonl", said("Odessa", ODESA)), write("b.jsonl", said("Odessa", near))
    assert agreement(a, b)["places"]["share"] == 1
    assert agreement(a, b, within_km=0.01)["places"]["share"] == 0


def test_what_cannot_be_compared_is_said() -> None:
    """Other articles, other texts, nothing decided: each in a sentence, with exit code 2."""
    a = write("a.jsonl", said("Odessa", ODESA))
    nobody = write("n.jsonl", said("Odessa", ODESA, confirmed=""))
    Path("o.jsonl").write_text(json.dumps({"id": "z", "text": "x", "mentions": []}) + "\n", encoding="utf-8")
    Path("t.jsonl").write_text(json.dumps({"id": "a", "text": "x", "mentions": []}) + "\n", encoding="utf-8")
    for other, why in (
        (nobody, "both have decided"),
        ("o.jsonl", "no id of a.jsonl"),
        ("t.jsonl", "the text of article"),
    ):
        with pytest.raises(InputError, match=why):
            agreement(a, other)
    assert mapper("agree", a, "o.jsonl").exit_code == 2


def test_kappa_is_that_of_the_textbook() -> None:
    """Cohen's own form: 45 and 15, 25 and 15 of 100 give 0.130; perfect agreement on one label has none."""
    pairs = [("y", "y")] * 45 + [("y", "n")] * 15 + [("n", "y")] * 25 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.1304, abs=1e-4)
    assert kappa([("y", "y")] * 3) is None
