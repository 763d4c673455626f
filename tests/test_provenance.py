"""How an output was made: it says so itself, and can be made so again."""

import hashlib
import json
import sqlite3
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from mapper.cli import main
from mapper.provenance import beside, made

TEXT = "Drones struck Odesa on Monday. Officials in Tripoli said that they knew nothing of it.\n"


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what was located in one run, by options of its own."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "a.txt").write_text(TEXT)
    (folder / "mine.csv").write_text("name,lat,lon\nTihcap Farm,46.3,30.6\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        assert (
            mapper("locate", "a.txt", "--lean", "Lebanon", "--add-places", "mine.csv", "-o", "l.jsonl").exit_code == 0
        )
    return folder


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def held(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_file_beside_what_was_located_says_how(folder: Path) -> None:
    """Program, network with its sum, gazetteer with its sources, the options that were asked for, and the time."""
    said = held(folder / "l.provenance.json")
    assert said["software"] == made()["software"]
    assert len(said["model"]["sha256"]) == 64
    assert said["gazetteer"]["sources"][0].startswith("GeoNames")
    assert said["options"].pop("add_places_sha256")
    assert said["options"] == {"lean": "Lebanon", "add_places": "mine.csv"}
    assert said["time"] == "2023-11-14T22:13:20Z"


def test_what_was_made_so_is_made_so_again(folder: Path) -> None:
    """--like takes the options of then, what is typed wins, and the same comes out; it is no article of its folder."""
    done = mapper("locate", "a.txt", "--like", "l.jsonl", "-o", "again.jsonl")
    assert done.exit_code == 0
    assert "made with another" not in done.stderr
    assert (folder / "again.jsonl").read_bytes() == (folder / "l.jsonl").read_bytes()
    assert held(folder / "again.provenance.json") == held(folder / "l.provenance.json")
    typed = mapper("locate", "a.txt", "--like", "l.jsonl", "--lean", "LY", "--reproducible", "-o", "other.jsonl")
    assert typed.exit_code == 0
    assert held(folder / "other.provenance.json")["options"]["lean"] == "LY"
    assert "time" not in held(folder / "other.provenance.json")
    assert "provenance" not in mapper("map", ".", "-o", "all.html").stderr


def test_what_is_another_now_is_told(folder: Path) -> None:
    """A network, a gazetteer or a file that is not what it was is named, and the run goes on."""
    said = held(folder / "l.provenance.json")
    said["model"]["sha256"] = "0" * 64
    said["options"]["add_places_sha256"] = "0" * 64
    (folder / "old.provenance.json").write_text(json.dumps(said))
    done = mapper("locate", "a.txt", "--like", "old.jsonl", "-o", "new.jsonl")
    assert done.exit_code == 0
    told = "old.jsonl: was made with another state of the network and the file of --add-places; the places may differ"
    assert done.stderr.startswith(told)


@pytest.mark.parametrize(("content", "said"), [(None, "nothing beside it says"), ("[]", "is no provenance")])
def test_like_what_says_nothing_is_refused(content: str | None, said: str, tmp_path: Path) -> None:
    """Where there is no such file, or one of another kind, nothing is located."""
    if content:
        beside(tmp_path / "x.jsonl").write_text(content)
    done = mapper("locate", "a.txt", "--like", str(tmp_path / "x.jsonl"), "-o", str(tmp_path / "y.jsonl"))
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "y.jsonl").exists()


def _gpkg(path: Path) -> Any:
    with sqlite3.connect(path) as db:
        return json.loads(db.execute("SELECT metadata FROM gpkg_metadata").fetchone()[0])


def _between(path: Path, start: str, end: str) -> Any:
    return json.loads(unescape(path.read_bytes().decode("latin-1").partition(start)[2].partition(end)[0]))


def _zipped(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("provenance.json"))


def _png(path: Path) -> Any:
    data = path.read_bytes()
    at = data.index(b"iTXtprovenance")
    length = int.from_bytes(data[at - 4 : at], "big")
    return json.loads(data[at + 4 : at + 4 + length].partition(b"\0\0\0\0\0")[2])


READERS = {
    "p.html": lambda path: _between(path, 'name="provenance" content="', '"'),
    "p.geojson": lambda path: held(path)["provenance"],
    "p.gpkg": _gpkg,
    "p.parquet": lambda path: json.loads(parquet.read_schema(path).metadata[b"provenance"]),
    "p.png": _png,
    "p.svg": lambda path: _between(path, "<metadata>", "</metadata>"),
    "p.kml": lambda path: _between(path, "<value>", "</value>"),
    "p.xlsx": lambda path: json.loads(openpyxl.load_workbook(path).properties.description),
    "p.zip": _zipped,
    "p.md": lambda path: _between(path, "-->\n<!-- ", " -->"),
    "p.jsonl": lambda path: held(beside(path)),
}


@pytest.mark.parametrize("name", READERS)
def test_every_output_says_how_it_was_made(folder: Path, name: str) -> None:
    """How it was drawn or exported, and how its articles were located; where files lay is not said."""
    command = ["draw", "l.jsonl"] if name.endswith("html") else ["export", "l.jsonl"]
    assert mapper(*command, "--coarsen", "10km", "-o", name).exit_code == 0
    said = READERS[name](folder / name)
    then = held(folder / "l.provenance.json")
    assert said["located"]["model"] == then["model"]
    assert said["located"]["options"] == {"lean": "Lebanon", "add_places": True}
    assert said["options"]["coarsen"] == "10km"
    assert said["time"] == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize("name", ["p.html", "p.geojson"])
def test_the_time_can_be_left_out(folder: Path, name: str) -> None:
    """--reproducible, for a page and for an export."""
    command = ["draw", "l.jsonl"] if name.endswith("html") else ["export", "l.jsonl"]
    assert mapper(*command, "--reproducible", "-o", name).exit_code == 0
    assert "time" not in READERS[name](folder / name)


def test_annotations_name_the_program(folder: Path) -> None:
    """In the words of W3C's annotations: what generated them, and when."""
    assert mapper("export", "l.jsonl", "-o", "p.jsonld").exit_code == 0
    first = held(folder / "p.jsonld")[0]
    assert first["generator"] == {"type": "Software", "name": made()["software"]}
    assert first["generated"] == "2023-11-14T22:13:20Z"


def test_the_network_has_the_sum_that_its_card_says() -> None:
    """What model.json says of the network is so."""
    root = Path(__file__).parents[1] / "mapper" / "model"
    assert hashlib.sha256((root / "model.onnx").read_bytes()).hexdigest() == held(root / "model.json")["sha256"]
