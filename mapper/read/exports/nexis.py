"""Nexis Uni and LexisNexis: documents, pages and texts, with English, German and French labels.

A new one has title, source and day above its labels, then "Body", and "End of Document". An old one begins with
"3 of 74 DOCUMENTS", has source, day and title in blocks of their own, and its labels in capitals.
"""

import re
from collections.abc import Iterator

from ...errors import InputError
from ..sources import LeftOut
from .document import Document, Export, Row, below, paragraphs
from .heads import author_of, begins_with_day
from .members import Members

__all__ = ["NEXIS"]

_END = re.compile(
    r"^(?:End of Document|Ende des Dokuments|Dokument-?ende|Fin du document|Fin del documento)$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^(?:Document |Dokument )?\d+ (?:of|von|de|sur) \d+(?: DOCUMENTS?| DOKUMENTEN?)?$", re.IGNORECASE
)
_FIELDS = {
    "byline": "author", "autor": "author", "verfasser": "author", "von": "author", "auteur": "author",
    "signature": "author",
    "section": "section", "rubrik": "section", "ressort": "section", "rubrique": "section",
    "dateline": "dateline", "ortsmarke": "dateline", "ort": "dateline", "lieu": "dateline", "origine": "dateline",
    "url": "url", "language": "language", "sprache": "language", "langue": "language",
}  # fmt: skip
_HEAD = {
    "length", "länge", "longueur", "copyright", "highlight", "zusammenfassung", "series", "serie", "série", "edition",
    "ausgabe", "édition", "correction", "distribution", "page", "seite", "guest", "guests", "type", "document-type",
}  # fmt: skip
# What stands only below the words, and what may be a sentence's first word too: that is of the foot where all below is.
_FOOT = {
    "load-date", "ladedatum", "date de chargement", "date-chargement", "publication-type", "publikationstyp",
    "zeitungstyp", "type de publication", "type-publication", "journal code", "acc-no", "correction-date",
}  # fmt: skip
_MAYBE_FOOT = {
    "update", "aktualisierung", "mise à jour", "graphic", "grafik", "graphique", "language", "sprache", "langue",
    "subject", "subjects", "schlagwörter", "sujet", "person", "personen", "personne", "company", "organization",
    "organisation", "industry", "branche", "geographic", "classification", "klassifikation", "ticker", "url", "notes",
    "state", "city", "country", "thema", "unternehmen", "société",
}  # fmt: skip
_FOOT_HEADINGS = {"classification", "klassifikation", "graphic", "grafik", "graphique"}
_LABELS = {*_FIELDS, *_HEAD, *_FOOT, *_MAYBE_FOOT}
_LABEL = re.compile(r"^([^\W\d][\w -]{1,20}?)\s?: *(.*)$")
_BODY = {
    "body", "text", "textkörper", "haupttext", "volltext", "artikeltext", "corps", "corps de l'article",
    "corps du texte", "texte", "texte intégral",
}  # fmt: skip
_USER = re.compile(r"^(?:User Name|Benutzername|Nom d['’]utilisateur|Job Number|Auftragsnummer)\s?:", re.IGNORECASE)
_COUNT = re.compile(r"^(?:Documents?|Dokumente?) \(\d+\)$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^(?:Copyright|©|\(c\)|Alle Rechte|All Rights|Tous droits)(?!.*LexisNexis)", re.IGNORECASE)
_ADDRESS = re.compile(r"^URL: https?://\S+$")  # which a correction may stand below
_PAGE = re.compile(r"^(?:Page|Seite) \d+ (?:of|von|de|sur) \d+$", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition)\b", re.IGNORECASE)
_ENDS = (".", "!", "?", "”", '"')  # of sentences, as which no label's value is written
_MOST_BELOW_DAY = 3  # lines: an edition, a page


def _looks_like(document: Document) -> bool:
    if any(map(_END.match, document.lines)):
        return any(_label(line) or _COPYRIGHT.match(line) for line in document.lines)
    if _is_list(document):
        return True
    numbered = [line for line in document.lines if _NUMBERED.match(line)]
    return bool(numbered) and sum(bool(_label(line, capitals=True)) for line in document.lines) >= len(numbered)


