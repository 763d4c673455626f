"""The commands `mapper completion` and `mapper man`: what a shell completes, and the page for `man`."""

import re
import textwrap
from collections.abc import Iterator
from importlib.metadata import version

import click
from click.shell_completion import get_completion_class

from ..write import writing
from .config import keys_of
from .console import Command

__all__ = ["completion", "leaves", "man", "manual"]

_WHERE = {
    "bash": "eval \"$(mapper completion bash)\" in ~/.bashrc",
    "zsh": "eval \"$(mapper completion zsh)\" in ~/.zshrc, after compinit",
    "fish": "mapper completion fish > ~/.config/fish/completions/mapper.fish",
}  # fmt: skip


@click.command("completion", cls=Command, epilog="Example: mapper completion bash > ~/.mapper-completion.bash")
@click.argument("shell", type=click.Choice(tuple(_WHERE)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what lets a shell complete commands, options and files.

    Put `eval "$(mapper completion bash)"` into ~/.bashrc, the same with zsh into ~/.zshrc, or write what fish gets to
    ~/.config/fish/completions/mapper.fish.
    """
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 -- click knows these three
    made = kind(context.find_root().command, {}, "mapper", "_MAPPER_COMPLETE")
    script = made.source_template % made.source_vars()
    if shell == "fish":
        # click's own cuts what is said of a command at its first comma.
        script = script.replace('string split ","', 'string split --max 1 ","')
    with writing("-") as stream:
        stream.write(f"# {_WHERE[shell]}\n{script}\n")


@click.command("man", cls=Command, epilog="Example: mapper man > mapper.1 && man ./mapper.1")
@click.pass_context
def man(context: click.Context) -> None:
    """Print the manual page: every command with every option, for `man`."""
    group = context.find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 -- the root is the group of all commands
    with writing("-") as stream:
        stream.write(manual(group))


def manual(group: click.Group) -> str:
    """The page as roff, in the macros of man(7)."""
    parts = [
        f'.TH MAPPER 1 "" "mapper {version("conflict-mapper")}" "User Commands"',
        ".SH NAME\nmapper \\- conflict news in, one offline map out",
        ".SH SYNOPSIS\n.B mapper\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
        f".SH DESCRIPTION\n{_roff(group.help or '')}",
        ".SH COMMANDS",
        *(part for name, command in leaves(group) for part in _section(name, command)),
        ".SH FILES\n.TP\n.I mapper.toml\nSettings, here or in a folder above; \\fBmapper config\\fR prints them.",
        ".SH EXIT STATUS\n0 all done; 1 done, but some inputs were skipped; 2 nothing done; 130 interrupted.",
    ]
    return "\n".join(parts) + "\n"


def leaves(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command that does something, by its whole name ("gazetteer show"), in alphabetical order."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from leaves(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"mapper {name}")
    yield f'.SS "mapper {name} {" ".join(command.collect_usage_pieces(context))}"'
    yield _roff(command.help or "")
    for key, parameter in keys_of(command):
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context)):
            yield f".TP\n\\fB{_roff(record[0])}\\fR\n{_roff(record[1])}"
        elif isinstance(parameter, click.Option):
            yield f".TP\n\\fB\\-\\-{_roff(key)}\\fR\n{_roff(parameter.help or '')}"
    yield f".PP\n{_roff(command.epilog or '')}"


def _roff(text: str) -> str:
    """Plain text for roff: paragraphs apart, backslashes and dashes as they are, no line that begins a request."""
    text = textwrap.dedent(text).strip().replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    lines = "\n.PP\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    return re.sub(r"(?m)^(?!\.PP$)([.'])", r"\\&\1", lines)
