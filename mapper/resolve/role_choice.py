"""The role of each mention, its confidence and its reason: signs weighed, then mentions seen together.

Both steps are logistic models that training/role_choice.py fits (role_weights.json). The first weighs the signs of a
mention by itself; the second what the first says of it, what the network says where it was asked, and what is thought
of the other mentions: of the same place, of the sentence, of places in the same country. What is not sure enough to be
a site is none.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ..reading.reading import Reading
from ..reason import Reason
from ..records import ROLES, Role
from .role_reasons import why
from .role_signs import SignedText, Signs
from .roles import PLAIN
from .rules import Named

__all__ = [
    "LENGTHS", "Chances", "Decision", "RoleWeights", "Table", "chances", "least_sure", "role_of", "roles_of", "shipped",
    "together",
]  # fmt: skip

Chances = tuple[float, float, float]  # of each of ROLES
Table = Mapping[str, Sequence[float]]  # of each sign what it counts for each of ROLES

# In a text of one sentence its surest site need not be as sure: nothing else would tell of it.
LENGTHS = ("article", "sentence")
# No answer of a model is surer than this: the next one would count for nothing beside it.
_SUREST = 0.995
_NOBODY = (-1.0, -1.0)
# Beside the surest site of a sentence another name is one only if it is likelier a site than not.
_LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The role of a mention, how sure it is (0..1), and why, or None where nothing stands out."""

    role: Role
    sure: float
    why: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWeights:
    """The weights of signs, by table.

    signs    of a mention by itself
    alone    of mentions seen together, where the network was not asked
    network  the same, where it was
    least    how probable a site must be, in a text of each of LENGTHS; of a sentence its surest
    """

    signs: Table
    alone: Table
    network: Table
    least: Mapping[str, float]


@cache
def shipped() -> RoleWeights:
    """The weights in the package."""
    return RoleWeights(**json.loads((files(__package__) / "role_weights.json").read_text(encoding="utf-8")))


def roles_of(
    reading: Reading, named: Sequence[Named], declared: date | None = None, weights: RoleWeights | None = None
) -> list[Decision]:
    """The role of each mention of a text, in their order; `declared` is the day of the article, where it is known."""
    if not named:
        return []
    weights = weights or shipped()
    signed = SignedText(reading, named, declared)
    signs = signed.signs()
    first = [chances(one, weights.signs) for one in signs]
    # A mention that a pattern found has no scores, and is weighed without.
    tables = [weights.network if weights.network and one.mention.role_scores else weights.alone for one in named]
    seconds = together(signed, first, network=bool(weights.network))
    answers = [chances(second, table) for second, table in zip(seconds, tables, strict=True)]
    least = least_sure(answers, signed.length, weights.least)
    decisions = []
    for at, (second, table, found) in enumerate(zip(seconds, tables, answers, strict=True)):
        role = role_of(found, least[at])
        told = {**_weighed(signs[at], weights.signs, role), **_weighed(second, table, role)}
        decisions.append(
            Decision(role=role, sure=round(found[ROLES.index(role)], 4), why=why(role, signed.hits[at], told))
        )
    return decisions


def least_sure(answers: Sequence[Chances], length: str, least: Mapping[str, float]) -> list[float]:
    """The least probability of a site for each mention of a text; in a single sentence more for all but the surest."""
    surest = max((site for site, *_ in answers), default=1.0)
    others = least[length] if length == "article" else max(least["article"], _LIKELY)
    return [least[length] if site == surest else others for site, *_ in answers]


def role_of(found: Chances, least: float) -> Role:
    """A site where that is probable enough, else the likelier of the others."""
    site, actor, context = found
    return "site" if site >= least else "actor" if actor > context else "context"


def chances(signs: Signs, table: Table) -> Chances:
    """The probability of each role with such signs: a softmax over the summed weights."""
    site = actor = context = 0.0
    for sign, value in signs.items():
        if row := table.get(sign):
            site, actor, context = site + row[0] * value, actor + row[1] * value, context + row[2] * value
    top = max(site, actor, context)
    shares = [math.exp(score - top) for score in (site, actor, context)]
    total = sum(shares)
    return shares[0] / total, shares[1] / total, shares[2] / total


