"""Windows cover a text once, and do not move when something is put before them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mapper.recognise.windows import PIECES, windows

WORDS = st.lists(st.tuples(st.integers(1, 64), st.integers(0, 2)), max_size=600)


@given(WORDS)
def test_each_word_is_answered_once_and_read_with_its_neighbours(words: list[tuple[int, int]]) -> None:
    """The answers follow one another without gap or overlap, inside what is read, and no window is too long."""
    pieces = [size for size, _ in words]
    found = list(windows(pieces, [breaks for _, breaks in words]))
    assert [at for w in found for at in range(w.first, w.last)] == list(range(len(words)))
    for window in found:
        assert window.start <= window.first < window.last <= window.end
        assert sum(pieces[window.start : window.end]) <= PIECES


@given(st.integers(1, 8))
def test_a_long_line_is_read_with_what_stands_around_each_word(size: int) -> None:
    """In a line that needs several windows, a word is answered from a window that reads on to both sides of it."""
    pieces = [size] * 400
    found = list(windows(pieces, [0] * 400))
    for before, after in pairwise(found):
        assert sum(pieces[before.last : before.end]) >= 30
        assert sum(pieces[after.start : after.first]) >= 16


def test_lines_that_fit_are_read_whole() -> None:
    """Lines go together as long as they fit; a line is not cut to fill a window."""
    breaks = [int(at % 50 == 49) for at in range(300)]
    assert [(w.start, w.end) for w in windows([2] * 300, breaks)] == [(0, 100), (100, 200), (200, 300)]


@given(WORDS, WORDS)
def test_a_paragraph_is_read_alike_wherever_it_stands(
    before: list[tuple[int, int]], after: list[tuple[int, int]]
) -> None:
    """What stands before the end of a paragraph changes nothing of how the rest is read, but where it stands."""
    shift = len(before) + 1
    whole = list(windows(*zip(*before, (1, 2), *after, strict=True)))
    rest = list(windows(*zip(*after, strict=True))) if after else []
    moved = [(w.start + shift, w.end + shift, w.first + shift, w.last + shift) for w in rest]
    assert [(w.start, w.end, w.first, w.last) for w in whole if w.start >= shift] == moved
