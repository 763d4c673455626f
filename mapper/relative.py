"""Places said relatively: "20 km south-west of Kupiansk" lies 20 km south-west of Kupiansk. The only home of geopy."""

import re
from dataclasses import dataclass, replace

from gazetteer import Place

__all__ = ["Offset", "moved", "offset_before"]

_BEARINGS = {"north": 0, "east": 90, "south": 180, "west": 270}
_KM_PER_UNIT = {"k": 1.0, "m": 1.609344}
_OFFSET = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*-?\s*(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?)\s+(?:\([^()]{1,20}\)\s+)?"
    r"(?:away\s+|due\s+|to\s+the\s+)*(?P<way>(?:(?:north|south|east|west)[\s-]?)*)(?:of|from|away\s+from)\s+"
    r"(?:the\s+)?(?:(?:city|town|village|capital|port)\s+of\s+|(?:city|town|village|capital|port)\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """So far from a place: km, and the bearing in degrees from north, None where the text gives none."""

    words: str
    km: float
    bearing: float | None


def offset_before(text: str, start: int) -> Offset | None:
    """The offset that the words right before position `start` of the text express, if any."""
    found = _OFFSET.search(text, max(0, start - 80), start)
    if not found:
        return None
    km = float(found["number"].replace(",", ".")) * _KM_PER_UNIT[found["unit"][0].casefold()]
    # Farther than this is a journey, not a place; the pin would say more than the words do.
    if km > 500:
        return None
    ways = re.findall("north|south|east|west", found["way"].casefold())
    return Offset(words=" ".join(found[0].split()), km=km, bearing=_bearing(ways))


def moved(place: Place, offset: Offset) -> Place:
    """The area so far from a place, named by the words: "20 km south-west of Kupiansk".

    Without a bearing the point stays, and precision_km takes the distance in.
    """
    area = replace(place, name=f"{offset.words} {place.name}", kind="area", population=0, capital="")
    if offset.bearing is None:
        return replace(area, precision_km=round(place.precision_km + offset.km, 1))
    from geopy.distance import geodesic

    point = geodesic(kilometers=offset.km).destination((place.lat, place.lon), bearing=offset.bearing)
    # "20 km" is a round number, and a compass word is an eighth of the horizon.
    precision = round(max(1.0, place.precision_km / 2 + 0.25 * offset.km), 1)
    return replace(area, lat=round(point.latitude, 5), lon=round(point.longitude, 5), precision_km=precision)


def _bearing(ways: list[str]) -> float | None:
    """Degrees from north: "north" 0, "north-east" 45, "north-north-east" 22.5."""
    if not ways:
        return None
    angles = [float(_BEARINGS[way]) for way in ways]
    bearing = angles[-1]
    for angle in reversed(angles[:-1]):
        # Half the way towards the word before; the difference is taken the short way round.
        bearing += (((angle - bearing) + 180) % 360 - 180) / 2
    return bearing % 360
