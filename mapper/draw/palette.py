"""The page's colours by day, for pictures drawn without a browser; each of them stands in mapper/page/page.css."""

import re
from functools import cache
from pathlib import Path

__all__ = ["colour", "rgb"]

_STYLE = Path(__file__).parents[1] / "page" / "page.css"


def colour(name: str) -> str:
    """The custom property of that name without its dashes, as "#rrggbb": `colour("map-land")`, `colour("site")`."""
    return _properties()[name]


def rgb(name: str) -> tuple[int, int, int]:
    """The same as its shares of red, green and blue, 0 to 255."""
    red, green, blue = bytes.fromhex(colour(name)[1:])
    return red, green, blue


@cache
def _properties() -> dict[str, str]:
    by_day = _STYLE.read_text(encoding="utf-8").partition("@media")[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", by_day))
