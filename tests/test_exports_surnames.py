"""Members of private chats, said in its words by a part of their names: hidden in every form, and places stay."""

import json
from pathlib import Path
from typing import Any

import pytest

from mapper.read.articles import read_articles
from mapper.read.exports.members import Members

Names = list[str]


def clean(names: Names, said: str) -> str:
    members = Members()
    for name in names:
        members.name(name)
    return members.clean(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Oleh Petrenko",
            "Petrenko says; Petrenko's car; the Petrenkos; PETRENKO; petrenko; O. Petrenko; Petrenko O.V.",
        ),
        ("Oleh Petrenko", "Бачив Петренка з Олегом, Петренкові"),
        ("Peter Smith-Jones", "with Jones and Smith"),
        ("Олена Ковальська", "Ковальської, Ковальську, Олені, Kovalska, Olena"),
        ("Федір Кравець", "Кравця, Федора"),
        ("Сергей Иванов", "Ивановым, у Иванова, Сергею"),
        ("Іван Сич", "Іванова хата"),
        ("Jan Kowalski", "Kowalskiego, Kowalskim"),
        ("Maria Müller", "Mueller, Muller, Müllers"),
        ("José García", "Garcia, Jose"),
        ("Ahmet Yılmaz", "Yılmaz'ın, Ahmet'in"),
        ("أحمد الكيلاني", "قال الكيلاني, وأحمد, للكيلاني, by Kilani, with Ahmed"),
        ("عبد الله حسن", "عبد الله"),
        ("王小明", "王小明在这里, 小明看到了"),
        ("김철수", "철수가"),
        ("山田 太郎", "山田さん"),
        ("Omar al-Masri", "el-Masri, Masri's"),
        ("Dr. Roe, Jane (work) 🌸", "Jane's, Roe"),
        ("Bo", "Bo says"),
        ("Anna van der Berg", "with van der Berg"),
        ("Sean O'Neill", "O’Neill's, ONeill, O'Neill"),
        ("Мар'яна Гай", "Мар'яну, Мар'яна"),
        ("Γιώργος Παπαδόπουλος", "Παπαδόπουλου, Γιώργο"),
        ("דוד כהן", "לכהן, וכהן"),
        ("राम कुमार", "कुमार, राम"),
        ("Taxi Oleh", "with Oleh"),
        ("jane_doeby", "Doeby, JANE"),
    ],
)
def test_a_member_is_hidden_in_each_form_of_a_name(name: str, said: str) -> None:
    """By surname or first name alone, in each case, with an initial, in another script, in capitals or without."""
    left = clean([name], said)
    assert "Member 1" in left
    words = set(said.replace(",", " ").replace(";", " ").split())
    named = {word for word in words if word.casefold() not in COMMON}
    assert not [word for word in named if word in left.replace(",", " ").replace(";", " ").split()]


COMMON = {"says", "car", "the", "with", "and", "by", "у", "з", "бачив", "хата", "قال", "o.v."}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anna Stone", "Stone walls fell on the Stone Bridge."),
        ("Will Baker", "Will the bridge hold on Baker Street?"),
        ("May Coe", "May 4: fire. In May the war went on."),
        ("Jordan Poe", "Jordan opened the bridge. Jordan said so."),
        ("Ali Younis", "Khan Younis was hit."),
        ("علي يونس", "القصف على خان يونس"),
        ("Said Karim", "Port Said, he said"),
        ("Ivan Frank", "Ivano-Frankivsk and Ivanivka"),
        ("Іван Франко", "Івано-Франківськ, Іванівка"),
        ("Olena Izmail", "Izmail was hit."),
        ("Nick Lincoln", "In Lincoln now, on Lincoln Street."),
        ("Ann White", "The White House"),
        ("Надія Мир", "Над Одесою дим"),
        ("Марія Ход", "Мариуполь, Марш"),
        ("Max Black", "ships on the Black Sea"),
        ("Roman Sea", "a Roman road"),
        ("Anna Work", "the work goes on"),
        ("Sam Kit", "a SAM battery"),
        ("Taras Shevchenko", "on Shevchenko Square"),
    ],
)
def test_places_and_words_that_a_member_is_called_like_stay(name: str, said: str) -> None:
    """What stands beside them tells: a street, a preposition, the rest of a place's name, a sentence's beginning."""
    assert clean([name], said) == said


@pytest.mark.parametrize(
    ("name", "said", "cleaned"),
    [
        (
            "Anna Stone",
            "I met Stone. Stone says no. Stone was there.",
            "I met Member 1. Member 1 says no. Member 1 was there.",
        ),
        ("Jordan Poe", "Dr Jordan came with Jordan Poe.", "Dr Member 1 came with Member 1."),
        ("Ali Younis", "Younis fled from Khan Younis.", "Member 1 fled from Khan Younis."),
        ("Olena Izmail", "Olena Izmail left Izmail.", "Member 1 left Izmail."),
        ("Olena Izmail", "Olena, Izmail is quiet. Izmail, Izmail!", "Member 1, Izmail is quiet. Izmail, Izmail!"),
        ("Ann Roe", "roe says so; mr roe; ann roe; the roe", "Member 1 says so; mr Member 1; Member 1; the roe"),
        ("Ann Featherstone", "featherstone and a featherstone", "Member 1 and a featherstone"),
        ("Taras Shevchenko", "Shevchenko was in Shevchenko district.", "Member 1 was in Shevchenko district."),
    ],
)
def test_a_name_that_is_more_than_a_name_is_told_by_what_stands_beside_it(name: str, said: str, cleaned: str) -> None:
    """Its other names, a title, what people do."""
    assert clean([name], said) == cleaned


