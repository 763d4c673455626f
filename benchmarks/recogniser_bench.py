"""The recogniser alone, on one core: its speed, its start and its memory, each beside a ruler of the same run.

    python benchmarks/recogniser_bench.py [TEXTS.jsonl]

The texts are the examples repeated, or those of a file with a "text" a line.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy

from gazetteer import Gazetteer
from mapper.read.articles import read_articles
from mapper.recognise.articles import load_recogniser
from mapper.recognise.tagger import Tagger
from mapper.records import Article

ROOT = Path(__file__).parents[1]
_START = "import spacy; spacy.blank('en')"
_LOAD = (
    "; from gazetteer import Gazetteer; from mapper import Article"
    "; from mapper.recognise.articles import load_recogniser"
    "; list(load_recogniser(Gazetteer.open()).pipe([Article(text='Shells hit Odesa.')]))"
)


def main() -> None:
    """Print a line for each measure."""
    print(f"{'what':62}{'measured':>12}{'ruler':>12}  target")
    speed(_texts())
    start()


def speed(texts: Sequence[str]) -> None:
    """Words a second against spaCy's tokenizer plus the network's own file on as many pieces, nothing else."""
    articles = [Article(text=text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    tokenizer = spacy.blank("en").tokenizer
    tagger = Tagger()
    windows = _windows_of(tagger, texts)
    shares = []
    with Gazetteer.open() as gazetteer:
        recogniser = load_recogniser(gazetteer)
        list(recogniser.pipe(articles[:5]))
        for _ in range(3):  # in turn, so that each sees the same machine
            whole = _seconds(lambda: list(recogniser.pipe(articles)))
            raw = _seconds(lambda: [tokenizer(text) for text in texts])
            raw += _seconds(lambda: [tagger.session.run(None, feeds) for feeds in windows])
            shares.append((raw / whole, words / whole, words / raw))
    share, measured, ruler = sorted(shares)[1]
    rates = f"{measured:>8,.0f} w/s{ruler:>8,.0f} w/s"
    print(f"{'words a second / tokenizer and raw network':62}{rates}  {share:.2f} (>= 0.75)")
    pieces = sum(feeds["pieces"].shape[1] for feeds in windows)
    rate = pieces / _seconds(lambda: [tagger.session.run(None, feeds) for feeds in windows])
    print(f"{'wordpieces a second, raw network':62}{rate:>8,.0f} p/s")


def start() -> None:
    """Import, load and one sentence, and the memory that they take, above importing spaCy."""
    # In turn, so that each sees the same machine; the least of each, for whatever else runs there only adds.
    runs = [(_process(_START), _process(_START + _LOAD)) for _ in range(9)]
    (seconds0, memory0), (seconds, memory) = (
        tuple(map(min, zip(*rows, strict=True))) for rows in zip(*runs, strict=True)
    )
    rates = f"{seconds:>10.2f} s{seconds0:>10.2f} s  +{seconds - seconds0:.2f} s"
    print(f"{'import, load and a sentence / spacy.blank':62}{rates} (<= 0.4)")
    print(f"{'peak memory / spacy.blank':62}{memory:>9.0f} MB{memory0:>9.0f} MB  +{memory - memory0:.0f} MB (<= 150)")


def _process(code: str) -> tuple[float, float]:
    """Seconds and peak megabytes of a Python that runs the code."""
    since = time.monotonic()
    # Not getrusage: its peak counts what this program held when it started the other.
    tail = "; print(open('/proc/self/status').read())"
    run = subprocess.run([sys.executable, "-c", code + tail], check=True, capture_output=True, text=True, cwd=ROOT)
    peak = re.search(r"VmHWM:\s+(\d+) kB", run.stdout)
    return time.monotonic() - since, int(peak[1]) / 1024 if peak else 0.0


def _windows_of(tagger: Tagger, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the network is fed for the texts, caught on its way in."""
    caught: list[dict[str, Any]] = []
    run = tagger.session.run
    tokenizer = spacy.blank("en").tokenizer

    class _Catching:
        def run(self, outputs: None, feeds: dict[str, Any]) -> Any:
            caught.append({name: np.array(value) for name, value in feeds.items()})
            return run(outputs, feeds)

    tagger.session, session = _Catching(), tagger.session
    for text in texts:
        words = [token.text for token in tokenizer(text)]
        tagger.probabilities(words, [0] * len(words))
    tagger.session = session
    return caught


def _seconds(work: Callable[[], object]) -> float:
    since = time.monotonic()
    work()
    return time.monotonic() - since


def _texts() -> list[str]:
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open(encoding="utf-8") as stream:
            return [json.loads(line)["text"] for line in stream]
    return [article.text for article in read_articles([ROOT / "examples"])] * 5


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
