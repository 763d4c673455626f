"""The words of a text one by one, and where a name among them begins and ends."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from .kinds import is_common, is_no_name

__all__ = ["Line", "is_possessive", "without_owner"]

_TOKEN = re.compile(r"№|#(?=\s?\d)|&|[nN][°º]|[^\W_]+(?:['’ʼ‘ʻ`´][^\W_]+)*['’]?")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
# Between the words of a name; the first of them begin one too.
_ARTICLES = frozenset({"al", "el", "abu", "ibn", "umm", "аль", "ал", "эль", "ель", "аш", "ас", "абу"})
_SAINTS = frozenset({"st", "ste", "saint", "sainte", "san", "santa", "sankt", "св", "holy"})
_PARTICLES = _ARTICLES | {
    "de", "la", "las", "los", "le", "les", "du", "des", "del", "di", "da", "bin", "van", "von", "der",
}  # fmt: skip
_SUN_ARTICLES = frozenset(
    {"ash", "as", "an", "ar", "at", "ad", "az"}
)  # which are English words where no hyphen follows
_SHORT = frozenset(
    {"st", "ste", "dr", "no", "nos", "nr", "mt", "ім", "им", "im", "n"}
)  # whose full stop ends no sentence
_HEADS = frozenset({"the", "a", "an", "this", "that", "its", "la", "le", "les", "el", "los", "las"})
_HYPHENS = frozenset("-‑‐–")
_MOST = 6  # words of a name
_MOST_ARABIC = 2
_MOST_DIGITS = 3  # of a number that is a name's: "Kilo 26"
_ARABIC = re.compile("[\u0620-\u064a]")
_ENDS_ARABIC = frozenset({
    "في", "من", "على", "إلى", "عن", "قرب", "بعد", "قبل", "التي", "الذي", "ومن", "حيث", "وسط", "شمال", "جنوب", "شرق",
    "غرب", "بمدينة", "بقطاع", "أن", "هو", "هي", "كان",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    gap: str  # what stands before it
    plain: str


def is_possessive(word: str) -> bool:
    """True where a word is somebody's: "Gaza's"."""
    return _POSSESSIVE.search(word) is not None


def without_owner(name: str) -> str:
    """A name without the possessive at its end: "Gaza"."""
    return _POSSESSIVE.sub("", name)


class Line:
    """A text as words; names in it are runs of words with a capital, or of a script that has none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[_Word] = []
        at = 0
        for match in _TOKEN.finditer(text):
            plain = match[0].casefold().replace("’", "'")
            self.words.append(_Word(match.start(), match.end(), match[0], text[at : match.start()], plain))
            at = match.end()
        self._starts = [word.start for word in self.words]

    def at(self, place: int) -> int:
        """The number of the word that stands there, or before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def between(self, first: int, last: int) -> str:
        """The text from one word to another."""
        return self.text[self.words[first].start : self.words[last].end]

    def name_to(self, end: int, *, common: bool = False) -> int:
        """The first word of the name that ends with the word at `end`; end + 1 where none does.

        common  whether it may begin with a word of the language; within a sentence it may in any case
        """
        at = end
        while at >= 0 and end - at < _MOST and self._is_part(at) and (at == end or self.is_near(at + 1)):
            if at < end and is_possessive(self.words[at].text):
                break  # "Gaza's Al-Shifa"
            at -= 1
        at += 1
        while at <= end and not self._may_head(at, end, common=common):
            at += 1
        return at

    def name_from(self, begin: int, *, common: bool = False) -> int:
        """The last word of the name that begins with the word at `begin`; begin - 1 where none does."""
        count = len(self.words)
        if begin >= count or not self._may_head(begin, count, common=common or self._is_short(begin + 1)):
            return begin - 1
        at = begin
        while at < count and at - begin < _MOST and self._is_part(at) and (at == begin or self.is_near(at)):
            at += 1
            if is_possessive(self.words[at - 1].text) and not (at < count and self.words[at].text[0].isupper()):
                break
        while at > begin and self.words[at - 1].plain in _PARTICLES:
            at -= 1
        return at - 1 if not _ARABIC.match(self.words[begin].text) else min(at - 1, self._arabic(begin))

    def is_near(self, at: int) -> bool:
        """True where a word stands right behind the one before it."""
        if at >= len(self.words):
            return False
        gap = self.words[at].gap
        return (gap.isspace() and gap.count("\n") <= 1) or gap in _HYPHENS or self._is_short(at)

    def _is_short(self, at: int) -> bool:
        return 0 < at < len(self.words) and self.words[at].gap.strip() == "." and self.words[at - 1].plain in _SHORT

    def _is_part(self, at: int) -> bool:
        word = self.words[at]
        first = word.text[0]
        if self._is_sun_article(at):
            return True
        if len(word.text) > 1 and word.text.isupper() and is_no_name(word.text) and word.plain not in _PARTICLES:
            return False  # a heading in capitals
        if word.plain in _PARTICLES or (first.isdigit() and len(word.text) <= _MOST_DIGITS and self.is_near(at)):
            return True
        return first.isalpha() and not first.islower() and (len(word.text) > 1 or first.isupper())

    def _is_sun_article(self, at: int) -> bool:
        """True where a word is the article of "Ash-Shifa", and not what English calls so."""
        return self.words[at].plain in _SUN_ARTICLES and at + 1 < len(self.words) and self.words[at + 1].gap in _HYPHENS

    def _may_head(self, at: int, end: int, *, common: bool) -> bool:
        word = self.words[at]
        if at < end and (word.plain in _ARTICLES | _SAINTS or self._is_sun_article(at)):
            return True
        bare = without_owner(word.text)
        if word.plain in _PARTICLES | _HEADS or not word.text[0].isalpha() or is_no_name(bare):
            return False
        is_numbered = at + 1 < len(self.words) and self.words[at + 1].text.isdigit() and self.is_near(at + 1)
        return not is_common(bare) or (word.text[0].isupper() and (common or is_numbered or self._is_within(at)))

    def _is_within(self, at: int) -> bool:
        """True where a word stands within a sentence, where a capital is a name's."""
        return at > 0 and self.is_near(at) and (self.words[at - 1].text.islower() or self.words[at - 1].plain in _HEADS)

    def _arabic(self, begin: int) -> int:
        """The last word of a name that no capital begins: two words at most, before a word that is a preposition."""
        at = begin
        while at < len(self.words) and at - begin < _MOST_ARABIC and self.words[at].text not in _ENDS_ARABIC:
            at += 1
        return at - 1
