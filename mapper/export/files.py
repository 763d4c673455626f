"""Rows of a view -> files that are no plain text: GeoPackage, Excel, zipped KML; and the map as PNG."""

import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from ..draw.borders import BorderPolicy
from ..errors import OutputError
from ..extras import needs
from ..records import LocatedArticle
from .views import COLUMNS, Cell, Row, View

__all__ = ["write_gpkg", "write_kmz", "write_png", "write_xlsx"]

_PICTURE = (1600, 1000)  # pixels
_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
_MOST_ROWS = 1_048_575  # of a sheet, without its head
_MOST_CHARACTERS = 32_767  # of a cell
# What the standard (OGC 12-128r19) asks for: whose file it is, how points are to be understood, what tables there are.
_GPKG = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10400;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,
AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],
UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],
AUTHORITY["EPSG","4326"]]', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL PRIMARY KEY REFERENCES gpkg_contents,
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL);
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata',
   'read-write');
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL DEFAULT 'https://www.w3.org/TR/prov-overview/',
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  md_file_id INTEGER NOT NULL REFERENCES gpkg_metadata, md_parent_id INTEGER REFERENCES gpkg_metadata);
"""


def write_gpkg(path: Path, rows: Iterable[Row], view: View, how: str, *, title: str = "") -> None:
    """A GeoPackage with one layer of points, named after the view. A row without a point has no geometry."""
    columns = COLUMNS[view]
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _GPKG)
            declared = ", ".join(f'"{name}" {_SQL_TYPES[kind]}' for name, kind in columns.items())
            db.execute(f'CREATE TABLE "{view}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {declared})')
            db.execute("BEGIN")
            marks = ", ".join("?" * (2 + len(columns)))
            db.executemany(
                f'INSERT INTO "{view}" VALUES ({marks})',  # noqa: S608 -- a name of ours, and marks
                ((None, _point(row), *row.values()) for row in rows),
            )
            db.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id, "  # noqa: S608 -- a name of ours
                "min_x, min_y, max_x, max_y) SELECT ?, 'features', ?, ?, 4326, min(lon), min(lat), max(lon), max(lat) "
                f'FROM "{view}"',
                (view, view, title),
            )
            db.execute("INSERT INTO gpkg_metadata (id, mime_type, metadata) VALUES (1, 'application/json', ?)", (how,))
            db.execute("INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) VALUES ('geopackage', 1)")
            db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)", (view,))
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise OutputError(f"the GeoPackage cannot be written ({error}); look whether the disk is full") from error


def _point(row: Row) -> bytes | None:
    """A point as a GeoPackage holds it: its own head (little endian, no envelope, WGS 84), then well-known binary."""
    if row["lat"] is None:
        return None
    return struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BIdd", 1, 1, row["lon"], row["lat"])


def write_xlsx(path: Path, rows: Iterable[Row], view: View, how: str, *, title: str = "") -> None:
    """An Excel workbook with one sheet; text is text, no formula. Raises OutputError where there are too many rows."""
    with needs("tables", "an Excel file"):
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.description = how
    sheet = book.create_sheet(view)
    sheet.freeze_panes = "A2"
    head = []
    for name in COLUMNS[view]:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    try:
        for number, row in enumerate(rows):
            if number == _MOST_ROWS:
                raise OutputError(f"an Excel sheet holds {_MOST_ROWS:,} rows and there are more; write .csv or .gpkg")
            sheet.append([_cell(WriteOnlyCell(sheet), value) for value in row.values()])
    finally:
        sheet.close()
    book.save(path)


def _cell(cell: Any, value: Cell) -> Any:
    cell.value = value[:_MOST_CHARACTERS] if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # not what it looks like: a formula, an error
    return cell


def write_kmz(path: Path, pieces: Iterable[str]) -> None:
    """KML in a zip, as Google Earth has it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("doc.kml", "w") as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "replace"))


def write_png(path: Path, located: Iterable[LocatedArticle], how: str, title: str, borders: BorderPolicy) -> None:
    """The map as a picture."""
    from .poster import poster

    picture = poster(located, *_PICTURE, title=title, borders=borders)
    # A text in UTF-8, neither compressed nor of a language, before the picture's end, which is a chunk of 12 bytes.
    body = b"iTXtprovenance\0\0\0\0\0" + how.encode("utf-8", "replace")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    path.write_bytes(picture[:-12] + chunk + picture[-12:])
