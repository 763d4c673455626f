"""The recogniser by our network: what it marks, in pipelines, on disk, in other processes."""

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from gazetteer import Gazetteer
from mapper.recognise.articles import Recogniser, load_recogniser
from mapper.records import ROLES, Article

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def recogniser(gazetteer: Gazetteer) -> Recogniser:
    """Our network over the embedded gazetteer."""
    return load_recogniser(gazetteer)


def span_rows(doc: Doc) -> list[tuple[int, int, str]]:
    """The marks of a doc as (start, end, label)."""
    return [(span.start_char, span.end_char, span.label_) for span in doc.spans["places"]]


def marks(recogniser: Recogniser, text: str) -> list[tuple[str, str]]:
    """The mentions of a text as (text, label)."""
    ((_, mentions),) = recogniser.pipe([Article(text=text)])
    return [(mention.text, mention.label) for mention in mentions]


@pytest.mark.parametrize(("text", "expected"), [
    ("Shells hit Bila Tserkva and Kryvyi Rih at night.", ["Bila Tserkva", "Kryvyi Rih"]),
    ("Residents of Chasiv Yar, in Donetsk region, left.", ["Chasiv Yar", "Donetsk region"]),
    ("He moved to Paris, Texas, last year.", ["Paris", "Texas"]),
    ("KHARKIV, Ukraine — Two people were hurt.", ["KHARKIV", "Ukraine"]),
    ("Tehran said it would answer.", ["Tehran"]),
    ("Jake Sullivan spoke first. Sullivan then left.", []),
    ("Iranian drones and Russian missiles were shot down.", []),
    ("No name stands in this sentence at all.", []),
])  # fmt: skip
def test_places_are_marked_as_printed(recogniser: Recogniser, text: str, expected: list[str]) -> None:
    """Names of one and many words are marked; surnames and peoples are not."""
    assert [name for name, _ in marks(recogniser, text)] == expected


def test_places_can_be_entities() -> None:
    """Where configured so they join `doc.ents`, and leave alone what another component has marked."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Jack London"}])
    nlp.add_pipe("places", config={"ents": True})
    doc = nlp("Jack London saw shells fall on Kharkiv.")
    assert [(span.text, span.label_) for span in doc.ents] == [("Jack London", "PERSON"), ("Kharkiv", "PLACE")]


def test_a_pipeline_goes_to_disk_and_back(tmp_path: Path) -> None:
    """What is written holds the settings; what is read marks the same places, and pickles."""
    nlp = spacy.blank("en")
    nlp.add_pipe("places", config={"ents": True})
    nlp.to_disk(tmp_path)
    again = pickle.loads(pickle.dumps(spacy.load(tmp_path)))  # noqa: S301 -- our own bytes
    assert [span.text for span in again("Shells fell on Kharkiv.").ents] == ["Kharkiv"]


def test_two_processes_mark_what_one_does() -> None:
    """`nlp.pipe` spreads texts over processes, each with a session of its own, and gives the same in the same order."""
    nlp = spacy.blank("en")
    nlp.add_pipe("places")
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    alone, spread = ([span_rows(doc) for doc in nlp.pipe(texts, n_process=n, batch_size=4)] for n in (1, 2))
    assert sum(map(len, alone)) > 50
    assert alone == spread


@pytest.mark.parametrize("lines", [1, 3, 8, 20, 55])
def test_a_text_is_read_alike_whatever_stands_before_it(recogniser: Recogniser, lines: int) -> None:
    """However many paragraphs stand before them, articles have the same mentions."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
    before = "It rained all day.\n" * lines + "\n"
    alone, shifted = marks(recogniser, text), marks(recogniser, before + text)
    assert len(alone) > 100
    assert shifted == alone


@pytest.mark.parametrize("text", ["(" * 5_000, "A" * 1_000_000, "\x00\x01\x02" * 1000, "-" * 5_000])
def test_odd_text_does_no_harm(recogniser: Recogniser, text: str) -> None:
    """Brackets, one endless word and control characters are read like any text."""
    assert marks(recogniser, text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Shells hit Kharkiv and Sumy on Monday.", {"Kharkiv": "site", "Sumy": "site"}),
        ("Norway accused Brazil of lying.", {"Norway": "actor", "Brazil": "actor"}),
        ("Gunmen killed nine farmers in Djibo, officials said.", {"Djibo": "site"}),
        ("The company, which is based in Lyon, said nothing.", {"Lyon": "context"}),
    ],
)
def test_each_mention_has_a_probability_for_each_role(recogniser: Recogniser, text: str, roles: dict[str, str]) -> None:
    """They are shares of one, and plain sentences have the role that a reader sees."""
    ((_, mentions),) = recogniser.pipe([Article(text=text)])
    scores = {mention.text: mention.role_scores or () for mention in mentions}
    assert all(sum(of) == pytest.approx(1, abs=1e-3) for of in scores.values())
    assert {name: ROLES[of.index(max(of))] for name, of in scores.items()} == roles


def test_roles_are_on_the_spans_of_a_doc() -> None:
    """In a pipeline of spaCy, marked as entities too, and when a doc has been written and read."""
    nlp = spacy.blank("en")
    nlp.add_pipe("places", config={"ents": True})
    doc = nlp("Shells hit Kharkiv on Monday.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [len(span._.role_scores) for read in (doc, again) for span in read.ents] == [3, 3]
