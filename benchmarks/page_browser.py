"""What the benchmark of the page is made with: the browser, a page opened until it is ready, a line of the table."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import sentence_on
from folium_page import plain_folium_map
from playwright.sync_api import Browser, Page, Playwright

from gazetteer import Place

__all__ = ["DESK", "PHONE", "browser", "missed", "opened", "report", "save_folium"]

# What a page asks other hosts for fails at once. To stop it here instead would slow down every picture of a marker.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
READY = """window.addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const channel = new MessageChannel();  // runs once the frame is on its way
    channel.port1.onmessage = () => { window.ready = performance.now(); };
    channel.port2.postMessage(0);
})));"""

missed: list[str] = []


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
    # Not by wait_for_function, which evaluates a string where a page's policy allows none.
    while ready and not page.evaluate("window.ready > 0"):
        page.wait_for_timeout(50)
    yield page
    context.close()


def save_folium(places: Sequence[Place], path: Path) -> None:
    """The same pins by folium alone, in a file."""
    plain_folium_map((place.lat, place.lon, sentence_on(place)) for place in places).save(str(path))


def report(  # noqa: PLR0913 -- a line of the table has so many columns
    what: str, folium: float | None, ours: float, unit: str, most: float | None = None, *, least: float | None = None
) -> None:
    """One line of the table. The target is a bound on our figure, or on the ratio where the unit says ": of"."""
    unit, _, of = unit.partition(": of ")
    ratio = ours / folium if folium else None
    target = f"<= {most:.3g} {f'of {of}' if of else unit}" if most is not None else ""
    if least is not None:
        target = f">= {least:.4g} {unit}  {'met' if ours >= least else 'MISSED'}"
        missed.extend([] if ours >= least else [what])
    if most is not None:
        met = (ratio if of and ratio is not None else ours) <= most
        target += "  met" if met else "  MISSED"
        missed.extend([] if met else [what])
    left = f"{folium:>10.4g} {unit:3}" if folium is not None else " " * 14
    print(
        f"{what:50}{left}{ours:>8.4g} {unit:3}{f'{ratio:>8.2f}' if ratio is not None else ' ' * 8}  {target}",
        flush=True,
    )
