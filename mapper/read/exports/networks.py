"""Networks: archives and replies of X, Mastodon's outbox, Bluesky's feeds and records. What is there is public."""

import html
import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from ..web import flat_text
from .document import Document, Export, Row, posts_of
from .members import Members

__all__ = ["BLUESKY", "MASTODON", "X"]


def _tweets(document: Document) -> list[Row]:
    data = document.data
    rows = [row.get("tweet", row) for row in posts_of(data, "data", "statuses", "tweets")]
    if isinstance(data, dict) and isinstance(data.get("data"), dict):
        rows = [data["data"]]
    return [row for row in rows if isinstance(row, dict)]


def _is_x(document: Document) -> bool:
    rows = _tweets(document)
    known = {"id_str", "full_text", "author_id", "edit_history_tweet_ids", "conversation_id"}
    return bool(rows) and all(
        "created_at" in row and known & set(row) and (row.get("full_text") or row.get("text")) for row in rows[:20]
    )


def _x(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    data = document.data
    included = data.get("includes") if isinstance(data, dict) else None
    users = {str(user.get("id")): user for user in posts_of(included, "users")}
    posts = {str(row.get("id_str") or row.get("id")): row for row in _tweets(document)}
    threads: dict[str, list[str]] = {}
    for key in sorted(posts, key=lambda key: (len(key), key)):
        root, seen = key, set()
        while (above := _answered(posts[root])) in posts and above not in seen and _by(posts[above]) == _by(posts[key]):
            seen.add(above)
            root = above
        threads.setdefault(root, []).append(key)
    for root, keys in threads.items():
        first = posts[root]
        user = (
            users.get(str(first.get("author_id")), first.get("user") if isinstance(first.get("user"), dict) else {})
            or {}
        )
        name = str(user.get("username") or user.get("screen_name") or "")
        text = "\n\n".join(_tweet_text(posts[key]) for key in keys)
        yield {
            "text": text, "id": root, "date": str(first.get("created_at", "")), "author": str(user.get("name") or name),
            "url": f"https://x.com/{name or 'i/web'}/status/{root}", "source": f"X, @{name}" if name else "X",
            "language": _language(first.get("lang")),
        } if text.strip() else None  # fmt: skip


def _answered(post: Row) -> str:
    """The id of the post that it goes on from; "" where it begins."""
    refs = (r for r in post.get("referenced_tweets") or () if isinstance(r, dict) and r.get("type") == "replied_to")
    return str(post.get("in_reply_to_status_id_str") or next((r.get("id") for r in refs), ""))


def _by(post: Row) -> str:
    user = post.get("user")
    return str(post.get("author_id") or (user.get("id_str") if isinstance(user, dict) else "") or "")


def _tweet_text(post: Row) -> str:
    note = post.get("note_tweet")
    whole = note.get("text") if isinstance(note, dict) else None
    text = html.unescape(str(whole or post.get("full_text") or post.get("text") or ""))
    entities = post.get("entities")
    for link in posts_of(entities, "urls"):
        if link.get("url") and link.get("expanded_url"):
            text = text.replace(str(link["url"]), str(link["expanded_url"]))
    return text


def _language(code: Any) -> str:
    return code if isinstance(code, str) and re.fullmatch("[a-z]{2}", code) else ""


def _notes(document: Document) -> list[Row]:
    rows = posts_of(document.data, "orderedItems")
    return [row.get("object", row) if isinstance(row.get("object", row), dict) else row for row in rows]


def _is_mastodon(document: Document) -> bool:
    data = document.data
    if isinstance(data, dict):
        return "orderedItems" in data
    return bool(_notes(document)) and all(
        {"content", "created_at", "account"} <= set(row) for row in _notes(document)[:20]
    )


def _mastodon(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    for row in _notes(document):
        account = row.get("account")
        known: Row = account if isinstance(account, dict) else {}
        text = flat_text(str(row.get("content") or ""))
        warned = str(row.get("summary") or row.get("spoiler_text") or "")
        who = str(known.get("acct") or row.get("attributedTo") or "")
        yield {
            "text": f"{warned}\n\n{text}" if warned else text, "source": f"Mastodon, {who}".rstrip(", "),
            "date": str(row.get("published") or row.get("created_at") or ""),
            "url": str(row.get("url") or row.get("id") or ""), "id": str(row.get("uri") or row.get("id") or ""),
            "author": str(known.get("display_name") or who.rpartition("/")[2]),
            "language": _language(row.get("language")),
        } if text else None  # fmt: skip


def _skeets(document: Document) -> list[Row]:
    rows = posts_of(document.data, "feed", "posts", "records")
    return [row["post"] if isinstance(row.get("post"), dict) else row for row in rows]


def _record(row: Row) -> Row:
    found = row.get("record") or row.get("value")
    return found if isinstance(found, dict) else {}


def _is_bluesky(document: Document) -> bool:
    rows = _skeets(document)
    return bool(rows) and all(
        str(row.get("uri", "")).startswith("at://") and "createdAt" in _record(row) for row in rows[:20]
    )


def _bluesky(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    for row in _skeets(document):
        record, author = _record(row), row.get("author")
        author = author if isinstance(author, dict) else {}
        uri = str(row.get("uri", ""))
        who = str(author.get("handle") or uri.removeprefix("at://").partition("/")[0])
        langs = record.get("langs")
        yield {
            "text": str(record["text"]), "date": str(record.get("createdAt", "")), "id": uri,
            "url": f"https://bsky.app/profile/{who}/post/{uri.rpartition('/')[2]}",
            "author": str(author.get("displayName") or who),
            "source": f"Bluesky, @{who}", "language": _language(langs[0]) if isinstance(langs, list) and langs else "",
        } if record.get("text") else None  # fmt: skip


X = Export(name="X", forms=("json",), looks_like=_is_x, articles=_x)
MASTODON = Export(name="Mastodon", forms=("json",), looks_like=_is_mastodon, articles=_mastodon)
BLUESKY = Export(name="Bluesky", forms=("json",), looks_like=_is_bluesky, articles=_bluesky)
