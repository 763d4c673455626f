"""The command `mapper export`: what was located, for other programs, with care."""

import click

from gazetteer import Gazetteer

from ..draw.borders import POLICIES, BorderPolicy
from ..export.corpus import corpus_of
from ..export.formats import export
from ..export.views import VIEWS, View
from ..provenance import made
from ..read.articles import read_located
from .console import Command, Run
from .options.corrections import correcting, corrections_option
from .options.locating import gazetteer_option
from .options.publication import PublicationOptions, publishing
from .provenance import how_made, reproducible_option

__all__ = ["export_command"]


@click.command("export", cls=Command, epilog="Example: mapper export located.jsonl -o places.gpkg --by mention")
@click.argument("located")
@click.option("-o", "--output", required=True, help="File to write; its ending is the format.")
@click.option("--by", type=click.Choice(VIEWS), help="What a row or point is; a place unless said.")
@click.option("--title", default="", help="Heading of the page.")
@click.option("--borders", type=click.Choice(POLICIES), default="un", show_default=True,
              help="Contested borders in .svg and .png, as on the page; shapes of --areas.")  # fmt: skip
@click.option("--areas", is_flag=True, help="Countries and regions as polygons, in GeoJSON and KML.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for older Excel.")
@reproducible_option
@publishing
@gazetteer_option
@corrections_option
@click.pass_obj
def export_command(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    located: str,
    output: str,
    by: View | None,
    title: str,
    borders: BorderPolicy,
    areas: bool,
    bom: bool,
    reproducible: bool,
    publication: PublicationOptions,
    gazetteer: str | None,
    corrections: str | None,
) -> None:
    """Write what `mapper locate` wrote for other programs.

    LOCATED is its file, a folder of parts, or - for standard input. Endings: .geojson .json .csv .tsv .xlsx .kml .kmz
    .gpkg .md .svg .png .zip (Shapefile) .parquet (GeoParquet) .db (SQLite) .jsonld (W3C Web Annotations) .lpf.json
    (Linked Places) .tei.xml (TEI) .jsonl (as `mapper locate` has them: with care, to be passed on).
    """
    hides = publication.hides
    with Gazetteer.open(gazetteer) as store, correcting(run, store, corrections, output, hides=hides) as ledger:
        shown = publication.publishing(store)
        is_plain = not shown.parts and not corrections and not output.lower().endswith((".png", ".jsonld", ".jsonl"))
        corpus = corpus_of(located, by or "place", run.skip) if is_plain else None
        if corpus:
            run.count_done(*corpus.size())
        streamed = shown.of(run.count(ledger.correct(read_located(located, on_skip=run.skip))), title=title)
        found = corpus or streamed
        how = made(options=shown.options, time=not reproducible, located=how_made(located) or {})
        export(found, output, by=by, title=title, bom=bom, borders=borders, areas=areas, provenance=how)
    run.summary(output, shown.sentence())
