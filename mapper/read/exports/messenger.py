"""Messenger, Instagram and Discord: chats in JSON, as Facebook's downloads and DiscordChatExporter write them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

from ...errors import InputError
from .document import Document, Export, Row, mostly, posts_of
from .members import Members
from .threads import joined

__all__ = ["MESSENGER"]

_FORMS = {"sender_name", "timestamp_ms"}, {"author", "timestamp", "content"}


def _rows(document: Document) -> list[Row]:
    return posts_of(document.data, "messages") if isinstance(document.data, dict) else []


def _looks_like(document: Document) -> bool:
    data = document.data
    is_told = isinstance(data, dict) and ("participants" in data or {"guild", "channel"} <= set(data))
    return is_told and any(mostly(_rows(document), keys.issubset) for keys in _FORMS)


def _articles(document: Document, members: Members) -> Iterator[Row | InputError | None]:
    rows = _rows(document)
    for row in rows:
        members.name(*_names(row))
    for person in posts_of(document.data, "participants") if "participants" in document.data else ():
        members.name(_right(str(person.get("name") or "")))
    for number, row in enumerate(rows, 1):
        time, text = _time(row), members.clean(_right(str(row.get("content") or "")).strip())
        yield joined([(text, time)]) | {
            "date": time[:10], "author": members.name(_names(row)[0]), "source": _source(row),
            "id": f"{_source(row).lower()}:{document.key}/{number}",
        } if text else None  # fmt: skip


def _source(row: Row) -> str:
    return "Messenger" if "sender_name" in row else "Discord"


def _names(row: Row) -> list[str]:
    """All names of who writes, the best first."""
    author = row.get("author")
    held = [author.get(key) for key in ("nickname", "name")] if isinstance(author, dict) else [row.get("sender_name")]
    return [_right(str(name)) for name in held if name] or ["Unknown"]


def _time(row: Row) -> str:
    """The time of a message as ISO 8601."""
    with suppress(ValueError, TypeError, OverflowError, OSError):
        if "timestamp_ms" in row:
            return dt.datetime.fromtimestamp(row["timestamp_ms"] / 1000, dt.UTC).isoformat(timespec="seconds")
        return str(row["timestamp"])
    return ""


def _right(words: str) -> str:
    """Words whose letters Facebook has written byte by byte: "Ð¿" for п."""
    with suppress(UnicodeError):
        return words.encode("latin-1").decode()
    return words


MESSENGER = Export(name="a chat", forms=("json",), looks_like=_looks_like, articles=_articles, is_chat=True)
