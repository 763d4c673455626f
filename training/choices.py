"""Places that people chose -> mentions with their candidates, and which of them are right: what the resolver learns.

Of LGL the choices alone are used, as ../shared/README.md asks: what comes out are numbers, no text.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer, Place, distance_km
from mapper import Article
from mapper.recognise.articles import load_recogniser
from mapper.records import Mention
from mapper.resolve.confidence import Signs, signs_of
from mapper.resolve.evidence import EVIDENCE
from mapper.resolve.rank import RankedMention, rank
from mapper.resolve.weights import Weights

from .role_corpus import documents as role_documents
from .role_corpus import story_of

__all__ = ["Choice", "Document", "choices", "documents"]

# A point of a corpus, and how far from it a candidate may lie and still be the place that was meant.
_SAME_KM = 161.0
_HEADLINE_KM = 25.0
_STORY_KM = 30.0
# Where no town is near, the point lies in a desert or at sea: no country is told from it.
_INSIDE_KM = 60.0

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with its mentions, and of those whose place is known, by their start, the row that says it.

    gold  start -> {"lat", "lon", "geonameid"?}
    km    how far from that point a candidate may lie
    """

    corpus: str
    article: Article
    mentions: tuple[Mention, ...]
    gold: Mapping[int, Row]
    km: float = _SAME_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A mention whose place is known.

    features   of its candidates, likeliest first: a row each, with a column for each piece of EVIDENCE
    right      for each candidate, whether it is the place; a country whose point the corpus sees elsewhere is, too
    strict     for each candidate, whether it is the place by its id or its distance alone, as the measures count
    signs      of how sure the choice of the likeliest is (mapper.resolve.confidence); empty without candidates
    """

    document: str
    corpus: str
    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    strict: NDArray[np.bool_]
    signs: Signs

    @property
    def is_right(self) -> bool:
        """True where the likeliest candidate is the place, as the measures count."""
        return bool(self.strict[:1].any())


def documents(folder: Path, gazetteer: Gazetteer) -> list[Document]:
    """The articles of the corpora that may train the resolver."""
    return [
        *_marked("lgl", _rows(folder / "lgl.jsonl")),
        *_marked("geovirus", _rows(folder / "geovirus.jsonl")),
        *_headlines(_rows(folder / "ged_headlines.jsonl"), gazetteer),
        *_stories(),
    ]


def _stories() -> Iterator[Document]:
    """The articles of our own corpus that may train; its readers took places within 30 km for one."""
    for row in role_documents(held=False, placed=True):
        article = Article(id=story_of(row["id"]), text=row["text"], title=row["title"])
        marks = [mark for mark in row["mentions"] if mark["label"] != "EMBEDDED"]
        yield Document(
            corpus="stories",
            article=article,
            mentions=tuple(article.mention(m["start"], m["end"], m["label"]) for m in marks),
            gold={m["start"]: _point(m["place"]) for m in marks if m["place"]},
            km=_STORY_KM,
        )


def _point(place: Row) -> Row:
    return {"lat": place["lat"], "lon": place["lon"], "geonameid": place.get("id", "").removeprefix("geonames:")}


def choices(docs: Iterable[Document], gazetteer: Gazetteer, weights: Weights) -> Iterator[Choice]:
    """The mentions whose place is known, each with its evidence as seen with these weights."""
    for doc in docs:
        for weighed in rank(doc.article, doc.mentions, gazetteer, weights=weights):
            gold = doc.gold.get(weighed.name.mention.start)
            if gold is not None:
                yield _choice(doc, weighed, gold, gazetteer)


def _choice(doc: Document, weighed: RankedMention, gold: Row, gazetteer: Gazetteer) -> Choice:
    places = [row.place for row in weighed.rows]
    strict = [_is_same(place, gold, doc.km) for place in places]
    return Choice(
        document=doc.article.id,
        corpus=doc.corpus,
        features=np.array([list(row.evidence.values()) for row in weighed.rows]).reshape(-1, len(EVIDENCE)),
        right=np.array(strict if any(strict) else _holding(places, gold, gazetteer), dtype=bool),
        strict=np.array(strict, dtype=bool),
        signs=signs_of(weighed) if weighed.rows else {},
    )


def _is_same(place: Place, gold: Row, km: float) -> bool:
    is_id = place.id == f"geonames:{gold.get('geonameid')}"
    return is_id or distance_km(place.lat, place.lon, gold["lat"], gold["lon"]) <= km


def _holding(places: Sequence[Place], gold: Row, gazetteer: Gazetteer) -> list[bool]:
    """For each: True where it is the country or region that holds the point; where its middle is, is convention."""
    near = gazetteer.near(gold["lat"], gold["lon"], _INSIDE_KM, limit=1)
    if not near:
        return [False] * len(places)
    return [
        place.country == near[0].country
        and (place.kind == "country" or (place.kind == "region" and place.admin1 == near[0].admin1))
        for place in places
    ]


def _marked(corpus: str, rows: Iterable[Row]) -> Iterator[Document]:
    for row in rows:
        marks = {m["start"]: m for m in row["mentions"] if "emonym" not in (m.get("type") or "")}
        article = Article.from_dict({key: row[key] for key in ("id", "text", "title", "url")})
        yield Document(
            corpus=corpus,
            article=article,
            mentions=tuple(article.mention(m["start"], m["end"]) for m in marks.values()),
            gold={start: mark for start, mark in marks.items() if mark.get("lat") is not None},
        )


def _headlines(rows: Iterable[Row], gazetteer: Gazetteer) -> Iterator[Document]:
    """Headlines of UCDP GED whose coded place is a mention, and whose point is exact."""
    exact = {row["id"]: row for row in rows if row["precision"] == 1}
    articles = (Article(id=row["id"], text=row["text"]) for row in exact.values())
    for article, mentions in load_recogniser(gazetteer).pipe(articles):
        row = exact[article.id]
        gold = {mention.start: row for mention in mentions if mention.text == row["place"]}
        if gold:
            yield Document(corpus="headlines", article=article, mentions=tuple(mentions), gold=gold, km=_HEADLINE_KM)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)
