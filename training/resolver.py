"""How the resolver's weights are made: python -m training.resolver [--gold FOLDER] [--out FILE] [--tables]

Learns what each piece of evidence counts (evidence.py of mapper/resolve) and how sure a choice is (confidence.py) from
the choices of LGL, GeoVirus, the headlines of UCDP GED and our own corpus, and writes weights.json beside them. What
stands around a mention depends on what the others were taken for, so evidence and weights follow one another by turns.
Deterministic. `--tables` prints the tables of RUNS.md: every figure there is of articles that did not train it.
"""

import argparse
import json
import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from gazetteer import Gazetteer
from mapper.resolve.confidence import SIGNS, chance
from mapper.resolve.evidence import EVIDENCE, FAMILIES
from mapper.resolve.weights import Weights

from .choices import Choice, Document, choices, documents
from .ranker import fit_chance, fit_choice

_TURNS = 2
_FOLDS = 5
_RIDGE = 3.0
# Held so much more: few articles of these corpora speak of a story far away at length.
_HELD = {"sentence": 100.0}
# A headline has one name and no context, and few places are named again and again; our own corpus is of conflicts.
_COUNTS = {"lgl": 1.0, "geovirus": 1.0, "headlines": 0.5, "stories": 2.0}
# What the user asks for is no matter of learning: it outweighs twenty times as many people.
_LEAN = 3.0
# GeoVirus tells whether the confidence means what it says, so it has no say in it.
_CALIBRATED_ON = ("lgl", "headlines", "stories")

_Evidence = Mapping[str, float]
_Gatherer = Callable[[Iterable[Document], _Evidence], list[Choice]]
# What weights are held to where the articles say little.
_START: _Evidence = {
    "prior": 1.0, "foremost": 1.0, "beneath": -1.0, "is_unlisted": -3.0, "shortened": -4.0,
    "container": 14.0, "container_in_list": 3.0, "member": 14.0, "member_in_list": 3.0, "kind_asked": 4.0,
    "kind_denied": -2.0, "article": 6.0, "country": 4.0, "peoples": 5.0, "region": 3.0, "home": 1.0, "dateline": 1.0,
    "beside": 3.0, "sentence": 3.0, "nearby": 3.0, "next_to": 3.0, "flock": 6.0, "reach": 3.0, "on_water": 3.0,
}  # fmt: skip
# That a town which nobody has heard of is not meant where nothing speaks for it is no matter of a few examples either.
_SURE_OF: _Evidence = {"stray": -6.0, "far": -6.0}
# What may speak against a place.
_AGAINST = ("shortened", "beneath", "is_unlisted", "is_region", "is_district", "is_hamlet", "kind_denied")


