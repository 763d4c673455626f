"""The page as a file: nothing is fetched, nothing of an article is markup, and it stays small."""

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer, Place
from mapper import locate
from mapper.draw.page import draw
from mapper.draw.words import LANGUAGES
from mapper.read.articles import read_articles
from mapper.records import Article, LocatedArticle

from .pages import HOSTILE, hostile, port, quiet, resolved, tanker

EXAMPLES = Path(__file__).parents[1] / "examples"


class Tags(HTMLParser):
    """Every start tag with its attributes, and the text of every script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inside: list[tuple[str, dict[str, str], str]] = []
        self.open = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.open = tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- HTMLParser gives it
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside.append((*self.tags[-1], data))

    def attribute(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def data_of(page: str) -> Any:
    """What is in the page's data block."""
    (block,) = (text for tag, attributes, text in Tags(page).inside if tag == "script" and "type" in attributes)
    return json.loads(block)


@pytest.fixture(scope="module")
def page(gazetteer: Gazetteer) -> str:
    """One article on a page."""
    return draw([port()], gazetteer=gazetteer)


def test_nothing_in_the_page_is_fetched(page: str) -> None:
    """No element has a source elsewhere, no style an import or a url, and links lead only to credits."""
    tags = Tags(page)
    assert tags.attribute("src") == []
    assert [a["href"] for tag, a in tags.tags if tag == "link"] == ["data:,"]
    links = [a["href"] for tag, a in tags.tags if tag == "a" and not a["href"].startswith("#")]
    assert {link.split("/")[2] for link in links} == {
        "www.geonames.org", "creativecommons.org", "whosonfirst.org", "www.naturalearthdata.com", "leafletjs.com",
    }  # fmt: skip
    styles = "".join(text for tag, _, text in tags.inside if tag == "style")
    assert not re.search(r"url\(|@import|http", styles)
    assert not re.search(r"cdn|jquery|bootstrap|sourceMappingURL", page)


def test_the_page_credits_its_sources(page: str) -> None:
    """GeoNames with its licence, Who's On First, Natural Earth and Leaflet are named on the page itself."""
    text = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)
    for words in (
        "GeoNames",
        "CC BY 4.0",
        "Who’s On First",
        "Natural Earth",
        "public domain",
        "Leaflet",
        "BSD-2-Clause",
    ):
        assert words in text


def test_only_what_the_policy_lists_may_run(page: str) -> None:
    """The policy has the hash of each script and style, and no unsafe word; no element has handlers or styles."""
    tags = Tags(page)
    (policy,) = (a["content"] for _, a in tags.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "*" not in policy
    for kind in ("script", "style"):
        texts = [text for tag, attributes, text in tags.inside if tag == kind and "type" not in attributes]
        hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]
        assert f"{kind}-src {' '.join(hashes)};" in policy
    assert not [name for _, a in tags.tags for name in a if name.startswith("on") or name == "style"]


def test_the_policy_comes_before_what_it_governs(page: str) -> None:
    """Nothing stands before the policy but the character set."""
    names = [tag for tag, _ in Tags(page).tags]
    assert names[:4] == ["html", "head", "meta", "meta"]


def test_one_article_is_at_most_480_kb(page: str) -> None:
    """A page of one article can be mailed; of that Leaflet is a third."""
    assert len(page.encode()) <= 480_000


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.[tm]*")), ids=lambda file: file.name)
def test_each_example_is_at_most_480_kb(gazetteer: Gazetteer, file: Path) -> None:
    """The bound holds for real articles, whose places may lie on several continents."""
    page = draw(locate(read_articles([file]), gazetteer=gazetteer), gazetteer=gazetteer)
    assert len(page.encode()) <= 480_000


def test_time_and_heat_are_in_no_page_of_one_short_article(page: str) -> None:
    """What many articles or places ask for costs a page of few not a byte, whose words and styles it lacks too."""
    crowd = draw([port(), tanker()])
    for trace in ("slider", "by_month", ".brush", "createRadialGradient"):
        assert trace in crowd
        assert trace not in page


@cache
def sahel(gazetteer: Gazetteer) -> list[LocatedArticle]:
    """The example with the largest page, located once."""
    return list(locate(read_articles([EXAMPLES / "sahel.txt"]), gazetteer=gazetteer))


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_it_is_at_most_480_kb(gazetteer: Gazetteer, language: str) -> None:
    """The bound holds in each language of the page, those included whose letters take two bytes."""
    page = draw(sahel(gazetteer), gazetteer=gazetteer, language=language)
    assert f'lang="{language}"' in page[:80]
    assert len(page.encode()) <= 480_000


