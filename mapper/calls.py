"""The calls of Python: locate articles, draw them, or both. Their names stand in `mapper`."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer import Gazetteer

from .conflict_map import ConflictMap
from .correct.corrections import Corrections
from .draw.borders import BorderPolicy
from .pipeline import Locator, Steps
from .protect.publication import Care, Publisher
from .records import Article, LocatedArticle
from .resolve.resolver import Policy

if TYPE_CHECKING:
    from .draw.page import Theme
    from .draw.parts import Part

__all__ = ["Mapper", "draw_located", "locate", "map_articles"]


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
    steps = Steps(
        gazetteer=gazetteer or Gazetteer.open(), model=model, policy=policy, given_mentions=given_mentions,
        online=online, corrections=corrections,
    )  # fmt: skip
    return steps.load()(articles)


class Mapper:
    """A locator that is loaded once, for one article or for many: `Mapper()("Shells hit Kharkiv.")`.

    The network is loaded with the first article. A Mapper travels to other processes (by pickle) as its settings alone,
    and is loaded anew there; threads may share one. In a coroutine: `await asyncio.to_thread(mapper, article)`.

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
        self._steps = Steps(
            gazetteer=gazetteer or Gazetteer.open(), model=model, policy=policy, given_mentions=given_mentions,
            online=online, corrections=corrections,
        )  # fmt: skip

    def __getstate__(self) -> dict[str, Any]:
        return {"_steps": self._steps}

    @cached_property
    def _locator(self) -> Locator:
        return self._steps.load()

    def __call__(self, article: Article | str) -> LocatedArticle:
        """The article, or the text of one, with its places."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article | str]) -> Iterator[LocatedArticle]:
        """The same of many, as a stream in the order given: quicker than a call for each."""
        return self._locator(Article(text=one) if isinstance(one, str) else one for one in articles)


def map_articles(  # noqa: PLR0913 -- as `draw_located`
    articles: Iterable[Article],
    *,
    title: str = "",
    language: str = "en",
    theme: "Theme" = "auto",
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
    policy: Policy | None = None,
    corrections: Corrections | None = None,
    borders: BorderPolicy = "un",
    care: Care | None = None,
    tiles: str = "",
    tiles_credit: str = "",
    story: str | Path = "",
) -> ConflictMap:
    """Locate the articles, as `locate` does, and draw them, as `draw_located` does. Raises what these raise."""
    gazetteer = gazetteer or Gazetteer.open()
    located = locate(articles, gazetteer=gazetteer, model=model, policy=policy, corrections=corrections)
    return draw_located(
        located, title=title, language=language, theme=theme, gazetteer=gazetteer, borders=borders, care=care,
        recogniser=model or "", tiles=tiles, tiles_credit=tiles_credit, story=story,
    )  # fmt: skip


def draw_located(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    located: Iterable[LocatedArticle],
    *,
    title: str = "",
    language: str = "en",
    theme: "Theme" = "auto",
    gazetteer: Gazetteer | None = None,
    borders: BorderPolicy = "un",
    care: Care | None = None,
    recogniser: str = "",
    tiles: str = "",
    tiles_credit: str = "",
    story: str | Path = "",
) -> ConflictMap:
    """Draw located articles as one page, its own words in `language`.

    theme       light, dark, or auto, which is what the reader's system says
    care        what may be shown, as the options of the command have it; everything unless given
    recogniser  the spaCy pipeline that found the names, for the page to name; our own network unless given
    tiles       the address of an online map below the pins, with {z}, {x} and {y}, and `tiles_credit` whose it is; a
                page with it asks that server
    story       a file of steps that the page tells one after the other: story.toml
    Raises GazetteerError, and InputError where care leaves nothing to show, or tiles or the story cannot be used.
    """
    from .draw.page import draw

    parts, said = _parts(tiles, tiles_credit, str(story))
    publisher = Publisher(care or Care(), gazetteer or Gazetteer.open())
    shown = tuple(publisher.apply(located, {"title": title, **said}))
    page = draw(
        shown, title=title, theme=theme, gazetteer=publisher.gazetteer, language=language, borders=borders,
        recogniser=recogniser, parts=[*parts, *([publisher.part()] if care else [])],
    )  # fmt: skip
    return ConflictMap(html=page, located=shown)


def _parts(tiles: str, tiles_credit: str, story: str) -> tuple[list["Part"], dict[str, str]]:
    """The parts of the page that were asked for, and the words that come with them, by where they stand."""
    parts: list[Part] = []
    said = {"tiles": tiles, "tiles_credit": tiles_credit}
    if tiles:
        from .draw.tiles import tiles as layer

        parts.append(layer(tiles, tiles_credit))
    if story:
        from .teach.authored import texts_of
        from .teach.story import read_story, told

        parts.append(told(read_story(story)))
        said |= texts_of(story)
    return parts, said
