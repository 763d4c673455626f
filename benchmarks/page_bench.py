"""The page in a real browser beside plain folium with as many markers: requests, bytes, time, memory, access, safety.

    python benchmarks/page_bench.py [--runs N] [--most N]

Ready is the first frame after everything on the page has run, counted from the navigation: the best of N runs (5), each
page in turn, since whatever else the machine does only adds to it. A slow phone is a small window whose processor is
four times slower (Chromium's own throttle). folium's page has its scripts and styles written into it, so that it needs
no network for them: all from npm. Two small styles that npm does not have, fonts and
map tiles are left out, which favours folium. Where a target is not met the line says so, and the exit status is 1.
--most leaves out pages of more places than that, for a quick look at the table. Pictures of an article, of a week and
of the most places in light and dark, at 1440, 820, 390 and 320 px of width, lie in build/bench-page: look at them.
"""

import argparse
import gc
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench import located_at, timed
from folium_page import inlined
from page_browser import DESK, PHONE, browser, missed, opened, report, save_folium
from page_safety import axe, axe_everywhere, hostile, requests
from page_shapes import shapes
from page_story import examples, framing, globals_and_files, guest, large, moves, names, pictures
from playwright.sync_api import Browser, CDPSession, Playwright, sync_playwright

from gazetteer import Gazetteer, Place
from mapper import LocatedArticle
from mapper.draw.page import draw

ROOT = Path(__file__).parents[1]
# Of each count the most megabytes, and the most seconds until ready, on a desk and on a slow phone.
TARGETS = {1: (0.48, 0.4, None), 1_000: (1.5, 0.8, 2.5), 10_000: (5, 1.5, 6)}
SLOW = 4
SLOWEST = 6
MOST_AT_SLOWEST = 8  # s, of the most places
PICTURES = ROOT / "build" / "bench-page"
# Seconds from which a page is opened once only.
_LONG = 10.0
# From the key that is pressed, or the filter that is chosen, to the frame after the page has said what came of it.
SIFT = """([name, value]) => new Promise((done) => {
    const field = name === "search" ? document.getElementById(name) : document.getElementById("filters").elements[name];
    const said = new MutationObserver(() => {
        said.disconnect();
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now() - start);
            channel.port2.postMessage(0);
        });
    });
    said.observe(document.getElementById("announcer"), { childList: true });
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
})"""
CHOICES = [
    ("search", "k"), ("search", "kha"), ("search", "shelling"), ("search", "odessa"), ("search", ""),
    ("country", "UA"), ("country", ""), ("source", "Daily 2"), ("source", ""), ("from", "2020-01-01"), ("from", ""),
]  # fmt: skip


