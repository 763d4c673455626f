"""Why a place was chosen, in one sentence of plain English, built from the evidence that decided."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gazetteer import Place

from .surroundings import Surroundings, contains
from .tallies import Belief

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
    """How many other places have the name: far away, and so near that they are one answer with the chosen one."""

    far: int
    near: int


def no_such_name(name: str) -> str:
    """Why a name stays without a place when the gazetteer has no such name."""
    return f"no place called '{name}' is in the gazetteer"


def ambiguous(name: str, count: int, first: Place, second: Place) -> str:
    """Why a name stays without a place when two of so many fit alike."""
    return f"the {count} places called '{name}' fit about equally well, {_where(first)} and {_where(second)} among them"


def none_near(name: str, count: int) -> str:
    """Why a name stays without a place when only hamlets have it, and all are far from where the story is."""
    if count == 1:
        return f"the only place called '{name}' that is known lies far from what else the text names"
    return f"none of the {count} places called '{name}' that are known lies near what else the text names"


def too_unsure(name: str, only: Place, *, stray: bool) -> str:
    """Why a name stays without a place when the one that fits is less sure than was asked for.

    stray  whether that is since nothing in the article speaks for it
    """
    if stray:
        return f"nothing in the article leads to the only place called '{name}' that is known, {_where(only)}"
    return f"'{name}' may be {_where(only)}, but less surely than was asked for"


def spelled_otherwise(name: str, place: Place, reason: str) -> str:
    """Why a place of another spelling was chosen, `reason` being why that one of all that are spelled so."""
    if place.matched and place.matched.sort == "spelling":
        return f"the gazetteer has no '{name}', but '{place.matched.name}', one letter off: {reason}"
    return (
        f"the gazetteer has no '{name}', but near what else the text names a place that is written '{place.name}' in it"
    )


def at_its_town(name: str, town: str) -> str:
    """Why a facility that is unknown stands at a town."""
    return f"the gazetteer has no '{name}', so it is put at {town}, where the text says that it is"


def misplaced_in(name: str, outer: str) -> str:
    """Why a name stays without a place when the text puts it where no place of that name is known."""
    return f"the text puts '{name}' in {outer}, and the gazetteer knows no place of that name there"


def reason_for(name: str, place: Place, among: Rivals, lead: Mapping[str, float], around: Surroundings) -> str:
    """Why this place.

    among  how many other places have the name
    lead   evidence -> by how much, weighted, the place is ahead of the best rival; the largest decides the sentence
    """
    rivals = among.far
    if rivals == 0 and among.near:
        return f"the {among.near + 1} places called '{name}' in the gazetteer lie near each other and count as one"
    if rivals == 0:
        return f"the only place called '{name}' in the gazetteer"
    others = f"{rivals} other places of that name" if rivals > 1 else "other place of that name"
    near = next((p.name for p, _ in around.settled if p.country == place.country and p.name != place.name), "places")
    outer = _first(around.containers, lambda p: contains(p, place))
    inner = _first(around.members, lambda p: contains(place, p))
    elsewhere = "another mention of the name in the article says so"
    country = f"the article names other places or people of its country, less so of the {others}"
    region = f"the article names other places of its region, less so of the {others}"
    holder = f"'{outer}' is named beside it as holding it" if outer else elsewhere
    held = f"'{inner}', named right before it, lies there" if inner else elsewhere
    kind = f"the words around it ask for a {place.kind.replace('_', ' ')}"
    list_ = f"it fits the list in which it stands better than the {others}"
    known = f"the best known of {rivals + 1} places called '{name}'"
    sentences = {
        "container": holder, "container_in_list": holder, "member": held, "member_in_list": held, "country": country,
        "peoples": country, "beside": country, "region": region, "possible_region": region,
        "kind_asked": kind, "kind_denied": kind,
        "article": f"the text says 'the {name}'",
        "nearby": f"it lies closer to {near}, named around it, than the {others}",
        "reach": f"it lies nearer to where the article's other places are than the {others}",
        "on_water": "the text says on which water it lies",
        "home": f"it lies in the country of the paper's address, unlike the {others}",
        "dateline": f"it lies nearer to where the article was written than the {others}",
        "list_kind": list_, "list_country": list_,
        "lean": f"the choice was asked to lean towards its country, and {rivals} more places have the name",
    }  # fmt: skip
    spoken = {sentences.get(key, known): 0.0 for key in lead}
    for key, value in lead.items():
        spoken[sentences.get(key, known)] += value
    return max(spoken, key=lambda sentence: spoken[sentence])


def _first(beliefs: tuple[Belief, ...], fits: Callable[[Place], bool]) -> str:
    return next((place.name for place, _ in beliefs if fits(place)), "")


def _where(place: Place) -> str:
    parts = [part for part in (place.name, place.admin1, place.country) if part]
    return ", ".join(dict.fromkeys(parts))
