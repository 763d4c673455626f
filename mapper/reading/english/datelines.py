"""Datelines: where a report was written, at the head of it: "MOSUL, Iraq, May 3 (Reuters) -", "KYIV —", "(AFP) –"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...lexicon import word_list
from .sentences import Span

__all__ = ["MONTH", "WEEKDAY", "Dateline", "datelines", "opening"]

_LEAD = 300  # characters before the article's own dateline, for a headline and a byline
_BIG = "A-ZÀ-ÖØ-ÞİĀĆČĐĪŁŌŚŞŠŪŽ"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""A day of the week in full, as a pattern; `_DAY` has the short forms too."""
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
MONTH += r"Nov(?:ember)?|Dec(?:ember)?)\.?"
"""A month, in full or short with its stop, as a pattern."""
_DATE = rf"(?i:(?:{_DAY},?\s)?(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})(?:,?\s\d{{4}})?)"
_AGENCY = (
    r"[(\[](?:AP|[A-Z]{2,10}|(?:Thomson\s)?Reuters(?:\sFoundation)?|Xinhua|Bloomberg|Yonhap|Interfax|Agencies)[)\]]"
)
# "Bogotá (CNN) Rebels": what these stand behind needs no dash.
_KNOWN = r"[(\[](?:AFP|AP|CNN|IPS|Reuters|UPI|VOA)[)\]]"
# "Khartoum, Sudan | AFP | Thursday 04/20/2023 - 13:18 UTC-4", as agencies' reports stand on other sites.
_BAR = r"\s?\|\s?"
_WIRE = r"(?:AFP|ANSA|AP|CNN|DPA|dpa|EFE|IPS|Reuters|TASS|UPI|VOA|Xinhua|Anadolu(?:\sAgency)?)\b"
_HOUR = r"(?:\s-\s\d{1,2}:\d\d(?:\s[A-Z]{2,4}\S{0,3})?)?"
_STAMP = rf"(?:{_DATE}|{_DAY}(?:,?\s\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})?){_HOUR}"
_OF_PAPERS = r"(?:Agence|Agencies|Anadolu|Associated|Bloomberg|Interfax|Kyodo|Reuters|Tass|Thomson|Xinhua|Yonhap)\b"
_SOURCE = r"[(\[](?:dpa|[A-Z][\w\s.&/’'-]{1,40})[)\]]"
_CAPITALS = rf"[{_BIG}][{_BIG}.'’]*(?:[\s/-](?:[{_BIG}][{_BIG}.'’]*|al|and|au|de|du|el|la|of)){{0,4}}(?![\w])"
_TITLE_CASE = rf"(?!By\s)[{_BIG}][\w.'’]+(?:[\s/-](?:[{_BIG}][\w.'’]*|al|and|au|de|du|el|la|of)){{0,3}}"
_WHERE = (
    rf"(?:,\s(?!{MONTH}\s\d|{_DAY})(?:(?:the|in|near|[a-z]+ern|central)\s){{0,2}}"
    rf"[{_BIG}][\w.'’-]*(?:\s(?:of\s|the\s){{0,2}}[{_BIG}][\w.'’-]*){{0,3}})"
)
_DASH = r"(?:\s?(?:—|–|―|---?)\s?|\s-\s?|-\s|\.\s?[-–—]+\s?)"
_BEGINS = rf"(?=[\"“‘'«(]?[{_BIG}\d])"
_SURE = re.compile(rf"""
    (?P<place>{_CAPITALS}) (?P<more>{_WHERE}{{0,2}} (?:,?\s{_DATE})? (?:,?\s?{_SOURCE})? (?:,?\s{_DATE})?)
        (?: {_DASH} | (?<=[)\]\d]):\s | (?<=[)\]])\s ) {_BEGINS}
    | (?P<title>{_TITLE_CASE}) {_WHERE}{{0,2}} (?: ,?\s{_DATE}(?:,?\s?{_SOURCE})? | ,?\s?{_AGENCY}(?:,?\s{_DATE})? )
        (?: {_DASH} | :\s ) {_BEGINS}
    | (?P<known>{_TITLE_CASE}) {_WHERE}{{0,2}} \s {_KNOWN} \s {_BEGINS}
    | [(\[] (?P<held>(?!{_OF_PAPERS}|[A-Z]{{2,10}}[)\]]){_TITLE_CASE}) {_WHERE}{{0,2}} (?:,?\s{_DATE})? [)\]]
        {_DASH} {_BEGINS}
    | (?P<barred>{_TITLE_CASE}) {_WHERE}{{0,2}} {_BAR}{_WIRE} (?:{_BAR}{_STAMP})? (?:{_BAR}{_BEGINS} | (?=\n))
    | {_WIRE}{_BAR} (?:{_STAMP}{_BAR})? (?P<behind>(?!{_WIRE}){_TITLE_CASE}) {_WHERE}{{0,2}} (?:{_BAR}{_STAMP})?
        (?:{_BAR}{_BEGINS} | (?=\n))
    | (?:{_DATE}\s)? {_SOURCE} {_DASH} {_BEGINS}
    """, re.VERBOSE)  # fmt: skip
