"""Exports of databases, chats, networks and libraries are their articles, and nobody's name comes with them."""

import io
import json
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mapper.cli import main
from mapper.errors import InputError
from mapper.origins import Coded
from mapper.read.articles import read_articles
from mapper.records import Article

from .exported import EXPORTS, STORIES, USER, WHATSAPP_FORMS, nexis_docx, whatsapp

PHONE = "+44 7700 900123"


def read_all(path: Path, content: bytes | str, **options: Any) -> list[Article]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([path], **options))


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_its_articles(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    """Each with its title, day, source, author, address and words; of who has downloaded them nothing is there."""
    make, fields = EXPORTS[name]
    articles = read_all(tmp_path / name, make())
    assert len(articles) == len(STORIES)
    for article, story in zip(articles, STORIES, strict=True):
        got = {
            "title": article.title, "day": article.declared, "source": article.source, "author": article.author,
            "body": article.text.removeprefix(article.title).strip(), "url": article.url,
        }  # fmt: skip
        assert {field: got[field] for field in fields.split()} == {
            field: getattr(story, field) for field in fields.split()
        }
        assert story.title in article.text or all(words in article.text for words in story.paragraphs)
        told = json.dumps(article.to_dict())
        assert not [word for word in (USER, "Copyright", "Load-Date", "Search Terms", "chars]") if word in told]
    assert len(caplog.records) <= 2, "what was recognised is one line"


@pytest.mark.parametrize("form", WHATSAPP_FORMS)
def test_a_chat_is_its_posts_without_names(tmp_path: Path, caplog: pytest.LogCaptureFixture, form: str) -> None:
    """On every telephone, in either order of day and month; numbers are nowhere, and members are numbered."""
    articles = read_all(tmp_path / "chat.txt", whatsapp(WHATSAPP_FORMS[form]))
    assert [(a.declared, a.text) for a in articles] == [(s.day, "\n".join(s.paragraphs)) for s in STORIES]
    assert [a.author for a in articles] == ["Member 1", "Member 2", "Member 3", "Member 1", "Member 2"]
    assert "7700" not in json.dumps([a.to_dict() for a in articles])
    assert "WhatsApp, 5 articles, 5 without words of their own left out" in caplog.text
    kept = read_all(tmp_path / "chat.txt", whatsapp(WHATSAPP_FORMS[form]), keep_names=True)
    assert [a.author for a in kept][:3] == [PHONE, "Monitor B", "Monitor C"]


def test_what_members_write_names_nobody(tmp_path: Path) -> None:
    """Numbers, addresses, handles and the names of members go out of the words too; dates and coordinates stay."""
    kept = "48.294512, 37.998212, 2024-05-06"
    said = f"Jane Roe says call {PHONE} or 0044(0)7700900123, jane@example.org or @jane_roe; {kept}"
    chat = f"[02/05/2024, 08:14:11] Jane Roe: Shelling in Kosti.\n[13/05/2024, 08:14:11] +44 7700 900999: {said}\n"
    articles = read_all(tmp_path / "chat.txt", chat)
    assert articles[1].text == f"Member 1 says call [number] or [number], [address] or Member 3; {kept}"


def account(*kinds: str) -> str:
    """An account with a chat of each kind, in which one person has written and one has been forwarded."""
    post = {"type": "message", "date": "2024-05-02T09:00:00", "from": "Jane Roe", "from_id": "user1",
            "forwarded_from": "", "text": f"Shelling in Kherson, says Jane Roe, {PHONE}."}  # fmt: skip
    passed = post | {"id": 2, "forwarded_from": "John Doe", "forwarded_from_id": "user9", "text": "Quiet in Odesa."}
    channel = post | {
        "id": 3,
        "forwarded_from": "Kharkiv Desk",
        "forwarded_from_id": "channel5",
        "text": "Fire in Izium.",
    }
    chats = [
        {"name": f"Chat of {kind}", "type": kind, "id": number, "messages": [post | {"id": 1}, passed, channel]}
        for number, kind in enumerate(kinds)
    ]
    return json.dumps({"personal_information": {"phone_number": PHONE}, "chats": {"list": chats}})


def test_a_whole_account_of_telegram_names_no_private_person(tmp_path: Path) -> None:
    """Chats and groups have no name; a public channel that is forwarded keeps its own."""
    content = account("personal_chat", "private_group", "public_supergroup")
    articles = read_all(tmp_path / "result.json", content)
    assert [a.source for a in articles] == [
        *["Private chat"] * 3, *["Private group"] * 3, *["Chat of public_supergroup"] * 3,
    ]  # fmt: skip
    assert [a.author for a in articles[:3]] == ["Member 1", "Member 2", "Kharkiv Desk"]
    told = json.dumps([a.to_dict() for a in articles])
    assert not [name for name in ("Jane", "John", "7700", "personal_chat", "private_group") if name in told]
    assert "Jane Roe" in json.dumps([a.to_dict() for a in read_all(tmp_path / "b.json", content, keep_names=True)])


def test_an_article_without_a_date_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The line that says what was recognised says it."""
    articles = read_all(tmp_path / "a.docx", nexis_docx(undated=2))
    assert [a.declared for a in articles] == [s.day if s.number != 2 else None for s in STORIES]
    assert [a.source for a in articles] == [s.source for s in STORIES]
    assert [r.getMessage() for r in caplog.records] == [f"{tmp_path}/a.docx: Nexis, 5 articles, 1 without a date"]


def test_a_thread_is_one_article(tmp_path: Path) -> None:
    """Posts that go on from one's own are read on, each with its time; links are the ones that they stand for."""
    posts = [
        {"id": "1", "text": "Fire in Izium. https://t.co/x", "created_at": "2024-05-02T10:00:00Z", "author_id": "5",
         "entities": {"urls": [{"url": "https://t.co/x", "expanded_url": "https://example.org/v"}]}},
        {"id": "2", "text": "It is out now.", "created_at": "2024-05-02T11:00:00Z", "author_id": "5",
         "referenced_tweets": [{"type": "replied_to", "id": "1"}]},
        {"id": "3", "text": "Thank you.", "created_at": "2024-05-02T12:00:00Z", "author_id": "6",
         "referenced_tweets": [{"type": "replied_to", "id": "1"}]},
    ]  # fmt: skip
    users = [{"id": "5", "name": "Desk", "username": "desk"}]
    first, second = read_all(tmp_path / "a.json", json.dumps({"data": posts, "includes": {"users": users}}))
    assert first.text == "Fire in Izium. https://example.org/v\n\nIt is out now."
    assert [(m.start, m.time) for m in first.times] == [(0, "2024-05-02T10:00:00Z"), (38, "2024-05-02T11:00:00Z")]
    assert (first.url, first.author, second.text) == ("https://x.com/desk/status/1", "Desk", "Thank you.")


SRT = "1\n00:00:01,000 --> 00:00:03,000\nShells hit the\nport of Odesa.\n\n2\n00:00:03,100 --> 00:00:05,000\nNobody\n\n"
SRT += "3\n00:00:05,100 --> 00:00:07,000\n<i>was hurt.</i>\n\n4\n00:01:05,100 --> 00:01:07,000\nLviv was quiet.\n"


@pytest.mark.parametrize(
    ("name", "content"), [("port_report.en.srt", SRT), ("port_report.vtt", "WEBVTT\n\n" + SRT.replace(",", "."))]
)
def test_subtitles_are_sentences(tmp_path: Path, name: str, content: str) -> None:
    """Cues are joined; a pause after a sentence is a paragraph's end."""
    (article,) = read_all(tmp_path / name, content)
    assert (article.text, article.title) == (
        "Shells hit the port of Odesa. Nobody was hurt.\n\nLviv was quiet.",
        "port report",
    )
    assert [m.time for m in article.times] == ["00:00:01", "00:00:03", "00:00:05", "00:01:05"]
    assert article.text[article.times[-1].start :] == "Lviv was quiet."


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Mine</name><Placemark>
<name>Dolna Farm</name><description><![CDATA[Grain store<br>Seen in May]]></description><Point><coordinates>33.1,47.2,0
</coordinates></Point></Placemark><Placemark><name>Canal road</name></Placemark></Document></kml>"""
GPX = """<gpx><wpt lat="47.2" lon="33.1"><time>2024-05-04T10:00:00Z</time><name>Dolna Farm</name><desc>Grain</desc>
</wpt></gpx>"""


def test_the_places_of_a_map_are_read_with_their_points(tmp_path: Path) -> None:
    """KML, the zip of it, and GPX: name and description; the point is kept beside ours."""
    articles = read_all(tmp_path / "a.kml", KML)
    assert [a.text for a in articles] == ["Dolna Farm\n\nGrain store\n\nSeen in May", "Canal road"]
    assert articles[0].coded == (Coded(dataset="KML", lat=47.2, lon=33.1, place="Dolna Farm", precision=""),)
    assert articles[1].coded == ()
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.writestr("doc.kml", KML)
    assert [a.title for a in read_articles([tmp_path / "a.kmz"])] == ["Dolna Farm", "Canal road"]
    (article,) = read_all(tmp_path / "a.gpx", GPX)
    assert (str(article.date), article.coded[0].lat) == ("2024-05-04", 47.2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Shells hit Odesa.\n\nEnd of Document\n"),
        ("a.txt", "He wrote [02/05/2024, 08:14] Ann: hi.\nAnd more."),
        ("a.json", '{"text": "Shells hit Odesa.", "type": "message"}'), ("a.txt", "TY  - but no end, in Odesa."),
        ("a.html", f"<html><body><article><p>{'Factiva and Nexis had it: shells hit Odesa ' * 9}</p></article></body>"),
    ],
)  # fmt: skip
def test_what_merely_names_an_export_is_none(tmp_path: Path, name: str, content: str) -> None:
    """It is read as it was."""
    (article,) = read_all(tmp_path / name, content)
    assert "Odesa" in article.text or "Ann" in article.text


@pytest.mark.parametrize("name", EXPORTS)
def test_half_an_export_is_no_failure(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Cut anywhere, it gives what articles it has, or is one sentence."""
    caplog.set_level(logging.ERROR)
    content = EXPORTS[name][0]()
    for share in (3, 7):
        said: list[InputError] = []
        (tmp_path / name).write_bytes(content[: len(content) * share // 10])
        list(read_articles([tmp_path / name], on_skip=said.append))
        assert all("\n" not in str(error) for error in said)


def test_a_signal_chat_is_its_posts_without_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As signal-export writes it; members are numbered, their names and numbers gone from the words."""
    lines = (
        "[2024-05-01 10:11] Ann Lee: Shells hit Kherson.",
        f"[2024-05-01, 10:12] Bob: Ann Lee is safe, call {PHONE}.",
    )
    articles = read_all(tmp_path / "chat.md", "\n".join(lines))
    assert [(a.text, a.source, a.author, str(a.declared)) for a in articles] == [
        ("Shells hit Kherson.", "Signal", "Member 1", "2024-05-01"),
        ("Member 1 is safe, call [number].", "Signal", "Member 2", "2024-05-01"),
    ]
    assert "Signal, 2 articles" in caplog.text


CHANNEL = {"name": "Front Notes", "type": "public_channel", "id": 1, "messages": [
    {"id": 1, "type": "service", "date": "2024-05-01T00:00:00", "text": "x"},
    {"id": 2, "type": "message", "date": "2024-05-01T00:00:00", "text": "Shells hit Kherson."},
]}  # fmt: skip


def test_exports_are_known_in_folders_and_archives(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """There a .json may hold anything: what is no export is passed over, with a line."""
    (tmp_path / "result.json").write_text(json.dumps(CHANNEL), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"text": "no article"}', encoding="utf-8")
    (tmp_path / "server.json").write_text('{"message": "a line of a log"}\n' * 2, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("b/result.json", json.dumps(CHANNEL).replace("Kherson", "Odesa"))
        file.writestr("b/settings.json", "[]")
    assert [a.text for a in read_articles([tmp_path])] == ["Shells hit Odesa.", "Shells hit Kherson."]
    for name in ("package.json", "server.json"):
        assert f"{tmp_path}/{name}: is passed over, for it may hold anything" in caplog.text
    assert f"{tmp_path}/a.zip/b/settings.json: is passed over, for it may hold anything" in caplog.text


def test_replies_of_news_apis_are_known_in_folders(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Also where several stand in one file, or articles are named by their numbers."""
    one = json.loads(EXPORTS["newsapi.json"][0]())
    two = {row["uri"]: {"info": row} for row in json.loads(EXPORTS["event_registry.json"][0]())["articles"]["results"]}
    (tmp_path / "a.json").write_text(json.dumps([one, one | {"articles": []}]), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(two), encoding="utf-8")
    (tmp_path / "c.json").write_bytes(EXPORTS["gdelt.json"][0]())  # type: ignore[arg-type]  # it is bytes
    assert [a.title for a in read_articles([tmp_path])] == [s.title for s in STORIES] * 3
    for name in ("newsapi.org", "Event Registry", "GDELT"):
        assert f"{name}, 5 articles" in caplog.text


DATA = Path(__file__).parent / "data"
CELLS = (("Title", "Text", "Date"), ("Reni", "Shells hit Reni again.", "2025-03-04"))
TABLE = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)


def test_workbooks_of_the_old_form_are_read(tmp_path: Path) -> None:
    """As ProQuest has them, with title and abstract as the words; a table in tabs or of a page may be called so too."""
    first, second = read_articles([DATA / "proquest.xls"])  # made for this test, with xlwt
    assert (first.text, first.author) == ("Silo hit in Reni\n\nTwo drones hit a silo in Reni.", "Bo Example")
    assert (first.source, first.url, str(first.declared)) == ("The Example Post", "https://example.org/0", "2025-03-04")
    assert second.title == "Sake quiet"
    for content in ("\n".join(map("\t".join, CELLS)), f"<html><body><table>{TABLE}</table></body></html>"):
        (article,) = read_all(tmp_path / "a.xls", content)
        assert (article.text, str(article.declared)) == ("Shells hit Reni again.", "2025-03-04")


def test_what_is_left_out_of_an_export_is_listed_and_no_fault(tmp_path: Path) -> None:
    """A service message stands in the list of what was rejected; the command ends with 0 and says no more of it."""
    (tmp_path / "result.json").write_text(json.dumps(CHANNEL), encoding="utf-8")
    done = CliRunner().invoke(main, ["locate", str(tmp_path / "result.json"), "-o", str(tmp_path / "out.jsonl")])
    assert done.exit_code == 0, done.stderr
    assert "article 1: has no words" not in done.stderr
    (row,) = map(json.loads, (tmp_path / "out.rejected.jsonl").read_text("utf-8").splitlines())
    assert row["input"].endswith("result.json, article 1")
    assert row["reason"] == "has no words of its own; it is a notice, a picture or a service message"


def pages(*parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for part in parts:
            file.writestr(part, b"\0")
    return held.getvalue()


@pytest.mark.parametrize(("name", "content", "told"), [
    ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(99), "is a damaged workbook .*; save it as .xlsx"),
    ("a.ris", b"no tag in it", "has nothing of RIS in it, or not as it is written; export it again"),
    ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99), "is a document of the old form; open it and save it as .docx"),
    ("a.pages", pages("Index/Document.iwa"), "is of Pages, Numbers or Keynote; export it as .docx, .xlsx or PDF"),
    ("b.pages", pages("index.xml", "buildVersionHistory.plist"), "is of Pages, Numbers or Keynote; export it"),
])  # fmt: skip
def test_what_nothing_reads_says_what_to_do(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    """One sentence."""
    with pytest.raises(InputError, match=rf"{name}: {told}"):
        read_all(tmp_path / name, content)


NO_HEADING = """<html><head><title>Reni /title></head><body><h1 id="firstHeading">Reni</h1>
<div class="mw-parser-output"><p>Rain.</p></div></body></html>"""
CONTROL = "<html><h1>Live</h1>" + "".join(
    f'<article id="e{at}"><time datetime="2025-03-04T1{at}:00:00Z">1{at}:00</time>\x01&#1;&#x1F<h2>Drones</h2>'
    "<p>A silo was hit.</p></article>"
    for at in range(3)
)


@pytest.mark.parametrize(("name", "content", "words"), [
    ("a.ris", "TY  - NEWS\nTI  - Rain\nAB  - Rain fell.\nER  - \nrg/2\nER  - \n", "Rain fell."),
    ("a.bib", "@article{article{key0,\n  title =", ""),
    ("wiki.html", NO_HEADING, ""), ("live.html", CONTROL, "A silo was hit."),
])  # fmt: skip
def test_what_is_damaged_costs_no_more_than_itself(name: str, content: str, words: str, tmp_path: Path) -> None:
    """A record that ends twice, one without a key, a page without a heading: what can be read is, the rest is said."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    said: list[InputError] = []
    found = list(read_articles([tmp_path / name], on_skip=said.append))
    assert [words in article.text for article in found] == [True] * bool(words)
    assert bool(said) is not bool(words)
