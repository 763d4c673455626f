"""Endings of files: the kind of file that each says, and whether it is read where its folder is."""

from typing import Literal

__all__ = ["IN_FOLDERS", "KINDS_BY_ENDING", "MAYBE", "ROWS", "TEXTS", "FileKind"]

FileKind = Literal[
    "text", "rows", "json", "page", "xml", "table", "pdf", "zip", "mail", "mails", "arrow", "warc", "packed", "tar",
    "rtf", "book",
]  # fmt: skip

_READ_IN_FOLDERS: dict[str, FileKind | None] = {
    **dict.fromkeys((".txt", ".md"), "text"),
    **dict.fromkeys((".jsonl", ".ndjson"), "rows"),
    **dict.fromkeys((".html", ".htm"), "page"),
    **dict.fromkeys((".rss", ".atom"), "xml"),
    **dict.fromkeys((".csv", ".tsv", ".xls"), "table"),
    ".eml": "mail",
    ".mbox": "mails",
    **dict.fromkeys((".parquet", ".arrow", ".feather"), "arrow"),
    **dict.fromkeys((".warc", ".arc"), "warc"),
    ".tar": "tar",
    # What these are, their first bytes tell (kinds.py).
    **dict.fromkeys((".xlsx", ".pdf", ".docx", ".odt", ".zip", ".wacz", ".rtf"), None),
    **dict.fromkeys((".ris", ".enw", ".bib", ".srt", ".vtt", ".kml", ".kmz", ".gpx"), None),
}
_MAY_HOLD: dict[str, FileKind | None] = {".json": "json", ".geojson": "json", ".xml": "xml", ".js": None}
_READ_WHERE_NAMED: dict[str, FileKind | None] = {
    ".xhtml": "page", ".tab": "table", **dict.fromkeys((".text", ".markdown", ".log", ".asc"), "text"),
}  # fmt: skip

IN_FOLDERS = frozenset(_READ_IN_FOLDERS)
"""Endings of files that are read where their folder is named."""
MAYBE = frozenset(_MAY_HOLD)
"""Of files that may hold articles and mostly hold something else: read where they are named, else only spoken of."""
KINDS_BY_ENDING: dict[str, FileKind] = {
    ending: kind for ending, kind in {**_READ_IN_FOLDERS, **_MAY_HOLD, **_READ_WHERE_NAMED}.items() if kind
}
"""The kind of a file whose first bytes do not tell it."""
TEXTS = frozenset(ending for ending in IN_FOLDERS if KINDS_BY_ENDING.get(ending) == "text")
ROWS = frozenset(ending for ending in IN_FOLDERS if KINDS_BY_ENDING.get(ending) == "rows")
"""Endings that are taken at their word."""
