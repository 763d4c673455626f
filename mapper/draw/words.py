"""The page's own words in one language, and names of places in it. Home of Babel.

page/words/<code>/ holds the tables of a language, each a file of `key = "words"`: page.toml what stands in page.html,
script.toml what the page's scripts say, <part>.toml what the scripts of that part say, and places.toml what places are
called. A key with a form for each
plural category of the language (of the Unicode CLDR) is a table of its own; {name} stands for what is put in.
"""

from collections.abc import Iterable

from gazetteer import Place

from ..reason import Reason, in_words
from ..wording import LANGUAGES, Table, table

__all__ = ["Words"]


class Words:
    """The words of a page in one language."""

    def __init__(self, language: str = "en") -> None:
        """Load the words. Raises ValueError for a language that is not in LANGUAGES."""
        from babel import Locale

        if language not in LANGUAGES:
            raise ValueError(f"there are no words in {language!r}: the languages are {', '.join(LANGUAGES)}")
        self.language = language
        self._locale = Locale.parse(language)

    @property
    def direction(self) -> str:
        """The direction of its lines: "ltr" or "rtl"."""
        return str(self._locale.text_direction)

    def table(self, part: str) -> Table:
        """The words of a part of the page; empty where it has none."""
        return table(self.language, part)

    def form(self, key: str, count: int = 0, part: str = "page") -> str:
        """The words that a key of a part has, for a count of things; what stands in braces is to be put in."""
        words = self.table(part)[key]
        return words if isinstance(words, str) else words[self._locale.plural_form(count)]

    def reason(self, because: Iterable[Reason]) -> str:
        """The reasons as one sentence in the language, without its capital and full stop."""
        if self.direction == "rtl":  # a name among words that run to the left keeps its own direction
            because = (one.changed("\u2068{}\u2069".format) for one in because)
        return in_words(because, self.language, self._locale.plural_form)

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
        """The name of a place in the language; its English name where that is not known."""
        if place.kind == "country":
            return self.country(place.country, place.name)
        if place.kind == "region":
            return self.region(place.country, place.name)
        return self._called(f"{place.country}/{place.name}", place.name)

    def region(self, country: str, name: str) -> str:
        """The name of a first-level region, by its country's code and its English name."""
        key = f"{country}/{name}"
        return self._called(f"{key} (region)", self._called(key, name))

    def country(self, code: str, name: str) -> str:
        """The name of the country of an ISO 3166-1 code; `name`, which is English, where that is not known."""
        if self.language == "en":
            return name
        own = self.table("page").get(f"area_{code}")
        return own if isinstance(own, str) else self._locale.territories.get(code, name)

    def _called(self, key: str, name: str) -> str:
        found = self.table("places").get(key) if self.language != "en" else None
        return found if isinstance(found, str) else name
