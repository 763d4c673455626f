"""The command `mapper`: each subcommand is a call or two of the library."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from gazetteer import Gazetteer

from .commands.agree import agree
from .commands.caring import Caring, caring
from .commands.config import load_config
from .commands.console import Group, Refusal, Run
from .commands.correcting import correcting, corrections_option
from .commands.drawing import Drawing, drawing
from .commands.evaluate import evaluate
from .commands.explain import events, explain
from .commands.export import export_command
from .commands.lesson import lesson
from .commands.locate import locate
from .commands.model import model
from .commands.outputs import PAGES, output_option
from .commands.project import config, init
from .commands.reading import Reading, reading
from .commands.review import review
from .commands.settings import Settings, add_places_option, gazetteer_option, locating, open_gazetteer
from .commands.shell import completion, man
from .commands.story import story
from .commands.watch import watch
from .errors import InputError
from .read.articles import read_articles, read_located
from .write import spared, writing

__all__ = ["main"]


@click.group(
    cls=Group,
    epilog='Example: mapper map news/ -o map.html --title "Week 40"',
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="conflict-mapper", prog_name="mapper")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn conflict news into one map that works offline.

    What mapper.toml says holds, in this folder or the nearest above: see `mapper config`.
    Exit codes: 0 all done, 1 done but some inputs were skipped, 2 nothing done.
    """
    try:
        context.default_map = load_config(main, Path.cwd()).defaults
    except InputError as error:
        raise Refusal(str(error)) from error


_json = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@main.command("map", epilog='Example: mapper map news/ extra.jsonl -o map.html --title "Week 40"')
@click.argument("sources", nargs=-1, required=True)
@output_option("map.html", PAGES)
@drawing
@caring
@locating
@reading
@click.pass_obj
def _map_command(  # noqa: PLR0913 -- an argument for each option
    run: Run, *, sources: tuple[str, ...], output: str, page: Drawing, care: Caring, settings: Settings, how: Reading
) -> None:
    """Draw the places of articles on one offline map.

    SOURCES are files, folders of them, addresses of pages and feeds, or - for standard input.
    """
    with settings.opened(run) as store, settings.corrected(run, store, output, hides=care.hides) as corrected:
        shown = care.publishing(store)
        located = settings.loader(store, corrected.corrections)()(
            corrected.watch(how.under(care.profile).articles(sources, run, run.skip))
        )
        page.write(run.count(located), output, shown, settings.recogniser)
    run.summary(output, shown.sentence())


@main.command("explain", epilog='Example: mapper explain article.txt "Odessa"')
@click.argument("source")
@click.argument("name")
@click.option("--event", is_flag=True, help="NAME is a verb: show where that happened.")
@locating
@click.pass_obj
def _explain_command(run: Run, *, source: str, name: str, event: bool, settings: Settings) -> None:
    """Show what spoke for each candidate of a name, or with --event where the event of a verb happened.

    SOURCE is an article, as for `mapper locate`; NAME is a mention in it, as printed. The evidence is in
    natural-log units; the share is the softmax of its sum.
    """
    with settings.opened(run) as store:
        articles = read_articles([source], on_skip=run.skip)
        tables = list(
            events(settings.loader(store)()(articles), name) if event else explain(articles, name, store, settings)
        )
    if not tables:
        what = "the text has no word" if event else "no mention reads"
        raise InputError(f"{source}: {what} {name!r}; give it as printed")
    _print("\n\n".join(f"{head}\n{_table(rows)}" if head else _table(rows) for head, rows in tables))


@main.command("draw", epilog="Example: mapper draw located.jsonl -o map.html")
@click.argument("located")
@output_option("map.html", PAGES)
@drawing
@caring
@gazetteer_option
@corrections_option
@click.pass_obj
def _draw_command(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    located: str,
    output: str,
    page: Drawing,
    care: Caring,
    gazetteer: str | None,
    corrections: str | None,
) -> None:
    """Draw what `mapper locate` wrote.

    LOCATED is its file, or - for standard input.
    """
    with Gazetteer.open(gazetteer) as store, correcting(run, store, corrections, output, hides=care.hides) as ledger:
        shown = care.publishing(store)
        page.write(run.count(ledger.correct(read_located(located, on_skip=run.skip))), output, shown)
    run.summary(output, shown.sentence())


for _command in (
    agree,
    completion,
    config,
    evaluate,
    export_command,
    init,
    lesson,
    locate,
    man,
    model,
    review,
    story,
    watch,
):
    main.add_command(_command)


