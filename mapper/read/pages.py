"""Web pages and PDFs at an address -> article."""

from dataclasses import replace
from io import BytesIO

from ..errors import ExtraError, InputError
from ..records import Article
from .apart import apart
from .documents import page_in, pdf_in
from .kinds import kind_of

__all__ = ["article_at", "is_pdf"]


def is_pdf(content: bytes) -> bool:
    """True where a file begins as PDFs do."""
    return kind_of(BytesIO(content), "")[0] == "pdf"


def article_at(url: str, content: bytes, where: str) -> Article:
    """The article at an address. Raises InputError, also for a PDF where nothing is installed that reads it."""
    printed = is_pdf(content)
    article: Article
    try:
        _, (_, article) = apart(pdf_in, content, where) if printed else apart(page_in, content, where, url)
    except ExtraError as error:  # among a thousand pages it costs only itself
        raise InputError(f"{where}: {error}") from None
    return replace(article, id=url, url=url) if printed else article
