"""Reading: text and map light each other up, the map walks along the text, and every pin says why it is there."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gazetteer import Gazetteer
from mapper.correct.corrections_file import read_corrections
from mapper.origins import Copy
from mapper.records import Article, Candidate, LocatedArticle

from ..pages import HOSTILE, KHERSON, KYIV, ODESA, port, resolved, tanker
from .conftest import Open, violations

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}}


def journey() -> LocatedArticle:
    """A long article that goes from place to place, the last one unsure and with a runner-up."""
    filler = "Nothing moved on the road for hours, and nobody said why. " * 14
    text = "\n\n".join(f"It reached {place.name} late. {filler}" for place in (ODESA, KHERSON, KYIV))
    article = Article(text=text, title="A journey", language="en")
    found = [resolved(article, p.name, 0, p, role="site", reason="Its name.") for p in (ODESA, KHERSON, KYIV)]
    rivals = (Candidate(place=KYIV, score=0.55), Candidate(place=KHERSON, score=0.31))
    return LocatedArticle(
        article=article, resolutions=(*found[:2], replace(found[2], confidence=0.55, candidates=rivals))
    )


def test_a_mention_lights_up_its_pin_and_a_row_too(open_page: Open) -> None:
    """Hovering or focusing a mention rings its pin and marks its other mentions; leaving puts the light out."""
    page, _ = open_page([port(), tanker()])
    page.locator(".list button").first.click()
    page.locator(".mention", has_text="Odessa").first.hover()
    expect(page.locator(".lit")).to_have_text(["Odessa", "Odessa", "Odessa"])
    assert page.evaluate("glow.getLayers().length") == 1
    page.locator(".text").hover(position={"x": 2, "y": 2})
    assert page.evaluate("glow.getLayers().length") == 0
    page.locator(".mention", has_text="Kherson").focus()
    expect(page.locator(".lit")).to_have_text(["Kherson"])


def test_a_pin_lights_up_its_mentions(open_page: Open) -> None:
    """Hovering a pin on the map marks its mentions in the text beside it."""
    page, _ = open_page([port()])
    page.evaluate(f"map_news.setView([{KYIV.lat}, {KYIV.lon}], 9, {{ animate: false }})")
    page.evaluate("toggleRole('actor', true)")
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    expect(page.locator(".lit")).to_have_text(["Kyiv"])


def test_scrolling_walks_the_map(open_page: Open) -> None:
    """Scrolling brings the map to the place that is being read, unless that is switched off."""
    page, _ = open_page([journey()])
    page.wait_for_timeout(500)
    page.evaluate("panel.scrollTop = document.querySelector('[data-mention=\"1\"]').offsetTop - 150")
    expect(page.locator(".card-name")).to_have_text("Kherson")
    expect(page.locator('[aria-current="true"]')).to_have_text("Kherson")
    toggle = page.get_by_role("button", name="Map follows the text")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    page.evaluate("panel.scrollTop = 1e6")
    page.wait_for_timeout(400)
    expect(page.locator(".card-name")).to_have_text("Kherson")


def test_next_place_by_button_and_key(open_page: Open) -> None:
    """The button and the key n go to the next place, p to the one before, but not while something is typed."""
    page, _ = open_page([journey(), tanker()])
    page.locator(".list button").first.click()
    page.get_by_role("button", name="Next place").click()
    expect(page.locator(".card-name")).to_have_text("Odesa")
    page.keyboard.press("n")
    expect(page.locator(".card-name")).to_have_text("Kherson")
    expect(page.locator("#announcer")).to_contain_text("Kherson")
    page.keyboard.press("p")
    expect(page.locator(".card-name")).to_have_text("Odesa")
    page.get_by_role("searchbox").press_sequentially("n")
    expect(page.locator(".card-name")).to_have_text("Odesa")


def test_more_of_the_text_on_request(open_page: Open) -> None:
    """The sentences before and after an excerpt are set around it, and taken away again."""
    page, _ = open_page([port()])
    page.locator(".mention", has_text="Kherson").click()
    page.locator(".mention", has_text="Kherson").click()
    quote = page.locator("blockquote")
    more = page.get_by_role("button", name="More of the text")
    more.click()
    expect(quote).to_have_text(
        "Kyiv promised an answer. In Kherson, as in Novoselivka, it was quiet. Odessa has 1 million people."
    )
    more.click()
    expect(quote).to_have_text("In Kherson, as in Novoselivka, it was quiet.")


def test_an_unsure_pin_is_dashed_and_names_its_rivals(open_page: Open) -> None:
    """Where confidence is low the pin is dashed, the panel says so, and "why here?" names the runners-up."""
    page, _ = open_page([journey()])
    page.locator(".mention", has_text="Kyiv").click()
    page.locator(".mention", has_text="Kyiv").click()
    expect(page.locator(".unsure.note")).to_contain_text("dashed")
    page.locator("summary", has_text="Why").click()
    expect(page.locator(".why").first).to_contain_text("not sure (55 %)")
    expect(page.locator(".others").first).to_have_text("Kherson, city in Kherson Oblast, Ukraine (31 %)")
    assert page.evaluate("styleOf('site', true).dashArray") is not None


def test_what_is_wrong_is_copied_as_a_correction(open_page: Open, gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Each choice of "Something wrong?" is a line that --corrections takes: another place, none, another role."""
    located = journey()
    page, heard = open_page([located])
    page.evaluate("openPlace(pinById.get('geonames:703448'))")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.locator("summary", has_text="Something wrong?").click()
    choices = page.locator(".amend button")
    expect(choices).to_have_text(
        ["Kherson, city in Kherson Oblast, Ukraine (31 %)", "No place, or one that is not here", "Named for context",
         "Acting or speaking"]
    )  # fmt: skip
    found = []
    for choice in choices.all():
        choice.click()
        expect(page.locator(".toast")).to_contain_text("Copied")
        file = tmp_path / "corrections.jsonl"
        file.write_text(page.evaluate("copied"), encoding="utf-8")
        *others, last = read_corrections(file, gazetteer.get).apply(located).resolutions
        assert others == list(located.resolutions[:2])
        found.append((last.place.name if last.place else None, last.role))
    assert found == [("Kherson", "site"), (None, "site"), ("Kyiv", "context"), ("Kyiv", "actor")]
    assert heard.nothing(), heard


