"""Places said relatively: "54 nautical miles off Aden", "the outskirts of Rafah", "off the coast of Hodeidah",
"between Bakhmut and Siversk", "the Donetsk front". The only home of geopy.
"""

import re
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, radians, sin

from gazetteer import Place

from ..reading.english.distances import DISTANCE, distance_in
from ..reading.reading import Reading

__all__ = ["Offset", "front_after", "halfway", "is_between", "moved", "offset_before", "unread_before", "widened"]

_BEARINGS = {"north": 0, "east": 90, "south": 180, "west": 270}
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_LEADS = ("of", "from", "off", "outside")
_WAY = r"(?:(?:north|south|east|west)[\s-]?)*|(?-i:[NSEW]{1,3})\s"
_SORT = r"(?:city|town|village|capital|port)"
# "Of the Yemeni port of", "of Yemen's Red Sea port of", "of the capital, ".
_TO_THE_NAME = (
    rf"(?:(?:the\s+)?(?:[\w’'-]+\s+){{0,3}}?{_SORT}\s+of\s+(?:the\s+)?|the\s+(?:{_SORT},?\s+)?|{_SORT},?\s+)?$"
)
# What is measured from is the port of "Yemen's port of Hodeidah", and not Yemen.
_OWNER = re.compile(rf"[\w’'. -]{{1,40}}?['’]s?\s(?:[\w-]+\s){{0,3}}{_SORT}\sof\s[A-Z]")
_OFFSET = re.compile(
    rf"(?P<distance>(?<![\d.,]){DISTANCE})\s+(?:\([^()]{{1,30}}\)\s+)?(?:away\s+|due\s+|to\s+the\s+)*"
    rf"(?:(?P<way>{_WAY})(?:of|from|away\s+from)|off|outside(?:\s+of)?|(?:offshore|inland)\s+(?:of|from))\s+{_TO_THE_NAME}",
    re.IGNORECASE,
)
_VAST = r"(?:kilomet(?:er|re)s|km|(?:nautical\s)?miles|met(?:er|re)s|yards)"
# "Two leagues north of", "a few clicks from", "hours west of", "30 km upriver from": not understood as a distance.
_UNREAD = re.compile(
    r"(?:(?:\d[\d.,]*|\b(?:an?|some|several|(?:a\s)?few|many|one|two|three|four|five|six|seven|eight|nine|ten))[\s-]*)?"
    r"(?:leagues?|versts?|k?clicks?|klicks?|blocks?|furlongs?|cables?|farsakhs?|parasangs?|li|stone['’]s\sthrow|"
    rf"hours?|minutes?|days?|steps?|paces|degrees|(?:dozens?|hundreds?|thousands)(?:\sof)?\s{_VAST}|{_VAST}|distance|{DISTANCE})\s+"
    r"(?:(?:away\s+|due\s+|to\s+the\s+|further\s+|farther\s+)*"
    r"(?:(?:north|south|east|west)[\w-]*|(?-i:[NSEW]{1,3})|inland|offshore|up\w+|down\w+|away|out)\s+)?"
    rf"(?:of|from|off)\s+{_TO_THE_NAME}",
    re.IGNORECASE,
)
_THING = r"(?:the\s+)?(?:(?:city|town|village|capital|port)\s+of\s+)?$"
_OUTSKIRTS = re.compile(
    r"\b(?P<way>(?:(?:north|south|east|west)[\s-]?)*)(?:(?:ern)\s+)?(?:outskirts|suburbs|edge)\s+of\s+" + _THING,
    re.IGNORECASE,
)
_COAST = re.compile(r"\b(?P<off>off)\s+(?:the\s+)?(?:\w+\s+)?(?:coast|shores?)\s+of\s+" + _THING, re.IGNORECASE)
# "A ship off Eilat" is at sea; what is cut off or sealed off is not.
_AFLOAT = re.compile(
    r"\b(?:boats?|carriers?|destroyers?|dhows?|ferr(?:y|ies)|freighters?|"
    r"frigates?|ships?|skiffs?|tankers?|trawlers?|vessels?|warships?|waters|yachts?|"
    r"adrift|aground|anchored|boarded|capsized|drowned|hijacked|sank|sunk)\s+(?P<off>off)\s+" + _THING,
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+" + _THING, re.IGNORECASE)
_AND = re.compile(r"\s+and\s+" + _THING, re.IGNORECASE)
_FRONT = re.compile(
    r"\s(?:front[\s-]?lines?|front|axis|direction|sector)\b(?!\s+(?:of|companies|groups?))", re.IGNORECASE
)
# A front goes by the town before which it stands, and reaches a day's march to either side.
_FRONT_KM = 40.0
# Territorial waters reach 12 nautical miles (UN Convention on the Law of the Sea, article 3).
_COAST_KM = 22.2
# What lies between towns farther apart than this is no place.
_BETWEEN_KM = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """So far from a place.

    words    as the text has them
    km       from its point; None for its edge, as far out as the place is wide
    bearing  degrees from north; None where the text gives none
    spread   how far from that the words allow the place to be, in km
    """

    words: str
    km: float | None
    bearing: float | None
    spread: float = 0.0


def offset_before(reading: Reading, start: int) -> Offset | None:
    """The offset that the words right before position `start` express, if any."""
    if not _is_led(reading, start) or _OWNER.match(reading.text, start):
        return None
    first = max(0, start - 80)
    if edge := _OUTSKIRTS.search(reading.text, first, start):
        return Offset(words=_spaced(edge[0]), km=None, bearing=_bearing(_ways(edge["way"])))
    if coast := _COAST.search(reading.text, first, start) or _AFLOAT.search(reading.text, first, start):
        return Offset(words=_spaced(reading.text[coast.start("off") : start]), km=_COAST_KM, bearing=None)
    found = _OFFSET.search(reading.text, first, start)
    if not found:
        return None
    distance = distance_in(found["distance"])
    # Farther than this is a journey, not a place; the pin would say more than the words do.
    if distance.km > 500:
        return None
    way = _bearing(_ways(found["way"] or ""))
    return Offset(words=_spaced(found[0]), km=distance.km, bearing=way, spread=distance.spread)


def unread_before(reading: Reading, start: int) -> str:
    """The words right before position `start` that tell how far the thing lies, in a way that is not understood."""
    if not _is_led(reading, start) or _OWNER.match(reading.text, start):
        return ""
    found = _UNREAD.search(reading.text, max(0, start - 80), start)
    return _spaced(found[0]) if found else ""


def _is_led(reading: Reading, start: int) -> bool:
    """True where "of", "from", "off" or "outside" stands before position `start`, as in all that is said relatively.

    Between them stands "the capital" at most: most names are told from it at once.
    """
    return any(word.endswith(_LEADS) for word in reading.before(start, 80).casefold().split()[-3:])


def moved(place: Place, offset: Offset) -> Place:
    """The area so far from a place, named by the words: "20 km south-west of Kupiansk".

    Without a bearing the point stays, and precision_km takes the distance in.
    """
    km = place.precision_km if offset.km is None else offset.km
    area = replace(place, name=f"{offset.words} {place.name}", kind="area", population=0, capital="")
    if offset.bearing is None:
        return replace(area, precision_km=round(place.precision_km + km + offset.spread, 1))
    from geopy.distance import geodesic

    point = geodesic(kilometers=km).destination((place.lat, place.lon), bearing=offset.bearing)
    # "20 km" is a round number, and a compass word is an eighth of the horizon.
    precision = round(max(1.0, place.precision_km / 2 + 0.25 * km + offset.spread), 1)
    return replace(area, lat=round(point.latitude, 5), lon=round(point.longitude, 5), precision_km=precision)


def front_after(reading: Reading, start: int, end: int) -> str:
    """The words by which the mention at [start, end) names a stretch of front ("Donetsk front"), or ""."""
    found = _FRONT.match(reading.text, end)
    return _spaced(reading.text[start : found.end()]) if found else ""


def widened(place: Place, words: str) -> Place:
    """The stretch of front that goes by the place, named by the words: the point stays, the circle grows."""
    km = round(place.precision_km + _FRONT_KM, 1)
    return replace(place, name=words, kind="area", population=0, capital="", precision_km=km)


def is_between(reading: Reading, start: int, end: int, other: int) -> bool:
    """True where the words say "between X and Y": X stands at [start, end), and Y begins at `other`."""
    return bool(_BETWEEN.search(reading.text, max(0, start - 40), start) and _AND.fullmatch(reading.text, end, other))


def halfway(one: Place, other: Place) -> Place | None:
    """The area between two towns, which takes both in; None where they lie too far apart to say where."""
    from geopy.distance import geodesic

    here, there = (one.lat, one.lon), (other.lat, other.lon)
    way = geodesic(here, there)
    if way.km > _BETWEEN_KM:
        return None
    point = way.destination(here, bearing=_heading(one, other), distance=way / 2)
    return replace(
        one, name=f"between {one.name} and {other.name}", kind="area", population=0, capital="",
        lat=round(point.latitude, 5), lon=round(point.longitude, 5), precision_km=max(1.0, round(way.km / 2, 1)),
    )  # fmt: skip


def _heading(one: Place, other: Place) -> float:
    """Degrees from north in which the shortest way sets out, on a sphere."""
    lat, to, east = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    return degrees(atan2(sin(east) * cos(to), cos(lat) * sin(to) - sin(lat) * cos(to) * cos(east))) % 360


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _ways(words: str) -> list[str]:
    if words.strip().isupper() and len(words.strip()) <= 3:
        return [_COMPASS[letter] for letter in words.strip().casefold()]
    return re.findall("north|south|east|west", words.casefold())


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
