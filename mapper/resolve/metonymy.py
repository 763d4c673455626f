"""Metonymy: a place that stands for those who rule there or for their soldiers: "Tehran said", "US forces"."""

import re

from ..lexicon import one_of, word_list
from ..reading.reading import Reading
from ..records import Mention
from .rules import NAME, Named, Rule

__all__ = ["METONYMY", "acts"]

_AFTER = re.compile(r"^(['’]s?\b)?((?:[\s-]+[\w’'-]+){0,4})")
# From the beginning of a word on: a match that begins within one is none, and would be looked for at each letter.
_BEFORE = re.compile(r"(?<![\w’'-])((?:[\w’'-]+\s+){1,3})(?:the\s+)?$")
# "Paris, which withdrew its soldiers": the clause has the government for its subject, unless it says where or when.
_RELATIVE = re.compile(r", (?:which|whose)\s+(?!is\b|was\b|has been\b|lies\b|sits\b|stands\b|had been\b)")
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
_HEADLINE_ALSO = re.compile(rf"(?:, {NAME}){{1,2}}(?=\s(?-i:[a-z]))")
_TRADE = re.compile(r"\strade[sd]? (?:\w+ )?(?:fire|strikes|blows|blame|barbs|threats|accusations|shells)\b")
# "Abidjan denied it": what no town can do is done by those who rule there.
_SPEAKS = re.compile(rf"\s(?:has |had )?{one_of('sayings')}\b")
# "Tehran was silent", "Moscow remains defiant": so are people; a city is quiet or calm.
_FEELS = re.compile(
    r"\s(?:is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?|kept|keeps|seem(?:s|ed)?|appear(?:s|ed)?|sound(?:s|ed)|grew|"
    r"(?:has|had)\s(?:so\sfar\s)?(?:been|kept|stayed|remained))\s(?:\w+ly\s|still\s|so\sfar\s)?(?P<how>[a-z-]+)\b"
)
# "The AES states - Mali, Niger and Burkina Faso - left it".
_DASH = re.compile(r"\s[-–—](?=\s[a-z])")
# "Jordan, Iraq and Turkey sent aid": the verb has all of them for its subject.
_ALSO = re.compile(rf"(?:, {NAME}){{0,4}},? and (?:the )?{NAME}")
# "Asked Berlin and London for help": both were asked.
_ALSO_BEFORE = re.compile(rf"(?:{NAME}, ){{0,4}}{NAME},? and (?:the )?$")
# A country with a verb right behind it is its government: "Israel captured", "Chad is building".
_DOES = re.compile(
    r"\s(?:(?:has|have|had|then|later|also)\s)?(?!based|backed|led|controlled|occupied|need)\w{2,}ed\b|\sis\s\w+ing\b"
)
_NEXT_WORDS = re.compile(r"(?:['’]s?)?(?:[ -][\w-]+){1,3}")
_AGENCY = re.compile(r"\b([A-Z]{3,6})\s+$")


def _forces(reading: Reading, named: Named) -> str:
    """The words by which any place stands for its people in arms or in office ("US forces", "Jaffna Mayor"), or ""."""
    mention = named.mention
    found = _NEXT_WORDS.match(reading.text, mention.end)
    following = found[0].split() if found else []
    for at, word in enumerate(following):
        # "Sanga local government area" is a place.
        area = following[at + 1 : at + 2] in (["area"], ["areas"])
        if word.casefold() in word_list("powers") and not area:
            return " ".join([mention.text, *following[: at + 1]])
        if word.casefold() not in word_list("power_modifiers"):
            break
    return ""


def _government(reading: Reading, named: Named) -> str:
    """The words by which a country or city stands for those who govern it, or ""."""
    mention, is_city = named.mention, named.is_capital
    words_before = reading.before(mention.start, 90)
    before = _BEFORE.search(
        _last_words(_ALSO_BEFORE.sub("", words_before) if " and " in words_before else words_before)
    )
    last = before[1].split()[-1] if before else ""
    # "Agents in Muscat said": not Muscat, but somebody there.
    is_subject = last.casefold() not in word_list("prepositions")
    if not is_city and not named.is_country:
        is_town = named.place is not None and named.place.kind == "city"
        speaks = _SPEAKS.match(reading.text, mention.end) if is_subject and is_town else None
        return f"{mention.text}{speaks[0]}" if speaks else ""
    end = _end_of_list(reading, mention)
    after = _AFTER.match(reading.after(end, 80))
    possessive, following = (after[1] or "", after[2].split()) if after else ("", [])
    said = f"{mention.text}{possessive} {' '.join(following[:2])}"
    if possessive:
        return said if is_city and any(word.casefold() in word_list("government_nouns") for word in following) else ""
    does = acts(following) or _TRADE.match(reading.text, end) or (last != "of" and _MEANS_TO.match(reading.text, end))
    if is_subject and (does or (not is_city and _DOES.match(reading.text, end))):
        return said
    feels = _FEELS.match(reading.text, end) if is_subject and last != "of" else None
    if feels and feels["how"] in word_list("attitudes"):
        return f"{mention.text}{feels[0]}"
    if clause := _clause_of_power(reading, end, is_city=is_city, is_subject=is_subject):
        return f"{mention.text}{clause}"
    return f"{last} {mention.text}" if last.casefold() in word_list("acted_on") else ""


