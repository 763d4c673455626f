"""Gold marks + located articles -> figures of recognition, of resolution, and of both together.

Both are JSON Lines files joined by "id", with half-open offsets in code points of the gold's "text":

    gold       {"id", "text", "mentions": [{"start", "end", "lat"?, "lon"?, "geonameid"?, "type"?}]}
    predicted  {"id", "mentions": [{"start", "end", "place": {"id", "lat", "lon"} | null}]}, as `mapper locate` writes

Gold may also be what `mapper locate` wrote with people's corrections: then what they confirmed is the gold.

Spans are compared without a leading "the" and a trailing possessive. A gold mention whose type is a demonym, a
language, an adjective, an expression or a place inside another name is neutral: neither asked for, nor held against a
prediction that touches it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gazetteer import distance_km

from .correct.reviewed import as_gold, is_located
from .errors import InputError
from .read.articles import read_rows

__all__ = ["evaluate", "format_table"]

_NEUTRAL = re.compile("Demonym|Language|Adjective|Expression|Coercion|Embedded|NORP", re.IGNORECASE)
_THE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVES = ("'s", "’s", "'", "’")


def evaluate(gold: str | Path, predicted: str | Path, *, within_km: float = 161.0) -> dict[str, Any]:
    """The figures, ready for JSON. A place is right by its GeoNames id, or within `within_km` of the gold's point.

    documents_not_reviewed        articles of a corrected file in which nobody has confirmed anything, which do not
                                  count; only where there are some
    documents_without_prediction  how many gold articles the predictions lack; their mentions count as missed
    recognition  precision, recall and f1 of exact spans; precision and recall of overlapping ones; counts
    resolution   over gold mentions that have a place and were recognised: accuracy, and the error's median and mean, km
    coverage     share of the gold mentions with a place that got the right one; missed ones count as wrong
    end_to_end   precision, recall and f1 of places: the span overlaps and the place is right
    Raises InputError with file and line where a row cannot be used, or no id is in both files.
    """
    predictions = _predictions(predicted)
    tally = _Tally(within_km=within_km)
    known = read = False
    for where, row in read_rows(gold):
        text = row.get("text")
        if not isinstance(text, str):
            raise InputError(
                f"{where}: 'text' is missing or no string; gold needs the text that its offsets point into"
            )
        if is_located(row):
            confirmed = as_gold(row)
            if confirmed is None:
                tally.not_reviewed += 1
                continue
            row = confirmed  # noqa: PLW2901 -- the same article, as gold
        read = True
        marks = _fitted(_marks(where, row, _gold_mark), text, where)
        prediction = predictions.get(_id(where, row))
        if prediction is None:
            tally.absent += 1
            tally.add(marks, [])
            continue
        known = True
        if prediction.trace not in {None, hash(text)}:
            raise InputError(f"{prediction.where}: its text is not that of {where}; locate the gold file itself")
        tally.add(marks, _fitted(prediction.marks, text, prediction.where))
    if tally.not_reviewed and not read:
        raise InputError(
            f"{gold}: nobody has confirmed a place in it, so it is no gold; correct it first with `mapper review`, and "
            "locate its articles with --corrections"
        )
    if not known:
        raise InputError(f"{predicted}: no id of {gold} is in it; locate the gold file itself, with its ids")
    return tally.report()


def format_table(report: Mapping[str, Any]) -> str:
    """The figures of `evaluate`, as lines for people."""
    spans, places, coverage = report["recognition"], report["resolution"], report["coverage"]
    lines = [f"{'':<32}{'precision':>10}{'recall':>10}{'F1':>10}"]
    for name, scores in (
        ("recognition, exact spans", spans["exact"]),
        ("recognition, overlapping spans", spans["overlap"]),
        ("end to end, span and place", report["end_to_end"]),
    ):
        lines.append(f"{name:<32}" + "".join(f"{score:>10.1%}" for score in scores.values()))
    error = "" if places["median_km"] is None else f"; off by {places['median_km']} km (median)"
    lines += [
        "",
        f"mentions             {spans['gold']} in the gold, {spans['predicted']} predicted",
        f"resolution           {places['accuracy']:.1%} right of {places['mentions']} recognised with a place{error}",
        f"coverage             {coverage['right']:.1%} right of {coverage['mentions']} with a place",
        f"without prediction   {report['documents_without_prediction']} articles",
    ]
    if "documents_not_reviewed" in report:
        lines.append(f"not reviewed         {report['documents_not_reviewed']} articles, which do not count")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A mention, in gold or predicted. It has a place where it has a GeoNames id or a point (WGS84 degrees)."""

    span: tuple[int, int]
    place: str
    point: tuple[float, float] | None
    neutral: bool = False

    @property
    def placed(self) -> bool:
        return bool(self.place or self.point)

    def touches(self, others: Iterable["_Mark"]) -> bool:
        return any(self.span[0] < other.span[1] and other.span[0] < self.span[1] for other in others)

    def off_by(self, other: "_Mark") -> float | None:
        """Kilometres between the places of both, 0 for the same id, None where that cannot be told."""
        if self.place and self.place == other.place:
            return 0.0
        return distance_km(*self.point, *other.point) if self.point and other.point else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prediction:
    where: str
    trace: int | None  # hash of its text, None where the row has none
    marks: list[_Mark]


