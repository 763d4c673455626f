"""Exports in the forms in which they come besides the usual: editions, codes, other languages, titles like labels."""

import datetime as dt
import json
from pathlib import Path

import pytest

from mapper.errors import InputError
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


def test_a_title_that_is_a_link_is_its_words(tmp_path: Path) -> None:
    """As Nexis and Factiva have it in Rich Text, for which an address stood behind it."""
    link = r'{\field{\*\fldinst{HYPERLINK "https://advance.example/a?id=1&x=2"}}{\fldrslt{\ul Silo hit in R\'e9ni}}}'
    rest = ("The Example Post", "March 4, 2025 Tuesday", "Copyright 2025 Example", "Body", *WORDS, "End of Document")
    content = r"{\rtf1\ansi\ansicpg1252 " + link + r"\par " + r"\par ".join(rest) + r"\par }"
    (article,) = read_all(tmp_path / "a.rtf", content)
    assert (article.title, article.source) == ("Silo hit in Réni", "The Example Post")
    assert "advance" not in article.text


def proquest(labels: str, day: str) -> str:
    title, author, words, paper, when, section, url = labels.split("|")
    fields = (
        *(f"{title}: {TITLE}", f"{author}: Bo Example", f"{words}: {WORDS[0]}", *WORDS[1:]),
        *(f"{paper}: The Example Post; Kyiv", f"{when}: {day}", f"{section}: WORLD"),
        *(f"{url}: https://example.org/a", "Database: Newsstream"),
    )
    return "\n\n".join(["_" * 60, "Pat Downloader", "_" * 60, *fields])


