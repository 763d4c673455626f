"""Start-up, speed, memory and the page, each beside a ruler measured in the same run.

    python benchmarks/bench.py [--fast]

Seconds differ between machines and hours; the ratios hardly do, so they are what to compare and what has a target.
--fast takes a tenth of the articles, for a look between two edits.
"""

import json
import os
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from gazetteer import Gazetteer, Place
from mapper import Article, LocatedArticle, Resolution
from mapper.reason import reason

ROOT = Path(__file__).parents[1]
MAPPER = str(Path(sys.executable).with_name("mapper"))
RULER = [sys.executable, "-c", "import spacy, folium, geopy"]

Result = TypeVar("Result")


def main() -> None:
    """Measure everything and print a line for each."""
    few = 100 if "--fast" in sys.argv[1:] else 1000
    print(f"{'what / ruler':58}{'measured':>13}{'ruler':>13}{'ratio':>8}  target")
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name))
        memory(Path(name), few)
    speed(few)
    with Gazetteer.open() as gazetteer:
        look_up(gazetteer)
        page(gazetteer)


def report(what: str, measured: float, ruler: float, unit: str, target: str = "") -> None:
    """One line of the table."""
    print(f"{what:58}{figure(measured, unit)}{figure(ruler, unit)}{measured / ruler:>8.2f}  {target}", flush=True)


def figure(value: float, unit: str) -> str:
    """A number with about three digits that count, and its unit."""
    return f"{value:>9,.0f} {unit:3}" if value >= 100 else f"{value:>9.3g} {unit:3}"


def start_up(folder: Path) -> None:
    """Whole processes against one that only imports the heavy libraries, in seconds of the processor's."""
    article, located, page = folder / "article.txt", folder / "located.jsonl", folder / "map.html"
    article.write_text(synthetic(1, sentences=12)[0].text, "utf-8")
    commands = {
        "ruler": RULER,
        "import mapper": [sys.executable, "-c", "import mapper"],
        "from mapper import map_articles": [sys.executable, "-c", "from mapper import map_articles"],
        "mapper --help": [MAPPER, "--help"],
        "mapper locate, one article": [MAPPER, "locate", "-q", str(article), "-o", str(located)],
        "mapper map, one article": [MAPPER, "map", "-q", str(article), "-o", str(page)],
    }
    times: dict[str, list[float]] = {what: [] for what in commands}
    for _ in range(7):  # in turn, so that each sees the same machine
        for what, command in commands.items():
            times[what].append(cpu_seconds(command))
    targets = {
        "import mapper": "<= 0.1 s", "mapper --help": "<= 0.15", "mapper locate, one article": "<= 1.3",
        "mapper map, one article": "<= 1.5",
    }  # fmt: skip
    ruler, *rows = ((what, statistics.median(runs)) for what, runs in times.items())
    for what, median in rows:
        report(f"{what} / import spacy, folium, geopy", median, ruler[1], "s", targets.get(what, ""))


def cpu_seconds(command: Sequence[str]) -> float:
    """What a process takes of the processor: what else runs on the machine hardly counts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(folder: Path, few: int) -> None:
    """The peak of locating ten times as many articles: a stream's does not grow."""
    peaks = []
    for count in (few, 10 * few):
        path = folder / f"{count}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(article.to_dict()) + "\n" for article in synthetic(count))
        peaks.append(peak_megabytes([MAPPER, "locate", "-q", str(path), "-o", str(folder / "located.jsonl")]))
    report(f"peak memory, locating {10 * few:,} / {few:,} articles", peaks[1], peaks[0], "MB", "<= 1.2")


def speed(few: int) -> None:
    """Words a second of locating, against spaCy's tokenizer alone over the same texts."""
    import spacy

    from mapper import locate

    articles = synthetic(few)
    words = sum(len(article.text.split()) for article in articles)
    tokenizer = spacy.blank("en").tokenizer
    tokenizing, _ = timed(lambda: [tokenizer(article.text) for article in articles])
    locating, _ = timed(lambda: list(locate(articles)))
    report(f"words a second, locate / tokenizer, {words:,}", words / locating, words / tokenizing, "w/s")


def look_up(gazetteer: Gazetteer) -> None:
    """One look-up by name, first time and again, against the cheapest query that SQLite answers."""
    db = sqlite3.connect(":memory:")
    ruler = microseconds(lambda _: db.execute("SELECT 1").fetchall(), [""] * 1000)
    names = sorted({place.name for place in gazetteer.near(48.0, 37.5, 600, limit=1000)})
    again = names[:1] * len(names)
    unknown = [f"the {name[::-1]} officials" for name in names]
    for what, asked in (("a place's name", names), ("a name seen before", again), ("not a place's name", unknown)):
        report(f"look-up, {what} / SELECT 1", microseconds(gazetteer.candidates, asked), ruler, "µs")


def page(gazetteer: Gazetteer) -> None:
    """Time and size of a page of so many places, against plain folium with as many markers."""
    from mapper.draw.page import draw

    for count in (1, 1000):
        places = gazetteer.near(48.0, 37.5, 400, limit=count)
        located = [located_at(place) for place in places]
        draw(located[:1], gazetteer=gazetteer)  # imports and the basemap are read once
        took, html = timed(partial(draw, located, gazetteer=gazetteer))
        ruler_took, ruler_html = timed(partial(plain_folium, places))
        report(f"page, places: {len(places):,}, time / plain folium", took, ruler_took, "s")
        report(f"page, places: {len(places):,}, size / plain folium", kilobytes(html), kilobytes(ruler_html), "kB")


def plain_folium(places: Sequence[Place]) -> str:
    """What folium itself makes of the same pins: no text, no basemap, a page that is blank without a network."""
    import folium

    world = folium.Map()
    for place in places:
        folium.Marker((place.lat, place.lon), popup=folium.Popup(sentence_on(place))).add_to(world)
    return str(world.get_root().render())


def located_at(place: Place) -> LocatedArticle:
    """An article that names one place and was resolved to it."""
    article = Article(text=sentence_on(place), title=f"Report from {place.name}")
    start = article.text.index(place.name)
    mention = article.mention(start, start + len(place.name))
    return LocatedArticle(
        article=article,
        resolutions=(
            Resolution(
                mention=mention, place=place, confidence=0.9, role="site", because=(reason("only", name=place.name),)
            ),
        ),
    )


def sentence_on(place: Place) -> str:
    """A sentence that names the place."""
    return f"Shelling was reported near {place.name} on Monday morning, and two people were hurt."


def synthetic(count: int, *, sentences: int = 5) -> list[Article]:
    """Articles of sentences drawn from our examples, the same at every run."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt")))
    stock = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if len(s) > 40]
    draw_from = random.Random(1)  # noqa: S311 - repeatable, not secret
    return [Article(id=f"synthetic-{i}", text=" ".join(draw_from.sample(stock, sentences))) for i in range(count)]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """How many seconds the work took, and what came of it."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def microseconds(work: Callable[[str], object], names: Sequence[str]) -> float:
    """The median time of one call, each with the next name."""
    return 1e6 * statistics.median(timed(partial(work, name))[0] for name in names)


def peak_megabytes(command: list[str]) -> float:
    """The largest resident size that a command reaches (Linux counts it in kB)."""
    # A child's figure begins at its parent's size at the start, so this runs before anything heavy is imported here.
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_maxrss / 1000


def kilobytes(html: str) -> float:
    """The size of a page on disk."""
    return len(html.encode()) / 1000


if __name__ == "__main__":
    main()
