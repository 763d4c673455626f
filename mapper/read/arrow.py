"""Parquet and Arrow -> the records of their rows. With export/parquet.py the home of pyarrow.

Rows go through in batches. Of a file that is read, the columns that hold a field are loaded and no others.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from ..errors import InputError
from ..extras import needs
from .columns import Columns, Shape
from .contents import SAMPLE, Cells, cells_of

__all__ = ["arrow_records"]

_BATCH = 1_000  # rows
_MARKS = "mentions"
_MOST_GROUP = 1_000_000_000  # bytes of a row group's columns: it is unpacked as one


def arrow_records(
    file: BinaryIO, where: str, columns: Columns, groups: range | None = None, *, links: bool = False
) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    """The rows of a Parquet file, or of an Arrow file or stream (Feather is one), each with where it stands.

    groups  the row groups of a Parquet file that are read; all of them unless given
    """
    with needs("parquet", "a Parquet or Arrow file"):
        import pyarrow
    number = 0
    try:
        schema, batches = _opened(file, where, groups)
        try:
            shape = Shape.told(list(schema.names), where, columns, links=links)
        except InputError:
            cells = _first(batches, list(schema.names))
            shape = Shape.told(list(schema.names), where, columns, links=links, cells=cells)
            file.seek(0)
            schema, batches = _opened(file, where, groups)
        marks = [_MARKS] if _has_marks(schema) else []
        for batch in batches([*shape.used, *marks]):
            for record in batch.to_pylist():
                number += 1
                fields = shape.fields_of(record)
                yield f"{where}, row {number}", _marked(fields, record) if marks else fields
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError, KeyError, OverflowError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{where}: is damaged after row {number:,} ({type(error).__name__}); write it again") from None


def _has_marks(schema: Any) -> bool:
    """True where a column holds mentions as we write them; others have something else under that name."""
    import pyarrow

    if schema.get_field_index(_MARKS) < 0 or not pyarrow.types.is_list(held := schema.field(_MARKS).type):
        return False
    marks = held.value_type
    return pyarrow.types.is_struct(marks) and {"start", "end"} <= {field.name for field in marks}


def _marked(fields: Any, record: dict[str, Any]) -> Any:
    """The fields with the mentions of the row, of which Arrow has a null for each fact that is not known."""
    if isinstance(fields, InputError) or record[_MARKS] is None:
        return fields
    known = [{key: fact for key, fact in mark.items() if fact is not None} for mark in record[_MARKS] if mark]
    return fields | {_MARKS: known}


def _first(batches: Any, names: list[str]) -> Cells:
    """The first cells of each column, which are read only where its name does not tell what it holds."""
    rows: list[dict[str, Any]] = next((batch.slice(0, SAMPLE).to_pylist() for batch in batches(names)), [])
    return cells_of(names, ([row[name] if isinstance(row[name], str) else None for name in names] for row in rows))


def _opened(file: BinaryIO, where: str, groups: range | None) -> tuple[Any, Any]:
    """The schema, and a function from those wanted to batches of rows."""
    import pyarrow.ipc
    import pyarrow.parquet

    start = file.read(6)
    file.seek(0)
    if start.startswith(b"PAR1"):
        opened = pyarrow.parquet.ParquetFile(file)
        read = range(opened.metadata.num_row_groups) if groups is None else groups
        if max((opened.metadata.row_group(at).total_byte_size for at in read), default=0) > _MOST_GROUP:
            raise InputError(f"{where}: unpacks to far more than a table of articles has, and is not read")
        return opened.schema_arrow, lambda used: opened.iter_batches(_BATCH, row_groups=[*read], columns=used)
    if start.startswith(b"ARROW1"):
        held = pyarrow.ipc.open_file(file)
        batches = (held.get_batch(at) for at in range(held.num_record_batches))
    else:
        held = pyarrow.ipc.open_stream(file)
        batches = iter(held)
    return held.schema, lambda used: _small(batches, used)


def _small(batches: Iterable[Any], used: list[str]) -> Iterator[Any]:
    """Batches of no more than so many rows."""
    for whole in batches:
        batch = whole.select(used)
        batch.validate(full=True)  # Arrow maps a file as it is: a wrong offset in it would be followed out of the file
        yield from (batch.slice(at, _BATCH) for at in range(0, batch.num_rows, _BATCH))
