"""Build mapper/page/areas.bin: the countries and first-level regions as areas, for each policy of contested borders.

    python scripts/build_areas.py DIR [FILE]

The areas are cut from the very lines that mapper/page/basemap.bin draws, so that a filled country ends where its coast
and its border are drawn; build that one first. Where a line stops short of the next it is drawn out to it. The
gazetteer says whose a piece of land is: most of the places in it decide, and where there are none DIR, the folder of
Natural Earth's layers, has a point with the country's name. Contested areas follow docs/borders.tsv. The same input
gives the same bytes; the layout of the file is told in mapper/draw/areas.py, which reads it.
"""

import json
import math
import sqlite3
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import border_table
import numpy as np
import shapely
from area_lines import DIVIDES, Edge, Point, Source, arrangement, source_lines
from build_basemap import label_point, read

from gazetteer import Gazetteer
from gazetteer.place import KINDS
from mapper.draw import basemap
from mapper.draw.areas import FILE
from mapper.draw.basemap import SCALE
from mapper.draw.borders import POLICIES

ALONE = 2.0 * SCALE  # how far an island may be from the land that it is said to go with
GAP = 0.02  # of the edge of a piece of land: what it shares more of with another is more than a gap in a border
TELLING = ("district", "city", "village", "island", "mountain", "facility", "camp")  # kinds that say whose land it is

Owner = tuple[str, ...]  # codes of countries in the order of POLICIES, then the name of the region


def main(folder: Path, target: Path = FILE) -> None:
    """Write the file."""
    lines = source_lines()
    edges, faces = arrangement(lines)
    owners = owned(faces, edges, folder)
    cells = sorted({owner for owner in owners if any(owner)})
    arcs = dissolved(edges, [cells.index(owner) + 1 if any(owner) else 0 for owner in owners])
    target.write_bytes(pack(arcs, cells, labels(faces, owners), levels_of(lines)))
    print(f"{target}: {len(cells):,} cells, {len(arcs):,} arcs, {target.stat().st_size / 1e6:.2f} MB")


# ---------------------------------------------------------------- faces -> owners


def owned(faces: list[Any], edges: list[Edge], folder: Path) -> list[Owner]:
    """For each face its country under each policy and its region; "" where nobody's."""
    votes = voted(faces, folder)
    countries = [countries_under(policy, faces, edges, votes) for policy in range(len(POLICIES))]
    regions = []
    for number, counts in enumerate(votes):
        own = {region: n for (code, region), n in counts.items() if code == countries[0][number] and region}
        regions.append(most(own))
    spread(regions, [(c, *_) for c, *_ in zip(*countries, strict=True)], edges, faces)
    return [(*codes, region) for *codes, region in zip(*countries, regions, strict=True)]


def voted(faces: list[Any], folder: Path) -> list[Counter[tuple[str, str]]]:
    """How much speaks for each country and region in each face."""
    votes: list[Counter[tuple[str, str]]] = [Counter() for _ in faces]
    tree = shapely.STRtree(faces)
    with Gazetteer.open() as gazetteer:
        names = {place.name: place.country for place in gazetteer.countries()}
        path = gazetteer.path
    kinds = ", ".join(str(KINDS.index(kind)) for kind in TELLING)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as rows:
        places = rows.execute(
            "SELECT lon, lat, p.country, coalesce(r.name, ''), population FROM places p LEFT JOIN regions r "  # noqa: S608 -- numbers
            f"USING (region) WHERE kind IN ({kinds}) AND p.country != '' ORDER BY place"
        ).fetchall()
    points = shapely.points([(lon / 1e5 * SCALE, lat / 1e5 * SCALE) for lon, lat, *_ in places])
    for place, face in zip(*tree.query(points, predicate="within"), strict=True):
        _, _, code, region, people = places[place]
        votes[face][code, region] += round(100 * (1 + math.log10(people + 1)))
    names |= {country.name: country.code for country in basemap.countries()}
    of_admin = {p["adm0name"]: p["iso_a2"] for p, _ in read(folder, "populated_places") if p["iso_a2"] != "-99"}
    for properties, point in read(folder, "admin1_label_points"):
        # Natural Earth counts some islands among the regions of a country that have a code of their own.
        code = (
            names.get(properties.get("name", "")) or names.get(properties["admin"]) or of_admin.get(properties["admin"])
        )
        here = shapely.Point(point.x * SCALE, point.y * SCALE)
        for face in tree.query(here, predicate="within") if code else ():
            votes[face][code, ""] += 1
    return votes


def countries_under(
    policy: int, faces: list[Any], edges: list[Edge], votes: list[Counter[tuple[str, str]]]
) -> list[str]:
    """The country of each face: what no border of the policy divides is one country's."""
    home = list(range(len(faces)))

    def root(face: int) -> int:
        while home[face] != face:
            home[face] = face = home[home[face]]
        return face

    shared: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        left, right = sorted(edge.faces)
        if left >= 0 and not any(layer in DIVIDES and mask >> policy & 1 for layer, mask in edge.classes):
            shared[left, right] += shapely.LineString(edge.points).length
    for (left, right), length in shared.items():
        # A gap where three borders nearly meet makes no country of two.
        if length > GAP * min(faces[left].length, faces[right].length):
            home[root(left)] = root(right)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for face, said_here in enumerate(votes):
        for (code, _), count in said_here.items():
            counts[root(face)][code] += count
    tree = shapely.STRtree(faces)
    said = {
        root(int(face)): codes[policy].replace("-", "")
        for lon, lat, codes in border_table.areas()
        for face in tree.query(shapely.Point(lon * SCALE, lat * SCALE), predicate="within")
    }
    called = {group: most(codes) for group, codes in counts.items()} | said
    found = [called.get(root(face), "") for face in range(len(faces))]
    spread(found, [()] * len(faces), edges, faces)
    return [said.get(root(face), code) for face, code in enumerate(found)]


