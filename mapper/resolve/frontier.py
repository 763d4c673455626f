"""Borders that are named by their peoples alone: which border, and where that lies."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gazetteer import COUNTRIES, Gazetteer, Place

from ..lexicon import demonyms
from ..reading.english.borders import Border, borders_of, frontiers_in, words_before
from ..reading.english.sentences import Span
from ..reading.reading import Reading
from ..reason import Reason, reason
from ..records import Resolution, Role
from .reasons import too_unsure

__all__ = ["with_frontiers"]

# The corpora have too few to fit it on: a guess, and less where the country across is named in another sentence.
_SURE, _LESS_SURE = 0.8, 0.6
# "Near" a border.
_NEAR_KM = 10.0
# A pin on a border longer than twice this would say nothing.
_WIDEST_KM = 400.0
_CAPITALS = re.compile(r"(?:[A-Z][^\W\d_]+\s?)+")
# What leads up to "near the Lebanese border" where nothing is said to have happened there.
_NOTHING = re.compile(
    r"\b(?:would|could|may|might|will|should|shall|must|cannot|if|unless|no|not|never|nothing|nobody|without|den(?:y|ied|ies)|"
    r"plan(?:s|ned|ning)?|propos\w+|threaten\w*|vow\w*|want\w*|hop(?:e|es|ed|ing)|call\w* for|considers?|considering)\b"
    r"[^,;.]*$|n['’]t\b[^,;.]*$"
)
_NO_EVENT = re.compile(
    r"\b(?:born|raised|grew\sup|unlike|like|as|than|lies|lie|sits|walls?|fences?|barriers?|security|trade|talks|tensions?|"
    r"situation|policy|policies|controls?|fears?|concerns?)\s+(?:[a-z]+\s){0,1}$"
)


def with_frontiers(
    reading: Reading, resolutions: list[Resolution], gazetteer: Gazetteer, min_confidence: float
) -> list[Resolution]:
    """The resolutions, with those of borders settled by what the others name."""
    spans = set(frontiers_in(reading.text))
    if not spans:
        return resolutions
    names = {country.country: country.name for country in gazetteer.countries()}
    done = []
    for one in resolutions:
        span = one.mention.start, one.mention.end
        if span in spans:
            others = [r for r in resolutions if r is not one]
            settled = _settled(reading, one, others, reading.sentence_of(span[0]), names)
            if settled.place and settled.confidence < min_confidence:
                settled = _nowhere(one, too_unsure(one.mention.text, settled.place, stray=False))
            done.append(settled)
        else:
            done.append(one)
    return done


def _settled(
    reading: Reading, one: Resolution, others: Sequence[Resolution], sentence: Span, names: dict[str, str]
) -> Resolution:
    beside = [r for r in others if sentence[0] <= r.mention.start < sentence[1]]
    span = one.mention.start, one.mention.end
    lead = words_before(reading.text, span)
    said = [reason("text_says", words=f"{lead}{one.mention.text}")]
    every, confidence = borders_of(one.mention.text), _SURE
    meant = every if len(every) == 1 else _among(every, _named(reading, beside, sentence, span))
    if not meant:
        meant, confidence = _among(every, _named(reading, others, (0, len(reading.text)), span)), _LESS_SURE
    if len(meant) != 1:
        which = tuple(sorted({names.get(across, across) for _, across in meant}))
        return _nowhere(one, *said, reason("border_which", countries=which) if which else reason("border_whose"))
    ((border, across),) = meant
    if border.km > _WIDEST_KM:
        first, second = (names.get(code, code) for code in border.countries)
        return _nowhere(one, *said, reason("border_long", one=first, other=second))
    if across:
        said.append(reason("border_across", country=names.get(across, across)))
    role, why = _role(reading.text[sentence[0] : one.mention.start - len(lead)], beside, border)
    return replace(
        one,
        place=_area(border, names),
        role=role,
        role_confidence=1.0,
        confidence=confidence,
        because=(*said, *why),
    )


def _nowhere(one: Resolution, *because: Reason) -> Resolution:
    return replace(one, place=None, confidence=0.0, because=because)


def _among(borders: Sequence[tuple[Border, str]], named: set[str]) -> list[tuple[Border, str]]:
    return [(border, across) for border, across in borders if across in named]


def _named(reading: Reading, rows: Sequence[Resolution], part: Span, but: Span) -> set[str]:
    """The countries that a part of the text names, by their places or their peoples."""
    stretches = (part[0], but[0]), (but[1], part[1])
    runs = (run[0].split() for stretch in stretches for run in _CAPITALS.finditer(reading.text, *stretch))
    peoples = (demonyms().get(word, ()) for run in runs for word in (*run, *map(" ".join, pairwise(run))))
    # A people of several countries ("Kurdish") names none of them.
    named = {codes[0] for codes in peoples if len(codes) == 1}
    return named | {r.place.country for r in rows if r.place and r.place.country}


def _role(before: str, beside: Sequence[Resolution], border: Border) -> tuple[Role, tuple[Reason, ...]]:
    for other in beside:
        place = other.place
        if place and other.role == "site" and place.kind not in COUNTRIES and place.country in border.countries:
            return "context", (reason("rule_landmark", place=other.mention.text),)
    if _NO_EVENT.search(before) or _NOTHING.search(before):
        return "context", (reason("rule_no_event"),)
    return "site", ()


def _area(border: Border, names: dict[str, str]) -> Place:
    between = "-".join(names.get(code, code) for code in border.countries)
    return Place(
        id=f"border:{'-'.join(border.countries)}", name=f"{between} border", lat=border.lat, lon=border.lon,
        kind="area", precision_km=border.km + _NEAR_KM,
    )  # fmt: skip
