"""Hostile input is read apart: in processes of their own, with bounds of time and memory.

A kilobyte can make a library take hours and all memory there is, or end its process. So whatever is no plain text is
read in processes that wait for work, as many as are wanted at once, mostly one. What breaks the bounds ends its process
and costs itself alone, named. They reach no network, and ask nobody.
"""

import atexit
import faulthandler
import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from ..errors import InputError, MapperError

__all__ = ["apart", "end_all", "going_on", "main"]

_SECONDS = 3.0  # of a processor, for each thing that is found in a file
_WAIT = 8  # times as many by the clock, where that alone is counted: who asks may keep the process waiting
_OFTEN = 0.5  # seconds after which the clock is set anew, and not for each of a million rows
_A_SECOND = 1_000_000, 50_000  # bytes of a file for each second more: for each thing found in it, and for all
_MEMORY = 900_000_000, 10  # bytes that a file may take, and for each of its own
_TOLD = (
    5_000_000,
    100,
)  # bytes that a file may come to, and for each of its own: 18 kB can say one row millions of times
_TOO_MUCH = "takes more time or memory to read than its size should; save what it holds in another format"
_idle: list["_Process"] = []


def apart(read: Callable[..., Iterator[Any]], given: bytes | Path, where: str, *more: Any) -> Iterator[Any]:
    """The items that `read(given, where, *more)` yields in another process; `read` is a function of a module.

    Raises what it raises, and InputError where it takes too long, takes too much, or breaks off.
    """
    process = _idle.pop() if _idle else _Process()
    if not process.is_there:
        process.end()
        process = _Process()
    is_whole = False
    try:
        for told, item in process.answers((read, (given, where, *more), _bounds(given))):
            if told == "log":
                name, level, words = item
                logging.getLogger(name).log(level, "%s", words)
            elif told == "found":
                yield item
            else:
                is_whole = True
                if item:
                    raise item
                return
        raise InputError(f"{where}: {_TOO_MUCH}")
    finally:
        _idle.append(process) if is_whole else process.end()


def _bounds(given: bytes | Path) -> tuple[float, float, int, int]:
    """The seconds for each thing found in a file, those for all, the most memory, and the most that it may tell."""
    with suppress(OSError):  # who reads it will say what is wrong with it
        size = len(given) if isinstance(given, bytes) else given.stat().st_size
        each, whole = (_SECONDS + size / rate for rate in _A_SECOND)
        return each, max(each, whole), _MEMORY[0] + _MEMORY[1] * size, _TOLD[0] + _TOLD[1] * size
    return _SECONDS, _SECONDS, _MEMORY[0], _TOLD[0]


class _Process:
    """A process that reads, seen from the one that asks it."""

    def __init__(self) -> None:
        code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import main; main()"
        self._running = subprocess.Popen(  # noqa: S603 -- this program itself
            [sys.executable, "-W", "ignore", "-c", code],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    @property
    def is_there(self) -> bool:
        """True where the process runs: while it waits the system may have ended it."""
        return self._running.poll() is None

    def answers(self, asked: Any) -> Iterator[tuple[str, Any]]:
        """The answers of the process, one after the other; they end early where the process does."""
        assert self._running.stdin  # noqa: S101 -- as it was started
        assert self._running.stdout  # noqa: S101 -- as it was started
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            pickle.dump(asked, self._running.stdin)
            self._running.stdin.flush()
            while True:
                yield pickle.load(self._running.stdout)  # noqa: S301 -- of this program, not of the file

    def end(self) -> None:
        """End it, whatever it is at."""
        self._running.kill()
        with suppress(OSError):
            self._running.communicate()


def end_all() -> None:
    """End the processes that wait; what is read next starts its own."""
    while _idle:
        _idle.pop().end()


atexit.register(end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # they are the parent's


class _Clock:
    """The time that is left, in the process that reads. None runs elsewhere, nor between two files.

    The system ends the process when it is over, whatever code runs then.
    """

    def __init__(self) -> None:
        self._each = self._end = self._set = 0.0

    def start(self, each: float, whole: float) -> None:
        self._each, self._end, self._set = each, time.process_time() + whole, -_OFTEN
        self.go_on()

    def go_on(self) -> None:
        now = time.process_time()
        if self._each and now - self._set >= _OFTEN:
            self._set = now
            self._ring_in(max(0.001, min(self._each, self._end - now)))

    def stop(self) -> None:
        self._each = 0.0
        self._ring_in(0)

    def _ring_in(self, seconds: float) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, seconds)
        elif seconds:  # on Windows, which counts no time of a processor, by the clock
            faulthandler.dump_traceback_later(seconds * _WAIT, exit=True)
        else:
            faulthandler.cancel_dump_traceback_later()


_clock = _Clock()


def going_on() -> None:
    """Take note that a part is done of which a file may well have many, such as a page; called by the reader."""
    _clock.go_on()


class _Told(logging.Handler):
    """Sends what is logged to the process that asks."""

    def __init__(self, tell: Callable[[str, Any], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell("log", (record.name, record.levelno, record.getMessage()))


def main() -> NoReturn:
    """Serve as the process: a request from standard input, what is found to standard output, till there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is told to the process that asks
    asks = sys.stdin.buffer
    tells: BinaryIO = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # to nowhere: a library that prints does not speak for us

    left = 0

    def tell(told: str, item: Any) -> None:
        nonlocal left
        message = pickle.dumps((told, item))
        left -= len(message)
        if told == "end":
            _clock.stop()
        elif left < 0:
            os._exit(1)
        tells.write(message)
        tells.flush()

    log = logging.getLogger(__name__.partition(".")[0])
    log.setLevel(logging.INFO)
    log.addHandler(_Told(tell))
    with suppress(EOFError, OSError):
        while True:
            read, given, (each, whole, memory, left) = pickle.load(asks)  # noqa: S301 -- of this program
            _bound(memory)
            _clock.start(each, whole)
            tell("end", _outcome(read, given, tell))
    os._exit(0)


def _outcome(read: Callable[..., Iterator[Any]], given: Any, tell: Callable[[str, Any], None]) -> Exception | None:
    """The error that reading fails with, None where it does not; without memory the process ends."""
    try:
        for item in read(*given):
            tell("found", item)
            _clock.go_on()
    except MemoryError:
        os._exit(1)
    except MapperError as error:
        return error
    except Exception as error:  # noqa: BLE001 -- it is raised again where it was asked for
        return RuntimeError(f"{type(error).__name__}: {error}")
    return None


def _bound(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # there is none on Windows, where time alone is bounded
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
