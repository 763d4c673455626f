"""From probabilities to marks: what the guidelines and the gazetteer add to what the network says."""

import numpy as np
import pytest
import spacy

from gazetteer import Gazetteer
from mapper.marks import decide
from mapper.matches import gazetteer_matches
from mapper.tagger import TAGS


def marked(gazetteer: Gazetteer, text: str, likely: dict[str, float]) -> list[str]:
    """What is marked in a text where the network finds these words likely, and no other."""
    doc = spacy.blank("en")(text)
    probabilities = np.zeros((len(doc), len(TAGS)), dtype=np.float32)
    begin, inside = TAGS.index("B-PLACE"), TAGS.index("I-PLACE")
    for token in doc:
        share = likely.get(token.text, 0.0)
        goes_on = token.i > 0 and doc[token.i - 1].text in likely
        probabilities[token.i, [0, inside if goes_on else begin]] = 1 - share, share
    spans = decide(list(doc), gazetteer_matches(text, list(doc), gazetteer), probabilities, 0.5)
    return [doc[start:end].text for start, end, _ in spans]


@pytest.mark.parametrize(("text", "likely", "expected"), [
    ("Reading the list took an hour.", {"Reading": 0.7}, []),
    ("Reading was flooded on Sunday.", {"Reading": 0.99}, ["Reading"]),
    ("Trains to Reading were late.", {"Reading": 0.7}, ["Reading"]),
])  # fmt: skip
def test_a_common_word_at_the_head_of_a_sentence(
    gazetteer: Gazetteer, text: str, likely: dict[str, float], expected: list[str]
) -> None:
    """Its capital is that of the sentence, so it is a place only where the network is sure."""
    assert marked(gazetteer, text, likely) == expected


@pytest.mark.parametrize(("name", "expected"), [("Sudan", ["Sudan"]), ("Zaporizhzhia", [])])
def test_a_country_needs_less(gazetteer: Gazetteer, name: str, expected: list[str]) -> None:
    """What would not do for a town is enough for the name of a country."""
    assert marked(gazetteer, f"Asked about {name}, he was silent.", {name: 0.36}) == expected


def test_a_name_begins_where_the_gazetteers_does(gazetteer: Gazetteer) -> None:
    """Where the network sees the end of a name alone, all of it is marked."""
    assert marked(gazetteer, "Aid reached El Fasher today.", {"Fasher": 0.8}) == ["El Fasher"]
