"""Settings of a corpus run, as plain values: the same on every machine, and known by a digest."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from ..countries import country_codes
from ..errors import InputError

if TYPE_CHECKING:
    from gazetteer import Gazetteer

    from ..pipeline import Locator
    from ..resolve.resolver import Policy

__all__ = ["Settings", "policy_of", "program_digest"]

_CODE = (".py", ".txt", ".tsv", ".json", ".onnx")
_FILES = ("gazetteer", "add_places", "corrections")
_LIBRARIES = ("conflict-mapper", "spacy", "onnxruntime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings that the places of an article depend on; each field is the option of `mapper locate`.

    gazetteer, add_places, corrections  are files that every machine can read, under the same name
    columns                             as schema.columns_of takes them: those of the output
    """

    gazetteer: str | None = None
    add_places: str | None = None
    model: str | None = None
    lean: str = ""
    min_confidence: float = 0.3
    given_mentions: bool = False
    corrections: str | None = None
    any_language: bool = False
    columns: str = ""

    def load(self) -> "Locator":
        """A locator of these settings. Raises what `pipeline.Steps.load` raises, and InputError."""
        from gazetteer import Gazetteer, Overlay, read_own_rows

        from ..correct.corrections_file import read_corrections
        from ..pipeline import Steps

        store = Gazetteer.open(self.gazetteer)
        if self.add_places:  # what cannot be used of it was said where the run was started, and so with corrections
            store = Overlay(store, read_own_rows(Path(self.add_places), on_skip=lambda _: None))
        corrected = read_corrections(self.corrections, store.get, on_skip=lambda _: None) if self.corrections else None
        steps = Steps(
            gazetteer=store, model=self.model, policy=policy_of(self.lean, self.min_confidence, store),
            given_mentions=self.given_mentions, corrections=corrected,
        )  # fmt: skip
        return steps.load()

    def digest(self) -> str:
        """A sum over the settings, what their files hold, and the program: the same wherever these are the same."""
        from gazetteer import Gazetteer

        with Gazetteer.open(self.gazetteer) as store:
            files = [store.path, *(Path(name) for name in (self.add_places, self.corrections) if name)]
        held = {key: value for key, value in asdict(self).items() if key not in _FILES}
        model = _version(self.model) if self.model else ""
        said = [held, program_digest(), model, *map(_sum, files)]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


@cache
def program_digest() -> str:
    """A digest of the code, the word lists, the model and the versions of the libraries that locate with them."""
    root = Path(__file__).parents[2]
    held = [path for package in ("gazetteer", "mapper") for path in (root / package).rglob("*")]
    ours = [path.relative_to(root) for path in held if path.suffix in _CODE]
    names = sorted(path.as_posix() for path in ours if path.parts[1] != "page")
    said = [*((name, _sum(root / name)) for name in names), *map(_version, _LIBRARIES)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def policy_of(lean: str, min_confidence: float, store: "Gazetteer") -> "Policy":
    """The policy of the choice: how sure it must be, and where it leans. Raises InputError."""
    from ..resolve.resolver import Policy

    return Policy(min_confidence=min_confidence, lean=country_codes("--lean", lean, store))


def _sum(path: Path) -> str:
    """The sum of a file's content; one that has not changed since is not read again."""
    try:
        stat = path.stat()
        return _sum_of(path, stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the file and your rights to it") from None


@lru_cache(maxsize=16)
def _sum_of(path: Path, size: int, changed: int) -> str:  # noqa: ARG001 -- what tells whether it has changed
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library
