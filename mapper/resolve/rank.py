"""Candidate ranking: mentions + gazetteer -> the candidates of each mention, with their shares of belief.

A conditional logit: of the candidates c of a mention, each with its evidence e(c) (evidence.py), and with the weights w
(weights.py, natural-log units),

    share(c) = exp(w · e(c)) / Σ exp(w · e(k)) over all candidates k of the mention

after D. McFadden, "Conditional logit analysis of qualitative choice behavior", in Frontiers in Econometrics (1974).
What a mention's neighbours are taken for is itself evidence, so the shares are worked out in rounds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import NamedTuple

from gazetteer import Gazetteer, Place

from ..reading.reading import Reading, reading_of
from ..records import Article, Mention
from .context import ArticleContext, Contexts, MentionCandidates, MentionContext
from .evidence import EVIDENCE, SHOWN, alone, article_evidence, mention_evidence
from .further import with_further
from .look_up import look_up
from .pieces import Evidence
from .title import beneath_title
from .votes import Belief
from .weights import Weights, shipped

__all__ = ["RankedMention", "ScoredCandidate", "rank"]

# A name has many places, and a text many names: the number of candidates has a bound, so that time has one.
_MOST_CANDIDATES = 30
_FEWEST_CANDIDATES = 5
_MOST_IN_ALL = 10_000
_ROUNDS, _ROUNDS_IF_LONG, _LONG = 3, 2, 500
_OWN_WORDS = SHOWN["of its name"]

_Sense = tuple[str, ...]  # a name's look-up form, and the ids of its candidates


class ScoredCandidate(NamedTuple):
    """A candidate with its evidence, unweighted, and its share of belief, 0..1."""

    place: Place
    evidence: Evidence
    share: float


@dataclass(frozen=True, slots=True)
class RankedMention:
    """A mention with its candidates, likeliest first, and what was seen around it."""

    name: MentionCandidates
    rows: tuple[ScoredCandidate, ...]
    around: MentionContext

    @property
    def place(self) -> Place | None:
        """The likeliest candidate, if there is any."""
        return self.rows[0].place if self.rows else None


class _Asked(NamedTuple):
    """A mention whose candidates are ranked: its position, its sense, and the evidence of the candidates themselves."""

    at: int
    name: MentionCandidates
    sense: _Sense
    own: list[Evidence]


def rank(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    lean: frozenset[str] = frozenset(),
    weights: Weights | None = None,
) -> list[RankedMention]:
    """The candidates of every mention, in order of start.

    lean     countries (ISO 3166-1 alpha-2) that the choice leans towards
    weights  of the evidence; those in the package unless given
    """
    weights = weights or shipped()
    most = min(_MOST_CANDIDATES, max(_FEWEST_CANDIDATES, _MOST_IN_ALL // max(1, len(mentions))))
    own_mentions = sorted(mentions, key=lambda m: (m.start, m.end))
    article, mentions, above = beneath_title(article, own_mentions, gazetteer)
    printed = {(mention.text, mention.label == "FACILITY"): None for mention in mentions}
    found = {key: look_up(key[0], gazetteer, most, is_facility=key[1]) for key in printed}
    names = _without_far_guesses(
        [MentionCandidates(mention, *found[mention.text, mention.label == "FACILITY"]) for mention in mentions],
        reading_of(article.text),
    )
    countries = {country.country: country for country in gazetteer.countries()}
    ranked = _in_rounds(names, Contexts(article, names, lean, countries), weights)
    more = with_further(names, [_beliefs(one.rows) for one in ranked], gazetteer, most)
    if more != names:
        ranked = _in_rounds(more, Contexts(article, more, lean, countries), weights)
    return [
        replace(one, name=replace(one.name, mention=m)) for one, m in zip(ranked[above:], own_mentions, strict=True)
    ]


def _in_rounds(names: Sequence[MentionCandidates], contexts: Contexts, weights: Weights) -> list[RankedMention]:
    """The candidates of each name: each round ranks them by what the last one took the neighbours for."""
    asked = [_Asked(at, name, _sense(name), alone(name)) for at, name in enumerate(names)]
    settled = [_at_first(name) for name in names]
    # What has one candidate is taken for that whatever its evidence: the last round is soon enough for it.
    in_doubt = [one for one in asked if len(one.name.places) > 1]
    for _ in range((_ROUNDS if len(names) <= _LONG else _ROUNDS_IF_LONG) - 1):
        around = contexts.of_mentions(settled, [one.at for one in in_doubt])
        for one, rows in zip(in_doubt, _scored(in_doubt, around, weights), strict=True):
            settled[one.at] = _beliefs(rows)
    around = contexts.of_mentions(settled, [one.at for one in asked])
    scored = map(_tempered, settled, _scored(asked, around, weights))
    return [RankedMention(*parts) for parts in zip(names, scored, around, strict=True)]


def _sense(name: MentionCandidates) -> _Sense:
    # "Leulumoega District Hospital" and "… hospital" are one name, and may have other candidates.
    return name.folded, *(place.id for place in name.places)


def _beliefs(rows: Iterable[ScoredCandidate]) -> tuple[Belief, ...]:
    return tuple((row.place, row.share) for row in rows)


def _tempered(before: tuple[Belief, ...], rows: tuple[ScoredCandidate, ...]) -> tuple[ScoredCandidate, ...]:
    """The candidates of a name; where it has changed sides in the last round, by the mean of two rounds' shares.

    Of Boston and Manchester each round moves either to where the one before took the other to be.
    """
    if not before or before[0][0].id == rows[0].place.id:
        return rows
    shares = {place.id: share for place, share in before}
    means = [row._replace(share=(row.share + shares.get(row.place.id, 0.0)) / 2) for row in rows]
    return tuple(sorted(means, key=lambda row: -row.share))


def _at_first(name: MentionCandidates) -> tuple[Belief, ...]:
    """The beliefs about a name before its context is seen: by how well known its places are."""
    known = [place.matched.log_odds if place.matched else 0.0 for place in name.places]
    likely = [math.exp(weight - max(known)) for weight in known]
    beliefs = [(place, share / sum(likely)) for place, share in zip(name.places, likely, strict=True)]
    return tuple(sorted(beliefs, key=lambda belief: -belief[1]))


def _without_far_guesses(names: Sequence[MentionCandidates], reading: Reading) -> list[MentionCandidates]:
    """The names; a guess at a spelling only in countries that the text speaks of, or anywhere if it speaks of none."""
    guessed = {at for at, name in enumerate(names) if name.places and _is_guess(name.places[0])}
    if not guessed:
        return list(names)
    spoken = {name.places[0].country for at, name in enumerate(names) if name.places and at not in guessed}
    spoken |= set(reading.peoples)
    return [
        replace(name, places=tuple(place for place in name.places if place.country in spoken))
        if spoken and at in guessed
        else name
        for at, name in enumerate(names)
    ]


def _is_guess(place: Place) -> bool:
    return place.matched is not None and place.matched.sort in ("spelling", "sound")


def _scored(
    asked: Sequence[_Asked], around: Sequence[MentionContext], weights: Weights
) -> list[tuple[ScoredCandidate, ...]]:
    """For each mention its candidates with their shares of belief, likeliest first."""
    evidence = _evidence(asked, around)
    _share_senses([one.sense for one in asked], evidence, [_says_where(one) for one in around])
    factors = [weights.evidence.get(key, 0.0) for key in EVIDENCE]
    return [_ranked(one.name.places, rows, factors) for one, rows in zip(asked, evidence, strict=True)]


def _evidence(asked: Sequence[_Asked], around: Sequence[MentionContext]) -> list[list[Evidence]]:
    """For each mention the evidence of its candidates."""
    evidence: list[list[Evidence]] = []
    of_article: dict[tuple[ArticleContext, _Sense], list[Evidence]] = {}
    for (_, name, sense, own), here in zip(asked, around, strict=True):
        key = here.of_article, sense
        if key not in of_article:
            of_article[key] = article_evidence(name.places, here.of_article)
        rows = zip(own, of_article[key], mention_evidence(name.places, here), strict=True)
        evidence.append([{**itself, **article, **beside} for itself, article, beside in rows])
    return evidence


def _says_where(around: MentionContext) -> bool:
    """True where words of the mention's own may say where it lies (_OWN_WORDS)."""
    return bool(around.containers or around.members or around.words)


