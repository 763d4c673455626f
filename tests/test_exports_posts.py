"""Chats and networks in the forms in which they come: languages, an object a line, threads, what is not public."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import InputError
from mapper.read.articles import read_articles
from mapper.records import Article


def read_all(path: Path, content: str, **options: Any) -> list[Article]:
    path.write_text(content, encoding="utf-8")
    return list(read_articles([path], on_skip=lambda _: None, **options))


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


CHATS = {
    "French, Android": ("04/03/2025 à 08:05 - ", "<Médias omis>"),
    "Spanish, Android": ("4/3/25, 8:05 a.\u00a0m. - ", "<Multimedia omitido>"),
    "Swedish, iOS": ("[2025-03-04, 08:05:11] ", "\u200ebild utelämnad"),
    "Dutch, iOS": ("[04-03-2025 08:05:11] ", "\u200eafbeelding weggelaten"),
    "Arabic, Android": ("٤\u200f/٣\u200f/٢٠٢٥، ٨:٠٥ ص - ", "<تم استبعاد الوسائط>"),
    "Persian, Android": ("۲۰۲۵/۳/۴، ۸:۰۵ - ", "<رسانه حذف شد>"),
    "Chinese, Android": ("2025/3/4 上午8:05 - ", "<省略媒體>"),
    "Korean, Android": ("2025년 3월 4일 오전 8:05, ", "<미디어 파일 제외됨>"),
    "Thai, Android": ("4/3/2568 08:05 - ", "<ไม่รวมสื่อ>"),
    "Greek, Android": ("4/3/2025, 8:05 π.μ. - ", "<Παραλείφθηκε>"),
    "Finnish, Android": ("4.3.2025 klo 8.05 - ", "<Media jätetty pois>"),
    "with media, iOS": ("[04/03/2025, 08:05:11] ", "\u200e<attached: 00000002-PHOTO-2025-03-04.jpg>"),
    "with media, Android": ("04.03.25, 08:05 - ", "IMG-20250304-WA0001.jpg (Datei angehängt)"),
}


@pytest.mark.parametrize("form", CHATS)
def test_a_chat_is_read_whatever_its_language(tmp_path: Path, form: str) -> None:
    """Pictures and notices are no posts, and what stands below a picture is one."""
    when, media = CHATS[form]
    said = ("Ann: Shells hit Reni.", f"Bo: {media}", f"Bo: {media}\nSmoke over Izmail.", "Ann: 14/3/2025?")
    between = " :" if "일" in when else ":"
    chat = "".join(f"{when}{one.replace(':', between, 1)}\n" for one in said)
    articles = read_all(tmp_path / "chat.txt", chat, date_format="dmy")
    assert [(a.author, a.text) for a in articles] == [
        ("Member 1", "Shells hit Reni."), ("Member 2", "Smoke over Izmail."), ("Member 1", "14/3/2025?"),
    ]  # fmt: skip
    assert {str(a.declared) for a in articles} == {"2025-03-04"}


@pytest.mark.parametrize(("days", "read"), [
    (("12/31/23", "1/2/24"), "2024-01-02"), (("1/2/24", "1/3/24", "2/1/24"), "2024-01-02"),
    (("1/2/24", "2/2/24", "1/3/24"), "2024-02-01"), (("31/12/23", "1/2/24"), "2024-02-01"),
])  # fmt: skip
def test_the_lines_of_a_chat_tell_day_from_month(tmp_path: Path, days: tuple[str, ...], read: str) -> None:
    """Notices too; and where each day could be two, by their being in order of time."""
    notices = "".join(f"{day}, 08:00 - <Media omitted>\n" for day in days if day != "1/2/24")
    first, last = notices.split("\n", 1) if days[0] != "1/2/24" else ("", notices)
    chat = f"{first}\n1/2/24, 08:01 - Ann: Shells hit Reni.\n{last}".lstrip()
    chat = chat.replace("- <", "- Ann: <")
    (article,) = read_all(tmp_path / "chat.txt", chat)
    assert str(article.declared) == read


TOLD = "Ann Lee saw smoke over Reni, call +44 7700 900123."
OWN = lines(
    {"version": 1, "backupTimeMs": "1741000000000"}, {"account": {"givenName": "Pat", "familyName": "Roe"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"e164": "4477", "profileGivenName": "Ann", "profileFamilyName": "Lee"}}},
    {"recipient": {"id": "3", "contact": {"profileGivenName": "Bo", "username": "bo.07"}}},
    {"chatItem": {"authorId": "3", "dateSent": "1741075200000", "standardMessage": {"text": {"body": TOLD}}}},
    {"chatItem": {"authorId": "3", "dateSent": "1741075200001", "updateMessage": {}}},
)  # fmt: skip
SIGNAL = {
    "main.jsonl": OWN,
    "data.json": lines(
        {"date": "2025-03-04 08:00:00", "sender": "Bo", "body": TOLD, "reactions": [["Cy", "x"]]},
        {"date": "2025-03-04 08:01:00", "sender": "Ann Lee", "body": "", "reactions": []},
    ),
    "sigtop.json": json.dumps([
        {"type": "incoming", "conversationId": "c", "sent_at": 1741075200000, "source": "+447700900124", "body": TOLD},
        {"type": "incoming", "conversationId": "c", "sent_at": 1741075200001, "source": "Ann Lee", "body": None},
    ]),
    "chat.md": f"[2025-03-04 08:00:00] Bo: {TOLD}  \n(- Cy: x -)\n[2025-03-04 08:01:00] Ann Lee: \n",
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNAL)
def test_signal_is_read_in_its_own_form_and_in_those_of_its_tools(tmp_path: Path, name: str) -> None:
    """Who writes, and who is named from the address book, is a number; numbers and reactions are gone."""
    (article,) = read_all(tmp_path / name, SIGNAL[name])
    assert (article.source, article.author, str(article.declared)) == ("Signal", "Member 1", "2025-03-04")
    assert article.text == "Member 2 saw smoke over Reni, call [number]."
    assert [moment.time[11:16] for moment in article.times] == ["08:00"]


def test_json_lines_of_any_shape_are_rows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Columns are told by their names, as in a table; who is named in a list is the author."""
    row = {
        "body": "Shells hit Reni again.",
        "source": {"title": "The Post"},
        "authors": [{"name": "Ann"}, {"name": "Bo"}],
    }
    rows = lines(row, {"title": "no words"}, {"text": "Shells hit Izmail."})
    first, second = read_all(tmp_path / "a.jsonl", rows)
    assert (first.text, first.source, first.author) == ("Shells hit Reni again.", "The Post", "Ann; Bo")
    assert second.text == "Shells hit Izmail."
    assert "read 'body' as the text" in caplog.text


