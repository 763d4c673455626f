"""The openly licensed corpora of ../shared/ner -> examples with one convention of what a mention is.

docs/annotation.md has the convention. The corpora disagree on it, so each mark is brought to it here: leading articles
and compass words go, generic words of administrative units come in, adjectives of peoples are no places, and a place
inside the name of an organisation is marked EMBEDDED.
"""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Token

from gazetteer import Gazetteer
from mapper.lexicon import demonyms, word_list
from mapper.reading.reading import Reading
from mapper.recognise.features import casing, gazetteer_features
from mapper.recognise.matches import Match, gazetteer_matches
from mapper.recognise.token_context import TokenContext

__all__ = [
    "IGNORED",
    "OTHER_TAGS",
    "PLACE_TAGS",
    "TRAIN_ON",
    "Example",
    "corpus",
    "examples",
    "featured",
    "tag",
    "within",
]

# Rows of these may train; a weight below 1 makes a corpus' words count for less.
TRAIN_ON = {
    "btc": 0.4, "crossner": 1.0, "geovirus": 1.5, "gum": 0.7, "re3d": 1.0, "redocred": 0.8, "sec": 0.3,
    "uner-ewt-dev": 1.0, "uner-ewt-test": 1.0, "uner-pud": 1.0, "wikigold": 0.8, "wnut17": 0.4,
}  # fmt: skip
PLACE_TAGS = ("O", "B-PLACE", "I-PLACE", "B-EMBEDDED", "I-EMBEDDED")
OTHER_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-NORP", "I-NORP")
IGNORED = -100

