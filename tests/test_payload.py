"""What the page is given: rows that say what the records said."""

import datetime as dt
from dataclasses import replace
from typing import Any

from gazetteer import Gazetteer
from mapper.draw.parts import Setting
from mapper.draw.payload import payload
from mapper.draw.words import Words
from mapper.origins import Copy
from mapper.pins import BY_STRENGTH, collect
from mapper.records import Article, Candidate, LocatedArticle

from .pages import KHERSON, KYIV, port, quiet, resolved, tanker

PLAIN = Setting(words=Words())


def test_rows_say_what_the_records_say(gazetteer: Gazetteer) -> None:
    """Role, reason, sentence and names of a pin read back from its row."""
    data: dict[str, Any] = payload(collect([port(), tanker()]), "Two", Setting(words=Words(), gazetteer=gazetteer))
    place, *_ = data["places"]
    assert place[:4] == ["geonames:698740", "Odesa", "city", "UA"]
    assert "|odessa|" in place[9]
    article, mention, role, confidence, reason, before, text, after = place[10][1]
    assert (article, mention, BY_STRENGTH[role], confidence) == (0, 1, "site", 0.9)
    assert data["reasons"][reason] == "A spelling of Odesa."
    assert (before, text, after) == (len("Drones struck grain stores in "), 0, len(", on the Black Sea, before dawn."))


def test_a_sentence_is_told_by_its_article_where_that_reads_so() -> None:
    """By characters before and after as JavaScript counts them; what was run together or cut stands as it is."""
    text = "😀 fell on Kyiv and Kherson.\n\nIn  Kyiv it was quiet. " + "Then, " * 90 + "Kherson answered."
    article = Article(text=text, title="x")
    marks = [("Kyiv", 0, KYIV), ("Kherson", 0, KHERSON), ("Kyiv", 30, KYIV), ("Kherson", 40, KHERSON)]
    found = tuple(resolved(article, word, at, place, role="site", reason="?") for word, at, place in marks)
    rows = payload(collect([LocatedArticle(article=article, resolutions=found)]), "", PLAIN)["places"]
    told = {row[1]: [excerpt[5:8] for excerpt in row[10]] for row in rows}
    assert told["Kyiv"] == [[11, 0, 13], ["In ", "Kyiv", " it was quiet."]]
    assert told["Kherson"][0] == [20, 0, 1]
    assert told["Kherson"][1][0].startswith("…")


def test_runners_up_are_kept_once() -> None:
    """What a mention might have meant instead stands beside its excerpt; the chosen place is no runner-up."""
    located = port()
    rivals = (Candidate(place=KYIV, score=0.9), Candidate(place=KHERSON, score=0.0712))
    changed = tuple(replace(r, candidates=rivals) if r.place == KYIV else r for r in located.resolutions)
    data: dict[str, Any] = payload(collect([replace(located, resolutions=changed)] * 2), "", PLAIN)
    assert data["others"] == [["Kherson", "city", "UA", "Kherson Oblast", 46.656, 32.618]]
    (kyiv,) = (row for row in data["places"] if row[1] == "Kyiv")
    assert [excerpt[8] for excerpt in kyiv[10]] == [[0, 7], [0, 7]]


def test_a_heading_is_not_written_twice() -> None:
    """A title without places in it is its own heading; one with places has its pieces."""
    rows = payload(collect([quiet(), port()]), "", PLAIN)["articles"]
    assert [row[6] for row in rows] == [1, ["Drones hit the port of ", ["Odessa", 0, 0]]]


def test_pages_stand_where_there_are_some() -> None:
    """The page of a document after the runners-up, of which there may be none; another excerpt ends before both."""
    located = port()
    printed = replace(located, article=replace(located.article, pages=(0, 30)))
    with_them, without = (payload(collect([item]), "", PLAIN)["places"] for item in (printed, located))
    assert [excerpt[8:] for row in with_them for excerpt in row[10]] == [[[], 1], *[[[], 2]] * 5]
    assert {len(excerpt) for row in without for excerpt in row[10]} == {8}


def test_copies_stand_where_there_are_some() -> None:
    """A paper's name, the day and an address that may be linked to; a row without copies ends before them."""
    found = (Copy(id="1", source="Wire", date=dt.date(2022, 10, 5), url="https://wire.example/1"),
             Copy(id="2", title="No source", url="javascript:alert(1)"))  # fmt: skip
    located = port()
    shared = replace(located, article=replace(located.article, copies=found))
    with_them, without = payload(collect([shared, quiet()]), "", PLAIN)["articles"]
    assert with_them[8] == [["Wire", "2022-10-05", "https://wire.example/1"], ["No source", "", ""]]
    assert len(without) == 8
