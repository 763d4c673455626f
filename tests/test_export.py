"""Exports: each format opened by a reader that is not ours, and what is hostile in an article is only data in it."""

import csv
import datetime as dt
import json
import sqlite3
import struct
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import geojson
import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
from click.testing import CliRunner
from lxml import etree
from markdown_it import MarkdownIt
from PIL import Image
from pyarrow import parquet

from gazetteer import Place
from mapper.cli import main
from mapper.draw.palette import rgb
from mapper.draw.preview import preview
from mapper.errors import ExtraError, OutputError
from mapper.export.formats import ENDINGS, export
from mapper.export.poster import poster
from mapper.export.raster import raster
from mapper.export.svg import svg
from mapper.export.views import COLUMNS, VIEWS, View, rows
from mapper.origins import Coded, Copy
from mapper.pins import collect
from mapper.reason import reason
from mapper.records import Article, LocatedArticle, Resolution

ODESA = Place(
    id="geonames:698740", name="Odesa", lat=46.47747, lon=30.73262, kind="city", country="UA", admin1="Odesa Oblast",
    population=1015826, precision_km=12.0,
)  # fmt: skip
SEA = Place(id="mapper:black-sea", name="Black Sea", lat=43.4, lon=34.2, kind="sea", precision_km=float("inf"))
EVIL = '=HYPERLINK("http://x","Odessa") <b>&\x07 | [Odessa](x) shook.'


def located(text: str, *marks: tuple[str, Place | None, str], **fields: Any) -> LocatedArticle:
    article = Article(text=text, **fields)
    return LocatedArticle(
        article=article,
        resolutions=tuple(
            Resolution(
                mention=article.mention(at := text.index(word), at + len(word)), place=place,
                confidence=0.9 if place else 0.0, role=role,
                because=(reason("said", words="because" if place else "no such name"),),
            )
            for word, place, role in marks
        ),
    )  # fmt: skip


NEWS = [
    located(
        "Shells hit Odessa. Ships left the Black Sea. Nobody knows Xyz.", ("Odessa", ODESA, "site"),
        ("Black Sea", SEA, "context"), ("Xyz", None, "site"), id="a1", title="Odessa hit", date=dt.date(2024, 5, 1),
        url="https://example.org/1?a=(b)&c=d", source="Wire",
        copies=(Copy(id="c1", source="Daily"), Copy(id="c2", url="https://example.org/2")),
        coded=(Coded(dataset="ACLED", lat=46.5, lon=30.7, place="=Odesa"), Coded(dataset="ACLED", lat=43.0, lon=34.0)),
    ),
    located(EVIL, ("Odessa", ODESA, "actor"), id="=2+3", title="@evil </script>]]>", date=dt.date(2024, 5, 3)),
    located("Nothing happened.", id="a3", title="-1"),
]  # fmt: skip


def write(folder: Path, name: str, by: View | None = None, **options: Any) -> Path:
    export(iter(NEWS), folder / name, by=by, **options)
    assert [path.name for path in folder.iterdir()] == [name]
    return folder / name


def expected(by: View) -> list[dict[str, Any]]:
    return [dict(row) for row in rows(NEWS, by)]


def layer(path: Path, **options: Any) -> tuple[list[dict[str, Any]], list[tuple[float, float] | None]]:
    """What GDAL reads: the fields of each feature, and its point."""
    meta, _, shapes, fields = pyogrio.raw.read(path, **options)
    points = [None if s is None else struct.unpack("<dd", s[5:21]) for s in shapes]
    return [dict(zip(meta["fields"], values, strict=True)) for values in zip(*fields, strict=True)], points


def same(read: Any, written: Any) -> bool:
    missing = read is None or read == "" or (isinstance(read, float | np.floating) and np.isnan(read))
    return bool(read == written) or (missing and written in (None, ""))


