"""Five stories of our own, in the form of each export that people hold: what programs of others write, by hand."""

import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import docx


class Story(NamedTuple):
    """What an export has of a story."""

    title: str
    day: dt.date
    source: str
    author: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def number(self) -> int:
        return STORIES.index(self)

    @property
    def url(self) -> str:
        return f"https://example.org/{self.number}"


STORIES = (
    Story("Market shelled in Kherson", dt.date(2024, 5, 2), "The Example Post", "Alex Example",
          ("Shells hit a market in Kherson on Thursday and wounded four people.", "The road to Mykolaiv stayed open.")),
    Story("Ferry port on the Danube hit", dt.date(2024, 5, 7), "Example Times (London)", "Bo Example",
          ("A drone hit the ferry port at Izmail before dawn.", "Two dock workers were taken to hospital.")),
    Story("Camp near Goma emptied", dt.date(2024, 5, 13), "Example Herald", "Cleo Example",
          ("Families left a camp at the edge of Goma after a night of shelling.", "The army blamed rebels near Sake.")),
    Story("Bridge reopened in Mostar", dt.date(1993, 1, 5), "Der Beispielbote", "Dana Example",
          ("The bridge at Mostar was opened to lorries again: the first crossed at noon.", "It had been shut.")),
    Story("Vigil held in Paris, Texas", dt.date(2024, 12, 31), "Le Quotidien Exemple", "Eli Example",
          ("A vigil was held in Paris for a soldier who was killed in Jordan.", "His family thanked the town.")),
)  # fmt: skip
USER = "Pat Downloader"


def american(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year} {day:%A}"


def plain(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


_COVER = (
    f"User Name: {USER}", "Date and Time: Wednesday, 8 May 2024 7:13:00 PM CEST", "Job Number: 10000001",
    f"Documents ({len(STORIES)})",
)  # fmt: skip
_NEXIS = {
    "en": ("Section: WORLD; Pg. 4", "Length: 60 words", "Byline:", "Body", "Load-Date: May 8, 2024", "End of Document"),
    "de": ("Rubrik: POLITIK", "Länge: 60 Wörter", "Autor:", "Textkörper", "Ladedatum: 8. Mai 2024",
           "Ende des Dokuments"),
    "fr": ("Rubrique: MONDE", "Longueur: 60 mots", "Auteur:", "Corps", "Date de chargement: 8 mai 2024",
           "Fin du document"),
}  # fmt: skip
_MONTHS = {
    "de": ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"],
}  # fmt: skip


def nexis_lines(language: str = "en", undated: int = -1) -> list[str]:
    section, length, byline, body, loaded, end = _NEXIS[language]
    lines = list(_COVER)
    for number, story in enumerate(STORIES, 1):
        lines += [f"{number}. {story.title}", "Client/Matter: -None-", "Search Terms: attack"]
    for number, story in enumerate(STORIES):
        day = story.day
        months = _MONTHS.get(language)
        written = (
            american(day) if not months else f"{day.day}{'.' * (language == 'de')} {months[day.month - 1]} {day.year}"
        )
        lines += ["", story.title, story.source, *([] if number == undated else [written])]
        lines += [
            f"Copyright {day.year} Example Media All Rights Reserved",
            section,
            length,
            f"{byline} {story.author}",
        ]
        lines += [body, "", *story.paragraphs, "Classification", "Language: ENGLISH", loaded, "", end]
    return lines


def nexis_docx(language: str = "en", undated: int = -1) -> bytes:
    document = docx.Document()
    for line in nexis_lines(language, undated):
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def nexis_html() -> bytes:
    words = "".join(f"<p>{line}</p>" for line in nexis_lines())
    return f"<!doctype html><html><head><title>{USER}</title></head><body>{words}</body></html>".encode()


def rtf(lines: list[str]) -> bytes:
    words = "".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line) + "\\par\n" for line in lines)
    return ("{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Arial;}}\n" + words + "}").encode()


