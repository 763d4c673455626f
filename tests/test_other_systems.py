"""Files are written as Windows asks: flushed where they may be written, and let go of before they are moved."""

import errno
import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mapper import Article
from mapper.cli import main
from mapper.correct.corrections_file import append
from mapper.errors import OutputError
from mapper.export.files import write_gpkg
from mapper.many.cache import Cache
from mapper.many.resume import continuing, rejecting
from mapper.read.sources import raise_it
from mapper.write import placing, writing


def is_open(path: Path) -> bool:
    """True where this process holds the file open."""
    numbers = Path("/proc/self/fd").iterdir()
    return any(os.readlink(number) == str(path.absolute()) for number in numbers if number.is_symlink())  # noqa: PTH115 -- as text


@pytest.fixture(autouse=True)
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Windows refuses is refused, and what it lacks is not there."""
    monkeypatch.chdir(tmp_path)
    flush = os.fsync

    def fsync(file: Any) -> None:
        number = file if isinstance(file, int) else file.fileno()
        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        flush(number)

    def refusing(name: str) -> Callable[..., Any]:
        do = getattr(Path, name)

        def refused(path: Path, *args: Any, **options: Any) -> Any:
            for one in (path, *(Path(arg) for arg in args)):
                if is_open(one):
                    raise PermissionError(errno.EACCES, "Access is denied", str(one))
            return do(path, *args, **options)

        return refused

    monkeypatch.setattr(os, "fsync", fsync)
    for name in ("unlink", "replace", "rename"):
        monkeypatch.setattr(Path, name, refusing(name))
    for name in ("fcntl", "resource"):
        monkeypatch.setitem(sys.modules, name, None)


def test_a_file_is_written_and_written_again() -> None:
    """It is flushed through a handle that may write, and nothing is left beside it."""
    for text in ("one", "two"):
        with writing("map.html") as stream:
            stream.write(text)
        with placing("map.png") as part:
            part.write_text(text, encoding="utf-8")
    assert sorted(path.name for path in Path().iterdir()) == ["map.html", "map.png"]
    assert Path("map.html").read_text("utf-8") == Path("map.png").read_text("utf-8") == "two"


def test_a_file_that_another_program_holds_is_said() -> None:
    """What was there stays, and nothing is left beside it."""
    Path("map.html").write_text("one", encoding="utf-8")
    refused = pytest.raises(OutputError, match="you may not write there")
    with Path("map.html").open("rb"), refused, writing("map.html") as stream:
        stream.write("two")
    assert [path.name for path in Path().iterdir()] == ["map.html"]
    assert Path("map.html").read_text("utf-8") == "one"


def test_a_long_run_keeps_adds_and_gives_up() -> None:
    """Its part takes the output's name once it is closed; an empty one goes after a failure."""
    with pytest.raises(KeyError), continuing("a.jsonl", ""):
        raise KeyError
    assert list(Path().iterdir()) == []
    with continuing("a.jsonl", "") as kept:
        assert [kept.write("{}\n") for _ in kept.rest([Article(text="Rain fell.")], pytest.fail)] == [None]
    with pytest.raises(KeyError), rejecting("a.jsonl", raise_it):
        raise KeyError
    assert [path.name for path in Path().iterdir()] == ["a.jsonl"]


def test_what_people_and_builds_keep_is_kept() -> None:
    """Corrections without the lock that other systems have; a damaged cache is let go of and made anew."""
    append("corrections.jsonl", {"a": 1})
    append("corrections.jsonl", {"b": 2})
    assert Path("corrections.jsonl").read_text("utf-8") == '{"a": 1}\n{"b": 2}\n'
    Path("kept.sqlite").write_bytes(b"not a database" * 100)
    Cache(Path("kept.sqlite")).close()
    with pytest.raises(KeyError):
        write_gpkg(Path("a.gpkg"), ({}[row] for row in "x"), "place", "")
    Path("a.gpkg").unlink()


def test_articles_become_a_map_and_exports() -> None:
    """From the first command to the last, a picture, a workbook and a GeoPackage among them."""
    Path("a.txt").write_text("Shells hit Kherson on Monday.", encoding="utf-8")
    outputs = ["places.csv", "places.gpkg", "places.xlsx", "places.kmz", "places.zip", "places.parquet", "places.png"]
    commands = [
        ("locate", "a.txt", "-o", "l.jsonl", "--resume"), ("locate", "a.txt", "-o", "l.jsonl", "--add"),
        ("draw", "l.jsonl", "-o", "map.html", "--embed"), ("draw", "l.jsonl", "-o", "map.html"),
        *(("export", "l.jsonl", "-o", output) for output in outputs),
    ]  # fmt: skip
    for command in commands:
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.stderr
    assert set(outputs) <= {path.name for path in Path().iterdir()}
