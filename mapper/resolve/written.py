"""Places of datelines and bylines: where an article was written, and whether it happened there, too."""

import re
from collections.abc import Sequence

from gazetteer import Place

from ..lexicon import demonyms, word_list
from ..reading.reading import Reading
from ..records import Mention

__all__ = ["only_written_in"]

_SENTENCES = 2  # behind a dateline, in which a report says where it happened
# "In the Afghan capital", "across this city", "residents here": the place of the dateline, said without its name.
_THERE = re.compile(
    r"\b(?:across|around|in|inside|into|near|on|outside|over|through|throughout)\s(?:the|this|its)\s"
    r"(?P<which>(?:[\w’'-]+\s){0,3}?)(?P<kind>capital|city|town|village|port|enclave|metropolis)\b"
    r"(?!\sof\s[A-Z])(?:\s(?P<next>[a-z]+))?"
)
_HERE = re.compile(r"\bhere\b")


def only_written_in(reading: Reading, mentions: Sequence[Mention], places: Sequence[Place | None]) -> list[bool]:
    """For each mention whether it stands in a byline, or in a dateline and the text does not say it happened there."""
    written = {
        at for at, m in enumerate(mentions) if any(start <= m.start and m.end <= end for start, end in reading.bylines)
    }
    for found in reading.datelines:
        inside = [at for at, m in enumerate(mentions) if found.start <= m.start and m.end <= found.end]
        if inside and not _happened_there(reading, found.end, places[inside[0]]):
            written.update(inside)
    return [at in written for at in range(len(mentions))]


def _happened_there(reading: Reading, start: int, place: Place | None) -> bool:
    first = reading.sentence_at(start)
    lead = reading.text[start : reading.sentences[first : first + _SENTENCES][-1][1]]
    return bool(_HERE.search(lead)) or any(_means(found, place) for found in _THERE.finditer(lead))


def _means(found: re.Match[str], place: Place | None) -> bool:
    """True where "the Afghan capital" can be the place; without a people, any town of a dateline is "the city"."""
    names = [word for word in found["which"].split() if word[0].isupper()]
    of_its_people = all(place and place.country in demonyms().get(name, ()) for name in names)
    if found["next"] and found["next"] not in word_list("function_words"):
        return False  # "in the port district": some part of somewhere
    return of_its_people and (found["kind"] != "capital" or bool(place and place.capital))
