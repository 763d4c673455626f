"""All rules of roles, and which of them the words around a name meet.

None of them decides: role_signs.py counts each as a sign, and role_choice.py weighs them.
"""

import re
from collections.abc import Iterator

from ..lexicon import demonyms, takes_article, word_list
from ..reading.reading import Reading
from .background import BACKGROUND, BORDER
from .happenings import HAPPENINGS
from .metonymy import METONYMY, acts
from .rules import Hit, Named, Rule, first_of_each

__all__ = ["PLAIN", "RULES", "hits"]

# Rules so plain that nothing else said of a name should count for more, and so rare that a corpus has few of each.
PLAIN = frozenset((
    "origin", "history", "named after", "paper", "aged", "likeness", "sake", "threat", "told in", "on the way",
    "landmark", "dateline", "border", "ranked", "measured from", "near it", "event of its name",
    "driven from", "forces", "government", "party", "topic", "teaser",
))  # fmt: skip

# "A US soldier", "the Kosovo refugees": the country is an adjective of what follows. An abbreviation needs no article.
_ARTICLE = re.compile(r"\b(?:an?|the|another|several|any|two|three|four|five|six|\d+)\s$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2,3}|[A-Z]\.[A-Z]")
_NOUN = re.compile(r"\s(?P<first>[a-z]+)(?:\s(?P<second>[a-z]+))?")
_AND_PEOPLE = re.compile(r"\sand\s(?P<people>[A-Z]\w+)\s[a-z]")
# "Iraq's largest refinery": of what it is the largest.
_RANKED = re.compile(r"['’]s?\s(?:(?:first|second|third|fourth)[\s-])?(?:\w+est|main|most|only|leading)\b")


def _describes(reading: Reading, named: Named) -> str:
    """A country that describes what follows ("a US soldier", "U.S. and British planes") and not its own parts."""
    mention = named.mention
    people = _AND_PEOPLE.match(reading.text, mention.end)
    if people and people["people"] in demonyms():
        return mention.text
    article = _ARTICLE.search(reading.before(mention.start, 12))
    short = _ABBREVIATION.fullmatch(mention.text)
    if not short and not (article and not (article[0].casefold() == "the " and takes_article(mention.text))):
        return ""
    noun = _NOUN.match(reading.text, mention.end)
    if not noun or noun["first"] in word_list("function_words") or noun["first"].endswith(("ly", "ed", "ing")):
        return ""
    parts = (
        word_list("admin_words") | word_list("facility_words") | word_list("city_parts") | word_list("country_parts")
    )
    return "" if {noun["first"], noun["second"]} & parts else mention.text


def _owns_the_most(reading: Reading, named: Named) -> str:
    """The possessive of what has the largest, the only … of its kind, but for a capital's own street or port, or ""."""
    found = _RANKED.match(reading.text, named.mention.end)
    if not found:
        return ""
    following = reading.after(named.mention.end, 60).casefold().split()[1:4]
    parts = word_list("admin_words") | word_list("facility_words") | word_list("city_parts")
    is_part = not named.is_country and any(word.strip(".,;:") in parts for word in following)
    return "" if is_part else found[0]


def _inside(_: Reading, named: Named) -> str:
    return named.mention.text if named.mention.label == "EMBEDDED" else ""


def _inside_what_acts(reading: Reading, named: Named) -> str:
    if not (inside := _inside(reading, named)):
        return ""
    following = reading.after(named.mention.end, 80).split()[1:5]
    return inside if acts(following) or acts(following[1:]) else ""


_HOLDING = (
    Rule(
        name="inside what acts", role="actor", example="The <Kenya> Air Force said that it had left.",
        finds=_inside_what_acts,
    ),
    Rule(name="inside a name", role="context", example="The <Kharkiv> Institute was shut.", finds=_inside),
    Rule(
        name="container", role="site", example="Shells fell on {Kupiansk}, [Ukraine].", about="inner",
        finds=lambda _, named: named.container,
    ),
    Rule(
        name="holder", role="site", example="Shells fell on {Homs} in [Syria].", about="inner",
        finds=lambda _, named: named.anchor.name if named.anchor and named.anchor.holds else "",
    ),
    Rule(
        name="landmark", role="context", about="place",
        example="Gunmen hit a market in {Mosul} on Monday, 350 km north of [Baghdad].",
        finds=lambda _, named: named.anchor.name if named.anchor and not named.anchor.holds else "",
    ),
)  # fmt: skip
_DATELINE = Rule(
    name="dateline", role="context", example="[NAIROBI], May 3 (Reuters) - Shells fell on {Goma} in Congo.",
    finds=lambda _, named: named.mention.text if named.written else "",
)  # fmt: skip
# Of what it is named with: of what kind, or whose.
_TELLING = (
    Rule(
        name="adjective", role="context", example="A [US] soldier was wounded near {Mosul}.", of="country",
        finds=_describes,
    ),
    Rule(
        name="ranked", role="context", example="A fire broke out at [Iraq]'s largest refinery.", of="seat",
        finds=_owns_the_most,
    ),
)  # fmt: skip
RULES = (*_HOLDING, *BACKGROUND, _DATELINE, *HAPPENINGS, *METONYMY, *BORDER, *_TELLING)
"""All, in the order in which they are asked."""


def hits(reading: Reading, named: Named) -> Iterator[Hit]:
    """Every rule that the words around a name meet."""
    yield from first_of_each(_HOLDING, reading, named)
    is_landmark = named.anchor is not None and not named.anchor.holds
    in_passing = first_of_each((*BACKGROUND, _DATELINE), reading, named)
    yield from in_passing
    if not in_passing and not is_landmark:
        yield from first_of_each(HAPPENINGS, reading, named)
    as_actor = [] if in_passing else first_of_each(METONYMY, reading, named)
    yield from as_actor
    yield from first_of_each(BORDER, reading, named)
    if not as_actor:
        yield from first_of_each(_TELLING, reading, named)
