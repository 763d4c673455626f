"""Nothing is overwritten: an output that is an input, by any path, link or folder, is refused."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import main
from mapper.errors import OutputError
from mapper.write import spared, sparing

LOCATED = '{"id": "a", "text": "Rain fell in Kyiv.", "mentions": []}\n'
REFUSED = "is an input too, and would be overwritten; name another output"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own, with a file of each sort."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for name in ("news/a.txt", "own.csv", "list.txt"):
        Path(name).write_text("name,lat,lon\nTihcap,46.3,30.6\n" if name == "own.csv" else "Kyiv\n", encoding="utf-8")
    for name in ("l.jsonl", "l.rejected.jsonl", "m.uncorrected.jsonl"):
        Path(name).write_text(LOCATED, encoding="utf-8")
    Path("c.jsonl").touch()
    Path("link.txt").symlink_to("news/a.txt")
    Path("folder").symlink_to("news")
    os.link("news/a.txt", "hard.txt")
    return tmp_path


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def kept() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


@pytest.mark.parametrize("command", [
    "map news/a.txt -o news/a.txt",
    "map news/a.txt -o ./news/../news/a.txt",
    "map news/a.txt -o link.txt",
    "map news/a.txt -o folder/a.txt",
    "map news/a.txt -o hard.txt",
    "map link.txt -o news/a.txt",
    "map news -o news/a.txt",
    "map folder -o news/a.txt",
    "map . -o news/a.txt",
    "map l.jsonl news/a.txt -o l.jsonl",
    "map news --add-places own.csv -o own.csv",
    "map news --withhold list.txt -o list.txt",
    "map news --corrections c.jsonl -o c.jsonl",
    "locate l.jsonl -o l.jsonl",
    "locate l.jsonl --resume -o l.jsonl",
    "locate l.jsonl --add -o l.jsonl",
    "locate l.rejected.jsonl -o l.jsonl",
    "watch news --once -o news/a.txt",
    "draw l.jsonl -o l.jsonl",
    "draw m.uncorrected.jsonl --corrections c.jsonl -o m.html",
    "export l.jsonl -o l.jsonl",
    "review l.jsonl --no-server -o l.jsonl",
    "review l.jsonl --corrections l.jsonl",
    "gazetteer build . -o own.csv",
])  # fmt: skip
def test_an_output_that_is_an_input_is_refused(command: str) -> None:
    """Whatever the command, the path and the option: exit code 2, one sentence, and each file is as it was."""
    before = kept()
    result = mapper(*command.split())
    assert (result.exit_code, result.stderr.endswith(f"{REFUSED}\n")) == (2, True), result.stderr
    assert kept() == before


def test_what_is_no_input_is_replaced() -> None:
    """An output of an earlier run, beside the inputs or in a folder of them, where it is none that is read."""
    Path("news/own.40").write_bytes(b"")
    Path("news/.draft.html").write_text("Kyiv", encoding="utf-8")
    for output in ("m.html", "news/own.40", "news/.draft.html"):
        Path(output).write_text("old", encoding="utf-8")
        assert mapper("map", "news", "-o", output).exit_code == 0
        assert Path(output).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_standard_input_and_output_are_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """`mapper map - -o a.txt < a.txt` and `mapper locate a.txt >> a.txt` are refused."""
    with Path("news/a.txt").open("a", encoding="utf-8") as stream:
        for inputs, output in ([stream.fileno()], "news/a.txt"), (["news/a.txt"], "-"):
            monkeypatch.setattr(sys, "stdout", stream)
            with sparing(lambda inputs=inputs: inputs), pytest.raises(OutputError, match=REFUSED):
                spared(output)
            spared("-")
