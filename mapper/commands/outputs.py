"""The option -o of commands that write one kind of file: an ending that promises another is refused."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .console import Refusal

__all__ = ["LINES", "PAGES", "output_option"]

PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson", ".json")
_Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def output_option(default: str, endings: tuple[str, ...], help: str = "") -> _Decorator:  # noqa: A002 -- as click calls it
    """The option, for a file of one of these endings, of none, or of one that is no word ("week.40")."""

    def checked(_context: click.Context, _: click.Parameter, value: str) -> str:
        suffix = Path(value).suffix.lower()
        if re.fullmatch(r"\.[a-z][a-z0-9]*", suffix) and suffix not in endings and not Path(value).is_char_device():
            raise Refusal(f"{value}: this writes {endings[0]}, and no {suffix}; `mapper export` writes other formats")
        return value

    options: dict[str, Any] = {"default": default, "show_default": True, "callback": checked}
    return click.option("-o", "--output", help=help or "File to write; - is standard output.", **options)
