"""Builds what is handed to people into dist/, twice, and says whether both are the same, byte by byte.

    python scripts/dist.py

The second build runs in another time zone, with another seed of hashes, from files of another age. Beside sdist and
wheel lie the list of their parts (SBOM) and SHA256SUMS.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "dist"


def main() -> int:
    """1 where the two builds differ."""
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        # Without .gitignore a gazetteer that stands in the tree, as an editable install leaves it, would be packed too.
        kept = shutil.ignore_patterns(
            ".[!g]*", ".git", ".github", "*.sqlite*", "build", "dist", "node_modules", "shared", "tests", "docs"
        )
        shutil.copytree(ROOT, tree, ignore=kept, copy_function=shutil.copyfile)  # which leaves the files' ages behind
        built(ROOT, OUT, TZ="UTC", PYTHONHASHSEED="1")
        built(tree, Path(scratch) / "dist", TZ="Pacific/Auckland", PYTHONHASHSEED="2")
        other = digests(Path(scratch) / "dist")
    shutil.copy(ROOT / "requirements" / "sbom.cdx.json", OUT)
    found = digests(OUT)
    (OUT / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(found.items())), "ascii")
    differ = [name for name, digest in other.items() if found.get(name) != digest]
    print(
        f"{OUT}: {len(found)} files, " + (f"built twice, differ: {', '.join(differ)}" if differ else "the same twice")
    )
    return 1 if differ else 0


def built(tree: Path, out: Path, **env: str) -> None:
    """An sdist and a wheel of a tree."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", str(out), str(tree)]
    subprocess.run(command, check=True, env=os.environ | env, stdout=subprocess.DEVNULL)


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


if __name__ == "__main__":
    sys.exit(main())
