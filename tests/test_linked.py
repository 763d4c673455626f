"""Exports for libraries, gazetteers and databases: Linked Places, TEI, SQLite; and the paragraph that cites."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from gazetteer import KINDS
from mapper import Article, LocatedArticle, Mapper, export_located
from mapper.cli import main
from mapper.errors import OutputError
from mapper.export import linked

TEXT = "Shells hit Odesa & Kharkiv on Monday.\n\nIn Odessa <b>two</b> \x07people died, officials in Kyiv said."
NS = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def located() -> list[LocatedArticle]:
    facts = {"id": "a", "title": "Two <towns>", "date": "2026-01-02", "url": "https://example.org/a", "source": "Wire"}
    return list(Mapper().pipe([Article.from_dict({"text": TEXT, **facts}), "Nothing happened."]))


def test_linked_places_has_a_feature_a_place(located: list[LocatedArticle], tmp_path: Path) -> None:
    """With every name that the articles give it, where, when, and its entry in GeoNames."""
    export_located(located, tmp_path / "p.lpf.json")
    found = json.loads((tmp_path / "p.lpf.json").read_text("utf-8"))
    assert found["@context"].endswith(".jsonld")
    odesa = next(f for f in found["features"] if f["properties"]["title"] == "Odesa")
    assert odesa["@id"] == "https://sws.geonames.org/698740/"
    assert odesa["links"] == [{"type": "closeMatch", "identifier": "gn:698740"}]
    assert odesa["properties"]["ccodes"] == ["UA"]
    assert [name["toponym"] for name in odesa["names"]] == ["Odesa", "Odessa"]
    assert odesa["names"][0]["citations"] == [{"label": "Two <towns>", "@id": "https://example.org/a"}]
    assert odesa["when"] == {"timespans": [{"start": {"in": "2026-01-02"}, "end": {"in": "2026-01-02"}}]}
    (point,) = odesa["geometry"]["geometries"]
    assert point["coordinates"] == pytest.approx([30.74, 46.48], abs=0.05)
    assert odesa["types"][0]["identifier"] == "aat:300008389"
    assert odesa["types"][0]["sourceLabels"] == [{"label": "city", "lang": "en"}]


def test_every_kind_of_place_is_in_the_thesaurus() -> None:
    """Linked Places asks for the concept of a published vocabulary, and each kind has one."""
    assert linked._AAT.keys() == set(KINDS)
    assert all(300_000_000 < number < 301_000_000 for number, _ in linked._AAT.values())


def test_a_corpus_of_no_article_is_tei_too(tmp_path: Path) -> None:
    """TEI's schema asks a corpus for a text at least."""
    export_located([], tmp_path / "t.tei.xml")
    (text,) = etree.parse(tmp_path / "t.tei.xml").xpath("/t:teiCorpus/t:TEI/t:text/t:body/t:p", namespaces=NS)
    assert text.text is None


def test_tei_has_the_texts_with_their_places(located: list[LocatedArticle], tmp_path: Path) -> None:
    """Each mention refers to a place of the list, the words are as they were, and markup in them is text."""
    export_located(located, tmp_path / "t.tei.xml", title="Week & more")
    tree = etree.parse(tmp_path / "t.tei.xml")
    ids = set(tree.xpath("//t:place/@*[name()='xml:id']", namespaces=NS))
    marks = tree.xpath("//t:text//t:placeName", namespaces=NS)
    assert {mark.get("ref").removeprefix("#") for mark in marks if mark.get("ref")} <= ids
    assert [mark.text for mark in marks] == ["Odesa", "Kharkiv", "Odessa", "Kyiv"]
    assert marks[0].get("ref") == marks[2].get("ref") == "#geonames-698740"
    paragraphs = ["".join(p.itertext()) for p in tree.xpath("//t:body/t:p", namespaces=NS)]
    assert paragraphs == [*TEXT.replace("\x07", "\ufffd").split("\n\n"), "Nothing happened."]
    assert tree.xpath("string(//t:titleStmt/t:title)", namespaces=NS) == "Week & more"
    assert tree.xpath("string(//t:date/@when)", namespaces=NS) == "2026-01-02"


def test_a_database_has_a_table_a_view(located: list[LocatedArticle], tmp_path: Path) -> None:
    """Places, mentions, articles and days join by their ids; how it was made is in it too."""
    export_located(located, tmp_path / "news.db")
    with sqlite3.connect(tmp_path / "news.db") as db:
        rows = db.execute(
            "SELECT place.name, count(*) FROM mention JOIN place USING (place) JOIN article USING (article) GROUP BY 1"
        ).fetchall()
        assert dict(rows) == {"Kharkiv": 1, "Kyiv": 1, "Odesa": 2}
        assert db.execute("SELECT count(*) FROM day").fetchone()[0] >= 3
        assert json.loads(db.execute("SELECT provenance FROM made").fetchone()[0])["software"].startswith("mapper ")


@pytest.mark.parametrize(("name", "by"), [("x.lpf.json", "mention"), ("x.tei.xml", "place"), ("x.db", "day")])
def test_a_format_that_is_by_one_thing_is_no_other(
    located: list[LocatedArticle], tmp_path: Path, name: str, by: str
) -> None:
    """--by another is refused, and nothing is written."""
    with pytest.raises(OutputError, match="leave --by out"):
        export_located(located, tmp_path / name, by=by)  # type: ignore[arg-type]  # one of the views
    assert not (tmp_path / name).exists()


def test_no_article_is_no_error(tmp_path: Path) -> None:
    """Each format can be empty and is whole."""
    for name in ("e.lpf.json", "e.tei.xml", "e.db"):
        export_located([], tmp_path / name)
    assert json.loads((tmp_path / "e.lpf.json").read_text("utf-8"))["features"] == []
    etree.parse(tmp_path / "e.tei.xml")


def test_a_paragraph_cites_this_install() -> None:
    """`mapper cite` has the version, the sums, the sources and the figures; --bibtex the entries."""
    said = CliRunner().invoke(main, ["cite"]).stdout
    figures = json.loads((Path(__file__).parents[1] / "mapper" / "model" / "figures.json").read_text("utf-8"))
    assert figures["all"][0].partition(" (")[0] in said
    assert figures["commit"] in said
    assert "GeoNames" in said
    assert CliRunner().invoke(main, ["cite", "--bibtex"]).stdout.startswith("@software{mapper,")