def most(counts: dict[str, int]) -> str:
    """The one with most votes; "" of none."""
    return min(counts, key=lambda name: (-counts[name], name), default="")


def spread(names: list[str], within: list[tuple[str, ...]], edges: list[Edge], faces: list[Any]) -> None:
    """Give faces without a name that of the neighbour they share most of their edge with, islands the nearest one's."""
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for edge in edges:
        left, right = edge.faces
        if left >= 0 and right >= 0 and within[left] == within[right]:
            shared[left][right] += len(edge.points)
            shared[right][left] += len(edge.points)
    waiting = [face for face, name in enumerate(names) if not name and shared[face]]
    while given := {
        face: most({names[other]: n for other, n in shared[face].items() if names[other]}) for face in waiting
    }:
        for face, name in given.items():
            names[face] = name
        if not any(given.values()):
            break
        waiting = [face for face in waiting if not names[face]]
    coast = [(edge, face) for edge in edges for face in edge.faces if face >= 0 and names[face]]
    tree = shapely.STRtree([shapely.LineString(edge.points) for edge, _ in coast])
    for face, name in enumerate(names):
        if not name and not shared[face]:
            middle = faces[face].representative_point()
            near = tree.query(middle, predicate="dwithin", distance=ALONE)
            found = [(tree.geometries[i].distance(middle), coast[i][1]) for i in near]
            names[face] = next((names[other] for _, other in sorted(found) if within[other] == within[face]), "")


# ---------------------------------------------------------------- owners -> arcs


@dataclass
class Arc:
    """A line between two cells, numbered from 1; 0 is the sea. `left` lies to the left of its direction."""

    points: list[Point]
    left: int
    right: int


def dissolved(edges: list[Edge], cell: list[int]) -> list[Arc]:
    """The edges between two cells, joined where nothing else meets them."""
    kept = []
    for edge in edges:
        left, right = (cell[face] if face >= 0 else 0 for face in edge.faces)
        if left != right:
            kept.append(Arc(edge.points, left, right) if left > right else Arc(edge.points[::-1], right, left))
    meets = Counter(point for arc in kept for point in (arc.points[0], arc.points[-1]))
    starts = {arc.points[0]: arc for arc in kept if meets[arc.points[0]] == 2}
    done: set[int] = set()
    joined = []
    loops = {id(arc) for arc in kept if arc.points[0] == arc.points[-1]}
    # First what begins at a junction; what is left are rings of several edges.
    for arc in sorted(kept, key=lambda arc: meets[arc.points[0]] == 2):
        if id(arc) in done:
            continue
        done.add(id(arc))
        points = list(arc.points)
        while id(arc) not in loops and (after := starts.get(points[-1])) and id(after) not in done:
            if (after.left, after.right) != (arc.left, arc.right):
                break
            done.add(id(after))
            points += after.points[1:]
        joined.append(Arc(points, arc.left, arc.right))
    return joined


def levels_of(lines: list[Source]) -> dict[Point, int]:
    """The level of detail from which each vertex of the basemap is drawn."""
    levels: dict[Point, int] = {}
    for line in lines:
        for (x, y), level in zip(line.points.tolist(), line.needed.tolist(), strict=True):
            levels[x, y] = min(level, levels.get((x, y), 255))
    return levels


def labels(faces: list[Any], owners: list[Owner]) -> list[list[Any]]:
    """[country, region or "", lat, lon] of the middle of each area's largest part, by the first policy."""
    parts: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for face, (*codes, region) in zip(faces, owners, strict=True):
        for key in {(codes[0], ""), (codes[0], region)}:
            parts[key].append(face)
    rows = []
    for (code, region), found in sorted(parts.items()):
        if code:
            middle = label_point(shapely.union_all(found))
            rows.append([code, region, round(middle.y / SCALE, 2), round(middle.x / SCALE, 2)])
    return rows


def pack(arcs: list[Arc], cells: list[Owner], middles: list[list[Any]], levels: dict[Point, int]) -> bytes:
    """The file, as mapper/draw/areas.py reads it."""
    arcs.sort(key=lambda arc: (arc.left, arc.right, arc.points[0]))
    points = np.array([point for arc in arcs for point in arc.points])
    needed = bytes(
        0 if i in (0, len(arc.points) - 1) else levels.get(point, 3)
        for arc in arcs
        for i, point in enumerate(arc.points)
    )
    steps = np.diff(points, axis=0, prepend=0).astype("<i4")
    header = {"arcs": len(arcs), "vertices": len(points), "cells": cells, "labels": middles}
    return zlib.compress(b"".join([
        json.dumps(header, ensure_ascii=False).encode() + b"\n",
        np.array([len(arc.points) for arc in arcs], "<u4").tobytes(),
        np.array([(arc.left, arc.right) for arc in arcs], "<u2").tobytes(),
        needed,
        *(steps[:, axis].copy().view(np.uint8).reshape(-1, 4)[:, byte].tobytes()
          for axis in (0, 1) for byte in range(4)),
    ]), 9)  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python scripts/build_areas.py DIR [FILE] (DIR has Natural Earth's layers as *.geojson.gz)")
    main(*map(Path, sys.argv[1:]))
