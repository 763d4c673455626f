"""What a list of `--withhold` comes to in these articles: which places, by which names, in which roles."""

import re
from collections.abc import Iterable, Iterator

from gazetteer import Gazetteer, Place, distance_km, fold

from ..coordinates import point_of
from ..errors import InputError
from ..lexicon import demonyms, words
from ..pins import shown_role
from ..records import LocatedArticle, Resolution
from .redact import Redactor
from .withhold import Withheld

__all__ = ["Listed"]

# What else the press calls a place of such a kind.
_SAID = {
    "hospital": ("hospital", "clinic", "infirmary", "maternity ward", "medical center", "medical centre",
                 "medical complex", "medical compound", "health center", "health centre"),
    "camp": ("camp", "tent city", "displacement site"),
    "shelter": ("shelter", "safe house", "refuge"),
    "school": ("school", "kindergarten", "nursery"),
}  # fmt: skip
_BETWEEN = (
    "refugee|displacement|displaced|idp|idps|transit|field|military|detention|internment|filtration|training|children's|"
    "children’s|maternity|general|central|regional|district|city|teaching|university|psychiatric|civilian|public"
)
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’ʼ-]*"
_POINT_KM = 1.0  # around a point that was listed


class Listed:
    """The list, filled in from the articles by `gather`; then it knows what a place or a mention is."""

    def __init__(self, withhold: Withheld, gazetteer: Gazetteer, redactor: Redactor) -> None:
        self._withhold = withhold
        self._gazetteer = gazetteer
        self._redactor = redactor
        self._ids: dict[str, str] = {}  # id of a place -> the entry that withholds it
        self._points: list[tuple[float, float, float]] = []
        self._used: set[str] = set()
        self._entries: dict[str, tuple[str, ...]] = {}  # entry -> its words, where words are what it withholds
        self._holds: dict[str, bool] = {}
        self._kinds = {kind: _kind_pattern(kind) for kind in withhold.kinds}
        self._countries = {fold(place.name) for place in gazetteer.countries()} if withhold else set()

    def gather(self, located: Iterable[LocatedArticle]) -> None:
        """Look through the articles for what the list means. Raises InputError for a country, which the map names."""
        if not self._withhold:
            return
        items = list(located)
        for entry in (*self._withhold.names, *self._withhold.places):
            if fold(entry) in self._countries:
                raise InputError(f"--withhold: {entry!r} is a country, which the map draws and names in any case")
        for name in self._withhold.names:
            self._entries[name] = self._redactor.add(name)
        for entry in self._withhold.places:
            self._add_entry(entry)
        resolutions = [resolution for item in items for resolution in item.resolutions]
        places = [(r, place) for r in resolutions if (place := r.place)]
        for resolution, place in places:
            # A listed name stands for each place that is called so in the articles, not for the likeliest alone.
            if entry := self._ids.get(place.id) or self._kind_of(place) or (place.name * self._is_said(place)):
                self._ids[place.id] = entry
                self._used.add(entry)
                self._redactor.add(resolution.mention.text)
        self._add_names(place for _, place in places)
        if self._kinds:
            self._add_kinds(items, resolutions)
        self._holds.clear()  # of what was asked before all was known

    def names(self, place: Place) -> bool:
        """Whether a place may not be shown: by id, kind or point, or since its name has what is withheld."""
        if not self._withhold:
            return False
        near = any(distance_km(place.lat, place.lon, lat, lon) <= km for lat, lon, km in self._points)
        return near or place.id in self._ids or self._is_said(place) or bool(self._kind_of(place))

    def by_role(self, item: LocatedArticle) -> tuple[set[int], Redactor]:
        """The positions of the mentions in roles that are withheld, and the names that no other mention bears."""
        redactor = Redactor(self._gazetteer)
        found = {n for n, r in enumerate(item.resolutions) if shown_role(r) in self._withhold.roles}
        others = {_what(r) for n, r in enumerate(item.resolutions) if n not in found}
        for resolution in (item.resolutions[number] for number in found):
            self._used.add(shown_role(resolution))
            if _what(resolution) not in others:
                redactor.add(resolution.mention.text)
                if resolution.place:
                    redactor.add(resolution.place.name)
        return found, redactor

    def unused(self) -> list[str]:
        """The entries that nothing in the articles has answered to."""
        listed = (*self._withhold.places, *self._withhold.kinds, *self._withhold.roles, *self._withhold.names)
        words_used = {entry for entry, parts in self._entries.items() if parts in self._redactor.used}
        return [entry for entry in listed if entry not in self._used | words_used]

    def _add_entry(self, entry: str) -> None:
        """One of the list's places: an id, a point, or else a name, which stands for the likeliest place of it."""
        if point := point_of(entry, self._gazetteer):
            self._points.append((point.lat, point.lon, max(point.precision_km, _POINT_KM)))
            self._redactor.add_point(point.lat, point.lon)
            return
        place = self._gazetteer.get(entry)
        if place or re.fullmatch(r"[\w-]+:\S+", entry):
            self._ids[entry] = entry
            return
        self._entries[entry] = self._redactor.add(entry)
        for place in self._gazetteer.candidates(entry, 1):
            self._ids[place.id] = entry

    def _is_said(self, place: Place) -> bool:
        """Whether the place's name has a name that is listed."""
        if place.name not in self._holds:
            self._holds[place.name] = self._redactor.holds(place.name)
        return self._holds[place.name]

    def _add_names(self, seen: Iterable[Place]) -> None:
        """Every name and the point of the places that are withheld."""
        known = {place.id: place for place in seen if place.id in self._ids}
        known |= {id_: place for id_ in self._ids if (place := self._gazetteer.get(id_))}
        for place in known.values():
            if fold(place.name) not in self._countries:
                self._redactor.add(place.name)
            self._redactor.add_point(place.lat, place.lon, place.precision_km)
        for names in self._gazetteer.names(known).values():
            for name in names:
                if name not in self._countries:
                    self._redactor.add(name, shy=True)

    def _add_kinds(self, items: Iterable[LocatedArticle], resolutions: Iterable[Resolution]) -> None:
        """Names made with the word of a kind ("Al-Shifa Hospital"), and what they are called without it."""
        printed = {fold(r.mention.text) for r in resolutions if not self._said(r.mention.text)}
        texts = (text for item in items for text in (item.article.title, item.article.text))
        for kind, name in [found for text in texts for found in self._named(text)]:
            self._used.add(kind)
            self._redactor.add(name)
            bare = " ".join(self._kinds[kind].sub(" ", name).split())
            if fold(bare) not in printed | self._countries and not _is_common(bare):
                self._redactor.add(bare, shy=True)

    def _named(self, text: str) -> Iterator[tuple[str, str]]:
        for kind, pattern in self._kinds.items():
            said = pattern.pattern
            before = rf"(?:{_NAME}\s+(?:(?:al|el|de|la)\s+)*){{1,4}}(?:(?:{_BETWEEN})\s+){{0,2}}(?i:{said})"
            after = rf"{_capital(said)}\s+(?:of\s+(?:the\s+)?)?{_NAME}(?:[ \xa0]{_NAME}){{0,3}}"
            for match in (*re.finditer(before, text), *re.finditer(after, text)):
                name = _without_common(match[0])
                if name and not pattern.fullmatch(name):
                    yield kind, name

    def _said(self, name: str) -> str:
        """The kind whose word stands in a name, or ""."""
        return next((kind for kind, pattern in self._kinds.items() if pattern.search(name)), "")

    def _kind_of(self, place: Place) -> str:
        """The withheld kind that a place is of, or ""."""
        kind = place.kind.replace("_", " ")
        return kind if kind in self._kinds else self._said(place.name)


def _kind_pattern(kind: str) -> re.Pattern[str]:
    said = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _SAID.get(kind, (kind,)))
    return re.compile(rf"\b(?:{said})s?\b", re.IGNORECASE)


def _capital(pattern: str) -> str:
    """A pattern of words in small letters, for words with a capital at their head."""
    return re.sub(r"(?<=[(|:])[a-z]", lambda letter: letter[0].upper(), pattern)


def _without_common(name: str) -> str:
    """A name without small words and peoples at its head: "The Kharkiv hospital" is named Kharkiv."""
    parts = name.split()
    while parts and _is_common(parts[0]):
        del parts[0]
    return " ".join(parts)


def _is_common(name: str) -> bool:
    return fold(name) in words("common_words") or name in demonyms() or len(fold(name)) < 3


def _what(resolution: Resolution) -> str:
    return resolution.place.id if resolution.place else fold(resolution.mention.text)
