"""The outlines: what the compact file holds, and how much of it a page gets."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely

from mapper.draw import basemap
from mapper.draw.basemap import AREAS, COARSE, FILE, LAYERS, SCALE, Detail, Shape, countries, encode, outlines

ROOT = Path(__file__).parents[1]
ODESA = (46.4775, 30.7326)
SUVA = (-18.1416, 178.4415)


def near(shapes: list[Shape], lat: float, lon: float, degrees: float, layer: str) -> int:
    """How many vertices of a layer lie in a square around a point."""
    return sum(
        int(((abs(s.points[:, 1] / SCALE - lat) < degrees) & (abs(s.points[:, 0] / SCALE - lon) < degrees)).sum())
        for s in shapes
        if s.layer == layer
    )


def decode(groups: list[dict[str, object]]) -> list[tuple[str, int, bool, list[tuple[int, int]]]]:
    """What the page reads out of the text, written down a second time."""
    alphabet = "".join(letter for letter in map(chr, range(33, 127)) if letter not in "\"\\<>&'")
    shapes = []
    for group in groups:
        numbers, value = [], 0
        for digit in map(alphabet.index, str(group["lines"])):
            if digit < 48:
                numbers.append(48 * value + digit)
                value = 0
            else:
                value = 40 * value + digit - 48
        at = lon = lat = 0
        while at < len(numbers):
            count, hole = divmod(numbers[at], 2)
            points = []
            for i in range(at + 1, at + 1 + 2 * count, 2):
                lon += numbers[i] >> 1 ^ -(numbers[i] & 1)
                lat += numbers[i + 1] >> 1 ^ -(numbers[i + 1] & 1)
                points.append((lon, lat))
            at += 1 + 2 * count
            shapes.append((str(group["layer"]), int(str(group["zoom"])), bool(hole), points))
    return shapes


def test_the_file_is_compact() -> None:
    """The whole world takes at most 3 MB in the wheel."""
    assert FILE.stat().st_size <= 3_000_000


def test_the_world_without_pins_is_coarse_and_whole() -> None:
    """Without pins there is the land of every continent, with borders, in at most 120 kB."""
    shapes = outlines(Detail([]))
    assert len(json.dumps(encode(shapes))) <= 120_000
    for lat, lon in [(50, 15), (10, 20), (35, 100), (45, -100), (-15, -55), (-25, 135)]:
        assert near(shapes, lat, lon, 30, "land") > 50
    assert {shape.layer for shape in shapes} >= {"land", "lakes", "rivers", "borders", "disputed"}
    assert "admin1" not in {shape.layer for shape in shapes}


def test_detail_is_fine_around_a_pin_and_coarse_elsewhere() -> None:
    """A pin brings its coast, its rivers, its region's borders and its towns; the other side of the world stays."""
    world, around = outlines(Detail([])), outlines(Detail([ODESA]))
    assert near(around, *ODESA, 0.9, "land") > 10 * near(world, *ODESA, 0.9, "land")
    for layer in ("rivers", "admin1", "urban", "lakes"):
        assert near(around, *ODESA, 0.9, layer) > 0
    assert near(around, -33.9, 151.2, 5, "land") == near(world, -33.9, 151.2, 5, "land")


@pytest.mark.parametrize("pins", [[ODESA], [ODESA, (31.5, 34.45), (11.6, 43.15), (36.9, 30.7)]], ids=["one", "four"])
def test_all_of_the_coast_is_drawn_around_a_pin(pins: list[tuple[float, float]]) -> None:
    """Within 150 km of a pin, of several in an article too, no vertex of the coast is left out."""
    lines = basemap._load()
    lon, lat = lines.points[:, 0] / SCALE, lines.points[:, 1] / SCALE
    drawn = {tuple(point) for s in outlines(Detail(pins)) if s.layer == "land" for point in s.points.tolist()}
    for here in pins:
        km = 111.2 * np.hypot(lat - here[0], (lon - here[1]) * np.cos(np.radians(here[0])))
        coast = lines.points[(km < 150) & (lines.layer[lines.line] == LAYERS.index("land"))]
        assert len(coast) > 20
        assert {tuple(point) for point in coast.tolist()} <= drawn


def test_towns_end_at_the_coast() -> None:
    """A built-up area lies on land: nothing of it is farther out in the water than the coast's own grain."""
    shapes = outlines(Detail([ODESA]))
    land = shapely.union_all([shapely.Polygon(s.points).buffer(0) for s in shapes if s.layer == "land" and not s.hole])
    urban = [s.points for s in shapes if s.layer == "urban"]
    near = [points for points in urban if (abs(points / SCALE - ODESA[::-1]) < 1.5).all()]
    assert sum(map(len, near)) > 20
    assert max(shapely.distance(shapely.points(points), land).max() for points in near) < 0.01 * SCALE


