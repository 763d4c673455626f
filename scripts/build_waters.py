"""Build mapper/page/waters.bin: the rivers, lakes, seas and straits of the gazetteer as shapes.

    python scripts/build_waters.py DIR FEATURES [FILE]

DIR holds Natural Earth's layers, FEATURES is its table of named features (../shared/reference); both are public domain.
Build mapper/page/basemap.bin first: a shape is told by the vertices of that file, so that a shaded lake ends where its
shore is drawn. Rivers and lakes are found by their names, near the gazetteer's point. A sea is the water around its
point within limits: those of scripts/sea_limits.tsv, "lat lon, …" over land and across the water where one sea ends
and another begins, written for this project after the International Hydrographic Organization's S-23; else Natural
Earth's box around it, where little of that runs across water. Oceans have no shape: they are named alone. The layout
of the file is told in mapper/draw/waters.py, which reads it.
"""

import csv
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from build_basemap import label_point, read, simplified
from ne_features import TABLES, features, written_out

from gazetteer import Gazetteer, Place
from gazetteer.names import fold
from mapper.draw import basemap
from mapper.draw.basemap import LAYERS, SCALE
from mapper.draw.waters import FILE, ISLAND, LINE, RING

LIMITS = Path(__file__).parent / "sea_limits.tsv"
KINDS = ("river", "lake", "sea", "strait")
WORDS = ("river", "reservoir", "lake", "lac", "lago", "ozero")  # that a name has or lacks
APART = {"river": 0.7, "lake": 0.1}  # degrees between two parts of one water
FAR = 1.0  # degrees from the gazetteer's point, or as far as that is precise
OPEN = 0.3  # of the edge of a sea: what is not coast at most, where its limits are only a box
WIDEST = 90  # degrees: wider only oceans are
COARSE = 0.03  # degrees: tolerance of what the outlines do not have

Point = tuple[int, int]
Run = tuple[int, list[Point]]  # one of LINE, RING and ISLAND


class Outlines:
    """The vertices of the basemap by their points."""

    def __init__(self) -> None:
        lines = basemap._load()  # noqa: SLF001 -- the file as it is, before any page chooses from it
        self.points = [(int(x), int(y)) for x, y in lines.points]
        self.numbers: dict[Point, list[int]] = defaultdict(list)
        wanted = np.isin(lines.layer, [LAYERS.index(layer) for layer in ("land", "lakes", "rivers")])[lines.line]
        for number in np.flatnonzero(wanted).tolist():
            self.numbers[self.points[number]].append(number)
        bounds = [*lines.start.tolist(), len(self.points)]
        land = [i for i, layer in enumerate(lines.layer) if LAYERS[layer] == "land"]
        rings = [shapely.Polygon(self.points[bounds[i] : bounds[i + 1]]) for i in land]
        # Inland seas are holes in the land.
        self.land = [shapely.make_valid(ring) for ring, i in zip(rings, land, strict=True) if not lines.hole[i]]
        self.holes = [ring for ring, i in zip(rings, land, strict=True) if lines.hole[i]]

    def pieces(self, points: list[Point]) -> Iterator[list[Any]]:
        """Runs of the basemap's vertices, [first, last], and of other points, [null, x, y, x, y, …]."""
        at = 0
        while at < len(points):
            best = max((self._run(points, at, number, way) for number in self.numbers.get(points[at], ())
                        for way in (1, -1)), key=abs, default=0)  # fmt: skip
            if best:
                first = next(
                    n for n in self.numbers[points[at]] if self._run(points, at, n, 1 if best > 0 else -1) == best
                )
                yield [first, first + best - (1 if best > 0 else -1)]
                at += abs(best)
            else:
                own = list(iter_until(points, at, self.numbers))
                yield [None, *(value for point in own for value in point)]
                at += len(own)

    def _run(self, points: list[Point], at: int, number: int, way: int) -> int:
        """How many of the points from there on are the vertices from this number on, less than 0 for backwards."""
        count = 0
        while at + count < len(points) and 0 <= number + way * count < len(self.points):
            if self.points[number + way * count] != points[at + count]:
                break
            count += 1
        return way * count


