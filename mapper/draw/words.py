"""The page's own words in one language, and names of places in it. Home of Babel.

page/words/<code>/ holds the tables of a language, each a file of `key = "words"`: page.toml what stands in page.html,
script.toml what the page's scripts say, <part>.toml what the scripts of that part say, and places.toml what places are
called. A key with a form for each
plural category of the language (of the Unicode CLDR) is a table of its own; {name} stands for what is put in.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from gazetteer import Place

__all__ = ["LANGUAGES", "Table", "Words"]

Table = Mapping[str, str | Mapping[str, str]]

_FOLDER = Path(__file__).parents[1] / "page" / "words"
LANGUAGES = tuple(sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir()))
"""Codes of the languages that a page may have, as BCP 47 has them."""


class Words:
    """What a page says in one language."""

    def __init__(self, language: str = "en") -> None:
        """Raises ValueError for a language that is none of LANGUAGES."""
        from babel import Locale

        if language not in LANGUAGES:
            raise ValueError(f"there are no words in {language!r}: the languages are {', '.join(LANGUAGES)}")
        self.language = language
        self._locale = Locale.parse(language)

    @property
    def direction(self) -> str:
        """Where its lines run to: "ltr" or "rtl"."""
        return str(self._locale.text_direction)

    def table(self, part: str) -> Table:
        """The words of a part of the page; empty where it has none."""
        return _read(self.language, part)

    def form(self, key: str, count: int = 0, part: str = "page") -> str:
        """The words that a key of a part has, for a count of things; what stands in braces is to be put in."""
        words = self.table(part)[key]
        return words if isinstance(words, str) else words[self._locale.plural_form(count)]

    def number(self, count: int) -> str:
        """A count as the language writes it: "1,234"."""
        from babel.numbers import format_decimal

        return format_decimal(count, locale=self._locale, numbering_system="latn")

    def counted(self, key: str, count: int) -> str:
        """The words of a key around a count."""
        return self.form(key, count).format(count=self.number(count))

    def said(self, part: str, key: str, count: int = 0, /, **values: str) -> str:
        """The words of a key of a part, with values put in."""
        return self.form(key, count, part).format(**{"count": self.number(count), **values})

    def place(self, place: Place) -> str:
        """What a place is called in the language; its English name where that is not known."""
        if place.kind == "country":
            return self.country(place.country, place.name)
        if place.kind == "region":
            return self.region(place.country, place.name)
        return self._called(f"{place.country}/{place.name}", place.name)

    def region(self, country: str, name: str) -> str:
        """What a first-level region is called, by its country's code and its English name."""
        key = f"{country}/{name}"
        return self._called(f"{key} (region)", self._called(key, name))

    def country(self, code: str, name: str) -> str:
        """What the country of an ISO 3166-1 code is called; `name`, which is English, where that is not known."""
        if self.language == "en":
            return name
        own = self.table("page").get(f"area_{code}")
        return own if isinstance(own, str) else self._locale.territories.get(code, name)

    def _called(self, key: str, name: str) -> str:
        found = self.table("places").get(key) if self.language != "en" else None
        return found if isinstance(found, str) else name


@lru_cache(maxsize=64)
def _read(language: str, part: str) -> Table:
    file = _FOLDER / language / f"{part}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
