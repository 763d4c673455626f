"""Words -> the pieces of BERT's uncased vocabulary that the network knows them by.

The same pieces as the `BertNormalizer`, `BertPreTokenizer` and `WordPiece` of the `tokenizers` package give, which a
test compares; that package would bring a client of a model hub and its dozen dependencies with it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

__all__ = ["WordPieces"]

# The network sees no more of a word than this many characters, so that the work on a text is bound by its words.
_MOST_CHARACTERS = 64
_CACHED = 16_384
# The blocks that BERT's tokenizer knows as Chinese, where each character is a word.
_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """A vocabulary, one piece a line as in BERT's vocab.txt; its line numbers are what the network reads."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.begin, self.end = self._ids["[CLS]"], self._ids["[SEP]"]
        # BERT never saw these: here they stand for the end of a line, and for other space between words.
        self.line, self.space = self._ids["[unused1]"], self._ids["[unused2]"]
        self._unknown = self._ids["[UNK]"]
        self.of = lru_cache(maxsize=_CACHED)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word as a tokenizer cut it; at least one."""
        if not word.strip():
            return (self.line,) if "\n" in word else (self.space,)
        pieces = [piece for part in _parts(word[:_MOST_CHARACTERS]) for piece in self._longest(part)]
        return tuple(pieces) or (self._unknown,)

    def _longest(self, part: str) -> list[int]:
        """Longest pieces first, from the left; one unknown where they do not reach the end."""
        pieces: list[int] = []
        start = 0
        while start < len(part):
            lead = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if lead + part[start:e] in self._ids), start)
            if end == start:
                return [self._unknown]
            pieces.append(self._ids[lead + part[start:end]])
            start = end
        return pieces


def _parts(word: str) -> Iterator[str]:
    """Lower-case runs of letters without accents, and each punctuation mark by itself."""
    if word.isascii() and word.isalnum():  # most words
        yield word.lower()
        return
    clean = "".join(" " if c.isspace() else c for c in word if c != "\ufffd" and (c.isspace() or not _is_control(c)))
    plain = "".join(c for c in unicodedata.normalize("NFD", clean) if unicodedata.category(c) != "Mn").lower()
    run = ""
    for character in plain:
        if _stands_alone(character):
            yield from (run,) if run else ()
            yield from () if character == " " else (character,)
            run = ""
        else:
            run += character
    yield from (run,) if run else ()


def _is_control(character: str) -> bool:
    return unicodedata.category(character).startswith("C")


def _stands_alone(character: str) -> bool:
    if character.isascii():
        return not character.isalnum()
    code = ord(character)
    return unicodedata.category(character).startswith("P") or any(low <= code <= high for low, high in _CHINESE)
