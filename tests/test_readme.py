"""The README says what is so: its example runs, and its commands and files exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs(tmp_path: Path) -> None:
    """The example prints a line for each mention, with the right places and roles, and writes its map."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [line.split(" | ")[:3] for line in run.stdout.splitlines()]
    assert rows == [
        ["KYIV", "context", "geonames:703448"],
        ["Ukraine", "context", "geonames:690791"],
        ["Odesa", "site", "geonames:698740"],
        ["Tehran", "actor", "geonames:112931"],
    ]
    assert "One night" in (tmp_path / "map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^mapper (gazetteer \w+|\w+)", README, re.MULTILINE))))
def test_every_command_named_is_there(command: str) -> None:
    """Each command of the README has a help of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "mapper", *command.split(), "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"{command} " in run.stdout


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_file_linked_is_there(link: str) -> None:
    """The picture and the documents that the README links to exist."""
    assert (ROOT / link).is_file()
