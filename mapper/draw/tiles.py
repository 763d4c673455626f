"""An online layer under the pins, for those who want streets: pictures of the map from one server.

A page with it contacts that server, so it says so, can do without, and shows the offline map where there is no answer.
Its Content-Security-Policy lets it load pictures from that host, and nothing from any other.
"""

import re

from ..errors import InputError
from .parts import Part

__all__ = ["tiles"]

# Only what can stand in an address, and one host that a policy can name; a "{s}" would be several.
_TEMPLATE = re.compile(r"(?P<origin>https?://(?P<host>[a-z0-9.-]+)(:\d{1,5})?)/[\w!$&'()*+,.:@~%/?=#{}-]*")
_PLACEHOLDERS = {"z", "x", "y", "r", "-y"}
_CREDITS = {"openstreetmap.org": "© OpenStreetMap contributors"}  # what a server's terms want, by the end of its host
_DEEPEST = 18  # zoom


def tiles(url: str, credit: str = "") -> Part:
    """The layer of the server at `url`, such as https://tile.example.org/{z}/{x}/{y}.png.

    credit  the words that its terms want on the map; known for OpenStreetMap's own server
    Raises InputError for any other address, and where the words are missing.
    """
    found = _TEMPLATE.fullmatch(url)
    names = re.findall(r"\{([^{}]*)\}", url)
    if not found or not {"z", "x"} <= set(names) <= _PLACEHOLDERS or not {"y", "-y"} & set(names):
        raise InputError(
            f"--tiles {url!r}: give the address of one host, in small letters, with {{z}}, {{x}} and {{y}} where the "
            "numbers go, such as https://tile.openstreetmap.org/{z}/{x}/{y}.png"
        )
    host, origin = found["host"], found["origin"]
    words = credit.strip() or next((words for end, words in _CREDITS.items() if f".{host}".endswith(f".{end}")), "")
    if not words:
        raise InputError(
            f"--tiles: say whose map {host} shows with --tiles-credit, in the words that its terms ask for"
        )
    return Part(
        name="tiles", data=lambda _: {"url": url, "host": host, "credit": words, "deepest": _DEEPEST},
        scripts=("parts/tiles.js",), styles=("tiles.css",), pictures=(origin,),
    )  # fmt: skip
