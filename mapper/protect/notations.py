"""Coordinates in whatever notation people write: found so that they can be kept back, not so that they can be drawn.

Reading for a map is strict (mapper.reading.english.coordinates), for a wrong pin is worse than none; here a number too
many that is blanked is better than a position that is left.
"""

import math
import re
from collections.abc import Iterator
from urllib.parse import unquote

from .rarer import Written, rarer_in

__all__ = ["notations_in"]

_KM_PER_DEGREE = 111.2
_NUMBER = r"\d{1,3}(?:[.,٫·]\d{1,8})?"
_MARK = (
    r"(?:\s|[°º˚:'′’ʹ\"″”ʺ-]|&\#?\w+;|deg(?:ree)?s?\b\.?|min(?:ute)?s?\b\.?|sec(?:ond)?s?\b\.?|and\b"
    r"|[dms](?![^\W\d_NSEW]))"
)
_DOTTED = r"\d{1,3}\.\d{2}\.\d{2}(?:\.\d{1,4})?(?!\d)"  # "48.44.20"
_ANGLE = rf"(?:{_DOTTED}|{_NUMBER}(?:{_MARK}{{1,4}}{_NUMBER}){{0,2}})"
_NORTH = (
    r"(?:[NS]\b\.?|(?i:north|south)(?i:ern)?(?:\s(?i:lat(?:itude)?)\b)?|(?i:lat(?:itude)?)\b\.?"
    r"|(?i:(?:de\s)?lat(?:itude?|itud)\s(?:norte|nord|sur|sud))\b|(?i:[сю]|п[нд])\.?\s?(?i:ш)\b\.?"
    r"|(?i:северн|южн|північн|південн)\w{2,3}\s(?i:широт)\w{1,2}|شمالا?\b|جنوبا?\b)"
)
_EAST = (
    r"(?:[EWOВ]\b(?!\.?\s?д)\.?|(?i:east|west)(?i:ern)?(?:\s(?i:lon(?:gitude)?)\b)?|(?i:lon(?:g|gitude)?|lng)\b\.?"
    r"|(?i:(?:de\s)?longitude?\s(?:este|est|oeste|ouest))\b|(?i:[вз]|сх|зх)\.?\s?(?i:д)\b\.?"
    r"|(?i:восточн|западн|східн|західн)\w{2,3}\s(?i:довгот|долгот)\w{1,2}|شرقا?\b|غربا?\b)"
)
_SOUTH_OR_WEST = re.compile(r"[SW]|ю|пд|півд|з|.*\s(?:sur|sud|oeste|ouest)$|جنوب|غرب", re.IGNORECASE)
_GAP = r"[\s,;/|()&=:+،]{0,6}(?:(?:and|by|y|et|und|и|і|та|و)\s+)?"
_CODE = "23456789CFGHJMPQRVWX"
_BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz"


def _before(*sides: str) -> re.Pattern[str]:
    """Each number behind its side: "N48.73891 E37.58482", "N 48° 44.334 E 37° 35.088", "lat 48 44 20, lon 37 35 05"."""
    lat, lon = (rf"{_SIDES[side]}\s?[:=]?\s?(?P<{side}>[+-]?{_ANGLE})" for side in sides)
    return re.compile(rf"(?<![^\W_]){lat}{_MARK}{{0,3}}{_GAP}{lon}".replace(r"\b", ""))


def _behind(*sides: str) -> re.Pattern[str]:
    """Each number before its side: "48 44 20 N 37 35 05 E", "48 degrees 44 minutes north, 37 degrees east"."""
    lat, lon = (rf"(?P<{side}>{_ANGLE}){_MARK}{{0,3}}{_SIDES[side]}" for side in sides)
    return re.compile(rf"(?<![\d.,]){lat}(?:\s+lat(?:itude)?)?{_GAP}{lon}")


