"""The options --reproducible and --like: what an output says of how it was made, and making it so again."""

from typing import Any

import click

from ..errors import InputError
from ..provenance import Provenance, as_written, beside, differences, read_beside, text_of, write_beside
from ..read.files import Folder, is_address
from .console import Refusal, Run

__all__ = ["compare", "how_made", "like_option", "reproducible_option", "say_how_made"]

reproducible_option = click.option("--reproducible", is_flag=True, help="Do not say when it was made.")


def _like(context: click.Context, _: click.Parameter, path: str | None) -> str | None:
    """Take the options of an earlier run for those that are not typed."""
    if path is not None:
        try:
            earlier = how_made(path)
        except InputError as error:
            raise Refusal(str(error)) from error
        if earlier is None:
            raise Refusal(f"--like {path}: nothing beside it says how it was made; name a file of `mapper locate -o`")
        asked: dict[str, Any] = dict(earlier.get("options", {}))
        context.default_map = {**(context.default_map or {}), **asked}
    return path


like_option = click.option("--like", metavar="FILE", is_eager=True, callback=_like,
                           help="Locate as that output of `mapper locate` was.")  # fmt: skip


def compare(path: str | None, now: Provenance, run: Run) -> None:
    """Say what is another now than when the file was made. Raises InputError."""
    if path and (earlier := how_made(path)):
        before, asked = earlier.get("options", {}), now.get("options", {})
        other = differences(earlier, now)
        other += [
            f"the file of --{name.removesuffix('_sha256').replace('_', '-')}"
            for name in asked
            if name.endswith("_sha256") and before.get(name, asked[name]) != asked[name]
        ]
        if other:
            told = " and ".join(filter(None, [", ".join(other[:-1]), other[-1]]))
            run.say(f"{path}: was made with another state of {told}; the places may differ")


def say_how_made(output: str, provenance: Provenance) -> None:
    """Put it beside a file or a folder of parts, on a disk or at an address. Raises OutputError."""
    if not is_address(output):
        write_beside(output, provenance)
        return
    folder, name = _at_address(output)
    with folder.writing(name, f"{name}.part") as stream:
        stream.write(text_of(provenance).encode())


def how_made(source: str) -> Provenance | None:
    """The provenance beside a source of located articles; None where there is none. Raises InputError."""
    if not is_address(source):
        return read_beside(source)
    folder, name = _at_address(source)
    held = folder.read(name)
    return None if held is None else as_written(held, folder.at(name))


def _at_address(address: str) -> tuple[Folder, str]:
    folder, _, name = address.rstrip("/").rpartition("/")
    return Folder(folder), beside(name).name
