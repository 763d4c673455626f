"""Did it happen here, or is the place only named? Roles v1, by the words around a mention.

site     it happened or is located here
actor    a capital or country that stands for its government and speaks or acts ("Tehran said")
context  named for comparison, background or origin, or only to say where another place lies ("Paris, Texas")
"""

import re
from collections.abc import Iterator

from gazetteer import Place

from ..lexicon import demonyms, words
from ..records import Mention, Role

__all__ = ["role_of"]

_AFTER = re.compile(r"^(['’]s?\b)?((?:[\s-]+[\w’'-]+){0,4})")
_BEFORE = re.compile(r"((?:[\w’'-]+\s+){1,3})(?:the\s+)?$")
# "Paris, which withdrew its soldiers": the clause has the government for its subject, unless it says where or when.
_RELATIVE = re.compile(r", (?:which|whose)\s+(?!is\b|was\b|has been\b|lies\b|sits\b|stands\b|had been\b)")
_NAME = r"(?-i:[A-Z])[\w.’'-]*(?:\s(?-i:[A-Z])[\w.’'-]*)?"
# "Uganda, which has soldiers in Ituri, sent more"; "the Emirates, who fought": what does so is a government.
_CLAUSE = re.compile(r", which [^,.;\n]{3,80},(?=\s)")
_WHO = re.compile(r", who\b")
# "Nairobi will not leave": it means to do something, and nothing is done to it.
_MEANS_TO = re.compile(
    r"\s(?:will|would|cannot)\s(?:(?:not|never|soon|also|now)\s)?"
    r"(?!be|see|need|have|get|hold|face|fall|suffer|lose|lie|stay|go|look|take|host|receive|continue|remain|not|never)"
    r"[a-z]{3,}\b"
)
# "India, Pakistan trade fire": the "and" of a headline.
_HEADLINE_ALSO = re.compile(rf"(?:, {_NAME}){{1,2}}(?=\s(?-i:[a-z]))")
_TRADE = re.compile(r"\strade[sd]? (?:\w+ )?(?:fire|strikes|blows|blame|barbs|threats|accusations|shells)\b")
# "Jordan, Iraq and Turkey sent aid": the verb has all of them for its subject.
_ALSO = re.compile(rf"(?:, {_NAME}){{0,4}},? and (?:the )?{_NAME}")
# "Asked Berlin and London for help": both were asked.
_ALSO_BEFORE = re.compile(rf"(?:{_NAME}, ){{0,4}}{_NAME},? and (?:the )?$")
_POSSESSIVE = re.compile(r"['’]s?\s")
# A country with a verb right behind it is its government: "Israel captured", "Chad is building".
_DOES = re.compile(
    r"\s(?:(?:has|have|had|then|later|also)\s)?(?!based|backed|led|controlled|occupied|need)\w{2,}ed\b|\sis\s\w+ing\b"
)
_NEXT_WORDS = re.compile(r"(?:['’]s?)?(?:[ -][\w-]+){1,3}")
_THE = r"\s+(?:the\s+)?"
# "Near the border with Lebanon", "the Lebanon border": where along it, nobody says, and the country's middle is wrong.
_BORDER_WITH = re.compile(
    rf"\b(?:(?:borders?|frontiers?)\s+(?:with|of|to)|borders|bordering|opposite)"
    rf"(?:{_THE}{_NAME}(?:,\s{_NAME})?\sand)?{_THE}$",
    re.IGNORECASE,
)
_BORDER = re.compile(r"(?:['’]s)?(?:\s(?:northern|southern|eastern|western))?\s(?:border|frontier)s?\b", re.IGNORECASE)
_ORIGIN = re.compile(
    r"\b(?:born (?:and raised )?in|based in|lives in|grew up in|was (?:raised|educated) in|natives? of|unlike(?: in)?|"
    rf"(?:worked|studied|trained) in(?:{_THE}(?:{_NAME}, )*{_NAME} and)?|headquartered in|comes? from|came from|"
    r"hails? from|(?:its|their) (?:base|headquarters|offices?) in|"
    rf"compared (?:to|with)|as in|reminiscent of){_THE}$",
    re.IGNORECASE,
)
# "Soldiers from Chad patrolled Gao" come from there; those whom somebody "withdrew from Gao" were there.
_COMES_FROM = re.compile(
    r"\b(?:troops|soldiers?|peacekeepers|fighters?|militants?|activists?|volunteers|delegates?|"
    rf"(?<!displaced )students?|workers?|doctors?|engineers?|tourists?|pilgrims?|lawmakers?|experts?) from{_THE}$",
    re.IGNORECASE,
)
# "A medic from Lviv": people are from somewhere.
_PERSON_FROM = re.compile(
    r"\b(?:an?|the|whose)\s(?:[\w-]+\s){0,2}(?:wo)?(?:man|boy|girl|teacher|medic|nurse|doctor|student|engineer|worker|farmer|"
    r"journalist|lawyer|merchant|trader|pilot|captain|officer|lawmaker|senator|professor|priest|imam|native|citizen)"
    rf"\sfrom{_THE}$",
    re.IGNORECASE,
)
_REMOVED = re.compile(r"\b(?:withdr|pull|evacuat|remov|expel|oust|dr[io]v|clear|purg)\w*\b[^.,;]*$", re.IGNORECASE)
# "According to a military source in Damascus": there somebody spoke, whatever happened.
_TOLD_IN = re.compile(rf"\baccording to (?:[\w’'-]+\s){{1,5}}(?:in|inside|from){_THE}$", re.IGNORECASE)
_ON_THE_WAY = re.compile(
    r"\b(?:en route to|on (?:the|its|their|his|her) way to|bound for|"
    r"(?:put off|postponed|cancell?ed|called off|scrapped) (?:an?|the|its|their|his|her) (?:trip|visit|journey) to)"
    rf"(?:{_THE}{_NAME}\s(?:from|and))?{_THE}$",
    re.IGNORECASE,
)
# "Like Homs and Hama before it": at the head of a sentence a comparison, elsewhere "such as".
_LIKE = re.compile(rf"(?:^|[.!?\n][\"”’]?\s*)Like (?:(?:{_NAME}, )*{_NAME},? and )?(?:the )?$")
# "The battle of Aleppo in 2016", "the 1995 siege of Sarajevo": history.
_HISTORY = re.compile(
    rf"\b(?P<year>[12]\d{{3}}\s)?(?:battle|siege|fall|massacre|bombing|genocide) (?:of|in){_THE}$", re.IGNORECASE
)
_IN_A_YEAR = re.compile(r"\s(?:in|of) (?:\w+ )?(?:1[0-9]|20)\d\d\b")
# "In support of Gaza": for whose sake.
_FOR_SAKE = re.compile(rf"\bin (?:support of|solidarity with|sympathy with|honou?r of){_THE}$", re.IGNORECASE)
# "King of Jordan", "the government of Sudan", "militia loyal to Damascus".
_RULE_OF = re.compile(
    r"\b(?:(?:governments?|administration|authorities|parliament|army|rebels|president|king|queen|emir|prime minister|"
    rf"ambassador)\sof|loyal to|allied (?:with|to)|backed by|backing of){_THE}$",
    re.IGNORECASE,
)
# "WHO Afghanistan" is an office.
_AGENCY = re.compile(r"\b([A-Z]{3,6})\s+$")
# "Talks between Israel and Syria", at either name: a matter of two governments.
_RELATION = r"\b(?:talks|ties|relations|tensions?|wars?|agreement|treaty|rivalry|cooperation|dispute)\sbetween"
_RELATIONS = re.compile(rf"{_RELATION}{_THE}(?:{_NAME}\sand{_THE})?$", re.IGNORECASE)
# "Sanctions against Syria", "exports to Iran".
_TOWARDS = re.compile(
    r"\b(?:(?:sanctions|resolutions?|embargo|threats?)\s(?:against|on)|(?:ambassador|envoy|exports?|arms sales) to)"
    rf"{_THE}$",
    re.IGNORECASE,
)
# "Captured the islands from Jordan": whose they were.
_TAKEN_FROM = re.compile(
    rf"\b(?:captured?|captur(?:es|ing)|seiz(?:ed?|es|ing)|won|annex(?:ed)?|conquered|wrested)\b[^.,;]{{1,70}}\sfrom{_THE}$",
    re.IGNORECASE,
)
# What each of these right before a name makes of it.
_LED_UP_TO = {
    _LIKE: "it is named for comparison",
    _FOR_SAKE: "it only says for whose sake",
    _TOLD_IN: "it only says where somebody spoke",
    _ON_THE_WAY: "it only says where somebody was going",
}
# "The Oslo accords", "8 a.m. Damascus time": named after the place, and not there.
_NAMED_AFTER = re.compile(
    r"(?:,\s\w+)?\s(?:(?:peace|nuclear|climate|ceasefire)\s)?"
    r"(?:accords?|agreements?|treaty|protocols?|conventions?|declaration|initiative|[Tt]ime\b(?!\s\w+ing))\b",
    re.IGNORECASE,
)
# "The Beirut daily An-Nahar": where a paper is from.
_PAPER = re.compile(r"\s(?:daily|newspaper|weekly|tabloid|broadcaster)\b")
# "Jabri, 15, was shot": people have an age.
_AGED = re.compile(r",\s(?:aged\s)?\d{1,2},\s")
_LED = re.compile(rf"\b(?:in|at|near|of|from|to|on|capital,){_THE}$", re.IGNORECASE)
# "A US soldier", "the Kosovo refugees": the country is an adjective of what follows. An abbreviation needs no article.
_ARTICLE = re.compile(r"\b(?:an?|the|another|several|any|two|three|four|five|six|\d+)\s$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2,3}|[A-Z]\.[A-Z]")
_TAKES_THE = re.compile(r"(?:s|Republic|Kingdom|Federation|Union|Congo|Gambia|Sudan|Ukraine|Lebanon|Vatican)$|\sof\s")
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
        if _acts(following) or _acts(following[1:]):
            yield "actor", "it stands inside the name of an organisation that acts"
        yield "context", "it stands inside the name of something else"
    if container:
        yield "context", f"it only says where {container} is"
    before = text[max(0, mention.start - 100) : mention.start]
    if aside := _aside(text, before, mention):
        yield "context", aside
    if place and place.kind == "country" and _names_border(text, mention):
        yield "context", "it only says which border is meant"
    spoken = _as_power(text, mention) or _as_government(text, mention, place) or _as_party(before, mention, place)
    if spoken:
        yield "actor", f"'{spoken}' speaks of people who act, not of a place"
    if anchor:
        yield "context", f"it only says where {anchor} is"
    if place and (owner := _as_owner(text, mention, place)):
        yield "context", owner
    yield "site", ""


