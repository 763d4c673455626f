"""What `pip install conflict-mapper` puts on a disk: each package with its size and what needs it, then each extra.

    python benchmarks/sizes.py

Read from the packages of this environment and their own lists of files and of requirements, and nothing is fetched; an
extra that is not installed here is said to be so.
"""

from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAME = "conflict-mapper"
ROOT = Path(__file__).parents[1]
EXTRAS = ("tables", "documents", "archives", "parquet")


def main() -> None:
    """Print the base install, largest first, its total, and what each extra adds."""
    base = needed()
    print(f"{'MB':>8}  package, and what needs it")
    for name, why in sorted(base.items(), key=lambda item: -size_of(item[0])):
        print(f"{megabytes([name])}  {name} {distribution(name).version}{f', for {why}' if why else ''}")
    print(f"{megabytes(base)}  in {len(base)} packages")
    for extra in EXTRAS:
        try:
            more = [name for name in needed(extra) if name not in base]
        except PackageNotFoundError as error:
            print(f"{'':8}  [{extra}]: {error.name} is not installed here")
        else:
            print(f"{megabytes(more)}  more for [{extra}]: {', '.join(more)}")


def needed(extra: str = "") -> dict[str, str]:
    """The packages that an install brings, each with the one that it was first met under ("" for our own).

    Raises PackageNotFoundError where one of them is not in this environment.
    """
    found: dict[str, str] = {NAME: ""}
    waiting = [(NAME, frozenset({extra}))]
    while waiting:
        name, extras = waiting.pop(0)
        for line in distribution(name).requires or []:
            requirement = Requirement(line)
            marker, called = requirement.marker, str(canonicalize_name(requirement.name))
            if (marker and not any(marker.evaluate({"extra": e}) for e in extras | {""})) or called in found:
                continue
            distribution(called)
            found[called] = name
            waiting.append((called, frozenset(requirement.extras)))
    return found


def size_of(name: str) -> int:
    """How many bytes the files of an installed package have; of our own, what lies in the source tree."""
    found: Distribution = distribution(name)
    paths = [Path(str(found.locate_file(file))) for file in found.files or []]
    if name == NAME and not any(path.name == "gazetteer.sqlite" for path in paths):
        folders = (ROOT / "gazetteer", ROOT / "mapper")
        paths = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    return sum(path.stat().st_size for path in paths if path.is_file())


def megabytes(names: Iterable[str]) -> str:
    """The size of these packages together, in MB of a million bytes."""
    return f"{sum(map(size_of, names)) / 1e6:8.1f}"


if __name__ == "__main__":
    main()
