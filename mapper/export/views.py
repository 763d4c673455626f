"""Located articles -> rows for tables and geographic files: a row a place, a mention, an article, or a place and day.

A row is a dict with the columns of its view, in order; its `lat` and `lon` are its point, None where it has none. Text
in it is one line without control characters. Mentions and articles stream; places and days are counted to the end.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Protocol, get_args, runtime_checkable

from gazetteer import Place, distance_km

from ..confirmed import Confirmed
from ..escape import plain, safe_url
from ..pins import BY_STRENGTH, excerpt_of, shown_role
from ..records import Article, LocatedArticle, Resolution, Role

__all__ = [
    "COLUMNS", "COUNTED", "VIEWS", "Cell", "Counted", "Row", "View", "best_of", "counted_row", "day_row", "region_row",
    "rows",
]  # fmt: skip

View = Literal["place", "mention", "article", "day", "region"]
VIEWS: tuple[View, ...] = get_args(View)
Cell = str | int | float | None
Row = dict[str, Cell]

_PLACE: Mapping[str, type] = {
    "place": str, "name": str, "kind": str, "country": str, "admin1": str, "lat": float, "lon": float,
    "precision_km": float, "population": int, "wikidata": str,
}  # fmt: skip
_ARTICLE: Mapping[str, type] = {"article": str, "title": str, "date": str, "source": str, "url": str, "language": str}
_CODED: Mapping[str, type] = {"coded_lat": float, "coded_lon": float, "coded_name": str, "coded_km": float}
_COUNTS: Mapping[str, type] = {
    "mentions": int, "articles": int, "site": int, "context": int, "actor": int, "confirmed": int,
}  # fmt: skip
COLUMNS: Mapping[View, Mapping[str, type]] = {
    "place": {
        **_PLACE, **_COUNTS, "role": str, "confidence": float, "first": str, "last": str, "excerpt": str, "title": str,
        "url": str,
    },
    "mention": {
        **_ARTICLE, "start": int, "end": int, "mention": str, "label": str, "role": str, "confidence": float,
        "reason": str, "confirmed": str, "confirmed_by": str, "confirmed_at": str, "confirmed_why": str, **_PLACE,
        "excerpt": str, "page": int, **_CODED,
    },
    "article": {
        **_ARTICLE, "mentions": int, "places": int, **_PLACE, "names": str, "copies": int, "also_in": str, **_CODED,
    },
    "day": {"date": str, **_PLACE, **_COUNTS},
    "region": {
        "name": str, "kind": str, "country": str, "admin1": str, "lat": float, "lon": float, "places": int, **_COUNTS,
    },
}  # fmt: skip
"""What a row holds, by view, each column with its type. By article, the place is the one that most of it is about.

