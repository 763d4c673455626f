"""Writes what is installed, as versions with the digests of their files, and the list of it (SBOM).

    python scripts/lock.py

requirements/run.txt  what users install: all dependencies and what reads files, on any system
requirements/dev.txt  what CI installs: the same, the build's and the tests', on the system that this runs on
requirements/sbom.cdx.json  what run.txt has and what travels in the wheel, in CycloneDX's form: see scripts/sbom.py

uv resolves what pyproject.toml asks for, without installing it; what is locked stays, unless it no longer fits. With
--upgrade the newest that fit are taken.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

from sbom import sbom

ROOT = Path(__file__).parents[1]
LOCKS = ROOT / "requirements"
HEAD = "# Made by `make lock` from pyproject.toml. "
SAID = {"run": "What users may install, with pip --require-hashes.", "dev": "What CI installs."}
READING = ("tables", "documents", "archives", "parquet")


def main() -> None:
    """Resolve and write the locks, then the list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    base = project["project"]["dependencies"]
    wanted = {
        "run": base + [one for extra in READING for one in extras[extra]],
        "dev": project["build-system"]["requires"] + base + extras["docs"] + extras["dev"],
    }
    for name, requirements in wanted.items():
        lock(LOCKS / f"{name}.txt", requirements, *(("--universal",) if name == "run" else ()))
    (LOCKS / "sbom.cdx.json").write_text(sbom(), "utf-8")


def lock(path: Path, wanted: list[str], *options: str) -> None:
    """One lock."""
    kept = [] if "--upgrade" in sys.argv else ["--constraint", str(LOCKS / "dev.txt")]
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet", "--generate-hashes", "--no-annotate",
        "--no-header", "--native-tls", "--python-version", "3.11" if options else sys.version.split()[0],
    ]  # fmt: skip
    done = subprocess.run(
        [*command, *options, *kept], input="\n".join(wanted), check=True, stdout=subprocess.PIPE, text=True
    )
    path.write_text(f"{HEAD}{SAID[path.stem]}\n{done.stdout}", "utf-8")
    print(f"{path.relative_to(ROOT)}: {done.stdout.count('==')} packages")


if __name__ == "__main__":
    main()
