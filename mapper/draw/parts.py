"""Parts of a page: added when they are asked for; a page without one has not a byte of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gazetteer import Gazetteer

from ..escape import Html
from ..pins import Pins
from .borders import BorderPolicy
from .words import Words

__all__ = ["Part", "Setting", "Standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The setting of a page: the words, gazetteer and borders that it is drawn with."""

    words: Words
    gazetteer: Gazetteer | None = None
    borders: BorderPolicy = "un"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The content of a page without scripts, in place of every page's map and list of places."""

    svg: Html
    body: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One such thing.

    name      its key in the page's data
    data      what the page's script finds under that key, as JSON holds it, from what is drawn
    first     modules of mapper/page, there before the page is put together
    scripts   modules of mapper/page, run after that
    styles    files of mapper/page, after the page's own
    links     the <link> elements it puts in the head, as (rel, type, href)
    meta      the Open Graph properties it puts in the head, by name
    pictures  the origins (scheme, host and port) that its pictures come from
    connect   the addresses that its scripts may speak with; a page without any speaks with nobody
    standing  what stands there for who runs no script, in place of the list of places; None leaves that as it is.
              Of two parts that have it, the first one's counts
    heading   what a page of one article is called in place of that one's title, which may tell too much
    """

    name: str
    data: Callable[[Pins], Any]
    first: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    standing: Callable[[Pins, Setting], Standing] | None = None
    heading: Callable[[Words], str] | None = None
