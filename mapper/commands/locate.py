"""The command `mapper locate`: articles -> a file of located articles, as many as there are."""

from contextlib import ExitStack
from functools import partial

import click

from ..errors import InputError
from ..many.add import Earlier
from ..many.batch import locate_lines
from ..many.merge import Sink, shard_name, sink
from ..many.resume import Kept, continuing, rejecting
from ..provenance import made, write_beside
from ..read.sources import count_articles
from ..schema import columns_of
from .cluster import Cluster, clustered
from .console import Command, Run
from .options.locating import LocateOptions, locating
from .options.reading import ReadOptions, reading
from .outputs import LOCATED, output_option
from .provenance import compare, like_option, reproducible_option
from .shards import ShardOf

__all__ = ["locate"]


@click.command("locate", cls=Command, epilog="Example: mapper locate news.jsonl -o located.jsonl")
@click.argument("sources", nargs=-1, required=True)
@output_option("-", LOCATED)
@locating
@reading
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes locate.")
@click.option("--resume", is_flag=True, help="Keep what is done in OUTPUT.part, and go on from there when run again.")
@click.option("--shard", type=ShardOf(), metavar="N/M", help="Locate the Nth of M shares; see `mapper merge`.")
@click.option("--columns", default="", metavar="NAMES", help="Of .parquet: those to have, or not (-text,-candidates).")
@clustered
@click.option("--add", is_flag=True, help="Keep what OUTPUT has, and add the articles that it has not.")
@reproducible_option
@like_option
@click.pass_obj
def locate(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    sources: tuple[str, ...],
    output: str,
    settings: LocateOptions,
    how: ReadOptions,
    jobs: int,
    resume: bool,
    add: bool,
    shard: tuple[int, int] | None,
    columns: str,
    cluster: Cluster,
    reproducible: bool,
    like: str | None,
) -> None:
    """Write the places of articles as JSON, an article a line.

    SOURCES are files, folders of them, addresses of pages and feeds, or - for standard input. What cannot be read is
    listed, with the reason, in a file beside the output: located.rejected.jsonl for located.jsonl. How it was made
    stands in another, located.provenance.json, and --like located.jsonl makes it so again. With --cluster the output
    is a folder of parts.
    """
    if cluster.cluster:
        if resume or add or shard:
            raise InputError("--cluster keeps what is done by itself: leave --resume, --add and --shard out")
        cluster.locate(
            run, sources, output, settings=settings, how=how, jobs=jobs, columns=columns, reproducible=reproducible,
            like=like,
        )  # fmt: skip
        return
    if settings.online_geocoder and jobs > 1:
        raise InputError("--online-geocoder takes --jobs 1: a service is asked once a second, not once by each process")
    if add and (resume or settings.corrections):
        raise InputError("--add leaves what OUTPUT has as it is: use no --resume, and --corrections in mapper draw")
    is_table = output.lower().endswith(".parquet")
    if (shard or is_table) and (add or (resume and is_table) or (shard and output == "-")):
        raise InputError("a shard is a file of its own, and .parquet is written whole: leave --add and --resume out")
    if columns and not is_table:
        raise InputError("--columns is for .parquet; a line of .jsonl has them all")
    kept_columns = columns_of(columns)
    output = shard_name(output, *shard) if shard else output
    earlier = Earlier(output) if add else None
    run.expect(partial(count_articles, sources))
    with rejecting(output, run.skip) as skip, settings.opened(run) as store, ExitStack() as opened:
        corrected = opened.enter_context(settings.corrected(run, store, output))
        how_made = made(
            gazetteer=store, model=settings.recogniser, options=settings.options() | how.options(),
            time=not reproducible,
        )  # fmt: skip
        compare(like or (output if add else None), how_made, run)
        read = how.of_shard(sources, *shard, run, skip) if shard else how.articles(sources, run, skip, earlier)
        articles = corrected.watch(read)
        stream: Sink | Kept
        if resume:
            stream = kept = opened.enter_context(continuing(output, settings.asked(store)))
            articles = kept.rest(articles, partial(run.keep, on_skip=skip))
        else:
            stream = opened.enter_context(sink(output, kept_columns))
        for text in earlier.lines() if earlier else ():
            run.keep("", on_skip=skip)
            stream.write(text)
        lines = locate_lines(articles, settings.loader(store, corrected.corrections), jobs=jobs)
        for line in run.count_lines(lines, on_skip=skip, may_be_none=shard is not None):
            stream.write(line.text)
    write_beside(output, how_made)
    changed = earlier.changed if earlier else 0
    run.summary(output, f"{changed:,} read with another text than {output} keeps" if changed else "")
