"""Writing: whole files or none."""

import errno
import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gazetteer.errors import GazetteerMissing
from mapper import write
from mapper.errors import OutputError
from mapper.write import writing

ROOT = Path(__file__).parents[1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail(target: Path, error: BaseException) -> None:
    with writing(target) as stream:
        stream.write("half")
        raise error


def test_a_file_appears_when_all_is_written(tmp_path: Path) -> None:
    """Until the block ends, what stood there stands there."""
    target = tmp_path / "map.html"
    target.write_text("old")
    with writing(target) as stream:
        stream.write("Kyiv – Київ\n")
        stream.flush()
        assert target.read_text() == "old"
    assert target.read_bytes() == "Kyiv – Київ\n".encode()
    assert names(tmp_path) == ["map.html"]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(2), GeneratorExit()])
def test_nothing_changes_when_the_block_raises(tmp_path: Path, error: BaseException) -> None:
    """No half file, no temporary file, and the error comes through as it is."""
    target = tmp_path / "map.html"
    target.write_text("old")
    with pytest.raises(type(error)):
        fail(target, error)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["map.html"]


def test_permissions_are_those_of_any_new_file_or_of_the_file_replaced(tmp_path: Path) -> None:
    """The umask decides for a new file; a private file stays private."""
    old = os.umask(0o027)
    try:
        for _ in range(2):
            with writing(tmp_path / "a") as stream:
                stream.write("x")
            assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
        (tmp_path / "a").chmod(0o600)
        with writing(tmp_path / "a") as stream:
            stream.write("x")
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    finally:
        os.umask(old)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "map.html").symlink_to(tmp_path / "real" / "map.html")
    with writing(tmp_path / "map.html") as stream:
        stream.write("x")
    assert (tmp_path / "map.html").is_symlink()
    assert (tmp_path / "real" / "map.html").read_text() == "x"


def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    """What is no file is not replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    with writing(pipe) as stream:
        stream.write("x")
    reader.join()
    assert got == ["x"]
    assert pipe.is_fifo()


def test_what_a_kill_has_left_is_taken_away_by_the_next_run(tmp_path: Path) -> None:
    """What another run is writing stays, and so does what is not ours."""
    (tmp_path / ".mapper-dead.part").write_text("half")
    (tmp_path / ".mapper-notes").write_text("mine")
    with writing(tmp_path / "a") as first, writing(tmp_path / "b") as second:
        assert len(names(tmp_path)) == 3
        first.write("x")
        second.write("y")
    assert names(tmp_path) == [".mapper-notes", "a", "b"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_being_told_to_end_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """The process cleans up, or after SIGKILL the next one does; what was there is as it was."""
    (tmp_path / "map.html").write_text("old")
    # Where this runs under nohup, children would ignore SIGHUP.
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
    code += "import time; from mapper.commands.signals import ending; from mapper.write import writing\n"
    code += (
        "with ending(), writing('map.html') as s: s.write('half'); s.flush(); print('on', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as run:  # fmt: skip
        assert run.stdout
        assert run.stdout.readline() == "on\n"
        run.send_signal(number)
        run.wait(timeout=60)
    assert run.returncode
    assert len(names(tmp_path)) == (2 if number == signal.SIGKILL else 1)
    with writing(tmp_path / "other") as stream:
        stream.write("x")
    assert names(tmp_path) == ["map.html", "other"]
    assert (tmp_path / "map.html").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no/map.html", "its folder does not exist; make the folder first, or name another"),
        ("file/map.html", "what should be its folder is a file"),
        (".", "it is a folder; name a file in it"),
        ("x" * 300, "the name is too long"),
    ],
)
def test_a_target_that_cannot_be_is_an_error_in_one_sentence(tmp_path: Path, name: str, reason: str) -> None:
    """Said before anything is done, with the path and what to do."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError) as caught, writing(tmp_path / name):
        pytest.fail("the block ran")
    assert str(caught.value).startswith(f"{tmp_path / name} cannot be written: {reason}")
    assert names(tmp_path) == ["file"]


def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the disk is found full only when the last bytes are sent to it."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full; make room"), writing(tmp_path / "map.html") as stream:
        stream.write("x")
    assert names(tmp_path) == []


