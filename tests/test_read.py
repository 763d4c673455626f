"""Reading: files, folders and standard input -> articles."""

import io
import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest

from mapper import Article
from mapper.errors import InputError
from mapper.read.articles import read_articles
from mapper.read.sources import LIMIT

BODY = "Two people died in the shelling of Kherson on Monday.\n"


def read(*sources: Path | str) -> list[Article]:
    return list(read_articles(sources))


def read_all(*sources: Path | str) -> tuple[list[Article], list[str]]:
    """The articles, and what was said of the inputs that were skipped."""
    skipped: list[InputError] = []
    return list(read_articles(sources, on_skip=skipped.append)), [str(error) for error in skipped]


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(path: Path, *objects: Any) -> Path:
    return put(path, "".join(json.dumps(o) + "\n" for o in objects))


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Any:
    def feed(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return feed


def test_a_text_file_is_one_article_with_its_whole_content(tmp_path: Path) -> None:
    """The text is the file, line ends, blanks and all, so that offsets point into what the author wrote."""
    content = f"  \r\nStrikes hit Kherson\r\n\r\n{BODY}\r\n"
    (article,) = read(put(tmp_path / "a.txt", content))
    assert article.text == content
    assert article.title == "Strikes hit Kherson"
    assert article.id.startswith("sha256:")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (f"Strikes hit Kherson\n\n{BODY}", "Strikes hit Kherson"),
        (f"Strikes hit Kherson\n{BODY * 3}".replace(".\n", ". "), "Strikes hit Kherson"),
        (f"Who holds Bakhmut?\n\n{BODY}", "Who holds Bakhmut?"),
        (f"Shelling went on all night.\n\n{BODY}", ""),
        ("Fighters attacked a convoy near the town of\nDjibo on Tuesday, killing three.\n", ""),
        (f"{'A very long first line ' * 9}\n\n{BODY}", ""),
        (f"-----\n\n{BODY}", ""),
        ("Strikes hit Kherson\n", ""),
        ("Strikes hit Kherson", ""),
    ],
)
def test_the_title_is_the_first_line_where_it_is_a_headline(tmp_path: Path, content: str, title: str) -> None:
    """A headline is short, has words, no full stop, and stands alone above more text."""
    (article,) = read(put(tmp_path / "a.txt", content))
    assert article.title == title


