"""Guests, who come from elsewhere to a meeting: "Russian and American diplomats", "envoys of Sudan", "A and B met"."""

import re

from .sentences import Span

__all__ = ["guests_in"]

_NAME = r"(?-i:[A-Z])[\w.’'-]{0,30}(?:\s(?-i:[A-Z])[\w.’'-]{1,30}){0,2}"
_THE = r"(?:(?:the|both)\s)?"
_SEVERAL = rf"{_NAME}(?:,\s{_THE}{_NAME}){{0,4}},?\sand\s{_THE}{_NAME}"
_ENVOYS = (
    r"(?:diplomats?|envoys?|negotiators?|delegates?|delegations?|emissar(?:y|ies)|mediators?|peace\steams?|"
    r"negotiating\steams?|foreign\sministers?)"
)
_MEET = (
    r"(?:met|meets?|(?:are|were|is|was)\smeeting|(?:will|would|to|shall)\smeet|h[eo]ld\s(?:\w+\s){0,2}talks|"
    r"(?:began|begin|opened|open|resumed?|continued?)\s(?:\w+\s){0,2}talks|sat\sdown|negotiated?|signed)"
)
# Who is met with fire or with silence holds no meeting.
_SO = r"\s(?:again|at|for|in|near|on|there|to|until|[A-Z])"
_GUESTS = tuple(re.compile(pattern) for pattern in (
    rf"(?<![\w’'-])(?P<guests>{_SEVERAL}|{_NAME})\s(?:(?!and|or)[a-z-]+\s){{0,2}}{_ENVOYS}\b(?!\s(?:to|for)\b)",
    rf"(?i:\b(?:{_ENVOYS}|ministers|representatives|leaders))\s(?:of|from)\s{_THE}(?P<guests>{_SEVERAL}|{_NAME})",
    rf"(?<![\w’'-])(?<!\b(?:in|at|of)\s)(?<!\b(?:near|from)\s)(?P<guests>{_SEVERAL})(?:\s[a-z-]+){{0,3}}?\s{_MEET}{_SO}",
    rf"\b(?:[Tt]alks|[Mm]eetings?|[Ss]ummit|[Nn]egotiations|[Dd]ialogue)\sbetween\s{_THE}(?P<guests>{_SEVERAL})",
))  # fmt: skip


def guests_in(text: str) -> tuple[Span, ...]:
    """[start, end) of the names of those who meet or send somebody: where they meet is as a rule none of theirs."""
    found = {one.span("guests") for pattern in _GUESTS for one in pattern.finditer(text)}
    return tuple(sorted(span for span in found if not any(_holds(other, span) for other in found)))


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
