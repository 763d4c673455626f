"""Rivers, lakes and seas as shapes, and shapes told by the outlines under them."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gazetteer import Gazetteer, Place
from mapper.draw.areas import Area, area_at, area_of, detail_for, is_area
from mapper.draw.basemap import SCALE, encode, in_order, numbers, outlines
from mapper.draw.picture import picture
from mapper.draw.traced import Tracer
from mapper.draw.viewport import Viewport
from mapper.draw.waters import FILE
from mapper.export.areas import shapes_of
from mapper.export.svg import svg
from mapper.export.text import geojson, kml

ALPHABET = "".join(letter for letter in map(chr, range(33, 127)) if letter not in "\"\\<>&'")


def water(gazetteer: Gazetteer, name: str, kind: str) -> Place:
    """The most far-reaching one of that name."""
    return max((p for p in gazetteer.candidates(name) if p.kind == kind), key=lambda place: place.precision_km)


def holds(area: Area, lat: float, lon: float) -> bool:
    """True where an odd number of its edges lies to the east."""
    found = 0
    for ring in area.rings:
        y0, x0 = ring[:, 1] / SCALE, ring[:, 0] / SCALE
        y1, x1 = np.roll(y0, -1), np.roll(x0, -1)
        with np.errstate(divide="ignore", invalid="ignore"):
            found += int((((y0 > lat) != (y1 > lat)) & (lon < x0 + (lat - y0) / (y1 - y0) * (x1 - x0))).sum())
    return found % 2 == 1


def values(text: str) -> Iterator[int]:
    """The numbers of a text, as the page reads them."""
    value = 0
    for digit in map(ALPHABET.index, text):
        if digit < 48:
            yield 48 * value + digit
            value = 0
        else:
            value = 40 * value + digit - 48


def decoded(text: str, points: list[tuple[int, int]]) -> tuple[list[list[tuple[int, int]]], ...]:
    """The rings and lines of a shape, as the page reads them, written down a second time."""
    found: tuple[list[list[tuple[int, int]]], ...] = ([], [])
    stream = values(text)
    follows = lon = lat = 0
    for head in stream:
        run: list[tuple[int, int]] = []
        for _ in range(head >> 1):
            count, sort = divmod(next(stream), 3)
            if sort:
                step = next(stream)
                follows += step >> 1 ^ -(step & 1)
            for _ in range(count):
                if sort:
                    lon, lat = points[follows]
                    follows += 1 if sort == 1 else -1
                else:
                    east, north = next(stream), next(stream)
                    lon, lat = lon + (east >> 1 ^ -(east & 1)), lat + (north >> 1 ^ -(north & 1))
                run.append((lon, lat))
        found[head & 1].append(run)
    return found


@pytest.mark.parametrize(
    ("name", "kind", "inside", "outside"),
    [
        ("Black Sea", "sea", [(43.4, 34.3), (46.3, 31.5)], [(46.0, 36.5), (40.7, 28.2), (45.2, 34.3)]),
        ("Sea of Azov", "sea", [(46.0, 36.5)], [(43.4, 34.3), (45.2, 34.3)]),
        ("Red Sea", "sea", [(20.0, 38.5)], [(12.2, 44.5), (28.9, 34.75), (20.0, 41.0)]),
        ("Mediterranean Sea", "sea", [(35.0, 18.0), (43.0, 15.5), (33.0, 33.0)], [(43.4, 34.3), (35.2, 33.2)]),
        ("Strait of Hormuz", "strait", [(26.5, 56.5)], [(25.0, 59.0), (27.0, 51.0)]),
        ("Caspian Sea", "sea", [(42.0, 50.5)], [(40.4, 49.4)]),
        ("Lake Chad", "lake", [], [(12.1, 15.05)]),
        ("Lake Victoria", "lake", [(-1.0, 33.0)], [(0.3, 32.6)]),
    ],
)
def test_a_water_holds_what_lies_in_it(
    gazetteer: Gazetteer, name: str, kind: str, inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    """A sea or lake is the water of its name, without the one beside it, without islands and without the land."""
    area = area_at(water(gazetteer, name, kind), 3)
    assert area
    assert [at for at in inside if not holds(area, *at)] == []
    assert [at for at in outside if holds(area, *at)] == []


@pytest.mark.parametrize(
    ("name", "towns"),
    [("Danube", [(44.82, 20.46), (47.5, 19.05)]), ("Dnipro River", [(50.45, 30.56), (48.47, 35.05)]),
     ("Nile", [(30.05, 31.23), (25.69, 32.64)]), ("Euphrates", [(35.33, 40.14)])],
)  # fmt: skip
def test_a_river_runs_past_its_towns(gazetteer: Gazetteer, name: str, towns: list[tuple[float, float]]) -> None:
    """A river is lines, not rings, through the towns on it."""
    area = area_at(water(gazetteer, name, "river"), 3)
    assert area
    assert area.lines
    assert not area.rings
    points = np.concatenate(area.lines)[:, ::-1] / SCALE
    for town in towns:
        assert np.hypot(*(points - town).T).min() < 0.25, town


def test_most_waters_have_a_shape(gazetteer: Gazetteer) -> None:
    """Four fifths of the gazetteer's rivers, lakes, seas and straits have one; oceans have none."""
    waters = [gazetteer.get(key) for kind in ("river", "lake", "sea", "strait")
              for key in gazetteer.names_of_kinds([kind])]  # type: ignore[list-item]  # a kind each  # fmt: skip
    known = [place for place in waters if place]
    assert sum(map(is_area, known)) > 0.8 * len(known)
    assert not is_area(water(gazetteer, "Pacific Ocean", "sea"))
    assert FILE.stat().st_size < 150_000


