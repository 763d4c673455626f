"""Lines of printed pages -> the order in which they are read: columns one after the other, running heads left out.

Lengths are in points, upwards from the foot of the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import mean

__all__ = ["Gap", "Line", "in_order"]

_FOLIO = re.compile(r"\W*(?:page\W*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_GUTTER = 0.9  # the narrowest between columns, in heights of a line
_ROW_GAP = 2.0  # between cells of a table, likewise: lines that are spread to the margins have less
_LEAST_ROWS = 4  # lines on both sides of a gutter
_LEAST_LETTERS = 18  # of a line of a column, on average; cells of a table have fewer
# No printed page has more; what is made to cost time has.
_MOST_ROWS = 400
_MOST_GUTTERS = 12
_MOST_INITIALS = 20
_MOST_LEVEL = 2000  # letters of a line
_EDGE = 3  # the most lines of a running head
_APART = 1.8  # heights from its last line to the text


@dataclass(frozen=True, slots=True)
class Gap:
    """White space within a line that may be more than a space: where its space is in the text, and its two ends."""

    at: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, its box, and its font, "" where it has more than one."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    font: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def is_spread(self) -> bool:
        """True where a line has a gap as between the cells of a table."""
        return any(gap.right - gap.left >= _ROW_GAP * self.height for gap in self.gaps)


def in_order(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The lines of each page as they are read."""
    for page in _without_heads(pages):
        yield list(_in_columns(_level(_with_initials(page))))


def _with_initials(lines: Sequence[Line]) -> list[Line]:
    """The lines, a large first letter at the head of the uppermost of those beside it."""
    out = list(lines)
    initials = [line for line in lines if len(line.text) == 1 and line.text.isupper()]
    for initial in initials[:_MOST_INITIALS]:
        beside = [
            line for line in out
            if initial.height > 1.6 * line.height and 0 <= line.left - initial.right < 2 * line.height
            and initial.bottom < line.bottom + line.height / 2 < initial.bottom + initial.height
        ]  # fmt: skip
        if beside:
            first = max(beside, key=lambda line: line.bottom)
            gaps = tuple(replace(gap, at=gap.at + 1) for gap in first.gaps)
            whole = replace(first, text=initial.text + first.text, left=initial.left, gaps=gaps)
            out = [whole if line is first else line for line in out if line is not initial]
    return out


def _level(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that follow each other on one level as one."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        is_level = last and abs(last.bottom - line.bottom) < 0.3 * last.height and line.left >= last.right
        if last and is_level and (at := len(last.text)) < _MOST_LEVEL:
            gaps = (*last.gaps, Gap(at=at, left=last.right, right=line.left))
            gaps += tuple(replace(gap, at=gap.at + at + 1) for gap in line.gaps)
            font = last.font if last.font == line.font else ""
            out[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right, font=font, gaps=gaps)
        else:
            out.append(line)
    return out


def _in_columns(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of columns that a PDF holds line by line put one column after the other."""
    at = 0
    while at < len(lines):
        may_be = 0 < len(lines[at].gaps) <= _MOST_GUTTERS
        rows, gutter = _rows_of_columns(lines[at : at + _MOST_ROWS]) if may_be else (0, 0.0)
        if rows:
            sides = [_split(line, gutter) for line in lines[at : at + rows]]
            yield from _in_columns([left for left, _ in sides if left])
            yield from _in_columns([right for _, right in sides if right])
        else:
            yield lines[at]
        at += max(1, rows)


def _rows_of_columns(lines: Sequence[Line]) -> tuple[int, float]:
    """The number of lines, from the first one on, in two columns, and the gap between these; 0 where none are."""
    first = lines[0]
    low, high = first.gaps[0].left, first.gaps[0].right
    letters: list[tuple[int, int]] = []
    rows = 0
    for number, line in enumerate(lines, 1):
        shared = [(max(low, gap.left), min(high, gap.right), gap.at) for gap in line.gaps]
        wide = [(left, right, at) for left, right, at in shared if right - left >= _GUTTER * line.height]
        if wide:
            low, high, at = wide[0]
            letters.append((at, len(line.text) - at))
            rows = number
        elif low < line.right and line.left < high:
            break
        elif line.right <= low or line.left >= high:
            rows = number
    enough = len(letters) >= _LEAST_ROWS and min(map(mean, zip(*letters, strict=True))) >= _LEAST_LETTERS
    return (rows, (low + high) / 2) if enough else (0, 0.0)


def _split(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    """The parts of a line on either side of a gutter."""
    for gap in line.gaps:
        if gap.left <= gutter <= gap.right:
            rest = gap.at + 1
            here = tuple(g for g in line.gaps if g.at < gap.at)
            beyond = tuple(replace(g, at=g.at - rest) for g in line.gaps if g.at > gap.at)
            return (
                replace(line, text=line.text[: gap.at], right=gap.left, gaps=here),
                replace(line, text=line.text[rest:], left=gap.right, gaps=beyond),
            )
    return (line, None) if line.right <= gutter else (None, line)


def _without_heads(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without their numbers, and without what stands apart on several, the head of the first aside."""
    edges = [_edges(page) for page in pages]
    often = Counter(key for page in edges for key in {_words(line) for side in page for line in side})
    for number, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        folios = [line for line in (*top, *bottom) if _FOLIO.fullmatch(line.text)]
        heads = [line for line in top if often[_words(line)] > 1]
        feet = [line for line in bottom if often[_words(line)] > 1]
        gone = {id(line) for line in (*folios, *feet, *(heads if number else ()))}
        kept = [line for line in page if id(line) not in gone]
        first = {id(line) for line in heads}  # wherever the file has it
        yield sorted(kept, key=lambda line: id(line) not in first)


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines that stand apart at the head of a page and at its foot, the outermost first."""
    down = sorted(page, key=lambda line: -line.bottom)
    return _apart(down), _apart(down[::-1])


def _apart(lines: Sequence[Line]) -> list[Line]:
    for number, (line, following) in enumerate(pairwise(lines[: _EDGE + 1]), 1):
        if abs(line.bottom - following.bottom) > _APART * max(line.height, following.height):
            return list(lines[:number])
    return []


def _words(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()