@pytest.mark.parametrize("by", VIEWS)
@pytest.mark.parametrize("ending", [".gpkg", ".geojson"])
def test_gdal_reads_every_field_and_point(tmp_path: Path, ending: str, by: View) -> None:
    """GeoPackage and GeoJSON come back as they were written, rows without a point included."""
    features, points = layer(write(tmp_path, f"x{ending}", by, title="T"))
    wanted = expected(by)
    assert len(features) == len(wanted)
    assert [p for p in points if p] == [(row["lon"], row["lat"]) for row in wanted if row["lat"] is not None]
    for feature, row in zip(features, wanted, strict=True):
        for key in set(row) - {"lat", "lon"}:
            value = feature[key]
            if key in ("date", "first", "last"):  # GDAL makes dates of what looks like dates
                value = "" if value is None or str(value) == "NaT" else str(value)[:10].replace("/", "-")
            assert same(value, row[key]), key


def test_a_geopackage_is_one_by_its_own_rules(tmp_path: Path) -> None:
    """It has the application id, WGS 84, one layer in the contents with its bounds, and SQLite finds nothing wrong."""
    path = write(tmp_path, "x.gpkg", "mention", title="Week 18")
    info = pyogrio.read_info(path)
    assert (info["crs"], info["geometry_type"], info["layer_name"]) == ("EPSG:4326", "Point", "mention")
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("SELECT min_x, max_y, description FROM gpkg_contents").fetchone() == (
        30.73262,
        46.47747,
        "Week 18",
    )
    db.close()


@pytest.mark.parametrize("by", VIEWS)
def test_a_shapefile_holds_what_it_can(tmp_path: Path, caplog: pytest.LogCaptureFixture, by: View) -> None:
    """GDAL reads every row and point; names are cut at ten characters and texts at 254 bytes, and that is said."""
    path = tmp_path / "x.zip"
    long = located("Odessa " + "ж" * 400, ("Odessa", ODESA, "site"), title="ж" * 200, id="l")
    export([*NEWS, long], path, by=by)
    features, points = layer(path)
    wanted = [dict(row) for row in rows([*NEWS, long], by)]
    assert [p for p in points if p] == [(row["lon"], row["lat"]) for row in wanted if row["lat"] is not None]
    for feature, row in zip(features, wanted, strict=True):
        for key, value in row.items():
            read = feature[key[:10]]
            if isinstance(value, str):
                assert same(read, value.encode()[:254].decode("utf-8", "ignore").rstrip())
            else:
                assert same(read, value) or read == pytest.approx(value)
    assert pyogrio.read_info(path)["crs"] == "EPSG:4326"
    assert ("write .gpkg for all" in caplog.text) == (by in ("mention", "article"))
    assert ("precision_km is cut" in caplog.text) == (by != "region")


def test_geojson_is_valid_by_somebody_elses_rules(tmp_path: Path) -> None:
    """The `geojson` package finds no error; longitude stands first; no mention is left out."""
    data = geojson.loads(write(tmp_path, "x.json", "mention").read_text("utf-8"))
    assert data.is_valid
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in data["features"]] == [
        [30.73262, 46.47747], [34.2, 43.4], None, [30.73262, 46.47747],
    ]  # fmt: skip
    assert data["features"][1]["properties"]["precision_km"] is None


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ","), (".tsv", "\t")])
@pytest.mark.parametrize("by", VIEWS)
def test_a_table_comes_back_cell_by_cell(tmp_path: Path, ending: str, delimiter: str, by: View) -> None:
    """Each cell reads as it was written, and no text can run as a formula."""
    with write(tmp_path, f"x{ending}", by).open(newline="", encoding="utf-8") as file:
        read = list(csv.DictReader(file, delimiter=delimiter))
    assert list(read[0]) == list(COLUMNS[by])
    for row, wanted in zip(read, expected(by), strict=True):
        for key, cell in row.items():
            if isinstance(wanted[key], str):
                assert not cell.startswith(("=", "+", "-", "@"))
                assert cell.removeprefix("'") == wanted[key]
            else:
                assert cell == ("" if wanted[key] is None else str(wanted[key]))


