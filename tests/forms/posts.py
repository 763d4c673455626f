"""Chats, channels and networks: Telegram, WhatsApp, Signal, X, Mastodon, Bluesky, in the forms of telephones and tools."""

import datetime as dt
import json
from typing import Any

from .stories import STORIES, Form, Story


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode()


def _parts(story: Story, style: str) -> Any:
    """The words of a post as Telegram keeps them: whole, or with what is bold or a link apart."""
    if style == "plain":
        return story.body
    first, rest = story.body[:6], story.body[6:]
    return ["", {"type": "bold", "text": first}, rest]


def _message(story: Story, style: str, **more: Any) -> dict[str, Any]:
    day = dt.datetime.combine(story.day, dt.time(9, 12))
    parts = _parts(story, style)
    entities = [p if isinstance(p, dict) else {"type": "plain", "text": p} for p in parts] if style != "plain" else []
    return {
        "id": story.number + 2, "type": "message", "date": day.isoformat(), "date_unixtime": str(int(day.timestamp())),
        "from": "Front Notes", "from_id": "channel7", "text": parts,
        "text_entities": entities or [{"type": "plain", "text": parts}],
    } | more  # fmt: skip


def telegram(style: str) -> bytes:
    made = {"id": 1, "type": "service", "date": "2024-05-01T09:00:00", "actor": "Front Notes", "action": "create_channel",
            "title": "Front Notes", "text": "", "text_entities": []}  # fmt: skip
    photo = {"photo": "photos/photo_1@02-05-2024.jpg", "width": 800, "height": 600}
    edited = {"edited": "2024-05-02T10:00:00", "edited_unixtime": "1714636800"}
    messages = [made, *(_message(story, style, **(photo if story.number % 2 else edited)) for story in STORIES)]
    if style == "entities":
        messages = [{key: value for key, value in one.items() if key != "text"} for one in messages]
    return _json({"name": "Front Notes", "type": "public_channel", "id": 7, "messages": messages})


def telegram_account() -> bytes:
    chat = {"name": "Front Notes", "type": "public_channel", "id": 7,
            "messages": [_message(story, "bold") for story in STORIES]}  # fmt: skip
    return _json({
        "about": "Here is the data you requested.", "personal_information": {"user_id": 1, "first_name": "Pat"},
        "contacts": {"about": "", "list": []}, "frequent_contacts": {"about": "", "list": []},
        "chats": {"about": "This page lists all chats from this export.", "list": [chat]},
        "left_chats": {"about": "", "list": []},
    })  # fmt: skip


def telegram_page(joined: str) -> bytes:
    """A page of Telegram; of posts that follow each other only the first has a head, or each."""
    parts = '<div class="message service" id="message-1"><div class="body details">2 May 2024</div></div>'
    for story in STORIES:
        follows = joined if story.number else ""
        head = "" if follows else '<div class="from_name">Front Notes </div>'
        words = "<br><br>".join(story.paragraphs)
        parts += (
            f'<div class="message default clearfix{follows}" id="message{story.number + 2}">'
            + ("" if follows else '<div class="pull_left userpic_wrap"><div class="userpic userpic1"><div class="initials">'
               "F</div></div></div>")
            + f'<div class="body"><div class="pull_right date details" title="{story.day:%d.%m.%Y} 09:12:00 UTC+03:00">09:12'
            f'</div>{head}<div class="media_wrap clearfix"><a class="photo_wrap" href="photos/1.jpg"></a></div>'
            f'<div class="text">{words}</div></div></div>'
        )  # fmt: skip
    head = '<div class="page_header"><div class="content"><div class="text bold">Front Notes</div></div></div>'
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div class="page_wrap">'
        f'{head}<div class="page_body chat_page"><div class="history">{parts}</div></div></div></body></html>'
    ).encode()


