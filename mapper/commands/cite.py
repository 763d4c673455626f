"""The command `mapper cite`: a paragraph for a methods section, with the figures and versions of this install."""

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import click

from gazetteer import Gazetteer

from ..provenance import made
from .console import Command
from .options.locating import gazetteer_option
from .printing import printed

__all__ = ["cite"]


@click.command("cite", cls=Command, epilog="Example: mapper cite >> methods.md")
@click.option("--bibtex", is_flag=True, help="As entries for a bibliography.")
@gazetteer_option
def cite(gazetteer: str | None, *, bibtex: bool) -> None:
    """Print a paragraph for a methods section: versions, sums and figures of this install.

    Figures are of the network and the gazetteer that come with mapper; with others, measure with `mapper evaluate`.
    """
    with Gazetteer.open(gazetteer) as store:
        facts = store.info()
        said = made(gazetteer=store)
    printed(_bibtex() if bibtex else _paragraph(said, facts))


def _paragraph(said: Any, facts: Any) -> str:
    figures: dict[str, Any] = json.loads((files("mapper") / "model" / "figures.json").read_text("utf-8"))
    precision, recall = figures["all"]
    exact, right, _ = figures["lgl"][1:]
    digest = f" (digest {said['gazetteer']['digest'][:12]})" if said["gazetteer"]["digest"] else ""
    pins, places = (int(cell.rpartition("of ")[2].replace(",", "")) for cell in (precision, recall))
    return (
        f"Place names were recognised and resolved with {said['software']} (network {said['model']['name']}, SHA-256 "
        f"{said['model']['sha256'][:12]}) against a gazetteer of {facts['counts']['places']:,} places{digest} made "
        f"from {_list(said['gazetteer']['sources'])}. It tells where something happened from what is only named. Its "
        f"makers report (commit {figures['commit']}, 95 % intervals in brackets) that of the pins which say so "
        f"{_share(precision)} are right, of {pins}, and {_share(recall)} of the places have one, of {places}, in "
        f"news articles marked by hand that it did not learn from; on the Local-Global Lexicon, an exact F1 of "
        f"recognition of {exact.rpartition('**')[0].rpartition('**')[2]} and the right place for {_share(right)} of "
        f"the recognised mentions, whose resolving was learned from the same corpus."
    )


def _bibtex() -> str:
    ours = version("conflict-mapper")
    return (
        "@software{mapper,\n  title = {mapper: conflict news as one offline map, every pin linked to the words that "
        f"put it there}},\n  author = {{{{The mapper authors}}}},\n  version = {{{ours}}},\n  license = {{MIT}}\n}}\n\n"
        "@misc{geonames,\n  title = {GeoNames},\n  url = {https://www.geonames.org},\n  note = {CC BY 4.0}\n}"
    )


def _share(cell: str) -> str:
    """A figure of the tables, such as "74.6% (62.1% to 85.3%) of 110", without its count."""
    return cell.rpartition(" of ")[0]


def _list(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
