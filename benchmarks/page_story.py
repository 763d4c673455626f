"""A page of an article as its reader meets it: the first view, calm, names, a host's wheel, globals, pictures."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from folium_page import inlined
from page_browser import DESK, opened, report, save_folium
from playwright.sync_api import Browser, Page

from gazetteer import TOWNS, Gazetteer
from mapper import locate
from mapper.draw.bundle import imports_of
from mapper.draw.page import draw
from mapper.read.articles import read_articles

__all__ = ["examples", "framing", "globals_and_files", "guest", "large", "moves", "names", "pictures"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "mapper" / "page"
LOOKS = ((1440, 900), (820, 1180), (390, 844), (320, 240))
TICKS = 30
LEAFLETS = {"L", "leaflet", "_leaflet_events", "map_news", "ready"}  # what Leaflet and the benchmark itself add
NEAR_KM = 15
MOST = 5  # names near a town that are asked for
_SCRIPT = re.compile(r'(?<=<script>)"use strict";\{(.*)\}(?=</script>)', re.DOTALL)
_VIEW = "[map_news.getZoom(), map_news.getCenter().lat, map_news.getCenter().lng].join()"
# Of each sure red point whether the view has it, and how often it is mentioned.
_RED = """pins.filter((pin) => passed.pinRole[pin.index] === "site" && pin.sure >= UNSURE && !isNamed(pin))
    .map((pin) => [map_news.getBounds().contains(copyOf(pin.at)), weightOf(pin)])"""
_TOWNS = "pins.filter(({ kind }) => ['city', 'village'].includes(kind)).map(({ at }) => [at.lat, at.lng])"
_NEAR = """(at) => {
    map_news.setView(at, 11, { animate: false });
    const near = (label) => label.getLatLng().distanceTo(at) < 15000 && label.getLatLng().distanceTo(at) > 1;
    return [...standing.values()].filter(near).length;
}"""


def examples(folder: Path) -> dict[str, Path]:
    """A page of each of our examples by its name, whose script's names are in reach."""
    pages = {}
    with Gazetteer.open() as gazetteer:
        for source in sorted((ROOT / "examples").glob("*.*")):
            located = list(locate(read_articles([source]), gazetteer=gazetteer))
            page = folder / f"{source.stem}.html"
            page.write_text(draw(located, gazetteer=gazetteer), "utf-8")
            pages[source.stem] = page
    return pages


def _reachable(path: Path) -> Path:
    """The same page with its script out of the block that hides its names, and the hash of that in its policy."""
    page = path.read_text("utf-8")
    found = _SCRIPT.search(page)
    if not found:
        raise ValueError(f"{path.name} has no script in a block")
    bare = '"use strict";' + found[1]
    head = page[: found.start()].replace(_hash(found[0]), _hash(bare))
    reachable = path.with_name(f"reachable-{path.name}")
    reachable.write_text(head + bare + page[found.end() :], "utf-8")
    return reachable


