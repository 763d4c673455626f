"""The same marks in other clothes, and their names in other places: what a recogniser is measured on, slice by slice.

A row is a document of gold marks: "id", "text" and "mentions" of "start", "end" and "type". Sentences around names that
are taken out of their texts are written here, so that each mark in them is known.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gazetteer import Gazetteer

__all__ = ["slices"]

Row = dict[str, Any]

_LETTERS: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "in lower case": str.lower,
    "In Title Case": lambda text: " ".join(word[:1].upper() + word[1:] for word in text.split(" ")),
    "with curly quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "with plain quotes": lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    "with hyphens that do not break": lambda text: text.replace("-", "‑"),
}
# A name of a text stands between the two parts of a frame; a name in capitals, where the third says so.
_DATELINES = (
    ("", " (AP) — Three people died when a boat sank on Tuesday, police said.", True),
    ("", ", 3 October (Reuters) - The price of bread has doubled within a year, traders say.", True),
    ("", " -- The trial of two former ministers was put off again.", True),
    ("", ", Oct 12 (IRIN) - Doctors warn that the clinics have run out of vaccines.", True),
    ("(", ", 4 May 2023): The first trucks since March arrived this morning.", False),
)
_BYLINES = (
    ("By Mary Houston in ", "\nTwo men were arrested on Friday.", False),
    ("By DAVID LINCOLN\n", ", Monday\nThe school opened again.", False),
    ("John Sherman, ", "\n12 June 2022\nThe strike went into its third week.", False),
    ("Report by Peter Lancaster and Ann Bristol, ", " | Photos: Carl Austin\nNobody was hurt.", False),
)
_TABLES = (
    ("Location\tFamilies\tIn need\n", "{name}\t{n}\t{n}\n"),
    ("| District | Reached | Planned |\n", "| {name} | {n} | {n} |\n"),
    ("", "• {name}: {n} houses damaged\n"),
    ("Site Cases Deaths\n", "{name} {n} {n}\n"),
    ("", "{name} - {n} families\n"),
)
_ARAB = frozenset(("DZ", "EG", "IQ", "JO", "LB", "LY", "MA", "OM", "PS", "SA", "SD", "SY", "TN", "YE"))
_SPELLINGS = {"El": "Al", "el": "al", "ez": "az", "es": "as", "er": "ar", "ei": "ay", "ou": "u", "oo": "u", "ee": "i"}
_SPELLED = re.compile(r"\b(?:[Ee]l|e[zsr])(?=[- ])|ei|(?<!\b[SM])ou|oo|ee")  # but for South and Mount


def slices(reports: Sequence[Row], gazetteer: Gazetteer) -> Iterator[tuple[str, list[Row]]]:
    """Each slice by its name. Datelines, bylines and tables hold the literal names of the reports, once a report."""
    for name, dress in _LETTERS.items():
        yield name, [_dressed(row, dress) for row in reports]
    yield "literal", [_literal(row) for row in reports]
    names = [list(dict.fromkeys(_plain_names(row))) for row in reports]
    for title, frames in (("in datelines", _DATELINES), ("in bylines", _BYLINES)):
        each = [(name, *frames[at % len(frames)]) for at, name in enumerate(name for some in names for name in some)]
        yield f"names {title}", [_framed(str(at), *one) for at, one in enumerate(each)]
    yield "names in tables", [_table(str(at), some, *_TABLES[at % len(_TABLES)]) for at, some in enumerate(names)]
    arab = [
        (before, after)
        for row in reports
        if (before := _renamed(row, str)) != (after := _renamed(row, lambda name: _spelled(name, gazetteer)))
    ]
    yield "reports of Arab names", [row for row, _ in arab]
    yield "reports of Arab names spelled by other rules", [row for _, row in arab]


def _dressed(row: Row, dress: Callable[[str], str]) -> Row:
    """The text in other letters, each where it was; the few letters that would become two stay as they are."""
    text = dress(row["text"])
    if len(text) != len(row["text"]):
        text = "".join(new if len(new := dress(old)) == 1 else old for old in row["text"])
    return {**row, "text": text}


def _literal(row: Row) -> Row:
    """A row of HumSet of which only names are asked for: half of its "associative" marks are "Syrian" and the like."""
    mentions = [m | {"type": "Demonym"} if m["type"] == "associative" else m for m in row["mentions"]]
    return {**row, "mentions": mentions}


def _plain_names(row: Row) -> Iterator[str]:
    """The names of one place each: without lists that are marked as one, and without lower case as from a bad PDF."""
    for mention in row["mentions"]:
        name = row["text"][mention["start"] : mention["end"]]
        if mention["type"] == "literal" and re.fullmatch(r"[A-Z][\w’'-]+(?: (?:[a-z]{2}-)?[A-Z][\w’'-]+)*", name):
            yield name


def _framed(id_: str, name: str, before: str, after: str, capitals: bool) -> Row:  # noqa: FBT001 -- a row of a table
    shown = name.upper() if capitals else name
    mention = {"start": len(before), "end": len(before) + len(shown), "type": "literal"}
    return {"id": id_, "text": f"{before}{shown}{after}", "mentions": [mention]}


def _table(id_: str, names: Sequence[str], text: str, line: str) -> Row:
    mentions = []
    for at, name in enumerate(names):
        start = len(text) + line.index("{")
        mentions.append({"start": start, "end": start + len(name), "type": "literal"})
        text += line.format(name=name, n=17 * (at + 3))
    return {"id": id_, "text": text, "mentions": mentions}


def _renamed(row: Row, rename: Callable[[str], str]) -> Row:
    """A row with other names at its marks, without the marks that overlap one before them."""
    text, mentions, done = "", [], 0
    for mention in sorted(row["mentions"], key=lambda mention: mention["start"]):
        if mention["start"] >= done:
            text += row["text"][done : mention["start"]]
            name = rename(row["text"][mention["start"] : mention["end"]])
            mentions.append({**mention, "start": len(text), "end": len(text) + len(name)})
            text += name
            done = mention["end"]
    return {**row, "text": text + row["text"][done:], "mentions": mentions}


def _spelled(name: str, gazetteer: Gazetteer) -> str:
    """The name of a place in an Arab country by other rules: "Dayr az-Zor" for "Deir ez-Zor"; others as they are."""
    places = gazetteer.candidates(name, limit=1)
    arab = places and places[0].kind != "country" and places[0].country in _ARAB
    return _SPELLED.sub(lambda old: _SPELLINGS[old[0]], name) if arab else name
