"""A text in the words that the network reads: what hashtags run together is cut."""

from collections.abc import Iterator, Sequence

from ..reading.hashtags import words_of
from .cutting import Word, cut
from .matches import TokenLike

__all__ = ["run_together", "tokens_of"]


def tokens_of(text: str) -> list[Word]:
    """The words of a text; each word of "#ChasivYar" is one."""
    words = cut(text)
    if "#" not in text:
        return words
    parts = dict(run_together(words))
    return [one for at, word in enumerate(words) for one in (_cut(word, parts[at]) if at in parts else (word,))]


def run_together(tokens: Sequence[TokenLike]) -> Iterator[tuple[int, list[str]]]:
    """Positions of the tokens that a hashtag runs together, each with its parts."""
    for at, token in enumerate(tokens):
        head, hash_, tag = token.text.partition("#")
        glued = not hash_ and at > 0 and tokens[at - 1].text == "#" and not tokens[at - 1].whitespace_
        parts = words_of(token.text) if glued else [part for part in (head, hash_, *words_of(tag)) if part]
        if len(parts) > 1:
            yield at, parts


def _cut(word: Word, parts: Sequence[str]) -> Iterator[Word]:
    at = word.idx
    for part in parts[:-1]:
        yield Word(part, at, "")
        at += len(part)
    yield Word(parts[-1], at, word.whitespace_)
