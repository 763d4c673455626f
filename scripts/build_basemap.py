"""Build mapper/page/basemap.bin, the one compact file that every page is drawn from.

    python scripts/build_basemap.py DIR [FILE]

How contested borders are drawn stands in docs/borders.tsv, which scripts/border_table.py reads.

DIR holds Natural Earth 1:10m layers as gzipped GeoJSON (land, lakes, rivers, boundaries, boundaries_disputed,
admin1_lines, urban_areas_50m, populated_places, airports, ports; public domain, naturalearthdata.com). The same input
gives the same bytes. The layout of the file is told in mapper/draw/basemap.py, which reads it.

Every vertex gets the level of detail from which it is needed: the Douglas-Peucker tolerance that would still keep it.
Such sets are nested, so drawing can thin a line by comparing numbers, finely here and coarsely there, without a
geometry library and without gaps between the two.
"""

import gzip
import json
import math
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import border_table
import numpy as np
import shapely
from border_table import EVERYWHERE, Sorted
from landmarks import landmarks
from numpy.typing import NDArray
from shapely.geometry import LineString, shape
from shapely.ops import polygonize

from mapper.draw.basemap import COARSE, FILE, LAYERS, SCALE

Feature = tuple[dict[str, Any], Any]  # properties, shapely geometry

# The finest tolerance of each layer, in degrees: what is left out here, no page can show.
FINEST = {"land": 0.001, "lakes": 0.002, "urban": 0.0015, "rivers": 0.002, "admin1": 0.003, "disputed": 0.001,
          "borders": 0.001}  # fmt: skip

