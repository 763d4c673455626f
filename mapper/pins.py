"""Located articles -> pins with the excerpts that put them there -> GeoJSON.

Text is cut into pieces here, in code points, so that the page never counts characters.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from gazetteer import Place, distance_km

from .confirmed import Confirmed
from .escape import safe_url
from .origins import Copy
from .reading.reading import Reading, reading_of
from .reason import Reason, in_english
from .records import SAME_KM, Article, Candidate, LocatedArticle, Resolution, Role

__all__ = [
    "BY_STRENGTH",
    "Excerpt",
    "Piece",
    "Pin",
    "PinnedArticle",
    "Pins",
    "collect",
    "excerpt_of",
    "shown_role",
    "to_geojson",
]

BY_STRENGTH: tuple[Role, ...] = ("site", "context", "actor")
_WINDOW = 300  # characters on either side of a mention that an excerpt may reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The sentence around one mention.

    article     position of the article among those drawn
    mention     position of the mention among those of the article
    role, confidence, because   as the resolution has them; a place inside another name is never a site
    before, text, after        the sentence in three pieces, white space run together, "…" where it was cut
    others      what the mention might have meant instead, likeliest first; with the confidence they are 1 at most
    confirmed   what an editor has decided about the mention, or None
    role_confidence  how sure the role is, 0..1
    page        the page of the document on which the mention stands, 0 where it has none
    """

    article: int
    mention: int
    role: Role
    confidence: float
    because: tuple[Reason, ...]
    before: str
    text: str
    after: str
    others: tuple[Candidate, ...] = ()
    confirmed: Confirmed | None = None
    page: int = 0
    role_confidence: float = 1.0

    def to_dict(self) -> dict[str, Any]:
        """JSON: every field but `others` and `role_confidence`, the confidence to three decimals.

        `confirmed` and `page` are there where there is one.
        """
        out: dict[str, Any] = {
            "article": self.article, "mention": self.mention, "role": self.role,
            "confidence": round(self.confidence, 3), "reason": in_english(self.because),
            "before": self.before, "text": self.text, "after": self.after,
        }  # fmt: skip
        if self.page:
            out["page"] = self.page
        return out | {"confirmed": self.confirmed.to_dict()} if self.confirmed else out


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One place with every excerpt that names it, in order of the articles."""

    place: Place
    excerpts: tuple[Excerpt, ...]

    @property
    def role(self) -> Role:
        """The strongest of the excerpts' roles, as BY_STRENGTH has them."""
        return min((excerpt.role for excerpt in self.excerpts), key=BY_STRENGTH.index)

    @property
    def precision_km(self) -> float:
        """The precision of the place, in km; 0 where it is no number that JSON can hold."""
        return self.place.precision_km if math.isfinite(self.place.precision_km) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of an article's text. `mention` is the position of the mention it is, else None; `pin` that of its pin."""

    text: str
    mention: int | None = None
    pin: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedArticle:
    """An article as the page reads it.

    title  never empty: the article's own, else the beginning of its text
    head   the pieces of the heading; empty where the article has no title of its own
    body   the pieces of the text below; where the text begins with the title, what follows it
    copies the same report in other papers
    date_guessed  whether nobody has declared the date
    """

    id: str
    title: str
    date: str
    date_guessed: bool
    source: str
    url: str
    language: str
    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    copies: tuple[Copy, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON, without the copies; "?" behind the date says that it is a guess.

        A plain piece is its text, a mention is [text, mention, pin or null].
        """
        return {
            "id": self.id, "title": self.title, "date": self.date + "?" * self.date_guessed, "source": self.source,
            "url": self.url,
            "language": self.language, "head": [_piece(p) for p in self.head], "body": [_piece(p) for p in self.body],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """The pins and articles of a page: `unplaced` are the mentions without a place, each with its reason."""

    pins: tuple[Pin, ...]
    articles: tuple[PinnedArticle, ...]
    unplaced: tuple[Excerpt, ...]


def collect(located: Iterable[LocatedArticle]) -> Pins:
    """One pin for each place and point, in order of first mention; and each article with its mentions marked."""
    numbers: dict[tuple[str, float, float], int] = {}
    places: list[Place] = []
    excerpts: list[list[Excerpt]] = []
    articles: list[PinnedArticle] = []
    unplaced: list[Excerpt] = []
    for article_number, item in enumerate(located):
        pins: list[int | None] = []
        for mention_number, resolution in enumerate(item.resolutions):
            excerpt = excerpt_of(item.article, resolution, article_number, mention_number)
            place = resolution.place
            if place is None:
                unplaced.append(excerpt)
                pins.append(None)
                continue
            number = numbers.setdefault((place.id, place.lat, place.lon), len(numbers))
            if number == len(places):
                places.append(place)
                excerpts.append([])
            excerpts[number].append(excerpt)
            pins.append(number)
        articles.append(_pinned(item, pins))
    return Pins(
        pins=tuple(Pin(place=p, excerpts=tuple(e)) for p, e in zip(places, excerpts, strict=True)),
        articles=tuple(articles),
        unplaced=tuple(unplaced),
    )


def to_geojson(pins: Iterable[Pin]) -> dict[str, Any]:
    """An RFC 7946 FeatureCollection: one Point a pin, [longitude, latitude] in WGS84 degrees."""
    return {"type": "FeatureCollection", "features": [_feature(pin) for pin in pins]}


def _feature(pin: Pin) -> dict[str, Any]:
    place = pin.place
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]},
        "properties": {
            "place": place.id, "name": place.name, "kind": place.kind, "country": place.country,
            "admin1": place.admin1, "precision_km": pin.precision_km, "capital": place.capital, "role": pin.role,
            "wikidata": place.wikidata,
            "excerpts": [excerpt.to_dict() for excerpt in pin.excerpts],
        },
    }  # fmt: skip


def excerpt_of(article: Article, resolution: Resolution, position: int = 0, number: int = 0) -> Excerpt:
    """The sentence around a mention. `position` is that of the article among those drawn, `number` the mention's."""
    text, mention = article.text, resolution.mention
    start, end, cut_before, cut_after = _sentence(reading_of(text), mention.start, mention.end)
    return Excerpt(
        article=position,
        mention=number,
        role=shown_role(resolution),
        confidence=resolution.confidence,
        because=resolution.because,
        before="…" * cut_before + _run_together(text[start : mention.start]),
        text=mention.text,
        after=_run_together(text[mention.end : end]) + "…" * cut_after,
        others=_others(resolution),
        confirmed=resolution.confirmed,
        page=article.page_of(mention.start),
        role_confidence=resolution.role_confidence,
    )


def _others(resolution: Resolution) -> tuple[Candidate, ...]:
    """The candidates that would be another answer, with what the confidence leaves for them as their score."""
    place, candidates = resolution.place, resolution.candidates
    if place is None:
        return candidates
    # An area "20 km south of" a place is named after that one.
    here = next((c.place for c in candidates if c.place.id == place.id), place)
    far = [c for c in candidates if distance_km(here.lat, here.lon, c.place.lat, c.place.lon) > SAME_KM]
    left = min(1.0, (1 - resolution.confidence) / max(sum(c.score for c in far), 1e-9))
    return tuple(replace(c, score=c.score * left) for c in far)


def shown_role(resolution: Resolution) -> Role:
    """The role as it is shown: a place inside another name is never a site."""
    return "context" if resolution.mention.label == "EMBEDDED" and resolution.role == "site" else resolution.role


def _sentence(reading: Reading, start: int, end: int) -> tuple[int, int, bool, bool]:
    """[start, end) of the sentence around a mention, and whether it had to be cut short on either side."""
    text, low, high = reading.text, start - _WINDOW, end + _WINDOW
    first, last = reading.sentence_of(start, end)
    cut_before, cut_after = first < low, high < last
    if cut_before:  # not in the middle of a word, unless there is nothing but one
        first = next((m.end() for m in re.finditer(r"\s", text[low:start])), 0) + low
    if cut_after:
        last = high - len(text[end:high].rpartition(" ")[2]) if " " in text[end:high] else high
    return first, last, cut_before, cut_after


def _run_together(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _pinned(item: LocatedArticle, pins: list[int | None]) -> PinnedArticle:
    article = item.article
    text, title = article.text, article.title.strip()
    # A title at the head of a Markdown text has its mark before it.
    indent = len(text) - len(text.lstrip("# \t\r\n\ufeff"))
    begins = bool(title) and text.startswith(title, indent)
    head_end = indent + len(title) if begins else 0
    head = tuple(_pieces(item, pins, indent, head_end)) if begins else (Piece(text=title),) if title else ()
    body_start = len(text) - len(text[head_end:].lstrip()) if begins else 0
    return PinnedArticle(
        id=article.id, title=title or _beginning(article), date=article.date.isoformat() if article.date else "",
        date_guessed=article.date_guessed,
        source=article.source, url=safe_url(article.url), language=article.language,
        head=head, body=tuple(_pieces(item, pins, body_start, len(text))), copies=article.copies,
    )  # fmt: skip


def _beginning(article: Article) -> str:
    """The first line of the text, cut at a word where it is long."""
    line = article.text.strip().partition("\n")[0].strip() or article.id
    return (
        line
        if len(line) <= 90
        else line[:90].rpartition(" ")[0].rstrip(",;:–—- ") + "…"
        if " " in line[:90]
        else line[:90] + "…"
    )


def _pieces(item: LocatedArticle, pins: list[int | None], start: int, end: int) -> Iterable[Piece]:
    """The text in [start, end), cut at its mentions. Of two that overlap, the first stands."""
    text, at = item.article.text, start
    for number, resolution in enumerate(item.resolutions):
        mention = resolution.mention
        if mention.start < at or mention.end > end:
            continue
        if mention.start > at:
            yield Piece(text=text[at : mention.start])
        yield Piece(text=mention.text, mention=number, pin=pins[number])
        at = mention.end
    if at < end:
        yield Piece(text=text[at:end])


def _piece(piece: Piece) -> str | list[Any]:
    return piece.text if piece.mention is None else [piece.text, piece.mention, piece.pin]
