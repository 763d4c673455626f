"""Which language an article is in, so that those that the recogniser cannot read are left out. Home of py3langid.

An article that says its language is believed. Else one with the small words of English, as nearly all have here, is in
English; only the others are shown to the identifier, which takes a second to load. Short texts tell too little.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from ..records import Article

__all__ = ["english_only", "language_of"]

_SAMPLE = 4000  # characters
_LEAST_WORDS = 40
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
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words) < _LEAST_WORDS and sum(map(len, words)) < 6 * _LEAST_WORDS:
        return ""
    if sum(word in _ENGLISH for word in words) >= _LEAST_SHARE * len(words):
        return "en"
    from py3langid import classify

    found = str(classify(sample)[0])
    # Names of places make a list in English look like the language of the places.
    listed = sum(piece[0].isupper() for piece in re.findall(r"[^\W\d_]+", sample)) > len(words) / 2
    return "" if listed else found
