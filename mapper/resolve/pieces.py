"""A piece of evidence: its name, what measures it, what it is left out with, its reason, and what else it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from gazetteer import Place

__all__ = ["Evidence", "Piece", "Shows", "measured"]

Evidence = dict[str, float]
"""Pieces by their names, unweighted: most of them from 0 (nothing) to 1."""

Shows = Literal["of its name", "support", "led to"]
"""What a piece shows beside how much it weighs:

of its name  a mention says it in its own words, and the other mentions of its name take it over (rank.py)
support      the article or the names around speak for the place: it is no stray (confidence.py)
led to       the text says where the place lies: a hamlet may be meant (resolver.py)
"""

_Seen = TypeVar("_Seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Generic[_Seen]):
    """One thing that speaks for a candidate, or against it.

    name     as the weights have it
    measure  how much of it there is, for a candidate and what was seen around it
    needs    the field of what was seen without which there is none of it, so that it need not be measured; "" if there
             is always some
    family   what is left out with it in an ablation; "" where it has none
    reason   what a reader is told where it decides: a key of reasons.toml
    shows    what else follows from it
    """

    name: str
    measure: Callable[[Place, _Seen], float]
    needs: str = ""
    family: str = ""
    reason: str = "best_known"
    shows: frozenset[Shows] = frozenset()


def measured(pieces: Sequence[Piece[_Seen]], places: Sequence[Place], seen: _Seen) -> list[Evidence]:
    """What there is of the pieces for each place; of those that are left out there is nothing."""
    asked = [(piece.name, piece.measure) for piece in pieces if not piece.needs or getattr(seen, piece.needs)]
    return [{name: measure(place, seen) for name, measure in asked} for place in places]
