"""Names that towns elsewhere bear too, each in a sentence of a story: the right country, whoever else speaks of it."""

import csv
import re
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from gazetteer import Gazetteer
from mapper import Article, locate

# What is said of a story in capitals far away, and in towns of theirs, in the same paragraph.
_FAR_OFF = (
    """In Washington, the US president said that the United States would not stand by. London, Berlin and Paris called
    for calm, and officials from Canada, Australia and Mexico agreed. The secretary flies from Texas to Ohio.""",
    """Russia's foreign ministry in Moscow accused the US of meddling. Iran, China and India abstained in New York. The
    drones were made in Pennsylvania and Illinois, an American official said in Washington. The United States has spent
    billions, Congress was told; the US budget ends in June.""",
    """Britain's prime minister spoke to leaders of France, Germany and Italy from London. Spain, Brazil, Argentina and
    Colombia sent condolences. Turkey and Egypt offered to mediate; Israel said nothing.""",
)


class Row(NamedTuple):
    """A sentence, a name in it, and the country where that lies, "" where a border is disputed."""

    country: str
    name: str
    text: str


def rows() -> list[Row]:
    """The rows of namesakes.tsv."""
    with (Path(__file__).parent / "data" / "namesakes.tsv").open(encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Row(row["country"], re.findall(r"\[(.+?)\]", row["text"])[0], re.sub(r"[\[\]]", "", row["text"]))
        for row in table
    ]


def wrong(asked: list[Row], gazetteer: Gazetteer) -> list[str]:
    """The rows whose name was put in another country, or nowhere."""
    found = locate([Article(text=row.text) for row in asked], gazetteer=gazetteer)
    out = []
    for row, located in zip(asked, found, strict=True):
        places = [r.place for r in located.resolutions if row.name in r.mention.text or r.mention.text == row.name]
        if not places or places[0] is None or places[0].country != row.country:
            out.append(f"{row.name}: {places[0] if places else 'not found'}: {row.text[:80]}")
    return out


def test_a_name_is_put_where_its_sentence_says(gazetteer: Gazetteer) -> None:
    """Of 173 names 98 in a hundred or more are in the right country, from one sentence."""
    found = wrong(rows(), gazetteer)
    assert len(found) <= 0.02 * len(rows()), found


def test_who_speaks_far_away_draws_no_name_there(gazetteer: Gazetteer) -> None:
    """Of the same names with capitals and towns far away named behind them, 92 in a hundred or more are."""
    asked = [
        row._replace(text=f"{row.text} {' '.join(far.split())}")
        for row, far in zip(rows(), cycle(_FAR_OFF), strict=False)
    ]
    found = wrong(asked, gazetteer)
    assert len(found) <= 0.08 * len(asked), found
