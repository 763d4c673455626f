"""A text as a reader sees it, whatever it is written in: what must not be read is looked for there.

"Al&#45;Shifa" and "%4Fkhmatdyt", wide letters, a word with invisible characters in it and one in which letters of
another script stand for their likes are all plain to whoever opens the page, or to the program that reads it.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

__all__ = ["Seen", "seen"]

_Span = tuple[int, int]
_Letters = list[tuple[str, int, int]]
"""What is seen, each with where it begins and ends in the text."""

_PACKED = re.compile(
    r"(?P<entity>&(?:\#\d{1,7};?|\#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};))"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<escape>[\\%]u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\u\{[0-9A-Fa-f]{1,6}\}|\\U[0-9A-Fa-f]{8})"
    r"|(?P<quoted>(?:=[0-9A-F]{2}){2,}|=[0-9A-F][A-F])"
    r"|(?P<host>(?<![\w-])xn--[A-Za-z0-9-]{1,59})"
)
_DEEP = 4  # times over that a text is packed: "&amp;#45;"
_MAY_BE_OTHER = re.compile(
    r"[&%=\\<*~`_\x00-\x08\x0b-\x1f\x7f]|[^\x00-\x7f]|xn--|\[/?[a-z]+\]|(?<![^\W_])[^\W_]([ .-])\S\1\S\1", re.IGNORECASE
)
# Marks inside a word or a number, which its reader does not see: of HTML, of forums, of Markdown, of a terminal.
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u|wbr)\b[^<>\n]{0,300}>"
    r"|<!--[^<>\n]{0,300}-->|\[/?(?:b|i|u|s|em|color|size)(?:=[^\[\]\n]{0,40})?\]|\x1b\[[0-9;]{0,20}m"
    r"|(?<=[^\W_]|[.,°])(?:\*{1,3}|_{1,3}|~~|`{1,3}|\\-)(?=[^\W_]|[.,°])",
    re.IGNORECASE,
)
# "O k h m a t d y t", "O.k.h.m.a.t", "4 8 . 7 3 8 9 1": five signs or more, all with the same between them.
_APART = re.compile(
    r"(?<![^\W_])[^\W_](?P<gap>[ .·*_-])(?:(?:[^\W_]|(?<= )[.,°'\"′″](?= ))(?P=gap){1,2}){3,}[^\W_](?![^\W_])"
)
_WORD = re.compile(r"[^\W\d_]+")
# Letters of Greek and Cyrillic that are drawn as a Latin one is.
_LIKE = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјкмнорстухҮүһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυιακ",
                 "ABESIJKMHOPCTYXaesijkmhopctyxYyhdqwlABEZHIKMNOPTYXovpyiak", strict=True))  # fmt: skip
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_ENCIRCLED = (0x1F150, 0x1F170, 0x1F1E6)  # where alphabets in discs, in squares and of flags begin
# Fillers, and marks that choose how a letter is drawn.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Seen:
    """The text as a reader sees it, and the offsets of each of its characters in the source; none where both agree."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def original(self, span: _Span) -> _Span:
        """The span of the source that a span of the seen text stands for."""
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
    letters = _joined(_without_markup(letters))
    shown = _of_one_script(_text_of(letters))
    if shown == text:
        return Seen(text)
    return Seen(shown, tuple(start for _, start, _ in letters), tuple(end for _, _, end in letters))


def _unpacked(letters: _Letters) -> _Letters:
    """One layer less."""
    text, found, at = _text_of(letters), [], 0
    for match in _PACKED.finditer(text):
        start, end = match.span()
        held = _held(match)
        if held != match[0]:
            found += letters[at:start]
            found += [(letter, letters[start][1], letters[end - 1][2]) for letter in held]
            at = end
    return [*found, *letters[at:]]


def _without_markup(letters: _Letters) -> _Letters:
    """The letters between the marks."""
    text, found, at = _text_of(letters), [], 0
    for match in _MARKUP.finditer(text):
        found += letters[at : match.start()]
        at = match.end()
    return [*found, *letters[at:]]


def _joined(letters: _Letters) -> _Letters:
    """Words and numbers whose letters are set apart, "O k h m a t d y t", as one."""
    text, found, at = _text_of(letters), [], 0
    for match in _APART.finditer(text):
        start, end = match.span()
        found += letters[at:start]
        found += [one for one in letters[start:end] if one[0] != match["gap"]]
        at = end
    return [*found, *letters[at:]]


def _text_of(letters: _Letters) -> str:
    return "".join(letter for letter, _, _ in letters)


def _held(match: re.Match[str]) -> str:
    """The text that an entity, escape or host stands for; unchanged where it stands for none."""
    if match["entity"]:
        return unescape(match[0])
    if match["percent"]:
        plain = unquote(match[0], errors="replace")
        return match[0] if "\ufffd" in plain else plain
    if match["quoted"]:
        return _quoted(match[0])
    if match["host"]:
        return _host(match[0])
    number = int(match[0][2:].strip("{}"), base=16)
    return match[0] if 0xD800 <= number <= 0xDFFF or number > sys.maxunicode else chr(number)


def _quoted(written: str) -> str:
    """What a mail writes so: "=2E" for a full stop."""
    try:
        return bytes.fromhex(written.replace("=", "")).decode()
    except ValueError:
        return written


def _host(written: str) -> str:
    """A part of the name of a host in its own script."""
    try:
        return written[4:].encode("ascii").decode("punycode")
    except ValueError:
        return written


def _usual(letter: str) -> str:
    """A letter as it is usually written: "Ｏ" is "O"; nothing for what cannot be seen."""
    if letter.isascii():
        return letter if letter.isprintable() or letter in "\t\n\r\x1b" else ""
    if unicodedata.category(letter) in ("Cf", "Cc", "Me") or _UNSEEN.match(letter):
        return ""
    if at := next((number for number in _ENCIRCLED if 0 <= ord(letter) - number < 26), 0):
        return chr(ord("A") + ord(letter) - at)
    if letter in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[letter]
    if letter in "º°ª²³¹":  # which say that a number is an angle, and no number
        return letter
    return unicodedata.normalize("NFKC", letter)


def _of_one_script(text: str) -> str:
    """The text with letters of other scripts inside Latin words as the Latin ones that they look like."""

    def latin(word: re.Match[str]) -> str:
        return "".join(_LIKE.get(letter, letter) for letter in word[0]) if _LATIN.search(word[0]) else word[0]

    return text if text.isascii() else _WORD.sub(latin, text)
