"""What mapper consists of, in CycloneDX's form: the packages of requirements/run.txt and what travels in the wheel.

    python scripts/sbom.py > sbom.cdx.json

The same each time: it has no date and no number of its own.
"""

import json
import re
import tomllib
from base64 import b64decode
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# Of several licences that a package offers, the one that is taken.
CHOSEN = {"tld": "LGPL-2.1-or-later", "anyascii": "ISC", "certifi": "MPL-2.0",
          "tqdm": "MPL-2.0 AND MIT"}  # fmt: skip
_KNOWN = {"MIT License": "MIT", "BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0"}


def main() -> None:
    """Print it."""
    print(sbom(), end="")


def sbom() -> str:
    """The list as JSON."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    parts = [*packages(), *within()]
    data = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component("application", project["name"], project["version"], "MIT", purl=own)},
        "components": parts,
        "dependencies": [{"ref": own, "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def packages() -> list[dict[str, Any]]:
    """Those of the lock, each with the digests of its files."""
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    found = []
    for name, version, rest in re.findall(r"^([\w.-]+)==([\w.]+)((?:[^\n]*\\\n)*[^\n]*)", lock, re.MULTILINE):
        part = component("library", name, version, licence(name), purl=f"pkg:pypi/{name}@{version}")
        part["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in re.findall(r"sha256:(\w+)", rest)]
        found.append(part)
    return found


def within() -> list[dict[str, Any]]:
    """What is in the wheel itself."""
    facts = json.loads((ROOT / "mapper" / "model" / "model.json").read_text("utf-8"))
    model = component("machine-learning-model", "mapper/model/model.onnx", str(facts["format"]), "MIT")
    model["hashes"] = [{"alg": "SHA-256", "content": facts["sha256"]}]
    pinned = json.loads((ROOT / "scripts" / "leaflet.json").read_text("utf-8"))
    version, digest = pinned["version"], b64decode(pinned["integrity"].removeprefix("sha512-")).hex()
    leaflet = component("library", "leaflet", version, "BSD-2-Clause", purl=f"pkg:npm/leaflet@{version}")
    leaflet["hashes"] = [{"alg": "SHA-512", "content": digest}]
    return [
        leaflet,
        model,
        component("machine-learning-model", "all-MiniLM-L6-v2 (where the weights began)", "2", "Apache-2.0"),
        component("data", "GeoNames", "", "CC-BY-4.0"),
        component("data", "Who's On First", "", "CC-BY-4.0"),
        component("data", "Natural Earth", "", "LicenseRef-public-domain"),
    ]


def component(kind: str, name: str, version: str, licensed: str, *, purl: str = "") -> dict[str, Any]:
    """One part."""
    several = " OR " in licensed or " AND " in licensed
    told = {"expression": licensed} if several else {"license": {"id": licensed}}
    if licensed.startswith("LicenseRef"):
        told = {"license": {"name": licensed.removeprefix("LicenseRef-")}}
    part: dict[str, Any] = {"type": kind, "bom-ref": purl or name, "name": name, "licenses": [told] if licensed else []}
    return part | ({"version": version} if version else {}) | ({"purl": purl} if purl else {})


def licence(name: str) -> str:
    """The SPDX expression that a package gives, or that its words come to; "" where they come to none."""
    if name in CHOSEN:
        return CHOSEN[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:  # of another system
        return "BSD-3-Clause" if name == "colorama" else ""
    if "License-Expression" in said:
        return said["License-Expression"]
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")]
    words = " ".join([*classes, said["License"][:60] if "License" in said else ""])
    found = [spdx for word, spdx in _KNOWN.items() if word in classes] or [
        spdx for word, spdx in (("MIT", "MIT"), ("Apache", "Apache-2.0"), ("BSD", "BSD-3-Clause"), ("ISC", "ISC"))
        if word in words
    ]  # fmt: skip
    return " AND ".join(dict.fromkeys(found))


if __name__ == "__main__":
    main()
