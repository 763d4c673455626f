"""The options that everything that locates has in common, and what they come to."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from gazetteer import Gazetteer

from ...correct.corrections import Corrections
from ...many.settings import PlainSettings, Settings
from ...pipeline import Locator
from ...provenance import sum_of
from ..console import Run
from ..ledger import Ledger
from .corrections import correcting, corrections_option
from .gathered import gathered

__all__ = ["LocateOptions", "add_places_option", "gazetteer_option", "locating"]


gazetteer_option = click.option("--gazetteer", metavar="FILE", help="Another gazetteer than mapper's own.")
add_places_option = click.option("--add-places", metavar="FILE", help="Your own places: CSV, TSV, GeoJSON or KML.")


_FILES = ("gazetteer", "add_places", "corrections")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateOptions(PlainSettings):
    """Options of locating; each field is the option of its name."""

    @property
    def recogniser(self) -> str:
        """The spaCy pipeline that finds the names, or ""."""
        return "" if self.given_mentions else self.model or ""

    def asked(self, store: Gazetteer, *, are_corrected: bool = True) -> str:
        """All that the places of an article depend on beside the article, corrections among it where they are made."""
        # sqlite3 and hashlib are for those who keep what they locate.
        from ...many.cache import program_sum

        named = [self.add_places, self.corrections if are_corrected else None]
        libraries = ["conflict-mapper", "spacy", "onnxruntime", *filter(None, [self.model])]
        files = [store.path, *(Path(path) for path in named if path)]
        return f"{program_sum(files, libraries)} {sorted(asdict(self).items())}"

    def options(self) -> dict[str, Any]:
        """The options that differ from the defaults, for the provenance: files with their sums."""
        usual = asdict(PlainSettings())
        asked = {key: value for key, value in asdict(self).items() if value != usual[key]}
        return asked | {
            f"{name}_sha256": sum_of(asked[name]) for name in ("add_places", "corrections") if name in asked
        }

    def opened(self, run: Run) -> Gazetteer:
        """The gazetteer asked for, with the user's own places on top; rows that cannot be used are said."""
        return self.store(run.skip)

    def corrected(
        self, run: Run, store: Gazetteer, output: str, *, hides: bool = False
    ) -> AbstractContextManager[Ledger]:
        """The corrections asked for; when the block ends, what became of them is said and listed beside `output`."""
        return correcting(run, store, self.corrections, output, hides=hides)

    def travelling(self, *, any_language: bool, columns: str) -> Settings:
        """The same for other machines, which have another working folder. Raises InputError."""
        named = asdict(self)
        named |= {key: str(Path(named[key]).absolute()) for key in _FILES if named[key]}
        return Settings(**named, any_language=any_language, columns=columns)

    def loader(self, store: Gazetteer, corrections: Corrections | None = None) -> Callable[[], Locator]:
        """A function that loads a locator, here or in another process. Raises InputError."""
        return self.steps(store, corrections).load


_OPTIONS = (
    gazetteer_option,
    add_places_option,
    click.option("--online-geocoder", metavar="SERVICE",
                 help="Ask geopy's SERVICE (nominatim) for other names."),
    click.option("--model", metavar="NAME",
                 help="Recognise with this spaCy pipeline instead."),
    click.option("--given-mentions", is_flag=True, help="Look for no mentions but the input's."),
    click.option("--lean", default="", metavar="COUNTRIES", help="Lean towards these, such as UA,Russia."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.3, show_default=True, metavar="SHARE",
                 help="How sure a place must be to be on the map."),
    corrections_option,
)  # fmt: skip

# Give a command the options that LocateOptions has, and pass them as one argument `settings`.
locating = gathered("settings", LocateOptions, _OPTIONS)
