"""What the words right around a name say of its role: rules, each of which names a role.

None of them decides: role_signs.py counts each as a sign, and role_choice.py weighs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer import Place

from ..lexicon import demonyms, takes_article, words
from ..reading.reading import Reading
from ..reason import Reason, Value
from ..records import Mention, Role
from .anchors import Anchor
from .asides import asides, names_border
from .happenings import happenings
from .powers import acts, powers

__all__ = ["PLAIN", "Hit", "Named", "hits"]

# Rules so plain that nothing else said of a name should count for more, and so rare that a corpus has few of each.
PLAIN = frozenset((
    "origin", "history", "named after", "paper", "aged", "likeness", "sake", "told in", "on the way",
    "landmark", "dateline", "border", "ranked", "measured from", "event of its name", "driven from", "forces",
    "government", "party",
))  # fmt: skip

_POSSESSIVE = re.compile(r"['’]s?\s")
# "A US soldier", "the Kosovo refugees": the country is an adjective of what follows. An abbreviation needs no article.
_ARTICLE = re.compile(r"\b(?:an?|the|another|several|any|two|three|four|five|six|\d+)\s$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2,3}|[A-Z]\.[A-Z]")
_NOUN = re.compile(r"\s(?P<first>[a-z]+)(?:\s(?P<second>[a-z]+))?")
_AND_PEOPLE = re.compile(r"\sand\s(?P<people>[A-Z]\w+)\s[a-z]")
# "Iraq's largest refinery": of what it is the largest.
_RANKED = re.compile(r"['’]s?\s(?:(?:first|second|third|fourth)[\s-])?(?:\w+est|main|most|only|leading)\b")
_GROUPS = {
    "country": "country", "continent": "wide", "sea": "wide", "river": "wide", "lake": "wide", "strait": "wide",
    "mountain": "wide", "island": "wide", "area": "wide", "region": "region", "district": "region", "city": "town",
    "village": "town", "neighbourhood": "town", "facility": "spot", "camp": "spot", "border_crossing": "spot",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention as its role is asked for.

    place      what it is taken for
    container  the name right before, where this one only says its country or region ("Paris, Texas"), or ""
    anchor     another place of the sentence that this one helps to find
    written    whether it only says where the article was written
    """

    mention: Mention
    place: Place | None
    container: str = ""
    anchor: Anchor | None = None
    written: bool = False

    @property
    def group(self) -> str:
        """Country, region, town, spot or wide; "unknown" without a place."""
        return _GROUPS[self.place.kind] if self.place else "unknown"


class Hit(NamedTuple):
    """A rule that the words around a name meet: its name, the role that it speaks for, and what its reason is about."""

    rule: str
    role: Role
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def why(self) -> Reason:
        """Why the name has the role, by this rule."""
        return Reason(key=f"rule_{self.rule.replace(' ', '_')}", values=self.values)


def hits(reading: Reading, named: Named) -> Iterator[Hit]:
    """Every rule that the words around a name meet."""
    mention, place, anchor = named.mention, named.place, named.anchor
    if mention.label == "EMBEDDED":
        yield from _inside_a_name(reading, mention)
    if named.container:
        yield Hit("container", "site", (("inner", named.container),))
    if anchor and anchor.holds:
        yield Hit("holder", "site", (("inner", anchor.name),))
    elif anchor:
        yield Hit("landmark", "context", (("place", anchor.name),))
    in_passing = [Hit(rule, "context") for rule in asides(reading, mention)]
    if named.written:
        in_passing.append(Hit("dateline", "context"))
    yield from in_passing
    if not in_passing and not (anchor and not anchor.holds):
        yield from (Hit(rule, "site") for rule in happenings(reading, mention))
    as_power = [
        Hit(rule, "actor", (("words", spoken),))
        for rule, spoken in (() if in_passing else powers(reading, mention, place))
    ]
    yield from as_power
    if place and place.kind == "country" and names_border(reading, mention):
        yield Hit("border", "context")
    if place and not as_power:
        yield from _only_tells(reading, mention, place)


def _inside_a_name(reading: Reading, mention: Mention) -> Iterator[Hit]:
    following = reading.after(mention.end, 80).split()[1:5]
    if acts(following) or acts(following[1:]):
        yield Hit("inside what acts", "actor")
    yield Hit("inside a name", "context")


def _only_tells(reading: Reading, mention: Mention, place: Place) -> Iterator[Hit]:
    """What a name only tells of the thing named after it: whose it is, or of what sort."""
    if place.kind == "country" and _is_adjective(reading, mention):
        yield Hit("adjective", "context")
    if _owns_no_part(reading, mention, place):
        rule = "ranked" if _RANKED.match(reading.text, mention.end) else "owner"
        yield Hit(rule, "context")


def _is_adjective(reading: Reading, mention: Mention) -> bool:
    """Whether a country describes what follows ("a US soldier", "U.S. and British planes") and not its own parts."""
    people = _AND_PEOPLE.match(reading.text, mention.end)
    if people and people["people"] in demonyms():
        return True
    article = _ARTICLE.search(reading.before(mention.start, 12))
    short = _ABBREVIATION.fullmatch(mention.text)
    if not short and not (article and not (article[0].casefold() == "the " and takes_article(mention.text))):
        return False
    noun = _NOUN.match(reading.text, mention.end)
    if not noun or noun["first"] in words("function_words") or noun["first"].endswith(("ly", "ed", "ing")):
        return False
    parts = words("admin_words") | words("facility_words") | words("city_parts") | words("country_parts")
    return not ({noun["first"], noun["second"]} & parts)


def _owns_no_part(reading: Reading, mention: Mention, place: Place) -> bool:
    """Whether a country, or a capital that is not said to have a street or a port, has something in the text."""
    found = _POSSESSIVE.match(reading.text, mention.end)
    if not found or not (place.kind == "country" or place.capital == "country"):
        return False
    following = reading.after(found.end(), 60).casefold().split()[:3]
    parts = words("admin_words") | words("facility_words") | words("city_parts")
    return place.kind == "country" or not any(word.strip(".,;:") in parts for word in following)
