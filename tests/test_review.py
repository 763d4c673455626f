"""What is asked first in a review, and who may speak with its server."""

import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from benchmarks.review_kills import killed
from gazetteer import Gazetteer, Place
from mapper.cli import main
from mapper.commands.review import review_page
from mapper.confirmed import Confirmed
from mapper.correct.corrections_file import read_corrections
from mapper.correct.quotes import quote
from mapper.correct.review import stakes
from mapper.correct.review_server import ReviewServer
from mapper.reason import reason
from mapper.records import Article, Candidate, Resolution

from .pages import KHERSON, KYIV, ODESA, PORT, port, tanker

TEXAS = Place(id="geonames:5527554", name="Odessa", lat=31.85, lon=-102.37, kind="city", country="US")
ONE = Counter({(p.id, p.lat, p.lon): 1 for p in (ODESA, KYIV, KHERSON)})


def resolution(place: Place | None, *others: tuple[Place, float], role: str = "site", **more: Any) -> Resolution:
    candidates = tuple(Candidate(place=p, score=s) for p, s in others)
    return Resolution(
        mention=Article(text="Odessa").mention(0, 6), place=place, confidence=0.6 if place else 0.0, role=role,  # type: ignore[arg-type]  # the callers write roles out
        because=(reason("coordinates"),), candidates=candidates, **more,
    )  # fmt: skip


def test_what_would_change_the_map_most_is_asked_first() -> None:
    """A site before context, doubt before near certainty, far before near, a pin of its own before one of many."""
    doubtful = resolution(ODESA, (ODESA, 0.6), (TEXAS, 0.4))
    assert stakes(doubtful, ONE) == pytest.approx(0.4 * (1 + 1) / 2)
    assert (
        stakes(doubtful, ONE)
        > stakes(replace(doubtful, role="context"), ONE)
        > stakes(replace(doubtful, role="actor"), ONE)
    )
    assert stakes(doubtful, ONE) > stakes(resolution(ODESA, (ODESA, 0.9), (TEXAS, 0.1)), ONE)
    assert stakes(doubtful, ONE) > stakes(resolution(ODESA, (ODESA, 0.6), (KHERSON, 0.4)), ONE)
    many = Counter({(ODESA.id, ODESA.lat, ODESA.lon): 30})
    assert stakes(doubtful, ONE) > stakes(doubtful, many)
    assert stakes(resolution(None, (ODESA, 0.5), (TEXAS, 0.4)), Counter()) > stakes(
        resolution(ODESA, (ODESA, 1.0)), ONE
    )
    assert stakes(resolution(None), ONE) > 0
    assert stakes(replace(doubtful, confirmed=Confirmed(place=True)), ONE) == 0


@pytest.fixture
def server(gazetteer: Gazetteer, tmp_path: Path) -> Iterator[ReviewServer]:
    draw = review_page(gazetteer, title="Port", by="Ann")
    with ReviewServer([port(), tanker()], gazetteer, tmp_path / "c.jsonl", draw) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.01,))
        thread.start()
        yield served
        served.shutdown()
        thread.join()


def ask(server: ReviewServer, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    """The status and the body of the answer to a request; headers given as None are left out."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    status, content = answer.status, answer.read()
    assert answer.headers["Access-Control-Allow-Origin"] is None
    connection.close()
    return status, content


def line(word: str, **says: Any) -> dict[str, Any]:
    start = PORT.index(word)
    return {"article": "port", "target": quote(PORT, start, start + len(word)).to_dict(), **says}


def send(server: ReviewServer, *rows: Any, **headers: str) -> tuple[int, Any]:
    own = {"Origin": f"http://{server.host}", "Content_Type": "application/json"} | headers
    status, body = ask(server, "POST", f"/{server.token}/corrections", json.dumps(list(rows)).encode(), **own)
    return status, json.loads(body) if body else None


def test_others_get_nothing(server: ReviewServer, tmp_path: Path) -> None:
    """Without the token, with another host's name, from another origin or site, or as a form: an empty 404, no line."""
    own, body = f"/{server.token}/", json.dumps([line("Kyiv", place=None)]).encode()
    origin = {"Origin": f"http://{server.host}", "Content_Type": "application/json"}
    for path in (
        "/",
        "/index.html",
        f"/{server.token[:-1]}/",
        f"/{server.token}x/",
        "//",
        f"{own}..%2f",
        f"{own}other",
    ):
        assert ask(server, "GET", path) == (404, b"")
        assert ask(server, "POST", path, body, **origin) == (404, b"")
    for host in ("evil.example", f"evil.example:{server.server_port}", f"localhost:{server.server_port}", ""):
        assert ask(server, "GET", own, Host=host) == (404, b"")
        assert ask(server, "POST", f"{own}corrections", body, Host=host, **origin) == (404, b"")
    for site in ("cross-site", "same-site"):
        assert ask(server, "GET", own, Sec_Fetch_Site=site) == (404, b"")
    for wrong in (
        {"Content_Type": "application/json"},
        origin | {"Origin": "http://evil.example"},
        origin | {"Origin": "null"},
        origin | {"Content_Type": "text/plain"},
        origin | {"Content_Type": "application/x-www-form-urlencoded"},
    ):
        assert ask(server, "POST", f"{own}corrections", body, **wrong) == (404, b"")
    assert ask(server, "PUT", own)[0] == 501
    assert not (tmp_path / "c.jsonl").exists()


def test_the_page_may_speak_with_its_own_address_alone(server: ReviewServer) -> None:
    """connect-src is that address, the token included; a page without a server speaks with nobody."""
    status, page = ask(server, "GET", f"/{server.token}/")
    assert status == 200
    assert f"connect-src {server.url}; img-src".encode() in page


def test_what_is_saved_is_in_the_file_and_in_the_next_page(
    server: ReviewServer, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    """Each line gets id and time; the page is drawn with it; a withdrawal takes it back."""
    status, answer = send(
        server, line("Kyiv", place=TEXAS.id, role="site", by="Ann"), {"name": "Kherson", "place": None}
    )
    assert status == 200
    kept = read_corrections(tmp_path / "c.jsonl", gazetteer.get)
    assert [c.id for c in (*kept.targeted, *kept.named)] == [row["id"] for row in answer]
    assert kept.targeted[0].at == answer[0]["at"]
    assert b"Confirmed by an editor" in ask(server, "GET", f"/{server.token}/")[1]
    assert send(server, {"withdraws": answer[0]["id"]})[0] == 200
    assert not read_corrections(tmp_path / "c.jsonl", gazetteer.get).targeted


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "a list of corrections"),
        (["x"], "a list of corrections"),
        ([line("Kyiv")], "'place' is missing"),
        ([line("Kyiv", place="geonames:1")], "no place 'geonames:1'"),
        ([line("Kyiv", place=None) | {"article": "other"}], "cannot be told"),
        ([{"article": "port", "target": {"exact": "Odessa"}, "place": None}], "cannot be told"),
        ([line("Kyiv", place=None), line("Kyiv", role="victim")], "role 'victim'"),
        ([{"withdraws": 5}], "must be an id"),
    ],
)
def test_what_would_not_hold_is_not_saved(server: ReviewServer, tmp_path: Path, rows: list[Any], why: str) -> None:
    """The answer says why in a sentence, and none of its lines is kept."""
    status, answer = send(server, *rows)
    assert status == 400
    assert why in answer["error"]
    assert not (tmp_path / "c.jsonl").exists()


