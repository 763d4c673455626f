"""Files that an author writes, in TOML: read so that whatever is wrong is said with file, line and key."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from gazetteer import fold

from ..errors import InputError
from ..escape import safe_url
from ..pins import Pin, Pins
from ..read.sources import LIMIT, opened

__all__ = ["Table", "article_of", "keep_edits", "paragraphs", "pin_of", "quoted", "read_table", "source", "texts_of"]

_T = TypeVar("_T")
_LONG_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.DOTALL)
_REFERENCES = {"place", "article", "choices", "image"}  # call what is on the map, and are not shown
_HEAD = re.compile(r"\s*\[\[?\s*([^]]*?)\s*]")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of such a file: a question, a step, or the file itself.

    values  as TOML has them
    path    the file, as errors call it
    name    what its header says ("question"), or "" for the file itself
    lines   [(number, line)] from its header to the next, long strings left out
    """

    values: dict[str, Any]
    path: str
    name: str
    lines: Sequence[tuple[int, str]]

    def error(self, key: str, what: str) -> InputError:
        """The error about a key, or about the table where it has no such key."""
        written = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        number = next((n for n, line in self.lines if written.match(line)), self.lines[0][0] if self.lines else 1)
        return InputError(f"{self.path}:{number}: {what}")

    def only(self, *keys: str) -> None:
        """Raise InputError for the first key that is none of these."""
        for key in self.values:
            if key not in keys:
                like = get_close_matches(key, keys, 1)
                hint = f"did you mean {like[0]!r}?" if like else f"there are {', '.join(keys)}"
                raise self.error(key, f"{key!r} is no key of {_article(self.name or 'file')}; {hint}")

    def text(self, key: str, default: str | None = None) -> str:
        """A string; raises InputError where it is none, or where it is missing or blank and has no default."""
        return self._get(key, str, "text in quotes", default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; () where there is none."""
        found: list[Any] = self._get(key, list, 'a list such as ["one", "two"]', [])
        if not all(isinstance(text, str) for text in found):
            raise self.error(key, f"{key!r} must be a list of texts in quotes")
        return tuple(found)

    def yes(self, key: str) -> bool:
        """True where a key is true; false where it is missing."""
        return self._get(key, bool, "true or false", default=False)

    def number(self, key: str, low: float, high: float) -> float | None:
        """A number between two others, or None where there is none."""
        found = self.values.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
            raise self.error(key, f"{key!r} must be a number from {low:,g} to {high:,g}, not {_said(found)}")
        return float(found)

    def numbers(self, key: str, *ranges: tuple[float, float]) -> tuple[float, ...] | None:
        """A list with a number in each of these ranges, or None where there is none."""
        found = self.values.get(key)
        if found is None:
            return None
        are = isinstance(found, list) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in found)
        if (
            not are
            or len(found) != len(ranges)
            or not all(a <= n <= b for n, (a, b) in zip(found, ranges, strict=True))
        ):
            wanted = ", ".join(f"{a:g} to {b:g}" for a, b in ranges)
            raise self.error(key, f"{key!r} must be {len(ranges)} numbers, [{wanted}], not {_said(found)}")
        return tuple(map(float, found))

    def one_of(self, key: str, choices: Collection[str]) -> str:
        """One of these words."""
        found = self.text(key)
        if found not in choices:
            raise self.error(key, f"{key!r} must be {' or '.join(map(repr, choices))}, not {_said(found)}")
        return found

    def date(self, key: str) -> dt.date:
        """A day, written as 2025-03-04, in quotes or not."""
        found = self.values.get(key)
        if isinstance(found, str):
            try:
                return dt.date.fromisoformat(found)
            except ValueError:
                found = found[:30]
        if isinstance(found, dt.datetime):
            return found.date()
        if isinstance(found, dt.date):
            return found
        raise self.error(key, f"{key!r} must be a day such as 2025-03-04, not {_said(found)}")

    def tables(self, key: str) -> list["Table"]:
        """The tables `[[key]]` in order, () where there are none."""
        found: list[Any] = self._get(key, list, f"tables, each under [[{key}]]", [])
        if not all(isinstance(values, dict) for values in found):
            raise self.error(key, f"{key!r} must be tables, each under [[{key}]]")
        name = f"{self.name}.{key}" if self.name else key
        heads = [i for i, (_, line) in enumerate(self.lines) if (head := _HEAD.match(line)) and head[1] == name]
        return [
            Table(values, self.path, name, self._below(heads, i) or self.lines[:1]) for i, values in enumerate(found)
        ]

    def _below(self, heads: list[int], number: int) -> Sequence[tuple[int, str]]:
        if number >= len(heads):  # written in one line, as event = [{ … }]
            return ()
        return self.lines[heads[number] : heads[number + 1] if number + 1 < len(heads) else None]

    def _get(self, key: str, kind: type[_T], what: str, default: _T | None) -> _T:
        found = self.values.get(key, default)
        if found is None or (found == "" and default is None):
            raise self.error(key, f"{key!r} is missing in {_article(self.name or 'file')}; give {what}")
        if not isinstance(found, kind):
            raise self.error(key, f"{key!r} must be {what}, not {_said(found)}")
        return found


def read_table(path: str) -> Table:
    """The file at `path`, or standard input for "-". Raises InputError."""
    with opened(path) as stream:
        raw = stream.read(LIMIT + 1)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        values = tomllib.loads(text)
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not text in UTF-8; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        what, line = (found[1], found[2] or str(text.count("\n") + 1)) if found else (str(error), "1")
        raise InputError(
            f"{path}:{line}: is no TOML here: {what[:1].lower()}{what[1:]}; look at the quotes and brackets around it"
        ) from None
    shown = _LONG_STRING.sub(lambda long: '""' + "\n" * long[0].count("\n"), text)
    return Table(values, path, "", list(enumerate(shown.split("\n"), 1)))


def texts_of(path: str) -> dict[str, str]:
    """Every text of such a file that is shown, by where it stands: "story.toml: step 2: text". Raises InputError."""
    return dict(_texts(read_table(path).values, path))


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            for place, text in _texts(inner, key) if key not in _REFERENCES else ():
                yield f"{where}: {place}", text
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, f"{where} {number}")


def pin_of(table: Table, key: str, reference: str, pins: Pins) -> int:
    """The position of the pin that an author calls by its id, its name or a spelling of the articles.

    Of two of one name, such as a city and its region, the one that an article spells so is meant. Raises InputError
    where no pin is called so, or more than one.
    """
    wanted = fold(reference)
    ways: tuple[Callable[[Pin], bool], ...] = (
        lambda pin: pin.place.id == reference,
        lambda pin: pin.place.name == reference and any(e.text == reference for e in pin.excerpts),
        lambda pin: pin.place.name == reference,
        lambda pin: bool(wanted) and wanted in {fold(pin.place.name), *(fold(e.text) for e in pin.excerpts)},
    )
    for called in ways:
        found = [number for number, pin in enumerate(pins.pins) if called(pin)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{pins.pins[n].place.name!r} ({pins.pins[n].place.id})" for n in found[:3])
            raise table.error(key, f"{key!r} is {reference!r}, which may be {names}; give the one that you mean")
    like = get_close_matches(reference, [pin.place.name for pin in pins.pins], 1)
    hint = f"did you mean {like[0]!r}?" if like else "give the name or id of one of its pins"
    raise table.error(key, f"{key!r} is {reference!r}, which is no place of this map; {hint}")


def article_of(table: Table, key: str, reference: str, pins: Pins) -> int:
    """The position of the article of this id or title. Raises InputError."""
    for number, article in enumerate(pins.articles):
        if reference in (article.id, article.title):
            return number
    like = get_close_matches(reference, [name for article in pins.articles for name in (article.id, article.title)], 1)
    hint = f"did you mean {like[0]!r}?" if like else "give the id or the title of one"
    raise table.error(key, f"{key!r} is {reference!r}, which is no article of this map; {hint}")


def keep_edits(path: str) -> None:
    """Raise InputError where a file is there already: an author may have worked on it for hours."""
    if Path(path).is_file():
        raise InputError(f"{path} is there already, perhaps with your edits; name another file with -o, or delete it")


def source(text: str) -> dict[str, str]:
    """A source as the page shows it: a link where the text has an address, words in any case.

    "An atlas, page 12", "https://example.org" and "A report, https://example.org/report" are three of them.
    """
    found = re.search(r"https?://\S+", text)
    url = safe_url(found[0].rstrip(").,;")) if found else ""
    words = text.replace(url, "").strip(" ,;:.()") if url else text
    return {"words": words or url, "url": url}


def quoted(text: str) -> str:
    """Text as a TOML string on one line."""
    # JSON's escapes are TOML's; DEL alone must be escaped as well, and half a surrogate pair cannot be written at all.
    plain = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def paragraphs(text: str) -> str:
    """Text as a TOML string, on as many lines as it has."""
    if "\n" not in text:
        return quoted(text)
    return '"""\n{}"""'.format("\n".join(quoted(line)[1:-1] for line in text.split("\n")))


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name.rpartition('.')[2]}" if name != "file" else "the file"


def _said(found: object) -> str:
    return "nothing" if found is None else repr(found)[:60]
