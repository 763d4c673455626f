"""Did it happen here, or is the place only named? Roles v1, by the words around a mention.

site     it happened or is located here
actor    a capital or country that stands for its government and speaks or acts ("Tehran said")
context  named for comparison, background or origin, or only to say where another place lies ("Paris, Texas")
"""

import re
from collections.abc import Iterator

from gazetteer import Place

from .lexicon import words
from .records import Mention, Role

__all__ = ["role_of"]

_AFTER = re.compile(r"^(['’]s?\b)?((?:[\s-]+[\w’'-]+){0,4})")
_BEFORE = re.compile(r"((?:[\w’'-]+\s+){1,3})(?:the\s+)?$")
# "Paris, which withdrew its soldiers": the clause has the government for its subject, unless it says where or when.
_RELATIVE = re.compile(r", (?:which|whose)\s+(?!is\b|was\b|has been\b|lies\b|sits\b|stands\b|had been\b)")
# "London and Warsaw announced": the verb has both for its subject.
_ALSO = re.compile(r",? and [A-Z][\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?\s")
# A country with a verb right behind it is its government: "Israel captured", "Chad is building".
_DOES = re.compile(
    r"\s(?:(?:has|have|had|then|later|also)\s)?(?!based|backed|led|controlled|occupied|need)\w{2,}ed\b|\sis\s\w+ing\b"
)
_NEXT_WORDS = re.compile(r"(?:['’]s?)?(?:[ -][\w-]+){1,3}")
# "Near the border with Lebanon", "the Lebanon border": where along it, nobody says, and the country's middle is wrong.
_BORDER_WITH = re.compile(r"\b(?:borders?|frontiers?)\s+(?:with|of|to)\s+(?:the\s+)?$", re.IGNORECASE)
_BORDER = re.compile(r"(?:['’]s)?(?:\s(?:northern|southern|eastern|western))?\s(?:border|frontier)s?\b", re.IGNORECASE)
_ORIGIN = re.compile(
    r"\b(?:born in|native of|unlike(?: in)?|compared (?:to|with)|as in|reminiscent of)\s+(?:the\s+)?$", re.IGNORECASE
)


def role_of(text: str, mention: Mention, place: Place | None, *, container: str, anchor: str) -> tuple[Role, str]:
    """The role of a mention, and in plain English why, or "" where nothing but the default speaks.

    container  the name right before, where this one only says its country or region ("Paris, Texas"), or ""
    anchor     another place of the sentence that this one only helps to find, or ""
    """
    return next(_readings(text, mention, place, container, anchor))


def _readings(
    text: str, mention: Mention, place: Place | None, container: str, anchor: str
) -> Iterator[tuple[Role, str]]:
    """Every role that the words allow, the surest first; the last is always the default."""
    if mention.label == "EMBEDDED":
        following = text[mention.end : mention.end + 80].split()[1:5]
        if _acts(following) or _acts(following[1:]):
            yield "actor", "it stands inside the name of an organisation that acts"
        yield "context", "it stands inside the name of something else"
    if container:
        yield "context", f"it only says where {container} is"
    if _ORIGIN.search(text[max(0, mention.start - 40) : mention.start]):
        yield "context", "it is named as an origin or for comparison"
    if place and place.kind == "country" and _names_border(text, mention):
        yield "context", "it only says which border is meant"
    spoken = _as_power(text, mention) or _as_government(text, mention, place)
    if spoken:
        yield "actor", f"'{spoken}' speaks of people who act, not of a place"
    if anchor:
        yield "context", f"it only says where {anchor} is"
    if place and _owns_no_part(text, mention, place):
        yield "context", "it only says whose the thing named after it is"
    yield "site", ""


def _names_border(text: str, mention: Mention) -> bool:
    before = _BORDER_WITH.search(text[max(0, mention.start - 40) : mention.start])
    return bool(before or _BORDER.match(text, mention.end))


def _as_power(text: str, mention: Mention) -> str:
    """The words by which any place stands for its people in arms or in office ("US forces", "Jaffna Mayor"), or ""."""
    found = _NEXT_WORDS.match(text, mention.end)
    following = found[0].split() if found else []
    for at, word in enumerate(following):
        # "Sanga local government area" is a place.
        area = following[at + 1 : at + 2] in (["area"], ["areas"])
        if word.casefold() in words("powers") and not area:
            return " ".join([mention.text, *following[: at + 1]])
        if word.casefold() not in words("power_modifiers"):
            break
    return ""


def _as_government(text: str, mention: Mention, place: Place | None) -> str:
    """The words by which a capital or country stands for its government, or ""."""
    is_city = place is not None and place.capital == "country"
    if not is_city and not (place and place.kind == "country"):
        return ""
    also = _ALSO.match(text, mention.end) if is_city else None
    after = _AFTER.match(text[(also.end() if also else mention.end) :][:80])
    before = _BEFORE.search(text[max(0, mention.start - 60) : mention.start])
    possessive, following = (after[1] or "", after[2].split()) if after else ("", [])
    said = f"{mention.text}{possessive} {' '.join(following[:2])}"
    if possessive:
        return said if is_city and any(word.casefold() in words("government_nouns") for word in following) else ""
    last = before[1].split()[-1] if before else ""
    # "Agents in Muscat said": not Muscat, but somebody there.
    does = _acts(following) or (not is_city and _DOES.match(text, mention.end))
    if does and last.casefold() not in words("prepositions"):
        return said
    if is_city and _RELATIVE.match(text, mention.end):
        return f"{mention.text}, {text[mention.end :].split()[1]}"
    return f"{last} {mention.text}" if last.casefold() in words("acted_on") else ""


def _acts(following: list[str]) -> bool:
    """Whether a verb of speaking or acting follows, an adverb or auxiliary between them or not."""
    for word in following[:3]:
        if word.casefold() in words("speech_verbs"):
            return True
        if word.casefold() not in words("auxiliaries") and not word.casefold().endswith("ly"):
            return False
    return False


def _owns_no_part(text: str, mention: Mention, place: Place) -> bool:
    """Whether a country, or a capital that is not said to have a street or a port, has something in the text."""
    found = _POSSESSIVE.match(text, mention.end)
    if not found or not (place.kind == "country" or place.capital == "country"):
        return False
    following = text[found.end() : found.end() + 60].casefold().split()[:3]
    parts = words("admin_words") | words("facility_words") | words("city_parts")
    return place.kind == "country" or not any(word.strip(".,;:") in parts for word in following)
