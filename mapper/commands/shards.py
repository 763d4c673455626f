"""The type of a shard on the command line, and the command `mapper merge`: shards and parts -> one output."""

import re
from collections.abc import Sequence
from itertools import tee
from typing import Any

import click

from ..errors import InputError
from ..many.merge import located_parts, sink, whole
from ..provenance import differences
from ..read.deduplicate import deduplicated_located
from ..schema import columns_of
from .console import Command, Refusal, Run
from .outputs import LOCATED, output_option
from .provenance import how_made, say_how_made

__all__ = ["ShardOf", "merge"]


class ShardOf(click.ParamType[tuple[int, int]]):
    """One shard of several, as click reads it: "3/100" is (3, 100)."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002 -- click's signature
        """The two numbers. Raises Refusal."""
        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", str(value))
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise Refusal(f"--shard {value}: say which of how many, from 1, such as 3/100")
        return int(found[1]), int(found[2])


@click.command("merge", cls=Command, epilog="Example: mapper merge located-*-of-100.jsonl -o located.jsonl")
@click.argument("sources", nargs=-1, required=True)
@output_option("-", LOCATED)
@click.option("--keep-duplicates", is_flag=True, help="Keep the copies of a story apart.")
@click.option("--columns", default="", metavar="NAMES", help="Of .parquet: those to have, or not (-text,-candidates).")
@click.pass_obj
def merge(run: Run, *, sources: tuple[str, ...], output: str, keep_duplicates: bool, columns: str) -> None:
    """Make one output of the shards of a run, or of folders of parts.

    SOURCES are what `mapper locate --shard` or --cluster wrote. Shards are put in their order, whatever the order in
    which they are named, and one that is missing is told. Articles that several have are there once, and so is each
    story, with the papers that print it: as if one process had located them all.
    """
    kept = columns_of(columns)
    if columns and not output.lower().endswith(".parquet"):
        raise InputError("--columns is for .parquet; a line of .jsonl has them all")
    ordered = whole(sources)
    found = located_parts(ordered, run.skip)
    if not keep_duplicates:
        found = deduplicated_located(found, on_copies=run.fold, on_read=run.read)
    with sink(output, kept) as stream:
        pairs, counted = tee(found)
        for item, (_, error) in zip(run.count(item for item, _ in counted), pairs, strict=False):
            stream.add(item, error)
    _say_how(run, ordered, output)
    run.summary(output)


def _say_how(run: Run, sources: Sequence[str], output: str) -> None:
    """Put beside the output how its sources were made, which ought to be alike."""
    known = [(source, how) for source in sources if (how := how_made(source))]
    if known:
        first, how_first = known[0]
        say_how_made(output, how_first)
        for source, how in known[1:]:
            other = differences(how_first, how)
            other += ["the options"] * (how_first.get("options") != how.get("options"))
            if other:
                run.say(f"{source}: was made with another state of {', '.join(other)} than {first}")
