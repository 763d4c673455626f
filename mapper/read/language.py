"""The language of articles, so that those that the recogniser cannot read are left out. Home of py3langid.

An article that says its language is believed. Else one with the small words of English, as nearly all have here, is in
English; only the others are shown to the identifier, which takes a second to load. A headline tells too little.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..records import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["english_only", "language_of"]

_SAMPLE = 4000  # characters
_LEAST_WORDS = 8
_LEAST_BYTES = 60  # of UTF-8, for languages that put no spaces between words
_MAYBE_ENGLISH = 0.01  # probability; sentences in other languages stay below, pieces of English full of names above
_ENGLISH = {
    "the", "of", "and", "to", "in", "a", "is", "was", "that", "for", "on", "with", "as", "by", "said", "from", "at",
    "were", "has", "have", "it", "are", "be", "an",
}  # fmt: skip
_LEAST_SHARE = 0.15  # of the words of a text in English; news has 0.3 to 0.45, lists of names in English less


def english_only(articles: Iterable[Article], on_other: Callable[[str], None]) -> Iterator[Article]:
    """The articles in English, or in a language that cannot be told; `on_other` takes that of each other one."""
    for article in articles:
        language = article.language[:2].lower() or language_of(article.text)
        if language in ("", "en"):
            yield article
        else:
            on_other(language)


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language a text is in, "" where that cannot be told from it."""
    sample = text[:_SAMPLE]
    pieces = re.findall(r"[^\W\d_]+", sample)
    words = [piece.casefold() for piece in pieces]
    if len(words) < _LEAST_WORDS and sum(len(word.encode()) for word in words) < _LEAST_BYTES:
        return ""
    if sum(word in _ENGLISH for word in words) >= _LEAST_SHARE * len(words):
        return "en"
    ranked = _identifier().rank(sample)
    # Names of places make a list in English look like the language of the places.
    listed = sum(piece[0].isupper() for piece in pieces) > len(pieces) / 2
    found = str(ranked[0][0])
    return "" if listed or (found != "en" and dict(ranked)["en"] >= _MAYBE_ENGLISH) else found


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