def _aside(text: str, before: str, mention: Mention) -> str:
    """Why the words around any name say that what happened did not happen there, or ""."""
    from_there = _COMES_FROM.search(before) or _PERSON_FROM.search(before)
    if _ORIGIN.search(before) or (from_there and not _REMOVED.search(before)):
        return "it is named as an origin or for comparison"
    history = _HISTORY.search(before)
    if history and (history["year"] or _IN_A_YEAR.match(text, mention.end)):
        return "it is named for what happened there in the past"
    if _NAMED_AFTER.match(text, mention.end):
        return "something is named after it, wherever that is"
    if _PAPER.match(text, mention.end):
        return "it only says where a paper or a station is from"
    if _AGED.match(text, mention.end) and not _LED.search(before):
        return "it has an age, as people do"
    return next((why for pattern, why in _LED_UP_TO.items() if pattern.search(before)), "")


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
    also = _ALSO.match(text, mention.end) or _headline_list(text, mention)
    end = also.end() if also else mention.end
    after = _AFTER.match(text[end:][:80])
    before = _BEFORE.search(_ALSO_BEFORE.sub("", text[max(0, mention.start - 90) : mention.start]))
    possessive, following = (after[1] or "", after[2].split()) if after else ("", [])
    said = f"{mention.text}{possessive} {' '.join(following[:2])}"
    if possessive:
        return said if is_city and any(word.casefold() in words("government_nouns") for word in following) else ""
    last = before[1].split()[-1] if before else ""
    # "Agents in Muscat said": not Muscat, but somebody there.
    does = _acts(following) or _TRADE.match(text, end) or (last != "of" and _MEANS_TO.match(text, end))
    does = does or (not is_city and _DOES.match(text, end))
    is_subject = last.casefold() not in words("prepositions")
    if does and is_subject:
        return said
    clause = _clause_of_power(text, end, is_city=is_city, is_subject=is_subject)
    if clause:
        return f"{mention.text}{clause}"
    return f"{last} {mention.text}" if last.casefold() in words("acted_on") else ""


