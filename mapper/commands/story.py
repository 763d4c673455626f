"""The command `mapper story`: stories made elsewhere, as files to tell them on a map."""

import json

import click

from ..teach.authored import keep_edits
from ..teach.story import story_text
from ..teach.storymapjs import as_article, read_storymapjs
from ..write import writing
from .console import Run, number
from .group import Group

__all__ = ["story"]


@click.group("story", cls=Group, epilog="Example: mapper story convert storymap.json -o story.toml")
def story() -> None:
    """Bring a story that was made elsewhere."""


@story.command("convert", epilog="Example: mapper story convert storymap.json -o story.toml --article words.jsonl")
@click.argument("storymap")
@click.option("-o", "--output", default="story.toml", show_default=True, help="File to write; - is standard output.")
@click.option("--article", metavar="FILE", help="Also write its words as an article, .jsonl, for `mapper map`.")
@click.pass_obj
def _convert_command(run: Run, *, storymap: str, output: str, article: str | None) -> None:
    """Turn the JSON of StoryMapJS into a story.

    STORYMAP is its file, or - for standard input. `mapper draw --story story.toml` tells it.
    """
    keep_edits(output)
    told = read_storymapjs(storymap, run.skip)
    if article:
        with writing(article) as stream:
            stream.write(json.dumps(as_article(told).to_dict(), ensure_ascii=False) + "\n")
    with writing(output) as stream:
        stream.write(story_text(told))
    if not run.quiet:
        run.say(f"{number(len(told.steps), 'step')}{'' if output == '-' else f' -> {output}'}")
