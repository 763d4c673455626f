"""What a page has only when it is asked for: a page without it has not a byte of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..pins import Pins

__all__ = ["Part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One such thing.

    name      its key in the page's data
    data      what the page's script finds under that key, as JSON holds it, from what is drawn
    scripts   files of mapper/page, run after the page's own
    styles    files of mapper/page, after the page's own
    links     the <link> elements it puts in the head, as (rel, type, href)
    meta      the Open Graph properties it puts in the head, by name
    pictures  the origins (scheme, host and port) that its pictures come from
    connect   the addresses that its scripts may speak with; a page without any speaks with nobody
    """

    name: str
    data: Callable[[Pins], Any]
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
