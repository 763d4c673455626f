"""What it costs to build again after one of 1,000 articles has changed, drawing aside: benchmarks/rebuild.py [FOLDER].

FOLDER is made with 1,000 articles of about 400 words, put together from those of examples/; it is removed at the end.
Times are of the processor, in this process, reading and locating alone: once with nothing kept, once after one article
was changed with what is in memory, and once as another process would, with what is on disk.
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gazetteer import Gazetteer
from mapper.many.cache import Cache, program_sum
from mapper.pipeline import Locator, load_locator
from mapper.read.articles import read_articles

ARTICLES = 1000
EXAMPLES = Path(__file__).parents[1] / "examples"


def _write(folder: Path) -> None:
    """The articles, each of four others' paragraphs, so that no two are alike."""
    source = [p for path in sorted(EXAMPLES.glob("*.txt")) for p in path.read_text("utf-8").split("\n\n") if p.strip()]
    rng = random.Random(4)  # noqa: S311 -- to be repeatable, not secret
    for number in range(ARTICLES):
        (folder / f"{number:04}.txt").write_text("\n\n".join([f"Report {number}", *rng.sample(source, 8)]), "utf-8")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the three times and their ratios."""
    with tempfile.TemporaryDirectory() as made, Gazetteer.open() as gazetteer:
        folder, file = Path(made) / "news", Path(made) / "located.sqlite"
        folder.mkdir()
        _write(folder)
        settings = program_sum([gazetteer.path], ["spacy"])
        locator = load_locator(gazetteer)

        def build(kept: Cache, load: Callable[[], Locator] = lambda: locator) -> None:
            for _ in kept.located(read_articles([folder]), settings, load):
                pass

        kept = Cache(file)
        full = _timed(lambda: build(kept))
        (folder / "0500.txt").write_text("Another report\n\nRain fell in Tripoli.", encoding="utf-8")
        warm = _timed(lambda: build(kept))
        assert kept.made == 1  # noqa: S101 -- or the figure is of something else
        kept.close()
        (folder / "0501.txt").write_text("One more report\n\nRain fell in Benghazi.", encoding="utf-8")
        cold = _timed(lambda: build(Cache(file)))
    print(f"full build of {ARTICLES:,} articles  {full:7.2f} s")
    print(f"one changed, same process      {warm:7.2f} s  {warm / full:6.1%}")
    print(f"one changed, kept on disk      {cold:7.2f} s  {cold / full:6.1%}")


if __name__ == "__main__":
    main()
