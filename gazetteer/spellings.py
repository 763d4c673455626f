"""Every name of a place: the other way round than names are stored, which is by name."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from .names import fold
from .place import KINDS, Kind

__all__ = ["names_of", "names_of_kinds", "spelled"]

_Rows = Callable[[str, Iterable[Any]], list[Any]]  # what answers a query, as `Gazetteer` does

_BETWEEN = "|"
_PLACES = """
    SELECT place, id, name FROM places WHERE id IN (SELECT value FROM json_each(?1)) UNION ALL
    SELECT place, id, name FROM places WHERE id IS NULL AND place IN (
        SELECT CAST(substr(value, 10) AS INTEGER) FROM json_each(?1) WHERE value LIKE 'geonames:%')"""
_OTHERS = "SELECT place, others FROM spellings WHERE place IN (SELECT value FROM json_each(?))"
_HAS_OTHERS = "SELECT 1 FROM sqlite_schema WHERE name = 'spellings'"
# Of a file that an earlier version has built: all names are read for a few, which takes a third of a second.
_ALL = """
    SELECT place, group_concat(folded, '|') FROM names WHERE place IN (SELECT value FROM json_each(?)) GROUP BY place"""
_OF_KINDS = """
    SELECT coalesce(p.id, 'geonames:' || p.place), n.folded FROM names n JOIN places p USING (place)
    WHERE n.place IN (SELECT place FROM places WHERE kind IN (SELECT value FROM json_each(?))) ORDER BY n.folded"""


def spelled(names: Iterable[str], shown: str) -> str:
    """The names of a place as the file holds them for `names_of`: sorted, without that of the name it is shown by."""
    return _BETWEEN.join(sorted({*names} - {fold(shown)}))


def names_of(rows: _Rows, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every folded name of each of these places, sorted; ids that are not there are left out."""
    known = {key: (id_ or f"geonames:{key}", fold(name)) for key, id_, name in rows(_PLACES, (json.dumps([*ids]),))}
    query = _OTHERS if rows(_HAS_OTHERS, ()) else _ALL
    others = {key: text.split(_BETWEEN) for key, text in rows(query, (json.dumps([*known]),))}
    return {id_: tuple(sorted({own, *others.get(key, ())} - {""})) for key, (id_, own) in known.items()}


def names_of_kinds(rows: _Rows, kinds: Iterable[Kind]) -> dict[str, tuple[str, ...]]:
    """Every folded name of the places of these kinds, by id. All names are read."""
    found: dict[str, list[str]] = {}
    for id_, folded in rows(_OF_KINDS, (json.dumps([KINDS.index(kind) for kind in kinds]),)):
        found.setdefault(id_, []).append(folded)
    return {id_: tuple(names) for id_, names in found.items()}
