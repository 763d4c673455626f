"""Messages and mail boxes -> articles."""

from collections.abc import Iterable, Iterator

from ..errors import InputError
from ..records import Article
from .sources import LIMIT
from .web import flat_text

__all__ = ["read_mail", "split_mails"]


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


def read_mail(raw: bytes, where: str) -> Article:
    """A message: its plain text, or else its HTML's words, below its subject."""
    if len(raw) > LIMIT:
        raise InputError(f"{where}: has more than {LIMIT // 10**6} MB; save the article in it as text")
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    try:
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 -- it is what this policy makes
        body = message.get_body(("plain", "html"))
        text = str(body.get_content()) if body else ""
        if body and body.get_content_type() == "text/html":
            text = flat_text(text)
        subject, sender = (" ".join(str(message.get(name, "")).split()) for name in ("subject", "from"))
        sent = getattr(message.get("date"), "datetime", None)
        key = str(message.get("message-id", "")).strip()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- what broken mail does to Python's parser has no one kind
        raise InputError(f"{where}: is no mail that can be read ({type(error).__name__}); save its text") from None
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise InputError(f"{where}: has no words; leave it out")
    return Article(
        text=text if not subject or text.startswith(subject) else f"{subject}\n\n{text}", id=key, title=subject,
        date=sent.date() if sent else None, source=sender,
    )  # fmt: skip
