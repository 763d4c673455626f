"""Messages and mail boxes -> articles, and the people whom each message is from and to."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..errors import InputError
from ..records import Article
from .sources import LIMIT
from .web import flat_text

__all__ = ["Mail", "read_mail", "split_mails"]

_MOST_PEOPLE = 200
_BULK = ("list-unsubscribe", "list-id", "feedback-id", "x-campaign", "x-mailchimp-campaign-id")
# Who sends in the name of a paper or an office, by what stands before the @.
_OFFICES = {
    "alert", "alerts", "briefing", "bulletin", "communications", "contact", "desk", "digest", "donotreply", "editor",
    "editorial", "info", "mail", "mailer", "media", "news", "newsletter", "newsroom", "noreply", "notifications",
    "office", "press", "presse", "prensa", "pressoffice", "redaktion", "reply", "service", "spokesperson", "updates",
    "webmaster",
}  # fmt: skip


class Mail(NamedTuple):
    """A message: its article, and the names and addresses of its people, the sender's first where it is private."""

    article: Article
    people: tuple[tuple[str, ...], ...]
    is_private: bool


def split_mails(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The messages of an mbox: each begins with a line "From …" after an empty line."""
    held = bytearray()
    empty = True
    for line in lines:
        if empty and line.startswith(b"From "):
            if held.strip():
                yield bytes(held)
            held.clear()
        elif len(held) <= LIMIT:
            held += line.removeprefix(b">") if line.startswith(b">From ") else line
        empty = not line.strip()
    if held.strip():
        yield bytes(held)


def read_mail(raw: bytes, where: str) -> Mail:
    """A message: its plain text, or else its HTML's words, below its subject."""
    if len(raw) > LIMIT:
        raise InputError(f"{where}: has more than {LIMIT // 10**6} MB; save the article in it as text")
    from email import message_from_bytes, message_from_string, policy
    from email.message import EmailMessage

    try:
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 -- it is what this policy makes
        body = message.get_body(("plain", "html"))
        text = str(body.get_content()) if body else ""
        if body and body.get_content_type() == "text/html":
            text = flat_text(text)
        # The parser knows no letters but ASCII's in the head of bytes, where some programs write others as they are.
        written = re.split(rb"\r?\n\r?\n", raw.lstrip(), maxsplit=1)[0]
        head = (
            message
            if written.isascii()
            else message_from_string(written.decode("utf-8", "replace"), policy=policy.default)
        )
        subject, sender = (" ".join(str(head.get(name, "")).split()) for name in ("subject", "from"))
        sent = getattr(message.get("date"), "datetime", None)
        key = str(message.get("message-id", "")).strip()
        senders, others = _people(head, "from"), _people(head, "to", "cc", "reply-to", "delivered-to")
        is_private = _is_private(message, senders)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- what broken mail does to Python's parser has no one kind
        raise InputError(f"{where}: is no mail that can be read ({type(error).__name__}); save its text") from None
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise InputError(f"{where}: has no words; leave it out")
    article = Article(
        text=text if not subject or text.startswith(subject) else f"{subject}\n\n{text}", id=key, title=subject,
        date=sent.date() if sent else None, source=sender,
    )  # fmt: skip
    people = (*(senders[:1] or ((),)), *senders[1:], *others) if is_private else others
    return Mail(article=article, people=tuple(people), is_private=is_private)


def _people(message: Any, *fields: str) -> list[tuple[str, ...]]:
    """The name and the address of each person in some lines of a message's head."""
    found = [one for field in fields for head in message.get_all(field, ()) for one in getattr(head, "addresses", ())]
    return [
        tuple(filter(None, (str(one.display_name).strip(), str(one.addr_spec).strip().lower())))
        for one in found[:_MOST_PEOPLE]
    ]


def _is_private(message: Any, senders: list[tuple[str, ...]]) -> bool:
    """True where a message is one of a person, and neither a newsletter nor of an office; of a list for talk it is."""
    if "mailto:" in str(message.get("list-post", "")):
        return True
    if any(message.get(name) for name in _BULK) or str(message.get("precedence", "")).lower() in ("bulk", "junk"):
        return False
    locals_ = [re.split(r"[@.+_-]", address)[0] for *_, address in senders]
    return bool(senders) and not any(one in _OFFICES for one in locals_)
