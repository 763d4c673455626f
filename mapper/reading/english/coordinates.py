"""Coordinates that a text gives: "48.5956, 37.9999", "48°35′44″N 38°00′01″E", "14°51.2N 042°30E", "37U DP 26282 82984".

The only home of mgrs.
"""

import re
from collections.abc import Iterator

from gazetteer import Gazetteer, Place

__all__ = ["coordinates_in", "is_point", "point_of"]

_POINT = "point:"
# Degrees, minutes and seconds, each whole or decimal; a smaller part only where its mark stands.
_ANGLE = (
    r"(?P<{0}d>\d{{1,3}}(?:\.\d{{1,8}})?)\s?[°º]?\s?(?:(?P<{0}m>\d{{1,2}}(?:\.\d{{1,6}})?)\s?['′’]\s?)?"
    r"(?:(?P<{0}s>\d{{1,2}}(?:\.\d{{1,4}})?)\s?(?:[\"″”]|''|’’)\s?)?(?P<{0}h>[{1}])\b"
)
_BY_HEMISPHERE = re.compile(
    r"(?<![\d.,])" + _ANGLE.format("lat", "NS") + r"\s{0,2}[,;/]?\s{0,2}" + _ANGLE.format("lon", "EW")
)
# As ships give them, degrees and decimal minutes without a mark: "14°51.2N 042°30E", "14-51N, Long 042-30E",
# "1451N 04230E", "N14 51.2 E042 30.0"; and in words: "14 degrees 51 minutes north, 42.5 degrees east".
_SEPARATOR = r"\s{0,2}[,;/–-]?\s{0,2}(?:and\s|[Ll]on(?:g(?:itude)?)?[.:]?\s?)?"
_GAP = r"(?:\s?[°º˚:-]\s?|\s)"
_MINUTES = r"(?P<{0}m>[0-5]?\d(?:\.\d{{1,4}})?)\s?['′’]?"
_SHIP = r"(?P<{0}d>\d{{1,3}})" + _GAP + _MINUTES + r"\s?(?P<{0}h>[{1}])"
_COMPACT = r"(?P<{0}d>\d{{{2}}})(?P<{0}m>[0-5]\d(?:\.\d{{1,4}})?)\s?(?P<{0}h>[{1}])"
_LEADING = r"(?P<{0}h>[{1}])\s?(?P<{0}d>\d{{1,3}}(?:\.\d{{1,8}})?)(?:" + _GAP + _MINUTES + r")?[°º˚]?"
_SPELT = (
    r"(?P<{0}d>\d{{1,3}}(?:\.\d{{1,8}})?)\s?deg(?:rees?)?\.?,?\s"
    r"(?:(?P<{0}m>[0-5]?\d(?:\.\d{{1,4}})?)\s?min(?:utes?)?\.?,?\s)?(?P<{0}h>{3})"
)
_AT_SEA = tuple(
    re.compile(
        r"(?<![\w.,-])" + angle.format("lat", "NS", 2, "[Nn]orth|[Ss]outh|[NS]") + _SEPARATOR
        + angle.format("lon", "EW", 3, "[Ee]ast|[Ww]est|[EW]") + r"(?![\w°º˚]|\.\d)"
    )
    for angle in (_SHIP, _COMPACT, _LEADING, _SPELT)
)  # fmt: skip
# Without a hemisphere two numbers are coordinates only by their many digits, and where no third follows.
_SIGNED = re.compile(
    r"(?<![\w.,+-])(?<!\d[,;]\s)(?P<lat>[+-]?\d{1,2}\.\d{3,8})°?\s{0,2}[,;]\s{0,2}"
    r"(?P<lon>[+-]?\d{1,3}\.\d{3,8})(?!\w|[.,]\d|[,;]\s{1,2}[+-]?\d{1,3}\.\d)"
)
# A square of the military grid; fewer digits than six are left alone, for they look like the name of a thing.
_GRID = re.compile(
    r"(?<!\w)(?P<square>(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2})\s?"
    r"(?P<digits>\d{3}\s\d{3}|\d{4}\s\d{4}|\d{5}\s\d{5}|\d{10}|\d{8}|\d{6})(?![\w]|[.,]\d)"
)
_PATTERNS = (_BY_HEMISPHERE, *_AT_SEA, _SIGNED, _GRID)
# Half of the last digit given, on the ground: a degree of latitude is 111 km long, and 60 minutes.
_KM_PER_DEGREE = 111.2
# No text is believed to be sharper than a building.
_SHARPEST_KM = 0.05
# How far to look for a place that says which country a point is in.
_NEIGHBOUR_KM = 30.0


