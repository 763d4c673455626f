"""Names of one sentence that have candidates next to each other, as the villages of a front have.

That three or four names all mean something within a few kilometres is no chance, whatever each of them means mostly.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from gazetteer import TOWNS, Place, distance_km

from ..reading.english.sentences import Span

__all__ = ["flocks"]

_NEXT_KM, _FARTHEST_KM = 25.0, 50.0
# Cells at least so large, in degrees, that what is so near lies in the same or the next one, up to 60 degrees north.
_CELL = 1.0
_FINE = TOWNS | {"facility"}
# Two names next to each other may be chance.
_FEWEST = 2

_Cell = tuple[int, int]
_Places = Sequence[Place]


def flocks(names: Sequence[str], places: Sequence[_Places], sentences: Sequence[Span]) -> list[Mapping[str, float]]:
    """For each name, of its candidates by id, the share of the sentence's names that may lie next to it.

    names      in their look-up form
    places     the candidates of each
    sentences  the one in which each stands
    """
    inside: defaultdict[Span, dict[str, _Places]] = defaultdict(dict)
    for name, candidates, sentence in zip(names, places, sentences, strict=True):
        if candidates and candidates[0].kind in _FINE:
            inside[sentence].setdefault(name, candidates)
    shares = {sentence: _shares(by_name) for sentence, by_name in inside.items()}
    return [shares.get(sentence, {}).get(name, {}) for name, sentence in zip(names, sentences, strict=True)]


def _shares(names: Mapping[str, _Places]) -> dict[str, Mapping[str, float]]:
    if len(names) <= _FEWEST:
        return {}
    fine = {name: [place for place in places if place.kind in _FINE] for name, places in names.items()}
    cells: defaultdict[_Cell, list[tuple[str, Place]]] = defaultdict(list)
    for name, places in fine.items():
        for place in places:
            cells[_cell(place)].append((name, place))
    return {
        name: {place.id: share for place in places if (share := _share(name, place, cells) / len(names))}
        for name, places in fine.items()
    }


def _share(name: str, place: Place, cells: Mapping[_Cell, Sequence[tuple[str, Place]]]) -> float:
    """The number of other names that may lie next to a place, each counted 0.37 at 25 km; 0 unless two may."""
    row, column = _cell(place)
    nearest: dict[str, float] = {}
    for cell in ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)):
        for other, there in cells.get(cell, ()):
            if other != name:
                away = distance_km(place.lat, place.lon, there.lat, there.lon)
                nearest[other] = min(away, nearest.get(other, away))
    near = [away for away in nearest.values() if away <= _FARTHEST_KM]
    return sum(math.exp(-away / _NEXT_KM) for away in near) if len(near) >= _FEWEST else 0.0


def _cell(place: Place) -> _Cell:
    return int(place.lat // _CELL), int(place.lon // _CELL)
