"""One reading of a text: its sentences, paragraphs, headline, datelines and peoples, worked out once for every step."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .english.bylines import bylines
from .english.datelines import Dateline, datelines, opening
from .english.meetings import guests_in
from .english.peoples import peoples_in
from .english.sentences import Span, sentences

__all__ = ["Reading", "reading_of"]

_AT_HAND = 32  # two batches of the recogniser: what it has read is resolved, corrected and drawn soon after
_LONGEST_HEADLINE = 200  # characters
_ENDS_NO_HEADLINE = '.!?:;"”'
_OPENING, _CLOSING = "“«", "”»"
_LAST_LETTERS = re.compile(r"\w*$")
_LONGEST_LEAD = 100  # characters
_PARAGRAPH = re.compile(r"(?=\n\n)")


@dataclass(frozen=True)
class Reading:
    """A text, and what is asked of it again and again: each answer is found when it is first asked for, and kept.

    Offsets are code points of `text`, spans half-open. Two readings of one text are equal.
    """

    text: str

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Each sentence, in order, without white space at either end."""
        return sentences(self.text)

    @cached_property
    def datelines(self) -> tuple[Dateline, ...]:
        """The datelines, in order: a digest has several."""
        return datelines(self.text, self.sentences)

    @cached_property
    def dateline(self) -> Dateline | None:
        """The dateline that tells where the article was written; None where it names no place or there is none."""
        return opening(self.datelines)

    @cached_property
    def bylines(self) -> tuple[Span, ...]:
        """Spans of the bylines and sign-offs, in order."""
        return bylines(self.text)

    @property
    def without_datelines(self) -> str:
        """The text with a space in place of each dateline."""
        cuts = (0, *(at for found in self.datelines for at in (found.start, found.end)), len(self.text))
        return " ".join(self.text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))

    @cached_property
    def headline_end(self) -> int:
        """The end of the headline that the text begins with; 0 where the first line reads like the rest."""
        end = self.text.find("\n")
        return end if 0 < end < _LONGEST_HEADLINE and self.text[end - 1] not in _ENDS_NO_HEADLINE else 0

    @cached_property
    def peoples(self) -> Mapping[str, float]:
        """Votes of the peoples that the text names ("Syrian", "Georgians"), by country (ISO 3166-1 alpha-2)."""
        return peoples_in(self.text, self.guests)

    @cached_property
    def guests(self) -> tuple[Span, ...]:
        """Spans that name the guests of a meeting, who come from elsewhere, in order."""
        return guests_in(self.text)

    def is_guest(self, start: int) -> bool:
        """True where a name that begins there is of those who come from elsewhere."""
        return any(first <= start < last for first, last in self.guests)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.sentences)

    @cached_property
    def _paragraph_ends(self) -> tuple[int, ...]:
        return tuple(found.start() for found in _PARAGRAPH.finditer(self.text))

    def sentence_at(self, at: int) -> int:
        """The number of the sentence that holds an offset, from 0; white space belongs to the one before it."""
        return max(0, bisect_right(self._starts, at) - 1)

    def sentence_of(self, start: int, end: int | None = None) -> Span:
        """The sentence, or the sentences, that hold a span; of an offset alone the one that holds it."""
        if not self.sentences:
            return 0, len(self.text)
        first, last = self.sentence_at(start), self.sentence_at(start if end is None else end - 1)
        return self.sentences[first][0], self.sentences[last][1]

    def is_one_paragraph(self, start: int, end: int) -> bool:
        """True where no paragraph ends within a span."""
        at = bisect_left(self._paragraph_ends, start)
        return at == len(self._paragraph_ends) or self._paragraph_ends[at] + 2 > end

    def is_first_line(self, at: int) -> bool:
        """True where no line has ended before an offset."""
        return self.text.find("\n", 0, at) < 0

    def is_quoted(self, at: int) -> bool:
        """True where a quotation that its sentence has opened before an offset is open there still."""
        before = self.text[self.sentence_of(at)[0] : at]
        opened = sum(map(before.count, _OPENING)) - sum(map(before.count, _CLOSING))
        return opened > 0 or before.count('"') % 2 == 1

    def led_by(self, at: int) -> str:
        """The word, casefolded, behind which a name at an offset stands, but for "the": "of" in "of the Donbas"."""
        if (known := self._led_by.get(at)) is None:
            known = self._led_by[at] = _last_word(self.before(at, _LONGEST_LEAD))
        return known

    @cached_property
    def _led_by(self) -> dict[int, str]:
        return {}

    def before(self, at: int, most: int) -> str:
        """The last characters before an offset, at most so many."""
        return self.text[max(0, at - most) : at]

    def after(self, at: int, most: int) -> str:
        """The next characters from an offset on, at most so many."""
        return self.text[at : at + most]


def _last_word(before: str) -> str:
    """The last word, casefolded, but for an article; "" where no space follows it."""
    if not before[-1:].isspace():
        return ""
    *_, last, word = ["", "", *before.casefold().rsplit(maxsplit=2)]
    found = _LAST_LETTERS.search(last if word == "the" else word)
    return found[0] if found else ""


@lru_cache(maxsize=_AT_HAND)
def reading_of(text: str) -> Reading:
    """The reading of a text: for as long as the text is at hand, every step gets the same one."""
    return Reading(text)
