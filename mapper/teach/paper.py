"""A worksheet and its key to print: a map that fills a sheet, questions with room to write, and the sources."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Literal, get_args

from ..draw.parts import Setting
from ..escape import Html, element, safe_url
from ..ours import GENERATOR
from ..pins import Pins
from .items import Item
from .pictures import grey
from .sheet import blank_map, close_maps, written

__all__ = ["PAPERS", "Paper", "key_of", "worksheet_of"]

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)

# What a sheet holds within its margins of 14 mm, in mm; the map leaves room for the title and the name.
_SIZES: dict[Paper, tuple[str, int, int]] = {"a4": ("A4", 182, 225), "letter": ("letter", 187, 208)}
_PX = 4  # of the map in a mm, so that its names are neither large nor small
_CLOSE = (640, 360)  # px of a map that stands with its question
_STYLE = """\
*{box-sizing:border-box}
body{max-width:190mm;margin:0 auto;padding:1rem;color:#111;background:#fff;font:11pt/1.45 Georgia,serif}
h1{margin:0 0 .3rem;font-size:16pt;line-height:1.2}
h2{font-size:12pt}
p{margin:.35rem 0}
.still{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.still{display:block;width:100%;height:auto;border:1px solid #666}
.about{white-space:pre-line}
.note,.facts{color:#444;font:9pt/1.4 Arial,sans-serif}
ol{padding-inline-start:1.6rem}
.asked>li{margin-top:1.1rem;break-inside:avoid}
blockquote{margin:.35rem 0;padding-inline-start:.8rem;border-inline-start:2px solid #666}
mark{background:none;color:inherit;font-weight:bold;text-decoration:underline}
.blank{display:inline-block;width:9em;border-bottom:1.5px solid #111}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.line{height:8mm;margin:0;border-bottom:1px solid #666}
.answer{font-weight:bold}
a{color:inherit}
@media print{body{max-width:none;padding:0}.sheet{break-after:page}}
"""


def worksheet_of(lesson: dict[str, Any], items: Sequence[Item], pins: Pins, setting: Setting, paper: Paper) -> str:
    """The sheet for pupils: nothing in it tells an answer."""
    say = setting.words.said
    first = element(
        "section",
        element("h1", _title(lesson, setting), dir="auto"),
        element("p", say("lesson", "paper_name")),
        *_notes(lesson, setting),
        _map(items, pins, setting, paper, key=False),
        class_="sheet",
    )
    asked = written(items, setting, maps=close_maps(items, pins, setting, _CLOSE))
    return _document(_title(lesson, setting), [first, asked, _credits(setting)], setting, paper)


def key_of(lesson: dict[str, Any], items: Sequence[Item], pins: Pins, setting: Setting, paper: Paper) -> str:
    """The teacher's sheet: answers, their numbers on the map, and the articles that they are from."""
    title = setting.words.said("lesson", "key_of", title=_title(lesson, setting))
    proposed = [element("p", setting.words.said("lesson", "proposed"))] if lesson["proposed"] else []
    body = [
        element("h1", title, dir="auto"), *proposed, *_notes(lesson, setting), written(items, setting, key=True),
        element("h2", setting.words.said("sheet", "key_articles")), element("ul", *_articles(pins)),
        _map(items, pins, setting, paper, key=True), _credits(setting),
    ]  # fmt: skip
    return _document(title, body, setting, paper)


def _title(lesson: dict[str, Any], setting: Setting) -> str:
    return str(lesson["title"]) or setting.words.said("lesson", "lesson")


def _notes(lesson: dict[str, Any], setting: Setting) -> list[Html]:
    harm = [element("p", setting.words.said("lesson", "harm"), class_="note")] if lesson["harm"] else []
    about = [element("p", lesson["about"], class_="about", dir="auto")] if lesson["about"] else []
    return [*about, *harm]


def _map(items: Sequence[Item], pins: Pins, setting: Setting, paper: Paper, *, key: bool) -> Html:
    _, width, height = _SIZES[paper]
    return blank_map(items, pins, setting, (width * _PX, (height if not key else width * 3 // 4) * _PX), key=key)


def _articles(pins: Pins) -> list[Html]:
    rows = []
    for article in pins.articles:
        title = element("bdi", article.title)
        linked = element("a", title, href=article.url, rel="noopener noreferrer") if safe_url(article.url) else title
        facts = ", ".join(filter(None, (article.source, "" if article.date_guessed else article.date, article.url)))
        rows.append(element("li", linked, *([" ", element("span", facts, class_="facts")] if facts else [])))
    return rows


def _credits(setting: Setting) -> Html:
    return element("p", setting.words.said("script", "picture_credits"), class_="note")


def _document(title: str, body: Sequence[Html], setting: Setting, paper: Paper) -> str:
    size, *_ = _SIZES[paper]
    style = f"{_STYLE}{grey()}\n@page{{size:{size};margin:14mm}}"
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    head = (
        element("meta", charset="utf-8"),
        element("meta", name="generator", content=GENERATOR),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        Html(f"<style>{style}</style>"),
    )
    words = setting.words
    page = element(
        "html", element("head", *head), element("body", element("main", *body)), lang=words.language,
        dir="rtl" if words.direction == "rtl" else "",
    )  # fmt: skip
    return f"<!DOCTYPE html>\n{page}\n"