def iter_until(points: list[Point], at: int, known: Any) -> Iterator[Point]:
    """The points from there on that are not known."""
    for point in points[at:]:
        if point in known:
            return
        yield point


def main(folder: Path, table: Path, target: Path = FILE) -> None:
    """Write the file."""
    outlines = Outlines()
    places = waters()
    found: dict[str, tuple[Any, list[Run]]] = {}
    named = NamedFeatures(folder)
    limits = sea_limits(table, places)
    for place, names in places:
        if place.kind in APART:
            runs = named.runs(place, names)
            middle = nearest(place, runs)
        else:
            middle, runs = sea(place, limits.get(place.id, []), outlines, strict=place.id not in written())
        if runs:
            found[place.id] = middle, runs
    rows = {
        key: [*middle, [[sort, list(outlines.pieces(points))] for sort, points in runs]]
        for key, (middle, runs) in sorted(found.items())
    }
    target.write_bytes(zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 9))
    print(f"{target}: {len(rows)} of {len(places)} waters, {target.stat().st_size / 1e3:.0f} kB")


def waters() -> list[tuple[Place, set[str]]]:
    """The gazetteer's waters of its own tables, with their folded names."""
    with Gazetteer.open() as gazetteer:
        ids = [row["id"] for name in ("waters", "natural_earth", "areas") for row in rows_of(TABLES / f"{name}.tsv")
               if row["kind"] in KINDS]  # fmt: skip
        names = gazetteer.names(ids)
        return [(place, {bare(name) for name in (place.name, *names.get(key, ()))})
                for key in ids if (place := gazetteer.get(key))]  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def bare(name: str) -> str:
    """A name without what says that it is a river or lake."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in WORDS) or " ".join(words)


# ---------------------------------------------------------------- rivers and lakes


class NamedFeatures:
    """Natural Earth's rivers and lakes by name."""

    def __init__(self, folder: Path) -> None:
        self.named: dict[tuple[str, str], list[tuple[Any, Any]]] = defaultdict(list)
        self.lakes = [(properties, geometry) for properties, geometry in read(folder, "lakes")]
        for kind, layer in (("river", read(folder, "rivers")), ("lake", self.lakes)):
            for properties, geometry in layer:
                name = properties.get("name") or ""
                for spelling in {bare(name), bare(written_out(name))} - {""}:
                    self.named[kind, spelling].append((properties, geometry))

    def runs(self, place: Place, names: set[str]) -> list[Run]:
        """The lines of a river, the shores of a lake."""
        point = shapely.Point(place.lon, place.lat)
        known = {id(g): (p, g) for name in names for p, g in self.named[place.kind, name]}
        if place.kind == "lake":
            known |= {id(g): (p, g) for p, g in self.lakes if g.contains(point)}
        left = sorted(known.values(), key=lambda part: part[1].distance(point))
        if not left or left[0][1].distance(point) > max(FAR, place.precision_km / 111):
            return []
        whole, left = [left[0]], left[1:]
        while near := [p for p in left if any(p[1].distance(q[1]) <= APART[place.kind] for q in whole)]:
            whole += near
            left = [part for part in left if all(part is not other for other in near)]
        return [run for properties, geometry in whole for run in runs_of(place.kind, properties, geometry)]


def runs_of(kind: str, properties: dict[str, Any], geometry: Any) -> Iterator[Run]:
    """The runs of one feature as the basemap has them; what runs through a lake, which it has not, more coarsely."""
    layer = "lakes" if kind == "lake" else "rivers"
    # What lies inside is to the left of each ring.
    for part in getattr(geometry, "geoms", [shapely.orient_polygons(geometry)]):
        if properties.get("featurecla") == "Lake Centerline":
            part = part.simplify(COARSE)  # noqa: PLW2901 -- the same line
        for ring in [part.exterior, *part.interiors] if kind == "lake" else [part]:
            if line := simplified(layer, ring.coords, level=0, zoom=0):
                yield RING if kind == "lake" else LINE, [(int(x), int(y)) for x, y in line.points]


