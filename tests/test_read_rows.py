"""Reading rows: JSON Lines -> articles."""

import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapper import Article
from mapper.errors import InputError
from mapper.read.articles import read_articles, read_rows
from mapper.read.sources import LIMIT


def read(path: Path) -> list[Article]:
    return list(read_articles([path]))


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(path: Path, *objects: Any) -> Path:
    return put(path, "".join(json.dumps(o) + "\n" for o in objects))


def read_all(path: Path) -> tuple[list[Article], list[str]]:
    """The articles, and what was said of the rows that were skipped."""
    skipped: list[InputError] = []
    return list(read_articles([path], on_skip=skipped.append)), [str(error) for error in skipped]


def test_a_row_gives_all_its_fields(tmp_path: Path) -> None:
    """`text` is needed, the rest is optional, unknown keys and blank lines are left alone."""
    full = {
        "id": "a1", "title": "T", "date": "2022-10-05T12:00:00Z", "url": "https://example.org/1", "source": "S",
        "language": "en", "text": "In Kyiv.", "mentions": [{"start": 3, "end": 7, "text": "Kyiv", "label": "PLACE"}],
        "tags": ["x"],
    }  # fmt: skip
    path = put(tmp_path / "n.jsonl", f"\n{json.dumps(full)}\n\n{json.dumps({'id': 7, 'text': 'Lviv.', 'url': None})}")
    first, second = read(path)
    assert first == Article(
        id="a1", title="T", date=date(2022, 10, 5), url="https://example.org/1", source="S", language="en",
        text="In Kyiv.", mentions=(Article(text="In Kyiv.").mention(3, 7),),
    )  # fmt: skip
    assert second == Article(id="7", text="Lviv.")


def test_spans_by_offsets_alone_get_their_words(tmp_path: Path) -> None:
    """Gold marks need no `text`: the article has it."""
    (article,) = read(rows(tmp_path / "g.jsonl", {"text": "In Kyiv.", "mentions": [{"start": 3, "end": 7, "lat": 50}]}))
    assert [m.text for m in article.mentions] == ["Kyiv"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{bad", "is not JSON (Expecting property name enclosed in double quotes at column 2); mend the line"),
        (b"[1]", "is not a JSON object"),
        (b'"text"', "is not a JSON object"),
        (b"{}", "'text' is missing"),
        (b'{"text": null}', "'text' is missing"),
        (b'{"text": 5}', "'text' must be a string, not int"),
        (b'{"text": " \\n"}', "'text' is empty"),
        (b'{"text": "x", "title": ["y"]}', "'title' must be a string, not list"),
        (b'{"text": "x", "mentions": {"a": 1}}', "'mentions' must be a list, not dict"),
        (b'{"text": "x", "mentions": [3]}', "mentions[0] must be an object, not int"),
        (b'{"text": "x", "mentions": [{"start": 0}]}', "mentions[0]: 'end' is missing"),
        (b'{"text": "x", "mentions": [{"start": 0, "end": 9}]}', "cannot stand at [0, 9)"),
        (b'{"text": "xy", "mentions": [{"start": 0, "end": 1, "text": "y"}]}', "is not what stands at [0, 1)"),
        (b'{"text": "x", "mentions": [{"start": 0, "end": 1, "label": "GPE"}]}', "label 'GPE' is not one of"),
        (b'{"text": "\xe9"}', "is not UTF-8"),
        (b'{"text": "x\0"}', "is not JSON"),
        (b'{"text": ' + b"[" * 100_000, "nests too deep"),
        (b'{"text": "x", "n": ' + b"1" * 5000 + b"}", "too long a number"),
        (b'{"text": "' + b"x" * LIMIT + b'"}', "the line has more than 20 MB"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_bad_row_is_skipped_and_said_and_the_others_are_read(tmp_path: Path, line: bytes, reason: str) -> None:
    """The error begins with path and line, and says what is wrong; reading goes on after it."""
    path = put(tmp_path / "n.jsonl", b'{"text": "Kyiv"}\n' + line + b'\n{"text": "Lviv"}\n')
    articles, (said,) = read_all(path)
    assert [a.text for a in articles] == ["Kyiv", "Lviv"]
    assert said.startswith(f"{path}:2: ")
    assert reason in said
    with pytest.raises(InputError, match=r"n\.jsonl:2: "):
        read(path)


def test_a_line_above_the_limit_is_not_loaded(tmp_path: Path) -> None:
    """Of a 50 MB line no more than the limit is held at a time."""
    path = put(tmp_path / "n.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}\n{"text": "Lviv"}\n')
    tracemalloc.start()
    articles, said = read_all(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [a.text for a in articles] == ["Lviv"]
    assert len(said) == 1
    assert peak < 2.5 * LIMIT


def test_odd_json_is_read_as_far_as_it_makes_sense(tmp_path: Path) -> None:
    """Lone surrogates become U+FFFD (offsets stay), NaN counts as absent, of a key given twice the last counts."""
    line = r'{"text": "a \ud800 Kyiv \ud83d\ude00", "text": "b \uDC00 Kyiv \ud83d\ude00", "title": NaN}'
    (article,) = read(put(tmp_path / "n.jsonl", line))
    assert article == Article(text="b \ufffd Kyiv 😀")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2022-10-05", date(2022, 10, 5)),
        ("2022-10-05 12:24:52.002364-05", date(2022, 10, 5)),
        ("Wed, 05 Oct 2022 10:00:00 +0300", date(2022, 10, 5)),
        ("02/24/2022", date(2022, 2, 24)),
        (1664928000, date(2022, 10, 5)),
        (None, None),
        ("", None),
    ],
)
def test_dates_of_files_and_feeds_are_understood(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, given: str | int | None, day: date | None
) -> None:
    """ISO 8601 with or without a time, the form of mail and feeds, and others that leave no doubt."""
    (article,) = read(rows(tmp_path / "n.jsonl", {"text": "x", "date": given}))
    assert article.date == day
    assert not [record for record in caplog.records if "the date" in record.getMessage()]


@pytest.mark.parametrize("given", ["yesterday", "2022", 12, ["2022"], {}, True])
def test_no_article_is_lost_for_its_date(tmp_path: Path, caplog: pytest.LogCaptureFixture, given: Any) -> None:
    """A date that cannot be told is dropped with a warning that says where it stands."""
    (article,) = read(rows(tmp_path / "n.jsonl", {"text": "x", "date": given}))
    assert article.date is None
    assert "n.jsonl:1: the date" in caplog.text


def test_rows_end_at_line_feeds_alone(tmp_path: Path) -> None:
    """U+2028, U+0085 and the like may stand in a text."""
    text = "a\u2028b\u0085c\x0bd"
    path = put(tmp_path / "n.jsonl", json.dumps({"text": text}, ensure_ascii=False) + "\r\n")
    assert [a.text for a in read(path)] == [text]


def test_rows_come_with_where_they_stand(tmp_path: Path) -> None:
    """Line numbers count blank lines too."""
    assert [*read_rows(put(tmp_path / "r.jsonl", '\n{"a": 1}\n'))] == [(f"{tmp_path}/r.jsonl:2", {"a": 1})]
