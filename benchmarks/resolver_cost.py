"""What resolving and roles cost: CPU time beside that of recognising, in one run."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from figures import rows_of

from gazetteer import Gazetteer
from mapper import Article
from mapper.recognise.articles import load_recogniser
from mapper.recognise.tagger import Tagger
from mapper.records import Mention
from mapper.resolve.resolver import resolve

__all__ = ["costs"]


def costs(gold: Path, store: Gazetteer) -> Iterator[str]:
    """Rows of the table: over 100 articles of LGL and all of HumSet, and of a hard text."""
    articles = [*_articles(gold / "lgl.jsonl", 100), *_articles(gold / "humset.jsonl", None)]
    recogniser, network = load_recogniser(store), 0.0
    read = Tagger.answers

    def timed(tagger: Tagger, words: Sequence[str], matches: Sequence[int]) -> Any:
        nonlocal network
        started = time.process_time()
        found = read(tagger, words, matches)
        network += time.process_time() - started
        return found

    with patch.object(Tagger, "answers", timed):
        started = time.process_time()
        found = list(recogniser.pipe(articles))
        recognised = time.process_time() - started
    resolved = min(_seconds_to_resolve(found, store) for _ in range(3))
    counted = f"{len(articles)} articles"
    yield f"| CPU time of resolving and roles, in shares of the network's | {resolved / network:.2f} | | {counted} |"
    yield f"| the same, of the whole recogniser's | {resolved / recognised:.2f} | | {counted} |"
    hard = min(_seconds_to_resolve([_ambiguous()], store) for _ in range(3))
    yield f"| CPU seconds for 2,000 ambiguous mentions in one text | {hard:.2f} | | the least of three |"


def _articles(path: Path, most: int | None) -> list[Article]:
    return [Article(id=row["id"], text=row["text"]) for row in islice(rows_of(path), most)]


def _ambiguous() -> tuple[Article, list[Mention]]:
    names = ("San José", "Santa Cruz", "San Juan", "Springfield", "San Antonio", "Santa Rosa", "Franklin", "Salem")
    article = Article(text="".join(f"Shells fell on {name}. " for name in names) * 250)
    return article, [article.mention(*found.span(1)) for found in re.finditer(r"on ([^.]+)\.", article.text)]


def _seconds_to_resolve(found: Iterable[tuple[Article, Sequence[Mention]]], store: Gazetteer) -> float:
    started = time.process_time()
    for article, mentions in found:
        resolve(article, mentions, store)
    return time.process_time() - started
