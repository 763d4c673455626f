"""Candidates that the article alone brings: other romanisations near by, and the nearest of a crowd of namesakes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer import BROAD, HAMLET_WEIGHT, TOWNS, Gazetteer, Place, distance_km

from .context import MentionCandidates
from .votes import Belief

__all__ = ["with_further"]

_NEAR_KM = 150.0
# The scenes of an article: what its other names are taken for, where these are no larger than a town or district.
_BELIEVED, _WIDEST_KM, _MOST_POINTS = 0.5, 150.0, 12
# Where a look-up stopped at its limit, so many are looked through, and the nearest take the place of the least known.
_CROWD, _NEAREST = 500, 10
_MOST_ALIKE = 8
# A city of so many people is meant by its own name wherever the story is.
_LARGE, _OWN = 300_000, ("preferred", "official", "short")
# Where names are written in Latin letters, a paper writes them as they are.
_AS_WRITTEN = {
    "AD", "AL", "AR", "AT", "AU", "BE", "BO", "BR", "CA", "CH", "CL", "CO", "CR", "CU", "CZ", "DE", "DK", "DO",
    "EC", "EE", "ES", "FI", "FR", "GB", "GT", "HN", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC",
    "MT", "MX", "NI", "NL", "NO", "NZ", "PA", "PE", "PL", "PR", "PT", "PY", "RO", "SE", "SI", "SK", "SM", "SV",
    "US", "UY", "VA", "VE",
}  # fmt: skip


def with_further(
    names: Sequence[MentionCandidates], settled: Sequence[tuple[Belief, ...]], gazetteer: Gazetteer, most: int
) -> list[MentionCandidates]:
    """The names, some with further candidates near the article's scenes; the same where there are none.

    settled  what each name is taken for so far
    most     how many candidates a look-up gave at most
    """
    firsts = [beliefs[0] for beliefs in settled if beliefs]
    sure = [place for place, share in firsts if share >= _BELIEVED]
    scenes = [p for p in sure if p.kind not in BROAD and p.precision_km <= _WIDEST_KM and not _is_weak(p)]
    if not scenes:
        return list(names)
    found: dict[str, tuple[Place, ...]] = {}
    for name in names:
        if name.folded not in found:
            # What a name is taken for says nothing of what else it may be: "Sarja" is no scene of its own.
            own = {place.id for place in name.places}
            countries = {place.country for place in sure if place.id not in own} - _AS_WRITTEN
            points = list(dict.fromkeys((p.lat, p.lon) for p in scenes if p.id not in own))[:_MOST_POINTS]
            found[name.folded] = _places(name, points, countries, gazetteer, most) if points else name.places
    return [replace(name, places=found[name.folded]) for name in names]


def _places(
    name: MentionCandidates, points: Sequence[tuple[float, float]], countries: set[str], gazetteer: Gazetteer, most: int
) -> tuple[Place, ...]:
    if len(name.places) == most > _NEAREST:
        kept = name.places[: most - _NEAREST]
        known = {place.id for place in kept}
        others = [p for p in gazetteer.candidates(name.mention.text, _CROWD) if p.id not in known]
        near = sorted((km, n) for n, place in enumerate(others) if (km := _away_km(place, points)) <= _NEAR_KM)
        nearest = [others[n] for _, n in near[:_NEAREST]]
        known.update(place.id for place in nearest)
        return (*kept, *nearest, *(p for p in name.places[len(kept) :] if p.id not in known))[:most]
    if countries and all(_is_small(place) and _away_km(place, points) > _NEAR_KM for place in name.places):
        text = name.mention.text.removesuffix(name.without).removeprefix(name.without).strip()
        alike = [place for place in gazetteer.alike(text, points, _NEAR_KM) if place.country in countries]
        left = [place for place in name.places if not alike or place.country in countries or not _is_mere(place)]
        known = {place.id for place in left}
        return (*left, *(place for place in alike if place.id not in known))[: len(known) + _MOST_ALIKE]
    return name.places


def _is_weak(place: Place) -> bool:
    """True where a candidate is a hamlet, or a guess at the spelling."""
    return place.matched is not None and place.matched.weight <= HAMLET_WEIGHT


def _is_small(place: Place) -> bool:
    """True where a candidate is no more than a town, or has the name as a mere spelling: one near by may be meant."""
    is_own = place.matched is None or place.matched.sort in _OWN
    return _is_weak(place) or (place.kind in TOWNS and not (is_own and place.population >= _LARGE))


def _is_mere(place: Place) -> bool:
    """True where a candidate has the name as one of many spellings: no better a guess than what lies by the story."""
    return place.matched is not None and place.matched.sort in ("near", "variant")


def _away_km(place: Place, points: Iterable[tuple[float, float]]) -> float:
    return min(distance_km(place.lat, place.lon, *point) for point in points)
