"""Being told to end: by whoever stops a service, or by a terminal that is closed, as by Ctrl-C."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["ending", "exit_code"]

# A terminal that is closed sends the second, which Windows does not know.
_SIGNALS = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]


@contextmanager
def ending() -> Iterator[None]:
    """Within the block these signals raise KeyboardInterrupt, so that what is half written is taken away.

    What is ignored stays so: `nohup mapper …` outlives its terminal.
    """
    if threading.current_thread() is not threading.main_thread():  # only there can a signal be dealt with
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, handler in before.items():
        if handler == signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a command that a signal has ended, as shells have it: 130 of Ctrl-C, 143 of SIGTERM."""
    return 128 + int(interrupt.args[0] if interrupt.args else signal.SIGINT)


def _end(number: int, _: FrameType | None) -> None:
    raise KeyboardInterrupt(number)
