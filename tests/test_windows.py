"""Windows cover a text once, and do not move when something is put before them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mapper.recognise.windows import PIECES, windows

WORDS = st.lists(st.tuples(st.integers(1, 64), st.booleans()), max_size=600)


@given(WORDS)
def test_each_word_is_answered_once_and_read_with_its_neighbours(words: list[tuple[int, bool]]) -> None:
    """The answers follow one another without gap or overlap, inside what is read, and no window is too long."""
    pieces = [size for size, _ in words]
    found = list(windows(pieces, [ends for _, ends in words]))
    assert [at for w in found for at in range(w.first, w.last)] == list(range(len(words)))
    for window in found:
        assert window.start <= window.first < window.last <= window.end
        assert sum(pieces[window.start : window.end]) <= PIECES


@given(st.integers(1, 8))
def test_a_long_line_is_read_with_what_stands_around_each_word(size: int) -> None:
    """In a line that needs several windows, a word is answered from a window that reads on to both sides of it."""
    pieces = [size] * 400
    found = list(windows(pieces, [False] * 400))
    for before, after in pairwise(found):
        assert sum(pieces[before.last : before.end]) >= 30
        assert sum(pieces[after.start : after.first]) >= 16


def test_lines_that_fit_are_read_whole() -> None:
    """Lines go together as long as they fit; a line is not cut to fill a window."""
    ends = [at % 50 == 49 for at in range(300)]
    assert [(w.start, w.end) for w in windows([2] * 300, ends)] == [(0, 100), (100, 200), (200, 300)]