_SIDES = {"lat": f"(?P<ns>{_NORTH})", "lon": f"(?P<ew>{_EAST})"}
_BY_SIDES = [make(*sides) for make in (_before, _behind) for sides in (("lat", "lon"), ("lon", "lat"))]
# "484420N 0373505E", "4844N03735E", "4844.334,N,03735.088,E", and each side before its number
_LAT_PACKED, _LON_PACKED = (
    rf"(?P<{side}>\d{{{n}}}(?:\.\d+)?|\d{{{n + 2}}}(?:\.\d+)?)" for side, n in (("lat", 4), ("lon", 5))
)
_PACKED = (
    re.compile(rf"(?<![\d.]){_LAT_PACKED}[\s,]?(?P<ns>[NS])[\s,/-]{{0,2}}{_LON_PACKED}[\s,]?(?P<ew>[EW])\b"),
    re.compile(rf"(?<![^\W_])(?P<ns>[NS])\s?{_LAT_PACKED}[\s,/-]{{0,2}}(?P<ew>[EW])\s?{_LON_PACKED}(?!\d)"),
)
# ISO 6709: "+48.73891+037.58482/", "+484420+0373505/"
_ISO = re.compile(
    r"(?<![\w.])(?P<lat>[+-]\d{2}(?:\d{2}){0,2}(?:\.\d+)?)(?P<lon>[+-]\d{3}(?:\d{2}){0,2}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w+)?/?"
)
# "48,73891; 37,58482", and with a point in any writing: "48.73891 37.58482", "48.73891%2C37.58482", "!3d48.7!4d37.5"
_DECIMALS = re.compile(
    r"(?<![\d.,])(?P<lat>[+-]?\d{1,3}[.,٫·]\d{3,8})(?:[\s,;/|،]{1,4}[nsew]?\s?|(?<=\d{4})\s[-–]\s(?=\d{1,3}[.,]\d{4})|%2[Cc](?:%20)?|!4d|\s?[&,;]?\s?\w{1,12}[=:]\s?)"
    r"(?P<lon>[+-]?\d{1,3}[.,٫·]\d{3,8})(?!\d|[.,]\d)"
)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")  # or three decimals
# "48 44 20, 37 35 05" and "48°44'20\", 37°35'05\"": numbers without a side; only marks tell them from times
_SIDELESS = re.compile(
    rf"(?<![\d.,:])(?P<lat>\d{{1,2}}(?:{_MARK}{{1,2}}\d{{1,2}}){{2}}(?:[.,]\d+)?){_MARK}{{0,2}}[\s,;/]{{1,3}}"
    rf"(?P<lon>\d{{1,3}}(?:{_MARK}{{1,2}}\d{{1,2}}){{2}}(?:[.,]\d+)?)(?!\d)"
)
# "48.738 91, 37.584 82" and "48 . 73891, 37 . 58482"
_SPACED_NUMBER = r"[+-]?\d{1,3}(?:[.,]\d{3}(?:\s\d{2,3}){1,2}|(?:\s[.,]\s?|[.,]\s)\d{3,8})"
_SPACED = re.compile(rf"(?<![\d.,])(?P<lat>{_SPACED_NUMBER})\s?[\s,;/]\s?(?P<lon>{_SPACED_NUMBER})(?![\d.,]\d)")
# "4.873891e1, 3.758482e1" and "4.873891 × 10^1"
_POWER_NUMBER = r"[+-]?\d{1,9}(?:[.,]\d{1,9})?\s?(?:e|[×x·*]\s?10\s?(?:\^|\*\*)?)\s?(?:[+−-]?\d{1,2}|[¹²³])"
_POWERS = re.compile(rf"(?<![\w.,])(?P<lat>{_POWER_NUMBER})\W{{1,6}}(?P<lon>{_POWER_NUMBER})(?!\w)", re.IGNORECASE)
_POWER = re.compile(r"(?P<digits>[+-]?[\d.,]+).*?(?P<power>[+−-]?\d{1,2}|[¹²³])$")
# "latitudeE7": 487389100, "longitudeE7": 375848200
_MILLIONTHS = re.compile(
    r"lat\w{0,10}e(?P<power>[67])\W{1,6}(?P<lat>-?\d{6,10})\W{1,6}\w{0,3}lon\w{0,10}e[67]\W{1,6}(?P<lon>-?\d{6,10})",
    re.IGNORECASE,
)
_GOOGLE = re.compile(r"!3d(?P<lat>-?\d{1,2}\.\d+)!4d(?P<lon>-?\d{1,3}\.\d+)")
_CODES = (
    # UTM: "37U 395863 5399450", "37 N 395863E 5399450N", "395863mE 5399450mN"
    re.compile(r"(?<!\w)0?\d{6}(?:\.\d+)?\s?m?\s?E[\s,]+\d{7}(?:\.\d+)?\s?m?\s?N\b"),
    re.compile(
        r"(?<!\w)\d{1,2}\s?[C-HJ-NP-X][\s,]+[E]?\s?0?\d{6}(?:\.\d+)?\s?m?\s?E?[\s,]+N?\s?\d{7}(?:\.\d+)?\s?m?\s?N?\b"
    ),
    # both in one number: "48.7389137.58482"
    re.compile(r"(?<![\w.])[+-]?\d{1,3}\.\d{5,11}\.\d{3,8}(?![\w.])"),
    # the military grid, to a kilometre and in small letters
    re.compile(
        r"(?<!\d)(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?"
        r"(?:(?:\d{2}\s\d{2}|\d{4}|\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})(?!\d)|\d{5}\s\d{5})",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)\d{1,2}\s[C-HJ-NP-X]\s[A-HJ-NP-Z]{2}\s(?:\d{4}\s\d{4}|\d{5}\s\d{5})(?!\d)"),
    # plus codes: "8GXJPHQM+HW", "PHQM+HW Sloviansk"
    re.compile(rf"(?<!\w)(?=[\d+]*[A-Z])[{_CODE}]{{4,8}}(?:\+|%2B)[{_CODE}]{{2,4}}(?!\w)", re.IGNORECASE),
    # three words
    re.compile(
        r"(?:///\s?|w3w\.co/|what3words(?:\.com/|\W{1,3})(?:(?:is|address)\W+){0,2})[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,}",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w.])[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,}(?=\W+(?:\w+\W+){0,3}what3words)", re.IGNORECASE),
    re.compile(rf"geohash\W{{1,3}}(?:org/|(?:is|of)\s)?[{_BASE32}]{{5,12}}\b", re.IGNORECASE),
)
_PACKED_ADDRESS = re.compile(r"(?<!\S)[^\s%]*+%\S*")  # what is packed for another address
_HASH = re.compile(rf"(?<![\w./-])(?=[a-z]*\d)(?=\d*[a-z])[{_BASE32}]{{6,12}}(?![\w-])")
_LOCATOR = re.compile(r"(?<!\w)(?P<field>[A-R]{2})(?P<square>\d{2})(?P<sub>[A-Xa-x]{2})(?P<fine>\d{2})?(?!\w)")


