"""Signal in JSON: its own export (main.jsonl), what signal-export and sigtop write, and rows of its database."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from ...errors import InputError
from .document import Document, Export, Row, mostly, posts_of
from .members import Members
from .threads import joined

__all__ = ["SIGNAL_JSON"]

_FRAMES = {"recipient": "id", "chat": "recipientId", "chatItem": "dateSent", "account": "givenName"}
_NAMES = ("systemGivenName", "systemFamilyName"), ("profileGivenName", "profileFamilyName"), ("givenName", "familyName")
_OTHER_NAMES = ("systemNickname", "nickname", "username", "e164", "profileName")


def _rows(document: Document) -> list[Row]:
    return posts_of(document.data, "messages", "messsages")  # the second as a tool writes it


def _is_own(rows: list[Row]) -> bool:
    """True where a document is the export that Signal itself writes: a version, then a frame a line."""
    return bool(rows) and (
        "backupTimeMs" in rows[0] or any(key in _object(rows[0], frame) for frame, key in _FRAMES.items())
    )


def _looks_like(document: Document) -> bool:
    rows = _rows(document)
    if _is_own(rows):
        return True
    known = {"date", "sender", "body"}, {"conversationId", "sent_at", "type"}
    return any(mostly(rows, keys.issubset) for keys in known)


def _articles(document: Document, members: Members) -> Iterator[Row | InputError | None]:
    rows = _rows(document)
    found = list(_of_frames(rows, members) if _is_own(rows) else _of_messages(rows))
    for name in (*(name for _, name, _ in found), *_beside(rows)):
        members.name(name)
    for number, (date, name, words) in enumerate(found, 1):
        key = f"signal:{document.key}/{number}"
        text = members.clean(words.strip())
        time = _time(date)
        yield joined([(text, time)]) | {
            "date": time[:10], "author": members.name(name or "Unknown"), "source": "Signal", "id": key,
        } if text else None  # fmt: skip


def _time(date: str) -> str:
    """The time of a message as ISO 8601, from milliseconds since 1970; as it is where it is none."""
    with suppress(ValueError, OverflowError, OSError):
        return dt.datetime.fromtimestamp(int(date) / 1000, dt.UTC).isoformat(timespec="seconds")
    return date


def _of_messages(rows: list[Row]) -> Iterator[tuple[str, str, str]]:
    """The day, the sender and the words of each message of a tool's."""
    for row in rows:
        who = row.get("sender") or row.get("sourceServiceId") or row.get("sourceUuid") or row.get("source")
        when = row.get("date") or row.get("sent_at") or row.get("timestamp")
        me = "Me" if row.get("type") == "outgoing" else ""
        yield str(when or ""), me or str(who or ""), str(row.get("body") or "")


def _beside(rows: list[Row]) -> Iterator[str]:
    """The people of a tool's messages who have written none: who react, and who are on cards."""
    for row in rows:
        listed = row.get("reactions")
        pairs = [one for one in listed if isinstance(one, list) and one] if isinstance(listed, list) else []
        yield from (str(pair[0]) for pair in pairs)
        yield from (str(one.get("name") or "") for one in posts_of(listed))
        yield from (str(_object(one, "name").get("displayName") or "") for one in posts_of(row.get("contact")))


def _of_frames(rows: list[Row], members: Members) -> Iterator[tuple[str, str, str]]:
    """The same of Signal's own frames. Who is in the address book is called by number in all words too."""
    people = {str(one.get("id")): _named(one) for row in rows if (one := _object(row, "recipient"))}
    items = [item for row in rows if (item := _object(row, "chatItem"))]
    writers = [people.get(who := str(item.get("authorId"))) or [f"Recipient {who}"] for item in items]
    accounts = [_named(account) for row in rows if (account := _object(row, "account"))]
    for names in (*writers, *people.values(), *accounts):
        members.name(*(names or [""]))
    for item in items:
        members.name(*(_named(_object(_object(_object(item, "contactMessage"), "contact"), "name")) or [""]))
    for item, names in zip(items, writers, strict=True):
        words = _object(_object(item, "standardMessage"), "text").get("body")
        yield str(item.get("dateSent") or ""), names[0], str(words or "")


def _object(row: Row, key: str) -> Row:
    found: Any = row.get(key)
    return found if isinstance(found, dict) else {}


def _named(recipient: Row) -> list[str]:
    """All names that one has, the best first."""
    held = _object(recipient, "contact") or recipient
    names = [" ".join(str(held[key]) for key in pair if held.get(key)) for pair in _NAMES]
    names += [str(held[key]) for key in _OTHER_NAMES if held.get(key)]
    title = _object(_object(_object(recipient, "group"), "snapshot"), "title").get("title")
    names += [str(title)] if title else []
    return list(filter(None, names))


SIGNAL_JSON = Export(name="Signal", forms=("json",), looks_like=_looks_like, articles=_articles, is_chat=True)
