"""How accurate is it? Every measure, from the gold marks that lie beside the repository.

    python benchmarks/accuracy.py ../shared/gold [--write]

Each corpus is located as `mapper locate` would and scored as `mapper evaluate` would; the headlines of UCDP GED are
scored by whether a site lies within 25 km of the event that they report. Intervals are 95 % of a bootstrap by document.
--write puts what is printed between the comments of docs/accuracy.md, the pins between those of the README, and what
`mapper cite` says into mapper/model/figures.json.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from figures import commit, interval, of_share, rows_of
from resolver import NEAR_KM, measures
from resolver_cost import costs

from gazetteer import Gazetteer, distance_km
from mapper import Article, LocatedArticle, locate
from mapper.evaluate import evaluate
from mapper.read.articles import read_articles
from mapper.red_pins import evaluate_pins

CORPORA = ("lgl", "geovirus", "humset")
CORPUS_HEAD = "| corpus | articles | exact P / R / F1 | right place | found and right, of all |\n|---|---|---|---|---|"
PIN_HEAD = "| pins that say 'It happened here', 23 news articles | precision | recall |\n|---|---|---|"
MEASURE_HEAD = "| measure | figure | 95 % interval | counted |\n|---|---|---|---|"
BEGIN, BEGIN_PINS, END = "<!-- printed by make evaluate -->", "<!-- pins, printed by make evaluate -->", "<!-- end -->"
ROOT = Path(__file__).parents[1]


class Counts(NamedTuple):
    """Mentions of a document, as `mapper evaluate` counts them."""

    gold: int
    predicted: int
    exact: int
    recognised: int
    resolved: int
    placed: int


def main() -> None:
    """Print the tables row by row, and put them where they are told if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="write the tables into the README, docs and the package")
    options = parser.parse_args()
    lines = []
    for line in report(options.gold):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        for path, begin, shown in (
            (ROOT / "docs" / "accuracy.md", BEGIN, lines),
            (ROOT / "README.md", BEGIN_PINS, lines[2 : lines.index("", 2)]),
        ):
            path.write_text(placed(path.read_text("utf-8"), begin, shown), encoding="utf-8")
        held = json.dumps(told(lines), indent=1) + "\n"
        (ROOT / "mapper" / "model" / "figures.json").write_text(held, encoding="utf-8")


def placed(page: str, begin: str, lines: Iterable[str]) -> str:
    """The page with these lines between its comments."""
    held = re.compile(f"{begin}.*?{END}", re.DOTALL)
    if not held.search(page):
        raise SystemExit(f"the page has no place for the tables: it needs {begin} and, behind it, {END}")
    table = "\n".join([begin, "", *lines, "", END])
    return held.sub(lambda _: table, page)