def test_a_long_article_in_eight_places_is_still_small(gazetteer: Gazetteer) -> None:
    """Ten thousand characters and eight places all over the world stay within the same bound."""
    names = [("Kyiv", 50.45, 30.52), ("Gaza", 31.5, 34.47), ("Goma", -1.67, 29.22), ("Manila", 14.6, 120.98),
             ("Bogota", 4.6, -74.08), ("Oslo", 59.91, 10.74), ("Sanaa", 15.35, 44.2),
             ("Suva", -18.14, 178.44)]  # fmt: skip
    text = "".join(
        f"In {name} there was fighting. " + "Nobody could say how many were hurt. " * 32 for name, *_ in names
    )
    article = Article(text=text, title="Everywhere")
    found = tuple(
        resolved(
            article,
            name,
            0,
            Place(id=f"x:{name}", name=name, lat=lat, lon=lon, kind="city"),
            role="site",
            reason="because",
        )
        for name, lat, lon in names
    )
    page = draw([LocatedArticle(article=article, resolutions=found)], gazetteer=gazetteer)
    assert len(page.encode()) <= 480_000


def test_a_page_tells_what_made_it_as_far_as_that_is_known(gazetteer: Gazetteer) -> None:
    """The gazetteer with its size and sources, and what finds the names: our network, unless another is known."""

    def about(recogniser: str = "") -> str:
        drawn = draw([port()], gazetteer=gazetteer, recogniser=recogniser)
        return drawn[drawn.index('<dialog id="about"') : drawn.index("</dialog>")]

    facts = gazetteer.info()
    assert f"The gazetteer knows {facts['counts']['places']:,} places" in about()
    assert all(f"{source['version']} ({source['licence']})" in about() for source in facts["sources"])
    assert "own network" in about()
    assert "mapper model info" in about()
    named = about("/home/somebody/<b>en_news")
    assert "spaCy pipeline &lt;b&gt;en_news" in named
    assert "own network" not in named
    assert "somebody" not in named


def test_the_same_articles_give_the_same_page(page: str, gazetteer: Gazetteer) -> None:
    """Drawing again gives the same bytes."""
    assert draw([port()], gazetteer=gazetteer) == page


def test_drawing_needs_no_gazetteer() -> None:
    """Without a gazetteer the countries have their names from the basemap, and the towns none."""
    data = data_of(draw([port()]))
    assert data["towns"] == []
    assert "Ukraine" in {name for _, name, *_ in data["countries"]}


def test_towns_around_the_pins_have_names(page: str) -> None:
    """The page knows towns near its pins, most populous first, but none that has a pin itself."""
    names = [name for name, *_ in data_of(page)["towns"]]
    assert "Mykolayiv" in names or "Mykolaiv" in names
    assert "Odesa" not in names
    people = [row[3] for row in data_of(page)["towns"]]
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize(
    ("articles", "given", "title"),
    [
        (["port"], "", "Drones hit the port of Odessa"),
        (["port", "tanker"], "", "2 articles on the map"),
        (["port", "tanker"], "Week <40>", "Week <40>"),
        ([], "", "0 articles on the map"),
    ],
)
def test_the_page_has_a_title(articles: list[str], given: str, title: str) -> None:
    """The title is the one given, else that of the only article, else a count."""
    page = draw([{"port": port, "tanker": tanker}[name]() for name in articles], title=given)
    assert data_of(page)["title"] == title
    assert [text for tag, _, text in Tags(page).inside if tag == "title"] == [title]


def test_an_article_without_places_has_a_page() -> None:
    """No place is no error: the page has the article and an empty collection."""
    data = data_of(draw([quiet()]))
    assert data["places"] == []
    assert data["articles"][0][1] == "A quiet day"


def test_the_places_are_listed_without_javascript(page: str) -> None:
    """A reader without JavaScript gets the places as a list."""
    *_, block = re.findall(r"<noscript>.*?</noscript>", page, flags=re.DOTALL)
    assert "Odesa" in block
    assert "(3 mentions)" in block


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str, page: str) -> None:
    """Whatever stands in the fields of an article, the page has the same elements, and the text reads back."""
    drawn = draw([hostile(text)], title=text)
    drawn.encode()

    def outline(page: str) -> list[str]:
        # The map that stands still has a dot a place, and numbers alone: test_noscript.py looks at it.
        page = re.sub(r'<noscript><svg[\w\s"=.,:;<>/-]*?</svg></noscript>', "", page)
        return [tag for tag, _ in Tags(page).tags if tag not in ("li", "bdi")]

    assert outline(drawn) == outline(page)
    whole = text.replace("\ud83d", "\ufffd")
    data = data_of(drawn)
    _, _, _, source, url, _, head, _ = data["articles"][0]
    assert source == whole
    assert url == ""
    assert "".join(p if isinstance(p, str) else p[0] for p in head) == whole.strip()
    assert data["places"][0][1] == whole


@pytest.mark.parametrize(
    "script", sorted((Path(__file__).parents[1] / "mapper" / "page").rglob("*.js")), ids=lambda path: path.name
)
def test_no_template_stands_in_another(script: Path) -> None:
    """What makes the scripts small takes the words of a template inside a template for code, and their spaces away."""
    assert re.findall(r"[$][{][^{}`]*`.*", script.read_text("utf-8")) == []
