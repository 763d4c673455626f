"""Finding one's way among many articles: search, filters, time, clusters, heat, and the address that remembers it."""

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from gazetteer import Gazetteer, Place
from mapper.records import Article, LocatedArticle

from ..pages import KHERSON, KYIV, ODESA, port, quiet, resolved, tanker
from .conftest import Open

pytestmark = pytest.mark.browser


def report(place: Place, day: int | None, source: str, *, role: str = "site", sure: float = 0.95) -> LocatedArticle:
    """An article of one sentence about one place."""
    text = f"Shells fell near {place.name}, where the café of Zoë Łuk burned."
    article = Article(
        text=text, id=f"{place.name}-{day}", title=f"Report {day} from {place.name}", source=source,
        date=date(2024, 1, day) if day else None,
    )  # fmt: skip
    found = resolved(article, place.name, 0, place, role=role, reason="The only one.")
    return LocatedArticle(article=article, resolutions=(replace(found, confidence=sure),))


def week() -> list[LocatedArticle]:
    """Six articles: two sources, five dates, one without a date, three places."""
    return [
        report(KYIV, 1, "Agency A"), report(KYIV, 2, "Daily B", role="context"), report(ODESA, 2, "Agency A"),
        report(ODESA, 4, "Agency A", sure=0.4), report(KHERSON, 7, "Daily B"), report(KHERSON, None, "Daily B"),
    ]  # fmt: skip


def titles(page: Page) -> Locator:
    """The titles in the list of articles."""
    return page.locator(".list .title")


def test_search_folds_accents_and_knows_spellings(open_page: Open) -> None:
    """A search finds words of the text without their accents, and places by any name that the gazetteer has."""
    page, heard = open_page(week())
    expected = {
        "kiev": 2, "nowhere": 0, "Odessa": 2, "cafe zoe": 6, "ODÉSA": 2, "luk": 6, "daily b": 3, "fell kh": 2
    }  # fmt: skip
    for words, count in expected.items():
        page.get_by_role("searchbox").fill(words)
        expect(titles(page)).to_have_count(count)
        expect(page.get_by_role("status")).to_contain_text(f"{count} article")
    assert heard.nothing(), heard


def test_filters_count_live_and_can_be_undone(open_page: Open) -> None:
    """Each filter leaves what passes it; the counts follow; one press undoes all."""
    page, _ = open_page([*week(), tanker()])
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Source").select_option("Daily B")
    expect(titles(page)).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text("2 places on the map, 3 articles.")
    expect(page.locator("select[name=country] option").nth(1)).to_have_text("Ukraine (2)")
    page.get_by_label("Source").select_option("")
    page.get_by_label("Confidence").select_option("0.9")
    expect(titles(page)).to_have_count(6)
    page.get_by_label("From").fill("2024-01-02")
    expect(titles(page)).to_have_count(3)
    expect(page.locator("#filter-button")).to_have_text("Filters (2)")
    page.get_by_label("Confidence").select_option("0")
    page.get_by_label("From").fill("")
    page.get_by_label("Kind").select_option("sea")
    expect(titles(page)).to_have_text(["Tanker burns"])
    page.get_by_role("button", name="Show everything").click()
    expect(titles(page)).to_have_count(7)
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_where_nothing_passes_the_list_says_so(open_page: Open) -> None:
    """A search without a hit says so and offers to show everything."""
    page, _ = open_page(week())
    page.get_by_role("searchbox").fill("zzz")
    expect(page.locator(".view")).to_contain_text("Nothing passes the filters.")
    page.locator(".view").get_by_role("button", name="Show everything").click()
    expect(titles(page)).to_have_count(6)


