"""Look-up of a printed name in the gazetteer, as it stands or without the words that only say what or where it is."""

import re
from collections.abc import Iterable

from gazetteer import DIVISIONS, LANDS, STATES, TOWNS, UNITS, Gazetteer, Place, fold

from ..lexicon import phrases, singular, word_list
from ..reading.english.borders import is_frontier
from ..reading.english.coordinates import point_of
from ..reading.hashtags import words_run_together
from .context import contains

__all__ = ["look_up"]

# The postal code of a state of the USA.
_POSTAL = re.compile(r"[A-Z]{2}")
# What is also said of the country around a town: "the Beni region" may be that of the town of Beni.
# "County Mayo", "Province of Cosenza", "the Hague".
_UNIT_BEFORE = re.compile(r"(?:the )?(?P<unit>[a-z]+)(?: of)? (?P<name>\S.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"the (?=\S)", re.IGNORECASE)
# Of what is cut into parts by the points of the compass somebody knows the whole, in units of Matched.weight.
_KNOWN = 50

_Found = tuple[str, tuple[Place, ...], str, frozenset[str]]


def look_up(printed: str, gazetteer: Gazetteer, most: int, *, is_facility: bool = False) -> _Found:
    """Of a name its look-up form and its candidates, at most so many.

    And the word that had to be left out to find some of them ("district", "northern"), or "", with the ids of those.
    A facility is no country and no region: "U.S. embassy" lies in neither of the two.
    """
    folded, places, without, bare = _found(printed, gazetteer, most)
    if is_facility and without:
        places = tuple(place for place in places if place.id not in bare or place.kind not in LANDS)
    if is_facility and not places and (town := _town_of(printed, gazetteer, most)):
        return folded, town, printed.rpartition(" ")[2], _ids(town)
    if places and not without and (units := _units_of(printed, places, gazetteer, most)):
        return folded, (*places, *units)[:most], printed.rpartition(" ")[2], _ids(units)
    return folded, places, without, bare


def _units_of(printed: str, places: tuple[Place, ...], gazetteer: Gazetteer, most: int) -> tuple[Place, ...]:
    """Other units of the name alone: "Luxembourg province" is also Belgium's, which the gazetteer has as Luxembourg."""
    head, _, tail = printed.rpartition(" ")
    if not head or tail.casefold() not in word_list("admin_words") - DIVISIONS:
        return ()
    known = _ids(places)
    return tuple(p for p in gazetteer.candidates(head, most) if p.kind in UNITS and p.id not in known)


def _town_of(printed: str, gazetteer: Gazetteer, most: int) -> tuple[Place, ...]:
    """The well-known town of "the Mogadishu hotel": with a small letter it is one there, and none of that name."""
    head, _, tail = printed.rpartition(" ")
    if not head or not tail.islower() or tail not in word_list("named_otherwise"):
        return ()
    found = gazetteer.candidates(head, most)
    return tuple(p for p in found if p.kind in TOWNS and p.matched and p.matched.weight >= _KNOWN)


def _found(printed: str, gazetteer: Gazetteer, most: int) -> _Found:
    folded, none = fold(printed), frozenset[str]()
    if point := point_of(printed, gazetteer):
        return folded, (point,), "", none
    if is_frontier(printed):
        return folded, (), "", none
    if not (places := gazetteer.candidates(printed, most)):
        printed = words_run_together(printed)
        places = gazetteer.candidates(printed, most)
    parts = printed.split()
    if not places and parts[-1].casefold() in word_list("admin_words"):
        # The second of "Kharkiv and Poltava regions".
        places = gazetteer.candidates(" ".join([*parts[:-1], singular(parts[-1])]), most)
    if len(parts) > 1 and (not places or parts[-1].casefold() in DIVISIONS):
        cuts = range(len(parts) - 1, 0, -1) if not places else [len(parts) - 1]
        for cut in cuts:
            head, tail = " ".join(parts[:cut]), " ".join(parts[cut:])
            if _is_generic(tail) and (shorter := gazetteer.candidates(head, most)):
                known = {place.id for place in places}
                bare = tuple(place for place in shorter if place.id not in known)
                return folded, (*places, *bare)[:most], tail, _ids(bare)
            if inside := _inside(head, tail, gazetteer, most):
                return folded, inside, "", none
    if not places and (whole := _of_a_part(printed, gazetteer, most)):
        return folded, whole, parts[0], _ids(whole)
    places = places or _without_unit(printed, gazetteer, most) or gazetteer.candidates(printed, most, spelling=True)
    return folded, places, "", none


def _of_a_part(printed: str, gazetteer: Gazetteer, most: int) -> tuple[Place, ...]:
    """The whole to which "Northern Iraq" or "South London" belongs, where it is well known."""
    part, _, name = printed.partition(" ")
    if not name or part.casefold() not in word_list("compass_words"):
        return ()
    found = gazetteer.candidates(name, most)
    return tuple(place for place in found if place.matched and place.matched.weight >= _KNOWN)


def _without_unit(printed: str, gazetteer: Gazetteer, most: int) -> tuple[Place, ...]:
    """The units of "County Mayo" and "Province of Cosenza", and what has an article in front of its name."""
    unit = _UNIT_BEFORE.fullmatch(printed)
    if unit and unit["unit"].casefold() in word_list("admin_words"):
        found = gazetteer.candidates(f"{unit['name']} {unit['unit']}", most) or gazetteer.candidates(unit["name"], most)
        return tuple(place for place in found if place.kind in DIVISIONS)
    plain = _ARTICLE.sub("", printed, count=1)
    return gazetteer.candidates(plain, most) if plain != printed and _ARTICLE.match(printed) else ()


def _ids(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(place.id for place in places)


def _inside(head: str, tail: str, gazetteer: Gazetteer, most: int) -> tuple[Place, ...]:
    """The places of "Paris France" and "Los Angeles CA", which say where they lie without a comma."""
    if not tail[0].isupper():
        return ()
    state = gazetteer.get(f"geonames-admin1:US.{tail}") if _POSTAL.fullmatch(tail) else None
    outer = state or next(iter(gazetteer.candidates(tail, 1)), None)
    if outer is None or outer.kind not in STATES:
        return ()
    return tuple(place for place in gazetteer.candidates(head, most) if contains(outer, place))


def _is_generic(tail: str) -> bool:
    """Words that only say what kind of place it is: "District", and all in small letters, as in "Ouaddai plain"."""
    low = tuple(tail.casefold().split())
    if " ".join(low) in word_list("named_otherwise"):
        return False
    plain = all(word.islower() or word.casefold() in word_list("admin_words") for word in tail.split())
    return plain or low in phrases("facility_words").get(low[0], ())
