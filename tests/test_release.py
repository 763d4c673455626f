"""What a release changes, and what is handed out with the code: the container, the workflow, the action."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from scripts.release import notes, released

ROOT = Path(__file__).parents[1]
DAY = dt.date(2026, 12, 1)
TEXTS = {
    "pyproject.toml": '[project]\nversion = "0.1.0"\n',
    "CITATION.cff": "title: mapper\nversion: 0.1.0\nlicense: MIT\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Maps.\n\n## [0.1.0] - 2026-01-01\n\n- Old.\n",
}


def test_a_release_says_its_version_and_day_everywhere() -> None:
    """In the project, the citation and the changelog, whose notes are those of this version alone."""
    written = released(TEXTS, "0.2.0", DAY)
    assert 'version = "0.2.0"' in written["pyproject.toml"]
    assert "version: 0.2.0\ndate-released: 2026-12-01\n" in written["CITATION.cff"]
    assert "## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- Maps.\n" in written["CHANGELOG.md"]
    assert notes(written["CHANGELOG.md"], "0.2.0") == "# mapper 0.2.0\n\n### Added\n\n- Maps.\n"
    again = released(written | {"CHANGELOG.md": TEXTS["CHANGELOG.md"]}, "0.2.1", DAY)
    assert again["CITATION.cff"].count("date-released") == 1


@pytest.mark.parametrize(("version", "said"), [("0.1.0", "not newer"), ("0.0.9", "not newer"), ("next", "no version")])
def test_an_old_version_is_refused(version: str, said: str) -> None:
    """And so is what is none."""
    with pytest.raises(ValueError, match=said):
        released(TEXTS, version, DAY)


def test_a_release_without_changes_is_refused() -> None:
    """The changelog has to say what changes."""
    empty = TEXTS["CHANGELOG.md"].replace("### Added\n\n- Maps.\n", "")
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        released(TEXTS | {"CHANGELOG.md": empty}, "0.2.0", DAY)


def test_the_repository_can_be_released() -> None:
    """Its own files are such as the script wants."""
    texts = {name: (ROOT / name).read_text("utf-8") for name in TEXTS}
    assert notes(released(texts, "999.0.0", DAY)["CHANGELOG.md"], "999.0.0").count("\n- ") > 3


def test_the_workflow_tries_every_python_that_is_promised() -> None:
    """On Linux, macOS and Windows, each version of the classifiers; and what .ci/run checks."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))["jobs"]
    matrix = jobs["install"]["strategy"]["matrix"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [found[1] for line in project["classifiers"] if (found := re.search(r":: (3\.\d+)$", line))]
    assert matrix["python"] == promised
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert {"run": ".ci/run"} in jobs["everything"]["steps"]


def test_the_action_runs_what_mapper_knows() -> None:
    """No input is put into a script by itself, and each variable of the script is set from one."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    scripts = [step for step in action["runs"]["steps"] if "run" in step]
    assert scripts
    for step in scripts:
        assert "${{" not in step["run"]
        assert set(re.findall(r"\$([A-Z]+)", step["run"])) <= set(step["env"])
    used = {name for step in scripts for value in step["env"].values() for name in re.findall(r"inputs\.(\w+)", value)}
    assert used == set(action["inputs"])


@pytest.mark.parametrize("name", ["Dockerfile", "packaging/mapper.def"])
def test_a_container_has_all_that_a_build_takes(name: str) -> None:
    """What the wheel is built from is copied into it."""
    text = (ROOT / name).read_text("utf-8") + (
        (ROOT / ".dockerignore").read_text("utf-8") if name == "Dockerfile" else ""
    )
    sources = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["sdist"]
    for path in sources["include"]:
        assert path.strip("/") in text, path
