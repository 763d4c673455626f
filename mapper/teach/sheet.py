"""A lesson on paper: its questions with room to write, and its key; and the map without pins that they are asked on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gazetteer import Place

from ..draw.areas import detail_for
from ..draw.basemap import outlines
from ..draw.frame import framed, spots_of
from ..draw.neighbours import neighbours
from ..draw.parts import Setting, Standing
from ..draw.picture import Dot, picture
from ..draw.viewport import Viewport
from ..escape import Html, element, safe_url
from ..pins import Pins
from .items import Item, Source, items_of

__all__ = ["blank_map", "close_maps", "standing_lesson", "written"]

_TASKS = ("order", "compare")  # of which the text is no quotation
_LINES = 4  # to write a free answer on
_CLOSER = 2.0  # levels of zoom, a quarter of the width, from which on a question has a map of its own
_NO_MAPS: Mapping[int, Html] = {}


def standing_lesson(lesson: dict[str, Any], pins: Pins, setting: Setting) -> Standing:
    """The worksheet as the page has it for readers who run no script: nothing in it tells an answer."""
    items = items_of(lesson, pins, setting.words)
    say = setting.words.said
    body = (
        element("p", say("sheet", "lesson_unscripted"), class_="note"),
        *([element("p", lesson["about"], class_="about", dir="auto")] if lesson["about"] else []),
        *([element("p", say("lesson", "harm"), class_="note")] if lesson["harm"] else []),
        written(items, setting),
    )
    return Standing(svg=blank_map(items, pins, setting, (640, 480)), body=Html("".join(body)))


def blank_map(items: Sequence[Item], pins: Pins, setting: Setting, size: tuple[int, int], *, key: bool = False) -> Html:
    """The part of the world that the questions are about, with the names of neighbours only.

    size  width and height in px
    key   whether the numbers of the questions stand at the right places
    """
    sought, places, view = _seen(items, pins, setting, size)
    detail = detail_for(places if view.zoom > 3 else (), setting.borders)
    label = setting.words.said("sheet", "paper_map")
    dots = list(_answers(sought, items, pins, view)) if key else []
    names = neighbours(pins, places, view, setting, dots)
    return Html(picture(outlines(detail), view, label, dots=dots, names=names, most=size[0] * 11))


def close_maps(items: Sequence[Item], pins: Pins, setting: Setting, size: tuple[int, int]) -> dict[int, Html]:
    """A map of its own for each question of a place whose choices the map of all would have beside each other."""
    wide = _seen(items, pins, setting, size)[2].zoom
    return {
        number: blank_map([item], pins, setting, size)
        for number, item in enumerate(items)
        if item.kind == "where" and _seen([item], pins, setting, size)[2].zoom >= wide + _CLOSER
    }


def _seen(
    items: Sequence[Item], pins: Pins, setting: Setting, size: tuple[int, int]
) -> tuple[list[Item], list[Place], Viewport]:
    """The questions of places, the places among which they ask, and the view of these."""
    placed = [item for item in items if item.place is not None]
    # What is only named may lie on another continent.
    sought = [item for item in placed if item.kind == "where"] or placed
    about = {n for item in sought for n in (*item.choices, item.place) if n is not None}
    places = [pins.pins[n].place for n in sorted(about)]
    spots = [(p.lat, p.lon) for p in places] or framed(spots_of(pins.pins), setting.borders)
    return sought, places, Viewport(spots, *size)


def _answers(sought: Sequence[Item], items: Sequence[Item], pins: Pins, view: Viewport) -> Iterator[Dot]:
    numbers: dict[int, list[str]] = {}
    for number, item in enumerate(items, 1):
        if item.place is not None and item in sought:
            numbers.setdefault(item.place, []).append(str(number))
    at = view.dots([(pins.pins[n].place.lat, pins.pins[n].place.lon) for n in numbers])
    for (place, said), (x, y) in zip(numbers.items(), at, strict=True):
        yield Dot(x=x, y=y, role=pins.pins[place].role, words=",".join(said))


def written(items: Iterable[Item], setting: Setting, *, key: bool = False, maps: Mapping[int, Html] = _NO_MAPS) -> Html:
    """The questions as a numbered list, with room to write or, for a key, with what is right and where it is from.

    maps  those that stand with their questions, by the question's position
    """
    rows = (_question(item, setting, maps.get(n, Html("")), key=key) for n, item in enumerate(items))
    return element("ol", *rows, class_="asked")


def _question(item: Item, setting: Setting, close: Html, *, key: bool) -> Html:
    words = [
        element("span", element("span", setting.words.said("lesson", "blank"), class_="unseen"), class_="blank")
        if run.kind == "blank"
        else element("mark", run.text) if run.kind else element("bdi", run.text)
        for run in item.runs
    ]  # fmt: skip
    quotes = [
        *([element("p" if item.kind in _TASKS else "blockquote", *words, dir="auto")] if words else []),
        *(element("blockquote", report, dir="auto") for report in item.reports),
    ]
    below = _solved(item, setting) if key else _unsolved(item, setting)
    return element("li", element("strong", item.head), *quotes, *below, close)


def _unsolved(item: Item, setting: Setting) -> Iterator[Html]:
    def say(key: str, **values: str) -> str:
        return setting.words.said("lesson", key, **values)

    if item.kind == "order":
        yield element("p", say("paper_order"))
        yield from (element("p", f"____ {option}", dir="auto") for option in item.options)
    elif item.kind == "where":
        names = setting.words.form("comma").join(item.options)
        yield element("p", " ".join([say("paper_where"), *([say("paper_of", names=names)] if names else [])]))
    elif item.options:
        yield element("p", "   ".join(f"☐ {option}" for option in item.options))
    else:
        yield from (element("p", class_="line") for _ in range(_LINES))


def _solved(item: Item, setting: Setting) -> Iterator[Html]:
    yield element("p", item.answer, dir="auto", class_="answer")
    if item.sentence:
        yield element("blockquote", item.sentence, dir="auto")
    yield from (element("p", note, dir="auto", class_="about") for note in item.notes)
    if item.sources:
        shown = [part for n, source in enumerate(item.sources) for part in (*(["; "] if n else []), _source(source))]
        head, _, tail = setting.words.form("lesson_sources", part="lesson").partition("{sources}")
        yield element("p", head, *shown, tail, class_="note")


def _source(source: Source) -> str:
    url = safe_url(source.url)
    return (
        element("a", element("bdi", source.words), href=url, rel="noopener noreferrer nofollow")
        if url
        else element("bdi", source.words)
    )
