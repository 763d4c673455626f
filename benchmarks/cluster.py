"""A corpus on a cluster of this machine: speed against one process, overhead, kills, memory, bytes, near-duplicates.

    python benchmarks/cluster.py [--articles N] [--kills N] [--only WHAT]

What has a target is printed with it, and with "met" or "MISSED"; ratios are of one run. Every process listens on
loopback alone, ends with the run, and is waited for no longer than a limit. --articles 2000 --kills 5 is for a look.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from batch import corpus, peak
from bench import synthetic, timed

from mapper import read_located
from mapper.read.articles import read_rows

MAPPER = [sys.executable, "-m", "mapper"]
LOCATE = [*MAPPER, "locate", "-q", "--keep-duplicates"]
ADDRESS = "tcp://127.0.0.1:18786"
LIMIT = 6 * 3600  # seconds


def main() -> None:
    """Measure everything and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--million", type=int, default=1_000_000, help="how many short articles are many")
    parser.add_argument("--only", choices=("speed", "kills", "large", "copies", "million"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        measures: dict[str, Callable[[], None]] = {
            "speed": lambda: speed(asked.articles),
            "kills": lambda: kills(max(300, asked.articles // 10), asked.kills),
            "large": lambda: large(asked.articles),
            "copies": lambda: copies(100),
            "million": lambda: million(asked.million),
        }
        for what, measure in measures.items():
            if asked.only in (None, what):
                measure()


def report(what: str, value: float, unit: str, *, least: float | None = None, most: float | None = None) -> None:
    """A line for a figure, with its target and whether it is met."""
    target = f">= {least}" if least is not None else f"<= {most}"
    met = value >= least if least is not None else value <= (most or 0)
    print(f"{what}: {value:.2f} {unit}, target {target}: {'met' if met else 'MISSED'}", flush=True)


def run(*command: str) -> tuple[float, float]:
    """Seconds, and seconds of the processor in all its processes, that a command takes."""
    before = os.times()
    seconds, _ = timed(lambda: subprocess.run([*command], check=True, timeout=LIMIT))
    after = os.times()
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system


def speed(count: int) -> None:
    """Two workers and one against one process; and what is written, Parquet against lines."""
    corpus(count)
    alone, alone_cpu = run(*LOCATE, f"{count}.jsonl", "-o", "alone.jsonl")
    cluster = [*LOCATE, f"{count}.jsonl", "--cluster", "local"]
    one, one_cpu = run(*cluster, "-o", "one", "--jobs", "1")
    two, two_cpu = run(*cluster, "-o", "two", "--jobs", "2")
    print(f"{count:,} articles: one process {alone:.0f} s, one worker {one:.0f} s, two {two:.0f} s; of the processor "
          f"{alone_cpu:.0f}, {one_cpu:.0f}, {two_cpu:.0f} s")  # fmt: skip
    report("two workers / one process", alone / two, "x", least=1.8)
    report("one worker / mapper locate", one / alone, "x", most=1.08)
    report("the same, seconds of the processor", one_cpu / alone_cpu, "x", most=1.08)
    print("two workers give", "what one process gives: met" if same("two", "alone.jsonl") else "ANOTHER: MISSED")
    stored = sum(path.stat().st_size for path in Path("two").glob("*.parquet"))
    report("Parquet / lines", 100 * stored / Path("alone.jsonl").stat().st_size, "%", most=25)
    run(*cluster, "-o", "lean", "--jobs", "2", "--columns=-text,-candidates,-reason,-because")
    lean = sum(path.stat().st_size for path in Path("lean").glob("*.parquet"))
    print(f"bytes an article: lines {Path('alone.jsonl').stat().st_size / count:.0f}, Parquet {stored / count:.0f}, "
          f"without text, candidates and reasons {lean / count:.0f}")  # fmt: skip
    print(f"a million such articles: {1e6 * alone_cpu / count / 3600:.1f} core-hours here")


def same(folder: str, lines: str) -> bool:
    """True where a folder of parts holds what a file of lines does, in its order."""
    pairs = zip(rows(folder), rows(lines), strict=True)
    try:
        return all(one == other for one, other in pairs)
    except ValueError:
        return False


def rows(path: str) -> Iterator[dict[str, object]]:
    """The articles as JSON has them."""
    return (row for _, row in read_rows(path))


def started(*command: str) -> "subprocess.Popen[bytes]":
    """A process that says nothing, with a group of its own."""
    silent = subprocess.DEVNULL
    return subprocess.Popen([*command], stdout=silent, stderr=silent, start_new_session=True)


def ended(process: "subprocess.Popen[bytes]") -> None:
    """Kill it with all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


class Cluster:
    """A scheduler, workers and a client, each a process of its own that may be killed and is then started again."""

    def __init__(self, source: str, workers: int) -> None:
        dask = [sys.executable, "-m"]
        where = ["--host", "127.0.0.1", "--no-dashboard"]
        worker = [*dask, "distributed.cli.dask_worker", ADDRESS, "--nthreads", "1", *where]
        self._parts: dict[str, list[str]] = {
            "scheduler": [*dask, "distributed.cli.dask_scheduler", "--port", ADDRESS.rpartition(":")[2], *where],
            **{f"worker {n}": worker for n in range(workers)},
            "client": [*LOCATE, source, "-o", "killed", "--cluster", ADDRESS, "--part-mb", "1"],
        }
        self.running = {name: started(*command) for name, command in self._parts.items()}

    def kill(self, name: str) -> None:
        """Kill one and start it again."""
        ended(self.running[name])
        self.running[name] = started(*self._parts[name])

    def close(self) -> None:
        """End all of them."""
        for process in self.running.values():
            ended(process)


def kills(count: int, times: int) -> None:
    """A run whose workers, scheduler and client are killed at random moments, against one process left alone."""
    corpus(count)
    Path("in").mkdir(exist_ok=True)
    lines = Path(f"{count}.jsonl").read_text("utf-8").splitlines(keepends=True)
    for part in range(40):  # many parts, so that most kills fall amid one and others are done
        Path(f"in/{part:02}.jsonl").write_text("".join(lines[part * count // 40 : (part + 1) * count // 40]), "utf-8")
    seconds, _ = run(*LOCATE, "in", "-o", "alone.jsonl")
    draw = random.Random(4)  # noqa: S311 -- repeatable, not secret
    cluster, killed = Cluster("in", 2), dict.fromkeys(("worker", "scheduler", "client"), 0)
    end = time.monotonic() + LIMIT
    try:
        while cluster.running["client"].poll() is None and sum(killed.values()) < times and time.monotonic() < end:
            time.sleep(draw.uniform(0.2, 2.0) * max(2.0, seconds / 40))
            name = draw.choice(["worker 0", "worker 1", "worker 0", "worker 1", "scheduler", "client"])
            cluster.kill(name)
            killed[name.split()[0]] += 1
        while cluster.running["client"].poll() is None and time.monotonic() < end:
            time.sleep(0.5)
        if cluster.running["client"].poll() not in (0, 1):
            cluster.kill("client")
            cluster.running["client"].wait(LIMIT)
    finally:
        cluster.close()
    there, expected = ([str(row["id"]) for row in rows(path)] for path in ("killed", "alone.jsonl"))
    lost, twice = len(set(expected) - set(there)), len(there) - len(set(there))
    told = "none different: met" if same("killed", "alone.jsonl") else "some DIFFERENT: MISSED"
    print(f"killed {killed}: {lost} lines lost, {twice} twice, {told}", flush=True)


def large(count: int) -> None:
    """The memory of a worker on one piece that is not cut, at ten times the articles: it streams."""
    for many in (count // 10, count):
        corpus(many)
        with contextlib.suppress(FileNotFoundError):
            Path(f"{many}.jsonl.gz").unlink()
        subprocess.run(["gzip", f"{many}.jsonl"], check=True, timeout=LIMIT)
        peaks = watched([*LOCATE, f"{many}.jsonl.gz", "-o", f"large-{many}", "--cluster", "local", "--jobs", "1"])
        report(f"memory of the worker, {many:,} articles in one piece", max(peaks[1:]), "MB", most=500)


def watched(command: list[str]) -> list[float]:
    """The peaks in MB of a command and of what it has started, itself first."""
    running = subprocess.Popen(command)
    largest: dict[str, int] = {}
    while running.poll() is None:
        for pid in (str(running.pid), *descendants(running.pid)):
            largest[pid] = max(largest.get(pid, 0), peak(pid))
        time.sleep(0.5)
    own = largest.pop(str(running.pid))
    return [own / 1e3, *(size / 1e3 for size in sorted(largest.values(), reverse=True))]


def descendants(pid: int) -> list[str]:
    """The processes that one has started, and those that these have."""
    found: list[str] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):  # each thread has those that it has started
        with contextlib.suppress(OSError):
            found += thread.read_text("ascii").split()
    return [*found, *chain.from_iterable(descendants(int(child)) for child in found)]


def copies(count: int) -> None:
    """Stories whose copies are in other parts: how many of those planted are found, how many others are folded."""
    draw = random.Random(7)  # noqa: S311 -- repeatable, not secret
    stories = synthetic(40 * count, sentences=12)
    planted = {f"copy-{n}": story for n, story in enumerate(draw.sample(stories, 4 * count))}
    parts: list[list[dict[str, object]]] = [[] for _ in range(count)]
    for story in stories:
        parts[draw.randrange(count)].append({"id": story.id, "text": f"{story.text} {unlike(draw)}"})
    texts = {row["id"]: str(row["text"]) for part in parts for row in part}
    for key, story in planted.items():
        parts[draw.randrange(count)].append({"id": key, "text": edited(draw, texts[story.id])})
    Path("stories").mkdir()
    for n, part in enumerate(parts):
        Path(f"stories/{n:03}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in part), "utf-8")
    run(*MAPPER, "locate", "-q", "stories", "-o", "located", "--cluster", "local", "--jobs", "2", "--given-mentions")
    seconds, _ = run(*MAPPER, "merge", "-q", "located", "-o", "once.parquet")
    found = wrong = 0
    for item in read_located("once.parquet"):
        names = {item.article.id, *(copy.id for copy in item.article.copies)}
        right = {key for key in names if key in planted and planted[key].id in names}
        found += len(right)
        wrong += len(names) - 1 - len(right)
    print(f"merged {count} parts, {len(texts) + len(planted):,} articles: {seconds:.0f} s")
    report("near-duplicates found of those planted", 100 * found / len(planted), "%", least=99)
    report("articles that were folded and are no copies", 100 * wrong / len(texts), "%", most=0.1)


def unlike(draw: random.Random) -> str:
    """Sentences that are no other article's."""
    words = ["".join(draw.choices("aeiklmnorstuvz", k=draw.randint(3, 9))) for _ in range(60)]
    return " ".join(word.title() if draw.random() < 0.2 else word for word in words) + "."


def edited(draw: random.Random, text: str) -> str:
    """The story as another paper has it: a byline, a word or two changed, the end cut."""
    words = text.split()
    for _ in range(2):
        words[draw.randrange(len(words))] = "reportedly"
    return f"By Ann Example\n\n{' '.join(words[: int(len(words) * draw.uniform(0.85, 1.0))])}"


def million(count: int) -> None:
    """Very many short articles: that it completes, and the memory of the process that is client and scheduler."""
    with Path("many.jsonl").open("w", encoding="utf-8") as file:
        for start in range(0, count, 10_000):
            file.writelines(
                json.dumps({"id": str(start + n), "text": article.text}) + "\n"
                for n, article in enumerate(synthetic(min(10_000, count - start), sentences=1))
            )
    start_at = time.monotonic()
    peaks = watched([*LOCATE, "many.jsonl", "-o", "many", "--cluster", "local", "--jobs", "2"])
    manifest = json.loads(Path("many/manifest.json").read_text("utf-8"))
    seconds = time.monotonic() - start_at
    print(f"{manifest['articles']:,} of {count:,} short articles in {seconds:.0f} s, {count / seconds:.0f} a second")
    report("memory of client and scheduler", peaks[0], "MB", most=500)
    report("memory of the largest worker", peaks[1], "MB", most=500)


if __name__ == "__main__":
    main()
