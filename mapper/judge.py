"""Marked articles beside located ones: which mentions answer which marks, and what each red pin stands for.

A mark is a name of the gold with its role and place; the marks of one article with the same `place` are one place. The
pin of a place is red where any of its mentions is a site. docs/annotation.md has the rules of the roles.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gazetteer import distance_km

from .records import Role

__all__ = ["Drawn", "Judged", "Mark", "Said", "judge", "mark_of", "said_of"]

# Kinds of marked places, the widest first.
_KINDS = ("country", "area", "region", "town", "site")
_KM = 25.0
_NOWHERE = "no place of the story at all"
_WRONG_POINT = "a site, drawn at the wrong point"
_NEITHER = "no site, and at the wrong point"
_ACTOR, _BACKGROUND = "the right point, but who acts", "the right point, but background"
_NOT_RED, _ELSEWHERE = "its pin is not red", "drawn at a wrong point"
_NO_POINT, _UNSEEN = "recognised, but without a point", "not recognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked name.

    roles      those that can be defended, the preferred first
    place      what the article's marks of one place share
    point      where it is, None where nobody could know
    km         how far off a point may lie
    kind, cc   the kind of place (country, area, region, town, site) and the country's ISO 3166-1 code
    optional   inside a name or an adjective: it need not be found
    container  a site only since the event is at a finer place inside it
    """

    start: int
    end: int
    roles: tuple[str, ...]
    place: str
    point: tuple[float, float] | None
    km: float
    kind: str
    cc: str
    optional: bool
    container: bool

    @property
    def is_site(self) -> bool:
        """True where the mark is a site beyond doubt."""
        return self.roles == ("site",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The place of a located mention."""

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A located mention, its role as the page shows it, and how sure it is that both place and role are right."""

    start: int
    end: int
    role: Role
    place: Drawn | None
    sure: float = 1.0


@dataclass(slots=True, kw_only=True)
class Judged:
    """The verdicts on an article.

    roles   (marked, said) of every recognised mention that has one defensible role and is not optional
    pins    verdicts by "countries" and "finer places": right, wrong, either, neutral; found, lost
    errors  kinds of error, likewise
    wrong   the names of the wrong red pins, each with why
    lost    the places without the red pin that they should have, each with why
    sure    of each red pin that is right or wrong, how sure it is said to be, and whether it is right
    """

    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    pins: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)


def mark_of(row: Mapping[str, Any]) -> Mark:
    """A mark from its row. Raises KeyError, TypeError or ValueError where the row cannot be one."""
    point = None if row.get("lat") is None else (float(row["lat"]), float(row["lon"]))
    roles = tuple(row["role"].split("|"))
    if not set(roles) <= {"site", "actor", "context"}:
        raise ValueError(f"the role {row['role']!r} is not site, actor or context, nor several of them with | between")
    kind = row.get("kind") or "town"
    if kind not in _KINDS:
        raise ValueError(f"the kind {kind!r} is not one of {', '.join(_KINDS)}")
    return Mark(
        start=row["start"], end=row["end"], roles=roles, place=str(row.get("place") or row["text"]), point=point,
        km=float(row.get("km") or _KM), kind=kind, cc=row.get("cc") or "",
        optional=bool(row.get("optional")), container=bool(row.get("container")),
    )  # fmt: skip


def said_of(row: Mapping[str, Any]) -> Said:
    """A located mention from its row. Raises KeyError, TypeError or ValueError where the row cannot be one."""
    place = row["place"]
    drawn = place and Drawn(**{key: place[key] for key in ("id", "name", "kind", "country", "lat", "lon")})
    is_inside = row.get("label") == "EMBEDDED" and row["role"] == "site"
    return Said(
        start=row["start"], end=row["end"], role="context" if is_inside else row["role"], place=drawn or None,
        sure=float(row.get("confidence", 1.0)) * float(row.get("role_confidence", 1.0)),
    )  # fmt: skip


def judge(marks: Sequence[Mark], said: Sequence[Said]) -> Judged:
    """Compare the marks of an article with its located mentions."""
    judged = Judged()
    pairs = _paired(marks, said)
    for at, other in pairs.items():
        if not marks[at].optional and len(marks[at].roles) == 1:
            judged.roles[marks[at].roles[0], other.role] += 1
    places: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.point:
            places[mark.place].append(mark)
    neutral = {key for key in places if _is_filled(key, places)}
    seen, red = _judge_red(judged, marks, said, places, neutral)
    for key in [key for key, its in places.items() if key not in neutral and any(mark.is_site for mark in its)]:
        grade = _grade(places[key][0].kind)
        judged.pins[grade]["found" if key in red else "lost"] += 1
        if key not in red:
            recognised = [other for at, other in pairs.items() if marks[at].place == key]
            why = _NOT_RED if key in seen else _why_unseen(recognised)
            judged.errors[grade][f"lost: {why}"] += 1
            judged.lost.append((key, why))
    return judged


