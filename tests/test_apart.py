"""What may be hostile is read in a process with bounds: each file that breaks them costs itself alone, and is named."""

import io
import json
import os
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from gazetteer import Gazetteer
from mapper import pipeline
from mapper.cli import main
from mapper.errors import InputError
from mapper.many import batch
from mapper.pipeline import Steps
from mapper.read import apart
from mapper.read.articles import read_articles
from mapper.read.documents import mail_in
from mapper.read.exports.members import Members
from mapper.records import Article

from .printed import nested

WORDS = "Shells hit Kharkiv at dawn on Monday."
TOO_MUCH = "takes more time or memory to read than its size should; save what it holds in another format"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a test can wait for."""
    monkeypatch.setattr(apart, "_SECONDS", 0.5)
    monkeypatch.setattr(apart, "_MEMORY", (400_000_000, 10))


def workbook(row: int) -> bytes:
    """A sheet of which the last row is said to be that one."""
    book, held = Workbook(), io.BytesIO()
    book.active.append(["text"])
    book.active.append([WORDS])
    book.save(held)
    out = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            sheet = old.read(name).replace(b'<row r="2"', f'<row r="{row}"'.encode())
            new.writestr(name, sheet.replace(b'"A2"', f'"A{row}"'.encode()).replace(b":A2", f":A{row}".encode()))
    return out.getvalue()


def page(piece: str, times: int) -> bytes:
    return f"<html><body><article><p>{piece * times}</article></body></html>".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "row.xlsx": partial(workbook, 2_000_000_000),
    "links.html": partial(page, '<a href="https://e.org">Kyiv</a> ', 20_000),
    "quotes.eml": lambda: b"From: " + b'"' * 60_000 + b"\nSubject: x\n\n" + WORDS.encode(),
    "subject.eml": lambda: b"Subject: " + b"=?utf-8?q?Kyiv?= " * 30_000 + b"\n\n" + WORDS.encode(),
    "nested.pdf": partial(nested, 7),
}


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_itself_alone(tmp_path: Path, name: str) -> None:
    """It is named in one sentence, in a folder, a zip and among others, which are read."""
    bad = HOSTILE[name]()
    (tmp_path / name).write_bytes(bad)
    (tmp_path / "z.txt").write_text(WORDS, encoding="utf-8")
    said: list[InputError] = []
    begun = time.process_time()
    assert [one.text for one in read_articles([tmp_path], on_skip=said.append)] == [WORDS]
    assert [str(error) for error in said] == [f"{tmp_path / name}: {TOO_MUCH}"]
    assert time.process_time() - begun < 5  # here: what it costs, it costs elsewhere


@pytest.mark.usefixtures("hurried")
def test_a_hostile_member_costs_itself_alone(tmp_path: Path) -> None:
    """Of a zip and of a mail box too; and the command ends with 1."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.eml", HOSTILE["quotes.eml"]())
        file.writestr("b.txt", WORDS)
    box = b"From a Mon Jan  1 00:00:00 2024\n" + HOSTILE["quotes.eml"]() + b"\n\n"
    (tmp_path / "b.mbox").write_bytes(box + b"From a Mon Jan  1 00:00:00 2024\nSubject: x\n\nQuiet in Lviv.\n")
    done = CliRunner().invoke(main, ["locate", str(tmp_path), "-o", str(tmp_path / "out.jsonl"), "-q"])
    assert done.exit_code == 1
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 2
    rejected = [json.loads(line) for line in (tmp_path / "out.rejected.jsonl").read_text("utf-8").splitlines()]
    assert [(Path(row["input"]).name, row["reason"]) for row in rejected] == [
        ("a.eml", TOO_MUCH), ("b.mbox, message 1", TOO_MUCH)
    ]  # fmt: skip


def test_files_that_lie_on_one_another_are_no_zip(tmp_path: Path) -> None:
    """Two thousand names for one member are one sentence, and not two thousand."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", WORDS * 900)
        first = file.infolist()[0]
        for number in range(2_000):
            info = zipfile.ZipInfo(f"{number}.txt")
            info.compress_size, info.file_size, info.CRC = first.compress_size, first.file_size, first.CRC
            info.compress_type, info.header_offset = first.compress_type, first.header_offset
            file.filelist.append(info)
            file.NameToInfo[info.filename] = info
    (tmp_path / "a.zip").write_bytes(held.getvalue())
    said: list[InputError] = []
    assert not list(read_articles([tmp_path / "a.zip"], on_skip=said.append))
    assert [str(e) for e in said] == [
        f"{tmp_path / 'a.zip'}: has files that lie on one another, as in no honest zip, and is not read"
    ]


def test_a_tar_of_holes_is_not_read(tmp_path: Path) -> None:
    """A few bytes may stand for any number of megabytes of nothing."""
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"GNU.sparse.map": "0,0", "GNU.sparse.size": "19000000", "GNU.sparse.numblocks": "1"}
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as file:
        file.addfile(info)
    said: list[InputError] = []
    assert not list(read_articles([tmp_path / "a.tar"], on_skip=said.append))
    assert str(said[0]).endswith("a.tar/a.txt: is mostly holes, as no text is, and is not read")


def test_one_process_reads_file_after_file(tmp_path: Path) -> None:
    """It is started once; one that was ended while it waited is no fault of the next file's."""
    apart.end_all()
    paths = [tmp_path / f"{name}.eml" for name in "abc"]
    for path in paths:
        path.write_bytes(f"Subject: {path.name}\n\n{WORDS}".encode())
    assert len(list(read_articles(paths))) == 3
    (waiting,) = apart._idle
    waiting._running.kill()
    waiting._running.wait(10)
    assert len(list(read_articles(paths))) == 3
    assert waiting not in apart._idle
    assert len(apart._idle) == 1