def nexis_txt() -> bytes:
    text = (
        f"\ufeff\n\nDownload Request: Selected Items: 1-5\n\nSend To:\n{USER}\nEXAMPLE LIBRARY\n\nTerms: (attack)\n\n\n"
    )
    for number, story in enumerate(STORIES, 1):
        text += (
            f"{'':30}{number} of {len(STORIES)} DOCUMENTS\n\n{'':33}{story.source}\n\n{'':28}{american(story.day)}\n\n"
        )
        text += f"{story.title}\n\nBYLINE: {story.author}\n\nSECTION: WORLD\n\nLENGTH: 60 words\n\n"
        for words in story.paragraphs:
            half = words.index(" ", len(words) // 2)
            text += f"{words[:half]}\n{words[half + 1 :]}\n\n"
        text += f"LOAD-DATE: May 8, 2024\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n{'':15}Copyright 2024\n"
        text += f"{'':21}All Rights Reserved\n\n\n"
    return text.encode()


def factiva_html() -> bytes:
    parts = ""
    for story in STORIES:
        words = "".join(f'<p class="articleParagraph enarticleParagraph">{words}</p>' for words in story.paragraphs)
        parts += (
            f'<div class="article enArticle"><div class="author">By {story.author}</div><div><span class="enHeadline">'
            f"{story.title}</span></div><div>60 words</div><div>{plain(story.day)}</div><div>10:15</div><div>"
            f"{story.source}</div><div>EXTM</div><div>English</div><div>Copyright {story.day.year}</div>{words}"
            f"<p>Document EX{story.number:07}</p></div><hr>"
        )
    return (
        f"<html><head><title>Dow Jones Factiva</title></head><body><div>© 2024 Factiva, Inc.</div>{parts}</body></html>"
    ).encode()


def factiva_lines() -> list[str]:
    lines = ["Dow Jones Factiva"]
    for story in STORIES:
        lines += [story.title, f"By {story.author}", "60 words", plain(story.day), story.source, "EXTM", "4", "English"]
        lines += ["(c) 2024 Example Media", *story.paragraphs, f"Document EXTM000020240502ek520{story.number:04}", ""]
    return [*lines, "Search Summary", "Text attack", "Date All Dates"]


def proquest_txt() -> bytes:
    rule = "_" * 60
    text = f"{rule}\nReport Information from ProQuest\nMay 08 2024 16:51\n{rule}\n\nTable of contents\n\n"
    text += "".join(f"{n}. {story.title}\n" for n, story in enumerate(STORIES, 1))
    for number, story in enumerate(STORIES, 1):
        text += f"{rule}\n\nDocument {number} of {len(STORIES)}\n\nTitle: {story.title}\n\nAuthor: {story.author}\n\n"
        day = f"{story.day:%b} {story.day.day}, {story.day.year}"
        text += f"Publication title: {story.source}\n\nPublication date: {day}\n\n"
        text += (
            f"Section: World\n\nISSN: 00000000\n\nDocument URL: {story.url}\n\nCopyright: Copyright Example Media\n\n"
        )
        text += f"Full text: {story.body}\n\nLast updated: 2024-05-08\n\nDatabase: Example Newsstream\n\n"
    return text.encode()


def europresse_html() -> bytes:
    parts = ""
    for story in STORIES:
        words = "".join(f"<p>{words}</p>" for words in story.paragraphs)
        day = f"{story.day.day} {_MONTHS['fr'][story.day.month - 1]} {story.day.year}"
        parts += (
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{story.source}'
            f'</span></div><span class="DocHeader">{day} - 312 mots, p. 4</span><div class="titreArticle"><p class="'
            f'titreArticleVisu">{story.title}</p></div></header><div class="docOcurrContainer">{words}</div></article>'
        )
    return f"<html><head><title>Europresse</title></head><body>{parts}</body></html>".encode()


def telegram_json() -> bytes:
    messages: list[dict[str, Any]] = [{"id": 0, "type": "service", "action": "create_channel", "text": ""}]
    for story in STORIES:
        text: list[Any] = [f"{story.paragraphs[0]} ", {"type": "bold", "text": story.paragraphs[1]}]
        messages.append({
            "id": story.number + 1, "type": "message", "date": f"{story.day}T09:12:00", "from": "Front Notes",
            "from_id": "channel7", "text": text,
        })  # fmt: skip
    return json.dumps(
        {"name": "Front Notes", "type": "public_channel", "id": 7, "messages": messages}, indent=1
    ).encode()


def telegram_html() -> bytes:
    parts = ""
    for story in STORIES:
        parts += (
            f'<div class="message default clearfix" id="message{story.number + 1}"><div class="body"><div class="pull'
            f'_right date details" title="{story.day:%d.%m.%Y} 09:12:00 UTC+03:00">09:12</div><div class="from_name">'
            f'Front Notes</div><div class="text">{story.paragraphs[0]}<br><br>{story.paragraphs[1]}</div></div></div>'
        )
    head = '<div class="page_header"><div class="content"><div class="text bold">Front Notes</div></div></div>'
    return f"<!DOCTYPE html><html><head></head><body>{head}{parts}</body></html>".encode()


def whatsapp(form: str) -> bytes:
    """In one of the forms in which telephones write it: iOS or Android, day or month first."""
    text = ""
    for number, story in enumerate(STORIES):
        name = ("+44 7700 900123", "~ Monitor B", "Monitor C")[number % 3]
        day = story.day
        numbers = {"day": day.day, "month": day.month, "short": day.year % 100, "year": day.year}
        text += form.format(**numbers) + f" {name}: {story.paragraphs[0]}\n{story.paragraphs[1]}\n"
        text += form.format(**numbers) + f" {name}: \u200eimage omitted\n"
    return text.encode()


WHATSAPP_FORMS = {
    "ios, day first": "[{day:02}/{month:02}/{year}, 08:14:11]",
    "ios, month first": "[{month}/{day}/{short:02}, 8:14:11\u202fAM]",
    "android, day first": "{day:02}/{month:02}/{year}, 08:14 -",
    "android, month first": "{month}/{day}/{short:02}, 8:14 PM -",
    "android, German": "{day:02}.{month:02}.{short:02}, 08:14 -",
}


def ris() -> bytes:
    return "".join(
        f"TY  - NEWS\nTI  - {s.title}\nAU  - {s.author}\nAB  - {s.body.replace(chr(10) * 2, ' ')}\nDA  - "
        f"{s.day:%Y/%m/%d}/\nPY  - {s.day.year}\nT2  - {s.source}\nUR  - {s.url}\nER  - \n\n"
        for s in STORIES
    ).encode()


def bibtex() -> bytes:
    return "".join(
        f"@article{{key{s.number},\n  title = {{{{{s.title}}}}},\n  author = {{{s.author}}},\n"
        f'  journal = "{s.source}",\n'
        f"  abstract = {{{s.body}}},\n  year = {s.day.year},\n  month = {s.day:%b},\n  day = {s.day.day},\n"
        f"  url = {{{s.url}}}\n}}\n\n"
        for s in STORIES
    ).encode()


def csl() -> bytes:
    return json.dumps([
        {"id": f"key{s.number}", "type": "article-newspaper", "title": s.title, "abstract": s.body, "URL": s.url,
         "container-title": s.source, "issued": {"date-parts": [[s.day.year, s.day.month, s.day.day]]},
         "author": [{"family": s.author.split()[1], "given": s.author.split()[0]}]}
        for s in STORIES
    ]).encode()  # fmt: skip


def endnote() -> bytes:
    records = "".join(
        f"<record><rec-number>{s.number}</rec-number><contributors><authors><author>{s.author}</author></authors>"
        f"</contributors><titles><title><style>{s.title}</style></title><secondary-title>{s.source}</secondary-title>"
        f"</titles><dates><year>{s.day.year}</year><pub-dates><date>{s.day:%b %d}</date></pub-dates></dates><abstract>"
        f"{s.body}</abstract><urls><related-urls><url>{s.url}</url></related-urls></urls></record>"
        for s in STORIES
    )
    return f'<?xml version="1.0"?><xml><records>{records}</records></xml>'.encode()


def zotero() -> bytes:
    head = '"Key","Item Type","Author","Title","Publication Title","Url","Abstract Note","Date","Language","Notes"\n'
    return (head + "".join(
        f'"K{s.number}","newspaperArticle","{s.author}","{s.title}","{s.source}","{s.url}","{s.body}","{s.day}","en",""\n'
        for s in STORIES
    )).encode()  # fmt: skip


def newsapi() -> bytes:
    return json.dumps({"status": "ok", "totalResults": 5, "articles": [
        {"source": {"id": "wire", "name": s.source}, "author": s.author, "title": s.title, "description": s.body,
         "url": s.url, "publishedAt": f"{s.day}T04:10:00Z",
         "content": None if s.number % 2 else f"{s.body}… [+281 chars]"}
        for s in STORIES
    ]}).encode()  # fmt: skip


def event_registry() -> bytes:
    return json.dumps({"articles": {"page": 1, "results": [
        {"uri": str(s.number), "lang": "eng", "date": str(s.day), "time": "04:10:00", "url": s.url, "title": s.title,
         "body": s.body, "source": {"uri": "example.org", "title": s.source}, "concepts": []}
        for s in STORIES
    ]}}).encode()  # fmt: skip


def tweets() -> bytes:
    rows = [
        {"tweet": {"id_str": str(100 + s.number), "full_text": s.body, "lang": "en",
                   "created_at": f"{s.day:%a %b %d} 10:15:00 +0000 {s.day.year}"}}
        for s in STORIES
    ]  # fmt: skip
    return b"window.YTD.tweets.part0 = " + json.dumps(rows).encode()


def mastodon() -> bytes:
    return json.dumps({"type": "OrderedCollection", "orderedItems": [
        {"type": "Create", "object": {"type": "Note", "id": s.url, "url": s.url, "published": f"{s.day}T10:00:00Z",
                                      "content": "".join(f"<p>{words}</p>" for words in s.paragraphs)}}
        for s in STORIES
    ]}).encode()  # fmt: skip


def bluesky() -> bytes:
    return json.dumps({"feed": [
        {"post": {"uri": f"at://did:plc:x/app.bsky.feed.post/{s.number}", "author": {"handle": "desk.example.org"},
                  "record": {"text": s.body, "createdAt": f"{s.day}T10:00:00Z", "langs": ["en"]}}}
        for s in STORIES
    ]}).encode()  # fmt: skip


def live_blog() -> bytes:
    data = {"@type": "LiveBlogPosting", "headline": "Live", "publisher": {"name": "Example"}, "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": s.title, "articleBody": s.body, "datePublished": f"{s.day}T14:20:00+03:00",
         "url": s.url} for s in STORIES
    ]}  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return f"<!doctype html><html><head>{script}</head><body><h1>Live</h1></body></html>".encode()


