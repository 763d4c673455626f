"""How roles are weighed: signs of a mention by itself, then the network and the other mentions beside it."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from gazetteer import Place
from mapper.reading.reading import Reading
from mapper.records import Article
from mapper.resolve.role_choice import Chances, chances, role_of, roles_of, together
from mapper.resolve.role_signs import SignedText
from mapper.resolve.roles import PLAIN
from mapper.resolve.rules import Named
from training.ranker import fit_classes
from training.role_choice import _START

HOMS = Place(id="g:1", name="Homs", lat=34.7, lon=36.7, kind="city", country="SY")
HAMA = Place(id="g:2", name="Hama", lat=35.1, lon=36.8, kind="city", country="SY")
TEXT = "Shells hit Homs on Monday. Homs and Hama were quiet."
SITE, CONTEXT = (0.9, 0.05, 0.05), (0.1, 0.1, 0.8)


def named(text: str, *spans: tuple[str, Place], scores: Chances | None = None) -> list[Named]:
    """The names of a text in their order, each as what the network says of it."""
    article, at, out = Article(text=text), 0, []
    for name, place in spans:
        at = text.index(name, at)
        out.append(Named(mention=replace(article.mention(at, at + len(name)), role_scores=scores), place=place))
        at += len(name)
    return out


def test_mentions_of_a_place_and_of_a_sentence_inform_each_other() -> None:
    """What is thought of the others is their mean and their most, the mention itself left out."""
    story = SignedText(Reading(TEXT), named(TEXT, ("Homs", HOMS), ("Homs", HOMS), ("Hama", HAMA)))
    first, second, third = together(story, [SITE, CONTEXT, SITE], network=False)
    assert first["same place finer: on average"] == pytest.approx(0.1 - 0.5)
    assert second["same place finer: at most"] == pytest.approx(0.9 - 0.5)
    assert "same place finer: none" in third
    assert second["same sentence finer: on average"] == second["next to it finer: at most"] == pytest.approx(0.4)
    assert third["same country finer: on average"] == pytest.approx(0.5 - 0.5)


def test_the_network_is_heard() -> None:
    """The same words have another role where the network reads them otherwise."""
    spans = ("Homs", HOMS), ("Homs", HOMS), ("Hama", HAMA)
    sure = [one.role for one in roles_of(Reading(TEXT), named(TEXT, *spans, scores=(0.97, 0.01, 0.02)))]
    unsure = [one.role for one in roles_of(Reading(TEXT), named(TEXT, *spans, scores=(0.02, 0.01, 0.97)))]
    assert (sure, unsure[2]) == (["site"] * 3, "context")


def test_the_network_is_heard_beside_a_name_that_it_did_not_read() -> None:
    """A pattern's mention, a border or coordinates, takes nothing from what the network says of the others."""
    said = named(TEXT, ("Homs", HOMS), ("Homs", HOMS), ("Hama", HAMA), scores=(0.02, 0.01, 0.97))
    without = [replace(one, mention=replace(one.mention, role_scores=None)) for one in said[:1]]
    assert [one.role for one in roles_of(Reading(TEXT), [*without, *said[1:]])][1:] == ["context"] * 2


def test_names_by_themselves_mean_nothing() -> None:
    """Another name in the same words has the same signs, for names are masked."""
    one, other = (
        SignedText(Reading(text), named(text, (name, place))).signs()
        for text, name, place in (("Rain fell on Homs.", "Homs", HOMS), ("Rain fell on Hama.", "Hama", HAMA))
    )
    assert one == other


@pytest.mark.parametrize(("found", "role"), [
    ((0.6, 0.3, 0.1), "site"), ((0.49, 0.3, 0.21), "actor"), ((0.49, 0.2, 0.31), "context"),
])  # fmt: skip
def test_what_is_not_sure_enough_is_no_site(found: Chances, role: str) -> None:
    """Below what is asked of a site the likelier of the other roles is taken, though a site is likelier still."""
    assert role_of(found, 0.5) == role


def test_a_sign_without_a_weight_counts_nothing() -> None:
    """Signs that the table lacks leave every role as likely as the others."""
    assert chances({"unheard of": 1.0}, {}) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_weights_stay_where_they_are_held_when_the_data_is_silent() -> None:
    """A feature of no row keeps its start; one of many rows follows them; and each plain rule has a start."""
    rows = sparse.csr_matrix(np.array([[1.0, 0.0]] * 60))
    classes, start = np.array([0] * 40 + [1] * 20), np.array([[0.0, 0.0], [2.0, -1.0]])
    weights = fit_classes(rows, classes, np.ones(60), start, np.array([0.01, 1.0]))
    assert weights[1].tolist() == [2.0, -1.0]
    assert weights[0][0] - weights[0][1] == pytest.approx(np.log(2), abs=0.01)
    assert set(_START) >= PLAIN
