"""The network answers the same for the same text, and says in one sentence what is wrong with its files."""

import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import spacy

from gazetteer import Gazetteer
from mapper.errors import ModelError
from mapper.recognise.features import gazetteer_features
from mapper.recognise.matches import gazetteer_matches
from mapper.recognise.tagger import TAGS, Probabilities, Tagger

WORDS = ["Shells", "hit", "Chasiv", "Yar", "in", "Donetsk", "region", ";", "nobody", "was", "hurt", "."]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A model folder that may be spoilt."""
    return Path(shutil.copytree(Tagger().folder, tmp_path / "model"))


def answers(tagger: Tagger, words: list[str]) -> Probabilities:
    return tagger.probabilities(words, [0] * len(words))


def test_each_word_has_a_probability_for_each_tag() -> None:
    """They are shares of one, and the words of a place are more likely inside one than not."""
    found = answers(Tagger(), WORDS)
    assert found.shape == (len(WORDS), len(TAGS))
    assert np.allclose(found.sum(1), 1, atol=1e-3)
    assert [word for word, row in zip(WORDS, found, strict=True) if row[0] < 0.5] == [
        "Chasiv",
        "Yar",
        "Donetsk",
        "region",
    ]


def test_no_text_has_no_answers() -> None:
    """No words, and words that are space, are read without harm."""
    assert answers(Tagger(), []).shape == (0, len(TAGS))
    assert answers(Tagger(), [" ", "\n\n", "\t"]).shape == (3, len(TAGS))


def test_what_was_read_before_changes_nothing() -> None:
    """The numbers for a text are the same to the last bit, alone, again, or after others."""
    tagger = Tagger()
    first = answers(tagger, WORDS)
    answers(tagger, ["KYIV"] * 700)
    assert np.array_equal(first, answers(tagger, WORDS))
    assert np.array_equal(first, answers(Tagger(), WORDS))


def test_a_pickle_is_small_and_answers_alike() -> None:
    """A session is opened again where the pickle arrives, never carried."""
    tagger = Tagger()
    first = answers(tagger, WORDS)
    carried = pickle.dumps(tagger)
    assert len(carried) < 1000
    assert np.array_equal(first, answers(pickle.loads(carried), WORDS))  # noqa: S301 -- our own bytes


@pytest.mark.parametrize("file", ["model.onnx", "vocab.txt", "model.json"])
def test_a_file_that_is_missing_is_said(copy: Path, file: str) -> None:
    """One sentence names the file and says what to do."""
    (copy / file).unlink()
    with pytest.raises(ModelError, match=rf"{file}: .*install conflict-mapper again"):
        answers(Tagger(copy), WORDS)


@pytest.mark.parametrize(("file", "content"), [
    ("model.onnx", b""), ("model.onnx", b"no network"), ("vocab.txt", b"\xff\xfe"), ("vocab.txt", b"[PAD]\n"),
    ("model.json", b"{"), ("model.json", b"[]"), ("model.json", b"{}"),
])  # fmt: skip
def test_a_file_that_is_damaged_is_said(copy: Path, file: str, content: bytes) -> None:
    """As is one cut off, or of other content."""
    (copy / file).write_bytes(content)
    with pytest.raises(ModelError, match=rf"{file}: .*install conflict-mapper again"):
        answers(Tagger(copy), WORDS)


def test_a_network_cut_off_in_the_middle_is_said(copy: Path) -> None:
    """A download that stopped half-way is no network."""
    whole = (copy / "model.onnx").read_bytes()
    (copy / "model.onnx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match="install conflict-mapper again"):
        answers(Tagger(copy), WORDS)


def test_weights_that_differ_in_a_bit_are_said(copy: Path) -> None:
    """They could be opened, and would find other places."""
    with (copy / "model.onnx").open("r+b") as file:
        file.seek(15_000_000)
        (byte,) = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(ModelError, match=r"model\.onnx: is damaged, or not the one that model\.json tells of"):
        answers(Tagger(copy), WORDS)


def test_a_model_of_a_later_version_is_refused(copy: Path) -> None:
    """The sentence says which format it has and which this mapper reads."""
    facts = (copy / "model.json").read_text("utf-8")
    (copy / "model.json").write_text(facts.replace('"format": 1', '"format": 2'), "utf-8")
    with pytest.raises(ModelError, match="is of format 2 and this mapper reads format 1"):
        answers(Tagger(copy), WORDS)


def test_the_features_say_where_matches_stand(gazetteer: Gazetteer) -> None:
    """Each word of a match carries its class, the first by an odd number, the others by the even one after it."""
    tokens = list(spacy.blank("en")("Shells hit Bila Tserkva, Ukraine."))
    features = gazetteer_features(tokens, gazetteer_matches("Shells hit Bila Tserkva, Ukraine.", tokens, gazetteer))
    assert features == [0, 0, 9, 10, 0, 1, 0]


def test_a_network_that_comes_to_nonsense_is_refused(copy: Path) -> None:
    """A vocabulary of another model can be opened; that a plain sentence has no places is said, and no pin is wrong."""
    pieces = (copy / "vocab.txt").read_text(encoding="utf-8").splitlines()
    (copy / "vocab.txt").write_text("\n".join(pieces[:1000] + pieces[:999:-1]), encoding="utf-8")
    with pytest.raises(ModelError, match="does not find Kharkiv and Odesa"):
        answers(Tagger(copy), WORDS)


def test_what_has_no_letters_is_not_asked_of_the_network() -> None:
    """Half a megabyte of signs is no name, and would take minutes."""

    class Silent:
        def run(self, *_: object) -> list[object]:
            raise AssertionError

    said = Tagger()._answers(Silent(), ["&", "1,000", "—"] * 2000, [0] * 6000)
    assert said.tags[:, 0].all()
    assert not said.tags[:, 1:].any()
