"""The commands `mapper gazetteer`: to look into a gazetteer, or to build one."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from gazetteer import Gazetteer

from ..countries import country_codes
from ..errors import InputError
from ..many.settings import PlainSettings
from ..write import spared
from .console import Run
from .group import Group
from .options.locating import add_places_option, gazetteer_option
from .printing import printed, table

__all__ = ["gazetteer_group"]

_SAID = {"with an item of Wikidata": "wikidata", "with an unchecked point": "unchecked"}
_json_option = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group("gazetteer", cls=Group, epilog='Example: mapper gazetteer show "Bila Tserkva"')
def gazetteer_group() -> None:
    """Look into the gazetteer, or build one."""


@gazetteer_group.command("build", epilog="Example: mapper gazetteer build geonames/ -o my.sqlite --countries UA,RU")
@click.argument("source")
@click.option("-o", "--output", required=True, help="File to write.")
@click.option("--classes", default="AHLPRSTUV", show_default=True, metavar="LETTERS",
              help="GeoNames' feature classes to take.")  # fmt: skip
@click.option("--countries", default="", metavar="COUNTRIES", help="Take these countries alone, such as UA,Russia.")
@click.pass_obj
def _build(run: Run, source: str, output: str, classes: str, countries: str) -> None:
    """Build a gazetteer from GeoNames' own files.

    SOURCE is one file of places (allCountries.zip, UA.zip, UA.txt), or a folder of them. Beside it lie
    admin1CodesASCII.txt, countryInfo.txt and, for better names, alternateNamesV2.zip, as
    https://download.geonames.org/export/dump/ has them.
    """
    unknown = "".join(sorted(set(classes.upper()) - set("AHLPRSTUV")))
    if unknown:
        raise InputError(f"--classes: GeoNames has no class {unknown}; its classes are AHLPRSTUV.")
    with Gazetteer.open() as own:
        codes = sorted(country_codes("--countries", countries, own))
    spared(output)
    from gazetteer import build_from_geonames  # who looks places up need not wait for what builds them

    build_from_geonames(
        Path(source), Path(output), classes=classes.upper(), countries=codes,
        on_damage=lambda line: run.skip(InputError(line)), on_progress=run.tick,
    )  # fmt: skip
    with Gazetteer.open(output) as store:
        counts = store.info()["counts"]
    if not run.quiet:
        run.say(f"{counts['places']:,} places, {counts['names']:,} names -> {output}")


@gazetteer_group.command("show", epilog='Example: mapper gazetteer show "Bila Tserkva"')
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@gazetteer_option
@add_places_option
@_json_option
@click.pass_obj
def _show(  # noqa: PLR0913 -- an argument for each option
    run: Run, *, name: str, limit: int, gazetteer: str | None, add_places: str | None, as_json: bool
) -> None:
    """Show the places of a name, likeliest first."""
    with PlainSettings(gazetteer=gazetteer, add_places=add_places).store(run.skip) as store:
        places = store.candidates(name, limit=limit, spelling=True)
        held = {place.id: dispute for place in places if (dispute := store.dispute(place.id))}
    if not places:
        raise InputError(f"No place is called {name!r} in the gazetteer; try another spelling.")
    if as_json:
        found = [p.to_dict() | ({"dispute": asdict(held[p.id])} if p.id in held else {}) for p in places]
        printed(json.dumps(found, ensure_ascii=False, indent=1))
        return
    matched = places[0].matched
    if matched and matched.sort == "spelling":
        run.say(f"No place is called {name!r}; these are one letter off.")
    head = ("name", "kind", "country", "region", "lat", "lon", "population", "id")
    rows = [
        (p.name, p.kind, p.country, p.admin1, f"{p.lat:.5f}", f"{p.lon:.5f}", f"{p.population:,}", p.id) for p in places
    ]
    printed(table([head, *rows]))
    for id_, dispute in held.items():
        who = f"administered by {', '.join(dispute.administered)}; claimed by {', '.join(dispute.claimed)}"
        printed(f"{id_}: {who}{f'; {dispute.note}' if dispute.note else ''}")


@gazetteer_group.command("info", epilog="Example: mapper gazetteer info")
@click.option("--countries", default="", metavar="COUNTRIES", help="Count by kind in these, such as UA,Russia.")
@gazetteer_option
@_json_option
def _info(gazetteer: str | None, countries: str, *, as_json: bool) -> None:
    """Show what the gazetteer holds, where it comes from and under which licences.

    NEWEST is the day of the newest change in a source; where its rows have no days, the highest number of GeoNames' in
    it, for GeoNames numbers what it takes in as it comes.
    """
    with Gazetteer.open(gazetteer) as store:
        facts = store.info()
        codes = sorted(country_codes("--countries", countries, store))
    if as_json:
        printed(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    counts = facts["counts"]
    held = {"places": counts["places"], **counts["kinds"], "names": counts["names"]}
    held |= {what: counts[key] for what, key in _SAID.items() if key in counts}
    most = sorted(((n, code) for code, n in counts["countries"].items() if code), reverse=True)[:10]
    held |= {f"in {code}": n for n, code in most} | {
        "in other countries or none": counts["places"] - sum(n for n, _ in most)
    }
    sources = [tuple(facts["sources"][0]), *(tuple(map(str, source.values())) for source in facts["sources"])]
    heading = f"{facts['path']}, schema {facts['schema']}, digest {facts.get('digest', 'unknown')}"
    parts = [heading, table([(what, f"{n:,}") for what, n in held.items()]), table(sources)]
    if codes:
        kinds = counts.get("kinds_by_country", {})
        rows = [[kind, *(f"{kinds.get(code, {}).get(kind, 0):,}" for code in codes)] for kind in counts["kinds"]]
        parts.insert(2, table([["", *codes], *rows]))
    printed("\n\n".join(parts))
