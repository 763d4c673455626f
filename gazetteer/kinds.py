"""Named sets of the kinds that a place may be of."""

from .place import Kind

__all__ = ["COUNTRIES", "FACILITIES", "HAMLETS", "LANDS", "SETTLEMENTS", "SPOTS", "STATES", "TOWNS", "UNITS", "WATERS"]

COUNTRIES: frozenset[Kind] = frozenset(("country", "continent"))
"""So wide that their middle says nothing of where something happened."""
STATES: frozenset[Kind] = frozenset(("country", "region"))
"""What is named behind a town to say which is meant: "Paris, Texas"."""
UNITS: frozenset[Kind] = frozenset(("region", "district"))
"""The parts that a country is administered in."""
LANDS: frozenset[Kind] = COUNTRIES | STATES
"""Too wide to measure a distance from."""
SETTLEMENTS: frozenset[Kind] = frozenset(("city", "village"))
"""Places of people that have a name of their own."""
TOWNS: frozenset[Kind] = SETTLEMENTS | {"neighbourhood"}
"""Settlements and their parts."""
FACILITIES: frozenset[Kind] = frozenset(("facility", "camp", "border_crossing"))
"""What was built for a purpose: plants, bridges, hospitals, camps, crossings."""
HAMLETS: frozenset[Kind] = TOWNS - {"city"}
"""Villages and parts of towns."""
SPOTS: frozenset[Kind] = TOWNS | FACILITIES
"""What a map shows as a point."""
WATERS: frozenset[Kind] = frozenset(("sea", "river", "lake", "strait"))
"""What lies beside a place."""
