"""The lines in some boxes of PMTiles, version 3 (github.com/protomaps/PMTiles), with vector tiles (MVT 2.1)."""

import gzip
import math
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

__all__ = ["Box", "Point", "features_of"]

Point = tuple[float, float]  # longitude, latitude
Box = tuple[float, float, float, float]  # west, south, east, north

_HEAD = 127  # bytes
_GZIP, _VECTOR = 2, 1  # codes of the head
_LINE = 2  # of the sorts of geometry
_MOST_TILES = 4_000
_LAYERS = ("roads", "transportation", "transit", "railways", "streets", "lines")  # those of an extract that have ways


def features_of(path: Path, boxes: list[Box]) -> Iterator[tuple[Mapping[str, Any], list[list[Point]]]]:
    """Properties and lines of each feature that is a line. Raises ValueError for any other file."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        version, packed, squeezed, kind, finest = head[7], head[97], head[98], head[99], head[101]
        if version != 3 or kind != _VECTOR or {packed, squeezed} - {1, _GZIP}:
            raise ValueError("it has to be of version 3, with vector tiles, gzipped or plain")
        root, root_size, _, _, leaves, _, tiles, _ = struct.unpack_from("<8Q", head, 8)
        wanted = sorted({(_number(finest, x, y), x, y) for x, y in _cells(boxes, finest)})[:_MOST_TILES]
        seen = set()
        for number, x, y in wanted:
            place = _find(stream, number, (root, root_size), leaves, packed)
            if place is None or (place, x, y) in seen:
                continue
            seen.add((place, x, y))
            yield from _tile(_read(stream, tiles + place[0], place[1], squeezed), finest, x, y)


def _read(stream: BinaryIO, at: int, size: int, packed: int) -> bytes:
    stream.seek(at)
    data = stream.read(size)
    return gzip.decompress(data) if packed == _GZIP else data


def _cells(boxes: Iterable[Box], zoom: int) -> Iterator[tuple[int, int]]:
    for west, south, east, north in boxes:
        (left, bottom), (right, top) = _cell(west, south, zoom), _cell(east, north, zoom)
        yield from ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _cell(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    down = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    most = 2**zoom - 1
    return min(most, int((lon + 180) / 360 * 2**zoom)), min(most, int(down * 2**zoom))


def _number(zoom: int, x: int, y: int) -> int:
    """The number of a tile: all coarser ones count first, then those along a Hilbert curve."""
    number, size = ((1 << 2 * zoom) - 1) // 3, 1 << zoom >> 1
    while size:
        right, low = int(x & size > 0), int(y & size > 0)
        number += size * size * ((3 * right) ^ low)
        if not low:
            if right:
                x, y = size - 1 - x, size - 1 - y
            x, y = y, x
        size //= 2
    return number


def _find(stream: BinaryIO, number: int, where: tuple[int, int], leaves: int, packed: int) -> tuple[int, int] | None:
    """Offset and size of a tile among the tiles; None where the file has none."""
    for _ in range(4):
        entries = _directory(_read(stream, *where, packed))
        last = next((entry for entry in reversed(entries) if entry[0] <= number), None)
        if last is None:
            return None
        first, offset, size, runs = last
        if runs:
            return (offset, size) if number < first + runs else None
        where = (leaves + offset, size)
    return None


def _directory(data: bytes) -> list[tuple[int, int, int, int]]:
    """(first tile, offset, size, how many tiles it is for) of each entry; 0 tiles are a leaf of the directory."""
    numbers = _varints(data)
    count = next(numbers)
    first, firsts = 0, []
    for _ in range(count):
        first += next(numbers)
        firsts.append(first)
    runs = [next(numbers) for _ in range(count)]
    sizes = [next(numbers) for _ in range(count)]
    offsets: list[int] = []
    for i in range(count):
        given = next(numbers)
        offsets.append(given - 1 if given else offsets[i - 1] + sizes[i - 1])
    return list(zip(firsts, offsets, sizes, runs, strict=True))


def _varints(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """The fields of a message of Protocol Buffers: number, and a whole number or bytes."""
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    while at < len(data):
        key = varint()
        match key & 7:
            case 0:
                yield key >> 3, varint()
            case 1 | 5 as wire:
                size = 8 if wire == 1 else 4
                yield key >> 3, data[at : at + size]
                at += size
            case 2:
                size = varint()
                yield key >> 3, data[at : at + size]
                at += size
            case _:
                raise ValueError("a tile is broken")


def _tile(data: bytes, zoom: int, x: int, y: int) -> Iterator[tuple[Mapping[str, Any], list[list[Point]]]]:
    for number, layer in _fields(data):
        if number == 3:
            yield from _layer(layer, zoom, x, y)


def _layer(data: bytes, zoom: int, x: int, y: int) -> Iterator[tuple[Mapping[str, Any], list[list[Point]]]]:
    fields = list(_fields(data))
    name = next((value.decode() for number, value in fields if number == 1), "")
    if name not in _LAYERS:
        return
    keys = [value.decode() for number, value in fields if number == 3]
    values = [next((v.decode() if isinstance(v, bytes) and n == 1 else v for n, v in _fields(value)), "")
              for number, value in fields if number == 4]  # fmt: skip
    extent = next((value for number, value in fields if number == 5), 4096)
    for feature in (dict(_fields(value)) for number, value in fields if number == 2):
        if feature.get(3) == _LINE:
            tags = list(_varints(feature.get(2, b"")))
            properties = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
            yield properties, [[_degrees(px / extent, py / extent, zoom, x, y) for px, py in line]
                               for line in _lines(list(_varints(feature[4])))]  # fmt: skip


def _lines(commands: list[int]) -> list[list[tuple[int, int]]]:
    lines: list[list[tuple[int, int]]] = []
    at = x = y = 0
    while at < len(commands):
        form, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if form == 1:
            lines.append([])
        for _ in range(count if form in (1, 2) else 0):
            dx, dy = commands[at], commands[at + 1]
            x, y, at = x + ((dx >> 1) ^ -(dx & 1)), y + ((dy >> 1) ^ -(dy & 1)), at + 2
            lines[-1].append((x, y))
    return lines


def _degrees(across: float, down: float, zoom: int, x: int, y: int) -> Point:
    north = math.pi * (1 - 2 * (y + down) / 2**zoom)
    return 360 * (x + across) / 2**zoom - 180, math.degrees(math.atan(math.sinh(north)))
