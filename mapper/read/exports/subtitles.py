"""Subtitles, .srt and .vtt -> one article: their cues joined into sentences."""

import re
from collections.abc import Iterator
from html import unescape

from ...errors import InputError
from .document import Document, Export, Row
from .members import Members

__all__ = ["SUBTITLES"]

_TIMES = re.compile(r"^(?:(\d{1,3}):)?(\d\d):(\d\d)[.,]\d{3} +--> +(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}")
_MARKS = re.compile(r"<[^<>]{1,60}>|\{\\[^{}]{1,40}\}")
_PAUSE = 4  # seconds after a sentence, with which a paragraph ends
_LONGEST = 900  # characters of a paragraph


def _looks_like(document: Document) -> bool:
    return any(_TIMES.match(line.strip()) for line in document.head.split("\n")[:40])


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    paragraphs: list[str] = [""]
    last, said = 0, ""
    for block in re.split(r"\n\s*\n", document.text):
        lines = [line.strip() for line in block.strip().split("\n")]
        at = next((n for n, line in enumerate(lines) if _TIMES.match(line)), -1)
        if at < 0:
            continue
        hours, minutes, seconds = (int(number or 0) for number in _TIMES.match(lines[at]).groups())  # type: ignore[union-attr]  # it matched
        start = 3600 * hours + 60 * minutes + seconds
        words = " ".join(unescape(_MARKS.sub("", " ".join(lines[at + 1 :]))).split())
        if not words or words == said:
            continue
        said = words
        ended = re.search(r"[.!?…][\"”’)]?$", paragraphs[-1])
        if ended and (start - last > _PAUSE or len(paragraphs[-1]) > _LONGEST):
            paragraphs.append("")
        paragraphs[-1] = f"{paragraphs[-1]} {words.removeprefix('- ')}".strip()
        last = start
    text = "\n\n".join(filter(None, paragraphs))
    title = re.sub(
        r"[._-]+", " ", re.sub(r"(\.[a-z]{2,3})?\.(srt|vtt)(\.\w+)?$", "", document.name, flags=re.IGNORECASE)
    ).strip()
    yield {"text": text, "title": title} if text else None


SUBTITLES = Export(name="subtitles", forms=("text",), looks_like=_looks_like, articles=_articles)
