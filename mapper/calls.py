"""The calls of Python: locate articles, draw them, or both. Their names stand in `mapper`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from gazetteer import Gazetteer

from .conflict_map import ConflictMap
from .correct.corrections import Corrections
from .pipeline import Locator, Steps, StepSettings
from .protect.publication import PublicationPolicy, Publisher
from .records import Article, LocatedArticle
from .resolve.resolver import Policy

if TYPE_CHECKING:
    from .drawing import DrawSettings

__all__ = ["Mapper", "draw_located", "locate", "map_articles"]


def locate(articles: Iterable[Article], **settings: "Unpack[StepSettings]") -> Iterator[LocatedArticle]:
    """Recognise and resolve the places of each article, as a stream in the order given.

    settings  those of Mapper: gazetteer, model, policy, given_mentions, online, corrections
    Raises ModelError, GazetteerError and, for the service, InputError before the first article.
    """
    return Steps(**settings).load()(articles)


@dataclass(frozen=True, kw_only=True, eq=False)
class Mapper(Steps):
    """A locator that is loaded once, for one article or for many: `Mapper()("Shells hit Kharkiv.")`.

    The network is loaded with the first article. A Mapper travels to other processes (by pickle) as its settings alone,
    and is loaded anew there; threads may share one. In a coroutine: `await asyncio.to_thread(mapper, article)`.

    gazetteer       whose places are meant; the one in the package unless given
    model           an installed spaCy pipeline to recognise with; our own unless given
    policy          how sure a choice must be, and where it leans
    given_mentions  resolve the mentions that came with the articles, and look for no others
    online          a service of geopy's ("nominatim") that is asked for names the gazetteer lacks; none unless given
    corrections     what people have put right, as `read_corrections` gives it; done last
    Raises what `locate` raises.
    """

    def __post_init__(self) -> None:
        _ = self.store  # where there is none, that is said now

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if key != "_locator"}

    @cached_property
    def _locator(self) -> Locator:
        return self.load()

    def __call__(self, article: Article | str) -> LocatedArticle:
        """The article, or the text of one, with its places."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article | str]) -> Iterator[LocatedArticle]:
        """The same of many, as a stream in the order given: quicker than a call for each."""
        return self._locator(Article(text=one) if isinstance(one, str) else one for one in articles)


def map_articles(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    articles: Iterable[Article],
    *,
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
    policy: Policy | None = None,
    corrections: Corrections | None = None,
    care: PublicationPolicy | None = None,
    **settings: "Unpack[DrawSettings]",
) -> ConflictMap:
    """Locate the articles, as `locate` does, and draw them, as `draw_located` does. Raises what these raise.

    settings  of the page, as `draw_located` has them: title, language, theme …
    """
    gazetteer = gazetteer or Gazetteer.open()
    located = locate(articles, gazetteer=gazetteer, model=model, policy=policy, corrections=corrections)
    return draw_located(located, gazetteer=gazetteer, care=care, recogniser=model or "", **settings)


def draw_located(
    located: Iterable[LocatedArticle],
    *,
    gazetteer: Gazetteer | None = None,
    care: PublicationPolicy | None = None,
    recogniser: str = "",
    **settings: "Unpack[DrawSettings]",
) -> ConflictMap:
    """Draw located articles as one page.

    care           the publication policy: what may be shown; everything unless given
    recogniser     the spaCy pipeline that found the names, for the page to name; our own network unless given
    title          heading of the page; that of the article, or a plain one, unless given
    theme          light, dark, or auto, which is what the reader's system says
    language       of the page's own words: "en", "uk" …
    borders        the policy by which contested borders are drawn: un, de-facto or disputed
    tiles          the address of an online map below the pins, with {z}, {x} and {y}; a page with it asks that server
    tiles_credit   whose it is
    detail         a file of roads and railways: GeoJSON, .gpkg or .pmtiles
    detail_credit  whose those are
    lesson         a file of questions that the page asks, lesson.toml; "proposed" for proposed ones
    story          a file of steps that the page tells one after the other, story.toml
    Raises GazetteerError, and InputError where the policy leaves nothing to show, or a setting cannot be used.
    """
    # Who only locates waits for no page.
    from .drawing import Drawing

    return Drawing(**settings).of(
        located, Publisher(care or PublicationPolicy(), gazetteer or Gazetteer.open()), recogniser=recogniser
    )
