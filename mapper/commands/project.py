"""The commands `mapper config` and `mapper init`: what holds in a folder, and a folder to begin with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ..errors import InputError
from ..write import saying, writing
from .config import NAME, keys_of, load_config
from .console import Command, Run

__all__ = ["config", "init"]

_FILES = {
    NAME: """# What holds in this folder; `mapper config` prints every key there is. What is typed wins.

# profile = "public"     # before you publish: hold back, coarsen, withhold; see docs/ethics.md
# withhold = ["withhold.txt"]
add-places = "places.csv"

[map]
sources = ["news"]
output = "map.html"

[watch]
sources = ["news"]
output = "map.html"

[locate]
sources = ["news"]
output = "located.jsonl"

[draw]
located = "located.jsonl"
output = "map.html"
""",
    "news/first.txt": """Ferry service resumes between Odesa and Chornomorsk

ODESA, Ukraine — The ferry between Odesa and Chornomorsk ran again on Monday after a week of storms.
The pier at Tihcap Farm stayed closed. Officials in Kyiv said that the road was open.

This article is made up. Put your own beside it, and remove it.
""",
    "places.csv": """name,lat,lon,kind,country,precision_km
Tihcap Farm,46.3312,30.6411,facility,UA,0.5
""",
    "withhold.txt": """# What no map from this folder may hold, a line each: a place (name, id or coordinates), or
# kind: camp
# role: actor
# name: Somebody Somewhere
# It holds once it has a line, and mapper.toml names it.
""",
}


@click.command("init", cls=Command, epilog="Example: mapper init my-map")
@click.argument("folder")
@click.pass_obj
def init(run: Run, folder: str) -> None:
    """Make a folder that works at once: settings, an article, places of your own, a list of what to withhold.

    FOLDER is made where it is not there; nothing in it is overwritten.
    """
    root = Path(folder)
    if there := [root / name for name in _FILES if (root / name).exists()]:
        raise InputError(f"{there[0]} is there already; name an empty folder, or a new one")
    for name, text in _FILES.items():
        path = root / name
        with saying(path.parent, {str(path.parent), str(root)}):
            path.parent.mkdir(parents=True, exist_ok=True)
        with writing(path) as stream:
            stream.write(text)
    if not run.quiet:
        run.say(f"Now: cd {folder} && mapper map")


@click.command("config", cls=Command, epilog="Example: mapper config map")
@click.argument("command", nargs=-1)
@click.pass_context
def config(context: click.Context, command: tuple[str, ...]) -> None:
    """Print what holds here and from where, as a mapper.toml.

    COMMAND is one of mapper's, such as map or gazetteer build; all of them unless given.
    """
    group = context.find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 -- the root is the group of all commands
    found = load_config(group, Path.cwd())
    rows = [
        (name, one, held)
        for name, one, held in _commands(group, found.defaults)
        if name[: len(command)] == command and (command or name[0] not in ("config", "init"))
    ]
    if not rows:
        raise InputError(f"there is no command {' '.join(command)!r}; `mapper --help` lists them")
    with writing("-") as stream:
        stream.write(f"# {found.path or f'no {NAME} here or above: all defaults'}\n")
        for name, one, held in rows:
            lines = [_line(key, parameter, held, found.path) for key, parameter in keys_of(one)]
            stream.write("\n".join([f"\n[{'.'.join(name)}]", *lines]) + "\n")


def _commands(
    group: click.Group, defaults: dict[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command, dict[str, Any]]]:
    for name, command in group.commands.items():
        held = defaults.get(name, {})
        if isinstance(command, click.Group):
            yield from _commands(command, held, (*above, name))
        else:
            yield (*above, name), command, held


def _line(key: str, parameter: click.Parameter, held: dict[str, Any], path: str) -> str:
    """One key with its value and its origin; a key without a value is a remark."""
    if parameter.name in held:
        return f"{key} = {_toml(held[parameter.name])}  # {path}"
    default = parameter.to_info_dict().get("default")
    if default in (None, "", ()) or not isinstance(default, str | int | float | bool | tuple | list):
        return f"# {key} is not set"
    return f"{key} = {_toml(default)}  # default"


def _toml(value: Any) -> str:
    """A value as TOML has it: texts, numbers, true and false, and lists of these are as in JSON."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
