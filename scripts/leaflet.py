"""Takes Leaflet from npm's own package into mapper/leaflet: the script, the style and the licence, as they are there.

    python scripts/leaflet.py

For a newer one, put its version, and what `npm view leaflet@VERSION dist.integrity` says, into leaflet.json.
"""

import hashlib
import io
import json
import tarfile
from base64 import b64encode
from pathlib import Path

import requests

ROOT = Path(__file__).parents[1]
PINNED = json.loads((ROOT / "scripts" / "leaflet.json").read_text("utf-8"))
VERSION, INTEGRITY = PINNED["version"], PINNED["integrity"]
ADDRESS = f"https://registry.npmjs.org/leaflet/-/leaflet-{VERSION}.tgz"
FOLDER = ROOT / "mapper" / "leaflet"
FILES = ("dist/leaflet.js", "dist/leaflet.css", "LICENSE")


def main() -> None:
    """Fetch, compare, write."""
    answer = requests.get(ADDRESS, timeout=60)
    answer.raise_for_status()
    write(answer.content, FOLDER)


def write(package: bytes, folder: Path) -> None:
    """The files of a package, put into a folder. Raises SystemExit for another package than the one asked for."""
    found = f"sha512-{b64encode(hashlib.sha512(package).digest()).decode()}"
    if found != INTEGRITY:
        raise SystemExit(f"leaflet {VERSION} is {found} there, and not {INTEGRITY}: look at what has changed")
    folder.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for name in FILES:
            member = archive.extractfile(f"package/{name}")
            assert member is not None  # noqa: S101 -- the digest says that it is there
            (folder / Path(name).name).write_bytes(member.read())
    print(f"{folder}: Leaflet {VERSION}")


if __name__ == "__main__":
    main()
