"""docs/teaching.md is what a new user does: its commands run as they stand, on its files, in its order."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from mapper.cli import main

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")


def test_the_recipes_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command ends with 0 and leaves the page that it names; the files shown are those that are edited."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    ran = []
    for kind, block in re.findall(r"```(toml|)\n(.*?)```", GUIDE, re.DOTALL):
        if kind == "toml":
            name = "lesson.toml" if "[[question]]" in block else "story.toml"
            Path(name).write_text(block, encoding="utf-8")
            continue
        for line in block.splitlines():
            program, *arguments = shlex.split(line)
            result = CliRunner().invoke(main, arguments)
            assert (program, result.exit_code) == ("mapper", 0), (line, result.stderr)
            assert Path(arguments[arguments.index("-o") + 1]).is_file(), line
            ran.append(line)
    assert len(ran) == 10
    data = json.loads(html.parse("lesson.html").findtext(".//script[@id='data']"))
    assert [q["kind"] for q in data["lesson"]["questions"]] == ["where", "order"]


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", GUIDE))
def test_every_file_linked_is_there(link: str) -> None:
    """The pictures and documents that the guide links to exist; a picture is small."""
    file = ROOT / "docs" / link
    assert file.is_file()
    assert file.suffix != ".png" or file.stat().st_size < 250_000
