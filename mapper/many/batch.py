"""Many articles -> lines of JSON in the order given, by several processes, holding a few chunks of articles at a time.

An article that locating fails on, or takes too long for, costs only itself: its line has no places, and says why in
"error".
"""

import ctypes
import json
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import NoReturn

from gazetteer import GazetteerError

from ..errors import ModelError, WorkerError
from ..pipeline import Locator
from ..records import Article, LocatedArticle, Point
from ..schema import said_of

__all__ = ["Line", "head_of", "locate_lines", "located_each"]

_CHUNK = (16, 200_000)  # articles and characters that go to a process at once
_OF_ALL = (ModelError, GazetteerError)  # what no article is to blame for, and each would fail on
_SECONDS = 20  # of a processor for an article
_LETTERS = 1_000  # characters for which it gets a second more: ten times what is usual
_AHEAD = 3  # chunks for each process that are under way or wait to be written


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One located article as it is written.

    text        its JSON, and the line's end
    mentions    how many there are, and how many have no place
    places      their points on the map
    error       why it has none, where locating failed; else ""
    """

    text: str
    mentions: int
    unresolved: int
    places: frozenset[Point]
    error: str = ""


def head_of(article: Article) -> str:
    """The beginning of an article's line, whatever its places."""
    return f'{{"id": {json.dumps(article.id, ensure_ascii=False)}, '


def locate_lines(articles: Iterable[Article], load: Callable[[], Locator], *, jobs: int = 1) -> Iterator[Line]:
    """The line of each article, in the order given.

    load  gives a locator; called once in each process, so it has to travel there (the `load` of pipeline.Steps)
    Raises what `load` raises, what a damaged model or gazetteer raises, and WorkerError.
    """
    chunks = _chunks(articles)
    if jobs == 1:
        locator = load()
        yield from (_line(item, error) for chunk in chunks for item, error in located_each(chunk, locator))
        return
    waiting: deque[Future[list[Line]]] = deque()
    with _workers(jobs, load) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work, chunk))
                if len(waiting) >= _AHEAD * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerError(
                "a process that locates was killed, as happens where memory is short; run again with fewer --jobs"
            ) from error


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) >= _CHUNK[0] or size >= _CHUNK[1]:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@contextmanager
def _workers(jobs: int, load: Callable[[], Locator]) -> Iterator[ProcessPoolExecutor]:
    """Processes that leave Ctrl-C to us, and that end when we do, whatever ends us."""
    # Started anew and not forked: the same on every system, and safe beside threads.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(load,))
    main = threading.current_thread() is threading.main_thread()  # only there can a signal be dealt with
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    try:
        for _ in range(jobs):
            pool.submit(os.getpid)  # each starts a process, which inherits that the signal is ignored
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _begin(load: Callable[[], Locator]) -> None:
    """Begin a new process; it loads when work comes, so that what fails then is told with that work."""
    _end_with_parent()
    _loads.append(load)


_loads: list[Callable[[], Locator]] = []  # one in a process that locates, none elsewhere


def _work(chunk: list[Article]) -> list[Line]:
    return [_line(item, error) for item, error in located_each(chunk, _locator())]


@cache
def _locator() -> Locator:
    return _loads[0]()


class _TooLong(BaseException):
    """The time for an article is over; no handler of what goes wrong in locating is to take it."""


@contextmanager
def _timed(articles: list[Article]) -> Iterator[None]:
    """Time for so many articles, and no more; none is set on Windows, nor on macOS beside the main thread."""
    seconds = _SECONDS + sum(len(article.text) for article in articles) / _LETTERS
    if threading.current_thread() is not threading.main_thread():
        bound = _of_thread(seconds) if hasattr(time, "pthread_getcpuclockid") else nullcontext()
    else:
        bound = _of_process(seconds) if hasattr(signal, "setitimer") else nullcontext()
    with bound:
        yield


@contextmanager
def _of_process(seconds: float) -> Iterator[None]:
    """Seconds of the processor, after which a signal ends the block; only the main thread gets one."""
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(*_: object) -> NoReturn:
    raise _TooLong


@contextmanager
def _of_thread(seconds: float) -> Iterator[None]:
    """Seconds of the processor in this thread, after which another one ends the block: a worker of Dask works so."""
    thread = threading.get_ident()
    clock = time.pthread_getcpuclockid(thread)
    end = time.clock_gettime(clock) + seconds
    is_over, one_of_us = threading.Event(), threading.Lock()

    def watch() -> None:
        while not is_over.wait(max(0.1, end - time.clock_gettime(clock))):
            with one_of_us:
                if not is_over.is_set() and time.clock_gettime(clock) >= end:
                    # Raised there before its next step, and so within the block, whose end waits for this lock.
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_TooLong))
                    return

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with one_of_us:
            is_over.set()


def located_each(chunk: list[Article], locator: Locator) -> list[tuple[LocatedArticle, str]]:
    """Each article located, with "" or the sentence that says why it could not be, and then without places.

    Raises what a damaged model or gazetteer raises, for no article is to blame for it.
    """
    try:
        with _timed(chunk):
            return [(item, "") for item in locator(chunk)]
    except _OF_ALL:
        raise
    except (Exception, _TooLong):  # noqa: BLE001 -- whichever article it is: the others are not to suffer
        return [_alone(article, locator) for article in chunk]


def _alone(article: Article, locator: Locator) -> tuple[LocatedArticle, str]:
    try:
        with _timed([article]):
            (item,) = locator([article])
            return item, ""
    except _OF_ALL:
        raise
    except _TooLong:
        why = f"article {article.id}: takes more time to locate than its length should; split it, or leave it out"
    except Exception as error:  # noqa: BLE001 -- a bug in mapper: it is said, and the batch goes on
        why = f"article {article.id}: could not be located ({type(error).__name__}: {error}); please report it"
    return LocatedArticle(article=article), why


def _line(item: LocatedArticle, error: str = "") -> Line:
    return Line(
        text=json.dumps(said_of(item, error), ensure_ascii=False) + "\n", mentions=len(item.resolutions),
        unresolved=item.unresolved, places=item.points, error=error,
    )  # fmt: skip
