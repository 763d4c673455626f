"""Hundreds of hostile strings in every field, in every view, in a real browser: nothing runs."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gazetteer import Gazetteer, Overlay, read_own_rows
from mapper.records import Article, LocatedArticle

from ..pages import HOSTILE, ODESA, hostile, resolved
from .conftest import Open

pytestmark = pytest.mark.browser

# The benchmark has these strings too; CALL stands for what a script would do.
FILE = Path(__file__).parents[1] / "data" / "hostile.json"
STRINGS = [text.replace("CALL", "window.hacked=1") for text in json.loads(FILE.read_text("utf-8"))]
OUT = "\"'></title></textarea></style></script>"
CORPUS = list(dict.fromkeys([*HOSTILE, *STRINGS, *(OUT + text for text in STRINGS if text.startswith(("<s", "<i")))]))

EVERY_VIEW = """async () => {
    const pause = () => new Promise((done) => setTimeout(done, 0));
    for (const tab of Object.keys(TABS)) if (TABS[tab].useful) replace({ sort: 'tab', tab });
    for (const article of articles) {
        replace({ sort: 'tab', tab: 'articles' });
        openArticle(article.index, 0);
        for (const node of view.querySelectorAll('.mention')) { node.focus(); node.click(); }
        for (const pin of article.pins) {
            openPlace(pin);
            for (const node of view.querySelectorAll('summary, [aria-expanded]')) node.click();
        }
        filter.query = article.title;
        filter.source = article.source;
        if (article.index % 10 === 0) { applyFilters(); await pause(); }
    }
    resetFilters();
    openGroup(pins.slice(0, 50));
    showInstead("heat"); showInstead("");
    startPrint(); endPrint();
    openDialog('take');
    for (const article of articles.filter((one) => one.index % 20 === 0)) {
        const text = encodeURIComponent(article.title.toWellFormed());
        location.hash = `q=${text}&place=${text}&article=${text}&tab=${text}&from=${text}&map=${text}&roles=${text}`;
        await pause();
    }
    return [geojson().length, csv().length, picture().width, document.querySelectorAll('.view a[href]').length];
}"""


@pytest.fixture(scope="module")
def gazetteer(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The embedded gazetteer with a big town of each of these names around the pins, as a user's own rows."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": text, "kind": "city", "admin1": text, "names": text, "population": 9_000_000},
            "geometry": {"type": "Point", "coordinates": [30.0 + i % 20 / 10, 46.0 + i // 20 / 20]},
        }
        for i, text in enumerate(CORPUS)
    ]
    path = tmp_path_factory.mktemp("own") / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return Overlay(gazetteer, read_own_rows(path, on_skip=lambda _: None))


def test_there_are_two_hundred_of_them() -> None:
    """Before anything is put around them there are at least 200 different strings, and most would run something."""
    assert len(set(STRINGS)) >= 200
    assert sum("window.hacked" in text for text in STRINGS) >= 150


def test_nothing_hostile_runs(open_page: Open) -> None:
    """No script, no request, no dialog, no complaint, and no link to anywhere but http and https."""
    page, heard = open_page([hostile(text) for text in CORPUS], title=CORPUS[20])
    page.evaluate("map_news.setView([46.5, 30.7], 11, { animate: false })")
    assert page.locator(".name-town").count() > 3, "towns of the user's own have their names on the map"
    assert all(page.evaluate(EVERY_VIEW)[:3])
    page.wait_for_timeout(500)
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert page.locator(".view :is(script, img, iframe, object, form, style, link, meta, base)").count() == 0
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.protocol)")
    assert set(links) <= {"http:", "https:", "file:"}
    assert heard.nothing(), heard


def test_a_title_of_a_megabyte_is_shown(open_page: Open) -> None:
    """A title of a million characters is a title still."""
    article = Article(text="Odesa waited.", title="<b>long</b> " * 90_000)
    found = resolved(article, "Odesa", 0, ODESA, role="site", reason="Its name.")
    page, heard = open_page([LocatedArticle(article=article, resolutions=(found,))])
    page.locator(".mention").dispatch_event("click")
    expect(page.locator(".card-name")).to_have_text("Odesa")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert heard.nothing(), heard
