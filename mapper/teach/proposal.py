"""Pins -> the questions of a lesson, for an author to choose from and to edit; and the file that holds them.

Only what is sure is asked: of places that the resolver is sure of, in sentences that were not cut short. Sentences that
tell of harm to people are left alone where there are others.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gazetteer import LANDS, UNITS, fold

from ..lexicon import words
from ..pins import Excerpt, Pin, Pins
from ..reason import in_english
from .authored import quoted
from .lesson import POINTS, Event, Lesson, Question

__all__ = ["blanked", "lesson_text", "propose"]

_BLANK = "____"
_SURE = 0.9
_MOST = {"where": 10, "role": 6, "order": 5}
_LENGTH = range(40, 321)  # characters of a sentence that can be asked about
_WORD = re.compile(r"\w+")
_LONGEST = 6  # words of a name
_SCENE = ("at", "in", "inside", "near", "outside")
_WIDE = LANDS | UNITS | {"area"}
_Found = tuple[Pin, Excerpt]
_NO_CLUES: Mapping[str, int] = {}


def propose(pins: Pins, names: Mapping[str, Iterable[str]]) -> Lesson:
    """Questions of every kind that the articles allow, spread over them; `names` are folded names by id of place.

    The lesson has no question where nothing is sure.
    """
    where = _spread(_places(pins), _MOST["where"], _clues(pins))
    asked = {_sentence(excerpt) for _, excerpt in where}
    questions = [
        Question(
            kind="where", text=blanked(_sentence(excerpt), _printed(pin), names.get(pin.place.id, ())),
            place=_called(pin, pins), article=pins.stories[excerpt.article].id,
        )
        for pin, excerpt in where
    ]  # fmt: skip
    half = _MOST["role"] // 2
    for happened, found in ((True, _sites(pins, asked)), (False, _named(pins, asked))):
        questions += [
            Question(
                kind="role", text=_sentence(excerpt), name=excerpt.text, happened=happened, place=_called(pin, pins),
                article=pins.stories[excerpt.article].id, note="" if happened else _why(excerpt),
            )
            for pin, excerpt in _spread(found, half)
        ]  # fmt: skip
    return Lesson(questions=(*questions, *_order(pins)))


def blanked(sentence: str, printed: Iterable[str], folded: Iterable[str]) -> str:
    """The sentence with ____ wherever it names the place: by any of its names or spellings, or by a word made of one.

    printed  names as an article prints them; a capitalised word of a longer one gives the place away as well
    folded   names as the gazetteer folds them
    """
    parts = {word for name in printed for word in _WORD.findall(name) if word[:1].isupper() and len(word) > 3}
    generic = {
        w for name in ("compass_words", "admin_words", "facility_words") for row in words(name) for w in row.split()
    }
    known = (
        {fold(name) for name in printed}
        | set(folded)
        | {fold(part) for part in parts if part.casefold() not in generic}
    )
    stems = tuple(name for name in known if len(name) > 4 and " " not in name)
    tokens = list(_WORD.finditer(sentence))
    out, at, i = "", 0, 0
    while i < len(tokens):
        start = tokens[i].start()
        ends = [token.end() for token in tokens[i : i + _LONGEST]][::-1] if sentence[start].isupper() else []
        named = (end for end in ends if len(text := fold(sentence[start:end])) > 2 and text in known)
        end = next(named, tokens[i].end() if ends and fold(tokens[i][0]).startswith(stems) else 0)
        if end:
            out, at = out + sentence[at:start] + _BLANK, end
        i += max(1, sum(start <= token.start() < end for token in tokens))
    return out + sentence[at:]


def lesson_text(lesson: Lesson, pins: Pins) -> str:
    """The lesson as its file, with what an author needs to know to edit it."""
    return "\n".join(_lines(lesson, pins)) + "\n"


# ---------------------------------------------------------------- what can be asked


def _usable(excerpt: Excerpt) -> bool:
    text = _sentence(excerpt)
    return len(text) in _LENGTH and not text.startswith("…") and not text.endswith("…")


def _sentence(excerpt: Excerpt) -> str:
    # The first line of a Markdown text has its mark before it.
    return f"{excerpt.before}{excerpt.text}{excerpt.after}".strip("# ")


def _printed(pin: Pin) -> list[str]:
    return [pin.place.name, *(excerpt.text for excerpt in pin.excerpts)]


def _sure(pins: Pins) -> Iterator[_Found]:
    for pin in pins.pins:
        for excerpt in pin.excerpts:
            if excerpt.confidence >= _SURE and _usable(excerpt):
                yield pin, excerpt


def _places(pins: Pins) -> list[_Found]:
    """Sites, those that are points before those that are wide."""
    found = [(pin, e) for pin, e in _sure(pins) if e.role == "site" and not _is_relative(pin)]
    return sorted(found, key=lambda row: row[0].place.kind not in POINTS)


def _is_relative(pin: Pin) -> bool:
    """Whether the pin is named by its way from another place ("20 km south of Kupiansk")."""
    return pin.place.kind == "area" and all(fold(e.text) != fold(pin.place.name) for e in pin.excerpts)


def _sites(pins: Pins, asked: set[str]) -> list[_Found]:
    """Points that a preposition makes the scene, and that are named as nothing else in the article."""
    named = {(pin.place, e.article) for pin in pins.pins for e in pin.excerpts if e.role != "site"}
    return [
        (pin, e)
        for pin, e in _sure(pins)
        if e.role == "site" and pin.place.kind in POINTS and _last_word(e.before) in _SCENE
        and _sentence(e) not in asked and (pin.place, e.article) not in named
    ]  # fmt: skip


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1].casefold() if text.split() else ""


def _named(pins: Pins, asked: set[str]) -> list[_Found]:
    """Places in which the article has nothing happen: no site of it is there or, for a wide place, in its country."""
    scenes: dict[int, set[str]] = defaultdict(set)
    for pin in pins.pins:
        for excerpt in pin.excerpts:
            if excerpt.role == "site":
                scenes[excerpt.article] |= {pin.place.id, pin.place.country}
    return [
        (pin, e)
        for pin, e in _sure(pins)
        if e.role != "site" and _sentence(e) not in asked and pin.place.id not in scenes[e.article]
        and not (pin.place.kind in _WIDE and pin.place.country in scenes[e.article])
    ]  # fmt: skip


def _clues(pins: Pins) -> Counter[str]:
    """How many places each sentence names, at most three: the others help to find the one that is left out."""
    named = Counter(s for pin in pins.pins for s in {_sentence(excerpt) for excerpt in pin.excerpts})
    return Counter({sentence: min(3, count) for sentence, count in named.items()})


def _spread(found: list[_Found], most: int, clues: Mapping[str, int] = _NO_CLUES) -> list[_Found]:
    """At most so many, each place and each sentence once, in turn from each article.

    Sentences that tell of harm are taken only where there are no others. Those with the most clues come first.
    """
    calm = [row for row in found if not _harm(_sentence(row[1]))]
    queues: dict[int, list[_Found]] = defaultdict(list)
    for row in sorted(calm or found, key=lambda row: -clues.get(_sentence(row[1]), 0)):
        queues[row[1].article].append(row)
    chosen: list[_Found] = []
    seen: set[str] = set()
    while len(chosen) < most and any(queues.values()):
        for queue in queues.values():
            while queue:
                pin, excerpt = queue.pop(0)
                if not {pin.place.id, _sentence(excerpt)} & seen:
                    seen |= {pin.place.id, _sentence(excerpt)}
                    chosen.append((pin, excerpt))
                    break
    return sorted(chosen[:most], key=lambda row: (row[1].article, row[1].mention))


def _harm(sentence: str) -> int:
    return sum(word.casefold() in words("harm") for word in _WORD.findall(sentence))


def _order(pins: Pins) -> list[Question]:
    """One question for the articles of different days, those with the least harm in their headings."""
    by_day = {
        story.date: story
        for story in sorted(pins.stories, key=lambda s: -_harm(s.title))
        if story.date and not story.date_guessed
    }
    days = sorted(sorted(by_day, key=lambda day: _harm(by_day[day].title))[: _MOST["order"]])
    if len(days) < 2:
        return []
    events = tuple(
        Event(date=dt.date.fromisoformat(day), text=by_day[day].title, article=by_day[day].id) for day in days
    )
    return [Question(kind="order", text="Put these in order, the earliest first.", events=events)]


def _called(pin: Pin, pins: Pins) -> str:
    """The id of a pin, or its name where another pin has the same id."""
    return pin.place.id if sum(other.place.id == pin.place.id for other in pins.pins) == 1 else pin.place.name


def _why(excerpt: Excerpt) -> str:
    reason = in_english(excerpt.because[-1:])
    return f"{reason[:1].upper()}{reason[1:]}."


# ---------------------------------------------------------------- the file

_HEAD = """\
# The questions of a lesson, proposed by mapper. Edit them as you like: take out, reword, add, change their order.
# Then:  mapper draw located.jsonl --lesson lesson.toml -o lesson.html
#
# kind = "where"  Where is it? ____ stands for each name that is left out. Optional: choices = ["Kyiv", "Lviv"], the
#                 wrong places of the list; within_km = 50, how far off an answer on the map may be.
# kind = "role"   Did it happen at the place called name? answer = "happened", or "named" where it is only named.
# kind = "order"  Which came first? Each [[question.event]] has a date and a text.
#
# Any question may have a note and sources, told with its answer: sources = ["A report, https://example.org/report"].
# A place may have them too, told with every answer that it is:
#
# [[place]]
# place = "Odesa"
# note = "A port on the Black Sea."
# sources = ["https://example.org/odesa"]

