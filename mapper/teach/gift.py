"""A lesson as GIFT (https://docs.moodle.org/en/GIFT_format): text that Moodle and others take as a quiz."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence

from ..escape import Html, element
from .items import Item

__all__ = ["gift"]


def gift(items: Sequence[Item], title: str, pictures: Mapping[int, str], about: str = "") -> str:
    """The questions as the text of a file, the pictures in it, and first what `about` says."""
    first = [f"::{_kept(title)}::{_kept(about)}"] if about else []
    return "\n\n".join(["// " + _line(title), *first, *_questions(items, pictures)]) + "\n"


def _questions(items: Sequence[Item], pictures: Mapping[int, str]) -> Iterator[str]:
    for number, item in enumerate(items):
        name = _kept(f"{number + 1}. {_line(item.text or item.head)[:60]}")
        yield f"::{name}::[html]{_kept(_asked(item, pictures.get(number, '')))} {{{_answers(item)}}}"


def _asked(item: Item, picture: str) -> str:
    address = f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}" if picture else ""
    shown = element("p", element("img", src=address, alt=item.head)) if address else Html("")
    return Html("".join([element("p", element("strong", item.head)), *item.quoted_html, shown]))


def _answers(item: Item) -> str:
    told = f"####{_kept(item.told_html)}" if item.told_html else ""
    if item.kind == "order":
        # Moodle matches three answers or more.
        places = {option: place for place, option in enumerate((item.options[n] for n in item.right), 1)}
        rows = [f"={_kept(option)} -> {places[option]}" for option in item.options]
        rows += ["= -> 3"] if len(rows) == 2 else []
        return "\n" + "\n".join(rows) + f"\n{told}"
    if item.options:
        marks = ("=" if n in item.right else "~" for n in range(len(item.options)))
        return "\n" + "\n".join(f"{mark}{_kept(o)}" for mark, o in zip(marks, item.options, strict=True)) + f"\n{told}"
    return "".join(f"={_kept(name)} " for name in item.accepted) + told


def _line(text: str) -> str:
    return " ".join(text.split())


def _kept(text: str) -> str:
    """Text in which nothing is a sign of the format."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", _line(text))
