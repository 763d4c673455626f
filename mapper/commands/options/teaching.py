"""Options of lessons and stories, and the parts of the page that they ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import click

from gazetteer import Gazetteer

from ...draw.parts import Part
from ...errors import InputError
from ...pins import Pins
from ...teach.authored import texts_of
from ...teach.lesson import Lesson, read_lesson, taught
from ...teach.proposal import MOST, propose
from ...teach.story import read_story, told

__all__ = ["LESSON_OPTION", "PROPOSED", "STORY_OPTION", "Proposing", "authored", "teaching"]

PROPOSED = "proposed"  # no file's name ends so, for a lesson's ends in .toml

_CARE = "This map lacks what care (--profile, --withhold and the like) holds back or moves"
_LESSON_REMEDY = f"{_CARE}: give the same options to `mapper lesson` for questions that fit, or take this one out"
_STORY_REMEDY = f"{_CARE}: take this step out, or give it a `point` that may be shown"

LESSON_OPTION = click.option(
    "--lesson", is_flag=False, flag_value=PROPOSED, metavar="[FILE]",
    help="Ask questions: those of FILE, or proposed ones.",
)  # fmt: skip

STORY_OPTION = click.option("--story", metavar="FILE", help="Tell the story of FILE step by step.")


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
    gazetteer: Gazetteer, *, lesson: str | None, story: str | None, proposing: Proposing, cared: bool
) -> Iterator[Part]:
    """The parts asked for. A file that cannot be read raises InputError now, before any article is located.

    cared  whether something may be held back or moved, so that a file may ask for what the map has not
    """
    if lesson:
        part = _lesson(lesson, gazetteer, proposing)
        yield _after_care(part, _LESSON_REMEDY) if cared and lesson != PROPOSED else part
    if story:
        _expect(story, ".toml", "--story")
        part = told(read_story(story))
        yield _after_care(part, _STORY_REMEDY) if cared else part


def authored(*, lesson: str | None, story: str | None) -> dict[str, str]:
    """Every text that an author has written for the page, by where it stands. Raises InputError."""
    files = [path for path in (lesson, story) if path and path != PROPOSED]
    return {where: text for path in files for where, text in texts_of(path).items()}


def _after_care(part: Part, remedy: str) -> Part:
    """The same part; what it lacks may be what care holds back, and then its errors say so."""

    def data(pins: Pins) -> Any:
        try:
            return part.data(pins)
        except InputError as error:
            raise InputError(f"{error}. {remedy}") from None

    return replace(part, data=data)


def _lesson(path: str, gazetteer: Gazetteer, proposing: Proposing) -> Part:
    if path != PROPOSED:
        _expect(path, ".toml", "--lesson")
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


def _expect(path: str, ending: str, option: str) -> None:
    """Refuse a word behind an option that may have been meant as an article."""
    if not path.endswith(ending):
        raise InputError(f"{option} {path}: its file ends in {ending}; where none is meant, put {option} last")
