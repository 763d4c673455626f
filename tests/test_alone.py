"""Nobody is asked anything: no name, no connection, and no file but the output."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from .pages import STRIKES

ROOT = Path(__file__).parents[1]
# Each command that ends by itself, with what it needs in order; `mapper watch --once` stands for its loop, and
# `mapper review --no-server` for its page.
COMMANDS = [
    ["init", "own"],
    ["config"],
    ["completion", "bash"],
    ["man"],
    ["model", "info"],
    ["map", "news", "--profile", "internal", "--embed", "-o", "map.html"],
    ["locate", "news", "-o", "located.jsonl"],
    ["draw", "located.jsonl", "-o", "drawn.html"],
    ["export", "located.jsonl", "-o", "places.geojson"],
    ["explain", "news/a.jsonl", "Kharkiv"],
    ["evaluate", "gold.jsonl", "located.jsonl"],
    ["agree", "--all", "located.jsonl", "located.jsonl"],
    ["lesson", "located.jsonl", "-o", "lesson.toml"],
    ["review", "located.jsonl", "--no-server", "-o", "review.html"],
    ["watch", "news", "--once", "-o", "watched.html"],
    ["cite"],
    ["locate", "news", "--shard", "1/1", "-o", "shard.jsonl"],
    ["merge", "shard-1-of-1.jsonl", "-o", "merged.jsonl"],
    ["story", "convert", "storymap.json", "-o", "story.toml"],
    ["gazetteer", "build", "XX.txt", "-o", "built.sqlite"],
    ["gazetteer", "show", "Kharkiv"],
    ["gazetteer", "info"],
]


# What StoryMapJS and GeoNames write, as little of each as there is.
STORYMAP = {
    "storymap": {"slides": [{"location": {"lat": 49.98, "lon": 36.25}, "text": {"headline": "a", "text": "b"}}]}
}
ROWS = {
    "XX.txt": "1,Xville,Xville,,49.9,36.2,P,PPL,UA,,07,,,,900,,,UTC,2024-01-01\n",
    "admin1CodesASCII.txt": "UA.07,Kharkiv,Kharkiv,706482\n",
    "countryInfo.txt": "UA,UKR,804,UP,Ukraine,Kyiv,1,2,EU,.ua,,,,,,uk,690791,,\n",
}


@cache
def lonely() -> bool:
    """True where a process may have a network and mounts of its own here."""
    try:
        tried = ["unshare", "-rmn", "sh", "-c", "ip link set lo up && mount --bind /etc/hosts /etc/hosts"]
        return subprocess.run(tried, capture_output=True, check=False, timeout=20).returncode == 0
    except OSError:
        return False


def watched(folder: Path, commands: list[list[str]], **more: str) -> list[dict[str, Any]]:
    """What was seen while the commands ran in a folder, one after the other in one process that is alone."""
    for name in ("work", "home", "scratch"):
        (folder / name).mkdir()
    own = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "scratch"), "ALONE": str(int(lonely()))}
    work = folder / "work"
    (work / "news").mkdir()
    (work / "news" / "a.jsonl").write_text(json.dumps({"id": "a", "text": STRIKES}), encoding="utf-8")
    at = STRIKES.index("Kharkiv")
    mark = {"start": at, "end": at + 7, "text": "Kharkiv", "lat": 49.98, "lon": 36.25}
    (work / "gold.jsonl").write_text(json.dumps({"id": "a", "text": STRIKES, "mentions": [mark]}), encoding="utf-8")
    (work / "storymap.json").write_text(json.dumps(STORYMAP), encoding="utf-8")
    for name, row in ROWS.items():
        (work / name).write_text(row.replace(",", "\t"), encoding="utf-8")
    still = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "PYTHONDONTWRITEBYTECODE"), "1")
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    subprocess.run(
        [*(["unshare", "-rmn"] if lonely() else []), sys.executable, ROOT / "tests" / "alone.py",
         folder / "report.json", json.dumps(commands)],
        cwd=folder / "work", env={**kept, **own, **still, "PYTHONPATH": str(ROOT), **more}, check=True,
        capture_output=True, timeout=120,
    )  # fmt: skip
    report: list[dict[str, Any]] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report


def test_no_command_asks_anybody_or_writes_elsewhere(tmp_path: Path) -> None:
    """Every command runs without a question, a connection, a file but its output, or a thread that could ask later.

    The last is given an address, and is seen to ask: so would the others be.
    """
    *rows, last = watched(tmp_path, [*COMMANDS, ["map", "https://example.org/page"]])
    quiet = {"code": 0, "seen": [], "threads": 0}
    assert rows == [{"command": command[0], **quiet} for command in COMMANDS]
    assert last["code"] == 2
    assert any("example" in line for line in last["seen"])
    assert [path.suffix for path in (tmp_path / "home").rglob("*") if path.is_file()] == [".sqlite"]  # mapper watch
    assert [*(tmp_path / "scratch").iterdir()] == []
