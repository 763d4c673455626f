"""The fields of a record out of what JSON holds. Each raises RecordError with the name of the field that is wrong."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from .errors import RecordError

__all__ = ["day_of", "objects_of", "ours_of", "pages_of", "string_of", "words_of"]


def string_of(data: Mapping[str, Any], key: str, *, required: bool = False) -> str:
    """The text under a key; "" where there is none, or an id that is a whole number."""
    value = data.get(key)
    if value is None:
        if required:
            raise RecordError(f"{key!r} is missing")
        return ""
    if isinstance(value, str):
        return value
    if key == "id" and isinstance(value, int):
        return str(value)
    raise RecordError(f"{key!r} must be a string, not {type(value).__name__}")


def day_of(data: Mapping[str, Any]) -> dt.date | None:
    """The day under "date"; None where there is none."""
    value = string_of(data, "date")
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        raise RecordError(f"'date' must begin with a day such as 2022-10-05, not {value[:30]!r}") from None


def objects_of(data: Mapping[str, Any], key: str) -> list[Any]:
    """The list of objects under a key; [] where there is none."""
    value = data.get(key) or []
    if not isinstance(value, list):
        raise RecordError(f"{key!r} must be a list, not {type(value).__name__}")
    for i, row in enumerate(value):
        if not isinstance(row, Mapping):
            raise RecordError(f"{key}[{i}] must be an object, not {type(row).__name__}")
    return value


def words_of(data: Mapping[str, Any], key: str) -> str:
    """The text under a key; "" where it is something else, for a column of other people may be called so."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def ours_of(data: Mapping[str, Any], key: str) -> list[Any]:
    """The list of objects under a key; [] where it is something else, likewise."""
    value = data.get(key)
    return value if isinstance(value, list) and all(isinstance(row, Mapping) for row in value) else []


def pages_of(data: Mapping[str, Any], size: int) -> tuple[int, ...]:
    """Offsets of pages; () where it is something else, likewise."""
    value = data.get("pages")
    if not isinstance(value, list) or not all(type(offset) is int and 0 <= offset <= size for offset in value):
        return ()
    return tuple(sorted(value))
