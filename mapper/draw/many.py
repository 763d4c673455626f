"""What a page has where it holds more than a reader sees at once: its time as bars, and heat in place of pins."""

from ..pins import Pins
from .parts import Part

__all__ = ["many"]

_MORE_PLACES = 20  # of one article: from so many on a page has a search, and may show heat


def many(collected: Pins) -> tuple[Part, ...]:
    """The part that a page of several articles, or of one with many places, has; none for any other."""
    if len(collected.stories) < 2 and len(collected.pins) <= _MORE_PLACES:
        return ()
    modules = tuple(f"parts/many/{name}.js" for name in ("timeline", "instead", "focus"))
    return (Part(name="many", data=lambda _: None, first=modules, styles=("many.css",)),)
