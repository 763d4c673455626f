"""The list of `--withhold`, applied to these articles: places, the names they go by, and roles."""

import math
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from gazetteer import AREAS, KINDS, SETTLEMENTS, UNITS, Gazetteer, Place, distance_km, fold

from ..errors import InputError
from ..lexicon import table, word_list
from ..pins import shown_role
from ..reading.english.coordinates import point_of
from ..records import LocatedArticle, Resolution
from .kinds import is_common, kind_pattern, without_kind
from .redact import Redactor
from .seen import seen
from .small import names_in_small
from .told import names_told
from .withhold import Withheld

__all__ = ["Listed"]

_POINT_KM = 1.0  # around a point that was listed
# Names that such a place may share with what is around it; there its own name decides, not one of its others.
_PEOPLED = AREAS | UNITS | SETTLEMENTS
_UNPEOPLED = frozenset(KINDS) - _PEOPLED
# Of these "of" tells the name ("the camp of Nduta"), of others the town ("the hospitals of Kharkiv").
_NAMED_OF = ("camp",)
_TOWN = 20_000  # that is none of the places that share its name
_CITY = 100_000  # that is called by another name than its own, and no camp, whatever stands beside its name
_SAME_KM = 0.5  # from a camp to a town that is the camp
_CAMP_KM = 5  # from a camp to a town that has its name and gives it to no district: a text may mean either
_NEAR = 0.75  # of two spellings of a name
_APART = str.maketrans("-_.:", "    ")
_TOWN_KM = 30  # from a town to what is called after it


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
        self._known: dict[tuple[str, ...], str] = {}  # words of the gazetteer's places of a kind -> the kind
        self._holds: dict[str, bool] = {}
        self._kind_by_id: dict[str, str] = {}
        self._kinds = {kind: kind_pattern(kind) for kind in withhold.kinds}
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
            self._add_known()
            self._add_kinds(items, resolutions)
        self._holds.clear()  # of what was asked before all was known

    def names(self, place: Place) -> bool:
        """True where a place may not be shown: by id, kind or point, or since its name has what is withheld."""
        if not self._withhold:
            return False
        near = any(distance_km(place.lat, place.lon, lat, lon) <= km for lat, lon, km in self._points)
        return near or place.id in self._ids or self._is_said(place) or bool(self._kind_of(place))

    def by_article(self, item: LocatedArticle) -> tuple[set[int], Redactor]:
        """The positions of the mentions in roles that are withheld, and the words that are withheld here alone.

        These are the names that no other mention bears, and what this article says in small letters, which other ones
        may mean as words.
        """
        redactor = Redactor(self._gazetteer)
        found = {n for n, r in enumerate(item.resolutions) if shown_role(r) in self._withhold.roles}
        others = {_what(r) for n, r in enumerate(item.resolutions) if n not in found}
        for resolution in (item.resolutions[number] for number in found):
            self._used.add(shown_role(resolution))
            if _what(resolution) not in others:
                redactor.add(resolution.mention.text)
                if resolution.place:
                    redactor.add(resolution.place.name)
        for text in (item.article.title, item.article.text) if self._kinds else ():
            for told in chain.from_iterable(names_in_small(one, self._kinds) for one in {text, seen(text).text}):
                self._used.add(told.kind)
                redactor.add(told.whole)
                redactor.add(told.bare, shy=told.how == "name", small=told.how == "called")
        return found, redactor

    def unused(self) -> list[str]:
        """The entries that nothing in the articles has answered to."""
        listed = (*self._withhold.places, *self._withhold.kinds, *self._withhold.roles, *self._withhold.names)
        words_used = {entry for entry, parts in self._entries.items() if parts in self._redactor.used}
        words_used |= {kind for parts, kind in self._known.items() if parts in self._redactor.used}
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
        """True where the place's name has a name that is listed, or its id, where that is made of words."""
        code = place.id.rpartition("geonames:")[2].translate(_APART)
        return self._is_held(place.name) or (not code.isdigit() and self._is_held(code))

    def _is_held(self, told: str) -> bool:
        if told not in self._holds:
            self._holds[told] = self._redactor.holds(told)
        return self._holds[told]

    def _add_names(self, seen: Iterable[Place]) -> None:
        """Every name and the point of the places that are withheld."""
        known = {place.id: place for place in seen if place.id in self._ids}
        known |= {id_: place for id_ in self._ids if (place := self._gazetteer.get(id_))}
        for place in known.values():
            if fold(place.name) not in self._countries:
                self._redactor.add(place.name)
            self._redactor.add_point(place.lat, place.lon, place.precision_km)
        for names in self._gazetteer.names(known).values() if known else ():
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
                if place and place.kind in _PEOPLED and self._keeps(place, name, kind, id_):
                    continue
                self._ids[id_] = kind
                self._used.add(kind)
                self._redactor.add(resolution.mention.text)

    def _keeps(self, town: Place, name: str, kind: str, id_: str) -> bool:
        """True where a town keeps a name that it shares with such a place."""
        km = self._km(town, id_)
        if kind in _NAMED_OF and km <= self._camp_km(town, id_):
            return town.population >= _CITY
        return (town.population >= _TOWN and fold(town.name) == name) or (km <= _TOWN_KM and kind not in _NAMED_OF)

    def _camp_km(self, town: Place, id_: str) -> float:
        """How near a town is to such a place where its name may mean that place: "Kakuma", but not "Jenin"."""
        camp = self._gazetteer.get(id_)
        units = (p for p in self._gazetteer.candidates(town.name) if p.kind in UNITS and p.country == town.country)
        return _CAMP_KM if camp and camp.kind == "camp" and not any(units) else _SAME_KM

    def _km(self, place: Place, id_: str) -> float:
        held = self._gazetteer.get(id_)
        return distance_km(place.lat, place.lon, held.lat, held.lon) if held else math.inf

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
                bare = without_kind(name, self._kinds[kind]) if kind else ""
                if bare and not is_common(bare) and bare not in self._countries:
                    found.setdefault(fold(bare), set()).add((kind, id_))
        return found

    def _add_kinds(self, items: Iterable[LocatedArticle], resolutions: Iterable[Resolution]) -> None:
        """Names made with the word of a kind ("Al-Shifa Hospital"), and what they are called without it."""
        texts = [seen(text).text for item in items for text in (item.article.title, item.article.text)]
        towns = {kind: self._towns(resolutions, kind) for kind in self._kinds}
        for told in (found for text in texts for found in names_told(text, self._kinds)):
            bare = without_kind(told.bare, self._kinds[told.kind])
            is_word = told.how != "name" and is_common(bare)  # "Sunrise" beside "shelter" is no town of that name
            is_town = fold(bare) in towns[told.kind] and told.how != "called" and not is_word
            is_known = any(kind == told.kind for kind, _ in self._bare.get(fold(bare), ()))
            if told.how == "apart" and not (is_word or is_known or (not is_town and self._is_own(bare, told.kind))):
                continue
            self._used.add(told.kind)
            if told.how == "name" or is_town:
                self._redactor.add(told.whole)
            if bare and not is_town:
                self._redactor.add(bare, shy=True)

    def _towns(self, resolutions: Iterable[Resolution], kind: str) -> frozenset[str]:
        """Folded names of towns, areas and countries, none of them of the kind, though one may be called after them."""
        found = (
            fold(r.mention.text)
            for r in resolutions
            if r.place
            and r.place.kind in _PEOPLED
            and not self._kind_of(r.place)
            and (fold(r.place.name) == fold(r.mention.text) or r.place.population >= _CITY)
            and (kind not in _NAMED_OF or _is_town(r.place, kind))
        )
        return frozenset(found) | self._countries

    def _add_known(self) -> None:
        """Withhold names that mean such a place before any other, marked in an article or not: "OKHMATDYT"."""
        for name, meant in self._bare.items():
            found = self._gazetteer.candidates(name, 1)
            for kind, id_ in meant:
                # A base ("Camp Humphreys") has somebody's name, and a hospital of one word may have any word.
                is_alone = not found and kind not in _NAMED_OF and (" " in name or self._is_near_name(name, id_))
                is_first = bool(found) and (found[0].id == id_ or not self._keeps(found[0], name, kind, id_))
                if is_alone or (is_first and self._km(found[0], id_) <= self._camp_km(found[0], id_)):
                    self._known[self._redactor.add(name, shy=is_common(name))] = kind
        for kind, names in table("named_alone"):
            for name in names.split("|") if kind in self._kinds else ():
                found = self._gazetteer.candidates(name, 1)
                if not (found and _is_town(found[0], kind)):
                    self._known[self._redactor.add(name)] = kind

    def _is_near_name(self, name: str, id_: str) -> bool:
        """True where a word is a spelling of a place's name in the gazetteer, without the word of its kind."""
        names = self._gazetteer.names_of_kinds(_UNPEOPLED).get(id_, ())
        return any(" " not in other and SequenceMatcher(None, name, other).ratio() >= _NEAR for other in names)

    def _is_own(self, name: str, kind: str) -> bool:
        """True where a name that stands beside the word of a kind is such a place's, and no region's or town's."""
        first, _, rest = fold(name).partition(" ")
        whose = rest if rest and first in word_list("compass_words") else name  # "northern Syria"
        found = self._gazetteer.candidates(whose, 1)
        return not (found and _is_town(found[0], kind))

    def _said(self, name: str) -> str:
        """The kind whose word stands in a name, or ""."""
        if not self._any_kind.search(name):
            return ""
        return next((kind for kind, pattern in self._kinds.items() if pattern.search(name)), "")

    @cached_property
    def _any_kind(self) -> re.Pattern[str]:
        """The words of all kinds, for names that have none of them are most."""
        return re.compile("|".join(pattern.pattern for pattern in self._kinds.values()), re.IGNORECASE)

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


def _is_town(place: Place, kind: str) -> bool:
    """True where a place is too large to be one of that kind itself."""
    return place.kind in AREAS | UNITS or place.population >= (_CITY if kind in _NAMED_OF else _TOWN)


def _what(resolution: Resolution) -> str:
    return resolution.place.id if resolution.place else fold(resolution.mention.text)
