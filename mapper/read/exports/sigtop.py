"""Signal's chats as sigtop writes them in text: fields above each message, or a line a message.

From: Ann (+44…)                         2024-05-02 09:12 Ann: [1 attachment] Smoke over Reni.
Type: incoming
Sent: Thu, 2 May 2024 09:12:00 +0200

Smoke over Reni.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from ...errors import InputError
from .document import Document, Export, Row
from .members import Members
from .people import is_of_person
from .threads import joined

__all__ = ["SIGTOP"]

_CHAT = re.compile(r"Conversation: (.*)\n\n(?=From: |Type: )")
_HEAD = re.compile(
    r"^(?:From: (?P<name>.*)\n)?Type: (?P<type>[\w-]+)\n"
    r"(?P<fields>(?:(?:Sent|Received|Attachment|Reaction|Edited): .*\n)*)",
    re.MULTILINE,
)
_SENT = re.compile(r"^Sent: (.*)$", re.MULTILINE)
_OTHERS = re.compile(r"^(?:Reaction: \S+ from |>+ From: |\|.*> From: )(.*)$", re.MULTILINE)
_NUMBERED = re.compile(r"^(.*?) \(([^()]+)\)$")
_SHORT = re.compile(r"^(\d{4}-\d\d-\d\d) (\d\d:\d\d) ([^:\n]{1,80}):(?: \[([^\]\n]*)\])?", re.MULTILINE)
_DETAIL = re.compile(r"(?:reply to .* on [\d: -]+|edited|\d+ attachments?|[\w-]+ message)(?:, |$)")
_REPLY = re.compile(r"reply to (.*) on \d{4}-\d\d-\d\d")
_OWN = "You"


def _looks_like(document: Document) -> bool:
    if found := _CHAT.match(document.text):
        return bool(_HEAD.match(document.text, found.end()))
    if not _SHORT.match(document.text):
        return False
    # A diary may have such lines too: what only Signal has is one's own name, and what stands in brackets.
    return any(found[3] == _OWN or _DETAIL.match(found[4] or "") for found in _SHORT.finditer(document.text))


def _articles(document: Document, members: Members) -> Iterator[Row | InputError | None]:
    found = list(_long(document.text, members) if _CHAT.match(document.text) else _short(document.text, members))
    for number, (day, time, name, words) in enumerate(found, 1):
        text = members.clean(words.strip())
        yield joined([(text, time)]) | {
            "date": day, "author": _member(name, members), "source": "Signal", "id": f"signal:{document.key}/{number}",
        } if text else None  # fmt: skip


def _member(name: str, members: Members) -> str:
    """One who is called by a name, or by a name and a number."""
    numbered = _NUMBERED.match(name)
    return members.name(*(numbered.groups() if numbered else (name,)))


def _long(text: str, members: Members) -> Iterator[tuple[str, str, str, str]]:
    """Day, time, sender and words of each message, of those with fields; who is named anywhere is known before."""
    heads = list(_HEAD.finditer(text))
    for head in heads:
        _member(head["name"] or "", members)
    for other in _OTHERS.findall(text):
        _member(other, members)
    chat = _CHAT.match(text)
    if chat and (chat[1].endswith(")") or is_of_person(chat[1])):
        _member(chat[1], members)
    for head, after in zip_longest(heads, heads[1:]):
        sent = _SENT.search(head["fields"])
        words = _said(text[head.end() : after.start() if after else len(text)])
        is_message = head["type"] in ("incoming", "outgoing")
        time = sent[1] if sent else ""
        yield time, time, head["name"] or "", words if is_message else ""


def _said(below: str) -> str:
    """The words below the fields of a message, without what it answers; of an edited one its last version."""
    lines = below.split("\n")
    if any(line.startswith("| Version: ") for line in lines):
        versions = "\n".join(lines).split("| Version: ")
        lines = [line.removeprefix("|").removeprefix(" ") for line in versions[1].split("\n")[1:]]
        lines = lines[next((at for at, line in enumerate(lines) if not line), len(lines)) :]
    quoted = 0
    while quoted < len(lines) and (not lines[quoted] or lines[quoted].startswith(">")):
        quoted += 1
    return "\n".join(lines[quoted:])


def _short(text: str, members: Members) -> Iterator[tuple[str, str, str, str]]:
    """The same of those of a line each."""
    heads = list(_SHORT.finditer(text))
    for head in heads:
        members.name(head[3])
    for head in heads:
        members.name(found[1] if (found := _REPLY.match(head[4] or "")) else "")
    for head, after in zip_longest(heads, heads[1:]):
        start = head.end() if not head[4] or _DETAIL.match(head[4]) else head.end(3) + 1
        yield head[1], f"{head[1]} {head[2]}", head[3], text[start : after.start() if after else len(text)]


SIGTOP = Export(name="Signal", forms=("text",), looks_like=_looks_like, articles=_articles, is_chat=True)
