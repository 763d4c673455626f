"""Kinds are withheld by every name, by the words of the text and by the facts of the place."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer import Gazetteer
from mapper.cli import main
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.redact import MARK
from mapper.protect.withhold import Withheld
from mapper.reason import reason
from mapper.records import Article, Candidate, LocatedArticle, Resolution

KINDS = Withheld(kinds=("camp", "hospital", "shelter", "school"))
# The text, and the names of a withheld kind in it.
NAMED = [
    ("Shells hit Okhmatdyt children's hospital. At Okhmatdyt, staff fled.", ["Okhmatdyt"]),
    ("Okhmatdyt was hit again.", ["Okhmatdyt"]),
    ("Hospital No. 3 burned.", ["No. 3"]), ("They ran to hospital No 3 and hospital number 14.", ["No 3", "number 14"]),
    ("City Hospital 4 and the 2nd City Hospital closed.", ["Hospital 4", "2nd"]), ("School #27 was hit.", ["27"]),
    ("The Trauma Center in Kunduz was bombed.", ["Trauma Center in Kunduz"]),
    ("Patients left the Malakal Surgical Centre.", ["Malakal Surgical"]),
    ("In the camps of Nyarugusu and Nduta rations fell.", ["Nyarugusu", "Nduta"]),
    ("People in the camps of Nduta, Mtendeli and Nyarugusu said so.", ["Nduta", "Mtendeli", "Nyarugusu"]),
    ("A camp called Lipa burned. Lipa is cold.", ["Lipa"]),
    ("hospitals such as Nasser and Al-Amal", ["Nasser", "Al-Amal"]),
    ("a shelter called “Sunrise” in Lviv", ["Sunrise"]),
    ('the shelter "Sunrise" was full; Sunrise is small', ["Sunrise"]),
    ("a clinic named Hope", ["Hope"]), ("The orphanage known as Little Star was empty.", ["Little Star"]),
    ("Al-Shifa Hospital stood. Troops entered al-Shifa.", ["Shifa"]), ("the Kherson polyclinic", ["polyclinic"]),
    ("Kutupalong refugee camp grew; Kutupalong is vast.", ["Kutupalong"]), ("AL-SHIFA HOSPITAL", ["SHIFA"]),
    ("Staff at Nasser fled.", ["Nasser"]), ("Families in Kutupalong waited; Moria burned.", ["Kutupalong", "Moria"]),
    ("Zamzam IDP camp near El Fasher", ["Zamzam"]), ("Camp Ashraf was closed.", ["Ashraf"]),
]  # fmt: skip


def shown(gazetteer: Gazetteer, text: str, names: list[str] = []) -> str:  # noqa: B006 -- only read
    """All that is left of an article in which these names are mentions, at the likeliest places."""
    article = Article(text=text, title=text[:20])
    found = []
    for name in names:
        places = gazetteer.candidates(name, 3)
        rivals = tuple(Candidate(place=place, score=0.5) for place in places)
        start = text.index(name)
        found.append(
            Resolution(
                mention=article.mention(start, start + len(name)), place=places[0] if places else None, role="site",
                confidence=0.5, because=(reason("only", name=name),), candidates=rivals,
            )
        )  # fmt: skip
    publisher = Publisher(PublicationPolicy(withhold=KINDS), gazetteer)
    (item,) = publisher.apply([LocatedArticle(article=article, resolutions=tuple(found))])
    return json.dumps(item.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_no_name_of_such_a_place_is_left(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    """In text, title and reasons, whether somebody marked it or not."""
    marked = [name for name in names if text.count(name) and name[0].isupper() and len(name.split()) == 1]
    for left in (
        shown(gazetteer, text, marked),
        *([] if text.startswith(("Okhmatdyt was", "Staff", "Families")) else [shown(gazetteer, text)]),
    ):
        assert MARK in left
        assert not [name for name in names if name.casefold() in left.casefold()]


@pytest.mark.parametrize(("text", "name"), [
    ("The hospitals of Kharkiv are full. Kharkiv waits.", "Kharkiv waits"),
    ("Shelling hit Kherson hospital and Kherson.", "and Kherson"),
    ("They camped near Lviv.", "Lviv"), ("A school of thought in Kyiv", "Kyiv"),
    ("The camp 5 km from Zahle", "5 km from Zahle"),
    ("the camps of Idlib", "Idlib"), ("A hospital in Kunduz was hit", "Kunduz"),
])  # fmt: skip
def test_towns_stay(gazetteer: Gazetteer, text: str, name: str) -> None:
    """A town is none of its hospitals, and a number behind the word need be no name."""
    town = next(word for word in name.split() if word[0].isupper())
    assert name in shown(gazetteer, text, [town])


ROW = {
    "id": "c1",
    "at": "2024-05-01T00:00:00Z",
    "by": "Ann Editor",
    "name": "Zamzam",
    "place": None,
    "everywhere": True,
}


@pytest.mark.parametrize(("command", "listed"), [
    ("draw l.jsonl -o m.html", True), ("draw l.jsonl -o m.html --profile internal", True),
    ("draw l.jsonl -o m.html --profile public", False), ("draw l.jsonl -o m.html --withhold w.txt", False),
    ("export l.jsonl -o m.csv --coarsen 10km --delay 0", False),
])  # fmt: skip
def test_nothing_beside_a_public_output_tells_a_name(
    command: str, listed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Corrections that do not hold are counted, and listed only beside an output that hides nothing."""
    monkeypatch.chdir(tmp_path)
    row = {"id": "a", "date": "2020-01-01", "text": "Rain fell in Kyiv.", "mentions": []}
    Path("l.jsonl").write_text(json.dumps(row), encoding="utf-8")
    Path("c.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    Path("w.txt").write_text("Zamzam", encoding="utf-8")
    Path("m.uncorrected.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    result = CliRunner().invoke(main, [*command.split(), "--corrections", "c.jsonl"])
    assert result.exit_code == 0, result.stderr
    assert "1 of articles that are not here" in result.stderr
    assert Path("m.uncorrected.jsonl").exists() is listed


def test_the_credit_of_tiles_names_nothing_that_is_withheld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the title may not."""
    monkeypatch.chdir(tmp_path)
    Path("l.jsonl").write_text('{"id": "a", "text": "Rain fell in Kyiv.", "mentions": []}', encoding="utf-8")
    Path("w.txt").write_text("Zamzam", encoding="utf-8")
    tiles = ["--tiles", "https://tiles.example/{z}/{x}/{y}.png", "--tiles-credit", "Zamzam maps"]
    result = CliRunner().invoke(main, ["draw", "l.jsonl", "-o", "m.html", "--withhold", "w.txt", *tiles])
    assert (result.exit_code, Path("m.html").exists()) == (2, False)
    assert result.stderr == "--tiles-credit 'Zamzam maps' names what is withheld; choose other words\n"
