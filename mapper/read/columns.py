"""Columns of a table and the fields they hold: by their names, else by their cells; row by row by what is there."""

import html
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import InputError
from ..ours import is_own_table
from .column_names import FIELDS, likely
from .contents import Cells, are_days, told_by_cells
from .datasets import dataset_of, folded
from .web import flat_text

__all__ = ["Columns", "OwnTable", "Shape", "code_of", "flat"]

Columns = Mapping[str, str]
"""The column of each field that the user has named: {"text": "body"}."""

_FITS: Mapping[str, re.Pattern[str]] = {
    "text": re.compile(r"\S\s+\S*[^\W\d]|[^\W\d].*\s|[^\W\d]{12}", re.DOTALL),  # words, and no number or code
    "title": re.compile(r"[^\W\d]"),
    "date": re.compile(r"\d"),
    "url": re.compile(r"\s*(https?://|www\.)", re.IGNORECASE),
    "source": re.compile(r"[^\W\d]"),
    "author": re.compile(r"[^\W\d]"),
    "language": re.compile(r"[A-Za-z]{2,}"),
}
_UNSURE = "data"  # is "date" in some languages
_MARKUP = re.compile(r"</[a-z]\w*>|<(?:br|p|div)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#x?[\da-fA-F]{1,6}|[A-Za-z]{2,8});")
_CUT = re.compile(r"…?\s*\[\+\d+ chars\]$")  # with which newsapi.org ends what it has cut
_LANGUAGES = {
    name: code
    for code, names in {
        "en": "english eng englisch anglais inglés inglese inglês англійська английский engels ingilizce",
        "de": "german deu ger deutsch allemand alemán tedesco alemão німецька немецкий duits",
        "fr": "french fra fre français französisch francés francese francês французька французский frans",
        "es": "spanish spa español espagnol spanisch castellano spagnolo espanhol castilian",
        "pt": "portuguese por português portugais portugiesisch portugués",
        "it": "italian ita italiano italien italienisch",
        "ru": "russian rus русский russe russisch ruso російська",
        "uk": "ukrainian ukr українська ukrainien ukrainisch",
        "ar": "arabic ara العربية arabe arabisch árabe", "fa": "persian fas per farsi persan persisch فارسی",
        "he": "hebrew heb hébreu hebräisch עברית", "tr": "turkish tur türkçe turc türkisch turco",
        "pl": "polish pol polski polonais polnisch polaco", "nl": "dutch nld dut nederlands néerlandais niederländisch",
        "zh": "chinese zho chi chinois chinesisch 中文", "ja": "japanese jpn japonais japanisch 日本語",
        "sv": "swedish swe svenska suédois schwedisch", "da": "danish dan dansk danois dänisch",
        "no": "norwegian nor norsk norvégien norwegisch", "fi": "finnish fin suomi finnois finnisch",
        "cs": "czech ces cze čeština tchèque tschechisch", "ro": "romanian ron rum română roumain rumänisch",
        "el": "greek ell gre grec griechisch", "hu": "hungarian hun magyar hongrois ungarisch",
        "id": "indonesian ind", "ko": "korean kor coréen koreanisch", "bg": "bulgarian bul bulgare bulgarisch",
    }.items()
    for name in names.split()
}  # fmt: skip
_log = logging.getLogger(__name__)

_Record = dict[str, Any]


class OwnTable(InputError):
    """A table that `mapper export` wrote: no row of it names columns of articles, whatever the row is."""


