"""Exports of event datasets, told by their columns; the points of their events are kept beside ours.

ACLED and UCDP GED have words of their own. GDELT has none, only addresses: the pages there are its text. Its files as
published have no head, so their columns are told by their number.
"""

import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

__all__ = ["Dataset", "bare_head", "dataset_of", "folded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One of them. Its columns are written as `folded` writes them.

    name       what it is called
    signs      columns that it has, and hardly any other table
    lat, lon   columns of the event's point
    place      column of the point's name
    precision  column of the code that says how exact the point is
    """

    name: str
    signs: frozenset[str]
    lat: str
    lon: str
    place: str
    precision: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The folded names of the columns that `coded` reads."""
        return self.lat, self.lon, self.place, self.precision

    def coded(self, record: Mapping[str, Any], columns: Mapping[str, str]) -> list[dict[str, Any]]:
        """The event's point in a row, as the record of an article has it; [] where it says no point on Earth.

        columns  the column of each folded name
        """
        point = [_degrees(record.get(columns[key]), most) for key, most in ((self.lat, 90), (self.lon, 180))]
        if None in point:
            return []
        place, precision = (str(record.get(columns.get(key, ""), "") or "") for key in (self.place, self.precision))
        return [{"dataset": self.name, "lat": point[0], "lon": point[1], "place": place, "precision": precision}]


_DATASETS = (
    Dataset(
        name="ACLED", signs=frozenset({"eventidcnty", "latitude", "longitude"}), lat="latitude", lon="longitude",
        place="location", precision="geoprecision",
    ),
    Dataset(
        name="UCDP GED", signs=frozenset({"wherecoordinates", "whereprec", "latitude", "longitude"}), lat="latitude",
        lon="longitude", place="wherecoordinates", precision="whereprec",
    ),
    Dataset(
        name="GDELT", signs=frozenset({"globaleventid", "actiongeolat", "actiongeolong"}), lat="actiongeolat",
        lon="actiongeolong", place="actiongeofullname", precision="actiongeotype",
    ),
)  # fmt: skip
# By how many columns a line of GDELT has: where those are that we read. Version 2, and version 1.
_BARE: Mapping[int, Mapping[int, str]] = {
    count: {0: "GLOBALEVENTID", 1: "SQLDATE", first: "ActionGeo_Type", first + 1: "ActionGeo_FullName",
            lat: "ActionGeo_Lat", lat + 1: "ActionGeo_Long", count - 1: "SOURCEURL"}
    for count, first, lat in ((61, 51, 56), (58, 49, 53))
}  # fmt: skip


def dataset_of(names: Sequence[str]) -> Dataset | None:
    """The dataset that a table with these columns comes from, or None."""
    found = set(map(folded, names))
    return next((dataset for dataset in _DATASETS if dataset.signs <= found), None)


def bare_head(first: Sequence[str]) -> list[str]:
    """The columns of a table whose first line is an event of GDELT; [] where it is not."""
    known = _BARE.get(len(first))
    if known is None or not (first[0].isdecimal() and re.fullmatch(r"(19|20)\d{6}", first[1])):
        return []
    return [known.get(at, f"column {at + 1}") for at in range(len(first))]


def folded(name: str) -> str:
    """A column's name as it is compared: "meta.Event_Date" is "eventdate"."""
    return re.sub(r"[\W_]", "", name.rpartition(".")[2]).casefold()


def _degrees(value: Any, most: float) -> float | None:
    """A coordinate in degrees; None for any other cell. 0 counts: a place at the equator is no error to mend."""
    with suppress(TypeError, ValueError, OverflowError):
        degrees = float(value)
        if math.isfinite(degrees) and abs(degrees) <= most:
            return degrees
    return None
