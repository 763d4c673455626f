"""Countries as the page shades them beside polygons that are not ours: world-atlas, which is Natural Earth's 1:10m.

Natural Earth's own polygons are by who administers what, so they are set beside our policy "de-facto". How much two
shapes differ is told by a grid of points: those in one of them alone, weighed by their area, of those in theirs.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from page_browser import report

from gazetteer import Gazetteer
from mapper.draw.areas import area_of, detail_for
from mapper.draw.basemap import SCALE

__all__ = ["shapes"]

ROOT = Path(__file__).parents[1]
# By the codes of ISO 3166-1: on four continents, with islands and without, with contested borders and without.
COUNTRIES = {
    "UA": "804", "PL": "616", "RO": "642", "TR": "792", "SY": "760", "YE": "887", "ET": "231", "SD": "729",
    "ML": "466", "MM": "104", "PH": "608", "CO": "170", "ID": "360", "JP": "392", "CU": "192", "HT": "332", "NZ": "554",
    "DK": "208", "GR": "300", "HR": "191", "GH": "288", "TN": "788", "ER": "232",
}  # fmt: skip
_STEPS = 160  # of the grid, on each side of a country

Ring = NDArray[np.float64]


def shapes() -> None:
    """The largest difference among the countries, as a page about one of them draws it."""
    theirs = _polygons()
    shares = {}
    with Gazetteer.open() as gazetteer:
        known = {place.country: place for place in gazetteer.countries()}
        for code, number in COUNTRIES.items():
            place = known[code]
            area = area_of(place, detail_for([place], "de-facto"), "de-facto")
            ours = [ring / SCALE for ring in area.rings] if area else []
            shares[code] = _difference(ours, theirs[number])
    worst = max(shares, key=lambda code: shares[code])
    report(f"a country's shape against Natural Earth's, worst ({worst})", None, 100 * shares[worst], "%", 1)


def _difference(ours: Iterable[Ring], theirs: Iterable[Ring]) -> float:
    theirs, ours = list(theirs), list(ours)
    points = np.concatenate(theirs)
    # Islands far away, and what lies beyond the date line, would make the grid of the rest too coarse.
    west, south = np.percentile(points, 1, axis=0) - 0.5
    east, north = np.percentile(points, 99, axis=0) + 0.5
    x, y = (side.ravel() for side in np.meshgrid(np.linspace(west, east, _STEPS), np.linspace(south, north, _STEPS)))
    weights = np.cos(np.radians(y))
    in_ours, in_theirs = _inside(x, y, ours), _inside(x, y, theirs)
    return float(weights[in_ours != in_theirs].sum() / weights[in_theirs].sum())


def _inside(x: Ring, y: Ring, rings: Iterable[Ring]) -> NDArray[np.bool_]:
    """For each point: True where an odd number of edges lies to the east of it."""
    inside = np.zeros(len(x), bool)
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if y0 != y1:
                crosses = (y0 > y) != (y1 > y)
                inside[crosses] ^= x[crosses] < x0 + (y[crosses] - y0) * (x1 - x0) / (y1 - y0)
    return inside


@cache
def _polygons() -> dict[str, list[Ring]]:
    """The rings of each country by its number, longitudes and latitudes in degrees."""
    topology = json.loads((_npm() / "world-atlas" / "countries-10m.json").read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * (sx, sy) + (tx, ty) for arc in topology["arcs"]]
    return {
        str(country.get("id")): [_ring(arcs, numbers) for numbers in _rings_of(country)]
        for country in topology["objects"]["countries"]["geometries"]
    }


def _rings_of(country: dict[str, Any]) -> Iterator[list[int]]:
    for polygon in [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]:
        yield from polygon


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """Arcs end to end; one that runs back is told by the complement of its number."""
    return np.concatenate([arcs[n][:-1] if n >= 0 else arcs[~n][:0:-1] for n in numbers])


@cache
def _npm() -> Path:
    """The folder with world-atlas, installed into build/ the first time."""
    folder = ROOT / "build" / "world-atlas"
    if not (folder / "node_modules" / "world-atlas").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--no-package-lock", "--ignore-scripts", "--prefix"]
        subprocess.run([*command, str(folder), "world-atlas@2.0.2"], check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules"
