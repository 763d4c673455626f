"""Mentions that only say where another place lies: "Hama province, Syria", "Safina, a village 45 km south of Mosul"."""

import re
from collections.abc import Iterator, Sequence

from gazetteer import FACILITIES, LANDS, OF_A_CITY, STATES, UNITS, WATERS, Place, distance_km

from ..lexicon import word_list
from ..reading.english.borders import are_neighbours
from ..reading.english.distances import DISTANCE
from ..reading.reading import Reading
from .context import MentionCandidates, contains
from .links import lists
from .relative import offset_before
from .rules import Anchor

__all__ = ["anchored", "claimed", "is_common", "misplaced"]

# A place that is said to lie by another, and is found farther off, is another of its name.
_BY_KM = 100.0
_GENERIC = ("facility_words", "city_parts", "admin_words", "terrain_words")
# Mentions of one sentence before and behind: what stands farther off is no part of what a phrase says.
_MOST_AROUND = 30
# A city so large is meant even where the grammar of a sentence misleads.
_WELL_KNOWN = 1_000_000
# "Baghdad's northern neighbourhood of ": not "Aleppo's outskirts and ", which is followed by another place.
_HAS = re.compile(
    r"['’]s?\s(?:(?!(?:and|or|as|at|by|from|in|is|near|on|over|to|was|were|with)\s)[\w’'-]+\s){0,4}(?:the\s)?"
)
_POINTS = FACILITIES | {"village"}
# "Shells fell on Izium and 20 km south of Vovchansk": two places.
_ALSO = re.compile(r"\b(?:and|or)\s+(?:\w+\s+)?\d|;")
# What stands between a place and the one that it is said to lie by: a short apposition, then the relation.
_RELATION = re.compile(
    r",?(?:\s(?:a|an|the)\s[\w\s-]{1,40}?)?,?\s(?:(?:located|situated|lying|just)\s)?(?:about\s|around\s|nearly\s|some\s)?"
    r"(?:near(?:\sto|by)?|close\sto|outside|on\sthe\soutskirts\sof|"
    rf"(?:{DISTANCE}\s(?:\([^()]{{1,30}}\)\s)?)?(?:to\sthe\s)?(?:north|south|east|west)[\w\s-]{{0,12}}\s(?:of|from)|"
    rf"{DISTANCE}\s(?:from|away\sfrom|off))\s"
    r"(?:the\s)?(?:(?:border\s)?(?:city|town|village|capital|port|district)\s(?:of\s)?)?",
)

# "Refugees from Homs in Lebanon", "talks on Gaza in Egypt": the town is not said to lie there.
_NOT_THERE = re.compile(
    r"\b(?:about|for|from|to|with|(?:talks?|negotiations?|summit|conference|meeting|debate|truce|deal|people|residents|"
    r"refugees|natives?)\s(?:on|of|over))\s(?:the\s)?$",
    re.IGNORECASE,
)
# "Sopore town in Baramulla district", "Bobi in northern Uganda".
_INSIDE = re.compile(
    r"(?:\s(?:town|village|city|district|area|neighbou?rhood|camp|settlement))?,?\s(?:in|of)\s(?:the\s)?"
    r"(?:(?:north|south|east|west|central|rural)\w*\s)?(?:(?:city|province|state|district|region)\sof\s)?"
)


def anchored(
    reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None]
) -> list[Anchor | None]:
    """For each mention the place that it says the whereabouts of, if there is one."""
    sentences = [reading.sentence_at(name.mention.start) for name in names]
    listed = lists(reading, [name.mention for name in names])
    return [_anchor(reading, names, settled, sentences, listed[at], at) for at in range(len(names))]


