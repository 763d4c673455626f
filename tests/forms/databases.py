"""Exports of newspapers' databases: Nexis, Factiva, ProQuest, Europresse, in their labels, languages and kinds of file."""

import io
from collections.abc import Iterator
from html import escape

import docx

from ..exported import rtf
from .stories import STORIES, USER, Form, Story, month, written

_NEXIS = {
    "en": ("Section", "Length: 60 words", "Byline", "Dateline", "Body", "Classification", "Language: ENGLISH",
           "Publication-Type: Newspaper", "Subject: WAR (90%)", "Load-Date", "End of Document",
           "All Rights Reserved"),
    "de": ("Rubrik", "Länge: 60 Wörter", "Autor", "Ortsmarke", "Text", "Klassifikation", "Sprache: GERMAN; Deutsch",
           "Publikationstyp: Zeitung", "Schlagwörter: KRIEG (90%)", "Ladedatum", "Ende des Dokuments",
           "Alle Rechte vorbehalten"),
    "fr": ("Rubrique", "Longueur: 60 mots", "Auteur", "Origine", "Corps de l’article", "Classification",
           "Langue: FRENCH; FRANÇAIS", "Type de publication: Journal", "Sujet: GUERRE (90%)", "Date de chargement",
           "Fin du document", "Tous droits réservés"),
}  # fmt: skip
_COVER = {
    "en": (f"User Name: {USER}", "Date and Time: Wednesday, May 8, 2024 7:13:00 PM CEST", "Job Number: 10000001",
           "Documents (5)"),
    "de": (f"Benutzername: {USER}", "Datum und Uhrzeit: Mittwoch, 8. Mai 2024 19:13:00 CEST",
           "Auftragsnummer: 10000001", "Dokumente (5)"),
    "fr": (f"Nom d’utilisateur: {USER}", "Date et heure: mercredi 8 mai 2024 19 h 13 CEST",
           "Numéro de tâche: 10000001", "Documents (5)"),
}  # fmt: skip


def nexis(language: str, day: str, *, edition: str = "") -> list[str]:
    """The paragraphs of a document of Nexis Uni."""
    section, length, byline, _, body, classes, tongue, kind, subject, loaded, end, rights = _NEXIS[language]
    lines = list(_COVER[language])
    for story in STORIES:
        lines += [f"{story.number + 1}. {story.title}", "Client/Matter: -None-", "Search Terms: shelling AND port"]
        lines += ["Search Type: Terms and Connectors", "Narrowed by:", "Content Type", "Narrowed by", "News", "-None-"]
    for story in STORIES:
        lines += ["", story.title, story.source, written(story.day, day), *([edition] if edition else [])]
        lines += ["", f"Copyright {story.day.year} Example Media Ltd. {rights}", "", f"{section}: {story.section}"]
        lines += [length, f"{byline}: {story.author}", body, "", *story.paragraphs, "", classes, "", tongue, "", kind]
        lines += ["", subject, "", f"{loaded}: {written(story.day, day)}", "", end, ""]
    return lines


_OLD = {
    "en": ("{} of 5 DOCUMENTS", "BYLINE: By {}", "SECTION: {}", "LENGTH: 60 words", "LOAD-DATE: May 8, 2024",
           "LANGUAGE: ENGLISH", "PUBLICATION-TYPE: Newspaper", "All Rights Reserved"),
    "de": ("Dokument {} von 5", "AUTOR: {}", "RUBRIK: {}", "LÄNGE: 60 Wörter", "UPDATE: 8. Mai 2024",
           "SPRACHE: GERMAN; DEUTSCH", "PUBLICATION-TYPE: Zeitung", "Alle Rechte vorbehalten"),
    "fr": ("Document {} de 5", "AUTEUR: {}", "RUBRIQUE: {}", "LONGUEUR: 60 mots", "DATE-CHARGEMENT: 8 mai 2024",
           "LANGUE: FRENCH; FRANÇAIS", "TYPE-PUBLICATION: Journal", "Tous droits réservés"),
}  # fmt: skip


def lexis(language: str, day: str) -> bytes:
    """A text of the old LexisNexis: centred heads, labels in capitals, lines of sixty letters."""
    number, byline, section, length, loaded, tongue, kind, rights = _OLD[language]
    text = f"\ufeff\n\n\nDownload Request: Selected Items: 1-5\n\nSend To:\n{USER}\nEXAMPLE LIBRARY\n1 EXAMPLE ROAD\n\n"
    for story in STORIES:
        head = (number.format(story.number + 1), story.source, written(story.day, day))
        text += "\n".join(["", "", *(f"{line:^78}\n" for line in head)])
        text += f"\n{story.title}\n\n{byline.format(story.author)}\n\n{section.format(story.section)}\n\n{length}\n\n"
        text += "\n\n".join(map(_wrapped, story.paragraphs))
        text += f"\n\n{loaded}\n\n{tongue}\n\n{kind}\n\n\n{f'Copyright {story.day.year} Example Media':^78}\n"
        text += f"{rights:^78}\n\n\n"
    return text.encode()


def _wrapped(words: str) -> str:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > 60:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


