"""Readers of every format, given damaged files: articles and sentences come out, and nothing else."""

import gzip
import io
import os
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.ipc
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.errors import InputError
from mapper.read.articles import read_articles

from ..printed import Spot, column, printed

# `make fuzz` asks for as many examples as ten minutes hold.
EXAMPLES = int(os.environ.get("MAPPER_FUZZ_EXAMPLES", "40"))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def workbook() -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["id", "text", "date"])
    book.active.append([1, "Shells hit Odesa.", "2024-05-01"])
    book.save(held)
    return held.getvalue()


def archive(packed: bool) -> bytes:
    """A page as a crawler writes it; by hand, for the library's writer leaves files open."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://e.org/1\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    record = head + http + b"\r\n\r\n"
    return gzip.compress(record, mtime=0) if packed else record


def columnar(form: str) -> bytes:
    table, held = pyarrow.table({"id": [1, 2], "text": ["Kyiv", "Lviv"], "date": ["2024-05-01", None]}), io.BytesIO()
    if form == "parquet":
        pyarrow.parquet.write_table(table, held)
        return held.getvalue()
    with (pyarrow.ipc.new_file if form == "file" else pyarrow.ipc.new_stream)(held, table.schema) as writer:
        writer.write_table(table)
    return held.getvalue()


PAGE = b"<html><head><title>T</title></head><body><article><p>" + b"Shells hit Odesa again. " * 20 + b"</p></article>"
GDELT = ["1", "20240501", *["x"] * 49, "4", "Kyiv", *["x"] * 3, "50.4", "30.5", *["x"] * 2, "u"]
SEEDS = {
    "a.html": PAGE,
    "a.xml": b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>Odesa'
    b"</title>"
    b'<link href="https://e.org/1"/><updated>2024-05-01T00:00:00Z</updated><content type="html">x &lt;p&gt;</content>'
    b"</entry></feed>",
    "a.csv": b'id,text,date\n1,"Shells, ""hit""",2024-05-01\n2,Kyiv,\n',
    "a.tsv": b"id\ttext\n1\tKyiv\n",
    "a.json": b'{"docs": [{"body": "Kyiv", "a": {"b": [1, null]}}, {"body": "Lviv"}]}',
    "a.eml": b'From: a@b.c\nSubject: =?utf-8?q?Kyiv?=\nDate: Mon, 06 May 2024 10:00:00 +0000\nMIME-Version: 1.0\n'
    b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/html; charset=utf-8\n'
    b"Content-Transfer-Encoding: base64\n\nS3lpdg==\n--x--\n",
    "a.mbox": b"From a@b Mon May  6 10:00:00 2024\nSubject: a\n\nKyiv\n\nFrom a@b Mon May  6 10:00:00 2024\n\nLviv\n",
    "a.docx": zipped({"word/document.xml": f'<a xmlns="{WORD}"><p><t>Kyiv</t></p></a>'.encode()}),
    "a.zip": zipped({"a.txt": b"Kyiv", "b/c.csv": b"text\nLviv\n", "d.html": PAGE}),
    "a.xlsx": workbook(),
    "a.warc": archive(packed=False),
    "a.warc.gz": archive(packed=True),
    "a.wacz": zipped({"datapackage.json": b"{}", "archive/a.warc.gz": archive(packed=True),
                      "pages/pages.jsonl": b'{"url": "https://e.org/1"}'}),
    "a.parquet": columnar("parquet"),
    "a.arrow": columnar("file"),
    "a.feather": columnar("stream"),
    "a.export.csv": "\t".join(GDELT).encode(),
    "b.csv": b"event_id_cnty,event_date,latitude,longitude,notes\nU1,2024-05-01,50.4,30.5,Shells hit Kyiv.",
    "words.docx": f'<a xmlns:w="{WORD}"><w:p><w:r><w:t>In Odesa</w:t><w:tab/></w:r><w:p><w:t>x</w:t></w:p></w:p><w:tr>'
    "<w:tc><w:p><w:t>Sumy</w:t></w:p></w:tc><w:tc><w:p><w:t>2</w:t></w:p></w:tc></w:tr></a>".encode(),
    "words.odt": f'<a xmlns:text="{OPEN}text:1.0" xmlns:table="{OPEN}table:1.0"><text:p>In Odesa<text:s/>x<text:note>'
    "<text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><table:table-row><text:p>Sumy</text:p>"
    "<text:p>2</text:p></table:table-row></a>".encode(),
    "a.pdf": printed(
        [Spot(50, 760, "Weekly"), *column(["Shells hit the outskirts of", "Odesa at dawn."]), Spot(300, 30, "1")],
        [Spot(50, 760, "Weekly"), *column(["Town", "Sumy"]), *column(["Killed", "2"], x=300), Spot(300, 30, "2")],
    ),
}  # fmt: skip


# Of these the words are damaged and not the zip, whose sums would tell.
WRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "words.docx": lambda words: zipped({"word/document.xml": words}),
    "words.odt": lambda words: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": words}),
}


def check(path: Path, content: bytes) -> None:
    """What holds of every file, whatever is in it."""
    said: list[InputError] = []
    path.write_bytes(WRAPPED.get(path.name, bytes)(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what libraries say of broken files
        articles = list(read_articles([path], on_skip=said.append))
    assert all(article.text.strip() for article in articles)
    assert all(str(error).startswith(str(path)) and "\n" not in str(error) for error in said)
    assert articles or said


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """The bytes with a few places cut out, doubled or written over."""
    content = bytearray(seed)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 12)))
        what = draw(st.sampled_from(("cut", "double", "write", "end")))
        if what == "cut":
            del content[at:end]
        elif what == "double":
            content[at:at] = content[at:end]
        elif what == "write":
            content[at:end] = draw(st.binary(max_size=8))
        else:
            del content[at:]
    return bytes(content)


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_gives_articles_or_sentences(name: str, data: st.DataObject) -> None:
    """No reader crashes or hangs, and what it says is one line that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder) / name, data.draw(damaged(SEEDS[name])))
