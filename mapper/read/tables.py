"""Tables and JSON of any shape -> rows with the fields of an article, by the names of their columns."""

import csv
import io
import json
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needs
from .columns import Columns, OwnTable, Shape, flat
from .contents import SAMPLE, Cells, cells_of, has_no_head
from .datasets import bare_head
from .decode import encoding_of
from .sources import LIMIT
from .web import tables_of

__all__ = ["MOST_JSON", "book_records", "json_records", "page_records", "sheet_records", "table_records"]

MOST_JSON = 200_000_000  # bytes of one JSON document, which is held whole
_SAMPLE = 1 << 16
_OURS = {"id", "text", "title", "date", "date_guessed", "url", "source", "language", "pages", "copies", "coded"}
_MOST_SAMPLED = 200  # records of a list, by which lists are compared
_MOST_DEEP = 4  # objects, in which a list may stand
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
        above, head, delimiter = _csv_head(lines)
        names = next(csv.reader([head], delimiter=delimiter), [])
        bare = bare_head(names) or ([f"column {at + 1}" for at in range(len(names))] if has_no_head(names) else [])
        reader = csv.reader(chain([head] if bare else [], lines), delimiter=delimiter)
        rows = _csv_rows(reader, above + (not bare), where)
        first = list(islice(rows, SAMPLE))
        cells = cells_of(bare or names, (row for _, row in first if isinstance(row, list)))
        shape = Shape.told(bare or names, where, columns, links=links, cells=cells)
        for place, row in chain(first, rows):
            yield place, row if isinstance(row, InputError) else shape.row(row)


def _csv_head(lines: io.TextIOWrapper) -> tuple[int, str, str]:
    """How many lines stand above the names of the columns, those names, and the sign between them.

    Excel may say the sign in a line above: "sep=;".
    """
    above, head, delimiter = 0, lines.readline(_SAMPLE), ""
    while above < _MOST_ABOVE and head and (not head.strip() or re.fullmatch(r"\ufeff?sep=.\s*", head)):
        delimiter = delimiter or head.strip("\ufeff\r\n ").removeprefix("sep=")
        above, head = above + 1, lines.readline(_SAMPLE)
    return above, head, delimiter or max(",;\t|", key=re.sub(r'"[^"]*"', "", head).count)


def _csv_rows(reader: Any, above: int, where: str) -> Iterator[tuple[str, list[str] | InputError]]:
    """The rows that have anything in them, each with its line, up to one that is no row."""
    try:
        for row in reader:
            if any(row):
                yield f"{where}:{reader.line_num + above}", row
    except csv.Error as error:
        line = reader.line_num + above
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
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- what damaged workbooks raise has no one kind
        raise InputError(f"{where}: is a damaged workbook ({type(error).__name__}); save it again") from None
    yield from _rows_of(sheets, where, columns, links=links)
    book.close()


def book_records(
    file: BinaryIO, where: str, columns: Columns, *, links: bool = False
) -> Iterator[tuple[str, _Record | InputError]]:
    """The same of a workbook of the old form (.xls)."""
    with needs("tables", "an Excel file"):
        from python_calamine import CalamineWorkbook
    try:
        book = CalamineWorkbook.from_filelike(file)
        sheets = [(name, iter(book.get_sheet_by_name(name).to_python())) for name in book.sheet_names]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- what damaged workbooks raise has no one kind
        raise InputError(f"{where}: is a damaged workbook ({type(error).__name__}); save it as .xlsx") from None
    yield from _rows_of(sheets, where, columns, links=links)


def page_records(
    raw: bytes, where: str, columns: Columns, *, links: bool = False
) -> Iterator[tuple[str, _Record | InputError]]:
    """The same of the tables on a page."""
    sheets = [(str(number), iter(rows)) for number, rows in enumerate(tables_of(raw), 1)]
    if not sheets:
        raise InputError(f"{where}: has no table in it; save it as .xlsx or .csv")
    yield from _rows_of(sheets, where, columns, links=links)


def _rows_of(
    sheets: Sequence[tuple[str, Iterator[Sequence[Any]]]], where: str, columns: Columns, *, links: bool
) -> Iterator[tuple[str, _Record | InputError]]:
    passed_over: list[InputError] = []
    is_read = False
    for title, rows in sheets:
        numbered = enumerate(rows, 1)
        above = list(islice(numbered, _MOST_ABOVE + SAMPLE))
        if not any(cell for _, row in above for cell in row):
            continue
        try:
            shape, head = _head_of(above, f"{where}, sheet {title}", columns, links=links)
        except InputError as error:
            passed_over.append(error)
            continue
        is_read = True
        for number, row in chain(above[head:], numbered):
            if any(cell not in (None, "") for cell in row):
                yield f"{where}, row {number}", shape.row(row)
    if passed_over and not is_read:
        raise passed_over[0]
    for passed in passed_over:
        _log.warning("%s; the sheet is passed over", passed)


