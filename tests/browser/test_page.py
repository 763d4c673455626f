"""The page in a real browser: map and text are joined, by pointer and by keyboard, and nothing leaves it."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from gazetteer import Place
from mapper.records import Article, LocatedArticle

from ..pages import KHERSON, KYIV, ODESA, port, quiet, resolved, tanker
from .conftest import Open

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}}


def centre(page: Page) -> tuple[float, float]:
    """Latitude and longitude of the middle of the map."""
    point = page.evaluate("() => { const c = window.map_news.getCenter(); return [c.lat, c.lng]; }")
    return point[0], point[1]


def shows(page: Page, lat: float, lon: float, zoom: int) -> bool:
    """True where the map is at that point, at that zoom at least."""
    at = centre(page)
    return abs(at[0] - lat) < 0.01 and abs(at[1] - lon) < 0.01 and page.evaluate("map_news.getZoom()") >= zoom


def click_at(page: Page, lat: float, lon: float) -> None:
    """Click on a point of the map, from so near that no other pin is close to it."""
    page.evaluate(f"map_news.setView([{lat}, {lon}], 8, {{ animate: false }})")
    point = page.evaluate(
        """([lat, lon]) => {
            const box = map_news.getContainer().getBoundingClientRect();
            const p = map_news.latLngToContainerPoint([lat, lon]);
            return [p.x + box.left, p.y + box.top];
        }""",
        [lat, lon],
    )
    page.mouse.move(point[0], point[1])
    page.mouse.click(point[0], point[1])


def mention(page: Page, words: str) -> Locator:
    """The first mention of that text."""
    return page.locator(".mention", has_text=words).first


def view(page: Page, number: int) -> Locator:
    """A button for a view: the articles, the places, what is not on the map."""
    return page.locator(".views button").nth(number)


@pytest.mark.parametrize("articles", [[port()], [port(), tanker()], [quiet()], []], ids=["one", "two", "quiet", "none"])
def test_a_page_asks_nobody_and_complains_of_nothing(open_page: Open, articles: list[LocatedArticle]) -> None:
    """On load no request is made, no error logged and no rule of the policy broken."""
    page, heard = open_page(articles)
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    page.wait_for_timeout(300)
    assert heard.nothing(), heard


def test_the_map_has_land_and_water(open_page: Open) -> None:
    """Around a pin on the coast the canvas has more than one colour, at the first view and close by."""
    page, _ = open_page([port()])
    colours = """() => {
        const seen = new Set();
        for (const tile of document.querySelectorAll('canvas.leaflet-tile')) {
            const data = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height).data;
            for (let i = 0; i < data.length; i += 4000) seen.add(data.slice(i, i + 3).join());
        }
        return seen.size;
    }"""
    assert page.evaluate(colours) >= 3
    mention(page, "Odessa").click()
    page.evaluate("map_news.setZoom(12, { animate: false })")
    page.wait_for_timeout(300)
    assert page.evaluate(colours) >= 2


def test_a_pin_opens_its_excerpts(open_page: Open) -> None:
    """A click on a pin shows its name, its spelling in the text, and each excerpt with the mention marked."""
    page, heard = open_page([port(), tanker()])
    click_at(page, ODESA.lat, ODESA.lon)
    place = page.locator(".place")
    expect(place.locator("h2")).to_have_text("Odesa")
    expect(place.locator(".where")).to_have_text("City in Odesa Oblast, Ukraine")
    expect(place.locator(".spelling")).to_contain_text("“Odessa”")
    expect(place.locator("mark")).to_have_text(["Odessa", "Odessa", "Odessa", "Odesa"])
    expect(place.locator("blockquote").nth(1)).to_have_text(
        "Drones struck grain stores in Odessa, on the Black Sea, before dawn."
    )
    expect(place.locator(".from")).to_have_text(["Tanker burns"])
    link = place.get_by_role("link", name=re.compile("Original"))
    expect(link).to_have_attribute("href", "https://example.org/port")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(place.locator("time").first).to_have_text("5 October 2022")
    place.locator("summary").first.click()
    expect(place.locator(".why").first).to_contain_text("A spelling of Odesa.")
    expect(place.locator(".why").first).to_contain_text("very sure (90 %)")
    assert heard.nothing(), heard


def test_a_mention_flies_the_map_to_its_pin(open_page: Open) -> None:
    """A click on a mention moves the map there and marks it; a second click opens its excerpts."""
    page, _ = open_page([port()])
    mention(page, "Odessa").click()
    assert shows(page, ODESA.lat, ODESA.lon, 9)
    expect(mention(page, "Odessa")).to_have_attribute("aria-current", "true")
    expect(page.locator(".card-name")).to_have_text("Odesa")
    mention(page, "Kherson").click()
    expect(page.locator('[aria-current="true"]')).to_have_text("Kherson")
    mention(page, "Kherson").click()
    expect(page.locator(".place h2")).to_have_text("Kherson")


def test_a_flight_ends_at_the_pin(open_page: Open) -> None:
    """With motion allowed the map flies, and arrives."""
    page, _ = open_page([port()], reduced_motion="no-preference")
    mention(page, "Kherson").click()
    page.wait_for_timeout(1500)
    assert shows(page, 46.65581, 32.6178, 9)


def test_the_keyboard_reaches_every_mention(open_page: Open) -> None:
    """An arrow goes from mention to mention, Enter flies, Enter again opens the excerpts, Escape leads back."""
    page, _ = open_page([port()])
    mention(page, "Odessa").focus()
    for words in ("Odessa", "Black Sea", "Kyiv"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(":focus")).to_contain_text(words)
    page.keyboard.press("Enter")
    assert shows(page, KYIV.lat, KYIV.lon, 9)
    expect(page.get_by_role("status")).to_contain_text("The map shows Kyiv, Capital city in Kyiv City, Ukraine")
    page.keyboard.press("Enter")
    expect(page.locator(".place h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(mention(page, "Kyiv")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()


def test_the_keyboard_reaches_every_pin(open_page: Open) -> None:
    """The list of places has a button for each pin, actors too, which opens its excerpts and flies there."""
    page, _ = open_page([port()])
    view(page, 1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".list .title")).to_have_text(["Odesa", "Black Sea", "Kherson", "Kyiv"])
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text().startswith("Kherson"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".place h2")).to_have_text("Kherson")
    assert shows(page, 46.65581, 32.6178, 9)


def test_tab_goes_through_the_page_without_a_trap(open_page: Open) -> None:
    """From the top of the page Tab reaches the map, the legend, the views, the mentions and the credits."""
    page, _ = open_page([port()])
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.className + ': ' + document.activeElement.textContent.trim()")
        )
        if "Leaflet" in seen[-1]:
            break
    whole = "\n".join(seen)
    for words in ("skip", "leaflet-container", "zoom-in", "Pins", "Article", "lit: Odessa", "GeoNames"):
        assert words in whole
    assert "Leaflet" in seen[-1]


def test_actors_are_hidden_until_asked_for(open_page: Open) -> None:
    """The legend counts roles and is the filter: a click where an actor stands does nothing until it is shown."""
    page, _ = open_page([port()])
    boxes = page.locator(".legend label")
    expect(boxes).to_have_text(["It happened here1", "Named for context3", "Acting or speaking1"])
    click_at(page, KYIV.lat, KYIV.lon)
    expect(page.locator(".place")).to_have_count(0)
    boxes.nth(2).click()
    expect(page.get_by_role("status")).to_have_text("4 places on the map.")
    click_at(page, KYIV.lat, KYIV.lon)
    expect(page.locator(".place h2")).to_have_text("Kyiv")


def test_only_what_is_near_something_has_a_circle(open_page: Open) -> None:
    """What the text puts so far from a town has a circle, faint until it is chosen; a sea has its name alone."""
    near = Place(id="x:near", name="20 km from Kherson", lat=46.8, lon=32.4, kind="area", country="UA", precision_km=20)
    article = Article(text="Shells fell near Kherson.", title="Word")
    found = resolved(article, "near Kherson", 0, near, role="site", reason="because")
    page, heard = open_page([port(), LocatedArticle(article=article, resolutions=(found,))])
    circles = """zoom => {
        if (zoom) map_news.setView([46.8, 32.4], zoom, { animate: false });
        const circles = Object.values(map_news._layers).filter((layer) => layer instanceof L.Circle);
        return circles.map((circle) => [circle.getRadius(), circle.options.opacity]);
    }"""
    assert page.evaluate(circles, 9) == [[20_000, 0.5]]
    assert page.evaluate(circles, 5) == []
    page.evaluate("select(pins.find((pin) => pin.kind === 'area'))")
    assert page.evaluate(circles, 9) == [[20_000, 1]]
    page.evaluate("openPlace(pins.find((pin) => pin.kind === 'area'))")
    expect(page.locator(".place .note")).to_contain_text("20 km")
    page.evaluate("openPlace(pins.find((pin) => pin.kind === 'sea'))")
    assert page.evaluate(circles, 5) == []
    expect(page.locator(".name-area", has_text="BLACK SEA")).to_be_visible()
    assert heard.nothing(), heard


def test_what_was_not_placed_is_listed_with_its_reason(open_page: Open) -> None:
    """A name without a place is on the list "Not on the map", and leads to its article."""
    page, _ = open_page([port(), tanker()])
    view(page, 2).click()
    expect(page.locator(".unplaced-list")).to_contain_text("Ambiguous: 31 villages.")
    page.locator(".unplaced-list button").click()
    expect(page.locator(".reader .unplaced")).to_have_text("Novoselivka")


def test_from_an_excerpt_to_its_place_in_the_article(open_page: Open) -> None:
    """The button "Read in the article" opens the article at that mention."""
    page, _ = open_page([port(), tanker()])
    click_at(page, ODESA.lat, ODESA.lon)
    page.get_by_role("button", name="Read in the article").nth(2).click()
    current = page.locator('.reader [aria-current="true"]')
    expect(current).to_be_in_viewport()
    assert page.evaluate("n => n.nextSibling.textContent", current.element_handle()).startswith(" has 1 million")


def test_the_title_is_shown_once(open_page: Open) -> None:
    """A text that begins with its title does not repeat it, and keeps its paragraphs."""
    page, _ = open_page([port()])
    assert page.locator(".reader").inner_text().count("Drones hit the port") == 1
    expect(page.locator("h1")).to_have_class("unseen")
    text = page.locator(".text")
    assert text.inner_text().startswith("Drones struck")
    assert "wounded.\n\nKyiv" in text.inner_text()


def test_without_a_place_the_page_says_so(open_page: Open) -> None:
    """Where nothing was found there is the article, the world, and a sentence."""
    page, _ = open_page([quiet()])
    expect(page.locator(".notice")).to_have_text("No place was found in this article, so the map is empty.")
    expect(page.locator(".text")).to_contain_text("Nothing at all.")
    expect(page.locator(".legend")).to_be_hidden()


def test_the_page_works_in_a_sandboxed_frame(open_page: Open) -> None:
    """In <iframe sandbox="allow-scripts"> pins and mentions work, without an error."""
    page, heard = open_page([port()], frame=True)
    frame = page.frame_locator("iframe")
    frame.locator(".mention", has_text="Kherson").click()
    expect(frame.locator(".card-name")).to_have_text("Kherson")
    frame.locator(".card button").first.click()
    expect(frame.locator(".place h2")).to_have_text("Kherson")
    assert heard.nothing(), heard


def test_on_a_phone_the_map_is_above_the_words(open_page: Open) -> None:
    """At 320 px nothing scrolls sideways, and map and article stand one below the other."""
    page, _ = open_page([port(), tanker()], **PHONE)
    map_box, panel = page.locator(".map").bounding_box(), page.locator(".panel").bounding_box()
    assert map_box is not None
    assert panel is not None
    assert map_box["width"] == panel["width"] == 320
    assert panel["y"] >= map_box["y"] + map_box["height"] - 1
    for number in (1, 2, 0):
        view(page, number).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate("document.querySelector('.panel').scrollWidth") <= 320


def test_light_and_dark_follow_the_system(open_page: Open) -> None:
    """The page and the canvas of the map change colours with the system, also while it is open."""
    page, _ = open_page([port()], color_scheme="dark")
    water = (
        """() => [...document.querySelector('canvas.leaflet-tile').getContext('2d').getImageData(0, 0, 1, 1).data]"""
    )
    assert sum(page.evaluate(water)[:3]) < 200
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.wait_for_timeout(300)
    assert sum(page.evaluate(water)[:3]) > 600


UKRAINE = Place(id="x:ua", name="Ukraine", lat=49.0, lon=32.0, kind="country", country="UA", precision_km=400.0)
ASIDE = Place(id="x:tx", name="Odessa", lat=31.84568, lon=-102.36764, kind="city", country="US", admin1="Texas")


def war() -> LocatedArticle:
    """A story in the south of a country, with an aside about a town far away."""
    towns = {
        name: Place(id=f"x:{name}", name=name, lat=lat, lon=lon, kind="city", country="UA")
        for name, lat, lon in (("Ochakiv", 46.62, 31.55), ("Mykolaiv", 46.97, 31.99))
    }
    marks = [
        ("Odesa", ODESA),
        ("Ukraine", UKRAINE),
        ("Kherson", KHERSON),
        *towns.items(),
        ("Odesa", ODESA),
        ("Odesa", ODESA),
        ("Odessa", ASIDE),
    ]
    article = Article(
        text="Odesa in Ukraine was hit, and Kherson, Ochakiv, Mykolaiv, and Odesa again. Odesa burns. "
        "Odessa in Texas sent help."
    )
    found, at = [], 0
    for word, place in marks:
        found.append(resolved(article, word, at, place, role="site", reason="Its name."))
        at = found[-1].mention.end
    return LocatedArticle(article=article, resolutions=tuple(found))


def test_four_of_four_places_are_in_the_first_view(open_page: Open) -> None:
    """One place of few is more than a fifth of what happened, and is in the first view however far away it is."""
    item = war()
    few = [mark for mark in item.resolutions if mark.place and mark.place.name != "Mykolaiv"]
    page, _ = open_page([replace(item, resolutions=tuple(few))])
    assert page.evaluate("pins.filter((pin) => !isNamed(pin)).every(({ at }) => map_news.getBounds().contains(at))")


def test_the_map_is_framed_on_the_story(open_page: Open) -> None:
    """An aside far away does not widen the first view; the edge says what is outside, and a press shows all."""
    page, heard = open_page([war()])
    assert page.evaluate("map_news.getZoom()") >= 6
    chip = page.locator(".outside")
    expect(chip).to_have_text("1 place outside: Odessa ›")
    chip.click()
    assert page.evaluate("map_news.getZoom()") <= 3
    expect(chip).to_be_hidden()
    assert heard.nothing(), heard


def test_a_small_window_is_framed_on_the_story(open_page: Open) -> None:
    """Where the map is a hundred pixels high it shows the story and not the world."""
    page, _ = open_page([war()], viewport={"width": 320, "height": 240})
    assert page.evaluate("map_news.getZoom()") >= 5


def test_a_shape_comes_back_where_the_map_is_now(open_page: Open) -> None:
    """A filter takes a shape away; put back after the map was zoomed or moved it lies where its country is."""
    page, _ = open_page([war()])
    off = """(() => {
        const [shape] = shades.getLayers();
        const corner = map_news.latLngToLayerPoint(shape.getBounds().getNorthWest());
        return corner.distanceTo(shape._rawPxBounds.min);
    })()"""
    for move in (
        "",
        "map_news.setZoom(map_news.getZoom() - 1, { animate: false })",
        "map_news.panBy([90, 40], { animate: false })",
    ):
        page.evaluate("filter.kind = 'city'; applyFilters()")
        assert page.evaluate("shades.getLayers().length") == 0
        page.evaluate(f"{move}; resetFilters()")
        assert page.evaluate(off) < 1


def test_a_country_is_a_shape_with_a_name(open_page: Open) -> None:
    """It has no pin and no disc; its name in capitals, inside the view, is what is pressed, and its edge is drawn."""
    page, heard = open_page([war()])
    assert page.evaluate("drawn.flatMap(({ pins }) => pins).every(({ kind }) => kind !== 'country')")
    assert page.evaluate("shades.getLayers().length") == 1
    assert (
        page.evaluate("vectorMap().filter((node) => node && node.getAttribute('fill-opacity') === '0.14').length") == 1
    )
    page.locator(".name-area", has_text="UKRAINE").click()
    expect(page.locator(".place h2")).to_have_text("Ukraine")
    expect(page.locator(".place .note")).to_have_text("Shaded: the whole area is meant, where in it is not known.")
    page.get_by_role("button", name="Show on the map").click()
    assert page.evaluate("map_news.getBounds().contains([[44.5, 22.2], [52.3, 40.1]])")
    assert heard.nothing(), heard
