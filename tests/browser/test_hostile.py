"""Two hundred and more hostile strings in every field, in every view, in a real browser: nothing runs."""

import pytest
from playwright.sync_api import expect

from mapper.records import Article, LocatedArticle

from ..pages import HOSTILE, ODESA, hostile, resolved
from .conftest import Open

pytestmark = pytest.mark.browser

CALL = "window.hacked=1"
PAYLOADS = [
    f"<script>{CALL}</script>", f"<img src=x onerror={CALL}>", f"<svg/onload={CALL}>", f"<body onload={CALL}>",
    f"<iframe srcdoc='<script>parent.{CALL}</script>'>", f"<details open ontoggle={CALL}>",
    f"<video><source onerror={CALL}>",
    f"<input autofocus onfocus={CALL}>", f"<a href='javascript:{CALL}'>x</a>", "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<link rel=stylesheet href=https://evil.example>",
    "<style>@import 'https://evil.example'</style>", "<form action=https://evil.example><button>", "<object data=x>",
    f"<math><mi xlink:href='javascript:{CALL}'>", f"<template><script>{CALL}</script></template>", "<dialog open>",
    f"javascript:{CALL}", f"JaVaScRiPt:{CALL}", f"java\tscript:{CALL}", f"data:text/html,<script>{CALL}</script>",
    "https://evil.example/x.js", "//evil.example/x", "file:///etc/passwd", "blob:https://evil.example/1",
    f"${{{CALL}}}", f"`-({CALL})-`", f"'-({CALL})-'", f'"-({CALL})-"', f"*/{CALL}/*", f"//\n{CALL}\n//", f";{CALL};",
    "{{constructor.constructor('window.hacked=1')()}}", "{% import os %}", "{# #}", "<%= 7*7 %>", "#{7*7}",
    "constructor", "toString", "hasOwnProperty", "__defineGetter__", "prototype", "null", "undefined", "NaN", "-0",
    "%00%3Cscript%3E", "&#60;script&#62;", "&#x3c;img&#x3e;", "\\u003cimg\\u003e", "\\x3cimg\\x3e", "<\u200bscript>",
    "=cmd|' /C calc'!A0", "@SUM(1)", "\ufeffx", "\u0000", "\u202e\u2066\u2067txt", "\u2028\u2029", "e\u0301" * 50,
    "\U0001f4a3" * 20, "a" * 5000, "𝒳" * 200, "\ud800x", "x\udfff", "][", "]]>", "--><!--",
    "<!DOCTYPE html>", "<?xml ?>",
]  # fmt: skip
WRAPPERS = ["{}", "\"'>{}", "</title></textarea></style></script>{}"]
CORPUS = [*HOSTILE, *(wrapper.replace("{}", payload) for wrapper in WRAPPERS for payload in PAYLOADS)]

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
    showHeat(true); showHeat(false);
    startPrint(); endPrint();
    openDialog('take');
    return [geojson().length, csv().length, picture().width, document.querySelectorAll('.view a[href]').length];
}"""


def test_there_are_two_hundred_of_them() -> None:
    """The corpus holds at least 200 different strings."""
    assert len(set(CORPUS)) >= 200


def test_nothing_hostile_runs(open_page: Open) -> None:
    """No script, no request, no dialog, no complaint, and no link to anywhere but http and https."""
    page, heard = open_page([hostile(text) for text in CORPUS], title=CORPUS[20])
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
