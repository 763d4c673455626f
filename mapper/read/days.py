"""Rows with dates in any form -> rows with days: "date" as ISO 8601, and "date_guessed" where it is but a month."""

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from ..errors import InputError
from .dates import ORDERS, Day, Order, Slashed, order_of, read_day

__all__ = ["dated", "day_of_row"]

_MOST_HELD = 50_000  # rows that wait for one that tells the order of day and month
_Row = tuple[str, dict[str, Any] | InputError]
_Read = tuple[str, dict[str, Any] | InputError, Day | Slashed | None]
_SAID = {"dmy": "day first", "mdy": "month first"}
_log = logging.getLogger(__name__)


def dated(rows: Iterable[_Row], style: str = "", *, in_order: bool = False) -> Iterator[_Row]:
    """The rows in order, those with a date with its day; a date that cannot be read is dropped, and reported.

    in_order  whether they are in order of time, as the lines of a chat are
    style  as read_day takes it. Where nothing says which of two numbers is the month, the whole column is looked at.
    """
    held: list[_Read] = []
    order: Order | None = next((one for one in ORDERS if one == style), None)
    for place, row in rows:
        found = None if isinstance(row, InputError) else read_day(row.get("date"), style)
        if isinstance(found, Slashed) and not order and (order := found.only):
            _say(place, order, "for a row can only be that")
        held.append((place, row, found))
        if not order and any(isinstance(item[2], Slashed) for item in (held[0], held[-1])) and len(held) < _MOST_HELD:
            continue
        order = order or _likelier(held, in_order=in_order)
        yield from (_settled(*item, order) for item in held)
        held.clear()
    if held:
        order = _likelier(held, in_order=in_order)
        yield from (_settled(*item, order) for item in held)


def _likelier(held: list[_Read], *, in_order: bool) -> Order | None:
    """The order that puts the days closest together, or one after the other; None where none of them is open."""
    slashed = [item for _, _, item in held if isinstance(item, Slashed)]
    if not slashed:
        return None
    back = {order: _back(slashed, order) for order in ORDERS}
    if in_order and len(set(back.values())) > 1:
        order = min(ORDERS, key=back.__getitem__)
        _say(held[0][0], order, "for so they follow one another")
        return order
    order = order_of(slashed, (item.date for _, _, item in held if isinstance(item, Day)))
    _say(held[0][0], order, "for so they lie closest together")
    return order


def _back(slashed: list[Slashed], order: Order) -> int:
    """How often a day is before the one above it."""
    days = [item.settled(order) for item in slashed]
    return sum(bool(above and day and day.date < above.date) for above, day in pairwise(days))


def _say(place: str, order: Order, why: str) -> None:
    where = re.sub(r"(?:, (?:row|record|article) |:)\d+$", "", place)
    _log.warning("%s: dates are read %s, %s; --date-format says otherwise", where, _SAID[order], why)


def _settled(place: str, row: dict[str, Any] | InputError, found: Day | Slashed | None, order: Order | None) -> _Row:
    if isinstance(row, InputError):
        return place, row
    return place, day_of_row(place, row, found.settled(order) if isinstance(found, Slashed) else found)


def day_of_row(place: str, row: dict[str, Any], found: Day | None) -> dict[str, Any]:
    """The row with the day that was found; an impossible date is dropped and reported: no article is lost for it."""
    written = row.get("date")
    if found:
        return row | {"date": found.date.isoformat()} | ({} if found.exact else {"date_guessed": True})
    if written in (None, ""):
        return row
    shown = str(written).strip() if isinstance(written, str | int | float) else ""
    _log.warning("%s: the date %.40r is not like 2022-10-05; the article is kept without it", place, shown)
    return row | {"date": ""}
