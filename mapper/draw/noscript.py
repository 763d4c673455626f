"""The page for readers without JavaScript: a map that stands still, and the articles with their places as a list.

The map is an SVG of numbers alone, so nothing of an article can be markup in it. Both parts are bounded, however many
articles there are: what is left out is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..escape import plain
from ..pins import BY_STRENGTH, Excerpt, Pin, Pins
from .areas import area_of, detail_for
from .basemap import countries, outlines
from .borders import BorderPolicy
from .frame import framed, is_broad, spots_of
from .picture import DOT, Dot, picture
from .viewport import Viewport
from .words import Words

__all__ = ["Entry", "NoScript", "Spot", "noscript"]

_WIDTH, _HEIGHT = 640, 480  # px of the picture, in which every coordinate is a whole number
_NEAR = 16  # px: places nearer than this to a dot share it
_MOST_DOTS = 60
_MOST_ARTICLES = 60
_MOST_SPOTS = 12  # places of one article
_MOST_QUOTED = 6_000  # characters of excerpts on a page
_LONGEST = 200  # characters of a title or a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of an article.

    number    its number on the map, 0 where it has none
    mentions  how often the article names it
    quote     the sentence of the first mention in three pieces; None where the page has enough of them
    """

    number: int
    name: str
    where: str
    mentions: int
    quote: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in the list: `more` places are not told one by one."""

    title: str
    facts: str
    spots: tuple[Spot, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoScript:
    """The page without scripts, for the template: the map as SVG, the first articles, and the number of the others."""

    svg: str
    entries: tuple[Entry, ...]
    more: int


def noscript(collected: Pins, borders: BorderPolicy = "un", words: Words | None = None) -> NoScript:
    """The map and the list. The same pins give the same text."""
    words = words or Words()
    order = sorted(range(len(collected.pins)), key=lambda i: _rank(collected.pins[i]))
    sites = sum(pin.role == "site" for pin in collected.pins) or len(order)
    view = Viewport(framed(spots_of(collected.pins), borders), _WIDTH, _HEIGHT)
    dots, numbers = _dots(collected.pins, order, view)
    # From afar the coarse outlines of the world are fine enough, and quicker.
    near = [collected.pins[i].place for i in order[: min(sites, _MOST_DOTS)]] if view.zoom > 3 else []
    detail = detail_for(near, borders)
    shaded = [
        (pin.role, area)
        for pin in map(collected.pins.__getitem__, order[:_MOST_DOTS])
        if pin.role != "actor" and (area := area_of(pin.place, detail, borders))
    ]
    return NoScript(
        svg=picture(outlines(detail), view, words.form("noscript_map"), shaded=shaded, dots=dots),
        entries=tuple(_entries(collected, numbers, {c.code: c.name for c in countries(borders)}, words)),
        more=max(0, len(collected.articles) - _MOST_ARTICLES),
    )


def _entries(collected: Pins, numbers: dict[int, int], names: dict[str, str], words: Words) -> Iterator[Entry]:
    of_article: list[dict[int, list[Excerpt]]] = [{} for _ in collected.articles]
    for index, pin in enumerate(collected.pins):
        for excerpt in pin.excerpts:
            of_article[excerpt.article].setdefault(index, []).append(excerpt)
    left = _MOST_QUOTED
    for article, found in list(zip(collected.articles, of_article, strict=True))[:_MOST_ARTICLES]:
        spots = []
        for index, excerpts in sorted(found.items(), key=lambda item: item[1][0].mention)[:_MOST_SPOTS]:
            place, first = collected.pins[index].place, excerpts[0]
            left -= len(first.before) + len(first.text) + len(first.after)
            name, country = words.place(place), words.country(place.country, names.get(place.country, place.country))
            parts = dict.fromkeys((words.region(place.country, place.admin1), country))
            where = words.form("comma").join(part for part in parts if part and part != name)
            spots.append(Spot(
                number=numbers.get(index, 0), name=_short(name), where=_short(where), mentions=len(excerpts),
                quote=(plain(first.before), plain(first.text), plain(first.after)) if left >= 0 else None,
            ))  # fmt: skip
        facts = " · ".join(
            _short(fact) for fact in (article.source, article.date if not article.date_guessed else "") if fact
        )
        yield Entry(title=_short(article.title), facts=facts, spots=tuple(spots), more=max(0, len(found) - _MOST_SPOTS))


def _rank(pin: Pin) -> tuple[int, int]:
    return BY_STRENGTH.index(pin.role), -len(pin.excerpts)


def _short(text: str) -> str:
    return plain(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _dots(pins: Sequence[Pin], order: Iterable[int], view: Viewport) -> tuple[list[Dot], dict[int, int]]:
    """The dots; and for each pin that has one, by its position, the number of its dot from 1."""
    dots: list[Dot] = []
    numbers: dict[int, int] = {}
    at = view.dots([(pin.place.lat, pin.place.lon) for pin in pins])
    for index in order:
        if is_broad(pins[index].place):
            continue
        x, y = at[index]
        if not (DOT <= x <= _WIDTH - DOT and DOT <= y <= _HEIGHT - DOT):
            continue
        near = (n for n, dot in enumerate(dots, 1) if abs(dot.x - x) < _NEAR and abs(dot.y - y) < _NEAR)
        number = next(near, 0)
        if not number and len(dots) < _MOST_DOTS:
            number = len(dots) + 1
            dots.append(Dot(x=x, y=y, role=pins[index].role, words=str(number)))
        if number:
            numbers[index] = number
    return dots, numbers
