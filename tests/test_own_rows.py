"""A user's own places: what a file may hold, what is said of its rows, and that they come first."""

import json
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer import Gazetteer, Overlay, read_own_rows
from gazetteer.errors import SourceError
from mapper.cli import main

CSV = """name,lat,lon,kind,country,names,id
Ivanenko Farm,49.1,36.2,,Ukraine,Farm of Ivanenko|Ферма Іваненка,
Kyiv,51.0,31.0,village,UA,,newsroom-7
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_csv_tsv_and_geojson_hold_the_same(tmp_path: Path) -> None:
    """The three forms of a file give the same entries."""
    feature = {
        "type": "Feature",
        "properties": {"Name": "Ivanenko Farm", "country": "UA", "names": ["Farm of Ivanenko", "Ферма Іваненка"]},
        "geometry": {"type": "Point", "coordinates": [36.2, 49.1]},
    }
    table = CSV.splitlines()[:2]
    files = (
        write(tmp_path, "a.csv", "\ufeff" + "\r\n".join(table)),
        write(tmp_path, "a.tsv", "\n".join(table).replace(",", "\t")),
        write(tmp_path, "a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]})),
    )
    first, *others = (read_own_rows(path) for path in files)
    assert all(other == first for other in others)
    place = first[0].place
    assert (place.id, place.kind, place.country, place.lat) == ("own:ivanenko-farm", "facility", "UA", 49.1)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",49.1,36.2,,,,", "the name is empty"),
        ("A,91,36.2,,,,", "lat '91' is not between -90 and 90"),
        ("A,nan,36.2,,,,", "lat 'nan' is not between"),
        ('A,"49,1",36.2,,,,', "lat '49,1' is no number; write one such as 49.1 with a full stop"),
        ("A,49.1,,,,,", "lon '' is no number"),
        ("A,49.1,36.2,castle,,,", "kind 'castle' is not one of continent, country"),
        ("A,49.1,36.2,,Ruritania,,", "country 'Ruritania' is not known; write its code"),
        ("A,49.1,36.2,,,,geonames:x", "a number has to follow"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(tmp_path: Path, row: str, says: str) -> None:
    """The sentence begins with file and line; the other rows are kept."""
    path = write(tmp_path, "mine.csv", CSV + row + "\n")
    told: list[str] = []
    assert len(read_own_rows(path, on_skip=lambda error: told.append(str(error)))) == 2
    assert len(told) == 1
    assert told[0].startswith(f"{path}:4: ")
    assert says in told[0]
    with pytest.raises(SourceError, match=r"mine\.csv:4"):
        read_own_rows(path)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "", "no column lat, lon, name"),
        ("a.csv", "name;lat\nx;1\n", "no column lon"),
        ("a.geojson", "{", "is no GeoJSON"),
        ("a.geojson", '{"type": "Point"}', "is no FeatureCollection"),
        ("a.geojson", '{"features": [{"properties": {"name": "A"}, "geometry": {"type": "Polygon"}}]}', "lat '' is no"),
        ("a.geojson", '{"features": [3]}', "feature 1: the name is empty"),
    ],
)
def test_a_file_that_holds_no_places_says_so(tmp_path: Path, name: str, text: str, says: str) -> None:
    """One sentence, with the name of the file."""
    with pytest.raises(SourceError, match=says):
        read_own_rows(write(tmp_path, name, text))
    with pytest.raises(SourceError, match="cannot be read"):
        read_own_rows(tmp_path / "none.csv")


def test_rows_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    """A second row of the name is numbered; an id that is given twice is refused."""
    rows = read_own_rows(write(tmp_path, "a.csv", "name,lat,lon\nFarm,1,1\nFarm,2,2\n"))
    assert [entry.place.id for entry in rows] == ["own:farm", "own:farm-2"]
    with pytest.raises(SourceError, match="another row has the id 'x'"):
        read_own_rows(write(tmp_path, "b.csv", "name,lat,lon,id\nA,1,1,x\nB,2,2,x\n"))


def test_own_places_win(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """They come first under each of their names, by id and by point, and what they replace is gone."""
    rows = read_own_rows(write(tmp_path, "a.csv", CSV + "Lviv,49.9,24.1,city,UA,,geonames:702550\n"))
    with Overlay(gazetteer, rows) as store:
        assert [place.id for place in store.candidates("kyiv", 2)] == ["own:newsroom-7", "geonames:703448"]
        assert store.candidates("Ферма Іваненка")[0].name == "Ivanenko Farm"
        assert [place.lat for place in store.candidates("Lvov") if place.id == "geonames:702550"] == [49.9]
        assert len(store.candidates("Springfield", 3)) == 3
        lviv = store.get("geonames:702550")
        assert lviv is not None
        assert lviv.lat == 49.9
        assert "own:ivanenko-farm" in {place.id for place in store.near(49.1, 36.2, 5)}
        assert store.info()["own_places"] == 3


def test_another_process_gets_own_places_too(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Pickled and opened again, a gazetteer answers alike, with the places on top of it."""
    store = Overlay(gazetteer, read_own_rows(write(tmp_path, "a.csv", CSV)))
    again = pickle.loads(pickle.dumps(store))  # noqa: S301 -- our own
    for name in ("Ivanenko Farm", "Kharkiv"):
        assert again.candidates(name) == store.candidates(name)


def test_the_commands_take_own_places(tmp_path: Path) -> None:
    """`locate` puts the farm where the file says, a bad row is named, and the exit code tells."""
    rows = write(tmp_path, "mine.csv", CSV + "B,91,0,,,,\n")
    article = write(tmp_path, "a.txt", "Shells hit a barn near Ivanenko Farm on Monday, police in Kharkiv said.\n")
    ran = CliRunner().invoke(main, ["locate", str(article), "--add-places", str(rows)])
    assert ran.exit_code == 1
    assert "mine.csv:4: lat '91'" in ran.stderr
    places = [mention["place"]["id"] for mention in json.loads(ran.stdout)["mentions"]]
    assert places == ["own:ivanenko-farm", "geonames:706483"]
    shown = CliRunner().invoke(main, ["gazetteer", "show", "Ivanenko Farm", "--add-places", str(rows)])
    assert "own:ivanenko-farm" in shown.stdout


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Dolna Farm</name>
<Point><coordinates>33.1,47.2,0</coordinates></Point></Placemark><Placemark><name>Canal road</name><LineString>
<coordinates>33.1,47.2 33.3,47.1</coordinates></LineString></Placemark></Document></kml>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.kml", KML),
        ("a.gpx", '<gpx><wpt lat="47.2" lon="33.1"><name>Dolna Farm</name></wpt></gpx>'),
    ],
)
def test_the_points_of_a_map_are_own_places(tmp_path: Path, name: str, content: str) -> None:
    """Of My Maps, Google Earth and GPS; lines are none, and what is no map is one sentence."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (entry,) = read_own_rows(path)
    assert (entry.place.name, entry.place.lat, entry.place.lon) == ("Dolna Farm", 47.2, 33.1)
    for broken in ("<kml><a></kml>", "<kml/>", '<!DOCTYPE k [<!ENTITY a "a">]><kml>&a;</kml>'):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(SourceError, match=r"KML or GPX"):
            read_own_rows(path)
