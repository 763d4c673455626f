"""Examples from templates.txt and the gazetteer: what is learned is how places are written about, not their names."""

import random
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gazetteer import Gazetteer
from gazetteer.place import KINDS
from mapper.lexicon import word_list

from .corpora import IGNORED, PLACE_TAGS, Example, featured, tag, within

__all__ = ["Names", "filled", "synthetic"]

_TEMPLATES = Path(__file__).with_name("templates.txt")
_SLOT = re.compile(r"\{(\w+)\}")
_MARKS = re.compile(r"[\[\]<>]")
_STATES = (
    "Ky.", "Pa.", "Ill.", "Mich.", "Tenn.", "Ga.", "Fla.", "Ala.", "Miss.", "La.", "Ark.", "Mo.", "Kan.", "Neb.",
    "Minn.", "Wis.", "Ind.", "Conn.", "Mass.", "Va.", "W.Va.", "N.C.", "S.C.", "N.Y.", "N.J.", "Md.", "Del.", "Vt.",
    "Ore.", "Wash.", "Calif.", "Ariz.", "Colo.", "Mont.", "Wyo.", "Nev.", "Okla.", "Texas", "Ohio", "Iowa", "Utah",
    "Maine", "Ont.", "Que.", "B.C.", "Alta.", "Sask.",
)  # fmt: skip
_AGENCIES = (
    "AP", "AFP", "Reuters", "TASS", "Xinhua", "UN", "OCHA", "WHO", "UNHCR", "DPA", "EFE", "IRNA", "SANA", "ANSA", "BBC",
    "CNN", "IOM", "MSF",
)  # fmt: skip
# Where the wars of our time are: their names come four times as often as the world's.
_AT_WAR = (
    "UA",
    "RU",
    "SY",
    "IQ",
    "YE",
    "SD",
    "SS",
    "ET",
    "SO",
    "CD",
    "ML",
    "BF",
    "NE",
    "NG",
    "LY",
    "MM",
    "AF",
    "PK",
    "PS",
    "IL",
    "LB",
    "IR",
    "MZ",
    "CO",
    "HT",
    "AM",
    "AZ",
    "GE",
    "CF",
    "CM",
    "TD",
)


class Names:
    """Names of the gazetteer by slot, drawn at random."""

    def __init__(self, gazetteer: Gazetteer, draw: random.Random) -> None:
        self._draw = draw
        given = sorted(word_list("given_names"))
        self.slots = {
            "city": _names(gazetteer, "kind = 'city' AND population >= 50000"),
            "capital": _names(gazetteer, "capital = 2"),
            "village": _names(gazetteer, "kind IN ('city', 'village') AND population BETWEEN 500 AND 50000"),
            "region": _names(gazetteer, "kind = 'region'"),
            "country": _names(gazetteer, "kind = 'country'"),
            "area": _names(gazetteer, "kind IN ('sea', 'river', 'lake', 'island', 'area', 'mountain')"),
            "state": list(_STATES),
            "agency": list(_AGENCIES),
            "given": [name.title() for name in given],
        }

    def __call__(self, slot: str) -> str:
        """A name for a slot: in capitals for {CITY}, a number for {n}, half the surnames from small towns."""
        if slot == "n":
            return str(self._draw.choice((2, 3, 4, 5, 7, 9, 11, 12, 14, 17, 20, 23, 35, 60, 120, 300)))
        sort = slot.lower()
        if sort == "surname":
            # Not from large cities: "Paris said" is no surname.
            sort = self._draw.choice(("village", "given"))
        name = self._draw.choice(self.slots[sort])
        return name.upper() if slot.isupper() else name


def synthetic(gazetteer: Gazetteer, draw: random.Random, count: int) -> Iterator[Example]:
    """That many examples, each of one to four templates after one another."""
    templates = [line for line in _TEMPLATES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = Names(gazetteer, draw)
    for _ in range(count):
        chosen = draw.sample(templates, draw.choice((1, 1, 2, 3, 4)))
        marked = draw.choice((" ", "\n", "\n\n")).join(chosen).replace("|", "\n")
        yield _example(*filled(marked, names), gazetteer)


def filled(template: str, names: Names) -> tuple[str, list[tuple[int, int, str]]]:
    """A template's text with its slots filled, and its marks as (start, end, label)."""
    text, begin, marks = "", 0, []
    for part in re.split(r"([\[\]<>])", _SLOT.sub(lambda slot: names(slot[1]), template)):
        if part in ("[", "<"):
            begin = len(text)
        elif part in ("]", ">"):
            marks.append((begin, len(text), "PLACE" if part == "]" else "EMBEDDED"))
        else:
            text += part
    return text, marks


def _names(gazetteer: Gazetteer, where: str) -> list[str]:
    """Names of at most four words; those of countries at war four times."""
    for number, kind in enumerate(KINDS):
        where = where.replace(f"'{kind}'", str(number))
    with sqlite3.connect(f"file:{gazetteer.path}?mode=ro", uri=True) as database:
        rows = database.execute(f"SELECT name, country FROM places WHERE {where} ORDER BY place").fetchall()  # noqa: S608 -- our own words
    rows = [row for row in rows if row[0].count(" ") < 4 and not _MARKS.search(row[0])]
    return [name for name, _ in rows] + [name for name, country in rows if country in _AT_WAR] * 3


def _example(text: str, marks: list[tuple[int, int, str]], gazetteer: Gazetteer) -> Example:
    tokens, _, features = featured(text, gazetteer)
    place = [0] * len(tokens)
    for start, end, label in marks:
        tag(place, within(tokens, start, end), PLACE_TAGS.index(f"B-{label}"))
    return Example(
        words=tuple(token.text for token in tokens),
        gazetteer=features,
        place=tuple(place),
        other=(IGNORED,) * len(tokens),
    )