def _weighed(signs: Signs, table: Table, role: Role) -> dict[str, float]:
    """By how much each sign speaks for a role more than for the next."""
    at = ROLES.index(role)
    one, other = (number for number in range(len(ROLES)) if number != at)
    return {
        sign: value * (row[at] - max(row[one], row[other])) for sign, value in signs.items() if (row := table.get(sign))
    }


def together(signed: SignedText, first: Sequence[Chances], *, network: bool) -> list[Signs]:
    """The signs of each mention among the others.

    first    what the signs of each say by themselves
    network  whether the network is heard too
    """
    named = signed.named
    scores = [one.mention.role_scores if network else None for one in named]
    believed = [_mixed(score, chance) for score, chance in zip(scores, first, strict=True)]
    sentences = [signed.sentence(at) for at in range(len(named))]
    by_sentence, by_place, by_country = _Others(), _Others(), _Others()
    for at, one in enumerate(named):
        by_sentence.add(str(sentences[at]), str(at), believed[at])
        if one.place:
            by_place.add(one.place.id, str(at), believed[at])
            if one.group != "country":
                by_country.add(one.place.country, one.place.id, believed[at])
    out = []
    for at, one in enumerate(named):
        group = "country" if one.group == "country" else "finer"
        signs = {"always": 1.0, f"is {one.group}": 1.0}
        signs |= {f"rule {hit.rule}": 1.0 for hit in signed.hits[at] if hit.rule in PLAIN}
        signs |= {"earlier year": 1.0} if signed.of_earlier_year[at] else {}
        signs |= {f"signs {role}": _log_odds(chance) for role, chance in zip(ROLES, first[at], strict=True)}
        signs |= {f"network {role}": _log_odds(s) for role, s in zip(ROLES, scores[at] or (), strict=False)}
        place, country = (one.place.id, one.place.country) if one.place else ("", "")
        next_to_it = [
            believed[other]
            for other in (at - 1, at + 1)
            if 0 <= other < len(named) and sentences[other] == sentences[at]
        ]
        for name, (mean, most) in (
            ("same place", by_place.besides(place, str(at))),
            ("same sentence", by_sentence.besides(str(sentences[at]), str(at))),
            ("next to it", (sum(next_to_it) / len(next_to_it), max(next_to_it)) if next_to_it else _NOBODY),
            ("same country", by_country.besides(country, place)),
        ):
            signs |= (
                {f"{name} {group}: none": 1.0}
                if (mean, most) == _NOBODY
                else {f"{name} {group}: on average": mean - 0.5, f"{name} {group}: at most": most - 0.5}
            )
        if signed.is_single:
            signs |= {"single": 1.0, f"single {group}": 1.0}
        out.append(signs)
    return out


class _Others:
    """Probabilities of sites in groups of mentions, so that each is asked of the others of its group in no time."""

    def __init__(self) -> None:
        self._sums: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self._all: dict[str, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
        self._most: dict[str, dict[str, float]] = defaultdict(dict)

    def add(self, group: str, member: str, chance: float) -> None:
        """A mention of a member of a group."""
        total, count = self._sums[group].get(member, (0.0, 0))
        self._sums[group][member] = total + chance, count + 1
        total, count = self._all[group]
        self._all[group] = total + chance, count + 1
        most = self._most[group]
        most[member] = max(chance, most.get(member, 0.0))
        # The two highest are enough: one of them is another member's.
        if len(most) > 2:
            del most[min(most, key=lambda one: most[one])]

    def besides(self, group: str, member: str) -> tuple[float, float]:
        """The mean and the most of a group's other members, or _NOBODY."""
        if not group:
            return _NOBODY
        own, mine = self._sums[group].get(member, (0.0, 0))
        total, count = self._all[group]
        if count == mine:
            return _NOBODY
        return (total - own) / (count - mine), max(v for one, v in self._most[group].items() if one != member)


def _mixed(network: Sequence[float] | None, signs: Chances) -> float:
    """The probability of a site: the network knows more than the signs, where it was asked."""
    return (2 * network[0] + signs[0]) / 3 if network else signs[0]


def _log_odds(chance: float) -> float:
    held = min(max(chance, 1 - _SUREST), _SUREST)
    return math.log(held / (1 - held))
