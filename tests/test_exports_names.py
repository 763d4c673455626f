"""What a private chat says of people: nothing by default, in no output, whatever they are called."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mapper.cli import main
from mapper.read.articles import read_articles
from mapper.read.exports.members import Members, unnamed

CHAT = """03/03/2025, 21:05 - Messages and calls are end-to-end encrypted.
03/03/2025, 21:06 - Jane Roe added John Doe
14/03/2025, 08:10 - Jane Roe: Shells hit Reni, John Doe saw it, (555) 010-4477 or 8 (905) 123-45-67.
14/03/2025, 08:11 - Jane Roe: Mary Moe.vcf (file attached)
15/03/2025, 08:12 - Kyiv Monitor: Jane is in Izmail with Mary Moe, t.me/janeroe, wa.me/447700900123. Kyiv was hit.
"""
PRIVATE = ("Jane", "Roe", "John", "Doe", "Mary", "Moe", "janeroe", "010-4477", "(905)", "123-45-67", "447700900123")


def test_no_output_names_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the words, not the list of what was left out, not what is said; the file itself bears a person's name."""
    monkeypatch.chdir(tmp_path)
    name = "WhatsApp Chat with Jane Roe.txt"
    Path(name).write_text(CHAT, encoding="utf-8")
    said = ""
    for command in (["map", name, "-o", "a.html"], ["locate", name, "-o", "a.jsonl"]):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.stderr
        said += done.output + done.stderr
    for ending in ("geojson", "csv", "kml"):
        said += CliRunner().invoke(main, ["export", "a.jsonl", "-o", f"a.{ending}"]).output
    outputs = [path.read_text("utf-8") for path in Path().iterdir() if path.name != name and path.suffix != ".html"]
    page = Path("a.html").read_text("utf-8")
    assert not [word for word in PRIVATE for text in (said, *outputs) if word in text]
    assert not [word for word in ("Jane", "John Doe", "Mary Moe", "janeroe", "010-4477") if word in page]
    assert "Kyiv was hit" in page


@pytest.mark.parametrize(("where", "shown"), [
    ("a/WhatsApp Chat with Jane Roe.txt", "a/chat 1f"),
    ("WhatsApp-Chat mit Jane.zip/_chat.txt", "WhatsApp Chat/_chat.txt"),
    ("signal/Jane Roe/data.json", "signal/…/data.json"), ("whatsapp.txt", "whatsapp.txt"), ("main.jsonl", "main.jsonl"),
])  # fmt: skip
def test_a_chat_is_named_without_whom_it_is_with(where: str, shown: str) -> None:
    """Its file, its archive and its folder bear a person's name."""
    assert unnamed(where, "1f") == shown


@pytest.mark.parametrize(("said", "cleaned"), [
    ("Jane saw it", "Member 1 saw it"), ("Janet saw it", "Janet saw it"), ("Kyiv was hit", "Kyiv was hit"),
    ("May 4: Will the bridge hold?", "May 4: Will the bridge hold?"),
    ("Jordan opened the bridge", "Jordan opened the bridge"), ("37U DQ 12345 67890", "37U DQ 12345 67890"),
    ("48.2945, 37.9982 on 2025-03-04 at 10:30", "48.2945, 37.9982 on 2025-03-04 at 10:30"),
    ("see https://t.me/frontnotes/12 and t.me/jane_r", "see https://t.me/frontnotes/12 and [address]"),
    ("+44 (0)7700 900-123", "[number]"),
])  # fmt: skip
def test_first_names_go_and_places_stay(said: str, cleaned: str) -> None:
    """So do days, coordinates and posts of channels."""
    members = Members()
    for name in ("Jane Roe", "Kyiv Monitor", "Jordan Poe", "May Coe", "Will Loe"):
        members.name(name)
    assert members.clean(said) == cleaned


def test_an_account_of_telegram_names_nobody_it_knows(tmp_path: Path) -> None:
    """Not who is in its address book, not of whom notices tell, not who is marked as a person in a post."""
    post: dict[str, Any] = {
        "id": 1,
        "type": "message",
        "date": "2025-03-14T08:00:00",
        "from": "Jane Roe",
        "from_id": "user1",
    }
    post["text"] = ["John Doe saw ", {"type": "mention_name", "text": "Johnny"}, {"type": "phone", "text": "112 233"}]
    notice = {"id": 2, "type": "service", "actor": "Jane Roe", "members": ["Mary Moe"], "text": ""}
    other = post | {"id": 3, "text": "Mary Moe is in Reni, ", "text_entities": []}
    chat = {"name": "Jane Roe", "type": "personal_chat", "id": 7, "messages": [post, notice, other]}
    contacts = {"list": [{"first_name": "John", "last_name": "Doe"}]}
    (tmp_path / "result.json").write_text(
        json.dumps({"contacts": contacts, "chats": {"list": [chat]}}), encoding="utf-8"
    )
    articles = list(read_articles([tmp_path]))
    told = json.dumps([a.to_dict() for a in articles])
    assert len(articles) == 2
    assert not [word for word in (*PRIVATE, "Johnny", "112") if word in told]


@pytest.mark.parametrize(("name", "source"), [("Maria Kovalenko", "Private chat"), ("Front Notes", "Front Notes")])
def test_a_page_in_which_one_side_speaks_names_no_person(tmp_path: Path, name: str, source: str) -> None:
    """Telegram's page does not say whether it is of a channel: one called as a person is taken for a chat."""
    (tmp_path / "messages.html").write_text(
        f"""<html><body><div class="page_header"><div class="text bold">{name}</div></div>
        <div class="message default clearfix" id="message1"><div class="body">
        <div class="pull_right date details" title="04.03.2025 08:05:00 UTC+01:00">08:05</div>
        <div class="from_name">{name}</div><div class="text">Shells hit Izmail at dawn.</div></div></div>
        </body></html>""",
        encoding="utf-8",
    )
    (article,) = read_articles([tmp_path / "messages.html"], on_skip=lambda _: None)
    assert article.source == source
    assert (name in str(article)) is (source == name)
