"""Gold marks with roles + located articles -> figures of the red pins ("It happened here") and of the roles.

Both are JSON Lines files joined by "id". The gold's mentions have, beside their offsets, `role` (site, actor or
context, or several with | between), `lat` and `lon` or null, `km` (how far off a point may lie), `kind` (country, area,
region, town, site), `cc`, `place` (the same for all marks of one place), and where so `optional` and `container`.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from .errors import InputError
from .judge import Judged, judge, mark_of, said_of
from .read.articles import read_rows
from .records import ROLES

__all__ = ["evaluate_pins", "format_pins"]

_T = TypeVar("_T")
_ROUNDS = 1000
_WORST = 10
_GRADES = {"all": ("countries", "finer places"), "countries": ("countries",), "finer places": ("finer places",)}


def evaluate_pins(gold: str | Path, located: str | Path) -> dict[str, Any]:
    """The figures, ready for JSON.

    articles, articles_without_prediction
                 how many are compared, and how many of the gold are not in the other file
    pins         for "all", "countries" and "finer places": precision and recall, each with the ends of its 95 %
                 interval when articles are drawn anew, and the counts. A red pin is right at a site, wrong at none,
                 either where the gold leaves it open, neutral at what only holds a finer site; the last two have no
                 part in the figures. Sites of the gold are found or lost.
    errors       kinds of error with their counts, likewise
    roles        of the recognised mentions with one defensible role: accuracy, macro_f1, and each role's scores
    calibration  how far confidence in place and role is from the share of red pins that is right, over ten bins
    calibration_by_chance
                 how far it would be, on average and from 5 to 95 of 100 times, if each pin were right as often as its
                 confidence says: with few pins never 0
    articles_without_wrong_pin
                 their share
    worst        the articles with most wrong and lost, each with the names and why
    Raises InputError with file and line where a row cannot be used, or no id is in both files.
    """
    said = dict(_rows(located, said_of))
    judged: dict[str, Judged] = {}
    absent = 0
    for key, (where, trace, marks) in _rows(gold, mark_of):
        if key not in said:
            absent += 1
            continue
        other, seen, mentions = said[key]
        if trace != seen:
            raise InputError(f"{other}: its text is not that of {where}; locate the gold file itself")
        judged[key] = judge(marks, mentions)
    if not judged:
        raise InputError(f"{located}: no id of {gold} is in it; locate the gold file itself, with its ids")
    every = list(judged.values())
    sure = [pair for one in every for pair in one.sure]
    return {
        "articles": len(every),
        "articles_without_prediction": absent,
        "pins": {name: _pin_figures(every, grades) for name, grades in _GRADES.items()},
        "errors": {
            name: dict(sorted(sum((one.errors[grade] for one in every for grade in grades), Counter[str]()).items()))
            for name, grades in _GRADES.items()
        },
        "roles": _role_figures(sum((one.roles for one in every), Counter())),
        "calibration": round(_calibration_error(sure), 4),
        "calibration_by_chance": _calibration_by_chance([confidence for confidence, _ in sure]),
        "articles_without_wrong_pin": round(sum(not one.wrong for one in every) / len(every), 4),
        "worst": list(_worst(judged)),
    }


def format_pins(report: Mapping[str, Any]) -> str:
    """The figures of `evaluate_pins`, as lines for people."""
    lines = [f"{'red pins':<16}{'precision':>10}{'95 %':>16}{'recall':>10}{'95 %':>16}"]
    for name, found in report["pins"].items():
        cells = [
            f"{found[key]:>10.1%}{'{:.1%} to {:.1%}'.format(*found[f'{key}_interval']):>16}"
            for key in ("precision", "recall")
        ]
        lines.append(f"{name:<16}{''.join(cells)}")
    roles = report["roles"]
    scores = ", ".join(
        f"{role} {found['precision']:.1%} / {found['recall']:.1%}" for role, found in roles["by_role"].items()
    )
    lines += [
        "",
        f"articles without a wrong red pin   {report['articles_without_wrong_pin']:.1%} of {report['articles']}",
        f"roles of {roles['mentions']} mentions   {roles['accuracy']:.1%} right, macro F1 {roles['macro_f1']:.3f}",
        f"precision / recall   {scores}",
        f"calibration   confidence is off by {report['calibration']:.3f}, on average of the red pins; "
        "{:.3f} ({:.3f} to {:.3f}) by chance if it were exact".format(*report["calibration_by_chance"]),
    ]
    if report["articles_without_prediction"]:
        lines.append(f"without prediction   {report['articles_without_prediction']} articles")
    lines += ["", f"{'kinds of error':<48}{'countries':>10}{'finer':>8}"]
    for kind, count in report["errors"]["all"].items():
        countries = report["errors"]["countries"].get(kind, 0)
        lines.append(f"{kind:<48}{countries:>10}{count - countries:>8}")
    lines += ["", "worst articles, by wrong and lost"]
    for row in report["worst"]:
        lines.append(f"{row['id']}   {len(row['wrong'])} wrong, {len(row['lost'])} lost")
        lines += [f"    {error} {name}: {why}" for error in ("wrong", "lost") for name, why in row[error]]
    return "\n".join(lines)


def _rows(path: str | Path, make: Callable[[Any], _T]) -> Iterator[tuple[str, tuple[str, int, list[_T]]]]:
    """Of each article its id, and where it stands, a trace of its text, and its mentions."""
    for where, row in read_rows(path):
        if not isinstance(row.get("text"), str) or not isinstance(row.get("id"), str | int):
            raise InputError(f"{where}: 'id' or 'text' is missing; gold and located articles are joined by both")
        mentions = []
        for i, mention in enumerate(row.get("mentions") or ()):
            try:
                mentions.append(make(mention))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise InputError(f"{where}: mentions[{i}]: {type(error).__name__}, {error}; mend the row") from None
        yield str(row["id"]), (where, hash(row["text"]), mentions)


def _pin_figures(judged: Sequence[Judged], grades: Sequence[str]) -> dict[str, Any]:
    counts = [sum((one.pins[grade] for grade in grades), Counter[str]()) for one in judged]
    total = sum(counts, Counter[str]())
    chance = random.Random(0)  # noqa: S311 -- a bootstrap, not a secret
    draws = [sum(chance.choices(counts, k=len(counts)), Counter[str]()) for _ in range(_ROUNDS)]
    out: dict[str, Any] = {}
    for name, measure in (("precision", _precision), ("recall", _recall)):
        drawn = sorted(map(measure, draws))
        out[name] = round(measure(total), 4)
        out[f"{name}_interval"] = [round(drawn[int(share * _ROUNDS)], 4) for share in (0.025, 0.975)]
    return out | {key: total[key] for key in ("right", "wrong", "either", "neutral", "found", "lost")}


def _precision(counts: Mapping[str, int]) -> float:
    return counts["right"] / max(1, counts["right"] + counts["wrong"])


def _recall(counts: Mapping[str, int]) -> float:
    return counts["found"] / max(1, counts["found"] + counts["lost"])


def _calibration_error(pins: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, float] = defaultdict(float)
    for sure, right in pins:
        bins[min(9, int(10 * sure))] += sure - right
    return sum(map(abs, bins.values())) / max(1, len(pins))


def _calibration_by_chance(confidences: Sequence[float]) -> list[float]:
    chance = random.Random(0)  # noqa: S311 -- a simulation, not a secret
    drawn = sorted(_calibration_error([(sure, chance.random() < sure) for sure in confidences]) for _ in range(_ROUNDS))
    found = [sum(drawn) / _ROUNDS, *(drawn[int(share * _ROUNDS)] for share in (0.05, 0.95))]
    return [round(error, 4) for error in found]


def _role_figures(pairs: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    mentions = sum(pairs.values())
    scores = {}
    for role in ROLES:
        right = pairs[role, role]
        said = sum(count for (_, other), count in pairs.items() if other == role)
        marked = sum(count for (other, _), count in pairs.items() if other == role)
        scores[role] = {
            "precision": round(right / max(1, said), 4),
            "recall": round(right / max(1, marked), 4),
            "f1": round(2 * right / max(1, said + marked), 4),
        }
    return {
        "mentions": mentions,
        "accuracy": round(sum(pairs[role, role] for role in ROLES) / max(1, mentions), 4),
        "macro_f1": round(sum(score["f1"] for score in scores.values()) / len(ROLES), 4),
        "by_role": scores,
    }


def _worst(judged: Mapping[str, Judged]) -> Iterator[dict[str, Any]]:
    ranked = sorted(judged.items(), key=lambda item: -len(item[1].wrong) - len(item[1].lost))
    for key, one in ranked[:_WORST]:
        if one.wrong or one.lost:
            yield {"id": key, "wrong": one.wrong, "lost": one.lost}
