"""What is withheld by words and by points: which spellings, which numbers, and what of a text is left around them."""

import pytest

from gazetteer import Gazetteer
from mapper.protect import spelled
from mapper.protect.redact import MARK, Redactor, blanked


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Each test reads its words anew, for one of them may have met the word before."""
    for held in (spelled.forms_of, spelled._romanised):
        held.cache_clear()


def redactor(gazetteer: Gazetteer, *names: str, shy: bool = False) -> Redactor:
    made = Redactor(gazetteer)
    for name in names:
        made.add(name, shy=shy)
    return made


@pytest.mark.parametrize(("spans", "left"), [
    ([], "abcdefgh"), ([(0, 2)], f"{MARK}cdefgh"), ([(6, 8)], f"abcdef{MARK}"), ([(2, 4), (3, 6)], f"ab{MARK}gh"),
    ([(2, 6), (3, 4)], f"ab{MARK}gh"), ([(4, 6), (2, 4)], f"ab{MARK}{MARK}gh"), ([(0, 8)], MARK),
])  # fmt: skip
def test_what_overlaps_is_one_blank(spans: list[tuple[int, int]], left: str) -> None:
    """In whatever order; what only touches is two."""
    assert blanked("abcdefgh", spans) == left


@pytest.mark.parametrize(("name", "text", "left"), [
    ("Kyiv", "Kyiv, KYIV, kyiv, Kyïv, Kyivan, Kyiv's", f"{MARK}, {MARK}, {MARK}, {MARK}, Kyivan, {MARK}"),
    ("Odesa", "Odesan odesa's Odes codesa", f"{MARK} {MARK} Odes codesa"),
    ("Police", "Police and police", f"{MARK} and police"),
    ("Bila Tserkva", "Bila Tserkva; Tserkva Bila; BilaTserkva; Bila\nTserkvas; Bila, Tserkva",
     f"{MARK}; Tserkva Bila; {MARK}; {MARK}; {MARK}"),
    ("Al-Amal", "Amal, al-Amal, amal", f"{MARK}, {MARK}, amal"),
    ("X", "X x xy", f"{MARK} {MARK} xy"), ("…", "… and …", "… and …"), ("12", "12 and 120", f"{MARK} and 120"),
    ("Zamzam", "zam-zam; Zam Zam; zam, zam", f"{MARK}; {MARK}; zam, zam"),
    ("Ola", "Ola O la OLA2 #Ola2", f"{MARK} O la {MARK} #{MARK}"),
    ("Marienberg", "Marienberg im Marienbergtal, #StMarienberg www.marien-berg.example/x",
     f"{MARK} im {MARK}, {MARK} {MARK}"),
])  # fmt: skip
def test_a_name_is_found_whole(name: str, text: str, left: str, gazetteer: Gazetteer) -> None:
    """As it begins and ends; five letters or more also within others' words and in pieces."""
    assert redactor(gazetteer, name).blank(text) == left


@pytest.mark.parametrize(("name", "text", "left"), [
    ("Hope", "Hope and hope", f"{MARK} and hope"), ("Ab", "Ab and ab", "Ab and ab"), ("Abc", "Abc abc", f"{MARK} abc"),
    ("Sunrise", "Sun rise, sun rise, SUNRISE", f"{MARK}, sun rise, {MARK}"),
])  # fmt: skip
def test_a_shy_name_begins_with_a_capital(name: str, text: str, left: str, gazetteer: Gazetteer) -> None:
    """And has three letters."""
    assert redactor(gazetteer, name, shy=True).blank(text) == left


def test_a_name_that_was_given_outright_is_shy_no_more(gazetteer: Gazetteer) -> None:
    """Whichever came first."""
    for order in (True, False), (False, True):
        made = Redactor(gazetteer)
        for shy in order:
            made.add("Lorry Vale", shy=shy)
        assert made.blank("lorry vale, lorryvale") == f"{MARK}, {MARK}"