# Names that have changed since Natural Earth took them down, or that are too long for a label.
COUNTRY_NAMES = {
    "AX": "Åland", "BS": "Bahamas", "CD": "DR Congo", "CG": "Congo", "CV": "Cabo Verde", "CW": "Curaçao",
    "CZ": "Czechia", "EH": "Western Sahara", "FM": "Micronesia", "GF": "French Guiana", "GM": "Gambia",
    "GP": "Guadeloupe", "GW": "Guinea-Bissau", "HK": "Hong Kong", "MK": "North Macedonia", "MO": "Macao",
    "MQ": "Martinique", "NZ": "New Zealand", "RE": "Réunion", "SJ": "Svalbard", "ST": "São Tomé and Príncipe",
    "SZ": "Eswatini", "TL": "Timor-Leste", "US": "United States", "VA": "Vatican", "YT": "Mayotte",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A ring or an open line as whole numbers of 1/SCALE degree.

    level  the level of detail from which the feature is drawn at all
    zoom   the web-map zoom from which it is drawn
    hole   a ring inside the ring before it
    policies  those that draw it, a bit each
    """

    layer: str
    points: NDArray[np.int64]
    levels: NDArray[np.uint8]
    level: int
    zoom: int
    hole: bool = False
    policies: int = EVERYWHERE


def main(folder: Path, target: Path = FILE) -> None:
    """Write the file."""
    contested = border_table.sort(read(folder, "boundaries") + read(folder, "boundaries_disputed"))
    lines = [line for layer in LAYERS for line in layer_lines(layer, folder, contested)]
    marks = landmarks(read(folder, "airports"), read(folder, "ports"))
    target.write_bytes(pack(lines, country_labels(folder, contested), border_table.names(), marks))
    vertices = sum(len(line.points) for line in lines)
    print(f"{target}: {len(lines):,} lines, {vertices:,} vertices, {target.stat().st_size / 1e6:.2f} MB")


def read(folder: Path, name: str) -> list[Feature]:
    """The features of one layer."""
    with gzip.open(folder / f"{name}.geojson.gz", "rt", encoding="utf-8") as stream:
        features = json.load(stream)["features"]
    # scalerank 100 is "Null Island", a joke of the cartographers at 0, 0.
    return [(f["properties"], shape(f["geometry"])) for f in features if f["properties"].get("scalerank") != 100]


def layer_lines(layer: str, folder: Path, contested: Sorted) -> Iterator[Line]:
    """Every line of a layer, in the order of the source."""
    makers = {"land": land, "urban": urban, "lakes": lakes, "rivers": rivers, "admin1": admin1}
    if layer in makers:
        yield from makers[layer](folder)
    for (place, policies), geometries in sorted(contested.items(), key=itemgetter(0)):
        if place == layer:
            level, zoom = (1, 5) if layer == "admin1" else (0, 0)
            yield from open_lines(layer, merged(geometries), level=level, zoom=zoom, policies=policies)


def land(folder: Path) -> Iterator[Line]:
    """Coasts, drawn everywhere."""
    for _, geometry in read(folder, "land"):
        yield from polygons("land", geometry, level=0, zoom=0)


def urban(folder: Path) -> Iterator[Line]:
    """Built-up areas, drawn where a reader has come close, without what of them lies beyond the finer coast."""
    ground = [part for _, geometry in read(folder, "land") for part in getattr(geometry, "geoms", [geometry])]
    tree = shapely.STRtree(ground)
    for _, geometry in read(folder, "urban_areas_50m"):
        box = geometry.buffer(0.1).bounds
        near = shapely.union_all([shapely.clip_by_rect(ground[i], *box) for i in tree.query(geometry)])
        for part in shapely.get_parts(shapely.intersection(shapely.make_valid(geometry), near)):
            if part.geom_type == "Polygon":
                yield from polygons("urban", part, level=2, zoom=7)


def lakes(folder: Path) -> Iterator[Line]:
    """Lakes and reservoirs, each from the zoom that Natural Earth says."""
    for properties, geometry in read(folder, "lakes"):
        yield from polygons("lakes", geometry, level=level_of(properties["min_zoom"]), zoom=int(properties["min_zoom"]))


def rivers(folder: Path) -> Iterator[Line]:
    """Rivers, each from the zoom that Natural Earth says; the centre lines of lakes are left out."""
    for properties, geometry in read(folder, "rivers"):
        if properties["featurecla"] == "River":
            level, zoom = level_of(properties["min_zoom"]), max(4, int(properties["min_zoom"]))
            yield from open_lines("rivers", geometry, level=level, zoom=zoom)


def admin1(folder: Path) -> Iterator[Line]:
    """First-level borders; where they are many and small, only near pins: they would be a net, not a map."""
    lines = [geometry for _, geometry in read(folder, "admin1_lines")]
    for part in merged(lines).geoms:
        west, south, east, north = part.bounds
        small = max(east - west, north - south) < 0.5
        yield from open_lines("admin1", part, level=1 + small, zoom=5 + small)


def merged(geometries: list[Any]) -> Any:
    """The lines joined end to end: pieces of two points each could not be thinned."""
    parts = [part for geometry in geometries for part in getattr(geometry, "geoms", [geometry])]
    return shapely.line_merge(shapely.multilinestrings(parts))


def level_of(min_zoom: float) -> int:
    """The level of detail from which a lake or river is drawn: the great ones everywhere, brooks near pins only."""
    return sum(min_zoom > bound for bound in (2.0, 5.0, 5.9))


def polygons(layer: str, geometry: Any, *, level: int, zoom: int) -> Iterator[Line]:
    """The rings of one feature, each outer one followed by its holes."""
    for polygon in getattr(geometry, "geoms", [geometry]):
        for i, ring in enumerate([polygon.exterior, *polygon.interiors]):
            west, south, east, north = ring.bounds
            seen = sum(max(east - west, north - south) < 3 * tolerance for tolerance in COARSE)
            line = simplified(layer, ring.coords, level=max(level, seen), zoom=zoom, hole=i > 0)
            # What shrinks to nothing on the grid is gone; without its outer ring a hole means nothing.
            if line is None and i == 0:
                break
            if line is not None:
                yield line


def open_lines(layer: str, geometry: Any, *, level: int, zoom: int, policies: int = EVERYWHERE) -> Iterator[Line]:
    """The parts of one feature."""
    for part in getattr(geometry, "geoms", [geometry]):
        line = simplified(layer, part.coords, level=level, zoom=zoom)
        if line is not None:
            yield replace(line, policies=policies)


def simplified(layer: str, coordinates: Iterable[Any], *, level: int, zoom: int, hole: bool = False) -> Line | None:
    """The line on the grid, each vertex with the level of detail from which it stays; None where too little is left."""
    grid = np.rint(np.asarray(coordinates)[:, :2] * SCALE).astype(np.int64)
    keep = np.ones(len(grid), dtype=bool)
    keep[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    grid = grid[keep]
    closed = layer in ("land", "lakes", "urban")
    if len(grid) < (4 if closed else 2):
        return None
    # A degree of longitude is shorter towards the poles, and the many arms of the Arctic need no more than others.
    true = grid * (math.cos(math.radians(grid[:, 1].mean() / SCALE)), 1.0)
    line = LineString(true)
    levels = np.full(len(grid), 255, dtype=np.uint8)
    for number, tolerance in reversed(list(enumerate((*COARSE, FINEST[layer])))):
        kept = np.asarray(shapely.simplify(line, tolerance * SCALE, preserve_topology=False).coords)
        levels[positions(true, kept)] = number
    if closed:  # a ring closes itself
        grid, levels = grid[:-1], levels[:-1]
    stays = levels != 255
    grid, levels = grid[stays], levels[stays]
    return Line(layer, grid, levels, level, zoom, hole) if len(grid) >= (3 if closed else 2) else None


def positions(points: NDArray[np.float64], kept: NDArray[np.float64]) -> list[int]:
    """Where the rows of `kept`, a subsequence, stand in `points`."""
    found, at = [], 0
    rows = [tuple(row) for row in points.tolist()]
    for row in map(tuple, kept.tolist()):
        at = rows.index(row, at)
        found.append(at)
        at += 1
    return found


def country_labels(folder: Path, contested: Sorted) -> list[list[Any]]:
    """[ISO 3166-1 code, name, lat, lon, zoom from which it fits], largest first.

    The label stands at the middle of the country's largest area, found by cutting the land along the borders.
    """
    areas = country_areas(folder, contested)
    tree = shapely.STRtree(areas)
    contested_names = [row for row in border_table.rows() if row.feature.startswith("label: ")]
    owners: dict[int, Counter[tuple[str, str]]] = {}
    for properties, point in read(folder, "populated_places"):
        code = "XK" if properties["adm0name"] == "Kosovo" else str(properties["iso_a2"])
        code = border_table.country_of(code, point, contested_names)
        for index in tree.query(point, predicate="within"):
            owners.setdefault(int(index), Counter())[code, properties["adm0name"]] += 1
    largest: dict[str, tuple[float, str, Any]] = {}
    for index, counts in sorted(owners.items()):
        (code, name), _ = min(counts.items(), key=lambda item: (-item[1], item[0]))
        area = areas[index]
        if code not in ("-99", "AQ") and area.area > largest.get(code, (0.0,))[0]:
            largest[code] = (area.area, COUNTRY_NAMES.get(code, name), area)
    rows = []
    for code, (size, name, area) in sorted(largest.items(), key=lambda item: (-item[1][0], item[0])):
        middle = label_point(area)
        zoom = min(6, max(2, round(math.log2(64 / math.sqrt(size)))))
        rows.append([code, name, round(middle.y, 2), round(middle.x, 2), zoom])
    return rows


def label_point(area: Any) -> Any:
    """The middle of the largest circle in the area."""
    fine = math.sqrt(area.area) / 50
    coarse = area.simplify(fine)
    part = max(getattr(coarse, "geoms", [coarse]), key=lambda polygon: polygon.area)
    # The circle comes as a line from its middle to its edge.
    return shapely.Point(shapely.maximum_inscribed_circle(part, tolerance=fine).coords[0])


def country_areas(folder: Path, contested: Sorted) -> list[Any]:
    """The land, cut along the borders of the first policy, drawn out to the coast where they stop short of it."""
    coast = [ring for _, land in read(folder, "land") for polygon in getattr(land, "geoms", [land])
             for ring in [polygon.exterior, *polygon.interiors]]  # fmt: skip
    lines = [part for (layer, policies), geometries in contested.items() if layer != "admin1" and policies & 1
             for geometry in geometries for part in getattr(geometry, "geoms", [geometry])]  # fmt: skip
    tree = shapely.STRtree(coast)
    bridges = []
    for line in lines:
        for end in (line.coords[0], line.coords[-1]):
            point = shapely.Point(end)
            target = shapely.shortest_line(point, coast[tree.nearest(point)])
            if 0 < target.length < 0.1:
                (x0, y0), (x1, y1) = target.coords
                over = 1 + 0.002 / target.length  # 0.002 degrees beyond, so that the two surely cross
                bridges.append(LineString([(x0, y0), (x0 + (x1 - x0) * over, y0 + (y1 - y0) * over)]))
    return list(polygonize(shapely.union_all([*coast, *lines, *bridges])))


def pack(
    lines: list[Line], countries: list[list[Any]], territories: dict[str, list[str]], marks: list[list[Any]]
) -> bytes:
    """The file, as mapper/draw/basemap.py reads it."""
    points = np.concatenate([line.points for line in lines])
    steps = np.diff(points, axis=0, prepend=0).astype("<i4")
    header = {"lines": len(lines), "vertices": len(points), "countries": countries, "territories": territories,
              "marks": marks}  # fmt: skip
    parts = [
        json.dumps(header, ensure_ascii=False).encode() + b"\n",
        np.array([len(line.points) for line in lines], "<u4").tobytes(),
        bytes(LAYERS.index(line.layer) for line in lines),
        bytes(line.level for line in lines),
        bytes(line.zoom for line in lines),
        bytes(line.hole for line in lines),
        bytes(line.policies for line in lines),
        np.concatenate([line.levels for line in lines]).tobytes(),
        # Byte by byte, all the low ones first: the high ones are nearly all alike and cost nothing then.
        *(
            steps[:, axis].copy().view(np.uint8).reshape(-1, 4)[:, byte].tobytes()
            for axis in (0, 1)
            for byte in range(4)
        ),
    ]
    return zlib.compress(b"".join(parts), 9)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python scripts/build_basemap.py DIR [FILE] (DIR has Natural Earth's layers as *.geojson.gz)")
    main(*map(Path, sys.argv[1:]))
