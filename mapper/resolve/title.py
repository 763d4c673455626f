"""A title that stands apart from its text says where things are too: "Odessa, Texas: seven killed"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gazetteer import STATES, Gazetteer

from ..records import Article, Mention

__all__ = ["beneath_title"]

_BREAK = "\n\n"
_CAPITALS = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:of\s|and\s)?[A-Z][\w.’'-]*)*")
_WORD = re.compile(r"\S+")
_MOST_WORDS = 3
# What says where a town lies. Its own name alone: a title is short, and a word of it is soon some village's.
_OWN_NAMES = ("preferred", "official", "short")


def beneath_title(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Article, list[Mention], int]:
    """The article with its title above its text, the names of the title before the mentions, and how many those are.

    Names of a title are those that are mentioned in the text, and countries and regions. As it was where the title is
    empty or the text begins with it.
    """
    title = article.title.strip()
    if not title or article.text.lstrip().casefold().startswith(title.casefold()):
        return article, list(mentions), 0
    headed = Article(text=title + _BREAK + article.text, url=article.url)
    above = [headed.mention(*span) for span in sorted(_spans(title, {m.text for m in mentions}, gazetteer))]
    moved = len(title) + len(_BREAK)
    below = [replace(m, start=m.start + moved, end=m.end + moved) for m in mentions]
    return headed, [*above, *below], len(above)


def _spans(title: str, names: Iterable[str], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for name in sorted(names, key=len, reverse=True):
        taken += [found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", title)]
    for run in _CAPITALS.finditer(title):
        words = [(run.start() + word.start(), run.start() + word.end()) for word in _WORD.finditer(run[0])]
        for size in range(_MOST_WORDS, 0, -1):
            taken += [
                (first[0], last[1])
                for first, last in zip(words, words[size - 1 :], strict=False)
                if _is_wide(title[first[0] : last[1]], gazetteer)
            ]
    done = 0
    for start, end in sorted(set(taken), key=lambda span: (span[0], -span[1])):
        if start >= done:
            yield start, end
            done = end


def _is_wide(name: str, gazetteer: Gazetteer) -> bool:
    best = next(iter(gazetteer.candidates(name, 1)), None)
    return bool(best and best.kind in STATES and best.matched and best.matched.sort in _OWN_NAMES)