def main() -> None:
    """Measure everything and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", type=int, default=max(TARGETS))
    options = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':50}{'plain folium':>14}{'mapper':>12}{'ratio':>8}  target")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pages = [*drawn(Path(name), [count for count in TARGETS if count <= options.most])]
        with browser(playwright) as chromium:
            requests(chromium, pages[0])
            for count, *pair in pages:
                sizes_and_times(chromium, count, pair, options.runs)
            sifting(chromium, pages[-1][0], pages[-1][2])
        memory(playwright, *pages[-1])
        with browser(playwright) as chromium:
            at_its_slowest(chromium, pages[-1][0], pages[-1][2])
            axe(chromium, pages[-1][1:] if len(pages) < 2 else pages[1][1:])
            hostile(chromium, Path(name))
            stories(chromium, Path(name), pages[-1][2])
    if missed:
        raise SystemExit(f"missed: {'; '.join(missed)}")


def stories(chromium: Browser, folder: Path, largest: Path) -> None:
    """What a reader of one article, or of a week, meets, and pictures of it."""
    pages = examples(folder)
    articles = {name: path for name, path in pages.items() if name != "week"}
    biggest = max(articles.values(), key=lambda path: path.stat().st_size)
    report(f"largest of our examples ({biggest.stem}): file", None, biggest.stat().st_size / 1e6, "MB", TARGETS[1][0])
    framing(chromium, articles)
    shapes()
    moves(chromium, articles)
    names(chromium, articles)
    guest(chromium, pages["odesa"])
    large(chromium, pages["odesa"])
    globals_and_files(chromium, folder, pages["odesa"])
    axe_everywhere(chromium, [pages["odesa"], pages["week"]])
    pictures(chromium, [pages["odesa"], pages["week"], largest], PICTURES)


def at_its_slowest(chromium: Browser, count: int, path: Path) -> None:
    """Seconds until ready on a phone that is slower still."""
    with opened(chromium, path, PHONE, slower=SLOWEST) as page:
        seconds = page.evaluate("window.ready") / 1000
    report(f"{count:,} places: phone {SLOWEST} x slower", None, seconds, "s", _at_most(count, MOST_AT_SLOWEST))


def drawn(folder: Path, counts: Sequence[int]) -> Iterator[tuple[int, Path, Path]]:
    """For each count the file of folium and ours, as a user would write them; and how long the largest took."""
    with Gazetteer.open() as gazetteer:
        draw([], gazetteer=gazetteer)  # imports and the basemap are read once
        for count in counts:
            places = gazetteer.near(48.0, 37.5, 1500, limit=count)
            located = [report_on(place, i) for i, place in enumerate(places)]
            theirs, ours = folder / f"folium-{count}.html", folder / f"mapper-{count}.html"
            gc.collect()  # what was made before costs neither
            folium_took, _ = timed(partial(save_folium, places, theirs))
            gc.collect()
            took, _ = timed(partial(save, located, gazetteer, ours))
            theirs.write_text(inlined(theirs.read_text("utf-8"), beside=folder), "utf-8")
            if count == counts[-1]:
                report(
                    f"drawing {count:,} places to a file, Python",
                    folium_took,
                    took,
                    "s: of folium's",
                    _at_most(count, 0.25),
                )
            yield count, theirs, ours


def report_on(place: Place, number: int) -> LocatedArticle:
    """An article on one place, of one of five sources, on a day of ten years."""
    item = located_at(place)
    day = date(2014, 1, 1) + timedelta(days=number * 7 % 3650)
    return replace(item, article=replace(item.article, id=f"a{number}", date=day, source=f"Daily {number % 5}"))


def save(located: Sequence[LocatedArticle], gazetteer: Gazetteer, path: Path) -> None:
    """Our page, in a file."""
    path.write_text(draw(located, gazetteer=gazetteer), "utf-8")


def sizes_and_times(chromium: Browser, count: int, pair: Sequence[Path], runs: int) -> None:
    """Bytes, time until ready, and that on a slow phone."""
    megabytes, ready, phone = TARGETS[count]
    what = "one article" if count == 1 else f"{count:,} places"
    report(f"{what}: file", pair[0].stat().st_size / 1e6, pair[1].stat().st_size / 1e6, "MB", megabytes)
    for where, look, slower, most in (("ready", DESK, 1, ready), ("slow phone", PHONE, SLOW, phone)):
        times: dict[Path, list[float]] = {path: [] for path in pair}
        for _ in range(runs):
            for path in pair:
                if times[path] and times[path][0] > _LONG:
                    continue  # folium's page of the most places: what takes a minute is not decided by chance
                with opened(chromium, path, look, slower=slower) as page:
                    times[path].append(page.evaluate("window.ready") / 1000)
        report(f"{what}: {where}", min(times[pair[0]]), min(times[pair[1]]), "s", most)


def sifting(chromium: Browser, count: int, path: Path) -> None:
    """Search and filters over the most places: the slowest of those tried, the median, and the most work of one."""
    took: list[float] = []
    worked: list[float] = []
    with opened(chromium, path, DESK) as page:
        page.wait_for_timeout(3000)  # a reader looks before typing
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        for choice in CHOICES:
            before = processor_time(session)
            took.append(page.evaluate(SIFT, choice))
            worked.append(1000 * (processor_time(session) - before))
    what = f"{count:,} places: search or filter"
    report(f"{what}, slowest", None, max(took), "ms", 100)
    report(f"{what}, median", None, statistics.median(took), "ms", 100)
    report(f"{what}, most processor time", None, max(worked), "ms")


def processor_time(session: CDPSession) -> float:
    """What the page's main thread has used so far, in s; whatever else the machine does is not in it."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def memory(playwright: Playwright, count: int, *pair: Path) -> None:
    """What the tab's process has for itself once the page is ready and garbage is collected (Linux)."""
    sizes = []
    for path in pair:
        with browser(playwright) as chromium, opened(chromium, path, DESK) as page:
            page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
            processes = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
            sizes.append(
                max(private_megabytes(process["id"]) for process in processes if process["type"] == "renderer")
            )
    report(f"{count:,} places: memory of the tab", sizes[0], sizes[1], "MB: of folium's", _at_most(count, 1 / 3))


def _at_most(count: int, share: float) -> float | None:
    """A target that is for the most places alone."""
    return share if count == max(TARGETS) else None


def private_megabytes(process: int) -> float:
    """What no other process shares with it."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


if __name__ == "__main__":
    main()