def notations_in(text: str) -> Iterator[Written]:
    """Each position in a text, in no order; one may be found twice."""
    yield from _numbers_in(text)
    yield from rarer_in(text)
    for pattern in _CODES:
        yield from ((match.span(), None) for match in pattern.finditer(text))
    for match in _HASH.finditer(text):
        yield match.span(), _of_hash(match[0])
    for match in _LOCATOR.finditer(text):
        yield match.span(), _of_locator(match)
    for match in _PACKED_ADDRESS.finditer(text):
        plain = unquote(match[0])  # shorter than what is packed, so that it ends
        if plain != match[0] and any(True for _ in notations_in(plain)):
            yield match.span(), None


def _numbers_in(text: str) -> Iterator[Written]:
    for pattern in _BY_SIDES:
        for match in pattern.finditer(text):
            yield from _angles(match)
    for match in _SIDELESS.finditer(text):
        lat, lon = _angle(match["lat"]), _angle(match["lon"])
        is_told = "°" in match["lat"] and "°" in match["lon"]
        yield from _within(match.span(), lat if is_told else (lat[0], math.inf), lon if is_told else (lon[0], math.inf))
    for pattern in (*_PACKED, _ISO):
        for match in pattern.finditer(text):
            lat, lon = _packed(match["lat"], 2), _packed(match["lon"], 3)
            found = match.groupdict()
            yield from _within(match.span(), _turned(lat, found.get("ns")), _turned(lon, found.get("ew")))
    yield from _other_numbers_in(text)
    for pattern in (_DECIMALS, _GOOGLE):
        for match in pattern.finditer(text):
            sharp = min(_digits(match["lat"]), _digits(match["lon"]))
            if _THOUSANDS.fullmatch(match["lat"]) and _THOUSANDS.fullmatch(match["lon"]):
                sharp = math.inf  # they are a position where there is one to be kept back
            one, other = _number(match["lat"]), _number(match["lon"])
            yield from _in_either_order(match.span(), (one, sharp), (other, sharp))


def _other_numbers_in(text: str) -> Iterator[Written]:
    """Numbers with spaces in them, with powers of ten, and in millionths; in both orders."""
    for match in _SPACED.finditer(text):
        plain = [re.sub(r"\s", "", match[side]) for side in ("lat", "lon")]
        yield from _in_either_order(match.span(), *((_number(one), _digits(one)) for one in plain))
    for match in _POWERS.finditer(text):
        yield from _in_either_order(match.span(), *(_powered(match[side]) for side in ("lat", "lon")))
    for match in _MILLIONTHS.finditer(text):
        unit = 10.0 ** -int(match["power"])
        yield from _within(match.span(), (int(match["lat"]) * unit, unit), (int(match["lon"]) * unit, unit))