def test_an_export_that_stands_on_one_line_is_one_without_a_name(tmp_path: Path) -> None:
    """As it comes through a pipe, or under an ending of JSON Lines."""
    post = {"id": 1, "type": "message", "date": "2025-03-04T08:00:00", "from_id": "channel1", "text": "Reni is quiet."}
    content = json.dumps({"name": "Front", "type": "public_channel", "id": 1, "messages": [post]})
    (article,) = read_all(tmp_path / "result.jsonl", content)
    assert (article.text, article.source) == ("Reni is quiet.", "Front")


def test_a_damaged_line_of_an_export_costs_itself_alone(tmp_path: Path) -> None:
    """It is said, and the others are read."""
    rows = SIGNAL["data.json"].splitlines()
    (tmp_path / "data.json").write_text(
        "\n".join([rows[0], rows[0][:40], '{"date": "2025-03-05", "body": "Reni is quiet."}'])
    )
    said: list[InputError] = []
    first, second = read_articles([tmp_path / "data.json"], on_skip=said.append)
    assert (first.author, second.text) == ("Member 1", "Reni is quiet.")
    assert [str(error).rpartition("data.json")[2] for error in said] == [":2: is no JSON object; mend the line"]


POSTS = [
    {"id": "1", "text": "Fire in Izium.", "created_at": "2025-03-04T10:00:00Z", "author_id": "5"},
    {"id": "2", "text": "It is out now.", "created_at": "2025-03-04T11:00:00Z", "author_id": "5",
     "referenced_tweets": [{"type": "replied_to", "id": "1"}]},
]  # fmt: skip
USER = {"id": "5", "name": "Desk", "username": "desk"}


@pytest.mark.parametrize(
    "content",
    [
        lines({"data": POSTS, "includes": {"users": [USER]}}),
        lines(*(post | {"author": USER, "lang": "en"} for post in POSTS)),
    ],
)
def test_replies_of_x_may_stand_a_line_each(tmp_path: Path, content: str) -> None:
    """As twarc keeps them, whole or one post a line."""
    (article,) = read_all(tmp_path / "a.jsonl", content)
    assert (article.text, article.author) == ("Fire in Izium.\n\nIt is out now.", "Desk")


def test_a_post_that_is_passed_on_is_whole(tmp_path: Path) -> None:
    """The API cuts it, and has it whole beside it."""
    post = {"id_str": "3", "created_at": "Tue Mar 04 10:15:00 +0000 2025", "full_text": "RT @desk: Fire in Iz…"}
    post |= {"retweeted_status": {"id_str": "1", "full_text": "Fire in Izium, again.", "user": {"screen_name": "desk"}}}
    (article,) = read_all(tmp_path / "a.json", json.dumps([post]))
    assert article.text == "RT @desk: Fire in Izium, again."