@pytest.mark.parametrize(("name", "same", "others"), [
    # Three consonants: systems alone may differ; four: the vowels too, a little; two: no letter may.
    ("Zaatari", ["Zatari", "Zaatary"], ["Zateri", "Zatara", "zatari"]),
    ("Rafah", [], ["Raffah", "Rufah", "Rifa"]),
    ("Shifa", ["Schifa", "Chifa"], ["Shefa", "Sifa", "chifa"]), ("Yarmuk", ["Yarmouk", "Jarmuk"], ["Yermak", "Armak"]),
    ("Okhmatdyt", ["Ohmatdit", "Ochmatdyt", "Okhmatdet", "0khmatdyt"], ["Okmatdat", "Ohmadit", "ohmotdat"]),
    ("Kharkiv", ["Kharkiw", "Charkiv"], ["Kherkov", "Karkuv"]),
    ("Kutupalong", ["Kutapaleng", "kutupalang"], ["Kutpal"]),
    ("Luhansk", ["Lugansk"], ["Lunsek"]), ("Jabalia", ["Dschabalia"], ["Gabilia"]),
])  # fmt: skip
def test_other_systems_of_romanisation_are_found(
    name: str, same: list[str], others: list[str], gazetteer: Gazetteer
) -> None:
    """Of names alone, so with a capital unless the word is long; other names of like sounds stay."""
    made = redactor(gazetteer, name)
    assert [word for word in same if not made.holds(f"the {word} road")] == []
    assert [word for word in others if made.holds(f"the {word} road")] == []


@pytest.mark.parametrize(("name", "text", "left"), [
    ("Zamzam", "Замзам, Замзаму, زمزم", f"{MARK}, {MARK}, {MARK}"),
    ("Shifa", "Шифа, Шифу, Шифой", f"{MARK}, {MARK}, {MARK}"),
    ("Rafah", "Рафал", "Рафал"), ("Maria Petrenko", "Марии Петренко, Марта Петренко", f"{MARK}, Марта Петренко"),
    ("Мечников", "Mechnikov, Mechnikova", f"{MARK}, {MARK}"),
])  # fmt: skip
def test_other_scripts_are_found_in_their_cases(name: str, text: str, left: str, gazetteer: Gazetteer) -> None:
    """By the stem, or by the consonants where letters enough are alike."""
    assert redactor(gazetteer, name).blank(text) == left


@pytest.mark.parametrize(("km", "numbers", "is_near"), [
    (0.0, "10.050, 20.050", True), (0.0, "10.062, 20.0001", True), (0.0, "10.07, 20.0001", False),
    (0.0, "10.0001, 20.07", False), (0.0, "9.94, 19.94", True), (0.0, "9.93, 20.001", False),
    (0.0, "10.01, 19.93", False),
    (0.0, "20.050, 10.050", True), (0.0, "-10.01, 20.01", False), (20.0, "10.15, 20.15", True),
    (20.0, "10.19, 20.01", False), (20.0, "10.01, 20.19", False), (0.0, "10.01 and then 20.01", True),
    (0.0, "10 and 20", False), (0.0, "10.01 20.01", True),
])  # fmt: skip
def test_numbers_near_a_point_are_withheld(km: float, numbers: str, is_near: bool, gazetteer: Gazetteer) -> None:
    """Within seven kilometres, or as far as the point is exact; in either order."""
    made = Redactor(gazetteer)
    made.add_point(10.0, 20.0, km)
    assert made.blank(f"at {numbers}.") == (f"at {MARK}." if is_near else f"at {numbers}.")


@pytest.mark.parametrize(("km", "text", "left"), [
    (10.0, "48.123 x 37.456", MARK), (10.0, "48.12 x 37.45", "48.12 x 37.45"),
    (10.0, "48.123 x 37.4", "48.123 x 37.4"),
    (0.0, "48.123 x 37.456", "48.123 x 37.456"), (10.0, "48° N, 37° E", "48° N, 37° E"),
    (100.0, "48° N, 37° E", MARK), (10.0, "48°30′N 37°30′E", MARK), (0.5, "48°30′N 37°30′E", "48°30′N 37°30′E"),
])  # fmt: skip
def test_numbers_that_say_too_much_are_withheld(km: float, text: str, left: str, gazetteer: Gazetteer) -> None:
    """Where positions are made coarser, what is finer than the radius."""
    assert Redactor(gazetteer, sharpest_km=km).blank(f"At {text} now") == f"At {left} now"


def test_what_was_found_is_known(gazetteer: Gazetteer) -> None:
    """By the words that were given, also where a name stood in pieces, in an address or in a tag."""
    for text in ("Bila Tserkva", "BilaTserkva", "Bila-Tserkva", "#GoBilaTserkva", "https://x.org/bila-tserkva/"):
        made = redactor(gazetteer, "Bila Tserkva", "Odesa")
        assert made.used == set()
        assert made.holds(text)
        assert made.used == {("bila", "tserkva")}
    assert not made.holds("")
    assert made.spans("Odesa, Bila Tserkva") == [(0, 5), (7, 19)]
