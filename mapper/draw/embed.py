"""A page inside other people's pages: the frame to paste, the oEmbed answer, and what the page needs for it.

The frame is followed by a link, for filters of HTML and readers of mail that take a frame away leave a link alone.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from ..errors import InputError
from .parts import Part

__all__ = ["PREVIEW", "beside", "embedding", "frame", "oembed"]

PREVIEW = (1200, 630)
"""Width and height of the preview in px: what the readers of Open Graph ask for."""

_WIDTH, _HEIGHT = 800, 600  # px: what a host that wants numbers is told


def frame(title: str, address: str) -> str:
    """The HTML to paste: an <iframe> that may run scripts and nothing else, and a link to the same page."""
    name, link = escape(title), escape(address)
    # The attributes hold where a host forbids styles, the style where it allows them.
    return (
        f'<iframe src="{link}" title="{name}" sandbox="allow-scripts" loading="lazy" width="100%" height="{_HEIGHT}" '
        f'style="height: auto; min-height: 240px; aspect-ratio: {_WIDTH} / {_HEIGHT}; border: 0"></iframe>\n'
        f'<p><a href="{link}">{name}</a></p>'
    )


def oembed(title: str, address: str, picture: str) -> dict[str, Any]:
    """The answer of an oEmbed provider (https://oembed.com, version 1.0, type "rich") for the page at `address`."""
    return {
        "version": "1.0", "type": "rich", "provider_name": "mapper", "title": title, "width": _WIDTH,
        "height": _HEIGHT, "html": frame(title, address),
        "thumbnail_url": picture, "thumbnail_width": PREVIEW[0], "thumbnail_height": PREVIEW[1],
    }  # fmt: skip


def embedding(origins: Iterable[str], address: str, picture: str, answer: str) -> Part:
    """The part of a page that is made to be embedded.

    origins  of the pages that it speaks and listens to: "https://example.org", or "*" for all; none where empty
    address  where the page will stand, picture and answer those of its preview and its oEmbed answer; what is no
             full address is left out of the head, for those who read it do not know where the page is
    Raises InputError for what is no origin.
    """
    allowed = [_origin(origin) for origin in origins]
    public = address.startswith(("http://", "https://"))
    return Part(
        name="embed", data=lambda _: {"origins": allowed}, scripts=("parts/embed.js",), styles=("embed.css",),
        links=(("alternate", "application/json+oembed", answer),) if public else (),
        meta=(
            ("og:url", address), ("og:image", picture), ("og:image:type", "image/png"),
            ("og:image:width", str(PREVIEW[0])), ("og:image:height", str(PREVIEW[1])),
        ) if public else (),
    )  # fmt: skip


def beside(address: str, name: str) -> str:
    """The address of a file in the folder of the page at `address`."""
    return address[: address.rindex("/") + 1] + quote(name) if "/" in address else quote(name)


def _origin(text: str) -> str:
    if text == "*" or re.fullmatch(r"https?://[a-z0-9.\[\]:-]+", text):
        return text
    raise InputError(
        f"--allow-origin {text}: give the scheme and host of the page around the map, in small letters and without "
        "a path, such as https://example.org, or * for any page"
    )
