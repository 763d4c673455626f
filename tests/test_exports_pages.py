"""Wikis, live blogs and maps in the forms in which they are saved."""

import json
from pathlib import Path

import pytest

from mapper.origins import Coded
from mapper.read.articles import read_articles
from mapper.records import Article


def read_all(path: Path, content: str) -> list[Article]:
    path.write_text(content, encoding="utf-8")
    return list(read_articles([path]))


ADDRESS = "https://en.wikipedia.org/wiki/R"
WIKI = f"""<html lang="en"><head><title>Battle of Reni - Wikipedia</title><link rel="canonical" href="{ADDRESS}"></head>
<body><h1 id="firstHeading">Battle of Reni</h1><div class="mw-parser-output"><div class="hatnote">See Goma.</div>
<span id="coordinates"><span class="geo">45.4; 28.2</span></span><table class="infobox"><tr><td>Kyiv</td></tr></table>
<p>Drones hit Reni.<sup class="reference">[1]</sup></p><div><h2>Course</h2><span class="mw-editsection">[edit]</span>
</div><p>The road to Izmail closed.</p><h2>References</h2><ol><li>The Post. London.</li></ol></div></body></html>"""


def test_a_page_of_a_wiki_is_its_article(tmp_path: Path) -> None:
    """Without its boxes, its notes and the places in which those were printed; its point is kept beside ours."""
    (article,) = read_all(tmp_path / "a.html", WIKI)
    assert (article.title, article.source, article.url) == ("Battle of Reni", "Wikipedia", ADDRESS)
    assert article.text == "Battle of Reni\n\nDrones hit Reni.\n\nCourse\n\nThe road to Izmail closed."
    assert article.coded == (Coded(dataset="Wikipedia", lat=45.4, lon=28.2, place="Battle of Reni"),)


ENTRIES = (("Fire in Izium", "It is out."), ("Drones over Reni", "A silo was hit."), ("Sake quiet", "No shells fell."))
UPDATES = [
    {"@type": "BlogPosting", "name": title, "text": body, "dateCreated": f"2025-03-04T1{number}:00:00Z"}
    for number, (title, body) in enumerate(ENTRIES)
]
DATA = json.dumps({"@graph": [{"@type": ["NewsArticle", "LiveBlogPosting"], "liveBlogUpdate": UPDATES}]})
SCRIPT = f'<script type="application/ld+json">{DATA}</script>'
ENTRY = '<article id="e{0}"><time datetime="2025-03-04T1{0}:00:00Z">1{0}:00</time><h2>{1}</h2><p>{2}</p></article>'
ARTICLES = "".join(ENTRY.format(number, *entry) for number, entry in enumerate(ENTRIES))


@pytest.mark.parametrize("content", [f"<head>{SCRIPT}</head>", f"<body><h1>War, live</h1>{ARTICLES}</body>"])
def test_the_entries_of_a_live_blog_are_told_by_data_or_by_marks(tmp_path: Path, content: str) -> None:
    """Whatever the fields of its data are called; each with its hour."""
    articles = read_all(tmp_path / "a.html", f"<!doctype html><html>{content}</html>")
    assert [a.text for a in articles] == ["\n\n".join(entry) for entry in ENTRIES]
    assert [a.times[0].time for a in articles] == [f"2025-03-04T1{number}:00:00Z" for number in range(3)]
    assert {str(a.declared) for a in articles} == {"2025-03-04"}


def test_a_page_of_articles_that_is_not_live_is_none(tmp_path: Path) -> None:
    """It is read as a page."""
    assert len(read_all(tmp_path / "a.html", f"<!doctype html><html><h1>War</h1>{ARTICLES * 3}</html>")) == 1


def test_the_data_of_a_place_are_read_with_it(tmp_path: Path) -> None:
    """Its name, day and link may stand there; what is about pictures is left out."""
    data = "<Data name='Name'><value>Silo</value></Data><Data name='Date'><value>2025-03-04</value></Data>"
    data += "<Data name='gx_media_links'><value>https://x.example/a.jpg</value></Data>"
    mark = (
        f"<Placemark><description>&lt;a href='https://example.org/a'&gt;post&lt;/a&gt;</description>{data}</Placemark>"
    )
    (article,) = read_all(tmp_path / "a.kml", f"<kml>{mark}</kml>")
    assert (article.title, str(article.declared), article.url) == ("Silo", "2025-03-04", "https://example.org/a")
    assert "x.example" not in article.text
