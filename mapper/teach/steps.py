"""A story for readers who run no script: a map of its stops, and every step with its words and a map of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gazetteer import Place

from ..draw.areas import bounds_of, detail_for
from ..draw.basemap import outlines
from ..draw.frame import framed, spots_of
from ..draw.neighbours import neighbours
from ..draw.parts import Setting, Standing
from ..draw.picture import Dot, picture
from ..draw.viewport import Viewport
from ..escape import Html, element, safe_url
from ..pins import BY_STRENGTH, Pins

__all__ = ["standing_story"]

_SIZE = (640, 480)  # px of the map of all stops
_SMALL = (480, 300)  # px of that of a step
_MOST_OUTLINE = 3_500  # bytes of that of a step
_ROOM = 1.3  # how much wider than its points a view is

_Point = tuple[float, float]


def standing_story(story: Mapping[str, Any], pins: Pins, setting: Setting) -> Standing:
    """The story as the page has it, its steps one below the other."""
    svg, body = _Told(story, pins, setting).parts()
    return Standing(svg=svg, body=body)


class _Told:
    def __init__(self, story: Mapping[str, Any], pins: Pins, setting: Setting) -> None:
        self.story, self.pins, self.setting = story, pins, setting
        self.steps: list[Mapping[str, Any]] = story["steps"]
        self.stops = [self._stop(step) for step in self.steps]

    def parts(self) -> tuple[Html, Html]:
        """The map of all stops, and the words."""
        way = [stop for stop in self.stops if stop]
        whole = way or framed(spots_of(self.pins.pins), self.setting.borders)
        self.whole = whole
        view = Viewport(whole, *_SIZE)
        svg = self._map(view, range(len(self.steps)), self._places(), way=view.dots(way))
        steps = [self._step(number, step) for number, step in enumerate(self.steps)]
        head = [
            element("p", self.setting.words.said("sheet", "story_unscripted"), class_="note"),
            element("h2", self.story["title"], dir="auto") if self.story["title"] else "",
            element("p", self.story["about"], class_="about", dir="auto") if self.story["about"] else "",
            element("p", self.setting.words.said("story", "story_harm"), class_="note") if self.story["harm"] else "",
        ]
        return svg, Html("".join([*head, element("ol", *steps, class_="steps")]))

    def _stop(self, step: Mapping[str, Any]) -> _Point | None:
        if "point" in step:
            lat, lon = step["point"]
            return lat, lon
        place = self._place(step)
        return (place.lat, place.lon) if place else None

    def _place(self, step: Mapping[str, Any]) -> Place | None:
        return self.pins.pins[step["place"]].place if "place" in step else None

    def _places(self) -> list[Place]:
        return [place for step in self.steps if (place := self._place(step))]

    def _map(
        self,
        view: Viewport,
        numbers: Sequence[int],
        places: Sequence[Place],
        way: Sequence[_Point] = (),
        most: int = 7_000,
    ) -> Html:
        """The map of some of the steps."""
        setting = self.setting
        at: dict[_Point, list[str]] = {}
        for number in numbers:
            if stop := self.stops[number]:
                at.setdefault(stop, []).append(str(number + 1))
        spots = zip(at.values(), view.dots(list(at)), strict=True)
        dots = [Dot(x=x, y=y, role="site", words="·".join(said)) for said, (x, y) in spots]
        names = neighbours(self.pins, (), view, setting, dots)
        detail = detail_for(places if view.zoom > 3 else (), setting.borders)
        label = setting.words.said("sheet", "still_map")
        return Html(picture(outlines(detail), view, label, dots=dots, names=names, way=way, most=most))

    def _view(self, step: Mapping[str, Any]) -> Viewport:
        if "view" in step:
            return Viewport(_around(*step["view"]), *_SMALL)
        place, stop = self._place(step), self._stop(step)
        bounds = bounds_of(place, self.setting.borders) if place else []
        return Viewport(bounds or ([stop] if stop else self.whole), *_SMALL)

    def _step(self, number: int, step: Mapping[str, Any]) -> Html:
        place = self._place(step)
        words = self.setting.words
        name = words.place(place) if place else step.get("name", "")
        title = step.get("title") or name or words.said("story", "step", number=str(number + 1))
        view = self._view(step)
        numbers = [number] if self.stops[number] else list(range(len(self.steps)))
        return element(
            "li",
            element("h3", f"{number + 1} ", element("bdi", title)),
            element("p", step["date"], class_="where", dir="auto") if "date" in step else "",
            element("p", name, class_="where", dir="auto") if name and name != title else "",
            self._map(view, numbers, [place] if place else self._places(), most=_MOST_OUTLINE),
            _figure(step),
            element("p", step["text"], class_="words", dir="auto") if "text" in step else "",
            *self._origin(step),
            class_="step",
        )

    def _origin(self, step: Mapping[str, Any]) -> Iterator[Html]:
        if "article" in step:
            number = step["article"]
            found = (
                [e for e in self.pins.pins[step["place"]].excerpts if e.article == number] if "place" in step else []
            )
            if found:
                first = min(found, key=lambda e: BY_STRENGTH.index(e.role))
                yield element("blockquote", first.before, element("mark", first.text), first.after, dir="auto")
            yield self._line("story_from", "title", [element("bdi", self.pins.articles[number].title)])
        if "sources" in step:
            shown = [
                element("a", s["words"], href=s["url"], rel="noopener noreferrer nofollow")
                if safe_url(s["url"])
                else s["words"]
                for s in step["sources"]
            ]
            yield self._line("story_sources", "sources", [part for s in shown for part in ("; ", s)][1:])

    def _line(self, key: str, gap: str, inside: Sequence[str]) -> Html:
        head, _, tail = self.setting.words.form(key, part="story").partition(f"{{{gap}}}")
        return element("p", head, *inside, tail, class_="note")


def _figure(step: Mapping[str, Any]) -> Html:
    """The step's picture with caption and credit, a link where the step has one; or the link alone."""
    link = step.get("link", "")
    shown = element("img", src=step["image"], alt=step["alt"]) if "image" in step else link
    if not shown:
        return Html("")
    led = element("a", shown, href=link, rel="noopener noreferrer nofollow") if link else shown
    said = " ".join(filter(None, (step.get("caption"), step.get("credit"))))
    return element("figure", led, element("figcaption", said, dir="auto") if said else "", class_="picture")


def _around(lat: float, lon: float, zoom: float) -> list[_Point]:
    """Points that make the view as wide as the map is at this zoom."""
    half = 360 * _SMALL[0] / (256 * 2**zoom) / 2 / _ROOM
    return [(lat, max(-180.0, lon - half)), (lat, min(180.0, lon + half))]
