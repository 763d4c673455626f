"""A text as a reader sees it, whatever it is written in: what must not be read is looked for there.

"Al&#45;Shifa" and "%4Fkhmatdyt", wide letters, a word with invisible characters in it and one in which letters of
another script stand for their likes are all plain to whoever opens the page, or to the program that reads it.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

__all__ = ["Seen", "seen"]

_Span = tuple[int, int]
_Letters = list[tuple[str, int, int]]
"""What is seen, each with where it begins and ends in the text."""

_PACKED = re.compile(
    r"(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<escape>\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})"
)
_DEEP = 4  # times over that a text is packed: "&amp;#45;"
_MAY_BE_OTHER = re.compile(r"[&%\\]|[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters of Greek and Cyrillic that are drawn as a Latin one is.
_LIKE = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјкмнорстухҮүһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυιακ",
                 "ABESIJKMHOPCTYXaesijkmhopctyxYyhdqwlABEZHIKMNOPTYXovpyiak", strict=True))  # fmt: skip
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen, and where each character of it stands in the text; no list of places where both are the same."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def original(self, span: _Span) -> _Span:
        """Where in the text something stands that is seen."""
        start, end = span
        return (self.starts[start], self.ends[end - 1]) if self.starts and start < end else span


def seen(text: str) -> Seen:
    """The text with everything unpacked, in letters as usual, without what cannot be seen."""
    if not _MAY_BE_OTHER.search(text):
        return Seen(text)
    letters: _Letters = [(letter, at, at + 1) for at, letter in enumerate(text)]
    for _ in range(_DEEP):
        unpacked = _unpacked(letters)
        if len(unpacked) == len(letters):
            break
        letters = unpacked
    letters = [(plain, start, end) for letter, start, end in letters for plain in _usual(letter)]
    shown = _of_one_script("".join(letter for letter, _, _ in letters))
    if shown == text:
        return Seen(text)
    return Seen(shown, tuple(start for _, start, _ in letters), tuple(end for _, _, end in letters))


def _unpacked(letters: _Letters) -> _Letters:
    """One layer less."""
    text, found, at = "".join(letter for letter, _, _ in letters), [], 0
    for match in _PACKED.finditer(text):
        start, end = match.span()
        held = _held(match)
        if held != match[0]:
            found += letters[at:start]
            found += [(letter, letters[start][1], letters[end - 1][2]) for letter in held]
            at = end
    return [*found, *letters[at:]]


def _held(match: re.Match[str]) -> str:
    """What is packed there; the same where that is nothing."""
    if match["entity"]:
        return unescape(match[0])
    if match["percent"]:
        plain = unquote(match[0], errors="replace")
        return match[0] if "\ufffd" in plain else plain
    letter = chr(int(match[0][2:], base=16))  # noqa: FURB166 -- \\u is no prefix that int knows
    return match[0] if "\ud800" <= letter <= "\udfff" else letter


def _usual(letter: str) -> str:
    """A letter as it is usually written: "Ｏ" is "O"; nothing for what cannot be seen."""
    if letter.isascii():
        return letter
    if unicodedata.category(letter) == "Cf" or letter in "\u034f\u115f\u1160\u3164\ufe0e\ufe0f":
        return ""
    if letter in "º°ª²³¹":  # which say that a number is an angle, and no number
        return letter
    return unicodedata.normalize("NFKC", letter)


def _of_one_script(text: str) -> str:
    """The text with letters of other scripts inside Latin words as the Latin ones that they look like."""

    def latin(word: re.Match[str]) -> str:
        return "".join(_LIKE.get(letter, letter) for letter in word[0]) if _LATIN.search(word[0]) else word[0]

    return text if text.isascii() else _WORD.sub(latin, text)