def _in_either_order(span: tuple[int, int], one: tuple[float, float], other: tuple[float, float]) -> Iterator[Written]:
    yield from _within(span, one, other)
    yield from _within(span, other, one)


def _powered(written: str) -> tuple[float, float]:
    """Degrees of "4.873891e1", and what the last digit is worth."""
    parts = _POWER.fullmatch(written)
    assert parts  # noqa: S101 -- as it was found
    power = "¹²³".find(parts["power"]) + 1 or int(parts["power"].replace("−", "-"))
    digits = parts["digits"].rstrip(".,")
    return _number(digits) * 10.0**power, _digits(digits) * 10.0**power


def _angles(match: re.Match[str]) -> Iterator[Written]:
    yield from _within(
        match.span(), _turned(_angle(match["lat"]), match["ns"]), _turned(_angle(match["lon"]), match["ew"])
    )


def _within(span: tuple[int, int], lat: tuple[float, float], lon: tuple[float, float]) -> Iterator[Written]:
    """The point, where it is on Earth: degrees, and as its precision half of the last digit in km."""
    if abs(lat[0]) <= 90 and abs(lon[0]) <= 180:
        yield span, (lat[0], lon[0], min(lat[1], lon[1]) * _KM_PER_DEGREE / 2)


def _turned(angle: tuple[float, float], side: str | None) -> tuple[float, float]:
    return (-angle[0], angle[1]) if side and _SOUTH_OR_WEST.match(side) else angle


def _angle(written: str) -> tuple[float, float]:
    """Degrees, and what the last digit of them is worth."""
    parts = re.findall(_NUMBER, re.sub(r"\.", " ", written, count=2) if re.fullmatch(_DOTTED, written) else written)
    degrees = sum(_number(part) / 60**at for at, part in enumerate(parts))
    return (-degrees if written.startswith("-") else degrees), _digits(parts[-1]) / 60 ** (len(parts) - 1)


def _packed(written: str, whole: int) -> tuple[float, float]:
    """Degrees of "484420" or "48.739": degrees in so many digits, then minutes and seconds in two each."""
    digits, point, fraction = written.lstrip("+-").partition(".")
    parts = [digits[:whole], *(digits[at : at + 2] for at in range(whole, len(digits), 2))]
    parts[-1] += point + fraction
    degrees = sum(float(part) / 60**at for at, part in enumerate(parts))
    return (-degrees if written.startswith("-") else degrees), _digits(parts[-1]) / 60 ** (len(parts) - 1)


def _number(written: str) -> float:
    return float(re.sub("[,٫·]", ".", written))


def _digits(written: str) -> float:
    """The place value of the last digit of a number: 0.01 for "48.73"."""
    return 10.0 ** -len(re.split("[.,٫·]", written + ".")[1])


def _of_hash(code: str) -> tuple[float, float, float]:
    """The middle of a geohash."""
    bits = "".join(f"{_BASE32.index(letter):05b}" for letter in code)
    lon, lat = (_halved(bits[at::2], limit) for at, limit in ((0, 180.0), (1, 90.0)))
    return lat, lon, 180.0 / 2 ** len(bits[1::2]) * _KM_PER_DEGREE / 2


def _halved(bits: str, limit: float) -> float:
    low, high = -limit, limit
    for bit in bits:
        middle = (low + high) / 2
        low, high = (middle, high) if bit == "1" else (low, middle)
    return (low + high) / 2


def _of_locator(match: re.Match[str]) -> tuple[float, float, float]:
    """The middle of a square of the Maidenhead grid."""
    pairs = [match["field"], match["square"], match["sub"].upper(), match["fine"] or "55"]
    steps = [(20.0, 10.0), (2.0, 1.0), (1 / 12, 1 / 24), (1 / 120, 1 / 240)]
    lon, lat = -180.0, -90.0
    for pair, (across, up) in zip(pairs, steps, strict=True):
        numbers = [int(letter) if letter.isdigit() else ord(letter) - ord("A") for letter in pair]
        lon, lat = lon + numbers[0] * across, lat + numbers[1] * up
    return lat, lon, steps[3 if match["fine"] else 2][1] * _KM_PER_DEGREE / 2
