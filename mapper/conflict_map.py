"""A finished map: the page, and what it was drawn from, for notebooks and data frames."""

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .records import LocatedArticle
from .write import writing

if TYPE_CHECKING:
    from .draw.borders import BorderPolicy
    from .export.views import View

__all__ = ["ConflictMap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictMap:
    """A finished page: one HTML document that needs no network; and the located articles that it was drawn from.

    A notebook shows the page where an object of this class is the last value of a cell. `title` is the heading that
    was asked for, "" where the page takes it from its articles.
    """

    html: str
    located: tuple[LocatedArticle, ...] = ()
    title: str = ""

    def save(self, path: str | Path) -> None:
        """Write the page, replacing what was there only when all of it is written. Raises OutputError."""
        with writing(path) as stream:
            stream.write(self.html)

    def to_geojson(self, *, by: "View" = "place") -> dict[str, Any]:
        """An RFC 7946 FeatureCollection: a feature a place, a mention, an article, or a place and day."""
        # Who only locates waits for no exporter.
        from .export.text import geojson
        from .export.views import rows

        found: dict[str, Any] = json.loads("".join(geojson(rows(self.located, by))))
        return found

    def to_dataframe(self, *, by: "View" = "mention") -> Any:
        """A data frame with the columns of `mapper export`: of pandas, or of polars where that alone is there.

        Raises ExtraError where neither is installed.
        """
        # Who wants no data frame need not have the library of one.
        from .export.frames import frame
        from .export.views import rows

        return frame(rows(self.located, by), by)

    def layer(self, *, name: str = "In the news", borders: "BorderPolicy" = "un", language: str = "en") -> Any:
        """The places as a folium.FeatureGroup, for a folium.Map of your own: `made.layer().add_to(world)`.

        Countries and regions are shapes, by the policy of contested borders, the others dots; pressed, each tells its
        excerpts, in words of the language. A folium.LayerControl switches it by its name.
        """
        # folium is for those who have such a map.
        from .export.layer import layer

        return layer(self.located, name, borders=borders, language=language)

    to_folium = layer

    def _repr_html_(self) -> str:
        """The page in a frame, as a notebook shows it."""
        style = "width: 100%; height: 600px; border: 0"
        return f'<iframe title="Map" sandbox="allow-scripts" style="{style}" srcdoc="{escape(self.html)}"></iframe>'
