"""Fixtures that many tests share."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from mapper.read import apart, fetch

from .pages import STRIKES
from .served import Site

ROOT = Path(__file__).parents[1]
os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")  # the time that outputs say, so that two runs can be compared


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    """The embedded gazetteer, built by the real builder when the project was installed."""
    with Gazetteer.open() as store:
        yield store


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold marks and sources that lies beside the repository on our machines."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: it holds data that cannot be part of the repository")
    return folder


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site on loopback, and the leave to reach it, which only tests can give."""
    served = Site()
    monkeypatch.setattr(fetch, "_ALLOWED", frozenset({("127.0.0.1", served.port)}))
    yield served
    served.close()


@pytest.fixture
def strikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own for a test, with one article in it: a.txt."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STRIKES, encoding="utf-8")


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Takes a library away, here and from the processes that read."""

    def hide(module: str) -> None:
        folder = tmp_path / ".hidden"
        folder.mkdir(exist_ok=True)
        (folder / f"{module}.py").write_text(f"raise ModuleNotFoundError('hidden', name={module!r})", encoding="utf-8")
        for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == module]:
            monkeypatch.delitem(sys.modules, loaded)
        monkeypatch.syspath_prepend(folder)
        apart.end_all()

    yield hide
    apart.end_all()
