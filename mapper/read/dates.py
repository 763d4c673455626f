"""Dates as tables, feeds and exports write them -> days. The home of dateparser, which reads what nothing else does.

"03/04/2024" is one day or another. Which, the whole column tells: one row with "25/04/2024" tells it for all; where no
row does, the order that puts the rows closest together; and whoever knows says so with --date-format.
"""

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from ..errors import InputError

__all__ = ["ORDERS", "Day", "Order", "Slashed", "order_of", "read_day", "style_of"]

Order = Literal["dmy", "mdy"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy")
_LONGEST = 80  # characters
_FIRST = dt.date(1700, 1, 1)
_EXCEL = dt.date(1899, 12, 30)  # day 0 of Excel's count
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"), 1
    )
    for name in names.split()
}
_FULL = {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
         "december"}  # fmt: skip
_YEAR_FIRST = re.compile(r"(?P<y>(?:1[6-9]|20)\d\d)([-/._ ]|\. )(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)")
_EASTERN = re.compile(r"(?P<y>(?:1[6-9]|20)\d\d) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]")
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{2,6}(?:\.\d+)?Z?)?")
_SLASHED = re.compile(r"(?:[^\W\d]+,? +)?(\d{1,2})([-/.])(\d{1,2})\2((?:\d\d)?\d\d)(?!\d)")
_YEAR_NAMED = re.compile(r"((?:1[6-9]|20)\d\d)[-/., ]*([A-Za-z]{3,9})\.?[-/ ]*(\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[-/., ]*(?:of )?([A-Za-z]{3,9})\.?[-/, ]*('?\d{2}(?:\d\d)?)(?!\d|:)"
)
_AMERICAN = re.compile(r"\b([A-Za-z]{3,9})\.?[- ]*(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})(?!\d|:)")
_UNIX = re.compile(r"[A-Za-z]{3} +([A-Za-z]{3}) +(\d{1,2}) +[\d:]+ +(?:\S+ +)?(\d{4})")
_MONTH = re.compile(r"((?:19|20)\d\d)[-/](\d{1,2})")
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})\.? ((?:19|20)\d\d)")
_NUMBER = re.compile(r"\d{5,16}(?:\.\d+)?")
_LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "ar",
    "fa",
    "he",
    "sv",
    "da",
    "cs",
    "ro",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day; `exact` is whether the day itself was written, and not only its month."""

    date: dt.date
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Slashed:
    """A day that was written as three numbers, of which nobody knows which is the month."""

    first: int
    second: int
    year: int

    @property
    def only(self) -> Order | None:
        """The order that it can only be in; None where that is either."""
        can = [order for order in ORDERS if self.day(order)]
        return can[0] if len(can) == 1 else None

    def day(self, order: Order) -> dt.date | None:
        """The day in that order, None where there is no such day, or it is still to come."""
        day, month = (self.first, self.second) if order == "dmy" else (self.second, self.first)
        found = _day(self.year, month, day)
        return found if found and found <= _tomorrow() else None

    def settled(self, order: Order | None) -> Day | None:
        """The day in that order, else in the other."""
        day = (self.day(order) if order else None) or self.day("dmy") or self.day("mdy")
        return Day(date=day) if day else None


def style_of(told: str) -> str:
    """The style that --date-format names, as `read_day` takes it: dmy, mdy, or strptime's. Raises InputError."""
    short = told.lower().replace("-", "").replace("/", "")
    if short in ORDERS or not told:
        return short
    with suppress(ValueError):
        day = dt.datetime(2001, 2, 23)
        if "%" in told and dt.datetime.strptime(day.strftime(told), told).date() == day.date():
            return told
    raise InputError(f"--date-format {told}: give dmy, mdy, or a form such as %d.%m.%Y")


def read_day(written: object, style: str = "") -> Day | Slashed | None:
    """The day that is written, whatever the form; None where there is none.

    style  a form of strptime's, the only one that is read then; anything else counts for nothing here
    """
    text = " ".join(written.split())[:_LONGEST] if isinstance(written, str) else ""
    if isinstance(written, int | float) and not isinstance(written, bool):
        text = f"{written:.5f}".rstrip("0").rstrip(".")
    if "%" in style:
        with suppress(ValueError):
            return Day(date=dt.datetime.strptime(text, style).date())
        return None
    found = _read(text) if text else None
    if isinstance(found, Slashed) and (found.first == found.second or not found.settled(None)):
        return found.settled(None)
    return found


