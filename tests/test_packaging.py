"""What is handed to people: the sdist, the wheel made from it, and the lock of what CI installs."""

import base64
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import conflict_mapper
import hatch_build
from benchmarks.sizes import needed
from mapper.extras import remedy
from scripts import leaflet
from scripts.sbom import sbom

ROOT = Path(__file__).parents[1]
LOCKS = ROOT / "requirements"
ARTICLE = (
    "Shelling in Kharkiv\n\nTwo people were killed when shells hit a market in Kharkiv on Monday, officials said.\n"
)

# Python imports this at start-up: what is installed here must never try to reach another machine.
NO_NETWORK = """
import socket

def refuse(*args, **kwargs):
    raise AssertionError(f"network use: {args}")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """What a command prints; a failure shows all that it said."""
    done = subprocess.run(command, cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist alone."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.mark.slow
def test_the_sdist_builds_without_the_gazetteer(dist: Path) -> None:
    """The sdist holds what a wheel is built from, and neither the built gazetteer nor our data for development."""
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"hatch_build.py", "pyproject.toml", "LICENSE", "README.md", "gazetteer/schema.sql"} <= names
    assert not [name for name in names if "sqlite" in name or name.startswith(("tests", "examples", "benchmarks"))]


@pytest.mark.slow
def test_the_wheel_holds_the_gazetteer_and_no_tests(wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It carries the packages with their data, what the command starts with, the licence, no more; at most 90 MB."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        gazetteer = archive.getinfo("gazetteer/gazetteer.sqlite")
    tracked = {p.relative_to(ROOT).as_posix() for d in ("gazetteer", "mapper") for p in (ROOT / d).rglob("*.*")}
    # What the gazetteer is built from is no use to who has the gazetteer.
    missing = {name for name in tracked if not name.endswith((".pyc", ".stamp", ".part", ".xz"))} - set(names)
    assert not missing
    assert {re.split("[/.-]", name)[0] for name in names} == {"gazetteer", "mapper", "conflict_mapper"}
    assert not [name for name in names if name.endswith((".stamp", ".part", ".pyc", ".xz"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    with capsys.disabled():
        print(
            f" wheel: {wheel.stat().st_size / 1e6:.1f} MB, gazetteer in it: {gazetteer.file_size / 1e6:.1f} MB ", end=""
        )
    assert wheel.stat().st_size <= 90e6


@pytest.mark.slow
def test_the_wheel_is_the_same_whoever_builds_it(wheel: Path) -> None:
    """Each file made from the sdist is that of this tree, the gazetteer too, and no time of a build is in it.

    `make dist` compares whole wheels, which takes longer.
    """
    with zipfile.ZipFile(wheel) as archive:
        infos = archive.infolist()
        assert (
            len({info.date_time for info in infos}) == 1
        )  # the same for all, as hatchling or SOURCE_DATE_EPOCH has it
        record = archive.read(next(info.filename for info in infos if info.filename.endswith("RECORD"))).decode()
        names = {info.filename for info in infos}
        (sbom_file,) = [name for name in names if name.endswith("sboms/sbom.cdx.json")]
        assert archive.read(sbom_file).decode("utf-8") == (LOCKS / "sbom.cdx.json").read_text("utf-8")
    assert any(name.endswith("licenses/NOTICES.md") for name in names)
    told = {row[0]: row[1] for row in csv.reader(record.splitlines()) if row[1]}
    for name in names:
        if (ROOT / name).is_file():
            digest = hashlib.sha256((ROOT / name).read_bytes()).digest()
            assert told[name] == f"sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')}", name


@pytest.mark.slow
def test_the_installed_wheel_maps_an_article_offline(wheel: Path, tmp_path: Path) -> None:
    """In an empty environment, from another folder and without a network, the installed command makes a map."""
    venv.create(tmp_path / "env", with_pip=True)
    programs = tmp_path / "env" / "bin"
    blocks = {canonicalize_name(block.partition("==")[0]): block for block in blocks_of("run")}
    base = [name for name in needed() if name != "conflict-mapper"]
    (tmp_path / "base.txt").write_text("".join(blocks[name] for name in base))
    install = [programs / "python", "-m", "pip", "install", "--quiet"]
    run(*install, "--require-hashes", "--requirement", "base.txt", cwd=tmp_path)
    run(*install, "--no-deps", wheel, cwd=tmp_path)
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(NO_NETWORK)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "article.txt").write_text(ARTICLE)
    run(programs / "mapper", "map", "article.txt", "-o", "map.html", cwd=elsewhere, PYTHONPATH=str(tmp_path / "guard"))
    page = (elsewhere / "map.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "geonames:706483" in page  # Kharkiv was found, so the gazetteer of the wheel was used
    listed = run(programs / "python", "-m", "pip", "list", "--format=freeze", cwd=tmp_path).splitlines()
    installed = {canonicalize_name(line.partition("==")[0]) for line in listed} - {"pip"}
    assert installed | {"setuptools"} == {*needed(), "setuptools"}  # some Pythons' environments begin with setuptools


def test_the_base_install_has_nothing_of_an_extra() -> None:
    """What reads tables, PDF and archives, what trains and what tests comes only to those who ask for it."""
    base = set(needed())
    extras = {
        "openpyxl",
        "python-calamine",
        "pypdfium2",
        "warcio",
        "pyarrow",
        "torch",
        "transformers",
        "pandas",
        "polars",
        "pytest",
    }
    assert {"spacy", "folium", "geopy", "onnxruntime"} <= base
    assert not extras & base
    assert set(needed("tables")) - base == {"openpyxl", "et-xmlfile", "python-calamine"}


def blocks_of(lock: str) -> list[str]:
    """The packages of a lock, each with its digests."""
    return re.findall(r"^[\w.-]+==(?:[^\n]*\\\n)*[^\n]*\n", (LOCKS / f"{lock}.txt").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("lock", "extras"), [
    ("dev", ["dev", "docs"]), ("run", ["tables", "documents", "archives", "parquet"]),
])  # fmt: skip
def test_the_lock_has_all_that_the_project_asks_for(lock: str, extras: list[str]) -> None:
    """Every requirement of pyproject.toml, for CI the build's too, is met by a version in the lock, with digests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *(project["build-system"]["requires"] if lock == "dev" else ())]
    asked += [one for extra in extras for one in project["project"]["optional-dependencies"][extra]]
    locked = dict(re.match(r"([\w.-]+)==([\w.]+)", block).groups() for block in blocks_of(lock))  # type: ignore[union-attr]  # it begins so
    assert all("--hash=sha256:" in block for block in blocks_of(lock))
    for requirement in map(Requirement, asked):
        version = locked.get(re.sub(r"[-_.]+", "-", requirement.name).lower())
        assert version, f"{requirement.name} is not in the lock: run `make lock`"
        assert version in requirement.specifier, f"the lock's {requirement.name} {version} is not {requirement}"


