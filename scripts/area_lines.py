"""The lines of mapper/page/basemap.bin -> what they cut the land into, for scripts/build_areas.py."""

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mapper.draw import basemap
from mapper.draw.basemap import LAYERS, SCALE

REACH = 0.1 * SCALE  # how far a line is drawn out to the next
PIECE = 32  # steps of a line that are looked up together
DIVIDES = ("disputed", "borders")  # what stands between two countries

Point = tuple[int, int]  # on the grid of the basemap


@dataclass
class Edge:
    """A line between two junctions. `classes` are the layers and policies it is drawn in, `faces` what lies beside it:
    to the left of its direction, then to the right; -1 where that is the sea.
    """

    points: list[Point]
    classes: set[tuple[str, int]] = field(default_factory=set)
    faces: list[int] = field(default_factory=lambda: [-1, -1])


@dataclass(frozen=True)
class Source:
    """A line of the basemap."""

    layer: str
    policies: int
    points: NDArray[np.int64]
    needed: NDArray[np.uint8]
    hole: bool


def source_lines() -> list[Source]:
    """Coasts, borders and regions' lines as the basemap has them; rings closed."""
    lines, found = basemap._load(), []  # noqa: SLF001 -- the file as it is, before any page chooses from it
    for i, (start, end) in enumerate(zip(lines.start, [*lines.start[1:], len(lines.points)], strict=True)):
        layer = LAYERS[lines.layer[i]]
        if layer in ("land", "admin1", *DIVIDES):
            at = [*range(start, end), *([start] if layer == "land" else [])]
            found.append(Source(layer, int(lines.policies[i]), lines.points[at], lines.needed[at], bool(lines.hole[i])))
    return found


def arrangement(lines: list[Source]) -> tuple[list[Edge], list[Any]]:
    """What the lines cut the land into, and the edges between."""
    pieces = [(line, shapely.LineString(line.points[i : i + PIECE + 1]))
              for line in lines for i in range(0, len(line.points) - 1, PIECE)]  # fmt: skip
    pieces += drawn_out(lines, pieces)
    geometries = np.array([geometry for _, geometry in pieces])
    # On the grid of whole numbers, so that what meets there meets exactly.
    noded = shapely.get_parts(shapely.union_all(geometries, grid_size=1))
    edges = [Edge([(int(x), int(y)) for x, y in part.coords]) for part in noded]
    at: dict[tuple[Point, Point], tuple[int, int]] = {}
    for number, edge in enumerate(edges):
        for a, b in pairwise(edge.points):
            at[a, b], at[b, a] = (number, 0), (number, 1)
    # What meets may have been moved by a step of the grid.
    middles = shapely.line_interpolate_point(noded, 0.5, normalized=True)
    for number, piece in zip(
        *shapely.STRtree(geometries).query(middles, predicate="dwithin", distance=1.5), strict=True
    ):
        edges[number].classes.add((pieces[piece][0].layer, pieces[piece][0].policies))
    coasts = shapely.STRtree([shapely.make_valid(shapely.Polygon(one.points)) for one in lines if one.layer == "land"])
    faces: list[Any] = []
    # What lies inside is to the left of each ring.
    for face in map(shapely.orient_polygons, shapely.get_parts(shapely.polygonize(noded))):
        if len(coasts.query(face.representative_point(), predicate="within")) % 2 == 0:
            continue  # an inland sea, or one whose straits are narrower than a step of the grid
        for ring in (face.exterior, *face.interiors):
            points = [(int(x), int(y)) for x, y in ring.coords]
            for number, side in {at[step] for step in pairwise(points)}:
                edges[number].faces[side] = len(faces)
        faces.append(face)
    return edges, faces


def drawn_out(lines: list[Source], pieces: list[tuple[Source, Any]]) -> list[tuple[Source, Any]]:
    """For each loose end of a line that is near another one of its policies, the line and what closes the gap."""
    loose = [(line, shapely.Point(point)) for line in lines if line.layer != "land" for point in line.points[[0, -1]]]
    ends, geometries = np.array([end for _, end in loose]), np.array([geometry for _, geometry in pieces])
    which, other = shapely.STRtree(geometries).query(ends, predicate="dwithin", distance=REACH)
    nearest: dict[int, tuple[float, int]] = {}
    for i, j, distance in zip(which, other, shapely.distance(ends[which], geometries[other]), strict=True):
        line = pieces[j][0]
        if line is not loose[i][0] and not loose[i][0].policies & ~line.policies:
            nearest[i] = min(nearest.get(i, (math.inf, 0)), (float(distance), int(j)))
    return [
        (loose[i][0], shapely.shortest_line(ends[i], geometries[j])) for i, (gap, j) in sorted(nearest.items()) if gap
    ]
