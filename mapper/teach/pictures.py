"""Maps of a lesson as SVG files of their own, for programs that show questions without our page."""

from collections.abc import Sequence

from ..draw.palette import colour
from ..draw.parts import Setting
from ..escape import Html
from ..pins import Pins
from .items import Item
from .sheet import blank_map

__all__ = ["grey", "pictures", "standing_alone"]

_SIZE = (640, 480)  # px


def grey() -> str:
    """The style of a map on paper: a grey print tells land, water, borders and marks apart."""
    water, land, line = colour("map-water"), colour("map-land"), colour("map-country")
    return f"""\
.still{{background:{water}}}
.still path{{fill:none;stroke:{line}}}
.still .still-land{{fill:{land};fill-rule:evenodd;stroke:{line}}}
.still .still-lakes{{fill:{water};stroke:{line}}}
.still .still-disputed{{stroke-dasharray:4 3}}
.still circle{{fill:#222}}
.still text{{fill:#fff;font:600 11px sans-serif;text-anchor:middle}}
.still .still-name,.still .still-country{{fill:#222;paint-order:stroke;stroke:#fff;stroke-width:3px}}
.still .still-country{{font-weight:400;letter-spacing:.1em}}
.still .still-way{{stroke:#222;stroke-dasharray:3 6}}"""


def pictures(items: Sequence[Item], pins: Pins, setting: Setting) -> dict[int, str]:
    """The map without pins that each question of a place is answered on, by the question's position."""
    return {
        number: standing_alone(blank_map([item], pins, setting, _SIZE), _SIZE)
        for number, item in enumerate(items)
        if item.kind == "where"
    }


def standing_alone(svg: Html, size: tuple[int, int]) -> str:
    """A map of a page as a file of its own."""
    width, height = size
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    return svg.replace("<svg ", head, 1).replace(">", f"><style>{grey()}</style>", 1)
