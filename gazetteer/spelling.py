"""One edit: a letter left out, put in, changed for another, or changed places with its neighbour."""

from collections.abc import Iterator
from string import ascii_lowercase

__all__ = ["early_edits", "one_edit_apart"]


def early_edits(name: str, end: int) -> Iterator[str]:
    """Every name that one edit within the first `end` letters makes of a folded name; some come twice."""
    for at in range(end):
        head, tail = name[:at], name[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]


def one_edit_apart(one: str, other: str) -> bool:
    """True where exactly one edit makes the other of the one."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    first, second = one[start:], other[start:]
    if len(first) != len(second):
        longer, shorter = sorted((first, second), key=len, reverse=True)
        return longer[1:] == shorter
    return first[1:] == second[1:] or (first[:2] == second[1::-1] and first[2:] == second[2:])
