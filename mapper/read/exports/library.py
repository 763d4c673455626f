"""Reference libraries: RIS, EndNote's XML and tags, and CSL JSON. The words are title, abstract and note."""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from .document import Document, Export, Row, below, mostly, posts_of
from .members import Members

__all__ = ["CSL", "ENDNOTE", "RIS", "TAGGED", "entry"]

_TAG = re.compile(r"^\s?([A-Z][A-Z0-9])\s{1,2}- ?(.*)$")
_PERCENT = re.compile(r"^%([0-9A-Z@~!#$&()*+<>=?^\[\]|:;.'-])(?: (.*))?$")
_TAGGED_TITLE = re.compile(r"^%T \S", re.MULTILINE)
_ENW = {
    "title": ("T",), "abstract": ("X",), "url": ("U",), "source": ("J", "B", "I"), "language": ("G",), "id": ("F", "M"),
    "section": ("&",),
}  # fmt: skip
_RIS = {
    "title": ("TI", "T1", "CT"), "abstract": ("AB", "N2"), "note": ("N1", "RN"), "date": ("DA", "Y1", "PY"),
    "url": ("UR", "L2"),
    "source": ("JO", "JF", "T2", "PB", "JA"), "language": ("LA",), "id": ("ID", "DO"), "author": ("AU", "A1"),
    "section": ("SE",),
}  # fmt: skip


def entry(found: dict[str, str]) -> Row | None:
    """The fields of an entry, its words in one."""
    parts = (" ".join(found.get(key, "").split()) for key in ("abstract", "note"))
    title = " ".join(found.get("title", "").split())
    words = below(title, "\n\n".join(filter(None, parts)))
    keys = ("date", "url", "source", "language", "id", "author", "section")
    date = re.sub(r"/+$", "", found.get("date", "").strip())
    row = {key: found.get(key, "").strip() for key in keys} | {"title": title, "text": words}
    return row | {"date": "" if re.fullmatch(r"\d{4}", date) else date} if words else None


def _is_ris(document: Document) -> bool:
    return bool(re.search(r"^\s?TY\s{1,2}- ", document.head, re.MULTILINE)) and bool(
        re.search(r"^\s?ER\s{1,2}-", document.text, re.MULTILINE)
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
                if len(tags) > 1:  # it may stand twice
                    yield entry(_of_ris(tags))
                tags, last = {}, ""
        elif last and line.strip():
            tags[last][-1] += f" {line.strip()}"


def _of_ris(tags: dict[str, list[str]]) -> dict[str, str]:
    held = {key: next((tags[tag] for tag in known if any(tags.get(tag, ()))), []) for key, known in _RIS.items()}
    found = {
        key: ("; " if key == "author" else " ").join(values if key != "url" else values[:1])
        for key, values in held.items()
    }
    year = next(iter(tags.get("PY", ())), "")[:4]
    return found | {"date": _with_year(found["date"], year)}


def _with_year(day: str, year: str) -> str:
    """A day as it is written, with its year where that stands beside it."""
    return day if re.search(r"\d{4}", day) else f"{day} {year}".strip()


def _is_tagged(document: Document) -> bool:
    return bool(re.match(r"\s*%[0A-Z] \S", document.head)) and bool(_TAGGED_TITLE.search(document.text))


def _tagged(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    tags: dict[str, list[str]] = {}
    last = ""
    for line in [*document.text.split("\n"), "%0 "]:
        if found := _PERCENT.match(line):
            last = found[1]
            if tags and (last == "0" or (last == "T" and "0" not in tags and "T" in tags)):
                yield entry(_of_tags(tags))
                tags = {}
            tags.setdefault(last, []).append(found[2].strip())
        elif last and line.strip():
            tags[last][-1] += f" {line.strip()}"


def _of_tags(tags: dict[str, list[str]]) -> dict[str, str]:
    found = {key: next((tags[tag][0] for tag in known if any(tags.get(tag, ()))), "") for key, known in _ENW.items()}
    year, day = (next((value for value in tags.get(tag, ()) if value), "") for tag in "D8")
    found |= {"author": "; ".join(filter(None, tags.get("A", ()))), "note": " ".join(tags.get("Z", ()))}
    return found | {"date": _with_year(day, year), "id": f"endnote:{found['id']}" if found["id"] else ""}


def _is_csl(document: Document) -> bool:
    return mostly(
        posts_of(document.data, "items"),
        lambda row: {"title", "type"} <= set(row) and ("issued" in row or "container-title" in row),
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
                ("section", "section"),
            )
        }
        source = str(row.get("container-title") or row.get("publisher") or "")
        yield entry(known | {"date": _issued(row.get("issued")), "author": author, "source": source})


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
        "url": "urls//url", "language": "language", "id": "rec-number", "section": "section",
    }  # fmt: skip
    for record in document.tree.iter("record"):
        found = {key: _within(record, path) for key, path in paths.items()}
        year, day = _within(record, "dates/year"), _within(record, "dates//date")
        found["source"] = found["source"] or (record.findtext("periodical/full-title") or "")
        authors = ("".join(author.itertext()).strip() for author in record.iterfind("contributors/authors/author"))
        found["author"] = "; ".join(filter(None, authors))
        found["id"] = f"endnote:{found['id']}" if found["id"] else ""
        yield entry(found | {"date": _with_year(day, year)})


def _within(record: Any, path: str) -> str:
    found = record.find(path)
    return "" if found is None else "".join(found.itertext()).strip()


TAGGED = Export(name="EndNote", forms=("text",), looks_like=_is_tagged, articles=_tagged)
RIS = Export(name="RIS", forms=("text",), looks_like=_is_ris, articles=_ris)
CSL = Export(name="CSL JSON", forms=("json",), looks_like=_is_csl, articles=_csl)
ENDNOTE = Export(name="EndNote", forms=("xml",), looks_like=_is_endnote, articles=_endnote)
