"""The day on which a page says that it was published: in its data, its head, its <time>, or its address.

A number that merely stands on the page ("© 2019", "hit on 12 March 2022") is none of these.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .dates import Day, read_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["declared_day"]

_ARTICLES = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|Reportage\w*)$")
_METAS = {
    "article:published_time", "og:published_time", "og:article:published_time", "og:pubdate", "article:published",
    "article.published", "article_date_original", "bt:pubdate", "citation_date", "citation_online_date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "date", "datepublished", "dc.date", "dc.date.created",
    "dc.date.issued", "dc.date.published", "dcterms.created", "dcterms.date", "dcterms.issued", "dcterms.available",
    "displaydate", "eomportal-lastupdate", "parsely-pub-date", "prism.publicationdate", "pubdate", "publication_date",
    "publicationdate", "publish-date", "publish_date", "published", "published-date", "publisheddate", "publishdate",
    "published_time", "published_time_telegram", "release_date", "rnews:datepublished", "sailthru.date", "timestamp",
    "vr:published_time", "schema:datepublished", "weibo: article:create_at",
}  # fmt: skip
_APART = re.compile(
    r"\b(?:aside|sidebar|related|recommend\w*|more|most\w*|trending|popular|latest|teaser\w*|comment\w*|footer|nav|menu|"
    r"promo|widget|archive|copyright|card\w*|carousel|newsletter)\b"
)
_APART_TAGS = {"aside", "footer", "nav", "blockquote", "figure", "figcaption", "table"}
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)(?:[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})|/?([01]\d)([0-3]\d))(?=[/_.?#-]|$)|"
    r"[-_]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\.[a-z]{3,5}$|/?$)"
)
_PROPERTIES = {"datepublished", "schema:datepublished", "dc:date", "dc:issued", "dcterms:issued", "dcterms:date"}
_CLASSES = {"published", "dt-published"}  # of microformats, whose day stands in a title
_OTHER_DAYS = re.compile(r"(?:start|end)[_-]?(?:date|time)|modif|updat|\bevent|birth|valid|expir|upload", re.IGNORECASE)
_WORDS = re.compile(
    r"\s*(?:(?:first )?(?:published|posted)(?: on| at| by .{2,60}?)?|date(?: published)?(?= ?:)|veröffentlicht(?: am)?|"
    r"publié(?:e|s|es)? le|publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?|opublikowano|опубликовано|"
    r"опубліковано|дата публикации|дата публікації|تاريخ النشر|نشر في|yayınlanma(?: tarihi)?|发布时间|"
    r"公開日)\s?:?\s*(.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
_TIMES = ("time", "relative-time", "time-ago")
_BYLINE = re.compile(r"\b(?:by|published|posted|updated|von|par|por|автор|опубл\w*|publié\w*)\b", re.IGNORECASE)
_MOST_SMALL = 2  # words in small letters in a byline; a sentence has more
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")  # as old pages hide scripts
_MOST_AROUND = 120  # characters of a byline; a longer paragraph tells of a day and is not of it


def declared_day(root: "HtmlElement", *addresses: str) -> dt.date | None:
    """The day, None where the page declares none, or one that is still to come."""
    latest = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    written = (
        *_in_data(root), *_in_head(root), *_in_times(root), *_in_words(root), *_in_addresses(root, addresses)
    )  # fmt: skip
    days = (read_day(one) for one in written)
    return next((day.date for day in days if isinstance(day, Day) and day.exact and day.date <= latest), None)


def _in_data(root: "HtmlElement") -> Iterator[Any]:
    """The datePublished of the article, or of the page, in its JSON-LD."""
    nodes = [node for script in root.iter("script") if "ld+json" in script.get("type", "") for node in _nodes(script)]
    for is_article in (True, False):
        for node in nodes:
            kinds = node.get("@type")
            named = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
            if any(map(_ARTICLES.search, named)) == is_article and (is_article or "WebPage" in named):
                yield node.get("datePublished")


def _nodes(script: "HtmlElement") -> Iterator[dict[str, Any]]:
    with suppress(ValueError, RecursionError):
        data = json.loads(_WRAPPED.sub("", script.text or ""), strict=False)
        for top in data if isinstance(data, list) else [data]:
            if isinstance(top, dict):
                graph = top.get("@graph")
                inner = [
                    *(graph if isinstance(graph, list) else []),
                    top.get("mainEntity"),
                    top.get("mainEntityOfPage"),
                ]
                yield from (node for node in (top, *inner) if isinstance(node, dict))


def _in_head(root: "HtmlElement") -> Iterator[str]:
    for meta in root.iter("meta"):
        names = {str(meta.get(key, "")).strip().lower() for key in ("property", "name", "itemprop", "http-equiv")}
        if names & _METAS and not _is_apart(meta):
            yield meta.get("content", "")
    for element in root.iterfind(".//*[@itemprop]"):
        if "datePublished" in element.get("itemprop", "").split() and not _is_apart(element):
            yield element.get("datetime") or element.get("content") or element.text_content()
    for element in root.iterfind(".//*[@property]"):
        if element.tag != "meta" and element.get("property", "").lower() in _PROPERTIES and not _is_apart(element):
            yield element.get("datetime") or element.get("content") or element.text_content()
    for element in root.iterfind(".//*[@title][@class]"):
        if _CLASSES & set(element.get("class", "").split()) and not _is_apart(element):
            yield element.get("title", "")


def _in_times(root: "HtmlElement") -> Iterator[str]:
    """The first <time> of the article, in its byline: outside what is about other articles, and outside sentences."""
    times = [time for time in root.iter(*_TIMES) if not (_is_apart(time) or _is_told(time) or _is_of_other(time))]
    marked = [time for time in times if time.get("pubdate") is not None or "publish" in time.get("class", "").lower()]
    inside = [
        time for time in times if any(above.tag in ("article", "main", "header") for above in time.iterancestors())
    ]
    for time in (*marked, *inside[:1], *(times[:1] if not inside else [])):
        yield time.get("datetime") or time.text_content()


def _in_words(root: "HtmlElement") -> Iterator[str]:
    """A line of the article that says of itself on which day it was published."""
    for element in root.iter("p", "span", "div", "small", "li", "address", "dt"):
        if _WORDS.match(element.text or "") and not _is_apart(element):
            line = " ".join(element.text_content().split())
            if len(line) <= _MOST_AROUND and (found := _WORDS.match(line)):
                yield re.split(r" ?[|•·–] ?| updated| aktualisiert| mis à jour", found[1], flags=re.IGNORECASE)[0]


def _in_addresses(root: "HtmlElement", addresses: tuple[str, ...]) -> Iterator[str]:
    canonical = [link.get("href", "") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"]
    shown = [meta.get("content", "") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    for address in (*addresses, *canonical, *shown):
        if found := _IN_ADDRESS.search(address.lower()):
            year, month, day = filter(None, found.groups())
            yield f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}"


def _is_apart(element: "HtmlElement") -> bool:
    """True where an element stands beside the article: in a footer, a menu, other articles."""
    for above in (element, *element.iterancestors()):
        told = f"{above.get('class', '')} {above.get('id', '')}".lower().replace("_", "-")
        if above.tag in _APART_TAGS or (above.tag not in ("body", "html") and _APART.search(told)):
            return True
    return False


def _is_told(element: "HtmlElement") -> bool:
    """True where a day stands in a sentence, which tells of that day."""
    block = next((above for above in element.iterancestors() if above.tag in ("p", "li", "dd")), None)
    if block is None:
        return False
    line = " ".join(block.text_content().split())
    small = [word for word in line.replace(" ".join(element.text_content().split()), "").split() if word.islower()]
    return len(line) > _MOST_AROUND or (len(small) > _MOST_SMALL and not _BYLINE.search(line))


def _is_of_other(element: "HtmlElement") -> bool:
    """True where a day says of itself that it is another: on which something begins, or was changed."""
    told = f"{element.get('itemprop', '')} {element.get('property', '')} {element.get('class', '')}"
    return bool(_OTHER_DAYS.search(told)) and "publish" not in told.lower()
