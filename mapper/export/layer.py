"""Located articles -> a layer for a map of folium's, beside others that are on it. The home of folium.

Our own page does not use folium: it needs no request, holds ten thousand places, and has its own controls. folium is
here for what it is good at: whoever has a map of it, with tiles, plugins and a LayerControl, puts ours on that map.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from ..draw.borders import BorderPolicy
from ..draw.frame import is_broad
from ..draw.palette import colour
from ..draw.words import Words
from ..escape import element, safe_url
from ..pins import BY_STRENGTH, Pin, PinnedArticle, collect
from ..records import LocatedArticle
from .areas import geometry_of

__all__ = ["layer"]

_MOST_EXCERPTS = 6  # of one place
_SURE = 0.7  # below it a place is drawn as not sure
_WIDEST, _HIGHEST = 340, 280  # px, of what a place tells
_UNSHAPED = {"radius": 12, "fill": False, "dashArray": "2 4"}  # what is too wide for a dot and has no shape


def layer(located: Iterable[LocatedArticle], name: str, *, borders: BorderPolicy = "un", language: str = "en") -> Any:
    """A folium.FeatureGroup of that name: areas as shapes, a dot for each other place, coloured by role.

    Each tells its name when it is pointed at, and its excerpts when it is pressed. folium puts both into the page as
    HTML, so here they are escaped.
    """
    # Who draws our own page does not wait for it.
    from folium import FeatureGroup

    words, collected = Words(language), collect(located)
    group = FeatureGroup(name=element("span", name))  # what a LayerControl puts into the page as HTML too
    # Shapes below, and of the dots the strongest on top.
    order = sorted(collected.pins, key=lambda pin: (-BY_STRENGTH.index(pin.role), len(pin.excerpts)))
    features = [_feature(pin, collected.articles, words, borders) for pin in order]
    features.sort(key=lambda feature: feature["geometry"]["type"] == "Point")
    for _, kind in groupby(features, key=lambda feature: feature["geometry"]["type"] == "Point"):
        _geojson(list(kind)).add_to(group)
    return group


def _geojson(features: list[dict[str, Any]]) -> Any:
    from folium import CircleMarker, GeoJson, GeoJsonPopup, GeoJsonTooltip

    for number, feature in enumerate(features):
        feature["id"] = str(number)
    return GeoJson(
        {"type": "FeatureCollection", "features": features},
        control=False,  # the group is what is switched
        marker=CircleMarker(),
        style_function=_style,
        tooltip=GeoJsonTooltip(["name"], labels=False),
        popup=GeoJsonPopup(["told"], labels=False, localize=False, max_width=_WIDEST, max_height=_HIGHEST),
    )


def _feature(pin: Pin, articles: tuple[PinnedArticle, ...], words: Words, borders: BorderPolicy) -> dict[str, Any]:
    shape = geometry_of(pin.place, borders)
    look: dict[str, Any] = {"radius": min(18.0, 5 + 2 * len(pin.excerpts) ** 0.5)} if shape is None else {}
    if shape is None and is_broad(pin.place):
        look = _UNSHAPED
    if max(excerpt.confidence for excerpt in pin.excerpts) < _SURE:
        look = {**look, "dashArray": "3 3"}
    return {
        "type": "Feature",
        "geometry": shape or {"type": "Point", "coordinates": [pin.place.lon, pin.place.lat]},
        "properties": {
            "name": element("span", words.place(pin.place)),
            "told": element("div", *_told(pin, articles, words)),
            "role": pin.role,
            "look": look,
        },
    }


def _told(pin: Pin, articles: tuple[PinnedArticle, ...], words: Words) -> Iterator[str]:
    """The text of a place: its name, its role, and the sentences that name it, each with its article."""
    yield element("strong", words.place(pin.place))
    yield element("div", words.form(f"role_{pin.role}_legend", part="script"))
    for number, found in groupby(pin.excerpts[:_MOST_EXCERPTS], key=lambda excerpt: excerpt.article):
        for excerpt in found:
            yield element("p", excerpt.before, element("b", excerpt.text), excerpt.after)
        yield element("small", *_source(articles[number]))
    if len(pin.excerpts) > _MOST_EXCERPTS:
        yield element("div", words.counted("noscript_more", len(pin.excerpts) - _MOST_EXCERPTS))


def _source(article: PinnedArticle) -> Iterator[str]:
    address = safe_url(article.url)
    yield element("a", article.title, href=address, target="_blank", rel="noopener") if address else article.title
    yield from (f" · {fact}" for fact in (article.source, "" if article.date_guessed else article.date) if fact)


def _style(feature: Mapping[str, Any]) -> dict[str, Any]:
    told = feature["properties"]
    ink = colour(told["role"])
    if feature["geometry"]["type"] == "Point":
        return {"color": ink, "fillColor": ink, "weight": 1, "fill": True, "fillOpacity": 0.7, **told["look"]}
    filled = told["role"] != "context" and feature["geometry"]["type"] == "MultiPolygon"
    return {
        "color": ink,
        "fillColor": ink,
        "weight": 1.5 if filled else 2.5,
        "fill": filled,
        "fillOpacity": 0.14,
        **told["look"],
    }
