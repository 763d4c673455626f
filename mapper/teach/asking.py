"""A lesson or a story that was asked for -> the part of the page that it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from gazetteer import Gazetteer

from ..draw.parts import Part
from ..errors import InputError
from ..pins import Pins
from .authored import texts_of
from .lesson import Lesson, read_lesson, taught
from .proposal import MOST, propose
from .story import read_story, told

__all__ = ["PROPOSED", "Proposing", "authored", "teaching"]

PROPOSED = "proposed"
"""In place of a lesson's file: its questions are proposed. No file's name ends so, for a lesson's ends in .toml."""

_LACKING = "This map lacks what care (--profile, --withhold and the like) holds back or moves"
_LESSON_REMEDY = f"{_LACKING}: give the same options to `mapper lesson` for questions that fit, or take this one out"
_STORY_REMEDY = f"{_LACKING}: take this step out, or give it a `point` that may be shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """Options of proposed questions; each field is the option of its name."""

    questions: int = MOST
    level: int = 3
    page_language: str = "en"

    def of(self, pins: Pins, gazetteer: Gazetteer) -> Lesson:
        """The lesson about what these pins show; without a question where nothing is sure enough."""
        names = gazetteer.names(pin.place.id for pin in pins.pins)
        return propose(pins, names, self.questions, self.level, self.page_language)


def teaching(
    gazetteer: Gazetteer, *, lesson: str | None, story: str | None, proposing: Proposing, is_limited: bool
) -> Iterator[Part]:
    """The parts asked for. A file that cannot be read raises InputError now, before any article is located.

    is_limited  by a publication policy, so that a file may ask for what the map has not
    """
    if lesson:
        part = _lesson(lesson, gazetteer, proposing)
        yield _limited(part, _LESSON_REMEDY) if is_limited and lesson != PROPOSED else part
    if story:
        part = told(read_story(story))
        yield _limited(part, _STORY_REMEDY) if is_limited else part


def authored(*, lesson: str | None, story: str | None) -> dict[str, str]:
    """Every text that an author has written for the page, by where it stands. Raises InputError."""
    files = [path for path in (lesson, story) if path and path != PROPOSED]
    return {where: text for path in files for where, text in texts_of(path).items()}


def _limited(part: Part, remedy: str) -> Part:
    """The same part; what it lacks may be what the policy holds back, and then its errors say so."""

    def data(pins: Pins) -> Any:
        try:
            return part.data(pins)
        except InputError as error:
            raise InputError(f"{error}. {remedy}") from None

    return replace(part, data=data)


def _lesson(path: str, gazetteer: Gazetteer, proposing: Proposing) -> Part:
    if path != PROPOSED:
        return taught(read_lesson(path))

    def proposed(pins: Pins) -> Lesson:
        lesson = proposing.of(pins, gazetteer)
        if not lesson.questions:
            raise InputError(
                "--lesson: nothing in these articles is sure enough to ask about; give others or more, or write the "
                "questions yourself and give their file, --lesson lesson.toml"
            )
        return lesson

    return taught(proposed)
