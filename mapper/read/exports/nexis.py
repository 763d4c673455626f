"""Nexis Uni and LexisNexis: documents, pages and texts, with English, German and French labels."""

import re
from collections.abc import Iterator

from ...errors import InputError
from ..dates import Day, read_day
from .document import Document, Export, Row, below, paragraphs
from .members import Members

__all__ = ["NEXIS"]

_END = re.compile(r"^(?:End of Document|Ende des Dokuments|Dokument-?ende|Fin du document)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:Document |Dokument )?\d+ (?:of|von|de|sur) \d+(?: DOCUMENTS?| DOKUMENTEN?)?$", re.IGNORECASE
)
_LABELS = {
    "byline": "author", "autor": "author", "von": "author", "auteur": "author", "signature": "author",
    "section": "section", "rubrik": "section", "ressort": "section", "rubrique": "section",
    "dateline": "dateline", "ortsmarke": "dateline", "ort": "dateline", "lieu": "dateline",
    "url": "url", "language": "language", "sprache": "language", "langue": "language",
    **dict.fromkeys(
        ("length", "länge", "longueur", "copyright", "highlight", "series", "edition", "ausgabe", "édition", "update",
         "correction", "distribution", "page", "seite", "load-date", "ladedatum", "update", "aktualisierung",
         "date de chargement", "graphic", "grafik", "graphique", "publication-type", "publikationstyp",
         "zeitungstyp", "type de publication", "subject", "subjects", "schlagwörter", "sujet", "person", "personen",
         "company", "organization", "organisation", "industry", "geographic", "document-type", "journal code", "notes",
         "classification", "klassifikation", "ticker", "acc-no", "type", "guest", "guests", "correction-date"), "",
    ),
}  # fmt: skip
_TAIL = {
    "load-date", "ladedatum", "update", "aktualisierung", "date de chargement", "graphic", "grafik", "graphique",
    "language", "sprache", "langue", "publication-type", "publikationstyp", "zeitungstyp", "type de publication",
    "subject", "subjects", "classification", "klassifikation", "notes", "acc-no", "url", "journal code",
}  # fmt: skip
_LABEL = re.compile(r"^([^\W\d][\w -]{1,20}?)\s?: *(.*)$")
_BODY = {"body", "text", "textkörper", "haupttext", "corps", "corps de l'article", "texte"}
_COPYRIGHT = re.compile(r"^(?:Copyright|©|\(c\)|Alle Rechte|All Rights|Tous droits)", re.IGNORECASE)
_PAGE = re.compile(r"^(?:Page|Seite) \d+ (?:of|von|de) \d+$", re.IGNORECASE)


def _looks_like(document: Document) -> bool:
    ends = sum(bool(_END.match(line)) for line in document.lines)
    if ends:
        return any(_label(line) or _COPYRIGHT.match(line) for line in document.lines)
    numbered = [line for line in document.lines if _NUMBERED.match(line)]
    return bool(numbered) and sum(bool(_label(line)) for line in document.lines) >= len(numbered)


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    lines = [line for line in document.lines if not _PAGE.match(line)]
    is_new = any(map(_END.match, lines))
    starts = [0]
    for at, line in enumerate(lines):
        if (_END if is_new else _NUMBERED).match(line):
            starts.append(at + 1)
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True)]
    for number, part in enumerate(parts[:-1] if is_new else parts[1:], 1):
        cut = part[:-1] if is_new or number < len(starts) - 1 else part
        row = _newer(cut) if is_new else _older(cut)
        yield row or InputError(f"{document.where}, document {number}: has no words below its head; look at it there")


def _newer(lines: list[str]) -> Row | None:
    """One of Nexis Uni: title, source and day above its labels, then "Body"."""
    first = next((at for at, line in enumerate(lines) if _COPYRIGHT.match(line) or _is_head(line)), len(lines))
    above = [line for line in lines[:first] if line]
    day = read_day(above[-1]) if above else None
    if isinstance(day, Day):
        above.pop()
    source = above.pop() if above else ""
    title = above.pop() if above else ""
    return _row(lines[first:], title, source, day if isinstance(day, Day) else None)


def _is_head(line: str) -> bool:
    label = _label(line)
    return (bool(label) and label not in _TAIL) or line.casefold() in _BODY


def _older(lines: list[str]) -> Row | None:
    """One of LexisNexis as text: source, day and title above its labels, each with empty lines around it."""
    blocks = [block for block in re.split(r"\n\n+", "\n".join(lines).strip()) if block.strip()]
    head: list[str] = []
    day: Day | None = None
    while blocks and not day and len(head) < 4:
        block = " ".join(blocks.pop(0).split())
        found = read_day(block)
        day = found if isinstance(found, Day) else None
        head += [] if day or _COPYRIGHT.match(block) else [block]
    if not day and head:
        blocks = head[1:] + blocks
        head = head[:1]
    title = ""
    while blocks and not title:
        block = " ".join(blocks[0].split())
        if _label(block):
            break
        blocks.pop(0)
        title = "" if re.search(r"\b(?:edition|ausgabe|édition)\b", block, re.IGNORECASE) else block
    return _row("\n\n".join(blocks).split("\n"), title, head[0] if head else "", day)


def _row(lines: list[str], title: str, source: str, day: Day | None) -> Row | None:
    """The fields of one from its labels on: those above the words, the words, those below."""
    row: Row = {"title": title, "source": source, "date": day.date.isoformat() if day else ""}
    dateline, at = "", 0
    body_at = next((n for n, line in enumerate(lines) if line.casefold() in _BODY), -1)
    while at < len(lines):
        line = lines[at]
        label = _label(line)
        if at == body_at:
            at += 1
            break
        if label and (body_at < 0 or at < body_at):
            value, field = _LABEL.match(line)[2].strip(), _LABELS[label]  # type: ignore[index]  # it matched
            dateline = value if field == "dateline" else dateline
            if field and field != "dateline":
                row[field] = value
        elif body_at < 0 and line and not _COPYRIGHT.match(line):
            break
        at += 1
    body: list[str] = []
    for end in range(at, len(lines)):
        if _label(lines[end]) in _TAIL or lines[end].casefold() in ("classification", "graphic", "klassifikation"):
            row |= {
                _LABELS[label]: _LABEL.match(line)[2].strip()  # type: ignore[index]  # it matched
                for line in lines[end:]
                if (label := _label(line)) and _LABELS[label] in ("url", "language")
            }
            break
        body.append(lines[end])
    while body and (not body[-1] or _COPYRIGHT.match(body[-1])):
        body.pop()
    text = paragraphs([line for one in body for line in (one, "")] if body_at >= 0 else body)
    if not text:
        return None
    return row | {"text": below(title, f"{dateline} — {text}" if dateline else text)}


def _label(line: str) -> str:
    """The label that a line begins with, folded; "" where it begins with none."""
    found = _LABEL.match(line)
    label = found[1].strip().casefold() if found else ""
    return label if label in _LABELS else ""


NEXIS = Export(name="Nexis", forms=("text", "page"), looks_like=_looks_like, articles=_articles)
