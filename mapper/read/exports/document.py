"""An export as it is looked at: its lines, and what is in it as HTML, XML or JSON. Home of lxml for exports."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ...errors import InputError
from ..decode import decode
from ..web import flat_text
from .members import Members

__all__ = ["Document", "Export", "Form", "Row", "below", "coded", "element_text", "mostly", "paragraphs", "posts_of"]

Form = Literal["text", "page", "json", "xml"]
Row = dict[str, Any]
_SAMPLE = 20  # rows, by which a list is told
_JSON_IN_SCRIPT = re.compile(r"\s*(?:(?:var|let|const)\s)?\s*[\w.$\[\]\"']+\s*=\s*(?=[\[{])")


class Document:
    """One export. Each view of it is made when it is first asked for.

    form  what kind of file it is; "text" are texts, and documents by their paragraphs
    name  the file's, which is what some exports are told by
    by_line  whether its JSON is an object a line
    """

    def __init__(  # noqa: PLR0913 -- each says what kind of thing it is
        self, form: Form, where: str, name: str, raw: bytes = b"", text: str | None = None, *, by_line: bool = False
    ) -> None:
        self.form = form
        self._is_by_line = by_line
        self.where = where
        self.name = Path(name).name
        self.raw = raw
        self._text = text

    @cached_property
    def text_as_it_is(self) -> str:
        """The whole text. Raises InputError where it is no text."""
        return decode(self.raw, self.where) if self._text is None else self._text

    @cached_property
    def text(self) -> str:
        """The whole text, each line's end a line feed."""
        return self.text_as_it_is.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")

    @cached_property
    def key(self) -> str:
        """Eight digits that tell it from others and reveal nothing: a chat may bear a person's name."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    @cached_property
    def head(self) -> str:
        """Its beginning, by which it is told what it is not."""
        return self.text[:4000]

    @cached_property
    def lines(self) -> list[str]:
        """Its lines without white space around them; of a page those of its words."""
        text = flat_text(self.text) if self.form == "page" else self.text
        return [" ".join(line.split()) for line in text.split("\n")]

    @cached_property
    def tree(self) -> Any:
        """The root of its HTML or XML; None where it is none."""
        from lxml import etree, html

        try:
            if self.form == "xml":
                parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
                return etree.fromstring(self.raw, parser)
            # Control characters, which the tree takes and then refuses to write, are no words.
            plain = _CONTROLS.sub("", self.text)
            return html.fromstring(plain.encode(), parser=html.HTMLParser(encoding="utf-8"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None

    @cached_property
    def by_line(self) -> list[tuple[int, Any]]:
        """The values of its JSON Lines with the numbers of their lines; None for a line that is no JSON."""
        return [(number, _row_of(line)) for number, line in enumerate(self.text.split("\n"), 1) if line.strip()]

    @cached_property
    def data(self) -> Any:
        """The value of its JSON, also where a script assigns it to a name; None where it has none."""
        if self._is_by_line:
            return [row for _, row in self.by_line if row is not None]
        try:
            script = _JSON_IN_SCRIPT.match(self.text)
            return json.loads(self.text[script.end() if script else 0 :].rstrip().rstrip(";"))
        except (ValueError, RecursionError):
            return None


_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]))(?![\da-fA-F]);?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: how it is told, and the articles in it, each as the fields of an Article.

    name        what it is called in the line that says what was recognised
    forms       the kinds of file in which it comes
    looks_like  whether a document of one of those kinds is one
    articles    its rows; an InputError for what is damaged; None, or one without words, is no article and only counted
    is_chat     whether it is of a chat, and its file bears the name of whom it is with
    is_linked   whether it has addresses and no words, so that its pages are what --full-text reads
    """

    name: str
    forms: tuple[Form, ...]
    looks_like: Callable[[Document], bool]
    articles: Callable[[Document, Members], Iterator[Row | InputError | None]]
    is_chat: bool = False
    is_linked: bool = False


def _row_of(line: str) -> Any:
    """The value on a line of JSON Lines; None where it is none."""
    with suppress(ValueError, RecursionError):
        return json.loads(line)
    return None


def below(title: str, text: str) -> str:
    """A text with its title at its head, so that places in the title are found too."""
    return text if not title or text.startswith(title) else f"{title}\n\n{text}" if text else title


def paragraphs(lines: list[str]) -> str:
    """Lines as paragraphs: what stands between empty lines is one."""
    blocks = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


def coded(dataset: str, place: str, lat: Any, lon: Any) -> list[Row]:
    """The point, as an article has that of a dataset; none where it is none on Earth."""
    try:
        north, east = float(lat), float(lon)
    except (TypeError, ValueError):
        return []
    if not (abs(north) <= 90 and abs(east) <= 180):
        return []
    return [{"dataset": dataset, "lat": north, "lon": east, "place": place, "precision": ""}]


def element_text(element: Any) -> str:
    """The words of an element in paragraphs."""
    from lxml import etree

    return flat_text(etree.tostring(element, encoding="unicode", with_tail=False)) if element is not None else ""


def mostly(rows: list[Row], is_one: Callable[[Row], Any]) -> bool:
    """True where three quarters of the first rows are of that form; the others may be damaged."""
    sample = rows[:_SAMPLE]
    return bool(sample) and 4 * sum(bool(is_one(row)) for row in sample) >= 3 * len(sample)


def posts_of(data: Any, *keys: str) -> list[Row]:
    """The list of objects that JSON is, or has under one of these keys."""
    held = [data[key] for key in keys if data.get(key)] if isinstance(data, dict) else [data]
    found = next((one for one in held if isinstance(one, list)), None)
    return [row for row in found if isinstance(row, dict)] if found else []
