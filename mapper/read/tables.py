"""Tables and JSON of any shape -> rows with the fields of an article, by the names of their columns."""

import csv
import io
import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needs
from .datasets import bare_head, dataset_of, folded
from .decode import encoding_of
from .sources import LIMIT

__all__ = ["FIELDS", "Columns", "Shape", "json_records", "sheet_records", "table_records"]

Columns = Mapping[str, str]
"""The column of each field that the user has named: {"text": "body"}."""

# The names under which a field is looked for, likeliest first; case, spaces and signs do not count.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "fulltext", "articletext", "body", "articlebody", "content", "article", "story", "notes",
             "message", "description", "abstract", "summary", "snippet", "sourceheadline"),
    "title": ("title", "headline", "sourceheadline", "subject"),
    "date": ("date", "published", "publishedat", "publishdate", "publicationdate", "pubdate", "eventdate", "datestart",
             "sqldate", "createdat", "timestamp"),
    "url": ("url", "link", "sourceurl", "articleurl", "permalink", "weburl"),
    "source": ("source", "publisher", "outlet", "publication", "newspaper", "site", "sitename", "sourceoffice"),
    "id": ("id", "articleid", "eventidcnty", "globaleventid", "guid", "uuid"),
    "language": ("language", "lang"),
}  # fmt: skip
# Where no name is one of those, the last word of a name: "Body text", "article_title", "reportDate".
_LAST_WORDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "story", "notes", "description", "summary"), "title": ("title", "headline"),
    "date": ("date",), "url": ("url", "link"),
}  # fmt: skip
_MOST_JSON = 200_000_000  # bytes of one JSON document, which is held whole
_SAMPLE = 1 << 16
_LONGEST_NAME = 40  # characters; what is longer is no name of a column
_MOST_ABOVE = 12  # rows of a sheet above the names of its columns
_log = logging.getLogger(__name__)

_Record = dict[str, Any]