def test_a_full_device_is_an_error() -> None:
    """/dev/full refuses every byte."""
    with (
        pytest.raises(OutputError, match="/dev/full cannot be written: the disk is full"),
        writing("/dev/full") as stream,
    ):
        stream.write("x" * 100_000)


def test_errors_of_other_files_come_through(tmp_path: Path) -> None:
    """Only what happens to the target is an OutputError."""
    with pytest.raises(FileNotFoundError), writing(tmp_path / "a") as stream:
        stream.write((tmp_path / "other").read_text())
    with pytest.raises(GazetteerMissing):
        fail(tmp_path / "a", GazetteerMissing("there is none"))
    assert names(tmp_path) == []


def test_a_lone_surrogate_is_written_as_json_writes_it(tmp_path: Path) -> None:
    """The file is valid UTF-8, and its JSON gives the same text again."""
    with writing(tmp_path / "a") as stream:
        stream.write(json.dumps("a\ud800b😀", ensure_ascii=False))
    assert json.loads((tmp_path / "a").read_bytes()) == "a\ud800b😀"


def test_standard_output_is_utf8_with_plain_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the locale says."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", newline="\r\n"))
    with writing("-") as stream:
        stream.write("Київ\n")
    assert raw.getvalue() == "Київ\n".encode()


def test_only_what_nobody_holds_is_swept(tmp_path: Path) -> None:
    """What bears another name stays, and what another process holds; one that cannot be taken away stops nothing."""
    for name in (".mapper-1.part", ".mapper-3.part", ".mapper-2.txt", "mapper-4.part", ".other.part"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".mapper-0.part").mkdir()
    with (tmp_path / ".mapper-1.part").open("rb") as held:
        assert write._flock(held)
        with (tmp_path / ".mapper-1.part").open("rb") as other:
            assert not write._flock(other)
        write._sweep(tmp_path)
    assert sorted(names(tmp_path)) == [
        ".mapper-0.part", ".mapper-1.part", ".mapper-2.txt", ".other.part", "mapper-4.part",
    ]  # fmt: skip


def test_the_name_beside_a_file_is_in_its_folder_and_no_other_run_s(tmp_path: Path) -> None:
    """Of a link the file that it leads to, whose folder may be another."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "map.html").write_text("x")
    (tmp_path / "link.html").symlink_to(tmp_path / "real" / "map.html")
    (target, one), (_, other) = write._names(tmp_path / "link.html"), write._names(tmp_path / "link.html")
    assert target == tmp_path / "real" / "map.html"
    assert one.parent == other.parent == target.parent
    assert re.fullmatch(r"\.mapper-[0-9a-f]{16}\.part", one.name)
    assert one != other


def test_an_input_is_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By any of its names, and as standard output too; a device or a folder is neither, and what is gone is nothing."""
    source = tmp_path / "a.jsonl"
    source.write_text("x")
    (tmp_path / "same.jsonl").hardlink_to(source)
    with write.sparing(lambda: [str(tmp_path / "gone"), str(source)]):
        for name in (source, tmp_path / "same.jsonl"):
            with pytest.raises(
                OutputError, match=rf"^{re.escape(str(name))} is an input too, and would be overwritten;"
            ):
                write.spared(name)
        for name in (tmp_path / "new", tmp_path, Path(os.devnull)):
            write.spared(name)
        with source.open("a") as stream:
            monkeypatch.setattr(sys, "stdout", stream)
            with pytest.raises(OutputError, match=r"^standard output is an input too, and would be overwritten;"):
                write.spared("-")
        with (tmp_path / "b").open("w") as stream:
            monkeypatch.setattr(sys, "stdout", stream)
            write.spared("-")
    write.spared(source)


def test_a_closed_output_takes_what_python_still_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes nowhere, and no file stays open for it."""
    with (tmp_path / "out").open("w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        before = len(list(Path("/dev/fd").iterdir()))
        write._close_stdout()
        assert len(list(Path("/dev/fd").iterdir())) == before
        stream.write("late")
    assert (tmp_path / "out").read_text() == ""
