"""Files of our own, told from others, so that no map is read as news."""

import re

__all__ = ["GENERATOR", "OWN_COLUMNS", "is_ours"]

GENERATOR = "conflict-mapper"
OWN_COLUMNS = ("place", "name", "kind", "country", "admin1", "lat", "lon", "precision_km", "population")
"""Columns that stand side by side in every table of `mapper export`, and in no other."""
_NAMES_US = re.compile(rf'(?:content=["\']|<!-- |"generator": "){GENERATOR}\b'.encode())
_HEAD = re.compile("[,\t]".join(OWN_COLUMNS).encode())
_LOCATED = re.compile(rb'"mentions": \[\{"start": .*"reason": .*"candidates": \[', re.DOTALL)


def is_ours(beginning: bytes) -> bool:
    """True where a file that begins so is a map, a table, a list or a file of located articles that mapper wrote."""
    head = beginning.partition(b"\n")[0]
    return bool(_NAMES_US.search(beginning[:4096]) or _HEAD.search(head) or _LOCATED.search(head))
