"""Columns of a table and the fields they hold: told by their names, and row by row by what their cells hold."""

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import InputError
from ..ours import OWN_COLUMNS
from .datasets import dataset_of, folded
from .web import flat_text

__all__ = ["FIELDS", "Columns", "Shape", "code_of", "flat", "has_words"]

Columns = Mapping[str, str]
"""The column of each field that the user has named: {"text": "body"}."""

# The names under which a field is looked for, likeliest first; case, spaces and signs do not count.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "fulltext", "articletext", "body", "articlebody", "content", "article", "story", "notes",
             "message", "caption", "textcontent", "description", "abstract", "abstractnote", "summary", "snippet",
             "excerpt", "lead", "sourceheadline"),
    "title": ("title", "headline", "articletitle", "uploadtitle", "sourceheadline", "subject"),
    "date": ("date", "published", "publishedat", "datepublished", "publishdate", "publicationdate", "pubdate",
             "eventdate", "datestart", "sqldate", "createdat", "seendate", "uploadtimestamp", "timestamp"),
    "url": ("url", "link", "sourceurl", "articleurl", "documenturl", "permalink", "weburl"),
    "source": ("source", "publisher", "outlet", "publication", "publicationtitle", "pubtitle", "newspaper", "site",
               "sitename", "medianame", "sourceoffice", "domain"),
    "id": ("id", "articleid", "eventidcnty", "globaleventid", "guid", "uuid", "uri", "key"),
    "author": ("author", "authors", "byline", "creator", "creators"),
    "section": ("section", "sectionname", "rubric"),
    "language": ("language", "lang"),
}  # fmt: skip
# After those, the last word of a name: "Body text", "article_title", "reportDate".
_LAST_WORDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "story", "notes", "description", "summary"), "title": ("title", "headline"),
    "date": ("date",), "url": ("url", "link"),
}  # fmt: skip
# Objects in a record that are something of their own: "author.id" is no id of the article.
_OTHERS = {"account", "author", "authors", "byline", "category", "channel", "concept", "creator", "from", "geo",
           "image", "images", "location", "media", "owner", "parent", "place", "sender", "stats", "thumbnail", "user",
           "video"}  # fmt: skip
_OF_SOURCE = ("name", "title", "label")  # columns of an object that stands for the source
_LONGEST_NAME = 40  # characters; what is longer is no name of a column
_FITS: Mapping[str, re.Pattern[str]] = {
    "text": re.compile(r"\S\s+\S*[^\W\d]|[^\W\d].*\s|[^\W\d]{12}", re.DOTALL),  # words, and no number or code
    "title": re.compile(r"[^\W\d]"),
    "date": re.compile(r"\d"),
    "url": re.compile(r"\s*(https?://|www\.)", re.IGNORECASE),
    "source": re.compile(r"[^\W\d]"),
    "author": re.compile(r"[^\W\d]"),
    "language": re.compile(r"[A-Za-z]{2,}"),
}
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


class Shape:
    """The columns that may hold each field, as the user says, else by their names; of them each row takes its own.

    A row takes the first that holds such a thing, else the first that holds anything; where no text is, its title.
    links  whether a column of addresses will do where none holds the text, for their pages can be fetched
    Raises InputError where there is neither.
    """

    def __init__(self, names: Sequence[str], where: str, columns: Columns, *, links: bool) -> None:
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
            if field not in self._fields and (found := self._likely(field)):
                self._fields[field] = found
        if not columns and ",".join(OWN_COLUMNS) in ",".join(names):
            raise InputError(f"{where}: was written by mapper export, and has no articles; name what it was made from")
        self._check(where, links=links)
        self._of_library = [] if columns else self._library()
        taken = {*self.used, *self._of_library}
        self._at = {name: at for at, name in enumerate(names) if name in taken}
        read = {f: " and ".join(map(repr, self._of_library)) if f == "text" else "" for f in self._fields}
        self._guessed = [
            f"{read[f] or repr(n[0])} as the {f}" for f, n in self._fields.items() if n[0] not in (f, columns.get(f))
        ]

    @classmethod
    def told(cls, names: Sequence[str], where: str, columns: Columns, *, links: bool) -> "Shape":
        """The shape of a table, with a message on the guessed columns."""
        shape = cls(names, where, columns, links=links)
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

    def _likely(self, field: str) -> list[str]:
        """The columns that may hold a field, likeliest first; none that another field is sure of."""
        taken = {names[0] for names in self._fields.values()}
        by_name: dict[str, list[str]] = {}
        for name in self._names:
            by_name.setdefault(_bare(name, field), []).append(name)
        exact = [name for likely in FIELDS[field] for name in by_name.get(likely, ())]
        ending = [name for word in _LAST_WORDS.get(field, ()) for name in self._names if _last_word(name) == word]
        return [name for name in dict.fromkeys([*exact, *ending]) if name not in taken]

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
        if "text" in out:
            out["text"] = _CUT.sub("…", out["text"])
        if self._of_library:
            parts = (_text(record.get(name)) for name in self._of_library)
            out["text"] = "\n\n".join(flat_text(part) if "<" in part else part for part in parts if part)
        if "language" in out:
            out["language"] = code_of(out["language"])
        if self._dataset and (coded := self._dataset.coded(record, self._known)):
            out["coded"] = coded
        return out


def has_words(names: Sequence[str]) -> bool:
    """Whether one of these columns may hold a text, besides a title."""
    return any(_bare(name, "text") in FIELDS["text"] or _last_word(name) in _LAST_WORDS["text"] for name in names)


def code_of(language: str) -> str:
    """The ISO 639-1 code of a language by its name or code ("GERMAN; Deutsch", "en-US"); "" where it is none known."""
    name = re.split(r"[;,(]", language)[0].strip().casefold()
    return _LANGUAGES.get(name, name if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", name) else "")


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


def _bare(name: str, field: str) -> str:
    """A column's name as it is compared; "" where it is that of something else than the article."""
    around, _, last = name.rpartition(".")
    holders = [folded(part) for part in around.split(".") if part and part != "_source"]  # Elasticsearch's, the article
    if holders and holders[-1] in FIELDS["source"]:
        return "source" if field == "source" and folded(last) in _OF_SOURCE else ""
    return "" if _OTHERS & set(holders) else folded(last)


def _found(name: str, names: Sequence[str]) -> str | None:
    """The column that is called so, in any case where only one is."""
    alike = [one for one in names if one.casefold() == name.casefold()]
    return name if name in names else alike[0] if len(alike) == 1 else None


def _last_word(name: str) -> str:
    words: list[str] = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)
    return words[-1].lower() if words and len(name) <= _LONGEST_NAME and "." not in name else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:20])) + (" …" if len(names) > 20 else "")