What begins with `coded` is where the dataset that the article comes from puts its event: of several events the nearest,
`coded_km` from the row's place. `confirmed` is what an editor has decided of a mention, and by place and day the number
of mentions that one has decided. By region, `admin1` is "" for the country as a whole, and the point that of the place
most named there. `page` is that of a PDF on which a mention stands. `copies` says in how many other
papers the article stands, `also_in` in which.
"""


COUNTED: tuple[View, ...] = ("place", "day", "region")
"""The views whose rows are counts."""


@runtime_checkable
class Counted(Protocol):
    """Located articles that count themselves."""

    def rows(self, by: View) -> Iterator[Row]:
        """The rows of a view of COUNTED."""


def rows(located: Iterable[LocatedArticle], by: View) -> Iterator[Row]:
    """The rows of a view: mentions and articles as they come, places and regions by count, days in order."""
    if isinstance(located, Counted) and by in COUNTED:
        return located.rows(by)
    match by:
        case "mention":
            return _mentions(located)
        case "article":
            return map(_article, located)
        case "day":
            return _days(located)
        case "place":
            return _places(located)
        case "region":
            return _regions(located)


def _mentions(located: Iterable[LocatedArticle]) -> Iterator[Row]:
    for item in located:
        about = _facts(item.article)
        for resolution in item.resolutions:
            mention, excerpt = resolution.mention, excerpt_of(item.article, resolution)
            confirmed = resolution.confirmed or Confirmed()
            yield {
                **about, "start": mention.start, "end": mention.end, "mention": _line(mention.text),
                "label": mention.label, "role": excerpt.role, "confidence": round(resolution.confidence, 3),
                "reason": _line(resolution.reason), "confirmed": confirmed.what, "confirmed_by": _line(confirmed.by),
                "confirmed_at": _line(confirmed.at), "confirmed_why": _line(confirmed.why), **_point(resolution.place),
                "excerpt": _line(excerpt.before + excerpt.text + excerpt.after), "page": excerpt.page or None,
                **_coded(item.article, resolution.place),
            }  # fmt: skip


def _article(item: LocatedArticle) -> Row:
    """One article; of its places that one with most mentions as a site, then with most mentions."""
    placed = [(r.place, excerpt_of(item.article, r).role) for r in item.resolutions if r.place]
    weight: Counter[str] = Counter()
    for place, role in placed:
        weight[place.id] += 1_000_000 if role == "site" else 1
    by_id = {place.id: place for place, _ in placed}
    main = by_id[weight.most_common(1)[0][0]] if weight else None
    names = "; ".join(_line(by_id[key].name) for key, _ in weight.most_common())
    return {
        **_facts(item.article), "mentions": len(item.resolutions), "places": len(by_id), **_point(main), "names": names,
        "copies": len(item.article.copies),
        "also_in": "; ".join(_line(copy.source or copy.url or copy.title) for copy in item.article.copies),
        **_coded(item.article, main),
    }  # fmt: skip


class _Count:
    """The running count of a place, or of a place on a day."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.roles: Counter[Role] = Counter()
        self.articles = 0
        self.confirmed = 0
        self.last_article = -1
        self.confidence = 0.0
        self.dates: tuple[str, str] | None = None
        self.best: tuple[int, float, str, Article] | None = None

    def add(self, number: int, role: Role, resolution: Resolution) -> None:
        """One more mention, in the article of this number."""
        self.roles[role] += 1
        self.confirmed += resolution.confirmed is not None
        self.articles += number != self.last_article
        self.last_article = number
        self.confidence = max(self.confidence, resolution.confidence)

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts of a place: mentions, articles, and mentions by role."""
        roles: dict[str, int] = {role: self.roles[role] for role in BY_STRENGTH}
        return {"mentions": self.roles.total(), "articles": self.articles, **roles, "confirmed": self.confirmed}


def counted_row(place: Place, found: Mapping[str, Any], best: Row) -> Row:
    """A row by place: its counts, "confidence", "first" and "last" day, and what `best_of` gives."""
    return {
        **_point(place), **_counts(found), "role": next(role for role in BY_STRENGTH if found[role]),
        "confidence": round(found["confidence"], 3), "first": found["first"] or "", "last": found["last"] or "", **best,
    }  # fmt: skip


def best_of(item: LocatedArticle | None, at: int, about: Mapping[str, Any]) -> Row:
    """The cells of a row by place about its best mention, by its number in the article; no excerpt without a text."""
    words = ""
    if item:
        excerpt = excerpt_of(item.article, item.resolutions[at])
        words = _line(excerpt.before + excerpt.text + excerpt.after)
    return {"excerpt": words, "title": _line(about.get("title") or ""), "url": safe_url(about.get("url") or "")}


def day_row(day: str, place: Place, found: Mapping[str, Any]) -> Row:
    """A row by day."""
    return {"date": day, **_point(place), **_counts(found)}


def region_row(place: Place, places: int, found: Mapping[str, Any]) -> Row:
    """A row by region, which has so many places and shows itself where the one most named in it lies."""
    return {
        "name": _line(place.admin1 or place.country or place.name), "kind": "region" if place.admin1 else "country",
        "country": _line(place.country), "admin1": _line(place.admin1), "lat": round(place.lat, 5),
        "lon": round(place.lon, 5), "places": places, **_counts(found),
    }  # fmt: skip


def _counts(found: Mapping[str, Any]) -> Row:
    return {name: found[name] for name in _COUNTS}


def _places(located: Iterable[LocatedArticle]) -> Iterator[Row]:
    counts: dict[tuple[str, float, float], _Count] = {}
    for number, item in enumerate(located):
        day = item.article.declared.isoformat() if item.article.declared else ""
        for resolution in item.resolutions:
            place = resolution.place
            if place is None:
                continue
            count = counts.setdefault((place.id, place.lat, place.lon), _Count(place))
            excerpt = excerpt_of(item.article, resolution)
            count.add(number, excerpt.role, resolution)
            if day:
                first, last = count.dates or (day, day)
                count.dates = (min(first, day), max(last, day))
            rank = (BY_STRENGTH.index(excerpt.role), -resolution.confidence)
            if count.best is None or rank < count.best[:2]:
                count.best = (*rank, _line(excerpt.before + excerpt.text + excerpt.after), item.article)
    for count in sorted(counts.values(), key=lambda c: -c.roles.total()):
        assert count.best is not None  # noqa: S101 -- each count was made for a mention
        first, last = count.dates or ("", "")
        about = {**count.counts, "confidence": count.confidence, "first": first, "last": last}
        article = count.best[3]
        best: Row = {"excerpt": count.best[2], "title": _line(article.title), "url": safe_url(article.url)}
        yield counted_row(count.place, about, best)


def _days(located: Iterable[LocatedArticle]) -> Iterator[Row]:
    counts: dict[tuple[str, str, float, float], _Count] = {}
    for number, item in enumerate(located):
        day = item.article.declared.isoformat() if item.article.declared else ""
        for resolution in item.resolutions:
            if place := resolution.place:
                count = counts.setdefault((day, place.id, place.lat, place.lon), _Count(place))
                count.add(number, shown_role(resolution), resolution)
    for (day, *_), count in sorted(counts.items(), key=lambda pair: (pair[0][0], -pair[1].roles.total())):
        yield day_row(day, count.place, count.counts)


def _regions(located: Iterable[LocatedArticle]) -> Iterator[Row]:
    counts: dict[tuple[str, str], _Count] = {}
    places: dict[tuple[str, str], Counter[tuple[str, float, float]]] = {}
    by_point: dict[tuple[str, float, float], Place] = {}
    for number, item in enumerate(located):
        for resolution in item.resolutions:
            if place := resolution.place:
                key, point = (place.country, place.admin1), (place.id, place.lat, place.lon)
                counts.setdefault(key, _Count(place)).add(number, shown_role(resolution), resolution)
                places.setdefault(key, Counter())[point] += 1
                by_point.setdefault(point, place)
    for key, count in sorted(counts.items(), key=lambda pair: -pair[1].roles.total()):
        ((most, _),) = places[key].most_common(1)
        yield region_row(by_point[most], len(places[key]), count.counts)


def _facts(article: Article) -> Row:
    return {
        "article": _line(article.id), "title": _line(article.title),
        "date": article.declared.isoformat() if article.declared else "", "source": _line(article.source),
        "url": safe_url(article.url), "language": _line(article.language),
    }  # fmt: skip


def _point(place: Place | None) -> Row:
    if place is None:
        return dict.fromkeys(_PLACE)
    return {
        "place": _line(place.id), "name": _line(place.name), "kind": place.kind, "country": _line(place.country),
        "admin1": _line(place.admin1), "lat": round(place.lat, 5), "lon": round(place.lon, 5),
        "precision_km": round(place.precision_km, 2) if math.isfinite(place.precision_km) else None,
        "population": place.population, "wikidata": place.wikidata,
    }  # fmt: skip


def _coded(article: Article, place: Place | None) -> Row:
    """The cells on a dataset's own point of the event, and how far from there the place is."""
    if not article.coded:
        return dict.fromkeys(_CODED)
    far = {point: distance_km(place.lat, place.lon, point.lat, point.lon) if place else None for point in article.coded}
    nearest = min(far, key=lambda point: far[point] or 0.0)
    km = far[nearest]
    return {
        "coded_lat": nearest.lat, "coded_lon": nearest.lon, "coded_name": _line(nearest.place),
        "coded_km": None if km is None else round(km, 1),
    }  # fmt: skip


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
