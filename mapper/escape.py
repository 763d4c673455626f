"""The one place where text is escaped: whatever an article holds reaches a page as data or as text, never as markup.

It is a string in a block of JSON (`script_json`), or escaped text (`plain`), or an address that can only be followed
(`safe_url`). `element` escapes whatever is put into it.
"""

import json
import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

__all__ = ["Html", "element", "plain", "safe_url", "script_json"]


def script_json(data: Any) -> str:
    """JSON that may stand in a <script> element: nothing in it can end the element or begin another.

    Half of a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda m: "\ufffd" if "\ud800" <= m[0] <= "\udfff" else f"\\u{ord(m[0]):04x}", text)


_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def plain(text: str) -> str:
    """Text for a template that escapes: without control characters and without halves of surrogate pairs."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text)


def safe_url(url: str) -> str:
    """The address where it is one that a page may link to (http or https, with a host), else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    fine = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s\x00-\x1f\x7f\ud800-\udfff]", url)
    return url if fine else ""


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


_VOID = ("br", "hr", "img", "link", "meta")


def element(name: str, /, *inside: str, **attributes: str) -> Html:
    """An element around texts, which are escaped, and around markup; `class_` is its class, and "" leaves one out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(plain(value))}"' for key, value in attributes.items() if value
    )
    held = "".join(part if isinstance(part, Html) else escape(plain(part), quote=False) for part in inside)
    return Html(f"<{name}{given}/>" if name in _VOID else f"<{name}{given}>{held}</{name}>")