# How telephones write the day and hour of a message, what they leave out for a picture, and what they say themselves.
_CHATS = {
    "ios, British": ("[{d:02}/{m:02}/{y}, 08:14:11] ", "\u200eimage omitted"),
    "ios, American": ("[{m}/{d}/{s:02}, 8:14:11\u202fAM] ", "\u200eimage omitted"),
    "ios, German": ("[{d:02}.{m:02}.{s:02}, 08:14:11] ", "\u200eBild weggelassen"),
    "ios, French": ("[{d:02}/{m:02}/{y} 08:14:11] ", "\u200eimage absente"),
    "ios, Spanish": ("[{d}/{m}/{s:02}, 8:14:11] ", "\u200eimagen omitida"),
    "ios, Russian": ("[{d:02}.{m:02}.{y}, 08:14:11] ", "\u200eизображение отсутствует"),
    "ios, Dutch": ("[{d:02}-{m:02}-{y} 08:14:11] ", "\u200eafbeelding weggelaten"),
    "ios, ISO": ("[{y}-{m:02}-{d:02}, 08:14:11] ", "\u200ebild utelämnad"),
    "android, British": ("{d:02}/{m:02}/{y}, 08:14 - ", "<Media omitted>"),
    "android, American": ("{m}/{d}/{s:02}, 8:14 AM - ", "<Media omitted>"),
    "android, American with thin space": ("{m}/{d}/{s:02}, 8:14\u202fPM - ", "<Media omitted>"),
    "android, German": ("{d:02}.{m:02}.{s:02}, 08:14 - ", "<Medien ausgeschlossen>"),
    "android, French": ("{d:02}/{m:02}/{y}, 08:14 - ", "<Médias omis>"),
    "android, old French": ("{d:02}/{m:02}/{y} à 08:14 - ", "<Médias omis>"),
    "android, Spanish": ("{d}/{m}/{s:02}, 8:14 a. m. - ", "<Multimedia omitido>"),
    "android, Brazilian": ("{d:02}/{m:02}/{y} 08:14 - ", "<Mídia oculta>"),
    "android, Ukrainian": ("{d:02}.{m:02}.{s:02}, 08:14 - ", "<Медіа пропущено>"),
    "android, Russian": ("{d:02}.{m:02}.{y}, 08:14 - ", "<Без медиафайлов>"),
    "android, Turkish": ("{d}.{m:02}.{y} 08:14 - ", "<Medya dahil edilmedi>"),
    "android, Indian": ("{d:02}/{m:02}/{s:02}, 8:14 pm - ", "<Media omitted>"),
    "android, Hungarian": ("{y}. {m:02}. {d:02}. 8:14 - ", "<Média kihagyva>"),
    "android, Persian": ("{y}/{m}/{d}،\u200f 8:14 - ", "<رسانه حذف شد>"),
}
_NOTICES = ("Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.",
            "Jane Roe created group “Notes”")  # fmt: skip


def whatsapp(form: str) -> bytes:
    when, media = _CHATS[form]
    is_ios = when.startswith("[")
    by, mark = ("Notes: \u200e", "\u200e") if is_ios else ("", "")
    text = ""
    for story in STORIES:
        day = {"d": story.day.day, "m": story.day.month, "s": story.day.year % 100, "y": story.day.year}
        stamp = when.format(**day)
        name = ("Jane Roe", "+44 7700 900123", "~\u202fMonitor C")[story.number % 3]
        if not story.number:
            text += "".join(f"{stamp}{by}{notice}\n" for notice in _NOTICES)
        text += f"{stamp}{name}: {story.body}\n"
        text += f"{mark}{stamp}{name}: {media}\n"
    return (text.replace("\n", "\r\n") if is_ios else text).encode()


def _sent(story: Story) -> int:
    return int(dt.datetime.combine(story.day, dt.time(9, 12), dt.UTC).timestamp() * 1000)


