"""The villages of the countries at war: in the table, in the gazetteer, and not in the way."""

import hashlib
from pathlib import Path

import pytest
import spacy

import gazetteer.whosonfirst as table
from gazetteer import HAMLET_WEIGHT, Gazetteer
from mapper.recognise.matches import gazetteer_matches

TABLE = Path(table.__file__).parent / "tables" / "whosonfirst.tsv.xz"


def test_the_table_is_the_one_that_was_made() -> None:
    """The table has the digest that its script wrote down, and at most 25 MB."""
    assert hashlib.sha256(TABLE.read_bytes()).hexdigest() == table.facts()["table"]
    assert TABLE.stat().st_size <= 25e6


@pytest.mark.parametrize(
    ("name", "id_", "country", "region"),
    [
        ("Badalu", "geonames:1147740", "AF", "Herat"),
        ("بدلو", "geonames:1147740", "AF", "Herat"),
        ("Peingyaung", "geonames:1300404", "MM", "Magway"),
        ("Noadda", "geonames:1192007", "BD", "Dhaka"),
    ],
)
def test_villages_are_found_by_their_names(
    gazetteer: Gazetteer, name: str, id_: str, country: str, region: str
) -> None:
    """A hamlet of a country at war is a candidate under its English and its native name, with its region."""
    place = next(p for p in gazetteer.candidates(name) if p.id == id_)
    assert (place.kind, place.country, place.admin1) == ("village", country, region)


def test_no_id_is_given_twice(gazetteer: Gazetteer) -> None:
    """A town that both sources have is one place, with the native names of both."""
    found = [p.id for p in gazetteer.candidates("Tando Muhammad Khan")]
    assert found.count("geonames:1163952") == 1
    assert gazetteer.candidates("ٹنڈو محمد خان")[0].id == "geonames:1163952"


def test_a_hamlet_comes_after_every_town(gazetteer: Gazetteer) -> None:
    """Where a town and hamlets share a name, the hamlets are the last that are meant by it."""
    weights = [p.matched.weight for p in gazetteer.candidates("San Antonio", 500) if p.matched]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 50
    assert weights[-1] <= HAMLET_WEIGHT


def test_common_words_stay_words(gazetteer: Gazetteer) -> None:
    """A word at a sentence's start that is some hamlet's name is no sign of a place."""
    text = "Police said so. Army units left. Villagers fled, and Guards shot at them. Monday was calm. Many died."
    words = spacy.blank("en")(text)
    found = [words[m.start].text for m in gazetteer_matches(text, words, gazetteer)]
    assert not {"Guards", "Villagers", "Monday", "Army"} & set(found)
