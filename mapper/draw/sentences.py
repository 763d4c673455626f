"""Sentences told by their articles, whose text a page has already: ten thousand of them are a megabyte."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from ..pins import Excerpt, Piece, PinnedArticle

__all__ = ["Sentences"]


class Sentences:
    """Writes the sentence of an excerpt of these articles as short as it can be."""

    def __init__(self, articles: Sequence[PinnedArticle]) -> None:
        self._articles = articles

    @cached_property
    def _at(self) -> list[dict[int, tuple[Sequence[Piece], int]]]:
        """Of each article its mentions: the pieces that each is among, and its position."""
        return [
            {
                piece.mention: (pieces, at)
                for pieces in (article.head, article.body)
                for at, piece in enumerate(pieces)
                if piece.mention is not None
            }
            for article in self._articles
        ]

    def row(self, excerpt: Excerpt) -> list[Any]:
        """The numbers of characters before the mention, 0, and after it, as JavaScript counts them.

        Where the article does not read just so, since white space was run together or the sentence was cut, the three
        texts themselves.
        """
        pieces, at = self._at[excerpt.article].get(excerpt.mention, ((), 0))
        before = _text(reversed(pieces[:at]), len(excerpt.before), backwards=True)
        after = _text(pieces[at + 1 :], len(excerpt.after))
        same = bool(pieces) and pieces[at].text == excerpt.text
        if same and before.endswith(excerpt.before) and after.startswith(excerpt.after):
            return [_units(excerpt.before), 0, _units(excerpt.after)]
        return [excerpt.before, excerpt.text, excerpt.after]


def _text(pieces: Iterable[Piece], least: int, *, backwards: bool = False) -> str:
    """The text of the first pieces, in the order in which they stand, until there are so many characters."""
    found = ""
    for piece in pieces:
        if len(found) >= least:
            break
        found = piece.text + found if backwards else found + piece.text
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
