"""Writes requirements/dev.txt: one version for everything that the tests and the build need, direct or not.

    python scripts/lock.py

pip resolves what pyproject.toml asks for (build requirements, dependencies, the extras docs and dev) without
installing it.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "dev.txt"
HEAD = "# What CI installs. Made by `make lock` from pyproject.toml; also the constraints of `make demo`.\n"


def main() -> None:
    """Resolve and write the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["docs"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    report = json.loads(subprocess.run([*command, *wanted], check=True, stdout=subprocess.PIPE).stdout)
    pins = sorted(f"{canonical(row['metadata']['name'])}=={row['metadata']['version']}" for row in report["install"])
    LOCK.write_text(HEAD + "".join(f"{pin}\n" for pin in pins), "utf-8")
    print(f"{LOCK.relative_to(ROOT)}: {len(pins)} packages")


def canonical(name: str) -> str:
    """A package's name as PEP 503 writes it, so that the lock does not change with a maintainer's spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
