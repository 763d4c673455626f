"""Options of lessons and stories on a page."""

import click

from ...errors import InputError
from ...teach.asking import PROPOSED

__all__ = ["LESSON_OPTION", "STORY_OPTION", "expect_files"]

LESSON_OPTION = click.option(
    "--lesson", is_flag=False, flag_value=PROPOSED, metavar="[FILE]",
    help="Ask questions: those of FILE, or proposed ones.",
)  # fmt: skip

STORY_OPTION = click.option("--story", metavar="FILE", help="Tell the story of FILE step by step.")


def expect_files(*, lesson: str | None, story: str | None = None) -> None:
    """Refuse a word behind an option that may have been meant as an article. Raises InputError."""
    for option, path in (("--lesson", lesson), ("--story", story)):
        if path and path != PROPOSED and not path.endswith(".toml"):
            raise InputError(f"{option} {path}: its file ends in .toml; where none is meant, put {option} last")
