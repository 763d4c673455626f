"""Bylines and sign-offs: "By Ali Hassan in Baghdad", "(Reporting by Jane Doe in Kyiv; editing by John Roe)"."""

import re

from .datelines import WEEKDAY
from .sentences import Span

__all__ = ["bylines"]

_WORD = rf"(?!{WEEKDAY}\b)[A-Z][\w.’'-]{{0,30}}"
_PERSON = rf"{_WORD}(?:\s{_WORD}){{1,3}}"
_PLACES = r"[A-Z][\w.’'-]{1,30}(?:(?:\s|,\s|/|\sand\s)[A-Z][\w.’'-]{1,30}){0,6}"
_BYLINE = re.compile(rf"""
    ^[ \t]* (?:
        By\s {_PERSON} (?:(?:,|\sand|,\sand)\s{_PERSON}){{0,4}},? \s in \s {_PLACES} (?=\.?\s*$|[.:;|]\s)
        | [Ff]rom\s(?:our|a|the)\s(?:[a-z]+\s){{0,3}}(?:correspondents?|reporters?|staff|bureau)\s in \s
          {_PLACES} (?=\.?\s*$|[.:;|]\s)
        | [(\[]? (?:[Aa]dditional\s)? (?:[Rr]eport(?:ing|ed)|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled)\s by \s
          {_WORD}\s [^.\n]{{1,400}}
    )""", re.VERBOSE | re.MULTILINE)  # fmt: skip


def bylines(text: str) -> tuple[Span, ...]:
    """Spans [start, end) of the words that name a report's author and place, at the head of a line, in order."""
    return tuple(found.span() for found in _BYLINE.finditer(text))
