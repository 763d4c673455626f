"""Telegram Desktop: result.json, of one chat or of a whole account, and messages.html.

What a public channel posts is published under its name. Members of groups and partners of private chats are people.
"""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from .document import Document, Export, Row, element_text, posts_of
from .members import Members
from .notices import named_in
from .people import is_of_person
from .threads import joined

__all__ = ["TELEGRAM"]

_PUBLIC = {"public_channel", "public_supergroup", "public_group", "channel", "supergroup"}
_GROUP = {"private_group", "private_supergroup", "private_channel", "public_supergroup", "public_group"}
_CHANNELS = {"public_channel", "channel"}
# What names somebody in a message, and what tells whether that is a channel.
_TELLING = {"actor": "actor_id", "inviter": "", "forwarded_from": "forwarded_from_id", "saved_from": "saved_from_id"}
_HIDDEN = {"phone": "[number]", "email": "[address]", "bank_card": "[number]"}
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) [\d:]+")


def _looks_like(document: Document) -> bool:
    if document.form == "page":
        return 'class="message default' in document.text and "tgme" not in document.head
    if document.form != "json" or not isinstance(document.data, dict):
        return False
    texts = {"text", "text_entities"}
    return any(any(texts & set(m) and "type" in m for m in _messages(chat)[:50]) for chat in _chats(document.data))


def _articles(document: Document, members: Members) -> Iterator[Row | InputError | None]:
    if document.form == "page":
        yield from _of_page(document, members)
        return
    for chat in _chats(document.data):
        for message in _messages(chat):
            if message.get("type") == "message" and not str(message.get("from_id", "")).startswith("channel"):
                members.name(str(message.get("from") or "Deleted Account"))
    for name in _known(document.data):
        members.name(name)
    for number, chat in enumerate(_chats(document.data), 1):
        for message in _messages(chat):
            yield (
                _post(message, chat, members, f"{document.key}-{number}") if message.get("type") == "message" else None
            )


def _known(data: Any) -> Iterator[str]:
    """The people in an account's address book and in its chats: in notices, on cards, who react, whom posts are of."""
    held = data.get("contacts")
    for contact in (*posts_of(held, "list"), *posts_of([data.get("personal_information")])):
        yield _named(contact)
    for chat in _chats(data):
        for message in _messages(chat) if str(chat.get("type", "")) not in _CHANNELS else ():
            yield from _told_of(message)
    yield from (str(chat.get("name") or "") for chat in _chats(data) if chat.get("type") == "personal_chat")


def _told_of(message: dict[str, Any]) -> Iterator[str]:
    listed = [message["members"] if isinstance(message.get("members"), list) else []]
    listed += [one["recent"] for one in posts_of(message.get("reactions")) if isinstance(one.get("recent"), list)]
    people = [one.get("from") if isinstance(one, dict) else one for several in listed for one in several]
    for key, sender in _TELLING.items():
        if not str(message.get(sender) or "").startswith("channel"):
            people.append(message.get(key))
    yield from (str(one) for one in people if one)
    yield from map(_named, posts_of([message.get("contact_information")]))
    answers = (str(one.get("text") or "") for one in posts_of(message.get("poll"), "answers"))
    yield from (answer for answer in answers if is_of_person(answer))


def _named(contact: dict[str, Any]) -> str:
    return " ".join(str(contact[key]) for key in ("first_name", "last_name") if contact.get(key))


def _chats(data: Any) -> list[dict[str, Any]]:
    """The chats of an account, or the one that the file is of."""
    found = [data]
    for key in ("chats", "left_chats"):
        held = data.get(key)
        listed = held.get("list") if isinstance(held, dict) else None
        found += [chat for chat in listed if isinstance(chat, dict)] if isinstance(listed, list) else []
    return [chat for chat in found if _messages(chat)]


def _messages(chat: dict[str, Any]) -> list[dict[str, Any]]:
    held = chat.get("messages")
    return [message for message in held if isinstance(message, dict)] if isinstance(held, list) else []


