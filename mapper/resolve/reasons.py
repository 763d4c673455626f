"""Reasons for a place or for none, built from the evidence that decided."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gazetteer import Place

from ..reason import Reason, reason
from .context import MentionContext, contains
from .evidence import REASONS
from .votes import Belief

__all__ = [
    "Rivals",
    "ambiguous",
    "at_its_town",
    "misplaced_in",
    "no_such_name",
    "none_near",
    "reason_for",
    "spelled_otherwise",
    "too_unsure",
]


class Rivals(NamedTuple):
    """The numbers of other places that have the name: far away, and so near as to be one answer with the chosen one."""

    far: int
    near: int


def no_such_name(name: str) -> Reason:
    """The reason for no place: the gazetteer has no such name."""
    return reason("no_such_name", name=name)


def ambiguous(name: str, count: int, first: Place, second: Place) -> Reason:
    """The reason for no place: two of `count` places of the name fit equally well."""
    return reason("ambiguous", name=name, count=count, first=_where(first), second=_where(second))


def none_near(name: str, count: int) -> Reason:
    """The reason for no place: only hamlets have the name, and all are far from the article's scenes."""
    return reason("none_near", name=name, count=count)


def too_unsure(name: str, only: Place, *, stray: bool) -> Reason:
    """The reason for no place: the one that fits is less sure than was asked for.

    stray  nothing in the article speaks for the place
    """
    return reason("stray" if stray else "unsure", name=name, where=_where(only))


def spelled_otherwise(name: str, place: Place) -> tuple[Reason, bool]:
    """The reason why a place of another spelling has the name, and whether a reason for the choice must follow."""
    if place.matched and place.matched.sort == "spelling":
        return reason("respelled", name=name, known=place.matched.name), True
    return reason("sounds_like", name=name, known=place.name), False


def at_its_town(name: str, town: str) -> Reason:
    """The reason for a facility's place at a town: no gazetteer has the facility itself."""
    return reason("at_its_town", name=name, town=town)


def misplaced_in(name: str, outer: str) -> Reason:
    """The reason for no place, or for doubt: the text puts the name where no place of that name is known."""
    return reason("misplaced", name=name, outer=outer)


def reason_for(name: str, place: Place, among: Rivals, lead: Mapping[str, float], around: MentionContext) -> Reason:
    """The reason for a place: the evidence that put it ahead of its rivals.

    among  the number of other places of the name
    lead   evidence -> by how much, weighted, the place is ahead of the best rival; the largest decides
    """
    rivals = among.far
    if rivals == 0 and among.near:
        return reason("namesakes_near", name=name, count=among.near + 1)
    if rivals == 0:
        return reason("only", name=name)
    near = next((p.name for p, _ in around.settled if p.country == place.country and p.name != place.name), "")
    outer = _first(around.containers, lambda p: contains(p, place))
    inner = _first(around.members, lambda p: contains(place, p))
    unnamed = {"holder": not outer, "held": not inner}
    spoken: dict[str, float] = {}
    for evidence, value in lead.items():
        key = REASONS[evidence]
        key = "explained" if unnamed.get(key) else key
        spoken[key] = spoken.get(key, 0.0) + value
    key = max(spoken, key=lambda one: spoken[one])
    values: Mapping[str, Mapping[str, str | int]] = {
        "holder": {"outer": outer}, "held": {"inner": inner}, "explained": {}, "on_water": {},
        "kind_asked": {"kind": place.kind}, "with_article": {"name": name},
        "nearby": {"near": near, "count": rivals}, "best_known": {"name": name, "count": rivals + 1},
    }  # fmt: skip
    if key == "nearby" and not near:
        return reason("nearby_places", count=rivals)
    return reason(key, **values.get(key, {"count": rivals}))


def _first(beliefs: tuple[Belief, ...], fits: Callable[[Place], bool]) -> str:
    return next((place.name for place, _ in beliefs if fits(place)), "")


def _where(place: Place) -> str:
    parts = [part for part in (place.name, place.admin1, place.country) if part]
    return ", ".join(dict.fromkeys(parts))
