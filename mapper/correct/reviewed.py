"""An article that a person has corrected -> gold marks: what nobody has confirmed does not count."""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["as_gold", "is_located"]


def is_located(row: Mapping[str, Any]) -> bool:
    """True where a row is a line of `mapper locate` with mentions, which give a reason and no point of their own."""
    mentions = row.get("mentions")
    found = [m for m in mentions if isinstance(m, Mapping)] if isinstance(mentions, list) else []
    return any("reason" in m for m in found) and not any("lat" in m or "geonameid" in m for m in found)


def as_gold(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The row as a row of gold, or None where no place in it is confirmed.

    Where all its mentions are confirmed, the article counts as a whole. Else what stands between the confirmed ones is
    neutral: neither asked for, nor held against a prediction.
    """
    mentions = [m for m in row["mentions"] if isinstance(m, Mapping)]
    confirmed = [m for m in mentions if _is_confirmed(m)]
    if not confirmed:
        return None
    marks: list[dict[str, Any]] = [_mark(m) for m in confirmed if m.get("place")]
    if len(confirmed) < len(mentions):
        spans = [(m["start"], m["end"]) for m in confirmed]
        marks += ({"start": s, "end": e, "type": "Expression"} for s, e in _between(row["text"], spans))
    return {**row, "mentions": marks}


def _is_confirmed(mention: Mapping[str, Any]) -> bool:
    confirmed = mention.get("confirmed")
    return isinstance(confirmed, Mapping) and bool(confirmed.get("place"))


def _mark(mention: Mapping[str, Any]) -> dict[str, Any]:
    place = mention["place"]
    key = str(place.get("id") or "").removeprefix("geonames:")
    span = {"start": mention["start"], "end": mention["end"]}
    return span | {"geonameid": key, "lat": place.get("lat"), "lon": place.get("lon")}


def _between(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between the spans, and before and after them, that are more than white space."""
    at = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        if text[at:start].strip(" \n,;:\"'”’"):
            yield at, start
        at = max(at, end)
