"""Rules of roles by the words right around a name, each a row with an example that a test runs.

A rule is told by the words before a name, by those behind it, or by both, less those with which it does not hold; or,
where patterns are not enough, by a function. Its sentence stands in reasons.toml under "rule_" and its name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from gazetteer import Place

from ..reading.reading import Reading
from ..reason import Reason, Value
from ..records import Mention, Role

__all__ = ["NAME", "THE", "Anchor", "Hit", "Named", "Rule", "first_of_each"]

NAME = r"(?-i:[A-Z])[\w.’'-]*(?:\s(?-i:[A-Z])[\w.’'-]*)?"
THE = r"\s+(?:the\s+)?"

_BEFORE = 100  # characters before a name that a rule may read
_GROUPS = {
    "country": "country", "continent": "wide", "sea": "wide", "river": "wide", "lake": "wide", "strait": "wide",
    "mountain": "wide", "island": "wide", "area": "wide", "region": "region", "district": "region", "city": "town",
    "village": "town", "neighbourhood": "town", "facility": "spot", "camp": "spot", "border_crossing": "spot",
}  # fmt: skip


class Anchor(NamedTuple):
    """The printed name of the place that a mention says the whereabouts of, and whether it holds that or lies near."""

    name: str
    holds: bool


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

    @property
    def is_country(self) -> bool:
        """True where the mention is taken for a country."""
        return self.place is not None and self.place.kind == "country"

    @property
    def is_capital(self) -> bool:
        """True where the mention is taken for the capital of a country."""
        return self.place is not None and self.place.capital == "country"


class Hit(NamedTuple):
    """A rule that the words around a name meet: its name, the role that it speaks for, and what its reason is about."""

    rule: str
    role: Role
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def why(self) -> Reason:
        """The reason that this rule gives for the role."""
        return Reason(key=f"rule_{self.rule.replace(' ', '_')}", values=self.values)


_Finds = Callable[[Reading, Named], str]
"""Words that show the rule to be met, or "" where it is not."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A way of saying what a place is named for. Several rows may have one name: any of them is enough.

    name     of the rule, as weights and reasons have it
    role     that it speaks for
    example  a text with the name in brackets, and other names that it needs in braces
    before   what the words before the name end with, "the" aside: a verbose pattern, in whatever case
    after    what the words behind the name begin with, likewise
    unless   what the words before it must not have
    led      the words of which the one right before the name, "the" aside, must be one for `before` to hold: few names
             have one, so that the others are told from it at once; "" where any may stand there
    of       whether it holds of countries alone, or of countries and their capitals
    finds    in place of patterns
    about    what the words that were found are in the reason, or "" where it quotes none
    """

    name: str
    role: Role
    example: str
    before: str = ""
    after: str = ""
    unless: str = ""
    led: str = ""
    of: Literal["", "country", "seat"] = ""
    finds: _Finds | None = None
    about: str = ""

    def hit(self, reading: Reading, named: Named) -> Hit | None:
        """The rule with the words that meet it, or None."""
        if self.of and not (named.is_country or (self.of == "seat" and named.is_capital)):
            return None
        if self.led and reading.led_by(named.mention.start) not in self._led:
            return None
        said = self.finds(reading, named) if self.finds else self._matched(reading, named.mention)
        return Hit(self.name, self.role, ((self.about, said),) if self.about else ()) if said else None

    def _matched(self, reading: Reading, mention: Mention) -> str:
        # What is behind the name is tried at one position, what is before it at each.
        if self._after and not self._after.match(reading.text, mention.end):
            return ""
        before = reading.before(mention.start, _BEFORE)
        led = self._before.search(before) if self._before else None
        if (self._before and not led) or (self._unless and self._unless.search(before)):
            return ""
        return " ".join([*(led[0].split() if led else ()), mention.text])

    @cached_property
    def _led(self) -> frozenset[str]:
        return frozenset(self.led.split())

    @cached_property
    def _before(self) -> re.Pattern[str] | None:
        return _compiled(rf"(?:{self.before}){THE}$") if self.before else None

    @cached_property
    def _after(self) -> re.Pattern[str] | None:
        return _compiled(self.after) if self.after else None

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return _compiled(self.unless) if self.unless else None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def first_of_each(rules: tuple[Rule, ...], reading: Reading, named: Named) -> list[Hit]:
    """The rules that a name meets, in order, each once."""
    found: dict[str, Hit] = {}
    for rule in rules:
        if rule.name not in found and (hit := rule.hit(reading, named)):
            found[rule.name] = hit
    return list(found.values())
