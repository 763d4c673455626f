"""A place that is named in passing, for what happened elsewhere: an origin, a comparison, a border, the past."""

import re
from collections.abc import Iterator

from ..reading.reading import Reading
from ..records import Mention
from .phrases import NAME, THE

__all__ = ["asides", "names_border"]

_ORIGIN = re.compile(
    r"\b(?:born (?:and raised )?in|based in|lives in|grew up in|was (?:raised|educated) in|natives? of|unlike(?: in)?|"
    rf"(?:worked|studied|trained) in(?:{THE}(?:{NAME}, )*{NAME} and)?|headquartered in|comes? from|came from|"
    r"hails? from|(?:its|their) (?:base|headquarters|offices?) in|(?:regional|country|field|head) office in|"
    rf"compared (?:to|with)|as in|reminiscent of){THE}$",
    re.IGNORECASE,
)
# "Soldiers from Chad patrolled Gao" come from there; those whom somebody "withdrew from Gao" were there.
_COMES_FROM = re.compile(
    r"\b(?:troops|soldiers?|peacekeepers|fighters?|militants?|activists?|volunteers|delegates?|"
    rf"(?<!displaced )students?|workers?|doctors?|engineers?|tourists?|pilgrims?|lawmakers?|experts?) from{THE}$",
    re.IGNORECASE,
)
# "A medic from Lviv": people are from somewhere.
_PERSON_FROM = re.compile(
    r"\b(?:an?|the|whose)\s(?:[\w-]+\s){0,2}(?:wo)?(?:man|boy|girl|teacher|medic|nurse|doctor|student|engineer|worker|farmer|"
    r"journalist|lawyer|merchant|trader|driver|pilot|captain|officer|lawmaker|senator|professor|priest|imam|native|citizen)"
    rf"\sfrom{THE}$",
    re.IGNORECASE,
)
_REMOVED = re.compile(r"\b(?:withdr|pull|evacuat|remov|expel|oust|dr[io]v|clear|purg)\w*\b[^.,;]*$", re.IGNORECASE)
# "According to a military source in Damascus": there somebody spoke, whatever happened.
_TOLD_IN = re.compile(rf"\baccording to (?:[\w’'-]+\s){{1,5}}(?:in|inside|from){THE}$", re.IGNORECASE)
_ON_THE_WAY = re.compile(
    r"\b(?:en route to|on (?:the|its|their|his|her) way to|bound for|"
    r"(?:put off|postponed|cancell?ed|called off|scrapped) (?:an?|the|its|their|his|her) (?:trip|visit|journey) to)"
    rf"(?:{THE}{NAME}\s(?:from|and))?{THE}$",
    re.IGNORECASE,
)
# "Like Homs and Hama before it": at the head of a sentence a comparison, elsewhere "such as".
_LIKE = re.compile(rf"(?:^|[.!?\n][\"”’]?\s*)Like (?:(?:{NAME}, )*{NAME},? and )?(?:the )?$")
# "The battle of Aleppo in 2016", "the 1995 siege of Sarajevo": history.
_HISTORY = re.compile(
    rf"\b(?P<year>[12]\d{{3}}\s)?(?:battle|siege|fall|massacre|bombing|genocide) (?:of|in){THE}$", re.IGNORECASE
)
_IN_A_YEAR = re.compile(r"\s(?:in|of) (?:\w+ )?(?:1[0-9]|20)\d\d\b")
# "In support of Gaza": for whose sake.
_FOR_SAKE = re.compile(rf"\bin (?:support of|solidarity with|sympathy with|honou?r of){THE}$", re.IGNORECASE)
# What stands right before a name.
_LED_UP_TO = {"likeness": _LIKE, "sake": _FOR_SAKE, "told in": _TOLD_IN, "on the way": _ON_THE_WAY}
# "The Oslo accords", "8 a.m. Damascus time": named after the place, and not there.
_NAMED_AFTER = re.compile(
    r"(?:,\s\w+)?\s(?:(?:peace|nuclear|climate|ceasefire)\s)?"
    r"(?:accords?|agreements?|treaty|protocols?|conventions?|declaration|initiative|[Tt]ime\b(?!\s\w+ing))\b",
    re.IGNORECASE,
)
# "The Beirut daily An-Nahar": where a paper is from.
_PAPER = re.compile(r"\s(?:daily|newspaper|weekly|tabloid|broadcaster)\b")
# "Jabri, 15, was shot": people have an age.
_AGED = re.compile(r",\s(?:aged\s)?\d{1,2},\s")
_LED = re.compile(rf"\b(?:in|at|near|of|from|to|on|capital,){THE}$", re.IGNORECASE)
# "Near the border with Lebanon", "the Lebanon border": where along it, nobody says, and the country's middle is wrong.
_BORDER_WITH = re.compile(
    rf"\b(?:(?:borders?|frontiers?)\s+(?:with|of|to)|borders|bordering|opposite)"
    rf"(?:{THE}{NAME}(?:,\s{NAME})?\sand)?{THE}$",
    re.IGNORECASE,
)
_BORDER = re.compile(r"(?:['’]s)?(?:\s(?:northern|southern|eastern|western))?\s(?:border|frontier)s?\b", re.IGNORECASE)


def asides(reading: Reading, mention: Mention) -> Iterator[str]:
    """Each rule by which the words around any name say that what happened did not happen there."""
    before = reading.before(mention.start, 100)
    from_there = _COMES_FROM.search(before) or _PERSON_FROM.search(before)
    if _ORIGIN.search(before) or (from_there and not _REMOVED.search(before)):
        yield "origin"
    history = _HISTORY.search(before)
    if history and (history["year"] or _IN_A_YEAR.match(reading.text, mention.end)):
        yield "history"
    if _NAMED_AFTER.match(reading.text, mention.end):
        yield "named after"
    if _PAPER.match(reading.text, mention.end):
        yield "paper"
    if _AGED.match(reading.text, mention.end) and not _LED.search(before):
        yield "aged"
    yield from (rule for rule, pattern in _LED_UP_TO.items() if pattern.search(before))


def names_border(reading: Reading, mention: Mention) -> bool:
    """Whether the country is named for a border of it: "the border with Lebanon", "opposite Romania"."""
    before = _BORDER_WITH.search(reading.before(mention.start, 40))
    return bool(before or _BORDER.match(reading.text, mention.end))
