"""The command `mapper agree`: how far two reviewers agree."""

import json

import click

from ..correct.agree import agreement, format_agreement
from ..write import writing
from .console import Command

__all__ = ["agree"]


@click.command("agree", cls=Command, epilog="Example: mapper agree ann.located.jsonl ben.located.jsonl")
@click.argument("first")
@click.argument("second")
@click.option("--within", type=click.FloatRange(min=0), default=1.0, show_default=True, metavar="KM",
              help="How far apart two points may lie and still be one place.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Compare also what they have not decided about.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def agree(first: str, second: str, within: float, *, everything: bool, as_json: bool) -> None:
    """Compare what two reviewers made of the same articles.

    FIRST and SECOND are what `mapper locate --corrections` wrote for each. Agreement on spans, places and roles is
    given as a share, and as Cohen's kappa, which takes off what chance would give: 0 is chance, 1 is perfect.
    """
    report = agreement(first, second, within_km=within, everything=everything)
    with writing("-") as stream:
        stream.write((json.dumps(report, indent=1) if as_json else format_agreement(report)) + "\n")
