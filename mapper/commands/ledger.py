"""Ledger of corrections: each held in a run, was overruled by a later one, not found, or of another article."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gazetteer import fold

from ..correct.corrections import Correction, Corrections
from ..records import Article, LocatedArticle
from ..write import writing
from .console import Run

__all__ = ["Ledger", "beside"]


class Ledger:
    """Corrections, and what is known of them as the articles go by."""

    def __init__(self, corrections: Corrections) -> None:
        self.corrections = corrections
        self._held: set[str] = set()
        self._sought: set[str] = set()  # in an article that is theirs
        self._overruled = {
            (one.id, other.id): (one, other)
            for at, other in enumerate(corrections.named)
            for one in corrections.named[:at]
            if fold(one.name) == fold(other.name) and one.disagrees(other)
        }

    def watch(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The same articles, each noted as it passes."""
        for article in articles:
            self._note(article)
            yield article

    def correct(self, located: Iterable[LocatedArticle]) -> Iterator[LocatedArticle]:
        """The articles corrected, each noted as it passes."""
        for item in located:
            self._note(item.article)
            yield self.corrections.apply(item)

    def _note(self, article: Article) -> None:
        placed: list[tuple[Correction, tuple[int, int]]] = []
        for correction, span in self.corrections.anchored(article):
            self._sought.add(correction.id)
            if span is None:
                continue
            self._held.add(correction.id)
            for one, (start, end) in placed:
                if start < span[1] and span[0] < end and one.disagrees(correction):
                    self._overruled[one.id, correction.id] = (one, correction)
            placed.append((correction, span))
        words = f" {fold(article.text)} " if self.corrections.named else ""
        self._held.update(c.id for c in self.corrections.named if f" {fold(c.name)} " in words)

    def open_rows(self) -> Iterator[dict[str, Any]]:
        """A row for each correction that was overruled or not found: the problem, the reason, and its line."""
        for one, later in self._overruled.values():
            who = f"{later.by or 'another'}{f', {later.at}' if later.at else ''}"
            yield _row("conflict", f"a later one of the same words says otherwise ({who}), and holds", one, later.id)
        for correction in self.corrections.targeted:
            if correction.id in self._held:
                continue
            if correction.id in self._sought:
                yield _row("orphan", "its words are not in its article any more, or stand there twice", correction)
            else:
                yield _row("elsewhere", "its article is not among these", correction)
        for correction in self.corrections.named:
            if correction.id not in self._held:
                yield _row("elsewhere", "its name is in none of these articles", correction)

    def report(self, run: Run, output: str, *, hides: bool = False) -> None:
        """Say how many hold, and list those that do not beside the output: located.uncorrected.jsonl.

        There is no list where all hold, and none beside an output that `hides` something. Raises OutputError.
        """
        path = Path(output)
        listed = None if output == "-" or (path.exists() and not path.is_file()) else beside(path)
        rows = list(self.open_rows())
        counts = {problem: sum(row["problem"] == problem for row in rows) for problem in _WORDS}
        if listed:
            if rows and not hides:
                with writing(listed) as stream:
                    stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            else:
                listed.unlink(missing_ok=True)  # the list of an earlier run, which is of no truth any more
        told = "; `mapper locate --corrections` lists them" if hides else f" -> {listed}"
        said = [f"{len(self._held):,} hold", *(f"{counts[p]:,} {words}" for p, words in _WORDS.items() if counts[p])]
        if rows or not run.quiet:
            run.say(f"Corrections: {', '.join(said)}{told if rows and listed else ''}")


_WORDS = {
    "conflict": "overruled by a later one",
    "orphan": "not found in their articles",
    "elsewhere": "of articles that are not here",
}


def beside(output: Path) -> Path:
    """The path of the list of corrections that did not hold."""
    return output.with_name(f"{output.stem}.uncorrected.jsonl")


def _row(problem: str, reason: str, correction: Correction, later: str = "") -> dict[str, Any]:
    head = {"problem": problem, "reason": reason} | ({"later": later} if later else {})
    return head | {"id": correction.id} | dict(correction.row)