def test_what_is_near_a_water_is_none(gazetteer: Gazetteer) -> None:
    """A place that bears a sea's id and is only near it has no shape."""
    sea = water(gazetteer, "Black Sea", "sea")
    near = Place(id=sea.id, name="20 km off the Black Sea", lat=44.0, lon=34.0, kind="area", precision_km=10.0)
    assert not is_area(near)


def test_traced_shapes_are_what_they_were(gazetteer: Gazetteer) -> None:
    """Read again with the outlines, a shape is point for point the same, and takes a quarter of its bytes."""
    places = [p for p in gazetteer.countries() if p.country in ("UA", "GE", "RU", "FJ")]
    places += [water(gazetteer, "Black Sea", "sea"), water(gazetteer, "Danube", "river")]
    town = Place(id="x:1", name="Odesa", lat=46.48, lon=30.73, kind="city")
    detail = detail_for([*places, town])
    shapes = outlines(detail)
    tracer = Tracer(shapes)
    points = [(x, y) for shape in in_order(shapes) for x, y in shape.points.tolist()]
    assert sum(group["points"] for group in encode(shapes)) == len(points)
    told = plain = 0
    for place in places:
        area = area_of(place, detail)
        assert area
        text = tracer.text(area)
        runs = [*area.rings, *area.lines]
        rings, lines = decoded(text, points)
        assert [*rings, *lines] == [[(x, y) for x, y in run.tolist()] for run in runs]
        assert len(lines) == len(area.lines)
        told, plain = told + len(text), plain + len(numbers(runs))
    assert told < plain / 4


def test_waters_are_shapes_in_every_output(gazetteer: Gazetteer) -> None:
    """GeoJSON and KML have lines and polygons of them, SVG and the page without scripts draw them, and no dot."""
    rows = [
        {"lat": p.lat, "lon": p.lon, "name": p.name, "kind": p.kind, "country": p.country, "admin1": "", "place": p.id,
         "role": "site", "mentions": 1, "confidence": 0.9}
        for p in (water(gazetteer, "Danube", "river"), water(gazetteer, "Black Sea", "sea"))
    ]  # fmt: skip
    collection = json.loads("".join(geojson(rows, shapes=shapes_of("un"))))
    assert [f["geometry"]["type"] for f in collection["features"]] == ["MultiLineString", "MultiPolygon"]
    written = "".join(kml(rows, "place", shapes=shapes_of("un")))
    assert "<LineString>" in written
    assert "<innerBoundaryIs>" in written
    drawing = "".join(svg(rows, "place"))
    assert "</title></circle>" not in drawing
    assert ">BLACK SEA</text>" in drawing
    assert ">DANUBE</text>" in drawing
    area = area_at(water(gazetteer, "Danube", "river"), 1)
    assert area
    still = picture([], Viewport([(44.0, 20.0), (48.0, 28.0)], 640, 480), "Map", shaded=[("site", area)])
    assert 'class="still-along-site"' in still


@pytest.mark.slow
def test_the_file_is_what_the_script_makes(shared: Path, tmp_path: Path) -> None:
    """Built again from the same layers each shape is the same; the gazetteer may have got more waters since."""
    import subprocess
    import sys

    root, built = Path(__file__).parents[1], tmp_path / "waters.bin"
    table = shared / "reference" / "natural_earth_features.tsv"
    command = [sys.executable, root / "scripts" / "build_waters.py", shared / "basemap", table, built]
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    again, held = (json.loads(zlib.decompress(path.read_bytes())) for path in (built, FILE))
    assert {key: again.get(key) for key in held} == held
