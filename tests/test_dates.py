"""Dates: what is declared, what is guessed, and what each form of a day means."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer
from mapper.errors import InputError
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.read.articles import read_articles
from mapper.read.dates import read_day, style_of
from mapper.read.web import read_page
from mapper.records import Article, LocatedArticle

DAY = dt.date(2024, 2, 13)
WORDS = (
    "A bomb fell on the yard of the hospital in Kupiansk this morning, and doctors moved forty patients to Kharkiv, "
    "the regional health office said. The road to Izium is open, and volunteers asked drivers to stay away from it."
)


def articles_of(path: Path, content: str | bytes, **options: Any) -> list[Article]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([path], **options))


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-13", "2024/02/13", "2024.02.13", "13/02/2024", "02/13/2024", "13.02.2024", "13-Feb-24", "13 Feb 2024",
        "February 13, 2024", "Tue, 13 Feb 2024 10:00:00 GMT", "20240213", "20240213T101500Z", "1707818400",
        "1707818400000", "45335", "45335.75", "2024-02-13T23:15:00-05:00", "13th of February 2024", "Feb. 13th, 2024",
        "Tue Feb 13 20:15:04 +0000 2024", "13/2/24", "2/13/24 9:15 PM", "13. Februar 2024", "13 février 2024",
        "mardi 13 février 2024", "13 de febrero de 2024", "13 лютого 2024", "13 февраля 2024 г.", "١٣ فبراير ٢٠٢٤",
        "13-02-2024 10:00", "February 13, 2024 Tuesday", "2024 Feb 13", "2024. 02. 13.", "2024年2月13日",
        "2024년 2월 13일",        20240213, 45335, 1707818400.5,
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_usual_form(written: object) -> None:
    """The day as it is written, wherever the clock that wrote it stood."""
    found = read_day(written)
    assert getattr(found, "date", None) == DAY or found.settled(None).date == DAY  # type: ignore[union-attr]  # whichever


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2024", "13", "32/13/2024", "no date", "12 killed", True, None, []]
)
def test_what_is_no_day_is_none(written: object) -> None:
    """A year is no day, nor is a number of people."""
    assert read_day(written) is None


def test_a_month_alone_is_a_guess(tmp_path: Path) -> None:
    """It has a day for lists and time lines, and none that anything is published by."""
    for written in ("2024-02", "Feb 2024", "February 2024"):
        (article,) = articles_of(tmp_path / "a.csv", f"date,text\n{written},Shells hit Odesa.\n")
        assert (article.date, article.date_guessed, article.declared) == (dt.date(2024, 2, 1), True, None)
        assert Article.from_dict(article.to_dict()) == article


@pytest.mark.parametrize(
    ("column", "days", "said"),
    [
        (["10/5/2023", "10/25/2023", "11/3/2023"], ["10-05", "10-25", "11-03"], "month first, for a row can only be"),
        (["5/10/2023", "25/10/2023", "3/11/2023"], ["10-05", "10-25", "11-03"], "day first, for a row can only be"),
        (["1/2/2023", "2/2/2023", "3/2/2023"], ["02-01", "02-02", "02-03"], "day first, for so they lie closest"),
        (["2/1/2023", "2/2/2023", "2/3/2023"], ["02-01", "02-02", "02-03"], "month first, for so they lie closest"),
        (["1-2-2023", "x", "2023-02-03"], ["02-01", "", "02-03"], "day first, for so they lie closest"),
    ],
)
def test_the_column_tells_day_from_month(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, column: list[str], days: list[str], said: str
) -> None:
    """One row that can be read in one way alone tells it for all, also for those above it; it is said once."""
    rows = "".join(f"{written},Shells hit Odesa {at}.\n" for at, written in enumerate(column))
    articles = articles_of(tmp_path / "a.csv", f"Date,Text\n{rows}")
    assert [str(a.date or "") for a in articles] == [f"2023-{day}" if day else "" for day in days]
    assert caplog.text.count("dates are read") == 1
    assert said in caplog.text


def test_who_knows_the_form_says_so(tmp_path: Path) -> None:
    """The order, or the form itself; what is no form is refused."""
    table = "date,text\n1/2/2023,Shells hit Odesa.\n"
    for form, day in (("mdy", "2023-01-02"), ("dmy", "2023-02-01"), ("%m/%d/%Y", "2023-01-02")):
        assert str(articles_of(tmp_path / "a.csv", table, date_format=form)[0].date) == day
    for form in ("month", "%H", "ymd%"):
        with pytest.raises(InputError, match="--date-format"):
            style_of(form)


def test_the_dates_of_a_feed_are_read_in_all_its_forms(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Forms of other languages and clocks among them; one that could be two days lies with the others, or is said."""
    forms = ["Mon, 06 May 2024 12:10+0200", "Mo, 06 Mai 2024 14:10:00 +0200", "Mon, 06 May 24 20:15:04 +0200",
             "Mon May 06 20:15:04 UTC 2024", "06/05/2024 - 20:15", "soon"]  # fmt: skip
    items = "".join(
        f"<item><title>Report {n}</title><description>Shells hit Odesa.</description><pubDate>{form}</pubDate></item>"
        for n, form in enumerate(forms)
    )
    articles = articles_of(
        tmp_path / "a.xml", f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    )
    assert [str(a.date or "") for a in articles] == ["2024-05-06"] * 5 + [""]
    assert "entry 6: the date 'soon' cannot be read" in caplog.text


