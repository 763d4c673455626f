"""Asking an online geocoder: only for what is nowhere, slowly, once, and said on the pin. No test uses the network."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner
from geopy.exc import GeocoderTimedOut
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from gazetteer import Gazetteer
from mapper import Article, LocatedArticle
from mapper.cli import main
from mapper.errors import InputError
from mapper.reason import reason
from mapper.resolve.online import asking
from mapper.resolve.resolver import resolve

TEXT = "Shells fell on Qwxzvbrod, Plovzhynsk and Kharkiv."


class Village(Geocoder):  # type: ignore[misc]  # geopy has no types
    """A service that knows one village, and counts its questions."""

    asked: ClassVar[list[tuple[str, float]]] = []
    agents: ClassVar[set[str]] = set()
    down: ClassVar[bool] = False

    def geocode(self, query: str, **_: Any) -> Location | None:
        self.asked.append((query, time.monotonic()))
        self.agents.add(self.headers["User-Agent"])
        if self.down:
            raise GeocoderTimedOut("no answer in 10 s")
        raw = {"osm_type": "node", "osm_id": 7}
        return Location("Qwxzvbrod, Somewhere", (49.5, 36.5), raw) if query == "Qwxzvbrod" else None


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Village]]:
    monkeypatch.setitem(SERVICE_TO_GEOCODER, "village", Village)
    monkeypatch.setattr(Village, "down", False)
    yield Village
    Village.asked.clear()
    Village.agents.clear()


@pytest.fixture
def located(gazetteer: Gazetteer) -> LocatedArticle:
    article = Article(text=TEXT)
    names = ((TEXT.index(name), len(name)) for name in ("Qwxzvbrod", "Plovzhynsk", "Kharkiv"))
    return resolve(article, [article.mention(at, at + length) for at, length in names], gazetteer)


def test_only_what_is_nowhere_is_asked_for_and_said(located: LocatedArticle, tmp_path: Path) -> None:
    """The pin of the service says so and is not sure; an unknown name stays, a known one is never sent."""
    (item,) = asking("village", folder=tmp_path)([located])
    found, unknown, known = item.resolutions
    assert found.place is not None
    assert (found.place.id, found.place.name, found.place.lat) == ("village:node/7", "Qwxzvbrod", 49.5)
    assert found.because[:2] == (reason("online", service="village"), reason("no_such_name", name="Qwxzvbrod"))
    assert found.confidence < 0.5
    assert unknown == located.resolutions[1]
    assert known == located.resolutions[2]
    assert [name for name, _ in Village.asked] == ["Qwxzvbrod", "Plovzhynsk"]
    assert all(agent.startswith("conflict-mapper/") for agent in Village.agents)


def test_questions_are_a_second_apart_and_asked_once(located: LocatedArticle, tmp_path: Path) -> None:
    """Answers, also that there is none, are kept on disk for the next run; a line that was cut off does no harm."""
    list(asking("village", folder=tmp_path)([located]))
    (_, first), (_, second) = Village.asked
    assert second - first >= 0.99
    with (tmp_path / "village.jsonl").open("a") as file:
        file.write('{"name": "cut o')
    (again,) = asking("village", folder=tmp_path)([located])
    assert again.resolutions[0].place is not None
    assert len(Village.asked) == 2


def test_a_service_that_fails_is_asked_no_more(
    located: LocatedArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The run goes on without it, one warning says why, and nothing is kept."""
    monkeypatch.setattr(Village, "down", True)
    assert list(asking("village", folder=tmp_path)([located])) == [located]
    assert len(Village.asked) == 1
    assert "village does not answer (no answer in 10 s)" in caplog.text
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("service", "says"), [("nowhere", "no such service"), ("bing", "needs a key"), ("offline", "gazetteer itself")]
)
def test_a_service_that_cannot_be_used_is_refused_at_once(tmp_path: Path, service: str, says: str) -> None:
    """Before any article is read, in one sentence."""
    with pytest.raises(InputError, match=says):
        asking(service, folder=tmp_path)


def test_the_command_asks_only_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the option no geocoder is made; with it the cache lies in the user's cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text(TEXT)
    plain = CliRunner().invoke(main, ["locate", str(tmp_path / "a.txt")])
    assert plain.exit_code == 0
    assert not Village.asked
    asked = CliRunner().invoke(main, ["locate", str(tmp_path / "a.txt"), "--online-geocoder", "village"])
    assert asked.exit_code == 0
    assert [name for name, _ in Village.asked] == ["Qwxzvbrod", "Plovzhynsk"]
    before, after = (json.loads(ran.stdout)["mentions"] for ran in (plain, asked))
    assert [mention["place"] and mention["place"]["id"] for mention in before] == [None, None, "geonames:706483"]
    assert [mention["place"] and mention["place"]["id"] for mention in after] == [
        "village:node/7", None, "geonames:706483",
    ]  # fmt: skip
    assert list((tmp_path / "cache").rglob("village.jsonl"))
    wrong = CliRunner().invoke(main, ["locate", str(tmp_path / "a.txt"), "--online-geocoder", "nowhere"])
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)
