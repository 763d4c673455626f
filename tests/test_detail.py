"""Roads and railways of an extract that the user has."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from mapper.draw.detail import detail
from mapper.draw.extract import Way, ways_of
from mapper.draw.page import draw
from mapper.errors import InputError
from mapper.pins import collect

from .pages import mapper, port
from .test_draw import data_of

COAST_ROAD = [(30.60, 46.30), (30.70, 46.42), (30.74, 46.48), (30.90, 46.60)]
RAIL = [(30.50, 46.50), (30.74, 46.47)]
FAR = [(10.0, 50.0), (10.1, 50.1)]
BOX = (30.3, 46.2, 31.0, 46.8)
WAYS = [("motorway", "", COAST_ROAD), ("", "rail", RAIL), ("footway", "", RAIL), ("residential", "", FAR)]


def geojson(ways: list[tuple[str, str, list[tuple[float, float]]]] = WAYS) -> str:
    """The ways as an extract of OpenStreetMap has them."""
    features = [
        {"type": "Feature", "properties": {"highway": road or None, "railway": rail or None},
         "geometry": {"type": "LineString", "coordinates": points}}
        for road, rail, points in ways
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


def extract(folder: Path, ending: str) -> Path:
    """The ways in a file of that sort, by GDAL where it is not text."""
    path = folder / f"lines{ending}"
    if ending == ".geojson":
        path.write_text(geojson(), encoding="utf-8")
    elif ending == ".geojson.gz":
        path.write_bytes(gzip.compress(geojson().encode()))
    else:
        lines = shapely.to_wkb([shapely.multilinestrings([points]) for *_, points in WAYS])
        fields: list[Any] = [np.array(column, object) for column in ([w[0] for w in WAYS], [w[1] for w in WAYS])]
        zooms = {"MINZOOM": 5, "MAXZOOM": 12} if ending == ".pmtiles" else {}
        driver = {".gpkg": "GPKG", ".pmtiles": "PMTiles"}[ending]
        pyogrio.raw.write(
            path, lines, fields, ["highway", "railway"], layer="lines", driver=driver, crs="EPSG:4326",
            geometry_type="MultiLineString", **zooms,
        )  # fmt: skip
    return path


def far_off(way: Way, points: list[tuple[float, float]]) -> float:
    """How far, in degrees, the vertices of a way lie from a line at most."""
    return float(shapely.distance(shapely.points(way.points), shapely.LineString(points)).max())


@pytest.mark.parametrize("ending", [".geojson", ".geojson.gz", ".gpkg", ".pmtiles"])
def test_ways_are_read_from_every_sort_of_extract(tmp_path: Path, ending: str) -> None:
    """A motorway and a railway are read where they lie, whatever the file; paths are left out."""
    ways = list(ways_of(extract(tmp_path, ending), [BOX]))
    near = [way for way in ways if way.points[0][0] > 20]
    assert {way.kind for way in near} == {"highway", "rail"}
    for way in near:
        assert far_off(way, COAST_ROAD if way.kind == "highway" else RAIL) < 0.001
    covered = shapely.unary_union([shapely.LineString(way.points) for way in near if way.kind == "highway"])
    assert shapely.LineString(COAST_ROAD).difference(covered.buffer(0.001)).length < 0.01


def test_a_page_has_what_is_near_its_pins(tmp_path: Path) -> None:
    """Of the extract the page holds what lies near a pin, with its credit and no request; without it, nothing."""
    part = detail(extract(tmp_path, ".geojson"), "© OpenStreetMap contributors")
    page = draw([port()], parts=[part])
    held = data_of(page)["detail"]
    assert held["credit"] == "© OpenStreetMap contributors"
    assert [layer["layer"] for layer in held["layers"]] == ["highway", "rail"]
    assert "img-src data:;" in page
    assert "detail" not in data_of(draw([port()]))


def test_detail_is_at_most_two_megabytes(tmp_path: Path) -> None:
    """Where there is too much, streets far from the pins go, and the great roads stay."""
    rng = np.random.default_rng(1)
    streets = [("residential", "", [(30.5 + x, 46.3 + y) for x, y in rng.random((40, 2)) * 0.4]) for _ in range(14_000)]
    path = tmp_path / "city.geojson"
    path.write_text(geojson([WAYS[0], *streets]), encoding="utf-8")
    layers = detail(path, "© Us").data(collect([port()]))["layers"]
    assert sum(len(layer["lines"]) for layer in layers) <= 2_000_000
    assert layers[0]["layer"] == "highway"


@pytest.mark.parametrize("content", [b"", b"{}", b'{"features": [{"geometry": 1}]}', b"PMTiles\x03" + bytes(90),
                                     b"SQLite format 3\x00" + bytes(90), b"\x1f\x8b\x08"])  # fmt: skip
def test_what_is_no_extract_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    """A file that cannot be read names itself and says where to look."""
    path = tmp_path / "x.bin"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.bin: this is no GeoJSON, GeoPackage or PMTiles .*drawing\.md"):
        list(ways_of(path, [BOX]))


def test_whose_the_roads_are_has_to_be_said(tmp_path: Path) -> None:
    """The command asks for the credit, and for a file that is there; the page that was there stays."""
    text, out = tmp_path / "a.txt", tmp_path / "map.html"
    text.write_text("A drone hit Odesa.", encoding="utf-8")
    out.write_text("before", encoding="utf-8")
    roads = str(extract(tmp_path, ".geojson"))
    asked = mapper("map", str(text), "-o", str(out), "--detail", roads)
    assert asked.exit_code != 0
    assert "--detail-credit" in asked.output
    missing = mapper("map", str(text), "-o", str(out), "--detail", "no.gpkg", "--detail-credit", "© Us")
    assert "no.gpkg: No such file" in missing.output
    assert out.read_text(encoding="utf-8") == "before"
    done = mapper("map", str(text), "-o", str(out), "--detail", roads, "--detail-credit", "© Us")
    assert done.exit_code == 0
    assert "© Us" in out.read_text(encoding="utf-8")
