"""A map put right in a real browser: by key and by pointer, saved at once, undone, by two at the same time."""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from gazetteer import Gazetteer, distance_km
from mapper.calls import locate
from mapper.commands.review import review_page
from mapper.confirmed import Confirmed
from mapper.correct.corrections import Correction, Corrections
from mapper.correct.corrections_file import read_corrections
from mapper.correct.review import reviewing
from mapper.correct.review_server import ReviewServer
from mapper.draw.page import draw
from mapper.read.articles import read_articles
from mapper.records import LocatedArticle, Resolution

from ..pages import HOSTILE, hostile, port, tanker
from .conftest import Heard, Open, violations
from .scope import in_reach

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ROLE_KEYS = {"site": "s", "context": "c", "actor": "a"}


@dataclass
class Review:
    """A page of a review, its server, and what was heard."""

    page: Page
    server: ReviewServer
    heard: Heard
    gazetteer: Gazetteer
    kept: Path

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def said(self, words: str) -> None:
        expect(self.page.locator(".review-said")).to_have_text(words)

    def corrections(self) -> Corrections:
        return read_corrections(self.kept, self.gazetteer.get)

    def last(self) -> Correction:
        return self.corrections().targeted[-1]

    def asked(self) -> str:
        """The name that is asked about."""
        return self.page.locator(".review h2").inner_text().strip("“”")

    def ask_about(self, words: str) -> None:
        """Skip until that name is asked about."""
        for _ in range(40):
            if self.asked() == words:
                return
            self.press("j")
        raise AssertionError(f"{words} is never asked about")


Start = Callable[..., Review]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def show_names(route: Route) -> None:
    """Answer with what the server says, the names of the page's script in reach."""
    answer = route.fetch()
    route.fulfill(response=answer, body=in_reach(answer.text()))


@pytest.fixture
def start(context: BrowserContext, gazetteer: Gazetteer, tmp_path: Path) -> Iterator[Start]:
    """A function that serves the review of articles and opens its page."""
    running = []

    def begin(articles: list[LocatedArticle]) -> Review:
        kept = tmp_path / "corrections.jsonl"
        server = ReviewServer(articles, gazetteer, kept, review_page(gazetteer, title="", by="Ann"))
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        running.append((server, thread))
        page, heard = context.new_page(), Heard()
        heard.listen(page, server.url)
        page.route(server.url, show_names)
        page.goto(server.url)
        return Review(page, server, heard, gazetteer, kept)

    yield begin
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


def asked_nobody_else(review: Review) -> bool:
    """True where the page spoke with its own address alone, and nothing was complained of."""
    own = all(url.startswith(review.server.url) for url in review.heard.requests)
    return own and not review.heard.complaints and not review.heard.dialogs


# ---------------------------------------------------------------- fifty corrections


def spoiled(item: LocatedArticle, dice: random.Random) -> LocatedArticle:
    """The article with every fourth place wrong, some missing, and some roles wrong: what an editor has to mend."""

    def wrong(resolution: Resolution) -> Resolution:
        throw = dice.random()
        others = [c.place for c in resolution.candidates if c.place != resolution.place]
        if throw < 0.25 and others:
            return replace(resolution, place=others[0], confidence=0.5)
        if throw < 0.35:
            return replace(resolution, place=None, confidence=0.0, candidates=())
        if throw < 0.45:
            return replace(resolution, role="context" if resolution.role == "site" else "site")
        return resolution

    return replace(item, resolutions=tuple(map(wrong, item.resolutions)))


