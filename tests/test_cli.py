"""The command: what it writes where, what it says, and how it ends."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from mapper.cli import main
from mapper.commands.lazy import Lazy
from mapper.read.articles import read_located

ROOT = Path(__file__).parents[1]
STORY = "Strikes hit Kharkiv\n\nShelling hit Kharkiv on Monday, officials in Ukraine said. Xyzzyville was quiet.\n"
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own, with one article in it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def mapper(*args: str, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, args, input=stdin)
    assert "Traceback" not in result.stderr or "--debug" in args
    return result


def test_one_article_becomes_a_map() -> None:
    """The page is in the file asked for, standard output is empty, and a summary is on standard error."""
    result = mapper("map", "a.txt", "-o", "page.html", "--title", "Week 40")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("1 article, ")
    assert result.stderr.rstrip().endswith(" s -> page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert "<title>Week 40" in page
    assert "Shelling hit Kharkiv on Monday" in page


def test_a_map_goes_to_map_html_unless_told_otherwise() -> None:
    """And nothing else is left in the folder."""
    assert mapper("map", "a.txt").exit_code == 0
    assert sorted(p.name for p in Path().iterdir()) == ["a.txt", "map.html"]


def test_an_article_without_a_place_gives_a_page_that_says_so() -> None:
    """No place is no failure."""
    Path("b.txt").write_text("Nobody said anything about anything today.\n", encoding="utf-8")
    result = mapper("map", "b.txt")
    assert (result.exit_code, Path("map.html").exists()) == (0, True)
    assert result.stderr.startswith("1 article, 0 mentions, 0 places, 0 unresolved, ")


def test_locate_writes_json_and_nothing_else_to_standard_output() -> None:
    """A line an article, in the order given, with title and offsets into the text."""
    rows = '{"id": 1, "text": "Clashes in Lviv."}\n{"id": 2, "text": "Київ: quiet."}\n'
    result = mapper("locate", "a.txt", "-", stdin=rows)
    assert result.exit_code == 0
    first, *others = map(json.loads, result.stdout.splitlines())
    assert (first["title"], first["text"]) == ("Strikes hit Kharkiv", STORY)
    assert [row["id"] for row in others] == ["1", "2"]
    for mention in first["mentions"]:
        assert STORY[mention["start"] : mention["end"]] == mention["text"]
    assert "Kharkiv" in {mention["text"] for mention in first["mentions"]}
    assert "Київ" in result.stdout


def test_draw_takes_what_locate_wrote() -> None:
    """In two steps the page is the same as in one, but for what it says of how it was made."""
    assert mapper("locate", "a.txt", "-o", "l.jsonl").exit_code == 0
    assert [*read_located("l.jsonl")]
    assert mapper("draw", "l.jsonl", "-o", "two.html").exit_code == 0
    assert mapper("map", "a.txt", "-o", "one.html").exit_code == 0
    two, one = (
        re.sub(r'<meta name="provenance".*?>', "", Path(name).read_text("utf-8")) for name in ("two.html", "one.html")
    )
    assert two == one


BAD = {
    "missing.txt": (None, "missing.txt: there is no such file"),
    "empty.txt": (b"", "empty.txt: is empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "binary.txt: is binary"),
    "broken.jsonl": (b'{"text": "x"\n', "broken.jsonl:1: is not JSON"),
    "without.jsonl": (b'{"title": "x"}\n', "without.jsonl:1: 'text' is missing"),
    "number.jsonl": (b'{"text": 5}\n', "number.jsonl:1: 'text' must be a string, not int"),
    "long.jsonl": (b'{"text": "' + b"x" * 50_000_000 + b'"}\n', "long.jsonl:1: the line has more than 20 MB"),
}
each_bad_input = pytest.mark.parametrize(("name", "content", "said"), [(k, *v) for k, v in BAD.items()], ids=[*BAD])


@each_bad_input
def test_a_bad_input_among_good_ones_is_skipped_said_and_counted(name: str, content: bytes | None, said: str) -> None:
    """Exit code 1: the map of the others is there."""
    if content is not None:
        Path(name).write_bytes(content)
    result = mapper("map", name, "a.txt", "-q")
    assert result.exit_code == 1
    reason, count = result.stderr.splitlines()
    assert reason.startswith(said)
    assert count == "1 input skipped"
    assert Path("map.html").exists()


@each_bad_input
def test_a_bad_input_alone_is_one_sentence(name: str, content: bytes | None, said: str) -> None:
    """Exit code 2: nothing is written."""
    if content is not None:
        Path(name).write_bytes(content)
    result = mapper("map", name)
    assert result.exit_code == 2
    (reason,) = result.stderr.splitlines()
    assert reason.startswith(said)
    assert not Path("map.html").exists()


def test_where_all_inputs_are_bad_it_says_that_nothing_was_done() -> None:
    """Each with its reason, and then the count."""
    result = mapper("locate", "x.txt", "y.txt", "-o", "l.jsonl")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[2:] == ["None of the 2 inputs could be read; nothing was written."]
    assert not Path("l.jsonl").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("map", "a.txt", "-o", "no/map.html"), "no/map.html cannot be written: its folder does not exist; make"),
        (("locate", "a.txt", "-o", "."), ". cannot be written: it is a folder; name a file in it"),
        (("locate", "a.txt", "-o", "/dev/full"), "/dev/full cannot be written: the disk is full"),
        (("map", "a.txt", "--gazetteer", "no.sqlite"), "there is no gazetteer at no.sqlite; "),
        (("map", "a.txt", "--model", "no_such_pipeline"), "the spaCy pipeline 'no_such_pipeline' is not installed"),
        (("draw", "a.txt"), "a.txt: is not JSON Lines (it begins 'Strikes hit Kharkiv')"),
        (("evaluate", "a.txt", "a.txt"), "a.txt: is not JSON Lines"),
        (("gazetteer", "show", "Xyzzyville"), "No place is called 'Xyzzyville' in the gazetteer; "),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(args: tuple[str, ...], said: str) -> None:
    """Exit code 2, and the folder is as it was."""
    result = mapper(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert [p.name for p in Path().iterdir()] == ["a.txt"]


def test_debug_shows_where_an_error_arose() -> None:
    """The sentence stays, the exit code too."""
    result = mapper("locate", "a.txt", "-o", "no/l.jsonl", "--debug")
    assert result.exit_code == 2
    assert "Traceback" in result.stderr
    assert "no/l.jsonl cannot be written" in result.stderr.splitlines()[-1]


def test_quiet_says_nothing_where_all_is_well() -> None:
    """Neither a summary nor a note."""
    Path("b.txt").write_bytes("Fighting near Łódź, in Poland.".encode("utf-16"))
    result = mapper("locate", "-q", "a.txt", "b.txt", "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")


def test_notes_are_said_and_verbose_says_more() -> None:
    """What was read otherwise than it stands, always; what was passed over, with -v."""
    Path("b.txt").write_bytes("Fighting near Łódź, in Poland.".encode("utf-16"))
    Path("c.png").write_bytes(b"x")
    note = "b.txt: is not UTF-8 and was read as utf-16"
    assert [note in (said := mapper("locate", ".", *more).stderr) and "c.png" in said for more in ([], ["-v"])] == [
        False, True,
    ]  # fmt: skip
    assert note in mapper("locate", "b.txt").stderr


def test_words_of_the_input_cannot_steer_the_terminal() -> None:
    """Escape sequences in a file's name are shown as what they are: nothing to be printed."""
    result = mapper("map", "a\x1b[2J\nb.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("a\ufffd[2J b.txt: there is no such file")


def test_evaluate_gives_a_table_or_json() -> None:
    """On its own output everything is right but what the gold does not know."""
    located = mapper("locate", "a.txt").stdout
    Path("l.jsonl").write_text(located, encoding="utf-8")
    gold = json.loads(located)
    for mention in gold["mentions"]:
        if mention["place"]:
            mention.update(lat=mention["place"]["lat"], lon=mention["place"]["lon"])
    Path("g.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    table, report = mapper("evaluate", "g.jsonl", "l.jsonl"), mapper("evaluate", "g.jsonl", "l.jsonl", "--json")
    assert (table.exit_code, table.stderr, report.stderr) == (0, "", "")
    assert "recognition, exact spans            100.0%    100.0%    100.0%" in table.stdout
    assert json.loads(report.stdout)["resolution"]["accuracy"] == 1.0


def test_gazetteer_show_lists_candidates_likeliest_first() -> None:
    """With id, kind, country, point and population; as a table or as JSON."""
    head, first, *_ = mapper("gazetteer", "show", "Bila Tserkva").stdout.splitlines()
    assert head.split() == ["name", "kind", "country", "region", "lat", "lon", "population", "id"]
    assert first.split()[:4] == ["Bila", "Tserkva", "city", "UA"]
    assert first.endswith("geonames:712165")
    places = json.loads(mapper("gazetteer", "show", "Bila Tserkva", "--json", "--limit", "1").stdout)
    assert [place["id"] for place in places] == ["geonames:712165"]


def test_gazetteer_info_tells_sources_licences_and_counts() -> None:
    """As a table or as JSON."""
    facts = json.loads(mapper("gazetteer", "info", "--json").stdout)
    said = mapper("gazetteer", "info").stdout
    assert f"{facts['counts']['places']:,}" in said
    for source in facts["sources"]:
        assert source["name"] in said
        assert source["licence"] in said


def commands(group: click.Group, path: str = "mapper") -> Iterator[tuple[str, click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


@pytest.mark.parametrize(("path", "command"), [*commands(main)], ids=str)
def test_every_command_has_help_with_an_example(path: str, command: click.Command) -> None:
    """And every option says what it does."""
    assert command.help
    assert (command.epilog or "").startswith(f"Example: {path}")
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert mapper(*path.split()[1:], "--help").exit_code == 0


def test_help_comes_at_once() -> None:
    """It imports no library that it does not need."""
    code = """if True:
        import sys
        from mapper.cli import main
        main(["--help"], standalone_mode=False)
        print(*sorted(name for name in sys.modules if name.startswith(("mapper.", "gazetteer"))))
        main(["map", "--help"], standalone_mode=False)
        print({"spacy", "folium", "geopy", "numpy", "jinja2", "charset_normalizer"} & set(sys.modules))"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENV)
    ours = next(line for line in run.stdout.splitlines() if line.startswith("mapper."))
    assert not re.search(r"mapper\.(read|resolve|draw|export|many|pipeline|records)|gazetteer", ours)
    assert run.stdout.splitlines()[-1] == "set()"


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    """A command that is not loaded yet is listed with the first sentence of its own help."""
    assert isinstance(main.commands, Lazy)
    assert {name: main.commands.help(name) for name in main.commands} == {
        name: command.get_short_help_str(200) for name, command in main.commands.items()
    }


@pytest.mark.parametrize("word", ["a.txt", "artcle.txt", "news/", "https://example.org/feed", "-", r"C:\news"])
def test_what_is_meant_for_a_map_is_told_so(word: str) -> None:
    """A file or an address where a command belongs: the sentence has the whole command."""
    result = mapper(word)
    assert result.exit_code == 2
    assert f"To draw a map of it: mapper map {word}" in result.stderr


def test_what_is_no_file_is_an_unknown_command() -> None:
    """And the nearest command is named; in a group below, a file is no article either."""
    assert "'map'" in mapper("mpa").stderr.partition("Did you mean")[2]
    assert "To draw" not in mapper("gazetteer", "NL.txt").stderr


def test_the_version_is_that_of_the_distribution() -> None:
    """`mapper --version` tells what is installed."""
    assert mapper("--version").stdout == f"mapper, version {version('conflict-mapper')}\n"
