"""What networks that did not learn from a document say of its roles: python -m training.role_scores [--folds N]

What is fitted on the corpus on top of the network needs this: of a text that it has learned from the network is too
sure. Each part of the corpus is read by a network that was taught the others, and began with weights (--start) that
were taught no roles. Options as of training.train_roles; OUT/scores.jsonl has a row for each mention of the corpus
that may train: id, start, end, and role_scores as records.Mention has them.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer
from mapper.recognise.tagger import Tagger

from .corpora import featured, within
from .export import export, trained
from .role_corpus import documents, fold_of
from .role_examples import stories
from .train_roles import parser, train


def main() -> None:
    """Train a network for each part, a part at a time, and write what it says."""
    offered = parser(__doc__.partition("\n")[0])
    offered.add_argument("--folds", type=int, default=3)
    offered.set_defaults(out=Path("build/role-scores"), epochs=4)
    options = offered.parse_args()
    gazetteer, rows = Gazetteer.open(), list(documents(held=False))
    lines: list[str] = []
    for fold in range(options.folds):
        out = options.out / str(fold)
        if not (out / "weights.pt").exists():
            told = stories(gazetteer, (row for row in rows if fold_of(row["id"], options.folds) != fold))
            train(told, gazetteer, argparse.Namespace(**{**vars(options), "out": out}))
        export(trained(out / "weights.pt"), out)
        tagger = Tagger(out / "int8-reduced")
        asked = [row for row in rows if fold_of(row["id"], options.folds) == fold]
        lines += [json.dumps(said) for row in asked for said in _said(row, tagger, gazetteer)]
    (options.out / "scores.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _said(row: dict[str, Any], tagger: Tagger, gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    tokens, _, features = featured(row["text"], gazetteer)
    roles = tagger.answers([token.text for token in tokens], features).roles
    if roles is None:
        return
    for mention in row["mentions"]:
        inside = within(tokens, mention["start"], mention["end"])
        scores = [round(float(share), 5) for share in roles[inside.start : inside.stop].mean(0)]
        yield {"id": row["id"], "start": mention["start"], "end": mention["end"], "role_scores": scores}


if __name__ == "__main__":
    main()
