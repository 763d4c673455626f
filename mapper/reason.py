"""Reasons: a key and what its sentence is about, so that every page can give them in its own language.

A reason is made where the decision is made. Its sentence stands in page/words/<language>/reasons.toml, and in English
it is put into words only at the edge: where a record is written, printed or drawn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from .fields import string_of
from .wording import table

__all__ = ["Reason", "Value", "in_english", "in_words", "reason", "reasons_of"]

Value = str | int | tuple[str, ...]
"""A name or other words as they stand; a number; or names of which one is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One clause of why.

    key     of reasons.toml
    values  what its sentence is about, by name; `count` chooses the form, `kind` is a kind of place
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The key, with its values where it has some."""
        return {"key": self.key, "values": dict(self.values)} if self.values else {"key": self.key}

    def changed(self, change: Callable[[str], str]) -> "Reason":
        """The reason with every name and other words in it changed."""

        def done(name: str, value: Value) -> Value:
            if isinstance(value, tuple):
                return tuple(map(change, value))
            return change(value) if isinstance(value, str) and name != "kind" else value

        return Reason(key=self.key, values=tuple((name, done(name, value)) for name, value in self.values))


def reason(key: str, /, **values: Value) -> Reason:
    """The reason of that key, about these."""
    return Reason(key=key, values=tuple(values.items()))


def reasons_of(data: Mapping[str, Any]) -> tuple[Reason, ...]:
    """The reasons of a row: its `because`, or where that is missing or not ours the words of its `reason`.

    Raises RecordError where it has none of the two.
    """
    try:
        found = tuple(_reason(row) for row in data.get("because") or ())
    except (KeyError, TypeError, ValueError, AttributeError):
        found = ()
    words = string_of(data, "reason", required=True)
    return found or ((reason("said", words=words),) if words else ())


def in_words(reasons: Iterable[Reason], language: str, form: Callable[[int], str]) -> str:
    """The reasons as one sentence without its capital and full stop.

    form  the plural category of a number in that language
    """
    words = {**table(language, "script"), **table(language, "reasons")}

    def put(key: str, /, **values: Any) -> str:
        found = words[key]
        return (found if isinstance(found, str) else found[form(values["count"])]).format(**values)

    def shown(name: str, value: Value) -> str | int:
        if isinstance(value, tuple):
            return reduce(lambda one, two: put("either", one=one, two=two), value)
        return put(f"kind_{value}") if name == "kind" else value

    def said(one: Reason) -> str:
        values = {name: shown(name, value) for name, value in one.values}
        rivals = {"others": put("others", count=values["count"])} if "count" in values else {}
        return put(one.key, **rivals, **values)

    return reduce(lambda one, two: put("joined", one=one, two=two), map(said, reasons))


def in_english(reasons: Iterable[Reason]) -> str:
    """The reasons as one English sentence without its capital and full stop."""
    return in_words(reasons, "en", lambda count: "one" if count == 1 else "other")


def _reason(row: Mapping[str, Any]) -> Reason:
    """The reason of a row. Raises KeyError, TypeError or ValueError where the key is not known or lacks a value."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.get("values", {}).items()}
    if not all(_is_value(name, value) for name, value in values.items()):
        raise TypeError("a value is no name, number or list of names")
    found = reason(row["key"], **values)
    in_english([found])
    return found


def _is_value(name: str, value: Any) -> bool:
    if name == "count" or isinstance(value, int):
        return isinstance(value, int)
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(part, str) for part in value))
