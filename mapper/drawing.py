"""Drawing on one screen: located articles -> what may be shown, the parts that were asked for -> a page.

Every command that draws, and every call of Python, goes through Drawing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .conflict_map import ConflictMap
from .draw.borders import BorderPolicy
from .draw.page import Theme, draw
from .draw.parts import Part
from .draw.words import Words
from .protect.publication import Publisher
from .provenance import Provenance
from .records import LocatedArticle

__all__ = ["DrawSettings", "Drawing"]


class DrawSettings(TypedDict, total=False):
    """The settings of Drawing, as a call passes them on."""

    title: str
    theme: Theme
    language: str
    borders: BorderPolicy
    tiles: str
    tiles_credit: str
    detail: str | Path
    detail_credit: str
    lesson: str | Path
    story: str | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The settings of a page that is to be drawn.

    title     heading of the page; "" takes that of the article where there is one, else a plain one
    theme     light, dark, or auto, which is what the reader's system says
    language  of the page's own words, a code
    borders   the policy by which contested borders are drawn
    tiles     the address of an online map below the pins, with {z}, {x} and {y}, and `tiles_credit` whose it is
    detail    a file of roads and railways, and `detail_credit` whose they are
    lesson    a file of questions that the page asks, or asking.PROPOSED
    story     a file of steps that the page tells one after the other
    """

    title: str = ""
    theme: Theme = "auto"
    language: str = "en"
    borders: BorderPolicy = "un"
    tiles: str = ""
    tiles_credit: str = ""
    detail: str | Path = ""
    detail_credit: str = ""
    lesson: str | Path = ""
    story: str | Path = ""

    def of(  # noqa: PLR0913 -- what is drawn, under which policy, and what it says of itself
        self,
        located: Iterable[LocatedArticle],
        publisher: Publisher,
        *,
        parts: Sequence[Part] = (),
        recogniser: str = "",
        provenance: Provenance | None = None,
        authored: Mapping[str, str] | None = None,
        **said: str,
    ) -> ConflictMap:
        """The page of what may be shown of the articles.

        parts           what else the page has
        recogniser      the spaCy pipeline that found the names, for the page to name; our own network unless given
        provenance      how it was made, which the page says to programs; as far as this tells it, unless given
        authored, said  more words that will stand on the page or beside it, as Publisher.of takes them
        Raises InputError, for a file that cannot be used before the first article is asked for; and GazetteerError.
        """
        asked = list(self._asked(publisher))
        shown = tuple(publisher.of(
            located, self._authored(publisher) | dict(authored or {}), title=self.title, tiles=self.tiles,
            tiles_credit=self.tiles_credit, detail_credit=self.detail_credit, **said,
        ))  # fmt: skip
        title = self.title or _heading(shown, asked, Words(self.language))
        page = draw(
            shown, title=title, theme=self.theme, gazetteer=publisher.gazetteer, language=self.language,
            borders=self.borders, recogniser=recogniser, provenance=provenance,
            parts=[*parts, *asked, *publisher.parts],
        )  # fmt: skip
        return ConflictMap(html=page, located=shown, title=title)

    def _asked(self, publisher: Publisher) -> Iterator[Part]:
        """The parts of the page that were asked for; each brings its module, and numpy with some."""
        if self.tiles:
            from .draw.tiles import tiles

            yield tiles(self.tiles, self.tiles_credit)
        if self.detail:
            from .draw.detail import detail

            yield detail(Path(self.detail), self.detail_credit)
        from .draw.shores import shores

        yield from shores()
        if self.lesson or self.story:
            from .teach.asking import Proposing, teaching

            yield from teaching(
                publisher.gazetteer, lesson=str(self.lesson), story=str(self.story),
                proposing=Proposing(page_language=self.language), is_limited=bool(publisher.parts),
            )  # fmt: skip

    def _authored(self, publisher: Publisher) -> dict[str, str]:
        """What an author has written for the page, where a policy has a say in it."""
        if not publisher.parts or not (self.lesson or self.story):
            return {}
        from .teach.asking import authored

        return authored(lesson=str(self.lesson), story=str(self.story))


def _heading(shown: Sequence[LocatedArticle], asked: Iterable[Part], words: Words) -> str:
    """What asks about one article is not called like it; "" lets the page choose."""
    return next((part.heading(words) for part in asked if part.heading and len(shown) == 1), "")
