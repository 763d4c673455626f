"""Manifest of a folder of parts: from which inputs and with which settings, and what became of each part."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from ..errors import OutputError
from ..read.files import Folder, opened_at
from ..read.parts import MANIFEST
from ..read.pieces import Piece
from ..schema import SCHEMA_VERSION
from .parts import WORK, Done, Job, facts_of

__all__ = ["check", "done_before", "write"]

_AT_ONCE = 16  # parts that are looked into, each a question to where they are kept


def check(folder: Folder, job: Job) -> None:
    """Refuse a folder whose parts are of other settings or another version. Raises OutputError."""
    held = folder.read(MANIFEST)
    if held is None:
        if folder.names():
            raise OutputError(f"{folder.address}: has files that are no parts of a run; name a new folder")
        return
    try:
        digest = json.loads(held)["digest"]
    except (ValueError, KeyError, TypeError):
        raise OutputError(f"{folder.address}/{MANIFEST}: is damaged; name another folder") from None
    if digest != job.digest:
        raise OutputError(
            f"{folder.address}: its parts were located with other settings or another version; name another folder"
        )


def done_before(folder: Folder) -> dict[str, str]:
    """The parts that are there: the names, by their stamps."""
    names = (name for name in folder.names() if name.startswith("part-") and name.endswith(".parquet"))
    return {name.removesuffix(".parquet").rpartition("-")[2]: name for name in names}


def write(
    folder: Folder, job: Job, pieces: Iterable[Piece], parts: list[str], known: dict[str, Done]
) -> dict[str, Any]:
    """Write the manifest, and give it.

    parts  the names of the parts, in the order of the inputs; none while the run goes on
    known  what this run has made of some of them; the others say it themselves
    """
    unknown = [name for name in parts if name not in known]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = dict(zip(unknown, pool.map(lambda name: _facts(folder, name), unknown), strict=True))
    all_of = [known.get(name) or found[name] for name in parts]
    files = {piece.file.address: piece.file for piece in pieces}
    manifest = {
        "schema": SCHEMA_VERSION,
        "mapper": version("conflict-mapper"),
        "program": job.program,
        "digest": job.digest,
        "settings": asdict(job.settings),
        "reading": asdict(job.how),
        "inputs": [asdict(file) for file in files.values()],
        "articles": sum(part.articles for part in all_of),
        "mentions": sum(part.mentions for part in all_of),
        "skipped": sum(part.skipped for part in all_of),
        "is_whole": bool(parts),
        "parts": [asdict(part) for part in all_of],
    }
    with folder.writing(MANIFEST, f"{WORK}/{MANIFEST}") as stream:
        stream.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))
    return manifest


def _facts(folder: Folder, name: str) -> Done:
    with opened_at(folder.at(name)) as stream:
        return facts_of(stream) or Done(name=name, input="")
