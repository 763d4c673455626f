"""The ground of a page: its outlines, finest around its places, and what tells shapes by them; made once for a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer import Place

from .areas import detail_for
from .basemap import Detail, Shape, outlines
from .borders import BorderPolicy
from .traced import Tracer

__all__ = ["Ground", "ground_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The level of detail everywhere, the outlines at it, and the tracer of shapes along these."""

    detail: Detail
    outlines: list[Shape]
    tracer: Tracer


def ground_of(places: Iterable[Place], borders: BorderPolicy) -> Ground:
    """The ground under pins and shapes at these places."""
    detail = detail_for(places, borders)
    shapes = outlines(detail)
    return Ground(detail=detail, outlines=shapes, tracer=Tracer(shapes))