def main() -> None:
    """Fit, write, and print the tables if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path("mapper/resolve/weights.json"))
    parser.add_argument("--tables", action="store_true", help="print the tables of RUNS.md too")
    options = parser.parse_args()
    with Gazetteer.open() as store:
        docs = documents(options.gold, store)
        gather = partial(_gather, store)
        evidence = _learned(docs, gather)
        held = list(_held_back(docs, gather, evidence))
        weights = Weights(evidence=evidence, confidence=_calibrated(held))
        options.out.write_text(
            json.dumps({"evidence": evidence, "confidence": weights.confidence}, indent=1) + "\n", encoding="utf-8"
        )
        print(f"right place, held back: {_accuracies(held)}")
        print(f"expected error of the confidence, geovirus: {_calibration_error(held, weights):.3f}")
        if options.tables:
            _print_ablation(list(gather(docs, evidence)))


def held_back(gold: Path, store: Gazetteer) -> list[Choice]:
    """Every choice of the corpora, as weights see it that its article did not teach: a minute or two."""
    docs, gather = documents(gold, store), partial(_gather, store)
    return list(_held_back(docs, gather, _learned(docs, gather)))


def _gather(store: Gazetteer, docs: Iterable[Document], evidence: _Evidence) -> list[Choice]:
    return list(choices(docs, store, Weights(evidence=evidence, confidence={})))


def _learned(docs: Sequence[Document], gather: _Gatherer) -> _Evidence:
    """The weights that these articles teach: each turn sees the neighbours as the last one left them."""
    evidence = _START
    for _ in range(_TURNS):
        evidence = _fitted(gather(docs, evidence))
    return evidence


def _fitted(rows: Iterable[Choice], without: Collection[str] = ()) -> _Evidence:
    open_ones = [row for row in rows if row.right.any() and not row.right.all()]
    names = [name for name in EVIDENCE if name != "lean" and name not in without]
    while True:
        columns = [list(EVIDENCE).index(name) for name in names]
        weights = fit_choice(
            [row.features[:, columns] for row in open_ones],
            [row.right for row in open_ones],
            np.array([_COUNTS[row.corpus] for row in open_ones]),
            np.array([_START.get(name, 0.0) for name in names]),
            np.array([_RIDGE * _HELD.get(name, 1.0) for name in names]),
        )
        fitted = dict(zip(names, weights.round(3).tolist(), strict=True))
        # What speaks for a place must not count against it, whatever chance there is in the data.
        absurd = {name for name, weight in fitted.items() if weight < 0 and name not in _AGAINST}
        if not absurd:
            return fitted | {"lean": _LEAN}
        names = [name for name in names if name not in absurd]


def _held_back(docs: Sequence[Document], gather: _Gatherer, evidence: _Evidence) -> Iterator[Choice]:
    """Every choice, as weights see it that its article did not teach."""
    folds = _folds(doc.article.id for doc in docs)
    rows = gather(docs, evidence)
    for fold in range(_FOLDS):
        taught = _fitted(row for row in rows if folds[row.document] != fold)
        yield from gather([doc for doc in docs if folds[doc.article.id] == fold], taught)


def _folds(ids: Iterable[str]) -> dict[str, int]:
    shuffled = sorted(set(ids))
    random.Random(0).shuffle(shuffled)
    return {document: at % _FOLDS for at, document in enumerate(shuffled)}


def _calibrated(held: Sequence[Choice]) -> dict[str, float]:
    rows = [row for row in held if row.signs and row.corpus in _CALIBRATED_ON]
    signs = np.array([[row.signs[sign] for sign in SIGNS] for row in rows])
    start = np.array([_SURE_OF.get(sign, 0.0) for sign in SIGNS])
    weights = fit_chance(signs, np.array([row.is_right for row in rows]), start, _RIDGE)
    return {sign: round(float(weight), 3) for sign, weight in zip(SIGNS, weights, strict=True)}


def _calibration_error(held: Iterable[Choice], weights: Weights, corpus: str = "geovirus") -> float:
    """Over ten bins, how far the confidence is from the share that is right, on average of the choices."""
    bins: list[list[float]] = [[] for _ in range(10)]
    for row in held:
        if row.corpus == corpus and row.signs:
            confidence = chance(row.signs, weights)
            bins[min(9, int(10 * confidence))].append(confidence - bool(row.right[0]))
    return sum(abs(sum(errors)) for errors in bins) / sum(map(len, bins))


def _accuracies(rows: Sequence[Choice]) -> str:
    found = {corpus: [row.is_right for row in rows if row.corpus == corpus] for corpus in _COUNTS}
    return ", ".join(f"{corpus} {sum(right) / len(right):.1%} of {len(right):,}" for corpus, right in found.items())


def _print_ablation(rows: Sequence[Choice]) -> None:
    """What is lost without each family of evidence, cross-validated with the neighbours as they are."""
    folds = _folds(row.document for row in rows)
    print(f"\n| left out | {' | '.join(_COUNTS)} |\n|{'---|' * (1 + len(_COUNTS))}")
    for family, without in {"nothing": (), **FAMILIES}.items():
        right: dict[str, list[bool]] = {corpus: [] for corpus in _COUNTS}
        for fold in range(_FOLDS):
            fitted = _fitted((row for row in rows if folds[row.document] != fold), without)
            counted = np.array([fitted.get(name, 0.0) for name in EVIDENCE])
            for row in rows:
                if folds[row.document] == fold:
                    best = int((row.features @ counted).argmax()) if len(row.features) else None
                    right[row.corpus].append(best is not None and bool(row.strict[best]))
        print(f"| {family} | " + " | ".join(f"{sum(ok) / len(ok):.1%}" for ok in right.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