def _paired(marks: Sequence[Mark], said: Sequence[Said]) -> dict[int, Said]:
    """The said mention for each mark that has one: the one that shares most with it, each used once."""
    pairs, free = {}, list(said)
    for at, mark in enumerate(marks):
        best = max(free, key=lambda other: _shared(mark, other), default=None)
        if best and _shared(mark, best) > 0:
            pairs[at] = best
            free.remove(best)
    return pairs


def _shared(one: Mark | Said, other: Mark | Said) -> int:
    """The number of characters that both spans have; not positive where they have none."""
    return min(one.end, other.end) - max(one.start, other.start)


def _is_right(mark: Mark, place: Drawn) -> bool:
    """True where a place is the marked one: a country by its code, anything else within its kilometres."""
    if mark.point is None:
        return False
    if mark.kind == "country":
        return place.kind == "country" and place.country == mark.cc
    return distance_km(*mark.point, place.lat, place.lon) <= mark.km


def _is_filled(key: str, places: Mapping[str, Sequence[Mark]]) -> bool:
    """True where a place is a site only for a finer one inside it, and the article marks such a one."""
    return _is_container(places[key]) and any(
        _is_finer(inner, places[key]) for other, inner in places.items() if other != key
    )


def _is_container(marks: Sequence[Mark]) -> bool:
    sites = [mark for mark in marks if mark.is_site]
    return bool(sites) and all(mark.container for mark in sites)


def _is_finer(inner: Sequence[Mark], outer: Sequence[Mark]) -> bool:
    """True where a place is a site inside another: of the same country, or within its kilometres and no wider."""
    place, around = inner[0], outer[0]
    if not any(mark.is_site for mark in inner) or place.kind == "country":
        return False
    if around.kind == "country":
        return place.cc == around.cc
    if _is_container(inner) or _KINDS.index(place.kind) < _KINDS.index(around.kind):
        return False
    return bool(place.point and around.point and distance_km(*place.point, *around.point) <= around.km)


def _judge_red(
    judged: Judged,
    marks: Sequence[Mark],
    said: Sequence[Said],
    places: Mapping[str, Sequence[Mark]],
    neutral: Collection[str],
) -> tuple[set[str], set[str]]:
    """Judge each red pin; the places that have a pin, and those that have a red one."""
    seen, red = set[str](), set[str]()
    pins: dict[str, list[Said]] = defaultdict(list)
    for other in said:
        if other.place:
            pins[other.place.id].append(other)
    for mentions in pins.values():
        place = mentions[0].place
        covered = [mark for mark in marks if any(_shared(mark, other) > 0 for other in mentions)]
        keys = {mark.place for mark in covered if place and _is_right(mark, place)}
        seen |= keys
        if not place or not any(other.role == "site" for other in mentions):
            continue
        red |= keys
        verdict = _verdict([(key in neutral, mark) for key in keys for mark in places[key]])
        judged.pins[_grade(place.kind)][verdict] += 1
        if verdict in {"right", "wrong"}:
            sure = max(other.sure for other in mentions if other.role == "site")
            judged.sure.append((sure, verdict == "right"))
        if verdict == "wrong":
            why = _why_wrong(covered, [mark for key in keys for mark in places[key]])
            judged.errors[_grade(place.kind)][f"wrong: {why}"] += 1
            judged.wrong.append((place.name, why))
    return seen, red


def _verdict(marks: Sequence[tuple[bool, Mark]]) -> str:
    """On a red pin, by the marks of the places where it stands, each with whether its place is neutral."""
    if any(mark.is_site and not is_neutral for is_neutral, mark in marks):
        return "right"
    if any(is_neutral for is_neutral, _ in marks):
        return "neutral"
    return "either" if any("site" in mark.roles for _, mark in marks) else "wrong"


def _why_wrong(covered: Sequence[Mark], there: Sequence[Mark]) -> str:
    if not covered:
        return _NOWHERE
    if not there:
        return _WRONG_POINT if any("site" in mark.roles for mark in covered) else _NEITHER
    return _ACTOR if any("actor" in mark.roles for mark in there) else _BACKGROUND


def _why_unseen(recognised: Iterable[Said]) -> str:
    found = list(recognised)
    if any(other.place for other in found):
        return _ELSEWHERE
    return _NO_POINT if found else _UNSEEN


def _grade(kind: str) -> str:
    return "countries" if kind == "country" else "finer places"
