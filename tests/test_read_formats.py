"""Pages, feeds, tables, documents, mail and zips -> articles, each told by its content."""

import io
import json
import logging
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from mapper import Article
from mapper.cli import main
from mapper.errors import InputError
from mapper.read.articles import read_articles

from .printed import pdf
from .served import Site

BODY = (
    "Two people died in the shelling of Kherson on Monday, officials in Ukraine said, as the front moved again.",
    "In the village of Kozacha Lopan another strike hit a school and destroyed its roof, the governor said.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Strikes hit Kherson | Daily</title>
<meta property="og:title" content="Strikes hit Kherson"><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-05-01T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport in Paris</a></nav><script>var x = "Berlin";</script>
<article><h1>Strikes hit Kherson</h1><p>{BODY[0]}</p><p>{BODY[1]}</p></article>
<footer>Copyright, London</footer></body></html>"""
FEED = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>
<title>Wire</title><language>en-us</language>
<item><title>Kherson &amp;amp; Odesa hit</title><link>https://example.org/1</link><guid>g1</guid>
<pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Shells &lt;b&gt;hit&lt;/b&gt; Odesa.&lt;/p&gt;&lt;script&gt;Berlin&lt;/script&gt;
&lt;p&gt;More.&lt;/p&gt;</description></item>
<item><title></title></item>
<item><title>Second</title><link>https://example.org/2</link><description>&x;Only a summary.</description></item>
</channel></rss>"""


def read_all(*sources: Path | str, **how: Any) -> tuple[list[Article], list[str]]:
    """The articles, and what was said of the inputs that were skipped."""
    skipped: list[InputError] = []
    return list(read_articles(sources, on_skip=skipped.append, **how)), [str(error) for error in skipped]


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a", "a.php"])
def test_a_saved_page_is_its_article(tmp_path: Path, name: str) -> None:
    """Its words below its title, without menus, scripts and footers; date and source from its head."""
    ((article,), said) = read_all(put(tmp_path / name, PAGE))
    assert said == []
    assert article.text == "\n\n".join(("Strikes hit Kherson", *BODY))
    assert (article.title, str(article.date), article.source) == ("Strikes hit Kherson", "2024-05-01", "The Daily")


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    """One sentence, and what to do."""
    articles, (said,) = read_all(put(tmp_path / "a.html", "<html><body></body></html>"))
    assert articles == []
    assert said == f"{tmp_path}/a.html: no article can be found on the page; save its words as text"


def test_an_aggregators_feed_is_its_papers_stories(tmp_path: Path) -> None:
    """Each story of an entry is an article; its paper is its source, and no part of its headline."""
    link = '&lt;a href="https://n.example/{}"&gt;{}&lt;/a&gt;&amp;nbsp;&lt;font&gt;{}&lt;/font&gt;'
    cluster = link.format(1, "Strikes near Sumy", "Washington Star") + link.format(2, "Bridge hit", "Miami Star")
    feed = (
        '<rss version="2.0"><channel><title>Sumy - News</title>'
        f"<item><title>Strikes near Sumy - Washington Star</title><link>https://n.example/a</link><guid>a</guid>"
        f'<description>{cluster}</description><source url="https://w.example">Washington Star</source></item>'
        "<item><title>Two killed in Shostka - Houston Star</title><link>https://n.example/b</link>"
        '<description>Two people died.</description><source url="https://h.example">Houston Star</source></item>'
        "</channel></rss>"
    )
    articles, said = read_all(put(tmp_path / "a.xml", feed))
    assert [(a.text, a.source, a.url) for a in articles] == [
        ("Strikes near Sumy", "Washington Star", "https://n.example/a"),
        ("Bridge hit", "Miami Star", "https://n.example/2"),
        ("Two killed in Shostka\n\nTwo people died.", "Houston Star", "https://n.example/b"),
    ]
    assert (articles[0].id, said) == ("a", [])


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a", "a.html"])
def test_a_feed_has_an_article_an_entry(tmp_path: Path, name: str) -> None:
    """Title, day, address and words of each; an entry without words is skipped; no file outside is drawn in."""
    articles, (said,) = read_all(put(tmp_path / name, FEED))
    first, second = articles
    assert first.text == "Kherson & Odesa hit\n\nShells hit Odesa.\n\nMore."
    assert (first.id, str(first.date), first.url) == ("g1", "2024-05-06", "https://example.org/1")
    assert (first.source, first.language) == ("Wire", "en")
    assert second.text == "Second\n\nOnly a summary."
    assert said == f"{tmp_path}/{name}, entry 2: has no words; leave it out"


def test_an_address_is_fetched_and_a_feeds_pages_on_request(site: Site) -> None:
    """Pages, feeds and files alike; an entry whose page cannot be had keeps the feed's words."""
    site.pages["/feed"] = (200, {}, FEED.replace("https://example.org", site.url).encode())
    site.pages["/1"] = (200, {"content-type": "text/html"}, PAGE.encode())
    site.pages["/t"] = (200, {"content-type": "text/plain"}, b"# Kyiv.")
    ((page,), _) = read_all(f"{site.url}/1")
    assert (page.id, page.url, page.title) == (*[f"{site.url}/1"] * 2, "Strikes hit Kherson")
    assert [a.text for a in read_all(f"{site.url}/t")[0]] == ["# Kyiv."]
    (first, second), said = read_all(f"{site.url}/feed", full_text=True)
    assert (first.id, first.text) == ("g1", page.text)
    assert second.text == "Second\n\nOnly a summary."
    assert [line.removeprefix(site.url).partition(";")[0] for line in said] == [
        "/feed, entry 2: has no words", "/2: answered 404 Not Found",
    ]  # fmt: skip


def test_a_document_that_was_fetched_says_where(site: Site) -> None:
    """Its address is that of the file, with which a reader gets to the page of an excerpt."""
    site.pages["/report.pdf"] = (200, {"content-type": "application/pdf"}, pdf(["Shells hit Odesa."], ["Kyiv."]))
    ((article,), said) = read_all(f"{site.url}/report.pdf")
    assert (article.text, article.url, said) == ("Shells hit Odesa.\n\nKyiv.", f"{site.url}/report.pdf", [])
    assert article.page_of(article.text.index("Kyiv")) == 2


def test_a_feed_may_lead_to_pdfs(site: Site) -> None:
    """Their title, day and source are the feed's where they have none."""
    site.pages["/feed"] = (200, {}, FEED.replace("https://example.org", site.url).encode())
    site.pages["/1"] = (200, {"content-type": "application/pdf"}, pdf(["Shells hit Odesa."]))
    (first, _), _ = read_all(f"{site.url}/feed", full_text=True)
    assert (first.text, first.pages, first.title) == ("Shells hit Odesa.", (0,), "Kherson & Odesa hit")
    assert (first.url, first.source, str(first.date)) == (f"{site.url}/1", "Wire", "2024-05-06")


TABLE = """event_date,Notes,source,x
01 May 2024,"Shells hit Odesa, ""again""
at night.",Wire,1
,,,
2024-05-02,Quiet in Łódź.,,2
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", TABLE.encode()),
        ("a.csv", b"\xef\xbb\xbf" + TABLE.encode()),
        ("a.csv", TABLE.encode("utf-16")),
        ("a.csv", TABLE.replace(",", ";").replace("Odesa;", "Odesa,").encode()),
        ("a.tsv", TABLE.replace(",", "\t").replace("Odesa\t", "Odesa,").encode()),
    ],
)
def test_a_table_has_an_article_a_row(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, content: bytes
) -> None:
    """Delimiter, encoding and columns are found, and what was guessed is said."""
    (first, second), said = read_all(put(tmp_path / name, content))
    assert said == []
    assert (first.text, str(first.date), first.source) == ('Shells hit Odesa, "again"\nat night.', "2024-05-01", "Wire")
    assert (second.text, str(second.date)) == ("Quiet in Łódź.", "2024-05-02")
    assert "read 'Notes' as the text, 'event_date' as the date; say otherwise with --text-column" in caplog.text


@pytest.mark.parametrize(
    "head", ["articleTitle,body text,report_date,user_id", "News Headline,FullContent,Date,text_id"]
)
def test_columns_are_told_by_their_last_words(tmp_path: Path, head: str) -> None:
    """Where their whole names are none that is known; what is no id of an article is none."""
    table = put(tmp_path / "a.csv", f"{head}\nStrikes,Shells hit Odesa.,2024-05-01,7\n")
    (article,), _ = read_all(table)
    assert (article.title, article.text, str(article.date)) == ("Strikes", "Shells hit Odesa.", "2024-05-01")
    assert article.id != "7"


def test_columns_can_be_named(tmp_path: Path) -> None:
    """In tables, in JSON and in rows; a column that is not there is refused with those that are."""
    table = put(tmp_path / "a.csv", "what,text\nShells hit Odesa.,x\n")
    assert read_all(table, columns={"text": "what"})[0][0].text == "Shells hit Odesa."
    rows = put(tmp_path / "a.jsonl", '{"what": "Shells hit Odesa."}\n')
    assert read_all(rows, columns={"text": "what"})[0][0].text == "Shells hit Odesa."
    assert read_all(table, columns={"text": "no"})[1] == [
        f"{table}: has no column 'no' for the text; its columns are 'what', 'text'"
    ]
    assert read_all(put(tmp_path / "b.csv", "a,b\n1,2\n"))[1] == [
        f"{tmp_path}/b.csv: no column looks like text; name it with --text-column, of 'a', 'b'"
    ]


def test_a_bad_row_of_a_table_costs_only_itself(tmp_path: Path) -> None:
    """It is said with its line."""
    articles, said = read_all(put(tmp_path / "a.csv", "id,text\n1,Kyiv\n2,\n3,Lviv\n4\n"))
    assert [a.id for a in articles] == ["1", "3"]
    assert [line.partition(";")[0] for line in said] == [
        f"{tmp_path}/a.csv:{n}: 'text' is empty" for n in (3, 5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        [{"body": "Kyiv.", "meta": {"date": "2024-05-01"}}, {"body": "Lviv."}],
        {"status": "ok", "response": {"docs": [{"body": "Kyiv.", "meta": {"date": "2024-05-01"}}, {"body": "Lviv."}]}},
        {"type": "FeatureCollection", "features": [
            {"geometry": {}, "properties": {"body": t, "date": "2024-05-01"}} for t in ("Kyiv.", "Lviv.")]},
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 1])
def test_json_of_any_shape_is_read(tmp_path: Path, data: Any, indent: int | None) -> None:
    """The longest list of objects in it is the articles; objects inside them are columns too."""
    (first, second), said = read_all(put(tmp_path / "a.json", json.dumps(data, indent=indent)))
    assert (first.text, str(first.date), second.text, said) == ("Kyiv.", "2024-05-01", "Lviv.", [])


def test_json_of_our_own_form_keeps_its_marks(tmp_path: Path) -> None:
    """A list of what JSON Lines would hold, and one such object alone."""
    row = {"id": "1", "text": "Kyiv.", "mentions": [{"start": 0, "end": 4}]}
    for data in ([row], row):
        (article,), _ = read_all(put(tmp_path / "a.json", json.dumps(data)))
        assert (article.id, article.mentions[0].text) == ("1", "Kyiv")


def test_what_is_no_table_in_a_workbook_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A title and a note above the names of columns, and a sheet without any, which is said."""
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["Incidents", 2024])
    book.create_sheet("Empty")
    sheet = book.create_sheet("Data")
    for row in (["Weekly summary"], [], ["as of", "1 May"], ["date", "text"], ["2024-05-01", "Shells hit Odesa."]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    (article,), said = read_all(tmp_path / "a.xlsx")
    assert (article.text, str(article.date), said) == ("Shells hit Odesa.", "2024-05-01", [])
    assert "sheet About: no column looks like text" in caplog.text
    assert "Empty" not in caplog.text
    del book["Data"]
    book.save(tmp_path / "b.xlsx")
    assert [line.partition(";")[0] for line in read_all(tmp_path / "b.xlsx")[1]] == [
        f"{tmp_path}/b.xlsx, sheet About: no column looks like text",
    ]


def test_an_excel_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    """Whatever its ending is; days and numbers become text."""
    book = openpyxl.Workbook()
    book.active.append(["ID", "Text", "Date"])
    book.active.append([7, "Shells hit Odesa.", "2024-05-01"])
    book.create_sheet("more").append(["text"])
    book["more"].append(["Quiet in Kyiv."])
    book.save(tmp_path / "a.xlsx")
    (first, second), said = read_all(tmp_path / "a.xlsx")
    assert (first.id, first.text, str(first.date), second.text, said) == (
        "7", "Shells hit Odesa.", "2024-05-01", "Quiet in Kyiv.", [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([]), "has no text, only pictures of it; run it through text recognition (OCR) first"),
        (b"%PDF-1.7 nothing", "is a damaged PDF; save it again"),
    ],
)
def test_a_pdf_without_text_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    """It says what is wrong."""
    assert read_all(put(tmp_path / "a.pdf", content))[1] == [f"{tmp_path}/a.pdf: {said}"]