@main.group("gazetteer", cls=Group, epilog='Example: mapper gazetteer show "Bila Tserkva"')
def _gazetteer_group() -> None:
    """Look into the gazetteer, or build one."""


@_gazetteer_group.command("build", epilog="Example: mapper gazetteer build geonames/ -o my.sqlite --countries UA,RU")
@click.argument("folder")
@click.option("-o", "--output", required=True, help="File to write.")
@click.option("--classes", default="AHLPRSTUV", show_default=True, metavar="LETTERS",
              help="GeoNames' feature classes to take.")  # fmt: skip
@click.option("--countries", default="", metavar="CODES", help="Take these countries alone, such as UA,RU.")
@click.pass_obj
def _build(run: Run, folder: str, output: str, classes: str, countries: str) -> None:
    """Build a gazetteer from GeoNames' own files.

    FOLDER holds allCountries.zip, or files of countries (UA.zip), with admin1CodesASCII.txt, countryInfo.txt and, for
    better names, alternateNamesV2.zip, as https://download.geonames.org/export/dump/ has them.
    """
    unknown = "".join(sorted(set(classes.upper()) - set("AHLPRSTUV")))
    if unknown:
        raise InputError(f"--classes: GeoNames has no class {unknown}; its classes are AHLPRSTUV.")
    codes = [code.strip().upper() for code in countries.split(",") if code.strip()]
    spared(output)
    from gazetteer import build_from_geonames  # who looks places up need not wait for what builds them

    build_from_geonames(
        Path(folder), Path(output), classes=classes.upper(), countries=codes,
        on_damage=lambda line: run.skip(InputError(line)), on_progress=run.tick,
    )  # fmt: skip
    with Gazetteer.open(output) as store:
        counts = store.info()["counts"]
    if not run.quiet:
        run.say(f"{counts['places']:,} places, {counts['names']:,} names -> {output}")


@_gazetteer_group.command("show", epilog='Example: mapper gazetteer show "Bila Tserkva"')
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@gazetteer_option
@add_places_option
@_json
@click.pass_obj
def _show(  # noqa: PLR0913 -- an argument for each option
    run: Run, *, name: str, limit: int, gazetteer: str | None, add_places: str | None, as_json: bool
) -> None:
    """Show the places of a name, likeliest first."""
    with open_gazetteer(run, gazetteer, add_places) as store:
        places = store.candidates(name, limit=limit, spelling=True)
        held = {place.id: dispute for place in places if (dispute := store.dispute(place.id))}
    if not places:
        raise InputError(f"No place is called {name!r} in the gazetteer; try another spelling.")
    if as_json:
        found = [p.to_dict() | ({"dispute": asdict(held[p.id])} if p.id in held else {}) for p in places]
        _print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    matched = places[0].matched
    if matched and matched.sort == "spelling":
        run.say(f"No place is called {name!r}; these are one letter off.")
    head = ("name", "kind", "country", "region", "lat", "lon", "population", "id")
    rows = [
        (p.name, p.kind, p.country, p.admin1, f"{p.lat:.5f}", f"{p.lon:.5f}", f"{p.population:,}", p.id) for p in places
    ]
    _print(_table([head, *rows]))
    for id_, dispute in held.items():
        who = f"administered by {', '.join(dispute.administered)}; claimed by {', '.join(dispute.claimed)}"
        _print(f"{id_}: {who}{f'; {dispute.note}' if dispute.note else ''}")


@_gazetteer_group.command("info", epilog="Example: mapper gazetteer info")
@gazetteer_option
@_json
def _info(gazetteer: str | None, *, as_json: bool) -> None:
    """Show what the gazetteer holds, where it comes from and under which licences."""
    with Gazetteer.open(gazetteer) as store:
        facts = store.info()
    if as_json:
        _print(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    counts = facts["counts"]
    held = {"places": counts["places"], **counts["kinds"], "names": counts["names"]}
    most = sorted(((n, code) for code, n in counts["countries"].items() if code), reverse=True)[:10]
    held |= {f"in {code}": n for n, code in most} | {
        "in other countries or none": counts["places"] - sum(n for n, _ in most)
    }
    sources = [tuple(facts["sources"][0]), *(tuple(map(str, source.values())) for source in facts["sources"])]
    heading = f"{facts['path']}, schema {facts['schema']}"
    _print("\n\n".join([heading, _table([(what, f"{n:,}") for what, n in held.items()]), _table(sources)]))


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines, the columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _print(text: str) -> None:
    with writing("-") as stream:
        stream.write(text + "\n")
