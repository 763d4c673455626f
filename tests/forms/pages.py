"""Pages, maps and subtitles: live blogs, wikis, web archives, My Maps, GPS, StoryMapJS, cues."""

import io
import json
import zipfile
from collections.abc import Callable
from html import escape

from .stories import CHANNEL, STORIES, Form, Story, point


def _words(story: Story) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in story.paragraphs)


def live(kind: str) -> bytes:
    """A live blog as data, as marks, or as articles alone."""
    head = f'<meta property="og:site_name" content="{CHANNEL}"><link rel="canonical" href="https://example.org/live">'
    if kind.startswith("data"):
        entries = [
            {"@type": "BlogPosting", "@id": f"#e{s.number}", "headline": s.title, "url": s.url, "datePublished":
             f"{s.day}T14:20:00+03:00", "articleBody": _words(s) if kind == "data_html" else s.body,
             "author": {"@type": "Person", "name": s.author}} for s in STORIES
        ]  # fmt: skip
        blog = {
            "@context": "https://schema.org", "@type": ["NewsArticle", "LiveBlogPosting"], "headline": "War live: all of it",
            "url": "https://example.org/live", "datePublished": "2024-05-01T06:00:00Z",
            "publisher": {"@type": "Organization", "name": CHANNEL}, "liveBlogUpdate": entries,
        }  # fmt: skip
        held = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, blog]}
        script = f'<script type="application/ld+json">{json.dumps(held if kind == "data_graph" else blog)}</script>'
        return f"<!doctype html><html><head>{head}{script}</head><body><h1>War live</h1></body></html>".encode()
    entries_html = "".join(
        f'<article id="e{s.number}" {"itemprop=liveBlogUpdate itemscope itemtype=https://schema.org/BlogPosting" * (kind == "marks")}>'
        f'<header><time datetime="{s.day}T14:20:00+03:00">14:20</time><h2 itemprop="headline">{escape(s.title)}</h2></header>'
        f'<div itemprop="articleBody">{_words(s)}</div></article>'
        for s in STORIES
    )
    title = "<title>Ukraine war live: latest</title>"
    return (
        f"<!doctype html><html><head>{title}{head}</head><body><nav><a href='/'>Home</a></nav><h1>Ukraine war live</h1><main>"
        f"{entries_html}</main><footer>© 2019</footer></body></html>"
    ).encode()


def _page(story: Story) -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(story.title)} - The Example Post</title>'
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="{CHANNEL}">'
        f'<meta property="article:published_time" content="{story.day}T10:00:00Z"><meta name="author" content="{story.author}">'
        f'<link rel="canonical" href="{story.url}"></head><body><nav>Menu</nav><article><h1>{escape(story.title)}</h1>'
        f"{_words(story)}</article><footer>© 2019 The Example Post</footer></body></html>"
    )


def arc() -> bytes:
    """A web archive of the old form."""
    about = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    whole = b"filedesc://x.arc 0.0.0.0 20240502000000 text/plain %d\n" % len(about) + about
    for story in STORIES:
        held = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _page(story).encode()
        whole += f"\n{story.url} 192.0.2.1 20250508000000 text/html {len(held)}\n".encode() + held
    return whole + b"\n"


def wiki(story: Story) -> bytes:
    north, east = point(story)
    return (
        f'<!DOCTYPE html><html class="client-nojs" lang="en" dir="ltr"><head><meta charset="UTF-8"/><title>{story.title} - '
        f'Wikipedia</title><link rel="canonical" href="https://en.wikipedia.org/wiki/{story.number}"/></head><body class='
        f'"mediawiki"><div id="content"><h1 id="firstHeading" class="firstHeading">{story.title}</h1><div id="bodyContent">'
        '<div id="siteSub">From Wikipedia, the free encyclopedia</div><div id="mw-content-text" class="mw-body-content"><div '
        'class="mw-parser-output"><div class="shortdescription nomobile">Attack</div><table class="infobox"><tr><th>Date</th>'
        f'<td>{story.day:%d %B %Y}</td></tr></table><span id="coordinates"><span class="geo-dec">x</span><span class="geo">'
        f'{north}; {east}</span></span>{_words(story)}<div class="mw-heading"><h2 id="References">References</h2></div><ol '
        'class="references"><li>The Washington Post, 2 May 2024</li></ol></div></div></div></div></body></html>'
    ).encode()


