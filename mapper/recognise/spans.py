"""Probabilities of tags -> which tokens name places, and what kind of mention each is.

The network decides; what is done here follows from the guidelines (docs/annotation.md): how much of a name is marked,
what is never a place, and that a name which is a place beyond doubt is one wherever it stands in the text.
"""

from collections.abc import Iterator, Sequence

from gazetteer import FACILITIES, OWN_WEIGHT, SETTLEMENTS, STATES

from ..lexicon import demonyms, phrases, word_list
from ..reading.reading import Reading
from ..records import Label
from .matches import Match, TokenLike, is_capitalised
from .others import acronyms, is_named, nouns, surnames, titled
from .tagger import TAGS, Probabilities
from .token_context import TokenContext

__all__ = ["decide"]

_Span = tuple[int, int, Label]
_BEGINS = [number for number, tag in enumerate(TAGS) if tag.startswith("B-")]
_INSIDES = [number for number, tag in enumerate(TAGS) if tag.startswith("I-")]
_EMBEDDED = [number for number, tag in enumerate(TAGS) if tag.endswith("EMBEDDED")]
_GENERIC = ("admin_words", "facility_words", "terrain_words")
_BUILT = "facility_words"
_HYPHENS = ("-", "‑")
_POSSESSIVES = ("'s", "’s")
# A name so sure once in a text is one wherever it stands, unless it is as unlikely as this there.
_SURE, _UNLIKELY = 0.9, 0.05
# An acronym that no gazetteer has is more often an office or a coin than a place, however sure the network is.
_BEYOND_DOUBT, _SMALL_LETTERS, _ACRONYM = 0.95, 2, 8
# Countries, regions and wide areas are few and well known: their names need no more to be believed.
_WELL_KNOWN, _ENOUGH = STATES | {"area"}, 0.3
# So do cities of so many people in a country that the text names; in a region that it names they need nothing else.
_LARGE = 100_000
# A name whose neighbour with a capital may so well belong to it is the rest of a longer one.
_MAYBE = 0.2


def decide(
    reading: Reading,
    tokens: Sequence[TokenLike],
    matches: Sequence[Match],
    probabilities: Probabilities,
    threshold: float,
) -> list[_Span]:
    """Spans of tokens [start, end) that name places, with their labels, in order and without overlap.

    probabilities  of each of TAGS for each token
    threshold      how probable it must be that a token belongs to a place, 0..1
    """
    return list(_Decision(reading, tokens, matches, probabilities).spans(threshold))


