"""Our corpus of roles and templates of headlines -> examples: whole documents, single sentences, titles."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer
from mapper.records import ROLES

from .corpora import IGNORED, PLACE_TAGS, Example, featured, tag, within
from .role_corpus import WRITTEN, documents
from .synthetic import Names, filled

__all__ = ["Story", "headlines", "plain", "sentences", "stories"]

_HEADLINES = Path(__file__).with_name("roles") / "headlines.txt"
_SIGNS = dict(zip("+!-", range(len(ROLES)), strict=True))
# Where one sentence ends and the next begins, near enough to cut a text for training.
_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_Mark = tuple[int, int, str, int]  # from, to, label, role


class Story:
    """One document as a whole, cut into its sentences, and its title.

    whole      the text
    apart      the text with its paragraphs apart, so that each is read by itself
    sentences  each that names a place
    title      None where it names no place of the text, or one that the text has in several roles
    written    whether somebody wrote it for the corpus: half of its places are background, in newspapers a quarter
    """

    def __init__(self, row: dict[str, Any], gazetteer: Gazetteer) -> None:
        text = row["text"]
        marks = [(m["start"], m["end"], m["label"], ROLES.index(m["role"])) for m in row["mentions"]]
        self.whole = _example(text, marks, gazetteer)
        self.apart = replace(self.whole, words=tuple(word.replace("\n", "\n\n") for word in self.whole.words))
        self.sentences = [
            _example(text[low:high], [(a - low, b - low, *rest) for a, b, *rest in marks if low <= a < high], gazetteer)
            for low, high in sentences(text)
            if any(low <= start < high for start, *_ in marks)
        ]
        self.title = self._title(row, gazetteer)
        self.written = row["source"] == WRITTEN

    def _title(self, row: dict[str, Any], gazetteer: Gazetteer) -> Example | None:
        """The title with the roles that its names have in the text, which readers marked there alone."""
        title: str = row["title"]
        roles: dict[tuple[str, str], set[int]] = {}
        for mention in row["mentions"]:
            roles.setdefault((mention["text"], mention["label"]), set()).add(ROLES.index(mention["role"]))
        marks: list[_Mark] = []
        for (name, label), said in sorted(roles.items(), key=lambda item: -len(item[0][0])):
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", title):
                if not any(start < found.end() and found.start() < end for start, end, *_ in marks):
                    marks.append((found.start(), found.end(), label, said.copy().pop() if len(said) == 1 else IGNORED))
        return _example(title, marks, gazetteer) if any(mark[3] != IGNORED for mark in marks) else None


def stories(gazetteer: Gazetteer, rows: Iterable[dict[str, Any]] | None = None) -> list[Story]:
    """Those that may train, or some of them."""
    return [Story(row, gazetteer) for row in (documents(held=False) if rows is None else rows)]


def headlines(gazetteer: Gazetteer, names: Names, draw: random.Random, count: int) -> Iterator[Example]:
    """That many examples, each of one template, filled."""
    lines = [line for line in _HEADLINES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for _ in range(count):
        text, marks = filled(draw.choice(lines), names)
        signed = [(start, end, label, _SIGNS[text[start]]) for start, end, label in marks]
        # The signs go, and what stands after each moves up.
        moved = [(start - at, end - at - 1, label, role) for at, (start, end, label, role) in enumerate(signed)]
        starts = {start for start, *_ in marks}
        yield _example("".join(c for at, c in enumerate(text) if at not in starts), moved, gazetteer)


def plain(text: str, gazetteer: Gazetteer) -> Example:
    """A text that nobody marked."""
    return replace(_example(text, (), gazetteer), roles=())


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text stands, near enough."""
    low = 0
    for end in _ENDS.finditer(text):
        yield low, end.start()
        low = end.end()
    yield low, len(text)


def _example(text: str, marks: Sequence[tuple[Any, ...]], gazetteer: Gazetteer) -> Example:
    tokens, _, features = featured(text, gazetteer)
    place, roles = [0] * len(tokens), [IGNORED] * len(tokens)
    for start, end, label, role in marks:
        inside = within(tokens, start, end)
        tag(place, inside, PLACE_TAGS.index("B-EMBEDDED" if label == "EMBEDDED" else "B-PLACE"))
        roles[inside.start : inside.stop] = [role] * len(inside)
    return Example(
        words=tuple(token.text for token in tokens),
        gazetteer=features,
        place=tuple(place),
        other=(IGNORED,) * len(tokens),
        roles=tuple(roles),
    )
