"""How well are places and roles chosen? Measures of the resolver alone, from the gold marks beside the repository.

    python benchmarks/resolver.py ../shared/gold

Intervals are 95 % of a bootstrap by document. The weights were learned from LGL and GeoVirus: training/RUNS.md has the
figures of articles that did not teach them. Countries whose point is a matter of convention count as the corpus has
them: right within 161 km or by the same GeoNames id. For the calibration, a country is right that holds the point.
"""

import json
import random
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from gazetteer import Gazetteer, Place, distance_km
from mapper import Article, LocatedArticle
from mapper.recognise.recogniser import load_recogniser
from mapper.recognise.tagger import Tagger
from mapper.records import Mention
from mapper.resolve.events import site_of
from mapper.resolve.resolver import resolve

Outcomes = list[list[bool]]  # for each document, whether each of its mentions came out right
Pairs = list[tuple[bool, bool]]  # of each mention of a document, whether it is a site and whether it was said to be
NEAR_KM, SAME_KM, ROUNDS = 25.0, 161.0, 200


def main(folder: str) -> None:
    """Print each measure in a line of its own."""
    gold, store = Path(folder), Gazetteer.open()
    print(f"commit {_commit()}")
    for corpus, use in (("lgl", "fitted on it"), ("geovirus", "not fitted on it")):
        outcomes, confidences = _given_mentions(gold / f"{corpus}.jsonl", store)
        print(f"given mentions, right place, {corpus}: {_share(outcomes)}", flush=True)
        error = _calibration_error([pair for document in confidences for pair in document])
        low, high = _interval(confidences, _calibration_error)
        print(f"calibration, expected error over ten bins, {corpus} ({use}): {error:.3f} ({low:.3f} to {high:.3f})")
    locator = _locator(store)
    print(f"bellingcat, finest place within {NEAR_KM:.0f} km: {_share(_incidents(gold / 'bellingcat.jsonl', locator))}")
    outcomes, pairs = _verbs(gold / "event_location.jsonl", store)
    print(f"event_location, the right mention for the verb: {_share(outcomes)}")
    _print_f1("site of the verb against the other mentions, event_location, given its places", pairs)
    _print_f1("the same, as recognised", _by_verb(gold / "event_location.jsonl", locator))
    for name, documents in _roles(gold, locator).items():
        _print_f1(f"site against not-site, by roles alone, {name}", documents)
    _print_cost(gold, store)


def _print_f1(name: str, documents: list[Pairs]) -> None:
    """The F1 of saying "site" with its interval, and the confusion."""
    counts = Counter(pair for document in documents for pair in document)
    low, high = _interval(documents, _f1)
    print(f"{name}: F1 {_f1(list(counts.elements())):.1%} ({low:.1%} to {high:.1%})")
    for is_site in (True, False):
        said = f"said site {counts[is_site, True]:,}, said not {counts[is_site, False]:,}"
        print(f"    {'sites' if is_site else 'others'}: {said}", flush=True)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _commit() -> str:
    """The commit that is measured, with a + where files differ from it."""
    git = ["git", "describe", "--always", "--dirty=+", "--abbrev=10"]
    return subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def _share(outcomes: Outcomes) -> str:
    flat = [ok for document in outcomes for ok in document]
    low, high = _interval(outcomes, _mean)
    return f"{_mean(flat):.1%} of {len(flat):,} ({low:.1%} to {high:.1%})"


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


def _interval(documents: Sequence[list[Any]], measure: Callable[[list[Any]], float]) -> tuple[float, float]:
    """Where 95 % of the measures lie when documents are drawn anew, as many as there are."""
    chance = random.Random(0)  # noqa: S311 -- a bootstrap, not a secret
    found = sorted(
        measure([row for document in chance.choices(documents, k=len(documents)) for row in document])
        for _ in range(ROUNDS)
    )
    return found[int(0.025 * ROUNDS)], found[int(0.975 * ROUNDS)]


def _right(place: Place | None, mark: dict[str, Any], km: float) -> bool:
    if place is None:
        return False
    same = place.id == f"geonames:{mark.get('geonameid')}"
    return same or distance_km(place.lat, place.lon, mark["lat"], mark["lon"]) <= km


def _given_mentions(path: Path, store: Gazetteer) -> tuple[Outcomes, list[list[tuple[float, bool]]]]:
    """For each document whether each mention came out right, and the confidence of each place with whether it is."""
    outcomes, confidences = [], []
    for row in _rows(path):
        article = Article.from_dict({key: row[key] for key in ("id", "text", "title", "url")})
        marks = [m for m in row["mentions"] if m.get("lat") is not None and "emonym" not in (m.get("type") or "")]
        by_start = {m["start"]: m for m in marks}
        if not by_start:
            continue
        found = resolve(article, [article.mention(m["start"], m["end"]) for m in by_start.values()], store).resolutions
        outcomes.append([_right(r.place, by_start[r.mention.start], SAME_KM) for r in found])
        confidences.append(
            [
                (r.confidence, ok or _holds(r.place, by_start[r.mention.start], store))
                for r, ok in zip(found, outcomes[-1], strict=True)
                if r.place
            ]
        )
    return outcomes, confidences


def _holds(place: Place, mark: dict[str, Any], store: Gazetteer) -> bool:
    """Whether it is the country or region of the point: where a country has its middle is convention."""
    near = store.near(mark["lat"], mark["lon"], 60.0, limit=1) if place.kind in ("country", "region") else ()
    return any(p.country == place.country and (place.kind == "country" or p.admin1 == place.admin1) for p in near)


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


