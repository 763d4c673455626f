"""Rows of places -> a layer for a map of folium's, beside others that are on it. The home of folium."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ..draw.palette import colour
from .views import Row

__all__ = ["layer"]

_TOLD = ("name", "role", "mentions", "excerpt")


def layer(rows: Iterable[Row], name: str) -> Any:
    """A folium.GeoJson of that name: a dot a place, coloured by role, which tells its name and an excerpt.

    folium puts what a dot tells into the page as HTML, so here it is escaped.
    """
    # Who draws our own page does not wait for it.
    from folium import CircleMarker, GeoJson, GeoJsonTooltip

    features = [
        {
            "type": "Feature",
            "id": str(number),
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {key: escape(cell) if isinstance(cell, str) else cell for key, cell in row.items()},
        }
        for number, row in enumerate(rows)
    ]
    return GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        marker=CircleMarker(radius=7, weight=1, fill=True, fill_opacity=0.7),
        style_function=_style,
        tooltip=GeoJsonTooltip(_TOLD) if features else None,
    )


def _style(feature: Mapping[str, Any]) -> dict[str, str]:
    ink = colour(feature["properties"]["role"])
    return {"color": ink, "fillColor": ink}
