"""The formats of exports that are known: a document -> the articles in it, and a line on what was recognised."""

import logging
from collections.abc import Iterator

from ...errors import InputError
from ...records import Article
from ..columns import code_of
from ..days import dated
from ..rows import record_of
from ..sources import LeftOut
from .apis import EVENT_REGISTRY, GDELT, NEWSAPI
from .bibtex import BIBTEX
from .document import Document, Export
from .europresse import EUROPRESSE
from .factiva import FACTIVA
from .library import CSL, ENDNOTE, RIS, TAGGED
from .liveblog import LIVE_BLOG
from .maps import GPX, KML, STORYMAP
from .members import Members, unnamed
from .messenger import MESSENGER
from .networks import BLUESKY, MASTODON
from .nexis import NEXIS
from .proquest import PROQUEST
from .signal import SIGNAL_JSON
from .sigtop import SIGTOP
from .subtitles import SUBTITLES
from .telegram import TELEGRAM
from .whatsapp import SIGNAL, WHATSAPP
from .wikipedia import WIKIPEDIA
from .x import X

__all__ = ["EXPORTS", "export_of", "split"]

EXPORTS: tuple[Export, ...] = (
    PROQUEST, NEXIS, FACTIVA, EUROPRESSE, TELEGRAM, WHATSAPP, SIGNAL, SIGNAL_JSON, SIGTOP, MESSENGER, X, MASTODON,
    BLUESKY, RIS, BIBTEX, TAGGED, CSL, ENDNOTE, SUBTITLES, KML, GPX, STORYMAP, LIVE_BLOG, WIKIPEDIA, NEWSAPI,
    EVENT_REGISTRY, GDELT,
)  # fmt: skip
_log = logging.getLogger(__name__)


def export_of(document: Document) -> Export | None:
    """The format that a document is an export in; None where it is none that is known."""
    return next((one for one in EXPORTS if document.form in one.forms and one.looks_like(document)), None)


def split(
    document: Document, export: Export, *, keep_names: bool, style: str
) -> Iterator[tuple[str, Article | InputError]]:
    """The articles in an export, or the errors of those that cannot be read, each with its place in the file.

    What it was, and what was left out, is said at the end.
    """
    members = Members(keep=keep_names)
    where = document.where if keep_names or not export.is_chat else unnamed(document.where, document.key)
    found = undated = left = listed = 0

    def rows() -> Iterator[tuple[str, dict[str, object] | InputError]]:
        for number, row in enumerate(export.articles(document, members), 1):
            yield f"{where}, article {number}", {} if row is None else row

    for place, row in dated(rows(), style, in_order=export.is_chat):
        try:
            if isinstance(row, InputError):
                raise row
            if not str(row.get("text", "")).strip():
                left += 1
                raise LeftOut(f"{place}: has no words of its own; it is a notice, a picture or a service message")
            article = record_of(place, row | {"language": code_of(row.get("language", ""))}, Article.from_dict)
        except InputError as error:
            listed += isinstance(error, LeftOut)
            yield place, error
            continue
        found += 1
        undated += article.date is None
        yield place, article
    said = [f"{export.name}, {found:,} {'article' if found == 1 else 'articles'}"]
    said += [f"{undated:,} without a date"] if undated else []
    said += [f"{left:,} without words of their own left out"] if left else []
    said += [f"{listed - left:,} left out and listed"] if listed > left else []
    _log.warning("%s: %s", where, ", ".join(said))
    if len(members):
        what = "member is" if len(members) == 1 else "members are"
        _log.warning("%s: %s %s called by numbers; --keep-names keeps names", where, f"{len(members):,}", what)
    if not found and listed == left:
        raise InputError(f"{where}: is of {export.name}, and has no article with words in it; export it again")
