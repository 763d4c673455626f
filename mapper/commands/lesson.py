"""The command `mapper lesson`: questions about located articles, in a file to edit."""

import click

from gazetteer import Gazetteer

from ..errors import InputError
from ..pins import collect
from ..read.articles import read_located
from ..teach.authored import keep_edits
from ..teach.lesson_text import lesson_text
from ..teach.proposal import MOST, SIZES, propose
from ..wording import LANGUAGES
from ..write import writing
from .caring import Caring, caring
from .console import Command, Run
from .settings import gazetteer_option

__all__ = ["lesson"]


@click.command("lesson", cls=Command, epilog="Example: mapper lesson located.jsonl -o lesson.toml")
@click.argument("located")
@click.option("-o", "--output", default="lesson.toml", show_default=True,
              help="File to write; - is standard output.")  # fmt: skip
@click.option("--questions", type=click.IntRange(SIZES[0], SIZES[-1]), default=MOST, show_default=True,
              help="How many there are at most.")  # fmt: skip
@click.option("--level", type=click.IntRange(1, 3), default=3, show_default=True,
              help="How hard they are at most: 1 easy, 3 hard.")  # fmt: skip
@click.option("--page-language", type=click.Choice(LANGUAGES), default="en", metavar="CODE",
              help="Of the notes: the one of the page.")  # fmt: skip
@caring
@gazetteer_option
@click.pass_obj
def lesson(  # noqa: PLR0913 -- each is an option
    run: Run,
    *,
    located: str,
    output: str,
    questions: int,
    level: int,
    page_language: str,
    care: Caring,
    gazetteer: str | None,
) -> None:
    """Propose the questions of a lesson, in a file to edit.

    LOCATED is what `mapper locate` wrote, or - for standard input. `mapper draw --lesson lesson.toml` asks them; give
    both the same --profile, --withhold and the like.
    """
    keep_edits(output)
    with Gazetteer.open(gazetteer) as store:
        shown = care.publishing(store)
        pins = collect(shown.of(run.count(read_located(located, on_skip=run.skip))))
        proposed = propose(pins, store.names(pin.place.id for pin in pins.pins), questions, level, page_language)
    if not proposed.questions:
        raise InputError(f"{located}: nothing in these articles is sure enough to ask about; give others, or more")
    with writing(output) as stream:
        stream.write(lesson_text(proposed, pins))
    if not run.quiet:
        few = (
            ""
            if len(proposed.questions) in SIZES
            else f"; a lesson has {SIZES[0]} or more: give more articles, or write some"
        )
        run.say(f"{len(proposed.questions)} questions{'' if output == '-' else f' -> {output}'}{few}")
        if kept_back := shown.sentence():
            run.say(kept_back)
