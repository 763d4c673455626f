"""A hundred kills: commands ended at any moment leave no half output, lose no line, and no litter after the next run.

    python benchmarks/kills.py [--kills 100] [--seconds 600]

Each command is run once whole, then ended at a random moment by SIGKILL, SIGTERM or SIGHUP, and at last run again to
its end. Exits with 1 where anything is half, lost or left.
"""

import argparse
import collections
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ARTICLES = 60
COMMANDS = {
    "locate": ["locate", "in.jsonl", "-o", "out.jsonl"],
    "locate --jobs 2": ["locate", "in.jsonl", "-o", "out.jsonl", "--jobs", "2"],
    "locate --resume": ["locate", "in.jsonl", "-o", "out.jsonl", "--resume"],
    "map": ["map", "in.jsonl", "-o", "out.html"],
    "draw": ["draw", "located.jsonl", "-o", "out.html"],
    "export csv": ["export", "located.jsonl", "-o", "out.csv", "--by", "mention"],
    "export geojson": ["export", "located.jsonl", "-o", "out.geojson"],
    "export kmz": ["export", "located.jsonl", "-o", "out.kmz"],
}
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP)
ENV = os.environ | {"PYTHONHASHSEED": "0"}


def main() -> int:
    """1 where anything is half, lost or left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=600, help="after so many no other kill is begun")
    options = parser.parse_args()
    rng = random.Random(1)  # noqa: S311 -- to be repeatable, not secret
    end, total = time.monotonic() + options.seconds, collections.Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        prepare()
        share = -(-options.kills // len(COMMANDS))
        for number, (name, arguments) in enumerate(COMMANDS.items()):
            left = (end - time.monotonic()) / (len(COMMANDS) - number)
            found = killed(arguments, min(share, options.kills - total["kills"]), left, rng)
            print(f"{name:16}  " + ", ".join(f"{found[key]} {key}" for key in KEYS), flush=True)
            total += found
    print(f"{'all':16}  " + ", ".join(f"{total[key]} {key}" for key in KEYS))
    return 1 if total["half"] or total["lost"] or total["left"] else 0


KEYS = ("kills", "half", "lost", "left")


def prepare() -> None:
    """Articles, and the same located."""
    words = ("Shells hit {} at dawn on Monday, killing {} people, officials said. " * 3).strip()
    towns = ("Kharkiv", "Odesa", "Kherson", "Gaza", "Aleppo", "Goma")
    rows = [{"id": str(n), "date": "2024-05-01", "text": words.format(*[towns[n % 6], n] * 3)} for n in range(ARTICLES)]
    Path("in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    run(["locate", "in.jsonl", "-o", "located.jsonl"]).wait()


def run(arguments: list[str]) -> "subprocess.Popen[bytes]":
    """The command, in a group of its own."""
    command = [sys.executable, "-m", "mapper", *arguments, "-q"]
    return subprocess.Popen(command, env=ENV, stderr=subprocess.DEVNULL, start_new_session=True)


def killed(arguments: list[str], kills: int, seconds: float, rng: random.Random) -> "collections.Counter[str]":
    """What a command leaves that is killed so often, and then run whole."""
    out = Path(arguments[arguments.index("-o") + 1])
    begun = time.monotonic()
    run(arguments).wait()
    took, whole, fair = time.monotonic() - begun, out.read_bytes(), {path.name for path in Path().iterdir()}
    out.unlink()
    found: collections.Counter[str] = collections.Counter()
    for number in range(kills):
        if time.monotonic() - begun > seconds:
            break
        running = run(arguments)
        time.sleep(rng.uniform(0.2, 1.05) * took)
        running.send_signal(SIGNALS[number % len(SIGNALS)])
        running.wait()
        found["kills"] += 1
        if out.exists():
            found["half"] += not same(out, whole)
            out.unlink()
    run(arguments).wait()
    if out.suffix == ".jsonl":
        ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
        found["lost"] += len({str(n) for n in range(ARTICLES)} - set(ids)) + (len(ids) != ARTICLES)
    else:
        found["lost"] += not same(out, whole)
    left = sorted({path.name for path in Path().iterdir()} - fair)
    found["left"] += len(left)
    for name in left:
        print(f"  left: {name}")
    for path in Path().iterdir():
        if path.name not in {"in.jsonl", "located.jsonl"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return found


def same(path: Path, whole: bytes) -> bool:
    """True where an output is what it is when nothing ends the command, but for the times that it may hold."""
    content = path.read_bytes()
    if path.suffix == ".kmz":
        return parts(content) == parts(whole)
    return content == whole or (len(content) == len(whole) and content[-200:] == whole[-200:])


def parts(content: bytes) -> list[tuple[str, int]]:
    """What is in a zip, by names and sizes, where all of it can be unpacked; nothing where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            damaged = archive.testzip()
            return [] if damaged else [(info.filename, info.file_size) for info in archive.infolist()]
    except zipfile.BadZipFile:
        return []


if __name__ == "__main__":
    sys.exit(main())
