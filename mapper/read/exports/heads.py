"""Heads of articles, as every export has them: a day among other words, and an author behind "By"."""

import re

from ..dates import Day, read_day

__all__ = ["author_of", "begins_with_day", "day_in", "without_day"]

_LONGEST = 120  # characters of a line that may be a head's
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = re.compile(
    rf"""\b(?:
      \d{{1,2}}(?:er|st|nd|rd|th)?\.?\s(?:de\s|of\s)?{_MONTH},?\s(?:de\s|del\s)?\d{{4}}   # 4. März 2025, 1er mai 2024
    | {_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}                                      # March 4, 2025
    | \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}
    | \d{{1,2}}([-/.])\d{{1,2}}\1(?:\d{{4}}|\d\d)
    )(?!\d)""",
    re.VERBOSE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch),?\s*$",
    re.IGNORECASE,
)
_BEFORE = 16  # characters: a day of the week may stand before the day
_BY = re.compile(r"^(?:By|Von|Par|Por|Di|Door|By:|Von:|Par:)\s+(?=\S)", re.IGNORECASE)


def day_in(line: str) -> str:
    """The first day that a line has, as ISO 8601, or as written where nobody knows which number is the month; or ""."""
    return _found(line)[0]


def begins_with_day(line: str) -> str:
    """The same, of a line that is about nothing else: it begins with its day, or with that of the week."""
    day, at = _found(line)
    return day if at <= _BEFORE else ""


def without_day(line: str) -> str:
    """The text of a line before its first day, without the day of the week; "" where it has no day."""
    found = next((found for found in _DAY.finditer(line[:_LONGEST]) if read_day(found[0])), None)
    return _WEEKDAY.sub("", line[: found.start()]).strip(" ,;•|–—-") if found else ""


def author_of(line: str) -> str:
    """The author of a byline, without the word before the name."""
    return _BY.sub("", line.strip()).strip()


def _found(line: str) -> tuple[str, int]:
    if not 6 <= len(line) <= _LONGEST or not any(map(str.isdigit, line)):
        return "", 0
    for found in _DAY.finditer(line):
        if day := read_day(found[0]):
            return (day.date.isoformat() if isinstance(day, Day) else found[0]), found.start()
    day = read_day(line)
    return (day.date.isoformat(), 0) if isinstance(day, Day) and day.exact else ("", 0)
