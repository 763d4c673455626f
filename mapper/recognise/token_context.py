"""A text as spans.py reads it: for each token its case, whether it begins a sentence, and if its line is a headline."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from ..lexicon import phrases, word_list
from ..reading.reading import Reading
from .matches import TokenLike, is_capitalised

__all__ = ["TokenContext"]

_Phrase = tuple[tuple[str, bool], ...]

_JOINTS = frozenset({"-", "‑", ".", "'", "’", "&"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "«", "("})
_DASHES = frozenset({"-", "–", "—", "|"})
_PAPER_WORDS = 5
# What a capital may follow inside a sentence, too.
_STOPS = frozenset({":", ";", "•", "*", "#"})


class TokenContext:
    """The context of each token, known before any match is judged.

    low       casefolded words
    capital   whether each is capitalised
    starts    whether each begins a sentence
    headline  whether the line of each is written in Title Case or CAPITALS
    blocked   tokens inside names that hold a place name and are no place: papers, clubs, treaties, weapons
    """

    def __init__(self, reading: Reading, tokens: Sequence[TokenLike]) -> None:
        self.tokens = tokens
        self.low = [token.text.casefold() for token in tokens]
        self._bare = [word.replace(".", "").partition("-")[0] or word for word in self.low]  # "U.N.-backed": UN
        self.capital = [is_capitalised(token.text) for token in tokens]
        self.starts = self._starts({start for start, _ in reading.sentences})
        self._datelined = {place for dateline in reading.datelines for place in dateline.places}
        self.headline = self._headlines()
        self.blocked = self._blocked()

    def low_at(self, at: int) -> str:
        """The casefolded word at a position, or "" outside the text."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def capital_at(self, at: int) -> bool:
        """True where the word at a position is capitalised; not outside the text."""
        return 0 <= at < len(self.capital) and self.capital[at]

    def is_dateline(self, start: int, end: int) -> bool:
        """True where a name says where the article was written: "ALMA, Mich. --"."""
        last = self.tokens[end - 1]
        return (self.tokens[start].idx, last.idx + len(last.text)) in self._datelined

    def _starts(self, begin: AbstractSet[int]) -> list[bool]:
        """For each token, whether it begins a sentence or a clause."""
        starts: list[bool] = []
        for at in range(len(self.tokens)):
            before = self.tokens[at - 1].text if at else "\n"
            begins = self.tokens[at].idx in begin
            starts.append(begins or before in _STOPS or (before in _QUOTES and starts[-1]))
        return starts

    def _headlines(self) -> list[bool]:
        """For each token, whether its line is written in Title Case or CAPITALS."""
        flags: list[bool] = []
        line: list[int] = []
        for at in range(len(self.tokens) + 1):
            if at == len(self.tokens) or "\n" in self.tokens[at].text:
                letters = [i for i in line if len(self.low[i]) > 3 and self.low[i].isalpha()]
                share = sum(self.capital[i] for i in letters) / len(letters) if letters else 0.0
                flags += [len(letters) > 2 and share > 0.75] * (len(line) + (at < len(self.tokens)))
                line = []
            else:
                line.append(at)
        return flags

    def _blocked(self) -> set[int]:
        blocked: set[int] = set()
        for name in ("publications", "not_places"):
            begins = _folded(name)  # hardly any word does, so that most need no closer look
            for at in (at for at, word in enumerate(self._bare) if word in begins):
                blocked.update(range(at, self.phrase_at(at, name)))
        for at in (at for at, word in enumerate(self.low) if word in _DASHES):
            blocked.update(range(at + 1, self._paper_end(at)))
        for at in (at for at, word in enumerate(self.low) if word == "by"):
            blocked.update(range(at + 1, self._byline_end(at + 1)))
        return blocked

    def _paper_end(self, at: int) -> int:
        """The end of a paper's name that ends the line behind the dash at a token: "… - Houston Chronicle"; or 0."""
        end = at + 1
        while self.capital_at(end) and end - at <= _PAPER_WORDS:
            end += 1
        is_last = end == len(self.tokens) or "\n" in self.tokens[end].text
        is_apart = at > 0 and self.tokens[at - 1].whitespace_ and self.tokens[at].whitespace_
        return end if is_last and is_apart and self.low[end - 1] in word_list("paper_words") else 0

    def _byline_end(self, at: int) -> int:
        """The end of the person's name at a token, behind "by": a given name or more, initials, a surname; or `at`."""
        end = at
        while self.capital_at(end) and (
            self.low[end] in word_list("given_names") or (end > at and len(self._bare[end]) == 1)
        ):
            end += 1
        surname = end > at and self.capital_at(end) and self.low[end] not in word_list("prepositions")
        generic = {self.low_at(end), self.low_at(end + 1)} & word_list("admin_words", "facility_words")
        return end + 1 if surname and not generic else at

    def phrase_at(self, at: int, name: str) -> int:
        """The end of the longest entry of a list that stands at a token, capitals where the entry has them, or `at`."""
        phrases_here = _folded(name).get(self._bare[at], ())
        second = self._behind(at) if phrases_here and self.low[at] not in _JOINTS else None
        for phrase in phrases_here:
            if second is not None and len(phrase) > 1 and phrase[1][0] != second:
                continue
            end = at
            for word, capital in phrase:
                while self.low_at(end) in _JOINTS:
                    end += 1
                if end == len(self._bare) or self._bare[end] != word or (capital and not self.capital[end]):
                    break
                end += 1
            else:
                return end
        return at

    def _behind(self, at: int) -> str:
        """The next word that is no joint, as `phrase_at` compares it; "" at the end of the text."""
        at += 1
        while self.low_at(at) in _JOINTS:
            at += 1
        return self._bare[at] if at < len(self._bare) else ""


@cache
def _folded(name: str) -> dict[str, tuple[_Phrase, ...]]:
    """The entries of a list by their first word: for each word, as casefolded, whether it needs its capital."""
    return {
        first: tuple(tuple((word.casefold(), is_capitalised(word)) for word in phrase) for phrase in entries)
        for first, entries in phrases(name).items()
    }
