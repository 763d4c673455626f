"""How a command ends when it is broken off, and what it shows on a terminal: whole processes."""

import os
import pty
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from mapper.commands.group import Group

ROOT = Path(__file__).parents[1]
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
MAPPER = [sys.executable, "-m", "mapper"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own, with one article in it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Shelling hit Kharkiv on Monday, officials in Ukraine said.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Ctrl-C ends the processes that a test starts, also where it is ignored in ours, as in a run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def process(*args: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen([*MAPPER, *args], stderr=subprocess.PIPE, text=True, env=ENV, **options)


@pytest.mark.parametrize("args", [("locate", "-"), ("map", "-"), ("draw", "-")])
def test_ctrl_c_ends_it_with_one_line_and_leaves_nothing(folder: Path, args: tuple[str, ...]) -> None:
    """Exit code 130; neither a half file nor a temporary one."""
    running = process(*args, "-o", "out", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdin is not None
    # A pipe holds 64 kB: when more has gone in, all is loaded and the input is being read.
    running.stdin.write(" " * 200_000)
    running.stdin.flush()
    assert len(list(folder.iterdir())) == 2
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=20)
    assert (running.returncode, out, said) == (130, "", "Interrupted; no file was written.\n")
    assert [p.name for p in folder.iterdir()] == ["a.txt"]


def test_a_closed_pipe_ends_it_without_a_word() -> None:
    """`mapper locate … | head` is no error; 141 is what the shell calls a process that the pipe ended."""
    running = process("locate", "a.txt", "-q", stdout=subprocess.PIPE)
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert (running.stderr.read(), running.wait(timeout=20)) == ("", 141)
    running.stderr.close()


def test_a_full_disk_is_said() -> None:
    """Where the output is a device that takes no more, and where a file may not grow."""
    with Path("/dev/full").open("w") as full:
        running = process("locate", "a.txt", stdout=full)
        assert running.communicate(timeout=20)[1].startswith(
            "standard output cannot be written: the disk is full; make"
        )
    assert running.returncode == 2
    running = process("map", "a.txt", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9999, 9999)))
    assert running.communicate(timeout=20)[1].startswith(
        "map.html cannot be written: a file may not grow so large here"
    )
    assert running.returncode == 2
    assert [p.name for p in Path().iterdir()] == ["a.txt"]


def test_progress_is_shown_on_a_terminal_alone() -> None:
    """One line, drawn again, gone when the summary comes; without a terminal there is none (see the other tests)."""
    terminal, its_end = pty.openpty()
    run = subprocess.run([*MAPPER, "locate", "a.txt", "-o", "l.jsonl"], stderr=its_end, env=ENV, check=True)
    said = os.read(terminal, 10_000).decode()
    os.close(terminal)
    os.close(its_end)
    assert run.returncode == 0
    assert said.startswith("\r1 article")
    assert "\r\x1b[K1 article, " in said
    assert "l.jsonl" in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            ZeroDivisionError("x"),
            2,
            "This is a bug in mapper (ZeroDivisionError: x); please report it, with what --debug",
        ),
        (KeyboardInterrupt(), 130, "Interrupted; no file was written."),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_an_error_of_any_kind_ends_a_command_in_order(error: BaseException, code: int, said: str) -> None:
    """A bug, too, is one sentence that says what to do."""

    @click.group(cls=Group)
    def group() -> None: ...

    @group.command()
    def fail() -> None:
        raise error

    result = CliRunner().invoke(group, ["fail"])
    assert result.exit_code == code
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == bool(said)
