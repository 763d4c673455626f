"""Names that the gazetteer lacks, asked of an online geocoder: only where somebody has said so, and said on each pin.

The home of geopy's online services. One question a second, an answer kept on disk for good, and after a service has
failed no more questions in that run. Nothing leaves the machine but the name itself.
"""

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gazetteer import Place, fold

from ..errors import InputError, OutputError
from ..reason import reason
from ..records import LocatedArticle, Resolution

__all__ = ["asking", "cache_folder"]

_CONFIDENCE = 0.4
_PAUSE_SECONDS = 1.0
_PRECISION_KM = 5.0
_TIMEOUT_SECONDS = 10
_log = logging.getLogger(__name__)


def asking(
    service: str, *, folder: Path | None = None
) -> Callable[[Iterable[LocatedArticle]], Iterator[LocatedArticle]]:
    """A step that puts places from geopy's service of that name into articles, for names that the gazetteer lacks.

    folder  where answers are kept; cache_folder() unless given
    Raises InputError where geopy has no such service or it needs a key.
    """
    asker = _Asker(service, folder or cache_folder())

    def asked(located: Iterable[LocatedArticle]) -> Iterator[LocatedArticle]:
        for item in located:
            yield replace(item, resolutions=tuple(_placed(resolution, asker) for resolution in item.resolutions))

    return asked


def cache_folder() -> Path:
    """The user's folder for data that can be fetched again."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(base) / "conflict-mapper"


def _placed(resolution: Resolution, asker: "_Asker") -> Resolution:
    """A mention without any candidate, at the place that the service gives; every other as it is."""
    if resolution.place or resolution.candidates or resolution.mention.label == "EMBEDDED":
        return resolution
    place = asker.place(resolution.mention.text)
    if place is None:
        return resolution
    because = (reason("online", service=asker.service), *resolution.because)
    return replace(resolution, place=place, confidence=_CONFIDENCE, because=because)


class _Asker:
    """One service, with what it has answered so far."""

    def __init__(self, service: str, folder: Path) -> None:
        self.service = service.lower()
        self._geocode = _geocoder(self.service)
        self._path = folder / f"{self.service}.jsonl"
        self._known = dict(_kept(self._path))
        self._silent = False

    def place(self, name: str) -> Place | None:
        """The place of the name by the service, None where it knows none or does not answer."""
        key = fold(name)
        if key not in self._known and not self._silent:
            from geopy.exc import GeopyError

            try:
                answer = self._geocode(name)
            except GeopyError as error:
                self._silent = True
                _log.warning("the online geocoder %s does not answer (%s); it is asked no more", self.service, error)
                return None
            place = _place(answer, name, self.service) if answer else None
            self._known[key] = place.to_dict() if place else None
            self._keep(key)
        found = self._known.get(key)
        return Place.from_dict(found) if found else None

    def _keep(self, key: str) -> None:
        """One line more; two processes may write at once, since a line is written whole."""
        row = json.dumps({"name": key, "place": self._known[key]}, ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(row + "\n")
        except OSError as error:
            raise OutputError(
                f"{self._path} cannot be written ({error.strerror}), and answers of {self.service} have to be kept; "
                "name another folder in XDG_CACHE_HOME"
            ) from error


def _geocoder(service: str) -> Callable[[str], Any]:
    """The service's `geocode`, not more often than once a second. Raises InputError."""
    from geopy.exc import ConfigurationError, GeocoderNotFound
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import get_geocoder_for_service

    if service == "offline":
        raise InputError("--online-geocoder offline: that is the gazetteer itself; name a service, such as nominatim")
    agent = f"conflict-mapper/{version('conflict-mapper')}"
    try:
        geocoder = get_geocoder_for_service(service)(user_agent=agent, timeout=_TIMEOUT_SECONDS)
    except GeocoderNotFound:
        raise InputError(
            f"--online-geocoder {service}: geopy has no such service; name one, such as nominatim"
        ) from None
    except (TypeError, ConfigurationError):
        raise InputError(f"--online-geocoder {service}: it needs a key; name one without, such as nominatim") from None
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=_PAUSE_SECONDS, max_retries=0, swallow_exceptions=False)
    return lambda name: limited(name, exactly_one=True)


def _kept(path: Path) -> Iterator[tuple[str, Any]]:
    """The answers of earlier runs; a line that was cut off is asked again."""
    if not path.is_file():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            yield row["name"], row["place"]
        except (ValueError, KeyError, TypeError):
            continue


def _place(answer: Any, name: str, service: str) -> Place:
    """A place of ours from geopy's Location: its point, its short name, and its radius where known."""
    raw: Mapping[str, Any] = answer.raw if isinstance(answer.raw, Mapping) else {}
    number = "/".join(str(raw[key]) for key in ("osm_type", "osm_id") if raw.get(key)) or fold(name).replace(" ", "-")
    return Place(
        id=f"{service}:{number}", name=str(answer.address or name).partition(",")[0].strip() or name,
        lat=float(answer.latitude), lon=float(answer.longitude), kind="area", precision_km=_PRECISION_KM,
    )  # fmt: skip
