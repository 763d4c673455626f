"""Networks: Mastodon's outbox and replies, Bluesky's feeds, threads and records. What is public there is read."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from ..sources import LeftOut
from ..web import flat_text
from .document import Document, Export, Row, mostly, posts_of
from .members import Members
from .threads import joined, threads

__all__ = ["BLUESKY", "MASTODON"]

_PUBLIC = re.compile(r"#Public$|^as:Public$")
_USER = re.compile(r"https?://([^/]+)/(?:users/|@)([^/]+)$")


def _notes(document: Document) -> list[Row]:
    rows = posts_of(document.data, "orderedItems", "statuses", "ancestors", "descendants")
    return [_note(row) for row in rows]


def _note(row: Row) -> Row:
    """The post of an activity, or the one of another that it passes on."""
    held = next((row[key] for key in ("object", "reblog") if isinstance(row.get(key), dict)), row)
    return held if isinstance(held, dict) else row


def _is_mastodon(document: Document) -> bool:
    data, rows = document.data, _notes(document)
    if isinstance(data, dict) and "orderedItems" in data:
        return True
    return mostly(rows, lambda row: {"content", "created_at", "account"} <= set(row))


def _mastodon(document: Document, members: Members) -> Iterator[Row | InputError | None]:
    posts = {str(row.get("id") or number): row for number, row in enumerate(_notes(document))}
    order = sorted(posts, key=lambda key: _when(posts[key]))
    replied = {key: str(posts[key].get("inReplyTo") or posts[key].get("in_reply_to_id") or "") for key in order}
    own = {key: up if up in posts and _who(posts[up]) == _who(posts[key]) else "" for key, up in replied.items()}
    found = threads(own)
    for root, keys in ((key, found[key]) for key in posts if key in found):
        first = posts[root]
        if not (members.keep or _is_public(first)):
            yield LeftOut(f"{document.where}, {_when(first)[:10]}: is no public post; --keep-names reads it")
            continue
        words = joined((_words(posts[key]), _when(posts[key])) for key in keys)
        who = _who(first)
        account = first.get("account")
        shown = account.get("display_name") if isinstance(account, dict) else ""
        yield words | {
            "source": f"Mastodon, {who}".rstrip(", "), "date": _when(first),
            "url": str(first.get("url") or first.get("id") or ""), "id": str(first.get("uri") or first.get("id") or ""),
            "author": str(shown or who.lstrip("@").partition("@")[0]), "language": _language(first),
        } if words["text"] else None  # fmt: skip


def _when(note: Row) -> str:
    return str(note.get("published") or note.get("created_at") or "")


def _who(note: Row) -> str:
    """The account of a post: "@desk@example.org", or as it is written there."""
    account = note.get("account")
    named = str((account.get("acct") if isinstance(account, dict) else "") or note.get("attributedTo") or "")
    found = _USER.match(named)
    return f"@{found[2]}@{found[1]}" if found else named


def _words(note: Row) -> str:
    text, warned = flat_text(str(note.get("content") or "")), note.get("summary") or note.get("spoiler_text")
    return f"{warned}\n\n{text}" if warned and text else text


def _language(note: Row) -> str:
    """The language of a post; an outbox has its words under it."""
    by_language = note.get("contentMap")
    return str(note.get("language") or (next(iter(by_language), "") if isinstance(by_language, dict) else ""))


def _is_public(note: Row) -> bool:
    if note.get("visibility") in ("private", "direct"):
        return False
    told: list[Any] = [one for key in ("to", "cc") if isinstance(note.get(key), list) for one in note[key]]
    return not told or any(_PUBLIC.search(str(one)) for one in told)


def _skeets(document: Document) -> list[Row]:
    data = document.data
    rows = posts_of(data, "feed", "posts", "records")
    if isinstance(data, dict) and isinstance(data.get("thread"), dict):
        rows = list(_branches(data["thread"]))
    return [row["post"] if isinstance(row.get("post"), dict) else row for row in rows]


def _branches(thread: Row) -> Iterator[Row]:
    waiting = deque([thread])
    while waiting:
        one = waiting.popleft()
        yield one
        waiting += posts_of(one.get("replies"))
        waiting += [one["parent"]] if isinstance(one.get("parent"), dict) else []


def _record(row: Row) -> Row:
    found = row.get("record") or row.get("value")
    return found if isinstance(found, dict) else {}


def _is_bluesky(document: Document) -> bool:
    return mostly(
        _skeets(document), lambda row: str(row.get("uri", "")).startswith("at://") and "createdAt" in _record(row)
    )


def _bluesky(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    posts = {str(row.get("uri", number)): row for number, row in enumerate(_skeets(document))}
    order = sorted(posts, key=lambda uri: str(_record(posts[uri]).get("createdAt", "")))
    own = {uri: up if _account(up := _parent(posts[uri])) == _account(uri) else "" for uri in order}
    found = threads(own)
    for root, uris in ((uri, found[uri]) for uri in posts if uri in found):
        record, author = _record(posts[root]), posts[root].get("author")
        author = author if isinstance(author, dict) else {}
        who, langs = str(author.get("handle") or _account(root)), record.get("langs")
        words = joined((_skeet(_record(posts[uri])), str(_record(posts[uri]).get("createdAt", ""))) for uri in uris)
        yield words | {
            "date": str(record.get("createdAt", "")), "id": root,
            "url": f"https://bsky.app/profile/{who}/post/{root.rpartition('/')[2]}",
            "author": str(author.get("displayName") or who),
            "source": f"Bluesky, @{who}", "language": str(langs[0]) if isinstance(langs, list) and langs else "",
        } if words["text"] else None  # fmt: skip


def _parent(row: Row) -> str:
    reply = _record(row).get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    return str(parent.get("uri", "")) if isinstance(parent, dict) else ""


def _account(uri: str) -> str:
    return uri.removeprefix("at://").partition("/")[0]


def _skeet(record: Row) -> str:
    """The words of a post, with each link whole that its display cuts short."""
    raw = str(record.get("text") or "").encode("utf-8", "replace")
    links: list[tuple[int, int, str]] = []
    for facet in posts_of(record.get("facets")):
        index = facet.get("index")
        start, end = (index.get(key) if isinstance(index, dict) else None for key in ("byteStart", "byteEnd"))
        link = next((one["uri"] for one in posts_of(facet.get("features")) if isinstance(one.get("uri"), str)), "")
        if link and isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(raw):
            links.append((start, end, link))
    for start, end, link in sorted(links, reverse=True):
        raw = raw[:start] + link.encode("utf-8", "replace") + raw[end:]
    return raw.decode("utf-8", "replace")


MASTODON = Export(name="Mastodon", forms=("json",), looks_like=_is_mastodon, articles=_mastodon)
BLUESKY = Export(name="Bluesky", forms=("json",), looks_like=_is_bluesky, articles=_bluesky)
