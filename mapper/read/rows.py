"""JSON Lines -> objects, and an object -> the record it describes."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ..errors import InputError, RecordError
from .dates import Slashed, read_day
from .days import day_of_row
from .decode import looks_binary
from .sources import LIMIT, OnSkip

__all__ = ["record_of", "rows_of"]

_ESCAPED_SURROGATE = re.compile(r"\\u[dD]")
_ISO = re.compile(r"(?:1[6-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_WRONG = 20  # lines without an object, after which a file is none of JSON Lines
_T = TypeVar("_T")


def rows_of(lines: Iterable[bytes], where: str, skip: OnSkip) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of JSON Lines, each with where it stands.

    Raises InputError where there is none: once, and not for each line of a file that is something else.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.removeprefix(BOM_UTF8).strip())
    wrong: list[InputError] = []  # what is wrong with the lines before the first object
    beginning = b""
    is_read = False
    for number, line in numbered:
        if not beginning and looks_binary(line):
            raise InputError(f"{where}: is not UTF-8 text; save it as UTF-8, one JSON object a line")
        beginning = beginning or line
        row = _row_or_error(line, f"{where}:{number}")
        if isinstance(row, InputError):
            wrong.append(row)
        is_read = is_read or not isinstance(row, InputError)
        if not is_read and len(wrong) > _MOST_WRONG:
            break
        if is_read:
            for error in wrong:
                skip(error)
            wrong.clear()
        if not isinstance(row, InputError):
            yield f"{where}:{number}", row
    if not beginning:
        raise InputError(f"{where}: is empty; give a file with an article in it")
    if wrong:
        shown = beginning.decode("utf-8", "replace").strip()[:40]
        told = f"{where}: is not JSON Lines (it begins {shown!r}); give a JSON object a line, as `mapper locate` has"
        raise wrong[0] if len(wrong) == 1 else InputError(told)


def _row_or_error(line: bytes, where: str) -> dict[str, Any] | InputError:
    try:
        return _row(line, where)
    except InputError as error:
        return error


def _row(line: bytes, where: str) -> dict[str, Any]:
    """One line as an object."""
    if len(line) > LIMIT:
        raise InputError(f"{where}: the line has more than {LIMIT // 10**6} MB; split the article or leave it out")
    try:
        text = line.decode("utf-8-sig")
        data = _parse(text)
        if _ESCAPED_SURROGATE.search(text):
            data = _parse(_LONE_SURROGATE.sub("\ufffd", json.dumps(data, ensure_ascii=False)))
    except UnicodeDecodeError:
        raise InputError(f"{where}: is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: is not JSON ({error.msg} at column {error.colno}); mend the line") from None
    except (ValueError, RecursionError):
        raise InputError(f"{where}: its JSON nests too deep or holds too long a number; mend the line") from None
    if not isinstance(data, dict):
        raise InputError(f'{where}: is not a JSON object; write one article a line, as {{"text": "…"}}')
    return data


def _parse(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None)


def record_of(where: str, row: dict[str, Any], make: Callable[[Mapping[str, Any]], _T]) -> _T:
    """The record that a row describes. An impossible date is dropped and reported: no article is lost for its date."""
    text = row.get("text")
    if isinstance(text, str):
        if not text.strip():
            raise InputError(f"{where}: 'text' is empty; give the article's words or leave the row out")
        row = row | {"mentions": _with_words(row.get("mentions"), text)}
    try:
        found = None if _is_day(row.get("date")) else read_day(row.get("date"))
        day = found.settled(None) if isinstance(found, Slashed) else found
        return make(row if _is_day(row.get("date")) else day_of_row(where, row, day))
    except (RecordError, OverflowError) as error:
        raise InputError(f"{where}: {error}; mend the row or leave it out") from None


def _is_day(date: Any) -> bool:
    """True where a date is missing, or a day as we write it: then there is nothing to read."""
    return date in (None, "") or (isinstance(date, str) and bool(_ISO.fullmatch(date)))


def _with_words(mentions: Any, text: str) -> Any:
    """Marks given by their offsets alone get the words that stand there."""
    if not isinstance(mentions, list):
        return mentions
    return [
        {"text": text[m["start"] : m["end"]]} | m
        if isinstance(m, dict) and type(m.get("start")) is int and type(m.get("end")) is int
        else m
        for m in mentions
    ]
