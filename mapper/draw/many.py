"""Parts of a page with more than a reader sees at once: its time as bars, heat, and regions with counts."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from gazetteer import Place

from ..pins import Pins
from .areas import area_of
from .ground import Ground
from .parts import Part, Setting

__all__ = ["many"]

_MORE_PLACES = 20  # of one article: from so many on a page has a search, and may show heat
_CARPET = 300  # places: more of them lie over each other, and are counted by region too


def many(collected: Pins, setting: Setting, ground: Ground) -> tuple[Part, ...]:
    """The parts that a page of several articles, or of one with many places, has; none for any other."""
    if len(collected.articles) < 2 and len(collected.pins) <= _MORE_PLACES:
        return ()
    modules = tuple(f"parts/many/{name}.js" for name in ("timeline", "heat", "focus"))
    crowd = Part(name="many", data=lambda _: None, first=modules, styles=("many.css",))
    if len(collected.pins) <= _CARPET:
        return (crowd,)
    return crowd, Part(name="regional", data=partial(_regions, setting, ground), first=("parts/many/regions.js",))


def _regions(setting: Setting, ground: Ground, collected: Pins) -> list[list[Any]]:
    """[country, name, shape] of each first-level region that holds a place, as the page's areas have shapes.

    What lies in a country and no region that is known is in none: a whole country would be shaded for it.
    """
    regions = dict.fromkeys(filter(all, (_region_of(pin.place) for pin in collected.pins)))
    return list(_shapes(setting, ground, regions))


def _region_of(place: Place) -> tuple[str, str]:
    return place.country, place.name if place.kind == "region" else place.admin1


def _shapes(setting: Setting, ground: Ground, regions: Iterable[tuple[str, str]]) -> Iterator[list[Any]]:
    for country, name in regions:
        region = Place(id=f"{country}/{name}", name=name, lat=0.0, lon=0.0, kind="region", country=country)
        area = area_of(region, ground.detail, setting.borders)
        if area and area.rings:
            yield [country, setting.words.region(country, name), ground.tracer.text(area)]
