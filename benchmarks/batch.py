"""A batch: articles a second with one job and two, where the time goes, memory, kills, and what a million would cost.

    python benchmarks/batch.py [--articles N] [--kills N] [--only WHAT]

What has a target is printed with it, and with "met" or "MISSED". The targets are those of 50,000 articles on two cores
that do nothing else; --articles 2000 --kills 5 is for a look in some minutes.
Memory is that of the process that reads and writes, and of the largest that locates, at N articles and at a fiftieth.
The articles are drawn from so few sentences that some pass for copies of others. Speed is measured with each kept.
"""

import argparse
import cProfile
import json
import os
import pstats
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench import synthetic, timed

from gazetteer import Gazetteer
from mapper import Article
from mapper.many.batch import locate_lines
from mapper.pipeline import Steps
from mapper.read.articles import read_articles
from mapper.read.deduplicate import deduplicated
from mapper.read.language import english_only
from mapper.recognise.articles import load_recogniser

LOCATE = [sys.executable, "-m", "mapper", "locate", "-q"]


def main() -> None:
    """Measure everything and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--only", choices=("speed", "whole", "stages", "copies", "memory", "kills"))
    asked = parser.parse_args()
    few, some = max(20, asked.articles // 50), max(100, asked.articles // 10)
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        written = {count: corpus(count) for count in {asked.articles, few, some}}
        measures: dict[str, Callable[[], None]] = {
            "speed": lambda: speed(some, written[some]),
            "whole": lambda: whole(few),
            "stages": lambda: stages(few),
            "copies": lambda: copies(some),
            "memory": lambda: memory(few, asked.articles),
            "kills": lambda: kills(some, asked.kills),
        }
        for what, measure in measures.items():
            if asked.only in (None, what):
                measure()


def new_words(draw: random.Random) -> str:
    """A sentence of words met once, as news has them without end: what holds on to each would fill the memory."""
    name, town, thing = ("".join(draw.choices("aeiklmnorstuvz", k=8)) for _ in range(3))
    return f"{name.title()} of {town.title()} spoke of the {thing}, and of {thing[::-1]} in {town[::-1].title()}."


def report(what: str, ratio: float, *, least: float | None = None, most: float | None = None) -> None:
    """A line for a ratio, with its target and whether it is met."""
    target = f">= {least}" if least else f"<= {most}"
    met = ratio >= least if least else ratio <= (most or 0)
    print(f"{what}: {ratio:.2f} x, target {target}: {'met' if met else 'MISSED'}", flush=True)


def corpus(count: int) -> int:
    """Write so many articles to N.jsonl; how many words they have."""
    draw = random.Random(2)  # noqa: S311 -- repeatable, not secret
    articles = [replace(a, text=f"{a.text} {new_words(draw)}") for a in synthetic(count, sentences=9)]
    with Path(f"{count}.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article.to_dict()) + "\n" for article in articles)
    return sum(len(article.text.split()) for article in articles)


def speed(count: int, words: int) -> None:
    """Whole runs with one job and with two, and the arithmetic for a million articles."""
    took = {jobs: locating(count, jobs, "--keep-duplicates") for jobs in (1, 2)}
    for jobs, seconds in took.items():
        print(
            f"--jobs {jobs}: {count:,} articles, {words:,} words, {seconds:.1f} s: "
            f"{count / seconds:.0f} articles a second"
        )
    start = locating_nothing()
    one = (took[1] - start) / count
    report(f"two jobs / one job, start-up of {start:.1f} s in each", took[1] / took[2], least=1.7)
    for cores in (1, 8, 32):
        share = (took[1] / took[2] / 2) if cores > 1 else 1.0
        hours = 1e6 * one / cores / share / 3600
        print(f"a million such articles on {cores} cores: {hours:.1f} h, {hours * cores:.1f} core hours")


def locating(count: int, jobs: int, *more: str) -> float:
    """How many seconds a run takes."""
    command = [*LOCATE, f"{count}.jsonl", "-o", "out.jsonl", "--jobs", str(jobs), *more]
    return timed(lambda: subprocess.run(command, check=True))[0]


def locating_nothing() -> float:
    """How many seconds a run of one short article takes."""
    Path("one.txt").write_text("Odesa.", encoding="utf-8")
    return timed(lambda: subprocess.run([*LOCATE, "one.txt", "-o", "one.jsonl"], check=True))[0]


def whole(count: int) -> None:
    """All that `locate` does to an article, from its line to its line, against the recogniser alone: CPU seconds.

    Everything is loaded, and every text seen once before, so that each has the same in its caches.
    """
    gold = Path(__file__).parents[1] / "../shared/gold/lgl.jsonl"
    for path in (Path(f"{count}.jsonl"), *([gold] if gold.exists() else [])):
        kept = list(_once(path, count))
        words = sum(len(article.text.split()) for article in kept)
        with Gazetteer.open() as gazetteer:
            ratio = _against_the_recogniser(partial(_once, path, count), kept, gazetteer)
        report(f"whole of locate / recogniser alone, {words:,} words of {path.name}", ratio, most=1.3)


def _against_the_recogniser(read: Callable[[], Iterator[Article]], kept: list[Article], gazetteer: Gazetteer) -> float:
    locator, recogniser = Steps(gazetteer=gazetteer).load(), load_recogniser(gazetteer)
    took: list[tuple[float, float]] = []
    for _ in range(4):  # in turn, so that both see the same machine; the first round fills the caches
        locating = cpu(lambda: deque(locate_lines(read(), lambda: locator), maxlen=0))
        took.append((locating, cpu(lambda: deque(recogniser.pipe(kept), maxlen=0))))
    return min(locating for locating, _ in took[1:]) / min(recognising for _, recognising in took[1:])


def _once(path: Path, count: int) -> Iterator[Article]:
    """The articles as `mapper locate` reads them, at most so many."""
    read = read_articles([path], on_skip=lambda _: None)
    return deduplicated(english_only(islice(read, count), lambda _: None))


def cpu(work: Callable[[], object]) -> float:
    """How many seconds of the processor the work took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def stages(count: int) -> None:
    """The modules that the time of one job goes to."""
    articles, profile = synthetic(count, sentences=9), cProfile.Profile()
    with Gazetteer.open() as gazetteer:
        lines = locate_lines(articles, Steps(gazetteer=gazetteer).load)
        next(lines)  # what loads once is no part of it
        profile.runcall(list, lines)
    spent: dict[str, float] = {}
    for (file, _, name), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]  # its stub lacks it
        where = Path(file).name if "/" in file else f"built in: {name}"
        spent[where] = spent.get(where, 0.0) + own
    total = sum(spent.values())
    for where, seconds in sorted(spent.items(), key=lambda item: -item[1])[:12]:
        print(f"  {seconds / total:6.1%}  {where}")