def _post(message: dict[str, Any], chat: dict[str, Any], members: Members, unnamed: str) -> Row | None:
    """One post; the number of a private chat is that of a person, so `unnamed` stands for it."""
    kind, name = str(chat.get("type", "")), str(chat.get("name") or "")
    is_public = kind in _PUBLIC
    parts = message["text"] if "text" in message else message.get("text_entities")
    is_person = not is_public or (
        kind != "public_channel" and not str(message.get("from_id", "")).startswith("channel")
    )
    listed = parts if isinstance(parts, list) else [parts]
    text = "".join(_of_person(part, members) if is_person else _words(part) for part in listed).strip()
    if not text:
        return None
    text = members.clean(text) if is_person else text
    forwarded, sender = str(message.get("forwarded_from") or ""), str(message.get("forwarded_from_id") or "")
    if forwarded:
        is_channel = sender.startswith("channel") if sender else is_public and not is_of_person(forwarded)
        author = forwarded if is_channel else members.name(forwarded)
    elif is_person:
        author = members.name(str(message.get("from") or "Deleted Account"))
    else:
        author = str(message.get("author") or "")
    key = f"{chat.get('id', '') if is_public else unnamed}/{message.get('id', '')}"
    return {
        **joined([(text, str(message.get("date", "")))]),
        "id": f"telegram:{key}", "date": str(message.get("date", ""))[:10], "author": author,
        "source": name if is_public or members.keep else "Private group" if kind in _GROUP else "Private chat",
        "url": f"https://t.me/c/{key}" if is_public else "",
    }  # fmt: skip


def _of_person(part: Any, members: Members) -> str:
    """The same of a post in a private chat: what is marked as a person, a number or an address is none."""
    kind = part.get("type") if isinstance(part, dict) and not members.keep else ""
    if kind in ("mention", "mention_name"):
        return members.name(str(part.get("text", "")).removeprefix("@"))
    return _HIDDEN.get(str(kind)) or members.clean(_words(part))


def _words(part: Any) -> str:
    """A piece of a post; a link that stands behind other words is set beside them."""
    if isinstance(part, dict):
        words, link = str(part.get("text", "")), str(part.get("href", ""))
        return f"{words} ({link})" if link and link != words else words
    return part if isinstance(part, str) else ""


def _of_page(document: Document, members: Members) -> Iterator[Row | InputError | None]:
    if document.tree is None:
        return
    heads = document.tree.xpath("//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    chat = " ".join(heads[0].text_content().split()) if heads else ""
    posts = document.tree.xpath("//div[contains(concat(' ', @class, ' '), ' message ')]")
    name = ""
    found: list[tuple[Any, str]] = []
    for post in posts:
        named = post.xpath("./div[contains(@class, 'body')]/div[contains(@class, 'from_name')]")
        name = " ".join(named[0].text_content().split()) if named else name
        found.append((post, name))
    # A page does not say of what it is: a chat in which one side alone speaks looks as a channel does.
    is_channel = {name for _, name in found if name} <= {chat} and not is_of_person(chat)
    for _, by in found:
        members.name("" if is_channel else by)
    for known in (chat if is_of_person(chat) else "", *(() if is_channel else _beside(document.tree))):
        members.name(known)
    for post, by in found:
        words = [element_text(part) for part in post.xpath(".//div[contains(concat(' ', @class, ' '), ' text ')]")]
        text = "\n\n".join(filter(None, words))
        if "service" in post.get("class", "") or not text:
            yield None
            continue
        titles = [str(title) for title in post.xpath(".//div[contains(@class, 'date')]/@title")]
        day = _DATE.search(titles[0]) if titles else None
        sender = post.xpath(".//div[contains(@class, 'forwarded')]//div[contains(@class, 'from_name')]")
        forwarded = _bare(sender[0]) if sender else ""
        yield {
            **joined([(text if is_channel else members.clean(text), titles[0] if titles else "")]),
            "id": f"telegram:{document.key}/{post.get('id', '')}",
            "date": f"{day[3]}-{day[2]}-{day[1]}" if day else "",
            "source": chat if is_channel or members.keep else "Private chat",
            "author": forwarded if is_channel and not is_of_person(forwarded) else members.name(forwarded or by),
        }  # fmt: skip


def _beside(tree: Any) -> Iterator[str]:
    """The people of a page besides those who write: in notices, on cards, who react, whom posts are of, in polls."""
    for post in tree.xpath("//div[contains(@class, 'message service')]//div[contains(@class, 'details')]"):
        yield from named_in("", [" ".join(post.text_content().split())])
    for card in tree.xpath("//div[contains(@class, 'media_contact')]//div[contains(@class, 'title')]"):
        yield _bare(card)
    yield from (str(title).partition(",")[0] for title in tree.xpath("//span[@class='userpics']//@title"))
    for sender in tree.xpath("//div[contains(@class, 'forwarded')]//div[contains(@class, 'from_name')]"):
        yield _bare(sender)
    answers = (
        _bare(one).lstrip("- ") for one in tree.xpath("//div[contains(@class, 'media_poll')]//div[@class='answer']")
    )
    yield from (answer for answer in answers if is_of_person(answer))


def _bare(element: Any) -> str:
    """A name, without the hour behind it."""
    return re.sub(r"\s*\d\d\.\d\d\.\d{4}.*", "", " ".join(element.text_content().split()))


TELEGRAM = Export(name="Telegram", forms=("json", "page"), looks_like=_looks_like, articles=_articles)