def nearest(place: Place, runs: list[Run]) -> list[float]:
    """Where the name of a river or lake stands: latitude and longitude."""
    if not runs:
        return [place.lat, place.lon]
    if runs[0][0]:
        middle = label_point(max((shapely.Polygon(points) for _, points in runs), key=lambda ring: ring.area))
        return [round(middle.y / SCALE, 2), round(middle.x / SCALE, 2)]
    here = shapely.Point(place.lon * SCALE, place.lat * SCALE)
    x, y = min((point for _, points in runs for point in points), key=lambda point: here.distance(shapely.Point(point)))
    return [round(y / SCALE, 2), round(x / SCALE, 2)]


# ---------------------------------------------------------------- seas


def written() -> dict[str, list[Any]]:
    """The limits that are written out, on the grid."""
    return {
        row["id"]: [
            shapely.Polygon([(float(lon) * SCALE, float(lat) * SCALE) for lat, lon in map(str.split, part.split(","))])
            for part in row["limits"].split(";")
        ]
        for row in rows_of(LIMITS)
    }


def sea_limits(table: Path, places: Iterable[tuple[Place, set[str]]]) -> dict[str, list[Any]]:
    """The limits of each sea: those that are written out, else Natural Earth's box."""
    boxes = defaultdict(list)
    for feature in features(table):
        if feature.kind in ("sea", "strait"):
            for name in feature.names:
                boxes[fold(name)].append(feature)
    limits = {}
    for place, _ in places:
        near = [f for f in boxes[fold(place.name)] if abs(f.lat - place.lat) < 3 and abs(f.lon - place.lon) < 3]
        if near and near[0].east - near[0].west < WIDEST:
            f = near[0]
            limits[place.id] = [shapely.box(f.west * SCALE, f.south * SCALE, f.east * SCALE, f.north * SCALE)]
    return limits | written()


def sea(place: Place, limits: list[Any], outlines: Outlines, *, strict: bool) -> tuple[list[float], list[Run]]:
    """The water within the limits that holds the point, and where its name stands."""
    here = shapely.Point(place.lon * SCALE, place.lat * SCALE)
    tree = shapely.STRtree(outlines.land)
    parts = []
    for limit in limits:
        box = shapely.box(*limit.buffer(1).bounds)
        clipped = [shapely.intersection(outlines.land[i], box) for i in tree.query(limit)]
        water = shapely.difference(limit, shapely.union_all(surfaces(clipped)), grid_size=1)
        inland = [shapely.intersection(hole, limit, grid_size=1) for hole in outlines.holes if hole.intersects(limit)]
        found = shapely.get_parts(shapely.union_all([water, *inland], grid_size=1))
        if len(found):
            parts.append(min(found, key=lambda part: (part.distance(here), -part.area)))
    if len(parts) > 1:  # the two sides of the date line
        parts = [max(shapely.get_parts(part), key=lambda piece: piece.area) for part in parts]
    parts = [shapely.orient_polygons(part) for part in parts if part.area]
    runs = [(ISLAND if number else RING, [(round(x), round(y)) for x, y in ring.coords[:-1]])
            for part in parts for number, ring in enumerate((part.exterior, *part.interiors))]  # fmt: skip
    if not runs or (strict and openness(runs[0][1], outlines) > OPEN):
        return [place.lat, place.lon], []
    middle = here if any(part.contains(here) for part in parts) else label_point(max(parts, key=lambda part: part.area))
    return [round(middle.y / SCALE, 2), round(middle.x / SCALE, 2)], runs


def surfaces(geometries: list[Any]) -> list[Any]:
    """The polygons among them: what only touches an edge is none."""
    return [part for part in shapely.get_parts(shapely.get_parts(geometries)) if part.geom_type == "Polygon"]


def openness(points: list[Point], outlines: Outlines) -> float:
    """The share of a ring that is no coast."""
    steps = [(shapely.Point(a).distance(shapely.Point(b)), a in outlines.numbers and b in outlines.numbers)
             for a, b in zip(points, [*points[1:], points[0]], strict=True)]  # fmt: skip
    return float(sum(length for length, coast in steps if not coast) / sum(length for length, _ in steps))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: python scripts/build_waters.py DIR FEATURES [FILE]")
    main(*map(Path, sys.argv[1:]))
