"""Corrections applied: located articles in which they hold, and a list of those that could not be applied.

A correction is one line of JSON:

    {"id", "article", "url", "title", "target": {"exact", "prefix", "suffix", "start"},
     "place": "geonames:698740" | {"name", "lat", "lon", …} | null, "role": "site" | "actor" | "context",
     "by", "at", "why"}
    {"id", "name": "Odessa", "place": …, "by", "at", "why"}         of this name, wherever it is a mention
    {"withdraws": "an id", "by", "at"}                              takes an earlier one back

`target` says where, as quotes.py has it: it is looked for anew in each run, so that it outlives a rebuild, another
model and an edited article. `place` null says that this is no place; where it is missing, the place is left as it is,
as is the role. A correction of words that nothing marks adds the mention. Of two that disagree the later wins, by `at`
where they have one and else by line; one of a mention stands above one of a name.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from gazetteer import Place, fold

from ..confirmed import Confirmed
from ..errors import RecordError
from ..reason import reason
from ..records import ROLES, Article, LocatedArticle, Resolution, Role
from .quotes import Quote, find

__all__ = ["Correction", "Corrections", "in_force"]

_WORD = re.compile(r"\w+")
_GetPlace = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of an editor.

    target      where, or None for one of a name
    name        the name that is this place everywhere, or ""
    says_place  whether it says something of the place: `place`, None being that there is none
    role        or None where it says nothing of it
    article, url, title   of the article that the target stands in; any of them finds it again
    by, at, why           who, when (ISO 8601) and why; "" where not said
    row         as it was written
    """

    id: str
    target: Quote | None = None
    name: str = ""
    says_place: bool = False
    place: Place | None = None
    role: Role | None = None
    article: str = ""
    url: str = ""
    title: str = ""
    by: str = ""
    at: str = ""
    why: str = ""
    row: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], get: _GetPlace) -> "Correction":
        """A line's correction; `get` gives the place of an id. Raises RecordError."""
        words = {key: data.get(key) or "" for key in ("id", "name", "article", "url", "title", "by", "at", "why")}
        if wrong := next((key for key, value in words.items() if not isinstance(value, str)), None):
            raise RecordError(f"{wrong!r} must be a string")
        role, target = data.get("role"), data.get("target")
        if role is not None and role not in ROLES:
            raise RecordError(f"role {role!r} is not one of {', '.join(ROLES)}")
        if bool(target) == bool(words["name"]):
            raise RecordError("one of 'target' and 'name' must say what is corrected, and not both")
        if "place" not in data and (role is None or not target):
            raise RecordError("'place' is missing" + (", and so is 'role'" if target else ""))
        if target is not None and not isinstance(target, Mapping):
            raise RecordError("'target' must be an object with 'exact', 'prefix' and 'suffix'")
        if words["at"]:
            _time(words["at"])
        words["id"] = words["id"] or _digest(data)
        quoted = Quote.from_dict(target) if target else None
        place = _place(data.get("place"), quoted.exact if quoted else words["name"], get)
        return cls(target=quoted, says_place="place" in data, place=place, role=role, row=data, **words)

    def concerns(self, article: Article) -> bool:
        """True where the target may stand in an article: by id, by address, or by title where its id is a digest."""
        if not self.article and not self.url and not self.title:
            return self.target is not None and self.target.exact in article.text
        if self.article == article.id or (self.url and self.url == article.url):
            return True
        if not self.article.startswith("sha256:"):
            return False
        # The id is that of the content, so an edit has changed it.
        if self.title and self.title == article.title:
            return True
        target = self.target
        return target is not None and target.prefix + target.exact + target.suffix in article.text

    def disagrees(self, later: "Correction") -> bool:
        """True where a later one of the same words says something else, and not because its editor thought again."""
        if self.by and self.by == later.by:
            return False
        place = self.says_place and later.says_place and self.place != later.place
        return place or (self.role is not None and later.role is not None and self.role != later.role)

    def done_to(self, resolution: Resolution) -> Resolution:
        """The resolution with this correction applied."""
        before = resolution.confirmed or Confirmed()
        confirmed = Confirmed(
            place=before.place or self.says_place, role=before.role or self.role is not None,
            by=self.by, at=self.at, why=self.why,
        )  # fmt: skip
        mention = resolution.mention
        if self.role == "site" and mention.label == "EMBEDDED":  # which by itself is never one
            mention = replace(mention, label="PLACE")
        changed = replace(resolution, mention=mention, role=self.role or resolution.role, confirmed=confirmed)
        changed = replace(changed, role_confidence=1.0) if self.role else changed
        if not self.says_place:
            return changed
        put = reason("editor_put", place=self.place.name) if self.place else reason("editor_none")
        why = (reason("editor_why", why=self.why),) if self.why else ()
        return replace(changed, place=self.place, confidence=1.0 if self.place else 0.0, because=(put, *why))


