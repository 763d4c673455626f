"""The command `mapper evaluate`: located articles against gold."""

import json

import click

from gazetteer import Gazetteer

from .. import evaluate as figures
from .. import red_pins
from ..write import writing
from .console import Command

__all__ = ["evaluate"]


@click.command("evaluate", cls=Command, epilog="Example: mapper evaluate gold.jsonl located.jsonl")
@click.argument("gold")
@click.argument("located")
@click.option("--within", type=click.FloatRange(min=0), default=161.0, show_default=True, metavar="KM",
              help="How far off a place may lie and still be right.")  # fmt: skip
@click.option("--pins", is_flag=True, help="Of red pins and roles: the gold's marks say what is a site.")
@click.option("--rules", is_flag=True, help="Of the rules of roles: how often each is right and wrong.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def evaluate(  # noqa: PLR0913 -- an option each
    gold: str, located: str, within: float, *, pins: bool, rules: bool, as_json: bool
) -> None:
    """Compare what `mapper locate` wrote with gold marks.

    GOLD has its marks in "mentions", or is what `mapper locate --corrections` wrote: then what people confirmed is the
    gold. LOCATED is what `mapper locate` wrote for the same articles.

    With --pins each mark of GOLD has a role, and the figures tell how many of the places shown as "It happened here"
    are, how many of them are missing, what sorts of error there are, and in which articles. With --rules they tell of
    each rule by which words around a name speak of its role ("born in", "sanctions against") how often that is right.
    """
    if rules:
        # The other figures need no resolver.
        from .. import rule_counts

        report = rule_counts.count_rules(gold, located, Gazetteer.open())
        table = rule_counts.format_rules(report)
    elif pins:
        report = red_pins.evaluate_pins(gold, located)
        table = red_pins.format_pins(report)
    else:
        report = figures.evaluate(gold, located, within_km=within)
        table = figures.format_table(report)
    with writing("-") as stream:
        stream.write((json.dumps(report, indent=1) if as_json else table) + "\n")
