"""Did it happen here, or is the place only named? Roles v1, by the words around a mention.

site     it happened or is located here
actor    a capital or country that stands for its government and speaks or acts ("Tehran said")
context  named for comparison, background or origin, or only to say where another place lies ("Paris, Texas")
"""

import re
from collections.abc import Iterator

from gazetteer import Place

from ..lexicon import demonyms, takes_article, words
from ..records import Mention, Role
from .asides import aside, names_border
from .powers import acts, as_power

__all__ = ["role_of"]

_POSSESSIVE = re.compile(r"['’]s?\s")
# "A US soldier", "the Kosovo refugees": the country is an adjective of what follows. An abbreviation needs no article.
_ARTICLE = re.compile(r"\b(?:an?|the|another|several|any|two|three|four|five|six|\d+)\s$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2,3}|[A-Z]\.[A-Z]")
_NOUN = re.compile(r"\s(?P<first>[a-z]+)(?:\s(?P<second>[a-z]+))?")
_AND_PEOPLE = re.compile(r"\sand\s(?P<people>[A-Z]\w+)\s[a-z]")


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
        if acts(following) or acts(following[1:]):
            yield "actor", "it stands inside the name of an organisation that acts"
        yield "context", "it stands inside the name of something else"
    if container:
        yield "context", f"it only says where {container} is"
    if elsewhere := aside(text, mention):
        yield "context", elsewhere
    if place and place.kind == "country" and names_border(text, mention):
        yield "context", "it only says which border is meant"
    if spoken := as_power(text, mention, place):
        yield "actor", f"'{spoken}' speaks of people who act, not of a place"
    if anchor:
        yield "context", f"it only says where {anchor} is"
    if place and (owner := _as_owner(text, mention, place)):
        yield "context", owner
    yield "site", ""


def _is_adjective(text: str, mention: Mention) -> bool:
    """Whether a country describes what follows ("a US soldier", "U.S. and British planes") and not its own parts."""
    people = _AND_PEOPLE.match(text, mention.end)
    if people and people["people"] in demonyms():
        return True
    article = _ARTICLE.search(text[max(0, mention.start - 12) : mention.start])
    short = _ABBREVIATION.fullmatch(mention.text)
    if not short and not (article and not (article[0].casefold() == "the " and takes_article(mention.text))):
        return False
    noun = _NOUN.match(text, mention.end)
    if not noun or noun["first"] in words("function_words") or noun["first"].endswith(("ly", "ed", "ing")):
        return False
    parts = words("admin_words") | words("facility_words") | words("city_parts") | words("country_parts")
    return not ({noun["first"], noun["second"]} & parts)


def _as_owner(text: str, mention: Mention, place: Place) -> str:
    """Why a place only tells of what is named after it, or ""."""
    if place.kind == "country" and _is_adjective(text, mention):
        return "it only says whose or what sort the thing named after it is"
    return "it only says whose the thing named after it is" if _owns_no_part(text, mention, place) else ""


def _owns_no_part(text: str, mention: Mention, place: Place) -> bool:
    """Whether a country, or a capital that is not said to have a street or a port, has something in the text."""
    found = _POSSESSIVE.match(text, mention.end)
    if not found or not (place.kind == "country" or place.capital == "country"):
        return False
    following = text[found.end() : found.end() + 60].casefold().split()[:3]
    parts = words("admin_words") | words("facility_words") | words("city_parts")
    return place.kind == "country" or not any(word.strip(".,;:") in parts for word in following)
