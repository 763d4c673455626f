"""Where a name begins and ends among the words of a text."""

import pytest

from mapper.protect.kinds import kind_pattern
from mapper.protect.runs import Line, is_possessive, without_owner
from mapper.protect.told import names_told

KINDS = {kind: kind_pattern(kind) for kind in ("hospital", "camp", "shelter")}


@pytest.mark.parametrize(("text", "name"), [
    ("of Al-Shifa", "Al-Shifa"),
    ("Gaza's Al-Shifa", "Al-Shifa"),
    ("near St. Mary", "St. Mary"),
    ("the Bab al-Hawa", "Bab al-Hawa"),
    ("and Abu Yousef al Najjar", "Abu Yousef al Najjar"), ("hit Kilo 26", "Kilo 26"), ("Monday Kharkiv", "Kharkiv"),
    ("a b Ash-Shifa", "Ash-Shifa"),
    ("In Kharkiv", "Kharkiv"),
    ("Alef Vek Gimel Dalet Het Vav Zayin", "Vek Gimel Dalet Het Vav Zayin"),
    ("x. Kyiv", "Kyiv"), ("RESPONSE IN KALMA", "KALMA"), ("Lotus\nHouse", "Lotus House"), ("Lotus\n\nHaus", "Haus"),
    ("the Sunrise", "Sunrise"), ("they", ""), ("the Russian", ""), ("Sunrise", ""), ("at Monday", ""), ("to 2000", ""),
])  # fmt: skip
def test_a_name_is_followed_back_to_where_it_begins(text: str, name: str) -> None:
    """Over articles, hyphens and numbers, up to six words; not over an owner, a day or a full stop."""
    line = Line(text)
    end = len(line.words) - 1
    begins = line.name_to(end)
    assert (" ".join(line.between(begins, end).split()) if begins <= end else "") == name


@pytest.mark.parametrize(("text", "name"), [
    ("Al-Shifa in", "Al-Shifa"),
    ("Cox's Bazar is", "Cox's Bazar"),
    ("Nasser's wards", "Nasser's"),
    ("St. Mary was", "St. Mary"),
    ("Kilo 26 burned", "Kilo 26"),
    ("Abu Shouk and", "Abu Shouk"),
    ("Bab el de", "Bab"),
    ("kyiv", ""),
    ("Monday Kharkiv", ""),
    ("Sunrise", ""),
    ("النصيرات وسط", "النصيرات"), ("النصيرات", "النصيرات"), ("Van Dorp fell", ""),
    ("كمال عدوان الكبير في", "كمال عدوان"),
    ("Ash-Shifa fell", "Ash-Shifa"),
    ("One Two Three Four Five Six Seven", ""),
    ("Alef Vek Gimel Dalet He Vav Zayin", "Alef Vek Gimel Dalet He Vav"),
    ("", ""),
])  # fmt: skip
def test_a_name_is_followed_to_where_it_ends(text: str, name: str) -> None:
    """To the first small word; an owner is the last, unless a capital follows; Arabic names have two words at most."""
    line = Line(text)
    ends = line.name_from(0)
    assert (line.between(0, ends) if ends >= 0 else "") == name


def test_a_word_of_the_language_is_a_name_where_it_is_said_to_be() -> None:
    """And in the middle of a sentence, but no day and no people."""
    assert [Line("Hope burned").name_from(0, common=common) for common in (False, True)] == [-1, 0]
    assert [Line("Hope").name_to(0, common=common) for common in (False, True)] == [1, 0]
    assert Line("Monday").name_from(0, common=True) == -1
    assert Line("Russian").name_to(0, common=True) == 1
    assert Line("hope").name_to(0, common=True) == 1
    assert Line("They saw Hope").name_to(2) == 2
    assert [Line(text).is_near(1) for text in ("a b", "a-b", "a, b", "a\nb", "a\n\nb", "St. b", "x. b")] == [
        True, True, False, True, False, True, False,
    ]  # fmt: skip
    assert not Line("a b").is_near(2)


def test_words_stand_where_they_stand() -> None:
    """A place in the text is the word there or the one before it; signs of numbers are words."""
    line = Line("Gaza’s №3, #4 & n° 5")
    assert [word.text for word in line.words] == ["Gaza’s", "№", "3", "#", "4", "&", "n°", "5"]
    assert line.words[0].plain == "gaza's"
    assert [line.at(place) for place in (0, 3, 7, 8, 9, 11)] == [0, 0, 1, 2, 2, 3]
    assert [is_possessive(word) for word in ("Gaza's", "Gaza’s", "Gazas", "Boys'")] == [True, True, False, True]
    assert [without_owner(word) for word in ("Gaza's", "Boys’", "Gaza")] == ["Gaza", "Boys", "Gaza"]


TOLD = [
    ("Hospital No. 3", ["Hospital No. 3||name"]),
    ("hospitals Nos. 3, 5 and 7 fell", ["hospitals Nos. 3, 5 and 7||name"]),
    ("Camp 4 and Lviv", ["Camp 4||name"]),
    ("the 2nd City Hospital", ["2nd City Hospital||name", "City Hospital|City|name"]),
    ("hospital 3", []),
    ("hospital No 3-B", ["hospital No 3-B||name"]),
    ("Rukban is a camp", ["Rukban is a camp|Rukban|apart"]),
    ("Rukban was once a camp", []), ("Ifo, Ola and Dag camps", ["Dag camps|Dag|name", "Ola and Dag camps|Ola|name",
                                                              "Ifo, Ola and Dag camps|Ifo|name"]),
    ("Ifo and Dag camp", ["Dag camp|Dag|name"]),
    ("“Zora” Hospital", ["|Zora|called"]),
    ("hospital “Zora”", ["|Zora|called"]),
    ("a camp of Nduta", ["camp of Nduta|Nduta|apart"]), ("a hospital of Nduta", []), ("a camp in Nduta", []),
    ("Camp Nduta", ["Camp Nduta|Nduta|name"]), ("Hospital of Nduta", ["Hospital of Nduta||name"]),
    ("Nduta's hospital", ["Nduta's hospital|Nduta|apart"]),
    ("camps (OCHA)", []),
    ("camps (Nduta)", ["camps (Nduta|Nduta|apart"]),
    ("camps: Nduta; Ifo and", ["camps: Nduta|Nduta|apart", "camps: Nduta; Ifo|Ifo|apart"]),
    ("the camp, Nduta, is", ["camp, Nduta|Nduta|apart"]), ("the camp, Nduta said", []),
    ("camps like Nduta and Ifo.", ["camps like Nduta|Nduta|called", "camps like Nduta and Ifo|Ifo|called"]),
    ("a camp. One named Ifo", []), ("a camp, and one named Ifo", ["camp, and one named Ifo|Ifo|called"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_each_way_of_telling_a_name_gives_it_once(text: str, told: list[str]) -> None:
    """The whole with the kind's word, what is left without it, and how it is said."""
    assert [f"{one.whole}|{one.bare}|{one.how}" for one in names_told(text, KINDS)] == told
