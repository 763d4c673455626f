"""Items of Wikidata and unchecked points: from the sources into places, and from those into exports and the page."""

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer, Place, build_from_geonames, build_gazetteer
from gazetteer.entries import Entry
from gazetteer.own_tables import wikidata
from mapper import export_located
from mapper.draw.parts import Setting
from mapper.draw.payload import payload
from mapper.draw.words import Words
from mapper.export.views import COLUMNS
from mapper.pins import collect
from mapper.protect.coarsen import Coarsener, Coarsening
from mapper.records import LocatedArticle

from .pages import KYIV, port
from .test_geonames import dump

ITEM = replace(KYIV, wikidata="Q1899", unchecked=True)
TOWN = Place(
    id="mapper:town", name="Some Town", lat=48.0, lon=37.0, kind="city", country="UA", wikidata="Q42", unchecked=True
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    build_gazetteer([Entry(place=TOWN), Entry(place=replace(KYIV, admin1=""))], tmp_path / "small", sources=[])
    return tmp_path / "small"


def located() -> LocatedArticle:
    told = port()
    return replace(told, resolutions=tuple(replace(r, place=ITEM) if r.place == KYIV else r for r in told.resolutions))


def test_a_gazetteer_keeps_what_its_entries_say(small: Path) -> None:
    """By name, by id and by point; a place of which nothing is said has no item."""
    with Gazetteer.open(small) as store:
        found = (store.candidates("Some Town")[0], store.get("mapper:town"), store.near(48.0, 37.0, 5)[0])
        assert [(place.wikidata, place.unchecked) for place in found if place] == [("Q42", True)] * 3
        assert store.candidates("Kyiv")[0].wikidata == ""
        counts = store.info()["counts"]
        assert (counts["wikidata"], counts["unchecked"]) == (1, 1)
        assert counts["kinds_by_country"] == {"UA": {"city": 2}}


def test_a_file_of_the_schema_before_is_read(small: Path) -> None:
    """It has no items of Wikidata, and all the rest."""
    with sqlite3.connect(small) as db:
        db.executescript(
            "CREATE TABLE before AS SELECT place, id, name, lat, lon, kind, country, region, population, precision_km, "
            "capital FROM places; DROP TABLE places; ALTER TABLE before RENAME TO places; PRAGMA user_version = 4"
        )
    db.close()
    with Gazetteer.open(small) as store:
        (town,) = store.candidates("Some Town")
        assert (replace(town, matched=None), store.info()["schema"]) == (replace(TOWN, wikidata="", unchecked=False), 4)


def test_geonames_own_files_have_items(tmp_path: Path) -> None:
    """Alternate names of the language "wkdt" are items; what is none is left out. Our countries have theirs too."""
    folder = dump(tmp_path / "dump")
    with zipfile.ZipFile(folder / "alternateNamesV2.zip", "w") as archive:
        rows = ("1\t703448\twkdt\tQ1899\t\t\t\t\t\t", "2\t707000\twkdt\tno item\t\t\t\t\t\t")
        archive.writestr("alternateNamesV2.txt", "\n".join(rows))
    build_from_geonames(folder, tmp_path / "named.sqlite")
    with Gazetteer.open(tmp_path / "named.sqlite") as store:
        assert store.candidates("Kyiv")[0].wikidata == "Q1899"
        assert store.candidates("Ivanivka")[0].wikidata == ""
        assert next(place for place in store.countries() if place.country == "UA").wikidata == "Q212"


def test_nearly_every_country_has_an_item() -> None:
    """All but those that Natural Earth counts as parts of others, each another item."""
    assert len(wikidata()) == len(set(wikidata().values())) >= 235


def test_a_place_is_written_and_read_with_both() -> None:
    """Where they say nothing they are not there."""
    assert Place.from_dict(ITEM.to_dict()) == ITEM
    assert {"wikidata", "unchecked"} & set(KYIV.to_dict()) == set()
    assert Place.from_dict(KYIV.to_dict() | {"wikidata": "Q1/../?x=<b>"}) == KYIV


@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.geojson", "x.kml", "x.jsonl", "x.lpf.json", "x.tei.xml"])
def test_every_format_of_text_has_the_item(tmp_path: Path, name: str) -> None:
    """In the words of the format: a column, a property, a link, a number of a list."""
    export_located([located()], tmp_path / name)
    assert "Q1899" in (tmp_path / name).read_text("utf-8-sig")


def test_every_view_of_places_has_a_column() -> None:
    """But that by region, which is no place's."""
    assert [view for view, columns in COLUMNS.items() if "wikidata" not in columns] == ["region"]


def test_a_coarsened_place_gives_nothing_away(gazetteer: Gazetteer) -> None:
    """An item would tell which place it was."""
    choices: tuple[Coarsening, ...] = ("region", "district", 25.0)
    for to in choices:
        moved = Coarsener(to, gazetteer)(replace(TOWN, name="Odesa", lat=46.47747, lon=30.73262, admin1="Odesa Oblast"))
        assert moved.wikidata != "Q42"


def test_the_page_is_told() -> None:
    """At the end of a place's row, and nothing where there is nothing to tell."""
    data: dict[str, Any] = payload(collect([located()]), "", Setting(words=Words()))
    tails = {row[1]: row[11:] for row in data["places"]}
    assert tails["Kyiv"] == ["Q1899", 1]
    assert [tail for name, tail in tails.items() if name != "Kyiv"] == [[]] * (len(tails) - 1)
