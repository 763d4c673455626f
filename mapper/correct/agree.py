"""Two reviewers of the same articles -> how far they agree: on spans, on places, on roles.

Both files are what `mapper locate --corrections` writes, one for each reviewer, joined by "id". What neither has
touched is what the program found, and agrees by itself: so places and roles are compared where both have decided,
unless everything is asked for. A share says how often they agree; Cohen's kappa takes off what chance would give them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gazetteer import Place, distance_km

from ..errors import InputError
from ..read.articles import read_located
from ..records import LocatedArticle, Resolution

__all__ = ["agreement", "format_agreement", "kappa"]

_WORD = re.compile(r"\w+")
_NO_PLACE = "no place"


def agreement(a: str | Path, b: str | Path, *, within_km: float = 1.0, everything: bool = False) -> dict[str, Any]:
    """The figures, ready for JSON.

    articles  how many are in both files and compared
    spans     of both; share is 2 * the same / all, by exact span; kappa is over words, in a mention or not
    places    of mentions with the same span: share and kappa of the same id, or points within `within_km`
    roles     of the same mentions: share and kappa
    everything  also compare what one of them, or neither, has decided about
    Kappa is None where chance alone would make them agree. Raises InputError where there is nothing to compare.
    """
    others = _by_id(b)
    tally = _Tally(within_km=within_km, everything=everything)
    is_shared = False
    for key, one in _by_id(a).items():
        other = others.get(key)
        if other is None:
            continue
        is_shared = True
        if one.article.text != other.article.text:
            raise InputError(f"{b}: the text of article {key} is not that of {a}; both must be of the same articles")
        tally.add(one, other)
    if not is_shared:
        raise InputError(f"{b}: no id of {a} is in it; give what two reviewers made of the same articles")
    if not tally.articles:
        raise InputError(
            f"{a}, {b}: there is no article in which both have decided anything; make the files with "
            "`mapper locate --corrections`, or compare everything with --all"
        )
    return tally.report()


def format_agreement(report: Mapping[str, Any]) -> str:
    """The report of `agreement`, as lines for people."""
    lines = [f"{'':<10}{'compared':>10}{'agree':>10}{'kappa':>10}"]
    for name in ("spans", "places", "roles"):
        row = report[name]
        share = "-" if row["share"] is None else f"{row['share']:.1%}"
        chance = "-" if row["kappa"] is None else f"{row['kappa']:.3f}"
        lines.append(f"{name:<10}{row['compared']:>10,}{share:>10}{chance:>10}")
    spans = report["spans"]
    return "\n".join([*lines, "", f"articles  {report['articles']:,}; mentions {spans['a']:,} and {spans['b']:,}"])


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters' labels for the same things; None where there are none, or chance is certain."""
    if not pairs:
        return None
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / total
    chance = sum(first[label] * second[label] for label in first) / total**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


@dataclass(slots=True, kw_only=True)
class _Tally:
    within_km: float
    everything: bool
    articles: int = 0
    spans: list[int] = field(default_factory=lambda: [0, 0, 0])  # of a, of b, the same
    words: list[tuple[str, str]] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)

    def add(self, one: LocatedArticle, other: LocatedArticle) -> None:
        if not self.everything and not (_decided(one) and _decided(other)):
            return
        self.articles += 1
        mine, theirs = _spans(one), _spans(other)
        self.spans = [n + len(s) for n, s in zip(self.spans, (mine, theirs, mine & theirs), strict=True)]
        for word in _WORD.finditer(one.article.text):
            self.words.append((_inside(word.start(), mine), _inside(word.start(), theirs)))
        by_span = {_span(r): r for r in other.resolutions}
        for resolution in one.resolutions:
            if match := by_span.get(_span(resolution)):
                self._compare(resolution, match)

    def _compare(self, one: Resolution, other: Resolution) -> None:
        both = one.confirmed, other.confirmed
        if self.everything or all(c and c.place for c in both):
            mine, theirs = (r.place.id if r.place else _NO_PLACE for r in (one, other))
            self.places.append((mine, mine if self._same(one.place, other.place) else theirs))
        if self.everything or all(c and c.role for c in both):
            self.roles.append((one.role, other.role))

    def _same(self, one: Place | None, other: Place | None) -> bool:
        if one is None or other is None:
            return one is other
        return one.id == other.id or distance_km(one.lat, one.lon, other.lat, other.lon) <= self.within_km

    def report(self) -> dict[str, Any]:
        a, b, same = self.spans
        return {
            "articles": self.articles,
            "spans": {"a": a, "b": b, **_figures(a + b - same, 2 * same / (a + b) if a + b else None, self.words)},
            "places": _figures(len(self.places), _share(self.places), self.places),
            "roles": _figures(len(self.roles), _share(self.roles), self.roles),
        }


def _figures(compared: int, share: float | None, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    chance = kappa(pairs)
    return {
        "compared": compared,
        "share": None if share is None else round(share, 4),
        "kappa": None if chance is None else round(chance, 4),
    }


def _share(pairs: Sequence[tuple[str, str]]) -> float | None:
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def _by_id(path: str | Path) -> dict[str, LocatedArticle]:
    found: dict[str, LocatedArticle] = {}
    for item in read_located(path):
        if item.article.id in found:
            raise InputError(f"{path}: the id {item.article.id!r} is there twice; keep one of them")
        found[item.article.id] = item
    return found


def _decided(item: LocatedArticle) -> bool:
    return any(resolution.confirmed for resolution in item.resolutions)


def _span(resolution: Resolution) -> tuple[int, int]:
    return resolution.mention.start, resolution.mention.end


def _spans(item: LocatedArticle) -> set[tuple[int, int]]:
    """The spans of the mentions, without those that an editor says are no places."""
    return {_span(r) for r in item.resolutions if r.place or not (r.confirmed and r.confirmed.place)}


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> str:
    return "in" if any(start <= at < end for start, end in spans) else "out"
