"""Text that costs time: what is eight times as long takes little more than eight times as long, whatever it repeats."""

import gc
import random
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
import spacy

from gazetteer import Gazetteer
from mapper.pins import collect
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.withhold import Withheld
from mapper.read.near_duplicates import print_of
from mapper.reading.english.borders import frontiers_in
from mapper.reading.english.coordinates import coordinates_in
from mapper.reading.reading import Reading
from mapper.recognise.cutting import cut
from mapper.recognise.features import gazetteer_features
from mapper.recognise.matches import gazetteer_matches
from mapper.recognise.recogniser import _Tokens
from mapper.recognise.spans import decide
from mapper.recognise.tagger import TAGS
from mapper.recognise.tokens import tokens_of
from mapper.records import Article
from mapper.resolve.resolver import resolve

FAMILIES = [
    "Kyiv, ", "Kyiv and ", "Kyiv/", "(Kyiv", "Kyiv of ", "Kyiv’s ", "Kyiv. ", "Kyiv\n", "Kyiv-", "KYIV — ",
    "20 km south of Kyiv, ", "between Kyiv and Lviv ", "the border between Syria and Iraq ", "troops from Russia ",
    "Shells fell on Kharkiv on Monday. ", "Russian troops in Ukraine hit ", "New ", "port of Odesa ", "U.S. ", "a.b.",
    "(", "“", "'", "—", "?", ".", "…", "\n", " ", "\t", "1", "1,", "48.5, 37.9 ", "48°44′20″N 37°35′05″E ", "N48 E37 ",
    "37U DQ 12345 67890 ", "a", "A", "京", "é\u0301", "\u200b", "😀", "https://example.org/", "@a.b", "| Kyiv ", "Mr. ",
    "the sunrise camp called ", "sunrisecamp",
]  # fmt: skip
_SHORT = 600  # characters
_TIMES = 8
_POWER = 1.2
_FREE_SECONDS = 0.01  # what a clock and a busy machine may add
_T = TypeVar("_T")


def costs(text: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Seconds of this process for each step, by name; the network is no step of ours, and reads window by window."""
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], _T]) -> _T:
        begun = time.process_time()
        found = work()
        spent[step] = time.process_time() - begun
        return found

    tokens = timed("words", lambda: tokens_of(text))
    matches = timed("matches", lambda: gazetteer_matches(text, tokens, gazetteer))
    timed("features", lambda: gazetteer_features(tokens, matches))
    likely = np.zeros((len(tokens), len(TAGS)), np.float32)
    likely[:, 0] = 1
    for match in matches:
        likely[match.start : match.end] = [0.1, 0.8, 0.1, 0, 0]
    spans = timed("marks", lambda: decide(Reading(text), tokens, matches, likely, 0.3))
    timed("patterns", lambda: [*coordinates_in(text), *frontiers_in(text)])
    article = Article(text=text)
    mentions = [
        article.mention(tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1].text)) for start, end, _ in spans
    ]
    located = timed("places", lambda: resolve(article, mentions, gazetteer))
    timed("pins", lambda: collect([located]))
    publisher = Publisher(
        PublicationPolicy(coarsen=10.0, withhold=Withheld(kinds=("camp",), names=("Petrenko",))), gazetteer
    )
    timed("policy", lambda: list(publisher.apply([located])))
    timed("print", lambda: print_of(Reading(text)))
    return spent


def least(text: str, times: int, gazetteer: Gazetteer) -> dict[str, float]:
    found = [costs(text, gazetteer) for _ in range(times)]
    return {step: min(one[step] for one in found) for step in found[0]}


@pytest.mark.parametrize("family", FAMILIES)
def test_no_text_costs_more_than_its_length(family: str, gazetteer: Gazetteer) -> None:
    """Each step from the text to the map is under the power of 1.2; what seems above is measured thrice."""
    short, long = ((family * length)[:length] for length in (_SHORT, _SHORT * _TIMES))
    gc.disable()
    try:
        for times in (1, 3):
            few, many = (least(text, times, gazetteer) for text in (short, long))
            above = {
                step: (few[step], many[step]) for step in few if many[step] > _TIMES**_POWER * few[step] + _FREE_SECONDS
            }
            if not above:
                break
    finally:
        gc.enable()
    assert above == {}


def test_a_word_without_an_end_is_read_in_pieces() -> None:
    """No letter is lost, and names between the signs stay words."""
    text = "In " + "(" * 500 + "Kyiv" + ")" * 500 + " and  Lviv."
    words = tokens_of(text)
    assert "".join(word.text + word.whitespace_ for word in words) == text
    assert [word.text for word in words if word.text.isalpha()] == ["In", "Kyiv", "and", "Lviv"]


@pytest.mark.parametrize("length", [9_000, 1_000_000])
def test_what_has_no_space_for_long_is_no_prose(length: int) -> None:
    """A megabyte of base64 is one word, whichever tokenizer reads it; in what is shorter names may stand."""
    packed = "".join(random.Random(1).choices("ABCDEFabcdef0123456789+/", k=length))  # noqa: S311 -- to be repeatable
    text = f"Rain in Kyiv. {packed} Rain in Lviv."
    ours = [word.text for word in cut(text)]
    assert ours[:4] + ours[-4:] == ["Rain", "in", "Kyiv", ".", "Rain", "in", "Lviv", "."]
    assert (len(ours) <= 10) is (length == 1_000_000)
    nlp = spacy.blank("en")
    assert [token.text for token in _Tokens(nlp.tokenizer)(text)] == ours