def _headline_list(text: str, mention: Mention) -> re.Match[str] | None:
    """What stands between a name in a title and the verb that it shares with others."""
    return None if "\n" in text[: mention.start] else _HEADLINE_ALSO.match(text, mention.end)


def _clause_of_power(text: str, end: int, *, is_city: bool, is_subject: bool) -> str:
    """The first words of a clause behind a name that has people who act for its subject, or ""."""
    if (is_subject and _WHO.match(text, end)) or (is_city and _RELATIVE.match(text, end)):
        return f", {text[end:].split()[1]}"
    clause = _CLAUSE.match(text, end)
    return ", which" if clause and _acts(text[clause.end() : clause.end() + 60].split()) else ""


def _as_party(before: str, mention: Mention, place: Place | None) -> str:
    """The words before it by which a place is one that rules, deals with others or is dealt with, or ""."""
    found = _RULE_OF.search(before)
    if not found and place and (place.kind == "country" or place.capital == "country"):
        agency = _AGENCY.search(before) if place.kind == "country" else None
        found = agency if agency and agency[1].casefold() in words("agencies") else None
        found = found or _RELATIONS.search(before) or _TOWARDS.search(before) or _TAKEN_FROM.search(before)
    return f"{' '.join(found[0].split())} {mention.text}" if found else ""


def _is_adjective(text: str, mention: Mention) -> bool:
    """Whether a country describes what follows ("a US soldier", "U.S. and British planes") and not its own parts."""
    people = _AND_PEOPLE.match(text, mention.end)
    if people and people["people"] in demonyms():
        return True
    article = _ARTICLE.search(text[max(0, mention.start - 12) : mention.start])
    short = _ABBREVIATION.fullmatch(mention.text)
    if not short and not (article and not (article[0].casefold() == "the " and _TAKES_THE.search(mention.text))):
        return False
    noun = _NOUN.match(text, mention.end)
    if not noun or noun["first"] in words("function_words") or noun["first"].endswith(("ly", "ed", "ing")):
        return False
    parts = words("admin_words") | words("facility_words") | words("city_parts") | words("country_parts")
    return not ({noun["first"], noun["second"]} & parts)


def _acts(following: list[str]) -> bool:
    """Whether a verb of speaking or acting follows, an adverb or auxiliary between them or not."""
    for word in following[:3]:
        if word.casefold() in words("speech_verbs"):
            return True
        if word.casefold() not in words("auxiliaries") and not word.casefold().endswith("ly"):
            return False
    return False


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
