"""A lesson on a map: questions in a file that an author edits (lesson.toml), as the page asks them.

where   Where is the place that the words leave out? Answered on the map or from a list.
role    Did it happen at a place, or is the place only named?
order   Which came first?
sure    How sure is the map that the marked name is that place?
compare What does each of these reports say that the other does not?
need    What would one need to know to be sure of this?
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gazetteer import SPOTS, Place, distance_km

from ..draw.parts import Part, Setting, Standing
from ..pins import Pin, Pins
from .authored import Table, article_of, pin_of, read_table, source
from .certain import tells_of_harm

__all__ = ["SURENESS", "About", "Event", "Lesson", "Question", "Report", "asked", "read_lesson", "taught"]

_KINDS = ("where", "role", "order", "sure", "compare", "need")
_ANSWERS = ("happened", "named")
SURENESS = ("very", "fairly", "hardly")
_CHOICES = 5  # that a list of places has
_NEAR = 100.0  # km by which an answer on the map may be off, unless the place is wider or the author says otherwise
_KEYS = {
    "where": ("text", "place", "article", "choices", "within_km"),
    "role": ("text", "name", "place", "article", "answer"),
    "order": ("text", "event"),
    "sure": ("text", "name", "place", "article", "answer"),
    "compare": ("text", "report"),
    "need": ("text", "article"),
}
_LEVELS = (1, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, of those to be put in order; `article` is an id or a title, or ""."""

    date: dt.date
    text: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's report of something that others tell too."""

    text: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; places and articles are called as the author calls them.

    text       what is asked about: a sentence in which ____ stands for each name left out, or more words for the task
    place      the right place of "where", the place asked about in "role"
    choices    the wrong places that a list offers; () lets the page choose
    within_km  how far off an answer on the map may be; None for the usual
    name       the words of `text` that name the place, for "role" and "sure"
    happened   the answer of "role"
    sure       the answer of "sure", one of SURENESS
    events     of "order", in any order, no two on the same day
    reports    of "compare"
    sentence   the whole sentence that the question was made from; told with the answer
    level      1 is easy, 3 is hard; None where nobody has said
    note       what is told with the answer, and sources where it is from
    table      where it is written, for errors; None where nobody has written it
    """

    kind: str
    text: str
    place: str = ""
    article: str = ""
    choices: tuple[str, ...] = ()
    within_km: float | None = None
    name: str = ""
    happened: bool = False
    sure: str = ""
    events: tuple[Event, ...] = ()
    reports: tuple[Report, ...] = ()
    sentence: str = ""
    level: int | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    table: Table | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The author's note about a place, shown with every answer that it is."""

    place: str
    note: str
    sources: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson; `about` stands above its questions. `proposed` is whether nobody has read them yet but a program."""

    questions: tuple[Question, ...]
    title: str = ""
    about: str = ""
    places: tuple[About, ...] = ()
    proposed: bool = False


def read_lesson(path: str) -> Lesson:
    """The lesson in a file, or "-" for standard input. Raises InputError with the line of what is wrong."""
    file = read_table(path)
    file.only("title", "about", "proposed", "question", "place")
    questions = tuple(map(_question, file.tables("question")))
    if not questions:
        raise file.error("question", "there is no question; write one under [[question]]")
    return Lesson(
        title=file.text("title", ""), about=file.text("about", ""), questions=questions,
        places=tuple(map(_about, file.tables("place"))), proposed=file.yes("proposed"),
    )  # fmt: skip


def _about(table: Table) -> About:
    table.only("place", "note", "sources")
    return About(place=table.text("place"), note=table.text("note", ""), sources=table.texts("sources"), table=table)


def _question(table: Table) -> Question:
    kind = table.one_of("kind", _KINDS)
    table.only("kind", "note", "sources", "sentence", "level", *_KEYS[kind])
    level = table.number("level", *_LEVELS)
    shared: dict[str, Any] = {
        "kind": kind, "text": table.text("text", "" if kind in ("order", "compare") else None),
        "note": table.text("note", ""), "sources": table.texts("sources"), "sentence": table.text("sentence", ""),
        "level": round(level) if level else None, "table": table,
    }  # fmt: skip
    if kind == "order":
        return Question(events=_events(table), **shared)
    if kind == "compare":
        return Question(reports=_reports(table), **shared)
    if kind == "need":
        return Question(article=table.text("article", ""), **shared)
    shared |= {"place": table.text("place"), "article": table.text("article", "")}
    if kind == "where":
        return Question(choices=table.texts("choices"), within_km=table.number("within_km", 0.1, 20000), **shared)
    name = table.text("name")
    if name not in shared["text"]:
        raise table.error("name", f"'name' is {name!r}, which does not stand in the text of the question")
    if kind == "sure":
        return Question(name=name, sure=table.one_of("answer", SURENESS), **shared)
    return Question(name=name, happened=table.one_of("answer", _ANSWERS) == "happened", **shared)


def _events(table: Table) -> tuple[Event, ...]:
    events: list[Event] = []
    for row in table.tables("event"):
        row.only("date", "text", "article")
        event = Event(date=row.date("date"), text=row.text("text"), article=row.text("article", ""))
        if any(event.date == other.date for other in events):
            raise row.error("date", f"two events are of {event.date}; those of one day have no order")
        events.append(event)
    if len(events) < 2:
        raise table.error("event", "an order needs two events or more, each under [[question.event]]")
    return tuple(events)


def _reports(table: Table) -> tuple[Report, ...]:
    rows = table.tables("report")
    if len(rows) < 2:
        raise table.error("report", "a comparison needs two reports or more, each under [[question.report]]")
    for row in rows:
        row.only("text", "article")
    return tuple(Report(text=row.text("text"), article=row.text("article", "")) for row in rows)


# ---------------------------------------------------------------- as the page has it


def taught(lesson: Lesson | Callable[[Pins], Lesson]) -> Part:
    """The part of a page that asks these questions, or those that its pins lead to.

    Drawing it raises InputError where a question asks for what the map lacks.
    """
    title = "" if callable(lesson) else lesson.title

    def data(pins: Pins) -> dict[str, Any]:
        return asked(lesson(pins) if callable(lesson) else lesson, pins)

    def standing(pins: Pins, setting: Setting) -> Standing:
        from .sheet import standing_lesson  # draws, which is heavy

        return standing_lesson(data(pins), pins, setting)

    return Part(
        name="lesson", data=data, scripts=("parts/lesson/lesson.js",), styles=("lesson.css", "sheet.css"),
        standing=standing, heading=lambda words: title or words.said("lesson", "lesson"),
    )  # fmt: skip


def asked(lesson: Lesson, pins: Pins) -> dict[str, Any]:
    """The lesson as JSON, with positions of pins and articles in place of their names."""
    notes: dict[int, dict[str, Any]] = {}
    for about in lesson.places:
        number = pin_of(about.table, "place", about.place, pins)
        notes[number] = {"note": about.note, "sources": list(map(source, about.sources))}
    return {
        "title": lesson.title, "about": lesson.about, "proposed": lesson.proposed,
        "harm": tells_of_harm(pins),
        "questions": [_row(question, pins, notes) for question in lesson.questions],
    }  # fmt: skip


def _row(question: Question, pins: Pins, notes: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    table = question.table or Table({}, "", "question", ())
    row: dict[str, Any] = {"kind": question.kind, "text": question.text}
    row |= {key: value for key in ("level", "sentence") if (value := getattr(question, key))}
    told = [{"note": question.note, "sources": list(map(source, question.sources))}]
    if question.kind == "order":
        row["events"] = [
            {"date": event.date.isoformat(), **_told(event, table, pins)}
            for event in sorted(question.events, key=lambda e: e.date)
        ]
    if question.kind == "compare":
        row["reports"] = [_told(report, table, pins) for report in question.reports]
    if question.article:
        row["article"] = article_of(table, "article", question.article, pins)
    if question.place:
        row["place"] = number = pin_of(table, "place", question.place, pins)
        told += [notes[number]] if number in notes else []
    if question.kind == "where":
        place = pins.pins[row["place"]].place
        row["text"] = re.split("_{3,}", question.text)
        row["within"] = question.within_km or max(_NEAR, pins.pins[row["place"]].precision_km)
        chosen = [pin_of(table, "choices", choice, pins) for choice in question.choices]
        wrong = chosen or _others(place, pins, question.text, row["within"])
        row["choices"] = sorted({row["place"], *wrong}, key=lambda n: (pins.pins[n].place.name, n)) if wrong else []
    if question.kind in ("role", "sure"):
        row["text"] = _around(question.text, question.name)
        row |= {"happened": question.happened} if question.kind == "role" else {"sure": SURENESS.index(question.sure)}
    return row | {"told": [part for part in told if part["note"] or part["sources"]]}


def _told(said: Event | Report, table: Table, pins: Pins) -> dict[str, Any]:
    row: dict[str, Any] = {"text": said.text}
    return row | ({"article": article_of(table, "article", said.article, pins)} if said.article else {})


def _around(text: str, name: str) -> list[str]:
    """The text in pieces, every second of which is the name."""
    return re.split(f"({re.escape(name)})", text)


def _others(place: Place, pins: Pins, text: str, within: float) -> list[int]:
    """The nearest places that are clearly not the right one and that the words do not name; points for a point."""

    def off(pin: Pin) -> float:
        return distance_km(place.lat, place.lon, pin.place.lat, pin.place.lon)

    said = text.casefold()
    far = [
        ((pin.place.kind in SPOTS) != (place.kind in SPOTS), off(pin), number)
        for number, pin in enumerate(pins.pins)
        if off(pin) > within and not any(e.text.casefold() in said for e in pin.excerpts)
    ]
    return [number for *_, number in sorted(far)[: _CHOICES - 1]]
