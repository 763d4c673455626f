"""Distances as texts give them: "54 nautical miles", "82NM", "20-30 km", "500 metres", "a two-hour drive"."""

import re
from dataclasses import dataclass

__all__ = ["DISTANCE", "Distance", "distance_in"]

_KM = {
    "nautical": 1.852, "nmi": 1.852, "nm": 1.852, "kilomet": 1.0, "km": 1.0, "mile": 1.609344, "mi": 1.609344,
    "met": 0.001, "m": 0.001, "yard": 0.0009144, "feet": 0.0003048, "ft": 0.0003048,
}  # fmt: skip
# Kilometres in an hour, on roads such as those of wars: what a journey's time says is rough.
_SPEEDS = {"drive": 50.0, "ride": 50.0, "walk": 5.0, "hike": 4.0, "march": 5.0, "sail": 20.0}
_HOURS = {"minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "day": 8.0}
_ROUGH = 0.5  # of the way
_WORDS = {
    "a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0,
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "a hundred": 100.0,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,7}}(?:[.,]\d{{1,7}}){{0,2}}|\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))}))"
_UNIT = r"(?:nautical[\s-]miles?|nmi|nms?|kilomet(?:er|re)s?|kms?|miles?|mi|met(?:er|re)s?|m|yards?|feet|ft)\b\.?"
_TIME = rf"(?:minutes?|mins?|hours?|days?)(?:['’]s?)?[\s-](?:by[\s-])?(?:{'|'.join(_SPEEDS)})\b"
DISTANCE = (
    rf"(?i:(?:between\s{_NUMBER}\sand\s{_NUMBER}|{_NUMBER}(?:\s?(?:[-–—]|to|or)\s?{_NUMBER})?)[\s-]*"
    rf"(?:{_UNIT}|{_TIME}))"
)
"""The pattern of a distance, without groups that capture."""

_PARTS = re.compile(
    rf"(?:between\s)?(?P<low>{_NUMBER})(?:\s?(?:[-–—]|to|or|and)\s?(?P<high>{_NUMBER}))?[\s-]*"
    rf"(?:(?P<unit>{_UNIT})|(?P<time>{_TIME}))",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """So many kilometres, give or take `spread` kilometres: half of a range, or half of a way told by its time."""

    km: float
    spread: float = 0.0


def distance_in(words: str) -> Distance:
    """The distance that words matching DISTANCE express."""
    found = _PARTS.fullmatch(words)
    assert found is not None  # noqa: S101 -- DISTANCE has matched the same words
    low = _number(found["low"])
    high = _number(found["high"]) if found["high"] else low
    if found["unit"]:
        unit = next(km for name, km in _KM.items() if found["unit"].casefold().startswith(name))
        return Distance(km=(low + high) / 2 * unit, spread=abs(high - low) / 2 * unit)
    time = found["time"].casefold()
    hourly = next(hours for name, hours in _HOURS.items() if time.startswith(name))
    km = (low + high) / 2 * hourly * next(speed for name, speed in _SPEEDS.items() if time.endswith(name))
    return Distance(km=km, spread=km * _ROUGH)


def _number(words: str) -> float:
    if words.casefold() in _WORDS:
        return _WORDS[words.casefold()]
    return float(words.replace(",", "") if _THOUSANDS.fullmatch(words) else words.replace(",", "."))