def gdelt() -> bytes:
    return json.dumps({"articles": [
        {"url": s.url, "title": s.title, "seendate": f"{s.day:%Y%m%d}T101500Z", "domain": "example.org",
         "language": "English", "sourcecountry": "United Kingdom"} for s in STORIES
    ]}).encode()  # fmt: skip


def media_cloud() -> bytes:
    head = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    return (head + "".join(
        f'{s.number},2024-05-08 10:00:00,en,"{s.source}",example.org,{s.day},"{s.title}",{s.url}\n' for s in STORIES
    )).encode()  # fmt: skip


# name -> content, and the fields that it has
EXPORTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nexis.docx": (nexis_docx, "title day source author body"),
    "nexis_de.docx": (lambda: nexis_docx("de"), "title day source author body"),
    "nexis_fr.docx": (lambda: nexis_docx("fr"), "title day source author body"),
    "nexis.html": (nexis_html, "title day source author body"),
    "nexis.rtf": (lambda: rtf(nexis_lines()), "title day source author body"),
    "nexis.txt": (nexis_txt, "title day source author body"),
    "factiva.html": (factiva_html, "title day source author body"),
    "factiva.rtf": (lambda: rtf(factiva_lines()), "title day source author body"),
    "proquest.txt": (proquest_txt, "title day source author body url"),
    "europresse.html": (europresse_html, "title day source body"),
    "result.json": (telegram_json, "day"),
    "messages.html": (telegram_html, "day body"),
    "a.ris": (ris, "title day source author url"),
    "a.bib": (bibtex, "title day source author url"),
    "csl.json": (csl, "title day source author url"),
    "endnote.xml": (endnote, "title day source author url"),
    "zotero.csv": (zotero, "title day source body url"),
    "newsapi.json": (newsapi, "title day source url"),
    "event_registry.json": (event_registry, "title day source body url"),
    "tweets.js": (tweets, "day body"),
    "outbox.json": (mastodon, "day body url"),
    "bluesky.json": (bluesky, "day body"),
    "live.html": (live_blog, "title day body url"),
    "gdelt.json": (gdelt, "title day url"),
    "media_cloud.csv": (media_cloud, "title day source url"),
}
