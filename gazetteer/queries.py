"""Queries as people type them -> the places of the gazetteer: codes, "City, ST", "City Country", "Korea, Rep."."""

import re
from collections.abc import Iterable, Sequence

from .cells import distance_km
from .endonyms import country_called
from .kinds import STATES
from .names import fold
from .own_tables import codes, land
from .place import Place
from .store import Gazetteer

__all__ = ["is_land", "matches"]

_CONSIDERED = 1000
_METROPOLIS = 1_000_000  # people: who names it, and not the region of its name, means it
_SHORT = {"rep": "republic", "dem": "democratic", "fed": "federated", "sts": "states", "rb": "bolivarian republic"}
# What stands behind the comma of an inverted name, and in no name of a town.
_FORMS = frozenset({
    "administrative", "and", "arab", "bolivarian", "commonwealth", "democratic", "federal", "federated", "federation",
    "islamic", "kingdom", "of", "people", "peoples", "plurinational", "principality", "province", "region", "republic",
    "s", "sar", "special", "state", "states", "the", "united",
})  # fmt: skip


def matches(parts: Sequence[str], gazetteer: Gazetteer) -> list[Place]:
    """The places of the first part that lie in all the others, likeliest first; else what the whole may be else."""
    if len(parts) == 1:
        return _alone(parts[0], gazetteer)
    return (
        _within(parts, gazetteer)
        or _inverted(parts, gazetteer)
        or list(gazetteer.candidates(", ".join(parts), _CONSIDERED))
    )


def is_land(lat: float, lon: float) -> bool:
    """True where a point is on land, to a quarter of a degree."""
    row, column = min(719, int((90 - lat) * 4)), int((lon + 180) * 4) % 1440
    cell = row * 1440 + column
    return bool(land()[cell >> 3] & (0x80 >> (cell & 7)))


def _alone(name: str, gazetteer: Gazetteer) -> list[Place]:
    coded = [*_of_own_name(name, gazetteer), *(_of_code(name, gazetteer, regions=False) if name.isupper() else ())]
    found = list(gazetteer.candidates(name, _CONSIDERED))
    if found and found[0].kind == "region":
        # "New York" is the city, "Texas" has none of its name.
        city = next((p for p in found if p.kind == "city" and p.population >= _METROPOLIS), None)
        if city and _contains(found[0], city):
            found = [city, *(place for place in found if place is not city)]
    known = {place.id for place in coded}
    return [*coded, *(place for place in found if place.id not in known)] or _run_together(name, gazetteer)


def _run_together(name: str, gazetteer: Gazetteer) -> list[Place]:
    """For "Odesa Ukraine", "Chicago IL USA": what lies in what the end names; else what a misspelt name may mean."""
    return _before_outer(name, gazetteer) or list(gazetteer.candidates(name, _CONSIDERED, spelling=True))


def _before_outer(name: str, gazetteer: Gazetteer) -> list[Place]:
    """The longest end that is a country or a region holds what stands before it."""
    words = name.split()
    for at in range(1, len(words)):
        first, outer = " ".join(words[:at]), " ".join(words[at:])
        holders = _containers(outer, gazetteer)
        if any(place.kind in STATES for place in holders) and (
            found := _within([first, outer], gazetteer)
            or [p for p in _before_outer(first, gazetteer) if any(_contains(holder, p) for holder in holders)]
        ):
            return found
    return []


def _within(parts: Sequence[str], gazetteer: Gazetteer) -> list[Place]:
    name, *outer = parts
    groups = [_containers(part, gazetteer) for part in outer]
    return [
        place
        for place in gazetteer.candidates(name, _CONSIDERED)
        if all(any(_contains(container, place) for container in group) for group in groups)
    ]


def _containers(name: str, gazetteer: Gazetteer) -> list[Place]:
    return [*_of_own_name(name, gazetteer), *_of_code(name, gazetteer), *gazetteer.candidates(name, 20)]


def _of_own_name(name: str, gazetteer: Gazetteer) -> list[Place]:
    """The country that calls itself so: "Deutschland"."""
    code = country_called(name)
    return [place for place in gazetteer.countries() if place.country == code] if code else []


def _of_code(code: str, gazetteer: Gazetteer, *, regions: bool = True) -> list[Place]:
    """The countries, and where asked the regions, of a code of two or three letters."""
    letters = re.sub(r"\.", "", code).upper()
    if not 2 <= len(letters) <= 3:
        return []
    countries = {place.country: place for place in gazetteer.countries()}
    found = [countries[letters]] if letters in countries else []
    for country, region in codes().get(letters, ()):
        if not region and country in countries:
            found.append(countries[country])
        elif region and regions:
            named = gazetteer.candidates(region, 50)
            found += [p for p in named if (p.kind, p.country, p.name) == ("region", country, region)]
    return found


def _inverted(parts: Sequence[str], gazetteer: Gazetteer) -> list[Place]:
    """For "Congo, Dem. Rep.": the country of the whole name put right, else the one country of the first part."""
    name, *rest = parts
    form = " ".join(_SHORT.get(word, word) for word in fold(" ".join(rest)).split())
    if not _FORMS.issuperset(form.split()):
        return []
    for whole in (f"{form} of {name}", f"{form} of the {name}", f"{form} {name}"):
        if found := _countries_in(gazetteer.candidates(whole, _CONSIDERED)):
            return found
    found = _countries_in(gazetteer.candidates(name, _CONSIDERED))
    return found if len(found) == 1 else []


def _countries_in(places: Iterable[Place]) -> list[Place]:
    return [place for place in places if place.kind == "country"]


def _contains(outer: Place, inner: Place) -> bool:
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "region":
        return (inner.country, inner.admin1) == (outer.country, outer.admin1)
    return distance_km(outer.lat, outer.lon, inner.lat, inner.lon) <= max(5.0, 1.5 * outer.precision_km)
