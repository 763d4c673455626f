"""Exports of ACLED, UCDP and GDELT: told by their columns, with their own points beside ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mapper.cli import main
from mapper.origins import Coded
from mapper.read.articles import read_articles
from mapper.records import Article

from .served import Site

ACLED = """event_id_cnty,event_date,year,event_type,actor1,country,admin1,location,latitude,longitude,geo_precision,\
source,notes,fatalities,timestamp
UKR1,01 May 2024,2024,Shelling,Military,Ukraine,Odesa,Odesa,46.4775,30.7326,1,Wire,"On 1 May, shells hit Odesa.",0,171
UKR2,02 May 2024,2024,Shelling,Military,Ukraine,Odesa,Odesa,n/a,30.7326,1,Wire,Shells hit Izmail.,0,171
UKR3,02 May 2024,2024,Shelling,Military,Ukraine,Odesa,Odesa,146.1,30.7326,1,Wire,Shells hit Reni.,0,171
"""
UCDP = """id,relid,year,source_article,source_office,source_date,source_headline,where_prec,where_coordinates,adm_1,\
latitude,longitude,country,date_start,date_end
7,SYR-1,2016,"Wire, 1 Jan",Wire,2016-01-01,Clashes on many fronts of Aleppo,1,Aleppo town,Aleppo,36.2,37.16,Syria,\
2016-01-01 00:00:00.000,2016-01-02
"""
PAGE = "<html><head><title>Port hit</title></head><body><article><p>" + "Shells hit the port of Odesa. " * 20


def gdelt(columns: int, number: int, name: str, point: tuple[str, str], url: str) -> str:
    """An event as GDELT publishes it: a line without a head."""
    cells = [""] * columns
    first, at = (51, 56) if columns == 61 else (49, 53)
    cells[0:2] = [str(number), "20240501"]
    cells[first : first + 2] = ["4", name]
    cells[at : at + 2] = point
    cells[-1] = url
    return "\t".join(cells) + "\n"


def read_all(path: Path, content: str, **options: Any) -> tuple[list[Article], list[str]]:
    path.write_text(content, "utf-8")
    said: list[str] = []
    return list(read_articles([path], on_skip=lambda e: said.append(str(e)), **options)), said


def test_acled_keeps_its_points(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Notes are the text; a point that is none is left out, and the row is not."""
    articles, said = read_all(tmp_path / "a.csv", ACLED)
    assert [(a.id, a.text, str(a.date), a.source) for a in articles] == [
        ("UKR1", "On 1 May, shells hit Odesa.", "2024-05-01", "Wire"),
        ("UKR2", "Shells hit Izmail.", "2024-05-02", "Wire"),
        ("UKR3", "Shells hit Reni.", "2024-05-02", "Wire"),
    ]
    assert articles[0].coded == (Coded(dataset="ACLED", lat=46.4775, lon=30.7326, place="Odesa", precision="1"),)
    assert (articles[1].coded, articles[2].coded, said) == ((), (), [])
    assert "is an export of ACLED; its own coordinates are kept" in caplog.text


def test_ucdp_keeps_its_points(tmp_path: Path) -> None:
    """Also in JSON."""
    (article,), _ = read_all(tmp_path / "a.csv", UCDP)
    wanted = (Coded(dataset="UCDP GED", lat=36.2, lon=37.16, place="Aleppo town", precision="1"),)
    assert (article.text, str(article.date), article.coded) == (
        "Clashes on many fronts of Aleppo", "2016-01-01", wanted,
    )  # fmt: skip
    row = {"id": 7, "where_coordinates": "Aleppo town", "where_prec": 1, "latitude": 36.2, "longitude": 37.16,
           "source_headline": article.text}  # fmt: skip
    (same,), _ = read_all(tmp_path / "a.json", json.dumps({"Result": [row]}))
    assert same.coded == wanted


@pytest.mark.parametrize("columns", [61, 58])
def test_gdelt_is_the_pages_that_it_names(tmp_path: Path, site: Site, columns: int) -> None:
    """Its files as published, of both versions: each page is fetched once, with the points of all its events."""
    site.pages["/1"] = (200, {"content-type": "text/html"}, PAGE.encode())
    rows = [
        gdelt(columns, 1, "Odesa, Ukraine", ("46.4775", "30.7326"), f"{site.url}/1"),
        gdelt(columns, 2, "Nowhere", ("", ""), f"{site.url}/2"),
        gdelt(columns, 3, "Kyiv, Ukraine", ("50.45", "30.52"), f"{site.url}/1"),
        gdelt(columns, 4, "Kyiv, Ukraine", ("50.45", "30.52"), f"{site.url}/1"),
    ]
    (article,), said = read_all(tmp_path / "20240501.export.CSV", "".join(rows), full_text=True)
    assert (article.title, str(article.date), article.url) == ("Port hit", "2024-05-01", f"{site.url}/1")
    assert [(c.dataset, c.place, c.lat, c.lon, c.precision) for c in article.coded] == [
        ("GDELT", "Odesa, Ukraine", 46.4775, 30.7326, "4"), ("GDELT", "Kyiv, Ukraine", 50.45, 30.52, "4"),
    ]  # fmt: skip
    assert [line.partition(";")[0] for line in said] == [f"{site.url}/2: answered 404 Not Found"]
    assert site.asked.count("/1") == 1


def test_a_table_of_links_says_how_to_fetch_them(tmp_path: Path, site: Site) -> None:
    """Whoever made it; nothing is fetched unasked. Where it has titles they are read, as other tests show."""
    table = f"what,url\nOurs,{site.url}/1\n"
    _, said = read_all(tmp_path / "a.csv", table)
    assert said[0].startswith(f"{tmp_path}/a.csv: has addresses and no column that looks like text; --full-text")
    assert site.asked == []
    site.pages["/1"] = (200, {"content-type": "text/html"}, PAGE.encode())
    (article,), _ = read_all(tmp_path / "a.csv", table.replace("what", "title"), full_text=True)
    assert (article.title, article.text.startswith("Port hit\n\nShells hit")) == ("Ours", True)


def test_the_points_go_through_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`locate` keeps them, `export` sets them beside the places found, with the distance."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(ACLED, "utf-8")
    for command in ("locate a.csv -o l.jsonl", "export l.jsonl -o x.geojson --by mention"):
        assert CliRunner().invoke(main, command.split()).exit_code == 0
    first = json.loads(Path("x.geojson").read_text("utf-8"))["features"][0]["properties"]
    assert (first["name"], first["coded_name"]) == ("Odesa", "Odesa")
    assert first["coded_km"] < 2