def test_the_timeline_has_a_bar_for_each_day_and_can_be_played(open_page: Open) -> None:
    """Bars count articles by day; keys narrow the range; play moves it; articles without a date are counted."""
    page, heard = open_page(week())
    line = page.get_by_role("region", name="Articles by day")
    expect(line.locator(".bars g")).to_have_count(7)
    expect(line).to_contain_text("1 article without a date")
    expect(line).to_contain_text("1 Jan 2024 – 7 Jan 2024")
    line.get_by_label("Last date shown").focus()
    page.keyboard.press("ArrowLeft")
    expect(titles(page)).to_have_count(4)
    expect(line).to_contain_text("1 Jan 2024 – 6 Jan 2024")
    expect(line.get_by_label("Last date shown")).to_have_attribute("aria-valuetext", "6 Jan 2024")
    page.keyboard.press("Home")
    expect(titles(page)).to_have_text(["Report 1 from Kyiv"])
    line.get_by_role("button", name="Play").click()
    expect(line.locator(".range")).to_have_text("2 Jan 2024", timeout=5000)
    line.get_by_role("button", name="Pause").click()
    line.get_by_role("button", name="All dates").click()
    expect(titles(page)).to_have_count(6)
    box = line.locator(".bars").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 10)
    page.mouse.up()
    expect(line).to_contain_text("2 Jan 2024 – 4 Jan 2024")
    expect(titles(page)).to_have_count(3)
    assert heard.nothing(), heard


def test_the_timeline_has_an_axis_counts_and_roles(open_page: Open) -> None:
    """Bars have the colours of the strongest roles, days below and a count; played up to here they add up."""
    page, heard = open_page(week())
    line = page.get_by_role("region", name="Articles by day")
    expect(line.locator(".axis span")).to_have_text([f"{day} Jan" for day in range(1, 8)])
    expect(line.locator(".most")).to_have_text("2 articles")
    second = line.locator(".bars g").nth(1)
    assert second.locator("rect").evaluate_all("(bars) => bars.map((bar) => bar.getAttribute('class'))") == [
        "bar-site", "bar-context"
    ]  # fmt: skip
    expect(second.locator("title")).to_have_text("2 Jan 2024: 2 articles")
    line.get_by_label("What playing shows").select_option("up to here")
    expect(line.get_by_label("First date shown")).to_be_disabled()
    line.get_by_role("button", name="Play").click()
    for end, count in (("2 Jan 2024", 3), ("4 Jan 2024", 4)):
        expect(line.locator(".range")).to_have_text(f"1 Jan 2024 – {end}", timeout=5000)
        expect(titles(page)).to_have_count(count)
    line.get_by_role("button", name="Pause").click()
    line.get_by_label("What playing shows").select_option("only this")
    expect(line.get_by_label("First date shown")).to_be_enabled()
    assert heard.nothing(), heard


AXIS = """(days) => {
    const last = addDays("2024-01-01", days);
    const unit = UNITS.find((one) => days <= one.most);
    const bins = [];
    for (let from = "2024-01-01"; from <= last; from = unit.next(from)) {
        bins.push({ from, to: addDays(unit.next(from), -1) });
    }
    return ticksOf(bins).map(([, words]) => words);
}"""


def test_the_axis_fits_what_it_spans(open_page: Open) -> None:
    """Days, months or years are written as there is room for: at most twelve, and years at the beginning of one."""
    page, _ = open_page(week())
    for days, words in (
        (20, ["1 Jan", "3 Jan", "5 Jan"]), (50, ["1 Jan", "8 Jan", "15 Jan"]), (300, ["2024", "Feb", "Mar"]),
        (1500, ["2024", "Jul", "2025"]), (4000, ["2024", "2025", "2026"]), (9000, ["2025", "2030", "2035"]),
    ):  # fmt: skip
        ticks = page.evaluate(AXIS, days)
        assert (ticks[:3], len(ticks) <= 12) == (words, True)


VIEW = "[map_news.getZoom(), ...Object.values(map_news.getCenter()).map((degrees) => degrees.toFixed(3))].join()"
DIMMED = "drawn.filter(({ pins }) => isDim(pins[0])).length"


