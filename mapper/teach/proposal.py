"""Pins -> the questions of a lesson, for an author to choose from and to edit.

Only what is sure is asked: of places that the resolver is sure of, in sentences that were not cut short; and of places
where something happened only those of which that is sure too. Sentences that tell of harm to people are left alone
where there are others. A name that one question leaves out stands in no question of another kind, for a class that has
them on one sheet reads them all.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, zip_longest
from typing import Any

from gazetteer import DIVISIONS, LANDS, SPOTS

from ..draw.words import Words
from ..pins import Excerpt, Pin, Pins
from .blanks import blanked
from .certain import SURE, harm, is_clear, is_scene, is_told_so, is_whole, sentence
from .lesson import SURENESS, Event, Lesson, Question, Report

__all__ = ["MOST", "SIZES", "propose"]

SIZES = range(5, 16)  # questions of a lesson; with fewer it is hardly one, with more it takes too long
MOST = 12
_SHARES = {"where": 6, "role": 4, "order": 1, "sure": 2, "compare": 1, "need": 1}  # of kinds, in SIZES[-1] questions
_EVENTS = 5  # of an order
_APART = 3  # days that two reports of one event may lie apart
_FAIRLY = 0.7  # sure; below that a pin is drawn as not sure
_WIDE = LANDS | DIVISIONS
_Found = tuple[Pin, Excerpt]
_Parted = tuple[list[_Found], list[_Found], set[str], Callable[[str], str]]
_NO_CLUES: Mapping[str, int] = {}


def propose(
    pins: Pins, names: Mapping[str, Iterable[str]], most: int = MOST, level: int = 3, language: str = "en"
) -> Lesson:
    """Questions of every kind that the articles allow, spread over them, at most `most` and none above the level.

    names     folded names by id of place
    language  of the notes: one of the page's; the sentences stay in theirs
    The lesson has no question where nothing is sure.
    """
    asked = [
        question for kind in _kinds(pins, names, Words(language)) for question in kind if (question.level or 1) <= level
    ]
    left = Counter(_SHARES)
    kept = []
    for question in asked:
        left[question.kind] -= 1
        kept += [question] if left[question.kind] >= 0 else []
    while len(kept) > most:  # of the kind that has most the last one goes
        kinds = Counter(question.kind for question in kept)
        kept.remove([q for q in kept if kinds[q.kind] == max(kinds.values())][-1])
    return Lesson(questions=tuple(kept), proposed=True)


def _kinds(pins: Pins, names: Mapping[str, Iterable[str]], words: Words) -> Iterator[list[Question]]:
    clues = _clues(pins)
    where, sites, asked, hidden = _parted(pins, names, clues)
    yield [
        Question(
            kind="where", text=blanked(sentence(e), _printed(pin), names.get(pin.place.id, ())), sentence=sentence(e),
            level=1 if clues[sentence(e)] > 1 else 2, **_of(pin, e, pins),
        )
        for pin, e in where
    ]  # fmt: skip
    named = _spread(_named(pins, asked), _SHARES["role"] // 2)
    yield [
        Question(
            kind="role", text=sentence(e), name=e.text, happened=happened, level=2,
            note="" if happened else _why(e, words), **_of(pin, e, pins),
        )
        for both in zip_longest(sites, named)
        for happened, found in zip((True, False), both, strict=True)
        if found
        for pin, e in [found]
    ]  # fmt: skip
    yield _order(pins, hidden)
    asked |= {sentence(e) for _, e in (*sites, *named)}
    yield [
        Question(
            kind="sure", text=sentence(e), name=e.text, sure=_sureness(e), level=3, note=_reasons(e, words),
            **_of(pin, e, pins),
        )
        for pin, e in _doubted(pins, asked)
    ]  # fmt: skip
    yield _compared(pins, hidden)
    yield [
        Question(
            kind="need", text=text, sentence="" if text == sentence(e) else sentence(e),
            article=pins.articles[e.article].id, level=3,
        )
        for _, e in _spread(_claims(pins, {sentence(e) for _, e in where}), _SHARES["need"])
        for text in [hidden(sentence(e))]
    ]  # fmt: skip


def _parted(pins: Pins, names: Mapping[str, Iterable[str]], clues: Mapping[str, int]) -> _Parted:
    """The places to leave out; sites to ask about otherwise; sentences that name what is left out; what leaves it out.

    Where no site would be left, so that every "role" had one answer, one place fewer is left out.
    """
    found = _spread(_places(pins), _SHARES["where"], clues)
    fewer = [found[:n] + found[n + 1 :] for n in reversed(range(len(found)))] if len(found) > 1 else []
    whole = _way(found, pins, names)
    if whole[1]:
        return whole
    return next((way for where in fewer if (way := _way(where, pins, names))[1]), whole)


def _way(where: list[_Found], pins: Pins, names: Mapping[str, Iterable[str]]) -> _Parted:
    hidden = _hiding([pin for pin, _ in where], names)
    asked = {s for pin in pins.pins for e in pin.excerpts if hidden(s := sentence(e)) != s}
    return where, _spread(_sites(pins, asked), _SHARES["role"] // 2), asked, hidden


def _of(pin: Pin, excerpt: Excerpt, pins: Pins) -> dict[str, Any]:
    """The names in a question about a place in a sentence."""
    return {"place": _called(pin, pins), "article": pins.articles[excerpt.article].id}


# ---------------------------------------------------------------- what can be asked


def _printed(pin: Pin) -> list[str]:
    return [pin.place.name, *(excerpt.text for excerpt in pin.excerpts)]


def _hiding(left_out: Iterable[Pin], names: Mapping[str, Iterable[str]]) -> Callable[[str], str]:
    """What leaves the names of these places out of a text."""
    known = [(_printed(pin), set(names.get(pin.place.id, ()))) for pin in left_out]

    def hidden(text: str) -> str:
        for printed, folded in known:
            text = blanked(text, printed, folded)
        return text

    return hidden


def _clear(pins: Pins) -> Iterator[_Found]:
    for pin in pins.pins:
        for excerpt in pin.excerpts:
            if is_clear(excerpt):
                yield pin, excerpt


def _scenes(pins: Pins) -> list[_Found]:
    return [(pin, excerpt) for pin, excerpt in _clear(pins) if is_scene(pin, excerpt)]


def _claims(pins: Pins, asked: set[str]) -> list[_Found]:
    """Sites that the article has from somebody: the question is how one would know, so their role need not be sure."""
    return [
        (pin, e) for pin, e in _clear(pins) if e.role == "site" and is_told_so(sentence(e)) and sentence(e) not in asked
    ]


def _places(pins: Pins) -> list[_Found]:
    """Places where something happened, those that are points before those that are wide."""
    return sorted(_scenes(pins), key=lambda row: row[0].place.kind not in SPOTS)


def _sites(pins: Pins, asked: set[str]) -> list[_Found]:
    """Points where something surely happened, and that are named as nothing else in the article."""
    named = {(pin.place, e.article) for pin in pins.pins for e in pin.excerpts if e.role != "site"}
    return [
        (pin, e)
        for pin, e in _scenes(pins)
        if pin.place.kind in SPOTS and sentence(e) not in asked and (pin.place, e.article) not in named
    ]  # fmt: skip


def _named(pins: Pins, asked: set[str]) -> list[_Found]:
    """Places in which the article has nothing happen: no site of it is there or, for a wide place, in its country."""
    scenes: dict[int, set[str]] = defaultdict(set)
    for pin in pins.pins:
        for excerpt in pin.excerpts:
            if excerpt.role == "site":
                scenes[excerpt.article] |= {pin.place.id, pin.place.country}
    return [
        (pin, e)
        for pin, e in _clear(pins)
        if e.role != "site" and e.role_confidence >= SURE and sentence(e) not in asked
        and pin.place.id not in scenes[e.article]
        and not (pin.place.kind in _WIDE and pin.place.country in scenes[e.article])
    ]  # fmt: skip


def _clues(pins: Pins) -> Counter[str]:
    """The number of places that each sentence names, at most three: the others help to find the one left out."""
    named = Counter(s for pin in pins.pins for s in {sentence(excerpt) for excerpt in pin.excerpts})
    return Counter({sentence: min(3, count) for sentence, count in named.items()})


def _spread(found: list[_Found], most: int, clues: Mapping[str, int] = _NO_CLUES) -> list[_Found]:
    """At most so many, each place and each sentence once, in turn from each article.

    Sentences that tell of harm are taken only where there are no others. Those with the most clues come first.
    """
    calm = [row for row in found if not harm(sentence(row[1]))]
    queues: dict[int, list[_Found]] = defaultdict(list)
    for row in sorted(calm or found, key=lambda row: -clues.get(sentence(row[1]), 0)):
        queues[row[1].article].append(row)
    chosen: list[_Found] = []
    seen: set[str] = set()
    while len(chosen) < most and any(queues.values()):
        for queue in queues.values():
            while queue:
                pin, excerpt = queue.pop(0)
                if not {pin.place.id, sentence(excerpt)} & seen:
                    seen |= {pin.place.id, sentence(excerpt)}
                    chosen.append((pin, excerpt))
                    break
    return sorted(chosen[:most], key=lambda row: (row[1].article, row[1].mention))


def _order(pins: Pins, hidden: Callable[[str], str]) -> list[Question]:
    """One question for the articles of different days, those with the least harm in their headings."""
    by_day = {
        article.date: article
        for article in sorted(pins.articles, key=lambda s: -harm(s.title))
        if article.date and not article.date_guessed
    }
    days = sorted(sorted(by_day, key=lambda day: harm(by_day[day].title))[:_EVENTS])
    if len(days) < 2:
        return []
    events = tuple(
        Event(date=dt.date.fromisoformat(day), text=hidden(by_day[day].title), article=by_day[day].id) for day in days
    )
    return [Question(kind="order", text="", level=1, events=events)]


def _doubted(pins: Pins, asked: set[str]) -> list[_Found]:
    """A place that the map is sure of, and the one of which it is least sure, of sentences not asked about."""
    found = [
        (pin, e)
        for pin in pins.pins
        for e in pin.excerpts
        if is_whole(sentence(e)) and e.text in sentence(e) and sentence(e) not in asked and not harm(sentence(e))
    ]
    found.sort(key=lambda row: row[1].confidence)
    return found[:1] + [row for row in found[-1:] if row[1].article != found[0][1].article or row[0] != found[0][0]]


def _sureness(excerpt: Excerpt) -> str:
    return SURENESS[0 if excerpt.confidence >= SURE else 1 if excerpt.confidence >= _FAIRLY else 2]


def _compared(pins: Pins, hidden: Callable[[str], str]) -> list[Question]:
    """Two articles' sentences of nearly one day about one site."""
    days = {n: dt.date.fromisoformat(s.date) for n, s in enumerate(pins.articles) if s.date and not s.date_guessed}
    pairs = [
        (first, second)
        for pin in pins.pins
        if pin.place.kind in SPOTS
        for first, second in combinations([e for e in pin.excerpts if is_clear(e) and is_scene(pin, e)], 2)
        if first.article != second.article and {first.article, second.article} <= set(days)
        and abs(days[first.article] - days[second.article]).days <= _APART and sentence(first) != sentence(second)
    ]  # fmt: skip
    pairs.sort(key=lambda pair: harm(sentence(pair[0]) + sentence(pair[1])))
    return [
        Question(
            kind="compare", text="", level=3,
            reports=tuple(Report(text=hidden(sentence(e)), article=pins.articles[e.article].id) for e in pair),
        )
        for pair in pairs[:1]
    ]  # fmt: skip


def _called(pin: Pin, pins: Pins) -> str:
    """The id of a pin, or its name where another pin has the same id."""
    return pin.place.id if sum(other.place.id == pin.place.id for other in pins.pins) == 1 else pin.place.name


def _why(excerpt: Excerpt, words: Words) -> str:
    reason = words.reason(excerpt.because[-1:])
    return f"{reason[:1].upper()}{reason[1:]}."


def _reasons(excerpt: Excerpt, words: Words) -> str:
    return f"{100 * excerpt.confidence:.0f} %: {words.reason(excerpt.because)}."
