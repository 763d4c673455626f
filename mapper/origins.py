"""Origins of an article, beyond its words: the papers that print it too, where a dataset puts its event, and when
each part of it was said.
"""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .addresses import without_keys
from .errors import RecordError
from .fields import day_of, ours_of, string_of

__all__ = ["Coded", "Copy", "Moment", "moments_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The same story in another paper. Fields as those of an Article; each may be "" or None but the id."""

    id: str
    title: str = ""
    date: dt.date | None = None
    url: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("id", "url", "source"):
            object.__setattr__(self, name, without_keys(getattr(self, name)))

    def to_dict(self) -> dict[str, Any]:
        """`id` always; the other fields where they say something."""
        date = self.date.isoformat() if self.date else ""
        out = {"id": self.id, "title": self.title, "date": date, "url": self.url, "source": self.source}
        return {key: value for key, value in out.items() if value or key == "id"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Copy":
        """The reverse of to_dict. Raises RecordError."""
        return cls(
            id=string_of(data, "id", required=True), title=string_of(data, "title"), date=day_of(data),
            url=string_of(data, "url"), source=string_of(data, "source"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A dataset's own point of an event, to be compared with the places of the row's words.

    dataset    "ACLED", "UCDP GED", "GDELT"
    lat, lon   WGS84 degrees
    place      the dataset's name of it, or ""
    precision  how exact it is, in the dataset's own code, or ""
    """

    dataset: str
    lat: float
    lon: float
    place: str = ""
    precision: str = ""

    def __post_init__(self) -> None:
        if not (abs(self.lat) <= 90 and abs(self.lon) <= 180):  # not so for what is no number either
            raise RecordError(f"no point on Earth has the coordinates {self.lat}, {self.lon}")

    def to_dict(self) -> dict[str, Any]:
        """Dataset and point always; the other fields where they say something."""
        out = {"dataset": self.dataset, "lat": self.lat, "lon": self.lon}
        return out | {key: value for key in ("place", "precision") if (value := getattr(self, key))}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Coded":
        """The reverse of to_dict. Raises RecordError."""
        return cls(
            dataset=string_of(data, "dataset"), lat=_degrees(data, "lat"), lon=_degrees(data, "lon"),
            place=string_of(data, "place"), precision=string_of(data, "precision"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time at which a part of a text was said or posted: a post of a thread, a paragraph of subtitles.

    start  the offset at which the part begins
    time   as its source has it: "2024-05-06T14:20:00Z", or "00:01:05" from the beginning of a recording
    """

    start: int
    time: str

    def to_dict(self) -> dict[str, Any]:
        """The start and the time, for JSON."""
        return {"start": self.start, "time": self.time}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Moment":
        """The reverse of to_dict. Raises RecordError."""
        if type(start := data.get("start")) is not int or start < 0:
            raise RecordError("'start' must be an offset")
        return cls(start=start, time=string_of(data, "time", required=True))


def moments_of(data: Mapping[str, Any], size: int) -> tuple[Moment, ...]:
    """The times of a text's parts; () where a column so called has something else."""
    try:
        found = sorted(map(Moment.from_dict, ours_of(data, "times")), key=lambda moment: moment.start)
    except RecordError:
        return ()
    return tuple(found) if all(moment.start <= size for moment in found) else ()


def _degrees(data: Mapping[str, Any], key: str) -> float:
    value = data.get(key)
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise RecordError(f"{key!r} must be a number of degrees")
    return float(value)
