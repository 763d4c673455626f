"""Rich Text -> article. The home of striprtf."""

import re
from collections.abc import Callable

from ..errors import InputError
from ..extras import needs
from ..records import Article

__all__ = ["rich_text"]

_FIELD = re.compile(
    r"\{\\\*\\fldinst\b[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
)  # what a link leads to; its words stand behind it


def rich_text(raw: bytes, where: str) -> Article:
    """The paragraphs of a document in Rich Text. Raises InputError, and ExtraError."""
    rtf_to_text: Callable[..., str]
    with needs("documents", "Rich Text"):
        from striprtf.striprtf import rtf_to_text
    try:
        text = str(rtf_to_text(_FIELD.sub("", raw.decode("latin-1")), errors="replace"))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- what damaged documents do to it has no one kind
        raise InputError(f"{where}: is a damaged document in Rich Text; save it as .docx") from None
    paragraphs = [" ".join(line.split()) for line in text.replace("\x0c", "\n").split("\n")]
    if not any(paragraphs):
        raise InputError(f"{where}: has no words; give a document with an article in it")
    return Article(text="\n\n".join(filter(None, paragraphs)))