def test_fifty_names_are_put_right_by_key(start: Start, gazetteer: Gazetteer) -> None:
    """An editor who knows the answers mends fifty names with few keys each, and each holds in the next run."""
    right = list(locate(read_articles([ROOT / "examples"]), gazetteer=gazetteer))
    answers = {(n, r.mention.start): r for n, item in enumerate(right) for r in item.resolutions}
    dice = random.Random(3)  # noqa: S311 -- repeatable, not secret
    review = start([spoiled(item, dice) for item in right])
    strokes, changed, began = 0, 0, time.perf_counter()
    decided = []
    for _ in range(50):
        item: dict[str, Any] = review.page.evaluate("items[reviewing.at]")
        answer = answers[item["article"], item["quote"]["start"]]
        keys = keys_for(item, answer, gazetteer)
        strokes += len(keys)
        changed += keys not in (["y"], ["x"])
        for key in keys:
            if key in ("Enter", "Escape") and "/" in keys and "," not in keys:  # an editor looks before the choice
                wait_for_the_search(review.page)
            (review.page.keyboard.type if len(key) == 1 else review.press)(key)
        decided.append((item["article"], answer))
        expect(review.page.locator(".review-progress")).to_contain_text(f"{len(decided)} of")
    review.said("Saved.")
    seconds = time.perf_counter() - began
    print(
        f"50 names, {changed} of them wrong: {strokes / 50:.2f} keys and {seconds / 50:.2f} s each, the machine's part"
    )
    done = review.corrections()
    for number, answer in decided:
        now = {r.mention: r for r in done.apply(right[number]).resolutions}[answer.mention]
        assert now.confirmed
        assert now.role == answer.role
        assert (now.place is None) == (answer.place is None)
        if now.place and answer.place:
            assert distance_km(now.place.lat, now.place.lon, answer.place.lat, answer.place.lon) < 0.1
    assert len(done.targeted) == 50
    assert changed >= 35, "what is wrong is asked about first"
    assert strokes / 50 <= 10
    assert asked_nobody_else(review)


def wait_for_the_search(page: Page) -> None:
    """Until what was typed last has been searched for: keys come quicker than the answers."""
    answered = "searched.options !== null && searched.query === document.querySelector('.review-search').value"
    for _ in range(200):
        if page.evaluate(answered):
            return
        page.wait_for_timeout(25)
    pytest.fail("the search has no answer")


def keys_for(item: dict[str, Any], answer: Resolution, gazetteer: Gazetteer) -> list[str]:
    """What an editor presses: the role where it is wrong, then the place, by number, by name or as a point."""
    role = [] if item["role"] == answer.role else [ROLE_KEYS[answer.role]]
    place = answer.place
    if place is None:
        return [*role, "x"]
    at = (place.lat, place.lon)
    if item["place"] and (item["place"]["lat"], item["place"]["lon"]) == at:
        return [*role, "y"]
    options = [(o["place"]["lat"], o["place"]["lon"]) for o in item["options"][:9]]
    if at in options:
        return [*role, str(options.index(at) + 1)]
    found = [(p.lat, p.lon) for p in gazetteer.candidates(place.name, limit=9, spelling=True)]
    if found[:1] == [at]:
        return [*role, "/", *place.name, "Enter"]
    if at in found:
        return [*role, "/", *place.name, "Escape", str(found.index(at) + 1)]
    return [*role, "/", *f"{place.lat}, {place.lon}", "Enter"]


# ---------------------------------------------------------------- what can be done with one name


