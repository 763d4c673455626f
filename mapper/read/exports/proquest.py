"""ProQuest: texts and pages of "Field: value"; Europresse: pages."""

import re
from collections.abc import Iterator

from ...errors import InputError
from ..dates import Day, Slashed, read_day
from .document import Document, Export, Row, below, element_text
from .members import Members

__all__ = ["EUROPRESSE", "PROQUEST"]

_FIELDS = {
    "title": "title", "titel": "title", "titre": "title", "author": "author", "autor": "author", "auteur": "author",
    "publication title": "source", "publication date": "date", "full text": "text", "volltext": "text",
    "texte intégral": "text", "abstract": "abstract", "zusammenfassung": "abstract", "résumé": "abstract",
    "document url": "url", "language of publication": "language", "section": "section", "proquest document id": "id",
}  # fmt: skip
_OTHERS = re.compile(
    r"^(?:Publication (?:year|info|subject|history)|Publisher|(?:Place|Country) of publication|ISSN|ISBN|e-ISSN|"
    r"Source type|Document (?:type|feature)|Subject|Location|People|Company / organization|Identifier / keyword|"
    r"Database|Copyright|Last updated|Links|Pages?|First page|Volume|Issue|Column|Dateline|Classification|Year|"
    r"Number of pages|Online publication date|Accession number|Credit): ?"
)
_FIELD = re.compile(r"^([^\W\d][\w ]{2,24}): ?(.*)$")
_RULE = re.compile(r"^_{20,}$|^Document \d+ of \d+$|^Dokument \d+ von \d+$|^Document \d+ sur \d+$")


def _is_proquest(document: Document) -> bool:
    found = {line.partition(":")[0].casefold() for line in document.lines if ":" in line[:30]}
    return {"publication title", "title"} <= found and bool(found & {"full text", "abstract", "proquest document id"})


def _proquest(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    part: list[str] = []
    for line in [*document.lines, "_" * 20]:
        if not _RULE.match(line):
            part.append(line)
            continue
        if row := _fields(part):
            yield row
        part = []


def _fields(lines: list[str]) -> Row | None:
    row: Row = {}
    field = ""
    for line in lines:
        found = _FIELD.match(line)
        name = _FIELDS.get(found[1].casefold(), "") if found else ""
        if found and name and name not in row:
            field, row[name] = name, found[2]
        elif _OTHERS.match(line):
            field = ""
        elif field in ("text", "abstract"):
            row[field] += f"\n\n{line}" if line else ""
        elif field and line:
            row[field] += f" {line}"
    text = (row.pop("text", "") or row.get("abstract", "")).strip()
    row.pop("abstract", None)
    title = row.get("title", "")
    if not (title and (text or "source" in row)):
        return None
    if "id" in row:
        row["id"] = f"proquest:{row['id']}"
    return row | {"text": below(title, text)}


def _is_europresse(document: Document) -> bool:
    return any(name in document.text for name in ("titreArticleVisu", "DocPublicationName", "docOcurrContainer"))


def _europresse(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    if document.tree is None:
        return
    found = (
        document.tree.xpath("//article") or document.tree.xpath("//*[.//*[contains(@class, 'docOcurrContainer')]]")[-1:]
    )
    for number, article in enumerate(found, 1):
        words = {
            key: next(
                (" ".join(e.text_content().split()) for e in article.xpath(f".//*[contains(@class, '{name}')]")), ""
            )
            for key, name in (
                ("title", "titreArticle"),
                ("source", "DocPublicationName"),
                ("head", "DocHeader"),
                ("author", "docAuthors"),
            )
        }
        bodies = article.xpath(".//*[contains(@class, 'docOcurrContainer')]")
        text = "\n\n".join(filter(None, map(element_text, bodies)))
        day = _first_day(words.pop("head"))
        if text or words["title"]:
            source = words["source"].partition(",")[0].strip()
            yield words | {"source": source, "date": day, "text": below(words["title"], text), "language": ""}
        else:
            yield InputError(f"{document.where}, document {number}: has no words; look at it there")


def _first_day(text: str) -> str:
    """The day in a line such as "samedi 4 mai 2024 - 312 mots, p. 4"."""
    for piece in (text, *re.split(r" [-•–|] |, p\.| • ", text)):
        found = read_day(piece.strip())
        day = found.settled(None) if isinstance(found, Slashed) else found
        if isinstance(day, Day):
            return day.date.isoformat()
    return ""


PROQUEST = Export(name="ProQuest", forms=("text", "page"), looks_like=_is_proquest, articles=_proquest)
EUROPRESSE = Export(name="Europresse", forms=("page",), looks_like=_is_europresse, articles=_europresse)
