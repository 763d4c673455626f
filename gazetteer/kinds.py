"""Named sets of the kinds that a place may be of."""

from .place import Kind

__all__ = [
    "AREAS", "BROAD", "COUNTRIES", "DIVISIONS", "FACILITIES", "HAMLETS", "LANDS", "OF_A_CITY", "SETTLEMENTS", "SPOTS",
    "STATES", "TOWNS", "UNITS", "WATERS", "WITH_ARTICLE",
]  # fmt: skip

COUNTRIES: frozenset[Kind] = frozenset(("country", "continent"))
"""So wide that their middle says nothing of where something happened."""
STATES: frozenset[Kind] = frozenset(("country", "region"))
"""What is named behind a town to say which is meant: "Paris, Texas"."""
UNITS: frozenset[Kind] = frozenset(("region", "district"))
"""The parts that a country is administered in."""
DIVISIONS: frozenset[Kind] = UNITS | {"area"}
"""The parts that a country is spoken of in: its units, and areas that nobody administers, such as the Donbas."""
BROAD: frozenset[Kind] = COUNTRIES | {"sea"}
"""Named on every map; what happened in one has no point."""
LANDS: frozenset[Kind] = COUNTRIES | STATES
"""Too wide to measure a distance from."""
AREAS: frozenset[Kind] = LANDS | {"sea", "area"}
"""What a name may mean as a whole where a town in it has the same name."""
SETTLEMENTS: frozenset[Kind] = frozenset(("city", "village"))
"""Places of people that have a name of their own."""
TOWNS: frozenset[Kind] = SETTLEMENTS | {"neighbourhood"}
"""Settlements and their parts."""
FACILITIES: frozenset[Kind] = frozenset(("facility", "camp", "border_crossing"))
"""What was built for a purpose: plants, bridges, hospitals, camps, crossings."""
HAMLETS: frozenset[Kind] = TOWNS - {"city"}
"""Villages and parts of towns."""
OF_A_CITY: frozenset[Kind] = frozenset(("facility", "neighbourhood", "camp"))
"""What a city is said to have: "Kabul's Green Zone"."""
SPOTS: frozenset[Kind] = TOWNS | FACILITIES
"""What a map shows as a point."""
WATERS: frozenset[Kind] = frozenset(("sea", "river", "lake", "strait"))
"""What lies beside a place."""
WITH_ARTICLE: frozenset[Kind] = frozenset(("river", "sea", "strait", "mountain", "area"))
"""What English names with an article: the Dnipro, the Black Sea, the Sahel."""