@dataclass(frozen=True)
class Corrections:
    """The corrections in force, the earlier ones first."""

    targeted: tuple[Correction, ...] = ()
    named: tuple[Correction, ...] = ()

    def anchored(self, article: Article) -> Iterator[tuple[Correction, tuple[int, int] | None]]:
        """The corrections of an article, each with the span [start, end) where its words stand now, or None."""
        keys = {article.id, article.url, article.title, *_WORD.findall(article.text)} if self.targeted else set()
        for number in sorted({number for key in keys for number in self._by_key.get(key, ())}):
            correction = self.targeted[number]
            if correction.target and correction.concerns(article):
                yield correction, find(article.text, correction.target)

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        """Positions in `targeted` by what an article that they concern has: its id, address or title, or a word."""
        found: dict[str, list[int]] = {}
        for number, correction in enumerate(self.targeted):
            target = correction.target or Quote(exact=correction.name)
            # A quote is cut within words; the longest of the others is the rarest.
            words = _WORD.findall(target.prefix)[1:] + _WORD.findall(target.suffix)[:-1] + _WORD.findall(target.exact)
            for key in filter(
                None, (correction.article, correction.url, correction.title, max(words, key=len, default=""))
            ):
                found.setdefault(key, []).append(number)
        return found

    def apply(self, located: LocatedArticle) -> LocatedArticle:
        """The article, corrected."""
        resolutions = [self._by_name(resolution) for resolution in located.resolutions]
        for correction, span in self.anchored(located.article):
            if span:
                resolutions = _put(located.article, resolutions, correction, span)
        if resolutions == list(located.resolutions):
            return located
        return replace(located, resolutions=tuple(sorted(resolutions, key=lambda r: r.mention.start)))

    def _by_name(self, resolution: Resolution) -> Resolution:
        folded = fold(resolution.mention.text)
        for correction in self.named:
            if fold(correction.name) == folded:
                resolution = correction.done_to(resolution)
        return resolution


def _put(
    article: Article, resolutions: list[Resolution], correction: Correction, span: tuple[int, int]
) -> list[Resolution]:
    """The resolutions with the correction applied to the mention at its words, or to a new mention there."""
    there = [r for r in resolutions if r.mention.start < span[1] and span[0] < r.mention.end]
    if correction.place is None and (there or correction.says_place):
        # Said of a part of a name, or of more than it, it is said of the name; what nothing marks is no place already.
        return [correction.done_to(r) if r in there else r for r in resolutions]
    if there:
        made = replace(there[0], mention=article.mention(*span, there[0].mention.label))
    else:
        made = Resolution(
            mention=article.mention(*span), place=None, confidence=0.0, role="context",
            because=(reason("editor_marked"),),
        )  # fmt: skip
    return [*(r for r in resolutions if r not in there), correction.done_to(made)]


def in_force(rows: Iterable[Correction | tuple[str, str]]) -> Corrections:
    """The corrections that nobody has withdrawn, in order of time. A pair is a withdrawal: ("withdraws", an id)."""
    rows = list(rows)
    withdrawn = {row[1] for row in rows if isinstance(row, tuple)}
    kept: dict[str, tuple[tuple[str, int], Correction]] = {}
    latest = ""
    for number, row in enumerate(rows):
        if isinstance(row, tuple):
            continue
        latest = _time(row.at) if row.at else latest
        if row.id not in withdrawn:
            kept[row.id] = ((latest, number), row)
    ordered = [correction for _, correction in sorted(kept.values(), key=lambda pair: pair[0])]
    return Corrections(tuple(c for c in ordered if c.target is not None), tuple(c for c in ordered if c.target is None))


def _time(at: str) -> str:
    """A moment in a form whose order is that of time; one without a zone is taken as UTC. Raises RecordError."""
    try:
        moment = dt.datetime.fromisoformat(at)
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC).isoformat()
    except (ValueError, OverflowError):
        raise RecordError(f"'at' must be a time such as 2022-10-05T12:00:00Z, not {at[:40]!r}") from None


def _digest(row: Mapping[str, Any]) -> str:
    """An id for a line that was written by hand: the same line has the same one."""
    text = json.dumps(row, sort_keys=True, ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _place(given: Any, words: str, get: _GetPlace) -> Place | None:
    """The place that a correction names: by id, or as a point of its own."""
    if given is None:
        return None
    if isinstance(given, str):
        if place := get(given):
            return place
        raise RecordError(f"the gazetteer has no place {given!r}; name another id, or give its name, lat and lon")
    if not isinstance(given, Mapping):
        raise RecordError("'place' must be an id, an object with 'lat' and 'lon', or null")
    try:
        own = {"id": f"point:{float(given['lat']):.5f},{float(given['lon']):.5f}", "name": words, "kind": "facility"}
        return Place.from_dict(own | {key: value for key, value in given.items() if value is not None})
    except KeyError as error:
        raise RecordError(f"place: {error} is missing") from None
    except (TypeError, ValueError) as error:
        raise RecordError(f"place: {error}") from None