def test_csv_has_a_byte_order_mark_on_request_only(tmp_path: Path) -> None:
    """Excel of old needs it, others stumble over it."""
    assert write(tmp_path, "x.csv", bom=True).read_bytes().startswith(b"\xef\xbb\xbfplace,name,")
    assert write(tmp_path, "x.csv").read_bytes().startswith(b"place,name,")


@pytest.mark.parametrize("by", VIEWS)
def test_excel_holds_numbers_and_text_and_no_formula(tmp_path: Path, by: View) -> None:
    """Openpyxl reads each cell as it was written; what begins with = is text."""
    book = openpyxl.load_workbook(write(tmp_path, "x.xlsx", by, title="T"))
    head, *read = book[by].iter_rows()
    assert [cell.value for cell in head] == list(COLUMNS[by])
    assert book[by].freeze_panes == "A2"
    for cells, wanted in zip(read, expected(by), strict=True):
        assert all(same(c.value, w) for c, w in zip(cells, wanted.values(), strict=True))
        assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.parametrize("by", VIEWS)
@pytest.mark.parametrize("ending", [".kml", ".kmz"])
def test_google_earth_gets_kml(tmp_path: Path, ending: str, by: View) -> None:
    """It is well-formed, a KML reader finds every placemark and its point, and a mark-up in a text stays text."""
    path = write(tmp_path, f"x{ending}", by, title="<T>")
    source = zipfile.ZipFile(path).read("doc.kml") if ending == ".kmz" else path.read_bytes()
    namespace = {"k": "http://www.opengis.net/kml/2.2"}
    document = etree.fromstring(source)
    marks = document.findall(".//k:Placemark", namespace)
    wanted = expected(by)
    assert document.findtext(".//k:name", namespaces=namespace) == "<T>"
    for mark, row in zip(marks, wanted, strict=True):
        data = {
            d.get("name"): d.findtext("k:value", namespaces=namespace) for d in mark.iterfind(".//k:Data", namespace)
        }
        assert data == {key: str(cell) for key, cell in row.items() if cell not in (None, "")}
    features, points = layer(path)
    assert len(features) == len(wanted)
    assert [p for p in points if p] == [(row["lon"], row["lat"]) for row in wanted if row["lat"] is not None]


def test_markdown_is_a_list_of_places_with_a_source_each(tmp_path: Path) -> None:
    """A reader of Markdown sees the words as they are; a link goes to the article."""
    html = MarkdownIt("commonmark").render(write(tmp_path, "x.md", title="Week *18*").read_text("utf-8"))
    assert "<h1>Week *18*</h1>" in html
    assert html.count("<li>") == 2
    assert "<strong>Odesa</strong> (city, Odesa Oblast, UA), 2 mentions in 2 articles: Shells hit Odessa." in html
    assert '<a href="https://example.org/1?a=(b)&amp;c=d">Odessa hit</a>, 2024-05-01 to 2024-05-03)' in html
    table = MarkdownIt("commonmark").enable("table").render(write(tmp_path, "x.md", "mention").read_text("utf-8"))
    assert table.count("<tr>") == 1 + 4
    assert "[Odessa](x)" in table
    assert "<b>" not in table


