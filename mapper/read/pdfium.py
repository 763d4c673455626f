"""The letters of a PDF -> the lines of its pages. The only home of pypdfium2.

PDFium is a large program in C++: three kilobytes can make it take hours and all memory there is, or end its process. So
it is run apart, and no page of a PDF may take longer than a file.
"""

from collections.abc import Iterator
from ctypes import c_int, create_string_buffer
from functools import partial
from itertools import pairwise
from math import isfinite, pi
from statistics import median
from typing import TYPE_CHECKING

from ..errors import InputError
from ..extras import needs
from .apart import going_on
from .order import Gap, Line
from .sources import LIMIT

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

__all__ = ["printed_lines"]

_HYPHENS = "\x02\ufffe"  # what PDFium makes of a hyphen at the end of a line, and of the end
_ENDS = "\r\n" + _HYPHENS
_LEAST_GAP = 0.9  # in heights of a line, of white space that may be more than a space
_LOCKED = "is locked with a password; unlock it"
_DAMAGED = "is a damaged PDF; save it again"
_TOO_MUCH = "has far more words than a document should; split it"


def printed_lines(raw: bytes, where: str) -> tuple[str, list[list[Line]]]:
    """The title that a PDF says it has, and the lines of each page. Raises InputError, and ExtraError."""
    with needs("documents", "a PDF"):
        import pypdfium2
    letters = 0
    pages = []
    try:
        with pypdfium2.PdfDocument(raw) as document:
            title = " ".join((document.get_metadata_value("Title") or "").split())
            for page in document:
                pages.append(_page(page))
                letters += sum(len(line.text) for line in pages[-1])
                if letters > LIMIT:
                    raise InputError(f"{where}: {_TOO_MUCH}")
                going_on()
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{where}: {_LOCKED if 'password' in str(error).lower() else _DAMAGED}") from None
    return title, pages


def _page(page: "PdfPage") -> list[Line]:
    part = page.get_textpage()
    try:
        lines = [line for line in map(partial(_line, part), _rows(part)) if line]
        rises = sum(line.bottom < following.bottom for line, following in pairwise(lines))
        return lines[::-1] if rises > 0.75 * len(lines) else lines  # as PDFium has those of a page on its right side
    finally:
        part.close()
        page.close()


def _rows(part: "PdfTextPage") -> Iterator[list[tuple[int, str]]]:
    """The letters of each line of a page, with their numbers."""
    from pypdfium2 import raw

    row: list[tuple[int, str]] = []
    for number in range(part.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(part.raw, number))
        if letter not in "\r\n":
            row.append((number, "-" if letter in _HYPHENS else letter))
        if row and letter in _ENDS:
            yield row
            row = []
    if row:
        yield row


def _line(part: "PdfTextPage", row: list[tuple[int, str]]) -> Line | None:
    """A line with its box, None where it has no letters."""
    from pypdfium2 import raw

    shown = [(number, letter) for number, letter in row if not letter.isspace() and letter != "\0"]
    if not shown:
        return None
    first, last = shown[0][0], shown[-1][0]
    turns = round(raw.FPDFText_GetCharAngle(part.raw, first) / (pi / 2)) % 4
    boxes = [_box(part, number, turns) for number, _ in shown]
    text, gaps = shown[0][1], []
    for (before, _), (number, letter), box, following in zip(shown, shown[1:], boxes, boxes[1:], strict=False):
        if number > before + 1:
            if following[0] - box[2] >= _LEAST_GAP * (following[3] - following[1]) > 0:
                gaps.append(Gap(at=len(text), left=box[2], right=following[0]))
            text += " "
        text += letter
    ends = {_font(part, first), _font(part, last)}
    return Line(
        text=text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), left=boxes[0][0],
        right=max(box[2] for box in boxes), bottom=median(box[1] for box in boxes),
        height=median(box[3] - box[1] for box in boxes), font=ends.pop() if len(ends) == 1 else "", gaps=tuple(gaps),
    )  # fmt: skip


def _box(part: "PdfTextPage", number: int, turns: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a letter, as if its line had not been turned by so many quarters, clockwise."""
    left, bottom, right, top = part.get_charbox(number, loose=True)
    if not isfinite(left + bottom + right + top):
        return 0.0, 0.0, 0.0, 0.0
    match turns:
        case 1:
            return -top, left, -bottom, right
        case 2:
            return -right, -top, -left, -bottom
        case 3:
            return bottom, -right, top, -left
    return left, bottom, right, top


def _font(part: "PdfTextPage", number: int) -> str:
    from pypdfium2 import raw

    name = create_string_buffer(200)
    raw.FPDFText_GetFontInfo(part.raw, number, name, len(name), c_int())
    return name.value.decode("latin-1")