PROQUEST = {
    "English": proquest(
        "Title|Author|Full text|Publication title|Publication date|Section|Document URL", "Mar 4, 2025"
    ),
    "German": proquest(
        "Titel|Autor|Volltext|Titel der Publikation|Publikationsdatum|Abschnitt|Dokument-URL", "4. März 2025"
    ),
    "French": proquest(
        "Titre|Auteur|Texte intégral|Titre de la publication|Date de publication|Section|URL du document", "4 mars 2025"
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", PROQUEST)
def test_proquest_is_read_in_its_languages(tmp_path: Path, language: str) -> None:
    """A sentence that begins like a field is one of the words."""
    (article,) = read_all(tmp_path / "a.txt", PROQUEST[language])
    assert (article.title, article.source, article.declared) == (TITLE, "The Example Post", dt.date(2025, 3, 4))
    assert (article.author, article.section, article.url) == ("Bo Example", "WORLD", "https://example.org/a")
    assert article.text == "\n\n".join((TITLE, *WORDS))


def test_the_list_beside_articles_of_nexis_is_no_article(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It has the downloader's name, and is left out and said."""
    text = "User Name: = Pat Downloader\n\nJob Number: 7\n\nDocuments (2)\n\n1. Silo hit\n\n2. Sake quiet"
    (tmp_path / "a_doclist.txt").write_text(text, encoding="utf-8")
    said: list[InputError] = []
    assert list(read_articles([tmp_path / "a_doclist.txt"], on_skip=said.append)) == []
    assert ["is the list of what was downloaded" in str(error) for error in said] == [True]
    assert "1 left out and listed" in caplog.text


PROQUEST_PAGE = """<html><body><p>Pat Downloader</p><div><a name="DocID_1"></a><p>Silo hit</p>
<p><span>Bo.</span><strong>The Post</strong>; Kyiv [Kyiv]. 04 Mar 2025.</p>
<p><strong>Author: </strong>Bo</p><p><strong>Publication info: </strong>The Post ; Kyiv [Kyiv]04 Mar 2025: 4.</p>
<p><strong>Abstract: </strong>None available.</p><p><strong>Full text: </strong><text><p>Enlarge this image.</p>
<p>Two drones hit Reni.</p></text></p><p><strong>Publication title: </strong>The Post</p><p>
<strong>Publication date: </strong>Mar 4, 2025</p><p><strong>Copyright: </strong>Copyright The Post</p></div>
</body></html>"""
EUROPRESSE = """<article><header><span class="DocPublicationName">Le Monde, no. 2</span><span class="DocHeader">
Monde, mardi 4 mars 2025 312 mots, p. 4</span><div class="titreArticle"><p class="x titreArticleVisu">Silo hit</p>
<p class="x">Un chapeau</p></div><p class="sm-margin-bottomNews">Bo</p></header><div class="DocText clearfix">
<p>Two drones hit Reni.</p></div></article>"""


@pytest.mark.parametrize(
    ("content", "source", "section"), [(PROQUEST_PAGE, "The Post", ""), (EUROPRESSE, "Le Monde", "Monde")]
)
def test_pages_of_databases_have_their_fields(tmp_path: Path, content: str, source: str, section: str) -> None:
    """A title without a label, and a day among other words."""
    (article,) = read_all(tmp_path / "a.html", content)
    assert (article.title, article.text) == ("Silo hit", "Silo hit\n\nTwo drones hit Reni.")
    assert (article.source, article.author, article.section) == (source, "Bo", section)
    assert article.declared == dt.date(2025, 3, 4)


def test_bibtex_has_tex_for_letters(tmp_path: Path) -> None:
    """Accents in all their spellings, dashes and quotes; several authors are told apart."""
    entry = r"""@article{k, title = {Drohnen \"{u}ber Ody\'ena: {\ss}, Vla{\v{s}}i\'{c}},
    journaltitle = {S{\"u}d \& Nord},
    author = {M{\"u}ller, J{\'o}zef and Bo Example}, abstract = {``Again'' --- Reni.}, date = {2025-03-04}}"""
    (article,) = read_all(tmp_path / "a.bib", entry)
    assert (article.title, article.source) == ("Drohnen über Odyéna: ß, Vlašić", "Süd & Nord")
    assert (article.author, article.text[-15:]) == ("Müller, Józef; Bo Example", "“Again” — Reni.")


def test_tags_of_endnote_are_read(tmp_path: Path) -> None:
    """One day written whole and one beside its year; a line below a tag goes on with it."""
    first, second = read_all(
        tmp_path / "a.enw",
        "%0 Newspaper Article\n%T Silo hit\n%A Doe, Jane\n%A Roe, Bo\n%J The Post\n%D 2025\n%8 March 4\n"
        "%U https://example.org/a\n%X Two drones hit Reni\nand Izmail.\n%Z Checked.\n\n"
        "%0 Web Page\n%T Flood\n%B River Watch\n%8 2025-03-05\n%D 2025\n%X Galați is wet.\n",
    )
    assert (first.title, first.author, first.url) == ("Silo hit", "Doe, Jane; Roe, Bo", "https://example.org/a")
    assert first.text == "Silo hit\n\nTwo drones hit Reni and Izmail.\n\nChecked."
    assert [a.source for a in (first, second)] == ["The Post", "River Watch"]
    assert [a.declared for a in (first, second)] == [dt.date(2025, 3, 4), dt.date(2025, 3, 5)]


def test_bibtex_names_papers_by_strings(tmp_path: Path) -> None:
    """What is said once at the head stands for its words; the language may be biblatex's."""
    (article,) = read_all(
        tmp_path / "a.bib",
        '@string{tp = "The Post"}\n@misc{k, title={Silo hit}, journal = tp, date={2025-03-04}, langid={english}}\n',
    )
    assert (article.source, article.language) == ("The Post", "en")


def test_an_article_that_a_paper_has_taken_back_is_none(tmp_path: Path) -> None:
    """newsapi.org keeps its row, and has one word for all of it."""
    rows = [
        {"source": {"id": None, "name": name}, "title": words, "description": words, "content": words,
         "url": "https://example.org", "publishedAt": "2025-03-04T10:00:00Z"}
        for name, words in (("The Post", "Silo hit"), ("Kyiv Post", "[Removed]"))
    ]  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"status": "ok", "articles": rows}), encoding="utf-8")
    assert [a.source for a in read_articles([path], on_skip=lambda _: None)] == ["The Post"]


def test_a_link_in_the_words_of_a_place_is_its_address(tmp_path: Path) -> None:
    """My Maps has what is typed there as it is typed; a picture's is none."""
    mark = "<name>Port</name><description><![CDATA[<img src='https://x.org/y.jpg'/>see https://e.org/a]]></description>"
    (article,) = read_all(
        tmp_path / "a.kml", f"<kml xmlns='http://www.opengis.net/kml/2.2'><Placemark>{mark}</Placemark></kml>"
    )
    assert article.url == "https://e.org/a"


def test_a_page_that_is_called_a_ticker_is_live(tmp_path: Path) -> None:
    """Its articles, each with its hour, are entries."""
    entries = "".join(
        f"<article><time datetime='2025-03-04T1{n}:00'></time><h3>Meldung {n}</h3><p>Drohnen über Reni.</p></article>"
        for n in range(3)
    )
    page = f"<html><head><title>Liveticker zur Ukraine</title></head><body>{entries}</body></html>"
    assert [a.title for a in read_all(tmp_path / "a.html", page)] == ["Meldung 0", "Meldung 1", "Meldung 2"]
