"""A text in words, as spaCy's English tokenizer cuts them, without the wait until spaCy is imported.

Its rules lie beside this module: patterns of what is cut off before and behind a word and inside it, and special cases
that are cut, or kept whole, against these ("don't", "a.m.", ":-)"). The network has learned from words that are cut so.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

__all__ = ["Word", "cut", "ends_within", "is_one"]

_RUN = re.compile(r"\s+|\S+")
_ENDLESS = re.compile(r"\S{400,}")  # no word is so long, and few addresses
_DATA = 10_000  # characters without a space are no prose, but something packed: one word, whatever is in it
_PIECE = re.compile(r"\w+|[^\w\s]{1,50}")


class Word(NamedTuple):
    """A word or a mark, where it begins in its text (code points), and the space behind it, or nothing."""

    text: str
    idx: int
    whitespace_: str  # as spaCy calls it


def cut(text: str) -> list[Word]:
    """The words of a text; white space but the one space behind a word is a word of its own."""
    words: list[Word] = []
    for start, end in pairwise((0, *ends_within(text), len(text))):
        at = start
        for word, space in _words(text[start:end]):
            words.append(Word(word, at, space))
            at += len(word) + len(space)
    return words


def ends_within(text: str) -> list[int]:
    """The cuts of a stretch without a space that is too long to be read: reading takes the square of its length."""
    return [end for found in _ENDLESS.finditer(text) for end in _ends_of(text, *found.span())]


def is_one(piece: str) -> bool:
    """True where a piece is so long without a space that it is one word."""
    return len(piece) > _DATA and _ENDLESS.fullmatch(piece) is not None


def _ends_of(text: str, start: int, end: int) -> tuple[int, ...]:
    if end - start > _DATA:
        return start, end
    return tuple(piece.end() for piece in _PIECE.finditer(text, start, end))


def _words(text: str) -> Iterable[tuple[str, str]]:
    """The words of a piece of text, each with the space behind it."""
    words: list[str] = []
    spaces: list[str] = []
    for found in _RUN.finditer(text):
        run = found.group()
        if not run.isspace():
            parts = (run,) if len(run) > _DATA else _parts(run)
            words += parts
            spaces += [""] * len(parts)
            continue
        if words and run[0] == " ":
            spaces[-1] = " "
            run = run[1:]
        if run:
            words.append(run)
            spaces.append("")
    return _put_together(words, spaces)


@lru_cache(maxsize=1 << 14)  # words come again
def _parts(run: str) -> tuple[str, ...]:
    """The words and marks of a run without a space."""
    if run in _rules().specials:
        return _rules().specials[run]
    if run.isalpha():
        return (run,)
    before, rest, behind = _peeled(run)
    return *before, *_inner(rest), *reversed(behind)


def _peeled(run: str) -> tuple[list[str], str, list[str]]:
    """The pieces cut off before a word, the rest, and those cut off behind it, the last first."""
    rules = _rules()
    before: list[str] = []
    behind: list[str] = []
    while run and run not in rules.specials:
        first = _length(rules.before.search(run))
        if first and run[first:] in rules.specials:
            return [*before, run[:first]], run[first:], behind
        last = _length(rules.behind.search(run[first:]))
        if last and run[:-last] in rules.specials:
            return before, run[:-last], [*behind, run[-last:]]
        if not first and not last:
            break
        if first:
            before.append(run[:first])
        if last and first + last <= len(run):
            behind.append(run[-last:])
            run = run[:-last]
        run = run[first:]
    return before, run, behind


def _length(found: re.Match[str] | None) -> int:
    return len(found.group()) if found else 0


def _inner(run: str) -> Sequence[str]:
    """The parts of a word that has nothing to cut off at its ends."""
    rules = _rules()
    if run in rules.specials:
        return rules.specials[run]
    if not run or run.isalnum() or ("." in run and rules.address.match(run)):
        return [run] if run else []
    parts: list[str] = []
    start = 0
    for found in rules.inside.finditer(run):
        if found.start():
            parts += [run[start : found.start()], found.group()]
            start = found.end()
    return [part for part in (*parts, run[start:]) if part]


def _put_together(words: Sequence[str], spaces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words with the space behind them, special cases that were cut as any other word put together again."""
    found = _special_runs(words)
    if not found:
        yield from zip(words, spaces, strict=True)
        return
    at = 0
    while at < len(words):
        end = found.get(at, at + 1)
        special = "".join(words[at:end])
        whole = end > at + 1 and not any(spaces[at : end - 1])
        parts = _rules().specials[special] if whole else words[at:end]
        behind = [""] * (len(parts) - 1) + [spaces[end - 1]] if whole else spaces[at:end]
        yield from zip(parts, behind, strict=True)
        at = end


def _special_runs(words: Sequence[str]) -> dict[int, int]:
    """The runs of words that would be a special case, start -> end: the longest first, without overlap.

    With a space between them they are none, but take the place of others all the same: so spaCy has it.
    """
    apart = _rules().apart
    runs = sorted(
        (
            (at, at + len(row))
            for at, word in enumerate(words)
            for row in apart.get(word, ())
            if tuple(words[at : at + len(row)]) == row
        ),
        key=lambda run: (run[0] - run[1], run[0]),
    )
    taken: set[int] = set()
    kept: dict[int, int] = {}
    for start, end in runs:
        if start not in taken and end - 1 not in taken:
            kept[start] = end
        taken.update(range(start, end))
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The rules that scripts/spacy_words.py has taken from spaCy; `apart` by the first word."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    inside: re.Pattern[str]
    address: re.Pattern[str]
    specials: dict[str, tuple[str, ...]]
    apart: dict[str, list[tuple[str, ...]]]


@cache
def _rules() -> _Rules:
    held: dict[str, Any] = json.loads((files(__package__) / "spacy_words.json").read_text(encoding="utf-8"))
    apart: dict[str, list[tuple[str, ...]]] = {}
    for row in held["apart"].values():
        apart.setdefault(row[0], []).append(tuple(row))
    return _Rules(
        **{name: re.compile(held[name]) for name in ("before", "behind", "inside", "address")},
        specials={chunk: tuple(parts) for chunk, parts in held["specials"].items()},
        apart=apart,
    )