def coordinates_in(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the coordinates in a text: [start, end) in code points, in order."""
    found = {match.span() for pattern in _PATTERNS for match in pattern.finditer(text) if _read(match)}
    last = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            last = end
            yield start, end


def point_of(text: str, gazetteer: Gazetteer) -> Place | None:
    """The place that a text names by coordinates alone; its country and region are those of the next place around.

    precision_km is half of the last digit that is given.
    """
    match = next((match for pattern in _PATTERNS if (match := pattern.fullmatch(text))), None)
    read = _read(match) if match else None
    if not read:
        return None
    lat, lon, precision = read
    around = gazetteer.near(lat, lon, _NEIGHBOUR_KM, limit=1)
    name = f"{abs(lat):.8g}° {'S' if lat < 0 else 'N'}, {abs(lon):.8g}° {'W' if lon < 0 else 'E'}"
    return Place(
        id=f"{_POINT}{lat:.5f},{lon:.5f}", name=name, lat=lat, lon=lon, kind="area", precision_km=precision,
        country=around[0].country if around else "", admin1=around[0].admin1 if around else "",
    )  # fmt: skip


def is_point(place: Place) -> bool:
    """True where a place is a point that the text gives, and no entry of a gazetteer."""
    return place.id.startswith(_POINT)


def _read(match: re.Match[str]) -> tuple[float, float, float] | None:
    """WGS84 latitude and longitude in degrees and the precision in km; None beyond the poles or the date line."""
    parts = match.groupdict()
    if "square" in parts:
        return _in_grid(parts["square"], "".join(parts["digits"].split()))
    if "lat" in parts:
        lat, lon = float(parts["lat"]), float(parts["lon"])
        sharp = _last_digit(parts["lat"])
    else:
        lat, lon = _degrees(parts, "lat"), _degrees(parts, "lon")
        size, given = next((s, g) for s, g in ((3600, "lats"), (60, "latm"), (1, "latd")) if parts.get(g))
        sharp = _last_digit(parts[given]) / size
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    return round(lat, 5), round(lon, 5), max(_SHARPEST_KM, round(sharp * _KM_PER_DEGREE / 2, 2))


def _in_grid(square: str, digits: str) -> tuple[float, float, float] | None:
    """The middle of the cell, and half its side; None where no square has that name."""
    from mgrs import MGRS
    from mgrs.core import MGRSError

    grid, square, half = MGRS(), "".join(square.split()), len(digits) // 2
    # A five behind the digits is the middle, said to the metre: five digits are the finest grid.
    east, north = ((part + "5000")[:5] for part in (digits[:half], digits[half:]))
    try:
        lat, lon = grid.toLatLon(square + east + north)
    except MGRSError:
        return None
    # It reads squares of a neighbouring zone too, far from where they would be.
    if not grid.toMGRS(lat, lon).lstrip("0").startswith(square):
        return None
    return round(lat, 5), round(lon, 5), max(_SHARPEST_KM, 10.0 ** (2 - half) / 2)


def _degrees(parts: dict[str, str], of: str) -> float:
    degrees, minutes, seconds = (float(parts.get(of + part) or 0) for part in "dms")
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if parts[of + "h"][0] in "SsWw" else 1)


def _last_digit(number: str) -> float:
    return 10.0 ** -len(number.partition(".")[2])