def copies(count: int) -> None:
    """What it costs to look whether an article is a copy of one before."""
    articles = synthetic(count, sentences=9)
    seconds, kept = timed(lambda: sum(1 for _ in deduplicated(articles)))
    print(f"each story once: {1e3 * seconds / count:.2f} ms an article of {count:,}; {count - kept:,} were copies")


def memory(few: int, many: int) -> None:
    """The peak of `many` articles against that of `few`, for two jobs."""
    peaks = {}
    for count in (few, many):
        command = [*LOCATE, f"{count}.jsonl", "-o", "out.jsonl", "--jobs", "2"]
        running = subprocess.Popen(command)
        largest: dict[str, int] = {}
        while running.poll() is None:
            for pid in (str(running.pid), *children(running.pid)):
                largest[pid] = max(largest.get(pid, 0), peak(pid))
            time.sleep(0.1)
        own = largest.pop(str(running.pid))
        peaks[count] = own, max(largest.values())
    for what, i in (("reading and writing", 0), ("locating", 1)):
        at_few, at_many = peaks[few][i] / 1e3, peaks[many][i] / 1e3
        line = f"memory, {what}: {few:,} articles {at_few:.0f} MB, {many:,} {at_many:.0f} MB"
        report(line, at_many / at_few, most=1.15)


def children(pid: int) -> list[str]:
    """The processes that one has started, while it runs."""
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []


def peak(pid: str) -> int:
    """The largest resident size of a process so far, in kB; 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def size_of(path: Path) -> int:
    """How many bytes a file has; 0 where there is none."""
    return path.stat().st_size if path.exists() else 0


def kills(count: int, times: int) -> None:
    """A resumed run, killed so many times, against one left alone."""
    locating(count, 2)
    Path("out.jsonl").rename("alone.jsonl")
    moments, killed, inside = random.Random(3), 0, 0  # noqa: S311 -- repeatable, not secret
    command = [*LOCATE, f"{count}.jsonl", "-o", "out.jsonl", "--jobs", "2", "--resume"]
    part, end = Path("out.jsonl.part"), Path("alone.jsonl").stat().st_size
    # The run gets as far in all as its length allows, whatever the machine: each kill comes after its share, or before.
    for number in range(times):
        before = size_of(part)
        point = before + moments.uniform(-0.5, 1.5) * (end - before) / (times - number + 1)
        running = subprocess.Popen(command)
        time.sleep(moments.uniform(0.0, 0.5))
        while running.poll() is None and size_of(part) < point:
            time.sleep(0.002)
        time.sleep(moments.uniform(0.0, 0.3))  # anywhere, and not only behind the end of a line
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
            killed += 1
        running.wait()
        inside += 0 < size_of(part) < end
    subprocess.run(command, check=True)
    same = Path("out.jsonl").read_bytes() == Path("alone.jsonl").read_bytes()
    print(
        f"killed {killed} times while running, {inside} of them between the first line written and the last: the "
        f"output is {'that of a run left alone: met' if same else 'ANOTHER: MISSED'}"
    )


if __name__ == "__main__":
    main()
