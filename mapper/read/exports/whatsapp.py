"""WhatsApp: chats as text, of Android and of iOS, in either order of day and month; and Signal's, as text.

signal-export writes lines as "[2024-05-01 10:11] Ann: …". Signal's JSON is read in signal.py.
"""

import re
from collections.abc import Iterator
from functools import partial

from ...errors import InputError
from .document import Document, Export, Row
from .members import Members
from .notices import named_in
from .threads import joined

__all__ = ["SIGNAL", "WHATSAPP"]

_HALF = r"(?:[APap]\.?[\s\u202f]?[Mm]\.?|[صم]|ق\.ظ\.?|ب\.ظ\.?|[πμ]\.[\s\u202f]?μ\.)"  # of the day
_FIRST_HALF = r"(?:(?:上午|下午|早上|晚上|凌晨|中午|오전|오후|午前|午後)[\s\u202f]?)?"
_CLOCK = rf"({_FIRST_HALF}\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?{_HALF})?)"
_DAY = r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.|\d{4}[년年] ?\d{1,2}[월月] ?\d{1,2}[일日])"
_WHEN = rf"{_DAY}(?:[,،]|\s(?:à|at|um|kl\.?|klo|o|BE|a las|alle|às))?[\s\u202f]+{_CLOCK}"
_BUDDHIST = re.compile(r"\b25[4-9]\d\b")
_LINE = re.compile(rf"^[\u200e\u200f]?(?:\[{_WHEN}\]|{_WHEN}(?:[\s\u202f]+[-–]|,(?=[^:\n]{{1,60}} : )))[\s\u202f](.*)$")
_SIGNAL = re.compile(r"\s*\[\d{4}-\d\d-\d\d,? \d\d:\d\d(?::\d\d)?\] ")
_REACTIONS = re.compile(
    r"(?<!\s)\s{0,9}\(- [^\n]{1,400}? -\)[ \t]{0,9}$", re.MULTILINE
)  # as signal-export has them, with names
# Its pictures, stickers, deleted messages, and the words that a message answers.
_LINKED = re.compile(
    r"!?\[[^\]\n]{0,200}\]\(\.{1,2}/[^\n]{1,300}?\)[ \t]*(?=\n|!?\[|$)|"
    r"^\(\( \S{1,40} \)\)$|^\(This message was deleted\)$|^>.*$",
    re.MULTILINE,
)
_SAID = re.compile(r"^([^:]{1,60}?): ?(.*)$", re.DOTALL)
_MARK = "\u200e"  # before what WhatsApp says itself on iOS, whatever its language
_LONGEST_NOTICE = 90  # characters
_EMPTY = re.compile(
    r"^[\u200e<]*(?:<[^>]{3,40}>|(?:image|video|audio|GIF|sticker|document|contact card)[\w ]* omitted|null|"
    r"(?:Bild|Video|Audio|GIF|Sticker|Dokument|Kontaktkarte)[\w ]* weggelassen|"
    r"(?:image|vidéo|audio|document|sticker|GIF) absente?|(?:imagen|video|audio|sticker|documento|GIF) omitid[oa]|"
    r"(?:immagine|video|audio|documento) omess[oa]|(?:изображение|видео|аудио|стикер|документ)\w* "
    r"(?:пропущен|опущен)\w*|"
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|"
    r"Du hast diese Nachricht gelöscht|Ce message a été supprimé|Vous avez supprimé ce message|"
    r"Se eliminó este mensaje|Eliminaste este mensaje|Mensagem apagada|Questo messaggio è stato eliminato|"
    r"Данное сообщение удалено|Это сообщение было удалено|Це повідомлення було видалено|Dit bericht is verwijderd)\.?|"
    r"Live location shared|Live-Standort wird geteilt|"
    r"Missed (?:voice|video) call.*|Waiting for this message.*)>?$",
    re.IGNORECASE,
)
# A file's name with a word behind it that says that it is attached, in any language; or in angle brackets.
_ATTACHED = re.compile(
    r"^[\u200e\u200f]*[^\n]{1,80}\.\w{2,5} \([^()\n]{4,30}\)[ \t]*$|"
    r"(?:^[\u200e\u200f]{0,3}[^\n•<]{1,120}\.\w{2,5} • [^\n<]{0,40})?"
    r"[\u200e\u200f]{0,3}<[^<>\n]{3,30}: [^<>\n]{3,80}\.\w{2,5}>",
    re.MULTILINE,
)
_EDITED = re.compile(
    r"\s{0,9}\u200e?<(?:This message was edited|Diese Nachricht wurde bearbeitet|Ce message a été modifié|"
    r"Se editó este mensaje\.?|Сообщение изменено)>$"
)
_SYSTEM = re.compile(
    r"end-to-end encrypted|Ende-zu-Ende|chiffrés de bout|cifrados? de extremo|crittografat|сквозным шифрованием|"
    r"наскрізним шифруванням|created (?:this )?group|added you|joined using|left$|changed th|hat die Gruppe|"
    r"hat dich hinzugefügt|a créé (?:le|ce) groupe|vous a ajouté|creó (?:el|este) grupo|te añadió|создал\(?а?\)? групп",
    re.IGNORECASE,
)


