"""Names that a text explains to be no places, and hashtags, which are words."""

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate
from mapper.reading.hashtags import words_of, words_run_together


def names(gazetteer: Gazetteer, text: str) -> list[str]:
    """The places that are found in a text, as printed."""
    (article,) = locate([Article(text=text)], gazetteer=gazetteer)
    return [r.mention.text for r in article.resolutions if r.mention.label != "EMBEDDED"]


@pytest.mark.parametrize(("text", "expected"), [
    # a surname of somebody named in full, but not the town of that name
    ("Mehmet Aksoy condemned the strike on Afrin. Aksoy also condemned the army.", ["Afrin"]),
    ("The lawyer Ali Aydin was held in Ankara. Aydin also spoke. Police in Aydin said nothing.", ["Ankara", "Aydin"]),
    ("Aydin jailed\n\nThe lawyer Ali Aydin was held in Ankara.", ["Ankara"]),
    # behind a title
    ("Mr Israel was shot in Accra. Mrs. England survived.", ["Accra"]),
    ("Shells fell in DR Congo.", ["DR Congo"]),
    # an acronym that the text spells out, but not that of a place
    ("In Goma, Save the Children (SC) said two clinics burned. SC teams left.", ["Goma"]),
    ("In Goma, the Norwegian Refugee Council (NRC) left. The NRC said so.", ["Goma"]),
    # the planet
    ("The coldest place on the Earth is far from Kharkiv. Nowhere on Earth is like it.", ["Kharkiv"]),
    # papers behind headlines
    ("Air strikes near Sumy - Washington Evening Star", ["Sumy"]),
    ("Two killed in Shostka | Houston Chronicle\n\nIt went on in Konotop.", ["Shostka", "Konotop"]),
    ("Two killed in Shostka - Houston mourns", ["Shostka", "Houston"]),
    # nouns with the capital of their sentence
    ("Ferry port shelled\n\nShells fell on the ferry port of Izmail at dawn.", ["Izmail"]),
    ("Ferry port shelled in Kherson", ["Kherson"]),
    ("The camp is a three-hour drive from Kabul.", ["Kabul"]),
    # a parliament and a channel that go by the name of a town
    ("The State Duma voted. A Duma deputy said so in Ryazan, and the Duma rose.", ["Ryazan"]),
    ("Duma backs the law\n\nThe bill was passed in Moscow.", ["Moscow"]),
    ("Syrian jets bombed Duma and Harasta on Friday, killing six.", ["Duma", "Harasta"]),
    ("He told Al-Mayadeen that Homs was calm.", ["Homs"]),
    ("Two people died in Al-Mayadeen, near Deir ez-Zor.", ["Al-Mayadeen", "Deir ez-Zor"]),
    # hashtags
    ("⚡️#Kherson: shelling of the #Antonivka district.", ["Kherson", "Antonivka district"]),
    ("#Gaza #KhanYounis hit again.", ["Gaza", "KhanYounis"]),
    ("Drones over #SumyOblast; fire near #Chasiv_Yar.", ["SumyOblast", "Chasiv_Yar"]),
])  # fmt: skip
def test_a_text_says_what_is_no_place(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    """Surnames, acronyms and nouns that the text explains are no places; what a hashtag runs together is one."""
    assert names(gazetteer, text) == expected


def test_a_hashtag_means_its_words(gazetteer: Gazetteer) -> None:
    """A name without its space is the place of that name with it."""
    (article,) = locate([Article(text="Fire near #ChasivYar and in #NovaKakhovka.")], gazetteer=gazetteer)
    assert [r.place and r.place.name for r in article.resolutions] == ["Chasiv Yar", "Nova Kakhovka"]


@pytest.mark.parametrize(("tag", "words"), [
    ("ChasivYar", "Chasiv Yar"), ("Chasiv_Yar", "Chasiv Yar"), ("KherSON", "Kher SON"), ("USA", "USA"),
    ("Gaza2024", "Gaza 2024"),
    ("КиївОбласть", "Київ Область"), ("gaza", "gaza"),
])  # fmt: skip
def test_a_hashtag_is_cut_by_its_capitals(tag: str, words: str) -> None:
    """Small letter and capital, letter and digit, and underscores part the words, and nothing is lost."""
    assert words_run_together(tag) == words
    assert "".join(words_of(tag)) == tag
