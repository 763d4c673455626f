"""When a sentence says that something was, beside the day of the article: "in 2017", "two years ago"."""

import re
from datetime import date

from .datelines import MONTH
from .sentences import Span

__all__ = ["day_of", "is_of_earlier_year", "when_of"]

# Not of "2,000", "2019/3" or an address; of a span ("2023-24") the first.
_YEAR = re.compile(r"(?<![\w.,/:-])(?:19|20)\d\d(?:s\b|(?=[-–](?:19|20)?\d\d\b)|(?![\w/:%]|[.,]\d))")
_AGO = re.compile(
    r"""\b (?: (?:years?|decades?|months?) \s (?:ago|earlier|before|later) | last\ year | (?:previous|past)\ years?
    | in\ recent\ (?:years|months) | in\ the\ (?:\d0s|past) | the\ year\ before | a\ (?:year|decade)\ ago ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY = re.compile(rf"\b(?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}),?\s(?:19|20)\d\d\b")
# "early May 2019", "the summer of 2019", "1 May 2019".
_WHEN = (
    r"(?:(?:early|late|mid|the\s(?:spring|summer|autumn|fall|winter|middle|end|beginning)\sof)[\s-])?"
    rf"(?:\d{{1,2}}\s)?(?:{MONTH},?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?(?P<year>(?:19|20)\d\d)\b"
)
_SOME = r"(?:(?:about|some|almost|nearly|only|just|barely|more\sthan|less\sthan)\s)?"
_YEARS_AGO = (
    rf"{_SOME}(?:(?:\w+\s)?(?:years|decades)|(?:a|one)\s(?:year|decade))\s(?:ago|earlier|before)\b|last\syear\b"
)
# At the head of a sentence it is true of all that follows, right behind a name of that.
_AT_ITS_HEAD = re.compile(
    r"[\"“‘(•*-]*\s*(?:(?:and|but|then|back|early|late|later|earlier|only|already|even),?\s)?"
    rf"(?:(?:in|on|by|during)\s{_WHEN}|{_YEARS_AGO})",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"(?:,(?:\s[A-Z][\w-]+){{1,2}},?)?,?\s(?:(?:in|on|during)\s{_WHEN}|{_YEARS_AGO})")
# "The 2014 attack on a school in Homs".
_ITS_YEAR = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s(?:[a-z-]+\s)?(?:attack|bombing|massacre|shooting|assault|war|invasion|strike|raid|siege|"
    r"battle|offensive|earthquake|coup|uprising|protest|riot|clash|killing|murder|explosion|blast|genocide|fighting|"
    r"hijacking|evacuation|election|flood)(?:e?s)?\s(?:on|in|at|of|near|against|across)\s[^.,;]{0,40}$"
)
_REACH = 80  # characters behind a name that are looked at
# So many days after the end of a year what was in it is past: the news of January speaks of December as of now.
_PAST = 75


def when_of(sentence: str, today: date | None) -> str:
    """What a sentence says of when it was.

    "long ago" or "now", by the years that it names; "in a year" or "on a day" of one where today is not known; "ago"
    where it counts from today ("two years ago", "in recent months"); else "".

    today  the day of the article, as `day_of` has it
    """
    if years := _years(sentence):
        if not today:
            return "on a day" if _DAY.search(sentence) else "in a year"
        return "long ago" if _is_past(max(years), today) else "now"
    return "ago" if _AGO.search(sentence) else ""


def is_of_earlier_year(text: str, sentence: Span, name: Span, today: date | None) -> bool:
    """True where what a sentence tells of a name was long before today: "In 2017, …", "… years ago"."""
    low, high = sentence
    start, end = name
    found = (
        _AT_ITS_HEAD.match(text, low, high)
        or _BEHIND.match(text, end, min(high, end + _REACH))
        or _ITS_YEAR.search(text, max(low, start - _REACH), start)
    )
    if not found or not found["year"]:
        return bool(found)
    return today is not None and _is_past(int(found["year"]), today)


def day_of(text: str, declared: date | None) -> date | None:
    """The day by which a text's years are past: the declared one, else the last of the newest year, if it names two."""
    if declared:
        return declared
    years = _years(text)
    return date(max(years), 12, 31) if len(years) > 1 else None


def _is_past(year: int, today: date) -> bool:
    return (today - date(year, 12, 31)).days > _PAST


def _years(text: str) -> set[int]:
    return {int(found[0][:4]) for found in _YEAR.finditer(text)}
