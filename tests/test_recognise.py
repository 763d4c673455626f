"""What is a mention, and what only looks like one."""

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer
from mapper.errors import ModelError
from mapper.recognise.articles import Recogniser, load_recogniser
from mapper.recognise.recogniser import load_pipeline
from mapper.records import Article

_SOUNDS = ("Bo", "Da", "Ke", "Lu", "Mi", "Zhe")


@pytest.fixture(scope="module")
def recogniser(gazetteer: Gazetteer) -> Recogniser:
    """Our own recogniser over the embedded gazetteer."""
    return load_recogniser(gazetteer)


def marks(recogniser: Recogniser, text: str) -> list[tuple[str, str]]:
    """The mentions of a text as (text, label)."""
    ((_, mentions),) = recogniser.pipe([Article(text=text)])
    return [(mention.text, mention.label) for mention in mentions]


def names(recogniser: Recogniser, text: str) -> list[str]:
    """The mentions of a text."""
    return [name for name, _ in marks(recogniser, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Bila Tserkva and Kryvyi Rih at night.", ["Bila Tserkva", "Kryvyi Rih"]),
        ("Residents of Chasiv Yar, in Donetsk region, left.", ["Chasiv Yar", "Donetsk region"]),
        ("Fighting near Deir ez-Zor and Bab el-Mandeb went on.", ["Deir ez-Zor", "Bab el-Mandeb"]),
        ("Odesa’s port and Kyiv's bridges were closed.", ["Odesa", "Kyiv"]),
        ("He moved to Paris, Texas, last year.", ["Paris", "Texas"]),
        ("KHARKIV, Ukraine — Two people were hurt.", ["KHARKIV", "Ukraine"]),
        ("Ships left the Black Sea for the Strait of Hormuz.", ["Black Sea", "Strait of Hormuz"]),
        ("The U.S. and the UK sent aid to N’Djamena.", ["U.S.", "UK", "N’Djamena"]),
        ("Families fled Kandahar and Helmand provinces.", ["Kandahar", "Helmand provinces"]),
        ("The road from Port-au-Prince was cut.", ["Port-au-Prince"]),
    ],
)
def test_names_are_found_as_printed(recogniser: Recogniser, text: str, expected: list[str]) -> None:
    """Names of one and many words, with hyphens, apostrophes, datelines and generic words, are marked as printed."""
    assert names(recogniser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jake Sullivan spoke first. Sullivan then left.",
        "President Lincoln wrote to Gen. Jackson.",
        "The Guardian and the Kyiv Independent reported it.",
        "Iranian drones and Russian missiles were shot down.",
        "Real Madrid won the match in March.",
        "Most people stayed. Nice words did not help.",
        "The budget was US$ 12 million.",
        "WASH partners met on Sunday.",
        "No name stands in this sentence at all.",
    ],
)
def test_what_only_looks_like_a_place_is_left_out(recogniser: Recogniser, text: str) -> None:
    """Surnames, papers, peoples, clubs, months, common words, currencies and acronyms are no mentions."""
    assert names(recogniser, text) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The Rafah crossing stayed shut.", ("Rafah crossing", "FACILITY")),
        ("Staff of the Zaporizhzhia nuclear power plant left.", ("Zaporizhzhia nuclear power plant", "FACILITY")),
        ("Punjab Police made three arrests.", ("Punjab", "EMBEDDED")),
        ("A spokeswoman of UNICEF Chad said so.", ("Chad", "EMBEDDED")),
        ("A Tehran-made drone fell there.", ("Tehran", "EMBEDDED")),
        ("Berlin-based analysts disagree.", ("Berlin", "EMBEDDED")),
    ],
)
def test_labels_say_what_sort_of_mention(recogniser: Recogniser, text: str, mark: tuple[str, str]) -> None:
    """Facilities are labelled so, and a place inside the name of something else is EMBEDDED."""
    assert mark in marks(recogniser, text)


def test_articles_come_out_in_the_order_given(recogniser: Recogniser) -> None:
    """A stream keeps its order and each article its own mentions, whatever the lengths."""
    towns = ["Kyiv", "Odesa", "Aleppo", "Khartoum"]
    articles = [Article(text=f"It rained in {towns[n % 4]}. " * (n % 7 + 1)) for n in range(100)]
    for given_, (article, mentions) in zip(articles, recogniser.pipe(articles), strict=True):
        assert article is given_
        assert len(mentions) == article.text.count("rained")


