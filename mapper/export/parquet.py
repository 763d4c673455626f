"""Rows of a view -> GeoParquet. With arrow.py the home of pyarrow."""

import json
import struct
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from ..extras import needs
from .views import COLUMNS, Row, View

__all__ = ["write_geoparquet"]

_BATCH = 1_000  # rows
_GEO = {
    "version": "1.1.0", "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # without a CRS it is WGS 84, lon first
}  # fmt: skip


def write_geoparquet(path: Path, rows: Iterable[Row], view: View, how: str, *, title: str = "") -> None:
    """GeoParquet 1.1: a table with a column `geometry` of points. A row without a point has none."""
    with needs("parquet", "a Parquet file"):
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    fields = [(name, kinds[kind]) for name, kind in COLUMNS[view].items()]
    about = {"geo": json.dumps(_GEO), "provenance": how} | ({"title": title} if title else {})
    schema = pyarrow.schema([*fields, ("geometry", pyarrow.binary())], metadata=about)
    remaining = iter(rows)
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := [row | {"geometry": _point(row)} for row in islice(remaining, _BATCH)]:
            writer.write_batch(pyarrow.RecordBatch.from_pylist(batch, schema=schema))


def _point(row: Row) -> bytes | None:
    """Well-known binary, little endian: longitude, then latitude."""
    return None if row["lat"] is None else struct.pack("<BIdd", 1, 1, row["lon"], row["lat"])