def test_reading_that_is_left_ends_its_process(tmp_path: Path) -> None:
    """Who takes the first row of a table and goes leaves nothing running."""
    book = Workbook()
    for row in ("text", "Quiet in Lviv.", WORDS):
        book.active.append([row])
    book.save(tmp_path / "a.xlsx")
    apart.end_all()
    found = read_articles([tmp_path / "a.xlsx"])
    assert next(found).text == "Quiet in Lviv."
    found.close()
    assert apart._idle == []


def test_a_reader_that_breaks_costs_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends the process, or makes it say nothing, is a sentence."""
    for program in ("false", "true"):
        apart.end_all()
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(InputError, match=r"^a\.eml: takes more time or memory"):
            list(apart.apart(mail_in, WORDS.encode(), "a.eml"))


def broken(raw: bytes, where: str) -> Iterator[Any]:
    print("a library that talks")
    os.write(1, b"and one in C")
    yield where, len(raw)
    raise ZeroDivisionError("one too many")


def test_a_bug_of_ours_is_told_as_one() -> None:
    """What no one foresaw is raised where it was asked for; what libraries print is not taken for an answer."""
    found = apart.apart(broken, b"abc", "a.txt")
    assert next(found) == ("a.txt", 3)
    with pytest.raises(RuntimeError, match=r"^ZeroDivisionError: one too many$"):
        next(found)


def test_many_members_of_a_chat_cost_no_more_each() -> None:
    """Ten thousand names are found in words that have a thousand of them, the longest first."""
    members = Members()
    for number in range(20_000):
        members.name(f"Olha {number}")
    text = " ".join(f"Olha {number}" for number in range(1_000))
    begun = time.process_time()
    assert members.clean(text) == " ".join(f"Member {number + 1}" for number in range(1_000))
    assert time.process_time() - begun < 2
    assert members.clean("Olha 12 and Olha 123, Olhas") == "Member 13 and Member 124, a member"


@pytest.mark.parametrize("beside", [False, True], ids=["main", "thread"])
def test_an_article_has_a_time_limit(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, *, beside: bool) -> None:
    """One that is endless to locate costs itself alone, and is named, in a thread too, as Dask's workers locate."""
    real = pipeline.resolve

    def endless(article: Article, *args: Any) -> Any:
        while article.id == "1":
            pass
        return real(article, *args)

    locator = Steps(gazetteer=gazetteer).load()
    list(locator([Article(text=WORDS)]))
    monkeypatch.setattr(pipeline, "resolve", endless)
    monkeypatch.setattr(batch, "_SECONDS", 0.5)
    given = [Article(id=str(number), text=f"{WORDS} {number}") for number in range(3)]
    if beside:
        with ThreadPoolExecutor(1) as pool:
            lines = pool.submit(list, batch.locate_lines(given, lambda: locator)).result(60)
    else:
        lines = list(batch.locate_lines(given, lambda: locator))
    assert [line.mentions for line in lines] == [1, 0, 1]
    assert lines[1].error == ("article 1: takes more time to locate than its length should; split it, or leave it out")


def test_a_tar_of_terabytes_that_are_not_there_ends(tmp_path: Path) -> None:
    """What is said to be in it is looked for no longer than there is anything."""
    info = tarfile.TarInfo("a.txt")
    info.size = 8 * 10**12
    (tmp_path / "a.tar").write_bytes(info.tobuf() + b"abc")
    said: list[InputError] = []
    assert not list(read_articles([tmp_path / "a.tar"], on_skip=said.append))
    assert [str(one).partition("a.tar")[2] for one in said] == [
        "/a.txt: has more than 20 MB; split it into articles", ": is a damaged tar; make it again",
    ]  # fmt: skip


def test_a_row_is_not_told_millions_of_times(tmp_path: Path) -> None:
    """A file of two kilobytes comes to no more than a few megabytes; what it tells until then is kept."""
    table = pyarrow.table({"text": pyarrow.array([WORDS] * 200_000).dictionary_encode()})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    said: list[InputError] = []
    assert len(list(read_articles([tmp_path / "a.parquet"], on_skip=said.append))) < 50_000
    assert str(said[-1]).endswith(TOO_MUCH)


@pytest.mark.parametrize(("text", "is_read"), [
    ("Kyiv " * 30_000, False), ('"Kyiv ""' * 20_000, False), ("Kyiv " * 10_000, True),
    (" ".join(f"{at:x} alarms in Kyiv." for at in range(8_000)), True),
])  # fmt: skip
def test_what_says_one_thing_over_and_over_is_no_article(text: str, is_read: bool, tmp_path: Path) -> None:
    """A few bytes that unpack to hours of work are skipped, and said; a short text and a list of alarms are read."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    said: list[InputError] = []
    assert bool(list(read_articles([path], on_skip=said.append))) is is_read
    assert [str(error).startswith(f"{path}: says the same words over and over") for error in said] == [True] * (
        not is_read
    )
