"""A name that an event is named after or measured from, or that people were driven from: there it happened."""

import re
from collections.abc import Iterator

from ..reading.reading import Reading
from ..records import Mention
from .phrases import NAME, THE
from .relative import offset_before

__all__ = ["happenings"]

_EVENT = (
    r"(?:airstrike|air strike|ambush|assault|attack|battle|blast|blockade|bombardment|bombing|clash|crisis|earthquake|"
    r"explosion|fighting|flood|incursion|invasion|kidnapping|killing|massacre|offensive|protest|raid|rally|shelling|"
    r"shooting|siege|strike|summit|talks|unrest|uprising|war)(?:s|es)?"
)
# "The Aleppo offensive", "the Geneva talks": but not "the Geneva talks proposal".
_BEFORE_EVENT = re.compile(
    rf"\s(?:peace\s|bomb\s|gun\s|missile\s|market\s)?{_EVENT}\b(?!\s(?:plan|proposal|victim|suspect))"
)
# "The siege of Bakhmut", "fighting in Gao", "an attack on Kidal".
_AFTER_EVENT = re.compile(
    rf"\b{_EVENT}\s(?:against|around|at|in|near|of|on)(?:{THE}{NAME}\s(?:and|or))?{THE}$", re.IGNORECASE
)
_LEADS = frozenset(("against", "around", "at", "in", "near", "of", "on"))
_WORDS = 6  # "of the Old Town and the"
# "Expelled from Yola", "withdrew its soldiers from Gao", "refugees streamed from Mosul".
_DRIVEN_FROM = re.compile(
    r"\b(?:withdr[ae]w\w*|pull(?:ed)? (?:out|back)|evacuat\w+|expel\w*|oust\w*|dr(?:ove|iven)|flee|fled|escaped|"
    rf"displaced|refugees|evacuees)\b[^.,;]{{0,40}}\sfrom{THE}$",
    re.IGNORECASE,
)


def happenings(reading: Reading, mention: Mention) -> Iterator[str]:
    """Each rule by which the words around a name say that something happened there."""
    before = reading.before(mention.start, 100)
    if offset_before(reading, mention.start):
        yield "measured from"
    # Most names have no such word before them, and to look for it is quicker than to try the patterns.
    led_by = set(before.casefold().split()[-_WORDS:])
    if _BEFORE_EVENT.match(reading.text, mention.end) or (led_by & _LEADS and _AFTER_EVENT.search(before)):
        yield "event of its name"
    if "from" in led_by and _DRIVEN_FROM.search(before):
        yield "driven from"
