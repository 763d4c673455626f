"""The gazetteer with millions of places, beside the embedded one: building, opening, looking up.

    python benchmarks/gazetteer_bench.py [--rows N]

A million rows unless told otherwise; 12000000 is all of GeoNames. The files are made up (many_places.py).
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from many_places import write_dump

from gazetteer import Gazetteer

_BUILD = """
import sys, resource, time
from pathlib import Path
from gazetteer import build_from_geonames
start = time.perf_counter()
build_from_geonames(Path(sys.argv[1]), Path(sys.argv[2]))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
"""
_RESIDENT = """
import sys, resource
from gazetteer import Gazetteer
store = Gazetteer.open(sys.argv[1] or None)
for name in sys.stdin.read().split("\\n"):
    store.candidates(name)
for lat in range(-40, 60):
    store.near(lat, 10.0, 20)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
"""


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder, target = Path(name, "dump"), Path(name, "big.sqlite")
        write_dump(folder, rows)
        seconds, peak = _numbers(_BUILD, str(folder), str(target))
        print(
            f"build of {rows:,} rows: {seconds:,.0f} s, {rows / seconds:,.0f} rows/s (>= 6,667: 12 million in 30 min)"
        )
        print(f"  peak memory {peak:,.0f} MB (<= 1,500); file {target.stat().st_size / 1e6:,.0f} MB")
        embedded = Gazetteer.open()
        start = time.perf_counter()
        big = Gazetteer.open(target)
        big.candidates("Kyiv")
        print(f"  open and first look-up {1000 * (time.perf_counter() - start):.1f} ms (open <= 20)")
        _look_ups(embedded, big)
        names = "\n".join(_names_of_ten(big))
        more = _numbers(_RESIDENT, str(target), text=names)[0] - _numbers(_RESIDENT, "", text=names)[0]
        print(f"resident memory, beside the embedded one: {more:+.0f} MB (<= 60)")


def _look_ups(embedded: Gazetteer, big: Gazetteer) -> None:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    text = "Shelling was reported near Kharkiv on Monday morning, and two people were hurt. " * 100
    start = time.perf_counter()
    tokenizer(text)
    ruler = 1e6 * (time.perf_counter() - start) / len(text.split())
    print(f"{'median µs':44}{'embedded':>10}{'big':>10}{'ratio':>8}  target")
    print(f"{'spaCy tokenizer, a word':44}{ruler:>10.1f}")
    stores = (embedded, big)
    hits = [_median(store.candidates, [(n,) for n in _names_of_ten(store)]) for store in stores]
    misses = [_median(store.candidates, [(f"Zq {n} officials",) for n in _names_of_ten(store)]) for store in stores]
    crowded = [_median(store.near, [(*point, 20.0) for point in _crowded(embedded)]) for store in stores]
    for what, (small, large), target in (
        ("candidates(), a hit of ten", hits, "<= 80, <= 3 x"),
        ("candidates(), a miss", misses, "<= 25, <= 3 x"),
        ("near(), 20 km around cities", crowded, "<= 5,000"),
    ):
        print(f"{what:44}{small:>10.1f}{large:>10.1f}{large / small:>8.2f}  {target}")


def _names_of_ten(store: Gazetteer) -> list[str]:
    """Names that ten places bear."""
    rng = random.Random(2)  # noqa: S311 -- repeatable, not secret
    found: list[str] = []
    while len(found) < 200:
        point = rng.uniform(-35, 60), rng.uniform(-120, 140)
        found += [p.name for p in store.near(*point, 50.0) if len(store.candidates(p.name, 11)) == 10]
    # Asked once to be found: a fresh store has not seen them.
    return list(dict.fromkeys(found))


def _crowded(store: Gazetteer) -> list[tuple[float, float]]:
    """The points of large cities."""
    rng = random.Random(3)  # noqa: S311 -- repeatable, not secret
    cities = store.near(49.0, 20.0, 2000.0, limit=1000)
    return [(city.lat, city.lon) for city in rng.sample(cities, 200)]


def _median(call: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> float:
    times = []
    for given in arguments:
        start = time.perf_counter()
        call(*given)
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times)


def _numbers(code: str, *arguments: str, text: str = "") -> list[float]:
    """What a process of its own prints."""
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], input=text, capture_output=True, text=True, check=True
    )
    return [float(number) for number in run.stdout.split()]


if __name__ == "__main__":
    main()
