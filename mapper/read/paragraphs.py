"""Lines of printed pages -> one text, in the paragraphs that the lines were cut from, and where each page begins in it.

A printed page has lines and where they stand, no columns, headings or paragraphs. What belongs together is told from
gaps, heights and punctuation. Lengths are in points, upwards from the foot of the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from .order import Line, in_order

__all__ = ["heading_of", "text_of"]

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BULLET = re.compile("[•▪●◦‣∙■□➢✓\ue000-\uf8ff]\\s")  # those of symbol fonts have no letter of their own
_ITEM = re.compile(r"(?:[–—*-]|\(?\d{1,2}[.)])\s")  # begins an item, or a line of a sentence
_DIVIDED = re.compile("([^\\W\\d_]+)[-\u00ad\u2010]$")
_HYPHEN = "-"  # of a word that was divided: it goes
_WORD = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)*\b(?!-$)")


def text_of(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of the pages, and the offset in it at which each begins."""
    known = set(chain.from_iterable(map(_whole_words, pages)))
    pieces: list[str] = []
    starts: list[int] = []
    size = 0
    before: Line | None = None
    for number, page in enumerate(in_order(pages), 1):
        for line, goes_on in _parts(page, before):
            gap = "" if before is None else _gap(before, line, known) if goes_on else "\n\n"
            if gap == _HYPHEN:
                pieces[-1], size, gap = pieces[-1][:-1], size - 1, ""
            starts += [size + len(gap)] * (number - len(starts))
            pieces += (gap, line.text)
            size += len(gap) + len(line.text)
            before = line
    return "".join(pieces), tuple(starts + [size] * (len(pages) - len(starts)))


def heading_of(page: Sequence[Line]) -> str:
    """The words on a first page that are set much larger than the rest, "" where none are."""
    letters = Counter[int]()
    for line in page:
        letters[round(line.height)] += len(line.text)
    if not letters:
        return ""
    body = letters.most_common(1)[0][0]
    largest = max((line.height for line in page if len(line.text) > 3), default=0.0)
    words = " ".join(line.text for line in page if line.height > 0.95 * largest and len(line.text) > 1)
    return words if largest > 1.2 * body and 8 <= len(words) <= 200 else ""


# ---------------------------------------------------------------- what belongs together


def _parts(lines: Sequence[Line], before: Line | None) -> Iterator[tuple[Line, bool]]:
    """The lines of a page, each with whether it goes on with the paragraph of the one before it."""
    is_first = True
    for block in _blocks(lines):
        left, right = min(line.left for line in block), max(line.right for line in block)
        first = block[0]
        leaves = before and (is_first or before.bottom < first.bottom)  # a page or a column
        yield first, bool(before and leaves and _carries(before, first, right - left))
        yield from zip(block[1:], _going_on(block, left, right), strict=True)
        before, is_first = block[-1], False


def _carries(line: Line, following: Line, width: float) -> bool:
    """True where a paragraph goes on at the head of a column or page: it has filled its last line."""
    return (
        _alike(line, following)
        and line.right - line.left >= 0.7 * width
        and not _ends(line)
        and not _BULLET.match(following.text)
    )


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of one height that follow each other closely, as a fifth at least on the page do."""
    pitches = [(a.bottom - b.bottom) / a.height for a, b in pairwise(lines) if a.height and _alike(a, b)]
    close = sorted(pitch for pitch in pitches if 0.8 < pitch < 3) or [1.2]
    usual = close[len(close) // 5]  # of short paragraphs that stand apart most lines have no other close by
    block: list[Line] = []
    for line in lines:
        if block:
            last = block[-1]
            down = last.bottom - line.bottom
            if not (_alike(last, line) and 0 <= down <= (usual + 0.35) * last.height):
                yield block
                block = []
        block.append(line)
    if block:
        yield block


def _going_on(block: Sequence[Line], left: float, right: float) -> Iterator[bool]:
    """For each line of a block from left to right: True where it is of the paragraph of the one before it."""
    indent = 0.6 * block[0].height
    outer = [line for line in block if line.left < left + indent]
    hangs = sum(_begins_item(line) for line in outer) >= len(outer) / 2  # below the mark of an item
    for line, following, after in zip(block, block[1:], [*block[2:], block[-1]], strict=False):
        is_short = line.right + _first_word(following) < right
        is_indented = following.left > line.left + indent
        opens = not hangs and following.left > left + indent and after.left < following.left - indent
        other_font = line.font and following.font and line.font != following.font
        yield not (
            opens
            or _BULLET.match(following.text)
            or (is_short and other_font)
            or (line.is_spread and following.is_spread)
            or (_ends(line) and (is_short or (is_indented and not hangs) or _ITEM.match(following.text)))
        )


def _first_word(line: Line) -> float:
    """The width of the first word of a line and of the space before it, about."""
    letters = len(line.text.partition(" ")[0]) + 1
    return 1.1 * letters * (line.right - line.left) / len(line.text)


def _begins_item(line: Line) -> bool:
    return bool(_BULLET.match(line.text) or _ITEM.match(line.text))


def _ends(line: Line) -> bool:
    return bool(_SENTENCE_END.search(line.text))


def _alike(line: Line, other: Line) -> bool:
    return abs(line.height - other.height) <= 0.1 * max(line.height, other.height)


def _whole_words(lines: Sequence[Line]) -> Iterator[str]:
    """The words of a page, folded, but for those that a line's end divides."""
    is_divided = False
    for line in lines:
        words = _WORD.findall(line.text)
        yield from (word.casefold() for word in words[is_divided:])
        is_divided = bool(_DIVIDED.search(line.text))


def _gap(line: Line, following: Line, known: set[str]) -> str:
    """The gap between two lines of a paragraph; a hyphen where the one at the end of the first has to go.

    It stays where the document has the compound elsewhere, or both parts of it as words and not the two as one.
    """
    divided = _DIVIDED.search(line.text)
    rest = _WORD.match(following.text)
    if not divided or not rest:
        return " "
    first, second = divided[1].casefold(), rest[0].casefold()
    is_compound = f"{first}-{second}" in known or (f"{first}{second}" not in known and {first, second} <= known)
    return _HYPHEN if rest[0][0].islower() and not is_compound else ""
