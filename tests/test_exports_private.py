"""Nobody who takes part in a private chat or mail is named: in no case, script, notation or corner of the file."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest

from mapper.read.articles import read_articles
from mapper.read.exports.contacts import without_contacts

# Members, and the forms of their names in which others speak of them.
MEMBERS = {
    "Олена Шевченко": "Олени Олені Олену Оленою Шевченка ОЛЕНА Olena Shevchenko", "Иван Петров": "Ивана Иваном Петрову",
    "Андрій Мельник": "Андрієві Мельник Мельникові", "محمد الكيلاني": "محمد للكيلاني ومحمد", "José Núñez": "José Nunez",
    "Łukasz Wiśniewski": "Łukasza Łukaszowi Wiśniewskiego", "Ayşe Yılmaz": "Ayşe'ye Yılmaz", "Jane Roe": "Jane's JANE",
    "Sniper_77": "sniper_77", "дядя Вася": "Вася", "Δημήτρης Παπαδόπουλος": "Δημήτρη Παπαδόπουλου", "דוד כהן": "לכהן",
    "王小明": "小明", "김철수": "철수가",
}  # fmt: skip
CONTACTS = (
    "+380 67 123 45 67", "+38(067)123-45-67", "067 123 45 67", "0671234567", "8-905-123-45-67", "(555) 010-4477",
    "202.555.0147", "+49 151/23456789", "06.12.34.56.78", "+44 (0) 7700 900123", "٠٧٧٠٠٩٠٠١٢٣", "+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹",
    "tel:+447700900123", "wa.me/447700900123", "whatsapp://send?phone=447700900123", "☎️0671234567", "тел.0671234567",
    "+7\u2011905\u2011123\u201145\u201167", "call 555-0104", "jane.roe@example.org", "jane (at) example.org",
    "jane[at]example[dot]org", "пошта@приклад.укр", "t.me/olena_sh", "https://t.me/+AbCdEfGh", "signal.me/#p/+4477",
    "https://chat.whatsapp.com/AbCdEf", "instagram.com/olena_sh", "https://www.facebook.com/olena.sh.5",
    "discord.gg/Ab",    "https://vk.com/id1234567", "x.com/olena_sh", "skype:olena.sh", "viber://chat?number=%2B38067", "tg://user?id=12345",
    "tiktok.com/@olena_sh", "https://www.linkedin.com/in/olena-sh", "https://mastodon.example/@olena_sh",
)  # fmt: skip
HANDLES = ("@olena_sh", "@ivan.petrov", "@олена_ш")
# Who has written nothing: in notices, on cards, in polls and reactions, quoted, forwarded.
BESIDE = ("Vera Card", "Olga Kovalenko", "Leo Neun", "Peter Frank")
FORMS = [form for forms in MEMBERS.values() for form in forms.split()]
PRIVATE = (*MEMBERS, *FORMS, *CONTACTS, *HANDLES, *BESIDE)


def _said() -> Iterator[tuple[str, str]]:
    """Who says what: all members something, and one of them all that is private."""
    yield from ((member, "Shells hit the port of Reni.") for member in MEMBERS)
    yield from (("Jane Roe", f"Yesterday shells hit Reni, {form} was there: {n}") for n, form in enumerate(FORMS))
    yield from (("Jane Roe", f"Shells hit Reni, {one} ({n})") for n, one in enumerate((*CONTACTS, *HANDLES, *BESIDE)))


SAID = list(_said())


def android() -> str:
    told = "".join(f"02/05/2024, 08:14 - {name}: {words}\n" for name, words in SAID)
    notices = ("Олена Шевченко додав(-ла) Olga Kovalenko", "Leo Neun joined using this group's invite link")
    told = "".join(f"02/05/2024, 08:13 - {notice}\n" for notice in notices) + told
    told += "02/05/2024, 08:15 - Jane Roe: Vera Card.vcf (file attached)\n"
    return f"{told}02/05/2024, 08:15 - Jane Roe: POLL:\nWho?\nOPTION: Peter Frank (3 votes)\n"


def ios() -> str:
    when = "[02/05/2024, 08:14:11] "
    told = "".join(f"{when}{name}: {words}\n" for name, words in SAID)
    notices = ("You added Olga Kovalenko and Leo Neun", "Peter Frank changed the group description")
    told = "".join(f"{when}Reni watch: \u200e{notice}\n" for notice in notices) + told
    return f"{told}{when}Jane Roe: \u200e<attached: 00000012-Vera Card.vcf>\n"


def telegram() -> str:
    def message(number: int, name: str, **more: object) -> dict[str, object]:
        return {"id": number, "type": "message", "date": "2024-05-02T09:00:00", "from": name,
                "from_id": f"user{sum(map(ord, name))}", "text": ""} | more  # fmt: skip

    messages = [
        message(number, name, text=[words[:3], {"type": "bold", "text": words[3:]}])
        for number, (name, words) in enumerate(SAID)
    ]
    messages += [
        message(901, "Jane Roe", contact_information={"first_name": "Vera", "last_name": "Card", "phone_number": "+3"}),
        message(902, "Jane Roe", poll={"question": "Who?", "answers": [{"text": "Peter Frank", "voters": 1}]}),
        message(903, "Jane Roe", type="service", actor="Olga Kovalenko", actor_id="user5", members=["Leo Neun", None]),
    ]  # fmt: skip
    kinds = ("personal_chat", "private_group")
    chats = [{"name": "Jane Roe", "type": kind, "id": 42, "messages": messages} for kind in kinds]
    return json.dumps({"personal_information": {"first_name": "Jane", "last_name": "Roe"}, "chats": {"list": chats}})


def telegram_page() -> str:
    def post(name: str, inner: str) -> str:
        return (
            '<div class="message default clearfix"><div class="body"><div class="pull_right date details" title="02.05'
            f'.2024 09:12:00">09:12</div><div class="from_name">{escape(name)}</div>{inner}</div></div>'
        )

    posts = "".join(post(name, f'<div class="text">{escape(words)}</div>') for name, words in SAID)
    posts += post("Jane Roe", '<div class="media media_contact"><div class="title bold">Vera Card</div></div>')
    posts += post("Jane Roe", '<div class="media_poll"><div class="answer">- Peter Frank</div></div>')
    posts += '<div class="message service"><div class="body details">Olga Kovalenko invited Leo Neun</div></div>'
    head = '<div class="page_header"><div class="text bold">Jane Roe</div></div>'
    return f"<!DOCTYPE html><html><head></head><body>{head}{posts}</body></html>"


def signal_text() -> str:
    told = "".join(f"[2024-05-02 09:12:00] {name}: {words}\n" for name, words in SAID)
    told += "[2024-05-02 09:12:00] Jane Roe: Yes.\n(- Vera Card: x, Olga Kovalenko: y, Leo Neun: z, Peter Frank: x -)\n"
    return f"{told}[2024-05-02 09:13:00] Jane Roe: ![Vera Card.jpg](./media/2024-05-02_Vera Card.jpg)  \n"


def signal_lines() -> str:
    reactions = [{"name": name, "emoji": "x"} for name in BESIDE]
    day = "2024-05-02T09:12:00"
    rows = [{"date": day, "sender": name, "body": words, "reactions": reactions} for name, words in SAID]
    return "\n".join(json.dumps(row) for row in rows)


def sigtop() -> str:
    head = "Type: incoming\nSent: Thu, 2 May 2024 09:12:00 +0200\n"
    head += "".join(f"Reaction: x from {name}\n" for name in BESIDE)
    told = "".join(f"From: {name} (+380671234567)\n{head}\n{words}\n\n" for name, words in SAID)
    return f"Conversation: Reni watch\n\n{told}"


def messenger() -> str:
    """Letters stand byte by byte, as Facebook writes them."""
    rows = [
        {"sender_name": _bytewise(name), "timestamp_ms": 1714636800000 + n, "content": _bytewise(words)}
        for n, (name, words) in enumerate(SAID)
    ]
    return json.dumps({"participants": [{"name": name} for name in BESIDE], "messages": rows, "title": "Jane Roe"})


def _bytewise(words: str) -> str:
    return words.encode().decode("latin-1")


def discord() -> str:
    rows = [
        {"id": str(n), "type": "Default", "timestamp": "2024-05-02T10:00:00+00:00", "content": words,
         "author": {"id": "5", "name": f"user.{n}", "nickname": name}}
        for n, (name, words) in enumerate([*SAID, *((name, "Yes.") for name in BESIDE)])
    ]  # fmt: skip
    return json.dumps({"guild": {"name": "Ours"}, "channel": {"name": "general"}, "messages": rows})


def mails() -> str:
    told = ""
    for number, (name, words) in enumerate(SAID):
        told += f"From x Thu May  2 09:12:00 2024\nFrom: {name} <jane.roe{number}@example.org>\n"
        told += "To: Olga Kovalenko <o@e.org>\nCc: Leo Neun <l@e.org>\n"
        told += f"Subject: Re: {name}\nMessage-ID: <{number}.jane.roe@example.org>\n"
        told += f"Date: Thu, 2 May 2024 09:12:00 +0200\n\n{words}\n\n-- \n{name}\n\n"
        told += "On Thu, Peter Frank <p@e.org> wrote:\n> Hi\n"
        told += "From: Vera Card <v@e.org>\n\n"
    return told


CHATS: dict[str, Callable[[], str]] = {
    "WhatsApp Chat with Jane Roe.txt": android, "_chat.txt": ios, "result.json": telegram,
    "messages.html": telegram_page, "chat.md": signal_text, "data.json": signal_lines, "Jane Roe.txt": sigtop,
    "inbox.mbox": mails, "message_1.json": messenger, "discord.json": discord,
}  # fmt: skip


@pytest.mark.parametrize("name", CHATS)
def test_nothing_private_comes_out(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    """Not in articles, not in what is said of them; what is reported stays."""
    caplog.set_level(logging.INFO)
    (tmp_path / name).write_text(CHATS[name](), encoding="utf-8")
    said: list[str] = []
    articles = list(read_articles([tmp_path / name], on_skip=lambda error: said.append(str(error))))
    told = "\n".join([json.dumps(a.to_dict(), ensure_ascii=False) for a in articles] + said + caplog.messages)
    assert [one for one in PRIVATE if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", told)] == []
    assert "port of Reni" in told
    assert "Member 1" in told


KEPT = (
    "48.294512, 37.998212", "02/05/2024 10:15", "02.05.2024 10:15:11", "2024-05-06 at 10:30", "48 44 20 N 37 35 05 E",
    "37U DQ 12345 67890", "484420N 0373505E", "N48.73891 E37.58482", "200-1000 people", "1,200,000,000 dollars",
    "call sign 12345", "https://x.com/desk/status/1788000000000000001", "https://www.facebook.com/page/posts/10223344556677",
    "https://t.me/frontnotes/12", "instagram.com/p/CxYz1234567", "https://example.org/a-1234567890.html", "10:15-10:45",
)  # fmt: skip


@pytest.mark.parametrize("words", KEPT)
def test_what_is_no_contact_stays(words: str) -> None:
    """Points, days, sums, and the addresses of posts and pages."""
    assert without_contacts(f"Seen: {words}, they say") == f"Seen: {words}, they say"


NEWSLETTER = """From: The Example Post <news@example.org>
To: Pat Reader <pat.reader@example.com>
Subject: Ten dead in Reni
List-Unsubscribe: <https://example.org/u>
Message-ID: <1@example.org>

