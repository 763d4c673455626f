"""Take the pictures of docs/teaching.md: its recipes, in Debian's chromium.

python scripts/teaching_pictures.py docs
"""

import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, ViewportSize, sync_playwright

from mapper.cli import main as mapper

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES = [str(EXAMPLES / name) for name in ("odesa.txt", "kupiansk.txt", "zaporizhzhia.md")]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZE: ViewportSize = {"width": 800, "height": 520}


def main(target: str) -> None:
    """Write the pictures, PNGs of 800 x 520 points, into the folder `target`."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = Path(folder)
        run("map", ARTICLES[0], "-o", str(pages / "map.html"))
        frame = run("map", *ARTICLES, "--lesson", "--embed", "-o", str(pages / "lesson.html"),
                    "--title", "Three days in March")  # fmt: skip
        host = f'<body style="margin: 2rem; font: 1.1rem sans-serif"><h1>Week 12</h1><p>Read, then answer.</p>{frame}'
        (pages / "host.html").write_text(f"<!DOCTYPE html><title>Week 12</title>{host}", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        # Without motion the map is where it goes at once.
        page = browser.new_context(viewport=SIZE, reduced_motion="reduce").new_page()
        out = Path(target)
        page.goto((pages / "map.html").as_uri())
        page.locator(".mention").first.click()
        shoot(page, out / "teaching-map.png")
        page.goto((pages / "lesson.html").as_uri())
        page.get_by_role("button", name="Begin").click()
        shoot(page, out / "teaching-question.png")
        page.get_by_role("radio").last.check()
        page.get_by_role("button", name="Answer", exact=True).click()
        shoot(page, out / "teaching-answer.png")
        page.goto((pages / "host.html").as_uri())
        shoot(page, out / "teaching-frame.png")
        browser.close()


def run(*arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(mapper, arguments, catch_exceptions=False)
    if result.exit_code:
        raise SystemExit(result.stderr)
    return result.stdout


def shoot(page: Page, target: Path) -> None:
    """A picture of the page once it has come to rest."""
    page.wait_for_timeout(700)
    page.screenshot(path=target)


if __name__ == "__main__":
    main(*sys.argv[1:])
