"""mapper.toml, `mapper config` and `mapper init`: what holds in a folder."""

import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from mapper.cli import main
from mapper.commands.config import find_config, keys_of, load_config
from mapper.commands.shards import ShardOf

from .test_cli import commands

COMMANDS = {path.removeprefix("mapper "): command for path, command in commands(main)}
LEAVES = {name: command for name, command in COMMANDS.items() if not isinstance(command, click.Group)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a folder of its own, with one article in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("a.txt").write_text("Rain fell in Tripoli.", encoding="utf-8")
    return tmp_path


def mapper(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert "Traceback" not in result.stderr
    return result


def settings(text: str) -> None:
    Path("mapper.toml").write_text(text, encoding="utf-8")


def test_what_the_file_says_holds_and_what_is_typed_wins() -> None:
    """Arguments, options of a table, options of all commands; from a folder below, paths start at the file."""
    settings('title = "From the file"\ncorrections = "c.jsonl"\n[map]\nsources = ["a.txt"]\noutput = "out/page.html"\n')
    Path("out").mkdir()
    Path("c.jsonl").touch()
    Path("below/deeper").mkdir(parents=True)
    assert mapper("map").exit_code == 0
    assert "<title>From the file" in Path("out/page.html").read_text("utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("below/deeper")
        assert mapper("map", "--title", "Typed").exit_code == 0
    assert "<title>Typed" in Path("out/page.html").read_text("utf-8")
    assert find_config(Path("below/deeper").resolve()) == Path("mapper.toml").resolve()


WRONG = {
    "a key of no command": ("min-confidance = 0.4", "there is no key 'min-confidance'; did you mean 'min-confidence'?"),
    "a key of another": ("[draw]\nlean = 'UA'", "[draw] has no key 'lean'; 'lean' is a key of other commands"),
    "a key misspelt": ("[map]\ntitel = 'x'", "[map] has no key 'titel'; did you mean 'title'?"),
    "no such command": ("[mapp]\ntitle = 'x'", "there is no key 'mapp'; did you mean 'map'?"),
    "no such command below": ("[gazetteer.biuld]\nclasses = 'P'", "[gazetteer] has no 'biuld'; did you mean 'build'?"),
    "a value of the wrong type": ("[map]\nembed = 'yes'", "[map] embed = 'yes': give true or false"),
    "a value out of range": ("[map]\nmin-confidence = 3", "[map] min-confidence = 3: 3.0 is not in the range 0<=x<=1"),
    "no such choice": ("theme = 'drak'", "theme = 'drak': 'drak' is not one of 'auto', 'light', 'dark'"),
    "an output for all": ("output = 'x'", "output is another one for each command: put it into a table, such as [map]"),
    "a command that is no table": ("map = 'x'", "map is a command, and what holds for it stands in a table, [map]"),
    "no TOML": ("title = ", "is not TOML ("),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=[*WRONG])
def test_a_wrong_key_or_value_is_one_sentence(text: str, said: str) -> None:
    """Exit code 2: what is misread is not passed over, for it may be what protects somebody."""
    settings(text)
    result = mapper("map", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("mapper.toml: ")
    assert said in result.stderr
    assert not Path("map.html").exists()


@pytest.mark.parametrize(("name", "command"), LEAVES.items(), ids=[*LEAVES])
def test_every_flag_has_its_key(name: str, command: click.Command) -> None:
    """Each option and argument of each command can be set in its table, and `mapper config` prints it."""
    said = mapper("config", *name.split()).stdout
    for key, parameter in keys_of(command):
        assert key in said
        value = {True: "true", False: None}[isinstance(parameter, click.Option) and parameter.is_flag]
        value = value or {click.Choice: f"'{getattr(parameter.type, 'choices', ['x'])[0]}'"}.get(type(parameter.type))
        if isinstance(parameter.type, click.IntRange | click.FloatRange):
            value = str(max(1, parameter.type.min or 0))
        value = value or ("'1/2'" if isinstance(parameter.type, ShardOf) else "'x'")
        settings(f"[{'.'.join(name.split())}]\n{key} = {value}\n")
        held = load_config(main, Path.cwd()).defaults
        for part in name.split():
            held = held[part]
        assert set(held) == {parameter.name}


def test_config_tells_where_a_value_comes_from() -> None:
    """From the file, by default, or not at all; and what it prints is a mapper.toml itself."""
    settings("[map]\nlean = 'UA'\n")
    said = mapper("config", "map").stdout
    assert 'lean = "UA"  # mapper.toml' in said
    assert 'theme = "auto"  # default' in said
    assert "# title is not set" in said
    whole = mapper("config").stdout
    assert tomllib.loads(whole)["map"]["lean"] == "UA"
    settings(whole)
    assert mapper("config", "map").stdout.count("# mapper.toml") > 10


def test_without_a_file_all_are_defaults() -> None:
    """And a command that does not exist is said."""
    assert mapper("config", "map").stdout.startswith("# no mapper.toml here or above: all defaults\n")
    result = mapper("config", "mop")
    assert (result.exit_code, result.stderr) == (2, "there is no command 'mop'; `mapper --help` lists them\n")


def test_a_new_folder_works_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """`mapper init`, and then map, locate, draw and watch without a word more; with its own place on the map."""
    result = mapper("init", "new/project")
    assert (result.exit_code, result.stderr) == (0, "Now: cd new/project && mapper map\n")
    monkeypatch.chdir("new/project")
    for command in (["map"], ["locate"], ["draw"], ["watch", "--once"]):
        assert mapper(*command).exit_code == 0, command
    assert "Tihcap Farm" in Path("map.html").read_text("utf-8")
    assert '"lat": 46.3312' in Path("located.jsonl").read_text("utf-8")


def test_nothing_is_overwritten_by_a_new_folder() -> None:
    """A folder that has one of the files is left as it is."""
    Path("old/news").mkdir(parents=True)
    Path("old/news/first.txt").write_text("mine", encoding="utf-8")
    result = mapper("init", "old")
    assert (result.exit_code, result.stderr) == (
        2, "old/news/first.txt is there already; name an empty folder, or a new one\n",
    )  # fmt: skip
    assert [p.name for p in Path("old").iterdir()] == ["news"]
    assert Path("old/news/first.txt").read_text("utf-8") == "mine"
