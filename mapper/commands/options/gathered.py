"""Options of commands that belong together: gathered from the command line into one record."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import wraps
from typing import Any

__all__ = ["gathered"]

_Command = Callable[..., None]


def gathered(
    argument: str, record: type[Any], options: Sequence[Callable[[_Command], _Command]]
) -> Callable[[_Command], _Command]:
    """A decorator that gives a command these options, and passes them as one argument.

    argument  what the command calls it
    record    a dataclass; each field is the option of its name
    options   of click's, in the order in which the help shows them
    """

    def give(command: _Command) -> _Command:
        @wraps(command)
        def with_record(*args: Any, **given: Any) -> None:
            own = {field.name: given.pop(field.name) for field in fields(record)}
            command(*args, **{argument: record(**own)}, **given)

        whole: _Command = with_record
        for option in reversed(options):
            whole = option(whole)
        return whole

    return give
