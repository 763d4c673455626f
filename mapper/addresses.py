"""Addresses without what lets somebody in: the names, passwords and keys in them are for one reader alone."""

import re
from urllib.parse import unquote

__all__ = ["without_keys"]

# A browser reads a backslash as a slash, needs none behind http:, and lends an address without a scheme its own.
_ADDRESS = re.compile(r"(\s*(?:(?:https?|ftps?|wss?):[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}))([^/\\]*)", re.IGNORECASE)
_USER_BEHIND = re.compile(
    r"\\[^/]*:[^/]*@[^/]*"
)  # "https://host\\@user:password@other": programs differ in whose that is
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_PARAMETER = re.compile(r"(^|[&;])([^=&;]*)=([^&;]*)")
# Parts of names whose values are keys, whatever they look like; letters alone are compared.
_KEYS = re.compile(
    "token|secret|passw|passphrase|pwd|apikey|accesskey|signature|credential|authoriz|oauth|sessionid|sessid|jwt|bearer"
    "|hmac|keypairid|^hdn(?:ea|ts|tl)$"
    "|^(?:auth|sig|pass|sas)$"
)
# Names that are often of keys and often of other things: there the value decides.
_MAYBE = re.compile("key$|^(?:policy|sid|session|code|hash|ticket|login|user|u)$")
_LIKE_A_KEY = re.compile(r"(?=.*\d)(?=.*[a-z])[\w.~+/=-]{16,}", re.IGNORECASE)
# JSON Web Tokens, and lists that have a signature in them
_SIGNED = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*|\b(?:hmac|sig|signature|token)=", re.IGNORECASE)
_DEEPEST = 3  # addresses in addresses


def without_keys(address: str) -> str:
    """The address without user and password, and without parameters that look like keys; all else as it is.

    What is no address with a host is given back unchanged.
    """
    return _bare(address, _DEEPEST) if _ADDRESS.match(address) else address


def _bare(address: str, depth: int) -> str:
    whole, hash_, fragment = address.partition("#")
    page, mark, query = whole.partition("?")
    page = _ADDRESS.sub(lambda found: found[1] + found[2].rpartition("@")[2], page, count=1)
    page = _USER_BEHIND.sub("", page)
    page = _SESSION.sub("", page)
    asked, led = _asked(query, depth), _asked(fragment, depth)
    return page + (mark + asked if asked or not query else "") + (hash_ + led if led or not fragment else "")


def _asked(query: str, depth: int) -> str:
    """The parameters that may be kept."""
    kept = _PARAMETER.sub(lambda found: "" if _is_key(found[2], found[3], depth) else found[0], query)
    return kept if kept == query else kept.removeprefix("&").removeprefix(";")


def _is_key(name: str, value: str, depth: int) -> bool:
    letters = re.sub("[^a-z]", "", unquote(name).lower())
    plain = unquote(value)
    if _KEYS.search(letters) or _SIGNED.search(plain):
        return True
    if _MAYBE.search(letters) and _LIKE_A_KEY.fullmatch(plain):
        return True
    return bool(_ADDRESS.match(plain)) and (depth == 0 or _bare(plain, depth - 1) != plain)
