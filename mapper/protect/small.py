"""Names of places of a kind in small letters, as posts have them: "at sunrise shelter", "a camp called lipa".

Without a capital only where a word stands says that it is a name: right before the word of the kind, with no "a" before
it and none of the words that tell a sort of camp or hospital, or behind "called". Latin letters alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from gazetteer import fold

from ..lexicon import demonyms, word_list
from .kinds import BESIDES, is_no_name
from .runs import Line
from .told import Told
from .ways import AND, COPULAS, DETERMINERS, NUMERALS, ONES

__all__ = ["names_in_small"]

_MOST = 3  # words of a name
_MOST_BEFORE = 6  # words from a name back to its article
_SMALL = re.compile(r"[a-zà-öø-ÿ](?:[a-zà-öø-ÿ]|['’](?!s\b)|\d)*")
_OF_A_SORT = re.compile(r"\w{2,}(?:ed|ing|ous|ful|less|able|ible|ional|ical|ly|ish)")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")  # or a letter of a script that has none
_SAYS = frozenset({"called", "named", "nicknamed", "dubbed"})
_KNOWN = re.compile(r"(?:known|referred\sto)\s(?:\w+\s){0,3}?as$")
_HAS = frozenset({"has", "had", "will"})
_SAINTS = frozenset({"st", "st.", "saint", "san", "santa"})
_ANY = frozenset({"any", "each", "every", "some", "no", "many", "few", "several", "both", "all", "most", "more"})
_OWNERS = frozenset({"my", "our", "your", "his", "her", "their", "whose", "what", "us", "them", "him", "me", "i"})
# Small words of other languages, in which a name stands behind.
_FOREIGN = frozenset({
    "au", "aux", "du", "des", "de", "la", "le", "les", "un", "une", "son", "sa", "ses", "dans", "sur", "en", "par",
    "et", "ce", "cet", "el", "los", "las", "del", "al", "una", "su", "sus", "por", "para", "con", "y", "dos", "der",
    "die", "das", "dem", "den", "ein", "eine", "einem", "im", "zum", "und",
})  # fmt: skip
_WITHIN = frozenset({"in", "from", "under", "inside", "behind", "at", "on", "near", "underground", "outside"})
_MARKED = re.compile(r"[\s,:(—–-]*[“„«»\"‘'‹]\s?([^“”„«»\"‘’'‹›\n]{2,40}?)\s?[”“»«\"’'›]")
# Tags, hosts, addresses of mails and names of files, in which words have no space between them.
_GLUED = re.compile(
    r"[#@]\w+|\b[\w-]+(?:[.@][\w-]+)+|\b[a-z0-9]+(?:[_-][a-z0-9]+)+\b"
    r"|\b\w{3,40}(?:shelters?|hospitals?|clinics?|orphanages?|safehouses?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(\w{3,}?)((?:shelter|hospital|clinic|camp|orphanage|safehouse|refuge|hospice)s?)")
_MOST_GLUED = 100  # letters; what is longer is no word
_LEAST = 3  # letters of a name


def names_in_small(text: str, kinds: dict[str, re.Pattern[str]]) -> Iterator[Told]:
    """Each name of such a place in small letters.

    how  "called" where its line has no capitals, so that the bare name has none either; else "name"
    """
    line = Line(text)
    lines = text.split("\n")
    ends = list(accumulate(len(one) + 1 for one in lines))
    capitals = [bool(_CAPITAL.search(one)) for one in lines]
    for kind, pattern in kinds.items():
        for match in pattern.finditer(text):
            if match[0].isascii() and match[0].islower():
                has_capitals = capitals[bisect_right(ends, match.start())]
                yield from _Small(
                    kind, line, line.at(match.start()), line.at(match.end() - 1), has_capitals=has_capitals
                ).names()
        yield from _glued(kind, pattern, text)


class _Small:
    """The surroundings of one word of a kind in small letters: the words `first` to `last` of a line."""

    def __init__(self, kind: str, line: Line, first: int, last: int, *, has_capitals: bool) -> None:
        self._kind, self._line, self._words, self._first, self._last = kind, line, line.words, first, last
        self._said, self._has_capitals = line.between(first, last), has_capitals

    def names(self) -> Iterator[Told]:
        """Each name, however it stands there."""
        yield from self._before()
        yield from self._called()
        yield from self._apposed()
        yield from self._quoted()

    def _before(self) -> Iterator[Told]:
        """Names before: "at sunrise shelter", "the new hope women's shelter"."""
        end = self._first - 1
        while end >= 0 and self._line.is_near(end + 1) and _is_beside(self._words[end].plain):
            end -= 1
        begin = end + 1
        while begin > 0 and end - begin + 1 < _MOST and self._line.is_near(begin) and self._is_part(begin - 1):
            begin -= 1
        if begin > end or self._is_of_a_sort(begin) or self._is_verb(begin, end):
            return
        for at in range(end, begin - 1, -1):
            yield self._told(self._line.between(at, self._last), self._line.between(at, end))
        if (
            begin > 1
            and self._words[begin - 1].plain in AND
            and self._line.is_near(begin - 1)
            and self._is_part(begin - 2)
        ):
            yield self._told(self._line.between(begin - 2, self._last), self._line.between(begin - 2, begin - 2))

    def _is_of_a_sort(self, begin: int) -> bool:
        """True where an "a" or a number before the words says that they are no name: "a bus shelter"."""
        for at in range(begin - 1, max(-1, begin - 1 - _MOST_BEFORE), -1):
            if not self._line.is_near(at + 1):
                return False
            plain = self._words[at].plain
            if plain in _sorts() or plain.isdigit():
                return True
            if not _is_describing(plain):
                return False
        return False

    def _is_verb(self, begin: int, end: int) -> bool:
        """True where people do it: "families shelter in basements"."""
        behind = self._last + 1
        goes_on = behind < len(self._words) and self._words[behind].plain in _WITHIN
        is_article = begin > 0 and self._line.is_near(begin) and self._words[begin - 1].plain == "the"
        return goes_on and not is_article and self._words[end].plain.endswith("s")

    def _called(self) -> Iterator[Told]:
        """Names behind: "a camp called lipa", "the hospital known to all as hope"."""
        for at in range(self._last + 1, min(self._last + 1 + _MOST_BEFORE, len(self._words) - 1)):
            if re.search(r"[.;!?\n]", self._words[at].gap):
                return
            said = self._line.between(self._last, at)
            if self._words[at].plain in _SAYS or _KNOWN.search(said):
                yield from self._from(at + 1)
                return

    def _from(self, begin: int) -> Iterator[Told]:
        """The name that begins there, and one behind an "and"; of how many words it consists nobody can tell."""
        end = self._end(begin)
        if end >= begin:
            yield self._told(self._line.between(self._first, end), self._line.between(begin, begin))
            if end + 2 < len(self._words) and self._words[end + 1].plain in AND:
                yield from self._from(end + 2)

    def _end(self, begin: int) -> int:
        end = begin - 1
        while end + 1 < len(self._words) and end - begin + 1 < _MOST and self._is_part(end + 1):
            if end >= begin and not self._line.is_near(end + 1):
                break
            end += 1
        return end

    def _apposed(self) -> Iterator[Told]:
        """Names beside: "our shelter, sunrise, is full", "the shelter (sunrise)"."""
        begin, words = self._last + 1, self._words
        if begin >= len(words) or not re.fullmatch(r"\s?[,(—–]\s?", gap := words[begin].gap):
            return
        end = self._end(begin)
        if end < begin or end + 1 >= len(words) or is_no_name(self._line.between(begin, end)):
            return
        behind = words[end + 1]
        is_closed = behind.gap.startswith(")") if "(" in gap else behind.gap.strip() and behind.plain in COPULAS | _HAS
        if is_closed:
            yield self._told(self._line.between(self._first, end), self._line.between(begin, end))

    def _quoted(self) -> Iterator[Told]:
        """Names in quotation marks behind: the shelter "sunrise"."""
        found = _MARKED.match(self._line.text, self._words[self._last].end)
        if found and found[1].islower():
            yield self._told(self._said + found[0], found[1])

    def _told(self, whole: str, bare: str) -> Told:
        return Told(self._kind, whole, bare, "name" if self._has_capitals else "called")

    def _is_part(self, at: int) -> bool:
        word = self._words[at]
        if word.plain.endswith(("'s", "s'")):
            return at > 0 and self._words[at - 1].plain in _SAINTS
        if not _SMALL.fullmatch(word.text) or _is_beside(word.plain):
            return word.plain in _SAINTS
        is_behind_hyphen = word.gap in {"-", "‑"} and at > 0 and self._words[at - 1].plain not in _articles()
        return not (is_behind_hyphen or _is_describing(word.plain) or word.plain in _sorts() | _others())


def _glued(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Told]:
    """Names run together with the word of the kind: "#sunriseshelter", "sunrise_shelter"."""
    for match in (found for found in _GLUED.finditer(text) if len(found[0]) <= _MOST_GLUED):
        for piece in re.split(r"[.@#]", match[0].casefold()):
            words = re.split("[_-]", piece)
            *names, last = words
            if len(words) == 1:
                found = None if pattern.fullmatch(piece) else _ENDS.fullmatch(piece)
                names, last = ([found[1]], found[2]) if found else ([], "")
            rest = [one for one in names if one not in BESIDES and not _is_describing(one) and one not in _others()]
            if rest and pattern.fullmatch(last) and len("".join(rest)) >= _LEAST:
                yield Told(kind, match[0], "", "called")


def _is_beside(plain: str) -> bool:
    return plain.replace("'", "") in BESIDES


def _is_describing(plain: str) -> bool:
    """True where a word tells of which sort something is."""
    return plain in word_list("beside_kinds", "compass_words") or _OF_A_SORT.fullmatch(plain) is not None


@cache
def _sorts() -> frozenset[str]:
    """Words before what is any one of its sort."""
    return (DETERMINERS - {"the", "its", "this", "that"}) | NUMERALS | ONES | _ANY


@cache
def _others() -> frozenset[str]:
    """Words that are no part of a name: small words, and peoples."""
    days = {day for day in word_list("months_days") if len(day) > _LEAST}  # not "sun"
    lists = word_list("function_words", "prepositions", "auxiliaries")
    return lists | days | DETERMINERS | _OWNERS | _FOREIGN | {fold(one) for one in demonyms()}


@cache
def _articles() -> frozenset[str]:
    return word_list("arabic_articles")
