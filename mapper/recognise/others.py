"""Words that the text itself says are no places: surnames of people named in full, acronyms of what it spells out, and
common nouns with the capital of their sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..lexicon import demonyms, word_list
from .token_context import TokenContext

__all__ = ["acronyms", "is_named", "nouns", "surnames", "titled"]

_NO_PLACE = 0.5  # a name of which the network believes less than this to be inside a place, 0..1
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Mx", "Messrs", "Dr", "Prof", "Rev", "Sgt", "Cpl", "Lt", "Capt", "Maj"))
_LONGEST = 8  # letters of an acronym, and words that it may be made of


def surnames(context: TokenContext, inside: Sequence[float]) -> dict[str, int]:
    """The surnames of people whose given name stands before them, each with the first token that says so."""
    found: dict[str, int] = {}
    for at, (given, surname) in enumerate(pairwise(context.low)):
        if (
            given in word_list("given_names")
            and context.capital[at] and context.capital[at + 1] and surname.isalpha() and len(surname) > 2
            and max(inside[at], inside[at + 1]) < _NO_PLACE
            and context.tokens[at + 1].text not in demonyms()
            and surname not in word_list("admin_words", "facility_words", "months_days")
        ):  # fmt: skip
            found.setdefault(context.tokens[at + 1].text, at + 1)
    return found


def is_named(context: TokenContext, known: Mapping[str, int], at: int) -> bool:
    """True where a token is one of the known surnames: above the full name only as its sentence's first word."""
    told, is_led = known.get(context.tokens[at].text, at), context.low_at(at - 1) in word_list("prepositions")
    is_above = told > at and context.starts[at] and context.low_at(at + 1) != ","
    return (told < at or is_above) and not is_led


def titled(context: TokenContext) -> set[int]:
    """The tokens behind a person's title: "Mr Israel", "Mrs. England", and no "DR Congo"."""
    found = set()
    for at, token in enumerate(context.tokens):
        stop = context.low_at(at + 1) == "."
        if token.text.removesuffix(".") in _TITLES:
            found.add(at + 1 + stop)
    return found


def nouns(context: TokenContext) -> set[str]:
    """The words, casefolded, that stand in small letters, and with a capital at the head of sentences alone."""
    small = {low for low, capital in zip(context.low, context.capital, strict=True) if not capital}
    named = {
        low
        for low, capital, starts, headline in zip(
            context.low, context.capital, context.starts, context.headline, strict=True
        )
        if capital and not starts and not headline
    }
    return small - named


def acronyms(context: TokenContext, inside: Sequence[float]) -> set[str]:
    """The acronyms that stand in brackets behind the words that they are made of, where those are no place."""
    return {
        context.tokens[at].text
        for at in range(2, len(context.low) - 1)
        if context.low[at - 1] == "(" and context.low[at + 1] == ")" and _spells_out(context, inside, at)
    }


def _spells_out(context: TokenContext, inside: Sequence[float], at: int) -> bool:
    letters = context.tokens[at].text
    if not (letters.isupper() and letters.isalpha() and 1 < len(letters) <= _LONGEST):
        return False
    for names in (list(_capitals_before(context, at - 1)), list(range(max(0, at - 1 - len(letters)), at - 1))):
        used = names[-len(letters) :]
        if "".join(context.low[name][:1] for name in used).upper() == letters:
            return sum(inside[name] for name in used) / len(used) < _NO_PLACE
    return False


def _capitals_before(context: TokenContext, at: int) -> Iterator[int]:
    """The capitalised words before a token, small words between them left out, in order."""
    run = range(max(0, at - 2 * _LONGEST), at)
    yield from (other for other in run if context.capital[other])