def signal(kind: str) -> bytes:
    """Signal's own lines, and what signal-export and sigtop make of its database."""
    names = ("Jane Roe", "Bo Doe")
    if kind == "main.jsonl":
        rows: list[Any] = [{"version": "1", "backupTimeMs": "1741000000000"}, {"account": {"givenName": "Pat"}}]
        rows += [{"recipient": {"id": str(n), "contact": {"profileGivenName": name.split()[0],
                                                          "profileFamilyName": name.split()[1]}}}
                 for n, name in enumerate(names, 2)]  # fmt: skip
        rows += [{"chat": {"id": "1", "recipientId": "2"}}]
        rows += [{"chatItem": {"chatId": "1", "authorId": str(2 + s.number % 2), "dateSent": str(_sent(s)), "incoming": {},
                               "standardMessage": {"text": {"body": s.body}, "reactions": []}}}
                 for s in STORIES]  # fmt: skip
        return "\n".join(map(json.dumps, rows)).encode()
    if kind == "data.json":
        return "\n".join(
            json.dumps({
                "date": f"{s.day}T09:12:00", "sender": names[s.number % 2], "body": s.body, "quote": "", "sticker": None,
                "reactions": [{"name": "Cy Poe", "emoji": "x"}], "attachments": [], "deleted": False,
            })
            for s in STORIES
        ).encode()  # fmt: skip
    if kind == "sigtop.json":
        return _json([
            {"id": f"x{s.number}", "conversationId": "c", "type": "incoming", "sent_at": _sent(s), "received_at": _sent(s),
             "sourceServiceId": f"a-b-{s.number % 2}", "body": s.body} for s in STORIES
        ])  # fmt: skip
    if kind == "sigtop.txt":
        text = f"Conversation: {names[0]} (+447700900123)\n\n"
        for s in STORIES:
            when = f"{s.day:%a}, {s.day.day} {s.day:%b %Y} 09:12:00 +0000"
            who = "You" if s.number == 3 else f"{names[0]} (+447700900123)"
            text += f"From: {who}\nType: {'outgoing' if s.number == 3 else 'incoming'}\nSent: {when}\n"
            text += "" if s.number == 3 else f"Received: {when}\n"
            text += "Attachment: Jane.jpg (image/jpeg, 120 bytes)\nReaction: x from Bo Doe\n" * (s.number == 1)
            text += f"\n> From: {names[0]}\n> Sent: {when}\n>\n> Call Bo Doe.\n" * (s.number == 2)
            text += f"\n{s.body}\n\n"
        return text.encode()
    if kind == "sigtop_short.txt":
        return "".join(
            f"{s.day} 09:12 {'You' if s.number == 3 else names[0]}:"
            f"{' [reply to Bo Doe on 2024-05-01 10:00, 1 attachment]' if s.number == 2 else ''} {s.body}\n"
            for s in STORIES
        ).encode()
    text = ""
    for s in STORIES:
        quoted = "\n>\n> Call Bo Doe.\n>\n" if s.number == 2 else ""
        reactions = "\n(- Cy Poe: x, Di Loe: y -)" if s.number == 1 else ""
        text += f"[{s.day} 09:12:00] {names[s.number % 2]}: {quoted}{s.body}{reactions}\n"
        if s.number == 1:
            text += f"[{s.day} 09:13:00] {names[0]}: ![Jane Roe.jpg](./media/2024-05-02_Jane Roe.jpg)  \n"
    return text.encode()


def _clock(story: Story, form: str) -> str:
    when = dt.datetime.combine(story.day, dt.time(10, 15), dt.UTC)
    return {
        "twitter": f"{when:%a %b %d} 10:15:00 +0000 {when.year}", "iso": f"{story.day}T10:15:00.000Z",
    }[form]  # fmt: skip


_DESK = {"id": 5, "id_str": "5", "name": "Front Desk", "screen_name": "frontdesk"}


def x(kind: str) -> bytes:
    if kind == "tweets.js":
        rows: Any = [
            {"tweet": {
                "edit_info": {"initial": {"editTweetIds": [str(100 + s.number)]}}, "retweeted": False, "lang": "en",
                "source": '<a href="https://x.org" rel="nofollow">Web</a>', "id": str(100 + s.number),
                "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}, "favorite_count": "3",
                "id_str": str(100 + s.number), "full_text": s.body, "created_at": _clock(s, "twitter"),
            }} for s in STORIES
        ]  # fmt: skip
        return b"window.YTD.tweets.part0 = " + _json(rows)
    if kind == "v1.json":
        return _json({"statuses": [
            {"created_at": _clock(s, "twitter"), "id": 100 + s.number, "id_str": str(100 + s.number), "full_text": s.body,
             "user": _DESK, "lang": "en", "entities": {"urls": []}} for s in STORIES
        ], "search_metadata": {"count": 5}})  # fmt: skip
    if kind == "stream.jsonl":
        return "\n".join(
            json.dumps({"created_at": _clock(s, "twitter"), "id_str": str(100 + s.number), "user": _DESK, "lang": "en",
                        "text": s.body[:60] + "…", "truncated": True, "extended_tweet": {"full_text": s.body}})
            for s in STORIES
        ).encode()  # fmt: skip
    rows = [
        {"id": str(100 + s.number), "text": s.body, "created_at": _clock(s, "iso"), "author_id": "5", "lang": "en",
         "edit_history_tweet_ids": [str(100 + s.number)]} for s in STORIES
    ]  # fmt: skip
    users = [{"id": "5", "name": "Front Desk", "username": "frontdesk"}]
    return _json({"data": rows, "includes": {"users": users}, "meta": {"result_count": 5}})


