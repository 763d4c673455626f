"""A group of commands: `mapper` itself, and those with commands of their own."""

import os
import re

import click

from .console import Command
from .lazy import Lazy

__all__ = ["Group"]


class Group(click.Group):
    """A group whose subcommands take -q, -v and --debug, get a Run as their object, and end with a code as above."""

    command_class = Command
    group_class = type

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands and what each does, without loading them."""
        if not isinstance(self.commands, Lazy):
            super().format_commands(ctx, formatter)
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.commands.help(name)) for name in sorted(self.commands)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. What names a file or an address instead was meant for `mapper map`."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            word = args[0]
            if ctx.parent is None and (re.search(r"[./\\]", word) or word == "-" or os.path.exists(word)):  # noqa: PTH110 -- a word, and perhaps no path at all
                raise click.UsageError(f"{word} is no command. To draw a map of it: mapper map {word}", ctx) from error
            raise
