"""The words right around a name, and what they ask for: the kind of its place, and the water that it lies on."""

import re
from collections.abc import Sequence

from ..lexicon import singular, word_list
from ..reading.reading import Reading
from ..records import Mention

__all__ = ["shared_kind", "stands_on", "words_around"]

_WORD = re.compile(r"[^\W\d_]+")
# What follows a name that describes nothing: "across the Dnipro.", "the Dnipro and its banks".
_STANDS_ALONE = re.compile(r"\s*(?:[.,;:!?)—]|$)|\s–|\s(?P<next>[a-z]+)\s")
_OF_RIVERS = frozenset(("burst", "broke", "fell", "flooded", "flowed", "flows", "froze", "overflowed", "rises", "rose"))
_CLAUSE_END = re.compile(r"[;:]['\"’”)]*\s")
# "Odesa, a port city on the Black Sea", "Kherson and across the Dnipro"; "the Black Sea port of Odesa".
_ON = re.compile(
    r"(?:,? (?:an?|the|its|whose) [\w -]{0,30})?,? (?:and )?(?:[\w-]+ ){0,2}?(?:on|off|along|across|by|beside|over|at)"
    r" (?:the )?(?:[\w-]+ (?:of )?(?:the )?){0,2}"
)
_OF = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:port|city|town|village|coast|resort|bank|shore|side)s?(?: of)? (?:the )?|"
    r",? (?:at|in|near|from|off) "
)
# "The capital of Kosovo", "Kosovo's capital": of a country or region; "Pristina is its capital": a city.
_CAPITAL_OF = "capital of"
# But "the provincial capital of Kidal" is Kidal itself.
_UNITS_CAPITAL = re.compile(r"\b(?:departmental|district|provincial|regional|state) capital of (?:the )?$")
_ITS_CAPITAL = re.compile(r"(?:['’]s?)? capital\b")
_IS_CAPITAL = re.compile(
    r"(?:,|,? (?:is|was|are|remains|became|as|being|which is))(?: (?:the|its|their|a|an))?(?: [a-z-]+){0,2} capital\b"
)


def stands_on(reading: Reading, mentions: Sequence[Mention], at: int) -> list[int]:
    """The mention right behind, and the one right before, where the words between say that this one lies on that."""
    mention, found = mentions[at], []
    if at + 1 < len(mentions) and _ON.fullmatch(reading.text, mention.end, mentions[at + 1].start):
        found.append(at + 1)
    if at and _OF.fullmatch(reading.text, mentions[at - 1].end, mention.start):
        found.append(at - 1)
    return found


def _stands_alone(reading: Reading, mention: Mention) -> bool:
    """True where a name describes nothing behind it, as it does in "the Dnipro bridge" and "the Saratov refinery"."""
    following = _STANDS_ALONE.match(reading.text, mention.end)
    if not following or not mention.text.split()[-1][0].isupper():
        return False
    word = following["next"]
    return word is None or word in word_list("function_words") or word in _OF_RIVERS


def words_around(reading: Reading, mention: Mention) -> tuple[str, ...]:
    """The casefolded words that introduce or follow a name, and those of the name behind its first."""
    text = reading.text
    first, last = reading.sentence_of(mention.start, mention.end)
    clause = _CLAUSE_END.split(text[max(first, mention.start - 24) : mention.start])[-1]
    before = _WORD.findall(clause.casefold())
    introducing = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    if before[-2:] == ["capital", "of"] or before[-3:] == ["capital", "of", "the"]:
        is_itself = _UNITS_CAPITAL.search(text, max(first, mention.start - 40), mention.start)
        introducing = ["capital"] if is_itself else [_CAPITAL_OF]
    elif introducing == ["the"] and not _stands_alone(reading, mention):
        introducing = []  # the article is that of what follows
    after = _WORD.findall(_CLAUSE_END.split(text[mention.end : min(last, mention.end + 24)])[0].casefold())
    # "The Pacific port of Buenaventura": the port is the other's.
    following = [] if after[1:2] == ["of"] or after[:1] == ["the"] else after[:1]
    if _ITS_CAPITAL.match(text, mention.end):
        following = [_CAPITAL_OF]
    elif _IS_CAPITAL.match(text, mention.end):
        following = ["capital"]
    return (*introducing, *following, *mention.text.casefold().split()[1:])


def shared_kind(reading: Reading, mentions: Sequence[Mention], listed: range) -> tuple[str, ...]:
    """The kind that the last of a list gives to all: "Kharkiv and Poltava regions" are two regions."""
    last = mentions[listed[-1]] if len(listed) > 1 else None
    word = reading.text[last.start : last.end].casefold().split()[-1] if last else ""
    return (singular(word),) if word.endswith("s") and word in word_list("admin_words") else ()
