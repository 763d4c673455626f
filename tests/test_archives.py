"""Web archives and columnar tables -> articles, from files that other people's programs write."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from mapper.read.articles import read_articles
from mapper.records import Article

from .printed import pdf


class Writer(WARCWriter):
    """Theirs, without the files that it leaves open."""

    _create_temp_file = staticmethod(io.BytesIO)


WORDS = "Shells hit the port of Odesa before dawn, and two dock workers were wounded there, officials said. " * 8


def page(title: str, words: str = WORDS) -> bytes:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p></article>".encode()


def warc(*records: tuple[str, bytes, dict[str, str]], packed: bool = True) -> bytes:
    """An archive with a response for each address, as a crawler writes it."""
    held = io.BytesIO()
    writer = Writer(held, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a crawler"}))
    for url, body, more in records:
        status = more.pop("status", "200 OK")
        kind = {"Content-Type": "text/html; charset=utf-8"} | more
        http = StatusAndHeaders(status, list(kind.items()), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
    return held.getvalue()


def crawl(**options: Any) -> bytes:
    """Two articles among what else a crawler brings home; the second is sent packed, the first comes twice."""
    return warc(
        ("https://e.org/1", page("One"), {}),
        ("https://e.org/x.css", b"p { color: red }", {"Content-Type": "text/css"}),
        ("https://e.org/gone", page("Gone"), {"status": "404 Not Found"}),
        ("https://e.org/menu", b"<html><body><a href=/1>One</a></body></html>", {}),
        ("https://e.org/1", page("One"), {}),
        ("https://e.org/2", gzip.compress(page("Two")), {"Content-Encoding": "gzip"}),
        **options,
    )


def wacz(archive: bytes, pages: list[str] | None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("datapackage.json", '{"profile": "data-package"}')
        file.writestr("archive/data.warc.gz", archive)
        if pages is not None:
            rows = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url} for url in pages)]
            file.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, rows)))
    return held.getvalue()


def read_all(path: Path, content: bytes, **options: Any) -> tuple[list[Article], list[str]]:
    path.write_bytes(content)
    said: list[str] = []
    articles = list(read_articles([path], on_skip=lambda error: said.append(str(error)), **options))
    return articles, said


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["a.warc.gz", "a.bin"])
def test_a_web_archive_is_its_articles(tmp_path: Path, name: str, packed: bool) -> None:
    """Packed or not, whatever its name is: pages that were found, each once, with their addresses."""
    articles, said = read_all(tmp_path / name, crawl(packed=packed))
    assert [(a.id, a.url, a.title) for a in articles] == [
        ("https://e.org/1", "https://e.org/1", "One"),
        ("https://e.org/2", "https://e.org/2", "Two"),
    ]
    assert all("two dock workers were wounded" in a.text for a in articles)
    assert said == []


def test_a_wacz_is_the_pages_that_it_lists(tmp_path: Path) -> None:
    """And all that are in it where it lists none."""
    listed, _ = read_all(tmp_path / "a.wacz", wacz(crawl(), ["https://e.org/2", "https://e.org/menu"]))
    assert [a.title for a in listed] == ["Two"]
    every, _ = read_all(tmp_path / "b.wacz", wacz(crawl(), None))
    assert [a.title for a in every] == ["One", "Two"]


def test_a_wacz_whose_two_names_of_a_file_differ_is_one_sentence(tmp_path: Path) -> None:
    """A name that its list has and the head of the file has not, for it is no text there."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("archive/é.warc", crawl())
    _, said = read_all(tmp_path / "a.wacz", held.getvalue().replace("é".encode(), b"\xff\xff", 1))
    assert said == [f"{tmp_path / 'a.wacz'}: is a damaged or locked web archive; make it again"]


def test_a_wacz_without_its_library_says_what_to_install(tmp_path: Path, without: Callable[[str], None]) -> None:
    """It is not told to be damaged."""
    without("warcio")
    none, (said,) = read_all(tmp_path / "a.wacz", wacz(crawl(), None))
    assert none == []
    assert said.startswith(f"{tmp_path / 'a.wacz'}: a web archive needs the library warcio")
    assert said.endswith("pip install 'conflict-mapper[archives]'")


def test_the_pdfs_of_a_web_archive_are_read(tmp_path: Path, without: Callable[[str], None]) -> None:
    """With their addresses and pages; one that is damaged, or that nothing installed reads, is said."""
    kind = {"Content-Type": "application/pdf"}
    report = pdf(
        ["Shells hit the port of Odesa before dawn, and two", "dock workers were wounded there."] * 2, ["Kyiv."]
    )
    content = warc(("https://e.org/r.pdf", report, kind), ("https://e.org/x.pdf", b"%PDF-1.7 x", kind))
    (article,), said = read_all(tmp_path / "a.warc.gz", content)
    assert (article.id, article.url, len(article.pages)) == ("https://e.org/r.pdf", "https://e.org/r.pdf", 2)
    assert said == [f"{tmp_path}/a.warc.gz, https://e.org/x.pdf: is a damaged PDF; save it again"]
    without("pypdfium2")
    none, said = read_all(tmp_path / "a.warc.gz", content)
    assert (none, [line.partition(": ")[2].partition(" which")[0] for line in said]) == (
        [], ["a PDF needs the library pypdfium2,"] * 2,
    )  # fmt: skip