def test_the_gazetteer_is_not_built_again_without_need(tmp_path: Path) -> None:
    """A gazetteer is current while its inputs and the file itself are what they were when it was built."""
    table = tmp_path / "tables" / "seas.tsv"
    table.parent.mkdir()
    table.write_text("Black Sea\n")
    target, stamp = tmp_path / "gazetteer.sqlite", tmp_path / "stamp"
    inputs = hatch_build.digest_of_inputs(tmp_path)
    assert not hatch_build.is_current(target, stamp, inputs)

    target.write_text("built")
    stamp.write_text(f"{inputs}\n{hatch_build.digest_of(target)}\n")
    assert hatch_build.is_current(target, stamp, hatch_build.digest_of_inputs(tmp_path))

    table.write_text("Black Sea\nRed Sea\n")
    assert not hatch_build.is_current(target, stamp, hatch_build.digest_of_inputs(tmp_path))
    target.write_text("buil")
    assert not hatch_build.is_current(target, stamp, inputs)


@pytest.mark.parametrize(
    ("left", "command"),
    [
        ("", "pip install 'conflict-mapper[tables]'"),
        ("pipx_metadata.json", "pipx install --force 'conflict-mapper[tables]'"),
        ("uv-receipt.toml", "uv tool install 'conflict-mapper[tables]'"),
        ("archive-v0/x", "uvx --from 'conflict-mapper[tables]' mapper …"),
    ],
)
def test_an_extra_is_installed_as_mapper_was(left: str, command: str, tmp_path: Path) -> None:
    """The remedy for a missing library is a command of the installer whose mark lies in the environment."""
    prefix = tmp_path / left if left.startswith("archive") else tmp_path
    if left and prefix == tmp_path:
        (tmp_path / left).touch()
    assert remedy("tables", str(prefix)) == command


