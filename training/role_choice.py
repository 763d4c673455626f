"""How the weights of roles are made: python -m training.role_choice [--gold FOLDER] [--out FILE]

Learns from our corpus of roles (training/roles) what each sign counts; then, by what the signs say of articles that did
not teach them, how mentions inform each other; and, from the documents that are set apart, which taught neither the
signs nor the network, how far the network is right. Writes role_weights.json. Every sentence trains as a text of its
own too, for much news is a headline or a single sentence, and so do the headlines of UCDP GED whose point is no exact
one, where a place that is named lies near it. Deterministic.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gazetteer import Gazetteer, distance_km
from mapper.read.articles import read_rows
from mapper.reading.english.sentences import sentences
from mapper.reading.reading import reading_of
from mapper.recognise.articles import Recogniser, load_recogniser
from mapper.records import LABELS, ROLES, Article, Mention
from mapper.resolve.rank import rank
from mapper.resolve.resolver import named_in
from mapper.resolve.role_choice import LENGTHS, Chances, Table, chances, least_sure, role_of, together
from mapper.resolve.role_signs import SignedText, Signs
from mapper.resolve.roles import PLAIN

from .ranker import fit_classes
from .role_corpus import WRITTEN, documents, story_of

Floats = NDArray[np.float64]
_Fitted = TypeVar("_Fitted")
_FOLDS = 5
# What a text counts: a sentence by itself is part of what its article tells, and a headline's mark is no reader's.
_COUNTS = {"article": 1.0, "sentence": 0.4, "headline": 0.3}
_HEDGED = 0.6  # where the two readers differed
# A sign of fewer documents is chance.
_FEWEST = 4
_RIDGE, _RIDGE_TOGETHER = 5.0, 4.0
_RIDGES = {
    "right before": 15.0,
    "right after": 15.0,
    "rule ": 10.0,
    "earlier year": 10.0,
    "signs ": 60.0,
    "network ": 60.0,
}
# What rules say is held to, for many are of words that the corpus has once or never.
_SITE, _ACTOR, _CONTEXT = (2.0, -1.0, -1.0), (-1.5, 2.5, -1.0), (-1.5, -1.0, 2.5)
_START: Mapping[str, Sequence[float]] = {
    **dict.fromkeys((*PLAIN, "earlier year", "adjective", "inside a name"), _CONTEXT),
    **dict.fromkeys(("measured from", "near it", "event of its name", "driven from"), _SITE),
    **dict.fromkeys(("inside what acts", "forces", "government", "party"), _ACTOR),
    # What is said for a role before the mentions are seen together speaks for it, however the three hang together.
    **{
        f"{who} {role}": tuple(share if role == other else -share / 2 for other in ROLES)
        for who, share in (("signs", 0.3), ("network", 0.4))
        for role in ROLES
    },
}
_NEAR_KM = 25.0
_TRIED = [round(0.2 + 0.01 * step, 2) for step in range(51)]  # how probable a site must be
_WORTH = 1.5  # how many wrong pins one that is lost is worth


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text with its mentions, and the gold role of each, "" where nobody has said."""

    document: str
    sort: str
    story: SignedText
    signs: list[Signs]
    roles: list[str]
    counts: list[float]
    published: bool = True


