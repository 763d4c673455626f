"""Subtitles, .srt and .vtt -> one article: their cues joined into sentences, and when each begins."""

import re
from collections.abc import Iterator
from html import unescape

from ...errors import InputError
from .document import Document, Export, Row
from .members import Members

__all__ = ["SUBTITLES"]

_TIMES = re.compile(r"^(?:(\d{1,3}):)?(\d\d):(\d\d)[.,]\d{3} +--> +(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}")
_MARKS = re.compile(r"<[^<>]{1,60}>|\{\\[^{}]{1,40}\}")
_ENDED = re.compile(r"[.!?…][\"”’)]?$")
_PAUSE = 4  # seconds after a sentence, with which a paragraph ends
_LONGEST = 900  # characters of a paragraph


def _looks_like(document: Document) -> bool:
    return any(_TIMES.match(line.strip()) for line in document.head.split("\n")[:40])


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    text, times, last = "", [], 0
    for start, words in _cues(document.text):
        is_apart = start - last > _PAUSE or len(text) - text.rfind("\n") > _LONGEST
        text += ("\n\n" if is_apart and _ENDED.search(text) else " ") if text else ""
        times.append({"start": len(text), "time": f"{start // 3600:02}:{start // 60 % 60:02}:{start % 60:02}"})
        text += words
        last = start
    title = re.sub(r"(\.[a-z]{2,3})?\.(srt|vtt)(\.\w+)?$", "", document.name, flags=re.IGNORECASE)
    yield {"text": text, "times": times, "title": re.sub(r"[._-]+", " ", title).strip()} if text else None


def _cues(text: str) -> Iterator[tuple[int, str]]:
    """The second at which each cue begins, and its words; of captions that roll only the line that is new."""
    before: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.strip().split("\n")]
        for at, line in enumerate(lines):
            if time := _TIMES.match(line):
                said = [" ".join(unescape(_MARKS.sub("", one)).split()) for one in lines[at + 1 :]]
                words = " ".join(one.removeprefix("- ") for one in said if one and one not in before)
                before = list(filter(None, said)) or before
                if words:
                    hours, minutes, seconds = (int(number or 0) for number in time.groups())
                    yield 3600 * hours + 60 * minutes + seconds, words
                break


SUBTITLES = Export(name="subtitles", forms=("text",), looks_like=_looks_like, articles=_articles)
