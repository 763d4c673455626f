"""PDF -> article."""

import re

from ..errors import InputError
from ..records import Article
from .paragraphs import heading_of, text_of
from .pdfium import printed_lines

__all__ = ["read_pdf"]

_NO_TITLE = re.compile(
    r"^(?:microsoft |untitled|document\d*$|\w+:)|\.(?:docx?|indd|pdf|qxd|pptx?|rtf|odt|html?)$", re.IGNORECASE
)


def read_pdf(raw: bytes, where: str) -> Article:
    """The text of a PDF in paragraphs, columns one after the other, without running heads; its pages are kept.

    Raises InputError, and ExtraError.
    """
    named, pages = printed_lines(raw, where)
    text, starts = text_of(pages)
    if not text:
        raise InputError(f"{where}: has no text, only pictures of it; run it through text recognition (OCR) first")
    title = "" if _NO_TITLE.search(named) else named
    return Article(text=text, title=title or heading_of(pages[0]), pages=starts)