def main() -> None:
    """Fit, write, and print what comes out on articles that did not teach it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path("mapper/resolve/role_weights.json"))
    options = parser.parse_args()
    with Gazetteer.open() as store:
        recogniser = load_recogniser(store)
        texts = [text for row in documents(held=False) for text in _of_corpus(row, store)]
        texts += _of_headlines(options.gold / "ged_headlines.jsonl", store, recogniser)
        apart = [text for row in documents(held=True) for text in _of_corpus(row, store, recogniser)]
    signs = _fitted_signs(texts)
    first = _held_back(
        texts,
        lambda others: _fitted_signs([texts[at] for at in others]),
        lambda at, table: [chances(one, table) for one in texts[at].signs],
    )
    alone = _fitted_together(texts, first, network=False)
    weights: dict[str, Any] = {"signs": signs, "alone": alone, "network": {}}
    said = [[chances(one, signs) for one in text.signs] for text in apart]
    answers = _answers(apart, said, alone, network=False)
    weights["least"] = _least(texts, _answers(texts, first, alone, network=False))
    print(f"signs alone, set apart: {_figures(apart, answers, weights['least'])}")
    if all(named.mention.role_scores for text in apart for named in text.story.named):
        weights["network"] = _fitted_together(apart, said, network=True)
        answers = _held_back(
            apart,
            lambda others: _fitted_together([apart[at] for at in others], [said[at] for at in others], network=True),
            lambda at, table: _answers([apart[at]], [said[at]], table, network=True)[0],
        )
        # Of what was published: in texts written for the corpus too much is background.
        real = [at for at, text in enumerate(apart) if text.published]
        weights["least"] = _least([apart[at] for at in real], [answers[at] for at in real])
        print(f"with the network, set apart, cross-validated: {_figures(apart, answers, weights['least'])}")
        for name in ("geovirus", "own"):
            ones = [at for at, text in enumerate(apart) if text.document.startswith(name)]
            figures = _figures([apart[at] for at in ones], [answers[at] for at in ones], weights["least"])
            print(f"of these, {name}: {figures}")
    options.out.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(signs)} signs; a site is one from {weights['least']}")


def _of_corpus(row: Mapping[str, Any], store: Gazetteer, recogniser: Recogniser | None = None) -> Iterator[Text]:
    """A document of the corpus, and each of its sentences by itself; the names as recognised, or as marked."""
    parts = [(*span, "sentence") for span in sentences(row["text"])]
    for start, end, sort in [(0, len(row["text"]), "article"), *parts * (len(parts) > 1)]:
        marks = [
            mark | {"start": mark["start"] - start, "end": mark["end"] - start}
            for mark in row["mentions"]
            if start <= mark["start"] and mark["end"] <= end
        ]
        if not marks:
            continue
        day = date.fromisoformat(row["date"]) if row["date"] else None
        article = Article(text=row["text"][start:end], title=row["title"] if sort == "article" else "", date=day)
        if recogniser:
            ((_, mentions),) = recogniser.pipe([article])
        else:
            mentions = tuple(article.mention(m["start"], m["end"], m["label"]) for m in marks if m["label"] in LABELS)
        text = _text(story_of(row["id"]), sort, article, mentions, store)
        text = replace(text, published=row["source"] != WRITTEN)
        for at, named in enumerate(text.story.named):
            mention = named.mention
            mark = next((m for m in marks if m["start"] < mention.end and mention.start < m["end"]), None)
            if mark:
                text.roles[at] = mark["role"]
                text.counts[at] *= 1.0 if mark["agreed"] else _HEDGED
        yield text


def _of_headlines(path: Path, store: Gazetteer, recogniser: Recogniser) -> Iterator[Text]:
    """Headlines of events, and which of their names lie near: those with an exact point are left to be measured."""
    rows = [row for _, row in read_rows(path) if row["precision"] != 1]
    for row, (article, mentions) in zip(rows, recogniser.pipe(Article(text=r["text"]) for r in rows), strict=True):
        text = _text(row["id"], "headline", article, mentions, store)
        for at, named in enumerate(text.story.named):
            if named.place and distance_km(row["lat"], row["lon"], named.place.lat, named.place.lon) <= _NEAR_KM:
                text.roles[at] = "site"
        yield text


def _text(document: str, sort: str, article: Article, mentions: Sequence[Mention], store: Gazetteer) -> Text:
    reading = reading_of(article.text)
    story = SignedText(reading, named_in(reading, rank(article, mentions, store)), article.declared)
    size = len(story.named)
    return Text(
        document=document,
        sort=sort,
        story=story,
        signs=story.signs(),
        roles=[""] * size,
        counts=[_COUNTS[sort]] * size,
    )


def _fitted_signs(texts: Sequence[Text]) -> Table:
    return _fitted(texts, [text.signs for text in texts], _RIDGE)


def _fitted(texts: Sequence[Text], signs: Sequence[Sequence[Signs]], ridge: float) -> Table:
    """What each sign counts for each role, in the texts of enough documents."""
    seen: dict[str, set[str]] = defaultdict(set)
    rows, roles, counts = [], [], []
    for text, ones in zip(texts, signs, strict=True):
        for one, role, count in zip(ones, text.roles, text.counts, strict=True):
            if role:
                rows.append(one)
                roles.append(ROLES.index(role))
                counts.append(count)
                for sign in one:
                    seen[sign].add(text.document)
    # A rule is none by chance.
    known = {s for s, where in seen.items() if len(where) >= _FEWEST} | {s for s in seen if s.startswith("rule ")}
    names = {sign: at for at, sign in enumerate(sorted(known))}
    kept = [{names[sign]: value for sign, value in row.items() if sign in names} for row in rows]
    columns = [column for row in kept for column in row]
    values = [value for row in kept for value in row.values()]
    ends = np.cumsum([0, *map(len, kept)])
    features = sparse.csr_matrix((values, columns, ends), shape=(len(kept), len(names)))
    held = np.array([next((r for start, r in _RIDGES.items() if sign.startswith(start)), ridge) for sign in names])
    start = np.array([_START.get(sign.removeprefix("rule "), (0.0, 0.0, 0.0)) for sign in names])
    weights = fit_classes(features, np.array(roles), np.array(counts), start, held)
    # A rule that no document needs speaks all the same.
    plain = {f"rule {rule}": list(_START[rule]) for rule in PLAIN}
    return plain | {sign: weights[at].round(3).tolist() for sign, at in names.items()}


def _held_back(
    texts: Sequence[Text], fitted: Callable[[Sequence[int]], _Fitted], said: Callable[[int, _Fitted], list[Chances]]
) -> list[list[Chances]]:
    """What is said of each text, by position, by what was fitted on the texts of other documents."""
    shuffled = sorted({text.document for text in texts})
    random.Random(0).shuffle(shuffled)
    folds = {document: at % _FOLDS for at, document in enumerate(shuffled)}
    models = [fitted([at for at, t in enumerate(texts) if folds[t.document] != fold]) for fold in range(_FOLDS)]
    return [said(at, models[folds[text.document]]) for at, text in enumerate(texts)]


def _fitted_together(texts: Sequence[Text], first: Sequence[Sequence[Chances]], *, network: bool) -> Table:
    return _fitted(texts, _seen_together(texts, first, network=network), _RIDGE_TOGETHER)


def _seen_together(texts: Sequence[Text], first: Sequence[Sequence[Chances]], *, network: bool) -> list[list[Signs]]:
    return [together(text.story, ones, network=network) for text, ones in zip(texts, first, strict=True)]


def _answers(
    texts: Sequence[Text], first: Sequence[Sequence[Chances]], table: Table, *, network: bool
) -> list[list[Chances]]:
    return [[chances(one, table) for one in ones] for ones in _seen_together(texts, first, network=network)]


def _least(texts: Sequence[Text], answers: Sequence[Sequence[Chances]]) -> dict[str, float]:
    """How probable a site must be: so that not many more red pins are wrong than are lost."""
    out: dict[str, float] = {}
    for length in LENGTHS:
        ones = [at for at, text in enumerate(texts) if text.story.length == length]
        for least in _TRIED:
            right, said, asked = _pins([texts[at] for at in ones], [answers[at] for at in ones], out | {length: least})
            if said - right <= (asked - right) * _WORTH:
                break
        out[length] = least
    return out


def _pins(
    texts: Sequence[Text], answers: Sequence[Sequence[Chances]], least: Mapping[str, float]
) -> tuple[int, int, int]:
    """Of red pins, how many are right, how many there are, and how many there should be."""
    pins: dict[tuple[int, str], list[bool]] = defaultdict(lambda: [False, False])
    for number, (text, ones) in enumerate(zip(texts, answers, strict=True)):
        sure = least_sure(ones, text.story.length, least)
        for named, role, one, enough in zip(text.story.named, text.roles, ones, sure, strict=True):
            is_counted = role and text.sort != "headline" and named.mention.label != "EMBEDDED"
            if is_counted and named.place:
                pin = pins[number, named.place.id]
                pin[0] |= role == "site"
                pin[1] |= one[0] >= enough
    both = list(pins.values())
    return sum(a and b for a, b in both), sum(b for _, b in both), sum(a for a, _ in both)


def _figures(texts: Sequence[Text], answers: Sequence[Sequence[Chances]], least: Mapping[str, float]) -> str:
    """Of whole articles: how many roles are right, and the precision and recall of red pins."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text, ones in zip(texts, answers, strict=True):
        sure = least_sure(ones, text.story.length, least)
        for role, one, enough in zip(text.roles, ones, sure, strict=True):
            if role and text.sort == "article":
                pairs[role, role_of(one, enough)] += 1
    scores = [
        2 * pairs[role, role] / max(1, sum(count * ((a == role) + (b == role)) for (a, b), count in pairs.items()))
        for role in ROLES
    ]
    right, said, asked = _pins([t for t in texts if t.sort == "article"], [
        ones for text, ones in zip(texts, answers, strict=True) if text.sort == "article"
    ], least)  # fmt: skip
    return (
        f"roles {sum(pairs[role, role] for role in ROLES) / pairs.total():.1%}, "
        f"macro F1 {sum(scores) / len(scores):.3f}; "
        f"red pins {right / max(1, said):.1%} / {right / max(1, asked):.1%}"
    )


if __name__ == "__main__":
    main()