def test_an_article_among_others_is_fitted_and_the_rest_is_dimmed(open_page: Open) -> None:
    """Opened, by press or by link, it has the map to itself, also behind a place of it; Back brings the view back."""
    page, heard = open_page([*week(), tanker()])
    before = page.evaluate(VIEW)
    titles(page).nth(2).click()
    assert page.evaluate("map_news.getBounds().contains(pinById.get('geonames:698740').at)")
    assert page.evaluate("map_news.getZoom()") == 8
    names = page.locator(".label .name-pin")
    expect(names).to_have_text(["Odesa"])
    page.evaluate("map_news.setView([48, 31], 5, { animate: false })")
    assert page.evaluate(DIMMED) == 2
    assert page.evaluate("marks.getLayers().map((mark) => mark.options.opacity).sort()") == [0.25, 0.25, 1]
    page.locator(".mention").first.click()
    page.locator(".mention").first.click()
    expect(page.locator(".place h2")).to_have_text("Odesa")
    assert page.evaluate("isDim(pinById.get('geonames:703448'))")
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    assert (page.evaluate(DIMMED), page.evaluate(VIEW)) == (0, before)
    page.evaluate("openArticle(2)")
    page.wait_for_timeout(500)
    linked = page.url
    assert "map=" not in linked
    page.goto("about:blank")
    page.goto(linked)
    expect(names).to_have_text(["Odesa"])
    assert page.evaluate("map_news.getZoom()") == 8
    assert heard.nothing(), heard


def test_a_search_frames_what_it_finds(open_page: Open) -> None:
    """The map goes where the results are; with the search cleared it goes back, unless the reader has moved it."""
    page, heard = open_page([*week(), tanker()])
    before = page.evaluate(VIEW)
    page.get_by_role("searchbox").fill("kherson")
    page.wait_for_timeout(400)
    assert page.evaluate("map_news.getZoom()") == 8
    assert page.evaluate(f"map_news.getBounds().contains([{KHERSON.lat}, {KHERSON.lon}])")
    page.get_by_role("searchbox").fill("")
    page.wait_for_timeout(400)
    assert page.evaluate(VIEW) == before
    page.get_by_role("searchbox").fill("zzz")
    page.wait_for_timeout(400)
    assert page.evaluate(VIEW) == before
    page.get_by_role("searchbox").fill("kherson")
    page.wait_for_timeout(400)
    assert page.evaluate("map_news.getZoom()") == 8
    page.evaluate("map_news.setView([50, 10], 4, { animate: false })")
    page.get_by_role("searchbox").fill("")
    page.wait_for_timeout(400)
    assert page.evaluate("map_news.getZoom()") == 4
    assert heard.nothing(), heard


@pytest.mark.parametrize(
    ("articles", "undated"),
    [([port()], 0), ([tanker(), quiet()], 2), ([port(), tanker()], 1)],
    ids=["one article", "no date", "one date"],
)
def test_without_dates_there_is_no_timeline(open_page: Open, articles: list[LocatedArticle], undated: int) -> None:
    """Where fewer than two days are known there is no timeline, and the page says how many articles have no date."""
    page, _ = open_page(articles)
    expect(page.locator(".timeline")).to_have_count(0)
    expect(page.locator(".undated")).to_have_count(min(undated, 1))
    if undated:
        expect(page.locator(".undated")).to_be_visible()
        expect(page.locator(".undated")).to_have_text(f"{undated} article{'s' * (undated > 1)} without a date")


def test_the_address_remembers_what_is_shown(open_page: Open) -> None:
    """Place, filters and view stand in the fragment; the same address opened again shows the same."""
    page, _ = open_page(week())
    page.get_by_role("searchbox").fill("odessa")
    page.locator(".views button").nth(1).click()
    page.locator(".list").get_by_role("button", name="Odesa").click()
    expect(page.locator(".place h2")).to_have_text("Odesa")
    page.wait_for_timeout(600)
    address = page.url
    assert "place=geonames:698740" in address
    assert "q=odessa" in address
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".place h2")).to_have_text("Odesa")
    expect(page.get_by_role("searchbox")).to_have_value("odessa")
    expect(page.locator(".views button").nth(0)).to_have_text("Articles 2")
    assert page.evaluate("map_news.getZoom()") == int(address.rpartition(",")[2])


def test_back_and_forward_go_through_what_was_opened(open_page: Open) -> None:
    """The browser's own buttons lead from article to list and back."""
    page, _ = open_page(week())
    titles(page).nth(2).click()
    expect(page.locator(".reader h2")).to_have_text("Report 2 from Odesa")
    page.locator(".mention").first.click()
    page.locator(".mention").first.click()
    expect(page.locator(".place h2")).to_have_text("Odesa")
    page.go_back()
    expect(page.locator(".reader h2")).to_have_text("Report 2 from Odesa")
    page.go_back()
    expect(titles(page)).to_have_count(6)
    page.go_forward()
    expect(page.locator(".reader h2")).to_have_text("Report 2 from Odesa")
    page.get_by_role("button", name="Back").click()
    expect(titles(page)).to_have_count(6)


