"""Near-duplicates: a wire report that papers cut, edit, give a headline and set their own lines around.

What is not the report itself (the dateline, bylines, agencies' and papers' own lines) is no part of the comparison. Two
texts are copies where most runs of three words of the shorter text stand in the longer one, and so do most of its names
and numbers: the report of another day, or of another town, has the words of its form and not those. The only home of
rensa.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ..reading.reading import Reading

__all__ = ["Print", "are_copies", "bands", "print_of"]

_RUN = 3  # words
_SHORT = 40  # words; of a shorter text so little is its own that only the same words are a copy
_LEAST = 12  # words; "Residential area damaged by explosions." is the same words, and another day
_LEAST_RUNS = 0.5  # of the shorter text's runs and names that stand in the longer one
_LEAST_NAMES = 0.6
_MOST_NEW_NUMBERS = 1 / 3  # of them; and one among several may differ: a toll that rose
_MOST_LONGER = 3.0  # times: a round-up that holds the report too tells more than it
_HEAD = 120  # words: papers cut from the end
# Three rows, for two would be shared by chance among millions; so many bands, for papers change words of their copies.
_ROWS, _BANDS = 3, 40  # of a signature, which is cut into bands; texts that share a band are compared
_LINES = re.compile(
    r"©|\(c\) \d{4}|copyright\b|all rights reserved|may not be (?:published|reproduced|republished|redistributed)|"
    r"(?:additional )?reporting by\b|(?:writing|editing) by\b|(?:contributed|contributing) to this (?:report|story)|"
    r"sign up (?:for|to)\b|subscribe\b|newsletter\b.{0,80}$|follow us\b|read more\b|related(?: articles| stories)?:|"
    r"share this\b|advertisement\b|this (?:article|story|report) (?:was|is|has been) (?:originally|first|published)|"
    r"originally (?:published|appeared)|(?:file )?(?:photo|image|picture)(?: credit)?[:/]|download our app|"
    r"click here\b|our standards:|the post .{0,200} appeared first on",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|from) (?:[\w.'’-]+[ ,]*(?:and )?){1,8}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The print of a text, by which it is compared: its words in order, and the names and the numbers among them."""

    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every three words that follow each other."""
        return frozenset(_runs(self.words))


def print_of(reading: Reading, title: str = "") -> Print:
    """The print of a text."""
    words: list[str] = []
    capital: set[str] = set()
    small: set[str] = set()
    for line in map(str.strip, reading.without_datelines.splitlines()):
        if not line or (title and line.strip("# ") == title.strip()) or _is_frame(line):
            continue
        for word in re.findall(r"\w+", line):
            words.append(low := word.casefold())
            (capital if word[0].isupper() else small).add(low)
    return Print(
        words=tuple(words),
        names=frozenset(capital - small),
        numbers=frozenset(word for word in small if word[0].isdigit()),
    )


def _is_frame(line: str) -> bool:
    """True where a line is the paper's or the agency's own, and no part of the report."""
    return len(line) < 300 and bool(_LINES.match(line) or _BYLINE.fullmatch(line))


def are_copies(one: Print, other: Print) -> bool:
    """True where two texts are copies of one report; their order makes no difference."""
    few, many = sorted((one, other), key=lambda p: (len(p.words), p.words))
    if len(few.words) < _SHORT:
        return few.words == many.words and len(few.words) >= _LEAST
    if len(many.words) > _MOST_LONGER * len(few.words):
        return False
    new = len(few.numbers - many.numbers)
    return (
        new <= max(len(few.numbers) > 1, _MOST_NEW_NUMBERS * len(few.numbers))
        and _share(few.names, many.names) >= _LEAST_NAMES
        and _share(few.runs, many.runs) >= _LEAST_RUNS
    )


def _share(part: AbstractSet[object], whole: AbstractSet[object]) -> float:
    return len(part & whole) / len(part) if part else 1.0


def bands(text: Print) -> frozenset[int]:
    """The bands of a text, whole numbers of 64 bits: two copies have one in common, but for few; others hardly ever.

    They are of the whole text and of its head: each signature (MinHash) is cut into bands of three rows.
    """
    if len(text.words) < _SHORT:
        return frozenset([hash(text.words)])
    return frozenset(
        hash((part, at, *signature[at : at + _ROWS]))
        for part, signature in enumerate((_signature(text.words), _signature(text.words[:_HEAD])))
        for at in range(0, _ROWS * _BANDS, _ROWS)
    )


def _signature(words: tuple[str, ...]) -> list[int]:
    from rensa import RMinHash

    minhash = RMinHash(num_perm=_ROWS * _BANDS, seed=1)
    minhash.update([" ".join(run) for run in _runs(words)])
    return list(minhash.digest())


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
