"""mapper.toml: what somebody always asks for, so that it need not be typed again.

Every long option has its key, named as it is without the dashes, and so has every argument. A key at the top holds for
every command that has the option; one in a table for that command alone:

    profile = "public"          # map, draw and export

    [map]
    sources = ["news"]
    output = "map.html"

    [gazetteer.build]
    countries = "UA,RU"

The file is looked for in the folder one is in and upwards. Paths in it start from where it lies. What is typed wins.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..errors import InputError
from .outputs import FILES

__all__ = ["NAME", "Config", "find_config", "keys_of", "load_config"]

NAME = "mapper.toml"
_OWN = ("output",)  # keys that would mean another thing in each command
_Defaults = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings in a file: `defaults` as click takes them, by command and parameter; `path` is "" without one."""

    path: str = ""
    defaults: _Defaults


def find_config(folder: Path) -> Path | None:
    """The nearest mapper.toml, in this folder or above it."""
    return next((path for at in (folder, *folder.parents) if (path := at / NAME).is_file()), None)


def load_config(group: click.Group, folder: Path) -> Config:
    """The settings for these commands in the nearest file. Raises InputError for unknown keys and values."""
    path = find_config(folder)
    if path is None:
        return Config(defaults={})
    # These are for those who have such a file.
    import tomllib

    from ..read.sources import opened

    name = os.path.relpath(path)
    with opened(name) as stream:
        try:
            data = tomllib.loads(stream.read().decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(f"{name}: is not TOML ({error}); mend that line, or move the file away") from None
    shared = {key: value for key, value in data.items() if not isinstance(group.commands.get(key), click.Command)}
    for key in shared:
        _check_shared(name, key, group)
    return Config(path=name, defaults=_of_group(name, group, data, shared))


def keys_of(command: click.Command) -> Iterator[tuple[str, click.Parameter]]:
    """Each parameter of a command under its key, in the order of the help; what only shows something has none."""
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield str(parameter.name), parameter
        elif isinstance(parameter, click.Option) and not parameter.is_eager:
            yield max(parameter.opts, key=len).lstrip("-"), parameter


def _of_group(name: str, group: click.Group, data: Mapping[str, Any], shared: Mapping[str, Any]) -> _Defaults:
    everywhere = sorted({key for command in _all(group) for key, _ in keys_of(command)})
    defaults: _Defaults = {}
    for called, command in group.commands.items():
        table = data.get(called, {})
        if not isinstance(table, Mapping):
            raise InputError(f"{name}: {called} is a command, and what holds for it stands in a table, [{called}]")
        if isinstance(command, click.Group):
            unknown = [key for key in table if key not in command.commands]
            if unknown:
                raise InputError(f"{name}: [{called}] has no {unknown[0]!r}{_nearest(unknown[0], command.commands)}")
            defaults[called] = _of_group(name, command, table, shared)
        else:
            where = f"{name}: [{called}]"
            defaults[called] = _of_command(where, command, table, shared, Path(name).parent, everywhere)
    return defaults


def _of_command(  # noqa: PLR0913, PLR0917 -- what one table hangs on
    where: str,
    command: click.Command,
    table: Mapping[str, Any],
    shared: Mapping[str, Any],
    folder: Path,
    others: Collection[str],
) -> _Defaults:
    known = dict(keys_of(command))
    for key in table:
        if key not in known:
            raise InputError(f"{where} has no key {key!r}{_nearest(key, known, others)}")
    values = {key: value for key, value in shared.items() if key in known} | dict(table)
    return {
        str(known[key].name): _checked(where, key, known[key], _placed(key, value, folder))
        for key, value in values.items()
    }


def _check_shared(name: str, key: str, group: click.Group) -> None:
    known = {key for command in _all(group) for key, _ in keys_of(command)}
    if key not in known:
        raise InputError(f"{name}: there is no key {key!r}{_nearest(key, [*known, *group.commands])}")
    if key in _OWN:
        raise InputError(f"{name}: {key} is another one for each command: put it into a table, such as [map]")


def _all(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield from _all(command) if isinstance(command, click.Group) else (command,)


def _placed(key: str, value: Any, folder: Path) -> Any:
    """A path of the file as it is from where one is; addresses and "-" as they are."""
    if key.replace("-", "_") not in FILES:
        return value
    if isinstance(value, list):
        return [_placed(key, one, folder) for one in value]
    if not isinstance(value, str) or value == "-" or "://" in value:
        return value
    return str(folder / Path(value).expanduser())


def _checked(where: str, key: str, parameter: click.Parameter, value: Any) -> Any:
    """The value where the parameter takes it. Raises InputError."""
    many = parameter.multiple if isinstance(parameter, click.Option) else parameter.nargs == -1
    if many and not isinstance(value, list):
        value = [value]
    flag = isinstance(parameter, click.Option) and parameter.is_flag
    fits = isinstance(value, bool) if flag else many or isinstance(value, str | int | float)
    if not fits or (isinstance(value, bool) and not flag):
        raise InputError(f"{where} {key} = {value!r}: give {'true or false' if flag else 'a text or a number'}")
    try:
        parameter.type_cast_value(click.Context(click.Command("")), value)
    except click.BadParameter as error:
        raise InputError(f"{where} {key} = {value!r}: {error.message.rstrip('.')}") from None
    return value


def _nearest(word: str, known: Collection[str], others: Collection[str] = ()) -> str:
    """The key that may have been meant: one of the same table, else one of another command's."""
    from difflib import get_close_matches

    if word not in others and (close := get_close_matches(word, list(known), 1)):
        return f"; did you mean {close[0]!r}?"
    if close := get_close_matches(word, list(others), 1):
        return f"; {close[0]!r} is a key of other commands, as `mapper config` prints them"
    return "; `mapper config` prints all there are"
