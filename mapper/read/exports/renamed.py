"""The words of a private chat, with others in the place of its members' names.

A name is mostly told by its form. One that is a word or a place too is told by what stands around it: another name of
the same member, an initial or a title before it, what people do behind it. What the gazetteer knows as a place, from
the words beside it ("Khan Younis", "in Reni", "Lincoln Street"), stays.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gazetteer import Gazetteer, GazetteerError, fold

from ...lexicon import word_list
from .people import WORD, Part, is_slavic_surname, is_word, keys_of, looked_up, parts_of, script_of

__all__ = ["Names"]

_GAP = re.compile(r"(?:[ \u00a0]|, ?|[-‐‑]| [^\W\d_]\. ?)")  # between the words of one name
_INITIALS = re.compile(r"(?<![\w.'’])(?:[^\W\d_]\.[ \u00a0]?){1,2}$")
_INITIALS_BEHIND = re.compile(r"[ \u00a0][^\W\d_]\.(?:[ \u00a0]?[^\W\d_]\.)?(?=[ \u00a0][a-zа-яіїєґ]|[,;:)]|$)")
_BEGINS = re.compile(r"(?:^|[.!?…:;\n\"“”«»(\[*•–—-])[\s\"“«(\[*_~-]*$")
_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w'’-]*)(\.?)[ \u00a0]+$")
_AFTER = re.compile(r"['’](s)\b|([-‐‑][^\W\d_]+)|[ \u00a0]+([^\W\d_][^\W\d_'’]*)")
_HYPHENS = ("-", "‐", "‑")
_ARTICLES = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "our",
    "my",
    "your",
    "no",
    "some",
    "der",
    "die",
    "das",
    "le",
    "la",
    "les",
}
_SUFFIX = re.compile(r"['’ʼ`´״׳][^\W\d_]{1,5}$")  # Petrenko's, Petrenko'nun
_ACRONYM = 4  # letters: SAM is rather a missile than a member
_OTHERS = "a member"  # where several are called so
_LOCATIVES = {
    "in", "into", "inside", "near", "outside", "across", "around", "towards", "en", "bei", "nahe", "nach", "près",
    "cerca", "hacia",
    "в", "у", "во", "біля", "під", "поблизу", "возле", "около", "близ", "في", "قرب", "إلى", "الى",
}  # fmt: skip
_IS = {"is", "was", "has", "had", "will", "s"}
_CASED = {"LATIN", "CYRILLIC", "GREEK"}


class _Said(NamedTuple):
    """A word that may be of a name: the members who bear it, and the part of the name that it is."""

    members: frozenset[str]
    part: Part
    cut: int = 0  # letters behind it that are no part of the name: "'s"


class Names:
    """The words of all members' names."""

    def __init__(self) -> None:
        self._parts: dict[str, _Said] = {}
        self._seen: dict[str, _Said | None] = {}

    def add(self, name: str, called: str) -> bool:
        """Put in the words of a name; whether it has any."""
        found = list(parts_of(name))
        is_slavic = any(map(is_slavic_surname, (word for word, _ in found)))
        for word, part in found:
            for key in keys_of(word, is_slavic=is_slavic):
                known = self._parts.get(key)
                self._parts[key] = _Said(
                    (known.members if known else frozenset()) | {called}, known.part if known else part
                )
        self._seen.clear()
        return bool(found)

    def renamed(self, text: str) -> str:
        """The text with its members' names replaced."""
        found = [(word, said) for word in WORD.finditer(text) if (said := self._said(word[0]))] if self._parts else []
        pieces, at = [], 0
        for start, end, called in _runs(text, found):
            pieces += [text[at:start], called]
            at = end
        return "".join([*pieces, text[at:]])

    def _said(self, word: str) -> _Said | None:
        if word not in self._seen:
            self._seen[word] = self._looked_up(word)
        return self._seen[word]

    def _looked_up(self, word: str) -> _Said | None:
        bare = _SUFFIX.sub("", word)
        script = script_of(word)
        for whole, key in ((one, key) for one in dict.fromkeys((word, bare)) for key in looked_up(one)):
            said = self._parts.get(key)
            if not said:
                continue
            if key[0] in "#^":
                # By its sound alone: of another script, and no word of ours.
                if said.part.script == script or (key[0] == "^") != bool(
                    {"ARABIC", "HEBREW"} & {said.part.script, script}
                ):
                    continue
                if is_word(bare) or fold(bare) in word_list("names_also_places"):
                    continue
                if key[0] == "^" and fold(bare) not in word_list("given_names"):
                    said = said._replace(part=Part(sort="word", script=script, is_low=False))
            return said._replace(cut=len(word) - len(whole))
        return None


def _runs(text: str, found: list[tuple[re.Match[str], _Said]]) -> Iterator[tuple[int, int, str]]:
    """Spans [start, end) of names, and the member meant; the words of one name that stand together are one span."""
    at = 0
    while at < len(found):
        word, said = found[at]
        who, parts, start, end = (
            said.members,
            {word[0].casefold(): said.part},
            word.start(),
            word.end() - said.cut,
        )
        at += 1
        while at < len(found) and _goes_on(text, end, word[0], found[at]) and (both := who & found[at][1].members):
            word, said = found[at]
            who, end = both, word.end() - said.cut
            parts.setdefault(word[0].casefold(), said.part)
            at += 1
        before = _initials(text, start)
        behind = _INITIALS_BEHIND.match(text, end) if before is None else None
        is_initialled = bool(before or behind)
        if len(parts) > 1 or _is_person(text, start, end, next(iter(parts.values())), is_initialled=is_initialled):
            yield before.start() if before else start, behind.end() if behind else end, _called(who)


