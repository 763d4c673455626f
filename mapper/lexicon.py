"""Our word lists (mapper/lists): what the recogniser and the resolver know of words that are no names."""

import re
from functools import cache
from importlib.resources import files

__all__ = ["demonyms", "one_of", "phrases", "singular", "table", "takes_article", "word_list"]

_WORD = re.compile(r"\w+")
_TAKES_THE = re.compile(r"(?:s|Republic|Kingdom|Federation|Union|Congo|Gambia|Sudan|Ukraine|Lebanon|Vatican)$|\sof\s")


@cache
def word_list(*names: str) -> frozenset[str]:
    """The entries of the lists of these names, casefolded ("powers", "common_words", …)."""
    return frozenset(line.casefold() for name in names for line in _lines(f"{name}.txt"))


def one_of(*names: str) -> str:
    """A pattern for any entry of the lists of these names, each a word; the longest first."""
    return f"(?:{'|'.join(sorted(word_list(*names), key=lambda word: (-len(word), word)))})"


@cache
def phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The entries of the list `name` as tuples of words as printed, longest first, by their first word casefolded.

    Words are runs of letters and digits, so that hyphens, full stops and apostrophes do not count.
    """
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines(f"{name}.txt"):
        parts = tuple(_WORD.findall(line))
        by_first.setdefault(parts[0].casefold(), []).append(parts)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in by_first.items()}


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """Demonyms and adjectives of peoples, as printed, with the ISO 3166-1 codes that they speak for, if any."""
    rows = (line.split("\t") for line in _lines("demonyms.tsv"))
    return {cells[0]: tuple(cells[1].split(",")) if len(cells) > 1 and cells[1] else () for cells in rows}


def table(name: str) -> list[list[str]]:
    """The rows of the table `name`, each its cells as printed."""
    return [line.split("\t") for line in _lines(f"{name}.tsv")]


def _lines(file: str) -> list[str]:
    text = (files(__package__) / "lists" / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def singular(word: str) -> str:
    """A generic word of one where it stood for several: "regions" -> "region", "counties" -> "county"."""
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def takes_article(country: str) -> bool:
    """True where English says "the" before the name of a country: "the Netherlands", "the Gambia", not "the Niger"."""
    return _TAKES_THE.search(country) is not None