_FACTIVA = {
    "en": ("By {}", "60 words", "English", "Copyright {} Example Media. All Rights Reserved.", "Document {}"),
    "de": ("Von {}", "60 Wörter", "Deutsch", "(c) {} Beispiel Verlag", "Dokument {}"),
    "fr": ("Par {}", "60 mots", "Français", "Tous droits réservés {} Exemple", "Document {}"),
}


def factiva(language: str, day: str, *, codes: bool = False, page: bool = False) -> list[str]:
    """The paragraphs of a document of Factiva, as an article or with the codes of its fields."""
    by, count, tongue, rights, last = _FACTIVA[language]
    lines = ["Dow Jones Factiva"] if not page else []
    for story in STORIES:
        by_line, number = by.format(story.author), f"EXTM0000{story.day:%Y%m%d}ek52{story.number:05}"
        when, right = written(story.day, day), rights.format(story.day.year)
        if codes:
            first, *rest = story.paragraphs
            pairs = (
                ("SE", story.section), ("HD", story.title), ("BY", by_line), ("WC", count), ("PD", when), ("ET", "10:05"),
                ("SN", story.source), ("SC", "EXTM"), ("PG", "4"), ("LA", tongue), ("CY", right), ("LP", first),
            )  # fmt: skip
            for code, value in pairs:
                lines += [code, value]
            lines += [
                *(("TD", *rest) if rest else ()),
                "CO",
                "exmpl : Example Media",
                "NS",
                "gwar : War",
                "RE",
                "ukrn : Ukraine",
            ]
            lines += ["PUB", "Example Media", "AN", last.format(number)]
            continue
        lines += [story.section, story.title, by_line, count, when, "10:05", story.source, "EXTM", "4", tongue, right]
        lines += [*story.paragraphs, last.format(number)]
    return [*lines, "Search Summary", "Text", "shelling AND port", "Date", "All Dates", "Source", "All Sources",
            "Timestamp", "8 May 2024 19:13"]  # fmt: skip


def factiva_page(language: str, day: str) -> bytes:
    """A page of Factiva."""
    by, count, tongue, rights, last = _FACTIVA[language]
    parts = ""
    for story in STORIES:
        words = "".join(f'<p class="articleParagraph {language}articleParagraph">{p}</p>' for p in story.paragraphs)
        cells = (count, written(story.day, day), "10:05", escape(story.source), "EXTM", "4", tongue)
        parts += (
            f'<div id="article-{story.number}" class="article {language}Article"><div>{story.section}</div>'
            f'<div id="hd"><span class="{language}Headline">{story.title}</span></div>'
            f'<div class="author">{by.format(story.author)}</div>{"".join(f"<div>{cell}</div>" for cell in cells)}'
            f"<div>{rights.format(story.day.year)}</div>{words}"
            f"<p>{last.format(f'EXTM0000{story.day:%Y%m%d}ek52{story.number:05}')}</p></div><br/>"
        )
    foot = "<table><tr><td>Search Summary</td></tr><tr><td>Text</td><td>shelling AND port</td></tr></table>"
    return f"<html><head><title>Factiva</title></head><body>{parts}{foot}<p>© 2024 Factiva, Inc.</p></body></html>".encode()


_PROQUEST = {
    "en": ("Title", "Author", "Publication title", "Publication date", "Section", "Full text", "Document URL",
           "Language of publication: English", "Place of publication: Kyiv", "Last updated: 2024-05-08"),
    "de": ("Titel", "Autor", "Titel der Publikation", "Publikationsdatum", "Abschnitt", "Volltext", "Dokument-URL",
           "Sprache der Publikation: Deutsch", "Verlagsort: Kyiv", "Zuletzt aktualisiert: 2024-05-08"),
    "fr": ("Titre", "Auteur", "Titre de la publication", "Date de publication", "Section", "Texte intégral",
           "URL du document", "Langue de publication: Français", "Lieu de publication: Kyiv",
           "Dernière mise à jour: 2024-05-08"),
}  # fmt: skip


def _fields(story: Story, language: str, day: str) -> Iterator[tuple[str, str]]:
    title, author, paper, when, section, text, url, *others = _PROQUEST[language]
    yield from ((title, story.title), (author, story.author), (text, story.body), (section, story.section))
    yield from ((paper, f"{story.source}; Kyiv"), (when, day))
    yield from (("Publisher", "Example Media"), ("ISSN", "00000000"), ("ProQuest document ID", f"3000{story.number}"))
    yield (url, story.url)
    yield ("Copyright", f"Copyright Example Media {story.day:%b} {story.day.day}, {story.day.year}")
    for one in others:
        label, _, value = one.partition(": ")
        yield label, value
    yield ("Database", "Example Newsstream")


