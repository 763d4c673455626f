"""From probabilities to marks: what the guidelines and the gazetteer add to what the network says."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from gazetteer import Gazetteer, Overlay, read_own_rows
from mapper.reading.reading import Reading
from mapper.recognise.matches import gazetteer_matches
from mapper.recognise.spans import decide
from mapper.recognise.tagger import TAGS


def marked(gazetteer: Gazetteer, text: str, likely: dict[str, float]) -> list[str]:
    """What is marked in a text where the network finds these words likely, and no other."""
    doc = spacy.blank("en")(text)
    probabilities = np.zeros((len(doc), len(TAGS)), dtype=np.float32)
    begin, inside = TAGS.index("B-PLACE"), TAGS.index("I-PLACE")
    for token in doc:
        share = likely.get(token.text, 0.0)
        goes_on = token.i > 0 and doc[token.i - 1].text in likely
        probabilities[token.i, [0, inside if goes_on else begin]] = 1 - share, share
    spans = decide(Reading(text), list(doc), gazetteer_matches(text, list(doc), gazetteer), probabilities, 0.5)
    return [doc[start:end].text for start, end, _ in spans]


@pytest.mark.parametrize(("text", "likely", "expected"), [
    ("Reading the list took an hour.", {"Reading": 0.7}, []),
    ("Arrivals\nLyman 310\nSiversk 90", {"Lyman": 0.9, "310": 0.9}, ["Lyman"]),
    ("Arrivals\nLyman 310 12\nSiversk 90 7", {"Lyman": 0.9, "310": 0.9}, ["Lyman"]),
    ("Near Lyman 310 is blocked.", {"Lyman": 0.95, "310": 0.95}, ["Lyman 310"]),
    ("To Lyman-Siversk it is far.", {"Lyman": 0.9, "-": 0.9, "Siversk": 0.9}, ["Lyman", "Siversk"]),
    ("At Sweida Hospital beds were full.", {"At": 0.9, "Sweida": 0.9, "Hospital": 0.9}, ["Sweida Hospital"]),
    ("Houthis fired at a U.N.-backed force.", {"Houthis": 0.9, "U.N.-backed": 0.9}, []),
    ("Reading was flooded on Sunday.", {"Reading": 0.99}, ["Reading"]),
    ("Trains to Reading were late.", {"Reading": 0.7}, ["Reading"]),
])  # fmt: skip
def test_a_common_word_at_the_head_of_a_sentence(
    gazetteer: Gazetteer, text: str, likely: dict[str, float], expected: list[str]
) -> None:
    """Its capital is that of the sentence, so it is a place only where the network is sure."""
    assert marked(gazetteer, text, likely) == expected


@pytest.mark.parametrize(("text", "likely", "expected"), [
    ("Clashes with ANSF went on.", {"ANSF": 0.93}, []),
    ("The SMoH sent tents.", {"SMoH": 0.93}, []),
    ("It is in MMC and Jere.", {"MMC": 0.97, "Jere": 0.9}, ["MMC", "Jere"]),
    ("Aid for DRC arrived.", {"DRC": 0.6}, ["DRC"]),
    ("FIGHTING NEAR ABOUJI GOES ON", {"ABOUJI": 0.7}, ["ABOUJI"]),
    ("Most Rohingya fled by sea.", {"Rohingya": 0.97}, []),
    ("It is the Region that pays.", {"Region": 0.97}, []),
    ("It paid US$ 40 a head.", {"US$": 0.97}, []),
])  # fmt: skip
def test_a_word_that_no_gazetteer_has(
    gazetteer: Gazetteer, text: str, likely: dict[str, float], expected: list[str]
) -> None:
    """A people, a unit alone and a sum are no places, nor is an acronym that the network is not all but certain of."""
    assert marked(gazetteer, text, likely) == expected


@pytest.mark.parametrize(("name", "expected"), [("Sudan", ["Sudan"]), ("Zaporizhzhia", [])])
def test_a_country_needs_less(gazetteer: Gazetteer, name: str, expected: list[str]) -> None:
    """What would not do for a town is enough for the name of a country."""
    assert marked(gazetteer, f"Asked about {name}, he was silent.", {name: 0.36}) == expected


def test_a_name_begins_where_the_gazetteers_does(gazetteer: Gazetteer) -> None:
    """Where the network sees the end of a name alone, all of it is marked."""
    assert marked(gazetteer, "Aid reached El Fasher today.", {"Fasher": 0.8}) == ["El Fasher"]


@pytest.mark.parametrize(("text", "likely", "expected"), [
    ("Then Dallas Whitmore left.", {"Dallas": 0.7, "Whitmore": 0.3}, []),
    ("Then Dallas Whitmore left.", {"Dallas": 0.95, "Whitmore": 0.3}, ["Dallas"]),
    ("Then Dallas Whitmore left.", {"Dallas": 0.7, "Whitmore": 0.1}, ["Dallas"]),
    ("Then Dallas residents left.", {"Dallas": 0.7, "residents": 0.3}, ["Dallas"]),
])  # fmt: skip
def test_the_rest_of_a_longer_name_is_no_place(
    gazetteer: Gazetteer, text: str, likely: dict[str, float], expected: list[str]
) -> None:
    """Where its neighbour may as well belong to it, an unsure part of a name is not marked."""
    assert marked(gazetteer, text, likely) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("shells", "Homs"), ("plain", "Homs plain"), ("district", "Homs district")]
)
def test_a_name_ends_with_a_generic_word_or_none(gazetteer: Gazetteer, word: str, expected: str) -> None:
    """A word in small letters that names no sort of place is no part of the mention."""
    assert marked(gazetteer, f"In Homs {word} burned.", {"Homs": 0.99, word: 0.8}) == [expected]


def test_a_city_of_a_named_region_needs_nothing_else(gazetteer: Gazetteer) -> None:
    """In a text on Atlanta, "Savannah" inside a sentence is the city; beside another capital it is not."""
    sure = {"Atlanta": 0.99}
    assert marked(gazetteer, "From Atlanta? I say Savannah, they laugh.", sure) == ["Atlanta", "Savannah"]
    assert marked(gazetteer, "From Atlanta? I say Savannah Brown, they laugh.", sure) == ["Atlanta"]
    assert marked(gazetteer, "From Odesa? I say Savannah, they laugh.", {"Odesa": 0.99}) == ["Odesa"]


def test_lines_of_names_are_lists(gazetteer: Gazetteer) -> None:
    """Where a line holds names and numbers alone, large ones are marked; in a sentence they are not."""
    assert marked(gazetteer, "Aleppo 12\nHama 4\n", {}) == ["Aleppo", "Hama"]
    assert marked(gazetteer, "Aleppo 12\nHama 4 hurt\n", {}) == ["Aleppo"]


def test_what_a_user_has_added_is_marked_whole(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Whoever adds a place means it, whatever the network thinks of it."""
    rows = tmp_path / "mine.csv"
    rows.write_text("name,lat,lon\nIvanenko Farm,49.1,36.2\n", encoding="utf-8")
    own = Overlay(gazetteer, read_own_rows(rows))
    assert marked(own, "Shells hit Ivanenko Farm.", {"Ivanenko": 0.9}) == ["Ivanenko Farm"]


