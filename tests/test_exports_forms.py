"""Exports in the forms in which they come besides the usual: editions, codes, other languages, titles like labels."""

import datetime as dt
from pathlib import Path

import pytest

from mapper.read.articles import read_articles
from mapper.records import Article


def read_all(path: Path, content: bytes | str) -> list[Article]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([path]))


TITLE = "Update: silo hit in Reni"
WORDS = (
    "Two drones hit a silo in Reni.",
    "Note: the road to Izmail is closed.",
    "May 5, 2023",
    "Language: it divides us.",
)


def new_nexis(day: str, labels: tuple[str, ...], loaded: str, end: str) -> str:
    cover = ["User Name: Pat Downloader", "Documents (1)", f"1. {TITLE}", "Search Terms: drone"]
    foot = ["Graphic", "A silo. Photo: Pat Photographer", "Classification", "Language: ENGLISH", loaded, end]
    return "\r\n\r\n".join(["\ufeff" + cover[0], *cover[1:], TITLE, "The Example Post", day, *labels, *WORDS, *foot])


def old_nexis(number: str, day: str, labels: tuple[str, ...], foot: tuple[str, ...]) -> str:
    return "\n\n".join(
        ["Send To: Pat Downloader", number, "   The Example Post", day, TITLE, *labels, *WORDS, *foot, "Copyright 2025"]
    )


NEXIS = {
    "an edition below the day": new_nexis(
        "March 4, 2025 Tuesday 10:05 AM GMT\r\n\r\nEdition 1, National Edition",
        ("Copyright 2025 Example All Rights Reserved", "Section: WORLD", "Length: 60 words", "Byline: By Bo Example",
         "Body"),
        "Load-Date: March 5, 2025", "End of Document",
    ),
    "no copyright": new_nexis(
        "2025-03-04", ("Section: WORLD", "Length: 60 words", "Byline: Bo Example", "Body"), "Load-Date: x",
        "End of Document",
    ),
    "German": new_nexis(
        "4. März 2025 Dienstag\r\n\r\nHauptausgabe",
        ("Copyright 2025 Beispiel Alle Rechte vorbehalten", "Rubrik: WORLD", "Autor: Von Bo Example", "Text"),
        "Update: 5. März 2025", "Ende des Dokuments",
    ),
    "French": new_nexis(
        "mardi 4 mars 2025", ("Tous droits réservés", "Rubrique: WORLD", "Auteur: Bo Example", "Corps de l’article"),
        "Date de chargement: 5 mars 2025", "Fin du document",
    ),
    "old, with an edition": old_nexis(
        "1 of 1 DOCUMENTS", "March 4, 2025 Tuesday\n      Late Edition - Final",
        ("BYLINE: Bo Example", "SECTION: WORLD", "LENGTH: 60 words"), ("LOAD-DATE: March 5, 2025", "LANGUAGE: ENGLISH"),
    ),
    "old, German": old_nexis(
        "Dokument 1 von 1", "4. März 2025 Dienstag\n Hauptausgabe",
        ("AUTOR: Bo Example", "RUBRIK: WORLD", "LÄNGE: 60 Wörter"),
        ("UPDATE: 5. März 2025", "SPRACHE: ENGLISH", "PUBLICATION-TYPE: Zeitung"),
    ),
    "old, French": old_nexis(
        "Document 1 de 1", "mardi 4 mars 2025", ("AUTEUR: Bo Example", "RUBRIQUE: WORLD", "LONGUEUR: 60 mots"),
        ("DATE-CHARGEMENT: 5 mars 2025", "LANGUE: ENGLISH", "TYPE-PUBLICATION: Journal"),
    ),
}  # fmt: skip


def factiva(head: tuple[str, ...], foot: tuple[str, ...]) -> str:
    return "\n\n".join(["Dow Jones Factiva", *head, *WORDS, *foot, "Search Summary", "Text drone"])


FACTIVA = {
    "a section above": factiva(
        ("WORLD", TITLE, "By Bo Example", "1,060 words", "4 March 2025", "22:53", "The Example Post", "EXTM01", "A12",
         "English", "(c) 2025 Example"), ("Document EXTM000020250304el3400",),
    ),
    "German, without a copyright": factiva(
        ("WORLD", TITLE, "Von Bo Example", "60 Wörter", "4. März 2025", "The Example Post", "EXTM", "12", "Englisch"),
        ("Dokument EXTM000020250304el3400",),
    ),
    "codes": factiva(
        ("SE", "WORLD", "HD", TITLE, "BY", "By Bo Example", "WC", "60 words", "PD", "4 March 2025", "SN",
         "The Example Post", "SC", "EXTM", "LA", "English", "CY", "(c) 2025 Example", "TD"),
        ("CO", "exmpl : Example", "AN", "Document EXTM000020250304el3400"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", [*NEXIS, *FACTIVA])
def test_a_story_of_a_database_has_its_fields_in_every_form(tmp_path: Path, form: str) -> None:
    """Whatever the language, and whatever stands between title and words; nothing of the foot is among the words."""
    (article,) = read_all(tmp_path / "a.txt", (NEXIS | FACTIVA)[form])
    assert (article.title, article.source, article.declared) == (TITLE, "The Example Post", dt.date(2025, 3, 4))
    assert (article.author, article.section, article.language) == ("Bo Example", "WORLD", "en")
    assert article.text == "\n\n".join((TITLE, *WORDS))