def test_the_sheet_has_three_heights(open_page: Open) -> None:
    """On a phone buttons and dragging raise and lower the words; the map keeps the rest."""
    page, heard = open_page([journey()], **PHONE)

    def height() -> float:
        box = page.locator(".panel").bounding_box()
        assert box is not None
        return box["height"]

    half = height()
    page.get_by_role("button", name="More text, less map").click()
    assert height() > half
    expect(page.get_by_role("button", name="More text, less map")).to_be_disabled()
    page.get_by_role("button", name="More map, less text").click()
    page.get_by_role("button", name="More map, less text").click()
    assert height() < half / 2
    bar = page.locator(".sheet-bar").bounding_box()
    assert bar is not None
    page.mouse.move(100, bar["y"] + 10)
    page.mouse.down()
    page.mouse.move(100, 300)
    page.mouse.up()
    assert abs(height() - half) < 2
    assert heard.nothing(), heard


def test_the_papers_that_print_the_same_story_are_named(open_page: Open, axe: str) -> None:
    """In the article and at the excerpt: each with its link where it has one; the search finds them by name."""
    found = (
        Copy(id="1", source="Evening Wire", date=dt.date(2022, 10, 6), url="https://wire.example/1"),
        Copy(id="2", title=HOSTILE[2]),
    )
    located = port()
    shared = replace(located, article=replace(located.article, copies=found))
    page, heard = open_page([shared, tanker()])
    page.locator(".list button").first.click()
    page.get_by_text("Also in 2 other sources").click()
    expect(page.locator(".copies li")).to_have_text(
        ["Evening Wire of this copy, in a new tab6 October 2022", HOSTILE[2]]
    )
    link = page.locator(".copies a")
    expect(link).to_have_attribute("href", "https://wire.example/1")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert not violations(page, axe)
    page.evaluate("openPlace(pins[0])")
    expect(page.locator(".place .copies summary")).to_have_text(["Also in 2 other sources"])
    assert page.evaluate("searchedText(articles[0]).head.includes(' evening wire')")
    assert heard.nothing()


def test_an_excerpt_says_which_page_it_is_on(open_page: Open) -> None:
    """Of a document that has pages, and its link leads to that one; the article itself links to its beginning."""
    located = port()
    printed = replace(located, article=replace(located.article, pages=(0, 30)))
    page, heard = open_page([printed, tanker()])
    page.evaluate("openPlace(pins[0])")
    expect(page.locator(".place .byline")).to_have_text(
        ["Example News5 October 2022p. 1Original of this article, in a new tab", "p. 2", "p. 2"]
    )
    expect(page.locator(".place .byline a")).to_have_attribute("href", "https://example.org/port#page=1")
    page.evaluate("openArticle(0, 0)")
    expect(page.locator(".reader .byline a")).to_have_attribute("href", "https://example.org/port")
    assert heard.nothing(), heard
