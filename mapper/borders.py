"""The policies by which contested borders are drawn, and what a page says of the one that it follows.

docs/borders.tsv says of each contested line what each policy makes of it, who administers, who claims, and a source.
"""

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["POLICIES", "BorderPolicy", "Statement", "statement"]

BorderPolicy = Literal["un", "de-facto", "disputed"]
POLICIES: tuple[BorderPolicy, ...] = get_args(BorderPolicy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a page says: in its footer, and under "About this map"."""

    brief: str
    full: str


_STATEMENTS: dict[BorderPolicy, Statement] = {
    "un": Statement(
        brief="Borders follow what the UN General Assembly recognises; dashed lines are not settled.",
        full="Borders follow what the General Assembly of the United Nations recognises: Crimea is in Ukraine, the "
        "Golan Heights are in Syria, Abkhazia is in Georgia. Lines of control and lines that are not settled, as in "
        "Kashmir and Western Sahara, are dashed; claims beyond them are not drawn. Names of territories that are no "
        "members of the United Nations are in small letters.",
    ),
    "de-facto": Statement(
        brief="Borders show who administers, not who is recognised.",
        full="Borders show who administers a territory, whoever is recognised as its sovereign: Crimea is drawn with "
        "Russia, the Golan Heights with Israel, Abkhazia and Northern Cyprus by themselves, and Kashmir is divided "
        "along the line of control. That is no opinion on whose they are. Front lines are not drawn.",
    ),
    "disputed": Statement(
        brief="Every contested border is dashed: lines of control, breakaway territories and claims.",
        full="Every border that somebody contests is dashed: lines of control, the edges of breakaway territories, and "
        "claims, whoever makes them. Solid lines are not contested. That a claim is drawn says nothing of its merit.",
    ),
}


def statement(policy: BorderPolicy) -> Statement:
    """What a page drawn by the policy says of it."""
    return _STATEMENTS[policy]
