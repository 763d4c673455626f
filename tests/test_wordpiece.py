"""The pieces that the network reads are those of BERT's own tokenizer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from mapper.recognise.tagger import Tagger
from mapper.recognise.wordpiece import WordPieces

VOCABULARY = (Tagger().folder / "vocab.txt").read_text("utf-8").splitlines()
OURS = WordPieces(VOCABULARY)


@pytest.fixture(scope="module")
def theirs() -> Tokenizer:
    """The same vocabulary in the package that the rest of the world uses."""
    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(VOCABULARY)}, unk_token="[UNK]"))  # noqa: S106 -- no password
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


WORDS = [
    "Kyiv",
    "N’Djamena",
    "Zaporizhzhia",
    "U.S.",
    "Türkiye",
    "café\u0301s",
    "Київ",
    "حلب",
    "缅甸",
    "don't",
    "A-10",
    "ﬁre",
    "İzmir",
    "_",
    "€5",
]


@pytest.mark.parametrize("word", WORDS)
def test_words_of_the_news_have_their_pieces(theirs: Tokenizer, word: str) -> None:
    """Names in any script, with accents, hyphens and apostrophes, are cut as BERT's tokenizer cuts them."""
    assert list(OURS.of(word)) == theirs.encode(word, add_special_tokens=False).ids


# Two libraries may be of different years of Unicode: the scripts are those that have not changed for long.
LETTERS = st.characters(max_codepoint=0x5FF, exclude_categories=("Cn", "Co", "Zs", "Zl", "Zp", "Cc"))


@given(st.text(alphabet=LETTERS, min_size=1, max_size=20))
def test_any_word_has_its_pieces(theirs: Tokenizer, word: str) -> None:
    """Whatever the characters; a word that is nothing to BERT's tokenizer is one unknown piece here."""
    assert list(OURS.of(word)) == (theirs.encode(word, add_special_tokens=False).ids or [VOCABULARY.index("[UNK]")])


def test_the_end_of_a_line_has_a_piece_of_its_own() -> None:
    """Names do not go on from one line to the next: the network sees where lines end, and other space apart from it."""
    assert OURS.of("\n\n") == (OURS.line,)
    assert OURS.of("  ") == (OURS.space,)


def test_an_endless_word_has_few_pieces() -> None:
    """The network sees the head of it, so that the work on a text is bound by its words."""
    assert len(OURS.of("(" * 1_000_000)) <= 64