def _head_of(
    rows: Sequence[tuple[int, Sequence[Any]]], where: str, columns: Columns, *, links: bool
) -> tuple["Shape", int]:
    """The shape that the row with the names of columns gives, and its number: above it may be a title or a note."""
    wrong: InputError | None = None
    heads = [(number, ["" if cell is None else str(cell) for cell in cells]) for number, cells in rows[:_MOST_ABOVE]]
    likely = sorted(heads, key=lambda head: sum(map(bool, head[1])) < 2)  # a title fills one cell
    for by_cells in (False, True):
        for number, names in (head for head in likely if any(head[1])):
            is_row = by_cells and has_no_head(names)
            heads_ = [f"column {at + 1}" for at in range(len(names))] if is_row else names
            head = number - is_row
            cells = cells_of(heads_, (row for at, row in rows if at > head)) if by_cells else None
            try:
                return Shape.told(heads_, where, columns, links=links, cells=cells), head
            except OwnTable:
                raise
            except InputError as error:
                wrong = wrong or error
    assert wrong  # noqa: S101 -- one of the rows has a cell
    raise wrong


def json_records(
    raw: bytes, where: str, columns: Columns, *, links: bool = False
) -> Iterator[tuple[str, _Record | InputError]]:
    """The records of a JSON document: a list of objects, or the longest such list in it, or the one object it is."""
    if len(raw) > MOST_JSON:
        raise InputError(f"{where}: has more than {MOST_JSON // 10**6} MB; write it as JSON Lines, an object a line")
    try:
        data = json.loads(raw.decode(encoding_of(raw[:_SAMPLE], where), "replace"), parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: is not JSON ({str(error)[:80]}); mend the file") from None
    found = [data] if isinstance(data, dict) and isinstance(data.get("text"), str) else _articles_in(data)
    found = found or ([data] if isinstance(data, dict) else [])
    if not found:
        raise InputError(f"{where}: holds no list of objects; write one article a line, as JSON Lines")
    if not columns and (_OURS >= set(found[0]) >= {"text"} or "mentions" in found[0]):  # marks and all
        yield from ((f"{where}, record {number}", record) for number, record in enumerate(found, 1))
        return
    records = [flat(record) for record in found]
    names = list(dict.fromkeys(name for record in records[:100] for name in record))
    shape = Shape.told(names, where, columns, links=links, cells=_cells(names, records))
    for number, record in enumerate(records, 1):
        yield f"{where}, record {number}", shape.fields_of(record)


def _articles_in(data: Any) -> list[dict[str, Any]]:
    """Of the lists of objects in what JSON holds, the one with the most that have words of their own."""

    def words(found: list[dict[str, Any]], *, by_cells: bool = False) -> tuple[int, int]:
        sample = [flat(record) for record in found[:_MOST_SAMPLED]]
        names = list(dict.fromkeys(name for record in sample for name in record))
        try:
            shape = Shape(names, "", {}, links=True, cells=_cells(names, sample) if by_cells else None)
        except InputError:
            return 0, 0
        read = [shape.fields_of(record) for record in sample]
        worded = sum(bool(row.get("text")) for row in read)
        placed = sum(bool(row.get("date") or row.get("url")) for row in read)
        return 2 * (2 * worded >= len(read)) + (2 * placed >= len(read)), worded

    best = max(_lists(data, _MOST_DEEP), key=words, default=[])
    if words(best) > (0, 0):
        return best
    return max(_lists(data, _MOST_DEEP), key=lambda found: words(found, by_cells=True), default=[])


def _cells(names: Sequence[str], records: Sequence[_Record]) -> Cells:
    """The first cells of each column of records."""
    rows = ([value if isinstance(value := record.get(name), str) else None for name in names] for record in records)
    return cells_of(names, islice(rows, SAMPLE))


def _lists(data: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    """All lists of objects in what JSON holds: those of several replies as one, and objects that are named by keys."""
    named = list(data.values()) if isinstance(data, dict) else []
    if isinstance(data, list):
        found = _objects(data)
        yield found
        joined: dict[str, list[dict[str, Any]]] = {}
        for path, held in (each for reply in found for each in _within(reply, depth)):
            joined.setdefault(path, []).extend(held)
        yield from joined.values()
    else:
        yield from (held for _, held in _within(data, depth))
    if named and all(isinstance(value, dict) for value in named):
        yield named
        yield [value["info"] for value in named if isinstance(value.get("info"), dict)]


def _within(data: Any, depth: int, path: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists of objects in an object and in those within it, by their keys."""
    for key, value in data.items() if isinstance(data, dict) and depth else ():
        if isinstance(value, list):
            yield f"{path}/{key}", _objects(value)
        else:
            yield from _within(value, depth - 1, f"{path}/{key}")


def _objects(values: list[Any]) -> list[dict[str, Any]]:
    return [item for item in values if isinstance(item, dict)]