def told(lines: Iterable[str]) -> dict[str, str | list[str]]:
    """The figures of the tables by the first cell of their rows, and the commit."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {"commit": next(line.split()[1].rstrip(";") for line in lines if line.startswith("Commit"))} | {
        row[0].lower(): row[1:] for row in rows if re.match(r"\d", row[1])
    }


def report(gold: Path) -> Iterator[str]:
    """The commit and the tables, line by line."""
    yield f"Commit {commit()}; in brackets and in the third column 95 % intervals, by a bootstrap of documents."
    yield ""
    yield from PIN_HEAD.splitlines()
    pins = pin_figures(gold / "newsmaps.jsonl")
    yield from pin_rows(pins)
    yield ""
    yield from CORPUS_HEAD.splitlines()
    for corpus in CORPORA:
        yield corpus_row(corpus, counts_of(gold / f"{corpus}.jsonl"))
    yield ""
    yield from MEASURE_HEAD.splitlines()
    yield of_share(f"UCDP headlines with a site within {NEAR_KM:.0f} km", headlines(gold / "ged_headlines.jsonl"))
    yield calibration_row(pins)
    store = Gazetteer.open()
    yield from measures(gold, store)
    yield from costs(gold, store)


def pin_figures(gold: Path) -> dict[str, Any]:
    """What `mapper evaluate --pins` finds of whole articles, located as `mapper locate` would."""
    with tempfile.TemporaryDirectory() as scratch:
        located = Path(scratch) / "located.jsonl"
        with located.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(item.to_dict()) + "\n" for item in locate(read_articles([gold])))
        return evaluate_pins(gold, located)


def pin_rows(report: Mapping[str, Any]) -> Iterator[str]:
    """Rows of the red pins."""
    for name, found in report["pins"].items():
        cells = [
            f"{found[key]:.1%} ({low:.1%} to {high:.1%}) of {sum(found[count] for count in counts)}"
            for key, counts in (("precision", ("right", "wrong")), ("recall", ("found", "lost")))
            for low, high in [found[f"{key}_interval"]]
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def calibration_row(report: Mapping[str, Any]) -> str:
    """How far the confidence of red pins is off, and how far it would be by chance."""
    _, low, high = report["calibration_by_chance"]
    chance = f"{low:.3f} to {high:.3f} by chance, were it exact"
    return (
        f"| confidence of a red pin in place and role, off over ten bins | {report['calibration']:.3f} | | {chance} |"
    )


def corpus_row(name: str, documents: list[list[Counts]]) -> str:
    """A row of the first table."""
    rows = [counts for document in documents for counts in document]
    exact = f"{precision(rows):.1%} / {recall(rows):.1%} / **{exact_f1(rows):.1%}**"
    cells = [
        f"{share:.1%} ({low:.1%} to {high:.1%}) of {total:,}"
        for share, (low, high), total in (
            (right_place(rows), interval(documents, right_place), sum(row.recognised for row in rows)),
            (coverage(rows), interval(documents, coverage), sum(row.placed for row in rows)),
        )
    ]
    low, high = interval(documents, exact_f1)
    return f"| {name} | {len(documents)} | {exact} ({low:.1%} to {high:.1%}) | {cells[0]} | {cells[1]} |"


def precision(rows: list[Counts]) -> float:
    """Of the spans found, the share that agrees to the letter."""
    return sum(row.exact for row in rows) / max(1, sum(row.predicted for row in rows))


def recall(rows: list[Counts]) -> float:
    """Of the spans asked for, the share that was found to the letter."""
    return sum(row.exact for row in rows) / max(1, sum(row.gold for row in rows))


def exact_f1(rows: list[Counts]) -> float:
    """The harmonic mean of both."""
    return 2 * sum(row.exact for row in rows) / max(1, sum(row.gold + row.predicted for row in rows))


def right_place(rows: list[Counts]) -> float:
    """Of the recognised mentions that have a place, the share with the right one."""
    return sum(row.resolved for row in rows) / max(1, sum(row.recognised for row in rows))


def coverage(rows: list[Counts]) -> float:
    """Of all mentions that have a place, the share with the right one."""
    return sum(row.resolved for row in rows) / max(1, sum(row.placed for row in rows))


def counts_of(gold: Path) -> list[list[Counts]]:
    """What `mapper evaluate` counts in each document of a corpus, located as `mapper locate` would."""
    documents = []
    with tempfile.TemporaryDirectory() as scratch:
        asked, located = Path(scratch) / "gold.jsonl", Path(scratch) / "located.jsonl"
        for row, item in zip(rows_of(gold), locate(read_articles([gold])), strict=True):
            asked.write_text(json.dumps(row) + "\n", encoding="utf-8")
            located.write_text(json.dumps(item.to_dict()) + "\n", encoding="utf-8")
            found = evaluate(asked, located)
            spans, places, covered = found["recognition"], found["resolution"], found["coverage"]
            documents.append([Counts(
                gold=spans["gold"], predicted=spans["predicted"],
                exact=round(spans["exact"]["precision"] * spans["predicted"]), recognised=places["mentions"],
                resolved=round(places["accuracy"] * places["mentions"]), placed=covered["mentions"],
            )])  # fmt: skip
    return documents


def headlines(gold: Path) -> list[list[bool]]:
    """Of each headline whose point is exact (precision 1), whether a site is near the event."""
    rows = [row for row in rows_of(gold) if row["precision"] == 1]
    located = locate(Article(id=row["id"], text=row["text"]) for row in rows)
    return [[has_site_near(item, row["lat"], row["lon"])] for row, item in zip(rows, located, strict=True)]


def has_site_near(item: LocatedArticle, lat: float, lon: float) -> bool:
    """True where a site of the article lies near a point."""
    sites = [r.place for r in item.resolutions if r.place and r.role == "site"]
    return any(distance_km(lat, lon, site.lat, site.lon) <= NEAR_KM for site in sites)


if __name__ == "__main__":
    main()