def _hash(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def framing(chromium: Browser, pages: dict[str, Path]) -> None:
    """The share of the sure red points that the first view of an example has, and of their mentions, at worst."""
    shares, weights = {}, {}
    for name, path in pages.items():
        with opened(chromium, _reachable(path), DESK) as page:
            red = page.evaluate(_RED) or [(True, 1)]
            shares[name] = sum(inside for inside, _ in red) / len(red)
            weights[name] = sum(weight for inside, weight in red if inside) / sum(weight for _, weight in red)
            if name == "odesa":
                report("first view of odesa.txt: zoom", None, page.evaluate("map_news.getZoom()"), "", least=6)
    for what, values in (("red points", shares), ("mentions of red points", weights)):
        worst = min(values, key=lambda name: values[name])
        report(f"first view: {what} inside, worst ({worst})", None, 100 * values[worst], "%", least=80)


def moves(chromium: Browser, pages: dict[str, Path]) -> None:
    """How often the map moves while an article is read with the wheel: the most of our examples."""
    counts = {name: _moves(chromium, path) for name, path in pages.items()}
    worst = max(counts, key=lambda name: counts[name])
    report(f"moves for {TICKS} ticks of the wheel, most ({worst})", None, counts[worst], "", 5)


def _moves(chromium: Browser, path: Path) -> int:
    # A low window, so that an article of a screen and a half takes all of the ticks.
    with opened(chromium, path, {"viewport": {"width": 1280, "height": 480}, "reduced_motion": "reduce"}) as page:
        box = page.locator("#panel").bounding_box()
        if box is None:
            raise ValueError(f"{path.name} has no panel")
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        views = [page.evaluate(_VIEW)]
        step = max(20, page.evaluate("document.getElementById('panel').scrollHeight - innerHeight") / TICKS)
        for _ in range(TICKS):
            page.mouse.wheel(0, step)
            page.wait_for_timeout(220)  # the map follows what has come to rest
            views.append(page.evaluate(_VIEW))
        return sum(before != after for before, after in pairwise(views))


def names(chromium: Browser, pages: dict[str, Path]) -> None:
    """How many names stand within 15 km of a town's pin, where the gazetteer has five there: the fewest."""
    found = []
    with Gazetteer.open() as gazetteer:
        for path in pages.values():
            with opened(chromium, _reachable(path), DESK) as page:
                spots = page.evaluate(
                    "pins.filter(({ kind }) => ['city', 'village'].includes(kind)).map(({ at }) => [at.lat, at.lng])"
                )
                for lat, lon in spots:
                    known = [place for place in gazetteer.near(lat, lon, NEAR_KM, 200) if place.kind in TOWNS]
                    if len(known) > MOST:  # the pin itself is one of them
                        found.append(page.evaluate(_NEAR, [lat, lon]))
    share = sum(count >= MOST for count in found) / len(found)
    report(f"town pins with {MOST} names within {NEAR_KM} km, of {len(found)}", None, 100 * share, "%", least=100)


def guest(chromium: Browser, path: Path) -> None:
    """How far 12 notches of the wheel over the map move the page around it, px."""
    host = path.with_name("host.html")
    frame = f'<iframe src="{path.name}" width="900" height="600" style="display: block"></iframe>'
    host.write_text(f"<!DOCTYPE html><title>Host</title>{frame}<p style='height: 4000px'>More</p>", "utf-8")
    with opened(chromium, host, DESK, ready=False) as page:
        page.frame_locator("iframe").locator(".leaflet-tile-loaded").first.wait_for()
        page.mouse.move(300, 300)
        for _ in range(12):
            page.mouse.wheel(0, 100)
            page.wait_for_timeout(50)
        page.wait_for_timeout(500)
        report("px that 12 notches over a map move its host", None, page.evaluate("scrollY"), "px", least=1200)


def large(chromium: Browser, path: Path) -> None:
    """The map's share of the height at 200 % of a window of 1280 by 800."""
    with opened(chromium, path, {"viewport": {"width": 640, "height": 400}}) as page:
        share = page.evaluate("document.querySelector('.map').clientHeight / innerHeight")
    report("map's share of the height at 200 %", None, 100 * share, "%", least=50)


def globals_and_files(chromium: Browser, folder: Path, path: Path) -> None:
    """Names that a page adds to the window beside Leaflet's and the map's; modules of more than 300 lines."""
    plain = folder / "folium-globals.html"
    with Gazetteer.open() as gazetteer:
        save_folium(gazetteer.near(48.0, 37.5, 400, limit=10), plain)
    plain.write_text(inlined(plain.read_text("utf-8"), beside=folder), "utf-8")
    blank = folder / "blank.html"
    blank.write_text("<!DOCTYPE html><title>x</title>", "utf-8")
    known, theirs, ours = (_globals(chromium, one) for one in (blank, plain, path))
    added = ours - known - LEAFLETS
    report("names added to the window", len(theirs - known), len(added), "", 0)
    modules = {str(file.relative_to(PAGE)): file.read_text("utf-8") for file in PAGE.rglob("*.js")}
    lines = [name for name, text in modules.items() if text.count("\n") > 300]
    report("modules of the page over 300 lines", None, len(lines), "", 0)
    report("modules that import each other in a circle", None, len(_in_circles(modules)), "", 0)


def _globals(chromium: Browser, path: Path) -> set[str]:
    with opened(chromium, path, DESK, ready=False) as page:
        page.wait_for_timeout(300)
        return set(page.evaluate("Object.getOwnPropertyNames(window)"))


def _in_circles(modules: dict[str, str]) -> set[str]:
    """What is left when, again and again, those are taken away that import nothing of what is left."""
    left = {name: set(imports_of(name, text)) for name, text in modules.items()}
    while free := {name for name, imports in left.items() if not imports & left.keys()}:
        left = {name: imports for name, imports in left.items() if name not in free}
    return set(left)


def pictures(chromium: Browser, pages: Sequence[Path], folder: Path) -> None:
    """Each page in light and dark at four sizes, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in pages:
        for scheme in ("light", "dark"):
            for width, height in LOOKS:
                with _shown(chromium, path, width, height, scheme) as page:
                    page.screenshot(path=folder / f"{path.stem}-{width}-{scheme}.png")
    print(f"pictures of {len(pages)} pages: {folder}")


@contextmanager
def _shown(chromium: Browser, path: Path, width: int, height: int, scheme: str) -> Iterator[Page]:
    look: dict[str, Any] = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    with opened(chromium, path, look) as page:
        page.wait_for_timeout(300)
        yield page
