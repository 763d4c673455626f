"""Mentions + gazetteer -> candidates with their evidence and shares of belief, each mention seen among the others."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from gazetteer import Gazetteer, Place, fold

from ..coordinates import point_of
from ..lexicon import phrases, words
from ..records import Article, Mention
from .evidence import Evidence, evidence_for, own_evidence
from .surroundings import Name, Surroundings, peoples_in, surroundings_of
from .tallies import Belief
from .weights import Weights, shipped

__all__ = ["Scored", "Weighed", "weigh"]

# A name has many places, and a text many names: what is weighed in all has a bound, so that time has one.
_MOST_CANDIDATES = 30
_FEWEST_CANDIDATES = 5
_MOST_IN_ALL = 10_000
_ROUNDS, _ROUNDS_IF_LONG, _LONG = 3, 2, 500
# Evidence that a mention gives in its own words, and that others of its name take over.
_OWN_WORDS = ("container", "container_in_list", "member", "member_in_list", "kind_asked", "kind_denied")


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its evidence, unweighted, and its share of belief, 0..1."""

    place: Place
    evidence: Evidence
    share: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention with its candidates, likeliest first, and what was seen around it."""

    name: Name
    rows: tuple[Scored, ...]
    around: Surroundings

    @property
    def place(self) -> Place | None:
        """The likeliest candidate, if there is any."""
        return self.rows[0].place if self.rows else None


def weigh(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    lean: frozenset[str] = frozenset(),
    weights: Weights | None = None,
) -> list[Weighed]:
    """The candidates of every mention, in order of start.

    lean     countries (ISO 3166-1 alpha-2) that the choice leans towards
    weights  of the evidence; those in the package unless given
    """
    weights = weights or shipped()
    most = min(_MOST_CANDIDATES, max(_FEWEST_CANDIDATES, _MOST_IN_ALL // max(1, len(mentions))))
    names = [_look_up(mention, gazetteer, most) for mention in sorted(mentions, key=lambda m: (m.start, m.end))]
    names = _without_far_guesses(names, peoples_in(article.text))
    own = [[own_evidence(place) for place in name.places] for name in names]
    settled = [_at_first(name) for name in names]
    weighed: list[Weighed] = []
    # Each round weighs a name by what the last one made of its neighbours.
    for _ in range(_ROUNDS if len(names) <= _LONG else _ROUNDS_IF_LONG):
        around = list(surroundings_of(article, names, settled, lean=lean))
        scored = _score(names, own, around, weights)
        weighed = [Weighed(*parts) for parts in zip(names, scored, around, strict=True)]
        settled = [tuple((row.place, row.share) for row in mention.rows) for mention in weighed]
    return weighed


def _at_first(name: Name) -> tuple[Belief, ...]:
    """What a name means before its surroundings are seen: by how known its places are."""
    known = [place.matched.weight / 7 if place.matched else 0.0 for place in name.places]
    likely = [math.exp(weight - max(known)) for weight in known]
    beliefs = [(place, share / sum(likely)) for place, share in zip(name.places, likely, strict=True)]
    return tuple(sorted(beliefs, key=lambda belief: -belief[1]))


def _look_up(mention: Mention, gazetteer: Gazetteer, most: int) -> Name:
    """The candidates of a mention; where its full name is unknown, of what is left without its generic words."""
    folded = fold(mention.text)
    if point := point_of(mention.text, gazetteer):
        return Name(mention, folded, (point,))
    places = gazetteer.candidates(mention.text, most)
    parts = mention.text.split()
    for cut in range(len(parts) - 1, 0, -1):
        if places:
            break
        tail = " ".join(parts[cut:])
        if _is_generic(tail):
            places = gazetteer.candidates(" ".join(parts[:cut]), most)
            if places:
                return Name(mention, folded, places, tail)
    return Name(mention, folded, places or gazetteer.candidates(mention.text, most, spelling=True))


def _without_far_guesses(names: Sequence[Name], peoples: Collection[str]) -> list[Name]:
    """The names; a guess at a spelling only in countries that the text speaks of, or anywhere if it speaks of none."""
    spoken = {name.places[0].country for name in names if name.places and not _is_guess(name.places[0])} | set(peoples)
    return [
        replace(name, places=tuple(place for place in name.places if place.country in spoken))
        if spoken and name.places and _is_guess(name.places[0])
        else name
        for name in names
    ]


def _is_guess(place: Place) -> bool:
    return place.matched is not None and place.matched.sort == "spelling"


def _is_generic(tail: str) -> bool:
    """Words that only say what sort of place it is: "District", and all in small letters, as in "Ouaddai plain"."""
    low = tuple(tail.casefold().split())
    return (
        tail.islower()
        or any(word in words("admin_words") for word in low)
        or low in phrases("facility_words").get(low[0], ())
    )


def _score(
    names: Sequence[Name], own: Sequence[Sequence[Evidence]], around: Sequence[Surroundings], weights: Weights
) -> list[tuple[Scored, ...]]:
    """For each mention its candidates with their shares of belief, likeliest first."""
    evidence = [
        [evidence_for(place, known, here) for place, known in zip(name.places, rows, strict=True)]
        for name, rows, here in zip(names, own, around, strict=True)
    ]
    _share_senses(names, evidence)
    return [_ranked(name.places, rows, weights) for name, rows in zip(names, evidence, strict=True)]


def _share_senses(names: Sequence[Name], evidence: Sequence[list[Evidence]]) -> None:
    """One sense for one name: a mention that does not say where it lies takes what another of its name says."""
    said = [any(row[key] > 0 for row in rows for key in _OWN_WORDS) for rows in evidence]
    explained: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if said[at]:
            explained.setdefault(name.folded, []).append(at)
    for at, name in enumerate(names):
        if said[at] or name.folded not in explained:
            continue
        # The last explanation before the mention counts; one that follows it is often the exception that is explained.
        source = max((n for n in explained[name.folded] if n < at), default=explained[name.folded][0])
        strength = 0.7 if source < at else 0.1
        for row, shared in zip(evidence[at], evidence[source], strict=True):
            row.update({key: strength * shared[key] for key in _OWN_WORDS})


def _ranked(places: Sequence[Place], evidence: Sequence[Evidence], weights: Weights) -> tuple[Scored, ...]:
    """A softmax over the weighted evidence; equal scores keep the gazetteer's order."""
    scores = [sum(weights.evidence.get(name, 0.0) * value for name, value in row.items()) for row in evidence]
    top = max(scores, default=0.0)
    total = sum(math.exp(score - top) for score in scores)
    rows = zip(places, evidence, scores, strict=True)
    scored = [Scored(place, row, math.exp(score - top) / total) for place, row, score in rows]
    return tuple(sorted(scored, key=lambda row: -row.share))
