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
    from collections.abc import Callable

    from gazetteer import Gazetteer

    from ..correct.corrections import Corrections
    from ..pipeline import Locator, Steps
    from ..resolve.resolver import Policy

__all__ = ["PlainSettings", "Settings", "program_digest"]

_CODE = (".py", ".txt", ".tsv", ".json", ".onnx")
_FILES = ("gazetteer", "add_places", "corrections")
_LIBRARIES = ("conflict-mapper", "spacy", "onnxruntime")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSettings:
    """Settings of the steps, as plain values; each field is the option of `mapper locate`.

    gazetteer, add_places, corrections  are files
    """

    gazetteer: str | None = None
    add_places: str | None = None
    online_geocoder: str | None = None
    model: str | None = None
    lean: str = ""
    min_confidence: float = 0.3
    given_mentions: bool = False
    corrections: str | None = None

    def store(self, on_skip: "Callable[[InputError], None]") -> "Gazetteer":
        """The gazetteer asked for, with the user's own places on top; rows that cannot be used go to `on_skip`."""
        from gazetteer import Gazetteer, Overlay, read_own_rows

        store = Gazetteer.open(self.gazetteer)
        if not self.add_places:
            return store
        rows = read_own_rows(Path(self.add_places), on_skip=lambda error: on_skip(InputError(str(error))))
        return Overlay(store, rows)

    def steps(self, store: "Gazetteer", corrected: "Corrections | None" = None) -> "Steps":
        """The steps that locate articles. Raises InputError."""
        from ..pipeline import Steps

        return Steps(
            gazetteer=store, model=self.model, policy=self._policy(store), given_mentions=self.given_mentions,
            online=self.online_geocoder, corrections=corrected,
        )  # fmt: skip

    def _policy(self, store: "Gazetteer") -> "Policy":
        from ..resolve.resolver import Policy

        return Policy(min_confidence=self.min_confidence, lean=country_codes("--lean", self.lean, store))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(PlainSettings):
    """The settings of a corpus run: its files are files that every machine can read, under the same name.

    columns  as schema.columns_of takes them: those of the output
    """

    any_language: bool = False
    columns: str = ""

    def __post_init__(self) -> None:
        if self.online_geocoder:
            raise InputError(
                "--online-geocoder asks a service once a second, and not once by each machine; leave it out"
            )

    def load(self) -> "Locator":
        """A locator of these settings. Raises what `pipeline.Steps.load` raises, and InputError."""
        from ..correct.corrections_file import read_corrections

        store = self.store(_said_before)
        corrected = read_corrections(self.corrections, store.get, on_skip=_said_before) if self.corrections else None
        return self.steps(store, corrected).load()

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


def _said_before(_: InputError) -> None:
    """What cannot be used was said where the run was started."""


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
