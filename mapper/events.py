"""Where did the event of a verb happen? Of the sites of a sentence the one that the words tie to it."""

import re
from collections.abc import Sequence

from .lexicon import words
from .records import Resolution

__all__ = ["site_of"]

_WORD = re.compile(r"[\w’'-]+")
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")
_CLAUSE = re.compile(
    r";|:|—|–|, (?:and|but|while|after|before|as|which|who|where)\b|\b(?:while|after|before|when|that)\b"
)
# In words: what a name before the verb, one without a preposition, and each clause between cost more.
_BEFORE, _BARE, _PER_CLAUSE, _NO_SITE = 3.0, 4.0, 4.0, 12.0


def site_of(text: str, verb: tuple[int, int], resolutions: Sequence[Resolution]) -> Resolution | None:
    """The resolution that says where the event happened that text[verb[0]:verb[1]] reports, if its sentence has any.

    Sites go before what is only named; near before far; behind the verb before ahead of it; and what stands behind a
    preposition ("in Homs"), in the clause of the verb, before what does not.
    """
    start = max((found.end() for found in _SENTENCE.finditer(text, 0, verb[0])), default=0)
    after = _SENTENCE.search(text, verb[1])
    end = after.start() + 1 if after else len(text)
    here = [r for r in resolutions if start <= r.mention.start and r.mention.end <= end]
    return min(here, key=lambda r: _cost(text, verb, r), default=None)


def _cost(text: str, verb: tuple[int, int], resolution: Resolution) -> float:
    mention = resolution.mention
    behind = mention.start >= verb[1]
    between = text[verb[1] : mention.start] if behind else text[mention.end : verb[0]]
    last = _WORD.findall(text[max(0, mention.start - 30) : mention.start].casefold())[-2:]
    led = any(word in words("prepositions") for word in last)
    cost = len(_WORD.findall(between)) + _PER_CLAUSE * len(_CLAUSE.findall(between))
    return cost + (not behind) * _BEFORE + (not led) * _BARE + (resolution.role != "site") * _NO_SITE
