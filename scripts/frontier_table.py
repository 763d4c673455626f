"""Make mapper/lists/frontiers.tsv: of each land border of two countries a point, and how far from that it reaches.

    python scripts/frontier_table.py ../shared/basemap

From Natural Earth's boundaries (public domain), each line as drawn there. Only Crimea's is left out, which is none of
Ukraine's borders for the General Assembly (docs/borders.md).
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer, distance_km

LIST = Path(__file__).parents[1] / "mapper/lists/frontiers.tsv"
HEAD = """# Land borders: two countries (ISO 3166-1 alpha-2), a point on their border (WGS84 degrees), and how many km
# it reaches from there. Made by scripts/frontier_table.py from Natural Earth's boundaries (public domain).
"""
# Natural Earth's names where the gazetteer has another; what belongs to a country is that country's.
OTHER_NAMES = {
    "Macedonia": "MK", "Swaziland": "SZ", "Macau": "MO", "Somaliland": "SO", "Republic of Serbia": "RS",
    "Czech Republic": "CZ", "United States of America": "US", "United Republic of Tanzania": "TZ", "Vatican": "VA",
    "Guinea Bissau": "GW", "Hong Kong S.A.R.": "HK", "Baykonur Cosmodrome": "KZ",
}  # fmt: skip
DISPUTED_IN = {("RU", "UA")}
MOST_POINTS = 500

Point = tuple[float, float]  # degrees of latitude and longitude


def main(folder: str) -> None:
    """Write the list, a line a pair, in order."""
    rows = []
    for (one, other), points in sorted(borders(Path(folder) / "boundaries.geojson.gz").items()):
        few = points[:: max(1, len(points) // MOST_POINTS)]
        reach, (lat, lon) = min((max(distance_km(*point, *end) for end in few), point) for point in few)
        rows.append(f"{one}\t{other}\t{lat:.2f}\t{lon:.2f}\t{max(1, round(reach))}\n")
    LIST.write_text(HEAD + "".join(rows), encoding="utf-8")


def borders(path: Path) -> dict[tuple[str, str], list[Point]]:
    """Country codes in order -> the points of their border."""
    codes = {country.name: country.country for country in Gazetteer.open().countries()} | OTHER_NAMES
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        features = json.load(stream)["features"]
    for feature in features:
        facts = feature["properties"]
        one, other = sorted(codes.get(facts[side], "") for side in ("adm0_left", "adm0_right"))
        disputed = (one, other) in DISPUTED_IN and not facts["featurecla"].startswith("International")
        if one and one != other and not disputed:
            found[one, other] += points_of(feature["geometry"])
    return found


def points_of(geometry: dict[str, Any]) -> Iterator[Point]:
    """The points of a line or of several."""
    lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    yield from ((lat, lon) for line in lines for lon, lat in line)


if __name__ == "__main__":
    main(*sys.argv[1:])
