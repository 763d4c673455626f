"""Coordination of the names in a text: "Paris, Texas" says where one lies, "Aleppo, Idlib and Hama" is a list."""

import re
from collections.abc import Sequence

from ..reading.reading import Reading
from ..records import Mention

__all__ = ["holds", "lists", "says_where"]

# What may stand between a place and the one that holds it: "Paris, Texas", "Tripoli (Libya)", "X, in Kharkiv region".
# But "Bila Tserkva, south of Kyiv" lies outside it, where "in the south of Iraq" is inside.
_WHERE = re.compile(
    r"(?:,| \(|,? in\b| of\b)(?!.*\b(?:and|or|but|while|then|to)\b)"
    r"(?!.*(?<!the )\b(?:north|south|east|west)[a-z-]* of\b)[\w -]{0,24}"
)
# But in "after the attacks inside Turkey, the United States is committed" the second begins a clause.
_COMMA_THE = re.compile(r",\s+the\s+")
_AUXILIARY = re.compile(r"\s(?:is|was|has|had|will|would|can|could|shall|should|may|might|must|does|did|said|says)\b")
# What stands between a country or region and what it holds: "the US state of Georgia", "Syria's northern province of
# Aleppo", "Kabul's Green Zone".
_HOLDS = re.compile(
    r"(?:['’]s?)?(?: [a-z-]+)?(?: port)? (?:city|county|district|governorate|island|neighbourhood|oblast|port|province|"
    r"region|republic|state|suburb|territory|town|village)(?: of)? (?:the )?|"
    r"['’]s? (?:(?:north|south|east|west|central)[a-z-]* )?"
)
_COMMA = re.compile(r"\s*[,;/]\s*(?:the\s+)?")
_AND = re.compile(r",?\s+(?:and|or|&|as well as)\s+(?:in\s+)?(?:the\s+)?")


def says_where(reading: Reading, mention: Mention, following: Mention) -> bool:
    """True where the words between two mentions let the second say where the first lies, as in "Paris, Texas"."""
    if not _WHERE.fullmatch(reading.text, mention.end, following.start):
        return False
    is_after_the = bool(_COMMA_THE.fullmatch(reading.text, mention.end, following.start))
    return not (is_after_the and _AUXILIARY.match(reading.text, following.end))


def holds(reading: Reading, mention: Mention, following: Mention) -> bool:
    """True where the words between two mentions put the second into the first, as in "the US state of Georgia"."""
    return bool(_HOLDS.fullmatch(reading.text, mention.end, following.start))


def lists(reading: Reading, mentions: Sequence[Mention]) -> list[range]:
    """For each mention the positions of the list that it stands in, itself among them; empty for those in none.

    A list has an "and" or "or", or more than three members: "Paris, Texas, USA" is none.
    """
    found: list[range] = []
    while len(found) < len(mentions):
        first = len(found)
        last, joined = first, False
        while last + 1 < len(mentions):
            gap = mentions[last].end, mentions[last + 1].start
            also = bool(_AND.fullmatch(reading.text, *gap))
            if not also and not _COMMA.fullmatch(reading.text, *gap):
                break
            last, joined = last + 1, joined or also
        members = range(first, last + 1)
        found += [members if joined or len(members) > 3 else range(0)] * len(members)
    return found