def _is_list(document: Document) -> bool:
    """True where a document is the list that comes with articles downloaded one to a file."""
    lines = document.lines[:60]
    return any(map(_USER.match, lines)) and any(map(_COUNT.match, lines)) and not any(map(_END.match, document.lines))


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    if _is_list(document):
        yield LeftOut(f"{document.where}: is the list of what was downloaded, and no article")
        return
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
    first = next((at for at, line in enumerate(lines) if _COPYRIGHT.match(line) or _begins_labels(line)), len(lines))
    above = [line for line in lines[:first] if line]
    day = ""
    for back in range(1, min(_MOST_BELOW_DAY, len(above)) + 1):
        if day := begins_with_day(above[-back]):
            above = above[:-back]
            break
    source = above.pop() if above else ""
    title = above.pop() if above else ""
    row, words = _labelled(lines[first:], capitals=False)
    return _whole(row | {"title": title, "source": source, "date": day}, words)


def _begins_labels(line: str) -> bool:
    label = _label(line)
    return label in _HEAD or _FIELDS.get(label) in ("author", "section", "dateline") or _folded(line) in _BODY


def _older(lines: list[str]) -> Row | None:
    blocks = [block for block in re.split(r"\n\n+", "\n".join(lines).strip()) if block.strip()]
    head: list[str] = []
    day = ""
    while blocks and not day and len(head) < 4:
        block = " ".join(blocks.pop(0).split())
        day = begins_with_day(block)
        head += [] if day or _COPYRIGHT.match(block) else [block]
    if not day and head:
        blocks = head[1:] + blocks
        head = head[:1]
    title = ""
    while blocks and not title:
        block = " ".join(blocks[0].split())
        if _label(block, capitals=True):
            break
        blocks.pop(0)
        is_edition = _EDITION.search(block) and blocks and not _label(blocks[0], capitals=True)
        title = "" if is_edition else block
    row, words = _labelled("\n\n".join(blocks).split("\n"), capitals=True)
    return _whole(row | {"title": title, "source": head[0] if head else "", "date": day}, words)


def _labelled(lines: list[str], *, capitals: bool) -> tuple[Row, list[str]]:
    """The fields of the labels above and below the text, and the lines of the text."""
    row: Row = {}
    body_at = -1 if capitals else next((at for at, line in enumerate(lines) if _folded(line) in _BODY), -1)
    at = body_at + 1
    for number, line in enumerate(lines[:body_at] if at else lines):
        label = _label(line, capitals=capitals)
        if not at and line and not label and not _COPYRIGHT.match(line):
            at = number
            break
        if field := _FIELDS.get(label):
            row[field] = _value(line)
    else:
        at = at or len(lines)
    end = _foot(lines, at, capitals=capitals)
    below_words = {_FIELDS.get(_label(line, capitals=capitals)): _value(line) for line in lines[end:]}
    row |= {field: below_words[field] for field in ("url", "language") if field in below_words}
    words = [line for line in lines[at:end] if not _ADDRESS.match(line)]
    row |= next(({"url": _value(line)} for line in lines[at:end] if _ADDRESS.match(line)), {})
    while words and (not words[-1] or _COPYRIGHT.match(words[-1])):
        words.pop()
    return row, [line for one in words for line in (one, "")] if body_at >= 0 else words


def _foot(lines: list[str], at: int, *, capitals: bool) -> int:
    """The line at which the text ends and the labels below it begin."""
    end = len(lines)
    all_below = True
    for number in range(len(lines) - 1, at - 1, -1):
        line = lines[number]
        label = _label(line, capitals=capitals)
        if label in _FOOT or (_folded(line) in _FOOT_HEADINGS and not capitals):
            end, all_below = number, True
        elif label in _MAYBE_FOOT and (capitals or (all_below and not line.endswith(_ENDS))):
            end = number
        elif line and not label and not _COPYRIGHT.match(line):
            all_below = False
    return end


def _whole(row: Row, words: list[str]) -> Row | None:
    """The fields of one with its words; None where it has none."""
    text, dateline = paragraphs(words), row.pop("dateline", "")
    if not text:
        return None
    row["author"] = author_of(row.get("author", ""))
    return row | {"text": below(row["title"], f"{dateline} — {text}" if dateline else text)}


def _label(line: str, *, capitals: bool = False) -> str:
    """The label that a line begins with, folded; "" where it begins with none."""
    found = _LABEL.match(line)
    label = found[1].strip().casefold() if found and (not capitals or found[1].isupper()) else ""
    return label if label in _LABELS else ""


def _value(line: str) -> str:
    return line.partition(":")[2].strip()


def _folded(line: str) -> str:
    return line.strip().rstrip(":").replace("’", "'").casefold()


NEXIS = Export(name="Nexis", forms=("text", "page"), looks_like=_looks_like, articles=_articles)
