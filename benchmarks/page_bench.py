"""The page in a real browser beside plain folium with as many markers: requests, bytes, time, memory, access, safety.

    python benchmarks/page_bench.py [--runs N]

Ready is the first frame after everything on the page has run, counted from the navigation: the best of N runs (5), each
page in turn, since whatever else the machine does only adds to it. A slow phone is a small window whose processor is
four times slower (Chromium's own throttle). folium's page has its scripts and styles written into it, so that it needs
no network for them: Leaflet from XStatic-leaflet, the rest from npm. Two small styles that npm does not have, fonts and
map tiles are left out, which favours folium. Where a target is not met the line says so, and the exit status is 1.
"""

import argparse
import gc
import json
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import located_at, sentence_on, timed
from folium_page import inlined, plain_folium_map, served
from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright

from gazetteer import Gazetteer, Place
from mapper import Article, LocatedArticle, Resolution
from mapper.draw.page import draw

ROOT = Path(__file__).parents[1]
COUNTS = (1, 1_000, 10_000)
# What a page asks other hosts for fails at once. To stop it here instead would slow down every picture of a marker.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
SLOW = 4
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = """window.addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const channel = new MessageChannel();  // runs once the frame is on its way
    channel.port1.onmessage = () => { window.ready = performance.now(); };
    channel.port2.postMessage(0);
})));"""
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

missed: list[str] = []


def main() -> None:
    """Measure everything and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':50}{'plain folium':>14}{'mapper':>12}{'ratio':>8}  target")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pages = [*drawn(Path(name))]
        with browser(playwright) as chromium:
            requests(chromium, pages[0])
            for count, *pair in pages:
                sizes_and_times(chromium, count, pair, runs)
            sifting(chromium, pages[-1][2])
        memory(playwright, pages[-1][1:])
        with browser(playwright) as chromium:
            axe(chromium, pages[1][1:])
            hostile(chromium, Path(name))
    if missed:
        raise SystemExit(f"missed: {'; '.join(missed)}")


def report(what: str, folium: float | None, ours: float, unit: str, most: float | None = None) -> None:
    """One line of the table. The target is a bound on our figure, or on the ratio where the unit says ": of"."""
    unit, _, of = unit.partition(": of ")
    ratio = ours / folium if folium else None
    target = f"<= {most:.3g} {f'of {of}' if of else unit}" if most is not None else ""
    if most is not None and (ratio if of and ratio is not None else ours) > most:
        target += "  MISSED"
        missed.append(what)
    left = f"{folium:>10.4g} {unit:3}" if folium is not None else " " * 14
    print(
        f"{what:50}{left}{ours:>8.4g} {unit:3}{f'{ratio:>8.2f}' if ratio is not None else ' ' * 8}  {target}",
        flush=True,
    )


def drawn(folder: Path) -> Iterator[tuple[int, Path, Path]]:
    """For each count the file of folium and ours, as a user would write them; and how long the largest took."""
    with Gazetteer.open() as gazetteer:
        draw([], gazetteer=gazetteer)  # imports and the basemap are read once
        for count in COUNTS:
            places = gazetteer.near(48.0, 37.5, 1500, limit=count)
            located = [report_on(place, i) for i, place in enumerate(places)]
            theirs, ours = folder / f"folium-{count}.html", folder / f"mapper-{count}.html"
            gc.collect()  # what was made before costs neither
            folium_took, _ = timed(partial(save_folium, places, theirs))
            gc.collect()
            took, _ = timed(partial(save, located, gazetteer, ours))
            theirs.write_text(inlined(theirs.read_text("utf-8"), beside=folder), "utf-8")
            if count == COUNTS[-1]:
                report(f"drawing {count:,} places to a file, Python", folium_took, took, "s: of folium's", 0.25)
            yield count, theirs, ours


def report_on(place: Place, number: int) -> LocatedArticle:
    """An article on one place, of one of five sources, on a day of ten years."""
    item = located_at(place)
    day = date(2014, 1, 1) + timedelta(days=number * 7 % 3650)
    return replace(item, article=replace(item.article, id=f"a{number}", date=day, source=f"Daily {number % 5}"))


def save(located: Sequence[LocatedArticle], gazetteer: Gazetteer, path: Path) -> None:
    """Our page, in a file."""
    path.write_text(draw(located, gazetteer=gazetteer), "utf-8")


def save_folium(places: Sequence[Place], path: Path) -> None:
    """The same pins by folium alone, in a file."""
    plain_folium_map((place.lat, place.lon, sentence_on(place)) for place in places).save(str(path))


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's chromium."""
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("there is no chromium; scripts/install_browser.sh brings it")
    chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield chromium
    chromium.close()


@contextmanager
def opened(
    chromium: Browser, path: Path, look: dict[str, Any], *, slower: int = 1, ready: bool = True
) -> Iterator[Page]:
    """The page once it is ready, or else loaded."""
    context = chromium.new_context(**look)
    page = context.new_page()
    page.add_init_script(READY)
    if slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(path.as_uri(), timeout=300_000)
    if ready:
        page.wait_for_function("window.ready > 0", timeout=300_000)
    yield page
    context.close()


