"""Sentences of a text: abbreviations, initials, quotes, lists and wrapped lines.

A full stop ends a sentence unless the word before it is an abbreviation or the next word is in small letters. A line
break ends one unless the line is wrapped: then the next line begins in small letters, or its first word had not fitted.
"""

import re
from itertools import pairwise

from ...lexicon import word_list

__all__ = ["Span", "sentences"]

Span = tuple[int, int]

# Marks with the quotes, brackets and footnotes that close a sentence; marks of scripts without spaces; line breaks.
_END = re.compile(
    r"(?P<mark>[.!?…]+)[\"'”’»)\]]*(?:\[\d{1,3}\])*(?=\s|$)|"
    r"(?P<wide>[。！？؟।]+[\"'”’»)\]」』]*)|(?P<line>(?<![ \t\r])[ \t\r]*\n\s*)"
)
_SPACE = re.compile(r"\s*")
_WORD_BEFORE = re.compile(r"[^\s(\[“‘\"«–—-]*$")
_NEXT = re.compile(r"\s*(?P<quote>[\"“‘'«]?)[\[(]?(?P<word>[^\W_][\w.’'-]*)?")
# No sentence ends behind these, for a name or an explanation follows.
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Drs|Prof|Rev|Hon|Fr|Sts?|Ste|Mt|Ft|Gen|Lt|Col|Maj|Capt|Cmdr|Cdr|Sgt|Cpl|Pvt|Pte|Adm|Brig|"
    r"Supt|Insp|Det|Sens?|Reps?|Govs?|Pres|Amb|Atty|Msgr|Gens|Cols|approx|ca|cf|vs|viz|e\.g|i\.e)\."
)
# "No. 5", "Art. 51", "pp. 3-5": abbreviations before a number, words otherwise.
_BEFORE_NUMBER = re.compile(r"(?:Nos?|Art|Sec|Fig|Vol|Ch|pp?|para|Rte|Hwy|Apt)\.", re.IGNORECASE)
# "8 p.m. Tuesday", "6 a.m. GMT", "9 a.m. Damascus time": what belongs to the hour.
_HOUR = re.compile(r"[ap]\.?m\.", re.IGNORECASE)
_OF_HOUR = re.compile(r"\s*\(?(?:[A-Z]{2,4}\b|\d|\w+(?:\s\w+)?\s[Tt]ime\b)")
# A sentence ends behind these where the next word is one that begins sentences: "in the U.S. The", "Acme Inc. It".
_SHORT = re.compile(
    r"(?:Inc|Ltd|Cos?|Corp|Bros|Jr|Sr|etc|Esq|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|"
    r"Sun|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kans?|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|"
    r"Tenn|Tex|Vt|Va|Wash|Wis|Wyo|Alta|Ont|Que|Sask|Ave|Blvd|Rd|Dept|Dist|Univ|Assn|Govt|sq|ft|W\.Va|Ph\.D)\."
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.")
_BEGINNERS = frozenset((
    "a", "according", "an", "another", "he", "her", "here", "his", "i", "it", "its", "meanwhile", "my", "no", "nobody",
    "none", "nothing", "our", "several", "she", "some", "that", "the", "their", "there", "these", "they", "this",
    "those", "we", "what", "who", "you", "your",
))  # fmt: skip
_NAMES_TOO = frozenset(("may", "will"))
_ITEM = re.compile(r"(?:[-–—*•·▪►◦]\s|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s|#{1,6}\s)")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4})\.")
# A text is wrapped where its lines are no longer than this, and nearly all are as long as the next word allows.
_WIDEST, _FEWEST, _NEARLY_ALL = 120, 3, 0.8


def sentences(text: str) -> tuple[Span, ...]:
    """[start, end) of each sentence in code points, in order, without white space at either end."""
    is_caseless, is_wrapped = text.islower(), _is_wrapped(text)
    found: list[Span] = []
    start = _after_space(text, 0)
    for end in _END.finditer(text):
        if end.end() <= start:
            continue
        if end["line"]:
            last, ends = end.start(), not _goes_on(text, end, is_wrapped=is_wrapped)
        else:
            last, ends = end.end(), bool(end["wide"]) or _is_end(text, start, end, is_caseless=is_caseless)
        if ends and last > start:
            found.append((start, last))
            start = _after_space(text, last)
    return (*found, (start, len(text.rstrip()))) if start < len(text) else tuple(found)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _is_end(text: str, start: int, end: re.Match[str], *, is_caseless: bool) -> bool:
    """True where the mark ends the sentence that begins at `start`."""
    following = _NEXT.match(text, end.end())
    assert following is not None  # noqa: S101 -- the pattern matches nothing at all, too
    word = following["word"] or ""
    if word[:1].islower() and not is_caseless and word.partition("-")[0] not in word_list("arabic_articles"):
        return False
    return end["mark"] != "." or _is_full_stop(text, start, end, following)


def _is_full_stop(text: str, start: int, end: re.Match[str], following: re.Match[str]) -> bool:
    """True where a full stop is more than the end of an abbreviation, of an initial or of an item's number."""
    stop, word = end.start() + 1, following["word"] or ""
    before = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    last = before[0] if before else ""
    is_item = _NUMBER.fullmatch(last) and stop - len(last) == start
    if is_item or _TITLE.fullmatch(last) or (_BEFORE_NUMBER.fullmatch(last) and word.isdecimal()):
        return False
    if _HOUR.fullmatch(last):
        return bool(word) and not _OF_HOUR.match(text, end.end()) and word.casefold() not in word_list("months_days")
    if _INITIALS.fullmatch(last):
        return word.casefold() in (_BEGINNERS if len(last) == 2 else _may_begin())
    if _SHORT.fullmatch(last):
        return bool(following["quote"] and word) or word.casefold() in _may_begin()
    return True


def _may_begin() -> frozenset[str]:
    return _BEGINNERS | word_list("function_words") | word_list("prepositions") - _NAMES_TOO


def _goes_on(text: str, line: re.Match[str], *, is_wrapped: bool) -> bool:
    """True where a sentence goes on behind a line break."""
    if line[0].count("\n") > 1 or _ITEM.match(text, line.end()):
        return False
    return text[line.end() : line.end() + 1].islower() or (is_wrapped and text[line.start() - 1 : line.start()] != ":")


def _is_wrapped(text: str) -> bool:
    """True where nearly all lines of paragraphs of several lines are as long as the next word allows."""
    if "\n" not in text:
        return False
    lines = [line.rstrip() for line in text.split("\n")]
    widest = max(map(len, lines))
    full = [len(one) + 1 + len(next_.split()[0]) > widest for one, next_ in pairwise(lines) if one and next_.split()]
    return widest <= _WIDEST and len(full) >= _FEWEST and sum(full) >= _NEARLY_ALL * len(full)