_NLP = spacy.blank("en")
_COMPASS = re.compile(r"(?:(?:north|south|east|west)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?|central|mainland)\s+")
_COMPOUND = re.compile(r" ?- ?(?:area|backed|based|born|bound|controlled|flagged|held|led|made|occupied|style|wide)$")
# What makes the name of an organisation one that the guidelines leave unmarked: clubs, papers, brands.
_UNMARKED = re.compile(
    r"\b(?:United|City|F\.?C\.?|Real|Club|Rovers|Athletic|Dynamo|Wanderers|Town|Times|Post|Herald|Tribune|Gazette|News|"
    r"Journal|Independent|Chronicle|Globe|Star|Guardian|Daily|Magazine|Review|Records|Airlines|Airways|Union|Yankees|"
    r"Suns|Kings|Bulls|Lakers|Broncos|Raiders|Giants|Tigers|Eagles|Lions|Bears|Rangers|Warriors|Devils|Sox)\b"
)
_MANY_PEOPLE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Tokens with what the network sees of each and what it should say of each, all of one length.

    words        as printed
    gazetteer    mapper.recognise.features.gazetteer_features of each
    place        index into PLACE_TAGS, or IGNORED
    other        index into OTHER_TAGS, or IGNORED
    roles        index into mapper.records.ROLES, or IGNORED; () of a text that nobody marked with roles
    weight       how much the example counts
    """

    words: tuple[str, ...]
    gazetteer: tuple[int, ...]
    place: tuple[int, ...]
    other: tuple[int, ...]
    roles: tuple[int, ...] = ()
    weight: float = 1.0

    @property
    def casings(self) -> tuple[int, ...]:
        """mapper.recognise.features.casing of each word."""
        return tuple(casing(word) for word in self.words)


def corpus(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one file of ../shared/ner."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def examples(folder: Path, gazetteer: Gazetteer) -> Iterator[Example]:
    """Every row that may train, each line of text by itself where the row is long."""
    for name, weight in TRAIN_ON.items():
        for row in corpus(folder / f"{name}.jsonl.gz"):
            yield replace(example(row, gazetteer), weight=weight)


def featured(text: str, gazetteer: Gazetteer) -> tuple[list[Token], list[Match], tuple[int, ...]]:
    """Tokens of a text, its gazetteer matches and their features, as the recogniser has them."""
    tokens = list(_NLP.make_doc(text))
    matches = gazetteer_matches(text, tokens, gazetteer)
    return tokens, matches, tuple(gazetteer_features(tokens, matches))


def example(row: dict[str, Any], gazetteer: Gazetteer) -> Example:
    """A row of a corpus by our convention."""
    text = row["text"]
    tokens, matches, features = featured(text, gazetteer)
    place, other = [0] * len(tokens), [0 if row["all_labels"] else IGNORED] * len(tokens)
    blocked = TokenContext(Reading(text), tokens).blocked
    for start, end, label in row["entities"]:
        if label in ("PLACE", "FAC"):
            _mark_place(place, other, text, tokens, _conformed(text, start, end))
        else:
            tag(other, within(tokens, start, end), OTHER_TAGS.index(f"B-{label}"))
        if label == "ORG" and not _UNMARKED.search(text[start:end]):
            inside = within(tokens, start, end)
            for match in matches:
                if inside.start <= match.start and match.end <= inside.stop and match.end - match.start < len(inside):
                    _mark_embedded(place, tokens, match, blocked)
    return Example(
        words=tuple(token.text for token in tokens),
        gazetteer=features,
        place=tuple(place),
        other=tuple(other),
    )


def _conformed(text: str, start: int, end: int) -> tuple[int, int]:
    """A mark of a place, brought to our convention."""
    for lead in (re.compile(r"the\s+", re.IGNORECASE), _COMPASS):
        found = lead.match(text, start, end)
        start = found.end() if found else start
    while end > start and text[end - 1] in " \n\t,;:\"'”’":
        end -= 1
    for suffix in ("'s", "’s"):
        if text[start:end].endswith(suffix):
            end -= 2
    compound = _COMPOUND.search(text, start, end)
    end = compound.start() if compound else end
    tail = _tail().match(text, end)
    if tail and text[start:end].rpartition(" ")[2].casefold() not in word_list("admin_words") | word_list(
        "facility_words"
    ):
        end = tail.end()
    return start, end


@cache
def _tail() -> re.Pattern[str]:
    """A generic word, in lower case, that makes a name one of an administrative unit or a facility."""
    generic = sorted(word_list("admin_tails") | word_list("facility_tails"), key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(generic)})\b")


def _mark_place(place: list[int], other: list[int], text: str, tokens: Sequence[Token], span: tuple[int, int]) -> None:
    inside = within(tokens, *span)
    name = text[slice(*span)]
    if name in demonyms():
        tag(other, inside, OTHER_TAGS.index("B-NORP"))
    elif not any(character.isupper() for character in name) or name.casefold() in word_list("admin_words") | word_list(
        "facility_words"
    ):
        # "village", "Palace" for a longer name that was cut: nobody knows what the mark should be.
        place[inside.start : inside.stop] = [IGNORED] * len(inside)
    else:
        tag(place, inside, PLACE_TAGS.index("B-PLACE"))


def _mark_embedded(place: list[int], tokens: Sequence[Token], match: Match, blocked: set[int]) -> None:
    """Mark a country, region or large city whose name stands inside that of an organisation."""
    inside = range(match.start, match.end)
    name = tokens[match.start].text
    known = match.place.kind in ("country", "region") or match.place.population >= _MANY_PEOPLE
    ordinary = len(inside) == 1 and (
        name.casefold()
        in word_list("common_words") | word_list("compass_words") | word_list("months_days") | word_list("given_names")
        or name in demonyms()
        or (len(name) < 4 and not name.isupper())
    )
    if known and not ordinary and not blocked.intersection(inside) and not any(place[at] for at in inside):
        tag(place, inside, PLACE_TAGS.index("B-EMBEDDED"))


def tag(tags: list[int], inside: range, begin: int) -> None:
    """Tag the tokens of one name: `begin` for the first, the number after it for the others."""
    for at in inside:
        tags[at] = begin if at == inside.start else begin + 1


def within(tokens: Sequence[Token], start: int, end: int) -> range:
    """The tokens that share a character with [start, end), space aside."""
    hit = [at for at, t in enumerate(tokens) if t.idx < end and t.idx + len(t) > start and not t.is_space]
    return range(hit[0], hit[-1] + 1) if hit else range(0)
