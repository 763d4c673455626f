"""Take the picture of the README: two of our examples, drawn by the project, in Debian's chromium.

python scripts/picture.py docs/map.png
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from mapper import map_articles
from mapper.read.articles import read_articles

EXAMPLES = Path(__file__).parents[1] / "examples"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip


def main(target: str) -> None:
    """Write the picture to `target`, a PNG of 1280 x 800 points."""
    articles = read_articles([EXAMPLES / "kupiansk.txt", EXAMPLES / "zaporizhzhia.md"])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "map.html"
        map_articles(articles, title="Two days in March").save(page_file)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(page_file.as_uri())
        page.get_by_role("button", name="Villagers leave").click()
        page.get_by_role("button", name="Kupiansk").first.click()
        # The flight to the pin takes less than this, and a picture taken in flight is blurred.
        page.wait_for_timeout(2500)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