def _share_senses(senses: Sequence[_Sense], evidence: Sequence[list[Evidence]], may_say: Sequence[bool]) -> None:
    """One sense for one name: a mention that does not say where it lies takes what another of its name says."""
    said = [
        may and any(row[key] > 0 for row in rows for key in _OWN_WORDS)
        for may, rows in zip(may_say, evidence, strict=True)
    ]
    explained: dict[_Sense, list[int]] = {}
    for at, sense in enumerate(senses):
        if said[at]:
            explained.setdefault(sense, []).append(at)
    for at, sense in enumerate(senses):
        if said[at] or sense not in explained:
            continue
        # The last explanation before the mention counts; one that follows it is often the exception that is explained.
        source = max((n for n in explained[sense] if n < at), default=explained[sense][0])
        strength = 0.7 if source < at else 0.1
        for row, shared in zip(evidence[at], evidence[source], strict=True):
            row.update({key: strength * shared[key] for key in _OWN_WORDS})


def _ranked(
    places: Sequence[Place], evidence: Sequence[Evidence], factors: Sequence[float]
) -> tuple[ScoredCandidate, ...]:
    """The candidates by their shares: the softmax of the weighted evidence; equal scores keep the gazetteer's order.

    *Shape:* places [candidates], evidence [candidates, pieces], factors [pieces] -> [candidates]
    """
    scores = [sum(map(mul, factors, row.values())) for row in evidence]
    top = max(scores, default=0.0)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    rows = zip(places, evidence, shares, strict=True)
    scored = [ScoredCandidate(place, row, share / total) for place, row, share in rows]
    return tuple(sorted(scored, key=lambda row: -row.share))
