"""docs/borders.tsv: how each policy draws each contested line, shades each contested area, writes each contested name.

    name          of the line, area or label
    feature       what Natural Earth calls it: "CLASS: SIDE / SIDE", with its name in brackets where that is needed, or
                  "label: CODE" for the name of a country, "area: LON LAT" for the land around a point as far as the
                  policy's borders; empty where there is nothing to draw
    box           west south east north in degrees: the row is for the part of the feature inside it, and towns there of
                  those who administer or claim bear the name of a label; empty for all
    administered  ISO 3166-1 codes, or "local authorities", each between bars
    claimed       the same
    un …          for each policy: border, dashed, region or none; country or territory for a label; for an area the
                  code of the country it is shaded with, "-" for none
    source        what a newsroom can cite

A contested feature without a row, and a row without a feature, stop the build: nothing is drawn by chance.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from mapper.draw.borders import POLICIES

TABLE = Path(__file__).parents[1] / "docs" / "borders.tsv"
LAYER_OF = {"border": "borders", "dashed": "disputed", "region": "admin1"}
EVERYWHERE = (1 << len(POLICIES)) - 1
LEAST = 1e-6  # degrees: what is shorter is an error of rounding

Sorted = dict[tuple[str, int], list[Any]]  # layer and policies (a bit each, in the order of POLICIES) -> geometries


@dataclass(frozen=True)
class Row:
    """One row of the table; `drawn` has a word for each policy, in the order of POLICIES."""

    name: str
    feature: str
    box: Any
    drawn: tuple[str, ...]
    parties: frozenset[str]


def rows(path: Path = TABLE) -> list[Row]:
    """The table as it stands. Raises SystemExit for a word that means nothing."""
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            drawn = tuple(row[policy] for policy in POLICIES)
            words = {"country", "territory"} if row["feature"].startswith("label: ") else {*LAYER_OF, "none"}
            if row["feature"].startswith("area: "):
                words = {"-", *f"{row['administered']}|{row['claimed']}".split("|")}
            if not set(drawn) <= words:
                raise SystemExit(
                    f"{path}:{number}: {', '.join(drawn)}: each has to be one of {', '.join(sorted(words))}"
                )
            parties = frozenset(f"{row['administered']}|{row['claimed']}".split("|"))
            box = shapely.box(*map(float, row["box"].split())) if row["box"] else None
            found.append(Row(row["name"], _sorted(row["feature"]), box, drawn, parties))
    return found


def names(path: Path = TABLE) -> dict[str, list[str]]:
    """For each policy the codes of the countries whose label is that of a territory."""
    labels = [(row.feature.removeprefix("label: "), row.drawn) for row in rows(path) if "label: " in row.feature]
    return {policy: [code for code, drawn in labels if drawn[i] == "territory"] for i, policy in enumerate(POLICIES)}


def areas(path: Path = TABLE) -> list[tuple[float, float, tuple[str, ...]]]:
    """For each contested area a point in it, longitude and latitude, and whose it is under each policy."""
    found = []
    for row in rows(path):
        if row.feature.startswith("area: "):
            lon, lat = map(float, row.feature.removeprefix("area: ").split())
            found.append((lon, lat, row.drawn))
    return found


def country_of(code: str, point: Any, labels: Iterable[Row]) -> str:
    """The code of the country that a town belongs to: that of the label whose box it is in, else the one it has."""
    for row in labels:
        if row.box is not None and code in row.parties and row.box.contains(point):
            return row.feature.removeprefix("label: ")
    return code


def sort(features: Iterable[tuple[dict[str, Any], Any]], path: Path = TABLE) -> Sorted:
    """The boundaries by layer and policies. Raises SystemExit where table and features do not fit together."""
    table = [row for row in rows(path) if row.feature and not row.feature.startswith(("label: ", "area: "))]
    used: set[Row] = set()
    layers: Sorted = {}
    for properties, geometry in features:
        for row, part in _parts(properties, geometry, table):
            used.add(row)
            for word in sorted({*row.drawn} & {*LAYER_OF}):
                mask = sum(1 << i for i, each in enumerate(row.drawn) if each == word)
                layers.setdefault((LAYER_OF[word], mask), []).append(part)
    if idle := [row.name for row in table if row not in used]:
        raise SystemExit(f"{path}: no line is called as these rows say: {', '.join(idle)}")
    return layers


_PLAIN = Row("", "", None, ("border",) * len(POLICIES), frozenset())


def _parts(properties: dict[str, Any], geometry: Any, table: list[Row]) -> Iterator[tuple[Row, Any]]:
    """The parts of a feature, each with the row that says how it is drawn."""
    whole = _called(properties)
    rest = geometry
    for row in table:
        if row.feature in (whole, whole.partition(" (")[0]):
            part = rest if row.box is None else rest.intersection(row.box)
            rest = shapely.LineString() if row.box is None else rest.difference(row.box)
            if part.length > LEAST:
                yield row, part
    if whole.startswith("International boundary"):
        if rest.length > 0:
            yield _PLAIN, rest
    elif rest.length > LEAST:
        raise SystemExit(f"{TABLE}: {whole} at {rest.bounds} is contested and has no row")


def _called(properties: dict[str, Any]) -> str:
    kind = properties["featurecla"].partition(" (")[0]
    name = f" ({properties['name']})" if properties.get("name") else ""
    return _sorted(f"{kind}: {properties['adm0_left']} / {properties['adm0_right']}{name}")


def _sorted(feature: str) -> str:
    """The feature with its sides in the order of the alphabet: which one is left means nothing."""
    kind, colon, rest = feature.partition(": ")
    sides, bracket, name = rest.partition(" (")
    return f"{kind}{colon}{' / '.join(sorted(sides.split(' / ')))}{bracket}{name}"
