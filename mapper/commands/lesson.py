"""The command `mapper lesson`: questions about located articles, in a file to edit or for other programs."""

from collections.abc import Iterable
from pathlib import Path

import click

from gazetteer import Gazetteer

from ..errors import InputError
from ..pins import collect
from ..read.articles import read_located
from ..records import LocatedArticle
from ..teach.asking import Proposing
from ..teach.authored import keep_edits
from ..teach.lesson_text import lesson_text
from ..teach.proposal import MOST, SIZES
from ..wording import LANGUAGES
from ..write import writing
from .console import Command, Run, number
from .handouts import Handout, handing_out
from .options.gathered import gathered
from .options.locating import gazetteer_option
from .options.publication import Publication, PublicationOptions, publishing

__all__ = ["lesson"]

_OPTIONS = (
    click.option("--questions", type=click.IntRange(SIZES[0], SIZES[-1]), default=MOST, show_default=True,
                 help="How many are proposed at most."),
    click.option("--level", type=click.IntRange(1, 3), default=3, show_default=True,
                 help="How hard they are at most: 1 easy, 3 hard."),
    click.option("--page-language", type=click.Choice(LANGUAGES), default="en", metavar="CODE",
                 help=f"Of all but the articles: {', '.join(LANGUAGES)}."),
)  # fmt: skip


@click.command("lesson", cls=Command, epilog="Example: mapper lesson located.jsonl -o lesson.toml")
@click.argument("located")
@click.option("-o", "--output", default="lesson.toml", show_default=True,
              help="File to write; .html is a worksheet; .gift, .xml (Moodle), .zip.")  # fmt: skip
@gathered("proposing", Proposing, _OPTIONS)
@handing_out
@publishing
@gazetteer_option
@click.pass_obj
def lesson(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    located: str,
    output: str,
    proposing: Proposing,
    handout: Handout,
    publication: PublicationOptions,
    gazetteer: str | None,
) -> None:
    """Propose the questions of a lesson, in a file to edit; or make a quiz or a package of them.

    LOCATED is what `mapper locate` wrote, or - for standard input. `mapper draw --lesson lesson.toml` asks them; give
    both the same --profile, --withhold and the like. As .html they are a worksheet to print, its key beside it. As
    .gift, .xml or .zip they go into a platform: a .zip is a page for the web, with --scorm one that reports score and
    answers.
    """
    with Gazetteer.open(gazetteer) as store:
        shown = publication.publishing(store)
        articles = run.count(read_located(located, on_skip=run.skip))
        if Path(output).suffix.lower() in ("", ".toml") and not (handout.lesson or handout.scorm or handout.qti):
            count = _propose(articles, located, output, proposing, shown)
        else:
            count = handout.write(articles, output, shown, proposing)
    if not run.quiet:
        few = "" if count in SIZES else f"; a lesson has {SIZES[0]} to {SIZES[-1]}"
        run.say(f"{number(count, 'question')}{'' if output == '-' else f' -> {output}'}{few}")
        if kept_back := shown.sentence():
            run.say(kept_back)


def _propose(
    articles: Iterable[LocatedArticle], located: str, output: str, proposing: Proposing, shown: Publication
) -> int:
    keep_edits(output)
    pins = collect(shown.of(articles))
    proposed = proposing.of(pins, shown.gazetteer)
    if not proposed.questions:
        raise InputError(f"{located}: nothing in these articles is sure enough to ask about; give others, or more")
    with writing(output) as stream:
        stream.write(lesson_text(proposed, pins))
    return len(proposed.questions)
