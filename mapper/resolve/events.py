"""Sites of a verb's event: those of the sentence that the words tie to it."""

import re
from collections.abc import Sequence

from ..lexicon import word_list
from ..reading.reading import Reading
from ..records import Resolution
from .context import contains
from .links import lists

__all__ = ["sites_of"]

_WORD = re.compile(r"[\w’'-]+")
_CLAUSE = re.compile(
    r";|:|—|–|, (?:and|but|while|after|before|as|which|who|where)\b|\b(?:while|after|before|when|that)\b"
)
# "In the northern city of Homs": a name is led in by a preposition a few words before it, too.
_PHRASE = re.compile(r"(?:[\w’'-]+\s+){1,5}$")
# Where somebody came from or went to is not where he acted.
_MOTION = frozenset(("from", "to", "toward", "towards"))
# In words: what a name before the verb, one without a preposition, and each clause between cost more.
_BEFORE, _BARE, _PER_CLAUSE, _NO_SITE = 3.0, 4.0, 4.0, 12.0
# And what one that only leads to the next name costs.
_OUTER = 6.0
_HOLDS = 12.0
# "Hama's Hamidiyeh neighbourhood", "the Los Angeles suburb of Rosemead": the part is meant, not the whole.
_HAS_PART = re.compile(
    r"['’]s?\s(?:[\w’'-]+\s){0,3}(?:(?:city|town|village|district|neighbou?rhood|suburb|area|province)\s(?:of\s)?)?[A-Z‘]|"
    r"\s(?:[a-z]+\s)?(?:suburb|town|village|capital|city|district|neighbou?rhood|camp|island|port)\sof\s[A-Z‘]"
)


def sites_of(reading: Reading, verb: tuple[int, int], resolutions: Sequence[Resolution]) -> list[Resolution]:
    """The resolutions that say where the event happened that the verb at [start, end) reports, the likeliest first.

    Sites go before what is only named; near before far; behind the verb before ahead of it; and what stands behind a
    preposition ("in Homs"), in the clause of the verb, before what does not. With the likeliest go the other sites of
    the list that it stands in ("in Homs, Hama and Idlib"). Empty where the sentence of the verb names no place.
    """
    start, end = reading.sentence_of(*verb)
    here = [r for r in resolutions if start <= r.mention.start and r.mention.end <= end]
    if not here:
        return []
    first = min(range(len(here)), key=lambda at: _cost(reading, verb, here[at]) + _HOLDS * _holds_another(here, at))
    listed = lists(reading, [r.mention for r in here])[first]
    return [here[first], *(here[at] for at in listed if at != first and here[at].role == here[first].role == "site")]


def _holds_another(here: Sequence[Resolution], at: int) -> bool:
    """True where another place of the sentence lies in this one: the event of "Homs in Syria" is at Homs."""
    outer = here[at].place
    return outer is not None and any(
        one.place and one.place.id != outer.id and contains(outer, one.place) for one in here if one is not here[at]
    )


def _cost(reading: Reading, verb: tuple[int, int], resolution: Resolution) -> float:
    text, mention = reading.text, resolution.mention
    behind = mention.start >= verb[1]
    between = text[verb[1] : mention.start] if behind else text[mention.end : verb[0]]
    phrase = _PHRASE.search(reading.before(mention.start, 80).casefold())
    led = any(word in word_list("prepositions") - _MOTION for word in phrase[0].split()) if phrase else False
    cost = len(_WORD.findall(between)) + _PER_CLAUSE * len(_CLAUSE.findall(between))
    cost += bool(_HAS_PART.match(text, mention.end)) * _OUTER
    return cost + (not behind) * _BEFORE + (not led) * _BARE + (resolution.role != "site") * _NO_SITE
