"""What a model folder is worth: python -m training.measure FOLDER ... [--shared FOLDER]

Prints a row for each folder and corpus. None of these corpora trained but GeoVirus, which is marked; TR-News and
GeoWebNews, the final test of this field, are not here on purpose.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from gazetteer import Gazetteer
from mapper.evaluate import evaluate
from mapper.reading.reading import Reading
from mapper.recognise.matches import Match
from mapper.recognise.spans import decide
from mapper.recognise.tagger import Tagger

from .corpora import corpus, featured
from .slices import slices

_GOLD = ("lgl", "humset", "geovirus (trained on)")


def main() -> None:
    """Measure each folder on each corpus, on the slices of one, and on text without places; two at a time."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    print("| model | corpus | P / R / F1, exact | P / R, overlapping | words a second |\n|---|---|---|---|---|")
    with ProcessPoolExecutor() as pool:
        for rows in pool.map(_rows, options.folders, repeat(options.shared)):
            print("\n".join(rows), flush=True)


def _rows(folder: Path, shared: Path) -> list[str]:
    """The table's rows of one folder."""
    gold = {name: list(_gold(shared / "gold" / f"{name.partition(' ')[0]}.jsonl")) for name in _GOLD}
    worldwide = list(corpus(shared / "ner" / "worldwide_MEASURE_ONLY.jsonl.gz"))
    gold["worldwide"] = [_as_gold(row) for row in worldwide]
    placeless = [row["text"] for row in worldwide if not {label for *_, label in row["entities"]} - {"PERSON"}]
    with Gazetteer.open() as gazetteer:
        gold |= {f"humset, {name}": rows for name, rows in slices(gold["humset"], gazetteer)}
        finder = _Finder(Tagger(folder), gazetteer)
        rows = [f"| {folder.name} | {name} | {_scored(finder.spans, texts)} |" for name, texts in gold.items()]
        blind = _scored(finder.blind_spans, gold["humset"])
        found = sum(len(finder.spans(text)) for text in placeless)
    words = sum(len(text.split()) for text in placeless)
    share = f"{1000 * found / words:.2f} mentions per 1,000 words"
    return [
        *rows,
        f"| {folder.name} | humset, an empty gazetteer | {blind} |",
        f"| {folder.name} | {words:,} words without a place | {share} | | |",
    ]


@dataclass(frozen=True)
class _Finder:
    """A network and a gazetteer, and the spans of characters that they find together."""

    tagger: Tagger
    gazetteer: Gazetteer

    def spans(self, text: str) -> list[tuple[int, int]]:
        """As the recogniser finds them."""
        tokens, matches, features = featured(text, self.gazetteer)
        return self._decided(text, tokens, matches, features)

    def blind_spans(self, text: str) -> list[tuple[int, int]]:
        """As it would find them if the gazetteer knew none of the names."""
        tokens, _, features = featured(text, self.gazetteer)
        return self._decided(text, tokens, [], [0] * len(features))

    def _decided(
        self, text: str, tokens: list[Token], matches: list[Match], features: Sequence[int]
    ) -> list[tuple[int, int]]:
        probabilities = self.tagger.probabilities([token.text for token in tokens], features)
        found = decide(Reading(text), tokens, matches, probabilities, self.tagger.threshold)
        return [(tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])) for start, end, _ in found]


def _scored(find: Callable[[str], list[tuple[int, int]]], rows: Sequence[dict[str, Any]]) -> str:
    """The cells of a row, by the scorer that `mapper evaluate` is."""
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted = Path(scratch) / "gold.jsonl", Path(scratch) / "predicted.jsonl"
        _write(gold, rows)
        since = time.monotonic()
        found = [(row["id"], find(row["text"])) for row in rows]
        speed = words / (time.monotonic() - since)
        _write(predicted, ({"id": i, "mentions": [{"start": a, "end": b} for a, b in spans]} for i, spans in found))
        report = evaluate(gold, predicted)["recognition"]
    exact = " / ".join(f"{value:.3f}" for value in report["exact"].values())
    return f"{exact} | {report['overlap']['precision']:.3f} / {report['overlap']['recall']:.3f} | {speed:,.0f}"


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _gold(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _as_gold(row: dict[str, Any]) -> dict[str, Any]:
    """A row of ner/ as gold: places are asked for, facilities and peoples neither asked for nor held against us."""
    kinds = {"PLACE": "", "FAC": "Embedded", "NORP": "Demonym"}
    mentions = [{"start": a, "end": b, "type": kinds[label]} for a, b, label in row["entities"] if label in kinds]
    return {"id": row["id"], "text": row["text"], "mentions": mentions}


if __name__ == "__main__":
    main()
