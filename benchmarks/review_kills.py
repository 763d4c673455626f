"""What 100 kills (signal 9) of `mapper review` at random moments lose: benchmarks/review_kills.py. Some minutes.

Two windows save as fast as they can, each time to the server of the command itself, started anew with what the kills
before it have left. A correction counts as saved where the server has answered so.
"""

import http.client
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from gazetteer import Gazetteer
from mapper import read_corrections

ROOT = Path(__file__).parents[1]
KILLS = 100
LONGEST = 0.5  # seconds of saving before a kill
ARTICLE = {"id": "port", "text": "Rain fell in Odesa.", "mentions": []}


def killed(located: Path, correction: object, when: Callable[[list[str]], None]) -> list[str]:
    """Review `located` until `when` returns, then kill it; gives the ids of what it called saved meanwhile.

    correction  what both windows save, over and over
    when        is given the list of the ids, which grows
    """
    command = [sys.executable, "-m", "mapper", "review", str(located), "-q"]
    saved: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout  # noqa: S101 -- for the types
        url = urlsplit(process.stdout.readline().strip())
        body = json.dumps([correction]).encode()
        headers = {"Origin": f"http://{url.netloc}", "Content-Type": "application/json"}

        def window() -> None:
            while True:
                connection = http.client.HTTPConnection(url.netloc, timeout=10)
                try:
                    connection.request("POST", f"{url.path}corrections", body, headers)
                    saved.append(json.loads(connection.getresponse().read())[0]["id"])
                except (OSError, http.client.HTTPException, ValueError):
                    return
                finally:
                    connection.close()

        windows = [threading.Thread(target=window) for _ in range(2)]
        for one in windows:
            one.start()
        when(saved)
        process.kill()
        for one in windows:
            one.join()
    assert process.returncode == -signal.SIGKILL  # noqa: S101 -- or it was something else that ended it
    return saved


def _wait(seconds: float, _: list[str]) -> None:
    time.sleep(seconds)


def main() -> None:
    """Print how many corrections were called saved, and how many of them are not in the file after a kill."""
    draw = random.Random(9)  # noqa: S311 -- to be repeatable, not secret
    correction = {
        "article": "port", "target": {"exact": "Odesa", "prefix": "Rain fell in ", "suffix": "."},
        "place": None, "why": "x" * 2000,
    }  # fmt: skip
    saved: set[str] = set()
    lost: set[str] = set()
    torn = 0
    with tempfile.TemporaryDirectory() as made, Gazetteer.open() as gazetteer:
        located, kept = Path(made) / "located.jsonl", Path(made) / "corrections.jsonl"
        located.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
        for _ in range(KILLS):
            saved.update(killed(located, correction, partial(_wait, draw.uniform(0, LONGEST))))
            if kept.exists():
                torn += not kept.read_bytes().endswith(b"\n")
                lost |= saved - {one.id for one in read_corrections(kept, gazetteer.get).targeted}
            else:
                lost |= saved
    print(f"{KILLS} kills, {len(saved):,} corrections called saved, {len(lost)} lost; half a line at the end: {torn}")


if __name__ == "__main__":
    main()