def test_another_project_of_the_name_in_our_folder_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the index's `mapper` was installed over ours a sentence says so; where it lies elsewhere none does."""
    assert conflict_mapper.mixed() == ""
    facts = tmp_path / "mapper-0.1.17.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: mapper\nVersion: 0.1.17\n")
    (facts / "RECORD").write_text("elsewhere/cover.py,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert conflict_mapper.mixed() == ""
    ours = os.path.relpath(ROOT / "mapper", tmp_path)
    (facts / "RECORD").write_text(f"{ours}/__init__.py,,\n{ours}/cover.py,,\n".replace(os.sep, "/"))
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(ROOT), *sys.path])
    assert "mapper 0.1.17: they overwrite each other; run pip uninstall mapper" in conflict_mapper.mixed()


def test_the_description_on_an_index_leads_somewhere() -> None:
    """Every link and picture of the README is a whole address there, of the repository that pyproject.toml names."""
    repository = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Repository"]
    text = hatch_build.with_addresses((ROOT / "README.md").read_text("utf-8"), repository)
    assert f"]({repository}/raw/main/docs/map.png)" in text
    assert f"]({repository}/blob/main/docs/accuracy.md)" in text
    assert re.findall(r"\]\((?!https://)[^)]*\)", text) == []


def test_the_list_of_parts_is_of_today() -> None:
    """It has each package of the users' lock with a licence, Leaflet's and the weights' among them: `make lock`."""
    found = (LOCKS / "sbom.cdx.json").read_text("utf-8")
    assert json.loads(found) == json.loads(sbom())
    parts = {part["name"]: part for part in json.loads(found)["components"]}
    assert {block.partition("==")[0] for block in blocks_of("run")} <= parts.keys()
    assert not [name for name, part in parts.items() if not part["licenses"]]
    model = hashlib.sha256((ROOT / "mapper" / "model" / "model.onnx").read_bytes()).hexdigest()
    assert parts["mapper/model/model.onnx"]["hashes"] == [{"alg": "SHA-256", "content": model}]


def test_leaflet_is_that_of_npm(tmp_path: Path) -> None:
    """The pages' Leaflet is the version that the notices name; another package than the one asked for is refused."""
    script = (ROOT / "mapper" / "leaflet" / "leaflet.js").read_text("utf-8")
    assert f"Leaflet {leaflet.VERSION}, a JS library" in script
    notices = (ROOT / "NOTICES.md").read_text("utf-8")
    assert f"**Leaflet {leaflet.VERSION}**" in notices
    copyright_line = (ROOT / "mapper" / "leaflet" / "LICENSE").read_text("utf-8").splitlines()[2]
    assert copyright_line in notices
    with pytest.raises(SystemExit, match="look at what has changed"):
        leaflet.write(b"another", tmp_path)
    assert not [*tmp_path.iterdir()]


def test_the_weights_have_a_licence() -> None:
    """The card that lies beside them says the licence that the list of parts has for them."""
    card = (ROOT / "mapper" / "model" / "CARD.md").read_text("utf-8").partition("\n## Licence\n")[2]
    (part,) = (p for p in json.loads(sbom())["components"] if p["name"] == "mapper/model/model.onnx")
    (licence,) = part["licenses"]
    assert card.split("\n## ")[0].strip().startswith(f"The weights are under the {licence['license']['id']} licence")


def test_others_licences_are_told() -> None:
    """Leaflet's text and Apache's are in the notices, and every package under a licence with conditions of its own."""
    notices = (ROOT / "NOTICES.md").read_text("utf-8")
    assert "Redistributions in binary form must reproduce the above copyright notice" in " ".join(notices.split())
    assert "END OF TERMS AND CONDITIONS" in notices
    for part in json.loads((LOCKS / "sbom.cdx.json").read_text("utf-8"))["components"]:
        told = str(part["licenses"])
        assert not re.search("GPL|MPL", told) or f"- {part['name']}:" in notices