@pytest.mark.parametrize(
    "fragment",
    ["panel", "%", "place=nowhere&article=none&tab=__proto__", "map=a,b,c&sure=7&from=yesterday", "map=91,0,3",
     "map=,,", "q=<img src=x onerror=window.hacked=1>", "roles=boss&kind=constructor", "tab=unplaced&heat=1",
     "article=" + 9000 * "x"],
)  # fmt: skip
def test_a_wrong_fragment_does_no_harm(open_page: Open, fragment: str) -> None:
    """Whatever stands in the fragment, the page opens with its list and complains of nothing."""
    page, heard = open_page(week(), fragment=fragment)
    expect(page.locator(".views button").first).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert page.evaluate("Number.isFinite(map_news.getCenter().lat)")
    assert heard.nothing(), heard


def test_near_places_become_a_cluster_that_opens(open_page: Open, gazetteer: Gazetteer) -> None:
    """Forty places around Kyiv are few marks from afar; a click on a cluster goes nearer."""
    places = gazetteer.near(KYIV.lat, KYIV.lon, 60, limit=40)
    page, heard = open_page([report(place, 3, "Agency A") for place in places])
    page.evaluate(f"map_news.setView([{KYIV.lat}, {KYIV.lon}], 6, {{ animate: false }})")
    assert page.evaluate("drawn.length") < 12
    assert (
        page.evaluate("drawn.reduce((sum, cluster) => sum + cluster.pins.length, 0)") == 38
    )  # two are seas, which have names
    page.evaluate("openCluster(drawn[0].pins)")
    assert page.evaluate("map_news.getZoom()") > 6
    assert heard.nothing(), heard


def test_places_in_one_spot_are_a_list(open_page: Open) -> None:
    """Where places coincide, a click on their cluster lists them in the panel."""
    twins = [replace(KYIV, id=f"x:{i}", name=f"Twin {i}") for i in range(30)]
    page, _ = open_page([report(place, 3, "Agency A") for place in twins])
    page.evaluate(f"map_news.setView([{KYIV.lat}, {KYIV.lon}], 9, {{ animate: false }})")
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".group h2")).to_have_text("30 places in one spot")
    expect(page.locator(".group .list button")).to_have_count(30)


def test_heat_stands_in_for_pins(open_page: Open, gazetteer: Gazetteer) -> None:
    """The heat button shows a warm surface in place of the marks, and takes it away again."""
    page, heard = open_page([report(p, 3, "Agency A") for p in gazetteer.near(KYIV.lat, KYIV.lon, 90, limit=60)])
    tool = page.get_by_role("button", name="Heat instead of pins")
    tool.click()
    expect(tool).to_have_attribute("aria-pressed", "true")
    warm = """() => { const c = document.querySelector('canvas.heat');
        const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
        return data.some((value, i) => i % 4 === 3 && value > 100); }"""
    assert page.evaluate(warm)
    assert page.evaluate("marks.getLayers().length") == 0
    assert "heat=1" in page.url
    expect(page.locator(".legend .key")).to_have_text("Heat: the more is named, the strongerlittlemuch")
    tool.click()
    expect(page.locator(".legend .key")).to_be_hidden()
    assert page.evaluate("marks.getLayers().length") > 0
    assert heard.nothing(), heard


def test_a_cluster_names_what_it_holds(open_page: Open, gazetteer: Gazetteer) -> None:
    """Pointed at, it says the names of the first two places, how many more there are, and what they are."""
    places = gazetteer.near(KYIV.lat, KYIV.lon, 5, limit=9)
    page, _ = open_page([report(place, 3, "Agency A") for place in places])
    page.evaluate(f"map_news.setView([{KYIV.lat}, {KYIV.lon}], 4, {{ animate: false }})")
    cluster = page.evaluate("drawn.map(({ pins }) => pins.map((pin) => pin.name)).find((names) => names.length > 2)")
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2)
    names, count = f"{cluster[0]}, {cluster[1]} and {len(cluster) - 2} more", len(cluster)
    expect(page.locator(".leaflet-tooltip")).to_have_text(f"{names}{count} places: {count} where it happened")