def test_a_folder_has_its_archives_too(tmp_path: Path) -> None:
    """By their endings, .warc.gz among them."""
    (tmp_path / "a.warc.gz").write_bytes(crawl())
    (tmp_path / "b.warc").write_bytes(warc(("https://e.org/3", page("Three"), {}), packed=False))
    assert [a.title for a in read_articles([tmp_path])] == ["One", "Two", "Three"]


_BEGIN = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.org/1\r\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: gzip.compress(b"no archive"), "is no web archive, or one that is damaged"),
        (lambda: crawl()[:900], "is damaged, or not all of it is there"),
        (lambda: warc(("https://e.org/menu", b"<html></html>", {})), "no page in it has an article"),
        (
            lambda: gzip.compress(b"WARC/1.0\r\nA: " + b"x" * 150_000_000, 1),
            "unpacks to far more than",
        ),
        (lambda: _BEGIN + b"A: " + b"x" * 20_000_000, "unpacks to far more than a web archive does"),
        (lambda: _BEGIN + b"A: b\r\n" * 200_000, "has headers without an end"),
        (lambda: _BEGIN + b"A: b\r\n" + b" b\r\n" * 200_000, "has headers without an end"),
        (
            lambda: _BEGIN + b"Content-Length: 1200000\r\n\r\nHTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200_000,
            "has headers without an end",
        ),
    ],
    ids=["other", "cut", "empty", "bomb", "line", "headers", "continued", "of a page"],
)
def test_what_is_no_archive_is_one_sentence(tmp_path: Path, content: Callable[[], bytes], reason: str) -> None:
    """One cut, one without articles, one that unpacks to a thousand times its size, lines or headers without end."""
    _, said = read_all(tmp_path / "a.warc.gz", content())
    assert len(said) == 1
    assert said[0].startswith(f"{tmp_path / 'a.warc.gz'}: {reason}")


def test_a_page_that_is_a_bomb_costs_only_itself(tmp_path: Path) -> None:
    """A page that a host sent packed is unpacked to 10 MB and no further."""
    bomb = gzip.compress(b"<html>" + b" " * 60_000_000)
    records = [("https://e.org/b", bomb, {"Content-Encoding": "gzip"}), ("https://e.org/1", page("One"), {})]
    articles, said = read_all(tmp_path / "a.warc", warc(*records))
    assert [a.title for a in articles] == ["One"]
    assert said == [f"{tmp_path}/a.warc, https://e.org/b: unpacks to more than 10 MB, and is not read"]


ROWS = {
    "Body": ["Shells hit Odesa.", "Quiet in Lviv.", None],
    "published": ["2024-05-01", "2024-05-02T10:00:00Z", "2024-05-03"],
    "n": [1, 2, 3],
}


def columnar(form: str) -> bytes:
    """ROWS as another program writes them."""
    table, held = pyarrow.table(ROWS), io.BytesIO()
    if form == "parquet":
        pyarrow.parquet.write_table(table, held, row_group_size=2)
    elif form == "feather":
        pyarrow.feather.write_feather(table, held, compression="uncompressed")
    else:
        make = pyarrow.ipc.new_file if form == "file" else pyarrow.ipc.new_stream
        with make(held, table.schema) as writer:
            writer.write_table(table)
    return held.getvalue()


@pytest.mark.parametrize("form", ["parquet", "feather", "file", "stream"])
@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a"])
def test_a_columnar_table_has_an_article_a_row(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, form: str
) -> None:
    """Parquet and Arrow in all their forms, whatever their name is; columns are guessed and said as for CSV."""
    articles, said = read_all(tmp_path / name, columnar(form))
    assert [(a.text, str(a.date)) for a in articles] == [
        ("Shells hit Odesa.", "2024-05-01"),
        ("Quiet in Lviv.", "2024-05-02"),
    ]
    assert said == [f"{tmp_path / name}, row 3: 'text' is missing; mend the row or leave it out"]
    assert "read 'Body' as the text, 'published' as the date" in caplog.text


def test_a_damaged_columnar_table_is_one_sentence(tmp_path: Path) -> None:
    """As for all that cannot be read."""
    for form in ("parquet", "file", "stream"):
        whole = columnar(form)
        _, said = read_all(tmp_path / form, whole[: len(whole) // 2])
        assert len(said) == 1
        assert said[0].startswith(f"{tmp_path / form}: is damaged after row ")


@pytest.mark.parametrize("form", ["file", "stream"])
def test_no_offset_leads_out_of_a_columnar_table(tmp_path: Path, form: str) -> None:
    """Arrow maps files as they are, so a wrong offset in one is looked for before it is followed."""
    whole = columnar(form)
    offsets = struct.pack("<3i", 0, 17, 31)  # where the texts of ROWS begin
    assert whole.count(offsets) == 1
    articles, said = read_all(tmp_path / "a", whole.replace(offsets, struct.pack("<3i", 0, 1 << 30, 31)))
    assert (articles, len(said)) == ([], 1)
    assert "is damaged after row 0" in said[0]
