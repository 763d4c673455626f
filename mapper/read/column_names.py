"""Names of columns and the fields that they name, in many languages (mapper/lists/columns.tsv)."""

import re
from collections.abc import Mapping, Sequence

from ..lexicon import table
from .datasets import folded

__all__ = ["FIELDS", "has_words", "is_known", "likely"]


def _fields() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, _, names in table("columns"):
        found[field] = (*found.get(field, ()), *map(folded, names.split()))
    return found


FIELDS: Mapping[str, tuple[str, ...]] = _fields()
"""The names under which a field is looked for, likeliest first."""

# After those, the last word of a name: "Body text", "article_title", "reportDate".
_LAST_WORDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "story", "notes", "description", "summary"), "title": ("title", "headline"),
    "date": ("date",), "url": ("url", "link"),
}  # fmt: skip
# Objects in a record that are something of their own: "author.id" is no id of the article.
_OTHERS = {"account", "author", "authors", "byline", "category", "channel", "concept", "creator", "from", "geo",
           "image", "images", "location", "media", "multimedia", "owner", "parent", "place", "sender", "stats",
           "thumbnail", "user", "video"}  # fmt: skip
_CALLED = {"name", "title", "label", "original", "fullname", "displayname"}  # columns of one who writes, or a paper
_WORDS = {"rendered", "main", "plain", "raw", "html", "value", "text", "content"}  # columns of a field's words
_LONGEST_NAME = 40  # characters; what is longer is no name of a column


def _bare(name: str, field: str) -> str:
    """A column's name as it is compared; "" where it is that of something else than the article."""
    around, _, last = name.rpartition(".")
    holders = [folded(part) for part in around.split(".") if part and part != "_source"]  # Elasticsearch's, the article
    bare = folded(last)
    if not holders:
        return bare
    holder = holders[-1]
    for who in ("source", "author"):
        if holder in FIELDS[who]:
            return holder if field == who and bare in _CALLED else ""
    if bare in _WORDS and (holder in FIELDS["text"] or holder in FIELDS["title"]):
        return holder
    return "" if _OTHERS & set(holders) else bare


def _last_word(name: str, field: str) -> str:
    """The last word of a column's name, where it may tell the field; else ""."""
    words: list[str] = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)
    last = words[-1].lower() if words and len(name) <= _LONGEST_NAME and "." not in name else ""
    return last if last in _LAST_WORDS.get(field, ()) else ""


def likely(field: str, names: Sequence[str]) -> list[str]:
    """The columns that may hold a field by their names, likeliest first."""
    by_name: dict[str, list[str]] = {}
    for name in names:
        by_name.setdefault(_bare(name, field), []).append(name)
    exact = [name for known in FIELDS[field] for name in by_name.get(known, ())]
    ending = [name for word in _LAST_WORDS.get(field, ()) for name in names if _last_word(name, field) == word]
    return list(dict.fromkeys([*exact, *ending]))


def has_words(names: Sequence[str]) -> bool:
    """True where one of these columns may hold a text, besides a title."""
    return bool(likely("text", names))


def is_known(names: Sequence[str]) -> bool:
    """True where one of these names is known as that of a field."""
    return any(likely(field, names) for field in FIELDS)
