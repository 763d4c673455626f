"""What measures have in common: shares, F1, calibration, their intervals, and the commit that is measured."""

import json
import random
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["Pairs", "calibration_error", "commit", "f1", "interval", "mean", "of_f1", "of_share", "rows_of"]

Pairs = list[tuple[bool, bool]]  # of each mention of a document, whether it is a site and whether it was said to be
_ROUNDS = 200


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a corpus."""
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def commit() -> str:
    """The commit that is measured, with a + where files differ from it."""
    git = ["git", "describe", "--always", "--dirty=+", "--abbrev=10"]
    return subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def interval(documents: Sequence[list[Any]], measure: Callable[[list[Any]], float]) -> tuple[float, float]:
    """Where 95 % of the measures lie when documents are drawn anew, as many as there are."""
    chance = random.Random(0)  # noqa: S311 -- a bootstrap, not a secret
    found = sorted(
        measure([row for document in chance.choices(documents, k=len(documents)) for row in document])
        for _ in range(_ROUNDS)
    )
    return found[int(0.025 * _ROUNDS)], found[int(0.975 * _ROUNDS)]


def of_share(name: str, outcomes: Sequence[list[bool]]) -> str:
    """A row of the table: how many of all came out right."""
    flat = [ok for document in outcomes for ok in document]
    low, high = interval(outcomes, mean)
    return f"| {name} | {mean(flat):.1%} | {low:.1%} to {high:.1%} | {len(flat):,} |"


def of_f1(name: str, documents: Sequence[Pairs]) -> str:
    """A row of the table: the F1 of saying "site", and the confusion."""
    counts = Counter(pair for document in documents for pair in document)
    low, high = interval(documents, f1)
    confusion = (
        f"sites: {counts[True, True]:,} said, {counts[True, False]:,} not; "
        f"others: {counts[False, True]:,} said, {counts[False, False]:,} not"
    )
    return f"| {name}, F1 | {f1(list(counts.elements())):.1%} | {low:.1%} to {high:.1%} | {confusion} |"


def mean(values: Sequence[bool]) -> float:
    """The share that is right; 0 of none."""
    return sum(values) / max(1, len(values))


def f1(pairs: Pairs) -> float:
    """The F1 of saying "site"."""
    right = sum(is_site and said for is_site, said in pairs)
    return 2 * right / max(1, sum(is_site for is_site, _ in pairs) + sum(said for _, said in pairs))


def calibration_error(pairs: list[tuple[float, bool]]) -> float:
    """Over ten bins of confidence, how far it is from the share that is right, on average of the mentions."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, ok in pairs:
        bins[min(9, int(10 * confidence))].append((confidence, ok))
    return sum(abs(sum(c for c, _ in rows) - sum(ok for _, ok in rows)) for rows in bins.values()) / len(pairs)