@dataclass(slots=True, kw_only=True)
class _Tally:
    """Counts over all articles so far."""

    within_km: float
    absent: int = 0  # articles
    not_reviewed: int = 0  # articles
    gold: int = 0  # spans
    predicted: int = 0
    exact: int = 0
    gold_touched: int = 0
    predicted_touching: int = 0
    placed: int = 0  # gold mentions with a place
    recognised: int = 0  # of those, touched by a prediction
    resolved: int = 0  # of those, rightly
    pinned: int = 0  # predictions with a place, where the gold does not leave the place open
    pinned_right: int = 0
    errors: list[float] = field(default_factory=list)  # km

    def add(self, marks: list[_Mark], predictions: list[_Mark]) -> None:
        asked = [mark for mark in marks if not mark.neutral]
        spared = [mark for mark in marks if mark.neutral]
        made = {p.span: p for p in predictions if p.touches(asked) or not p.touches(spared)}
        spans = {mark.span: mark for mark in asked}
        self.gold += len(spans)
        self.predicted += len(made)
        self.exact += len(spans.keys() & made.keys())
        self.gold_touched += sum(mark.touches(made.values()) for mark in spans.values())
        self.predicted_touching += sum(mark.touches(asked) for mark in made.values())
        for mark in asked:
            if mark.placed:
                self._add_placed(mark, made)
        for mark in made.values():
            if mark.placed:
                self._add_pin(mark, [g for g in asked if g.touches([mark])])

    def _add_placed(self, gold: _Mark, made: Mapping[tuple[int, int], _Mark]) -> None:
        self.placed += 1
        hit = made.get(gold.span) or next((p for p in made.values() if p.touches([gold])), None)
        if hit is None:
            return
        self.recognised += 1
        self.resolved += self._right(gold, hit)
        km = gold.off_by(hit)
        if gold.point and km is not None:
            self.errors.append(km)

    def _add_pin(self, pin: _Mark, asked: list[_Mark]) -> None:
        if asked and not any(mark.placed for mark in asked):
            return
        self.pinned += 1
        self.pinned_right += any(self._right(mark, pin) for mark in asked)

    def _right(self, gold: _Mark, predicted: _Mark) -> bool:
        km = gold.off_by(predicted)
        return km is not None and km <= self.within_km

    def report(self) -> dict[str, Any]:
        left_out = {"documents_not_reviewed": self.not_reviewed} if self.not_reviewed else {}
        import statistics  # which brings the exact fractions with it

        return left_out | {
            "documents_without_prediction": self.absent,
            "recognition": {
                "exact": _scores(_share(self.exact, self.predicted), _share(self.exact, self.gold)),
                "overlap": {
                    "precision": round(_share(self.predicted_touching, self.predicted), 4),
                    "recall": round(_share(self.gold_touched, self.gold), 4),
                },
                "gold": self.gold,
                "predicted": self.predicted,
            },
            "resolution": {
                "accuracy": round(_share(self.resolved, self.recognised), 4),
                "mentions": self.recognised,
                "median_km": round(statistics.median(self.errors), 1) if self.errors else None,
                "mean_km": round(statistics.fmean(self.errors), 1) if self.errors else None,
            },
            "coverage": {"right": round(_share(self.resolved, self.placed), 4), "mentions": self.placed},
            "end_to_end": _scores(round(_share(self.pinned_right, self.pinned), 4), _share(self.resolved, self.placed)),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _scores(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _predictions(path: str | Path) -> dict[str, _Prediction]:
    predictions: dict[str, _Prediction] = {}
    for where, row in read_rows(path):
        key = _id(where, row)
        if key in predictions:
            raise InputError(f"{where}: the id {key!r} was used before, in {predictions[key].where}; keep one of them")
        text = row.get("text")
        trace = hash(text) if isinstance(text, str) else None
        predictions[key] = _Prediction(where=where, trace=trace, marks=_marks(where, row, _predicted_mark))
    return predictions


def _id(where: str, row: Mapping[str, Any]) -> str:
    if not isinstance(row.get("id"), str | int):
        raise InputError(f"{where}: 'id' is missing; gold and predictions are joined by it")
    return str(row["id"])


def _marks(where: str, row: Mapping[str, Any], make: Callable[[Any], dict[str, Any]]) -> list[_Mark]:
    mentions = row.get("mentions")
    if not isinstance(mentions, list):
        raise InputError(f"{where}: 'mentions' is missing or no list; an article without any has an empty list")
    marks = []
    for i, mention in enumerate(mentions):
        try:
            start, end = mention["start"], mention["end"]
            if not (type(start) is int and type(end) is int and 0 <= start < end):
                raise ValueError(f"cannot stand at [{start!r}, {end!r})")
            marks.append(_Mark(span=(start, end), **make(mention)))
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise InputError(f"{where}: mentions[{i}]: {type(error).__name__}, {error}; mend the row") from None
    return marks


def _gold_mark(mention: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "place": str(mention.get("geonameid") or ""),
        "point": _point(mention),
        "neutral": bool(_NEUTRAL.search(mention.get("type") or "")),
    }


def _predicted_mark(mention: Mapping[str, Any]) -> dict[str, Any]:
    place = mention.get("place") or {}
    return {"place": str(place.get("id") or "").removeprefix("geonames:"), "point": _point(place)}


def _point(row: Mapping[str, Any]) -> tuple[float, float] | None:
    if row.get("lat") is None:
        return None
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"({lat}, {lon}) is no point on Earth")
    return lat, lon


def _fitted(marks: Iterable[_Mark], text: str, where: str) -> list[_Mark]:
    """The marks as they are compared. Raises InputError for one beyond the text."""
    marks = list(marks)
    if any(mark.span[1] > len(text) for mark in marks):
        raise InputError(f"{where}: a mention stands beyond the end of the text, {len(text)}; mend the offsets")
    return [replace(mark, span=_trimmed(text, *mark.span)) for mark in marks]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if the := _THE.match(words):
        start, words = start + the.end(), words[the.end() :]
    words = words.removesuffix(next(filter(words.endswith, _POSSESSIVES), "")).rstrip(' \n,;:"”')
    return start, start + len(words)
