"""The page for reviewing, served to this machine alone: the page, the gazetteer's answers, and what is saved.

Three addresses under a random token:

    GET  /TOKEN/              the page, drawn with the corrections so far
    GET  /TOKEN/search?q=…    the places of a name
    POST /TOKEN/corrections   a list of corrections; each is checked, all are on the disk before the answer

Nothing but loopback is listened to. A request with another Host (DNS rebinding), from another origin, or without the
token gets an empty 404, whatever it asks for; nothing allows other pages to read an answer.
"""

import hmac
import json
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gazetteer import Gazetteer

from ..errors import MapperError, RecordError
from ..records import LocatedArticle
from .corrections import Correction
from .corrections_file import append, read_corrections
from .quotes import find

__all__ = ["Draw", "ReviewServer"]

Draw = Callable[[Sequence[LocatedArticle], str], str]

_LIMIT = 100_000  # bytes of one request
_KEYS = {"article", "url", "title", "target", "name", "place", "role", "by", "why", "withdraws"}
_HEADERS = {
    "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip


class ReviewServer(ThreadingHTTPServer):
    """Serves the review of located articles on a port of 127.0.0.1 that is free, until it is shut down.

    corrections  the file that is read and added to; made with the first correction where there is none
    draw         makes the page of articles, which speaks with the server at an address
    """

    daemon_threads = True

    def __init__(self, located: Sequence[LocatedArticle], gazetteer: Gazetteer, corrections: Path, draw: Draw) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gazetteer = gazetteer
        self.saved = 0
        self._located, self._corrections, self._draw = located, corrections, draw
        self._by_id = {item.article.id: item.article for item in located}
        self.token = secrets.token_urlsafe(32)
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}/{self.token}/"

    def page(self) -> str:
        """The page with all corrections so far done, also those of other windows. Raises MapperError."""
        located = self._located
        if self._corrections.exists():
            # What cannot be used was said when the command began.
            done = read_corrections(self._corrections, self.gazetteer.get, on_skip=lambda _: None)
            located = [done.apply(item) for item in located]
        return self._draw(located, self.url)

    def search(self, name: str) -> list[dict[str, Any]]:
        """The places of a name, likeliest first."""
        found = self.gazetteer.candidates(name, limit=9, spelling=True)
        return [place.to_dict() | {"stock": True} for place in found]

    def save(self, rows: Any) -> list[dict[str, str]]:
        """Keep corrections, all or none; gives the id and the time of each. Raises RecordError and OutputError."""
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
            raise RecordError("a list of corrections is expected")
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        kept = [{"id": uuid.uuid4().hex, **self._checked(row), "at": at} for row in rows]
        append(self._corrections, *kept)
        self.saved += len(kept)
        return [{"id": str(row["id"]), "at": at} for row in kept]

    def _checked(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The correction of a row, if it can hold. Raises RecordError."""
        said = {key: value for key, value in row.items() if key in _KEYS and value != ""}
        if "withdraws" in said:
            if not isinstance(said["withdraws"], str):
                raise RecordError("'withdraws' must be an id")
            return said
        correction = Correction.from_dict(said, self.gazetteer.get)
        article = self._by_id.get(correction.article)
        if correction.target and (article is None or find(article.text, correction.target) is None):
            raise RecordError("these words cannot be told from others in the article; take some more")
        return said


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version, sys_version = "mapper", ""

    def do_GET(self) -> None:
        """Serve the page, or places."""
        path = self._allowed()
        try:
            if path == "":
                self._answer(200, self.server.page().encode("utf-8", "replace"), "text/html; charset=utf-8")
            elif path == "search":
                name = parse_qs(urlsplit(self.path).query).get("q", [""])[0][:200]
                self._json(200, self.server.search(name))
            else:
                self._nothing()
        except MapperError as error:
            self._json(500, {"error": str(error)})

    def do_POST(self) -> None:
        """Save."""
        length = self.headers.get("Content-Length") or ""
        own = self.headers.get("Origin") == f"http://{self.server.host}"
        as_json = self.headers.get("Content-Type") == "application/json"  # which no form of another page can send
        if self._allowed() != "corrections" or not (own and as_json and length.isdecimal() and int(length) <= _LIMIT):
            self._nothing()
            return
        try:
            self._json(200, self.server.save(json.loads(self.rfile.read(int(length)))))
        except (RecordError, ValueError, RecursionError) as error:
            self._json(400, {"error": str(error)})
        except MapperError as error:
            self._json(500, {"error": str(error)})

    def _allowed(self) -> str | None:
        """The path below the token; None for whoever has no token, another host, or comes from another site."""
        _, token, *rest = [*urlsplit(self.path).path.split("/"), "", ""]
        fine = (
            self.headers.get_all("Host") == [self.server.host]
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
            and hmac.compare_digest(token.encode(), self.server.token.encode())
        )
        return "/".join(rest).rstrip("/") if fine else None

    def _json(self, status: int, data: Any) -> None:
        self._answer(status, json.dumps(data).encode(), "application/json")

    def _nothing(self) -> None:
        self.close_connection = True
        self._answer(404, b"", "text/plain")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **_HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing of each request: it would hold the token."""
