"""What editors do to an article after it was marked, with where each mark went: for the tests of quotations."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r".+?(?:[.!?][”\"']?(?=\s|$)|(?=\n\n)|$)\s*", re.DOTALL)
_WORDS = ("early", "late", "heavy", "several", "officials", "later", "again", "partly", "reported", "near", "often")
_ADDED = ("Officials gave no further details.", "A spokesman declined to comment on the report.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An article as it was marked, and as it is after the edit.

    marks  (start, end) in `before` and (start, end) in `after`; None where its sentence was taken out
    """

    before: str
    after: str
    marks: tuple[tuple[tuple[int, int], tuple[int, int] | None], ...]


@dataclass(slots=True)
class _Token:
    before: str
    after: str
    mark: int | None


def edited(
    text: str, spans: Sequence[tuple[int, int]], seed: int, *, moved: float = 0.25, typos: float = 0.05,
    replaced: float = 0.1, deleted: float = 0.0,
) -> Edited:  # fmt: skip
    """The text before and after an edit that moves, mends, replaces, adds and takes out these shares.

    moved, deleted   of the sentences
    typos            of the words, names among them, that have a typo before and none after
    replaced         of the words that belong to no mark
    """
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    sentences = [
        [_token(rng, *piece, typos, replaced) for piece in _pieces(text, m.span(), spans)]
        for m in _SENTENCE.finditer(text)
    ]
    order = list(range(len(sentences)))
    for at in rng.sample(order[1:], round(moved * len(order))):
        order.remove(at)
        order.insert(rng.randrange(1, len(order) + 1), at)
    gone = set(rng.sample(order[1:], round(deleted * len(order))))
    after, new = "", dict[int, tuple[int, int]]()
    for count, at in enumerate(order):
        if at in gone:
            continue
        for token in sentences[at]:
            if token.mark is not None:
                new[token.mark] = (len(after), len(after) + len(token.after))
            after += token.after
        after += "" if after.endswith(("\n", " ")) else " "
        if count % 7 == 3:
            after += rng.choice(_ADDED) + " "
    before, old = "", dict[int, tuple[int, int]]()
    for token in (token for sentence in sentences for token in sentence):
        if token.mark is not None:
            old[token.mark] = (len(before), len(before) + len(token.before))
        before += token.before
    return Edited(before=before, after=after, marks=tuple((span, new.get(mark)) for mark, span in old.items()))


def _pieces(text: str, sentence: tuple[int, int], spans: Sequence[tuple[int, int]]) -> list[tuple[str, int | None]]:
    """The words of a sentence and what is between them, each mark in one piece."""
    found, at = list[tuple[str, int | None]](), sentence[0]
    for mark, (start, end) in enumerate(spans):
        if sentence[0] <= start and end <= sentence[1]:
            found += [(part, None) for part in re.split(r"(\W+)", text[at:start]) if part]
            found.append((text[start:end], mark))
            at = end
    return found + [(part, None) for part in re.split(r"(\W+)", text[at : sentence[1]]) if part]


def _token(rng: random.Random, word: str, mark: int | None, typos: float, replaced: float) -> _Token:
    if len(word) > 4 and word[0].isalpha() and rng.random() < typos:
        at = rng.randrange(1, len(word) - 2)
        wrong = rng.choice([word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                            word[:at] + word[at] + word[at:]])  # fmt: skip
        return _Token(wrong, word, mark)
    if mark is None and word[0].isalpha() and rng.random() < replaced:
        return _Token(word, rng.choice(_WORDS), None)
    return _Token(word, word, mark)