def _anchor(  # noqa: PLR0913, PLR0917 -- what `anchored` has in hand
    reading: Reading,
    names: Sequence[MentionCandidates],
    settled: Sequence[Place | None],
    sentences: Sequence[int],
    listed: range,
    at: int,
) -> Anchor | None:
    if near := _by(reading, names, settled, at):
        return Anchor(near, holds=False)
    holds = _inside(reading, names, settled, at) or _owned(reading, names, settled, at)
    if holds := holds or _held(names, settled, sentences, listed, at):
        return Anchor(holds, holds=True)
    far = _measured(reading, names, settled, sentences, at)
    return Anchor(far, holds=False) if far else None


def misplaced(reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None]) -> list[str]:
    """For each mention the printed name of the place that the text puts it in, where the map would not; else "".

    "The Libertad neighbourhood of Tijuana" is not the town of Libertad far away, "Kabul's Green Zone" not Baghdad's.
    """
    return [
        _elsewhere(reading, names, settled, at) or _owner_elsewhere(reading, names, settled, at)
        for at in range(len(names))
    ]


def _elsewhere(reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int) -> str:
    inner, outer = settled[at], settled[at + 1] if at + 1 < len(names) else None
    if inner is None or outer is None or _is_famous(inner) or inner.precision_km >= outer.precision_km:
        return ""
    inside = _INSIDE.fullmatch(reading.text, names[at].mention.end, names[at + 1].mention.start)
    return names[at + 1].mention.text if inside and not _may_lie_in(inner, outer) else ""


def _is_famous(place: Place) -> bool:
    """True for a city of a million, by a name of its own: no village of Myanmar called Sarja is Sharjah."""
    is_own = place.matched is None or place.matched.sort not in ("near", "variant", "spelling", "sound")
    return place.population >= _WELL_KNOWN and is_own


def claimed(reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None]) -> list[str]:
    """For each mention the printed name of the neighbouring country that the text puts it in and the map does not.

    "Sevastopol in Russia", "Stepanakert in Armenia": who holds or claims it is named, or the writer errs.
    """
    return [_by_neighbour(reading, names, settled, at) for at in range(len(names))]


def _by_neighbour(
    reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int
) -> str:
    inner, outer = settled[at], settled[at + 1] if at + 1 < len(names) else None
    if inner is None or outer is None or outer.kind != "country" or not are_neighbours(outer.country, inner.country):
        return ""
    if inner.kind == "country" or _NOT_THERE.search(reading.before(names[at].mention.start, 30)):
        return ""
    inside = _INSIDE.fullmatch(reading.text, names[at].mention.end, names[at + 1].mention.start)
    return names[at + 1].mention.text if inside else ""


def _owner_elsewhere(
    reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int
) -> str:
    inner, outer = settled[at], settled[at - 1] if at else None
    if inner is None or outer is None or outer.kind != "city":
        return ""
    if inner.kind not in OF_A_CITY and not is_common(names[at].mention.text):
        return ""
    owned = _HAS.fullmatch(reading.text, names[at - 1].mention.end, names[at].mention.start)
    return names[at - 1].mention.text if owned and not _may_lie_in(inner, outer) else ""


def is_common(printed: str) -> bool:
    """True where a name is made of common words, the last of which says what sort of thing it is: "Old City"."""
    *first, last = printed.casefold().split()
    return bool(first) and last in word_list(*_GENERIC) and word_list("common_words", *_GENERIC).issuperset(first)


def _by(reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int) -> str:
    """The mention right before, where the words between say that it lies by this one."""
    # Of a village that no gazetteer knows, the place that it lies by is all that a map can show.
    inner, between = _right_before(names, settled, at), (names[at - 1].mention.end, names[at].mention.start)
    is_by = inner and inner.kind not in LANDS | WATERS and _RELATION.fullmatch(reading.text, *between)
    return names[at - 1].mention.text if is_by else ""


def _inside(reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int) -> str:
    """The mention right before, where the words between say that it lies in this one."""
    inner, outer = _right_before(names, settled, at), settled[at]
    # "Talks on Sudan in Geneva": a country does not lie in a city, whatever the grammar.
    if inner is None or outer is None or inner.precision_km >= outer.precision_km:
        return ""
    is_inside = _INSIDE.fullmatch(reading.text, names[at - 1].mention.end, names[at].mention.start)
    return names[at - 1].mention.text if is_inside else ""


