"""Whom the page asks, which rules of access it breaks, and what of hostile text runs in it, beside plain folium."""

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from folium_page import inlined, plain_folium_map, served
from jinja2 import TemplateError
from page_browser import DESK, opened, report, save_folium
from playwright.sync_api import Browser, Request

from gazetteer import Gazetteer, Place
from mapper import Article, LocatedArticle, Resolution
from mapper.draw.page import draw
from mapper.reason import reason

__all__ = ["axe", "axe_everywhere", "hostile", "requests"]

ROOT = Path(__file__).parents[1]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


# What a reader may open, one after the other: each is pressed where the page has it, and a dialog closed again.
STATES = (
    "", "#filter-button", ".views button:nth-child(2)", ".list button", ".place .why summary", ".place .amend summary",
    ".views button:first-child", ".list button", ".reader .mention", '[data-tool="heat"]', '[data-tool="about"]',
    '[data-tool="save"]',
)  # fmt: skip
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def axe_everywhere(chromium: Browser, pages: Sequence[Path]) -> None:
    """Rules that any view of these pages breaks, in light and in dark, on a desk and on a phone."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        return
    found = runs = 0
    for path in pages:
        for look in (DESK, {"viewport": {"width": 390, "height": 844}}):
            for scheme in SCHEMES:
                with opened(chromium, path, look | {"color_scheme": scheme, "reduced_motion": "reduce"}) as page:
                    page.evaluate(script.read_text("utf-8"))
                    for state in STATES:
                        if state and not page.locator(state).first.is_visible():
                            continue
                        if state:
                            page.locator(state).first.click()
                        broken = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
                        found, runs = found + len(broken), runs + 1
                        if page.locator("dialog[open]").count():
                            page.keyboard.press("Escape")
    report(f"axe: rules broken in {runs} views, light and dark", None, found, "", 0)


def hostile(chromium: Browser, folder: Path) -> None:
    """How many of the tests' hostile strings run as script: each in a popup of folium's, all in all our fields."""
    strings = json.loads((ROOT / "tests" / "data" / "hostile.json").read_text("utf-8"))
    texts = [s.replace("CALL", f"(window.ran??=[])[{i}]=1") for i, s in enumerate(strings) if "CALL" in s]
    theirs, ours = folder / "folium-hostile.html", folder / "mapper-hostile.html"
    ran = 0
    # One page for each, since one that is no script any more would save folium from those after it.
    for text in texts:
        try:
            page = plain_folium_map([(48.0, 37.5, text)]).get_root().render()
        except TemplateError:  # folium takes the text of a popup for a template: no page, and nothing that runs in it
            continue
        theirs.write_text(inlined(page), "utf-8", "replace")
        ran += ran_in(chromium, theirs)
    ours.write_text(draw([in_every_field(text) for text in texts]), "utf-8")
    report(f"hostile strings that run, of {len(texts)}", ran, ran_in(chromium, ours), "", 0)


def in_every_field(text: str) -> LocatedArticle:
    """An article with this text in every field that takes text."""
    place = Place(id=f"x:{text}", name=text, lat=48.0, lon=37.5, kind="city", country=text, admin1=text)
    article = Article(text=text, id=text, title=text, url=text, source=text)
    said = (reason("said", words=text),)
    mark = Resolution(
        mention=article.mention(0, len(text)),
        place=place,
        confidence=0.5,
        role="site",
        because=said,
    )
    return LocatedArticle(article=article, resolutions=(mark,))


def ran_in(chromium: Browser, path: Path) -> int:
    """How many strings ran while the page was opened."""
    with opened(chromium, path, DESK, ready=False) as page:
        page.wait_for_timeout(100)
        return int(page.evaluate("Object.keys(window.ran || []).length"))
