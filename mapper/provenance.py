"""Provenance of an output: the program, the network, the gazetteer, the options, and when. As JSON it looks so:

    {"software": "mapper 0.1.0", "model": {"name": …, "sha256": …}, "gazetteer": {"digest": …, "sources": […]},
     "options": {…}, "time": "2026-10-05T08:30:00Z", "located": {…}}

"located" is the same of the file that a map or an export was made from. Beside located.jsonl, and beside a folder of
parts, it is a file of its own, located.provenance.json; in the other outputs it stands in the file.
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer

from .errors import InputError
from .write import writing

__all__ = [
    "Provenance",
    "as_written",
    "beside",
    "differences",
    "made",
    "read_beside",
    "sum_of",
    "text_of",
    "without_paths",
    "write_beside",
]

Provenance = Mapping[str, Any]
_PATHS = ("gazetteer", "add_places", "corrections", "withhold")
_ALIKE = {"software": "the program", "model": "the network", "gazetteer": "the gazetteer"}


def made(
    *,
    gazetteer: Gazetteer | None = None,
    model: str = "",
    options: Mapping[str, Any] | None = None,
    time: bool = False,
    located: Provenance | None = None,
) -> Provenance:
    """The provenance of an output that is made now.

    gazetteer, model, options  what it is made with, where that is known; the model is our own network unless named
    time      whether it says when; where SOURCE_DATE_EPOCH is set that is the time, as reproducible-builds.org has it
    located   that of the articles which it shows, where they were located before; empty where nobody knows it
    """
    said: dict[str, Any] = {"software": f"mapper {version('conflict-mapper')}"}
    if located is not None:
        options_then = {"options": without_paths(located["options"])} if "options" in located else {}
        said["located"] = {**located, **options_then}
    else:
        said["model"] = _pipeline(model) if model else _network()
        if gazetteer:
            facts = gazetteer.info()
            sources = [" ".join(filter(None, (one["name"], one["version"]))) for one in facts["sources"]]
            said["gazetteer"] = {"digest": facts.get("digest", ""), "sources": sources}
    if options:
        said["options"] = dict(options)
    if time:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now(dt.UTC)
        said["time"] = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    return said


def without_paths(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options for an output that others see: that there were files, and not where on somebody's disk."""
    return {key: True if key in _PATHS else value for key, value in options.items() if not key.endswith("_sha256")}


def differences(earlier: Provenance, now: Provenance) -> list[str]:
    """The differences in program, network and gazetteer, in words."""
    return [words for key, words in _ALIKE.items() if earlier.get(key) != now.get(key)]


def beside(path: str | Path) -> Path:
    """The path of a file's provenance: located.provenance.json for located.jsonl."""
    return Path(path).with_name(f"{Path(path).stem}.provenance.json")


def write_beside(path: str | Path, provenance: Provenance) -> None:
    """Put it beside a file; beside "-" there is no place. Raises OutputError."""
    if str(path) != "-":
        with writing(beside(path)) as stream:
            stream.write(text_of(provenance))


def text_of(provenance: Provenance) -> str:
    """The text of such a file."""
    return json.dumps(provenance, ensure_ascii=False, indent=1) + "\n"


def read_beside(path: str | Path) -> Provenance | None:
    """The provenance of a file of located articles; None where it has none. Raises InputError for an unreadable one."""
    place = beside(path)
    if str(path) == "-" or not place.is_file():
        return None
    try:
        return as_written(place.read_bytes(), str(place))
    except OSError as error:
        raise InputError(f"{place}: {error.strerror}; check the file and your rights to it") from None


def as_written(held: bytes, where: str) -> Provenance:
    """The provenance in such a file. Raises InputError for any other file."""
    with suppress(ValueError):
        found = json.loads(held)
        if isinstance(found, dict) and isinstance(found.get("options", {}), dict):
            return found
    raise InputError(f"{where}: is no provenance as `mapper locate` writes it; move it away")


def sum_of(path: str | Path) -> str:
    """The SHA-256 of a file. Raises InputError."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the file and your rights to it") from None


def _network() -> dict[str, str]:
    facts = json.loads((files(__package__) / "model" / "model.json").read_text("utf-8"))
    return {"name": facts["name"], "sha256": facts["sha256"]}


def _pipeline(name: str) -> dict[str, str]:
    """A spaCy pipeline, which may be named by its path: that is nobody's business."""
    try:
        return {"name": name, "version": version(name)}
    except PackageNotFoundError:
        return {"name": Path(name).name}
