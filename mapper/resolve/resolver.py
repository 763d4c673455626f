"""Mentions + gazetteer -> resolutions: which place each mention means, its role, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gazetteer import (
    COUNTRIES,
    FACILITIES,
    HAMLET_WEIGHT,
    OF_A_CITY,
    STATES,
    TOWNS,
    Gazetteer,
    Place,
    distance_km,
    fold,
)

from ..reading.english.coordinates import is_point
from ..reading.reading import Reading, reading_of
from ..reason import Reason, reason
from ..records import SAME_KM, Article, Candidate, LocatedArticle, Mention, Resolution
from .anchors import anchored, claimed, is_common, misplaced
from .confidence import chance, signs_of
from .context import contains
from .evidence import SHOWN
from .frontier import with_frontiers
from .housed import town_of
from .rank import RankedMention, rank
from .reasons import (
    Rivals,
    ambiguous,
    at_its_town,
    misplaced_in,
    no_such_name,
    none_near,
    reason_for,
    spelled_otherwise,
    too_unsure,
)
from .relative import front_after, halfway, is_between, moved, offset_before, unread_before, widened
from .role_choice import Decision, roles_of
from .rules import Named
from .weights import shipped
from .written import only_written_in

__all__ = ["Policy", "named_in", "resolve"]

_KEPT = 5
# A chance remains that the text errs.
_SUREST = 0.99
_SUREST_GUESS = 0.6
_SUREST_HOUSED = 0.9
# How sure a place is, at most, that only measures how far something lies, in words that are not understood.
_SUREST_UNREAD = 0.5
# A guess at a spelling is taken within 150 km of other places (`nearby` of evidence.py), or for a large city's name.
_GUESSED_NEAR, _GUESSED_LARGE = 0.37, 100_000
# A hamlet is taken within some 250 km of other places, or where the text says what region it lies in.
_HAMLET_NEAR = 0.2
_HOLDERS = ("container", "container_in_list")

_Chosen = tuple[Place | None, float, tuple[Reason, ...]]  # with how sure it is, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The user's policy for the choice.

    min_confidence  below it a mention stays without a place, 0..1
    lean            countries (ISO 3166-1 alpha-2) that the choice leans towards; the reason says so where that decided
    """

    min_confidence: float = 0.3
    lean: frozenset[str] = frozenset()


def resolve(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, policy: Policy | None = None
) -> LocatedArticle:
    """The article with every mention resolved, in order of start: to a place, or to none with the reason."""
    policy = policy or Policy()
    ranked = rank(article, mentions, gazetteer, lean=policy.lean)
    reading = reading_of(article.text)
    names, settled = [one.name for one in ranked], [one.place for one in ranked]
    outside, claims = misplaced(reading, names, settled), claimed(reading, names, settled)
    roles = roles_of(reading, named_in(reading, ranked), article.declared)
    resolutions = []
    for at, mention in enumerate(ranked):
        chosen = _housed(reading, ranked, at) or _choice(mention, policy.min_confidence, outside[at], claims[at])
        resolutions.append(_conclude(reading, mention, chosen, roles[at]))
    resolutions = with_frontiers(reading, resolutions, gazetteer, policy.min_confidence)
    return LocatedArticle(article=article, resolutions=tuple(_between(reading, resolutions)))


def named_in(reading: Reading, ranked: Sequence[RankedMention]) -> list[Named]:
    """The mentions as their roles are asked for."""
    places = [one.place for one in ranked]
    anchors = anchored(reading, [one.name for one in ranked], places)
    written = only_written_in(reading, [one.name.mention for one in ranked], places)
    return [
        Named(
            mention=one.name.mention, place=one.place, container=_container(ranked, at), anchor=anchors[at],
            written=written[at],
        )
        for at, one in enumerate(ranked)
    ]  # fmt: skip


def _between(reading: Reading, resolutions: list[Resolution]) -> list[Resolution]:
    """The resolutions, where "between X and Y" leads from both names to one place in the middle."""
    done = list(resolutions)
    for at, (one, other) in enumerate(pairwise(resolutions)):
        if is_between(reading, one.mention.start, one.mention.end, other.mention.start) and _is_point(one, other):
            middle = halfway(one.place, other.place) if one.place and other.place else None
            if middle:
                said = reason("text_says", words=f"between {reading.text[one.mention.start : other.mention.end]}")
                done[at], done[at + 1] = (replace(r, place=middle, because=(said, *r.because)) for r in (one, other))
    return done


def _is_point(*resolutions: Resolution) -> bool:
    """True where all are sites no larger than a city: what lies between two countries is a border or a quarrel."""
    return all(r.role == "site" and r.place and r.place.kind in TOWNS for r in resolutions)


def _container(ranked: Sequence[RankedMention], at: int) -> str:
    """The name right before, where this one only says which country or region that lies in."""
    outer, inner = ranked[at].place, ranked[at - 1].place if at else None
    if outer and inner and ranked[at].around.members and outer.kind in STATES:
        return ranked[at - 1].name.mention.text if contains(outer, inner) else ""
    return ""


