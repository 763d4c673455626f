"""Rules v1: which gazetteer matches are mentions, judged by the words around them.

A first decision behind a seam: `decide` takes tokens and matches and gives spans with labels, and a trained model can
take its place. Each piece of evidence is worth a few points; a match with enough of them is a mention.
"""

import math
from collections.abc import Iterator, Sequence

from gazetteer import fold

from .layout import Layout
from .lexicon import demonyms, words
from .matches import Match, TokenLike
from .records import Label

__all__ = ["decide"]

_Span = tuple[int, int, Label]

_THRESHOLD = 1.0
# Long names are seldom words of the language or surnames.
_LONG_NAME = 8
# A name that is a place beyond doubt once in a text lends this to its other mentions.
_SURE = 2.0
_DASHES = frozenset({"-", "–", "—", "--", "‑"})


def decide(tokens: Sequence[TokenLike], matches: Sequence[Match]) -> list[_Span]:
    """Spans of tokens [start, end) that name places, with their labels, in order and without overlap."""
    return list(_Judge(tokens, matches).spans())


class _Judge:
    """The matches of one text, weighed against the words around them."""

    def __init__(self, tokens: Sequence[TokenLike], matches: Sequence[Match]) -> None:
        self.text = Layout(tokens)
        self.matches = matches
        self.containers = {match.start for match in matches if match.place.kind in ("country", "region")}
        self.surnames = {self.text.low[match.start] for match in matches if self._is_surname(match)}

    def spans(self) -> Iterator[_Span]:
        scores = [self._score(match) for match in self.matches]
        sure = {self._folded(match) for match, score in zip(self.matches, scores, strict=True) if score >= _SURE}
        for at, match in enumerate(self.matches):
            if any(token in self.text.blocked for token in range(match.start, match.end)):
                continue
            listed = any(self._in_a_list(at, other) and scores[other] >= _THRESHOLD for other in (at - 1, at + 1))
            again = self._folded(match) in sure
            if scores[at] + 1.5 * (listed or again) >= _THRESHOLD:
                end = self._with_tail(match)
                yield match.start, end, self._label(match, end)

    def _folded(self, match: Match) -> str:
        return " ".join(self.text.low[match.start : match.end])

    def _in_a_list(self, at: int, other: int) -> bool:
        """Whether two neighbouring matches stand like "Izium, Lyman and Siversk"."""
        if not 0 <= other < len(self.matches):
            return False
        first, second = self.matches[min(at, other)], self.matches[max(at, other)]
        return tuple(self.text.low[first.end : second.start]) in ((",",), ("and",), (",", "and"), ("or",), ("/",))

    # -- what the words around say -------------------------------------------------------------------------------

    def _score(self, match: Match) -> float:
        """The points for and against a mention, the threshold not yet taken off."""
        if self._never(match):
            return -9.0
        score = self._prior(match) + self._context(match) - self._person(match)
        if match.end - match.start == 1:
            score -= self._common(match.start)
        return score if self.text.headline[match.start] else score - self._part_of_a_longer_name(match)

    def _never(self, match: Match) -> bool:
        """Words that are something else: demonyms, months, "West", "US$", and short words not in capitals."""
        if match.end - match.start > 1:
            return False
        text = self.text.tokens[match.start].text
        if text in demonyms() or self.text.low[match.start] in words("months_days") | words("compass_words"):
            return True
        if (
            "$" in text
            or self.text.low_at(match.end) == "$"
            or self.text.low_at(match.start - 1) == "$"
            or self._acronym(match)
        ):
            return True
        return len(fold(text)) <= 3 and not text.isupper() and match.place.population < 100_000

    def _acronym(self, match: Match) -> bool:
        """Whether a short word in capitals, in a text that is not, is no name known as an abbreviation: WASH, EST."""
        word, place = self.text.tokens[match.start].text, match.place
        if not (word.isupper() and len(word) <= 5) or self.text.headline[match.start] or self._dateline(match):
            return False
        known = place.matched is not None and place.matched.sort == "short"
        # "St. Louis, MO": a state's abbreviation stands behind a comma.
        return not (known and (place.kind == "country" or self.text.low_at(match.start - 1) == ","))

    def _context(self, match: Match) -> float:
        start, end = match.start, match.end
        score = 0.0
        if self.text.low_at(start - 1) in words("prepositions"):
            score += 1.5
        if self.text.low_at(start - 1) in words("place_verbs"):
            score += 1.0
        if self._introduced(start):
            score += 3.0
        if self.text.low_at(end) == "," and end + 1 in self.containers:
            score += 2.5
        if self._dateline(match):
            score += 2.0
        return score + 2.0 if self.text.low_at(end) in words("admin_tails") else score

    def _common(self, at: int) -> float:
        """How much a single word looks like a word of the language, or a given name."""
        penalty = 2.5 if self.text.low[at] in words("given_names") else 0.0
        if self.text.low[at] in words("common_words"):
            sure = (
                self.text.starts[at] or self.text.headline[at] or self.text.low_at(at - 1) not in words("prepositions")
            )
            penalty += 4.0 if sure else 2.0
        return penalty

    def _prior(self, match: Match) -> float:
        """How much the name alone promises: what it names, how large, and how well the name is known."""
        place = match.place
        sort = place.matched.sort if place.matched else "preferred"
        known = place.id.startswith(("mapper:", "own:")) or sort == "historic"
        if place.kind not in ("city", "village", "district") or place.capital:
            score = 2.5
        else:
            # 5,000 people promise little, 20,000 are enough, 500,000 are as good as a country.
            size = (10 * math.log10(place.population + 1) - 35) / 8
            score = max(1.5 if known else 0.0, min(2.5, size))
        if match.end - match.start > 1:
            score += 0.75
        elif sort == "variant" and place.kind == "district":
            score -= 3.0  # a county without "County": Lincoln, Lake, Union
        elif sort == "variant" and place.population < 500_000:
            score -= 1.0
        if len(fold(place.name)) >= _LONG_NAME:
            score += 0.5
        return score

    def _introduced(self, at: int) -> bool:
        """Whether "the town of", "bank of the" or "villages" leads up to the name."""
        back = at - 2 if self.text.low_at(at - 1) == "the" else at - 1
        if self.text.low_at(back) == "of":
            return self.text.low_at(back - 1) in words("place_nouns_before")
        return back == at - 1 and self.text.low_at(back) in words("place_nouns_before") - words("prepositions")

    def _dateline(self, match: Match) -> bool:
        """KYIV, Ukraine (AP) —: capitals at the head of a paragraph, and a dash soon after."""
        head = self.text.heads[match.start]
        if match.start - head > 4 or not self.text.tokens[head].text.isupper():
            return False
        return any(token.text in _DASHES for token in self.text.tokens[match.end : match.end + 6])

    def _person(self, match: Match) -> float:
        """How much the match looks like somebody's name."""
        start, end = match.start, match.end
        penalty = 0.0
        if self._after_given_name(start):
            penalty += 4.0
        if (
            self.text.low[start] in self.surnames
            and end - start == 1
            and self.text.low_at(start - 1) not in ("in", "near", "outside")
        ):
            penalty += 3.0
        first_name = self.text.low[start] in words("given_names_also_places") | words("given_names")
        if first_name and self._surname_at(end) and not self._organisation(end):
            penalty += 4.0
        return penalty

    def _after_given_name(self, at: int) -> bool:
        """Whether a title or a given name (perhaps with an initial) stands right before."""
        back = at - 1
        if self.text.low_at(back) == "." and self.text.low_at(back - 1) + "." in words("titles"):
            return True
        if self.text.low_at(back).rstrip(".") in "abcdefghijklmnopqrstuvwxyz" and self.text.capital_at(back):
            back -= 1
        if not self.text.capital_at(back) and self.text.low_at(back) not in words("titles"):
            return False
        before = self.text.low_at(back)
        return before in words("titles") or before.rstrip(".") in words("titles") or self._is_given_name(back)

    def _is_given_name(self, at: int) -> bool:
        both = words("given_names") | words("given_names_also_places")
        return self.text.capital_at(at) and self.text.low_at(at) in both and self.text.low_at(at) not in ("al", "van")

    def _surname_at(self, at: int) -> bool:
        """Whether a capitalised word that is no generic word follows without punctuation."""
        if not self.text.capital_at(at) or self.text.starts[at]:
            return False
        return self.text.low[at] not in words("admin_words") | words("facility_words") | words("titles") | words(
            "org_words"
        )

    def _is_surname(self, match: Match) -> bool:
        """Whether a title or given name before it makes a one-word match a surname, here and later in the text."""
        town = match.place.kind in ("city", "village") and match.place.population < 1_000_000
        return town and match.end - match.start == 1 and self._after_given_name(match.start)

    def _part_of_a_longer_name(self, match: Match) -> float:
        """Capitalised neighbours without punctuation between them: "Orchard Houston", "Houston Methodist"."""
        penalty = 0.0
        before = match.start - 1
        if self._organisation_before(match.start):
            return 0.0
        if self.text.capital_at(before) and not self.text.starts[before] and not self._harmless(before):
            penalty += 2.0
        if self.text.capital_at(match.end) and not self._harmless(match.end) and not self._organisation(match.end):
            penalty += 1.5
        return penalty

    def _harmless(self, at: int) -> bool:
        """Capitalised words that stand beside a place without being part of its name."""
        word = self.text.low[at]
        known = (
            words("admin_words")
            | words("facility_words")
            | words("titles")
            | words("months_days")
            | words("compass_words")
        )
        return word in known or self.text.tokens[at].text in demonyms() or len(word) == 1

    # -- what a mention is -----------------------------------------------------------------------------------------

    def _with_tail(self, match: Match) -> int:
        """The end of the match with the generic words that make it an administrative unit or a facility."""
        end = match.end
        if self.text.low_at(end) in words("admin_tails") and self.text.low[end - 1] not in words("admin_tails"):
            return end + 1
        # "Rafah crossing" is a name; "Benghazi hospital" is a hospital in Benghazi unless it is written as a name.
        if end >= len(self.text.tokens) or match.place.kind == "country":
            return end
        return self.text.phrase_at(end, "facility_words" if self.text.capital[end] else "facility_tails")

    def _label(self, match: Match, end: int) -> Label:
        if self._organisation(end) or self._organisation_before(match.start) or self._compound(end):
            return "EMBEDDED"
        if match.place.kind in ("facility", "camp", "border_crossing"):
            return "FACILITY"
        facility_tail = end > match.end and self.text.low[end - 1] not in words("admin_tails")
        return "FACILITY" if facility_tail else "PLACE"

    def _organisation(self, at: int) -> bool:
        """Whether the words from `at` on make an organisation of the place before: "Police", "National Bank"."""
        for here in range(at, min(at + 3, len(self.text.tokens))):
            if not self.text.capital[here] or "\n" in self.text.tokens[here - 1].whitespace_:
                return False
            if self.text.low[here] in words("org_words"):
                return True
        return False

    def _organisation_before(self, at: int) -> bool:
        return any(self.text.phrase_at(head, "org_heads") == at for head in range(max(0, at - 5), at))

    def _compound(self, end: int) -> bool:
        """Tehran-made, Berlin-based: a hyphen and a lower-case word without a space."""
        if self.text.low_at(end) not in ("-", "‑") or end + 1 >= len(self.text.tokens):
            return False
        return not self.text.tokens[end - 1].whitespace_ and self.text.tokens[end + 1].text[:1].islower()
