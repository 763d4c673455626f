"""Furniture of a map in a picture: title and days above, legend and credits below; scale and small map."""

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gazetteer import Place

from ..draw.areas import area_at
from ..draw.basemap import SCALE, Detail, Shape, countries, outlines
from ..draw.borders import BorderPolicy
from ..draw.frame import Spot
from ..draw.palette import colour
from ..draw.viewport import Viewport
from ..draw.words import Words
from ..pins import BY_STRENGTH
from .ink import ink, outline, text
from .names import Box
from .views import Row

__all__ = ["Facts", "foot", "head", "head_height", "inset", "scale"]

_EDGE, _TITLE, _LINE, _FACTS = 20, 26, 32, 15  # px
_LETTER = 0.55  # of the height of a letter: its width
_MOST_LINES = 2
_SMALL = (150.0, 110.0)  # px: the small map
_FROM = 5.0  # the zoom from which there is one
_LONGEST_BAR = 150  # px of the scale


@dataclass(slots=True)
class Facts:
    """The facts that the rows have of their articles: days, sources and titles."""

    days: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """One more row."""
        self.days |= {str(row[key]) for key in ("date", "first", "last") if row.get(key)}
        self.sources |= {str(row["source"])} if row.get("source") else set()
        self.titles |= {str(row["title"])} if row.get("title") else set()

    @property
    def title(self) -> str:
        """The title of the only article; "" where there are several."""
        return next(iter(self.titles)) if len(self.titles) == 1 else ""

    def __str__(self) -> str:
        days = sorted(self.days)
        span = days[:1] if days[:1] == days[-1:] else [f"{days[0]} – {days[-1]}"]
        return " · ".join([*span, *(self.sources if len(self.sources) == 1 else ())])


def head_height(title: str, facts: Facts, width: float) -> float:
    """The height of the title in the picture, in px."""
    lines = len(_lines(title, width))
    return (_EDGE + _LINE * lines + 1.6 * _FACTS * bool(str(facts))) if lines or str(facts) else 0.0


def head(title: str, facts: Facts, width: float) -> Iterator[str]:
    """The title, and in a line below it the days and the source."""
    lines = _lines(title, width)
    for number, line in enumerate(lines):
        yield text(_EDGE, _EDGE + _LINE * (number + 0.6), line, _TITLE, weight=600)
    if str(facts):
        yield text(_EDGE, _EDGE + _LINE * len(lines) + _FACTS, str(facts), _FACTS, fill=colour("muted"))


def _lines(title: str, width: float) -> list[str]:
    most = int((width - 2 * _EDGE) / (_LETTER * _TITLE))
    return textwrap.wrap(title, most, max_lines=_MOST_LINES, placeholder=" …")


def foot(roles: Iterable[str], top: float, width: float, *, shaded: bool) -> Iterator[str]:
    """A glyph and words for each role that the map shows, what shading means, and whose the data are."""
    words, at, shown = Words(), float(_EDGE), set(roles)
    for role in (role for role in BY_STRENGTH if role in shown):
        said = words.form(f"role_{role}_legend", part="script")
        yield _glyph(role, at + 7, top + 18) + text(at + 20, top + 23, said, 14)
        at += 44 + 14 * _LETTER * len(said)
    if shaded:
        yield text(width - _EDGE, top + 23, words.form("shaded", part="script"), 12, anchor="end", fill=colour("muted"))
    credits_ = words.form("picture_credits", part="script")
    yield text(width - _EDGE, top + 46, credits_, 11, anchor="end", fill=colour("muted"))


def _glyph(role: str, x: float, y: float) -> str:
    own = colour(role)
    if role == "actor":
        return f'<rect x="{x - 6:g}" y="{y - 6:g}" width="12" height="12" fill="{own}"/>\n'
    look = f'fill="none" stroke="{own}" stroke-width="2.5"' if role == "context" else f'fill="{own}"'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{5.5 if role == "context" else 7}" {look}/>\n'


def scale(view: Viewport) -> Iterator[str]:
    """A bar as long as a round distance in the middle of the view."""
    metres = 40075017 * math.cos(math.radians(view.middle[0])) / (256 * 2**view.zoom)
    power: float = 10.0 ** math.floor(math.log10(_LONGEST_BAR * metres))
    long = next(step * power for step in (5, 2, 1) if step * power <= _LONGEST_BAR * metres)
    words = f"{long / 1000:,g} km" if long >= 1000 else f"{long:g} m"
    wide, x, y, own = long / metres, view.width - _EDGE, view.height - 14, colour("map-name")
    yield f'<path d="M{x - wide:.1f} {y - 7:.1f}v7h{wide:.1f}v-7" fill="none" stroke="{own}" stroke-width="2"/>\n'
    yield text(x - wide / 2, y - 6, words, 12, anchor="middle")


def inset(spots: Sequence[Spot], view: Viewport, borders: BorderPolicy, taken: list[Box]) -> Iterator[str]:
    """Close up, a small map of the country that most of it is in, with a frame where the view is."""
    weights = Counter[str]()
    for spot in spots:
        weights[spot.place.country] += spot.weight * (spot.role != "actor")
    code = next((code for code, _ in weights.most_common() if code), "")
    home = area_at(Place(id="", name=code, lat=0, lon=0, kind="country", country=code), 0, borders)
    if view.zoom < _FROM or not home:
        return
    wide, high = _SMALL
    x, y = view.width - wide - _EDGE, view.height - high - 48
    largest = max(home.rings, key=lambda ring: float((ring.max(axis=0) - ring.min(axis=0)).prod())) / SCALE
    small = Viewport([(lat, lon) for lon, lat in (largest.min(axis=0), largest.max(axis=0))], wide, high)
    taken.append((x, y, x + wide, y + high))
    land = "".join(outline(shape, small, close=True) for shape in outlines(Detail()) if shape.layer == "land")
    filled = "".join(outline(Shape(layer="land", zoom=0, points=ring), small, close=True) for ring in home.rings)
    (south, west), (north, east) = view.corners
    (left, bottom), (right, top) = small(south, west), small(north, east)
    across, down = max(7.0, right - left), max(7.0, bottom - top)
    name = next((country.name for country in countries(borders) if country.code == code), "")
    yield (
        f'<svg x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}">\n'
        f'<rect width="{wide:g}" height="{high:g}" fill="{colour("map-water")}"/>\n'
        f'<path {ink(fill="land", stroke="coast", width="0.5")} fill-rule="evenodd" d="{land}"/>\n'
        f'<path {ink(fill="border")} fill-rule="evenodd" d="{filled}"/>\n'
        f'<rect x="{(left + right - across) / 2:.1f}" y="{(top + bottom - down) / 2:.1f}" width="{across:.1f}" '
        f'height="{down:.1f}" fill="none" stroke="{colour("site")}" stroke-width="1.6"/>\n'
        f"{text(wide / 2, high - 5, name, 10, weight=600, anchor='middle')}"
        f'<rect width="{wide:g}" height="{high:g}" fill="none" stroke="{colour("map-border")}"/>\n</svg>\n'
    )
