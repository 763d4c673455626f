"""A text in spaCy's words: what has no end is cut first, and what a hashtag runs together."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

from ..reading.hashtags import words_of

__all__ = ["Tokens", "cut_hashtags"]

_ENDLESS = re.compile(r"\S{400,}")  # no word is so long, and few addresses
_PIECE = re.compile(r"\w+|[^\w\s]{1,50}")


class Tokens:
    """A spaCy tokenizer, given pieces of what has no space for too long: it takes the square of a word's length."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The text in words, as the tokenizer cuts them."""
        ends = [piece.end() for found in _ENDLESS.finditer(text) for piece in _PIECE.finditer(text, *found.span())]
        if not ends:
            return self._tokenizer(text)
        pieces = [self._tokenizer(text[start:end]) for start, end in pairwise((0, *ends, len(text)))]
        tokens = [token for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for token in tokens]
        return Doc(pieces[0].vocab, [token.text for token in tokens], spaces)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tokenizer, name)


def cut_hashtags(doc: Doc) -> None:
    """Cut what hashtags run together, so that each word of "#ChasivYar" is a token."""
    if "#" not in doc.text:
        return
    with doc.retokenize() as retokenizer:
        for token in doc:
            head, hash_, tag = token.text.partition("#")
            glued = not hash_ and token.i > 0 and doc[token.i - 1].text == "#" and not doc[token.i - 1].whitespace_
            parts = words_of(token.text) if glued else [part for part in (head, hash_, *words_of(tag)) if part]
            if len(parts) > 1:
                retokenizer.split(token, parts, heads=[(token, at) for at in range(len(parts))])
