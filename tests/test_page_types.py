"""The page's scripts: their types, as their JSDoc states them, and their style."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = {"tsc": ["--project", "."], "oxlint": ["mapper/page"]}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_scripts_pass(tool: str) -> None:
    """TypeScript finds no wrong type in the scripts, and oxlint nothing that looks like a mistake."""
    program = ROOT / "node_modules" / ".bin" / tool
    if not program.exists():
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"there is no {tool}; scripts/install_browser.sh brings it")
    run = subprocess.run([str(program), *TOOLS[tool]], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
