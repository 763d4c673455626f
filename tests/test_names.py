"""What fold() brings together and what alternate names are worth keeping."""

import pytest

from gazetteer.names import fold, in_english, is_useful
from gazetteer.romanise import romanisations
from gazetteer.spelling import early_edits, one_edit_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv", "KYIV"),
        ("Shuja'iyya", "Shuja’iyya"),
        ("Shuja‘iyya", "Shujaʿiyya"),
        ("Deir ez-Zor", "Deir al Zor"),
        ("Ash Shaddadi", "al-Shaddadi"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Mt. Sinjar", "Mount Sinjar"),
        ("São Paulo", "Sao Paulo"),
        ("e\u0301vry", "Évry"),
        ("N'Djamena", "N’Djaména"),
        ("Bab el-Mandeb", "Bab al Mandeb"),
    ],
)
def test_fold_brings_editors_variants_together(one: str, other: str) -> None:
    """Two spellings that differ in case, accents, apostrophes, hyphens, article or abbreviation fold to one form."""
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Odesa", "Odense"), ("Al", "El"), ("Mali", "Malí Lošinj"), ("Sumy", "Summy")]
)
def test_fold_keeps_names_apart(one: str, other: str) -> None:
    """Names that differ in more than spelling habits stay different, and an article alone stays itself."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "country", "shown"),
    [
        ("Ţarţūs", "SY", "Tartus"),
        ("‘Afrīn", "SY", "Afrin"),
        ("Kandahār", "AF", "Kandahar"),
        ("Tver’", "RU", "Tver"),
        ("Orléans", "FR", "Orléans"),
        ("N’Djaména", "TD", "N’Djaména"),
        ("Ma'rib", "YE", "Ma'rib"),
        ("Київ", "UA", "Київ"),
    ],
)
def test_names_are_shown_as_an_english_paper_prints_them(name: str, country: str, shown: str) -> None:
    """A scholar's marks go where the name is from another script; accents of Latin ones, and other scripts, stay."""
    assert in_english(name, country) == shown


def test_fold_reads_other_scripts() -> None:
    """Cyrillic, Arabic and Hebrew names have a folded form in ASCII."""
    for name in ("Київ", "حلب", "רפיח"):
        assert fold(name).isascii()
        assert fold(name)


@pytest.mark.parametrize("name", ["IEV", "qyyb", "ji fu", "K", "基輔", "http"])
def test_codes_and_machine_romanisations_are_not_kept(name: str) -> None:
    """An alternate name that no news text would print is left out."""
    assert not is_useful(name)


@pytest.mark.parametrize("name", ["Kiev", "al-Hasakah", "Київ", "كييف", "קייב", "'s-Hertogenbosch", "El Fasher"])
def test_names_that_a_text_may_print_are_kept(name: str) -> None:
    """Latin names in mixed case, and Cyrillic, Arabic and Hebrew ones, are look-ups."""
    assert is_useful(name)


@pytest.mark.parametrize(
    ("name", "country", "other"),
    [
        ("avdiivka", "UA", "avdeevka"),
        ("zaporizhzhia", "UA", "zaporizhzhya"),
        ("horlivka", "UA", "gorlovka"),
        ("chernihiv", "UA", "chernigov"),
        ("liubotyn", "UA", "lyubotin"),
        ("shujaiyya", "PS", "shujaiyah"),
        ("qamishli", "SY", "kamishli"),
        ("al hasakah", "SY", "hasaka"),
        ("helmand", "AF", "hilmand"),
        ("ashqelon", "IL", "ashkelon"),
        ("hpakant", "MM", "phakant"),
        ("mekelle", "ET", "mekele"),
        ("gonder", "ET", "gondar"),
    ],
)
def test_romanisations_are_the_presses(name: str, country: str, other: str) -> None:
    """A name from another script has the spellings that the English press has used."""
    assert other in romanisations(name, country)


def test_romanisations_stay_at_home() -> None:
    """Where the script is Latin nothing is guessed, nor of a short name."""
    assert romanisations("birmingham", "GB") == []
    assert romanisations("hama", "SY") == []
    assert len(romanisations("al qadhiyyah ouqoos", "SY")) <= 12


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("avdiika", "avdiivka", True),
        ("donetsk", "dontesk", True),
        ("donetsk", "donetsj", True),
        ("donetsk", "donets", True),
        ("donetsk", "donetsk", False),
        ("donetsk", "dnoetks", False),
        ("donetsk", "lugansk", False),
    ],
)
def test_one_edit_is_one_letter_or_two_neighbours(one: str, other: str, *, apart: bool) -> None:
    """Left out, put in, changed, or changed places: once."""
    assert one_edit_apart(one, other) is apart
    assert one_edit_apart(other, one) is apart
    assert (other in set(early_edits(one, len(one))) - {one}) is apart or other == one + other[-1]
