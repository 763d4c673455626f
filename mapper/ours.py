"""Files of our own, told from others, so that no map is read as news."""

import re
from collections.abc import Iterable

__all__ = ["GENERATOR", "is_ours", "is_own_table"]

GENERATOR = "conflict-mapper"
# Columns that stand side by side in tables of `mapper export` and in no others: of places, and of regions.
_OWN_COLUMNS = (
    "place,name,kind,country,admin1,lat,lon,precision_km,population",
    "name,kind,country,admin1,lat,lon,places,mentions,articles",
)
_NAMES_US = re.compile(rf'(?:content=["\']|<!-- |"generator": "){GENERATOR}\b'.encode())
_HEAD = re.compile("|".join(columns.replace(",", "[,\t]") for columns in _OWN_COLUMNS).encode())
_LOCATED = re.compile(rb'"mentions": \[\{"start": .*"reason": .*"candidates": \[', re.DOTALL)


def is_ours(beginning: bytes) -> bool:
    """True where a file that begins so is a map, a table, a list or a file of located articles that mapper wrote."""
    head = beginning.partition(b"\n")[0]
    return bool(_NAMES_US.search(beginning[:4096]) or _HEAD.search(head) or _LOCATED.search(head))


def is_own_table(columns: Iterable[str]) -> bool:
    """True where a table with these columns is one that `mapper export` wrote."""
    joined = ",".join(columns)
    return any(own in joined for own in _OWN_COLUMNS)
