"""Reference libraries, tables and replies of news APIs: RIS, BibTeX, EndNote, Zotero, CSL JSON, Media Cloud and others."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from .stories import STORIES, Form, Story, last_first, month

_DATA = Path(__file__).parent.parent / "data"


def ris(kind: str) -> bytes:
    """As Zotero, EndNote, ProQuest and Nexis write it."""
    text = "\ufeff" * (kind == "endnote")
    for s in STORIES:
        day, flat = f"{s.day:%Y/%m/%d}", s.body.replace("\n\n", " ")
        text += {
            "zotero": f"TY  - NEWS\nTI  - {s.title}\nAU  - {last_first(s)}\nT2  - {s.source}\nAB  - {flat}\nCY  - Kyiv\n"
            f"DA  - {day}/\nPY  - {s.day.year}\nDP  - Example\nLA  - en\nSP  - 4\nSE  - {s.section}\nUR  - {s.url}\n"
            "Y2  - 2025/05/08/16:51:00\nKW  - war\nER  - \n\n",
            "endnote": f"TY  - NEWS\r\nAB  - {s.body.replace(chr(10) * 2, chr(13) + chr(10))}\r\nAU  - {last_first(s)}\r\n"
            f"DA  - {month(s.day)[:3]} {s.day.day}\r\nN1  - \r\nPY  - {s.day.year}\r\nSE  - {s.section}\r\nT2  - {s.source}"
            f"\r\nTI  - {s.title}\r\nUR  - {s.url}\r\nID  - {s.number}\r\nER  - \r\n\r\n\r\n",
            "proquest": f"TY  - NEWS\nT1  - {s.title}\nJF  - {s.source}\nJA  - EXP\nA1  - {last_first(s)}\nY1  - {day}/\nPY  - "
            f"{s.day.year}\nDA  - {s.day.year} {month(s.day)[:3]} {s.day.day:02}\nSP  - 4\nCY  - Kyiv\nPB  - Example Media\n"
            f"SN  - 00000000\nLA  - English\nKW  - War\nN2  - {flat}\nUR  - {s.url}\nDB  - Example Newsstream\nER  - \n\n",
            "nexis": f"TY  - NEWS\nTI  - {s.title}\nT2  - {s.source}\nAU  - {last_first(s)}\nDA  - {month(s.day)} {s.day.day}, "
            f"{s.day.year}\nPY  - {s.day.year}\nSE  - {s.section}\nAB  - {flat}\nUR  - {s.url}\nER  - \n\n",
        }[kind]
    return text.encode()


def bibtex(kind: str) -> bytes:
    text = "% Encoding: UTF-8\n\n" * (kind == "biblatex") + '@string{jan = "January"}\n' * (kind == "mendeley")
    for s in STORIES:
        head = {
            "zotero": f"@article{{key_{s.number},\n\ttitle = {{{s.title}}},\n\tjournal = {{{s.source.replace('&', chr(92) + '&')}}},"
            f"\n\tmonth = {month(s.day)[:3].lower()},\n\tyear = {{{s.day.year}}},\n\tday = {{{s.day.day}}}",
            "biblatex": f"@article{{key_{s.number},\n  entrysubtype = {{newspaper}},\n  title = {{{{{s.title}}}}},\n  "
            f"journaltitle = {{{s.source.replace('&', chr(92) + '&')}}},\n  date = {{{s.day}}},\n  urldate = {{2025-05-08}},\n"
            "  langid = {english}",
            "mendeley": f'@misc{{key_{s.number},\n  title = "{s.title}",\n  howpublished = {{{s.source}}},\n'
            f'  month = {month(s.day)[:3].lower()} # "~{s.day.day}",\n  year = {s.day.year}',
        }[kind]
        text += f"{head},\n  author = {{{last_first(s)}}},\n  url = {{{s.url}}},\n  abstract = {{{s.body}}},\n}}\n\n"
    return text.encode()


def csl() -> bytes:
    return json.dumps([
        {"id": f"http://zotero.org/users/1/items/{s.number}", "type": "article-newspaper", "abstract": s.body,
         "container-title": s.source, "language": "en", "section": s.section, "title": s.title, "URL": s.url,
         "author": [{"family": s.author.split()[-1], "given": s.author.split()[0]}],
         "accessed": {"date-parts": [["2025", 5, 8]]},
         "issued": {"date-parts": [[str(s.day.year), s.day.month, s.day.day]]}}
        for s in STORIES
    ]).encode()  # fmt: skip


def endnote_xml(day: Callable[[Story], str]) -> bytes:
    def styled(words: str) -> str:
        return f'<style face="normal" font="default" size="100%">{escape(words)}</style>'

    records = "".join(
        f'<record><database name="a.enl" path="/a.enl">a.enl</database><source-app name="EndNote" version="20.1">EndNote'
        f'</source-app><rec-number>{s.number}</rec-number><foreign-keys><key app="EN" db-id="x">{s.number}</key>'
        f'</foreign-keys><ref-type name="Newspaper Article">23</ref-type><contributors><authors><author>'
        f"{styled(last_first(s))}</author></authors></contributors><titles><title>{styled(s.title)}</title><secondary-title>"
        f"{styled(s.source)}</secondary-title></titles><section>{styled(s.section)}</section><dates><year>"
        f"{styled(str(s.day.year))}</year><pub-dates><date>{styled(day(s))}</date></pub-dates></dates><abstract>"
        f"{styled(s.body)}</abstract><urls><related-urls><url>{styled(s.url)}</url></related-urls></urls></record>"
        for s in STORIES
    )
    return f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{records}</records></xml>'.encode()


def enw() -> bytes:
    return "".join(
        f"%0 Newspaper Article\n%T {s.title}\n%A {last_first(s)}\n%B {s.source}\n%D {s.day.year}\n%8 {month(s.day)} "
        f"{s.day.day}\n%& {s.section}\n%G English\n%U {s.url}\n%X {s.body.replace(chr(10) * 2, ' ')}\n\n"
        for s in STORIES
    ).encode()  # fmt: skip


def table(rows: list[dict[str, Any]], *, delimiter: str = ",", mark: str = "") -> bytes:
    held = io.StringIO()
    writer = csv.DictWriter(held, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return (mark + held.getvalue()).encode()


def workbook(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def zotero() -> bytes:
    return table([
        {"Key": f"K{s.number}", "Item Type": "newspaperArticle", "Publication Year": s.day.year, "Author": last_first(s),
         "Title": s.title, "Publication Title": s.source, "ISBN": "", "ISSN": "", "DOI": "", "Url": s.url,
         "Abstract Note": s.body, "Date": s.day, "Date Added": "2025-05-08 10:00:00", "Date Modified": "2025-05-08 10:00:00",
         "Access Date": "2025-05-08 10:00:00", "Pages": 4, "Issue": "", "Volume": "", "Section": s.section, "Language": "en",
         "Extra": "", "Notes": "", "File Attachments": "/home/pat/a.pdf", "Manual Tags": "war; port", "Place": "Kyiv"}
        for s in STORIES
    ], mark="\ufeff")  # fmt: skip


def archiver(day: Callable[[Story], str]) -> list[dict[str, Any]]:
    return [
        {"Link": s.url, "Archive status": "twitter: success", "Destination folder": "", "Archive location": "https://a.org/x",
         "Archive date": "2025-05-08T10:00:00", "Thumbnail": "=IMAGE(\"https://a.org/t.jpg\")", "Upload timestamp": day(s),
         "Upload title": s.title, "Text content": s.body, "Screenshot": "https://a.org/s.png", "Hash": "SHA3-512:ab",
         "WACZ": "", "ReplayWebpage": ""} for s in STORIES
    ]  # fmt: skip


def media_cloud(kind: str) -> bytes:
    if kind == "old":
        return table([
            {"stories_id": s.number, "publish_date": f"{s.day} 10:00:00", "title": s.title, "url": s.url, "language": "en",
             "ap_syndicated": "False", "themes": "War; Ports; Shelling; Refugees; Roads", "media_id": 1,
             "media_name": s.source, "media_url": "https://example.org"} for s in STORIES
        ])  # fmt: skip
    return table([
        {"id": f"a{s.number}", "indexed_date": "2025-05-08 10:00:00", "language": "en", "media_name": s.source,
         "media_url": "example.org", "publish_date": s.day, "title": s.title, "url": s.url} for s in STORIES
    ])  # fmt: skip


def newsapi(*, null: bool) -> bytes:
    return json.dumps({"status": "ok", "totalResults": 5, "articles": [
        {"source": {"id": None if null else "wire", "name": s.source}, "author": s.author, "title": s.title, "url": s.url,
         "description": s.body, "urlToImage": "https://example.org/a.jpg", "publishedAt": f"{s.day}T04:10:00Z",
         "content": None if null else s.body} for s in STORIES
    ]}).encode()  # fmt: skip


def event_registry(kind: str) -> bytes:
    rows = [
        {"uri": str(8000 + s.number), "lang": "eng", "isDuplicate": False, "date": str(s.day), "time": "04:10:00",
         "dateTime": f"{s.day}T04:10:00Z", "dateTimePub": f"{s.day}T04:00:00Z", "dataType": "news", "sim": 0, "url": s.url,
         "title": s.title, "body": s.body, "source": {"uri": "example.org", "dataType": "news", "title": s.source},
         "authors": [{"uri": "x@example.org", "name": s.author, "type": "author", "isAgency": False}], "concepts": [],
         "image": None, "eventUri": "eng-1", "sentiment": -0.4, "wgt": 1, "relevance": 1} for s in STORIES
    ]  # fmt: skip
    held: Any = {
        "pages": {"articles": {"results": rows, "totalResults": 5, "page": 1, "count": 100, "pages": 1}},
        "recent": {"recentActivityArticles": {"activity": rows, "newestUri": "1"}},
        "single": {row["uri"]: {"info": row} for row in rows},
        "event": {"eng-1": {"articles": {"results": rows, "totalResults": 5}}},
        "list": rows,
    }[kind]
    return json.dumps(held).encode()


def gdelt() -> bytes:
    return json.dumps({"articles": [
        {"url": s.url, "url_mobile": "", "title": s.title, "seendate": f"{s.day:%Y%m%d}T101500Z", "socialimage": "",
         "domain": "example.org", "language": "English", "sourcecountry": "United Kingdom"} for s in STORIES
    ]}).encode()  # fmt: skip


_FIELDS = "title day source body url"
_FULL = f"{_FIELDS} author section"
LIBRARY = (
    *(Form("RIS", f"{kind}.ris", lambda k=kind: ris(k), f"{_FIELDS} last_first{' section' * (kind != 'proquest')}")
      for kind in ("zotero", "endnote", "proquest", "nexis")),
    *(Form("BibTeX", f"{kind}.bib", lambda k=kind: bibtex(k), f"{_FIELDS} last_first")
      for kind in ("zotero", "biblatex", "mendeley")),
    Form("CSL JSON", "csl.json", csl, _FULL),
    *(Form("EndNote", f"endnote_{number}.xml", lambda d=day: endnote_xml(d), f"{_FIELDS} last_first section")
      for number, day in enumerate((lambda s: f"{month(s.day)[:3]} {s.day.day}", lambda s: f"{s.day.day} {month(s.day)}",
                                    lambda s: str(s.day), lambda s: f"{s.day.day} {month(s.day)} {s.day.year}"))),
    Form("EndNote", "a.enw", enw, f"{_FIELDS} last_first section"),
    Form("Zotero", "zotero.csv", zotero, f"{_FIELDS} last_first section"),
    *(Form("auto-archiver", f"sheet_{number}.{kind}", lambda d=day, m=make: m(archiver(d)), "title day body url")
      for kind, make in (("csv", table), ("xlsx", workbook))
      for number, day in enumerate((lambda s: f"{s.day}T10:00:00+00:00", lambda s: f"{s.day:%d/%m/%Y} 10:00:00",
                                    lambda s: f"{s.day:%m/%d/%Y} 10:00:00", lambda s: f"{s.day} 10:00:00"))),
    *(Form("Media Cloud", f"media_cloud_{kind}.csv", lambda k=kind: media_cloud(k), "title day source url")
      for kind in ("old", "new")),
    *(Form("newsapi.org", f"newsapi_{null}.json", lambda n=null: newsapi(null=n), f"{_FIELDS} author")
      for null in (False, True)),
    *(Form("Event Registry", f"event_registry_{kind}.json", lambda k=kind: event_registry(k), f"{_FIELDS} author")
      for kind in ("pages", "recent", "single", "event", "list")),
    Form("GDELT", "gdelt.json", gdelt, "title day url"),
    Form("ProQuest", "proquest_five.xls", (_DATA / "proquest_five.xls").read_bytes, f"{_FIELDS} last_first"),
)  # fmt: skip