def test_what_is_no_json_or_too_long_is_refused(server: ReviewServer) -> None:
    """Nothing that is sent breaks the server."""
    own = {"Origin": f"http://{server.host}", "Content_Type": "application/json"}
    path = f"/{server.token}/corrections"
    assert ask(server, "POST", path, b"{", **own)[0] == 400
    assert ask(server, "POST", path, b"[" * 90_000, **own)[0] == 400
    assert ask(server, "POST", path, b"[" + b" " * 100_000 + b"]", **own) == (404, b"")
    assert send(server, line("Kyiv", place=None))[0] == 200


def test_the_gazetteer_answers(server: ReviewServer) -> None:
    """A search gives the places of a name, likeliest first, with the ids that a correction takes."""
    status, body = ask(server, "GET", f"/{server.token}/search?q=Odessa")
    assert status == 200
    found = json.loads(body)
    assert {"geonames:698740", "geonames:5527554"} <= {place["id"] for place in found}
    assert all(place["stock"] for place in found)


def test_many_windows_do_no_harm(server: ReviewServer, gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Eight that save at the same time lose nothing, and no line is torn."""
    ids: list[str] = []

    def window(number: int) -> None:
        for at in range(10):
            status, answer = send(server, line("Kyiv", place=None, why=f"{number}.{at} " + "x" * 500))
            assert status == 200
            ids.append(answer[0]["id"])

    threads = [threading.Thread(target=window, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 80
    assert {c.id for c in read_corrections(tmp_path / "c.jsonl", gazetteer.get).targeted} == set(ids)


def test_the_command_writes_a_page_without_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--no-server writes a file that may speak with nobody; what the file of corrections holds is in it."""
    monkeypatch.chdir(tmp_path)
    Path("located.jsonl").write_text(json.dumps(port().to_dict()) + "\n", encoding="utf-8")
    Path("corrections.jsonl").write_text(json.dumps(line("Kyiv", place=None, by="Ben")) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["review", "located.jsonl", "--no-server", "-o", "r.html"])
    assert result.exit_code == 0
    page = Path("r.html").read_text(encoding="utf-8")
    assert "connect-src" not in page
    assert '"served":false' in page
    assert '"Ben"' in page
    result = CliRunner().invoke(main, ["review", "nothing.jsonl"])
    assert result.exit_code == 2
    assert urlsplit(result.stdout).scheme == ""


def after_25(saved: list[str]) -> None:
    """Wait until so many are saved."""
    until = time.monotonic() + 60
    while len(saved) < 25 and time.monotonic() < until:
        time.sleep(0.001)


def test_a_kill_of_the_server_loses_nothing_that_it_called_saved(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """The command itself, killed with signal 9 while two windows save: every answered line is there, whole."""
    located, kept = tmp_path / "located.jsonl", tmp_path / "corrections.jsonl"
    located.write_text(json.dumps(port().to_dict()) + "\n", encoding="utf-8")
    saved = killed(located, line("Kyiv", place=None, why="x" * 2000), after_25)
    assert len(saved) >= 25
    assert {c.id for c in read_corrections(kept, gazetteer.get).targeted} >= set(saved)