Dear Pat Reader, shells hit Reni. Jane Roe reports. This was sent to pat.reader@example.com.
"""


def test_a_newsletter_keeps_its_paper_and_loses_its_reader(tmp_path: Path) -> None:
    """Who sends it is its source, and who writes in it stays; whom it was sent to does not. Names may be kept."""
    (tmp_path / "a.eml").write_text(NEWSLETTER, encoding="utf-8")
    (article,) = read_articles([tmp_path / "a.eml"])
    assert (article.source, article.id) == ("The Example Post <news@example.org>", "<1@example.org>")
    assert article.text.endswith("Dear Member 1, shells hit Reni. Jane Roe reports. This was sent to Member 1.")
    (kept,) = read_articles([tmp_path / "a.eml"], keep_names=True)
    assert "Dear Pat Reader" in kept.text


def test_people_of_mail_have_one_name_in_all_of_it(tmp_path: Path) -> None:
    """Over messages and files; whoever is named before having written is hidden too, in a box."""
    first = "From a Thu May  2 09:12:00 2024\nFrom: Ann Lee <ann@e.org>\nSubject: a\n\nBo Poe saw shells hit Reni.\n\n"
    second = "From a Thu May  2 09:12:00 2024\nFrom: Bo Poe <bo@e.org>\nTo: ann@e.org\nSubject: b\n\nReni burns.\n\n"
    (tmp_path / "a.mbox").write_text(first + second, encoding="utf-8")
    one, two = read_articles([tmp_path / "a.mbox"])
    assert (one.author, two.author, one.source) == ("Member 1", "Member 2", "Private mail")
    assert one.text == "a\n\nMember 2 saw shells hit Reni."
    assert one.id.startswith("mail:")
