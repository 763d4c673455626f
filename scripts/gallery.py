"""Build the gallery: maps of our own examples, with a page that leads to them, and on request a picture of one.

    python scripts/gallery.py DIR [PICTURE]

Every article is ours: those of examples/, and docs/gallery/decade.tsv, ten years of headlines about things that never
happened. PICTURE is a PNG of the last map, as the README shows it, taken in Debian's chromium.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from gazetteer import Gazetteer
from mapper import LocatedArticle, locate
from mapper.draw.embed import PREVIEW
from mapper.draw.page import draw
from mapper.draw.preview import preview
from mapper.pins import collect
from mapper.read.articles import read_articles

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Exhibit:
    """A map of the gallery: `source` is what it is made from, relative to the repository."""

    name: str
    source: str
    title: str
    caption: str


EXHIBITS = (
    Exhibit("article", "examples/kupiansk.txt", "One article", "Text and map are one: press a place in the words."),
    Exhibit("week", "examples/week.jsonl", "A week", "Five days of one agency, with a timeline."),
    Exhibit(
        "decade", "docs/gallery/decade.tsv", "Ten years that never were", "120 headlines: play them month by month."
    ),
)
STYLE = """
body { max-width: 64rem; margin: 0 auto; padding: 2rem 1rem; background: #fcfbf8; color: #1c1e21;
  font: 1rem/1.5 system-ui, sans-serif; }
ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1.5rem; padding: 0;
  list-style: none; }
a { color: #17558f; font-weight: 600; }
img { display: block; width: 100%; height: auto; margin-bottom: 0.5rem; border-radius: 8px; }
@media (prefers-color-scheme: dark) { body { background: #17191c; color: #e9e7e2; } a { color: #8fbcf0; } }
"""


def main(folder: Path, picture: Path | None = None) -> None:
    """Write a page and a preview for each exhibit, and the page that leads to them."""
    folder.mkdir(parents=True, exist_ok=True)
    with Gazetteer.open() as gazetteer:
        for exhibit in EXHIBITS:
            located = located_of(exhibit, gazetteer)
            page = folder / f"{exhibit.name}.html"
            page.write_text(draw(located, title=exhibit.title, gazetteer=gazetteer), encoding="utf-8")
            pins = collect(located).pins
            page.with_suffix(".png").write_bytes(preview(pins, *PREVIEW))
            print(f"{page}: {len(located)} articles, {len(pins)} places, {page.stat().st_size / 1000:.0f} kB")
    (folder / "index.html").write_text(index(), encoding="utf-8")
    if picture:
        take(folder / f"{EXHIBITS[-1].name}.html", picture)
        print(f"{picture}: {picture.stat().st_size / 1000:.0f} kB")


def located_of(exhibit: Exhibit, gazetteer: Gazetteer) -> list[LocatedArticle]:
    """The articles of a map."""
    return list(locate(read_articles([ROOT / exhibit.source]), gazetteer=gazetteer))


def pages() -> Iterator[tuple[str, str]]:
    """The name of each map's file, and the map."""
    with Gazetteer.open() as gazetteer:
        for exhibit in EXHIBITS:
            located = located_of(exhibit, gazetteer)
            yield f"{exhibit.name}.html", draw(located, title=exhibit.title, gazetteer=gazetteer)


def index() -> str:
    """The page that leads to the maps."""
    items = "".join(
        f'<li><a href="{e.name}.html"><img src="{e.name}.png" alt="" width="{PREVIEW[0]}" height="{PREVIEW[1]}">'
        f"{escape(e.title)}</a><br>{escape(e.caption)}</li>\n"
        for e in EXHIBITS
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Maps made by mapper</title>\n<style>{STYLE}</style>\n<h1>Maps made by mapper</h1>\n"
        "<p>All that they tell is invented, and each is one file that needs no network.</p>\n"
        f"<ul>\n{items}</ul>\n</html>\n"
    )


def take(page_file: Path, target: Path) -> None:
    """A picture of the page, 960 x 540 points."""
    from picture import ARGUMENTS, CHROMIUM
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 960, "height": 540}, reduced_motion="reduce")
        page.goto(page_file.resolve().as_uri())
        page.wait_for_timeout(1000)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python scripts/gallery.py DIR [PICTURE]")
    main(*map(Path, sys.argv[1:]))