def test_many_places_are_counted_by_region(open_page: Open, gazetteer: Gazetteer) -> None:
    """Above 300 places regions can be shaded by mentions: their sum is that of the pins, and the filters hold."""
    places = gazetteer.near(KHERSON.lat, KHERSON.lon, 700, limit=301)
    page, heard = open_page([tanker(), *(report(place, 1 + i % 7, "Agency A") for i, place in enumerate(places))])
    page.get_by_role("button", name="Counts by region").click()
    assert "regions=1" in page.url
    key = page.locator(".legend .key")
    expect(key).to_contain_text("Mentions by region")
    sums = "[regions, pins].map((all) => all.reduce((sum, one) => sum + (one.count ?? passed.pinCount[one.index]), 0))"
    counted, every = page.evaluate(sums)
    seas = 1 + sum(not place.admin1 and place.kind != "region" for place in places)
    assert every == 303
    assert 290 < counted <= every - seas
    expect(key).to_contain_text(f"In no region: {every - counted}")
    assert page.evaluate("marks.getLayers().length") == 0
    last = page.evaluate("Math.max(...regions.map(({ count }) => count))")
    expect(key.locator("li").last).to_contain_text(f"{last}")
    page.evaluate("timeline.choose(0, 0)")
    assert 0 < page.evaluate(sums)[0] < counted
    address = page.url
    page.get_by_role("button", name="Heat instead of pins").click()
    expect(page.get_by_role("button", name="Counts by region")).to_have_attribute("aria-pressed", "false")
    page.goto("about:blank")
    page.goto(address)
    expect(key).to_contain_text("Mentions by region")
    assert heard.nothing(), heard


# What a press of a key costs, in things that can be counted: a clock would count what else the machine does.
WORK = """async (words) => {
    const work = { folded: 0, addresses: 0, made: 0 };
    const [plain, replaceState, createElement] = [window.fold, history.replaceState, document.createElement];
    window.fold = (text) => { work.folded++; return plain(text); };
    history.replaceState = (...entry) => { work.addresses++; replaceState.apply(history, entry); };
    document.createElement = (tag) => { work.made++; return createElement.call(document, tag); };
    const box = document.getElementById("search");
    for (let i = 1; i <= words.length; i++) {
        box.value = words.slice(0, i);
        box.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    }
    await new Promise((done) => setTimeout(done, 1000));
    window.fold = plain;
    delete history.replaceState;
    delete document.createElement;
    return work;
}"""


def test_thousands_of_places_are_sifted_with_little_work(open_page: Open, gazetteer: Gazetteer) -> None:
    """A letter typed over two thousand places folds no text anew, makes few elements, and waits with the address."""
    places = gazetteer.near(49.99, 36.23, 1500, limit=2_000)
    page, heard = open_page([report(place, 1 + i % 28, "Agency A") for i, place in enumerate(places)])
    page.evaluate(
        """async () => {
            const ready = () => [...articles, ...placed, ...pins].every((one) => one.folded);
            while (!ready()) await new Promise((done) => setTimeout(done, 50));
        }"""
    )
    standing = page.evaluate("standing.size")
    work: dict[str, int] = page.evaluate(WORK, "khark")
    assert work["folded"] <= 5 * 2, "the words that are looked for, as text and as a name"
    assert work["addresses"] == 1
    # 200 rows of four elements each, names on the map of two, and a few words elsewhere.
    assert 4 < work["made"] <= 5 * (200 * 4 + standing * 2 + 20)
    known = gazetteer.names(place.id for place in places)
    found = [id_ for id_, names in known.items() if any(" khark" in f" {name}" for name in names)]
    expect(titles(page)).to_have_count(len(found))
    assert page.url.endswith("q=khark")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".views button").first).to_have_text(re.compile(r"Articles 2,000"))
    assert heard.nothing(), heard


def test_a_link_to_the_view_is_copied_or_shown(open_page: Open) -> None:
    """The link button copies the address, or shows it where the clipboard is closed."""
    page, _ = open_page(week())
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.locator(".toast")).to_be_visible()