class Shape:
    """The columns that may hold each field, as the user says, else by names and cells; of them each row takes its own.

    A row takes the first that holds such a thing, else the first that holds anything; where no text is, its title.
    cells  the first cells of each column, by which a field is told that no name tells
    links  whether a column of addresses will do where none holds the text, for their pages can be fetched
    Raises InputError where there is neither.
    """

    def __init__(
        self, names: Sequence[str], where: str, columns: Columns, *, links: bool, cells: Cells | None = None
    ) -> None:
        named = {field: _found(name, names) for field, name in columns.items()}
        for field, name in columns.items():
            if not named[field]:
                raise InputError(f"{where}: has no column {name!r} for the {field}; its columns are {_listed(names)}")
        self._names = names
        self._known: dict[str, str] = {}
        for name in names:
            self._known.setdefault(folded(name), name)
        self._dataset = dataset_of(names)
        self._fields = {field: [name] for field, name in named.items() if name}
        self._title_is_text = "text" not in self._fields
        self._links = links
        for field in FIELDS:
            if field not in self._fields and (found := self._likely(field, cells or {})):
                self._fields[field] = found
        if not self._dataset:
            self._fields |= {field: [name] for field, name in told_by_cells(cells or {}, self._fields).items()}
        if not columns and is_own_table(names):
            raise OwnTable(f"{where}: was written by mapper export, and has no articles; name what it was made from")
        self._check(where, links=links)
        self._of_library = [] if columns else self._library()
        taken = {*self.used, *self._of_library}
        self._at = {name: at for at, name in enumerate(names) if name in taken}
        read = {f: " and ".join(map(repr, self._of_library)) if f == "text" else "" for f in self._fields}
        self._guessed = [
            f"{read[f] or repr(n[0])} as the {f}" for f, n in self._fields.items() if n[0] not in (f, columns.get(f))
        ]

    @classmethod
    def told(
        cls, names: Sequence[str], where: str, columns: Columns, *, links: bool, cells: Cells | None = None
    ) -> "Shape":
        """The shape of a table, with a message on the guessed columns."""
        shape = cls(names, where, columns, links=links, cells=cells)
        if shape._dataset:
            _log.warning("%s: is an export of %s; its own coordinates are kept", where, shape._dataset.name)
        if shape._guessed:
            said = ", ".join(shape._guessed)
            _log.warning("%s: read %s; say otherwise with --text-column and its like", where, said)
        return shape

    def _library(self) -> list[str]:
        """The columns that make up the text of a library's entry together: title, abstract, notes."""
        likely = folded(next(iter(self._fields.get("text", ())), ""))
        zotero = {"itemtype", "abstractnote"} <= set(self._known)
        keys = ("title", "abstractnote", "notes") if zotero else ("title", "abstract") if likely == "abstract" else ()
        return [self._known[key] for key in keys if key in self._known]

    def _check(self, where: str, *, links: bool) -> None:
        if "text" in self._fields or (links and "url" in self._fields):
            return
        if "title" in self._fields and not self._dataset:
            self._fields["text"] = self._fields["title"]
            if "url" in self._fields:
                _log.warning("%s: has no column of texts, so titles are read; --full-text fetches the pages", where)
        elif "url" in self._fields:
            raise InputError(
                f"{where}: has addresses and no column that looks like text; --full-text fetches the pages, "
                f"--text-column names it, of {_listed(self._names)}"
            )
        else:
            listed = _listed(self._names)
            raise InputError(f"{where}: no column looks like text; name it with --text-column, of {listed}")

    def _likely(self, field: str, cells: Cells) -> list[str]:
        """The columns that may hold a field, likeliest first; none that another field is sure of."""
        taken = {names[0] for names in self._fields.values()}
        return [
            name
            for name in likely(field, self._names)
            if name not in taken and (folded(name) != _UNSURE or are_days(cells.get(name, ())))
        ]

    @property
    def used(self) -> list[str]:
        """The columns that hold anything that is taken."""
        dataset = self._dataset.columns if self._dataset else ()
        wanted = {name for names in self._fields.values() for name in names}
        wanted |= {self._known[key] for key in dataset if key in self._known}
        return [name for name in self._names if name in wanted]

    def row(self, cells: Sequence[Any]) -> _Record:
        """The fields of a row given by its cells; those that are missing at its end are empty."""
        return self.fields_of({name: cells[at] if at < len(cells) else "" for name, at in self._at.items()})

    def fields_of(self, record: Mapping[str, Any]) -> _Record:
        """The fields of a row given by its columns; numbers and days as text. What is neither is left out."""
        out: _Record = {}
        for field, names in self._fields.items():
            between = "; " if field == "author" else "\n\n"
            values = [_text(record.get(name), between) for name in names]
            filled = [value for value in values if value and value.strip()]
            fits = _FITS.get(field)
            value = next((value for value in filled if not fits or fits.search(value)), None)
            value = value or next(iter(filled), next((value for value in values if value is not None), None))
            if value is not None:
                out[field] = value
        if self._title_is_text and out.get("title") and not re.search(r"[^\W\d]", out.get("text") or ""):
            out |= {} if self._links and out.get("url") else {"text": out["title"]}
        for field in {"text", "title"} & set(out):
            out[field] = _CUT.sub("…", _plain(out[field]))
        if "author" in out:
            out["author"] = re.sub(r"^By:?\s+", "", out["author"])
        if self._of_library:
            parts = (_text(record.get(name)) for name in self._of_library)
            out["text"] = "\n\n".join(_plain(part) for part in parts if part)
        if "language" in out:
            out["language"] = code_of(out["language"])
        if self._dataset and (coded := self._dataset.coded(record, self._known)):
            out["coded"] = coded
        return out


def code_of(language: str) -> str:
    """The ISO 639-1 code of a language by its name or code ("GERMAN; Deutsch", "en-US"); "" where it is none known."""
    name = re.split(r"[;,(]", language)[0].strip().casefold()
    return _LANGUAGES.get(name, name if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", name) else "")


def _plain(words: str) -> str:
    """Words that may be written in HTML, without it."""
    if _MARKUP.search(words):
        return flat_text(words)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), words)


def flat(record: Mapping[str, Any], before: str = "") -> _Record:
    """Objects inside a record as columns of it: {"a": {"b": 1}} -> {"a.b": 1}."""
    out: _Record = {}
    for key, value in record.items():
        if isinstance(value, dict) and before.count(".") < 4:
            out |= flat(value, f"{before}{key}.")
        else:
            out[before + key] = value
    return out


def _text(value: Any, between: str = "\n\n") -> str | None:
    """A value as text; of a list what its members are, or are called."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return between.join(filter(None, map(_called, value)))
    return None if value is None else str(value)


def _called(item: Any) -> str:
    if not isinstance(item, dict):
        return "" if item is None else str(item)
    return next((str(item[key]) for key in ("name", "literal", "title", "text") if item.get(key)), "")


def _found(name: str, names: Sequence[str]) -> str | None:
    """The column that is called so, in any case where only one is."""
    alike = [one for one in names if one.casefold() == name.casefold()]
    return name if name in names else alike[0] if len(alike) == 1 else None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:20])) + (" …" if len(names) > 20 else "")
