"""BibTeX: entries, their fields in braces, in quotes or bare, and TeX's signs for letters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from ...errors import InputError
from .document import Document, Export, Row
from .library import entry
from .members import Members

__all__ = ["BIBTEX"]

_ENTRY = re.compile(r"@(\w+)\s*[{(]\s*([^,\s{}]*)\s*,")
_STRING = re.compile(r"@string\s*[{(]\s*([\w:-]+)\s*=\s*[{\"]([^{}\"\n]{0,300})[}\"]\s*[})]", re.IGNORECASE)
_NAME = re.compile(r"[,\s]*([\w-]+)\s*=\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PAPERS = ("journal", "journaltitle", "newspaper", "organization", "publisher", "howpublished")
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_ACCENTED = re.compile(r"""\\(?:(["'`^~=.])\s*|([cvuHkrdb])(?:\s+|(?=\{)))(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))""")
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
            "AA": "Å", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…"}  # fmt: skip
_LETTER = re.compile(r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?:\{\}|\s+|(?![A-Za-z]))")
_SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0"))


def _is_bibtex(document: Document) -> bool:
    return bool(re.match(r"\s*(?:%[^\n]*\n\s*)*@\w+\s*[{(]", document.head)) and bool(
        re.search(r"\b(?:title|abstract)\s*=", document.text)
    )


def _bibtex(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    heads = list(_ENTRY.finditer(document.text))
    strings = {found[1].casefold(): _plain(found[2]) for found in _STRING.finditer(document.text)}
    for head, after in zip_longest(heads, heads[1:]):
        if head[1].lower() in ("comment", "string", "preamble"):
            continue
        inner = document.text[head.end() : after.start() if after else len(document.text)]
        fields = dict(_bibtex_fields(inner.rpartition(")")[0] if "(" in head[0] else inner, strings))
        fields["language"] = fields.get("language") or fields.get("langid", "")
        fields["note"] = fields.get("note") or fields.get("annote") or fields.get("annotation") or ""
        fields["source"] = next((fields[key] for key in _PAPERS if fields.get(key)), "")
        fields["author"] = "; ".join(re.split(r"\s+and\s+", fields.get("author", "")))
        month = fields.get("month", "").lower()[:3]
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
        beside = re.search(r"\d{1,2}", fields.get("month", "")) if month in _MONTHS else None  # month = mar # "~4"
        day = fields.get("day", "") or (beside[0] if beside else "")
        if not fields.get("date") and fields.get("year") and number:
            fields["date"] = f"{fields['year']}-{number:02}" + (f"-{int(day):02}" if day.isdigit() else "")
        yield entry(fields | {"id": head[2]})


def _bibtex_fields(text: str, strings: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of an entry: in braces, which may nest, in quotes, or bare, where it may be a string's name."""
    at = 0
    while found := _NAME.match(text, at):
        start, depth, at = found.end(), 0, found.end()
        quoted = text[at : at + 1] == '"'
        at += quoted
        while at < len(text):
            letter = text[at]
            depth += (letter == "{") - (letter == "}")
            if depth < 0 or (depth == 0 and (letter == '"' if quoted else letter == ",")):
                break
            at += 1
        value = text[start + quoted : at].strip()
        if not quoted and value.startswith("{") and value.endswith("}"):
            value = value[1:-1]
        yield found[1].lower(), strings.get(value.casefold(), "") or _plain(value)
        at += quoted


def _plain(value: str) -> str:
    """A field without TeX's braces and signs; an address has none."""
    if re.match(r"https?://", value):
        return re.sub(r"\\([&%$#_{}~])", r"\1", value)
    text = _ACCENTED.sub(lambda f: unicodedata.normalize("NFC", (f[3] or f[4]) + _ACCENTS[f[1] or f[2]]), value)
    text = _LETTER.sub(lambda f: _LETTERS[f[1]], text)
    text = re.sub(r"(?<!\\)[{}]", "", re.sub(r"\\(?:url|emph|textit|textbf|href)\b", "", text))
    for sign, letter in _SIGNS:
        text = text.replace(sign, letter)
    return re.sub(r"\\([&%$#_{}])", r"\1", text)


BIBTEX = Export(name="BibTeX", forms=("text",), looks_like=_is_bibtex, articles=_bibtex)
