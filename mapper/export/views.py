"""Located articles -> rows for tables and geographic files: a row a place, a mention, an article, or a place and day.

A row is a dict with the columns of its view, in order; its `lat` and `lon` are its point, None where it has none. Text
in it is one line without control characters. Mentions and articles stream; places and days are counted to the end.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from gazetteer import Place, distance_km

from ..confirmed import Confirmed
from ..escape import plain, safe_url
from ..pins import BY_STRENGTH, excerpt_of
from ..records import Article, LocatedArticle, Resolution, Role

__all__ = ["COLUMNS", "VIEWS", "Cell", "Row", "View", "rows"]

View = Literal["place", "mention", "article", "day"]
VIEWS: tuple[View, ...] = get_args(View)
Cell = str | int | float | None
Row = dict[str, Cell]

_PLACE: Mapping[str, type] = {
    "place": str, "name": str, "kind": str, "country": str, "admin1": str, "lat": float, "lon": float,
    "precision_km": float, "population": int,
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
}  # fmt: skip
"""What a row holds, by view, each column with its type. By article, the place is the one that most of it is about.

What begins with `coded` is where the dataset that the article comes from puts its event: of several events the nearest,
`coded_km` from the row's place. `confirmed` is what an editor has decided of a mention, and by place and day the number
of mentions that one has decided. `page` is that of a PDF on which a mention stands. `copies` says in how many other
papers the story stands, `also_in` in which.
"""


def rows(located: Iterable[LocatedArticle], by: View) -> Iterator[Row]:
    """The rows of a view: mentions and articles as they come, places by count, days in order."""
    match by:
        case "mention":
            return _mentions(located)
        case "article":
            return map(_article, located)
        case "day":
            return _days(located)
        case "place":
            return _places(located)


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
    """What is known so far of a place, or of a place on a day."""

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

    def row(self) -> Row:
        """The place and how often it was named."""
        roles: Row = {role: self.roles[role] for role in BY_STRENGTH}
        counts: Row = {"mentions": self.roles.total(), "articles": self.articles, **roles, "confirmed": self.confirmed}
        return {**_point(self.place), **counts}


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
        yield {
            **count.row(), "role": min(count.roles, key=BY_STRENGTH.index),
            "confidence": round(count.confidence, 3),
            "first": first, "last": last, "excerpt": count.best[2], "title": _line(count.best[3].title),
            "url": safe_url(count.best[3].url),
        }  # fmt: skip


def _days(located: Iterable[LocatedArticle]) -> Iterator[Row]:
    counts: dict[tuple[str, str, float, float], _Count] = {}
    for number, item in enumerate(located):
        day = item.article.declared.isoformat() if item.article.declared else ""
        for resolution in item.resolutions:
            if place := resolution.place:
                count = counts.setdefault((day, place.id, place.lat, place.lon), _Count(place))
                count.add(number, excerpt_of(item.article, resolution).role, resolution)
    for (day, *_), count in sorted(counts.items(), key=lambda pair: (pair[0][0], -pair[1].roles.total())):
        yield {"date": day, **count.row()}


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
        "population": place.population,
    }  # fmt: skip


def _coded(article: Article, place: Place | None) -> Row:
    """Where a dataset puts the event, and how far from there the place is."""
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
