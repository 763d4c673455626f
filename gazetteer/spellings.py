"""Every name of a place: the other way round than names are stored, which is by name."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from .kinds import HAMLETS
from .names import fold
from .place import KINDS, Kind

__all__ = ["names_of", "names_of_kinds", "spelled"]

_Rows = Callable[[str, Iterable[Any]], list[Any]]  # what answers a query, as `Gazetteer` does

_BETWEEN = "|"
_PLACES = """
    SELECT place, id, name, kind FROM places WHERE id IN (SELECT value FROM json_each(?1)) UNION ALL
    SELECT place, id, name, kind FROM places WHERE id IS NULL AND place IN (
        SELECT CAST(substr(value, 10) AS INTEGER) FROM json_each(?1) WHERE value LIKE 'geonames:%')"""
_OTHERS = "SELECT place, others FROM spellings WHERE place IN (SELECT value FROM json_each(?))"
_HAS_OTHERS = "SELECT 1 FROM sqlite_schema WHERE name = 'spellings'"
# Of hamlets, whose spellings would take a tenth of the package, and of a file that an earlier version has built: all
# names are read for a few, which takes a third of a second.
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
    found = rows(_PLACES, _of(ids))
    known = {key: (id_ or f"geonames:{key}", fold(name)) for key, id_, name, _ in found}
    listed = {key for key, _, _, kind in found if KINDS[kind] not in HAMLETS} if rows(_HAS_OTHERS, ()) else set()
    asked = ((_OTHERS, listed), (_ALL, {*known} - listed))
    answers = [row for query, keys in asked if keys for row in rows(query, _of(keys))]
    others = {key: text.split(_BETWEEN) for key, text in answers}
    return {id_: tuple(sorted({own, *others.get(key, ())} - {""})) for key, (id_, own) in known.items()}


def _of(values: Iterable[Any]) -> tuple[str]:
    """The values as a query takes them: as one list."""
    return (json.dumps([*values]),)


def names_of_kinds(rows: _Rows, kinds: Iterable[Kind]) -> dict[str, tuple[str, ...]]:
    """Every folded name of the places of these kinds, by id. All names are read."""
    found: dict[str, list[str]] = {}
    for id_, folded in rows(_OF_KINDS, _of(KINDS.index(kind) for kind in kinds)):
        found.setdefault(id_, []).append(folded)
    return {id_: tuple(names) for id_, names in found.items()}