def _verbs(path: Path, store: Gazetteer) -> tuple[Outcomes, list[Pairs]]:
    """Of the events with a place, all names to choose from: whether the mention taken for theirs is one, and each pair.

    A pair tells of one mention of the event's sentence whether it is where the event was, and whether it was taken.
    """
    recogniser, outcomes, pairs = load_recogniser(store), [], []
    rows = _with_places(path)
    articles = (Article(id=row["id"], text=row["text"]) for row in rows)
    for row, (article, seen) in zip(rows, recogniser.pipe(articles), strict=True):
        spans = {(mark["start"], mark["end"]) for event in row["events"] for mark in event["locations"]}
        others = [mention for mention in seen if not _over(mention, list(spans))]
        found = resolve(article, [*others, *(article.mention(*span) for span in spans)], store)
        outcomes.append([any(is_site and said for is_site, said in event) for event in _taken(row, found)])
        pairs.append([pair for event in _taken(row, found) for pair in event])
    return outcomes, pairs


def _by_verb(path: Path, locator: Callable[[Article], LocatedArticle]) -> list[Pairs]:
    """The pairs of each event with a place, of the mentions that were recognised."""
    rows = _with_places(path)
    found = (locator(Article(id=row["id"], text=row["text"])) for row in rows)
    return [[pair for event in _taken(row, one) for pair in event] for row, one in zip(rows, found, strict=True)]


def _taken(row: dict[str, Any], found: LocatedArticle) -> list[Pairs]:
    """For each event with a place, of each mention whether that happened there, and whether it was taken to."""
    events = []
    for event in (event for event in row["events"] if event["locations"]):
        site = site_of(row["text"], (event["verb"][0][0], event["verb"][0][1]), found.resolutions)
        where = [(mark["start"], mark["end"]) for mark in event["locations"]]
        events.append([(_over(r.mention, where), r is site) for r in found.resolutions])
    return events


def _with_places(path: Path) -> list[dict[str, Any]]:
    return [row for row in _rows(path) if any(event["locations"] for event in row["events"])]


def _roles(gold: Path, locator: Callable[[Article], LocatedArticle]) -> dict[str, list[Pairs]]:
    """For each document (is a site, was said to be one) of each mention: event_location's sentences, HumSet's types."""
    pairs: dict[str, list[Pairs]] = {"event_location": [], "humset": []}
    for row in _rows(gold / "event_location.jsonl"):
        where = [(mark["start"], mark["end"]) for event in row["events"] for mark in event["locations"]]
        found = locator(Article(id=row["id"], text=row["text"])).resolutions if where else ()
        pairs["event_location"].append([(_over(r.mention, where), r.role == "site") for r in found])
    for row in _rows(gold / "humset.jsonl"):
        literal = [(m["start"], m["end"]) for m in row["mentions"] if m["type"] == "literal"]
        marked = literal + [(m["start"], m["end"]) for m in row["mentions"] if m["type"] == "associative"]
        found = locator(Article(id=row["id"], text=row["text"])).resolutions
        pairs["humset"].append(
            [(_over(r.mention, literal), r.role == "site") for r in found if _over(r.mention, marked)]
        )
    return pairs


def _f1(pairs: Pairs) -> float:
    right = sum(is_site and said for is_site, said in pairs)
    return 2 * right / max(1, sum(is_site for is_site, _ in pairs) + sum(said for _, said in pairs))


def _over(mention: Any, spans: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in spans)


def _print_cost(gold: Path, store: Gazetteer) -> None:
    """CPU time of resolving and roles beside that of recognising, in one run over real articles; and of a hard text."""
    articles = [*_articles(gold / "lgl.jsonl", 100), *_articles(gold / "humset.jsonl", None)]
    recogniser, network = load_recogniser(store), 0.0
    read = Tagger.probabilities

    def timed(tagger: Tagger, words: Sequence[str], matches: Sequence[int]) -> Any:
        nonlocal network
        started = time.process_time()
        found = read(tagger, words, matches)
        network += time.process_time() - started
        return found

    with patch.object(Tagger, "probabilities", timed):
        started = time.process_time()
        found = list(recogniser.pipe(articles))
        recognised = time.process_time() - started
    resolved = min(_seconds_to_resolve(found, store) for _ in range(3))
    shares = f"{resolved / network:.2f} of the network's, {resolved / recognised:.2f} of the recogniser's"
    print(f"CPU time of resolving and roles, {len(articles)} articles: {shares}")
    hard = min(_seconds_to_resolve([_ambiguous()], store) for _ in range(3))
    print(f"CPU time of 2,000 ambiguous mentions in one text: {hard:.2f} s")


def _articles(path: Path, most: int | None) -> list[Article]:
    return [Article(id=row["id"], text=row["text"]) for row in islice(_rows(path), most)]


def _ambiguous() -> tuple[Article, list[Mention]]:
    names = ("San José", "Santa Cruz", "San Juan", "Springfield", "San Antonio", "Santa Rosa", "Franklin", "Salem")
    article = Article(text="".join(f"Shells fell on {name}. " for name in names) * 250)
    return article, [article.mention(*found.span(1)) for found in re.finditer(r"on ([^.]+)\.", article.text)]


def _seconds_to_resolve(found: Iterable[tuple[Article, Sequence[Mention]]], store: Gazetteer) -> float:
    started = time.process_time()
    for article, mentions in found:
        resolve(article, mentions, store)
    return time.process_time() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
