"""`mapper locate --add`: what an earlier run wrote stays as it is, and what is new stands below it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mapper.cli import main

from .served import Site

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{}</channel></rss>',
    "<item><title>Report {0}</title><guid>g{0}</guid><link>{1}/{0}</link><description>{2}</description></item>",
)
PAGE = "<html><body><article><p>{}</p></article></body></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a folder of its own."""
    monkeypatch.chdir(tmp_path)


def story(number: object) -> str:
    return f"Shells hit the port of Odesa before dawn, and {number} dock workers were wounded, the governor said. " * 4


def add(*args: str) -> Result:
    return CliRunner().invoke(main, ["locate", *args, "-o", "located.jsonl", "--add"])


def put(name: str, *rows: dict[str, Any]) -> str:
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    return name


def ids() -> list[str]:
    return [json.loads(line)["id"] for line in Path("located.jsonl").read_text().splitlines()]


def test_what_is_new_stands_below_what_was_there() -> None:
    """Run again nothing is doubled; an article that has changed since is kept as it was, and said."""
    first = put("a.jsonl", {"id": "1", "text": "Shells hit Odesa."}, {"id": "2", "text": "Quiet in Kyiv."})
    then = put("b.jsonl", {"id": "2", "text": "Quiet in Kyiv again."}, {"id": "3", "text": "Rain in Lviv."})
    assert add(first).exit_code == 0
    before = Path("located.jsonl").read_bytes()
    said = add(then).stderr
    assert ids() == ["1", "2", "3"]
    assert Path("located.jsonl").read_bytes().startswith(before)
    assert said.startswith("2 done before; 1 article,")
    assert said.endswith("1 read with another text than located.jsonl keeps\n")
    again = add(then)
    assert (again.exit_code, ids()) == (0, ["1", "2", "3"])


def test_the_copies_of_a_story_are_there_too() -> None:
    """A paper's copy that was folded into another article is not added by the next run."""
    both = put("a.jsonl", {"id": "1", "text": story(2)}, {"id": "2", "text": story(2) + "More."})
    add(both)
    assert len(ids()) == 1
    add(both)
    assert len(ids()) == 1


def test_only_the_new_entries_of_a_feed_are_fetched(site: Site) -> None:
    """What has left the feed is kept."""
    for number in (1, 2, 3):
        site.pages[f"/{number}"] = (200, {"content-type": "text/html"}, PAGE.format(story(number)).encode())
    for numbers in ((1, 2), (2, 3)):
        items = "".join(FEED[1].format(n, site.url, f"Report {n} from Odesa.") for n in numbers)
        site.pages["/feed"] = (200, {}, FEED[0].format(items).encode())
        result = add(f"{site.url}/feed", "--full-text", "--keep-duplicates")
        assert result.exit_code == 0, result.stderr
        assert "another text" not in result.stderr  # of what is not fetched again, nobody knows
    assert ids() == ["g1", "g2", "g3"]
    assert [path for path in site.asked if path[1:].isdigit()] == ["/1", "/2", "/3"]
    assert all("dock workers" in line for line in Path("located.jsonl").read_text().splitlines())


@pytest.mark.parametrize(
    "held",
    [
        "{}\n",
        "no JSON\n",
        "[1]\n",
        '{"id": "1", "text": "Kyiv."}\n',
        "\ufeff\n",
        "\udcff\n",
        '{"id": [1], "text": [2], "mentions": []}\n',
    ],
)
def test_a_file_of_another_kind_stays_as_it_is(held: str) -> None:
    """One sentence says that it is none of ours, and in which line."""
    good = put("a.jsonl", {"id": "1", "text": "Shells hit Odesa."})
    content = held.encode("utf-8", "surrogateescape")
    Path("located.jsonl").write_bytes(content)
    result = add(good)
    assert (result.exit_code, Path("located.jsonl").read_bytes()) == (2, content)
    assert result.stderr.startswith("located.jsonl:1: is no line of `mapper locate`;")


def test_it_needs_a_file_and_goes_alone() -> None:
    """Standard output cannot be added to, nor can a run that is to be resumed."""
    good = put("a.jsonl", {"id": "1", "text": "Shells hit Odesa."})
    out = CliRunner().invoke(main, ["locate", good, "--add"])
    assert (out.exit_code, out.stderr) == (2, "-: only a file can be added to; name one with -o\n")
    assert add(good, "--resume").exit_code == 2