def test_a_missing_library_is_named_with_its_extra(tmp_path: Path, without: Callable[[str], None]) -> None:
    """The command ends with one sentence that says what to install."""
    without("pypdfium2")
    result = CliRunner().invoke(main, ["locate", str(put(tmp_path / "a.pdf", pdf(["Kyiv."])))])
    assert result.exit_code == 2
    assert result.stderr.endswith("install it with: pip install 'conflict-mapper[documents]'\n")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = "Strikes hit Kherson"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph).add_run(" And\tmore.").bold = True
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def open_document(body: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>".encode(),
            "meta.xml": f"<office:document-meta {spaces}><dc:title>T</dc:title></office:document-meta>".encode(),
        }
    )


@pytest.mark.parametrize("name", ["a.docx", "a", "a.zip"])
def test_a_word_document_is_its_paragraphs(tmp_path: Path, name: str) -> None:
    """Whatever its name is."""
    (article,), said = read_all(put(tmp_path / name, word("Shells hit Odesa.", "Quiet in Kyiv.")))
    assert article.text == "Shells hit Odesa. And more.\n\nQuiet in Kyiv. And more."
    assert (article.title, said) == ("Strikes hit Kherson", [])


def test_an_open_document_is_its_paragraphs(tmp_path: Path) -> None:
    """Headings too."""
    body = "<text:h>Head</text:h><text:p>Shells hit <text:span>Odesa</text:span>.</text:p><text:p/>"
    (article,), said = read_all(put(tmp_path / "a.odt", open_document(body)))
    assert (article.text, article.title, said) == ("Head\n\nShells hit Odesa.", "T", [])


