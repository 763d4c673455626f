"""What a model folder says of roles: python -m training.measure_roles FOLDER ... [--gold FILE ...]

On the stories of training/roles that are set apart, as whole texts and each sentence by itself, and on other documents
with marked roles. The mentions are given. Prints a row for each folder and text.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer import Gazetteer
from mapper.recognise.tagger import Tagger
from mapper.records import ROLES

from .corpora import featured, within
from .role_corpus import documents
from .role_examples import sentences

_Row = dict[str, Any]
_Pair = tuple[str, str]  # the role that was marked, and the one that the network finds likeliest


def main() -> None:
    """Measure each folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="JSONL: text and mentions {start, end, role}")
    options = parser.parse_args()
    held = list(documents(held=True))
    texts = {"set apart": held, "its sentences": [part for row in held for part in _parts(row)]}
    for path in options.gold:
        texts[path.stem] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    print("| model | text | mentions | right | macro-F1 | site P / R |\n|---|---|---|---|---|---|")
    with Gazetteer.open() as gazetteer:
        for folder in options.folders:
            tagger = Tagger(folder)
            for name, rows in texts.items():
                pairs = [pair for row in rows for pair in _answered(row, tagger, gazetteer)]
                print(f"| {folder.name} | {name} | {_scored(pairs)} |", flush=True)


def _parts(row: _Row) -> Iterator[_Row]:
    """Each sentence that names a place, as a document."""
    for low, high in sentences(row["text"]):
        inside = [m for m in row["mentions"] if low <= m["start"] and m["end"] <= high]
        if inside:
            moved = [{**m, "start": m["start"] - low, "end": m["end"] - low} for m in inside]
            yield {"text": row["text"][low:high], "mentions": moved}


def _answered(row: _Row, tagger: Tagger, gazetteer: Gazetteer) -> Iterator[_Pair]:
    """Of the mentions that have one role."""
    tokens, _, features = featured(row["text"], gazetteer)
    roles = tagger.answers([token.text for token in tokens], features).roles
    for mention in row["mentions"]:
        inside = within(tokens, mention["start"], mention["end"])
        if roles is not None and mention["role"] in ROLES and inside:
            scores = roles[inside.start : inside.stop].mean(0)
            yield mention["role"], ROLES[int(np.argmax(scores))]


def _scored(pairs: Sequence[_Pair]) -> str:
    counted = Counter(pairs)
    right = sum(counted[role, role] for role in ROLES)
    precision = {r: counted[r, r] / max(1, sum(counted[other, r] for other in ROLES)) for r in ROLES}
    recall = {r: counted[r, r] / max(1, sum(counted[r, other] for other in ROLES)) for r in ROLES}
    both = [2 * precision[r] * recall[r] / max(1e-9, precision[r] + recall[r]) for r in ROLES]
    site = f"{precision['site']:.3f} / {recall['site']:.3f}"
    return f"{len(pairs)} | {right / max(1, len(pairs)):.3f} | {sum(both) / len(both):.3f} | {site}"


if __name__ == "__main__":
    main()
