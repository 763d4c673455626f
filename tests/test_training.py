"""What the network learns from: marks of many conventions brought to one, and forms in which text comes."""

import json
import random
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from mapper import Article, locate, read_corrections
from training.augment import augmented
from training.corpora import IGNORED, OTHER_TAGS, PLACE_TAGS, Example, example
from training.corrected import corrected
from training.slices import slices
from training.synthetic import Names, synthetic


@pytest.fixture(scope="module")
def names(gazetteer: Gazetteer) -> Names:
    """Names drawn the same each time."""
    return Names(gazetteer, random.Random(1))  # noqa: S311 -- repeatable, not secret


def marked(text: str, *marks: tuple[str, str], gazetteer: Gazetteer) -> Example:
    """An example of a text in which each (name, label) is marked."""
    entities = [[text.index(name), text.index(name) + len(name), label] for name, label in marks]
    return example({"text": text, "entities": entities, "all_labels": True}, gazetteer)


def tagged(row: Example) -> list[tuple[str, str]]:
    """The places of an example as (words, label)."""
    found: list[tuple[str, str]] = []
    for word, tag in zip(row.words, row.place, strict=True):
        sort, _, label = PLACE_TAGS[max(tag, 0)].partition("-")
        if sort == "B":
            found.append((word, label))
        elif sort == "I":
            found[-1] = (f"{found[-1][0]} {word}", label)
    return found


@pytest.mark.parametrize(("text", "mark", "expected"), [
    ("He left the Netherlands then.", ("the Netherlands", "PLACE"), [("Netherlands", "PLACE")]),
    ("It rained in northern Syria.", ("northern Syria", "PLACE"), [("Syria", "PLACE")]),
    ("It rained in Helmand province.", ("Helmand", "PLACE"), [("Helmand province", "PLACE")]),
    ("The Rafah crossing is shut.", ("Rafah", "PLACE"), [("Rafah crossing", "PLACE")]),
    ("The Bakhmut area is quiet.", ("Bakhmut", "PLACE"), [("Bakhmut", "PLACE")]),
    ("Odesa's port is shut.", ("Odesa's", "PLACE"), [("Odesa", "PLACE")]),
    ("Russian troops left.", ("Russian", "PLACE"), []),
    ("The Bank of Israel said so.", ("Bank of Israel", "ORG"), [("Israel", "EMBEDDED")]),
    ("A Chicago-based man.", ("Chicago-based", "PLACE"), [("Chicago", "PLACE")]),
    ("Leeds United won.", ("Leeds United", "ORG"), []),
])  # fmt: skip
def test_spans_are_brought_to_one_convention(
    gazetteer: Gazetteer, text: str, mark: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    """Articles, compass words and possessives go, generic words come, places inside other names are EMBEDDED."""
    assert tagged(marked(text, mark, gazetteer=gazetteer)) == expected


def test_peoples_are_learned_as_peoples(gazetteer: Gazetteer) -> None:
    """A demonym that a corpus marks as a place is tagged as one of a people."""
    row = marked("Russian troops left.", ("Russian", "PLACE"), gazetteer=gazetteer)
    assert OTHER_TAGS[row.other[0]] == "B-NORP"


def test_synthetic_text_is_marked_where_its_template_is(gazetteer: Gazetteer) -> None:
    """Every example has its marks taken out of the text, and marks names that begin with a letter or digit."""
    rows = list(synthetic(gazetteer, random.Random(3), 200))  # noqa: S311 -- repeatable, not secret
    assert not [word for row in rows for word in row.words if word in "[]<>{}"]
    assert all(name[0].isalnum() or name[0] in "‘'" for row in rows for name, _ in tagged(row))
    assert sum(len(tagged(row)) for row in rows) > 400


def test_other_clothes_keep_words_and_tags_together(gazetteer: Gazetteer, names: Names) -> None:
    """However a text is dressed or its names are swapped, it has as many names, and features and tags for each word."""
    draw = random.Random(4)  # noqa: S311 -- repeatable, not secret
    for row in synthetic(gazetteer, draw, 300):
        other = augmented(row, draw, names)
        assert len(other.words) == len(other.gazetteer) == len(other.place) == len(other.other) == len(other.casings)
        assert [label for _, label in tagged(other)] == [label for _, label in tagged(row)]


def test_corrections_are_examples(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """What an editor confirmed is learned: a place as one, a person as none; elsewhere only where all is confirmed."""
    said = [
        {"article": "1", "target": {"exact": "Odesa"}, "place": "geonames:698740"},
        {"article": "1", "target": {"exact": "Paris"}, "place": None},
        {"article": "2", "target": {"exact": "Zelenyi Yar"}, "place": {"lat": 46.61, "lon": 30.91}},
        {"article": "2", "target": {"exact": "Kharkiv"}, "role": "context"},
    ]  # fmt: skip
    (tmp_path / "said.jsonl").write_text("".join(json.dumps(row) + "\n" for row in said), encoding="utf-8")
    corrections = read_corrections(tmp_path / "said.jsonl", gazetteer.get)
    articles = [
        Article(id="1", text="Rain fell in Odesa. Paris Hilton was there."),
        Article(id="2", text="Rain fell in Zelenyi Yar, far from Kharkiv."),
        Article(id="3", text="Rain fell in Rafah."),
    ]
    file = tmp_path / "located.jsonl"
    located = locate(articles, gazetteer=gazetteer, corrections=corrections)
    file.write_text("".join(json.dumps(item.to_dict()) + "\n" for item in located), encoding="utf-8")
    whole, part = corrected([file], gazetteer)
    assert tagged(whole) == [("Odesa", "PLACE")]
    assert set(whole.place) == {0, PLACE_TAGS.index("B-PLACE")}
    assert tagged(part) == [("Zelenyi Yar", "PLACE")]
    assert [tag for word, tag in zip(part.words, part.place, strict=True) if word not in ("Zelenyi", "Yar")] == (
        [IGNORED] * (len(part.words) - 2)
    )
    assert all(len(row.words) == len(row.gazetteer) == len(row.other) == len(row.place) for row in (whole, part))


def test_slices_are_marked_where_their_names_are(gazetteer: Gazetteer) -> None:
    """In datelines, bylines, tables and other letters or spellings, every mark is the name that it was."""
    text = "Shells hit El Geneina, Tartous and Deir ez-Zor. In South Darfur, Syrian doctors fled El Geneina."
    names = ["El Geneina", "Tartous", "Deir ez-Zor", "South Darfur", "Syrian"]
    marks = [
        {"start": text.index(name), "end": text.index(name) + len(name), "type": sort}
        for name, sort in zip(names, ["literal"] * 4 + ["associative"], strict=True)
    ]
    found = {
        name: [row["text"][mark["start"] : mark["end"]] for row in rows for mark in row["mentions"]]
        for name, rows in slices([{"id": "1", "text": text, "mentions": marks}], gazetteer)
    }
    assert found.pop("in capitals") == [name.upper() for name in names]
    assert found.pop("in lower case") == [name.lower() for name in names]
    assert found.pop("with hyphens that do not break") == [name.replace("-", "‑") for name in names]
    assert found.pop("reports of Arab names spelled by other rules") == [
        "Al Genayna", "Tartus", "Dayr az-Zor", "South Darfur", "Syrian"
    ]  # fmt: skip
    assert [name.upper() for name in found.pop("names in datelines")] == [name.upper() for name in names[:4]]
    assert found.pop("names in bylines") == found.pop("names in tables") == names[:4]
    assert len(found) == 5
    assert all([name.title() for name in marked] == [name.title() for name in names] for marked in found.values())
