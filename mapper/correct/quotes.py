"""Words quoted from a text with what stands around them -> where they stand now, in a text that may have been edited.

A quote is what the W3C calls a TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector): the
exact words, some text before, some after. Places where the words stand are weighed by how many of the words around
them are those of the quote, the nearer ones counting more: so a quote survives a sentence that moves, a typo that is
mended in it or beside it, and words that change. What fits nowhere well, or in two places as well, is not found.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from ..errors import RecordError
from ..reading.reading import Reading

__all__ = ["AROUND", "Quote", "find", "quote"]

AROUND = 64
"""Characters before and after that a quote keeps."""

_FITS = 0.35  # the least share of the words around, weighted, that has to be there still
_FITS_ALONE = 0.2  # and for a name that stands there once
_FITS_WELL = 0.6  # and the share above which no other spelling of the name is looked for
_ALIKE = 0.72  # how much of the letters a name keeps when a typo in it is mended: "Zaporizhia", "Zaporizhzhia"
_LEAD = 0.02  # what one place has to be better than the next
_SLACK = 2  # words put in between that still let the words of the quote be seen
_NEARNESS = 0.8  # what each word counts of the one that stands nearer
_BEYOND = 0.3  # what a word of another sentence counts of one in the same: a sentence moves alone
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words and what stands around them.

    exact   as printed, never empty
    prefix  the text right before, "" where there is none
    suffix  the text right after
    start   where the words stood, in code points: tells two places apart that read alike; None where unknown
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    def __post_init__(self) -> None:
        if not self.exact.strip():
            raise RecordError("'exact' is empty; give the words that are meant")

    def to_dict(self) -> dict[str, Any]:
        """The quote as a TextQuoteSelector, with `start` beside it where that is known."""
        out: dict[str, Any] = {"exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}
        return out if self.start is None else out | {"start": self.start}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Quote":
        """The reverse of to_dict. Raises RecordError."""
        words = {key: data.get(key) or "" for key in ("exact", "prefix", "suffix")}
        if wrong := next((key for key, value in words.items() if not isinstance(value, str)), None):
            raise RecordError(f"{wrong!r} must be a string")
        start = data.get("start")
        if start is not None and (type(start) is not int or start < 0):
            raise RecordError("'start' must be a whole number from 0 on")
        return cls(**words, start=start)


def quote(text: str, start: int, end: int) -> Quote:
    """The quote of [start, end) of a text, in code points."""
    return Quote(
        exact=text[start:end], prefix=text[max(0, start - AROUND) : start], suffix=text[end : end + AROUND], start=start
    )


def find(text: str, wanted: Quote) -> tuple[int, int] | None:
    """[start, end) of the quoted words in a text, or None where they are not, or stand twice and nothing tells which.

    Some 50 µs where the words stand as they were, and a few ms where the name itself was changed.
    """
    if (at := _where_it_was(text, wanted)) is not None:
        return at, at + len(wanted.exact)
    context = _Context(wanted)
    ranked = _ranked(text, _standing(text, wanted.exact), context)
    least = _FITS_ALONE if len(ranked) == 1 else _FITS
    if not ranked or ranked[0][0] < _FITS_WELL:
        ranked = sorted([*ranked, *_ranked(text, _resembling(text, wanted.exact), context)], reverse=True)
    if not ranked or ranked[0][0] < least:
        return None
    best = [span for share, span in ranked if share > ranked[0][0] - _LEAD]
    if len(best) > 1 and wanted.start is None:
        return None
    return min(best, key=lambda span: abs(span[0] - (wanted.start or 0)))


def _where_it_was(text: str, wanted: Quote) -> int | None:
    """The start of the words where they and all around them stand unchanged, and at one place alone."""
    whole = wanted.prefix + wanted.exact + wanted.suffix
    at = text.find(whole)
    if at < 0 or (whole == wanted.exact and wanted.start is None) or text.find(whole, at + 1) >= 0:
        return None
    return at + len(wanted.prefix)


def _standing(text: str, exact: str) -> Iterator[tuple[int, int]]:
    """The spans in which the words stand as quoted, as words and not as parts of others."""
    words = r"\s+".join(map(re.escape, exact.split()))
    return (m.span() for m in re.finditer(rf"(?<!\w){words}(?!\w)", text))


def _resembling(text: str, exact: str) -> Iterator[tuple[int, int]]:
    """The spans of as many words that are nearly those quoted, in other spelling or case."""
    count, name = len(_WORD.findall(exact)), exact.casefold()
    words = list(_WORD.finditer(text))
    if not count:
        return
    matcher = SequenceMatcher(b=name, autojunk=False)
    for first, last in zip(words, words[count - 1 :], strict=False):
        start, end = first.start(), last.end()
        if abs(end - start - len(name)) <= 3:
            matcher.set_seq1(text[start:end].casefold())
            if matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:
                yield start, end


def _ranked(text: str, spans: Iterator[tuple[int, int]], context: "_Context") -> list[tuple[float, tuple[int, int]]]:
    return sorted(((context.share(text, *span), span) for span in spans), reverse=True)


class _Context:
    """The words around a quote, nearest first on either side."""

    def __init__(self, wanted: Quote) -> None:
        before, after = _words(wanted.prefix)[::-1], _words(wanted.suffix)
        # Cut out by a count of characters, a quote begins and ends within a word.
        self._before = before[: -1 if len(wanted.prefix) >= AROUND else None]
        self._after = after[: -1 if len(wanted.suffix) >= AROUND else None]
        whole, start = wanted.prefix + wanted.exact + wanted.suffix, len(wanted.prefix)
        end = start + len(wanted.exact)
        first, last = Reading(whole).sentence_of(start, end)
        self._weights = (
            _weights(self._before, len(_words(whole[first:start]))),
            _weights(self._after, len(_words(whole[end:last]))),
        )
        self._total = sum(map(sum, self._weights))

    def share(self, text: str, start: int, end: int) -> float:
        """The share, 0..1, of the words around the quote that stand around [start, end); 1 where the quote has none."""
        if not self._total:
            return 1.0
        before = _words(text[max(0, start - 2 * AROUND) : start])[::-1]
        after = _words(text[end : end + 2 * AROUND])
        kept = _kept(self._before, self._weights[0], before) + _kept(self._after, self._weights[1], after)
        return kept / self._total


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _weights(words: list[str], within: int) -> list[float]:
    """The weight of each word, nearest first; `within` of them belong to the sentence of the quote."""
    return [_NEARNESS**at * (1.0 if at < within else _BEYOND) for at in range(len(words))]


def _kept(words: list[str], weights: list[float], there: list[str]) -> float:
    """The weight of those of the words that stand there too, in the same order."""
    best = [0.0] * (len(words) + _SLACK + 1)
    for near, (word, weight) in enumerate(zip(words, weights, strict=True), 1):
        above = 0.0
        for at, other in enumerate(there[: len(words) + _SLACK], 1):
            kept = above + weight * _NEARNESS ** abs(at - near) if word == other else 0.0
            above, best[at] = best[at], max(best[at], best[at - 1], kept)
    return max(best)