# Without date and agency it may be the subject of a list's item, so it counts only where no other line is like it.
_BARE = re.compile(rf"(?:(?P<place>{_CAPITALS}):\s|(?P<title>{_TITLE_CASE}){_WHERE}{{0,2}}\s?(?:—|–|--)\s){_BEGINS}")
_LABEL = re.compile(
    r"(?:BREAKING|UPDATED?|WATCH|LIVE|PHOTOS?|VIDEO|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|READ|MORE|NOTE|SOURCE|CONTACT|"
    r"BACKGROUND|CORRECTION|SUMMARY|ALERT|FACTBOX|TIMELINE|WEATHER|SPORTS?|NEWS)\b"
)
_SHOUTS = re.compile(rf"[\"“]?[{_BIG}]{{2,}}\s[{_BIG}]{{2,}}\b")  # a headline in capitals, "LYMAN - TWO MEN FLED"
# Behind a headline that a feed has joined to the text: "Shells hit Homs BEIRUT — Two people died".
_JOINED = re.compile(
    rf"(?P<last>[\w’-]*[a-z\d])[)”’\"]? (?=[{_BIG}]{{2}})"
    rf"(?={_CAPITALS}{_WHERE}{{0,2}}(?:\s[(\[]|\s?[—–]\s(?![^.!?\n]*[—–])|,\s{_DATE}))"
)
_INDENT = 16  # characters of white space before the head of a line
_SHORTEST = 4  # letters of a name in capitals that a dash alone makes a dateline
_PART = re.compile(r"/|\s+and\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """[start, end) of a dateline with its dash.

    places  [start, end) of each place that it names first: two in "BEIRUT/DAMASCUS, Feb 7 -", none in "(AFP) -"
    """

    start: int
    end: int
    places: tuple[Span, ...]


def datelines(text: str, sentences: Iterable[Span]) -> tuple[Dateline, ...]:
    """The datelines of a text, in order: at the head of a line, or of a sentence behind a headline."""
    heads = [start for start, _ in sentences if start < _LEAD or _begins_line(text, start)]
    heads += [
        found.end() for found in _JOINED.finditer(text[:_LEAD]) if found["last"] not in word_list("function_words")
    ]
    sure = [found for start in sorted(heads) if (found := _at(text, start))]
    bare = [found for start in heads if (found := _bare_at(text, start))]
    alone = bare if len(bare) == 1 and not sure and bare[0].start < _LEAD else []
    return (*sure, *alone)


def opening(found: Sequence[Dateline]) -> Dateline | None:
    """The dateline of the article, which tells where it was written; None where it names no place or has none."""
    first = next(iter(found), None)
    return first if first and first.places and first.start < _LEAD else None


def _begins_line(text: str, start: int) -> bool:
    return text[max(0, start - _INDENT) : start].rstrip(" \t").endswith("\n")


def _at(text: str, start: int) -> Dateline | None:
    found = _SURE.match(text, start)
    if not found:
        return None
    name = found["place"]
    is_alone = name and not found["more"]
    if is_alone and (sum(map(str.isalpha, name)) < _SHORTEST or _LABEL.match(name) or _SHOUTS.match(text, found.end())):
        return None
    return _dateline(found)


def _bare_at(text: str, start: int) -> Dateline | None:
    found = _BARE.match(text, start)
    return None if not found or _LABEL.match(found[0]) else _dateline(found)


def _dateline(found: re.Match[str]) -> Dateline:
    spans = map(found.span, found.re.groupindex)
    named = next((span for span in spans if span[0] >= 0 and span[1] > span[0]), (-1, -1))
    places: list[Span] = []
    if named[0] >= 0:
        cuts = [named[0], *(at for cut in _PART.finditer(found.string, *named) for at in cut.span()), named[1]]
        places = list(zip(cuts[::2], cuts[1::2], strict=True))
    return Dateline(start=found.start(), end=found.end(), places=tuple(places))
