"""How accurate is it? The figures of the README, from the gold marks that lie beside the repository.

    python benchmarks/accuracy.py ../shared/gold

Each corpus is located as `mapper locate` would and scored as `mapper evaluate` would; the headlines of UCDP GED are
scored by whether a site lies within 25 km of the event that they report.
"""

import json
import sys
import tempfile
from pathlib import Path

from gazetteer import distance_km
from mapper import Article, LocatedArticle, locate
from mapper.evaluate import evaluate
from mapper.read.articles import read_articles
from mapper.write import writing

CORPORA = ("lgl", "geovirus", "humset")
NEAR_KM = 25.0


def main(folder: str) -> None:
    """Print a table of the corpora, a row each, then the share of headlines."""
    gold = Path(folder)
    print("| corpus | articles | exact P / R / F1 | right place | found and right, of all |\n|---|---|---|---|---|")
    for corpus in CORPORA:
        print(_row(corpus, gold / f"{corpus}.jsonl"), flush=True)
    right, asked = _headlines(gold / "ged_headlines.jsonl")
    print(f"\nUCDP headlines with a site within {NEAR_KM:.0f} km of the event: {right / asked:.1%} of {asked:,}")


def _row(name: str, gold: Path) -> str:
    articles = 0
    with tempfile.TemporaryDirectory() as scratch:
        located = Path(scratch) / "located.jsonl"
        with writing(located) as stream:
            for item in locate(read_articles([gold])):
                articles += 1
                stream.write(json.dumps(item.to_dict()) + "\n")
        report = evaluate(gold, located)
    exact, resolution, coverage = report["recognition"]["exact"], report["resolution"], report["coverage"]
    spans = f"{exact['precision']:.1%} / {exact['recall']:.1%} / **{exact['f1']:.1%}**"
    right = f"{resolution['accuracy']:.1%} of {resolution['mentions']:,}"
    return f"| {name} | {articles} | {spans} | {right} | {coverage['right']:.1%} of {coverage['mentions']:,} |"


def _headlines(gold: Path) -> tuple[int, int]:
    """How many headlines have a site near the event, of how many whose point is exact (precision 1)."""
    with gold.open(encoding="utf-8") as stream:
        rows = [row for row in map(json.loads, stream) if row["precision"] == 1]
    located = locate(Article(id=row["id"], text=row["text"]) for row in rows)
    return sum(_has_site_near(item, row["lat"], row["lon"]) for row, item in zip(rows, located, strict=True)), len(rows)


def _has_site_near(item: LocatedArticle, lat: float, lon: float) -> bool:
    sites = [r.place for r in item.resolutions if r.place and r.role == "site"]
    return any(distance_km(lat, lon, site.lat, site.lon) <= NEAR_KM for site in sites)


if __name__ == "__main__":
    main(*sys.argv[1:])
