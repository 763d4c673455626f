"""What the network learns roles from: stories, their sentences and titles, and headlines of our own."""

import random
from collections.abc import Iterator
from itertools import islice

import pytest

from gazetteer import Gazetteer
from mapper.records import ROLES
from training.augment import augmented
from training.corpora import IGNORED, PLACE_TAGS, Example
from training.role_corpus import documents
from training.role_examples import Story, headlines, sentences
from training.synthetic import Names


@pytest.fixture(scope="module")
def draw() -> random.Random:
    """The same each time."""
    return random.Random(1)  # noqa: S311 -- repeatable, not secret


@pytest.fixture(scope="module")
def names(gazetteer: Gazetteer, draw: random.Random) -> Names:
    """Names of the gazetteer."""
    return Names(gazetteer, draw)


@pytest.fixture(scope="module")
def told(gazetteer: Gazetteer) -> list[Story]:
    """Some of the stories that may train."""
    return [Story(row, gazetteer) for row in islice(documents(held=False), 12)]


def said(row: Example) -> Iterator[tuple[str, str]]:
    """Each marked name's first word with its role."""
    for word, tag, role in zip(row.words, row.place, row.roles, strict=True):
        if PLACE_TAGS[tag].startswith("B-") and role != IGNORED:
            yield word, ROLES[role]


def test_a_sentence_has_the_roles_of_its_story(told: list[Story]) -> None:
    """The sentences together name what the whole names, each in the same role."""
    for story in told:
        assert [pair for row in story.sentences for pair in said(row)] == list(said(story.whole))


def test_a_title_says_only_what_the_text_says_of_a_name(gazetteer: Gazetteer) -> None:
    """A name that is a site and an actor in the text has no role in the title."""
    text = "Troops of Chad left. Shells hit Doba in Chad."
    marks = [("Chad", 10, "actor"), ("Doba", 32, "site"), ("Chad", 40, "site")]
    mentions = [{"start": a, "end": a + 4, "text": n, "label": "PLACE", "role": r} for n, a, r in marks]
    story = Story({"title": "Chad: Doba is shelled", "text": text, "mentions": mentions, "source": "a try"}, gazetteer)
    assert story.title
    assert list(said(story.title)) == [("Doba", "site")]


def test_headlines_lose_their_signs(gazetteer: Gazetteer, names: Names, draw: random.Random) -> None:
    """No sign or slot is left in the text, every mark has a role, and all three come."""
    rows = list(headlines(gazetteer, names, draw, 300))
    assert not [word for row in rows for word in row.words if set(word) & set("[]<>{}+!")]
    assert {role for row in rows for _, role in said(row)} == set(ROLES)


def test_other_names_keep_their_roles(names: Names, told: list[Story], draw: random.Random) -> None:
    """However many names are swapped, a text says as often as before that something is a site, an actor or context."""
    for story in told:
        other = augmented(story.whole, draw, names)
        assert len(other.roles) == len(other.words)
        assert [role for _, role in said(other)] == [role for _, role in said(story.whole)]


def test_sentences_cover_a_text() -> None:
    """Between them stands nothing but space and closing quotes."""
    text = 'He left. "We saw it." They came\nAt 6 p.m. it rained.'
    assert [text[low:high] for low, high in sentences(text)] == [
        "He left.",
        '"We saw it.',
        "They came",
        "At 6 p.m. it rained.",
    ]
