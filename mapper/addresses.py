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
    "token|secret|passw|passphrase|passcode|passkey|pwd|apikey|accesskey|signature|credential|authoriz|oauth|sessionid"
    "|sessid|jwt|bearer|hmac|keypairid|contrase|kennwort|парол|^hdn(?:ea|ts|tl)$"
    "|^(?:auth|sig|pass|sas|pw|psw|pswd|pin|otp|mdp|clave|senha|unlock|decryptionkey|invite)$"
)
# Names that are often of keys and often of other things: there the value decides.
_MAYBE = re.compile("key$|^(?:policy|sid|session|code|hash|ticket|login|user|u)$")
_LIKE_A_KEY = re.compile(r"(?=.*\d)(?=.*[a-z])[\w.~+/=-]{16,}", re.IGNORECASE)
# What stands behind # alone is a key where it is no words: "#Zk3pV9aQ0bLx2TyR", but "#Battle_of_Kyiv_2022".
_KEY_BEHIND = re.compile(
    r"(?:^|(?<=[#!/]))(?!(?:[A-Z]?[a-z]{2,}+|[A-Z]{2,}+|\d++|[_-])++(?:$|[/!#]))"
    r"(?=[\w~+=-]*\d)(?=[\w~+=-]*[a-z])(?=[\w~+=-]*[A-Z])[\w~+=-]{16,}(?=$|[/!#])"
)
_KEY_IN_PATH = re.compile(r"/(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|bot\d{5,}:[\w-]{20,})")
# JSON Web Tokens, and lists that have a signature in them
_SIGNED = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*|\b(?:hmac|sig|signature|token)=", re.IGNORECASE)
_TOKEN = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*")
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
    page = _KEY_IN_PATH.sub("", page)
    asked, led = _asked(query, depth), _led(fragment, depth)
    return page + (mark + asked if asked or not query else "") + (hash_ + led if led or not fragment else "")


def _asked(query: str, depth: int) -> str:
    """The parameters that may be kept."""
    kept = _PARAMETER.sub(lambda found: "" if _is_key(found[2], found[3], depth) else found[0], query)
    return kept if kept == query else kept.removeprefix("&").removeprefix(";")


def _led(fragment: str, depth: int) -> str:
    """What may be kept of a fragment: pages that are programs have a path and parameters of their own in it."""
    first, *others = re.split("([?#])", fragment)
    led = _led_part(first, depth)
    for mark, part in zip(others[::2], others[1::2], strict=True):
        kept = _led_part(part, depth)
        led += mark + kept if kept or not part else ""
    return led


def _led_part(part: str, depth: int) -> str:
    return _TOKEN.sub("", _KEY_BEHIND.sub("", _asked(part, depth)))


def _is_key(name: str, value: str, depth: int) -> bool:
    letters = re.sub(r"[\W\d_]", "", unquote(name).lower().rpartition("/")[2])
    plain = unquote(value)
    if _KEYS.search(letters) or _SIGNED.search(plain):
        return True
    if _MAYBE.search(letters) and _LIKE_A_KEY.fullmatch(plain):
        return True
    return bool(_ADDRESS.match(plain)) and (depth == 0 or _bare(plain, depth - 1) != plain)
