"""What it costs to build again after one of 1,000 articles has changed, drawing aside: benchmarks/rebuild.py.

The articles, of about 400 words, are put together from sentences of examples/. `mapper watch --once` runs as a user
runs it, in a process of its own: with nothing kept, and again after one article was changed. Times are of the
processor, from the start of Python to its end, without the drawing of the page.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ARTICLES = 1000
SENTENCES = 18
EXAMPLES = Path(__file__).parents[1] / "examples"
# The command itself, with the drawing timed.
COMMAND = """
import sys, time
from mapper.cli import main
from mapper.commands import drawing
draw, drawn = drawing.draw, []
def timed(*args, **options):
    start = time.process_time()
    page = draw(*args, **options)
    drawn.append(time.process_time() - start)
    return page
drawing.draw = timed
main(sys.argv[1:], standalone_mode=False)
print(time.process_time() - sum(drawn), sum(drawn))
"""


def _write(folder: Path) -> None:
    """The articles: no two are one story."""
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    source = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text) if len(sentence) > 40]
    rng = random.Random(4)  # noqa: S311 -- to be repeatable, not secret
    for number in range(ARTICLES):
        (folder / f"{number:04}.txt").write_text(
            f"Report {number}\n\n{' '.join(rng.sample(source, SENTENCES))}", "utf-8"
        )


def _built(folder: Path) -> tuple[str, float, float]:
    """What the command says it did, the seconds that it took, and those that it drew."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "watch", "news", "--once"],
        cwd=folder, env={**os.environ, "XDG_CACHE_HOME": str(folder)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    took, drawn = map(float, done.stdout.split())
    return done.stderr.splitlines()[-1], took, drawn


def main() -> None:
    """Print both times, and their ratio."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "news").mkdir()
        _write(folder / "news")
        said, full, drawn = _built(folder)
        print(f"{said:20} {full:7.2f} s, and {drawn:.2f} s of drawing", flush=True)
        (folder / "news" / "0500.txt").write_text("Another report\n\nRain fell in Tripoli.", encoding="utf-8")
        said, again, drawn = _built(folder)
        print(f"{said:20} {again:7.2f} s, and {drawn:.2f} s of drawing: {again / full:.1%}, of 5 %")


if __name__ == "__main__":
    main()
