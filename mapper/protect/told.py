"""Names of places of a kind in a text: "Al-Quds and Nasser hospitals", "Rukban, an informal camp", "лікарня імені …".

A name is what stands before the word of the kind, behind it, or is said to be one, in English, and in the other
languages of the page in the ways that they have in common. A word too many that is blanked is better than one too few.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..lexicon import word_list
from .kinds import BESIDES, is_common, without_kind
from .runs import Line, is_possessive, without_owner
from .ways import (
    AND,
    BESIDE_CALLS,
    CALLS,
    COPULAS,
    DETERMINERS,
    GOES_ON,
    LINKS,
    NUMBERED,
    NUMERALS,
    OF,
    OF_CAMPS,
    ONES,
    ORDINAL,
)

__all__ = ["Told", "names_told"]

_GLUED = re.compile(r"(?<!\w)[@#]?(?=\w*[A-Z][a-z])\w*[a-z][A-Z]\w*")  # "#AlShifaHospital"
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_OPENS = r"(?:[“„«»\"‘'‹]\s?)"
_QUOTED = re.compile(rf"[\s,:(]*{_OPENS}")
_CLOSES = re.compile(r"\s?[”“»«\"›]|[’'](?!\w)")
_QUOTED_BEFORE = re.compile(r"[“„«»\"‘'‹]\s?([^“”„«»\"‘‹\n]{1,60}?)\s?[”“»«\"’'›][\s-]+(?:[\w’'-]+\s+){0,2}$")
_APPOSED = re.compile(rf"\s*(?:,|\(|—|–|\s-\s|:)\s*{_OPENS}?")
_LISTED = re.compile(rf"\s*[,;]\s*{_OPENS}?|[”»\"’']\s*[,;]?\s*{_OPENS}?|\s+{_OPENS}")
_ENDS = re.compile(r"[.;!?\n]")
_MOST_WORDS, _MOST_NAMES, _MOST_BESIDE, _MOST_LETTERS, _MOST_AHEAD = 6, 12, 3, 60, 12
_MOST_ACRONYM = 6


class Told(NamedTuple):
    """A name of such a place: the whole with the kind's word, and the rest without that word ("" for nothing).

    how  "name": made with the word, the town's may be among it; "apart": beside the word; "called": said outright
    """

    kind: str
    whole: str
    bare: str
    how: Literal["name", "apart", "called"] = "name"


def names_told(text: str, kinds: dict[str, re.Pattern[str]]) -> Iterator[Told]:
    """Each name of a place of such a kind that a text tells."""
    line = Line(text)
    for kind, pattern in kinds.items():
        for match in pattern.finditer(text):
            yield from _Around(kind, line, line.at(match.start()), line.at(match.end() - 1)).names()
        for match in _GLUED.finditer(text):
            parts = " ".join(_CAMEL.findall(match[0]))
            if pattern.search(parts):
                yield Told(kind, match[0], without_kind(parts, pattern))


class _Around:
    """The surroundings of one word of a kind: the words `first` to `last` of a line."""

    def __init__(self, kind: str, line: Line, first: int, last: int) -> None:
        self._kind, self._line, self._words, self._first, self._last = kind, line, line.words, first, last
        self._said = line.between(first, last)
        self._many = self._said.casefold().endswith(("s", "х", "ات", "aux"))
        self._is_capital = line.words[last].text[0].isupper()

    def names(self) -> Iterator[Told]:
        """Each name, however it stands there."""
        yield from self._before()
        yield from self._quoted_before()
        yield from self._said_of()
        yield from self._numbers()
        yield from self._behind()

    def _before(self) -> Iterator[Told]:
        """Names before: "Al-Quds and Nasser hospitals", "the Mechnikov City Hospital", "the 2nd City Hospital"."""
        end = self._first - 1
        while (
            end >= self._first - 1 - _MOST_BESIDE and end >= 0 and self._is_beside(end) and self._line.is_near(end + 1)
        ):
            end -= 1
        if end < 0 or not self._line.is_near(end + 1):
            end = self._first - 1
        if end < 0 or not self._line.is_near(end + 1):
            return
        besides = self._first - 1 - end
        if ORDINAL.fullmatch(self._words[end].text) and (besides or self._words[end].text[0].isdigit()):
            yield Told(self._kind, self._line.between(end, self._last), "")
        begins = self._line.name_to(end, common=self._is_named_so(end))
        if (
            begins > end and besides and self._kind != "camp" and not self._said.isupper()
        ):  # "City Hospital": what stands beside the word may be the name
            end = self._first - 1
            begins = self._line.name_to(end)
        if begins <= end:
            whole, bare = self._line.between(begins, self._last), self._line.between(begins, end)
            is_owner = (
                begins == end and is_possessive(bare) and not is_common(without_owner(bare))
            )  # "Kharkiv's hospitals"
            yield Told(self._kind, whole, without_owner(bare), "apart" if is_owner else "name")
            if is_common(bare):
                yield Told(self._kind, whole, bare, "called")
            if self._many and not is_owner:
                yield from self._also(begins, "name")

    def _quoted_before(self) -> Iterator[Told]:
        """A quoted name before: “Cave” Hospital."""
        start = self._words[self._first].start
        if match := _QUOTED_BEFORE.search(self._line.text[max(0, start - 2 * _MOST_LETTERS) : start]):
            yield Told(self._kind, "", match[1], "called")

    def _is_named_so(self, end: int) -> bool:
        """True where a word of the language is a name here: "Sunrise Shelter burned", "FIRE AT SUNRISE SHELTER".

        In a headline it may be a verb behind who acts: "Drones Hit Shelter".
        """
        if not self._is_capital or end + 1 != self._first or self._is_beside(end):
            return False
        behind = self._words[self._last + 1] if self._last + 1 < len(self._words) else None
        ahead = self._words[end - 1].plain if self._line.is_near(end) else ""
        is_subject = not ahead or ahead in word_list("prepositions") | DETERMINERS
        return is_subject or bool(behind and (behind.text.islower() or behind.gap.strip()))

    def _also(self, at: int, how: Literal["name", "apart"]) -> Iterator[Told]:
        """Names listed before another: "Hagadera, Ifo and" Dagahaley camps."""
        for _ in range(_MOST_NAMES):
            gap, end = self._words[at].gap, at - 1
            if end >= 0 and self._words[end].plain in AND and gap.isspace():
                gap, end = f"{self._words[end].gap},", end - 1
            if end < 0 or not re.fullmatch(r"\s*,\s*,?", gap):
                return
            begins = self._line.name_to(end)
            if begins > end:
                return
            yield Told(self._kind, self._line.between(begins, self._last), self._line.between(begins, end), how)
            at = begins

    def _said_of(self) -> Iterator[Told]:
        """Names apart: "Rukban, an informal camp in the desert", "Sunrise (a shelter)", "Al-Amal was a hospital"."""
        if not self._is_end():
            return
        begin = self._determiner()
        if begin < 1:
            return
        gap, end = self._words[begin].gap, begin - 1
        if self._words[end].plain in COPULAS and gap.isspace():
            gap, end = ",", end - 1
        if end < 0 or not _APPOSED.fullmatch(gap) or ":" in gap:
            return
        begins = self._line.name_to(end, common=True)
        if begins <= end:
            yield Told(self._kind, self._line.between(begins, self._last), self._line.between(begins, end), "apart")
            if self._many:
                yield from self._also(begins, "apart")

    def _determiner(self) -> int:
        """The word that begins "the informal camp" or "Gaza's main hospital"; -1 where nothing does."""
        for at in range(self._first, max(-1, self._first - _MOST_WORDS), -1):
            word = self._words[at]
            if at < self._first and (
                word.plain in DETERMINERS or (is_possessive(word.text) and word.text[0].isupper())
            ):
                return at
            if not self._line.is_near(at):
                return -1
        return -1

    def _is_end(self) -> bool:
        """True where the phrase ends with the word of the kind."""
        behind = self._last + 1
        if behind >= len(self._words) or not self._line.is_near(behind):
            return True
        return self._words[behind].plain in GOES_ON

    def _numbers(self) -> Iterator[Told]:
        """Numbers as names: "Hospital No. 3", "hospitals Nos. 3 and 5", "Camps 4 and 12", "hospital number three"."""
        at, is_named = self._last + 1, self._is_capital
        if at < len(self._words) and NUMBERED.fullmatch(self._words[at].text) and len(self._words[at].gap) <= 2:
            at, is_named = at + 1, True
        begin = at
        while at < min(len(self._words), begin + 2 * _MOST_NAMES) and self._is_number(at, begin):
            at += 1
        while at > begin and (self._words[at - 1].plain in AND or NUMBERED.fullmatch(self._words[at - 1].text)):
            at -= 1
        is_lettered = at == begin + 1 and re.fullmatch(r"\d+[A-Z]", self._words[begin].text)  # "camp 4E"
        if at > begin and (is_named or is_lettered):
            yield Told(self._kind, self._line.between(self._first, at - 1), "")

    def _is_number(self, at: int, begin: int) -> bool:
        word = self._words[at]
        is_first = at == begin and begin == self._last + 1
        if not re.fullmatch("[ \xa0-]?" if is_first else r"[ \xa0.,#№-]{0,3}", word.gap):
            return False
        if re.fullmatch(r"\d{1,4}\w?", word.text) or (word.plain in NUMERALS and begin > self._last + 1):
            return True
        is_letter = word.gap in {"-", ""} and len(word.text) == 1
        return at > begin and bool(is_letter or word.plain in AND or NUMBERED.fullmatch(word.text))

    def _behind(self) -> Iterator[Told]:
        """Names behind: "Camp Ashraf", "the shelter (Sunrise)", "a camp called Lipa", "hospitals such as Nasser"."""
        at, links = self._last + 1, set[str]()
        while at < len(self._words) and self._is_link(at) and at - self._last <= _MOST_WORDS:
            links.add(self._words[at].plain)
            at += 1
        if at >= len(self._words) or (links & BESIDE_CALLS and not links & CALLS):
            return
        if NUMBERED.fullmatch(self._words[at].text):
            return
        gap, is_called = self._words[at].gap, bool(links & CALLS)
        if _QUOTED.fullmatch(gap) and (ends := self._closing(at)):
            yield Told(self._kind, "", self._line.text[self._words[at].start : ends], "called")
            yield from self._listed(self._behind_quote(ends), links, is_called=True)
        elif self._line.is_near(at):
            yield from self._listed(at, links, is_called=is_called)
        elif _APPOSED.fullmatch(gap):
            yield from self._listed(at, links, is_called=is_called, is_apposed=not links)
        yield from self._called_further(at)

    def _is_link(self, at: int) -> bool:
        word = self._words[at]
        is_beside = self._line.is_near(at) or re.fullmatch(r"['’]|\s*[,(–—-]\s*", word.gap)
        return bool(is_beside) and word.plain in LINKS | CALLS | BESIDE_CALLS and word.text.islower()

    def _listed(self, at: int, links: set[str], *, is_called: bool, is_apposed: bool = False) -> Iterator[Told]:
        """The name that begins there, and those listed behind it."""
        how: Literal["name", "apart", "called"] = "called" if is_called else "apart" if links or is_apposed else "name"
        if links and not is_called and self._is_capital and not is_apposed:
            how = "name"  # "Hospital of the Holy Family", "Trauma Center in Kunduz"
        for _ in range(_MOST_NAMES):
            ends = self._line.name_from(at, common=is_called or is_apposed)
            if ends < at or (is_apposed and (not self._is_closed(ends) or self._is_acronym(at, ends))):
                return
            is_town = not is_called and links & (OF - OF_CAMPS if self._kind == "camp" else OF)
            bare = "" if is_town else self._line.between(at, ends)
            if bare or how == "name":
                yield Told(self._kind, self._line.between(self._first, ends), bare, how)
            if bare and is_common(bare):
                yield Told(self._kind, "", bare, "called")
            at = self._next(ends + 1)
            if not at or not (self._many or is_called):
                return

    def _next(self, at: int) -> int:
        """The word at which the next of a list begins; 0 where none does."""
        if at >= len(self._words):
            return 0
        word = self._words[at]
        if word.plain in AND and (word.gap.isspace() or _LISTED.fullmatch(word.gap)):
            at += 1
            if at < len(self._words) and self._words[at].plain in {"at", "in", "the"}:
                at += 1
            return at if at < len(self._words) else 0
        return at if _LISTED.fullmatch(word.gap) else 0

    def _called_further(self, at: int) -> Iterator[Told]:
        """Names given further on in the sentence: "… and one named Dawn"."""
        for here in range(at, min(at + _MOST_AHEAD, len(self._words) - 2)):
            if _ENDS.search(self._words[here].gap):
                return
            if self._words[here].plain in ONES and self._words[here + 1].plain in CALLS:
                yield from self._listed(here + 2, {"called"}, is_called=True)

    def _closing(self, at: int) -> int:
        """The offset at which a quotation that begins with this word ends; 0 where it does not end soon."""
        start = self._words[at].start
        closing = _CLOSES.search(self._line.text, start, start + _MOST_LETTERS)
        return closing.start() if closing and "\n" not in self._line.text[start : closing.start()] else 0

    def _behind_quote(self, place: int) -> int:
        at = self._line.at(place - 1) + 1
        return self._next(at) or len(self._words)

    def _is_closed(self, ends: int) -> bool:
        """True where an apposition ends behind this word: "the shelter (Sunrise)", "the camp, Kakuma, is"."""
        if ends + 1 >= len(self._words):
            return True
        return not self._words[ends + 1].gap.isspace() or self._words[ends + 1].plain in AND

    def _is_acronym(self, at: int, ends: int) -> bool:
        """True where what stands in brackets is who says so: "29 shelters (OCHA)"."""
        word = self._words[at].text
        return at == ends and word.isupper() and len(word) <= _MOST_ACRONYM

    def _is_beside(self, at: int) -> bool:
        return self._words[at].plain.replace("'", "") in BESIDES
