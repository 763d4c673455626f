"""The header of a gazetteer's file: whether it is one, whole, and of a schema that is read."""

from pathlib import Path

from .errors import GazetteerInvalid, GazetteerMissing

__all__ = ["AGAIN", "EARLIER_SCHEMA", "schema_of_file"]

EARLIER_SCHEMA = 4
"""Its files have no items of Wikidata, and say of no place that it is unchecked; they are read all the same."""
_SCHEMA = 5
_APPLICATION_ID = 0x6D617070
AGAIN = "reinstall conflict-mapper, or run `mapper gazetteer build` where the file is one of yours"


def schema_of_file(path: Path) -> int:
    """The schema of the gazetteer at a path. Raises GazetteerMissing, or GazetteerInvalid where it cannot be read."""
    if not path.is_file():
        raise GazetteerMissing(f"there is no gazetteer at {path}; reinstall conflict-mapper, or name another")
    with path.open("rb") as stream:
        header = stream.read(100)
    # The fields of an SQLite header, big-endian: https://www.sqlite.org/fileformat.html, 1.3.
    page_size, pages, version, application = (
        int.from_bytes(header[at : at + size], "big") for at, size in ((16, 2), (28, 4), (60, 4), (68, 4))
    )
    if not header.startswith(b"SQLite format 3\0") or application != _APPLICATION_ID:
        raise GazetteerInvalid(f"{path} is no gazetteer; name a file that was built as one")
    if version not in (_SCHEMA, EARLIER_SCHEMA):
        raise GazetteerInvalid(f"{path} has schema {version} and this version reads schema {_SCHEMA}; {AGAIN}")
    if path.stat().st_size < pages * page_size:
        raise GazetteerInvalid(f"{path} is truncated; {AGAIN}")
    return version
