"""Located articles as Arrow and Parquet hold them, and the function that engines call."""

import datetime as dt
import json
import pickle
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gazetteer import Gazetteer
from mapper import Article, LocatedArticle, locate
from mapper.confirmed import Confirmed
from mapper.errors import InputError
from mapper.many.arrow import locate_batches, locator_of
from mapper.many.settings import Settings
from mapper.many.spark import located_batches
from mapper.origins import Coded, Copy, Moment
from mapper.schema import COLUMNS, batch_of, columns_of, dict_of, digest_of, located_of, row_of, schema_of

TEXTS = (
    "Shells hit Kharkiv on Monday, officials in Kyiv said.",
    "Rain fell 20 km south of Odesa and near the village of Qwxzytown.",
    "Nothing of note was said by anyone today, and nobody asked for it.",
)


@pytest.fixture(scope="module")
def located(gazetteer: Gazetteer) -> list[LocatedArticle]:
    """Articles with every field that a record may have."""
    full = Article(
        text=TEXTS[0], id="a\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), title="T",
        date=dt.date(2024, 2, 29), date_guessed=True, url="https://example.org/a", source="s", author="au",
        section="se", language="en", pages=(0, 10), times=(Moment(start=0, time="09:00"),),
        coded=(Coded(dataset="ACLED", lat=1.5, lon=2.5, place="X"),),
        copies=(Copy(id="b", title="B", date=dt.date(2024, 3, 1)), Copy(id="c")),
    )  # fmt: skip
    found = [*locate([full, *(Article(text=text) for text in TEXTS[1:])], gazetteer=gazetteer)]
    first, *rest = found[0].resolutions
    confirmed = replace(first, confirmed=Confirmed(place=True, by="Ann", why="so"))
    return [replace(found[0], resolutions=(confirmed, *rest)), *found[1:]]


def test_a_record_survives_parquet(located: list[LocatedArticle], tmp_path: Path) -> None:
    """What is written as Parquet is read back as the same record, and as the same JSON."""
    table = pa.Table.from_pylist([row_of(item) for item in located], schema=schema_of())
    pq.write_table(table, tmp_path / "part.parquet")
    rows = pq.read_table(tmp_path / "part.parquet").to_pylist()
    assert [located_of(row) for row in rows] == located
    assert [json.dumps(dict_of(row)) for row in rows] == [json.dumps(item.to_dict()) for item in located]


def test_the_schema_is_typed_and_says_its_version() -> None:
    """Days are days, numbers are numbers, and a reader can tell which version it has."""
    schema = schema_of()
    assert schema.metadata == {b"mapper.schema": b"1"}
    assert schema.field("date").type == pa.date32()
    assert schema.field("mentions").type.value_type.field("place").type.field("lat").type == pa.float64()
    assert set(schema.names) == set(COLUMNS) - {"reason", "because", "candidates"}


def test_the_documented_schema_is_the_schema() -> None:
    """docs/guide/cluster.md lists each column with its type."""
    page = (Path(__file__).parents[1] / "docs/guide/cluster.md").read_text("utf-8")
    for field in schema_of():
        kind = str(field.type).partition("<")[0]
        assert f"| `{field.name}` | {kind}" in page
    for field in schema_of().field("mentions").type.value_type:
        assert f"`{field.name}`" in page


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        ("", set(COLUMNS), set()),
        ("-text,-candidates", {"id", "digest", "mentions", "reason"}, {"text", "candidates"}),
        ("date, url", {"id", "digest", "error", "date", "url"}, {"mentions", "text", "title"}),
        ("date,reason", {"mentions", "reason"}, {"candidates"}),
    ],
)
def test_columns_are_those_to_have_or_those_to_leave_out(asked: str, has: set[str], lacks: set[str]) -> None:
    """Names alone are kept; with a minus they are left out; id and digest always stay."""
    found = set(columns_of(asked))
    assert has <= found
    assert not lacks & found
    if "mentions" in found:
        inner = {field.name for field in schema_of(found).field("mentions").type.value_type}
        assert ("candidates" in inner, "reason" in inner) == ("candidates" in found, "reason" in found)