def test_who_shares_a_name_is_not_taken_for_the_other() -> None:
    """Two of one family: who is meant by the surname is not said."""
    assert clean(["Jane Roeman", "John Roeman"], "John Roeman and Roeman") == "Member 2 and a member"


def post(number: int, text: Any, **more: Any) -> dict[str, Any]:
    return {"id": number, "type": "message", "date": "2025-03-14T08:00:00", "from": "Jane Petrenko", "from_id": "user1",
            "text": text, **more}  # fmt: skip


def test_telegram_names_nobody_of_whom_a_chat_knows(tmp_path: Path) -> None:
    """Cards, reactions, whom a post is of, who has joined, whom the chat is with, whose account it is: all before."""
    told = "Reni: Petrenko, Kovalska, Wexford, Marchuk, Olsson, Brandt and Ferrero saw it."
    messages = [
        post(1, told), post(2, "Over.", forwarded_from="Ann Kovalska"),
        post(3, "", contact_information={"first_name": "Bo", "last_name": "Wexford"}),
        post(4, "Yes.", reactions=[{"emoji": "x", "recent": [{"from": "Ida Marchuk"}]}]),
        {"id": 5, "type": "service", "actor": "Eva Olsson", "action": "join_group_by_link", "text": ""},
    ]  # fmt: skip
    chat = {"name": "Max Brandt", "type": "personal_chat", "id": 7, "messages": messages}
    mine = {"first_name": "Leo", "last_name": "Ferrero"}
    whole = {"personal_information": mine, "chats": {"list": [chat]}}
    (tmp_path / "result.json").write_text(json.dumps(whole), encoding="utf-8")
    first, *_ = read_articles([tmp_path / "result.json"], on_skip=lambda _: None)
    assert first.text.startswith("Reni: Member ")
    assert not [name for name in told.replace(",", "").split()[1:] if name[0].isupper() and name in first.text]


WHATSAPP = {
    "Android": """14/03/2025, 08:00 - {0} joined using this group's invite link
14/03/2025, 08:01 - Jane: {1} is in Reni.
14/03/2025, 08:02 - Jane: POLL:
Who saw {1}?
OPTION: {0} (2 votes)
""",
    "iOS": """[14/03/2025, 08:00:00] Our street: \u200e{0} left
[14/03/2025, 08:01:00] Jane: {1} is in Reni.
[14/03/2025, 08:02:00] Jane: {1} CV.pdf • \u200e2 pages \u200e<attached: 00000002-{1} CV.pdf>
[14/03/2025, 08:03:00] Jane: \u200e<attached: 00000003-{0}.vcf>
""",
    "German": """14.03.25, 08:00 - {0} ist der Gruppe über den Einladungslink beigetreten.
14.03.25, 08:01 - Jane: {1} ist in Reni.
""",
    "Russian": """14.03.2025, 08:00 - {0} вышел(-а)
14.03.2025, 08:01 - Jane: {1} в городе Рени.
""",
    "a card": """14/03/2025, 08:00 - Jane: {0}.vcf (file attached)
14/03/2025, 08:01 - Jane: {1} is in Reni.
""",
}  # fmt: skip


@pytest.mark.parametrize("form", WHATSAPP)
def test_whatsapp_names_nobody_of_whom_its_notices_tell(tmp_path: Path, form: str) -> None:
    """Who joins and leaves, is on a card, in a poll or in a file's name."""
    chat = WHATSAPP[form].format("Olga Wexford", "Wexford")
    (tmp_path / "chat.txt").write_text(chat, encoding="utf-8")
    articles = list(read_articles([tmp_path / "chat.txt"], on_skip=lambda _: None))
    told = json.dumps([article.to_dict() for article in articles])
    assert articles
    assert not [name for name in ("Wexford", "Olga", "CV.pdf") if name in told]


@pytest.mark.parametrize(("name", "author"), [("Maria Kovalenko", "Member 1"), ("Danube Watch", "Danube Watch")])
def test_a_channel_names_no_person_from_whom_it_forwards(tmp_path: Path, name: str, author: str) -> None:
    """One who is hidden has no number; another channel, of an old export, has none either, and keeps its name."""
    passed = post(1, "Reni is quiet.") | {"from": "Front", "from_id": "channel1", "forwarded_from": name}
    channel = {"name": "Front", "type": "public_channel", "id": 1, "messages": [passed]}
    (tmp_path / "result.json").write_text(json.dumps(channel), encoding="utf-8")
    (article,) = read_articles([tmp_path / "result.json"])
    assert article.author == author


@pytest.mark.parametrize("words", [
    "A" * 200_000, "\u200e" * 200_000, "Roe" + " " * 200_000, "Roe's " * 20_000, "a-" * 100_000, "a." * 100_000,
    "1 " * 100_000, "x.com/" * 30_000, "a@" * 100_000,
])  # fmt: skip
def test_a_long_line_of_a_chat_costs_no_more_than_its_length(tmp_path: Path, words: str) -> None:
    """In what members say and in what is only noticed, whatever it is made of."""
    chat = f"14/03/2025, 08:00 - Jane Roe: Hi\n14/03/2025, 08:01 - {words}\n14/03/2025, 08:02 - Jane Roe: {words}.\n"
    (tmp_path / "chat.txt").write_text(chat, encoding="utf-8")
    said: list[Exception] = []
    first, *_ = read_articles([tmp_path / "chat.txt"], on_skip=said.append)
    assert first.text == "Hi"
    assert not [error for error in said if "takes more time" in str(error)]