NOTE = (
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By mail.</text:p></text:note-body>"
    "</text:note>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Odesa<text:line-break/>Sumy<text:s/>Lviv</text:p>", "Odesa Sumy Lviv"),
        (f"<text:p>In Odesa{NOTE} two died.</text:p>", "In Odesa two died.\n\nBy mail."),
        ("<text:tracked-changes><text:p>Not Kyiv.</text:p></text:tracked-changes><text:p>Sumy.</text:p>", "Sumy."),
    ],
)
def test_what_stands_in_an_open_document_is_read_once(tmp_path: Path, body: str, text: str) -> None:
    """Line breaks are spaces, a note stands below its paragraph, and what was deleted is not there."""
    assert [a.text for a in read_all(put(tmp_path / "a.odt", open_document(body)))[0]] == [text]


def test_what_stands_in_a_word_document_is_read_once(tmp_path: Path) -> None:
    """A text box, which the file has twice, stands below its paragraph; what was moved away is not there."""
    box = "<w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent>"
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:p>'
        "<w:moveFrom><w:r><w:t>Not Kyiv. </w:t></w:r></w:moveFrom><w:r><w:t>Ivano</w:t><w:noBreakHyphen/>"
        f"<w:t>Frankivsk.</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p></w:document>"
    )
    (article,), said = read_all(put(tmp_path / "a.docx", zipped({"word/document.xml": document.encode()})))
    assert (article.text, said) == ("Ivano-Frankivsk.\n\nBox.", [])


