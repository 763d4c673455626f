"""A folder of parts, counted and read by the commands that read located articles."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gazetteer import Gazetteer
from mapper import Article, LocatedArticle, locate, read_located
from mapper.cli import main
from mapper.export.corpus import Corpus, corpus_of
from mapper.export.views import COUNTED, View, rows
from mapper.many.merge import sink
from mapper.schema import COLUMNS, columns_of

TOWNS = ("Kharkiv", "Odesa", "Djibo", "Rafah", "Ukraine", "Homs", "the Black Sea", "Sittwe", "Kharkiv Oblast")


@pytest.fixture(scope="module")
def located(gazetteer: Gazetteer) -> list[LocatedArticle]:
    """Articles that name places several times, in all roles, with and without days."""
    given = []
    for n in range(60):
        text = f"Shells hit {TOWNS[n % 9]} and again {TOWNS[n % 9]}, said an official in {TOWNS[n % 4]} on day {n}."
        first = text.index(" and again")
        again = text.index(TOWNS[n % 9], first)
        last = text.index(TOWNS[n % 4], again + 10)
        spans = [(11, first), (again, again + len(TOWNS[n % 9])), (last, last + len(TOWNS[n % 4]))]
        article = Article(id=str(n), text=text, date=None, url=f"https://example.org/{n}", title=f"T {n}")
        if n % 3:
            date = f"2024-0{n % 3}-1{n % 10}"
            article = Article.from_dict(article.to_dict() | {"date": date, "date_guessed": n % 7 == 0})
        given.append(replace(article, mentions=tuple(article.mention(*span) for span in spans)))
    return [*locate(given, gazetteer=gazetteer, given_mentions=True)]


@pytest.fixture
def corpus(located: list[LocatedArticle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as a folder of three parts."""
    monkeypatch.chdir(tmp_path)
    put(located, COLUMNS)
    return Path("corpus")


def put(located: list[LocatedArticle], columns: tuple[str, ...]) -> None:
    Path("corpus").mkdir(exist_ok=True)
    for part in range(3):
        with sink(f"corpus/part-{part:06}-0.parquet", columns) as stream:
            for item in located[part * 20 : part * 20 + 20]:
                stream.add(item, "")


def mapper(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert "Traceback" not in result.stderr
    return result


def raises(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("by", COUNTED)
def test_what_is_counted_is_what_is_read(by: View, corpus: Path, located: list[LocatedArticle]) -> None:
    """Row by row, in their order: whether DuckDB counts the parts or the articles go by."""
    counted = corpus_of("corpus", by, raises)
    assert isinstance(counted, Corpus)
    assert [*rows(counted, by)] == [*rows(located, by)]
    articles, mentions, places, unresolved = counted.size()
    assert (articles, mentions) == (60, 180)
    assert places == len({point for item in located for point in item.points})
    assert unresolved == sum(item.unresolved for item in located)


def test_a_corpus_without_texts_is_counted_too(corpus: Path, located: list[LocatedArticle]) -> None:
    """Only the excerpts are missing."""
    put(located, columns_of("-text,-candidates,-reason,-because"))
    counted = corpus_of("corpus", "place", raises)
    assert counted
    expected = [row | {"excerpt": ""} for row in rows(located, "place")]
    assert [*rows(counted, "place")] == expected


def test_the_export_of_a_corpus_is_that_of_its_lines(corpus: Path, located: list[LocatedArticle]) -> None:
    """Whatever the format and the view."""
    Path("l.jsonl").write_text("".join(json.dumps(item.to_dict()) + "\n" for item in located), encoding="utf-8")
    for name, by in (
        ("a.csv", "place"),
        ("b.csv", "region"),
        ("c.csv", "day"),
        ("d.csv", "mention"),
        ("e.geojson", "place"),
    ):
        told = [
            mapper("export", source, "-o", f"{n}{name}", "--by", by) for n, source in enumerate(("corpus", "l.jsonl"))
        ]
        assert [one.exit_code for one in told] == [0, 0]
        assert Path(f"0{name}").read_bytes() == Path(f"1{name}").read_bytes()
        assert [one.stderr.split(" unresolved")[0] for one in told] == [told[0].stderr.split(" unresolved")[0]] * 2
    regions = [*csv.DictReader(Path("0b.csv").read_text("utf-8").splitlines())]
    assert {"country", "admin1", "places", "mentions", "site"} <= set(regions[0])


@pytest.mark.parametrize(
    "command",
    [
        ("draw", "corpus", "-o", "map.html"),
        ("review", "corpus", "--no-server", "-o", "map.html"),
        ("evaluate", "gold.jsonl", "corpus"),
        ("export", "corpus", "-o", "map.jsonl"),
    ],
)
def test_commands_read_a_folder_of_parts(command: tuple[str, ...], corpus: Path, located: list[LocatedArticle]) -> None:
    """As they read a file."""
    gold: list[dict[str, Any]] = [item.article.to_dict() | {"mentions": []} for item in located]
    Path("gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
    assert mapper(*command).exit_code == 0
    if "map.jsonl" in command:
        assert [item.to_dict() for item in read_located("map.jsonl")] == [item.to_dict() for item in located]


def test_a_page_of_a_corpus_says_what_it_leaves_out(
    corpus: Path, located: list[LocatedArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest articles, in the corpus's order, with counts of all; with care nothing of the others is counted."""
    from mapper.commands import draw

    monkeypatch.setattr(draw, "_MOST", 10)
    page = drawn("draw", "corpus", "-o", "map.html")
    assert len(page["articles"]) == 10
    held = Corpus("corpus", sorted(map(str, corpus.glob("*.parquet"))), raises)
    newest = held.newest(10, 10**9)
    assert [*held.newest(10, 5000)] == [item for item in newest if item in held.newest(2, 10**9)]
    days = sorted((str(item.article.date or "") for item in located), reverse=True)
    assert sorted((str(item.article.date) for item in newest), reverse=True) == days[:10]
    assert [item.article.id for item in newest] == sorted((item.article.id for item in newest), key=int)
    assert (page["corpus"]["shown"], page["corpus"]["all"]) == (10, 60)
    first = next(rows(located, "place"))
    assert page["corpus"]["places"][0] == [first["name"], first["mentions"]]
    assert page["corpus"]["regions"]
    cared = drawn("draw", "corpus", "-o", "map.html", "--only", "site")
    assert (cared["corpus"]["places"], cared["corpus"]["regions"]) == ([], [])


def drawn(*command: str) -> dict[str, Any]:
    """What the page's script finds."""
    assert mapper(*command).exit_code == 0
    found: dict[str, Any] = json.loads(Path("map.html").read_text("utf-8").partition('id="data">')[2].partition("<")[0])
    return found


def test_a_folder_without_parts_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is missing."""
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    result = mapper("export", "empty", "-o", "a.csv")
    assert (result.exit_code, result.stderr) == (
        2,
        "empty: has no part that `mapper locate` wrote; name another folder\n",
    )
