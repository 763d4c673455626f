"""X: tweets.js of an archive, and replies of the API, of its old and its new version."""

import html
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from .document import Document, Export, Row, mostly, posts_of
from .members import Members
from .threads import joined, threads

__all__ = ["X"]

_KNOWN = {"id_str", "full_text", "author_id", "edit_history_tweet_ids", "conversation_id"}


def _looks_like(document: Document) -> bool:
    return mostly(
        _tweets(document),
        lambda row: "created_at" in row and _KNOWN & set(row) and (row.get("full_text") or row.get("text")),
    )


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    included = [reply.get("includes") for reply in _replies(document)]
    users = {str(user.get("id")): user for one in included for user in posts_of(one, "users")}
    others = {str(post.get("id")): post for one in included for post in posts_of(one, "tweets")}
    posts = {str(row.get("id_str") or row.get("id")): row for row in _tweets(document)}
    order = sorted(posts, key=lambda key: (len(key), key))
    above = {key: _answered(posts[key]) for key in order}
    own = {key: up if up in posts and _by(posts[up]) == _by(posts[key]) else "" for key, up in above.items()}
    for root, keys in threads(own).items():
        first = posts[root]
        user = _user(first, users)
        name = str(user.get("username") or user.get("screen_name") or "")
        words = joined((_text(posts[key], users, others), str(posts[key].get("created_at", ""))) for key in keys)
        yield words | {
            "id": root, "date": str(first.get("created_at", "")), "author": str(user.get("name") or name),
            "url": f"https://x.com/{name or 'i/web'}/status/{root}", "source": f"X, @{name}" if name else "X",
            "language": str(first.get("lang") or ""),
        } if words["text"].strip() else None  # fmt: skip


def _replies(document: Document) -> list[Row]:
    """The replies of the API that a file has: one, or one a line."""
    data = document.data
    return [row for row in (data if isinstance(data, list) else [data]) if isinstance(row, dict)]


def _tweets(document: Document) -> list[Row]:
    found: list[Any] = []
    for reply in _replies(document):
        held = next((reply[key] for key in ("data", "statuses", "tweets") if reply.get(key)), reply)
        found += held if isinstance(held, list) else [held]
    rows = (row.get("tweet", row) for row in found if isinstance(row, dict))
    return [row for row in rows if isinstance(row, dict)]


def _user(post: Row, users: dict[str, Row]) -> Row:
    held = (users.get(str(post.get("author_id"))), post.get("user"), post.get("author"))
    return next((user for user in held if isinstance(user, dict)), {})


def _answered(post: Row) -> str:
    """The id of the post that it goes on from; "" where it begins."""
    return str(post.get("in_reply_to_status_id_str") or _referred(post, "replied_to"))


def _referred(post: Row, kind: str) -> str:
    refs = posts_of(post.get("referenced_tweets"))
    return next((str(ref.get("id") or "") for ref in refs if ref.get("type") == kind), "")


def _by(post: Row) -> str:
    user = post.get("user")
    return str(post.get("author_id") or (user.get("id_str") if isinstance(user, dict) else "") or "")


def _text(post: Row, users: dict[str, Row], others: dict[str, Row]) -> str:
    """The words of a post; of one that is passed on all of them."""
    passed: Any = post.get("retweeted_status") or others.get(_referred(post, "retweeted"))
    if isinstance(passed, dict):
        user = _user(passed, users)
        return f"RT @{user.get('screen_name') or user.get('username') or ''}: {_own_text(passed)}"
    return _own_text(post)


def _own_text(post: Row) -> str:
    """Its words whole, links as those that they stand for."""
    note, extended = post.get("note_tweet"), post.get("extended_tweet")
    whole = note.get("text") if isinstance(note, dict) else None
    whole = whole or (extended.get("full_text") if isinstance(extended, dict) else None)
    text = html.unescape(str(whole or post.get("full_text") or post.get("text") or ""))
    for link in posts_of(post.get("entities"), "urls"):
        if link.get("url") and link.get("expanded_url"):
            text = text.replace(str(link["url"]), str(link["expanded_url"]))
    return text


X = Export(name="X", forms=("json",), looks_like=_looks_like, articles=_articles)