def test_detail_crosses_the_date_line() -> None:
    """A pin in Fiji brings the islands on both sides of the 180th meridian."""
    world, around = outlines(Detail([])), outlines(Detail([SUVA]))
    assert near(around, -17, 179.5, 0.6, "land") > near(world, -17, 179.5, 0.6, "land")
    assert near(around, -17, -179.6, 0.6, "land") > near(world, -17, -179.6, 0.6, "land")


def test_many_pins_far_apart_stay_within_bounds() -> None:
    """A thousand pins all over the world get at most 600 kB of outlines."""
    pins = [(lat, lon) for lat in range(-40, 60, 4) for lon in range(-180, 180, 9)]
    assert len(pins) == 1000
    assert len(json.dumps(encode(outlines(Detail(pins))))) <= 600_000


def test_pins_at_the_poles_and_corners_do_no_harm() -> None:
    """The extreme points of the grid are points like any other."""
    assert outlines(Detail([(90.0, 180.0), (-90.0, -180.0), (0.0, 180.0)]))


def test_lines_are_lines_and_rings_are_rings() -> None:
    """Every line has two points, every ring three, and every hole follows the ring that it is in."""
    shapes = outlines(Detail([ODESA, (15.6, 32.5)]))
    assert all(len(s.points) >= (3 if LAYERS.index(s.layer) < AREAS else 2) for s in shapes)
    assert not shapes[0].hole
    holes = [(ring, hole) for ring, hole in pairwise(shapes) if hole.hole]
    assert holes
    assert all(ring.layer == hole.layer for ring, hole in holes)


def test_no_line_jumps_over_what_is_not_drawn() -> None:
    """A river that leaves the surroundings of a pin ends there: no stroke leads to where it comes back."""
    for shape in outlines(Detail([ODESA, (48.0, 37.8), (55.7, 37.6)])):
        if shape.layer in ("rivers", "admin1"):
            steps = abs(shape.points[1:] - shape.points[:-1]).max(initial=0)
            assert steps < 4 * SCALE


def test_what_is_encoded_can_be_read_back() -> None:
    """The text of the page holds the same numbers, in the order in which layers are drawn."""
    shapes = outlines(Detail([ODESA]))
    read = decode(encode(shapes))
    key = [(LAYERS.index(layer), zoom) for layer, zoom, _, _ in read]
    assert key == sorted(key)
    assert sorted((s.layer, s.zoom, s.hole, [tuple(p) for p in s.points.tolist()]) for s in shapes) == sorted(read)


def test_crimea_is_in_ukraine() -> None:
    """No border of countries runs across the north of Crimea; a first-level border does."""
    crossing = [
        shape.layer
        for shape in outlines(Detail([(46.1, 33.7)]))
        if ((abs(shape.points[:, 1] / SCALE - 46.0) < 0.25) & (abs(shape.points[:, 0] / SCALE - 34.2) < 0.7)).any()
        and shape.layer in ("borders", "disputed", "admin1")
    ]
    assert set(crossing) == {"admin1"}


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Kashmir's line of control", 34.6, 74.5), ("Golan", 33.0, 35.8), ("Western Sahara", 27.67, -9.5)],
)
def test_unsettled_lines_are_dashed(name: str, lat: float, lon: float) -> None:
    """Lines of control and ceasefire are in the layer that the page dashes."""
    assert near(outlines(Detail([(lat, lon)])), lat, lon, 1.0, "disputed") > 0


def test_each_country_has_its_name_inside() -> None:
    """The names stand near where people would look for them, Crimea's peninsula notwithstanding."""
    by_code = {country.code: country for country in countries()}
    assert len(by_code) > 190
    for code, name, lat, lon in [
        ("UA", "Ukraine", 49.0, 32.0), ("SD", "Sudan", 16.0, 30.0), ("SZ", "Eswatini", -26.5, 31.5),
        ("US", "United States", 39.5, -98.4), ("NO", "Norway", 61.5, 9.0), ("XK", "Kosovo", 42.6, 20.9),
    ]:  # fmt: skip
        country = by_code[code]
        assert country.name == name
        assert abs(country.lat - lat) < 2
        assert abs(country.lon - lon) < 2.5


def test_levels_are_coarse_to_fine() -> None:
    """Each finer level has a smaller tolerance, and more vertices."""
    assert list(COARSE) == sorted(COARSE, reverse=True)
    needed = basemap._load().needed
    counts = [int((needed <= level).sum()) for level in range(4)]
    assert counts == sorted(counts)
    assert counts[0] * 5 < counts[3]


@pytest.mark.slow
def test_the_file_is_what_the_script_makes(shared: Path, tmp_path: Path) -> None:
    """Building again from the same layers gives the committed file, byte for byte."""
    built = tmp_path / "basemap.bin"
    command = [sys.executable, ROOT / "scripts" / "build_basemap.py", shared / "basemap", built]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert built.read_bytes() == FILE.read_bytes()
