"""JSON Lines that are not in our form: exports of other programs, and rows of any shape."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import InputError
from .column_names import has_words
from .columns import Columns, Shape, flat
from .contents import Cells, cells_of, told_by_cells
from .exports.document import Document
from .exports.formats import export_of

__all__ = ["beginning", "in_our_form", "is_export"]

_TEXTS = ("title", "url", "source", "author", "section", "language", "id")
_MOST_SHAPES = 50
_Row = tuple[str, dict[str, Any]]


def beginning(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines up to the first with something on it; no more is taken, for more may have to be waited for."""
    for line in lines:
        yield line
        if line.strip():
            return


def is_export(head: list[bytes], where: str, name: str, *, by_line: bool) -> bool:
    """True where a file that begins so is an export that is known: an object a line, or one that stands on one line."""
    document = Document("json", where, name, head[-1] if head else b"", by_line=by_line)
    try:
        return bool(document.data) and export_of(document) is not None
    except InputError:  # it is no text; who reads it says so
        return False


def in_our_form(rows: Iterable[_Row], where: str, columns: Columns, *, links: bool) -> Iterator[_Row]:
    """The rows with the fields of an article: by the columns that were named, as they are, or told by their names."""
    shapes: dict[tuple[str, ...], Shape | None] = {}
    for place, row in rows:
        if columns:
            yield place, row | {field: row.get(name) for field, name in columns.items()}
        elif _is_ours(row):
            yield place, row
        else:
            record = flat(row)
            names = tuple(record)
            if names not in shapes and len(shapes) < _MOST_SHAPES:
                cells = cells_of(names, [[value if isinstance(value, str) else None for value in record.values()]])
                shapes[names] = _shape(names, where, cells, links=links, is_first=not any(shapes.values()))
            shape = shapes.get(names)
            yield place, shape.fields_of(record) if shape else row


def _is_ours(row: Mapping[str, Any]) -> bool:
    """True where a row has our fields, or what is wrong with them should be said."""
    if "mentions" in row or row.get("text") is not None:
        return not any(isinstance(row.get(key), dict) for key in _TEXTS)
    return False


def _shape(names: tuple[str, ...], where: str, cells: Cells, *, links: bool, is_first: bool) -> Shape | None:
    if not (has_words(names) or "text" in told_by_cells(cells, {})):
        return None  # the row's own error says more than its title does
    try:
        return (Shape.told if is_first else Shape)(names, where, {}, links=links, cells=cells)
    except InputError:
        return None
