"""When a sentence says that something was, and what that means for the role of its places."""

from datetime import date

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate
from mapper.reading.english.dated import day_of, is_of_earlier_year, when_of

TODAY = date(2024, 6, 3)
STORY = (
    "Gunmen stormed a market in Idlib on Monday and killed nine people, police said.\n"
    "Soldiers closed the roads into Idlib and searched houses until the evening.\n"
    "In {year}, gunmen killed 40 people in a market in Homs."
)


def asked(sentence: str) -> bool:
    """What is said of the name in brackets."""
    text, name = sentence.replace("[", "").replace("]", ""), (sentence.index("["), sentence.index("]") - 1)
    return is_of_earlier_year(f"{text} And so on.", (0, len(text)), name, TODAY)


@pytest.mark.parametrize(("sentence", "with_a_day", "without"), [
    ("In 2017 a bomb killed nine in Homs.", "long ago", "in a year"),
    ("The town was besieged from 2012-2014.", "long ago", "in a year"),
    ("On June 1, 2024, a bomb killed nine in Homs.", "now", "on a day"),
    ("A bomb killed nine in Homs on 1st March 2019.", "long ago", "on a day"),
    ("Two years ago a bomb killed nine in Homs.", "ago", "ago"),
    ("Of 2,017 houses in Homs 2017/18 are gone.", "", ""),
    ("A bomb killed nine in Homs on Monday.", "", ""),
])  # fmt: skip
def test_a_sentence_says_when(sentence: str, with_a_day: str, without: str) -> None:
    """By years, by days of years, and by how long ago; numbers that are no years say nothing."""
    assert (when_of(sentence, TODAY), when_of(sentence, None)) == (with_a_day, without)


def test_december_is_now_in_january() -> None:
    """What was at the end of the year before is not yet past."""
    assert when_of("On December 29, 2023 a bomb hit Homs.", date(2024, 1, 2)) == "now"


def test_of_several_years_the_newest_is_the_day() -> None:
    """Where nobody declares a day, the years of the text tell each other's distance; a single one tells nothing."""
    assert day_of("In 2011 and in 2017 bombs fell.", None) == date(2017, 12, 31)
    assert day_of("In 2017 bombs fell.", None) is None
    assert day_of("In 2017 bombs fell.", TODAY) == TODAY


@pytest.mark.parametrize("sentence", [
    "In 2017, gunmen killed 40 people in a market in [Homs].",
    "But in early March 2019 Homs burned and so did [Homs].",
    "Gunmen had killed 40 people in [Homs] in May 2017, he said.",
    "Shells also fell on [Homs], Syria, in 2012.",
    "Five years ago, gunmen killed 40 people in [Homs].",
    "A bomb went off in [Homs] more than a decade ago.",
    "A 2014 attack on a school in [Homs] killed 141 people.",
])  # fmt: skip
def test_a_name_is_of_an_earlier_year(sentence: str) -> None:
    """By the date at the head of its sentence, right behind it, or of the event that it is named with."""
    assert asked(sentence)


@pytest.mark.parametrize("sentence", [
    "Judges sentenced a man in [Homs] for a murder of 2015.",
    "The army shelled [Homs], which it lost in 2012.",
    "In 2024, gunmen killed 40 people in [Homs].",
    "Since 2012 shells have fallen on [Homs].",
])  # fmt: skip
def test_a_year_elsewhere_in_the_sentence_is_not_that_of_a_name(sentence: str) -> None:
    """A year of another clause, the year of the article, and one that lasts until now leave a name where it is."""
    assert not asked(sentence)


def test_what_was_years_ago_is_background(gazetteer: Gazetteer) -> None:
    """The same sentence is a site where its year is that of the article, and background where it lies before."""
    roles = []
    for year in (2024, 2009):
        article = Article(text=STORY.format(year=year), date=TODAY)
        (located,) = locate([article], gazetteer=gazetteer)
        roles += [one.role for one in located.resolutions if one.mention.text == "Homs"]
    assert roles == ["site", "context"]
