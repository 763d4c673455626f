"""What makes a map something to learn from: the options for it, and the parts of the page that they ask for."""

from collections.abc import Iterator

import click

from gazetteer import Gazetteer

from ..draw.parts import Part
from ..errors import InputError
from ..pins import Pins
from ..teach.lesson import Lesson, read_lesson, taught
from ..teach.proposal import propose
from ..teach.story import read_story, told

__all__ = ["LESSON_OPTION", "STORY_OPTION", "teaching"]

_PROPOSED = "proposed"  # no file's name ends so, for a lesson's ends in .toml

LESSON_OPTION = click.option(
    "--lesson", is_flag=False, flag_value=_PROPOSED, metavar="[FILE]",
    help="Ask questions: those of FILE, or proposed ones.",
)  # fmt: skip

STORY_OPTION = click.option("--story", metavar="FILE", help="Tell the story of FILE step by step.")


def teaching(gazetteer: Gazetteer, *, lesson: str | None, story: str | None) -> Iterator[Part]:
    """The parts asked for. A file that cannot be read raises InputError now, before any article is located."""
    if lesson:
        yield _lesson(lesson, gazetteer)
    if story:
        _expect(story, ".toml", "--story")
        yield told(read_story(story))


def _lesson(path: str, gazetteer: Gazetteer) -> Part:
    if path != _PROPOSED:
        _expect(path, ".toml", "--lesson")
        return taught(read_lesson(path))

    def proposed(pins: Pins) -> Lesson:
        lesson = propose(pins, gazetteer.names(pin.place.id for pin in pins.pins))
        if not lesson.questions:
            raise InputError(
                "--lesson: nothing in these articles is sure enough to ask about; give others or more, or write the "
                "questions yourself and give their file, --lesson lesson.toml"
            )
        return lesson

    return taught(proposed)


def _expect(path: str, ending: str, option: str) -> None:
    """What follows an option may have been meant as an article."""
    if not path.endswith(ending):
        raise InputError(f"{option} {path}: its file ends in {ending}; where none is meant, put {option} last")
