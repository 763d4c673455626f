"""Columns are told by their names in many languages, else by their cells; words in HTML are words."""

import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from mapper.read.articles import read_articles
from mapper.read.column_names import FIELDS, likely
from mapper.records import Article

TEXT = "Shells hit a market in Kherson on Thursday and wounded four people."
OTHER = "A drone hit the ferry port at Izmail before dawn."
URL = "https://example.org/1"


def articles_of(path: Path, content: str) -> list[Article]:
    path.write_text(content, encoding="utf-8")
    return list(read_articles([path]))


def fields(article: Article) -> tuple[str, str, str, str]:
    return str(article.declared), article.title, article.text, article.url


HEADS = (
    "Datum,Überschrift,Inhalt,Link", "Date,Titre,Contenu,Lien", "Fecha,Titular,Cuerpo,Enlace",
    "Data,Título,Conteúdo,Link", "Data,Titolo,Testo,Collegamento", "Datum,Kop,Tekst,Link", "Data,Tytuł,Treść,Odnośnik",
    "Дата,Заголовок,Текст,Ссылка", "Дата,Назва,Зміст,Посилання", "التاريخ,العنوان,النص,الرابط",
    "تاریخ,تیتر,متن,پیوند", "Tarih,Başlık,İçerik,Bağlantı", "תאריך,כותרת,תוכן,קישור", "日期,标题,正文,链接",
    "日付,見出し,本文,リンク", "날짜,제목,내용,링크", "web-publication-date,webTitle,bodyText,webUrl",
)  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_columns_are_known_in_many_languages(tmp_path: Path, head: str) -> None:
    """Whatever the case and the signs between words."""
    (article,) = articles_of(tmp_path / "a.csv", f'{head}\n2024-05-02,Market shelled,"{TEXT}",{URL}\n')
    assert fields(article) == ("2024-05-02", "Market shelled", TEXT, URL)


ROWS = f'2024-05-02,Market shelled in Kherson,17,"{TEXT}",{URL}\n2024-05-03,Ferry port hit,4,{OTHER},{URL}2\n'


@pytest.mark.parametrize("above", ["a,b,c,d,e\n", "\n\na,b,c,d,e\n", "sep=,\na,b,c,d,e\n", ""])
def test_columns_of_unknown_names_are_told_by_their_cells(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, above: str
) -> None:
    """Days, sentences, headlines and addresses; a table may lack a head, or say above it what is between cells."""
    first, second = articles_of(tmp_path / "a.csv", above + ROWS)
    assert fields(first) == ("2024-05-02", "Market shelled in Kherson", TEXT, URL)
    assert second.text == OTHER
    assert "as the text" in caplog.text


@pytest.mark.parametrize("has_head", [True, False])
def test_sheets_and_parquet_are_told_by_their_cells_too(tmp_path: Path, has_head: bool) -> None:
    """With names that say nothing, or without any."""
    book = openpyxl.Workbook()
    for row in ([["a", "b"]] if has_head else []) + [["2024-05-02", TEXT], ["2024-05-03", OTHER]]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    pyarrow.parquet.write_table(pa.table({"a": ["2024-05-02"], "b": [TEXT]}), tmp_path / "a.parquet")
    found = list(read_articles([tmp_path / "a.xlsx"]))
    assert [(str(a.declared), a.text) for a in found] == [("2024-05-02", TEXT), ("2024-05-03", OTHER)]
    (article,) = read_articles([tmp_path / "a.parquet"])
    assert (str(article.declared), article.text) == ("2024-05-02", TEXT)


def test_the_features_of_geojson_are_rows(tmp_path: Path) -> None:
    """Also where they stand on one line."""
    feature = {"type": "Feature", "geometry": None, "properties": {"name": "Market", "description": TEXT}}
    (article,) = articles_of(tmp_path / "a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert article.text == TEXT


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_keys_of_unknown_names_are_told_by_their_values(tmp_path: Path, name: str) -> None:
    """In JSON of any shape, in lists in it, and line by line."""
    rows = [{"x": "2024-05-02", "y": TEXT}, {"x": "2024-05-03", "y": OTHER}]
    whole = json.dumps({"meta": {"n": 2}, "held": {"rows": rows}})
    content = whole if name == "a.json" else "\n".join(map(json.dumps, rows))
    assert [(str(a.declared), a.text) for a in articles_of(tmp_path / name, content)] == [
        ("2024-05-02", TEXT), ("2024-05-03", OTHER),
    ]  # fmt: skip


def test_what_is_no_table_of_articles_is_refused(tmp_path: Path) -> None:
    """Names, numbers and lists of subjects are no text."""
    for content in ("a,b\nKherson,5\nIzmail,7\n", "a,b\n1,war; port; drone; shelling; civilians; relief\n"):
        (tmp_path / "a.csv").write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match="no column looks like text"):
            list(read_articles([tmp_path / "a.csv"]))


def test_a_text_in_html_stands_in_for_an_empty_one(tmp_path: Path) -> None:
    """Its paragraphs are kept, its tags and entities are not; an address keeps its signs."""
    content = f'title,Content,content_html\nPort&#8217;s end: a&copy=2,,"<p>{OTHER}</p><p>Smith &amp; Sons</p>"\n'
    (article,) = articles_of(tmp_path / "a.csv", content)
    assert (article.title, article.text) == ("Port’s end: a&copy=2", f"{OTHER}\n\nSmith & Sons")


PAPER = {
    "abstract": "A market was hit.", "web_url": URL, "lead_paragraph": TEXT, "source": "The Example Post",
    "multimedia": [{"rank": 0, "caption": "A market in Kherson on a better day"}],
    "pub_date": "2024-05-02T09:00:11+0000",
    "headline": {"main": "Market shelled", "kicker": None}, "byline": {"original": "By Alex Example", "person": []},
    "keywords": [{"name": "glocations", "value": "Kherson (Ukraine)"}], "_id": "paper://1",
}  # fmt: skip


@pytest.mark.parametrize("replies", [1, 2])
def test_a_reply_of_a_papers_archive_has_its_fields(tmp_path: Path, replies: int) -> None:
    """Objects that stand for a field are it, however deep their list stands, in one reply or several."""
    reply = {"status": "OK", "response": {"docs": [PAPER], "meta": {"hits": 1}}}
    content = json.dumps(reply if replies == 1 else [reply, reply | {"response": {"docs": [PAPER | {"_id": "p2"}]}}])
    found = articles_of(tmp_path / "a.json", content)
    assert len(found) == replies
    assert fields(found[0]) == ("2024-05-02", "Market shelled", TEXT, URL)
    assert (found[0].author, found[0].source, found[0].id) == ("Alex Example", "The Example Post", "paper://1")


@pytest.mark.parametrize(("name", "field"), [
    ("headline.main", "title"), ("title.rendered", "title"), ("content.rendered", "text"),
    ("byline.original", "author"), ("author.name", "author"), ("source.name", "source"), ("fields.bodyText", "text"),
])  # fmt: skip
def test_an_object_stands_for_the_field_that_it_is_called(name: str, field: str) -> None:
    """Its words are told by its own name, and by no other."""
    assert [one for one in FIELDS if likely(one, [name])] == [field]


@pytest.mark.parametrize("name", ["author.id", "image.title", "source.id", "video.description", "user.url"])
def test_what_is_of_something_else_is_no_field(name: str) -> None:
    """As the name of a picture, or the address of who writes."""
    assert [one for one in FIELDS if likely(one, [name])] == []