class _Decision:
    """The tokens of one text with all that is known of them."""

    def __init__(
        self, reading: Reading, tokens: Sequence[TokenLike], matches: Sequence[Match], probabilities: Probabilities
    ) -> None:
        self.tokens = tokens
        self.context = TokenContext(reading, tokens)
        self.matches = matches
        self.probabilities = probabilities
        self.inside = 1.0 - probabilities[:, 0]
        self.matched = {match.start for match in matches if match.end - match.start > 1}
        self.facilities = {match.start for match in matches if match.place.kind in FACILITIES}
        self.joined = {match.start: match.end for match in matches if self._is_joined(match)}
        self.known = {(match.start, match.end) for match in matches}
        self.towns = {match.start for match in matches if match.place.kind in SETTLEMENTS}
        self.start_of = {match.end: match.start for match in matches}
        self.is_cased = any(self.context.capital)
        sure = [match.place for match in matches if self.inside[match.start : match.end].mean() > _SURE]
        self.countries = {place.country for place in sure if place.kind in _WELL_KNOWN}
        self.regions = {(place.country, place.admin1) for place in sure if place.admin1}
        self.listed = self._listed()
        believed = self.inside.tolist()
        self.nouns, self.titled = nouns(self.context), titled(self.context)
        self.surnames, self.acronyms = surnames(self.context, believed), acronyms(self.context, believed)

    def spans(self, threshold: float) -> Iterator[_Span]:
        last = 0
        for start, end in self._with_repeated(list(self._named(threshold))):
            if start >= last:
                last = self._with_tail(end)
                yield start, last, self._label(start, last)

    def _named(self, threshold: float) -> Iterator[tuple[int, int]]:
        for start, end in (self._trimmed(*part) for run in self._runs(threshold) for part in self._parted(*run)):
            if start < end and not self._never(start, end):
                # "Cox's Bazar" is one name, and so is "Bab al-Hawa": the gazetteer knows them.
                yield start, self._with_stop(max(end, self.joined.get(start, end)))

    def _parted(self, start: int, end: int) -> list[tuple[int, int]]:
        """Both names of "Poipet-Aranyaprathet" and "Kyiv Kyiv", where the gazetteer knows them and no place of both."""
        low = self.context.low
        for at in range(start + 1, end):
            halves = (start, at), (at + (low[at] in _HYPHENS), end)
            is_seam = low[at] in _HYPHENS or low[at] == low[at - 1]
            if is_seam and (start, end) not in self.known and self.known.issuperset(halves):
                return list(halves)
        return [(start, end)]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """From where its name begins, without punctuation at its ends or a people before it: "Russian Kursk region"."""
        wordy = [at for at in range(start, end) if any(map(str.isalnum, self.context.low[at]))]
        start, end = (wordy[0], wordy[-1] + 1) if wordy else (start, start)
        start = self._with_article(min(start, self.start_of.get(end, start)))
        end -= self._is_row(start, end)
        while end - start > 1 and end not in self.start_of and self._is_plain(end - 1):
            end -= 1
        # "At Sweida National Hospital": the capital is the sentence's.
        led = end - start > 1 and self.context.starts[start] and self.context.low[start] in word_list("prepositions")
        start += led
        of_a_people = end - start > 1 and self.tokens[start].text in demonyms() and start not in self.matched
        return start + of_a_people, end

    def _with_article(self, start: int) -> int:
        """The start with the Arabic article that is one word with the name: the "al-" of "al-Bahra"."""
        joined = start > 1 and self.context.low[start - 1] in _HYPHENS and not self.tokens[start - 1].whitespace_
        return start - 2 if joined and self.context.low[start - 2] in word_list("arabic_articles") else start

    def _runs(self, threshold: float) -> Iterator[tuple[int, int]]:
        """Runs of tokens that are likely enough inside a place; a run ends where another begins, and with its line."""
        believed = self.inside >= threshold
        begins = self.probabilities[:, _BEGINS].max(1) > self.probabilities[:, _INSIDES].max(1)
        for match in self.matches:
            name = slice(match.start, match.end)
            least = self._asked_of(match, threshold)
            if least < threshold and self.inside[name].min() >= least:
                believed[name] = True
                begins[match.start + 1 : match.end] = False
        likely, begins = believed.tolist(), begins.tolist()
        at, size = 0, len(self.tokens)
        while at < size:
            end = at + 1
            if likely[at] and self.context.low[at].strip():
                while end < size and likely[end] and not begins[end] and self.context.low[end].strip():
                    end += 1
                yield at, end
            at = end

    def _with_repeated(self, named: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The spans, and where else a name among them stands that is beyond doubt in one place."""
        sure = {self._folded(start, end) for start, end in named if self.inside[start:end].mean() > _SURE}
        taken = {at for start, end in named for at in range(start, end)}
        repeated = [
            (match.start, match.end)
            for match in self.matches
            if self._folded(match.start, match.end) in sure
            and self.inside[match.start : match.end].min() > _UNLIKELY
            and not taken.intersection(range(match.start, match.end))
            and not self._never(match.start, match.end)
        ]
        return sorted([*named, *repeated])

    def _never(self, start: int, end: int) -> bool:
        """Papers, clubs and treaties; sums; "the West"; and in a text that knows capitals, words without one."""
        low = self.context.low[start:end]
        return (
            not self.context.blocked.isdisjoint(range(start, end))
            or not any(map(str.isalpha, "".join(low)))
            or low[-1].endswith("$")
            or all(word in word_list("compass_words") or word in _HYPHENS for word in low)
            or (self.is_cased and not any(map(self.context.capital_at, range(start + (low[0] == "the"), end))))
            or (end - start == 1 and self.inside[start] < _SURE and self._is_common(start))
            or (end - start == 1 and (start, end) not in self.known and self._is_no_name(start))
            or (end - start == 1 and self._is_other(start))
            or self._is_cut(start, end)
            or self._is_led(start, end)
        )

    def _is_other(self, at: int) -> bool:
        """A noun of the text, a surname or an acronym that it has explained; "in Aydin" is a place all the same."""
        word, low = self.tokens[at].text, self.context.low[at]
        if low in self.nouns and self.context.starts[at] and not self.context.capital_at(at + 1):
            return low in word_list("common_words") or low in phrases(_BUILT)
        return is_named(self.context, self.surnames, at) or at in self.titled or word in self.acronyms

    def _is_no_name(self, at: int) -> bool:
        """Of a word that no gazetteer has: a people ("Rohingya"), a unit alone ("the Region"), an acronym ("ANSF")."""
        word = self.tokens[at].text
        return (
            word in demonyms()
            or self.context.low[at] in word_list(*_GENERIC)
            or (self.inside[at] < _BEYOND_DOUBT and not self.context.headline[at] and _is_acronym(word))
        )

    def _is_row(self, start: int, end: int) -> bool:
        """A name and numbers alone in their line, as in a table: "Interstate 40" in a sentence is a name."""
        last = end
        while self.context.low_at(last).isdecimal():
            last += 1
        begins, ends = self.context.low_at(start - 1), self.context.low_at(last)
        alone = (start == 0 or "\n" in begins) and (last == len(self.tokens) or "\n" in ends)
        return end - start > 1 and alone and self.context.low[end - 1].isdecimal()

    def _is_plain(self, at: int) -> bool:
        """A word in small letters that no name ends with: the shells of "Homs shells"."""
        return self.is_cased and self.tokens[at].text.islower() and self.context.low[at] not in word_list(*_GENERIC)

    def _is_cut(self, start: int, end: int) -> bool:
        """True where it is, unsure itself, a part of a longer name that is no place: "Dallas" of "Dallas Whitmore"."""
        sure = self.inside[start:end].mean() > _SURE or self.probabilities[start:end, _EMBEDDED].max() > _ENOUGH
        neighbours = [end] if self.context.starts[start] else [start - 1, end]
        return not sure and not self.context.headline[start] and any(map(self._may_belong, neighbours))

    def _is_led(self, start: int, end: int) -> bool:
        """True where a town leads a sentence and a name that nobody knows or is sure of: a person's, most likely."""
        unknown = (start, end) not in self.known
        led = (
            end - start == 2 and start in self.towns and self.context.starts[start] and not self.context.headline[start]
        )
        unsure = self.inside[start:end].mean() < _BEYOND_DOUBT
        return unknown and led and unsure and self.context.low[end - 1] not in word_list(*_GENERIC, "city_parts")

    def _may_belong(self, at: int) -> bool:
        led = self.context.low_at(at) in word_list("prepositions")
        return self.context.capital_at(at) and self.inside[at] > _MAYBE and not led

    def _is_common(self, at: int) -> bool:
        """A feast or month, or a word whose capital is that of its sentence: "Reading the list took an hour"."""
        first, low = self.context.starts[at] and not self.context.headline[at], self.context.low[at]
        # "Ferry port shelled": generic words, too.
        return low in word_list("months_days") or (
            first and (low in word_list("common_words") or low in phrases(_BUILT))
        )

    def _asked_of(self, match: Match, threshold: float) -> float:
        """The probability, 0..1, that is asked of a name of the gazetteer: the less, the more else speaks for it."""
        place = match.place
        if place.matched and place.matched.weight >= OWN_WEIGHT:
            return 0.0
        large, known = place.kind == "city" and place.population >= _LARGE, place.kind in _WELL_KNOWN
        if (large or known) and match.start in self.listed:
            return 0.0
        if place.kind in SETTLEMENTS and self.context.is_dateline(match.start, match.end):
            return 0.0
        alone = large and self._stands_alone(match)
        if alone and (place.country, place.admin1) in self.regions and not self.context.starts[match.start]:
            return 0.0
        return _ENOUGH if known or (alone and place.country in self.countries) else threshold

    def _stands_alone(self, match: Match) -> bool:
        """Beside no word that it could form another name with."""
        beside = [self.tokens[at].text for at in (match.start - 1, match.end) if 0 <= at < len(self.tokens)]
        return not any(is_capitalised(word) or word in _HYPHENS or word in _POSSESSIVES for word in beside)

    def _listed(self) -> set[int]:
        """The tokens of lines that hold nothing but names of the gazetteer, numbers and marks: lists and tables."""
        named = {at for match in self.matches for at in range(match.start, match.end)}
        other = [at not in named and any(map(str.isalpha, word)) for at, word in enumerate(self.context.low)]
        listed: set[int] = set()
        start = 0
        for at, word in enumerate(self.context.low):
            if "\n" in word or at == len(other) - 1:
                if not any(other[start : at + 1]):
                    listed.update(range(start, at + 1))
                start = at + 1
        return listed

    def _folded(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(self.context.low[start:end])

    def _is_joined(self, match: Match) -> bool:
        """True where a possessive or a hyphen makes one word of parts of it: "Cox's Bazar", "Bab al-Hawa"."""
        return any(self.context.low[at] in (*_POSSESSIVES, *_HYPHENS) for at in range(match.start + 1, match.end - 1))

    def _with_stop(self, end: int) -> int:
        """The end with the full stop that an abbreviation lost to the end of a sentence: "W.Va."."""
        abbreviated = "." in self.tokens[end - 1].text and not self.tokens[end - 1].whitespace_
        return end + 1 if abbreviated and self.context.low_at(end) == "." else end

    def _with_tail(self, end: int) -> int:
        """The end with the generic words that make the name one of an administrative unit or a facility."""
        if end == len(self.tokens) or self.context.low[end - 1] in word_list("admin_words", "facility_words"):
            return end
        if self.context.low[end] in word_list("admin_tails"):
            return end + 1
        return self.context.phrase_at(end, "facility_tails")

    def _label(self, start: int, end: int) -> Label:
        here = self.probabilities[start:end]
        if here[:, _EMBEDDED].sum() > here[:, 1:].sum() / 2 or self._is_compound(end):
            return "EMBEDDED"
        generic = end - start > 1 and self.context.low[end - 1] in word_list("facility_words")
        return "FACILITY" if generic or start in self.facilities else "PLACE"

    def _is_compound(self, end: int) -> bool:
        """Tehran-made, Berlin-based: a hyphen and a lower-case word without a space."""
        if self.context.low_at(end) not in _HYPHENS or end + 1 >= len(self.tokens):
            return False
        return not self.tokens[end - 1].whitespace_ and self.tokens[end + 1].text[:1].islower()


def _is_acronym(word: str) -> bool:
    """All capitals but for a letter or two: "ANSF", "SMoH", "KIs"."""
    capitals = sum(map(str.isupper, word))
    return word.isalpha() and len(word) <= _ACRONYM and capitals >= max(2, len(word) - _SMALL_LETTERS)
