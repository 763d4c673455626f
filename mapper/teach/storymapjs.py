"""The JSON of a StoryMapJS story (https://storymap.knightlab.com) -> a story of ours."""

import json
import math
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from ..errors import InputError
from ..escape import safe_url
from ..read.sources import LIMIT, OnSkip, opened
from ..read.web import flat_text
from ..records import Article
from .story import ZOOMS, Step, StoryMap

__all__ = ["as_article", "read_storymapjs"]

# <a href="…">words</a>
_LINK = re.compile(
    r"<a\b[^<>]{0,500}?\bhref\s*=\s*[\"']([^\"'<>]{1,2000})[\"'][^<>]{0,500}>([^<]{0,300})</a>", re.IGNORECASE
)
_HELP = "give the JSON that StoryMapJS keeps of a story, a file with its slides"


def read_storymapjs(path: str, on_skip: OnSkip) -> StoryMap:
    """The story in a file, or "-" for standard input; HTML becomes plain paragraphs, pictures and links become sources.

    What cannot be kept of a slide goes to `on_skip`. Raises InputError where the file is none of StoryMapJS's.
    """
    with opened(path) as stream:
        raw = stream.read(LIMIT + 1)
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: is no JSON ({error}); {_HELP}") from None
    slides = _dict(_dict(data).get("storymap", data)).get("slides")
    if not isinstance(slides, list) or not slides:
        raise InputError(f"{path}: has no slides; {_HELP}")
    first = _dict(slides[0])
    overview = first.get("type") == "overview"
    steps = [_step(_dict(slide), f"{path}: slide {number}", on_skip) for number, slide in enumerate(slides, 1)]
    kept = [step for step in steps if step.title or step.text]
    if not kept:
        raise InputError(f"{path}: has no words on any slide; {_HELP}")
    if overview and len(steps) > 1 and not steps[0].sources:
        # The first slide is the cover: its words stand above the steps.
        return StoryMap(title=steps[0].title, about=steps[0].text, steps=tuple(s for s in kept if s is not steps[0]))
    return StoryMap(title=steps[0].title if overview else "", steps=tuple(kept))


def as_article(story: StoryMap) -> Article:
    """The words of a story as an article, so that they can be put on a map by themselves."""
    parts = [story.title, story.about, *(part for step in story.steps for part in (step.title, step.text))]
    return Article(id="story", title=story.title, text="\n\n".join(filter(None, parts)))


def _step(slide: dict[str, Any], where: str, on_skip: OnSkip) -> Step:
    words, media, location = (_dict(slide.get(key)) for key in ("text", "media", "location"))
    point = _point(location, where, on_skip)
    zoom = _number(location.get("zoom"))
    view = None if point is None or zoom is None else (*point, min(max(round(zoom), ZOOMS[0]), ZOOMS[1]))
    shown = " ".join(filter(None, (_text(media.get("caption")), _text(media.get("credit")))))
    address = str(media.get("url") or "").strip()
    cited = ", ".join(filter(None, (shown, address))) if address.startswith(("http://", "https://")) else shown
    return Step(
        title=_text(words.get("headline")).replace("\n\n", " "), text=_text(words.get("text")),
        name=_text(location.get("name")).replace("\n\n", " ") if point else "", point=point, view=view,
        sources=tuple(dict.fromkeys([*([cited] if cited else []), *_links(words)])), date=_text(slide.get("date")),
    )  # fmt: skip


def _links(words: dict[str, Any]) -> Iterator[str]:
    """The links in the words of a slide, as sources."""
    for key in ("headline", "text"):
        for address, text in _LINK.findall(str(words.get(key) or "")):
            if url := safe_url(unescape(address).strip()):
                yield ", ".join(filter(None, (_text(text), url)))


def _point(location: dict[str, Any], where: str, on_skip: OnSkip) -> tuple[float, float] | None:
    if location.get("lat") in (None, "") and location.get("lon") in (None, ""):
        return None
    lat, lon = _number(location.get("lat")), _number(location.get("lon"))
    if lat is None or lon is None or abs(lat) > 85:
        on_skip(InputError(f"{where}: its point cannot be shown and was left out; add place or point to its step"))
        return None
    return lat, (lon + 180) % 360 - 180


def _number(found: object) -> float | None:
    try:
        number = float(found)  # type: ignore[arg-type]  # what is no number is caught
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _text(found: object) -> str:
    return flat_text(found) if isinstance(found, str) else ""


def _dict(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
