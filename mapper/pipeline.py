"""The steps on one screen: articles -> mentions -> resolutions -> one HTML page."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer import Gazetteer

from .correct.corrections import Corrections
from .draw.borders import BorderPolicy
from .errors import RecordError
from .protect.care import Care, Careful
from .records import Article, LocatedArticle, Mention
from .resolve.resolver import Policy, resolve
from .write import writing

if TYPE_CHECKING:
    from .export.views import View

__all__ = ["ConflictMap", "Locator", "Mapper", "draw_located", "finder", "load_locator", "locate", "map_articles"]

Locator = Callable[[Iterable[Article]], Iterator[LocatedArticle]]
_Found = Iterator[tuple[Article, tuple[Mention, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictMap:
    """A finished page: one HTML document that needs no network; and the located articles that it was drawn from.

    A notebook shows the page where an object of this class is the last value of a cell.
    """

    html: str
    located: tuple[LocatedArticle, ...] = ()

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

    def to_folium(self, *, name: str = "In the news") -> Any:
        """The places as a layer, a folium.GeoJson, for a folium.Map of your own: `made.to_folium().add_to(world)`."""
        # folium is for those who have such a map.
        from .export.layer import layer
        from .export.views import rows

        return layer(rows(self.located, "place"), name)

    def _repr_html_(self) -> str:
        """The page in a frame, as a notebook shows it."""
        style = "width: 100%; height: 600px; border: 0"
        return f'<iframe title="Map" sandbox="allow-scripts" style="{style}" srcdoc="{escape(self.html)}"></iframe>'


def locate(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    articles: Iterable[Article],
    *,
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
    policy: Policy | None = None,
    given_mentions: bool = False,
    online: str | None = None,
    corrections: Corrections | None = None,
) -> Iterator[LocatedArticle]:
    """Recognise and resolve the places of each article, as a stream in the order given.

    gazetteer       the one in the package unless given
    model           an installed spaCy pipeline to recognise with; our own unless given
    policy          how sure a choice must be, and where it leans
    given_mentions  resolve the mentions that came with the articles, and look for no others
    online          a service of geopy's ("nominatim") that is asked for names the gazetteer lacks; none unless given
    corrections     what people have put right, as `read_corrections` gives it; done last
    Raises ModelError, GazetteerError and, for the service, InputError before the first article.
    """
    store = gazetteer or Gazetteer.open()
    locator = load_locator(store, model, policy, given_mentions=given_mentions, online=online, corrections=corrections)
    return locator(articles)


def load_locator(  # noqa: PLR0913 -- as `locate`
    gazetteer: Gazetteer,
    model: str | None = None,
    policy: Policy | None = None,
    *,
    given_mentions: bool = False,
    online: str | None = None,
    corrections: Corrections | None = None,
) -> Locator:
    """What `locate` does, loaded once for many calls. Raises what `locate` raises."""
    find = finder(gazetteer, model, given_mentions=given_mentions)

    def located(articles: Iterable[Article]) -> Iterator[LocatedArticle]:
        found = find(map(_checked, articles))
        return (resolve(article, mentions, gazetteer, policy) for article, mentions in found)

    locator: Locator = located
    if online:
        # geopy is for those who ask to go online.
        from .resolve.online import asking

        locator = _then(asking(online), locator)
    return _then(partial(map, corrections.apply), locator) if corrections else locator


class Mapper:
    """What `locate` does, loaded once, for one article or for many: `Mapper()("Shells hit Kharkiv.")`.

    What it loads it loads with the first article. It travels to other processes (by pickle) as its settings alone and
    is loaded anew there; threads may share one. In a coroutine: `await asyncio.to_thread(mapper, article)`.

    The settings are those of `locate`, and it raises what `locate` raises.
    """

    def __init__(  # noqa: PLR0913 -- as `locate`
        self,
        *,
        gazetteer: Gazetteer | None = None,
        model: str | None = None,
        policy: Policy | None = None,
        given_mentions: bool = False,
        online: str | None = None,
        corrections: Corrections | None = None,
    ) -> None:
        self._load = partial(
            load_locator, gazetteer or Gazetteer.open(), model, policy,
            given_mentions=given_mentions, online=online, corrections=corrections,
        )  # fmt: skip

    def __getstate__(self) -> dict[str, Any]:
        return {"_load": self._load}

    @cached_property
    def _locator(self) -> Locator:
        return self._load()

    def __call__(self, article: Article | str) -> LocatedArticle:
        """The article, or the text of one, with its places."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article | str]) -> Iterator[LocatedArticle]:
        """The same of many, as a stream in the order given: quicker than a call for each."""
        return self._locator(Article(text=one) if isinstance(one, str) else one for one in articles)


def _then(step: Callable[[Iterator[LocatedArticle]], Iterator[LocatedArticle]], locator: Locator) -> Locator:
    return lambda articles: step(locator(articles))


def finder(
    gazetteer: Gazetteer, model: str | None = None, *, given_mentions: bool = False
) -> Callable[[Iterable[Article]], _Found]:
    """What finds the mentions of articles: those that came with them, or those of a recogniser."""
    return _given if given_mentions else _recognised(gazetteer, model)


def _checked(article: Article) -> Article:
    """The article. Raises RecordError where it is none, such as the text of one."""
    if not isinstance(article, Article):
        raise RecordError(f"{article!r:.40} is no Article; give Article(text=…)")
    return article


def _given(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
    return ((article, article.mentions) for article in articles)


def _recognised(gazetteer: Gazetteer, model: str | None) -> Callable[[Iterable[Article]], _Found]:
    # spaCy takes a second to import: only those who recognise wait for it.
    from .recognise.recogniser import load_recogniser

    return load_recogniser(gazetteer, model).pipe


def map_articles(  # noqa: PLR0913 -- as `draw_located`
    articles: Iterable[Article],
    *,
    title: str = "",
    language: str = "en",
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
    policy: Policy | None = None,
    corrections: Corrections | None = None,
    borders: BorderPolicy = "un",
    care: Care | None = None,
) -> ConflictMap:
    """Locate the articles, as `locate` does, and draw them, as `draw_located` does. Raises what these raise."""
    gazetteer = gazetteer or Gazetteer.open()
    located = locate(articles, gazetteer=gazetteer, model=model, policy=policy, corrections=corrections)
    return draw_located(
        located, title=title, language=language, gazetteer=gazetteer, borders=borders, care=care,
        recogniser=model or "",
    )  # fmt: skip


def draw_located(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    located: Iterable[LocatedArticle],
    *,
    title: str = "",
    language: str = "en",
    gazetteer: Gazetteer | None = None,
    borders: BorderPolicy = "un",
    care: Care | None = None,
    recogniser: str = "",
) -> ConflictMap:
    """Draw located articles as one page, its own words in `language`.

    care        what may be shown, as the options of the command have it; everything unless given
    recogniser  the spaCy pipeline that found the names, for the page to name; our own network unless given
    Raises GazetteerError, and InputError where care leaves nothing to show.
    """
    from .draw.page import draw

    careful = Careful(care or Care(), gazetteer or Gazetteer.open())
    shown = tuple(careful.apply(located, {"title": title}))
    page = draw(
        shown, title=title, gazetteer=careful.gazetteer, language=language, borders=borders, recogniser=recogniser,
        parts=[careful.part()] if care else [],
    )  # fmt: skip
    return ConflictMap(html=page, located=shown)