def test_annotations_point_at_the_words(tmp_path: Path) -> None:
    """As W3C's model has it: context, id, type, a target with the quote and its position, and the place as body."""
    read = json.loads(write(tmp_path, "x.jsonld").read_text("utf-8"))
    assert len({note["id"] for note in read}) == len(read) == 4
    texts = {item.article.url or f"urn:mapper:article:{item.article.id.replace('=', '%3D').replace('+', '%2B')}": item
             for item in NEWS}  # fmt: skip
    for note in read:
        assert note["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert note["type"] == "Annotation"
        quote, position = note["target"]["selector"]
        text = texts[note["target"]["source"]].article.text
        start, end = position["start"], position["end"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
    assert read[0]["body"][0]["source"]["id"] == "https://sws.geonames.org/698740/"
    assert read[2]["body"] == [
        {"type": "TextualBody", "purpose": "commenting", "value": "site, confidence 0.00: no such name"}
    ]


def test_the_map_is_a_picture_without_script_or_address(tmp_path: Path) -> None:
    """Well-formed SVG with outlines, a dot a town and its name, no dot for a sea; nothing in it runs or is fetched."""
    picture = etree.fromstring(write(tmp_path, "x.svg", title="<Week>").read_bytes())
    svg = "{http://www.w3.org/2000/svg}"
    (world,) = picture.findall(f"{svg}svg")
    assert len(world.findall(f"{svg}circle")) == 1
    assert len(world.findall(f"{svg}path")) >= 3
    words = [text.text for text in picture.iter(f"{svg}text")]
    assert {"Odesa", "<Week>"} <= set(words)
    assert any("GeoNames (CC BY 4.0)" in word for word in words)
    assert not {e.tag for e in picture.iter()} & {f"{svg}script", f"{svg}image", f"{svg}foreignObject", f"{svg}a"}


def test_a_picture_has_what_a_newsroom_prints_with_it(tmp_path: Path) -> None:
    """Title and days above, legend and credits below, a scale, and close up where in the world it is."""
    row = {"lat": 46.48, "lon": 30.73, "name": "Odesa", "kind": "city", "country": "UA", "admin1": "", "place": "x:1",
           "role": "site", "mentions": 2, "confidence": 0.9, "first": "2025-03-04", "last": "2025-03-06",
           "title": "Drones hit a port"}  # fmt: skip
    far = {**row, "lat": 38.9, "lon": -77.0, "name": "Washington", "country": "US", "place": "x:2", "role": "actor"}
    near = {**row, "lat": 46.65, "lon": 32.6, "name": "Kherson", "place": "x:3", "role": "context"}
    words = [text.text for text in etree.fromstring("".join(svg([row, far, near], "how"))).iter("{*}text")]
    assert words[:2] == ["Drones hit a port", "2025-03-04 – 2025-03-06"]
    assert {"Odesa", "Kherson", "Ukraine", "It happened here", "Named for context"} <= set(words)
    assert not {"Washington", "Acting or speaking"} & set(words)
    assert any(word.endswith(" km") for word in words)


def test_a_png_is_the_svg_in_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same dot stands at the same point, dashes have gaps, words are written; without Pillow there are no words."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" fill="#ffffff"/>'
        '<svg y="20" width="200" height="60"><circle cx="50" cy="30" r="8" fill="#b3261e"/>'
        '<path d="M10 55L190 55" fill="none" stroke="#000000" stroke-width="2" stroke-dasharray="5 5"/></svg>'
        '<text x="100" y="60" font-size="14" fill="#1c1e21">Odesa</text></svg>'
    )
    picture = Image.open(BytesIO(raster(drawing)))
    assert picture.size == (200, 100)
    assert picture.getpixel((50, 50)) == (179, 38, 30)
    row = [picture.getpixel((x, 75)) == (255, 255, 255) for x in range(12, 188)]
    assert 0.35 < sum(row) / len(row) < 0.65
    written = picture.crop((100, 45, 150, 62)).convert("L")
    assert min(written.tobytes()) < 80
    monkeypatch.setattr("mapper.export.poster.can_raster", lambda: False)
    plain = poster(NEWS, 300, 200, title="A week")
    monkeypatch.undo()
    assert plain == preview(collect(NEWS).pins, 300, 200)
    assert Image.open(BytesIO(poster(NEWS, 300, 200, title="A week"))).size == (300, 200)


@pytest.mark.parametrize("ending", ENDINGS)
def test_articles_without_a_place_give_an_empty_file_that_opens(tmp_path: Path, ending: str) -> None:
    """No place is no failure, in any format."""
    export(iter(NEWS[2:]), tmp_path / f"x{ending}")
    assert (tmp_path / f"x{ending}").stat().st_size >= (1 if ending != ".jsonld" else 3)
    if ending in (".gpkg", ".geojson"):
        assert layer(tmp_path / f"x{ending}")[0] == []


def test_what_a_dataset_says_stands_beside_what_was_found() -> None:
    """Of several events the nearest, and how far it is; and the papers that print the story too."""
    first, second, third, *_ = expected("mention")
    assert (first["coded_name"], first["coded_km"]) == ("=Odesa", pytest.approx(3.5, abs=0.1))
    assert (second["coded_lat"], second["coded_km"]) == (43.0, pytest.approx(47.3, abs=0.1))
    assert (third["coded_lat"], third["coded_km"]) == (46.5, None)
    article, other, _ = expected("article")
    assert (article["copies"], article["also_in"]) == (2, "Daily; https://example.org/2")
    assert (other["copies"], other["also_in"], other["coded_km"]) == (0, "", None)


@pytest.mark.parametrize("by", VIEWS)
def test_geoparquet_comes_back_cell_by_cell(tmp_path: Path, by: View) -> None:
    """Arrow reads every cell with its type, Shapely every point; the metadata is what the standard asks for."""
    table = parquet.read_table(write(tmp_path, "x.parquet", by, title="T"))
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"] == {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}}
    wanted = expected(by)
    points = [shapely.from_wkb(shape) for shape in table["geometry"].to_pylist()]
    assert [p and (p.x, p.y) for p in points] == [r["lat"] and (r["lon"], r["lat"]) for r in wanted]
    assert table.drop_columns("geometry").to_pylist() == wanted


def test_the_map_is_a_picture_that_opens(tmp_path: Path) -> None:
    """Pillow finds it sound; land, water and the pins are in it."""
    path = write(tmp_path, "x.png")
    with Image.open(path) as picture:
        picture.verify()
    with Image.open(path) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (1600, 1000), "RGB")
        colours = {colour for _, colour in picture.getcolors(maxcolors=1 << 24) or ()}
    assert {rgb("site"), (244, 241, 234), (211, 225, 232)} <= colours
    with pytest.raises(OutputError, match="this format is by place"):
        export(NEWS, tmp_path / "y.png", by="day")