def test_a_name_is_searched_for_dragged_typed_and_undone(start: Start) -> None:
    """The gazetteer, a point, a pin that is dragged, no place: each is a line, and undo takes it back and returns."""
    review = start([port(), tanker()])
    review.ask_about("Kherson")
    review.press("/")
    review.page.keyboard.type("Mariupol")
    expect(review.page.locator(".review-choices li").first).to_contain_text("Mariupol, City in Donetsk")
    review.press("Enter")
    review.said("Saved.")
    assert review.last().place == review.gazetteer.get("geonames:701822")
    assert (review.last().by, review.last().role) == ("Ann", "context")

    review.press("u")
    review.said("Taken back.")
    assert review.asked() == "Kherson"
    assert not review.corrections().targeted
    review.press("/")
    review.page.keyboard.type("46.5, 31.25")
    review.press("Enter")
    review.said("Saved.")
    place = review.last().place
    assert place
    assert (place.name, place.lat, place.lon, place.kind, place.id) == (
        "Kherson",
        46.5,
        31.25,
        "city",
        "point:46.50000,31.25000",
    )
    assert place.country == ""  # so far from Kherson it might be another

    review.ask_about("Kyiv")
    box = review.page.locator(".drag-pin").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    review.page.mouse.move(x, y)
    review.page.mouse.down()
    review.page.mouse.move(x + 20, y, steps=5)
    review.page.mouse.up()
    expect(review.page.locator(".review-now")).to_contain_text("The pin stands at 50.4")
    review.press("s", "y")
    review.said("Saved.")
    place = review.last().place
    assert place
    assert place.lat == pytest.approx(50.45, abs=0.2)
    assert place.lon > 30.6
    assert place.country == "UA"
    assert review.last().role == "site"

    review.ask_about("Novoselivka")
    review.press("x")
    review.said("Saved.")
    assert review.last().place is None
    assert asked_nobody_else(review)


def test_words_that_were_missed_are_marked(start: Start) -> None:
    """Selected in the text, asked about, and a mention in the next run; a reload shows who confirmed it."""
    review = start([port(), tanker()])
    review.ask_about("Kherson")
    review.page.evaluate(
        """() => {
            const text = [...document.querySelectorAll(".reader .text")].pop();
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.textContent.indexOf("grain stores");
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + "grain stores ".length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }
        }"""
    )
    expect(review.page.get_by_role("button", name="Mark “grain stores” as a place")).to_be_enabled()
    review.press("m")
    assert review.asked() == "grain stores"
    review.press("/")
    review.page.keyboard.type("46.49, 30.75")
    review.press("Enter")
    review.said("Saved.")
    found = {r.mention.text: r for r in review.corrections().apply(port()).resolutions}
    assert found["grain stores"].place
    assert found["grain stores"].role == "site"
    review.page.get_by_role("button", name="Draw the map anew").click()
    expect(review.page.locator(".review-progress")).to_have_text("1 of 10 names decided")
    review.page.locator(".views button", has_text="Places").click()
    review.page.locator(".list button", has_text="grain stores").click()
    expect(review.page.locator(".place .confirmed")).to_contain_text("Confirmed by an editor, Ann, ")
    assert asked_nobody_else(review)


def test_a_name_is_one_place_everywhere(start: Start) -> None:
    """With e, the other mentions of the name are decided too, and the line is of the name."""
    review = start([port(), tanker()])
    review.ask_about("Odessa")
    review.press("e", "y")
    review.said("Saved.")
    expect(review.page.locator(".review-progress")).to_have_text("3 of 9 names decided")
    (rule,) = review.corrections().named
    assert (rule.name, rule.place and rule.place.name) == ("Odessa", "Odesa")
    review.press("u")
    review.said("Taken back.")
    expect(review.page.locator(".review-progress")).to_have_text("0 of 9 names decided")
    assert review.corrections() == Corrections()


def test_two_windows_do_no_harm(start: Start, context: BrowserContext) -> None:
    """Both save to one file; a window that is drawn anew has what the other has decided."""
    review = start([port(), tanker()])
    other = context.new_page()
    other.goto(review.server.url)
    review.ask_about("Kherson")
    review.press("y")
    review.said("Saved.")
    other.keyboard.press("x")
    expect(other.locator(".review-said")).to_have_text("Saved.")
    assert len(review.corrections().targeted) == 2
    review.page.reload()
    expect(review.page.locator(".review-progress")).to_have_text("2 of 9 names decided")


def test_what_could_not_be_saved_is_said_and_asked_again(start: Start) -> None:
    """Where the server is gone nothing is called saved."""
    review = start([port(), tanker()])
    review.page.route("**/corrections", lambda route: route.abort())
    review.ask_about("Kherson")
    review.press("y")
    review.said("Not saved: the server does not answer; is `mapper review` still running?")
    expect(review.page.locator(".review-progress")).to_have_text("0 of 9 names decided")
    assert not review.kept.exists()