def test_a_row_of_a_words_table_is_a_line(tmp_path: Path) -> None:
    """One with several paragraphs in a cell is its paragraphs; a first line that reads like a headline is the title."""
    document = docx.Document()
    document.add_paragraph("Strikes on Sumy")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Town", "Killed", "Sumy", "2"), strict=True):
        cell.text = words
    letter = document.add_table(1, 2)
    letter.cell(0, 0).text, letter.cell(0, 1).text = "Contacts", "Shells hit Sumy.\nTwo were killed."
    held = io.BytesIO()
    document.save(held)
    (article,), _ = read_all(put(tmp_path / "a.docx", held.getvalue()))
    assert article.text.split("\n\n")[:3] == ["Strikes on Sumy", "Town Killed", "Sumy 2"]
    assert article.title == "Strikes on Sumy"


def mail(html: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Odesa überfallen", "Desk <desk@example.org>"
    message["Date"], message["Message-ID"] = "Mon, 06 May 2024 10:00:00 +0000", "<1@example.org>"
    message.set_content("<p>Shells hit Odesa.</p>" if html else "Shells hit Odesa.\n", "html" if html else "plain")
    message.add_attachment(b"x", maintype="image", subtype="png")
    return bytes(message)


@pytest.mark.parametrize("html", [False, True])
def test_a_mail_is_its_words_below_its_subject(tmp_path: Path, html: bool) -> None:
    """With day, sender and id."""
    (article,), said = read_all(put(tmp_path / "a.eml", mail(html)))
    assert (article.text, article.title) == ("Odesa überfallen\n\nShells hit Odesa.", "Odesa überfallen")
    assert (article.id, str(article.date), article.source) == (
        "<1@example.org>", "2024-05-06", "Desk <desk@example.org>",
    )  # fmt: skip
    assert said == []


def test_a_mail_box_is_its_messages(tmp_path: Path) -> None:
    """Those without words are skipped and said; a quoted "From" at the head of a line divides nothing."""
    from_line = b"From desk@example.org Mon May  6 10:00:00 2024\n"
    box = from_line + b"Subject: one\n\nKyiv.\n>From here.\n\n" + from_line + b"X: y\n\n\n" + from_line + mail()
    articles, said = read_all(put(tmp_path / "box", box))
    assert [a.text for a in articles] == ["one\n\nKyiv.\nFrom here.", "Odesa überfallen\n\nShells hit Odesa."]
    assert said == [f"{tmp_path}/box, message 2: has no words; leave it out"]


def test_a_zip_with_a_damaged_list_costs_its_names_alone(tmp_path: Path) -> None:
    """A name that is empty is none, and one with control characters is said in one line."""
    content = zipped({"a.txt": b"Kyiv", "b\n.txt": b"", "q.txt": b"x"}).replace(b"q.txt", b"\0.txt")
    articles, said = read_all(put(tmp_path / "a.zip", content))
    assert [article.text for article in articles] == ["Kyiv"]
    assert said
    assert all("\n" not in line for line in said)


def test_a_zip_may_have_a_file_of_any_name(tmp_path: Path) -> None:
    """One that is called like a part of a document is no document for that."""
    articles, said = read_all(put(tmp_path / "a.zip", zipped({"content.xml": b"<a/>", "b.txt": b"Kyiv."})))
    assert ([article.text for article in articles], said) == (["Kyiv."], [])


def test_a_zip_is_read_like_a_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In order of name; a name that leads out, a bomb and a zip in it are not read, and all else is."""
    caplog.set_level(logging.INFO)
    content = zipped(
        {
            "b/news.jsonl": b'{"text": "Lviv"}\n{}\n', "a.txt": b"Kyiv", "c.pdf": pdf(["Odesa."]),
            "d.docx": word("Sumy."),
            "../up.txt": b"x", "/root.txt": b"x", "C:\\x.txt": b"x", "bomb.txt": bytes(19_000_000),
            "large.txt": bytes(21_000_000), "z.zip": zipped({"a.txt": b"x"}), ".hidden.txt": b"x", "pic.png": b"x",
            "__MACOSX/a.txt": b"x",
        }
    )  # fmt: skip
    articles, said = read_all(put(tmp_path / "a.zip", content))
    assert [a.text for a in articles] == ["Kyiv", "Lviv", "Odesa.", "Sumy. And more."]
    assert sorted(line.removeprefix(f"{tmp_path}/a.zip/").partition(":")[0] for line in said) == [
        "../up.txt", "/root.txt", "C", "b/news.jsonl", "bomb.txt", "large.txt",
    ]  # fmt: skip
    assert all("\n" not in line for line in said)
    assert sum("passed over" in r.getMessage() for r in caplog.records) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 nothing", "is a damaged zip; make it again"),
        (zipped({"x.png": b"x"}), "there is no file of articles in it"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "is a presentation; save it as PDF"),
        (zipped({"META-INF/container.xml": b"<a/>"}), "is a book (EPUB); save it as text or PDF"),
        (zipped({"mimetype": b"x.opendocument.spreadsheet", "content.xml": b"<a/>"}), "is an OpenDocument file that"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is a file of an old Word, Excel or Outlook; save it as .docx"),
        (b"{\\rtf1\\ansi }", "has no words"),
        (b"\x89PNG\r\n", "is a picture; run it through text recognition"),
        (zipped({"word/document.xml": b"<a><b></a>"}), "is a damaged document"),
        (zipped({"word/document.xml": b"<a/>"}), "has no words"),
        (zipped({"word/document.xml": b"<a>" + b" " * 25_000_000 + b"</a>"}), "unpacks to far more"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "is a damaged workbook"),
        (zipped({"xl/workbook.xml": b"<a/>", "xl/x.xml": bytes(90_000_000)}), "unpacks to far more"),
        (zipped({"a.txt": b"x" * 50}, zipfile.ZIP_STORED).replace(b"x" * 50, b"y" * 50), "cannot be unpacked"),
    ],
)
def test_a_bad_document_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    """It names the file, and nothing is read."""
    articles, (sentence,) = read_all(put(tmp_path / "a.docx", content))[0], read_all(tmp_path / "a.docx")[1]
    assert articles == []
    assert sentence.startswith(f"{tmp_path}/a.docx")
    assert said in sentence
    assert "\n" not in sentence


def test_entities_of_a_document_draw_nothing_in(tmp_path: Path) -> None:
    """Neither files nor laughs by the billion."""
    secret = put(tmp_path / "secret", "SECRET")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE a [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY l0 "ha">{laughs}]>'
    for entity in ("f", "l11"):
        body = f'{head}<w:a xmlns:w="{WORD}"><w:p><w:t>Kyiv &{entity};</w:t></w:p></w:a>'
        articles, _ = read_all(put(tmp_path / "a.docx", zipped({"word/document.xml": body.encode()})))
        assert all("SECRET" not in a.text and len(a.text) < 1000 for a in articles)


def test_the_command_takes_columns_and_other_formats(tmp_path: Path) -> None:
    """`mapper locate table.csv --text-column …`."""
    table = put(tmp_path / "a.csv", "what,when\nShells hit Odesa.,2024-05-01\n")
    result = CliRunner().invoke(main, ["locate", str(table), "--text-column", "what", "--date-column", "when"])
    assert result.exit_code == 0
    row = json.loads(result.stdout)
    assert (row["text"], row["date"], row["mentions"][0]["text"]) == ("Shells hit Odesa.", "2024-05-01", "Odesa")
