"""A real browser, and pages in it that are listened to."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from gazetteer import Gazetteer
from mapper.draw.page import Theme, draw
from mapper.records import LocatedArticle

from .scope import in_reach

# No sandbox: tests run as root in containers. The others keep the browser itself from asking the network.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Heard:
    """What a page did that it should not do."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def listen(self, page: Page, own: str) -> None:
        """Write down every request but the one for the page itself, every error and warning, and every dialog."""
        page.on("request", lambda r: None if r.url.split("#")[0] == own else self.requests.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def nothing(self) -> bool:
        """True where the page kept quiet."""
        return not (self.requests or self.complaints or self.dialogs)


@lru_cache(maxsize=64)
def _drawn(
    articles: tuple[LocatedArticle, ...], title: str, theme: Theme, language: str, gazetteer: Gazetteer
) -> bytes:
    """The page as a file; many tests open the same one."""
    return in_reach(draw(articles, title=title, theme=theme, language=language, gazetteer=gazetteer)).encode()


Open = Callable[..., tuple[Page, Heard]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Where it is missing the tests are skipped, or fail where CI=true."""
    path = shutil.which("chromium")
    if path is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("there is no chromium; `apt-get install chromium` brings it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core. Where it is missing the tests are skipped, or fail where CI=true."""
    if not AXE.is_file():
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("there is no axe-core; scripts/install_browser.sh brings it")
    return AXE.read_text("utf-8")


def violations(page: Page, axe: str) -> list[tuple[str, str, Any]]:
    """The rules of WCAG 2.2 AA and good practice that the page breaks now, as axe sees it, and where."""
    page.evaluate(axe)
    report = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [
        (rule["id"], node["html"][:120], node["any"][:1]) for rule in report["violations"] for node in rule["nodes"]
    ]


OpenHtml = Callable[..., tuple[Page, Heard]]


@pytest.fixture
def open_html(browser: Browser, tmp_path: Path) -> Iterator[OpenHtml]:
    """A function that opens a page as it stands, in a sandboxed frame of another one where that is asked for."""
    contexts = []

    def open_it(
        drawn: str, other: str = "", *, framed: bool = False, fragment: str = "", **options: Any
    ) -> tuple[Page, Heard]:
        file, host = tmp_path / "page.html", tmp_path / "host.html"
        file.write_text(in_reach(other or drawn), encoding="utf-8")
        host.write_text(
            '<!DOCTYPE html><title>x</title><link rel="icon" href="data:,">'
            '<iframe sandbox="allow-scripts" src="page.html" width="1000" height="700"></iframe>',
            encoding="utf-8",
        )
        # Without motion every flight of the map is over when the call returns.
        options = {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 700}} | options
        context = browser.new_context(**options)
        contexts.append(context)
        page, heard = context.new_page(), Heard()
        heard.listen(page, file.as_uri())
        page.goto((host if framed else file).as_uri() + fragment)
        return page, heard

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser, gazetteer: Gazetteer, tmp_path: Path) -> Iterator[Open]:
    """A function that draws articles, opens the file, and gives the page and what was heard of it."""
    contexts = []

    def open_it(
        articles: list[LocatedArticle],
        *,
        frame: bool = False,
        title: str = "",
        theme: Theme = "auto",
        language: str = "en",
        fragment: str = "",
        **options: Any,
    ) -> tuple[Page, Heard]:
        file = tmp_path / "map.html"
        file.write_bytes(_drawn(tuple(articles), title, theme, language, gazetteer))
        if frame:
            outer = tmp_path / "outer.html"
            outer.write_text(
                '<iframe sandbox="allow-scripts" src="map.html" width="1000" height="700"></iframe>', encoding="utf-8"
            )
        # Without motion every flight of the map is over when the call returns.
        options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        page, heard = context.new_page(), Heard()
        heard.listen(page, file.as_uri())
        page.goto((outer if frame else file).as_uri() + (f"#{fragment}" if fragment else ""))
        if frame:
            heard.requests.remove(outer.as_uri())
        return page, heard

    yield open_it
    for context in contexts:
        context.close()
