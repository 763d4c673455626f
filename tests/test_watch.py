"""Building again: only what has changed is located, and what is kept is what would be made."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gazetteer import Gazetteer
from mapper.cli import main
from mapper.commands.watch import _seen
from mapper.many.cache import Cache, program_sum
from mapper.pipeline import Locator, Steps
from mapper.records import Article, LocatedArticle

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own, with three articles in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("news").mkdir()
    for name, town in (("a", "Tripoli"), ("b", "Kharkiv"), ("c", "Rafah")):
        Path(f"news/{name}.txt").write_text(f"Rain fell in {town}.", encoding="utf-8")
    return tmp_path


@pytest.fixture
def heeded() -> Iterator[None]:
    """Ctrl-C ends the process that a test starts, also where it is ignored in ours, as in a run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def said(result: Result) -> str:
    assert result.exit_code == 0, result.stderr
    return result.stderr.splitlines()[-1]


def cached() -> Path:
    (file,) = Path("cache").rglob("*.sqlite")
    return file


def watch(*args: str) -> str:
    return said(mapper("watch", "news", "--once", *args))


def test_only_what_has_changed_is_located() -> None:
    """Nothing the second time; one article after one was changed; the page is the one that `mapper map` draws."""
    assert watch() == "3 located anew"
    assert watch() == "0 located anew"
    Path("news/b.txt").write_text("Rain fell in Odesa.", encoding="utf-8")
    assert watch() == "1 located anew"
    assert mapper("map", "news", "-o", "whole.html").exit_code == 0
    assert Path("map.html").read_bytes() == Path("whole.html").read_bytes()


@pytest.mark.parametrize("option", [("--lean", "LB"), ("--min-confidence", "0.9"), ("--add-places", "own.csv")])
def test_another_setting_locates_anew(option: tuple[str, str]) -> None:
    """What is kept was made under other settings, so it is not used; care and colours need nothing anew."""
    Path("own.csv").write_text("name,lat,lon\nTripoli,34.4,35.8\n", encoding="utf-8")
    assert watch() == "3 located anew"
    assert watch(*option) == "3 located anew"
    assert watch(*option, "--theme", "dark").startswith("0 located anew")


def test_nothing_is_kept_beside_the_map() -> None:
    """What is withheld is in no file of the folder that is published."""
    Path("list.txt").write_text("Kharkiv", encoding="utf-8")
    Path("out").mkdir()
    assert watch("--withhold", "list.txt", "-o", "out/map.html").startswith("3 located anew; 1 place and 1 mention")
    assert [path.name for path in Path("out").iterdir()] == ["map.html"]
    assert b"Kharkiv" in cached().read_bytes()
    assert "Kharkiv" not in Path("out/map.html").read_text("utf-8")


def test_what_is_gone_is_not_kept() -> None:
    """The text of an article that was taken away is not in the file of the cache either."""
    Path("news/secret.txt").write_text("Rain fell in Zamzam, said Petrenko.", encoding="utf-8")
    watch()
    kept = cached()
    assert b"Petrenko" in kept.read_bytes()
    Path("news/secret.txt").unlink()
    watch()
    assert b"Petrenko" not in kept.read_bytes()


def test_a_damaged_cache_is_made_anew() -> None:
    """It holds nothing that cannot be made again."""
    watch()
    cached().write_bytes(b"not a database" * 100)
    assert watch() == "3 located anew"
    assert watch() == "0 located anew"


def test_a_line_that_no_record_can_be_made_of_is_made_again() -> None:
    """One bad row costs one article."""
    watch()
    with sqlite3.connect(cached()) as db:
        db.execute("UPDATE located SET line = '{' WHERE key = (SELECT min(key) FROM located)")
    db.close()
    assert watch() == "1 located anew"


def test_it_takes_files_alone() -> None:
    """Standard input and output are none that can be watched."""
    for args in (("watch", "-"), ("watch", "news", "-o", "-")):
        result = mapper(*args)
        assert (result.exit_code, result.stderr) == (2, "mapper watch reads and writes files: - is none\n")


