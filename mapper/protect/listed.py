"""What a list of `--withhold` comes to in these articles: which places, by which names, in which roles."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from gazetteer import KINDS, LANDS, SETTLEMENTS, UNITS, Gazetteer, Place, distance_km, fold

from ..errors import InputError
from ..lexicon import demonyms, words
from ..pins import shown_role
from ..reading.english.coordinates import point_of
from ..records import LocatedArticle, Resolution
from .redact import Redactor
from .withhold import Withheld

__all__ = ["Listed"]

# What else the press calls a place of such a kind.
_SAID = {
    "hospital": ("hospital", "clinic", "polyclinic", "infirmary", "dispensary", "hospice", "sanatorium",
                 "maternity ward", "maternity home", "medical center", "medical centre", "medical complex",
                 "medical compound",
                 "medical point", "medical post", "health center", "health centre", "health post", "trauma center",
                 "trauma centre", "surgical center", "surgical centre", "burns center", "burns centre"),
    "camp": ("camp", "tent city", "displacement site", "displacement camp", "protection of civilians site",
             "refugee settlement"),
    "shelter": ("shelter", "safe house", "safehouse", "refuge", "orphanage"),
    "school": ("school", "kindergarten", "nursery"),
}  # fmt: skip
_BETWEEN = (
    "refugee|displacement|displaced|idp|idps|transit|field|military|detention|internment|filtration|training|children's|"
    "children’s|maternity|general|central|regional|district|city|teaching|university|psychiatric|civilian|public"
)
_BESIDE = re.compile(rf"(?:^|\s)(?:{_BETWEEN})(?=\s|$)|\s(?:in|of|at)\s.*|^(?:in|of|at)\s", re.IGNORECASE)
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’ʼ-]*"
_POINT_KM = 1.0  # around a point that was listed
# Names that such a place may share with what is around it; there its own name decides, not one of its others.
_PEOPLED = LANDS | UNITS | SETTLEMENTS | {"area", "sea"}
_UNPEOPLED = frozenset(KINDS) - _PEOPLED
# Of these "of" tells the name ("the camp of Nduta"), of others the town ("the hospitals of Kharkiv").
_NAMED_OF = ("camp",)
# A town that is so large is no camp, whatever stands beside its name.
_TOWN = 20_000
_CITY = 100_000  # that is called by another name than its own
_TOWN_KM = 30  # from a town to what is called after it
_NAMES = rf"{_NAME}(?:[ \xa0]{_NAME}){{0,3}}"
_LIST = rf"{_NAMES}(?:(?:,|,? and|,? or)[ \xa0]{_NAMES}){{0,9}}"
_COMMA = re.compile(r",? and |,? or |, ")
_CALLED = r"called|named|nicknamed|known\s+as|such\s+as|like"
_QUOTED = r"[\"“«‘'](?P<quoted>[^\"“”«»‘\n]{2,60}?)[\"”»’']"
_NUMBER = r"(?i:no|nr|number|№|#)\.?\s?\d{1,4}\b"


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
        self._kind_by_id: dict[str, str] = {}
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
        self._add_bare(resolutions)
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

    def _add_bare(self, resolutions: Iterable[Resolution]) -> None:
        """Names that the gazetteer has for such places, without the word of their kind: "staff at Nasser fled".

        A town of that name keeps it, where it is a large one, or is the town of that hospital.
        """
        for resolution in resolutions if self._kinds else ():
            place, name = resolution.place, fold(resolution.mention.text)
            for kind, id_ in self._bare.get(name, ()):
                if place and place.kind in _PEOPLED:
                    held = self._gazetteer.get(id_)
                    is_there = held and distance_km(place.lat, place.lon, held.lat, held.lon) <= _TOWN_KM
                    if (place.population >= _TOWN and fold(place.name) == name) or (is_there and kind not in _NAMED_OF):
                        continue
                self._ids[id_] = kind
                self._used.add(kind)
                self._redactor.add(resolution.mention.text)

    @cached_property
    def _bare(self) -> dict[str, set[tuple[str, str]]]:
        """The kinds and ids of the gazetteer's places of withheld kinds, by their names without the kind's word."""
        found: dict[str, set[tuple[str, str]]] = {}
        for one in KINDS:
            if one in self._kinds and one in _UNPEOPLED:
                for id_, names in self._gazetteer.names_of_kinds({one}).items():
                    for name in names:
                        found.setdefault(name, set()).add((one, id_))
        for id_, names in self._gazetteer.names_of_kinds(_UNPEOPLED).items():
            for kind, name in ((self._said(name), name) for name in names):
                bare = " ".join(_BESIDE.sub(" ", self._kinds[kind].sub(" ", name)).split()) if kind else ""
                if bare and not _is_common(bare) and bare not in self._countries:
                    found.setdefault(fold(bare), set()).add((kind, id_))
        return found

    def _add_kinds(self, items: Iterable[LocatedArticle], resolutions: Iterable[Resolution]) -> None:
        """Names made with the word of a kind ("Al-Shifa Hospital"), and what they are called without it."""
        towns = {
            fold(r.mention.text)
            for r in resolutions
            if r.place
            and r.place.kind in _PEOPLED
            and not self._kind_of(r.place)
            and (fold(r.place.name) == fold(r.mention.text) or r.place.population >= _CITY)
        } | self._countries
        texts = [text for item in items for text in (item.article.title, item.article.text)]
        for kind, name in (found for text in texts for found in self._named(text)):
            self._used.add(kind)
            self._redactor.add(name)
            bare = " ".join(_BESIDE.sub(" ", self._kinds[kind].sub(" ", name)).split())
            if fold(bare) not in towns and not _is_common(bare):
                self._redactor.add(bare, shy=True)

    def _named(self, text: str) -> Iterator[tuple[str, str]]:
        """Each kind with a name of such a place, as it is made with the kind's word or stands beside it."""
        for kind, pattern in self._kinds.items():
            said, capital = pattern.pattern, _capital(pattern.pattern)
            before = rf"(?:{_NAME}\s+(?:(?:al|el|de|la)\s+)*){{1,4}}(?:(?:{_BETWEEN})\s+){{0,2}}(?i:{said})"
            for match in re.finditer(before, text):
                name = _without_common(match[0])
                if name and not pattern.fullmatch(name):
                    yield kind, name
            behind = rf"{capital}\s+(?:(?:of|in|at)\s+(?:the\s+)?)?{_NAMES}"
            counted = rf"\b\d{{1,3}}(?:st|nd|rd|th)\s(?:[\w’'-]+\s){{0,3}}(?i:{said})"
            for wanted in (behind, rf"(?i:{said})\s+{_NUMBER}", rf"{capital}\s\d{{1,4}}\b", counted):
                yield from ((kind, match[0]) for match in re.finditer(wanted, text))
            for match in re.finditer(rf"(?i:{said})\s+(?:{_CALLED})?,?\s*{_QUOTED}", text):
                yield kind, match["quoted"]
            for match in re.finditer(rf"(?i:{said})\s+(?P<by>{_CALLED}|of|at)\s+(?:the\s+)?(?P<names>{_LIST})", text):
                names = _COMMA.split(match["names"])
                if match["by"] in ("of", "at"):
                    names = [name for name in names if kind in _NAMED_OF and self._is_own(name)]
                yield from ((kind, name) for name in names)

    def _is_own(self, name: str) -> bool:
        """Whether a name behind "the camp of" is that camp's, and no region's or town's."""
        found = self._gazetteer.candidates(name, 1)
        return not _is_common(name) and not (found and _is_town(found[0]))

    def _said(self, name: str) -> str:
        """The kind whose word stands in a name, or ""."""
        return next((kind for kind, pattern in self._kinds.items() if pattern.search(name)), "")

    def _kind_of(self, place: Place) -> str:
        """The withheld kind that a place is of, or ""."""
        kind = place.kind.replace("_", " ")
        if kind in self._kinds:
            return kind
        if place.id not in self._kind_by_id:
            others = {} if place.kind in _PEOPLED else self._gazetteer.names_of_kinds(_UNPEOPLED)
            names = others.get(place.id, ())
            self._kind_by_id[place.id] = next(filter(None, map(self._said, (place.name, *names))), "")
        return self._kind_by_id[place.id]


def _is_town(place: Place) -> bool:
    """Whether a place is too large to be a camp itself."""
    return place.kind in LANDS | UNITS | {"sea"} or place.population >= _TOWN


def _kind_pattern(kind: str) -> re.Pattern[str]:
    said = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _SAID.get(kind, (kind,)))
    return re.compile(rf"\b(?:{said})s?\b", re.IGNORECASE)


def _capital(pattern: str) -> str:
    """A pattern of words in small letters, for words with a capital at their head, and in the words behind or not."""
    headed = re.sub(r"(?<=[(|:])[a-z]", lambda letter: letter[0].upper(), pattern)
    return re.sub(r"(?<=\\s\+)[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", headed)


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