def test_a_markdown_heading_is_the_title_without_its_signs(tmp_path: Path) -> None:
    """`# Title` gives "Title"; the text keeps the sign."""
    (article,) = read(put(tmp_path / "a.MD", f"# Strikes hit Kherson\n{BODY}"))
    assert article.title == "Strikes hit Kherson"
    assert article.text.startswith("# Strikes")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """UTF-8 with a mark reads as UTF-8 without, in texts and in rows."""
    assert read(put(tmp_path / "a.txt", b"\xef\xbb\xbf" + BODY.encode()))[0].text == BODY
    assert read(put(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "Kyiv"}'))[0].text == "Kyiv"
    assert read(put(tmp_path / "a.json", b'\xef\xbb\xbf\n{"text": "Lviv"}'))[0].text == "Lviv"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "is empty"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.dat", b"", "is empty"),
        ("a.txt", b"%PDF-1.7 ...", "is binary"),
        ("a.jsonl", '{"text": "x"}'.encode("utf-16"), "is not UTF-8 text"),
        ("a.json", b"[\n1, 2]", "holds no list of objects"),
        ("a.json", b'[\n{"text": "x"}', "is not JSON"),
        ("a.txt", b"x" * (LIMIT + 1), "has more than 20 MB"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    """Empty, binary, too large or in no known encoding: said once, with the path, and nothing is read."""
    path = put(tmp_path / name, content)
    articles, (said,) = read_all(path)
    assert articles == []
    assert said.startswith(f"{path}: ")
    assert reason in said
    assert "\n" not in said


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Reading the other sources goes on."""
    articles, (said,) = read_all(tmp_path / "no.txt", put(tmp_path / "a.txt", BODY))
    assert said == f"{tmp_path}/no.txt: there is no such file; check the name and the folder you are in"
    assert len(articles) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("example.org/feed", "or write https://example.org/feed where an address is meant"),
        ("www.example.co.uk", "or write https://www.example.co.uk where an address is meant"),
        ("example.org:8080/a.html", "or write https://example.org:8080/a.html where an address is meant"),
        ("ftp://example.org/a.txt", "of addresses only http:// and https:// are read"),
        ("file:///tmp/a.txt", "give its path"),
        ("article.txt", "check the name and the folder you are in"),
        ("2024.5/a.txt", "check the name and the folder you are in"),
        ("news.jsonl.gz", "check the name and the folder you are in"),
        ("lesson.toml", "check the name and the folder you are in"),
    ],
)
def test_an_address_without_its_beginning_is_known(name: str, said: str) -> None:
    """Where there is no such file, the remedy is the one for what was typed."""
    with pytest.raises(InputError) as raised:
        list(read_articles([name]))
    head, _, remedy = str(raised.value).partition("; ")
    assert head == f"{name}: there is no such file"
    assert remedy.endswith(said)
    assert ("https://" in remedy) == ("https://" in said)


def test_documents_that_nothing_reads_are_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In a folder they are passed over with a line that says what to save them as; pictures without."""
    for name in ("a.txt", "report.pages", "old.doc", "sheet.numbers", "photo.jpg"):
        (tmp_path / name).write_text("Shelling hit Kharkiv on Monday.")
    assert len(list(read_articles([tmp_path]))) == 1
    told = [record.getMessage().partition(": ")[2] for record in caplog.records if record.levelname == "WARNING"]
    form = "is passed over, for nothing here reads {}; save it as {}"
    assert told == [
        form.format(".doc", ".docx or .pdf"),
        form.format(".pages", ".docx or .pdf"),
        form.format(".numbers", ".xlsx or .csv"),
    ]


def test_a_file_of_another_ending_is_read_by_its_content(tmp_path: Path) -> None:
    """Rows where the first sign is `{`, else a text."""
    assert [a.text for a in read(put(tmp_path / "n.log", '\n\n{"text":\r"Kyiv"}\n{"text": "Lviv"}'))] == [
        "Kyiv",
        "Lviv",
    ]
    assert read(put(tmp_path / "README", f"\n\n{BODY}"))[0].text == f"\n\n{BODY}"


def test_a_folder_is_read_in_order_of_name_and_below(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What is hidden or is no article is passed over without being an error, and said to who wants to know."""
    caplog.set_level(logging.INFO)
    put(tmp_path / "b.txt", "b")
    put(tmp_path / "a" / "z.md", "a/z")
    rows(tmp_path / "c.ndjson", {"text": "c1"}, {"text": "c2"})
    for name in ("picture.png", ".hidden.txt", ".git/x.txt", "notes.doc"):
        put(tmp_path / name, "x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    articles, said = read_all(tmp_path)
    assert [a.text for a in articles] == ["a/z", "b", "c1", "c2"]
    assert said == []
    assert {Path(r.getMessage().partition(":")[0]).name for r in caplog.records} == {
        "picture.png", ".hidden.txt", ".git", "notes.doc", "loop", "gone.txt",
    }  # fmt: skip


def test_a_folder_says_which_files_may_hold_articles(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """JSON and XML may be anything: a folder says that it passes them over, and not what a run has left there."""
    for name in ("a.txt", "b.json", "c.xml", "map.oembed.json"):
        put(tmp_path / name, "x")
    articles, said = read_all(tmp_path)
    assert ([a.text for a in articles], said) == (["x"], [])
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path}/{name}: is passed over, for it may hold anything; to read its articles name the file"
        for name in ("b.json", "c.xml")
    ]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    """A map of nothing helps nobody: the wrong folder was named."""
    put(tmp_path / "x.png", "x")
    assert read_all(tmp_path) == (
        [],
        [f"{tmp_path}: there is no file of articles in it (.txt, .pdf, .jsonl …); name another folder"],
    )


def test_articles_stream(tmp_path: Path) -> None:
    """A file is opened when its article is asked for, not before."""
    for i in range(3):
        put(tmp_path / f"{i}.txt", f"article {i}")
    articles = read_articles([tmp_path])
    assert next(articles).text == "article 0"
    put(tmp_path / "1.txt", "changed since")
    assert next(articles).text == "changed since"


def test_standard_input_is_read_by_content(stdin: Any) -> None:
    """`-` takes a text, or rows, whose errors say where they stand."""
    stdin(BODY.encode())
    assert read("-")[0].text == BODY
    stdin(b'{"text": "Kyiv"}\n{}\n')
    articles, (said,) = read_all("-")
    assert [a.text for a in articles] == ["Kyiv"]
    assert said.startswith("standard input:2: 'text' is missing")
    stdin(b"")
    assert read_all("-")[1] == ["standard input: is empty; give a file with an article in it"]


def test_ids_are_stable(tmp_path: Path) -> None:
    """The same content has the same id wherever it lies, another content another."""
    one, two = read(put(tmp_path / "a.txt", BODY))[0], read(put(tmp_path / "b.md", BODY))[0]
    assert one.id == two.id == Article(text=BODY).id
    assert read(put(tmp_path / "c.txt", BODY + "!"))[0].id != one.id


def test_an_article_met_before_is_passed_over_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The same id with the same text is the same article; with another text it is kept. Both are warned of."""
    path = rows(tmp_path / "n.jsonl", *({"id": "1", "text": text} for text in ("Kyiv", "Kyiv", "Lviv")))
    assert [a.text for a in read(path)] == ["Kyiv", "Lviv"]
    assert [r.getMessage() for r in caplog.records] == [
        f"{path}:2: passed over, for it is the same article as one before",
        f"{path}:3: the id '1' stands for another article too; both are kept",
    ]
