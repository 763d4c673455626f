"""The options that everything that reads articles has in common, and what they come to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial, wraps
from itertools import chain
from typing import Any

import click

from ...errors import InputError
from ...many.add import Earlier
from ...read.articles import read_articles
from ...read.column_names import FIELDS
from ...read.dates import style_of
from ...read.deduplicate import deduplicated
from ...read.files import File, files_of
from ...read.language import english_only
from ...read.pieces import How, articles_of, shard
from ...read.sources import OnSkip
from ...records import Article
from ..console import Run

__all__ = ["ReadOptions", "reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Options of reading: columns of tables, full text of feeds, English alone, near-duplicates as one article."""

    columns: Mapping[str, str]
    full_text: bool
    date_format: str
    keep_names: bool
    any_language: bool
    keep_duplicates: bool

    def options(self) -> dict[str, Any]:
        """The options that differ from the defaults, for the provenance."""
        asked = {key: value for key, value in asdict(self).items() if value and key != "columns"}
        return asked | {f"{field}_column": name for field, name in self.columns.items()}

    def under(self, profile: str | None) -> "ReadOptions":
        """The same options for publication under a profile: no name of a private chat goes there."""
        return replace(self, keep_names=False) if profile else self

    def articles(
        self, sources: Sequence[str], run: Run, skip: OnSkip, earlier: Earlier | None = None
    ) -> Iterator[Article]:
        """The articles of the sources, deduplicated; those in other languages are counted and left out.

        Both unless asked otherwise. Those that an earlier run has located are left out as well.
        """
        read = partial(
            read_articles, sources, on_skip=skip, columns=self.columns, full_text=self.full_text,
            date_format=self.date_format, keep_names=self.keep_names,
        )  # fmt: skip
        articles = self._in_english(earlier.new(read(known=earlier.knows)) if earlier else read(), run)
        return articles if self.keep_duplicates else deduplicated(articles, on_copies=run.fold, on_read=run.read)

    def of_shard(self, sources: Sequence[str], number: int, count: int, run: Run, skip: OnSkip) -> Iterator[Article]:
        """The articles of a shard of the sources, copies among them: `mapper merge` sees those of all shards."""
        how = self.travelling()
        files: list[File] = []
        for found in files_of(sources):
            if isinstance(found, File):
                files.append(found)
            elif number == 1:  # what no shard can read is told by one
                skip(found)
        pieces = shard(files, how, number, count)
        return self._in_english(chain.from_iterable(articles_of(piece, how, skip) for piece in pieces), run)

    def travelling(self) -> How:
        """The same as values, for inputs that are read in pieces. Raises InputError."""
        if self.full_text:
            raise InputError("--full-text fetches pages one after the other; write them to a file first, and cut that")
        style_of(self.date_format)
        return How(
            columns=tuple(self.columns.items()), date_format=self.date_format, keep_names=self.keep_names
        )  # fmt: skip

    def _in_english(self, articles: Iterator[Article], run: Run) -> Iterator[Article]:
        return articles if self.any_language else english_only(articles, run.leave)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that ReadOptions has, and pass them as one argument `how`."""

    @wraps(command)
    def with_reading(*args: Any, **options: Any) -> None:
        named = {field: options.pop(f"{field}_column") for field in FIELDS}
        flags = {
            name: options.pop(name)
            for name in ("full_text", "date_format", "keep_names", "any_language", "keep_duplicates")
        }
        columns = {field: name for field, name in named.items() if name}
        command(*args, how=ReadOptions(columns=columns, **flags), **options)

    for option in reversed(_OPTIONS):
        with_reading = option(with_reading)
    return with_reading


_OPTIONS = (
    click.option("--full-text", is_flag=True, help="Fetch what a feed or a table of links names."),
    click.option("--date-format", default="", metavar="FORM", help="Of a table's dates: dmy, mdy, %d.%m.%Y."),
    click.option("--keep-names", is_flag=True, help="Keep names in chats and mail; not with --profile."),
    click.option("--any-language", is_flag=True, help="Also articles that are not in English."),
    click.option("--keep-duplicates", is_flag=True, help="Keep the copies of a story apart."),
    *(click.option(f"--{f}-column", metavar="NAME", help=f"Column of a table that holds the {f}.") for f in FIELDS),
)
