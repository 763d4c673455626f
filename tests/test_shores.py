"""The finer coast of an extra package: what of it a page has, and what it says of it."""

from pathlib import Path

import numpy as np
import pytest

from mapper.draw.page import draw
from mapper.draw.shores import CREDIT, shores

from .pages import port, quiet
from .test_basemap import decode
from .test_draw import data_of

# An island whose coast runs south of Odesa, a lake in it, and a coast far away.
RINGS = [
    ("1", [(29.0, 46.4), (30.5, 46.41), (30.7, 46.42), (30.9, 46.41), (32.0, 46.4), (32.0, 48.0), (29.0, 48.0)]),
    ("2", [(30.7, 46.6), (30.75, 46.6), (30.75, 46.65)]),
    ("1", [(100.0, 46.4), (101.0, 46.5), (101.0, 47.0)]),
]


def folder(path: Path) -> Path:
    """A folder with these rings as the package has them."""
    meta, data = [], b""
    for number, (kind, points) in enumerate(RINGS):
        ring = np.array([*points, points[0]], "<f4")
        south, north = ring[:, 1].min(), ring[:, 1].max()
        meta.append(f"{kind} 1.0 {len(ring)} {south:.5f} {north:.5f} {len(data)} {ring.nbytes} {number}")
        data += ring.tobytes()
    (path / "gshhs_f.dat").write_bytes(data)
    (path / "gshhsmeta_f.dat").write_text("\n".join(meta), "ascii")
    return path


def test_a_page_has_the_coast_near_its_pins(tmp_path: Path) -> None:
    """Around a pin near a shore there are water, land and the coast, its own points alone; and the page says whose."""
    page = draw([port()], parts=shores(folder(tmp_path)))
    held = data_of(page)["shores"]
    assert [layer["layer"] for layer in held["layers"]] == ["shore-water", "shore-land", "coast"]
    assert held["credit"] == CREDIT
    assert "LGPL-3.0" in CREDIT


def test_land_ends_at_the_square(tmp_path: Path) -> None:
    """The land of a square is what lies in it, to its edges; of the coast the page has the points in it alone."""
    layers = data_of(draw([port()], parts=shores(folder(tmp_path))))["shores"]["layers"]
    (square,), (land,), (coast,) = ([points for *_, points in decode([layer])] for layer in layers)
    south = min(lat for _, lat in square)
    assert coast == [(round(lon * 8000), round(lat * 8000)) for lon, lat in RINGS[0][1][1:4]]
    assert {corner for corner in square if corner[1] > south} < set(land)
    assert south < min(lat for _, lat in land) == pytest.approx(46.4 * 8000, abs=80)


def test_away_from_a_shore_there_is_none(tmp_path: Path) -> None:
    """A page without a point near a coast has no layer; without the package it has not a byte of it."""
    assert data_of(draw([quiet()], parts=shores(folder(tmp_path))))["shores"]["layers"] == []
    assert "shores" not in data_of(draw([port()]))