def requests(chromium: Browser, pages: tuple[int, Path, Path]) -> None:
    """What each page asks for on load, the file itself aside; folium's as folium writes it."""
    heard: dict[str, list[str]] = {}
    plain = pages[1].with_name("plain.html")
    with Gazetteer.open() as gazetteer:
        save_folium(gazetteer.near(48.0, 37.5, 400, limit=1), plain)
    for path in (plain, pages[2]):
        context = chromium.new_context(**DESK)
        page = context.new_page()
        urls = heard[path.name] = []
        page.on("request", partial(_note, urls))
        page.route(re.compile("^https?:"), served)
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")
        context.close()
        urls.remove(path.as_uri())
    hosts = {urlsplit(url).hostname for url in heard[plain.name]}
    folium, ours = (float(len(urls)) for urls in heard.values())
    report(f"requests on load (folium's to {len(hosts)} hosts)", folium, ours, "", 0)


def _note(urls: list[str], request: Request) -> None:
    urls.append(request.url)


def sizes_and_times(chromium: Browser, count: int, pair: Sequence[Path], runs: int) -> None:
    """Bytes, time until ready, and that on a slow phone."""
    megabytes, ready, phone = {1: (0.45, 0.4, None), 1_000: (1.5, 0.8, 2.5), 10_000: (9, 1.5, 6)}[count]
    what = "one article" if count == 1 else f"{count:,} places"
    report(f"{what}: file", pair[0].stat().st_size / 1e6, pair[1].stat().st_size / 1e6, "MB", megabytes)
    for where, look, slower, most in (("ready", DESK, 1, ready), ("slow phone", PHONE, SLOW, phone)):
        times: dict[Path, list[float]] = {path: [] for path in pair}
        for _ in range(runs):
            for path in pair:
                with opened(chromium, path, look, slower=slower) as page:
                    times[path].append(page.evaluate("window.ready") / 1000)
        report(f"{what}: {where}", min(times[pair[0]]), min(times[pair[1]]), "s", most)


def sifting(chromium: Browser, path: Path) -> None:
    """Search and filters over the most places: the slowest of those tried, and the median."""
    with opened(chromium, path, DESK) as page:
        page.wait_for_timeout(3000)  # a reader looks before typing
        took = [page.evaluate(SIFT, choice) for choice in CHOICES]
    report(f"{COUNTS[-1]:,} places: search or filter, slowest", None, max(took), "ms", 100)
    report(f"{COUNTS[-1]:,} places: search or filter, median", None, statistics.median(took), "ms", 100)


def memory(playwright: Playwright, pair: Sequence[Path]) -> None:
    """What the tab's process has for itself once the page is ready and garbage is collected (Linux)."""
    sizes = []
    for path in pair:
        with browser(playwright) as chromium, opened(chromium, path, DESK) as page:
            page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
            processes = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
            sizes.append(
                max(private_megabytes(process["id"]) for process in processes if process["type"] == "renderer")
            )
    report(f"{COUNTS[-1]:,} places: memory of the tab", sizes[0], sizes[1], "MB: of folium's", 1 / 3)


def private_megabytes(process: int) -> float:
    """What no other process shares with it."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


def axe(chromium: Browser, pair: Sequence[Path]) -> None:
    """Rules of WCAG 2.2 AA and good practice that each page breaks once it is open."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        print("axe violations: left out, there is no axe-core; scripts/install_browser.sh brings it")
        return
    found = []
    for path in pair:
        with opened(chromium, path, DESK) as page:
            page.evaluate(script.read_text("utf-8"))
            found.append(len(page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]))
    report("axe: rules broken", found[0], found[1], "", 0)


def hostile(chromium: Browser, folder: Path) -> None:
    """How many of the tests' hostile strings run as script: each in a popup of folium's, all in all our fields."""
    strings = json.loads((ROOT / "tests" / "data" / "hostile.json").read_text("utf-8"))
    texts = [s.replace("CALL", f"(window.ran??=[])[{i}]=1") for i, s in enumerate(strings) if "CALL" in s]
    theirs, ours = folder / "folium-hostile.html", folder / "mapper-hostile.html"
    ran = 0
    # One page for each, since one that is no script any more would save folium from those after it.
    for text in texts:
        theirs.write_text(inlined(plain_folium_map([(48.0, 37.5, text)]).get_root().render()), "utf-8", "replace")
        ran += ran_in(chromium, theirs)
    ours.write_text(draw([in_every_field(text) for text in texts]), "utf-8")
    report(f"hostile strings that run, of {len(texts)}", ran, ran_in(chromium, ours), "", 0)


def in_every_field(text: str) -> LocatedArticle:
    """An article with this text in every field that takes text."""
    place = Place(id=f"x:{text}", name=text, lat=48.0, lon=37.5, kind="city", country=text, admin1=text)
    article = Article(text=text, id=text, title=text, url=text, source=text)
    mark = Resolution(mention=article.mention(0, len(text)), place=place, confidence=0.5, role="site", reason=text)
    return LocatedArticle(article=article, resolutions=(mark,))


def ran_in(chromium: Browser, path: Path) -> int:
    """How many strings ran while the page was opened."""
    with opened(chromium, path, DESK, ready=False) as page:
        page.wait_for_timeout(100)
        return int(page.evaluate("Object.keys(window.ran || []).length"))


if __name__ == "__main__":
    main()