@pytest.mark.parametrize(("text", "likely", "expected"), [
    ("Lorries came through Bab al-Hawa at noon.", {"Bab": 1.0, "al": 0.9}, ["Bab al-Hawa"]),
    ("Gunmen came to al-Bahra at noon.", {"Bahra": 0.9}, ["al-Bahra"]),
    ("The road from Kyiv-Boryspil is shut.", {"Boryspil": 0.9}, ["Boryspil"]),
])  # fmt: skip
def test_hyphens_join_what_is_one_name(
    gazetteer: Gazetteer, text: str, likely: dict[str, float], expected: list[str]
) -> None:
    """A name of the gazetteer is not cut at its hyphen, nor any name after its Arabic article; two names stay two."""
    assert marked(gazetteer, text, likely) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Nobody was hurt. LYMAN — Two men fled.", ["LYMAN"]),
    ("LYMAN, Ukraine, 3 May (AP) -- Two men fled.", ["LYMAN"]),
    ("HOPE — Two men fled.", []),
    ("KHERSON REGION — Two men fled.", []),
    ("He calls it LYMAN — Two men fled.", []),
    ("LYMAN - TWO MEN FLED", []),
    ("LYMAN says no.", []),
])  # fmt: skip
def test_a_dateline_needs_nothing_else(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    """A town in capitals before a dash, at a sentence's head, is where the text was written; a common word is not."""
    assert marked(gazetteer, text, {}) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("By DAVID LINCOLN\nThe market opened.", []),
    ("Report by Mary J. Lincoln, Lincoln", ["Lincoln"]),
    ("The bridge was built by John Lincoln.", []),
    ("By Lincoln the road forks.", ["Lincoln"]),
    ("It is run by David Lincoln Hospital.", ["David Lincoln Hospital"]),
    ("By David in Lincoln", ["Lincoln"]),
])  # fmt: skip
def test_who_did_or_wrote_it_is_no_place(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    """Behind "by", a given name and a surname are a person, however sure the network is."""
    whole = {word: 0.99 for word in ("David", "Lincoln", "Hospital") if "Hospital" in text}
    assert marked(gazetteer, text, whole or {"LINCOLN": 0.99, "Lincoln": 0.99}) == expected


@pytest.mark.parametrize("union", ["U.N.", "UN", "EU", "E.U."])
def test_unions_of_states_are_no_places(gazetteer: Gazetteer, union: str) -> None:
    """With full stops or without, however sure the network is."""
    assert marked(gazetteer, f"The {union} sent lorries.", {union: 0.99}) == []
