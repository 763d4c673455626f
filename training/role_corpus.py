"""Our corpus of roles: where it happened, who acted, what is background. training/roles/DATA.md is its data card.

`python -m training.role_corpus [--shared FOLDER]` makes it again from two readers' marks, in ../shared and in
readings.jsonl.gz, and the table of decisions on what they differ in; `documents()` reads it.
"""

import argparse
import csv
import gzip
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["CORPUS", "WRITTEN", "documents", "fold_of", "story_of"]

CORPUS = Path(__file__).with_name("roles") / "corpus.jsonl.gz"

# The source of the texts that nobody published.
WRITTEN = "written for this corpus"

_DECISIONS = CORPUS.with_name("decisions.tsv")
_READINGS = CORPUS.with_name("readings.jsonl.gz")
_HELD = 10  # one story of so many is set apart
# What a reader noted for a name that the recogniser had not found.
_MISSED: dict[str, tuple[str, str]] = {
    "S": ("site", "PLACE"), "A": ("actor", "PLACE"), "C": ("context", "PLACE"), "S/C": ("site", "PLACE"),
    "E": ("context", "EMBEDDED"), "E/A": ("actor", "EMBEDDED"),
}  # fmt: skip
# The parts of a text that was cut, and the parts of a day's digest, are one story.
_PART = re.compile(r"(?:-a\d|-b|-\d{1,2})$")
# How far from where the recogniser marked it the right span may stand, in characters.
_NEAR = 40

_Row = dict[str, Any]


def documents(*, held: bool | None = None, placed: bool | None = None) -> Iterator[_Row]:
    """The documents of the corpus: all, those set apart (`held`), or those that may train (not `held`).

    placed  of these, those whose places teach the resolver too, or those that teach roles alone
    """
    for row in _lines(CORPUS):
        if held in (None, row["held"]) and placed in (None, row["placed"]):
            yield row


def story_of(identity: str) -> str:
    """The id without what tells the parts of one text from each other: they stay on one side of every split."""
    return _PART.sub("", identity)


def fold_of(identity: str, folds: int) -> int:
    """Which of so many parts of the corpus a document belongs to, with all of its story."""
    return zlib.crc32(f"fold {story_of(identity)}".encode()) % folds


def main() -> None:
    """Write the corpus and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    with _DECISIONS.open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        decided = {(row["document"], int(row["start"])): row["role"] for row in table}
    addresses = {row["id"]: row.get("url", "") for row in _lines(options.shared / "open_news" / "en.jsonl.gz")}
    marked = [
        *((row, True) for row in _lines(options.shared / "marks" / "en.jsonl.gz")),
        *((row, False) for row in _lines(_READINGS)),
    ]
    rows = [
        _adjudicated(row, decided) | {"url": addresses.get(row["id"], ""), "placed": placed} for row, placed in marked
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    # No time of day in the file: the same marks make the same bytes.
    CORPUS.write_bytes(gzip.compress(text.encode(), mtime=0))
    for held in (False, True):
        here = [row for row in rows if row["held"] is held]
        roles = Counter(mention["role"] for row in here for mention in row["mentions"])
        print(f"{'set apart' if held else 'may train'}: {len(here)} documents, {roles.total()} mentions, {dict(roles)}")


def _lines(path: Path) -> Iterator[_Row]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _adjudicated(row: _Row, decided: Mapping[tuple[str, int], str]) -> _Row:
    """One document with one mark for each name."""
    mentions = [
        _mention(row["text"], mention, decided.get((row["id"], mention["start"]))) for mention in row["mentions"]
    ]
    found = [mention for mention in mentions if mention]
    found += _missed(row["text"], row["missed"], [(m["start"], m["end"]) for m in (*row["mentions"], *found)])
    return {
        "id": row["id"],
        "held": zlib.crc32(story_of(row["id"]).encode()) % _HELD == 0,
        **{key: row[key] for key in ("date", "title", "licence", "source")},
        "text": row["text"],
        "mentions": list(_apart(found)),
    }


def _apart(mentions: list[_Row]) -> Iterator[_Row]:
    """In order of start, and of two that share text the first or the longer."""
    last = 0
    for mention in sorted(mentions, key=lambda mention: (mention["start"], -mention["end"])):
        if mention["start"] >= last:
            yield mention
            last = mention["end"]


def _mention(text: str, marked: _Row, decision: str | None) -> _Row | None:
    """What both say; of what they differ in, what was decided, else what is said without a hedge."""
    first, second = marked["first"], marked["second"]
    sure, other = (second, first) if "|" in first["role"] else (first, second)
    role = decision or sure["role"].partition("|")[0]
    if role == "none":
        return None
    # Of the facts of a mark those of a reader who chose this role come first.
    if not sure["role"].startswith(role) and other["role"].startswith(role):
        sure, other = other, sure
    place = next((m["place"] for m in (sure, other) if (m.get("place") or {}).get("id")), None)
    start, end = _span(text, marked)
    mention = {
        "start": start,
        "end": end,
        "text": text[start:end],
        "label": sure.get("label") or other.get("label"),
        "role": role,
        "place": place or sure.get("place") or other.get("place"),
        "agreed": first["role"] == second["role"] and "|" not in first["role"],
    }
    if role == "site":
        mention["event"] = sure.get("event") or other.get("event") or "other"
        mention["container"] = bool(sure.get("container"))
    return mention


def _span(text: str, marked: _Row) -> tuple[int, int]:
    """The recogniser's span, or the one that both readers would rather have."""
    start, end = marked["start"], marked["end"]
    wanted = marked["first"].get("span")
    if wanted and wanted == marked["second"].get("span"):
        at = text.find(wanted, max(0, start - _NEAR), end + _NEAR)
        if at >= 0:
            return at, at + len(wanted)
    return start, end


def _missed(text: str, noted: list[_Row], taken: list[tuple[int, int]]) -> Iterator[_Row]:
    """Names that the recogniser had not found, where a reader noted as many of a name as stand unmarked, all alike."""
    by_name: dict[str, list[_Row]] = defaultdict(list)
    for row in noted:
        by_name[row["text"]].append(row)
    spans = list(taken)
    for name, rows in sorted(by_name.items(), key=lambda item: -len(item[0])):
        free = [
            (found.start(), found.end())
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            if not any(start < found.end() and found.start() < end for start, end in spans)
        ]
        readers = Counter(row["by"] for row in rows)
        if not free or len({row["role"] for row in rows}) > 1 or max(readers.values()) != len(free):
            continue
        role, label = _MISSED[rows[0]["role"]]
        for start, end in free:
            spans.append((start, end))
            mention = {"start": start, "end": end, "text": name, "label": label, "role": role}
            mention |= {"place": _point(rows[0]["place"]), "agreed": len(readers) > 1}
            if role == "site":
                mention |= {"event": rows[0]["event"].replace("-", "other"), "container": False}
            yield mention


def _point(text: str) -> dict[str, float] | None:
    """Latitude and longitude as noted, None where the reader had none."""
    try:
        lat, lon = map(float, text.split(","))
    except ValueError:
        return None
    return {"lat": lat, "lon": lon}


if __name__ == "__main__":
    main()
