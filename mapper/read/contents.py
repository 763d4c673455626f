"""Columns whose names say nothing -> the fields that they hold, by the cells of the first rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .column_names import is_known
from .dates import read_day

__all__ = ["SAMPLE", "Cells", "are_days", "cells_of", "has_no_head", "told_by_cells"]

Cells = Mapping[str, Sequence[str]]
"""The first cells of each column that have something in them."""

SAMPLE = 50
"""Rows by which columns are told."""
_MOST_DAYS = 20  # cells that are read as days
_LONGEST_DAY = 40  # characters
_URL = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u30ff\u3400-\u9fff]{2}")
_PROSE, _TITLE = 4.0, 2.5  # words of a cell on an average
_LISTED = re.compile(r"[,;|/]")  # between the words of a list, which has as many as words
_SENTENCE = 6  # words, which no name of a column has


def cells_of(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Cells:
    """The cells of rows, by the names of their columns."""
    out: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        for name, cell in zip(names, row, strict=False):
            if cell is not None and (text := str(cell).strip()):
                out[name].append(text)
    return out


def told_by_cells(cells: Cells, known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The column of each field that no name tells: of text, title, date and address.

    known  the columns of the fields that names tell
    """
    taken = {name for names in known.values() for name in names}
    left = {name: held for name, held in cells.items() if held and name not in taken}
    out: dict[str, str] = {}
    for field, fits in (("url", _are_links), ("date", are_days)):
        if field not in known and len(found := [name for name in left if fits(left[name])]) == 1:
            out[field] = found[0]
    words = {name: _words(held) for name, held in left.items() if not _are_links(held) and name not in out.values()}
    longest = sorted((name for name in words if words[name] >= _TITLE), key=lambda name: -words[name])
    headline = max((_words(cells.get(name, ())) for name in known.get("title", ())), default=0.0)
    if "text" not in known and longest and words[longest[0]] >= max(_PROSE, headline):
        out["text"] = longest.pop(0)
    if "title" not in known and longest and "text" in out:
        out["title"] = longest[0]
    return out


def are_days(cells: Sequence[str]) -> bool:
    """True where cells are days, and no mere numbers."""
    sample = cells[:_MOST_DAYS]
    return bool(sample) and all(map(_is_day, sample))


def has_no_head(first: Sequence[str]) -> bool:
    """True where the first line of a table is a row of it: a sentence, a day or an address stands there, no name."""
    return not is_known(first) and any(_is_day(cell) or _URL.match(cell) or _is_sentence(cell) for cell in first)


def _is_day(cell: str) -> bool:
    has_form = 6 <= len(cell) <= _LONGEST_DAY and re.search(r"\d", cell) and not re.fullmatch(r"[\d.,+-]+", cell)
    is_eight = re.fullmatch(r"(?:19|20)\d\d[01]\d[0-3]\d|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d\d-\d\d", cell)
    return bool(has_form or is_eight) and read_day(cell) is not None


def _are_links(cells: Sequence[str]) -> bool:
    return bool(cells) and all(map(_URL.match, cells))


def _words(cells: Sequence[str]) -> float:
    """The words of a cell on an average; none where they are a list, as of subjects."""
    held = [cell[:2_000] for cell in cells]
    words, listed = (sum(len(pattern.findall(cell)) for cell in held) for pattern in (_WORD, _LISTED))
    return words / len(held) if held and words > 3 * listed else 0.0


def _is_sentence(cell: str) -> bool:
    return len(_WORD.findall(cell[:2_000])) >= _SENTENCE
