"""What a shell knows of the command: completion, help of one screen, the manual page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from mapper.cli import main
from mapper.commands.config import keys_of

from .test_cli import commands

LEAVES = [(path, command) for path, command in commands(main) if not isinstance(command, click.Group)]
LINES, COLUMNS = 55, 80  # of a screen


def mapper(*args: str) -> str:
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def options(command: click.Command) -> list[str]:
    return [f"--{key}" for key, parameter in keys_of(command) if isinstance(parameter, click.Option)]


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[path for path, _ in LEAVES])
def test_help_is_one_screen_and_names_each_flag(path: str, command: click.Command) -> None:
    """At most 55 lines of 80 columns; every long option is in it, those for columns as one."""
    said = mapper(*path.split()[1:], "--help")
    assert len(said.splitlines()) <= LINES
    assert max(map(len, said.splitlines())) <= COLUMNS
    (columns,) = [line for line in said.splitlines() if "--FIELD-column" in line] or [""]
    for option in options(command):
        assert option in said or (columns and option.removeprefix("--").removesuffix("-column") in said), option


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[path for path, _ in LEAVES])
def test_the_manual_has_every_command_with_every_flag(path: str, command: click.Command) -> None:
    """Each in the section of its command, with what it does."""
    sections = mapper("man").split(".SS ")
    (section,) = [section for section in sections if section.startswith(f'"{path} ')]
    for option in options(command):
        assert f"{option.replace('-', chr(92) + '-')}" in section


def test_the_manual_is_a_page_that_man_can_set(tmp_path: Path) -> None:
    """Groff says nothing against it, and sets every command."""
    if not shutil.which("groff"):
        pytest.skip("there is no groff")
    page = tmp_path / "mapper.1"
    page.write_text(mapper("man"), encoding="utf-8")
    run = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-k", str(page)], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    assert all(path.split()[-1] in run.stdout for path, _ in LEAVES)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    """It asks mapper itself what there is, and bash finds no fault with its own."""
    script = mapper("completion", shell)
    assert "_MAPPER_COMPLETE=" in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ma"], {"map", "man"}),
        (["map", "--wi"], {"--withhold"}),
        (["map", "--theme", ""], {"auto", "light", "dark"}),
        (["gazetteer", "s"], {"show"}),
        (["map", "--profile", "p"], {"public"}),
    ],
)
def test_commands_options_and_choices_are_completed(typed: list[str], offered: set[str]) -> None:
    """What can stand there, and nothing else."""
    shell = get_completion_class("bash")
    assert shell is not None
    found = shell(main, {}, "mapper", "_MAPPER_COMPLETE").get_completions(typed[:-1], typed[-1])
    assert {item.value for item in found} == offered


@pytest.mark.parametrize("typed", [["map"], ["draw"], ["map", "-o"], ["map", "--withhold"], ["gazetteer", "build"]])
def test_files_are_completed_by_the_shell(typed: list[str]) -> None:
    """Where a file or folder stands, the shell is told so."""
    shell = get_completion_class("bash")
    assert shell is not None
    (item,) = shell(main, {}, "mapper", "_MAPPER_COMPLETE").get_completions(typed, "ne")
    assert item.type == "file"


def asked(shell: str, tmp_path: Path, ask: str) -> str:
    """What a real shell prints that has read its script; {script} stands for that. The folder has notes.txt in it."""
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    (tmp_path / "notes.txt").write_text("Rain fell in Odesa.", encoding="utf-8")
    script = tmp_path / f"completion.{shell}"
    script.write_text(mapper("completion", shell), encoding="utf-8")
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    run = subprocess.run(
        [shell, "-c", ask.replace("{script}", str(script))],
        capture_output=True, text=True, check=True, env=env, cwd=tmp_path, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return run.stdout


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """In a real shell: the function is there, and offers what begins as typed."""
    ask = """
        source {script}
        COMP_WORDS=(mapper gaz); COMP_CWORD=1
        _mapper_completion mapper
        echo "${COMPREPLY[@]}" """
    assert asked("bash", tmp_path, ask).split() == ["gazetteer"]


def test_zsh_completes_with_the_script(tmp_path: Path) -> None:
    """In a real shell at a terminal, after compinit: Tab ends a command, an option and the name of a file."""
    ask = """
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "PS1='> '; autoload -Uz compinit; compinit -u -D; source {script}; print begin-$((1 + 1))"
        zpty -r z seen '*begin-2*'
        for typed ended in 'mapper gaz' gazetteer 'mapper draw --the' --theme 'mapper map not' notes.txt; do
            zpty -w -n z "$typed"$'\t'
            zpty -r z seen "*$ended*"
            print -r -- $ended
            zpty -w -n z $'\x15'
        done
        zpty -d z"""
    assert asked("zsh", tmp_path, ask).split() == ["gazetteer", "--theme", "notes.txt"]


def test_fish_completes_with_the_script(tmp_path: Path) -> None:
    """In a real shell: what begins as typed, with all that is said of it, choices, and the names of files."""
    ask = """
        source {script}
        for typed in "mapper gaz" "mapper draw --theme " "mapper map not"
            complete --do-complete "$typed"
        end"""
    assert asked("fish", tmp_path, ask).splitlines() == [
        f"gazetteer\t{main.commands['gazetteer'].get_short_help_str()}", "auto", "dark", "light", "notes.txt",
    ]  # fmt: skip
