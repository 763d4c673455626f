"""PDF -> article. The only home of pypdfium2."""

import re
from collections.abc import Iterator
from ctypes import c_int, create_string_buffer
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING

from ..errors import InputError
from ..extras import needs
from ..records import Article
from .paragraphs import Gap, Line, heading_of, text_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

__all__ = ["read_pdf"]

_HYPHENS = "\x02\ufffe"  # what PDFium makes of a hyphen at the end of a line, and of the end
_ENDS = "\r\n" + _HYPHENS
_LEAST_GAP = 0.9  # in heights of a line, of white space that may be more than a space
_NO_TITLE = re.compile(
    r"^(?:microsoft |untitled|document\d*$|\w+:)|\.(?:docx?|indd|pdf|qxd|pptx?|rtf|odt|html?)$", re.IGNORECASE
)


def read_pdf(raw: bytes, where: str) -> Article:
    """The text of a PDF in paragraphs, columns one after the other, without running heads; its pages are kept."""
    with needs("documents", "a PDF"):
        import pypdfium2
    try:
        with pypdfium2.PdfDocument(raw) as document:
            named = " ".join((document.get_metadata_value("Title") or "").split())
            pages = [_page(page) for page in document]
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "is locked with a password; unlock it" if locked else "is a damaged PDF; save it again"
        raise InputError(f"{where}: {what}") from None
    text, starts = text_of(pages)
    if not text:
        raise InputError(f"{where}: has no text, only pictures of it; run it through text recognition (OCR) first")
    title = "" if _NO_TITLE.search(named) else named
    return Article(text=text, title=title or heading_of(pages[0]), pages=starts)


def _page(page: "PdfPage") -> list[Line]:
    part = page.get_textpage()
    try:
        lines = (_line(part, row, number) for number, row in enumerate(_rows(part)))
        return [line for line in lines if line]
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


def _line(part: "PdfTextPage", row: list[tuple[int, str]], number: int) -> Line | None:
    """A line with its box. One that is not level gets a box by its number among the lines and its length."""
    from pypdfium2 import raw

    text, gaps = "", []
    last: float | None = None
    boxes = []
    for index, letter in row:
        if letter.isspace() or letter == "\0":
            text += " " if text and not text.endswith(" ") else ""
            continue
        left, bottom, right, top = box = part.get_charbox(index, loose=True)
        if last is not None and text.endswith(" ") and left - last >= _LEAST_GAP * (top - bottom) > 0:
            gaps.append(Gap(at=len(text) - 1, left=last, right=left))
        text, last = text + letter, right
        boxes.append(box)
    if not boxes:
        return None
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").rstrip()
    numbers = [index for index, letter in row if not letter.isspace()]
    if abs(raw.FPDFText_GetCharAngle(part.raw, numbers[0])) > 0.01 or not isfinite(sum(map(sum, boxes))):
        return Line(text=text, left=0.0, right=float(len(text)), bottom=-1.2 * number, height=1.0)
    ends = {_font(part, index) for index in (numbers[0], numbers[-1])}
    return Line(
        text=text, left=boxes[0][0], right=max(box[2] for box in boxes), bottom=median(box[1] for box in boxes),
        height=median(box[3] - box[1] for box in boxes), font=ends.pop() if len(ends) == 1 else "", gaps=tuple(gaps),
    )  # fmt: skip


def _font(part: "PdfTextPage", number: int) -> str:
    from pypdfium2 import raw

    name = create_string_buffer(200)
    raw.FPDFText_GetFontInfo(part.raw, number, name, len(name), c_int())
    return name.value.decode("latin-1")
