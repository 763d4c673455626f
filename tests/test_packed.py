"""What is packed is read as what is in it: gzip, bzip2, xz, tars; and what is none of ours is said once."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from mapper.cli import main
from mapper.read.articles import read_articles
from mapper.records import Article

from .printed import pdf

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
WORDS = "Two people died in the shelling of Kherson on Monday."
KINDS = {
    "a.csv": f'id,headline\n1,"{WORDS}"\n'.encode(),
    "a.jsonl": f'{{"text": "{WORDS}"}}\n'.encode(),
    "a.txt": WORDS.encode(),
    "a.html": f"<html><body><article><p>{WORDS} {'And so on it went. ' * 20}</p></article></body></html>".encode(),
    "a.eml": f"From: a@b.org\nSubject: News\n\n{WORDS}\n".encode(),
}


def read_all(path: Path, content: bytes | None = None) -> tuple[list[Article], list[str]]:
    if content is not None:
        path.write_bytes(content)
    said: list[str] = []
    return list(read_articles([path], on_skip=lambda error: said.append(str(error)))), said


def tar(**files: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name.replace("__", "/").replace("_", "."))
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("name", [name for name in KINDS if name != "a.csv"])
def test_any_kind_is_read_where_it_is_packed(tmp_path: Path, name: str, ending: str) -> None:
    """By the ending inside; also in a folder; two packed files one after the other are one."""
    pack, content = PACKERS[ending], KINDS[name]
    (article,), said = read_all(tmp_path / f"{name}{ending}", pack(content[:20]) + pack(content[20:]))
    assert WORDS in article.text
    assert said == []
    assert read_all(tmp_path) == ([article], [])


@pytest.mark.parametrize(("name", "pack"), [("a.tgz", gzip.compress), ("a.tar.xz", lzma.compress), ("a.tar", bytes)])
def test_a_tar_is_what_is_in_it(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    """As a folder: what is no article is passed over, and no name leads out of it."""
    content = tar(b_txt=b"Quiet in Lviv.", x__a_csv=KINDS["a.jsonl"], c_png=b"\x89PNG", __up_txt=b"x")
    articles, said = read_all(tmp_path / name, pack(content))
    assert [a.text for a in articles] == ["Quiet in Lviv.", WORDS]
    assert said == [f"{tmp_path / name}//up.txt: has a name that leads out of the tar, and is not read"]


@pytest.mark.parametrize("ending", PACKERS)
def test_what_is_damaged_or_a_bomb_is_one_sentence(tmp_path: Path, ending: str) -> None:
    """No raw bytes reach the terminal; xz that asks for gigabytes of memory gets none."""
    pack = PACKERS[ending]
    rows = b"".join(b'{"text": "%d Kherson"}\n' % number for number in range(5000))
    _, said = read_all(tmp_path / f"a.jsonl{ending}", pack(rows)[:-40])
    assert said == [f"{tmp_path}/a.jsonl{ending}: is damaged, or not all of it is there; pack it again"]
    _, said = read_all(tmp_path / f"b{ending}", pack(pack(WORDS.encode())))
    assert said == [f"{tmp_path}/b{ending}: is packed in what is packed already; unpack it, and name the folder"]


def test_xz_gets_no_gigabytes(tmp_path: Path) -> None:
    """A file of a kilobyte may ask for any memory to be unpacked in."""
    packed = lzma.compress(b"x" * 99, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}])
    greedy = packed.replace(packed[14:17], b"\x21\x01\x28")
    _, said = read_all(tmp_path / "a.txt.xz", greedy)
    assert len(said) == 1


@pytest.mark.parametrize(
    ("module", "kind", "extra"),
    [("pypdfium2", "pdf", "documents"), ("openpyxl", "xlsx", "tables"), ("pyarrow", "parquet", "parquet")],
)
def test_a_missing_extra_costs_its_input_alone(
    tmp_path: Path, without: Callable[[str], None], module: str, kind: str, extra: str
) -> None:
    """Named, with what to install; exit code 1, and the others are located."""
    name = tmp_path / f"b.{kind}"
    if kind == "xlsx":
        Workbook().save(name)
    else:
        name.write_bytes(pdf(["Quiet in Lviv."]) if kind == "pdf" else b"PAR1xxxxPAR1")
    (tmp_path / "c.txt").write_text(WORDS, encoding="utf-8")
    without(module)
    result = mapper("locate", str(tmp_path), "-o", str(tmp_path / "out.jsonl"))
    assert result.exit_code == 1
    said = result.stderr.splitlines()[0]
    assert said.startswith(f"{name}: ")
    assert said.endswith(f"pip install 'conflict-mapper[{extra}]'")
    assert WORDS in (tmp_path / "out.jsonl").read_text("utf-8")


def test_a_pdf_may_stand_behind_other_bytes(tmp_path: Path) -> None:
    """Some servers send a line before it; readers of PDF look for it in the first kilobyte."""
    (article,), said = read_all(tmp_path / "a.pdf", b"\0\0\1junk\n" + pdf(["A shell hit Mariinka on Monday."]))
    assert "Mariinka" in article.text
    assert said == []


@pytest.mark.parametrize("name", ["a.js", "a.xyz", "a.srtx", "a.py"])
def test_a_file_that_nothing_reads_is_said(tmp_path: Path, name: str) -> None:
    """It is no prose because it is text."""
    articles, (said,) = read_all(tmp_path / name, b"const a = 1;\nShells hit Kherson.\n")
    assert articles == []
    assert said.startswith(f"{tmp_path / name}: nothing here reads files in {Path(name).suffix}; ")


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.ods", "a.xlsx", "a.kmz", "a.wacz"])
def test_a_document_cut_to_nothing_is_damaged(tmp_path: Path, name: str) -> None:
    """Two bytes of it, or words under its name: nobody is told that such files are not read."""
    for data in (b"PK", b"Shells hit Kherson.\n"):
        articles, (said,) = read_all(tmp_path / name, data)
        assert articles == []
        assert "is damaged, or no" in said


@pytest.mark.parametrize("name", ["README", "week.40", "a.log", "a.text"])
def test_prose_has_any_name_that_promises_nothing_else(tmp_path: Path, name: str) -> None:
    """None, a number, or one that is used for words."""
    (article,), _ = read_all(tmp_path / name, WORDS.encode())
    assert article.text == WORDS


@pytest.mark.parametrize(
    "command",
    [
        ("map", ""), ("locate", ""), ("draw", ""), ("export", "", "-o", "x.csv"), ("watch", "", "--once"),
        ("map", "a.txt", "-o", ""), ("map", "a.txt", "--withhold", ""), ("map", "a.txt", "--add-places", ""),
        ("explain", "", "Kherson"),
    ],
)  # fmt: skip
def test_an_empty_name_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    """A variable that is unset stands for nothing, and not for all that is in the folder."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(WORDS, encoding="utf-8")
    result = mapper(*command)
    assert result.exit_code == 2
    assert '"" is no name of a file; look whether a variable in the command is unset' in result.stderr
    assert os.listdir() == ["a.txt"]  # noqa: PTH208 -- names are all that is asked


@pytest.mark.parametrize(
    "command",
    [
        ("map", "a.txt", "-o", "out.pdf"), ("draw", "a.jsonl", "-o", "x.csv"), ("locate", "a.txt", "-o", "x.csv"),
        ("locate", "a.txt", "-o", "x.geojson"), ("watch", "a.txt", "--once", "-o", "x.png"),
        ("locate", "a.txt", "-o", "x.html"), ("map", "a.txt", "-o", "x.jsonl"),
    ],
)  # fmt: skip
def test_no_file_is_written_that_is_not_what_its_ending_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """The command says what it writes, and which writes the other."""
    monkeypatch.chdir(tmp_path)
    result = mapper(*command)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{command[-1]}: this writes .")
    assert "`mapper export` writes other formats" in result.stderr
    assert os.listdir() == []  # noqa: PTH208 -- names are all that is asked


def test_a_file_that_is_no_json_lines_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not once a line."""
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_text("<!doctype html>\n<p>Kherson</p>\n" * 50, encoding="utf-8")
    result = mapper("draw", "map.html", "-o", "out.html")
    assert result.exit_code == 2
    (said,) = result.stderr.splitlines()
    assert said.startswith("map.html: is not JSON Lines (it begins '<!doctype html>'); ")