# ---------------------------------------------------------------- for everyone, and against hostile words


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (768, "dark"), (1280, "light")])
def test_everyone_can_use_it(start: Start, axe: str, width: int, scheme: str) -> None:
    """Axe finds nothing, nothing is cut off at 320 px, and what is pressed is 24 px high at least."""
    review = start([port(), tanker()])
    review.page.set_viewport_size({"width": width, "height": 800})
    review.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # the cases above are its values
    review.page.locator(".review-more summary").click()
    assert violations(review.page, axe) == []
    assert review.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert review.page.evaluate(
        "document.documentElement.scrollHeight <= innerHeight + 1"
    )  # where what is spoken stands
    assert review.page.evaluate(
        "document.querySelector('.review').scrollWidth <= document.querySelector('.review').clientWidth"
    )
    heights = review.page.locator(".review button, .review summary").evaluate_all(
        "all => all.map(n => n.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


def test_the_focus_stays_in_the_review(start: Start) -> None:
    """Who works with buttons is at the next name after each, and Tab leads on."""
    review = start([port(), tanker()])
    review.page.get_by_role("button", name="No place").press("Enter")
    review.said("Saved.")
    assert review.page.evaluate("document.activeElement === document.querySelector('.review h2')")
    review.press("Tab")
    assert review.page.evaluate("document.activeElement.closest('.review') !== null")


def test_hostile_words_are_words(start: Start) -> None:
    """Markup, scripts and templates in every field stay text, in the page, in the file and in the page after that."""
    articles = [hostile(text) for text in HOSTILE]
    review = start(articles)
    for _ in range(6):
        review.press("x")
    review.said("Saved.")
    review.page.reload()
    review.page.locator(".views button").nth(1).click()
    assert review.page.evaluate("window.hacked") is None
    assert asked_nobody_else(review)


def test_a_map_says_who_confirmed_what(open_page: Open, axe: str) -> None:
    """Below the words, also where a link leads to the place at once: what, who, when and why, as text."""
    item = port()
    said = Confirmed(place=True, role=True, by="<b>Ann</b>", at="2026-11-01T09:00:00Z", why="the harbour")
    first, *rest = item.resolutions
    confirmed = replace(
        item,
        resolutions=(replace(first, confirmed=said), *rest[:-1], replace(rest[-1], confirmed=Confirmed(role=True))),
    )
    page, heard = open_page([confirmed, tanker()], fragment="place=geonames:698740")
    expect(page.locator(".place .confirmed")).to_have_text(
        ["Confirmed by an editor, <b>Ann</b>, 1 November 2026: the harbour", "Role confirmed by an editor"]
    )
    assert violations(page, axe) == []
    assert heard.nothing()


def test_a_page_without_a_server_hands_the_corrections_out(
    context: BrowserContext, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    """It asks nobody, downloads its lines, and they hold; undo is a line too."""
    file = tmp_path / "review.html"
    articles = [port(), tanker()]
    file.write_text(
        draw(articles, gazetteer=gazetteer, parts=[reviewing(articles, gazetteer, by="Ben")]), encoding="utf-8"
    )
    page, heard = context.new_page(), Heard()
    heard.listen(page, file.as_uri())
    page.goto(file.as_uri())
    for key in ("x", "x", "u", "x"):
        page.keyboard.press(key)
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download corrections").click()
    kept = tmp_path / "c.jsonl"
    downloaded.value.save_as(kept)
    rows = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [set(row) & {"withdraws", "place"} for row in rows] == [{"place"}, {"place"}, {"withdraws"}, {"place"}]
    done = read_corrections(kept, gazetteer.get)
    assert len(done.targeted) == 2
    assert all(c.by == "Ben" and c.at for c in done.targeted)
    assert sum(bool(r.confirmed) for item in map(done.apply, articles) for r in item.resolutions) == 2
    assert [url for url in heard.requests if not url.startswith("blob:")] == []
    assert heard.complaints == []