def order_of(slashed: Iterable[Slashed], others: Iterable[dt.date] = ()) -> Order:
    """The order in which the days of a column lie closest together.

    others  days near which they will lie
    """
    dates, near = list(slashed), list(others)

    def spread(order: Order) -> int:
        days = [*(day for one in dates if (day := one.day(order))), *near]
        return (max(days) - min(days)).days if days else 0

    return min(ORDERS, key=spread)


@lru_cache(maxsize=4096)  # rows of a table share their days
def _read(text: str) -> Day | Slashed | None:
    if found := _YEAR_FIRST.match(text) or _EASTERN.search(text):
        return _made(*(int(found[part]) for part in ("y", "m", "d")))
    if _NUMBER.fullmatch(text) or _DIGITS.fullmatch(text):
        return _counted(text)
    if found := _MONTH.fullmatch(text):
        day = _day(int(found[1]), int(found[2]), 1)
        return Day(date=day, exact=False) if day else None
    if found := _SLASHED.match(text):
        slashed = Slashed(first=int(found[1]), second=int(found[3]), year=_year(found[4]))
        day = slashed.day("dmy") if found[2] == "." else None  # nobody puts full stops behind a month's number
        return Day(date=day) if day else slashed
    if (found := _MONTH_NAMED.fullmatch(text)) and (month := _month(found[1])):
        return Day(date=dt.date(int(found[2]), month, 1), exact=False)
    return _named(text) or _parsed(text)


def _named(text: str) -> Day | None:
    """A day whose month has an English name."""
    for pattern, at in ((_YEAR_NAMED, (1, 2, 3)), (_NAMED, (3, 2, 1)), (_AMERICAN, (3, 1, 2)), (_UNIX, (3, 1, 2))):
        for found in pattern.finditer(text):
            year, name, day = (found[number] for number in at)
            if (month := _month(name)) and (made := _made(_year(year.lstrip("'")), month, int(day))):
                return made
    return None


def _month(name: str) -> int:
    """The number of a month by its English name, 0 where it is none."""
    low = name.lower()
    return _MONTHS.get(low[:3] if low in _FULL else low, 0)


def _counted(text: str) -> Day | None:
    """A day as a number: 20240501, seconds and their thousandths since 1970, or Excel's count of days."""
    if (found := _DIGITS.fullmatch(text)) and (day := _made(int(found[1]), int(found[2]), int(found[3]))):
        return day
    if not _NUMBER.fullmatch(text):
        return None
    whole = text.partition(".")[0]
    with suppress(ValueError, OverflowError, OSError):
        if len(whole) == 5:
            found_day = _EXCEL + dt.timedelta(days=int(whole))
        else:
            seconds = int(whole) / {13: 1e3, 16: 1e6}.get(len(whole), 1)
            found_day = dt.datetime.fromtimestamp(seconds, dt.UTC).date()
        if len(whole) in {5, 9, 10, 13, 16} and dt.date(1970, 1, 2) <= found_day <= _tomorrow():
            return Day(date=found_day)
    return None


def _parsed(text: str) -> Day | None:
    """A day in other words, such as those of other languages; all three of its parts have to be there."""
    if not (re.search(r"[^\W\d_]{3}", text) and re.search(r"\d", text)):
        return None
    try:
        found = _parser().get_date_data(text).date_obj
    except Exception:  # noqa: BLE001 -- what strange text does to it has no one kind
        return None
    return _made(found.year, found.month, found.day) if found else None


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
    return DateDataParser(languages=_LANGUAGES, settings=settings)


def _made(year: int, month: int, day: int) -> Day | None:
    found = _day(year, month, day)
    return Day(date=found) if found else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    with suppress(ValueError):
        found = dt.date(year, month, day)
        return found if found >= _FIRST else None
    return None


def _year(written: str) -> int:
    """A year in full: "21" is 2021, and a year to come is one of the last century."""
    if len(written) == 4:
        return int(written)
    year = 2000 + int(written)
    return year if year <= _tomorrow().year else year - 100


def _tomorrow() -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