def table_records(
    stream: io.BufferedReader, where: str, columns: Columns, *, links: bool = False
) -> Iterator[tuple[str, _Record | InputError]]:
    """The rows of CSV or TSV, its delimiter and encoding found, each with where it stands."""
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    csv.field_size_limit(LIMIT)
    with io.TextIOWrapper(stream, encoding_of(sample, where), errors="replace", newline="") as lines:
        head = lines.readline(_SAMPLE)
        delimiter = max(",;\t|", key=re.sub(r'"[^"]*"', "", head).count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        bare = bare_head(names)
        shape = Shape(bare or names, where, columns, links=links)
        reader = csv.reader(chain([head] if bare else [], lines), delimiter=delimiter)
        try:
            for row in reader:
                if any(row):
                    short = [""] * (len(bare or names) - len(row))
                    yield f"{where}:{reader.line_num + (not bare)}", shape.row(row + short)
        except csv.Error as error:
            line = reader.line_num + (not bare)
            yield where, InputError(f"{where}:{line}: is no row of a table ({error}); mend the file there")


def sheet_records(
    file: BinaryIO, where: str, columns: Columns, *, links: bool = False
) -> Iterator[tuple[str, _Record | InputError]]:
    """The rows of an Excel workbook, below the first of each sheet that names columns.

    A sheet without such a row is passed over and said. Raises InputError where all are.
    """
    with needs("tables", "an Excel file"):
        from openpyxl import load_workbook
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheets = [(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except Exception as error:  # noqa: BLE001 -- what damaged workbooks raise has no one kind
        raise InputError(f"{where}: is a damaged workbook ({type(error).__name__}); save it again") from None
    passed_over: list[InputError] = []
    is_read = False
    for title, rows in sheets:
        numbered = enumerate(rows, 1)
        above = list(islice(numbered, _MOST_ABOVE))
        if not any(cell for _, row in above for cell in row):
            continue
        try:
            shape, head = _head_of(above, f"{where}, sheet {title}", columns, links=links)
        except InputError as error:
            passed_over.append(error)
            continue
        is_read = True
        for number, row in chain(above[head:], numbered):
            if any(cell is not None for cell in row):
                yield f"{where}, row {number}", shape.row(row)
    book.close()
    if passed_over and not is_read:
        raise passed_over[0]
    for passed in passed_over:
        _log.warning("%s; the sheet is passed over", passed)


def _head_of(
    rows: Sequence[tuple[int, Sequence[Any]]], where: str, columns: Columns, *, links: bool
) -> tuple["Shape", int]:
    """The shape that the row with the names of columns gives, and its number: above it may be a title or a note."""
    wrong: InputError | None = None
    heads = [(number, ["" if cell is None else str(cell) for cell in cells]) for number, cells in rows]
    for number, names in sorted(heads, key=lambda head: sum(map(bool, head[1])) < 2):  # a title fills one cell
        if any(names):
            try:
                return Shape(names, where, columns, links=links), number
            except InputError as error:
                wrong = wrong or error
    assert wrong  # noqa: S101 -- one of the rows has a cell
    raise wrong


def json_records(
    stream: io.BufferedReader, where: str, columns: Columns, *, links: bool = False
) -> Iterator[tuple[str, _Record | InputError]]:
    """The records of a JSON document: a list of objects, or the longest such list in it, or the one object it is."""
    raw = stream.read(_MOST_JSON + 1)
    if len(raw) > _MOST_JSON:
        raise InputError(f"{where}: has more than {_MOST_JSON // 10**6} MB; write it as JSON Lines, an object a line")
    try:
        data = json.loads(raw.decode(encoding_of(raw[:_SAMPLE], where), "replace"), parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: is not JSON ({str(error)[:80]}); mend the file") from None
    found = [data] if isinstance(data, dict) and isinstance(data.get("text"), str) else _longest(data, 4)
    found = found or ([data] if isinstance(data, dict) else [])
    if not found:
        raise InputError(f"{where}: holds no list of objects; write one article a line, as JSON Lines")
    if "text" in found[0] and not columns:  # our own form, marks and all
        yield from ((f"{where}, record {number}", record) for number, record in enumerate(found, 1))
        return
    records = [_flat(record) for record in found]
    names = list(dict.fromkeys(name for record in records[:100] for name in record))
    shape = Shape(names, where, columns, links=links)
    for number, record in enumerate(records, 1):
        yield f"{where}, record {number}", shape.fields_of(record)


def _longest(data: Any, depth: int) -> list[dict[str, Any]]:
    """The longest list of objects in what JSON holds."""
    if isinstance(data, list):
        return [item for item in data if isinstance(item, dict)]
    if not isinstance(data, dict) or not depth:
        return []
    return max((_longest(value, depth - 1) for value in data.values()), key=len, default=[])


def _flat(record: Mapping[str, Any], before: str = "") -> _Record:
    """Objects inside a record as columns of it: {"a": {"b": 1}} -> {"a.b": 1}."""
    out: _Record = {}
    for key, value in record.items():
        if isinstance(value, dict) and before.count(".") < 4:
            out |= _flat(value, f"{before}{key}.")
        else:
            out[before + key] = value
    return out


class Shape:
    """Which column of a table holds which field, as the user says, else by its name.

    links  whether a column of addresses will do where none holds the text, for their pages can be fetched
    Raises InputError where there is neither.
    """

    def __init__(self, names: Sequence[str], where: str, columns: Columns, *, links: bool) -> None:
        for field, name in columns.items():
            if name not in names:
                raise InputError(f"{where}: has no column {name!r} for the {field}; its columns are {_listed(names)}")
        self._names = names
        self._known: dict[str, str] = {}
        for name in names:
            self._known.setdefault(folded(name), name)
        self._dataset = dataset_of(names)
        self._fields = dict(columns)
        for field, likely in FIELDS.items():
            exact = (self._known[name] for name in likely if name in self._known)
            ending = (name for word in _LAST_WORDS.get(field, ()) for name in names if _last_word(name) == word)
            found = next((name for name in chain(exact, ending) if name not in self._fields.values()), None)
            if field not in self._fields and found:
                self._fields[field] = found
        if "text" not in self._fields and "url" in self._fields and not links:
            raise InputError(
                f"{where}: has addresses and no column that looks like text; --full-text fetches the pages, "
                f"--text-column names it, of {_listed(names)}"
            )
        if not {"text", "url"} & set(self._fields):
            raise InputError(f"{where}: no column looks like text; name it with --text-column, of {_listed(names)}")
        if self._dataset:
            _log.warning("%s: is an export of %s; its own coordinates are kept", where, self._dataset.name)
        guessed = [f"{n!r} as the {f}" for f, n in self._fields.items() if f != n and f not in columns]
        if guessed:
            said = ", ".join(guessed)
            _log.warning("%s: read %s; say otherwise with --text-column and its like", where, said)

    @property
    def used(self) -> list[str]:
        """The columns that hold anything that is taken."""
        dataset = self._dataset.columns if self._dataset else ()
        wanted = {*self._fields.values(), *(self._known[key] for key in dataset if key in self._known)}
        return [name for name in self._names if name in wanted]

    def row(self, cells: Iterable[Any]) -> _Record:
        """The fields of a row given by its cells."""
        return self.fields_of(dict(zip(self._names, cells, strict=False)))

    def fields_of(self, record: Mapping[str, Any]) -> _Record:
        """The fields of a row given by its columns; numbers and days as text. What is neither is left out."""
        out: _Record = {}
        for field, name in self._fields.items():
            value = record.get(name)
            if isinstance(value, bytes):
                value = value.decode("utf-8", "replace")
            if value is not None:
                out[field] = "\n\n".join(map(str, value)) if isinstance(value, list) else str(value)
        if self._dataset and (coded := self._dataset.coded(record, self._known)):
            out["coded"] = coded
        return out


def _last_word(name: str) -> str:
    words: list[str] = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)
    return words[-1].lower() if words and len(name) <= _LONGEST_NAME else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:20])) + (" …" if len(names) > 20 else "")