title = ""
about = ""
"""


def _lines(lesson: Lesson, pins: Pins) -> Iterator[str]:
    yield _HEAD
    named = {pin.place.id: pin for pin in pins.pins}
    titles = {story.id: story.title for story in pins.stories}
    for question in lesson.questions:
        yield "[[question]]"
        yield f"kind = {quoted(question.kind)}"
        yield f"text = {quoted(question.text)}"
        if question.name:
            yield f"name = {quoted(question.name)}"
        if question.place:
            pin = named.get(question.place)
            where = (pin.place.name, pin.place.admin1, pin.place.country) if pin else ()
            yield f"place = {quoted(question.place)}{_remark(', '.join(filter(None, where)))}"
        if question.kind == "role":
            yield f"answer = {quoted('happened' if question.happened else 'named')}"
        if question.article:
            yield f"article = {quoted(question.article)}{_remark(titles[question.article])}"
        yield f"note = {quoted(question.note)}"
        for event in question.events:
            yield f"\n[[question.event]]\ndate = {event.date.isoformat()}\ntext = {quoted(event.text)}"
            yield f"article = {quoted(event.article)}"
        yield ""


def _remark(text: str) -> str:
    """A comment behind a value: on one line, and without the control characters that no comment can hold."""
    return f"  # {''.join(c if c.isprintable() else ' ' for c in text)}" if text else ""