@pytest.mark.timeout(60)
def test_watching_draws_again_after_each_change_until_it_is_stopped(heeded: None) -> None:
    """A new article, then one that is no article: the map has the first, the second is said, Ctrl-C ends it well."""
    command = [sys.executable, "-m", "mapper", "watch", "news", "--every", "0.1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as run:
        assert run.stderr is not None
        lines = iter(run.stderr.readline, "")
        assert next(line for line in lines if "located anew" in line) == "3 located anew\n"
        Path("news/d.txt").write_text("Rain fell in Bamako.", encoding="utf-8")
        assert next(line for line in lines if "located anew" in line) == "1 located anew\n"
        assert "Bamako" in Path("map.html").read_text("utf-8")
        Path("news/e.txt").write_text("", encoding="utf-8")
        assert next(lines).startswith("news/e.txt: is empty")
        run.send_signal(signal.SIGINT)
        assert list(lines)[-1] == "Stopped.\n"
    assert run.returncode == 0


def test_what_mapper_writes_into_its_own_folder_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """Map, list, tables, sheets and located articles: each is passed over, and another map draws no watch."""
    monkeypatch.chdir("news")
    assert mapper("map", ".").exit_code == 0
    alone = Path("map.html").read_bytes()
    assert mapper("locate", ".", "-o", "located.jsonl").exit_code == 0
    outputs = ["x.csv", "x.tsv", "x.md", "x.kml", "x.kmz", "x.xlsx", "x.parquet", "x.geojson"]
    for output in outputs:
        assert mapper("export", "located.jsonl", "-o", output).exit_code == 0
    for view in ("mention", "region"):
        for ending in ("csv", "xlsx"):
            assert mapper("export", "located.jsonl", "-o", f"{view}.{ending}", "--by", view).exit_code == 0
    seen = _seen(["."])
    result = mapper("map", ".")
    said = result.stderr.splitlines()
    assert result.exit_code == 1, "workbooks and a Parquet file say what they are when they are opened"
    assert Path("map.html").read_bytes() == alone
    assert said[-1].startswith("4 inputs skipped")
    own = ("map.html", "located.jsonl", "x.csv", "x.tsv", "x.md", "x.kml", "region.csv")
    for name in own:
        assert f"{name}: is passed over, for mapper has written it, and it is no article" in said
    held = ["a.txt", "b.txt", "c.txt", "mention.xlsx", "region.xlsx", "x.kmz", "x.parquet", "x.xlsx"]
    assert [name for name, _, _ in seen] == held
    assert _seen(["."]) == seen
    result = mapper("map", "map.html", "-o", "two.html")
    assert (result.exit_code, result.stderr.partition(",")[0]) == (2, "map.html: was written by mapper")


def counted(locator: Locator, seen: list[str]) -> Locator:
    def count(articles: Iterable[Article]) -> Iterator[LocatedArticle]:
        batch = list(articles)
        seen.extend(article.id for article in batch)
        return locator(batch)

    return count


def timed(build: Callable[[], object]) -> float:
    start = time.process_time()
    build()
    return time.process_time() - start


def test_a_rebuild_costs_a_twentieth_of_a_build(gazetteer: Gazetteer) -> None:
    """Of 300 articles one has changed: drawing aside, at most 5 % of the time of a full build, in the same process.

    The best of three, for a collection of garbage may fall into any one.
    """
    text = "Shelling hit {0} on Monday, officials in Kyiv said. Families left for Lviv and for Poland. " * 8
    articles = [Article(text=text.format(f"Kharkiv and {n} farms"), id=str(n)) for n in range(300)]
    seen: list[str] = []
    locator = counted(Steps(gazetteer=gazetteer).load(), seen)
    kept = Cache(Path("kept.sqlite"))
    full = timed(lambda: list(kept.located(articles, "", lambda: locator)))
    again = []
    for town in ("Sumy", "Poltava", "Izium"):
        articles[150] = Article(text=text.format(town), id="150")
        again.append(timed(lambda: list(kept.located(articles, "", lambda: locator))))
    kept.close()
    assert seen[300:] == ["150"] * 3
    assert min(again) <= 0.05 * full


def test_a_sum_over_the_program_holds_until_something_changes() -> None:
    """The same twice; another one with another file or another library's version."""
    file = Path("news/a.txt")
    assert program_sum([file], ["click"]) == program_sum([file], ["click", "no-such-library"])
    assert program_sum([file], ["click"]) != program_sum([], ["click"])
    assert program_sum([file], ["click"]) != program_sum([file], ["jinja2"])