def _conclude(reading: Reading, ranked: RankedMention, chosen: _Chosen, decided: Decision) -> Resolution:
    mention, (place, confidence, because), role = ranked.name.mention, chosen, decided.role
    offset = offset_before(reading, mention.start) if place and role == "site" else None
    if place and offset:
        place = moved(place, offset)
        because = (reason("text_says", words=f"{offset.words} {mention.text}"), *because)
    elif place and role == "site" and (front := front_after(reading, mention.start, mention.end)):
        place, because = widened(place, front), (reason("text_says", words=front), *because)
    elif place and role == "site" and (unread := unread_before(reading, mention.start)):
        confidence = min(confidence, _SUREST_UNREAD)
        because = (reason("unread", words=f"{unread} {mention.text}"), *because)
    return Resolution(
        mention=mention,
        place=place,
        confidence=confidence,
        role=role,
        role_confidence=decided.sure,
        because=(*because, decided.why) if decided.why and (place or role != "site") else because,
        candidates=tuple(Candidate(place=_plain(row.place), score=round(row.share, 4)) for row in ranked.rows[:_KEPT]),
    )


def _housed(reading: Reading, ranked: Sequence[RankedMention], at: int) -> _Chosen | None:
    """A facility that the gazetteer does not have by its whole name, at the town in which the text puts it."""
    mention = ranked[at].name.mention
    town = town_of(reading, ranked, at) if mention.label == "FACILITY" else None
    if town is None:
        return None
    return _plain(town.place), round(min(_SUREST_HOUSED, town.share), 4), (at_its_town(mention.text, town.place.name),)


def _choice(ranked: RankedMention, least: float, outside: str, claim: str) -> _Chosen:
    """The place, its confidence and the reason: no place where none is known, fits or stands out."""
    printed = ranked.name.mention.text
    if not ranked.rows:
        return None, 0.0, (no_such_name(printed),)
    if is_point(ranked.rows[0].place):
        return ranked.rows[0].place, _SUREST, (reason("coordinates"),)
    if outside:
        return None, 0.0, (misplaced_in(printed, outside),)
    best, others = ranked.rows[0], ranked.rows[1:]
    here = best.place
    far = [row for row in others if distance_km(here.lat, here.lon, row.place.lat, row.place.lon) > SAME_KM]
    matched = here.matched
    guessed = matched is not None and matched.sort in ("spelling", "sound")
    if too_far := _too_far(ranked, guessed=guessed):
        return None, 0.0, (too_far,)
    # The country that is named for it speaks for what lies next to that country.
    signs = signs_of(ranked) | (dict.fromkeys(("stray", "far"), 0.0) if claim else {})
    confidence = min(_SUREST_GUESS if guessed or claim else _SUREST, chance(signs, shipped()))
    if confidence < least:
        why = (
            ambiguous(printed, len(ranked.rows), here, far[0].place)
            if far
            else too_unsure(printed, here, stray=bool(signs["stray"]))
        )
        return None, 0.0, (why,)
    rival = far[0].evidence if far else dict.fromkeys(best.evidence, 0.0)
    lead = {key: shipped().evidence.get(key, 0.0) * (value - rival[key]) for key, value in best.evidence.items()}
    without = ranked.name.without if here.id in ranked.name.bare else ""
    known_as = printed.removesuffix(without).removeprefix(without).strip()
    because = [reason_for(known_as, here, Rivals(len(far), len(others) - len(far)), lead, ranked.around)]
    if without:
        because.insert(0, reason("without", name=printed, place=here.name))
    if guessed:
        otherwise, goes_on = spelled_otherwise(printed, here)
        because = [otherwise, *because] if goes_on else [otherwise]
    if claim:
        because.insert(0, misplaced_in(printed, claim))
    return _plain(here), round(confidence, 4), tuple(because)


def _too_far(ranked: RankedMention, *, guessed: bool) -> Reason | None:
    """The reason not to believe the likeliest place, where it lies too far from all else that the text names."""
    printed, matched = ranked.name.mention.text, ranked.rows[0].place.matched
    if matched and guessed and _is_far_guess(ranked, matched.name):
        return no_such_name(printed)
    return none_near(printed, len(ranked.rows)) if _is_far_hamlet(ranked) or _is_far_part(ranked) else None


def _is_far_hamlet(ranked: RankedMention) -> bool:
    """True where a hamlet lies far from all that the text names, and nothing in the text says that it lies there."""
    matched = ranked.rows[0].place.matched
    return matched is not None and matched.weight <= HAMLET_WEIGHT and _is_apart(ranked, SHOWN["led to"])


def _is_far_part(ranked: RankedMention) -> bool:
    """The same of what has common words for its name: many a city has a "Green Zone" and an "Old City"."""
    is_part = ranked.rows[0].place.kind in TOWNS | OF_A_CITY | FACILITIES
    return (
        is_part and is_common(ranked.name.mention.text) and _is_apart(ranked, (*SHOWN["led to"], "country", "peoples"))
    )


def _is_apart(ranked: RankedMention, leading: Sequence[str]) -> bool:
    best = ranked.rows[0]
    is_placed = any(place.kind not in COUNTRIES for place, _ in ranked.around.settled)
    return is_placed and not any(best.evidence[key] > 0 for key in leading) and best.evidence["nearby"] < _HAMLET_NEAR


def _is_far_guess(ranked: RankedMention, name: str) -> bool:
    """True where a guess at a spelling lies by nothing that the text names, and in no region it is said to be in."""
    best = ranked.rows[0]
    if any(best.evidence[key] > 0 for key in _HOLDERS):
        return False
    is_own = fold(best.place.name) == name
    is_known = best.place.population >= _GUESSED_LARGE or best.place.kind not in TOWNS
    return best.evidence["nearby"] < _GUESSED_NEAR and not (is_own and is_known)


def _plain(place: Place) -> Place:
    """The place without the trace of the look-up, as records hold it."""
    return replace(place, matched=None)
