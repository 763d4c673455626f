"""The files that a command reads and writes: which options name them, and what may not be written."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from ..errors import InputError
from ..write import spared

__all__ = ["FILES", "LOCATED", "PAGES", "Output", "inputs_of", "output_option"]

PAGES = (".html", ".htm", ".xhtml")
LOCATED = (".jsonl", ".ndjson", ".json", ".parquet")
FILES = (
    "output", "article", "kept", "gazetteer", "add_places", "withhold", "corrections", "lesson", "story", "sources",
    "source", "located", "gold", "first", "second", "storymap", "folder",
)  # fmt: skip
"""The parameters that are files or folders, by name."""
_WRITTEN = ("output", "article", "kept")


class Output(click.Option):
    """The option -o of a command that writes one kind of file: an ending that promises another is refused."""

    endings: tuple[str, ...] = ()

    def check(self, value: str) -> None:
        """Raise InputError where the ending is a word and another, and OutputError where an input would be lost."""
        suffix = Path(value).suffix.lower()
        if (
            re.fullmatch(r"\.[a-z][a-z0-9]*", suffix)
            and suffix not in self.endings
            and not Path(value).is_char_device()
        ):
            spared(value)
            first = self.endings[0]
            raise InputError(f"{value}: this writes {first}, and no {suffix}; `mapper export` writes other formats")


def output_option(
    default: str,
    endings: tuple[str, ...],
    help: str = "File to write; - is standard output.",  # noqa: A002 -- as click calls it
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option, for a file of one of these endings, of none, or of one that is no word ("week.40")."""
    named: Any = type("Output", (Output,), {"endings": endings})
    return click.option("-o", "--output", cls=named, default=default, show_default=True, help=help)


def inputs_of(parameters: Iterable[tuple[str, Any]]) -> Iterator[str | int]:
    """The files that a command reads, those in folders too, and the number of standard input.

    An output of before that mapper has written is not read, though its folder is, and may be written again.
    """
    # Its module is for those who read.
    from ..read.sources import holds_articles, is_own_file

    held = list(parameters)
    written = {os.path.basename(value) for name, value in held if name in _WRITTEN and isinstance(value, str)}  # noqa: PTH119 -- as below
    for name, value in held:
        if name not in FILES or name in _WRITTEN:
            continue
        for path in value if isinstance(value, tuple) else (value,):
            if path == "-":
                yield 0
            elif path:
                yield path
                for folder, _, files in os.walk(path):
                    for file in filter(holds_articles, files):
                        inner = os.path.join(folder, file)  # noqa: PTH118 -- there may be many
                        if file not in written or not is_own_file(Path(inner)):
                            yield inner
