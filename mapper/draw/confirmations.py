"""The part of a page about confirmations by an editor: who, when and why, beside the words."""

from typing import Any

from ..pins import Excerpt, Pins
from .parts import Part

__all__ = ["confirmations"]


def confirmations(collected: Pins) -> tuple[Part, ...]:
    """The part that shows it, or none where nobody has confirmed anything."""
    if not any(excerpt.confirmed for excerpt in _excerpts(collected)):
        return ()
    return (Part(name="confirmed", data=_rows, scripts=("parts/confirmed.js",), styles=("confirmed.css",)),)


def _excerpts(collected: Pins) -> list[Excerpt]:
    return [*(excerpt for pin in collected.pins for excerpt in pin.excerpts), *collected.unplaced]


def _rows(collected: Pins) -> list[list[Any]]:
    """[article, mention, what was confirmed, by whom, when, why] of each."""
    return [
        [e.article, e.mention, [name for name in ("place", "role") if getattr(e.confirmed, name)],
         e.confirmed.by, e.confirmed.at, e.confirmed.why]
        for e in _excerpts(collected) if e.confirmed
    ]  # fmt: skip
