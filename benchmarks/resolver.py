"""How well are places and roles chosen? Measures of the resolver alone, from the gold marks beside the repository.

The weights were learned from LGL and GeoVirus, so these are measured by weights that an article did not teach, too.
Countries whose point is a matter of convention count as the corpus has them: right within 161 km or by the same
GeoNames id. For the calibration, a country is right that holds the point.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from figures import Pairs, calibration_error, interval, of_f1, of_share, rows_of

from gazetteer import Gazetteer, Place, distance_km
from mapper import Article, LocatedArticle
from mapper.reading.reading import Reading
from mapper.recognise.articles import load_recogniser
from mapper.resolve.context import contains
from mapper.resolve.events import sites_of
from mapper.resolve.resolver import resolve
from training.resolver import held_back

__all__ = ["measures"]

Outcomes = list[list[bool]]  # for each document, whether each of its mentions came out right
NEAR_KM, SAME_KM = 25.0, 161.0


def measures(gold: Path, store: Gazetteer) -> Iterator[str]:
    """Rows of the table, each as soon as it is measured."""
    yield from _held_back(gold, store)
    for corpus, use in (("lgl", "fitted on it"), ("geovirus", "not fitted on it")):
        outcomes, confidences = _given_mentions(gold / f"{corpus}.jsonl", store)
        yield of_share(f"given mentions, right place, {corpus}, by the weights that ship", outcomes)
        pairs = [pair for document in confidences for pair in document]
        low, high = interval(confidences, calibration_error)
        name = f"calibration, expected error over ten bins, {corpus} ({use})"
        yield f"| {name} | {calibration_error(pairs):.3f} | {low:.3f} to {high:.3f} | {len(pairs):,} |"
    locator = _locator(store)
    incidents = _incidents(gold / "bellingcat.jsonl", locator)
    yield of_share(f"bellingcat, finest place within {NEAR_KM:.0f} km", incidents)
    outcomes, site_pairs = _verbs(gold / "event_location.jsonl", store)
    yield of_share("event_location, the right mention for the verb", outcomes)
    yield of_f1("sites of the verb against the other mentions, event_location, given its places", site_pairs)
    rows = _with_places(gold / "event_location.jsonl")
    found = [locator(Article(id=row["id"], text=row["text"])) for row in rows]
    yield of_f1("the same, as recognised", _by_verb(rows, found))
    yield of_f1("site against not-site, by roles alone, event_location", _by_role(rows, found))
    yield of_f1("the same, without what holds a marked place", _by_role(rows, found, but_holders=True))
    sites, places = _typed(gold / "humset.jsonl", locator)
    yield of_f1("site against not-site, by roles alone, humset", sites)
    yield of_f1("literal (no actor) against associative, by roles alone, humset", places)


def _held_back(gold: Path, store: Gazetteer) -> Iterator[str]:
    """Given mentions, by weights that their article did not teach."""
    by_document: dict[str, dict[str, list[bool]]] = {}
    for choice in held_back(gold, store):
        by_document.setdefault(choice.corpus, {}).setdefault(choice.document, []).append(choice.is_right)
    for corpus, documents in by_document.items():
        yield of_share(f"given mentions, right place, {corpus}, cross-validated by document", [*documents.values()])


def _right(place: Place | None, mark: dict[str, Any], km: float) -> bool:
    if place is None:
        return False
    same = place.id == f"geonames:{mark.get('geonameid')}"
    return same or distance_km(place.lat, place.lon, mark["lat"], mark["lon"]) <= km


def _given_mentions(path: Path, store: Gazetteer) -> tuple[Outcomes, list[list[tuple[float, bool]]]]:
    """For each document whether each mention came out right, and the confidence of each place with whether it is."""
    outcomes, confidences = [], []
    for row in rows_of(path):
        article = Article.from_dict({key: row[key] for key in ("id", "text", "title", "url")})
        marks = [m for m in row["mentions"] if m.get("lat") is not None and "emonym" not in (m.get("type") or "")]
        by_start = {m["start"]: m for m in marks}
        if not by_start:
            continue
        found = resolve(article, [article.mention(m["start"], m["end"]) for m in by_start.values()], store).resolutions
        outcomes.append([_right(r.place, by_start[r.mention.start], SAME_KM) for r in found])
        confidences.append(
            [
                (r.confidence, ok or _holds(r.place, by_start[r.mention.start], store))
                for r, ok in zip(found, outcomes[-1], strict=True)
                if r.place
            ]
        )
    return outcomes, confidences


def _holds(place: Place, mark: dict[str, Any], store: Gazetteer) -> bool:
    """True where it is the country or region of the point: where a country has its middle is convention."""
    near = store.near(mark["lat"], mark["lon"], 60.0, limit=1) if place.kind in ("country", "region") else ()
    return any(p.country == place.country and (place.kind == "country" or p.admin1 == place.admin1) for p in near)


def _locator(store: Gazetteer) -> Callable[[Article], LocatedArticle]:
    recogniser = load_recogniser(store)

    def locate_one(article: Article) -> LocatedArticle:
        ((_, mentions),) = recogniser.pipe([article])
        return resolve(article, mentions, store)

    return locate_one


def _incidents(path: Path, locator: Callable[[Article], LocatedArticle]) -> Outcomes:
    """Of the places of `location`, the finest is where the incident is taken to be."""
    outcomes = []
    for row in rows_of(path):
        found = locator(Article(id=row["id"], text=f"In {row['location']}. {row['text']}"))
        places = [r.place for r in found.resolutions if r.place and r.mention.end <= len(row["location"]) + 3]
        finest = min(places, key=lambda place: place.precision_km, default=None)
        outcomes.append([_right(finest, row, NEAR_KM)])
    return outcomes


def _verbs(path: Path, store: Gazetteer) -> tuple[Outcomes, list[Pairs]]:
    """Of the events with a place, all names to choose from: whether the mention taken for theirs is one, and each pair.

    A pair tells of one mention of the event's sentence whether it is where the event was, and whether it was taken.
    """
    recogniser, outcomes, pairs = load_recogniser(store), [], []
    rows = _with_places(path)
    articles = (Article(id=row["id"], text=row["text"]) for row in rows)
    for row, (article, seen) in zip(rows, recogniser.pipe(articles), strict=True):
        spans = {(mark["start"], mark["end"]) for event in row["events"] for mark in event["locations"]}
        others = [mention for mention in seen if not _over(mention, list(spans))]
        found = resolve(article, [*others, *(article.mention(*span) for span in spans)], store)
        outcomes.append([any(is_site and said for is_site, said in event) for event in _taken(row, found, 1)])
        pairs.append([pair for event in _taken(row, found) for pair in event])
    return outcomes, pairs


def _by_verb(rows: Sequence[dict[str, Any]], found: Sequence[LocatedArticle]) -> list[Pairs]:
    """The pairs of each event with a place, of the mentions that were recognised."""
    return [[pair for event in _taken(row, one) for pair in event] for row, one in zip(rows, found, strict=True)]


def _taken(row: dict[str, Any], found: LocatedArticle, most: int | None = None) -> list[Pairs]:
    """For each event with a place, of each mention whether that happened there, and whether it was taken to.

    most  how many mentions an event takes, the likeliest first; the whole of their list unless given
    """
    events = []
    for event in (event for event in row["events"] if event["locations"]):
        taken = sites_of(Reading(row["text"]), (event["verb"][0][0], event["verb"][0][1]), found.resolutions)[:most]
        where = [(mark["start"], mark["end"]) for mark in event["locations"]]
        events.append([(_over(r.mention, where), r in taken) for r in found.resolutions])
    return events


def _with_places(path: Path) -> list[dict[str, Any]]:
    return [row for row in rows_of(path) if any(event["locations"] for event in row["events"])]


def _by_role(
    rows: Sequence[dict[str, Any]], found: Sequence[LocatedArticle], *, but_holders: bool = False
) -> list[Pairs]:
    """For each sentence, of each mention whether an event was there, and whether it was said to be a site.

    but_holders  leave out "Syria" of "Homs in Syria", where Homs is marked: it is a site too
    """
    documents = []
    for row, one in zip(rows, found, strict=True):
        where = [(mark["start"], mark["end"]) for event in row["events"] for mark in event["locations"]]
        marked = [r.place for r in one.resolutions if r.place and _over(r.mention, where)]
        documents.append([
            (_over(r.mention, where), r.role == "site")
            for r in one.resolutions
            if not but_holders or _over(r.mention, where) or not (r.place and any(contains(r.place, p) for p in marked))
        ])  # fmt: skip
    return documents


def _typed(path: Path, locator: Callable[[Article], LocatedArticle]) -> tuple[list[Pairs], list[Pairs]]:
    """For each report, of each typed mention whether it is literal, with whether it was said a site, and no actor."""
    sites, places = [], []
    for row in rows_of(path):
        literal = [(m["start"], m["end"]) for m in row["mentions"] if m["type"] == "literal"]
        marked = literal + [(m["start"], m["end"]) for m in row["mentions"] if m["type"] == "associative"]
        found = [r for r in locator(Article(id=row["id"], text=row["text"])).resolutions if _over(r.mention, marked)]
        sites.append([(_over(r.mention, literal), r.role == "site") for r in found])
        places.append([(_over(r.mention, literal), r.role != "actor") for r in found])
    return sites, places


def _over(mention: Any, spans: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in spans)
