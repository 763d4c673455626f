"""The builder: entries in, one file out, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer import Gazetteer, Place, build_gazetteer
from gazetteer.entries import Entry
from gazetteer.errors import SourceError, WriteError
from gazetteer.sources import bare_district

SOURCES = [{"name": "a test", "version": "1", "licence": "MIT", "attribution": "us"}]
FARM = Place(
    id="mapper:farm", name="Ivanenko Farm", lat=49.1, lon=36.2, kind="facility", country="UA", admin1="Kharkiv"
)
TOWN = Place(id="geonames:1", name="Testove", lat=-89.999, lon=180.0, kind="city", population=9000)


def test_what_is_built_is_found(tmp_path: Path) -> None:
    """Entries come back whole by id, by each of their names and by point."""
    target = tmp_path / "small.sqlite"
    build_gazetteer([Entry(place=FARM, names=(("The Farm", "historic"),)), Entry(place=TOWN)], target, sources=SOURCES)
    with Gazetteer.open(target) as small:
        assert small.get("mapper:farm") == FARM
        assert small.get("geonames:1") == TOWN
        hit = small.candidates("the farm")[0]
        assert hit.matched is not None
        assert (hit.id, hit.matched.sort) == ("mapper:farm", "historic")
        assert small.near(49.0, 36.0, 30) == (FARM,)
        assert small.info()["sources"] == SOURCES


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    """A build is reproducible."""
    for name in ("one", "two"):
        build_gazetteer([Entry(place=FARM), Entry(place=TOWN)], tmp_path / name, sources=SOURCES)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """When the sources break off, the file that was there stays, and no part of a new one does."""
    target = tmp_path / "kept.sqlite"
    build_gazetteer([Entry(place=FARM)], target, sources=SOURCES)

    def broken() -> Iterator[Entry]:
        yield Entry(place=TOWN)
        raise SourceError("rows.tsv:2: broken")

    with pytest.raises(SourceError, match=r"rows\.tsv:2"):
        build_gazetteer(broken(), target, sources=SOURCES)
    with Gazetteer.open(target) as kept:
        assert kept.get("mapper:farm") == FARM
    assert [p.name for p in tmp_path.iterdir()] == ["kept.sqlite"]


def test_two_places_with_one_id_are_refused(tmp_path: Path) -> None:
    """An id is given once."""
    with pytest.raises(SourceError, match="two places have the id mapper:farm"):
        build_gazetteer([Entry(place=FARM), Entry(place=FARM)], tmp_path / "x", sources=SOURCES)


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A folder that does not exist is named, with what to do."""
    with pytest.raises(WriteError, match=r"x cannot be written .*name a file in a folder"):
        build_gazetteer([Entry(place=FARM)], tmp_path / "none" / "x", sources=SOURCES)


@pytest.mark.parametrize(("name", "bare"), [
    ("Province du Luxembourg", "Luxembourg"), ("Provincia di Vicenza", "Vicenza"), ("Huyện Củ Chi", "Củ Chi"),
    ("Politischer Bezirk Feldkirch", "Feldkirch"), ("Powiat wałecki", "wałecki"), ("Partido de Zárate", "Zárate"),
    ("Logan County", "Logan"), ("Municipio Vargas", "Vargas"), ("Nova Odessa District", "Nova Odessa"),
    ("San Rafael", "San Rafael"),
])  # fmt: skip
def test_a_district_has_a_name_without_its_unit(name: str, bare: str) -> None:
    """The words that say what it is, in the languages of the gazetteers, are no part of what papers call it."""
    assert bare_district(name) == bare
