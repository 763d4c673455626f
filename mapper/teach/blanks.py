"""Sentences with a name left out."""

import re
from collections.abc import Iterable

from gazetteer import fold

from ..lexicon import word_list

__all__ = ["blanked"]

_BLANK = "____"
_WORD = re.compile(r"\w+")
_LONGEST = 6  # words of a name


def blanked(sentence: str, printed: Iterable[str], folded: Iterable[str]) -> str:
    """The sentence with ____ wherever it names the place: by any of its names or spellings, or by a word made of one.

    printed  names as an article prints them; a capitalised word of a longer one gives the place away as well
    folded   names as the gazetteer folds them
    """
    parts = {word for name in printed for word in _WORD.findall(name) if word[:1].isupper() and len(word) > 3}
    generic = {
        w for name in ("compass_words", "admin_words", "facility_words") for row in word_list(name) for w in row.split()
    }
    known = (
        {fold(name) for name in printed}
        | set(folded)
        | {fold(part) for part in parts if part.casefold() not in generic}
    )
    stems = tuple(name for name in known if len(name) > 4 and " " not in name)
    tokens = list(_WORD.finditer(sentence))
    out, at, i = "", 0, 0
    while i < len(tokens):
        start = tokens[i].start()
        ends = [token.end() for token in tokens[i : i + _LONGEST]][::-1] if sentence[start].isupper() else []
        named = (end for end in ends if len(text := fold(sentence[start:end])) > 2 and text in known)
        end = next(named, tokens[i].end() if ends and fold(tokens[i][0]).startswith(stems) else 0)
        if end:
            out, at = out + sentence[at:start] + _BLANK, end
        i += max(1, sum(start <= token.start() < end for token in tokens))
    return out + sentence[at:]
