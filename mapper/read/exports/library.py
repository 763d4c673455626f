"""What librarians keep: RIS, BibTeX, EndNote's XML and CSL JSON. The words are title, abstract and note."""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from .document import Document, Export, Row, below, posts_of
from .members import Members

__all__ = ["BIBTEX", "CSL", "ENDNOTE", "RIS"]

_TAG = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
_RIS = {
    "title": ("TI", "T1", "CT"), "abstract": ("AB", "N2"), "note": ("N1", "RN"), "date": ("DA", "Y1", "PY"),
    "url": ("UR", "L2"),
    "source": ("JO", "JF", "T2", "PB", "JA"), "language": ("LA",), "id": ("ID", "DO"), "author": ("AU", "A1"),
}  # fmt: skip
_ENTRY = re.compile(r"@(\w+)\s*[{(]\s*([^,\s{}]*)\s*,")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _row(found: dict[str, str]) -> Row | None:
    """The fields of an entry, its words in one."""
    parts = (" ".join(found.get(key, "").split()) for key in ("abstract", "note"))
    title = " ".join(found.get("title", "").split())
    words = below(title, "\n\n".join(filter(None, parts)))
    keys = ("date", "url", "source", "language", "id", "author")
    date = re.sub(r"/+$", "", found.get("date", "").strip())
    row = {key: found.get(key, "").strip() for key in keys} | {"title": title, "text": words}
    return row | {"date": "" if re.fullmatch(r"\d{4}", date) else date} if words else None


def _is_ris(document: Document) -> bool:
    return bool(re.search(r"^TY  - ", document.head, re.MULTILINE)) and bool(
        re.search(r"^ER  -", document.text, re.MULTILINE)
    )


def _ris(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    tags: dict[str, list[str]] = {}
    last = ""
    for line in document.text.split("\n"):
        if found := _TAG.match(line.rstrip()):
            last = found[1]
            if last == "TY":
                tags = {}
            tags.setdefault(last, []).append(found[2])
            if last == "ER":
                held = {
                    key: next((tags[tag] for tag in known if any(tags.get(tag, ()))), []) for key, known in _RIS.items()
                }
                yield _row(
                    {
                        key: ("; " if key == "author" else " ").join(values if key != "url" else values[:1])
                        for key, values in held.items()
                    }
                )
                tags = {}
        elif last and line.strip():
            tags[last][-1] += f" {line.strip()}"


def _is_bibtex(document: Document) -> bool:
    return bool(re.match(r"\s*(?:%[^\n]*\n\s*)*@\w+\s*[{(]", document.head)) and bool(
        re.search(r"\b(?:title|abstract)\s*=", document.text)
    )


def _bibtex(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    entries = list(_ENTRY.finditer(document.text))
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        if entry[1].lower() in ("comment", "string", "preamble"):
            continue
        fields = dict(_bibtex_fields(document.text[entry.end() : after.start() if after else len(document.text)]))
        fields["note"] = fields.get("note") or fields.get("annote") or fields.get("annotation") or ""
        fields["source"] = next(
            (
                fields[key]
                for key in ("journal", "journaltitle", "newspaper", "publisher", "howpublished")
                if fields.get(key)
            ),
            "",
        )
        month = fields.get("month", "").lower()[:3]
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
        day = fields.get("day", "")
        if not fields.get("date") and fields.get("year") and number:
            fields["date"] = f"{fields['year']}-{number:02}" + (f"-{int(day):02}" if day.isdigit() else "")
        yield _row(fields | {"id": entry[2]})


def _bibtex_fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields of an entry: in braces, which may nest, in quotes, or bare."""
    at = 0
    while found := re.compile(r"\s*([\w-]+)\s*=\s*").match(text, at) or re.compile(r"[,\s]*([\w-]+)\s*=\s*").match(
        text, at
    ):
        start, depth, at = found.end(), 0, found.end()
        quoted = text[at : at + 1] == '"'
        at += quoted
        while at < len(text):
            letter = text[at]
            depth += (letter == "{") - (letter == "}")
            if depth < 0 or (depth == 0 and (letter == '"' if quoted else letter == ",")):
                break
            at += 1
        value = text[start + quoted : at].strip()
        if not quoted and value.startswith("{") and value.endswith("}"):
            value = value[1:-1]
        yield (
            found[1].lower(),
            re.sub(r"\\([&%$#_{}])", r"\1", value).replace("{", "").replace("}", "").replace("--", "–"),
        )
        at += quoted


def _is_csl(document: Document) -> bool:
    rows = posts_of(document.data, "items")
    return bool(rows) and all(
        "title" in row and ("issued" in row or "container-title" in row) and "type" in row for row in rows[:20]
    )


def _csl(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    for row in posts_of(document.data, "items"):
        names = [person for person in row.get("author") or () if isinstance(person, dict)]
        author = "; ".join(
            str(p.get("literal") or f"{p.get('given', '')} {p.get('family', '')}".strip()) for p in names
        )
        known = {
            key: str(row.get(name) or "")
            for key, name in (
                ("title", "title"),
                ("abstract", "abstract"),
                ("note", "note"),
                ("url", "URL"),
                ("id", "id"),
                ("language", "language"),
            )
        }
        source = str(row.get("container-title") or row.get("publisher") or "")
        yield _row(known | {"date": _issued(row.get("issued")), "author": author, "source": source})


def _issued(issued: Any) -> str:
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(str(part)) for part in first if str(part).isdigit()]
    if len(numbers) >= 2:
        return "-".join([str(numbers[0]), *(f"{number:02}" for number in numbers[1:3])])
    return str(issued.get("raw") or issued.get("literal") or "") if isinstance(issued, dict) else ""


def _is_endnote(document: Document) -> bool:
    tree = document.tree
    return tree is not None and tree.tag == "xml" and tree.find(".//record/titles") is not None


def _endnote(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    paths = {
        "title": "titles/title", "abstract": "abstract", "note": "notes", "source": "titles/secondary-title",
        "url": "urls//url", "language": "language", "author": "contributors/authors/author", "id": "rec-number",
    }  # fmt: skip
    for record in document.tree.iter("record"):
        found = {key: _within(record, path) for key, path in paths.items()}
        year, day = _within(record, "dates/year"), _within(record, "dates//date")
        found["source"] = found["source"] or (record.findtext("periodical/full-title") or "")
        found["id"] = f"endnote:{found['id']}" if found["id"] else ""
        yield _row(found | {"date": day if re.search(r"\d{4}", day) else f"{day} {year}".strip()})


def _within(record: Any, path: str) -> str:
    found = record.find(path)
    return "" if found is None else "".join(found.itertext()).strip()


RIS = Export(name="RIS", forms=("text",), looks_like=_is_ris, articles=_ris)
BIBTEX = Export(name="BibTeX", forms=("text",), looks_like=_is_bibtex, articles=_bibtex)
CSL = Export(name="CSL JSON", forms=("json",), looks_like=_is_csl, articles=_csl)
ENDNOTE = Export(name="EndNote", forms=("xml",), looks_like=_is_endnote, articles=_endnote)
