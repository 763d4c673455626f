"""Lines of printed pages -> one text, in the paragraphs that the lines were cut from, and where each page begins in it.

A printed page has lines and where they stand, no columns, headings or paragraphs. What belongs together is told from
gaps, heights and punctuation. Lengths are in points, upwards from the foot of the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import mean

__all__ = ["Gap", "Line", "heading_of", "text_of"]

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BULLET = re.compile("[•▪●◦‣∙■□➢✓\ue000-\uf8ff]\\s")  # those of symbol fonts have no letter of their own
_ITEM = re.compile(r"(?:[–—*-]|\(?\d{1,2}[.)])\s")  # begins an item, or a line of a sentence
_DIVIDED = re.compile("([^\\W\\d_]+)[-\u00ad\u2010]$")
_WORD = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)*\b(?!-$)")
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
        """Whether it has a gap as between the cells of a table."""
        return any(gap.right - gap.left >= _ROW_GAP * self.height for gap in self.gaps)


def text_of(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of the pages, and the offset in it at which each begins."""
    known = set(chain.from_iterable(map(_whole_words, pages)))
    pieces: list[str] = []
    starts: list[int] = []
    size = 0
    before: Line | None = None
    for number, page in enumerate(_without_heads(pages), 1):
        for line, goes_on in _parts(list(_in_columns(_level(_with_initials(page)))), before):
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

_HYPHEN = "-"  # of a word that was divided: it goes


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
    """Whether a paragraph goes on at the head of a column or page: it has filled its last line."""
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
    """Whether each line of a block, which reaches from left to right, is of the paragraph of the one before it."""
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
    """What stands between two lines of a paragraph; a hyphen where the one at the end of the first has to go.

    It stays where the document has the compound elsewhere, or both parts of it as words and not the two as one.
    """
    divided = _DIVIDED.search(line.text)
    rest = _WORD.match(following.text)
    if not divided or not rest:
        return " "
    first, second = divided[1].casefold(), rest[0].casefold()
    is_compound = f"{first}-{second}" in known or (f"{first}{second}" not in known and {first, second} <= known)
    return _HYPHEN if rest[0][0].islower() and not is_compound else ""


# ---------------------------------------------------------------- columns, running heads


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
    """How many lines from the first one on stand in two columns, and where between them; 0 where they do not."""
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
    """What stands apart at the head of a page and at its foot, the outermost first."""
    down = sorted(page, key=lambda line: -line.bottom)
    return _apart(down), _apart(down[::-1])


def _apart(lines: Sequence[Line]) -> list[Line]:
    for number, (line, following) in enumerate(pairwise(lines[: _EDGE + 1]), 1):
        if abs(line.bottom - following.bottom) > _APART * max(line.height, following.height):
            return list(lines[:number])
    return []


def _words(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()
