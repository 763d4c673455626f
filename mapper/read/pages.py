"""What was found at an address -> article: a page, or a PDF."""

from dataclasses import replace
from io import BytesIO

from ..errors import ExtraError, InputError
from ..records import Article
from .kinds import kind_of
from .pdf import read_pdf
from .web import read_page

__all__ = ["article_at", "is_pdf"]


def is_pdf(content: bytes) -> bool:
    """Whether it begins as PDFs do."""
    return kind_of(BytesIO(content), "")[0] == "pdf"


def article_at(url: str, content: bytes, where: str) -> Article:
    """The article at an address. Raises InputError, also for a PDF where nothing is installed that reads it."""
    if not is_pdf(content):
        return read_page(content, where, url)
    try:
        return replace(read_pdf(content, where), id=url, url=url)
    except ExtraError as error:  # among a thousand pages it costs only itself
        raise InputError(f"{where}: {error}") from None