def proquest(language: str, *, page: bool = False) -> bytes:
    """A text or a page of ProQuest."""
    day = {"en": lambda d: f"{d:%b} {d.day}, {d.year}"}.get(
        language, lambda d: f"{d.day}{'.' * (language == 'de')} {month(d, language)} {d.year}"
    )
    rule = "_" * 60
    text = f"{rule}\n\nReport Information from ProQuest\n\nMay 08 2024 16:51\n\n{rule}\n\nTable of contents\n\n"
    text += "".join(f"{story.number + 1}. {story.title}\n" for story in STORIES)
    parts = ""
    for story in STORIES:
        fields = list(_fields(story, language, day(story.day)))
        text += f"\n{rule}\n\nDocument {story.number + 1} of 5\n\n{story.title}\n\n"
        text += "\n\n".join(f"{label}: {value}" for label, value in fields) + "\n"
        cells = "".join(
            f"<p style='margin-bottom:5pt'><strong>{label}: </strong>"
            f"{''.join(f'<p>{line}</p>' for line in value.split(chr(10) * 2)) if value == story.body else escape(value)}</p>"
            for label, value in fields
        )
        parts += f'<div><a name="DocID_{story.number}"></a><p>{story.title}</p>{cells}</div>'
    text += f"\n{rule}\n\nContact us at: http://support.proquest.com\n"
    if page:
        return f"<html><body><p>{USER}</p><ul><li>Table of contents</li></ul>{parts}</body></html>".encode()
    return text.encode()


def _lines(text: bytes) -> list[str]:
    return [line for line in text.decode().split("\n") if line.strip()]


def europresse(day: str) -> bytes:
    """A page of Europresse."""
    parts = ""
    for story in STORIES:
        words = "".join(f"<p>{words}</p>" for words in story.paragraphs)
        parts += (
            '<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">'
            f'{escape(story.source)}, no. 24{story.number}</span></div><div class="rdp__public-cert"><span '
            f'class="DocHeader">{story.section}, {written(story.day, day)} 312 mots, p. 4</span></div><div '
            f'class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{story.title}</p></div>'
            f'<p class="sm-margin-bottomNews">{story.author}</p></header><section><div class="docOcurrContainer">{words}'
            f'</div></section><footer><div class="publiC-lblNodoc">news·{story.day:%Y%m%d}·EX·{story.number}</div><div '
            'class="apd-sources-bg">© 2024 Exemple. Tous droits réservés.</div></footer></article>'
        )
    return f"<html><head><title>Europresse.com</title></head><body>{parts}</body></html>".encode()


def document(lines: list[str]) -> bytes:
    """Paragraphs as a document of Word."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def page(lines: list[str]) -> bytes:
    words = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)
    return f"<!DOCTYPE html><html><head><title>{USER}</title></head><body>{words}</body></html>".encode()


def plain(lines: list[str]) -> bytes:
    return "\r\n".join(lines).encode()


_ALL = "title day source author section body"
_NEXIS_DAYS = ("en, month first", "en, day first", "en, plain", "en, with hour", "de", "de, day of the week first",
               "de, plain", "fr", "fr, plain")  # fmt: skip
_FACTIVA_DAYS = ("en, plain", "en, American", "de, plain", "fr, plain")
_KINDS = {"docx": document, "rtf": rtf, "html": page, "txt": plain}


def _named(day: str) -> str:
    return day.replace(",", "").replace(" ", "_")


DATABASES = (
    *(Form("Nexis Uni", f"nexis_{_named(d)}.{kind}", lambda d=d, m=make: m(nexis(d[:2], d)), _ALL)
      for d in _NEXIS_DAYS for kind, make in _KINDS.items() if kind != "docx"),
    *(Form("Nexis Uni", f"nexis_edition_{_named(d)}.docx",
           lambda d=d, e=e: document(nexis(d[:2], d, edition=e)), _ALL)
      for d, e in (("en, month first", "International Edition"), ("en, day first", "Edition 1, National Edition"),
                   ("de", "Hauptausgabe"), ("fr", "Édition nationale"))),
    *(Form("LexisNexis", f"lexis_{_named(d)}.txt", lambda d=d: lexis(d[:2], d), _ALL) for d in _NEXIS_DAYS),
    *(Form("Factiva", f"factiva_{_named(d)}{'_codes' * codes}.{kind}",
           lambda d=d, m=make, c=codes: m(factiva(d[:2], d, codes=c)), _ALL)
      for d in _FACTIVA_DAYS for codes in (False, True) for kind, make in _KINDS.items() if kind != "html"),
    *(Form("Factiva", f"factiva_{_named(d)}.html", lambda d=d: factiva_page(d[:2], d), _ALL) for d in _FACTIVA_DAYS),
    *(Form("ProQuest", f"proquest_{language}.{kind}", lambda la=language, k=kind: proquest(la, page=k == "html"),
           f"{_ALL} url") for language in ("en", "de", "fr") for kind in ("txt", "html")),
    *(Form("ProQuest", f"proquest_{language}.{kind}", lambda la=language, m=make: m(_lines(proquest(la))), f"{_ALL} url")
      for language in ("en", "de", "fr") for kind, make in (("docx", document), ("rtf", rtf))),
    *(Form("Europresse", f"europresse_{_named(d)}.html", lambda d=d: europresse(d), _ALL)
      for d in ("fr", "fr, plain", "en, plain", "en, American")),
)  # fmt: skip
