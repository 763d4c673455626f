"""The villages of the countries at war: in the table, in the gazetteer, and not in the way."""

import hashlib
from pathlib import Path

import pytest
import spacy

import gazetteer.whosonfirst as table
from gazetteer import HAMLET_WEIGHT, Gazetteer
from mapper import Article
from mapper.reason import reason
from mapper.recognise.matches import gazetteer_matches
from mapper.records import Resolution
from mapper.resolve.resolver import resolve

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


def said(gazetteer: Gazetteer, text: str, *names: str) -> Resolution:
    """The resolution of the first of these names, all of which the text has."""
    article = Article(text=text)
    mentions = [article.mention(text.index(name), text.index(name) + len(name)) for name in names]
    return next(r for r in resolve(article, mentions, gazetteer).resolutions if r.mention.text == names[0])


@pytest.mark.parametrize(
    ("text", "names", "written", "region"),
    [
        ("Gunmen shot at Belhouro, near Djibo in Burkina Faso.", ("Belhouro", "Djibo"), "Belhourou", "Sahel Region"),
        ("Troops took Daw Noh Kue outside Loikaw in Myanmar.", ("Daw Noh Kue", "Loikaw"), "Daw No-hku", "Kayah"),
    ],
)
def test_another_romanisation_is_found_near_the_story(
    gazetteer: Gazetteer, text: str, names: tuple[str, ...], written: str, region: str
) -> None:
    """A village that another system spells is found where the story is; the reason says so, and it costs confidence."""
    found = said(gazetteer, text, *names)
    assert found.place is not None
    assert (found.place.name, found.place.admin1) == (written, region)
    assert found.because[0] == reason("sounds_like", name=names[0], known=written)
    assert found.confidence <= 0.6


def test_another_romanisation_is_sought_nowhere_else(gazetteer: Gazetteer) -> None:
    """A name that no gazetteer has is not put at a like one in another country, nor where the story names no town."""
    assert said(gazetteer, "Gunmen shot at Belhouro, near Kabul.", "Belhouro", "Kabul").place is None
    assert said(gazetteer, "Gunmen shot at Belhouro.", "Belhouro").place is None


def test_of_many_namesakes_the_nearest_is_meant(gazetteer: Gazetteer) -> None:
    """Where many villages share a name, the one beside the story's towns is; where nothing tells, none is, and why."""
    near = said(gazetteer, "Shells fell on San Jose, outside Tumaco in Colombia.", "San Jose", "Tumaco", "Colombia")
    assert near.place is not None
    assert near.place.admin1 == "Nariño"
    open_ = said(gazetteer, "Shells fell on Andriivka in Ukraine.", "Andriivka", "Ukraine")
    assert open_.place is None
    assert open_.because[0].key == "ambiguous"


def test_a_hamlet_far_from_the_story_is_not_meant(gazetteer: Gazetteer) -> None:
    """A hamlet of the same country, hundreds of kilometres off, is no pin."""
    found = said(gazetteer, "Fighting went on in Mubanda, above Walikale, and in Goma.", "Mubanda", "Walikale", "Goma")
    assert found.place is None
    assert found.because[0].key == "none_near"


@pytest.mark.parametrize(("name", "country", "lat"), [("Kupwara", "IN", 34.5), ("Bahawalnagar", "PK", 30.0)])
def test_a_town_stands_once(gazetteer: Gazetteer, name: str, country: str, lat: float) -> None:
    """A town that GeoNames has in two places is in the right one alone."""
    towns = [p for p in gazetteer.candidates(name) if p.country == country and p.kind == "city"]
    assert [round(town.lat, 1) for town in towns] == [lat]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Білорусь", "geonames:630336"),
        ("Великобритания", "geonames:2635167"),
        ("Харківщина", "geonames-admin1:UA.07"),
        ("Белгородская область", "geonames-admin1:RU.09"),
        ("Азовське море", "mapper:sea-of-azov"),
        ("Северский Донец", "mapper:siverskyi-donets"),
        ("الفرات", "mapper:euphrates"),
        ("بحر قزوين", "mapper:caspian"),
        ("سوريا", "geonames:163843"),
        ("Близький Схід", "mapper:middle-east"),
        ("Південна Корея", "geonames:1835841"),
        ("Массачусетс", "geonames-admin1:US.MA"),
    ],
)
def test_places_are_found_by_native_names(gazetteer: Gazetteer, name: str, id_: str) -> None:
    """Countries, regions, seas and rivers are found in Ukrainian, Russian and Arabic, and bear their English names."""
    place = gazetteer.candidates(name)[0]
    assert place.id == id_
    assert place.name.isascii()


@pytest.mark.parametrize(
    ("text", "facility", "town"),
    [
        ("Wounded men filled Aden's main Jumhouriya hospital at night.", "Jumhouriya hospital", "Aden"),
        ("Guests fled the Sunrise Plaza Hotel in Kabul.", "Sunrise Plaza Hotel", "Kabul"),
        ("Shells fell on Central Tailors Market, Omdurman.", "Central Tailors Market", "Omdurman"),
    ],
)
def test_a_facility_stands_at_the_town_that_the_text_names(
    gazetteer: Gazetteer, text: str, facility: str, town: str
) -> None:
    """A building that no gazetteer has is put at the town that owns it or follows it, and the reason says so."""
    article = Article(text=text)
    spans = sorted((text.index(name), text.index(name) + len(name), name == facility) for name in (facility, town))
    mentions = [article.mention(start, end, "FACILITY" if is_one else "PLACE") for start, end, is_one in spans]
    found = next(r for r in resolve(article, mentions, gazetteer).resolutions if r.mention.label == "FACILITY")
    assert found.place is not None
    assert found.place.name == town
    assert found.because[0] == reason("at_its_town", name=facility, town=town)
