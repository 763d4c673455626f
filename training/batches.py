"""Examples -> batches of windows, the same for the same seed and epoch."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from mapper.recognise.windows import windows
from mapper.recognise.wordpiece import WordPieces

from .augment import augmented
from .corpora import IGNORED, Example
from .synthetic import Names

__all__ = ["Batch", "batches"]

_PIECES = 2048
# Columns of pieces, casings, matches, the two sorts of tags and the roles; and what the example weighs.
_Row = tuple[tuple[list[int], ...], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of shape [windows, pieces]; `weight` of shape [windows]. Only the first piece of a word has tags."""

    pieces: Tensor
    casings: Tensor
    matches: Tensor
    mask: Tensor
    place: Tensor
    other: Tensor
    role: Tensor
    weight: Tensor


def batches(examples: Sequence[Example], vocabulary: WordPieces, names: Names, seed: int) -> Iterator[Batch]:
    """One epoch: every example once, in a form of its own, windows of like length together."""
    draw = random.Random(seed)
    rows = [row for example in examples for row in _rows(augmented(example, draw, names), vocabulary)]
    draw.shuffle(rows)
    # Lengths are sorted within large pools only, so that the order stays random.
    pools = [sorted(rows[at : at + 1024], key=_length) for at in range(0, len(rows), 1024)]
    grouped = [group for pool in pools for group in _grouped(pool)]
    draw.shuffle(grouped)
    return map(_batch, grouped)


def _rows(example: Example, vocabulary: WordPieces) -> Iterator[_Row]:
    pieces = [vocabulary.of(word) for word in example.words]
    casings = example.casings
    columns = example.place, example.other, example.roles or (IGNORED,) * len(example.words)
    ignored = (IGNORED,) * len(columns)
    for window in windows([len(of) for of in pieces], [word.count("\n") for word in example.words]):
        rows = [(vocabulary.begin, 0, 0, *ignored)]
        for at in range(window.start, window.end):
            answered = window.first <= at < window.last
            tags = tuple(column[at] for column in columns) if answered else ignored
            for number, piece in enumerate(pieces[at]):
                rows.append((piece, casings[at], example.gazetteer[at], *(ignored if number else tags)))
        rows.append((vocabulary.end, 0, 0, *ignored))
        yield tuple(map(list, zip(*rows, strict=True))), example.weight


def _grouped(pool: list[_Row]) -> Iterator[list[_Row]]:
    group: list[_Row] = []
    for row in pool:
        if group and _length(row) * (len(group) + 1) > _PIECES:
            yield group
            group = []
        group.append(row)
    yield group


def _length(row: _Row) -> int:
    return len(row[0][0])


def _batch(rows: list[_Row]) -> Batch:
    size = max(map(_length, rows))

    def padded(column: int, fill: int) -> Tensor:
        return torch.tensor([row[column] + [fill] * (size - len(row[column])) for row, _ in rows])

    pieces = padded(0, 0)
    return Batch(
        pieces=pieces,
        casings=padded(1, 0),
        matches=padded(2, 0),
        mask=(pieces != 0).long(),
        place=padded(3, IGNORED),
        other=padded(4, IGNORED),
        role=padded(5, IGNORED),
        weight=torch.tensor([weight for _, weight in rows]),
    )