def page(head: str = "", byline: str = "", words: str = WORDS, foot: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>Hospital hit</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<main><article><h1>Hospital in Kupiansk hit</h1>{byline}<p>{words}</p><p>{WORDS}</p></article></main>"
        f"<footer>{foot}</footer></body></html>"
    ).encode()


def ld(**data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(name: str, content: str = "2024-02-13T10:00:00+02:00", key: str = "name") -> str:
    return f'<meta {key}="{name}" content="{content}">'


DECLARED = [
    page(meta("article:published_time", key="property")),
    page(meta("og:published_time", key="property")),
    page(meta("date")),
    page(meta("DC.date.issued")),
    page(meta("dcterms.created", "2024-02-13")),
    page(meta("citation_publication_date", "2024/02/13")),
    page(meta("sailthru.date", "Tue, 13 Feb 2024 10:00:00 +0000")),
    page(meta("parsely-pub-date")),
    page(meta("pubdate", "20240213")),
    page(meta("publish-date", "13 February 2024")),
    page(meta("publication_date", "February 13, 2024")),
    page(meta("datePublished", key="itemprop")),
    page(meta("cXenseParse:recs:publishtime")),
    page(ld(**{"@type": "NewsArticle", "datePublished": "2024-02-13T10:00:00Z"})),
    page(ld(**{"@type": ["Article", "Thing"], "datePublished": "2024-02-13"})),
    page(ld(**{"@graph": [{"@type": "Organization"}, {"@type": "NewsArticle", "datePublished": "2024-02-13"}]})),
    page(ld(**{"@type": "WebPage", "datePublished": "2024-02-13"})),
    page(ld(**{"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "datePublished": "2024-02-13"}})),
    page(ld(**{"@type": "BlogPosting", "datePublished": "2024-02-13", "dateModified": "2024-03-01"})),
    page(byline='<time datetime="2024-02-13T10:00:00Z">13 Feb</time>'),
    page(byline="<p>By A. Example, <time>13 February 2024</time></p>"),
    page(byline='<p class="byline"><time pubdate datetime="2024-02-13">Tuesday</time></p>'),
    page(byline='<span itemprop="datePublished" content="2024-02-13">Tuesday</span>'),
    page(byline='<span itemprop="datePublished">13 February 2024</span>'),
    page('<link rel="canonical" href="https://example.org/2024/02/13/hospital">'),
    page(meta("og:url", "https://example.org/news/2024-02-13-hospital", key="property")),
    page('<link rel="canonical" href="https://example.org/2024/feb/13/hospital">'),
    page(meta("schema:datePublished", key="property")),
    page(byline='<span property="datePublished" content="2024-02-13">Tuesday</span>'),
    page(byline='<abbr class="published" title="2024-02-13T10:00:00Z">yesterday</abbr>'),
    page(byline='<relative-time datetime="2024-02-13T10:00:00Z">an hour ago</relative-time>'),
    page(byline='<time class="updated" datetime="2024-03-01">1 March</time><time datetime="2024-02-13">13 Feb</time>'),
    page(byline="<p>Published: 13 February 2024, 10:05 | Updated 14 February 2024</p>"),
    page(byline="<div class='meta'>Veröffentlicht am <b>13.02.2024</b> um 10:05 Uhr</div>"),
    page(byline="<p>Опубліковано 13 лютого 2024, 10:05</p>"),
    page('<script type="application/ld+json"><!-- {"@type": "Article", "datePublished": "2024-02-13"} --></script>'),
    page(ld(**{"@type": "WebPage", "mainEntityOfPage": {"@type": "NewsArticle", "datePublished": "2024-02-13"}})),
    page('<link rel="canonical" href="https://example.org/20240213/hospital">'),
    page('<link rel="canonical" href="https://example.org/2024/0213/hospital">'),
    page('<link rel="canonical" href="https://example.org/news/hospital-20240213.html">'),
    page(meta("article:published_time", key="property"), foot="© 2019", words=f"It was hit on 12 March 2022. {WORDS}"),
]
NOT_DECLARED = [
    page(foot="© 2019 Example Daily"),
    page(foot="Copyright 1998-2024 Example"),
    page(foot="<time datetime='2019-05-05'>5 May 2019</time>"),
    page(words=f"It was hit on 12 March 2022. {WORDS}"),
    page(words=f"The school had been shelled on <time datetime='2022-03-12'>12 March 2022</time>, and again. {WORDS}"),
    page(words=f"It opened in 1974. {WORDS}"),
    page(meta("date", "2019")),
    page(meta("copyright", "2019-01-01")),
    page(meta("date", "soon")),
    page(meta("article:published_time", "2199-01-01", key="property")),
    page(meta("article:modified_time", "2019-05-05", key="property")),
    page(meta("viewport", "2019-05-05")),
    page(ld(**{"@type": "Organization", "foundingDate": "1998-05-05", "datePublished": "1998-05-05"})),
    page(ld(**{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2019-05-05"}]})),
    page('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-05-05"</script>'),
    page(byline='<aside><time datetime="2019-05-05">5 May</time></aside>'),
    page(byline='<div class="related-stories"><time datetime="2019-05-05">5 May</time></div>'),
    page(byline='<ul class="comments"><li><time datetime="2019-05-05">5 May</time> Well said.</li></ul>'),
    page(byline="<blockquote>He wrote: <time datetime='2019-05-05'>5 May</time></blockquote>"),
    page('<link rel="canonical" href="https://example.org/1999/hospital">'),
    page('<link rel="canonical" href="https://example.org/id/20191313/hospital">'),
    page(byline="<p>Version 2.0, page 12 of 31, price 5.12</p>"),
    page(byline="<p>Read 2019 times</p>"),
    page(foot="ISSN 2019-0505"),
    page(byline='<time itemprop="startDate" datetime="2019-05-05">5 May</time>'),
    page(byline='<time itemprop="dateModified" datetime="2019-05-05">5 May</time>'),
    page(byline='<p>The meeting is at <time datetime="2019-05-05">5 May</time></p>'),
    page('<link rel="prev" href="https://example.org/2019/05/05/x">'),
    page(meta("og:image", "https://example.org/2019/05/05/a.jpg", key="property")),
    page(foot="Published on 5 May 2019 by Example Daily"),
    page(ld(**{"@type": "VideoObject", "uploadDate": "2019-05-05"})),
    page('<link rel="canonical" href="https://example.org/id/20241399/hospital">'),
    page(),
]


@pytest.mark.parametrize("content", DECLARED)
def test_a_date_that_a_page_declares_is_its_date(content: bytes) -> None:
    """In its head, its data, its byline or its address, whatever else stands on the page."""
    article = read_page(content, "a.html")
    assert (article.declared, article.date_guessed) == (DAY, False)


@pytest.mark.parametrize("content", NOT_DECLARED)
def test_any_other_number_on_a_page_holds_it_back(content: bytes, gazetteer: Gazetteer) -> None:
    """It is no date, or a guess that is said and publishes nothing."""
    article = read_page(content, "a.html")
    assert article.declared is None
    assert article.date_guessed == (article.date is not None)
    assert (article.date or DAY).strftime("%m%d") != "0101"
    publisher = Publisher(PublicationPolicy(delay=dt.timedelta(hours=48)), gazetteer)
    with pytest.raises(InputError, match="1 without a date"):
        list(publisher.apply([LocatedArticle(article=article)]))


TEXT = "Shells hit the port of Odesa."
TABLES = {
    "id,headline\n1,Shells hit Odesa\n": ("1", "Shells hit Odesa", "Shells hit Odesa"),
    "ID,HEADLINE,Body_Text\n1,Port hit,Shells hit the port of Odesa.\n": ("1", "Port hit", TEXT),
    "id,title,text,description\n1,Port hit,,Shells hit the port of Odesa.\n": ("1", "Port hit", TEXT),
    "id,title,text,body\n1,Port hit,17,Shells hit the port of Odesa.\n": ("1", "Port hit", TEXT),
    "id,title,content,description\n1,Shells hit Odesa,,\n": ("1", "Shells hit Odesa", "Shells hit Odesa"),
    "Key,Title,Abstract Note,Notes\n1,Port hit,Shells hit the port of Odesa.,\n": ("1", "Port hit", TEXT),
}


@pytest.mark.parametrize(("table", "read"), TABLES.items())
def test_columns_are_told_by_what_their_cells_hold(tmp_path: Path, table: str, read: tuple[str, str, str]) -> None:
    """In any case of letters; a cell that is empty or a number gives way to the next likeliest, at last the title."""
    (article,) = articles_of(tmp_path / "a.csv", table)
    assert (article.id, article.title, article.text) == read


def test_a_named_column_may_be_written_in_any_case(tmp_path: Path) -> None:
    """Where only one is called so."""
    (article,) = articles_of(tmp_path / "a.csv", f"What,text\n{TEXT},x\n", columns={"text": "WHAT"})
    assert article.text == TEXT


def test_of_several_lists_in_json_the_articles_are_read(tmp_path: Path) -> None:
    """Those with words and dates, however long another list is; the id of their source is not theirs."""
    data = {
        "includes": {"users": [{"id": str(n), "name": "A", "description": "Reporter in Odesa."} for n in range(9)]},
        "data": [{"text": TEXT, "created_at": "2024-02-13T10:00:00Z", "source": {"id": "wire", "name": "The Wire"}}],
    }
    (article,) = articles_of(tmp_path / "a.json", json.dumps(data))
    assert (article.text, article.date, article.source) == (TEXT, DAY, "The Wire")
    assert article.id.startswith("sha256:")
