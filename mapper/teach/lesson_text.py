"""A lesson -> its file, with what an author needs to know to edit it."""

from collections.abc import Iterator, Mapping

from ..pins import Pins
from .authored import quoted
from .lesson import Lesson, Question

__all__ = ["lesson_text"]

_HEAD = """\
# The questions of a lesson, proposed by mapper. Edit them as you like: take out, reword, add, change their order.
# Then:  mapper draw located.jsonl --lesson lesson.toml -o lesson.html
#
# kind = "where"  Where is it? ____ stands for each name that is left out. Optional: choices = ["Kyiv", "Lviv"], the
#                 wrong places of the list; within_km = 50, how far off an answer on the map may be.
# kind = "role"   Did it happen at the place called name? answer = "happened", or "named" where it is only named.
# kind = "order"  Which came first? Each [[question.event]] has a date and a text.
# kind = "sure"   How sure is the map that name is place? answer = "very", "fairly" or "hardly"; its note says why.
# kind = "compare"  What does each [[question.report]], a text, say that the other does not? No answer is right alone,
# kind = "need"   as here: what would one need to know to be sure of the text?
#
# level = 1 is easy, 3 is hard. sentence = "…" is the whole sentence that a question was made from; like a note and
# sources, which any question may have, it is told with the answer: sources = ["A report, https://example.org/report"].
# A place may have them too, told with every answer that it is:
#
# [[place]]
# place = "Odesa"
# note = "A port on the Black Sea."
# sources = ["https://example.org/odesa"]

title = ""
about = ""
"""
_PROPOSED = "proposed = true  # the page says so; take this line out when you have read every question\n"


def lesson_text(lesson: Lesson, pins: Pins) -> str:
    """The lesson as its file."""
    return "\n".join(_lines(lesson, pins)) + "\n"


def _lines(lesson: Lesson, pins: Pins) -> Iterator[str]:
    yield _HEAD
    if lesson.proposed:
        yield _PROPOSED
    titles = {article.id: article.title for article in pins.articles}
    for question in lesson.questions:
        yield from _question(question, pins, titles)


def _question(question: Question, pins: Pins, titles: Mapping[str, str]) -> Iterator[str]:
    yield "[[question]]"
    yield f"kind = {quoted(question.kind)}"
    if question.level:
        yield f"level = {question.level}"
    for key in ("text", "sentence", "name"):
        if value := getattr(question, key):
            yield f"{key} = {quoted(value)}"
    if question.place:
        yield f"place = {quoted(question.place)}{_remark(_where(question, pins))}"
    if question.kind in ("role", "sure"):
        yield f"answer = {quoted(question.sure or ('happened' if question.happened else 'named'))}"
    if question.article:
        yield f"article = {quoted(question.article)}{_remark(titles[question.article])}"
    yield f"note = {quoted(question.note)}"
    for event in question.events:
        yield f"\n[[question.event]]\ndate = {event.date.isoformat()}\ntext = {quoted(event.text)}"
        yield f"article = {quoted(event.article)}"
    for report in question.reports:
        yield f"\n[[question.report]]\ntext = {quoted(report.text)}"
        yield f"article = {quoted(report.article)}{_remark(titles[report.article])}"
    yield ""


def _where(question: Question, pins: Pins) -> str:
    pin = next((pin for pin in pins.pins if pin.place.id == question.place), None)
    return ", ".join(filter(None, (pin.place.name, pin.place.admin1, pin.place.country))) if pin else ""


def _remark(text: str) -> str:
    """A comment behind a value: on one line, and without the control characters that no comment can hold."""
    return f"  # {''.join(c if c.isprintable() else ' ' for c in text)}" if text else ""
