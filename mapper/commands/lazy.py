"""Commands that are loaded when they are called: `mapper --help` waits for none of them."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from importlib import import_module

import click

__all__ = ["Entry", "Lazy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command that is not loaded yet.

    home  the module of this folder that it is in, and its name there: "locate:locate"
    help  what the list of commands says of it, which is the first sentence of its own help
    """

    home: str
    help: str


class Lazy(MutableMapping[str, click.Command]):
    """Commands by name, as a group of click's holds them; each comes with its module when it is asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = dict(entries)
        self._loaded: dict[str, click.Command] = {}

    def help(self, name: str) -> str:
        """The help of a command in the list of commands, without loading it."""
        return self._entries[name].help

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module, _, called = self._entries[name].home.partition(":")
            self._loaded[name] = getattr(import_module(f".{module}", __package__), called)
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._entries[name] = Entry(home="", help=command.get_short_help_str(100))
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._entries[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
