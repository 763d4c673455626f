"""The command `mapper`, and a look before it whether another project's files lie in the same folder.

On the index the name `mapper` is another project's, and pip does not mind when two have a folder of the same name: the
later one overwrites the other's files. So what the command starts with is not in that folder.
"""

import gc
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

__all__ = ["main", "mixed"]

_ALLOCATIONS = 100_000  # between two looks for garbage, instead of 700


def main() -> None:
    """Run the command. Where the files are mixed it says so in one sentence, and the exit code is 2."""
    if sentence := mixed():
        sys.stderr.write(f"{sentence}\n")
        sys.exit(2)
    # What is imported stays: to look through it for garbage time and again took a tenth of a short run.
    gc.set_threshold(_ALLOCATIONS)
    from mapper.cli import main as mapper

    mapper(prog_name="mapper")


def mixed() -> str:
    """What to do where files of another project are in the folder of ours, as one sentence; "" where there are none."""
    try:
        other = distribution("mapper")
    except PackageNotFoundError:
        return ""
    found = find_spec("mapper")
    folders = [Path(place).resolve() for place in (found and found.submodule_search_locations) or ()]
    if not {Path(str(other.locate_file(path))).resolve().parent for path in other.files or ()}.intersection(folders):
        return ""
    return (
        f"{folders[0]} holds files of another project too, mapper {other.version}: they overwrite each other; run "
        "pip uninstall mapper conflict-mapper, then pip install conflict-mapper"
    )


if __name__ == "__main__":
    main()
