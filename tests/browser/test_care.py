"""What a page says of what was kept back, in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from gazetteer import Gazetteer
from mapper.draw.page import draw
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.withhold import Withheld

from ..pages import port, tanker
from .conftest import Heard, violations

pytestmark = pytest.mark.browser

WITHHELD = (
    "Published with care. 1 place and 4 mentions withheld; in the text, “[withheld]” stands for what is left out. "
    "1 place moved by up to 20 km. Pins show only what is named for context or named as where it happened."
)


@pytest.mark.parametrize(
    ("care", "said"),
    [
        (
            {"withhold": Withheld(places=("Odesa",)), "coarsen": 20.0, "only": frozenset({"site", "context"})},
            WITHHELD,
        ),
        ({"internal": True}, "Internal: not for publication. Nothing is withheld."),
    ],
)
def test_the_page_says_how_much_and_never_what(  # noqa: PLR0917 -- fixtures and cases
    care: dict[str, Any], said: str, browser: Browser, gazetteer: Gazetteer, axe: str, tmp_path: Path
) -> None:
    """As a sentence for each thing that was done, readable by everybody; nothing is fetched and nothing complains."""
    publisher = Publisher(PublicationPolicy(**care), gazetteer)
    shown = list(publisher.apply([port(), tanker()]))
    file = tmp_path / "map.html"
    file.write_text(draw(shown, gazetteer=publisher.gazetteer, parts=publisher.parts), encoding="utf-8")
    page, heard = browser.new_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce"), Heard()
    heard.listen(page, file.as_uri())
    page.goto(file.as_uri())
    assert page.get_by_text(said[:20]).locator("xpath=ancestor-or-self::p").inner_text() == said
    about = page.locator("#about").text_content() or ""
    assert (said.partition(". ")[2] in about) == ("internal" not in care)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, axe) == []
    assert heard.nothing()
    assert ("Odes" in page.content()) == ("internal" in care)
    page.close()
