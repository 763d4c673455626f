"""Factiva: pages, and documents and texts by their paragraphs."""

import re
from collections.abc import Iterator

from ...errors import InputError
from ..dates import Day, read_day
from .document import Document, Export, Row, below
from .members import Members

__all__ = ["FACTIVA"]

_LAST = re.compile(r"^(?:Document|Dokument|Documento) ([A-Za-z0-9]{8,})$")
_WORDS = re.compile(r"^[\d.,  ]+ (?:words|mots|Wörter|Worte|palabras|parole|palavras|слов)$")
_TIME = re.compile(r"^\d{1,2}:\d\d(?: (?:GMT|AM|PM|UTC))?$")
_CODE = re.compile(r"^[A-Z0-9]{2,10}$")
_LANGUAGES = {
    "english": "en", "anglais": "en", "englisch": "en", "german": "de", "deutsch": "de", "allemand": "de",
    "french": "fr", "français": "fr", "französisch": "fr", "spanish": "es", "español": "es", "espagnol": "es",
    "russian": "ru", "arabic": "ar", "italian": "it", "portuguese": "pt", "ukrainian": "uk", "turkish": "tr",
}  # fmt: skip
_AUTHOR = re.compile(r"^(?:By|Von|Par|Por) (?=\S)")
_FOOT = re.compile(r"^(?:Search Summary|© ?\d{4} Factiva|Dow Jones Factiva$)", re.IGNORECASE)


def _looks_like(document: Document) -> bool:
    if document.form == "page":
        return 'class="article' in document.text and bool(
            re.search(r"\bFactiva\b|Headline\"|Document \w{8,}</p>", document.text)
        )
    return any(map(_LAST.match, document.lines)) and any(map(_WORDS.match, document.lines))


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    start = 0
    lines = [line for line in document.lines if line]
    for at, line in enumerate(lines):
        if found := _LAST.match(line):
            row = _row(lines[start:at])
            yield (
                row | {"id": f"factiva:{found[1]}"}
                if row
                else InputError(f"{document.where}, document {found[1]}: has no words below its head; look at it there")
            )
            start = at + 1


def _row(lines: list[str]) -> Row | None:
    """The fields of one: headline and author above the number of words; day, paper, language below it."""
    at = next((at for at, line in enumerate(lines) if _WORDS.match(line)), -1)
    if at < 0:
        return None
    above = [line for line in lines[:at] if not _FOOT.match(line)]
    author = next((line for line in above[::-1] if _AUTHOR.match(line)), "")
    above = [line for line in above if line != author]
    head, body = lines[at + 1 :], []
    row: Row = {"author": _AUTHOR.sub("", author), "title": above[-1] if above else ""}
    for number, line in enumerate(head[:12]):
        day = read_day(line) if len(line) < 40 else None
        if isinstance(day, Day) and "date" not in row:
            row["date"] = day.date.isoformat()
        elif re.match(r"(?:Copyright|\(c\)|©|Alle Rechte|Tous droits)", line, re.IGNORECASE):
            body = head[number + 1 :]
            break
        elif line.casefold() in _LANGUAGES:
            row["language"] = _LANGUAGES[line.casefold()]
            body = head[number + 1 :]
        elif "source" not in row and "date" in row and not _TIME.match(line) and not _CODE.match(line):
            row["source"] = line
    text = "\n\n".join(line for line in body if not _FOOT.match(line))
    return row | {"text": below(row["title"], text)} if text else None


FACTIVA = Export(name="Factiva", forms=("page", "text"), looks_like=_looks_like, articles=_articles)
