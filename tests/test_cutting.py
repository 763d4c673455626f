"""Words, cut as spaCy cuts them without importing it."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from mapper.recognise.cutting import cut
from mapper.recognise.tokens import tokens_of
from scripts import spacy_words

EXAMPLES = Path(__file__).parents[1] / "examples"
SPACY = spacy.blank("en").tokenizer
# What spaCy's rules are about, and what they are not.
PARTS = (
    *(" ", "  ", "\n", "\t", "\xa0", " \n", "'", "’", '"', "“", "(", ")", ":", "--", "—", "…", ".", ",", "/", "@", "#"),
    *("$", "€", "US$", "%", "°", "C", "F.", "km", "10", "2,000", "3.5", "8)", "al", "Bab-al-Hawa", "U.N", "don", "s"),
    *("https://a.example/x?y=1", "www.example.org", "10.0.0.1", "Київ", "حلب", "京都", "A.", "<", "=", "+", "*", "~"),
    *("☀", "🚀", "_", "!", "?", ";", "can't", "o'clock", "He’s", "5p.m.", "a.m.", ":-)", "C++", "St.", "Gov."),
)


def as_spacy(text: str) -> list[tuple[str, int, str]]:
    return [(token.text, token.idx, token.whitespace_) for token in SPACY(text)]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*")), ids=lambda path: path.name)
def test_an_article_is_cut_as_spacy_cuts_it(path: Path) -> None:
    """Every word, where it begins, and the space behind it."""
    text = path.read_text(encoding="utf-8")
    assert cut(text) == as_spacy(text)


def test_any_text_is_cut_as_spacy_cuts_it() -> None:
    """Four thousand texts put together from marks, special cases, addresses, units and white space."""
    draw = random.Random(7)  # noqa: S311 -- made-up text
    parts = [*PARTS, *spacy_words.rules()["specials"]]
    for _ in range(4000):
        text = "".join(draw.choices(parts, k=draw.randint(1, 9)))
        assert cut(text) == as_spacy(text)


def test_the_rules_are_those_of_the_spacy_that_is_installed() -> None:
    """But for its version; python scripts/spacy_words.py takes them again."""
    held = re.sub(r'"spacy": "[^"]*"', "", spacy_words.PATH.read_text(encoding="utf-8"))
    assert held == re.sub(r'"spacy": "[^"]*"', "", spacy_words.text_of(spacy_words.rules()))


def test_what_a_hashtag_runs_together_is_cut() -> None:
    """Words and marks, where they stand, with the space behind the last."""
    assert tokens_of("in #ChasivYar, now") == [
        ("in", 0, " "), ("#", 3, ""), ("Chasiv", 4, ""), ("Yar", 10, ""), (",", 13, " "), ("now", 15, ""),
    ]  # fmt: skip


def test_to_locate_imports_no_spacy() -> None:
    """It takes longer to import than a short article takes to be read."""
    code = """import sys; from mapper import Mapper
located = Mapper()("Shells hit Kharkiv.")
print([one.place.name for one in located.resolutions], "spacy" in sys.modules)"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "['Kharkiv'] False\n"