def _looks_like(document: Document) -> bool:
    lines = [line for line in document.text[:20_000].split("\n") if line.strip()]
    found = [head for line in lines if (head := _LINE.match(_plain(line)))]
    least = 1 if _SIGNAL.match(document.text) else 2
    return len(found) >= least and bool(_LINE.match(_plain(lines[0]))) and any(_SAID.match(head[5]) for head in found)


def _articles(chat: str, document: Document, members: Members) -> Iterator[Row | InputError | None]:
    found: list[tuple[str, str, str, str]] = []
    for line in document.text.split("\n"):
        if head := _LINE.match(_plain(line)):
            said = _SAID.match(head[5].lstrip(_MARK))
            name, words = (
                (said[1].strip(f"{_MARK} "), said[2]) if said and not _SYSTEM.search(said[1]) else ("", head[5])
            )
            found.append((_digits(head[1] or head[3]), _digits(head[2] or head[4]), name, words))
        elif found:
            *when, name, words = found[-1]
            found[-1] = (when[0], when[1], name, f"{words}\n{line}")
    for *_, name, _ in found:
        members.name(name)
    notices = [words for *_, name, words in found if not name or words.startswith(_MARK)]
    for name in (*named_in(document.text, notices), *(_reacting(document.text) if chat == "Signal" else ())):
        members.name(name)
    for number, (day, clock, name, words) in enumerate(found, 1):
        text = _words(_LINKED.sub("", _REACTIONS.sub("", words)) if chat == "Signal" else words)
        if not name or not text or _SYSTEM.search(text[:90]):
            yield {"date": day.rstrip(".")}  # by it the days of others are told
            continue
        text = members.clean(text)
        key = f"{chat.lower()}:{document.key}/{number}"
        yield joined([(text, f"{day} {clock}")]) | {
            "date": day.rstrip("."), "author": members.name(name), "source": chat, "id": key,
        }  # fmt: skip


def _reacting(text: str) -> Iterator[str]:
    """The people who react, as signal-export has them."""
    for found in _REACTIONS.findall(text):
        yield from (one.partition(":")[0].strip() for one in found.strip(" \n()-").split(", "))


def _digits(when: str) -> str:
    """A day or an hour in the digits of Latin script and in our years: ۲۰۲۵ is 2025, and 2568 in Thailand."""
    latin = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in when)
    return _BUDDHIST.sub(lambda found: str(int(found[0]) - 543), latin)


def _plain(line: str) -> str:
    """A line whose day and hour have no marks of direction in them, which Arabic ones have."""
    return line[:40].replace("\u200f", "") + line[40:]


def _words(said: str) -> str:
    """The words of a message; "" where it is a notice or a picture."""
    words = _ATTACHED.sub("", _EDITED.sub("", said.strip("\u200f \n")))
    first, _, below = words.partition("\n")
    is_notice = first.startswith(_MARK) and len(first) <= _LONGEST_NOTICE and "http" not in first
    return (below if is_notice or _EMPTY.match(first.strip(f"{_MARK} ")) else words).strip(f"{_MARK} \n")


WHATSAPP = Export(
    name="WhatsApp", forms=("text",), articles=partial(_articles, "WhatsApp"),
    looks_like=lambda document: _looks_like(document) and not _SIGNAL.match(document.text), is_chat=True,
)  # fmt: skip
SIGNAL = Export(
    name="Signal", forms=("text",), looks_like=_looks_like, articles=partial(_articles, "Signal"), is_chat=True
)
