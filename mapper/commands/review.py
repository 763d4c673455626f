"""The command `mapper review`: the map as a page in which people put it right."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from gazetteer import Gazetteer

from ..correct.corrections import Corrections
from ..correct.corrections_file import read_corrections
from ..errors import InputError
from ..read.articles import read_located
from ..records import LocatedArticle
from ..write import spared, writing
from .console import Command, Run
from .options.locating import gazetteer_option
from .outputs import PAGES, output_option

__all__ = ["review", "review_page"]


@click.command("review", cls=Command, epilog="Example: mapper review located.jsonl --by Ann")
@click.argument("located")
@click.option("--corrections", "kept", metavar="FILE",
              help="Where corrections are kept; corrections.jsonl beside LOCATED unless said.")  # fmt: skip
@click.option("--by", default="", metavar="NAME", help="Who reviews; stands in each correction, and in the page later.")
@click.option("--title", default="", help="Heading of the page.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--no-server", is_flag=True, help="Write the page as a file that hands out the corrections as a download."
)
@output_option("review.html", PAGES, "File to write with --no-server.")
@gazetteer_option
@click.pass_obj
def review(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    located: str,
    kept: str | None,
    by: str,
    title: str,
    open_it: bool,
    no_server: bool,
    output: str,
    gazetteer: str | None,
) -> None:
    """Put a map right in the browser.

    LOCATED is what `mapper locate` wrote. The page is served to this machine alone, at the address that is printed,
    until Ctrl-C; each correction is on the disk before the page says so. Then map, locate, draw or export with
    --corrections. With --no-server nothing is served, and the gazetteer cannot be searched.
    """
    path = Path(kept or Path(located).with_name("corrections.jsonl"))
    spared(path)
    with Gazetteer.open(gazetteer) as store:
        articles = list(run.count(read_located(located, on_skip=run.skip)))
        done = read_corrections(path, store.get, on_skip=run.skip) if path.exists() else Corrections()
        draw = review_page(store, title=title, by=by)
        if no_server:
            with writing(output) as stream:
                stream.write(draw([done.apply(item) for item in articles], ""))
            run.summary(output)
            return
        if located == "-":
            raise InputError("review reads a file, not standard input: corrections.jsonl is kept beside it")
        # http.server is for those who review.
        from ..correct.review_server import ReviewServer

        with ReviewServer(articles, store, path, draw) as server:
            click.echo(server.url)
            run.say(
                f"Review {len(articles):,} articles at the address above; corrections go to {path}. Ctrl-C ends it."
            )
            if open_it:
                click.launch(server.url)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                run.say(f"Corrections saved: {server.saved:,} -> {path}")


def review_page(store: Gazetteer, *, title: str, by: str) -> Callable[[Sequence[LocatedArticle], str], str]:
    """A function that draws articles for review, by `by`: the page speaks with the server at an address, or none."""
    # What makes a page is for those who review.
    from ..correct.review import reviewing
    from ..drawing import Drawing
    from ..protect.publication import PublicationPolicy, Publisher

    def draw(articles: Sequence[LocatedArticle], address: str) -> str:
        part = reviewing(articles, store, by=by, address=address)
        return Drawing(title=title).of(articles, Publisher(PublicationPolicy(), store), parts=[part]).html

    return draw
