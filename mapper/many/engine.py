"""Pieces -> parts, by the processes of a Dask cluster. The home of distributed.

Nothing is kept on the scheduler but what is under way: what is done is on the disk. A scheduler that was started again
is connected to again, a process that ended is given no blame, and a piece that fails three times costs itself.
"""

import logging
import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer import GazetteerError

from ..errors import ExtraError, InputError, MapperError, ModelError, WorkerError
from ..extras import needs
from ..read.pieces import Piece
from .parts import Done, Job, work

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Numbered", "run_on"]

Numbered = tuple[int, Piece]
_AHEAD = 200  # pieces that the scheduler knows at once: enough for clusters that grow with what waits
_TRIES = 3
_MOST_IN_A_ROW = 10
_TICK = 1.0  # seconds
_LOST = 120.0  # seconds without a scheduler, after which the run ends
_ALONE = 3600.0  # seconds without any worker, likewise: jobs wait long in the queue of a machine
_OF_ALL = (ModelError, GazetteerError, WorkerError, ExtraError)  # what no piece is to blame for


def run_on(  # noqa: PLR0913 -- each is another's business
    cluster: str,
    pieces: list[Numbered],
    job: Job,
    *,
    jobs: int,
    on_done: Callable[[Numbered, Done], None],
    on_failed: Callable[[Numbered, str], None],
    on_tick: Callable[[int], None],
) -> None:
    """Do the pieces on a cluster: "local", the address of a scheduler, or its file.

    jobs       processes of a local cluster
    on_done    takes each piece with its part
    on_failed  takes each piece that failed three times, and why
    on_tick    takes how many workers there are, about once a second
    Raises WorkerError where the cluster is lost, and what no piece is to blame for.
    """
    with needs("cluster", "--cluster"):
        import distributed  # noqa: F401 -- said before anything is begun
    with _quiet(), _local(cluster, jobs) as address:
        _Run(address, pieces, job, on_done, on_failed, on_tick).finish()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the engine's own messages: what matters of them is said by the run."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]  # each has its own level
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextmanager
def _local(cluster: str, jobs: int) -> Iterator[str]:
    """The address of the cluster; one on this machine alone is started, and ends with the block."""
    if cluster != "local":
        yield cluster
        return
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as started:  # fmt: skip
        yield started.scheduler_address


class _Run:
    def __init__(  # noqa: PLR0913, PLR0917 -- as run_on
        self,
        address: str,
        pieces: list[Numbered],
        job: Job,
        on_done: Callable[[Numbered, Done], None],
        on_failed: Callable[[Numbered, str], None],
        on_tick: Callable[[int], None],
    ) -> None:
        self._address = address
        self._waiting = deque(pieces)
        self._job = job
        self._on_done = on_done
        self._on_failed = on_failed
        self._on_tick = on_tick
        self._failed: Counter[int] = Counter()
        self._flying: dict[Any, Numbered] = {}
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._heard = time.monotonic()  # when a worker was there last
        self._has_run = False
        self._in_a_row = 0  # pieces that failed, and none was done between them

    def finish(self) -> None:
        """Do all of them."""
        while self._waiting or self._flying:
            with self._connected() as client:
                self._on_one(client)
            self._waiting.extendleft(reversed(self._flying.values()))  # what a scheduler knew that is gone
            self._flying.clear()

    @contextmanager
    def _connected(self) -> "Iterator[Client]":
        """A client of the scheduler, which may have to be started again first. Raises WorkerError."""
        from distributed import Client

        by_file = {"scheduler_file": self._address} if Path(self._address).suffix == ".json" else {}
        given = by_file or {"address": self._address}
        end = time.monotonic() + _LOST
        while True:
            try:
                client = Client(**given, timeout=5, set_as_default=False)
                break
            except (OSError, TimeoutError, ValueError) as error:
                if time.monotonic() > end or not self._has_run:
                    raise WorkerError(
                        f"--cluster {self._address}: no scheduler answers there ({error}); what is done is kept, "
                        "so start it and run the same command again"
                    ) from error
                time.sleep(_TICK)
        self._has_run = True
        try:
            yield client
        finally:
            with suppress(Exception):  # of a scheduler that is gone
                client.close(timeout=5)

    def _on_one(self, client: "Client") -> None:
        """Go on for as long as this client has its scheduler."""
        while self._waiting or self._flying:
            while self._waiting and len(self._flying) < _AHEAD:
                self._submit(client, self._waiting.popleft())
            with suppress(queue.Empty):
                self._settle(self._ended.get(timeout=_TICK))
                while True:
                    self._settle(self._ended.get_nowait())
            if client.status != "running" or not client.scheduler:
                return
            self._look(client)

    def _submit(self, client: "Client", numbered: Numbered) -> None:
        number, piece = numbered
        future = client.submit(_worked, piece, number, self._job, key=f"mapper-{number}-{time.time_ns()}", pure=False)
        self._flying[future] = numbered
        future.add_done_callback(self._ended.put)

    def _settle(self, future: Any) -> None:
        numbered = self._flying.pop(future, None)
        if numbered is None:
            return  # of a scheduler that is gone
        if future.status == "finished":
            self._in_a_row = 0
            self._on_done(numbered, future.result(timeout=60))
            return
        error = future.exception(timeout=60) if future.status == "error" else None
        if error is None:  # its scheduler is gone, or has forgotten it
            self._waiting.appendleft(numbered)
            return
        if isinstance(error, _OF_ALL):
            raise error
        self._failed[numbered[0]] += 1
        if self._failed[numbered[0]] < _TRIES:
            self._waiting.append(numbered)
            return
        self._in_a_row += 1
        self._on_failed(numbered, _told(error))
        if self._in_a_row == _MOST_IN_A_ROW:
            raise WorkerError(f"{_MOST_IN_A_ROW} pieces in a row failed, the last so: {_told(error)}")

    def _look(self, client: "Client") -> None:
        try:
            workers = len(client.nthreads())
        except (OSError, TimeoutError):  # the next look at its status tells
            return
        now = time.monotonic()
        if workers:
            self._heard = now
        elif now - self._heard > _ALONE:
            raise WorkerError(f"--cluster {self._address}: no worker has come for an hour; start some and run again")
        self._on_tick(workers)


def _worked(piece: Piece, number: int, job: Job) -> Done:
    """Do a piece. What goes wrong comes back in words: an error that cannot be packed would never come back."""
    try:
        return work(piece, number, job)
    except (MapperError, GazetteerError):
        raise
    except Exception as error:  # noqa: BLE001 -- whatever it is, it has to travel
        told = f"{type(error).__name__}: {error}"
    raise InputError(told)


def _told(error: BaseException) -> str:
    if type(error).__name__ == "KilledWorker":
        return "each process that was to locate it was killed, as happens where memory is short"
    told = str(error) if isinstance(error, MapperError) else f"{type(error).__name__}: {error}"
    return f"failed {_TRIES} times: {told}"
