"""Reading is total: whatever a file holds, it gives articles or says why not."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.errors import InputError
from mapper.evaluate import evaluate
from mapper.read.articles import read_articles, read_located

KEYS = "id text title date url mentions start end label place confidence role reason candidates lat lon kind population"
VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["\ud800", 10**400])
)
JSON = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=6),
)
MENTIONS = st.lists(
    JSON
    | st.fixed_dictionaries({"start": st.integers(-1, 3), "end": st.integers(-1, 5), "place": JSON, "reason": JSON}),
    max_size=3,
)
ROWS = st.fixed_dictionaries(
    {}, optional={"id": JSON, "text": st.text(max_size=6) | JSON, "mentions": MENTIONS, "date": JSON}
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read")


@settings(deadline=None)  # the first example waits for an import
@given(content=st.binary(max_size=200), suffix=st.sampled_from([".txt", ".md", ".jsonl", ".json", ""]))
def test_any_bytes_are_read_or_refused(folder: Path, content: bytes, suffix: str) -> None:
    """Nothing but an InputError comes of bytes, and what is read can be written as UTF-8."""
    path = folder / f"a{suffix}"
    path.write_bytes(content)
    for article in read_articles([path], on_skip=lambda _: None):
        assert json.dumps(article.to_dict(), ensure_ascii=False).encode()


@settings(deadline=None)  # files on a busy machine
@given(rows=st.lists(ROWS, max_size=3))
def test_any_json_is_read_or_refused(folder: Path, rows: list[object]) -> None:
    """Rows of any shape, as articles, as located articles, and as gold."""
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for article in read_articles([path], on_skip=lambda _: None):
        assert json.dumps(article.to_dict(), ensure_ascii=False).encode()
    for located in read_located(path, on_skip=lambda _: None):
        assert json.dumps(located.to_dict())
    with suppress(InputError):
        assert evaluate(path, path)
