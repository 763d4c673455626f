"""Rules that hold for fold() whatever it is given."""

import re

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.names import fold


@given(st.text())
def test_fold_is_idempotent(name: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_fold_gives_words_of_ascii_letters_and_digits(name: str) -> None:
    """A folded name is lower-case ASCII words with single spaces between them, or empty."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", fold(name))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_fold_does_not_see_case(name: str) -> None:
    """Latin names fold alike in upper and lower case."""
    assert fold(name.upper()) == fold(name.lower().upper())
