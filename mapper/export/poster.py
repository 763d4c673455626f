"""Located articles -> their map as PNG: as the SVG is where Pillow is installed, else without letters."""

from collections.abc import Iterable

from ..draw.borders import BorderPolicy
from ..draw.preview import preview
from ..pins import collect
from ..records import LocatedArticle
from .raster import can_raster, raster
from .svg import svg
from .views import rows

__all__ = ["poster"]


def poster(
    located: Iterable[LocatedArticle], width: int, height: int, *, title: str = "", borders: BorderPolicy = "un"
) -> bytes:
    """The picture of that many pixels, with title, days, names, legend, scale, small map and credits."""
    articles = list(located)
    if not can_raster():
        return preview(collect(articles).pins, width, height, borders)
    return raster("".join(svg(rows(articles, "place"), "", title=title, borders=borders, size=(width, height))))