def _html(story: Story) -> str:
    return "".join(f"<p>{words}</p>" for words in story.paragraphs)


def mastodon(kind: str) -> bytes:
    if kind == "outbox":
        public = "https://www.w3.org/ns/activitystreams#Public"
        return _json({
            "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection",
            "totalItems": 5, "orderedItems": [
                {"id": f"{s.url}/activity", "type": "Create", "actor": "https://example.org/users/desk", "to": [public],
                 "published": f"{s.day}T10:00:00Z", "object": {
                     "id": f"https://example.org/users/desk/statuses/{s.number}", "type": "Note", "summary": None,
                     "inReplyTo": None, "published": f"{s.day}T10:00:00Z", "url": s.url, "to": [public], "cc": [],
                     "attributedTo": "https://example.org/users/desk", "content": _html(s),
                     "contentMap": {"en": _html(s)}, "attachment": [], "tag": []}}
                for s in STORIES
            ],
        })  # fmt: skip
    rows = [
        {"id": str(s.number), "created_at": f"{s.day}T10:00:00.000Z", "visibility": "public", "language": "en",
         "uri": f"https://example.org/users/desk/statuses/{s.number}", "url": s.url, "content": _html(s), "reblog": None,
         "in_reply_to_id": None, "spoiler_text": "",
         "account": {"id": "1", "username": "desk", "acct": "desk@example.org", "display_name": "Front Desk"}}
        for s in STORIES
    ]  # fmt: skip
    return _json({"accounts": [], "statuses": rows, "hashtags": []} if kind == "search" else rows)


def bluesky(kind: str) -> bytes:
    who = {"did": "did:plc:abc", "handle": "desk.example.org", "displayName": "Front Desk"}
    posts = [
        {"uri": f"at://did:plc:abc/app.bsky.feed.post/3k{s.number}", "cid": f"c{s.number}", "author": who,
         "record": {"$type": "app.bsky.feed.post", "text": s.body, "createdAt": f"{s.day}T10:00:00.000Z", "langs": ["en"]},
         "replyCount": 0, "likeCount": 1, "indexedAt": f"{s.day}T10:00:01.000Z"} for s in STORIES
    ]  # fmt: skip
    return _json({
        "feed": {"feed": [{"post": post} for post in posts], "cursor": "x"},
        "search": {"posts": posts, "hitsTotal": 5},
        "records": {"records": [{"uri": p["uri"], "cid": p["cid"], "value": p["record"]} for p in posts]},
    }[kind])  # fmt: skip


POSTS = (
    *(Form("Telegram", f"result_{style}.json", lambda s=style: telegram(s), "day channel body time")
      for style in ("plain", "bold", "entities")),
    Form("Telegram", "account.json", telegram_account, "day channel body time"),
    *(Form("Telegram", f"messages{len(joined)}.html", lambda j=joined: telegram_page(j), "day channel body time")
      for joined in ("", " joined")),
    *(Form("WhatsApp", f"chat_{form.replace(', ', '_').replace(' ', '_')}.txt", lambda f=form: whatsapp(f), "day body time")
      for form in _CHATS),
    *(Form("Signal", f"{kind}", lambda k=kind: signal(k), "day body time")
      for kind in ("main.jsonl", "data.json", "sigtop.json", "sigtop.txt", "sigtop_short.txt", "chat.md")),
    *(Form("X", kind, lambda k=kind: x(k), "day body time") for kind in ("tweets.js", "v1.json", "v2.json", "stream.jsonl")),
    *(Form("Mastodon", f"mastodon_{kind}.json", lambda k=kind: mastodon(k), "day body url time")
      for kind in ("outbox", "statuses", "search")),
    *(Form("Bluesky", f"bluesky_{kind}.json", lambda k=kind: bluesky(k), "day body time")
      for kind in ("feed", "search", "records")),
)  # fmt: skip
