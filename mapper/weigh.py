"""Mentions + gazetteer -> candidates with their evidence and shares of belief, each mention seen among the others."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer import Gazetteer, Place, fold

from .coordinates import point_of
from .evidence import WEIGHTS, evidence_for
from .lexicon import phrases, words
from .records import Article, Mention
from .surroundings import Name, Surroundings, surroundings_of

__all__ = ["Scored", "Weighed", "weigh"]

_MOST_CANDIDATES = 30
# Evidence that a mention gives in its own words, and that others of its name take over.
_OWN_WORDS = ("container", "member", "kind_words")

_Evidence = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its weighted evidence (see evidence.WEIGHTS) and its share of belief, 0..1."""

    place: Place
    evidence: _Evidence
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
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, *, lean: frozenset[str] = frozenset()
) -> list[Weighed]:
    """The candidates of every mention, in order of start.

    lean  countries (ISO 3166-1 alpha-2) that the choice leans towards
    """
    names = [_look_up(mention, gazetteer) for mention in sorted(mentions, key=lambda m: (m.start, m.end))]
    settled = [name.places[0] if name.places else None for name in names]
    weighed: list[Weighed] = []
    # The second round weighs each name by what the first made of its neighbours.
    for _ in range(2):
        around = list(surroundings_of(article.text, names, settled, lean=lean))
        scored = _score(names, around)
        weighed = [Weighed(*parts) for parts in zip(names, scored, around, strict=True)]
        settled = [mention.place for mention in weighed]
    return weighed


def _look_up(mention: Mention, gazetteer: Gazetteer) -> Name:
    """The candidates of a mention; where its full name is unknown, of what is left without its generic words."""
    folded = fold(mention.text)
    if point := point_of(mention.text, gazetteer):
        return Name(mention, folded, (point,))
    places = gazetteer.candidates(mention.text, _MOST_CANDIDATES)
    parts = mention.text.split()
    for cut in range(len(parts) - 1, 0, -1):
        if places:
            break
        tail = " ".join(parts[cut:])
        if _is_generic(tail):
            places = gazetteer.candidates(" ".join(parts[:cut]), _MOST_CANDIDATES)
            if places:
                return Name(mention, folded, places, tail)
    return Name(mention, folded, places or gazetteer.candidates(mention.text, _MOST_CANDIDATES, spelling=True))


def _is_generic(tail: str) -> bool:
    """Words that only say what sort of place it is: "District", and all in small letters, as in "Ouaddai plain"."""
    low = tuple(tail.casefold().split())
    return (
        tail.islower()
        or any(word in words("admin_words") for word in low)
        or low in phrases("facility_words").get(low[0], ())
    )


def _score(names: Sequence[Name], around: Sequence[Surroundings]) -> list[tuple[Scored, ...]]:
    """For each mention its candidates with their shares of belief, likeliest first."""
    evidence = [[evidence_for(place, here) for place in name.places] for name, here in zip(names, around, strict=True)]
    _share_senses(names, evidence)
    return [_ranked(name.places, rows) for name, rows in zip(names, evidence, strict=True)]


def _share_senses(names: Sequence[Name], evidence: Sequence[list[_Evidence]]) -> None:
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
        strength = 0.7 if source < at else 0.2
        for row, shared in zip(evidence[at], evidence[source], strict=True):
            row.update({key: strength * shared[key] for key in _OWN_WORDS})


def _ranked(places: Sequence[Place], evidence: Sequence[_Evidence]) -> tuple[Scored, ...]:
    """A softmax over the weighted evidence; equal scores keep the gazetteer's order."""
    weighted = [{key: WEIGHTS[key] * value for key, value in row.items()} for row in evidence]
    scores = [sum(row.values()) for row in weighted]
    top = max(scores, default=0.0)
    total = sum(math.exp(score - top) for score in scores)
    rows = zip(places, weighted, scores, strict=True)
    scored = [Scored(place, row, math.exp(score - top) / total) for place, row, score in rows]
    return tuple(sorted(scored, key=lambda row: -row.share))
