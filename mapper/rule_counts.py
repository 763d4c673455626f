"""Gold marks with roles + located articles -> how often each rule of roles speaks, and how often it is right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer

from .errors import InputError
from .judge import Mark, mark_of
from .read.articles import read_located, read_rows
from .reading.reading import reading_of
from .records import LocatedArticle
from .resolve.rank import rank
from .resolve.resolver import named_in
from .resolve.roles import RULES, hits

__all__ = ["count_rules", "format_rules"]


def count_rules(gold: str | Path, located: str | Path, gazetteer: Gazetteer) -> dict[str, Any]:
    """The figures, ready for JSON.

    articles  how many are compared
    rules     of each rule its role, the located mentions that it speaks of and gold has a role for, how often that is
              the rule's (`right`) and how often another (`wrong`), and an example of a wrong one; most wrong first
    Raises InputError where a row cannot be used, or no id is in both files.
    """
    marks = dict(_marks(gold))
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    example: dict[str, str] = {}
    articles = 0
    for item in read_located(located):
        if item.article.id not in marks:
            continue
        articles += 1
        for rule, role, mark, around in _spoken(item, marks[item.article.id], gazetteer):
            if role in mark.roles:
                right[rule] += 1
            else:
                wrong[rule] += 1
                example.setdefault(rule, around)
    if not articles:
        raise InputError(f"{located}: no id of {gold} is in it; locate the gold file itself, with its ids")
    roles = {rule.name: rule.role for rule in RULES}
    rows = [
        {"rule": name, "role": role, "right": right[name], "wrong": wrong[name], "example": example.get(name, "")}
        for name, role in roles.items()
    ]
    return {"articles": articles, "rules": sorted(rows, key=lambda row: (-wrong[row["rule"]], -right[row["rule"]]))}


def format_rules(report: Mapping[str, Any]) -> str:
    """The counts of `count_rules`, as lines for people."""
    lines = [f"{'rule':<20}{'role':<10}{'right':>7}{'wrong':>7}{'':>3}a wrong one"]
    for row in report["rules"]:
        line = f"{row['rule']:<20}{row['role']:<10}{row['right']:>7}{row['wrong']:>7}{'':>3}{row['example']}"
        lines.append(line.rstrip())
    return "\n".join([*lines, "", f"in {report['articles']} articles"])


def _marks(gold: str | Path) -> Iterator[tuple[str, list[Mark]]]:
    for where, row in read_rows(gold):
        try:
            yield str(row["id"]), [mark_of(mark) for mark in row.get("mentions") or ()]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(f"{where}: {type(error).__name__}, {error}; mend the row") from None


def _spoken(item: LocatedArticle, marks: Iterable[Mark], gazetteer: Gazetteer) -> Iterator[tuple[str, str, Mark, str]]:
    """Of each mention that gold has a role for, the rules that speak of it: rule, role, mark, the words around."""
    reading = reading_of(item.article.text)
    by_start = {mark.start: mark for mark in marks if not mark.optional}
    for named in named_in(reading, rank(item.article, [r.mention for r in item.resolutions], gazetteer)):
        mark = by_start.get(named.mention.start)
        if mark:
            name = named.mention
            around = f"{reading.before(name.start, 30)}[{name.text}]{reading.after(name.end, 30)}"
            for hit in hits(reading, named):
                yield hit.rule, hit.role, mark, " ".join(around.split())
