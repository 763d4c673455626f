"""ProQuest: texts and pages of "Field: value", with English, German and French labels."""

import re
from collections import Counter
from collections.abc import Iterator

from ...errors import InputError
from ..web import flat_text
from .document import Document, Export, Row, below, element_text
from .heads import day_in
from .members import Members

__all__ = ["PROQUEST"]

_FIELDS = {
    **dict.fromkeys(("title", "titel", "titre"), "title"),
    **dict.fromkeys(("author", "autor", "verfasser", "auteur"), "author"),
    **dict.fromkeys(("publication title", "titel der publikation", "publikationstitel", "titre de la publication",
                     "titre de publication"), "source"),
    **dict.fromkeys(("publication date", "publikationsdatum", "erscheinungsdatum", "veröffentlichungsdatum",
                     "datum der veröffentlichung", "date de publication"), "date"),
    **dict.fromkeys(("full text", "volltext", "texte intégral", "texte complet"), "text"),
    **dict.fromkeys(("abstract", "zusammenfassung", "abstrakt", "résumé"), "abstract"),
    **dict.fromkeys(("document url", "dokument-url", "url des dokuments", "url du document"), "url"),
    **dict.fromkeys(("language of publication", "language", "publikationssprache", "sprache der publikation",
                     "langue de publication", "langue de la publication"), "language"),
    **dict.fromkeys(("section", "abschnitt", "rubrik", "rubrique"), "section"),
    **dict.fromkeys(("proquest document id", "proquest-dokument-id", "id du document proquest"), "id"),
    **dict.fromkeys(("publication info", "publikationsinfo", "informations sur la publication"), "info"),
}  # fmt: skip
# Labels that end a field; those that most documents of an export have are found besides.
_OTHERS = {
    "publication year", "publication subject", "publication history", "publisher", "place of publication",
    "country of publication", "issn", "isbn", "e-issn", "source type", "document type", "document feature", "subject",
    "location", "people", "company / organization", "identifier / keyword", "database", "copyright", "last updated",
    "links", "page", "pages", "first page", "volume", "issue", "column", "dateline", "classification", "year",
    "number of pages", "online publication date", "accession number", "credit", "corporate author", "edition",
    "thema", "standort", "ort", "personen", "unternehmen", "seiten", "erscheinungsjahr", "verlag", "verlagsort",
    "herausgeber", "quellentyp", "dokumenttyp", "datenbank", "zuletzt aktualisiert", "letzte aktualisierung",
    "sujet", "lieu", "personnes", "société / organisation", "année de publication", "éditeur", "lieu de publication",
    "pays de publication", "type de source", "type de document", "droits d'auteur", "dernière mise à jour",
    "base de données", "liens",
}  # fmt: skip
_FIELD = re.compile(r"^([^\W\d][\w '/-]{2,34}?)\s?: ?(.*)$")
_SENTENCE = re.compile(r"^(?!Copyright|Database)\w+: (?:\S+ ){2,}\S+[.!?][\"”’)]*$")  # which only begins like a field
_RULE = re.compile(r"^_{20,}$|^(?:Document|Dokument) \d+ (?:of|von|sur|de) \d+$")
_NO_FIELD = re.compile(r"^(?:ProQuest document link|ProQuest-Dokumentlink|Lien vers le document ProQuest)\b")
_NONE = re.compile(r"^(?:None available|Nicht verfügbar|Aucun disponible)\b", re.IGNORECASE)
_ENLARGE = re.compile(r"^(?:Enlarge this image|Bild vergrößern|Agrandir cette image)\.?$", re.IGNORECASE)
_DOCUMENTS = "//*[./a[starts-with(@name, 'DocID')]]"  # of a page


def _looks_like(document: Document) -> bool:
    fields = {_FIELDS.get(_label(line)) for line in document.lines}
    return {"source", "date"} <= fields and bool(fields & {"text", "abstract", "id"})


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    parts = list(_parts(document))
    often = Counter(label for part in parts for label in {_label(line) for line in part} - {""})
    others = _OTHERS | {label for label, count in often.items() if count > max(1, len(parts) // 2)}
    for part in parts:
        if row := _row(part, others):
            yield row


def _parts(document: Document) -> Iterator[list[str]]:
    """The lines of each document."""
    elements = document.tree.xpath(_DOCUMENTS) if document.form == "page" and document.tree is not None else []
    if elements:
        for element in elements:
            yield [" ".join(line.split()) for line in element_text(element).split("\n")]
        return
    part: list[str] = []
    for line in [*document.lines, "_" * 20]:
        if not _RULE.match(line):
            part.append(line)
            continue
        yield part
        part = []


def _row(lines: list[str], others: set[str]) -> Row | None:
    row: Row = {}
    field = above = ""
    for line in (line for line in lines if not _ENLARGE.match(line)):
        label = "" if field == "text" and _SENTENCE.match(line) else _label(line)
        name = _FIELDS.get(label, "")
        if name and name not in row:
            field, row[name] = name, line.partition(":")[2].strip()
        elif label in others or _NO_FIELD.match(line):
            field = ""
        elif field in ("text", "abstract"):
            row[field] += f"\n\n{line}" if line else ""
        elif field and line:
            row[field] += f" {line}"
        elif not row and line:
            above = above or line
    return _whole(row, above)


def _whole(row: Row, above: str) -> Row | None:
    """The fields of one; what has no label at its head is its title. None where it is none: a list, a cover, a foot."""
    text, abstract, info = (row.pop(name, "").strip() for name in ("text", "abstract", "info"))
    abstract = "" if _NONE.match(abstract) else abstract
    text = flat_text(text) if re.match(r"<\w+[^<>]*>", text) else text
    title = row.get("title") or (above if info or "source" in row else "")
    if not (title and (text or abstract or "source" in row)):
        return None
    if "id" in row:
        row["id"] = f"proquest:{row['id']}"
    source = row.get("source") or info
    date = day_in(row.get("date", "")) or day_in(info.rpartition("]")[2]) or row.get("date", "")
    row |= {"source": source.partition(";")[0].strip(), "date": date, "title": title}
    return row | {"text": below(title, text or abstract)}


def _label(line: str) -> str:
    found = _FIELD.match(line)
    return found[1].strip().casefold().replace("’", "'") if found else ""


PROQUEST = Export(name="ProQuest", forms=("text", "page"), looks_like=_looks_like, articles=_articles)