def skeet(number: int, text: str, **more: Any) -> dict[str, Any]:
    record = {"text": text, "createdAt": f"2025-03-0{number}T10:00:00Z", "langs": ["en"]} | more
    return {
        "uri": f"at://did:plc:a/app.bsky.feed.post/{number}",
        "author": {"handle": "desk.example"},
        "record": record,
    }


def test_threads_of_bluesky_are_read_on_and_links_are_whole(tmp_path: Path) -> None:
    """Newest first, as a feed has them; what is shown of a link is cut."""
    link = {"index": {"byteStart": 11, "byteEnd": 20}, "features": [{"uri": "https://example.org/a"}]}
    parent = {"parent": {"uri": "at://did:plc:a/app.bsky.feed.post/4"}}
    feed = {
        "feed": [
            {"post": skeet(5, "All quiet.", reply=parent)},
            {"post": skeet(4, "Sùmy fire exa.org/a", facets=[link])},
        ]
    }
    (article,) = read_all(tmp_path / "a.json", json.dumps(feed))
    assert article.text == "Sùmy fire https://example.org/a\n\nAll quiet."
    assert (str(article.declared), article.url) == ("2025-03-04", "https://bsky.app/profile/desk.example/post/4")


def toot(number: int, text: str, *, to: str = "#Public", above: int = 0) -> dict[str, Any]:
    note = {"id": f"https://m.example/{number}", "type": "Note", "published": f"2025-03-0{number}T10:00:00Z",
            "to": [f"https://www.w3.org/ns/activitystreams{to}"], "content": f"<p>{text}</p>",
            "contentMap": {"en": text},
            "inReplyTo": f"https://m.example/{above}" if above else None,
            "attributedTo": "https://m.example/users/desk"}  # fmt: skip
    return {"type": "Create", "object": note}


def test_what_mastodon_keeps_for_followers_stays_theirs(tmp_path: Path) -> None:
    """Such a post is left out and listed, unless names are kept; a thread is one article."""
    notes = [toot(4, "Fire in Izium."), toot(5, "It is out.", above=4), toot(6, "Ann is safe.", to="/followers")]
    content = json.dumps({"type": "OrderedCollection", "orderedItems": notes})
    said: list[InputError] = []
    (tmp_path / "outbox.json").write_text(content, encoding="utf-8")
    (article,) = read_articles([tmp_path / "outbox.json"], on_skip=said.append)
    assert (article.text, article.source) == ("Fire in Izium.\n\nIt is out.", "Mastodon, @desk@m.example")
    assert article.language == "en"
    assert ["is no public post" in str(error) for error in said] == [True]
    assert len(read_all(tmp_path / "outbox.json", content, keep_names=True)) == 2


def test_an_archive_of_x_is_its_posts(tmp_path: Path) -> None:
    """Messages, likes and the account beside them are not read, with or without a mark at the head of a file."""
    posts = [{"tweet": {"id_str": "1", "created_at": "Tue Mar 04 10:15:00 +0000 2025", "full_text": "Fire in Izium."}}]
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("data/tweets.js", "\ufeffwindow.YTD.tweets.part0 = " + json.dumps(posts))
        file.writestr("data/like.js", 'window.YTD.like.part0 = [{"like": {"tweetId": "9", "fullText": "Odesa"}}]')
        file.writestr("data/account.js", 'window.YTD.account.part0 = [{"account": {"email": "a@example.org"}}]')
    assert [a.text for a in read_articles([tmp_path / "x.zip"])] == ["Fire in Izium."]


def test_the_many_parts_of_an_archive_that_are_not_read_are_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """With their number and the first of them; of a folder too."""
    posts = [{"tweet": {"id_str": "1", "created_at": "Tue Mar 04 10:15:00 +0000 2025", "full_text": "Fire in Izium."}}]
    files = {f"{name}.js": f"window.YTD.{name}.part0 = [1]" for name in ("account", "follower", "like", "lists")}
    files["tweets.js"] = "window.YTD.tweets.part0 = " + json.dumps(posts)
    (tmp_path / "data").mkdir()
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
            (tmp_path / "data" / name).write_text(content, encoding="utf-8")
    for source in (tmp_path / "x.zip", tmp_path / "data"):
        caplog.clear()
        assert len(list(read_articles([source]))) == 1
        said = [record.getMessage() for record in caplog.records if "passed over" in record.getMessage()]
        told = (
            f"{source}: 4 files are passed over, for they may hold anything (account.js, follower.js, like.js …); "
            "to read the articles of one name it"
        )
        assert said == [told]
