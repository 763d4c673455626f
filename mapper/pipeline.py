"""The steps on one screen: articles -> mentions -> candidates -> places -> corrected places.

Every command that locates, and every call of Python, goes through Steps.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from gazetteer import Gazetteer

from .correct.corrections import Corrections
from .errors import RecordError
from .records import Article, LocatedArticle, Mention
from .resolve.rank import RankedMention, rank
from .resolve.resolver import Policy, resolve

__all__ = ["Locator", "StepSettings", "Steps"]

Locator = Callable[[Iterable[Article]], Iterator[LocatedArticle]]
_Finder = Callable[[Iterable[Article]], Iterator[tuple[Article, tuple[Mention, ...]]]]


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The steps that locate articles, with their settings. They travel to other processes, and are loaded there.

    gazetteer       whose places are meant; the one in the package unless given
    model           an installed spaCy pipeline to recognise with; our own unless given
    policy          how sure a choice must be, and where it leans
    given_mentions  resolve the mentions that came with the articles, and look for no others
    online          a service of geopy's ("nominatim") that is asked for names the gazetteer lacks; none unless given
    corrections     what people have put right, as `read_corrections` gives it; done last
    """

    gazetteer: Gazetteer | None = None
    model: str | None = None
    policy: Policy | None = None
    given_mentions: bool = False
    online: str | None = None
    corrections: Corrections | None = None

    def load(self) -> Locator:
        """A locator: articles in, located articles out, as a stream in the order given. Loaded once for many calls.

        Raises ModelError, GazetteerError and, for the service, InputError.
        """
        store = self.store
        found = self._recogniser()
        ask = self._asking()
        corrected = self.corrections.apply if self.corrections else None

        def located(articles: Iterable[Article]) -> Iterator[LocatedArticle]:
            resolved = (resolve(one, mentions, store, self.policy) for one, mentions in found(_checked(articles)))
            asked = ask(resolved) if ask else resolved
            return map(corrected, asked) if corrected else asked

        return located

    def ranked(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Sequence[RankedMention]]]:
        """Each article with the ranked candidates of its mentions, before one is chosen. Raises what `load` raises."""
        lean = self.policy.lean if self.policy else frozenset[str]()
        for article, mentions in self._recogniser()(_checked(articles)):
            yield article, rank(article, mentions, self.store, lean=lean)

    @cached_property
    def store(self) -> Gazetteer:
        """The gazetteer, opened. Raises GazetteerError."""
        return self.gazetteer or Gazetteer.open()

    def _recogniser(self) -> _Finder:
        if self.given_mentions:
            return lambda articles: ((article, article.mentions) for article in articles)
        # numpy and the network's run-time are heavy: only those who recognise wait for them.
        from .recognise.articles import load_recogniser

        return load_recogniser(self.store, self.model).pipe

    def _asking(self) -> Callable[[Iterable[LocatedArticle]], Iterator[LocatedArticle]] | None:
        if not self.online:
            return None
        # geopy is for those who ask to go online.
        from .resolve.online import asking

        return asking(self.online)


class StepSettings(TypedDict, total=False):
    """The settings of Steps, as a call passes them on."""

    gazetteer: Gazetteer | None
    model: str | None
    policy: Policy | None
    given_mentions: bool
    online: str | None
    corrections: Corrections | None


def _checked(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles. Raises RecordError for anything else, such as the text of one."""
    for article in articles:
        if not isinstance(article, Article):
            raise RecordError(f"{article!r:.40} is no Article; give Article(text=…)")
        yield article
