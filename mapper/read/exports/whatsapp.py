"""WhatsApp: chats as text, of Android and of iOS, in either order of day and month; and Signal's, as text.

Signal itself exports none; signal-export writes lines as "[2024-05-01 10:11] Ann: …".
"""

import re
from collections.abc import Iterator
from functools import partial

from ...errors import InputError
from .document import Document, Export, Row
from .members import Members

__all__ = ["SIGNAL", "WHATSAPP"]

_CLOCK = r"(\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?[APap]\.?[\s\u202f]?[Mm]\.?)?)"
_DAY = r"(\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
_WHEN = rf"{_DAY},?[\s\u202f]+{_CLOCK}"
_LINE = re.compile(rf"^[\u200e\u200f]?(?:\[{_WHEN}\]|{_WHEN}[\s\u202f]+-)[\s\u202f](.*)$")
_SIGNAL = re.compile(r"\s*\[\d{4}-\d\d-\d\d,? \d\d:\d\d\] ")
_SAID = re.compile(r"^([^:]{1,60}?): ?(.*)$", re.DOTALL)
_EMPTY = re.compile(
    r"^[\u200e<]*(?:<[^>]{3,40}>|(?:image|video|audio|GIF|sticker|document|contact card)[\w ]* omitted|null|"
    r"(?:Bild|Video|Audio|Sticker|Dokument)[\w ]* weggelassen|(?:image|vidéo|audio|document) absente?|"
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|"
    r"Ce message a été supprimé)\.?|"
    r"Missed (?:voice|video) call.*|\S+\.(?:jpg|mp4|opus|pdf|webp) \(file attached\))>?$",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\s*[\u200e]?<(?:This message was edited|Diese Nachricht wurde bearbeitet|Ce message a été modifié)>$"
)
_SYSTEM = re.compile(
    r"end-to-end encrypted|Ende-zu-Ende|chiffrés de bout|created (?:this )?group|added you|joined using|left$|"
    r"changed th",
    re.IGNORECASE,
)


def _looks_like(document: Document) -> bool:
    lines = [line for line in document.text[:20_000].split("\n") if line.strip()]
    found = [head for line in lines if (head := _LINE.match(line))]
    return len(found) >= 2 and bool(_LINE.match(lines[0])) and any(_SAID.match(head[5]) for head in found)


def _articles(chat: str, document: Document, members: Members) -> Iterator[Row | InputError | None]:
    found: list[tuple[str, str, str]] = []
    for line in document.text.split("\n"):
        if head := _LINE.match(line):
            said = _SAID.match(head[5].replace("\u200e", ""))
            name, words = (said[1], said[2]) if said and not _SYSTEM.search(said[1]) else ("", "")
            found.append((head[1] or head[3], name, words))
        elif found:
            day, name, words = found[-1]
            found[-1] = (day, name, f"{words}\n{line}")
    for _, name, _ in found:
        members.name(name)
    for number, (day, name, words) in enumerate(found, 1):
        text = _EDITED.sub("", words.strip("\u200e \n"))
        if not name or not text or _EMPTY.match(text) or _SYSTEM.search(text[:90]):
            yield None
            continue
        text = members.clean(text)
        key = f"{chat.lower()}:{document.key}/{number}"
        yield {"text": text, "date": day, "author": members.name(name), "source": chat, "id": key}


WHATSAPP = Export(
    name="WhatsApp", forms=("text",), articles=partial(_articles, "WhatsApp"),
    looks_like=lambda document: _looks_like(document) and not _SIGNAL.match(document.text),
)  # fmt: skip
SIGNAL = Export(name="Signal", forms=("text",), looks_like=_looks_like, articles=partial(_articles, "Signal"))
