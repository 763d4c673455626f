"""Text that costs time: what is eight times as long takes little more than eight times as long, whatever it repeats."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest

from gazetteer import Gazetteer
from mapper.pins import collect
from mapper.protect.publication import Care, Publisher
from mapper.protect.withhold import Withheld
from mapper.read.near_duplicates import print_of
from mapper.reading.english.borders import frontiers_in
from mapper.reading.english.coordinates import coordinates_in
from mapper.reading.reading import Reading
from mapper.recognise import marks
from mapper.recognise.articles import Recogniser, load_recogniser
from mapper.recognise.features import gazetteer_features
from mapper.recognise.matches import gazetteer_matches
from mapper.recognise.tagger import TAGS
from mapper.records import Article
from mapper.resolve.resolver import resolve

FAMILIES = [
    "Kyiv, ", "Kyiv and ", "Kyiv/", "(Kyiv", "Kyiv of ", "Kyiv’s ", "Kyiv. ", "Kyiv\n", "Kyiv-", "KYIV — ",
    "20 km south of Kyiv, ", "between Kyiv and Lviv ", "the border between Syria and Iraq ", "troops from Russia ",
    "Shells fell on Kharkiv on Monday. ", "Russian troops in Ukraine hit ", "New ", "port of Odesa ", "U.S. ", "a.b.",
    "(", "“", "'", "—", "?", ".", "…", "\n", " ", "\t", "1", "1,", "48.5, 37.9 ", "48°44′20″N 37°35′05″E ", "N48 E37 ",
    "37U DQ 12345 67890 ", "a", "A", "京", "é\u0301", "\u200b", "😀", "https://example.org/", "@a.b", "| Kyiv ", "Mr. ",
]  # fmt: skip
_SHORT = 600  # characters
_TIMES = 8
_POWER = 1.2
_FREE_SECONDS = 0.01  # what a clock and a busy machine may add
_T = TypeVar("_T")


@pytest.fixture(scope="module")
def recogniser(gazetteer: Gazetteer) -> Recogniser:
    """Our own, with the words of the gazetteer met once."""
    return load_recogniser(gazetteer)


def costs(text: str, recogniser: Recogniser, gazetteer: Gazetteer) -> dict[str, float]:
    """Seconds of this process for each step, by name; the network is no step of ours, and reads window by window."""
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], _T]) -> _T:
        begun = time.process_time()
        found = work()
        spent[step] = time.process_time() - begun
        return found

    doc = timed("words", lambda: recogniser._nlp.make_doc(text))
    tokens = list(doc)
    matches = timed("matches", lambda: gazetteer_matches(text, tokens, gazetteer))
    timed("features", lambda: gazetteer_features(tokens, matches))
    likely = np.zeros((len(tokens), len(TAGS)), np.float32)
    likely[:, 0] = 1
    for match in matches:
        likely[match.start : match.end] = [0.1, 0.8, 0.1, 0, 0]
    spans = timed("marks", lambda: marks.decide(Reading(text), tokens, matches, likely, 0.3))
    timed("patterns", lambda: [*coordinates_in(text), *frontiers_in(text)])
    article = Article(text=text)
    mentions = [article.mention(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end, _ in spans]
    located = timed("places", lambda: resolve(article, mentions, gazetteer))
    timed("pins", lambda: collect([located]))
    publisher = Publisher(Care(coarsen=10.0, withhold=Withheld(kinds=("camp",), names=("Petrenko",))), gazetteer)
    timed("care", lambda: list(publisher.apply([located])))
    timed("print", lambda: print_of(Reading(text)))
    return spent


def least(text: str, times: int, recogniser: Recogniser, gazetteer: Gazetteer) -> dict[str, float]:
    found = [costs(text, recogniser, gazetteer) for _ in range(times)]
    return {step: min(one[step] for one in found) for step in found[0]}


@pytest.mark.parametrize("family", FAMILIES)
def test_no_text_costs_more_than_its_length(family: str, recogniser: Recogniser, gazetteer: Gazetteer) -> None:
    """Each step from the text to the map is under the power of 1.2; what seems above is measured thrice."""
    short, long = ((family * length)[:length] for length in (_SHORT, _SHORT * _TIMES))
    gc.disable()
    try:
        for times in (1, 3):
            few, many = (least(text, times, recogniser, gazetteer) for text in (short, long))
            above = {
                step: (few[step], many[step]) for step in few if many[step] > _TIMES**_POWER * few[step] + _FREE_SECONDS
            }
            if not above:
                break
    finally:
        gc.enable()
    assert above == {}


def test_a_word_without_an_end_is_read_in_pieces(recogniser: Recogniser) -> None:
    """No letter is lost, and names between the signs stay words."""
    text = "In " + "(" * 500 + "Kyiv" + ")" * 500 + " and  Lviv."
    doc = recogniser._nlp.make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc if token.text.isalpha()] == ["In", "Kyiv", "and", "Lviv"]