def _together(make: Callable[[Story], bytes], ending: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for story in STORIES:
            file.writestr(f"{story.number}.{ending}", make(story))
    return held.getvalue()


def kml(kind: str) -> bytes:
    marks = ""
    for s in STORIES:
        north, east = point(s)
        data = f'<ExtendedData><Data name="date"><value>{s.day}</value></Data></ExtendedData>'
        when = f"<TimeStamp><when>{s.day}</when></TimeStamp>"
        told = "<br>".join(map(escape, s.paragraphs)) if kind != "plain" else s.body
        told = (
            f"<description><![CDATA[{told}]]></description>"
            if kind != "plain"
            else f"<description>{escape(s.body)}</description>"
        )
        marks += (
            f"<Placemark><name>{escape(s.title)}</name>{told}<styleUrl>#icon-1899</styleUrl>"
            f"{when if kind == 'earth' else data if kind == 'maps' else when}"
            f"<Point><coordinates>\n{east},{north},0\n</coordinates></Point></Placemark>"
        )
    marks = f"<Folder><name>Layer</name>{marks}</Folder>" if kind != "plain" else marks
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Mine</name>'
        f'<Style id="icon-1899"/>{marks}</Document></kml>'
    ).encode()


def kmz() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("doc.kml", kml("earth"))
        file.writestr("images/icon-1.png", b"\x89PNG")
    return held.getvalue()


def gpx() -> bytes:
    marks = ""
    for s in STORIES:
        north, east = point(s)
        marks += (
            f'<wpt lat="{north}" lon="{east}"><ele>5</ele><time>{s.day}T10:00:00Z</time><name>{escape(s.title)}</name>'
        )
        marks += f'<desc>{escape(s.body)}</desc><link href="{s.url}"/></wpt>'
    return f'<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{marks}</gpx>'.encode()


def storymap() -> bytes:
    slides: list[object] = []
    for s in STORIES:
        north, east = point(s)
        slides.append({
            "type": "", "date": str(s.day), "text": {"headline": escape(s.title), "text": _words(s)},
            "location": {"name": s.title, "lat": north, "lon": east, "zoom": 10, "line": True},
            "media": {"url": s.url, "caption": "", "credit": ""},
        })  # fmt: skip
    return json.dumps({"width": 600, "storymap": {"language": "en", "slides": slides}}).encode()


def cues(story: Story, kind: str) -> bytes:
    """Subtitles of two lines a cue, which end in the middle of a sentence."""
    words = story.body.split()
    text = "WEBVTT\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: white }\n\n" if kind == "vtt" else "\ufeff"
    for number, at in enumerate(range(0, len(words), 8), 1):
        seconds, point_ = number * 3, "." if kind == "vtt" else ","
        lines = " ".join(words[at : at + 4]), " ".join(words[at + 4 : at + 8])
        lines = (f"<v Anna>{lines[0]}" if kind == "vtt" else f"<i>{lines[0]}</i>", lines[1])
        text += f"{number}\n00:00:{seconds:02}{point_}000 --> 00:00:{seconds + 2:02}{point_}900"
        text += " align:start position:0%" * (kind == "vtt") + "\n" + "\n".join(filter(None, lines)) + "\n\n"
    return text.encode()


PAGES = (
    *(Form("live blog", f"live_{kind}.html", lambda k=kind: live(k),
           f"title day channel body time{' author url' * kind.startswith('data')}")
      for kind in ("data", "data_html", "data_graph", "marks", "articles")),
    Form("Wikipedia", "wiki.zip", lambda: _together(wiki, "html"), "title body point"),
    Form("web archive", "a.arc", arc, "title day body url"),
    *(Form("My Maps, KML", f"{kind}.kml", lambda k=kind: kml(k), "title day body point")
      for kind in ("maps", "earth", "plain")),
    Form("My Maps, KML", "maps.kmz", kmz, "title day body point"),
    Form("GPX", "a.gpx", gpx, "title day body point url"),
    Form("StoryMapJS", "storymap.json", storymap, "title day body point url"),
    *(Form("subtitles", f"{kind}.zip", lambda k=kind: _together(lambda s: cues(s, k), k), "body time")
      for kind in ("srt", "vtt")),
)  # fmt: skip
