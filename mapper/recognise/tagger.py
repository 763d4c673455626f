"""The network that finds places and says their roles: words with their features in, probabilities out.

The home of onnxruntime.

A model folder (mapper/model unless told otherwise) holds model.onnx, vocab.txt and model.json, which says what the
weights were made for; training/ makes them, and CARD.md beside them says from what.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from ..records import ROLES
from .features import CASINGS, MATCHES, casing
from .windows import Window, windows
from .wordpiece import WordPieces

__all__ = ["FORMAT", "TAGS", "Answers", "Probabilities", "Tagger"]

# The tags whose probabilities the network gives, in its order.
TAGS = ("O", "B-PLACE", "I-PLACE", "B-EMBEDDED", "I-EMBEDDED")
# Counts the versions of what model.json describes: inputs, outputs and the numbers of the features.
FORMAT = 1

# A fusion that onnxruntime is to leave undone: 1.24 to 1.26 come to nonsense with it on ARM processors that have SME.
# Elsewhere it changes no number and takes no time.
_WITHOUT = ["DynamicQuantizeMatMulFusion"]
# What a model is tried with before it is believed: a processor that adds up wrongly gives no error.
_PROOF = ["Shells", "hit", "[Kharkiv]", "and", "[Odesa]", "on", "Monday", "."]

Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The network's answers for each word of a text.

    tags   the probability of each of TAGS, shape [words, tags]
    roles  of each of records.ROLES, were the word a place's, shape [words, roles]; None of weights that say none
    """

    tags: Probabilities
    roles: Probabilities | None


class Tagger:
    """The network in a folder, opened with the first text. A pickle holds the name of the folder alone.

    Raises ModelError, which says what to do, where a file is missing, damaged or of another version.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(str(files("mapper") / "model"))

    def __reduce__(self) -> tuple[type["Tagger"], tuple[Path]]:
        return Tagger, (self.folder,)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts about the weights in model.json."""
        path = self.folder / "model.json"
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            made_for = facts["format"], facts["casings"], facts["matches"], tuple(facts["tags"])
            roles = tuple(facts.get("roles", ()))
        except FileNotFoundError as error:
            raise ModelError(
                f"{path}: is missing; install conflict-mapper again, or name a folder with a model"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path}: is damaged; install conflict-mapper again") from error
        if made_for != (FORMAT, CASINGS, MATCHES, TAGS) or roles not in ((), ROLES):
            raise ModelError(
                f"{path}: is of format {facts['format']} and this mapper reads format {FORMAT}; "
                "use the model that came with it"
            )
        return cast(dict[str, Any], facts)

    def card(self) -> str:
        """The model card, in Markdown."""
        path = self.folder / "CARD.md"
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise ModelError(f"{path}: is missing; install conflict-mapper again") from error

    @property
    def threshold(self) -> float:
        """The probability, 0..1, from which a word belongs to a place: the best one on held-back text."""
        return float(self.facts["threshold"])

    def probabilities(self, words: Sequence[str], matches: Sequence[int]) -> Probabilities:
        """Of each tag for each word, shape [words, tags]; the arguments are those of `answers`."""
        return self.answers(words, matches).tags

    def answers(self, words: Sequence[str], matches: Sequence[int]) -> Answers:
        """All that the network says of the words, in one pass.

        words    as spaCy's tokenizer cut them
        matches  features.gazetteer_features of each
        """
        return self._answers(self.session, words, matches)

    def _answers(self, session: Any, words: Sequence[str], matches: Sequence[int]) -> Answers:
        pieces = [self._vocabulary.of(word) for word in words]
        casings = [casing(word) for word in words]
        tags = np.zeros((len(words), len(TAGS)), np.float32)
        tags[:, 0] = 1.0
        found = [tags]
        if "roles" in self.facts:
            found.append(np.full((len(words), len(ROLES)), 1 / len(ROLES), np.float32))
        for window in windows([len(of) for of in pieces], [word.count("\n") for word in words]):
            if not any(letter.isalpha() for word in words[window.start : window.end] for letter in word):
                continue  # names have letters: half a megabyte of "&" is none, and would take minutes
            read = self._read(session, window, pieces, casings, matches)
            for all_words, answer in zip(found, read, strict=True):
                all_words[window.first : window.last] = answer[window.first - window.start : window.last - window.start]
        return Answers(tags=tags, roles=found[1] if len(found) > 1 else None)

    def _read(
        self,
        session: Any,
        window: Window,
        pieces: Sequence[tuple[int, ...]],
        casings: Sequence[int],
        matches: Sequence[int],
    ) -> list[Probabilities]:
        """Each output for one window by itself: read together, one would hang on the others' numbers in int8."""
        here = range(window.start, window.end)
        lengths = [len(pieces[at]) for at in here]
        ids = [self._vocabulary.begin, *(piece for at in here for piece in pieces[at]), self._vocabulary.end]
        feeds = {
            "pieces": np.array([ids], np.int64),
            "casings": np.pad(np.repeat(np.array(casings[window.start : window.end], np.int64), lengths), 1)[
                np.newaxis
            ],
            "matches": np.pad(np.repeat(np.array(matches[window.start : window.end], np.int64), lengths), 1)[
                np.newaxis
            ],
        }
        firsts = 1 + np.cumsum([0, *lengths[:-1]])
        return [output[0][firsts] for output in session.run(None, feeds)]

    @cached_property
    def _vocabulary(self) -> WordPieces:
        path = self.folder / "vocab.txt"
        try:
            return WordPieces(path.read_text(encoding="utf-8").splitlines())
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{path}: is missing or damaged; install conflict-mapper again") from error

    def _check(self, path: Path) -> None:
        """Raise ModelError where the weights are not those that model.json has the digest of."""
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(f"{path}: is missing; install conflict-mapper again") from error
        if found != self.facts.get("sha256", found):
            raise ModelError(
                f"{path}: is damaged, or not the one that model.json tells of; install conflict-mapper again"
            )

    @cached_property
    def session(self) -> Any:
        """The onnxruntime session, one thread, which has found the places of _PROOF here."""
        self.facts  # noqa: B018 -- a model of another version is refused before it is opened
        # Versions after 1.28 ask a host of their maker's and write an id of the machine, unless this stands first.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread: articles are spread over processes, and the numbers are then the same each time.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        path = self.folder / "model.onnx"
        self._check(path)
        try:
            session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_WITHOUT
            )
        except Exception as error:
            raise ModelError(
                f"{path}: cannot be opened by onnxruntime {onnxruntime.__version__}; "
                "install conflict-mapper again, or a newer onnxruntime"
            ) from error
        words = [word.strip("[]") for word in _PROOF]
        tags = [TAGS[best] for best in self._answers(session, words, [0] * len(words)).tags.argmax(-1)]
        if tags != ["B-PLACE" if word.startswith("[") else "O" for word in _PROOF]:
            raise ModelError(
                f"{path}: does not find Kharkiv and Odesa in a plain sentence; it is damaged (install conflict-mapper "
                f"again), or onnxruntime {onnxruntime.__version__} fails on this processor (install another version)"
            )
        return session