def test_days_count_places(tmp_path: Path) -> None:
    """By day: for each day and place how often it was named, in how many articles, in which role."""
    days = [(r["date"], r["name"], r["mentions"], r["site"], r["actor"]) for r in expected("day")]
    assert days == [("2024-05-01", "Odesa", 1, 1, 0), ("2024-05-01", "Black Sea", 1, 0, 0),
                    ("2024-05-03", "Odesa", 1, 0, 1)]  # fmt: skip


def test_an_ending_that_is_no_format_is_refused(tmp_path: Path) -> None:
    """With the list of those that are; and nothing is written."""
    with pytest.raises(OutputError, match=r"x\.doc: no format has the ending '\.doc'; end the name in \.geojson, "):
        export(NEWS, tmp_path / "x.doc")
    with pytest.raises(OutputError, match="it is a folder; name a file in it"):
        export(NEWS, tmp_path)
    with pytest.raises(OutputError, match="this format is by mention"):
        export(NEWS, tmp_path / "x.jsonld", by="day")
    assert not list(tmp_path.iterdir())


def test_what_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    """An error among the articles is an error, and what stood there before stands there still."""

    def broken() -> Any:
        yield NEWS[0]
        raise ZeroDivisionError

    (tmp_path / "x.gpkg").write_bytes(b"before")
    for name in ("x.gpkg", "y.xlsx", "z.kmz", "w.csv"):
        with pytest.raises(ZeroDivisionError):
            export(broken(), tmp_path / name)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"before"]


def test_a_missing_library_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ExtraError, match=r"an Excel file needs .*pip install 'conflict-mapper\[tables\]'"):
        export(NEWS, tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_command_exports_what_locate_wrote(tmp_path: Path) -> None:
    """`mapper export located.jsonl -o x.csv --by day`, also from standard input."""
    source = "".join(json.dumps(item.to_dict()) + "\n" for item in NEWS)
    done = CliRunner().invoke(main, ["export", "-", "-o", str(tmp_path / "x.csv"), "--by", "day"], input=source)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("3 articles, 4 mentions, 2 places, 1 unresolved, ")
    assert len((tmp_path / "x.csv").read_text("utf-8").splitlines()) == 4
