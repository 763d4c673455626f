"""The records that flow through the package: Article -> Mention -> Resolution -> LocatedArticle.

All are frozen, slotted and keyword-only. Offsets are half-open code points of `Article.text`, and
`article.text[m.start:m.end] == m.text` always holds: it is checked wherever mentions meet their article.
`to_dict` gives what JSON holds and `from_dict` takes it back; `from_dict` raises RecordError with the path of the
field that is wrong ("mentions[3].start: …").
"""

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from gazetteer import Place

from .addresses import without_keys
from .confirmed import Confirmed
from .errors import RecordError
from .fields import day_of, objects_of, ours_of, pages_of, string_of, words_of
from .origins import Coded, Copy, Moment, moments_of
from .reason import Reason, in_english, reasons_of

__all__ = [
    "LABELS", "ROLES", "SAME_KM", "Article", "Candidate", "Label", "LocatedArticle", "Mention", "Point", "Resolution",
    "Role",
]  # fmt: skip

Label = Literal["PLACE", "FACILITY", "EMBEDDED"]
LABELS: tuple[Label, ...] = get_args(Label)
Point = tuple[str, float, float]
Role = Literal["site", "actor", "context"]
ROLES: tuple[Role, ...] = get_args(Role)
# Two candidates so close are one answer for every reader: a city and the district around it.
SAME_KM = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name as printed: `text` stands at [start, end) of the article's text, in code points.

    label        PLACE; FACILITY (plants, bridges, hospitals, crossings, camps); or EMBEDDED, the place inside the name
                 of something else ("Punjab Police"): evidence and context, never a site by itself
    role_scores  how probable the network finds each of ROLES here, in their order; None where it was not asked. Not
                 written, and no part of what makes two mentions equal
    """

    start: int
    end: int
    text: str
    label: Label = "PLACE"
    role_scores: tuple[float, ...] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise RecordError(f"mention {self.text!r} cannot stand at [{self.start}, {self.end})")
        if self.label not in LABELS:
            raise RecordError(f"label {self.label!r} is not one of {', '.join(LABELS)}")

    def to_dict(self) -> dict[str, Any]:
        """The four fields."""
        return {"start": self.start, "end": self.end, "text": self.text, "label": self.label}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, as read.

    text      the text that all offsets point into, never empty
    id        from the input, else "sha256:" and 16 hex digits of title and text, so that it is stable
    title     "" where unknown; may also stand at the head of `text`
    date      day of publication, None where unknown
    date_guessed  whether nobody has declared that day
    url       where it was published, or ""; like the id it has no password or key in it
    source    who published it, or ""
    author    who wrote it, or ""
    section   the part of the paper that it stood in, or ""
    language  ISO 639-1 code, or "" where unknown
    mentions  marks that came with the input; the recogniser makes its own
    pages     the offset at which each page of a document begins, () where it has none
    times     when its parts were said or posted, where there are several or the hour is known
    copies    the same story in other papers, where they were found to be one
    coded     where the dataset that the article comes from puts its events
    """

    text: str
    id: str = ""
    title: str = ""
    date: dt.date | None = None
    date_guessed: bool = False
    url: str = ""
    source: str = ""
    author: str = ""
    section: str = ""
    language: str = ""
    mentions: tuple[Mention, ...] = ()
    pages: tuple[int, ...] = ()
    times: tuple[Moment, ...] = ()
    copies: tuple[Copy, ...] = ()
    coded: tuple[Coded, ...] = ()

    def __post_init__(self) -> None:
        for key in ("text", "id", "title", "url", "source", "author", "section", "language"):
            if not isinstance(value := getattr(self, key), str):
                raise RecordError(f"an article's {key} must be a string, not {type(value).__name__}")
        if not self.text:
            raise RecordError("an article needs a text")
        if isinstance(self.date, dt.datetime):
            object.__setattr__(self, "date", self.date.date())
        elif not isinstance(self.date, dt.date | None):
            raise RecordError(f"an article's date must be a datetime.date, not {type(self.date).__name__}")
        for name in ("id", "url", "source", "author", "section"):
            object.__setattr__(self, name, without_keys(getattr(self, name)))
        if not self.id:
            digest = hashlib.sha256(f"{self.title}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "id", f"sha256:{digest[:16]}")
        for mention in self.mentions:
            self.check(mention)

    @property
    def declared(self) -> dt.date | None:
        """The day of publication where somebody has declared it; a guess does not count."""
        return None if self.date_guessed else self.date

    def mention(self, start: int, end: int, label: Label = "PLACE") -> Mention:
        """The mention at [start, end) of this text. Raises RecordError where the text does not reach that far."""
        if not 0 <= start < end <= len(self.text):
            raise RecordError(f"no mention can stand at [{start}, {end}) of a text of {len(self.text)} characters")
        return Mention(start=start, end=end, text=self.text[start:end], label=label)

    def check(self, mention: Mention) -> None:
        """Raise RecordError unless the mention's words stand where it says."""
        found = self.text[mention.start : mention.end]
        if found != mention.text:
            raise RecordError(
                f"mention {mention.text!r} is not what stands at [{mention.start}, {mention.end}): {found!r}"
            )

    def page_of(self, offset: int) -> int:
        """The number of the page on which a place of the text stands, from 1; 0 where the article has no pages."""
        return bisect_right(self.pages, offset)

    def to_dict(self) -> dict[str, Any]:
        """`id` and `text` always; the other fields where they say something."""
        out: dict[str, Any] = {"id": self.id, "title": self.title, "date": self.date.isoformat() if self.date else "",
                               "url": self.url, "source": self.source, "author": self.author, "section": self.section,
                               "language": self.language}  # fmt: skip
        out |= {"date_guessed": self.date_guessed}
        out = {key: value for key, value in out.items() if value} | {"text": self.text}
        out |= {"pages": list(self.pages)} if self.pages else {}
        lists: dict[str, tuple[Moment | Copy | Coded | Mention, ...]] = {
            "times": self.times, "copies": self.copies, "coded": self.coded, "mentions": self.mentions,
        }  # fmt: skip
        return out | {key: [one.to_dict() for one in found] for key, found in lists.items() if found}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Article":
        """The reverse of to_dict; unknown keys are left alone. Raises RecordError."""
        mentions = objects_of(data, "mentions")
        text = string_of(data, "text", required=True)
        return cls(
            text=text,
            id=string_of(data, "id"), title=string_of(data, "title"), date=day_of(data),
            date_guessed=data.get("date_guessed") is True, url=string_of(data, "url"),
            source=string_of(data, "source"), author=words_of(data, "author"), section=words_of(data, "section"),
            language=string_of(data, "language"),
            mentions=tuple(_mention(row, f"mentions[{i}]") for i, row in enumerate(mentions)),
            pages=pages_of(data, len(text)), copies=tuple(map(Copy.from_dict, ours_of(data, "copies"))),
            coded=tuple(map(Coded.from_dict, ours_of(data, "coded"))), times=moments_of(data, len(text)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention might mean. `score` is its share of the belief, 0..1."""

    place: Place
    score: float

    def to_dict(self) -> dict[str, Any]:
        """The place with its score beside it."""
        return self.place.to_dict() | {"score": self.score}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The resolution of a mention.

    place       where it is, or None where nothing was good enough
    confidence  how sure the choice is, 0..1; 0 where there is no place
    role        site (it happened or is located here), actor (a government, army or people speaking or acting) or
                context (named for comparison, background, origin or as a modifier)
    because     why, clause by clause; never empty, also where there is no place
    candidates  the places considered, likeliest first, the chosen one among them unless an editor chose it
    confirmed   what an editor has decided here; None where nobody has. A place so chosen has confidence 1
    role_confidence  how sure the role is, 0..1; 1 where it was not weighed
    """

    mention: Mention
    place: Place | None
    confidence: float
    role: Role
    because: tuple[Reason, ...]
    candidates: tuple[Candidate, ...] = ()
    confirmed: Confirmed | None = None
    role_confidence: float = 1.0

    def __post_init__(self) -> None:
        for sure in (self.confidence, self.role_confidence):
            if not 0 <= sure <= 1:
                raise RecordError(f"confidence {sure} is not in 0..1")
        if self.role not in ROLES:
            raise RecordError(f"role {self.role!r} is not one of {', '.join(ROLES)}")
        if not self.because:
            raise RecordError(f"the resolution of {self.mention.text!r} gives no reason")

    @property
    def reason(self) -> str:
        """The reasons as one English sentence, without its capital and full stop."""
        return in_english(self.because)

    def to_dict(self) -> dict[str, Any]:
        """The mention with what became of it beside it; `confirmed` where an editor has decided."""
        out = self.mention.to_dict() | {
            "role": self.role, "confidence": self.confidence, "reason": self.reason,
            "because": [one.to_dict() for one in self.because],
            "place": self.place and self.place.to_dict(), "candidates": [c.to_dict() for c in self.candidates],
        }  # fmt: skip
        out |= {"role_confidence": self.role_confidence} if self.role_confidence < 1 else {}
        return out | {"confirmed": self.confirmed.to_dict()} if self.confirmed else out


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedArticle:
    """An article with its mentions resolved, in order of their start: the unit that is stored, batched and drawn."""

    article: Article
    resolutions: tuple[Resolution, ...] = ()

    @property
    def points(self) -> frozenset[Point]:
        """The points on the map: "Kupiansk" and "20 km south of Kupiansk" are two."""
        places = (resolution.place for resolution in self.resolutions)
        return frozenset((place.id, place.lat, place.lon) for place in places if place)

    @property
    def unresolved(self) -> int:
        """The number of mentions that have no place, and no editor who says that they have none."""
        return sum(r.place is None and not (r.confirmed and r.confirmed.place) for r in self.resolutions)

    def __post_init__(self) -> None:
        for resolution in self.resolutions:
            self.article.check(resolution.mention)

    def to_dict(self) -> dict[str, Any]:
        """The article, with its resolved mentions in place of any that came with it."""
        return self.article.to_dict() | {"mentions": [r.to_dict() for r in self.resolutions]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "LocatedArticle":
        """The reverse of to_dict. Raises RecordError."""
        rows = objects_of(data, "mentions")
        article = Article.from_dict({key: value for key, value in data.items() if key != "mentions"})
        return cls(article=article, resolutions=tuple(_resolution(row, f"mentions[{i}]") for i, row in enumerate(rows)))


def _mention(row: Mapping[str, Any], path: str) -> Mention:
    try:
        start, end = row["start"], row["end"]
        if type(start) is not int or type(end) is not int:
            raise RecordError("'start' and 'end' must be whole numbers")
        return Mention(
            start=start, end=end, text=string_of(row, "text", required=True), label=row.get("label", "PLACE")
        )
    except KeyError as error:
        raise RecordError(f"{path}: {error} is missing") from None
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from None


def _resolution(row: Mapping[str, Any], path: str) -> Resolution:
    mention = _mention(row, path)
    try:
        return Resolution(
            mention=mention,
            place=Place.from_dict(row["place"]) if row["place"] is not None else None,
            confidence=float(row["confidence"]),
            role=row["role"],
            because=reasons_of(row),
            candidates=tuple(
                Candidate(place=Place.from_dict(c), score=float(c["score"])) for c in objects_of(row, "candidates")
            ),
            confirmed=Confirmed.from_dict(row["confirmed"]) if row.get("confirmed") else None,
            role_confidence=float(row.get("role_confidence", 1.0)),
        )
    except KeyError as error:
        raise RecordError(f"{path}: {error} is missing") from None
    except (TypeError, ValueError) as error:
        raise RecordError(f"{path}: {error}") from None