@pytest.mark.parametrize(
    ("asked", "said"), [("txt", "there is no column 'txt'"), ("-text,date", "those to leave out (-text), not both")]
)
def test_columns_that_cannot_be_are_a_sentence(asked: str, said: str) -> None:
    """It says which, and what there is."""
    with pytest.raises(InputError) as error:
        columns_of(asked)
    assert said in str(error.value)


def test_half_a_character_is_replaced() -> None:
    """A lone surrogate cannot be text of Arrow; the offsets around it stay."""
    item = LocatedArticle(article=Article(text="\ud83d Shells hit Kharkiv. \U0001f600 \udc00"))
    (row,) = batch_of([row_of(item)], schema_of()).to_pylist()
    assert located_of(row).article.text == "\ufffd Shells hit Kharkiv. \U0001f600 \ufffd"


def batch(**columns: list[Any]) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def test_batches_are_located_as_articles_are(gazetteer: Gazetteer) -> None:
    """The same records as `locate` gives, whatever the columns are called upon to hold, batch by batch."""
    days = [dt.date(2024, 1, 1), None, dt.date(2024, 1, 3)]
    given = [batch(text=list(TEXTS), id=["1", "2", "3"], date=days), batch(text=[TEXTS[0]], id=["4"], date=[None])]
    out = [*locate_batches(given)]
    assert [one.num_rows for one in out] == [3, 1]
    assert all(one.schema.equals(schema_of(), check_metadata=True) for one in out)
    articles = [Article(text=row["text"], id=row["id"], date=row["date"]) for one in given for row in one.to_pylist()]
    assert [located_of(row) for one in out for row in one.to_pylist()] == [*locate(articles, gazetteer=gazetteer)]


def test_a_row_that_is_no_article_costs_itself() -> None:
    """It keeps its place, and says why it has no mentions."""
    (out,) = locate_batches([batch(id=["1", "2", "3"], text=[TEXTS[0], None, TEXTS[1]])])
    rows = out.to_pylist()
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [bool(row["mentions"]) for row in rows] == [True, False, True]
    assert rows[1]["error"] == "is no article: 'text' is missing"


def test_other_languages_are_left_out_unless_asked_for() -> None:
    """As with `mapper locate`."""
    german = "Am Montag schlugen in der Stadt Charkiw mehrere Granaten ein, wie die Behörden mitteilten."
    given = [batch(text=[TEXTS[0], german])]
    assert [one.num_rows for one in locate_batches(given)] == [1]
    assert [one.num_rows for one in locate_batches(given, Settings(any_language=True))] == [2]


def test_text_and_candidates_can_be_left_out() -> None:
    """An article is then known by its id and by the digest of its text."""
    (out,) = locate_batches([batch(text=[TEXTS[0]], id=["1"])], Settings(columns="-text,-candidates"))
    (row,) = out.to_pylist()
    assert "text" not in row
    assert (row["id"], row["digest"]) == ("1", digest_of(TEXTS[0]))
    assert "candidates" not in row["mentions"][0]
    with pytest.raises(ValueError, match="was written without its text"):
        located_of(row)


def test_what_spark_runs_is_the_same() -> None:
    """Plain values for settings, and nothing of ours to unpack before mapper is imported."""
    given = [batch(text=[TEXTS[0]], id=["1"])]
    settings = Settings(columns="-text")
    (one,), (other,) = located_batches(given, asdict(settings)), locate_batches(given, settings)
    assert one.equals(other)


def test_settings_travel_and_load_once() -> None:
    """They are values: a copy from another process has the same digest and the same locator."""
    one = Settings(min_confidence=0.4, lean="UA")
    other = pickle.loads(pickle.dumps(one))  # noqa: S301 -- our own bytes
    assert other == one
    assert other.digest() == one.digest()
    assert locator_of(other) is locator_of(one)
    assert one.digest() != Settings().digest()


def test_a_digest_is_of_what_files_hold_and_not_of_their_names(tmp_path: Path) -> None:
    """Corrections under another name are the same; another line in them is not."""
    a, b, c = (tmp_path / name for name in "abc")
    for path, text in ((a, ""), (b, ""), (c, "\n")):
        path.write_text(text, encoding="utf-8")
    first, second, third = (Settings(corrections=str(path)).digest() for path in (a, b, c))
    assert first == second != third
    with pytest.raises(InputError, match="nowhere: No such file"):
        Settings(corrections="nowhere").digest()
