"""Factiva: pages, and documents and texts by their paragraphs; as an article, or with the codes of its fields."""

import re
from collections.abc import Iterator

from ...errors import InputError
from ..columns import code_of
from .document import Document, Export, Row, below
from .heads import author_of, begins_with_day
from .members import Members

__all__ = ["FACTIVA"]

_LAST = re.compile(r"^(?:AN[ |]+)?(?:Document|Dokument|Documento) ([A-Za-z0-9]{8,})[ |]*$")
_WORDS = re.compile(r"^(?:WC[ |]+)?[\d.,  ]+ (?:words|mots|Wörter|Worte|palabras|parole|palavras|слов|woorden)[ |]*$")
_TIME = re.compile(r"^\d{1,2}:\d\d(?::\d\d)?(?: ?(?:GMT|AM|PM|UTC|CET|EST))?$")
_CODE = re.compile(r"^[A-Z0-9]{2,10}$")
_PLACE = re.compile(  # where in the paper
    r"^(?:[A-Z]{0,3}\.?\d{1,4}[A-Z]?|\d{1,4}[,-] ?\d{1,4}|"
    r"(?:Volume|Vol\.|Band|Issue|Ausgabe|Nummer|Numéro|No\.)[ :]?\d.*)$"
)
_BY = re.compile(r"^(?:By|Von|Par|Por|Di|Door) (?=\S)")
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©|Alle Rechte|Tous droits)", re.IGNORECASE)
_FOOT = re.compile(r"^(?:Search Summary|© ?\d{4} Factiva|Dow Jones Factiva$|Factiva$)", re.IGNORECASE)
_FIELD = re.compile(
    r"^(SE|CLM|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|CX|LP|TD|ART|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN)"
    r"(?:[ |]+(.*?))?[ |]*$"
)
_OF_FIELD = {"HD": "title", "BY": "author", "PD": "date", "SN": "source", "SE": "section", "LA": "language"}
_LONGEST_SECTION = 60  # characters


def _looks_like(document: Document) -> bool:
    if document.form == "page":
        return 'class="article' in document.text and bool(
            re.search(r"\bFactiva\b|Headline[\"']|Document \w{8,}</", document.text)
        )
    return any(map(_LAST.match, document.lines)) and any(map(_WORDS.match, document.lines))


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    start = 0
    lines = [line for line in document.lines if line]
    authors = _marked(document, "author")
    for at, line in enumerate(lines):
        if found := _LAST.match(line):
            part = lines[start:at]
            row = _coded(part) or _row(part, authors)
            yield (
                row | {"id": f"factiva:{found[1]}"}
                if row
                else InputError(f"{document.where}, document {found[1]}: has no words below its head; look at it there")
            )
            start = at + 1


def _marked(document: Document, name: str) -> set[str]:
    """The words of a page's elements of one class."""
    if document.form != "page" or document.tree is None:
        return set()
    found = document.tree.xpath(f"//*[@class='{name}']")
    return {" ".join(element.text_content().split()) for element in found}


def _coded(lines: list[str]) -> Row | None:
    """The fields of one with their codes, each on the line of its value or above it; None where it has none."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if (found := _FIELD.match(line)) and found[1] not in values:
            code = found[1]
            values[code] = [found[2]] if found[2] else []
        elif code:
            values[code].append(line.strip("| "))
    if not {"HD", "PD"} <= set(values) or not {"LP", "TD", "ART"} & set(values):
        return None
    row: Row = {field: " ".join(values.get(code, ())) for code, field in _OF_FIELD.items()}
    row |= {"author": author_of(row["author"]), "date": begins_with_day(row["date"])}
    text = "\n\n".join(line for code in ("LP", "TD", "ART") for line in values.get(code, ()))
    return row | {"text": below(row["title"], text)} if text else None


def _row(lines: list[str], authors: set[str]) -> Row | None:
    """The fields of one: headline and author above the number of words; day, paper, language below it."""
    at = next((at for at, line in enumerate(lines) if _WORDS.match(line)), -1)
    if at < 0:
        return None
    above = [line for line in lines[:at] if not _FOOT.match(line) and not _COPYRIGHT.match(line)]
    author = next((line for line in above[::-1] if _BY.match(line) or line in authors), "")
    above = [line for line in above if line != author]
    row: Row = {"author": author_of(author), "title": above[-1] if above else ""}
    if len(above) == 2 and len(above[0]) <= _LONGEST_SECTION:
        row["section"] = above[0]
    head = lines[at + 1 :]
    end = 0  # of the head
    for number, line in enumerate(head[:12], 1):
        if "date" not in row and (day := begins_with_day(line)):
            row["date"] = day
        elif _COPYRIGHT.match(line):
            end = number
            break
        elif "source" in row and "language" not in row and (code := code_of(line) if len(line) > 2 else ""):
            row["language"] = code
        elif "source" not in row and "date" in row and not _TIME.match(line):
            row["source"] = line
        elif "language" in row or not (_TIME.match(line) or _CODE.match(line) or _PLACE.match(line)):
            continue
        end = number
    text = "\n\n".join(line for line in head[end:] if not _FOOT.match(line))
    return row | {"text": below(row["title"], text)} if text else None


FACTIVA = Export(name="Factiva", forms=("page", "text"), looks_like=_looks_like, articles=_articles)
