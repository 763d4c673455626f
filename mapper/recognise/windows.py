"""A text of any length -> windows that the network reads one by one.

Whole lines of a paragraph go together as long as they fit, so that what stands in a window does not depend on what
stands in other paragraphs: an article cut between two, or with one put before it, is read as it was. A line that is too
long is read in windows that overlap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["PIECES", "Window", "windows"]

# Pieces in a window, the two that mark its ends not counted: the network was trained with no more.
PIECES = 254
_OVERLAP = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words [start, end) are read; of words [first, last) the answer is taken."""

    start: int
    end: int
    first: int
    last: int


def windows(pieces: Sequence[int], breaks: Sequence[int]) -> Iterator[Window]:
    """Windows whose answers cover each word once, in order.

    pieces  how many pieces each word has: one at least, PIECES at most
    breaks  how many line breaks stand in the word; with the second a paragraph ends
    """
    start = size = 0
    for low, high in _lines(breaks):
        length = sum(pieces[low:high])
        if size and size + length > PIECES:
            yield from _read(pieces, start, low)
            start, size = low, 0
        size += length
        if high == len(pieces) or breaks[high - 1] > 1:
            yield from _read(pieces, start, high)
            start, size = high, 0


def _lines(breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    low = 0
    for at, count in enumerate(breaks):
        if count or at == len(breaks) - 1:
            yield low, at + 1
            low = at + 1


def _read(pieces: Sequence[int], low: int, high: int) -> Iterator[Window]:
    """One window for words [low, high) where they fit, else several that share half their overlap each."""
    start = first = low
    while True:
        end, size = start, 0
        while end < high and size + pieces[end] <= PIECES:
            size += pieces[end]
            end += 1
        if end == high:
            yield Window(start=start, end=end, first=first, last=high)
            return
        last = _back(pieces, end, _OVERLAP // 2, start)
        yield Window(start=start, end=end, first=first, last=last)
        first = last
        start = _back(pieces, end, _OVERLAP, start)


def _back(pieces: Sequence[int], end: int, size: int, start: int) -> int:
    """The word some pieces before `end`, but after `start`, so that windows move on."""
    at = end
    while at > start + 1 and size > 0:
        at -= 1
        size -= pieces[at]
    return at
