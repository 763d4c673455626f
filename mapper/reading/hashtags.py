"""Words that hashtags run together: "#ChasivYar", "#Nova_Kakhovka"."""

import re

__all__ = ["words_of", "words_run_together"]

_CUT = re.compile(r"(?<=_)|(?=_)|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def words_of(tag: str) -> list[str]:
    """The words of a hashtag, and the marks between them; together they are the tag: "Chasiv", "Yar"."""
    parts: list[str] = []
    for piece in filter(None, _CUT.split(tag)):
        start = 0
        for at in range(1, len(piece)):
            if piece[at].isupper() and piece[at - 1].islower():
                parts.append(piece[start:at])
                start = at
        parts.append(piece[start:])
    return parts


def words_run_together(name: str) -> str:
    """The name with spaces where a hashtag has none: "Chasiv Yar" of "ChasivYar"."""
    return " ".join(word for part in name.split() for word in words_of(part) if word != "_")
