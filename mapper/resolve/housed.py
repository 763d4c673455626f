"""A facility that no gazetteer has stands at the town in which the text puts it: "Aden's main Jumhouriya hospital"."""

import re
from collections.abc import Sequence

from gazetteer import TOWNS

from ..reading.reading import Reading
from .weigh import Scored, Weighed

__all__ = ["town_of"]

_OWNS = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,3}")
_LIES_IN = re.compile(r",?\s(?:in|at)\s(?:the\s(?:[a-z]+\s){0,3}(?:city|town|village|suburb|port)\sof\s)?|,\s")
_BELIEVED = 0.5


def town_of(reading: Reading, weighed: Sequence[Weighed], at: int) -> Scored | None:
    """The town that owns what mention `at` names, or in which that lies by the words right behind it.

    None where the gazetteer has the whole name: "Saint Francis Hospital" is more than the town of Saint Francis.
    """
    here = weighed[at].name.mention
    if any(row.place.id not in weighed[at].name.bare for row in weighed[at].rows):
        return None
    if at and _OWNS.fullmatch(reading.text, weighed[at - 1].name.mention.end, here.start):
        return _town(weighed[at - 1])
    if at + 1 < len(weighed) and _LIES_IN.fullmatch(reading.text, here.end, weighed[at + 1].name.mention.start):
        return _town(weighed[at + 1])
    return None


def _town(weighed: Weighed) -> Scored | None:
    best = weighed.rows[0] if weighed.rows else None
    return best if best and best.share >= _BELIEVED and best.place.kind in TOWNS else None
