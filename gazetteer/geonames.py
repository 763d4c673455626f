"""GeoNames' own files (https://download.geonames.org/export/dump/) -> entries, with our tables on top.

Read as a stream: nothing is kept but the countries, the regions and our own tables. A line that cannot be read is left
out, named and counted.
"""

import datetime as dt
import math
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from .alternates import Alternates, Marked
from .entries import Entry, Name, city_radius_km, country_entry, region_names_of, respelled
from .errors import SourceError
from .features import CLASSES, feature_of
from .kinds import UNITS
from .names import is_useful
from .own_tables import countries, places, region_names, region_patterns, spellings, tables_digest
from .place import Place

__all__ = ["Dump"]

_MOST_DAMAGED = 0.01
_TELL_EVERY = 20_000
_COLUMNS = 19
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # of a row's last change
_WHERE = "fetch it from https://download.geonames.org/export/dump/"


class Dump:
    """GeoNames' files.

    source       a folder with allCountries.zip, or files of countries (UA.zip, RU.txt, no-country.txt); or one such
                 file. Beside them lie admin1CodesASCII.txt and countryInfo.txt, and it may be alternateNamesV2.zip
    classes      feature classes to take
    only         ISO codes of countries to take, all where there are none; seas and the like are always taken
    on_damage    told of each line that is left out, `UA.txt:17: why`
    on_progress  told now and then how far the reading is
    Raises SourceError where a file is missing or cannot be read, or more than 1 % of its lines cannot.
    """

    def __init__(
        self,
        source: Path,
        *,
        classes: str = CLASSES,
        only: frozenset[str] = frozenset(),
        on_damage: Callable[[str], None] = lambda _: None,
        on_progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        folder = source.parent if source.is_file() else source
        self._folder = folder
        self._classes = classes
        self._only = only
        self._on_damage = on_damage
        self._on_progress = on_progress
        if not source.exists():
            raise SourceError(f"{source}: there is no such file or folder; {_WHERE}")
        self._files = [source] if source.is_file() else _files(folder, only)
        self._newest: dict[Path, str] = {}
        self._alternates = _first(folder, "alternateNamesV2")
        ours = region_names()
        self._regions: dict[tuple[str, str], str] = {}
        for dotted, name, *_ in self._small("admin1CodesASCII.txt", 4):
            country, _, code = dotted.partition(".")
            self._regions[country, code] = ours[country, code].name if (country, code) in ours else name
        self._facts = {line[0]: line for line in self._small("countryInfo.txt", 19)}
        self._patterns = region_patterns()
        self._spellings = spellings()

    def sources(self) -> Iterator[dict[str, str]]:
        """Name, version, licence and attribution of each file, and our own tables.

        The version of a file of places is the day of the newest change in it, which is known when `entries` has ended;
        of another, the day of the file.
        """
        geonames = {"licence": "CC BY 4.0", "attribution": "GeoNames, https://www.geonames.org"}
        for path in [*self._files, *([self._alternates] if self._alternates else [])]:
            newest = self._newest.get(path, "")
            yield {"name": f"GeoNames, {path.name}", "version": newest or _day(path), "newest": newest, **geonames}
        yield {
            "name": "Natural Earth, facts in our own tables", "version": "5", "newest": "", "licence": "public domain",
            "attribution": "Made with Natural Earth",
        }  # fmt: skip
        yield {
            "name": "mapper's own tables", "version": tables_digest()[:12], "newest": "", "licence": "MIT",
            "attribution": "mapper",
        }  # fmt: skip

    def entries(self) -> Iterator[Entry]:
        """Every entry: the files' in their order, each with our tables' additions, then our tables' own."""
        ours = self._ours()
        with Alternates() as alternates:
            if self._alternates:
                alternates.take(self._rows(self._alternates, 8))
            for path in self._files:
                for row in self._rows(path, _COLUMNS):
                    if _DAY.fullmatch(row[18]) and row[18] > self._newest.get(path, ""):
                        self._newest[path] = row[18]
                    entry = self._entry(row, alternates)
                    if entry:
                        own = ours.pop(entry.place.id, None)
                        yield _joined(own, entry) if own else entry
        self._on_progress("sorting and writing")
        yield from ours.values()

    def _ours(self) -> dict[str, Entry]:
        """The countries and the places of our tables, by id: they win over the files' rows."""
        own = [
            country_entry(row, key=int(facts[16]), people=int(facts[7]), area_km2=float(facts[6]))
            for row in countries()
            if (facts := self._facts.get(row.iso))
        ]
        own += [Entry(place=place, names=names) for place, names in places()]
        return {entry.place.id: respelled(entry, self._spellings) for entry in own}

    def _entry(self, row: list[str], alternates: Alternates) -> Entry | None:
        """The entry of a row of 19 columns that `_checked` has passed; None where it is not asked for."""
        key, name, _, others, lat, lon, feature_class, code, country, _, admin1, *_ = row
        if feature_class not in self._classes or (self._only and country and country not in self._only):
            return None
        feature = feature_of(feature_class, code)
        people = int(row[14] or 0)
        kind, precision, capital = feature.kind, feature.precision_km, ""
        listed = others.split(",") if others else []
        names: list[Name] = [(other, "variant") for other in listed if is_useful(other)]
        region = self._regions.get((country, admin1), "")
        shown, wikidata, marked = alternates.of(int(key)) if self._alternates else Marked()
        names += marked
        if kind == "village":
            capital = "country" if code == "PPLC" else "region" if code == "PPLA" else ""
            kind = "city" if people >= 5000 or capital else "village"
            precision = city_radius_km(people)
        elif kind == "country":
            # A country that countryInfo.txt lists is one of ours and keeps its kind; what else bears the code is part
            # of one, or was one.
            facts = self._facts.get(country)
            kind = "country" if facts and facts[16] == key else "area"
        elif kind == "region" and region:
            given = region_names().get((country, admin1))
            names += [(name, "variant"), *region_names_of(country, region, given, self._patterns)]
            names += self._spellings.get(f"geonames-admin1:{country}.{admin1}", ())
            shown = region
        if shown and shown != name:
            names.append((name, "official" if kind in UNITS else "variant"))
        fame = min(0.0, feature.fame + 12 * math.log10(1 + len(listed))) if feature.fame < 0 else feature.fame
        place = Place(
            id=f"geonames:{int(key)}", name=shown or name, lat=float(lat), lon=float(lon), kind=kind, country=country,
            admin1=region, population=people, precision_km=precision, wikidata=wikidata,
            capital=capital,  # type: ignore[arg-type]  # three of the Literal's strings
        )  # fmt: skip
        return respelled(Entry(place=place, names=tuple(names), fame=fame), self._spellings)

    def _rows(self, path: Path, columns: int) -> Iterator[list[str]]:
        """The cells of each line of a big file that can be read. Raises SourceError after too many that cannot."""
        damaged = number = 0
        with _lines(path) as lines:
            for number, line in enumerate(lines, start=1):
                if number % _TELL_EVERY == 0:
                    self._on_progress(f"{path.name}: {number:,} rows")
                try:
                    yield _checked(line, columns)
                except ValueError as error:
                    damaged += 1
                    self._on_damage(f"{path.name}:{number}: {error}; the line is left out")
        if damaged > _MOST_DAMAGED * number:
            raise SourceError(f"{path}: {damaged:,} of {number:,} lines are damaged, more than 1 %; {_WHERE} again")

    def _small(self, name: str, columns: int) -> list[list[str]]:
        """The cells of each line of a file that comes with the dump, comments left out."""
        path = self._folder / name
        if not path.is_file():
            raise SourceError(f"{path} is missing; {_WHERE}")
        lines = path.read_text("utf-8", errors="replace").splitlines()
        rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
        bad = next((row for row in rows if len(row) < columns), None)
        if bad:
            raise SourceError(f"{path}: {bad[0][:40]!r} has {len(bad)} columns, not {columns}; {_WHERE} again")
        return rows


def _checked(line: bytes, columns: int) -> list[str]:
    """The cells of a line. Raises ValueError, saying why, where they are none that the rest can take."""
    try:
        row = line.decode().rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    if len(row) < columns:
        raise ValueError(f"{len(row)} columns, not {columns}")
    if columns != _COLUMNS:
        int(row[1])
        return row
    if not row[1].strip():
        raise ValueError("no name")
    try:
        key, lat, lon, people = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError:
        raise ValueError("id, latitude, longitude or population is no number") from None
    if not (key > 0 and -90 <= lat <= 90 and -180 <= lon <= 180 and people >= 0):
        raise ValueError(f"({row[4]}, {row[5]}) is no point on Earth, or the id or the population is negative")
    feature_of(row[6], row[7])
    return row


def _joined(own: Entry, entry: Entry) -> Entry:
    """Our row of a place, with the names that GeoNames has for it."""
    place = replace(
        own.place, admin1=own.place.admin1 or entry.place.admin1, wikidata=own.place.wikidata or entry.place.wikidata
    )
    return Entry(place=place, names=(*own.names, *((n, "variant") for n, _ in entry.names)))


def _files(folder: Path, only: frozenset[str]) -> list[Path]:
    """The files with places: the one with all countries, or those of single ones."""
    whole = _first(folder, "allCountries")
    if whole:
        return [whole]
    stems = sorted({p.stem for p in folder.glob("??.*") if p.suffix in (".txt", ".zip") and p.stem.isupper()})
    chosen = [stem for stem in [*stems, "no-country"] if not only or stem in only or stem == "no-country"]
    found = [path for stem in chosen if (path := _first(folder, stem))]
    missing = sorted(only - {path.stem for path in found})
    if missing or not found:
        wanted = ", ".join(f"{code}.zip" for code in missing) or "allCountries.zip or a country's file, such as UA.zip"
        raise SourceError(f"{folder} has no {wanted}; {_WHERE}")
    return found


def _first(folder: Path, stem: str) -> Path | None:
    return next((path for end in (".txt", ".zip") if (path := folder / f"{stem}{end}").is_file()), None)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn the errors of a broken file into a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError) as error:
        raise SourceError(f"{path} cannot be read ({error}); {_WHERE} again") from error


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[bytes]]:
    """The lines of a text file, or of the file of that name in a zip. Raises SourceError where it breaks off."""
    with _readable(path):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as stream:
                yield iter(stream)
        else:
            with path.open("rb") as stream:
                yield iter(stream)


def _day(path: Path) -> str:
    """The day on which GeoNames wrote the file, as far as it tells."""
    with _readable(path):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                return "{:04}-{:02}-{:02}".format(*archive.getinfo(f"{path.stem}.txt").date_time[:3])
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date().isoformat()
