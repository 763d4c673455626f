"""Ink of a picture in SVG: paths in the page's colours, and text with a halo."""

from html import escape

from ..draw.basemap import SCALE, Shape
from ..draw.palette import colour
from ..draw.viewport import Viewport

__all__ = ["ink", "outline", "text"]


def ink(*, fill: str = "", stroke: str = "", width: str = "", dash: str = "") -> str:
    """The attributes of a path in those colours of the map."""
    inside = colour(f"map-{fill}") if fill else "none"
    edge = f' stroke="{colour(f"map-{stroke}")}" stroke-width="{width}"' if stroke else ""
    return f'fill="{inside}"{edge}' + (f' stroke-dasharray="{dash}"' if dash else "")


def outline(shape: Shape, view: Viewport, *, close: bool) -> str:
    """The shape as path data; "" where all of it lies beside the view."""
    xs, ys = view(shape.points[:, 1] / SCALE, shape.points[:, 0] / SCALE)
    if xs.max() < 0 or xs.min() > view.width or ys.max() < 0 or ys.min() > view.height:
        return ""
    points = [f"{x:.1f} {y:.1f}" for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
    steps = dict.fromkeys(points) if close else points
    return "M" + "L".join(steps) + ("Z" if close else "")


def text(  # noqa: PLR0913 -- what an SVG text has
    x: float, y: float, words: str, size: int, *, weight: int = 400, anchor: str = "start", fill: str = ""
) -> str:
    """Words at a point."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{fill or colour("ink")}" '
        f'stroke="#fff" stroke-opacity="0.8" stroke-width="3" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(words)}</text>\n"
    )