PIECES = [
    "Kyiv",
    "Chasiv Yar",
    "Odesa’s",
    "Deir ez-Zor",
    "київ",
    "حلب",
    "e\u0301",
    "👩‍👩‍👧",
    "\r\n",
    "\t",
    "\u200f",
    "\x00",
    " ",
]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1).map(" ".join).filter(str.strip))
def test_offsets_are_code_points_of_the_text(recogniser: Recogniser, text: str) -> None:
    """Whatever the script, combining marks, emoji or line ends, each mention stands where it says, in order."""
    article = Article(text=text)
    ((_, mentions),) = recogniser.pipe([article])
    for mention in mentions:
        article.check(mention)
    assert [m.start for m in mentions] == sorted({m.start for m in mentions})


@pytest.mark.parametrize("text", ["(" * 5_000, "A" * 1_000_000, "\x00\x01\x02" * 1000, "Kyiv " * 20_000, "-" * 50_000])
def test_odd_text_does_no_harm(recogniser: Recogniser, text: str) -> None:
    """Brackets, one endless word, control characters and repetition are read like any text."""
    ((article, mentions),) = recogniser.pipe([Article(text=text)])
    assert len(mentions) == text.count("Kyiv")
    assert article.text == text


def test_the_component_joins_any_english_pipeline() -> None:
    """`nlp.add_pipe("places")` needs no more than the import, and marks spans under "places"."""
    nlp = spacy.blank("en")
    nlp.add_pipe("places")
    doc = nlp("Shells fell on Kharkiv.")
    assert [(span.text, span.label_) for span in doc.spans["places"]] == [("Kharkiv", "PLACE")]


def test_an_installed_pipeline_can_take_its_place(gazetteer: Gazetteer, tmp_path: object) -> None:
    """`model` names any spaCy pipeline: its GPE, LOC and FAC entities become mentions, without "the" or "'s"."""
    nlp = spacy.blank("en")
    patterns = [{"label": "LOC", "pattern": "the Donbas's"}, {"label": "FAC", "pattern": "Azovstal"},
                {"label": "PERSON", "pattern": "Anna"}]  # fmt: skip
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    nlp.to_disk(str(tmp_path))
    other = load_recogniser(gazetteer, str(tmp_path))
    assert marks(other, "Anna saw the Donbas's plain and Azovstal.") == [("Donbas", "PLACE"), ("Azovstal", "FACILITY")]


@pytest.mark.parametrize("model", ["en_core_web_none", "/no/such/folder", ""])
def test_a_pipeline_that_is_not_there_is_one_sentence(gazetteer: Gazetteer, model: str) -> None:
    """What is not installed is said, with what to do."""
    with pytest.raises(ModelError, match="is not installed or cannot be loaded; install it"):
        load_recogniser(gazetteer, model)


def test_a_pipeline_without_places_is_refused(gazetteer: Gazetteer, tmp_path: object) -> None:
    """A pipeline that marks no places would give an empty map: it is refused before any article is read."""
    spacy.blank("en").to_disk(str(tmp_path))
    with pytest.raises(ModelError, match="marks no places"):
        load_recogniser(gazetteer, str(tmp_path))


def test_a_long_stream_does_not_fill_the_memory_of_a_pipeline(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where many words are known, new ones are forgotten with their batch, and what is found is the same."""
    given = [Article(text=f"Shells hit Odesa and {a}ovka, said {b}ev of {a}{b}ia.") for a in _SOUNDS for b in _SOUNDS]
    nlp = spacy.blank("en")
    nlp.add_pipe("places", config={"gazetteer": str(gazetteer.path)})
    nlp.to_disk(tmp_path)
    keeping = load_pipeline(str(tmp_path))
    kept = list(keeping.pipe(given))
    monkeypatch.setattr("mapper.recognise.recogniser._WORDS", 0)
    forgetting = load_pipeline(str(tmp_path))
    before = len(forgetting._nlp.vocab.strings)
    assert list(forgetting.pipe(given)) == kept == list(load_recogniser(gazetteer).pipe(given))
    assert len(forgetting._nlp.vocab.strings) == before
    assert len(keeping._nlp.vocab.strings) > before + len(given)


def test_mentions_can_be_sent_to_other_processes(recogniser: Recogniser) -> None:
    """Records pickle, so that work can be spread."""
    found = list(recogniser.pipe([Article(text="Kyiv and Lviv")]))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- our own bytes
