"""How well are places and roles chosen? Measures of the resolver alone, from the gold marks beside the repository.

    python benchmarks/resolver.py ../shared/gold

Intervals are 95 % of a bootstrap by document. Countries whose point is a matter of convention count as the corpus has
them: right within 161 km or by the same GeoNames id.
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer, Place, distance_km
from mapper import Article, LocatedArticle
from mapper.recognise import load_recogniser
from mapper.resolve import resolve

Outcomes = list[list[bool]]  # for each document, whether each of its mentions came out right
NEAR_KM, SAME_KM, ROUNDS = 25.0, 161.0, 200


def main(folder: str) -> None:
    """Print each measure in a line of its own."""
    gold, store = Path(folder), Gazetteer.open()
    given: dict[str, list[tuple[float, bool]]] = {}
    for corpus in ("lgl", "geovirus"):
        outcomes, given[corpus] = _given_mentions(gold / f"{corpus}.jsonl", store)
        print(f"given mentions, right place, {corpus}: {_share(outcomes)}", flush=True)
    print(f"calibration, expected error over ten bins, lgl: {_calibration_error(given['lgl']):.3f}")
    locator = _locator(store)
    print(f"bellingcat, finest place within {NEAR_KM:.0f} km: {_share(_incidents(gold / 'bellingcat.jsonl', locator))}")
    for name, (right, false, missed) in _roles(gold, locator).items():
        precision, recall = right / (right + false), right / (right + missed)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"site against not-site, {name}: precision {precision:.1%}, recall {recall:.1%}, F1 {f1:.1%}")
    print(f"resolving, in shares of the recogniser's time: {_cost(gold / 'lgl.jsonl', store):.2f}")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _share(outcomes: Outcomes) -> str:
    flat = [ok for document in outcomes for ok in document]
    chance = random.Random(0)  # noqa: S311 -- a bootstrap, not a secret
    means = []
    for _ in range(ROUNDS):
        drawn = [ok for _ in outcomes for ok in chance.choice(outcomes)]
        means.append(sum(drawn) / len(drawn))
    means.sort()
    low, high = means[int(0.025 * ROUNDS)], means[int(0.975 * ROUNDS)]
    return f"{sum(flat) / len(flat):.1%} of {len(flat):,} ({low:.1%} to {high:.1%})"


def _right(place: Place | None, mark: dict[str, Any], km: float) -> bool:
    if place is None:
        return False
    same = place.id == f"geonames:{mark.get('geonameid')}"
    return same or distance_km(place.lat, place.lon, mark["lat"], mark["lon"]) <= km


def _given_mentions(path: Path, store: Gazetteer) -> tuple[Outcomes, list[tuple[float, bool]]]:
    outcomes, confidences = [], []
    for row in _rows(path):
        article = Article(id=row["id"], text=row["text"])
        marks = [m for m in row["mentions"] if m.get("lat") is not None and "emonym" not in (m.get("type") or "")]
        by_start = {m["start"]: m for m in marks}
        found = resolve(article, [article.mention(m["start"], m["end"]) for m in by_start.values()], store).resolutions
        right = [_right(r.place, by_start[r.mention.start], SAME_KM) for r in found]
        confidences += [(r.confidence, ok) for r, ok in zip(found, right, strict=True) if r.place]
        outcomes.append(right)
    return [document for document in outcomes if document], confidences


def _calibration_error(pairs: list[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, ok in pairs:
        bins[min(9, int(10 * confidence))].append((confidence, ok))
    return sum(abs(sum(c for c, _ in rows) - sum(ok for _, ok in rows)) for rows in bins.values()) / len(pairs)


def _locator(store: Gazetteer) -> Callable[[Article], LocatedArticle]:
    recogniser = load_recogniser(store)

    def locate_one(article: Article) -> LocatedArticle:
        ((_, mentions),) = recogniser.pipe([article])
        return resolve(article, mentions, store)

    return locate_one


def _incidents(path: Path, locator: Callable[[Article], LocatedArticle]) -> Outcomes:
    """Of the places of `location`, the finest is where the incident is taken to be."""
    outcomes = []
    for row in _rows(path):
        found = locator(Article(id=row["id"], text=f"In {row['location']}. {row['text']}"))
        places = [r.place for r in found.resolutions if r.place and r.mention.end <= len(row["location"]) + 3]
        finest = min(places, key=lambda place: place.precision_km, default=None)
        outcomes.append([_right(finest, row, NEAR_KM)])
    return outcomes


def _roles(gold: Path, locator: Callable[[Article], LocatedArticle]) -> dict[str, tuple[int, int, int]]:
    """Right sites, false ones and missed ones: event_location's sentences with a location, and HumSet's types."""
    counts: dict[str, Counter[tuple[bool, bool]]] = {"event_location": Counter(), "humset": Counter()}
    for row in _rows(gold / "event_location.jsonl"):
        where = [(mark["start"], mark["end"]) for event in row["events"] for mark in event["locations"]]
        for r in locator(Article(id=row["id"], text=row["text"])).resolutions if where else ():
            counts["event_location"][_over(r.mention, where), r.role == "site"] += 1
    for row in _rows(gold / "humset.jsonl"):
        literal = [(m["start"], m["end"]) for m in row["mentions"] if m["type"] == "literal"]
        marked = literal + [(m["start"], m["end"]) for m in row["mentions"] if m["type"] == "associative"]
        for r in locator(Article(id=row["id"], text=row["text"])).resolutions:
            if _over(r.mention, marked):
                counts["humset"][_over(r.mention, literal), r.role == "site"] += 1
    return {name: (c[True, True], c[False, True], c[True, False]) for name, c in counts.items()}


def _over(mention: Any, spans: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in spans)


def _cost(path: Path, store: Gazetteer) -> float:
    articles = [Article(id=row["id"], text=row["text"]) for row in _rows(path)]
    recogniser = load_recogniser(store)
    started = time.perf_counter()
    found = list(recogniser.pipe(articles))
    recognised = time.perf_counter()
    for article, mentions in found:
        resolve(article, mentions, store)
    return (time.perf_counter() - recognised) / (recognised - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