def _last_words(before: str) -> str:
    """The end of the words before a name: three words and an article, which is all that _BEFORE reads."""
    space = " " if before[-1:].isspace() else ""
    return " ".join(before.rsplit(maxsplit=4)[-4:]) + space


def _end_of_list(reading: Reading, mention: Mention) -> int:
    """The end of the list of names that share a verb with this one; its own end, if it is alone or last."""
    text = reading.text
    in_title = reading.is_first_line(mention.start)
    also = _ALSO.match(text, mention.end) or (_HEADLINE_ALSO.match(text, mention.end) if in_title else None)
    end = also.end() if also else mention.end
    dash = _DASH.match(text, end)
    return dash.end() if dash else end


def _clause_of_power(reading: Reading, end: int, *, is_city: bool, is_subject: bool) -> str:
    """The first words of a clause behind a name that has people who act for its subject, or ""."""
    if (is_subject and _WHO.match(reading.text, end)) or (is_city and _RELATIVE.match(reading.text, end)):
        return f", {reading.after(end, 20).split()[1]}"
    clause = _CLAUSE.match(reading.text, end)
    return ", which" if clause and acts(reading.after(clause.end(), 60).split()) else ""


def _agency(reading: Reading, named: Named) -> str:
    found = _AGENCY.search(reading.before(named.mention.start, 100))
    return f"{found[1]} {named.mention.text}" if found and found[1].casefold() in word_list("agencies") else ""


def acts(following: list[str]) -> bool:
    """True where a verb of speaking or acting follows, an adverb or auxiliary between them or not."""
    for word in following[:3]:
        if word.casefold() in word_list("sayings", "government_verbs"):
            return True
        if word.casefold() not in word_list("auxiliaries") and not word.casefold().endswith("ly"):
            return False
    return False


METONYMY = (
    Rule(name="forces", role="actor", example="[US] forces left {Mosul}.", finds=_forces, about="words"),
    Rule(
        name="government", role="actor", example="[Tehran] said that it would answer.", about="words",
        finds=_government,
    ),
    Rule(
        name="party", role="actor", example="Crowds in {Amman} cheered the king of [Jordan].", about="words",
        led="of to with by", before=r"""
            \b (?: (?:governments?|administration|authorities|parliament|army|rebels|president|king|queen|emir
            |prime\ minister|ambassador)\sof | loyal\ to | allied\ (?:with|to) | backed\ by | backing\ of )""",
    ),
    Rule(
        name="party", role="actor", example="The ill fill every ward, wrote WHO [Yemen].", of="country", finds=_agency,
        about="words",
    ),
    Rule(
        name="party", role="actor", example="The talks between {Egypt} and [Sudan] ended.", of="seat", about="words",
        led="between and", before=rf"""
            \b (?:talks|ties|relations|tensions?|wars?|agreement|treaty|rivalry|cooperation|dispute) \s between
            (?:\s+(?:the\s+)?{NAME}\sand)?""",
    ),
    Rule(
        name="party", role="actor", example="New sanctions against [Syria] were debated.", of="seat", about="words",
        led="against on to", before=r"""
            \b (?: (?:sanctions|resolutions?|embargo|threats?)\s(?:against|on)
            | (?:ambassador|envoy|exports?|arms\ sales)\ to )""",
    ),
    Rule(
        name="party", role="actor", example="Shells hit {Kyiv}; Tehran had sold more drones to [Moscow].", of="seat",
        led="to", before=r"""
            \b (?: s[eo]l(?:d|ls?|ling) | suppl(?:y|ies|ied|ying) | deliver(?:s|ed|ing)? | transferr?(?:s|ed|ing)?
            | g[ai]ve[sn]? | sent | export(?:s|ed|ing)? ) \b [^.,;]{0,50}
            \b (?: (?:weapon|drone|missile|rocket|tank|shell|munition|jet|warplane|rifle)s? | arms | ammunition )
            \s to""",
        about="words",
    ),
    Rule(
        name="party", role="actor", example="The army captured two islands from [Jordan].", of="seat", about="words",
        led="from", before=r"""
            \b (?:captured?|captur(?:es|ing)|seiz(?:ed?|es|ing)|won|annex(?:ed)?|conquered|wrested) \b
            [^.,;]{1,70} \s from""",
    ),
)  # fmt: skip
"""The place stands for people who act, rule, or are dealt with."""
