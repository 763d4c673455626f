"""What `make evaluate` prints, and that the README's tables are what it prints."""

import json
import re
from pathlib import Path

import accuracy
import figures
import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACCURACY = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
SHARE = r"\d+\.\d%"
RANGE = rf"{SHARE} to {SHARE}"
CORPUS_ROW = (
    rf"\| \w+ \| \d+ \| {SHARE} / {SHARE} / \*\*{SHARE}\*\* \({RANGE}\)( \| {SHARE} \({RANGE}\) of [\d,]+){{2}} \|"
)
PIN_ROW = rf"\| [a-z ]+( \| {SHARE} \({RANGE}\) of \d+){{2}} \|"
MEASURE_ROW = r"\| [^|]+ \| [\d.]+%? \| (?:[\d.]+%? to [\d.]+%?)? ?\| [^|]* \|"


def test_the_page_has_the_tables_that_are_printed() -> None:
    """Between its comments stand a commit and rows of the very form that the script prints, and no other figure."""
    (held,) = re.findall(f"{accuracy.BEGIN}\n(.*?){accuracy.END}", ACCURACY, re.DOTALL)
    lines = [line for line in held.splitlines() if line]
    assert re.match(r"Commit [0-9a-f]{10}\+?; ", lines[0])
    corpus_head, measure_head = accuracy.CORPUS_HEAD.splitlines(), accuracy.MEASURE_HEAD.splitlines()
    assert lines[1:3] == accuracy.PIN_HEAD.splitlines()
    assert all(re.fullmatch(PIN_ROW, line) for line in lines[3:6])
    at = 8 + len(accuracy.CORPORA)
    assert lines[6:8] == corpus_head
    assert [line.split(" | ")[0].strip("| ") for line in lines[8:at]] == list(accuracy.CORPORA)
    assert all(re.fullmatch(CORPUS_ROW, line) for line in lines[8:at])
    assert lines[at : at + 2] == measure_head
    assert len(lines[at + 2 :]) >= 12
    assert [line for line in lines[at + 2 :] if not re.fullmatch(MEASURE_ROW, line)] == []


def test_the_readme_and_the_package_have_the_same_figures() -> None:
    """The README's pins are those of the page, and `mapper cite` has all figures of it."""
    (page,) = re.findall(f"{accuracy.BEGIN}\n(.*?){accuracy.END}", ACCURACY, re.DOTALL)
    (pins,) = re.findall(f"{accuracy.BEGIN_PINS}\n(.*?){accuracy.END}", README, re.DOTALL)
    assert pins.strip() in page
    held = (ROOT / "mapper" / "model" / "figures.json").read_text("utf-8")
    assert json.loads(held) == accuracy.told(page.splitlines())


def test_rows_have_the_form_that_the_readme_is_held_to() -> None:
    """A share, an F1 and a corpus each make a row with an interval around the figure."""
    share = figures.of_share("right", [[True, False], [True], [True, True, False]])
    assert re.fullmatch(rf"\| right \| 66\.7% \| {RANGE} \| 6 \|", share)
    site = figures.of_f1("sites", [[(True, True), (False, False)], [(True, False), (False, True)]])
    assert site.startswith("| sites, F1 | 50.0% | 0.0% to 100.0% | sites: 1 said, 1 not; others: 1 said, 1 not |")
    counts = accuracy.Counts(gold=4, predicted=5, exact=3, recognised=3, resolved=2, placed=4)
    row = accuracy.corpus_row("lgl", [[counts], [counts]])
    always = "({0} to {0}) of {1}"
    spans = "60.0% / 75.0% / **66.7%** (66.7% to 66.7%)"
    assert row == f"| lgl | 2 | {spans} | 66.7% {always.format('66.7%', 6)} | 50.0% {always.format('50.0%', 8)} |"
    assert all(re.fullmatch(MEASURE_ROW, line) for line in (share, site))
    assert re.fullmatch(CORPUS_ROW, row)


def test_counts_are_those_of_mapper_evaluate(tmp_path: Path) -> None:
    """The counts of each document, summed, are what `mapper evaluate` gives for the corpus."""
    texts = {
        "a": ("Shells fell on Kupiansk.", "Kupiansk", 49.71, 37.62),
        "b": ("Fires burned in Izium.", "Izium", 0.0, 0.0),
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(
        json.dumps({"id": id_, "text": text, "mentions": [
            {"start": text.index(name), "end": text.index(name) + len(name), "lat": lat, "lon": lon}
        ]}) + "\n"
        for id_, (text, name, lat, lon) in texts.items()
    ), encoding="utf-8")  # fmt: skip
    right, wrong = accuracy.counts_of(gold)
    assert right == [accuracy.Counts(gold=1, predicted=1, exact=1, recognised=1, resolved=1, placed=1)]
    assert wrong == [accuracy.Counts(gold=1, predicted=1, exact=1, recognised=1, resolved=0, placed=1)]


def test_tables_go_between_the_comments_of_the_readme() -> None:
    """What stood there is replaced and nothing else; a README without the comments is left alone, in one sentence."""
    readme = f"Before.\n{accuracy.BEGIN}\nold\n{accuracy.END}\nAfter.\n"
    assert (
        accuracy.placed(readme, accuracy.BEGIN, ["new"])
        == f"Before.\n{accuracy.BEGIN}\n\nnew\n\n{accuracy.END}\nAfter.\n"
    )
    with pytest.raises(SystemExit, match="has no place for the tables"):
        accuracy.placed("Nothing.", accuracy.BEGIN, ["new"])


def test_calibration_error_is_how_far_confidence_is_from_truth() -> None:
    """Confidence that holds has no error, and confidence of 0.9 with nothing right is off by 0.9."""
    assert figures.calibration_error([(0.5, True), (0.5, False)]) == 0
    assert figures.calibration_error([(0.9, False), (0.9, False)]) == pytest.approx(0.9)
