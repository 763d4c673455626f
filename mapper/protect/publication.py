"""Publication policy: located articles in, located articles out that hold only what may be shown.

It stands before everything that is collected, so a page, its preview, an export and a lesson have nothing else to leak.
What is left out is said as a count and never by name. All articles are looked through before the first is given, for
the last may be the one that says that a name is a camp's.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

from gazetteer import Gazetteer, Place

from ..draw.parts import Part
from ..errors import InputError
from ..pins import shown_role
from ..records import Article, LocatedArticle, Resolution, Role
from .coarsen import Coarsener, Coarsening
from .listed import Listed
from .redact import MARK, Redactor, Span, blanked
from .shown import Shown
from .withhold import Withheld

__all__ = ["Counts", "PublicationPolicy", "Publisher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPolicy:
    """A publication policy: what may be shown.

    delay      how long after the end of its day of publication (UTC) an article is held back; one whose date
               nobody has declared is held back too, for it may be of today
    coarsen    a radius in km, "district" or "region": nothing is on the map more precisely; 0 leaves positions alone
    withhold   places, kinds, roles and names that are nowhere to be read
    only       mentions in these roles alone become pins; the words of the others stay in the text
    internal   the page says that it is not for publication
    """

    delay: dt.timedelta = dt.timedelta(0)
    coarsen: Coarsening = 0.0
    withhold: Withheld = field(default_factory=Withheld)
    only: frozenset[Role] = frozenset()
    internal: bool = False

    def __bool__(self) -> bool:
        return bool(self.delay or self.coarsen or self.withhold or self.only or self.internal)


@dataclass(slots=True, kw_only=True)
class Counts:
    """Counts of articles kept back (late: too new; undated: nobody knows), of places, mentions, and places moved."""

    late: int = 0
    undated: int = 0
    places: int = 0
    mentions: int = 0
    words: int = 0
    articles: int = 0
    moved: int = 0


class Publisher:
    """One run under a policy. Its `gazetteer` knows of nothing that is withheld once the articles have passed."""

    def __init__(self, policy: PublicationPolicy, gazetteer: Gazetteer, now: dt.datetime | None = None) -> None:
        self.policy = policy
        self.counts = Counts()
        self._now = now or dt.datetime.now(dt.UTC)
        self._coarsen = Coarsener(policy.coarsen, gazetteer)
        self._redactor = Redactor(gazetteer, sharpest_km=self._coarsen.km)
        self._blank = lru_cache(maxsize=65536)(self._redactor.blank)  # articles give the same reasons
        self._listed = Listed(policy.withhold, gazetteer, self._redactor)
        self._places: set[str] = set()
        self._moved: set[str] = set()
        self.gazetteer: Gazetteer = (
            Shown(gazetteer, lambda place: place.id in self._coarsen.moved or self._listed.names(place), self._redactor)
            if policy.withhold or policy.coarsen
            else gazetteer
        )

    def apply(
        self, located: Iterable[LocatedArticle], said: Mapping[str, str] | None = None
    ) -> Iterator[LocatedArticle]:
        """The articles as they may be shown.

        said  texts that will stand beside them and come from no article, by the name of the option that gave them
        Raises InputError where nothing is left, or one of those texts has what is withheld.
        """
        if not self.policy:
            yield from located
            return
        whole = list(located)
        items = [item for item in whole if not self._is_held(item.article)]
        self._listed.gather(whole)
        for place in {r.place for item in items for r in item.resolutions if r.place}:
            if self._coarsen(place) is not place:
                self._redactor.add_point(place.lat, place.lon)
        shown = [self._shown(item) for item in items]
        for option, text in (said or {}).items():
            if self._redactor.holds(text):
                raise InputError(f"{option} {text!r} names what is withheld; choose other words")
        if whole and not shown:
            counted = {"newer than --delay allows": self.counts.late, "without a date": self.counts.undated}
            why = " and ".join(f"{count:,} {what}" for what, count in counted.items() if count)
            raise InputError(f"nothing is shown, for all articles are held back ({why}); --delay 0 shows them")
        self.counts.places, self.counts.moved = len(self._places), len(self._moved)
        yield from shown

    def of(
        self, located: Iterable[LocatedArticle], authored: Mapping[str, str] | None = None, **said: str
    ) -> Iterator[LocatedArticle]:
        """The articles as they may be shown; `said` are arguments whose words will stand beside them.

        authored  other such words, by where they are from
        Raises what `apply` raises.
        """
        yield from self.apply(located, {**{self.called(name): text for name, text in said.items()}, **(authored or {})})

    @staticmethod
    def called(argument: str) -> str:
        """What an argument is called in what is said about it."""
        return argument

    @property
    def parts(self) -> tuple[Part, ...]:
        """The part of the page about it, where there is anything to say."""
        if not self.policy:
            return ()
        scripts, styles = ("parts/publication.js",), ("publication.css",)
        return (Part(name="publication", data=lambda _: self.facts(), scripts=scripts, styles=styles),)

    def facts(self) -> dict[str, Any]:
        """The facts for the page: the counts, how far positions were moved, and whether it is internal."""
        to = self.policy.coarsen
        return asdict(self.counts) | {
            "hours": round(self.policy.delay.total_seconds() / 3600),
            "coarsened": to if isinstance(to, str) else f"{to:g} km" if to else "",
            "only": sorted(self.policy.only),
            "internal": self.policy.internal,
        }

    def unused(self) -> list[str]:
        """The entries of the list that nothing in the articles has answered to."""
        return self._listed.unused()

    def _is_held(self, article: Article) -> bool:
        if not self.policy.delay:
            return False
        if article.declared is None:
            self.counts.undated += 1
            return True
        end = dt.datetime.combine(article.declared + dt.timedelta(days=1), dt.time(), dt.UTC)
        late = end + self.policy.delay > self._now
        self.counts.late += late
        return late

    def _shown(self, item: LocatedArticle) -> LocatedArticle:
        """One article without what is withheld: its mentions moved to where they stand in the new text."""
        text = item.article.text
        in_role, here = self._listed.by_article(item)
        spans = [*self._redactor.spans(text), *here.spans(text)]
        spans += [
            (r.mention.start, r.mention.end)
            for number, r in enumerate(item.resolutions)
            if number in in_role or (r.place and self._is_withheld(r.place))
        ]
        kept = [resolution for resolution in item.resolutions if not _touched(resolution, spans)]
        self.counts.mentions += len(item.resolutions) - len(kept)
        self._places.update(r.place.id for r in item.resolutions if r.place and _touched(r, spans))
        changed = self._article(item.article, spans, here)
        resolutions = []
        for resolution in kept:
            if not self.policy.only or shown_role(resolution) in self.policy.only:
                start = len(blanked(text[: resolution.mention.start], _before(spans, resolution.mention.start)))
                mention = changed.mention(start, start + len(resolution.mention.text), resolution.mention.label)
                resolutions.append(self._resolution(replace(resolution, mention=mention), here))
        return LocatedArticle(article=changed, resolutions=tuple(resolutions))

    def _article(self, article: Article, spans: list[Span], here: Redactor) -> Article:
        """The article without these spans of its text, and without the same words elsewhere.

        One that has lost a word loses its link as well, which leads to that word, those of its copies, and its id,
        which may hold it or be a sum over it by which a guess could be confirmed, and its pages, which begin elsewhere
        in what is left. A dataset's own point of an event
        is sharper than what may be shown, so none is; nor is who wrote it, who may be a member of a private chat, and
        when to the minute.
        """
        title, source, language = (
            here.blank(self._redactor.blank(text)) for text in (article.title, article.source, article.language)
        )
        whole = replace(article, mentions=(), copies=(), coded=(), times=(), author="", section="")
        clean = replace(whole, title=title, source=source, language=language, text=blanked(article.text, spans))

        def names(*words: str) -> bool:
            return any(redactor.holds(" ".join(words)) for redactor in (self._redactor, here))

        if clean == whole and not names(article.id, article.url):
            copies = (c for c in article.copies if not names(c.id, c.title, c.url, c.source))
            return replace(clean, copies=tuple(copies))
        self.counts.articles += 1
        self.counts.words += f"{title} {source} {clean.text}".count(MARK)
        return replace(clean, id="", url="", pages=())

    def _resolution(self, resolution: Resolution, here: Redactor) -> Resolution:
        place = resolution.place and self._place(resolution.place)
        if place and resolution.place and place.id != resolution.place.id:
            self._moved.add(resolution.place.id)
        candidates = {
            moved.id: replace(candidate, place=moved)
            for candidate in reversed(resolution.candidates)
            if not self._is_withheld(candidate.place)
            and not here.holds(candidate.place.name)
            and (moved := self._place(candidate.place))
        }

        def blank(text: str) -> str:
            return here.blank(self._blank(text))

        said = resolution.confirmed
        return replace(
            resolution, place=place, candidates=tuple(reversed(candidates.values())),
            because=tuple(one.changed(blank) for one in resolution.because),
            confirmed=said and replace(said, by=blank(said.by), at=blank(said.at), why=blank(said.why)),
        )  # fmt: skip

    def _is_withheld(self, place: Place) -> bool:
        """True where a place is withheld, or the place to which it would be moved."""
        return self._listed.names(place) or self._listed.names(self._coarsen(place))

    def _place(self, place: Place) -> Place:
        moved = self._coarsen(place)
        admin1, country, wikidata = (
            "" if self._redactor.holds(words) else words for words in (moved.admin1, moved.country, moved.wikidata)
        )
        if (admin1, country, wikidata) == (moved.admin1, moved.country, moved.wikidata):
            return moved
        return replace(moved, admin1=admin1, country=country, wikidata=wikidata)


def _touched(resolution: Resolution, spans: Iterable[Span]) -> bool:
    mention = resolution.mention
    return any(start < mention.end and mention.start < end for start, end in spans)


def _before(spans: Iterable[Span], at: int) -> list[Span]:
    return [span for span in spans if span[1] <= at]