def _right_before(names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int) -> Place | None:
    """The place right before, where it may lie in or by this one."""
    inner, outer = settled[at - 1] if at else None, settled[at]
    if inner is None or outer is None or names[at - 1].mention.label == "EMBEDDED":
        return None
    return inner if _together(inner, outer) else None


def _owned(reading: Reading, names: Sequence[MentionCandidates], settled: Sequence[Place | None], at: int) -> str:
    """The mention right behind, where it is said to be a part of this one: "Homs's northern suburb of Talbiseh"."""
    outer, inner = settled[at], settled[at + 1] if at + 1 < len(names) else None
    if inner is None or outer is None or names[at + 1].mention.label == "EMBEDDED" or not _together(inner, outer):
        return ""
    part = names[at + 1].mention
    return part.text if _HAS.fullmatch(reading.text, names[at].mention.end, part.start) else ""


def _together(inner: Place, outer: Place) -> bool:
    return contains(outer, inner) or distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= _BY_KM


def _may_lie_in(inner: Place, outer: Place) -> bool:
    """True where one place may be said to lie in another.

    Of what has no borders, such as Sinai, nobody knows the edge; and who holds or claims a city puts it into a country
    that borders on its own: "Sevastopol in Russia", "Pristina in Serbia".
    """
    is_noted = inner.kind in UNITS or inner.population > 0
    if outer.kind == "country" and is_noted and are_neighbours(outer.country, inner.country):
        return True
    wide = 0.0 if outer.kind in STATES else outer.precision_km
    return contains(outer, inner) or distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= _BY_KM + wide


def _held(
    names: Sequence[MentionCandidates],
    settled: Sequence[Place | None],
    sentences: Sequence[int],
    listed: range,
    at: int,
) -> str:
    """A smaller place inside this one, named in the same sentence: the event is there."""
    outer = settled[at]
    # What is a point itself holds nothing, and a region of the same name is no other place.
    if outer is None or outer.kind in _POINTS:
        return ""
    for other in _same_sentence(sentences, at):
        inner = settled[other]
        if (
            inner
            and names[other].folded != names[at].folded
            and names[other].mention.label != "EMBEDDED"
            and contains(outer, inner)
            # "Shops in Haret Hreik and Burj al-Barajneh": of a list, only a region holds another, the one before it.
            and (other not in listed or (other == at - 1 and outer.kind in LANDS))
        ):
            return names[other].mention.text
    return ""


def _measured(
    reading: Reading,
    names: Sequence[MentionCandidates],
    settled: Sequence[Place | None],
    sentences: Sequence[int],
    at: int,
) -> str:
    """A place named earlier in the sentence, where this one only tells how far from here that is.

    "Gunmen hit the market in Jolo late on Monday, 160 kilometers southwest of Zamboanga."
    """
    offset, outer = offset_before(reading, names[at].mention.start), settled[at]
    if not (offset and offset.km and outer):
        return ""
    for other in _same_sentence(sentences, at):
        inner, between = settled[other], reading.text[names[other].mention.end : names[at].mention.start]
        if inner is None or other > at or inner.kind in LANDS or names[other].mention.label == "EMBEDDED":
            continue
        if distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= offset.km + _BY_KM and not _ALSO.search(between):
            return names[other].mention.text
    return ""


def _same_sentence(sentences: Sequence[int], at: int) -> Iterator[int]:
    """The other mentions of the sentence, nearest first; of a list of hundreds those around."""
    for step in range(1, min(len(sentences), _MOST_AROUND)):
        around = [other for other in (at - step, at + step) if 0 <= other < len(sentences)]
        near = [other for other in around if sentences[other] == sentences[at]]
        if not near:
            return
        yield from near
