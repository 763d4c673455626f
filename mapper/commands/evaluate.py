"""The command `mapper evaluate`: located articles against gold."""

import json

import click

from .. import evaluate as figures
from ..write import writing
from .console import Group

__all__ = ["evaluate"]


@click.command("evaluate", cls=Group.command_class, epilog="Example: mapper evaluate gold.jsonl located.jsonl")
@click.argument("gold")
@click.argument("located")
@click.option("--within", type=click.FloatRange(min=0), default=161.0, show_default=True, metavar="KM",
              help="How far off a place may lie and still be right.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def evaluate(gold: str, located: str, within: float, *, as_json: bool) -> None:
    """Compare what `mapper locate` wrote with gold marks.

    GOLD has its marks in "mentions", or is what `mapper locate --corrections` wrote: then what people confirmed is the
    gold. LOCATED is what `mapper locate` wrote for the same articles.
    """
    report = figures.evaluate(gold, located, within_km=within)
    with writing("-") as stream:
        stream.write((json.dumps(report, indent=1) if as_json else figures.format_table(report)) + "\n")
