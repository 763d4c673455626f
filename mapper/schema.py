"""Located articles as rows of Arrow and Parquet: the schema, and a record -> a row and back.

The schema has a version, in its metadata under "mapper.schema": columns may be added under one version, and none is
taken away or changes its type. What an article does not say is null. docs/guide/cluster.md has it for readers.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .errors import InputError, RecordError
from .extras import needs
from .records import Article, LocatedArticle

__all__ = [
    "COLUMNS", "SCHEMA_VERSION", "article_of", "batch_of", "columns_of", "dict_of", "digest_of", "located_of", "row_of",
    "said_of", "schema_of",
]  # fmt: skip

SCHEMA_VERSION = "1"
_FACTS = ("title", "date", "date_guessed", "url", "source", "author", "section", "language")
_INNER = ("reason", "because", "candidates")  # of a mention; each may be left out, as a column may
COLUMNS = ("id", "digest", "error", *_FACTS, "text", "pages", "times", "copies", "coded", "mentions", *_INNER)
"""What `--columns` may name, in order. The first three are always there."""


def columns_of(asked: str) -> tuple[str, ...]:
    """The columns that "date,url,mentions" or "-text,-candidates" asks for, in their order; all for "".

    Raises InputError.
    """
    names = [name.strip() for name in asked.split(",") if name.strip()]
    bare = {name.removeprefix("-") for name in names}
    if unknown := bare - set(COLUMNS):
        raise InputError(f"--columns: there is no column {min(unknown)!r}; the columns are {', '.join(COLUMNS)}")
    less = {name.removeprefix("-") for name in names if name.startswith("-")}
    if less and len(less) < len(bare):
        raise InputError("--columns: name the columns to have, or those to leave out (-text), not both")
    kept = set(COLUMNS) - less if less or not names else bare
    if kept & set(_INNER):
        kept.add("mentions")
    return tuple(name for name in COLUMNS if name in kept or name in COLUMNS[:3])


def schema_of(columns: Collection[str] = COLUMNS) -> Any:
    """The Arrow schema of located articles, of these columns."""
    with needs("parquet", "what is located as Arrow"):
        import pyarrow as pa
    text, whole, real = pa.string(), pa.int32(), pa.float64()
    place = [
        ("id", text), ("name", text), ("lat", real), ("lon", real), ("kind", text), ("country", text), ("admin1", text),
        ("population", pa.int64()), ("precision_km", real), ("capital", text), ("wikidata", text),
        ("unchecked", pa.bool_()),
    ]  # fmt: skip
    mention = [
        ("start", whole), ("end", whole), ("text", text), ("label", text), ("role", text), ("confidence", real),
        ("role_confidence", real), ("reason", text), ("because", text), ("place", pa.struct(place)),
        ("candidates", pa.list_(pa.struct([*place, ("score", real)]))),
        ("confirmed", pa.struct(
            [("place", pa.bool_()), ("role", pa.bool_()), ("by", text), ("at", text), ("why", text)])),
    ]  # fmt: skip
    shorter = [field for field in mention if field[0] not in _INNER or field[0] in columns]
    copy = [("id", text), ("title", text), ("date", pa.date32()), ("url", text), ("source", text)]
    coded = [("dataset", text), ("lat", real), ("lon", real), ("place", text), ("precision", text)]
    kinds = {
        **dict.fromkeys(COLUMNS, text), "date": pa.date32(), "date_guessed": pa.bool_(), "pages": pa.list_(whole),
        "times": pa.list_(pa.struct([("start", whole), ("time", text)])),
        "copies": pa.list_(pa.struct(copy)), "coded": pa.list_(pa.struct(coded)),
        "mentions": pa.list_(pa.struct(shorter)),
    }  # fmt: skip
    fields = [(name, kinds[name]) for name in COLUMNS if name in columns and name not in _INNER]
    return pa.schema(fields, metadata={"mapper.schema": SCHEMA_VERSION})


def digest_of(text: str) -> str:
    """The digest of an article's text, for tables without the text: half of its SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def row_of(item: LocatedArticle, error: str = "") -> dict[str, Any]:
    """An article as a row; whoever writes it takes the columns that are asked for."""
    row = item.to_dict()
    row |= {"digest": digest_of(item.article.text), "date": item.article.date, "error": error or None}
    for mention in row["mentions"]:
        mention["because"] = json.dumps(mention["because"], ensure_ascii=False)
    for copy in row.get("copies", ()):
        copy["date"] = dt.date.fromisoformat(copy["date"]) if "date" in copy else None
    return row


def batch_of(rows: Sequence[Mapping[str, Any]], schema: Any) -> Any:
    """Rows as a record batch; a lone surrogate, which Arrow's text cannot hold, is U+FFFD in it."""
    import pyarrow

    try:
        return pyarrow.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pyarrow.RecordBatch.from_pylist([_whole(row) for row in rows], schema=schema)


def located_of(row: Mapping[str, Any]) -> LocatedArticle:
    """The reverse of row_of. Raises RecordError, also where columns that it needs were left out."""
    if row.get("text") is None or row.get("mentions") is None:
        raise RecordError("was written without its text or its mentions (--columns); locate it with them")
    data: dict[str, Any] = _said(row)
    for mention in data["mentions"]:
        mention.setdefault("place", None)
        mention.setdefault("reason", "left out")
        mention["because"] = _read(mention.get("because", ""))
    return LocatedArticle.from_dict(data)


def dict_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the JSON of `mapper locate` has it. Raises RecordError as `located_of`."""
    return said_of(located_of(row), row.get("error") or "")


def said_of(item: LocatedArticle, error: str = "") -> dict[str, Any]:
    """An article as the JSON of `mapper locate` has it, with why it has no places behind its id."""
    data = item.to_dict()
    return {"id": data["id"], "error": error, **data} if error else data


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row of articles: "text", and whatever other fields there are. Raises RecordError."""
    return Article.from_dict(_said(row))


def _read(because: Any) -> Any:
    """The reasons of a mention as JSON has them, as a line has; none where they were left out or are no JSON."""
    try:
        return json.loads(because) if isinstance(because, str) else because
    except ValueError:
        return None


def _said(value: Any) -> Any:
    """The value as JSON has it: without nulls, days as text."""
    if isinstance(value, Mapping):
        return {key: _said(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_said(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _whole(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value
