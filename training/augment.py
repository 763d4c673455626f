"""Examples in other clothes: capitals, headlines, lower case, other names, and a gazetteer that knows more or less."""

import random
from collections.abc import Iterator
from dataclasses import replace

from mapper.recognise.features import MATCHES

from .corpora import IGNORED, PLACE_TAGS, Example
from .synthetic import Names

__all__ = ["augmented"]

_DASHES = {"-": ("‑", "–"), "'": ("’", "ʼ"), '"': ("“", "”"), "'s": ("’s",), "--": ("—",)}
_BEGINS = frozenset({PLACE_TAGS.index("B-PLACE"), PLACE_TAGS.index("B-EMBEDDED")})
_SLOTS = {1: "country", 3: "region", 7: "city", 9: "city", 11: "village"}
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


def augmented(example: Example, draw: random.Random, names: Names) -> Example:
    """One of many forms of an example; most often the example itself but for its gazetteer."""
    # Who acts and where it happened is to be read from the words around a name, not known by heart.
    often, share = (0.65, 0.8) if example.roles else (0.3, 0.5)
    if draw.random() < often:
        example = _renamed(example, draw, names, share)
    dress = draw.random()
    if dress < 0.04:
        example = replace(example, words=tuple(word.upper() for word in example.words))
    elif dress < 0.08 and len(example.words) < 40:
        example = replace(example, words=tuple(_titled(word, at) for at, word in enumerate(example.words)))
    elif dress < 0.10:
        # Where no word is capitalised, no gazetteer match is found.
        lower = tuple(word.lower() for word in example.words)
        return replace(example, words=lower, gazetteer=(0,) * len(lower))
    elif dress < 0.16:
        example = replace(example, words=tuple(draw.choice(_DASHES.get(word, (word,))) for word in example.words))
    return replace(example, gazetteer=_blurred(example.gazetteer, draw))


def _titled(word: str, at: int) -> str:
    return word if at and word in _SMALL_WORDS else word[:1].upper() + word[1:]


def _blurred(features: tuple[int, ...], draw: random.Random) -> tuple[int, ...]:
    """Matches dropped, or of another class, or where there is nothing: gazetteers differ."""
    if draw.random() < 0.03:
        return (0,) * len(features)
    blurred = list(features)
    drop = False
    for at, feature in enumerate(features):
        if feature % 2 == 1:
            drop = draw.random() < 0.12
        if feature and drop:
            blurred[at] = 0
        elif not feature and draw.random() < 0.01:
            blurred[at] = draw.randrange(1, MATCHES, 2)
    return tuple(blurred)


def _renamed(example: Example, draw: random.Random, names: Names, share: float) -> Example:
    """A share of the names that are one gazetteer match swapped for others of their class, each always for the same."""
    swapped: dict[tuple[str, ...], list[str]] = {}
    roles = example.roles or (IGNORED,) * len(example.words)
    rows: list[tuple[str, int, int, int, int]] = []
    for start, end in _pieces(example):
        old = example.words[start:end]
        match, place, other = example.gazetteer[start], example.place[start], example.other[start]
        new: list[str] = []
        if place in _BEGINS and match in _SLOTS:
            if old not in swapped:
                swapped[old] = names(_SLOTS[match]).split() if draw.random() < share else []
            new = swapped[old]
        if new:
            goes_on = other + other % 2 if other > 0 else other
            rows.append((new[0], match, place, other, roles[start]))
            rows.extend((word, match + 1, place + 1, goes_on, roles[start]) for word in new[1:])
        else:
            columns = example.gazetteer, example.place, example.other, roles
            rows.extend(zip(old, *(column[start:end] for column in columns), strict=True))
    return replace(
        example,
        words=tuple(row[0] for row in rows),
        gazetteer=tuple(row[1] for row in rows),
        place=tuple(row[2] for row in rows),
        other=tuple(row[3] for row in rows),
        roles=tuple(row[4] for row in rows) if example.roles else (),
    )


def _pieces(example: Example) -> Iterator[tuple[int, int]]:
    """The words one by one, but a name that is marked and matched as one, and nothing more, in one piece."""
    at, size = 0, len(example.words)
    while at < size:
        end = at + 1
        if example.place[at] in _BEGINS:
            marked = _run(example.place, at)
            end = marked if marked == _run(example.gazetteer, at) else end
        yield at, end
        at = end


def _run(tags: tuple[int, ...], at: int) -> int:
    """Where the name that begins with a tag ends: the tags that go on with it are one higher."""
    end = at + 1
    while end < len(tags) and tags[end] == tags[at] + 1:
        end += 1
    return end