def _goes_on(text: str, end: int, word: str, following: tuple[re.Match[str], _Said]) -> bool:
    """True where the next word that may be a name's is one of the same name: no place behind a comma, no small word."""
    after, said = following
    gap = _GAP.fullmatch(text, end, after.start())
    is_place = gap is not None and "," in gap[0] and said.part.sort != "plain"
    return bool(gap) and not is_place and (_is_small(word) or not _is_small(after[0]))


def _is_acronym(word: str) -> bool:
    """True where a word in capitals is rather one; JANE is none."""
    is_given = len(word) == _ACRONYM and fold(word) in word_list("given_names")
    return word.isupper() and 1 < len(word) <= _ACRONYM and script_of(word) in _CASED and not is_given


def _is_small(word: str) -> bool:
    return word[0].islower() and script_of(word) in _CASED


def _initials(text: str, start: int) -> re.Match[str] | None:
    """The initials before a name."""
    found = _INITIALS.search(text, max(0, start - 8), start)
    return found if found and found[0][0].isupper() else None


def _called(who: frozenset[str]) -> str:
    return next(iter(who)) if len(who) == 1 else _OTHERS


def _is_person(text: str, start: int, end: int, part: Part, *, is_initialled: bool) -> bool:
    """True where one word, which is also a name, is one here."""
    word, before, after = text[start:end], _before(text, start), _after(text, end)
    acts = after.casefold() in word_list("sayings", "person_verbs")
    is_other = _is_acronym(word) or (part.sort == "word" and _is_town(word))
    if _is_of_place(word, before, after) or (is_other and not acts):
        return False
    if _is_small(word):
        is_told = part.is_low or acts or before.casefold() in word_list("person_titles")
        return part.sort == "plain" and is_told and before.casefold() not in _ARTICLES
    if is_initialled or before.casefold() in word_list("person_titles"):
        return True
    if part.sort == "plain":
        is_where = before.casefold() in _LOCATIVES and bool(_place(word))
        return not is_where and (acts or not _is_town(word))
    if part.sort == "word":
        begins = not before and bool(_BEGINS.search(text, max(0, start - 8), start))
        return _is_name(before if not _opens(text, start, before) else "", after, begins=begins, acts=acts)
    return acts and (part.sort == "month" or after.casefold() not in word_list("sayings", "government_verbs"))


def _is_name(before: str, after: str, *, begins: bool, acts: bool) -> bool:
    """True where a word is in the place of a name: a capital that neither sentence nor headline wants, or it acts."""
    if before.casefold() in _ARTICLES or (before[:1].isupper() and before.casefold() not in word_list("given_names")):
        return False
    if after[:1].isupper() and not acts:
        return False
    return not begins or acts or after in _IS or after.endswith("ed")


def _opens(text: str, start: int, before: str) -> bool:
    """True where the word before is the first of its sentence, and has its capital from there."""
    if before.casefold() not in word_list("sentence_openers", "function_words"):
        return False
    at = text.rfind(before, 0, start)
    return bool(_BEGINS.search(text, max(0, at - 8), at))


def _before(text: str, start: int) -> str:
    """The word right before, also behind a full stop that shortens it; "" where there is none."""
    found = _BEFORE.search(text, max(0, start - 30), start)
    return found[1] if found and (not found[2] or found[1].casefold() in word_list("person_titles")) else ""


def _after(text: str, end: int) -> str:
    """The word right behind: "s" in "Stone's", "-Frankivsk" in "Ivano-Frankivsk"."""
    found = _AFTER.match(text, end)
    return (found[1] or found[2] or found[3]) if found else ""


def _is_of_place(word: str, before: str, after: str) -> bool:
    """True where the words beside it say that it is a place's: Khan Younis, Lincoln Street, Ivano-Frankivsk."""
    if after.casefold() in _generic() or (after[:1] in _HYPHENS and after[1:2].isupper()):
        return True
    has_case = script_of(word) in _CASED
    beside = [f"{before} {word}"] if before and (before[0].isupper() or not has_case) else []
    beside += [f"{word} {after}"] if after and (after[0].isupper() or not has_case) else []
    return any(_place(name) >= (_TOWN if is_word(name.partition(" ")[0]) else 1) for name in beside)


@cache
def _generic() -> frozenset[str]:
    return word_list("terrain_words", "admin_words", "facility_words", "city_parts") | {
        "street", "st", "road", "square", "avenue", "вулиця", "улица", "площа", "площадь", "straße",
        "strasse", "platz", "rue",
    }  # fmt: skip


def _is_town(word: str) -> bool:
    """True where a name is that of a town in the news, and no common name of people."""
    if fold(word) in word_list("given_names", "common_surnames") or word.casefold() in word_list(
        "given_names", "common_surnames"
    ):
        return False
    return _place(word) >= _TOWN


_TOWN = 50_000  # people


@cache
def _gazetteer() -> Gazetteer | None:
    """The gazetteer; None where it has still to be built, so that names alone are known."""
    try:
        return Gazetteer.open()
    except GazetteerError:
        return None


@cache
def _place(name: str) -> int:
    """The population of the largest place of that name, at least one; 0 where there is none."""
    gazetteer = _gazetteer()
    if gazetteer is None:
        return 0
    found = [place for place in gazetteer.candidates(name, limit=3) if fold(place.name) == fold(name) or " " in name]
    return max((max(1, place.population) for place in found), default=0)
