"""Gazetteer matches in a text: longest matches over tokens, whatever the words mean there.

Matches are evidence, not mentions: the network (tagger.py) and what follows from it (spans.py) decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gazetteer import HAMLET_WEIGHT, Gazetteer, Place, fold

from ..lexicon import word_list
from ..reading.hashtags import words_run_together

__all__ = ["Match", "TokenLike", "gazetteer_matches", "is_capitalised"]

_MOST_TOKENS = 9
_INNER = frozenset({"-", "–", "‑", "'", "’", "'s", "’s", "‘", "ʿ", "`", ".", "&", "_"})


class TokenLike(Protocol):
    """The facts about a token that a match needs: its text, where it stands (code points) and what space follows."""

    @property
    def text(self) -> str:
        """The token as printed."""

    @property
    def idx(self) -> int:
        """The offset of the token in the text, in code points."""

    @property
    def whitespace_(self) -> str:
        """The space that follows it, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Tokens [start, end) read like a name of the gazetteer; `place` is the likeliest of that name."""

    start: int
    end: int
    place: Place


def gazetteer_matches(text: str, tokens: Sequence[TokenLike], gazetteer: Gazetteer) -> list[Match]:
    """The longest match at each token that can begin a name, left to right, without overlap."""
    found: list[Match] = []
    at = 0
    while at < len(tokens):
        match = _longest_at(text, tokens, at, gazetteer) if _may_begin(tokens, at) else None
        if match:
            found.append(match)
        at = match.end if match else at + 1
    return found


def is_capitalised(word: str) -> bool:
    """True where a word begins like a name: with a capital, or with a letter that knows no case."""
    first = word[:1]
    return first.isalpha() and not first.islower()


def _may_begin(tokens: Sequence[TokenLike], at: int) -> bool:
    if is_capitalised(tokens[at].text):
        return True
    if tokens[at].text not in word_list("arabic_articles"):
        return False
    follows = [token.text for token in tokens[at + 1 : at + 3]]
    return len(follows) == 2 and follows[0] in _INNER and is_capitalised(follows[1])


def _longest_at(text: str, tokens: Sequence[TokenLike], at: int, gazetteer: Gazetteer) -> Match | None:
    begin = tokens[at].idx
    for end in reversed(_ends(tokens, at)):
        last = tokens[end - 1]
        name = text[begin : last.idx + len(last.text)]
        if at and tokens[at - 1].text == "#":
            name = words_run_together(name)
        hits = gazetteer.candidates(name, limit=1)
        matched = hits[0].matched if hits else None
        # Where only the name without its "city of" or "city" is known, the generic word is no part of the match; and
        # too many common words are the names of hamlets.
        if matched and matched.name == fold(name) and matched.weight > HAMLET_WEIGHT:
            return Match(start=at, end=end, place=hits[0])
    return None


def _ends(tokens: Sequence[TokenLike], at: int) -> list[int]:
    """Token positions at which a name that begins at `at` may end, shortest first."""
    ends: list[int] = []
    generic = word_list("admin_words", "facility_words")
    for here in range(at, min(at + _MOST_TOKENS, len(tokens))):
        word = tokens[here].text
        if is_capitalised(word) or word.isdigit() or word.casefold() in generic:
            ends.append(here + 1)
        elif word not in _INNER and word.casefold() not in word_list("name_links"):
            break
        if "\n" in tokens[here].whitespace_ or word.isspace():
            break
    return ends
