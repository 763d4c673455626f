"""Files, folders, addresses and standard input -> articles, one at a time.

    .txt .md        one article: the whole content is its text, its first line the title where that is a headline
    .jsonl .ndjson  an article a line: {"text": …}, and where known id, title, date, url, source, language, mentions
    a folder        every file that holds articles in it and below it, in order of name
    http(s)://…     a page, a feed or whatever else is there, fetched
    -               standard input
    other files     what they are by how they begin, then by their ending: see kinds.py

Nothing is held but the article at hand and the names in the folder at hand. What cannot be read is an InputError,
"path:line: what; what to do". What is read, but not as it stands (another encoding, a date that is none, an article met
before), is a warning of this module's logger.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from ..addresses import without_keys
from ..errors import ExtraError, InputError
from ..records import Article, LocatedArticle
from .columns import Columns
from .dates import style_of
from .documents import Manner
from .fetch import Fetcher
from .inputs import How, articles_in
from .parts import is_parts, part_rows
from .rows import record_of, rows_of
from .seen import Seen
from .sources import OnSkip, lines_of, name_of, opened, raise_it, say_passed_over, walk

__all__ = ["read_articles", "read_located", "read_rows", "read_stream"]

_ENDING_OF = {"text/plain": ".txt", "text/markdown": ".md", "text/csv": ".csv", "message/rfc822": ".eml"}
_log = logging.getLogger(__name__)


def read_articles(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    sources: Iterable[str | Path],
    *,
    on_skip: OnSkip | None = None,
    columns: Columns | None = None,
    full_text: bool = False,
    date_format: str = "",
    keep_names: bool = False,
    known: Callable[[str], bool] = lambda _: False,
) -> Iterator[Article]:
    """The articles of files, folders, http addresses and "-" (standard input), in order.

    What cannot be read goes to `on_skip` and reading goes on; without `on_skip` the first InputError is raised.
    An article met before (same id, same text) is passed over, another text under the same id is kept; both are logged.

    columns    the column of a table that holds each field, where its name does not tell: {"text": "body"}
    full_text  fetch the page of each entry of a feed, and of each row of a table that has addresses and no text
    date_format  dmy or mdy, for dates of which the column does not tell; or a form of strptime's for all of them
    keep_names   whether members of private chats keep theirs; else each is called by a number
    known      ids that are asked for no more: no page is fetched for them, and what only links to one is left out
    """
    manner = Manner(
        columns=columns or {}, full_text=full_text, date_style=style_of(date_format), keep_names=keep_names
    )  # fmt: skip
    how = How(skip=on_skip or raise_it, manner=manner, fetcher=Fetcher(), known=known)
    sources = [sources] if isinstance(sources, str | Path) else sources
    with closing(Seen()) as seen:
        for where, article in chain.from_iterable(_source(str(source), how) for source in sources):
            seen_as = seen.add(article)
            if seen_as == "same":
                _log.warning("%s: passed over, for it is the same article as one before", where)
                continue
            if seen_as == "other":
                _log.warning("%s: the id %.80r stands for another article too; both are kept", where, article.id)
            yield article


def read_stream(  # noqa: PLR0913 -- as `read_articles`
    stream: BinaryIO,
    where: str,
    name: str,
    *,
    on_skip: OnSkip,
    columns: Columns | None = None,
    date_format: str = "",
    keep_names: bool = False,
    groups: range | None = None,
) -> Iterator[Article]:
    """The articles of one open file, or of some row groups of Parquet, copies of an article among them.

    name  the file's, for its ending
    Raises InputError where the file as a whole cannot be read, and ExtraError.
    """
    manner = Manner(
        columns=columns or {}, date_style=style_of(date_format), keep_names=keep_names, groups=groups
    )  # fmt: skip
    how = How(skip=on_skip, manner=manner, fetcher=Fetcher(), known=lambda _: False)
    return (article for _, article in articles_in(stream, where, name, how))


def read_located(path: str | Path, *, on_skip: OnSkip | None = None) -> Iterator[LocatedArticle]:
    """The articles that `mapper locate` wrote: in a file, in a folder of parts, or from "-" (standard input).

    `on_skip` as in read_articles.
    """
    skip = on_skip or raise_it
    for where, row in read_rows(path, on_skip=skip):
        try:
            if "mentions" not in row:
                raise InputError(f"{where}: 'mentions' is missing; run `mapper locate` on the articles first")
            yield record_of(where, row, LocatedArticle.from_dict)
        except InputError as error:
            skip(error)


def read_rows(path: str | Path, *, on_skip: OnSkip | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of JSON Lines, of "-" or of located parts, each with where it stands ("news.jsonl:17").

    They are unchecked. NaN and Infinity become None, lone surrogates U+FFFD. `on_skip` as in read_articles.
    """
    skip = on_skip or raise_it
    try:
        if is_parts(str(path)):
            yield from part_rows(str(path), skip)
            return
        with opened(str(path)) as stream:
            yield from rows_of(lines_of(stream), name_of(str(path)), skip)
    except InputError as error:
        skip(error)


def _source(source: str, how: How) -> Iterator[tuple[str, Article]]:
    """The articles of one source, each with where it stands."""
    path = Path(source)
    try:
        if re.match(r"https?://", source, re.IGNORECASE):
            fetched = how.fetcher.get(source)
            name = f"x{_ENDING_OF.get(fetched.kind, '')}"
            for where, article in articles_in(BytesIO(fetched.content), without_keys(source), name, how, fetched.url):
                yield where, article if article.url else replace(article, url=fetched.url)
        elif source not in ("", "-") and path.is_dir():
            yield from _folder(path, how)
        else:
            with opened(source) as stream:
                yield from articles_in(stream, name_of(source), "" if source == "-" else path.name, how)
    except InputError as error:
        how.skip(error)
    except ExtraError as error:  # it costs what needs the extra, and nothing else
        how.skip(InputError(f"{name_of(source)}: {error}"))


def _folder(folder: Path, how: How) -> Iterator[tuple[str, Article]]:
    empty = True
    how = how.with_others()
    for found in walk(folder, maybe=True):
        empty = False
        if isinstance(found, InputError):
            how.skip(found)
        else:
            yield from _source(str(found), how.among_others(found.name))
    say_passed_over(str(folder), how.over)
    if empty:
        raise InputError(f"{folder}: there is no file of articles in it (.txt, .pdf, .jsonl …); name another folder")
