"""Words and coordinates that must not be read -> blanked wherever a text has them.

A name is found as the gazetteer folds it, so in other spelling, case, accents and scripts; with "'s" behind it, as the
beginning of a longer word ("Odesan" for "Odesa"), in a hashtag and in an address. Every blank is MARK, whatever its
length was.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from gazetteer import Gazetteer, fold

from ..lexicon import word_list
from ..reading.english.coordinates import coordinates_in, point_of
from .notations import notations_in
from .seen import seen
from .spelled import Form, forms_of, is_same, keys_of, keys_of_name, plain

__all__ = ["MARK", "Redactor", "Span", "blanked"]

MARK = "[withheld]"
Span = tuple[int, int]
# Letters with their accents, what is invisible inside a word, and apostrophes between letters.
_JOINED = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_JOINED}]|['’ʼ‘ʻ`´](?=[^\W_]))*")
_CHUNK = re.compile(r"(?:(?<![a-z])[a-z]+://|www\.)\S+|[#@]\w+", re.IGNORECASE)
_GLUED = re.compile(rf"(?<![\w{_JOINED}])[\w{_JOINED}]+(?=[A-Z][a-z])[\w{_JOINED}]+")  # "fromZamzam"
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐‑]\s?[^\W_]+)+")  # "Okhmat-dyt"
_PAIR = re.compile(r"(?<![\w.,])([+-]?\d{1,3}\.\d+)[^\d+-]{1,20}([+-]?\d{1,3}\.\d+)")
_LEAST_LETTERS = 3  # of one more spelling; of a name that was given any number is enough
_WITHIN = re.compile(r"[-‐‑]?\s{0,2}")  # what may stand between two pieces of a name
_MOST_PIECES = 3
_LEAST_COMPACT = 5  # of a name that is found within other words, or in pieces
_NEAR_DEGREES = 0.06  # two numbers this close to a point are its coordinates
_NEAR_KM = 7.0
_MOST_RUN = 3  # positions that run together
_FINE = 3  # digits of two numbers in a row that are coordinates, and nothing else


class Redactor:
    """Names and points that must not be read, gathered piece by piece; it then finds them in texts.

    sharpest_km  coordinates that say more than this are blanked too; 0 for none
    """

    def __init__(self, gazetteer: Gazetteer, *, sharpest_km: float = 0.0) -> None:
        self._gazetteer = gazetteer
        self._sharpest_km = sharpest_km
        self._names: dict[str, dict[tuple[str, ...], bool]] = {}
        self._compact: dict[str, bool] = {}
        self._whole: dict[str, set[tuple[str, ...]]] = {}
        self._points: set[tuple[float, float, float]] = set()
        self.used: set[tuple[str, ...]] = set()

    def add(self, name: str, *, shy: bool = False, small: bool = False) -> tuple[str, ...]:
        """Withhold a name; gives it as `used` has it once it was found.

        shy    only where it begins with a capital, as names do: for spellings that are common words too
        small  a word of the language too is withheld in small letters
        """
        parts = tuple(part for match in _WORD.finditer(name) if (part := plain(match[0])))
        common = not small and len(parts) == 1 and parts[0] in word_list("common_words", "not_places")
        if not parts or (shy and len("".join(parts)) < _LEAST_LETTERS):
            return ()
        for key in keys_of_name(parts[0]):
            held = self._names.setdefault(key, {})
            held[parts] = held.get(parts, True) and (shy or common)
        if len(joined := "".join(parts)) >= _LEAST_COMPACT:
            self._compact[joined] = self._compact.get(joined, True) and (shy or common)
            self._whole.setdefault(joined, set()).add(parts)
        if len(parts) > 1 and parts[0] in word_list("arabic_articles"):
            self.add(" ".join(parts[1:]), shy=True)  # "Shifa" of "Al-Shifa"
        return parts

    def add_point(self, lat: float, lon: float, km: float = 0.0) -> None:
        """Withhold coordinates this near to a point (WGS84 degrees)."""
        self._points.add((lat, lon, max(km, _NEAR_KM)))

    def spans(self, text: str) -> list[Span]:
        """Spans [start, end) of a text in which something withheld stands, in order; they may overlap."""
        shown = seen(text)
        found = {shown.original(span) for span in self._spans(shown.text)}
        return sorted(found if shown.text == text else found.union(self._spans(text)))

    def _spans(self, text: str) -> Iterator[Span]:
        yield from self._words_in(text)
        yield from self._chunks_in(text)
        yield from self._coordinates_in(text)

    def blank(self, text: str) -> str:
        """The text with every such span as MARK."""
        return blanked(text, self.spans(text))

    def holds(self, text: str) -> bool:
        """True where anything withheld stands in the text."""
        return bool(text) and bool(self.spans(text))

    def _words_in(self, text: str) -> Iterator[Span]:
        found = [(match.span(), forms_of(match[0])) for match in _WORD.finditer(text)] if self._names else []
        found = [(span, forms) for span, forms in found if forms]
        yield from self._pieces_in(text, found)
        for at, ((start, _), forms) in enumerate(found):
            for key in {key for form in forms for key in keys_of(form)}:
                for name, shy in self._names.get(key, {}).items():
                    window = found[at : at + len(name)]
                    if len(window) < len(name) or (shy and all(text[first].islower() for (first, _), _ in window)):
                        continue
                    if is_same(name, [forms for _, forms in window]):
                        self.used.add(name)
                        yield start, window[-1][0][1]

    def _pieces_in(self, text: str, found: list[tuple[Span, tuple[Form, ...]]]) -> Iterator[Span]:
        """A name in other pieces than it was given in: "Zam Zam", "Okhmat-dyt", "Alshifa", over the end of a line."""
        for at in range(len(found) if self._compact else 0):
            (start, ends), joined = found[at][0], ""
            for (begin, end), forms in found[at : at + _MOST_PIECES]:
                if begin > start and not _WITHIN.fullmatch(text, ends, begin):
                    break
                joined, ends = joined + forms[0].plain, end
                if joined in self._compact and not (self._compact[joined] and text[start:end].islower()):
                    self.used |= self._whole[joined]
                    yield start, end

    def _chunks_in(self, text: str) -> Iterator[Span]:
        for match in chain(_CHUNK.finditer(text), _GLUED.finditer(text)) if self._compact else ():
            if self._holds_compact(match[0]):
                yield match.span()
        for match in _HYPHENATED.finditer(text) if self._compact else ():
            if (joined := fold(match[0]).replace(" ", "")) in self._compact:
                self.used |= self._whole[joined]
                yield match.span()

    def _holds_compact(self, text: str) -> bool:
        """True where a name stands in the text, run together with whatever words."""
        folded = fold(text).replace(" ", "")
        held = [parts for name, parts in self._whole.items() if name in folded]
        self.used.update(*held)
        return bool(held)

    def _coordinates_in(self, text: str) -> Iterator[Span]:
        """Positions, those too that stand behind another without anything between."""
        for _ in range(_MOST_RUN if self._points or self._sharpest_km else 0):
            found = set(self._positions_in(text))
            yield from found
            # Only what runs into something: a number of another position may be half of two.
            glued = [
                (low, high)
                for low, high in found
                if any(map(str.isalnum, text[max(0, low - 1) : low] + text[high : high + 1]))
            ]
            if not glued:
                return
            letters = list(text)
            for start, end in glued:
                letters[start:end] = "¶" * (end - start)
            text = "".join(letters)

    def _positions_in(self, text: str) -> Iterator[Span]:
        for start, end in coordinates_in(text):
            point = point_of(text[start:end], self._gazetteer)
            if point and (point.precision_km < self._sharpest_km or self._is_near(point.lat, point.lon)):
                yield start, end
        for span, written in notations_in(text):
            if written is None or written[2] < self._sharpest_km or self._is_near(*written[:2]):
                yield span
        for match in _PAIR.finditer(text):
            one, other = (float(number) for number in match.groups())
            fine = self._sharpest_km and all(len(number.partition(".")[2]) >= _FINE for number in match.groups())
            if fine or self._is_near(one, other) or self._is_near(other, one):
                yield match.span()

    def _is_near(self, lat: float, lon: float) -> bool:
        return any(
            abs(lat - y) <= max(_NEAR_DEGREES, km / 111.2) and abs(lon - x) <= max(_NEAR_DEGREES, km / 111.2)
            for y, x, km in self._points
        )


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with each span, or run of spans that overlap, as MARK."""
    pieces, at = [], 0
    for start, end in _merged(spans):
        pieces += [text[at:start], MARK]
        at = end
    return "".join([*pieces, text[at:]])


def _merged(spans: Iterable[Span]) -> list[Span]:
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and start < runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs
