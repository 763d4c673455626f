"""Words for kinds of places that may have to be kept back, in the languages of the page, and names without them."""

import re
from functools import cache

from gazetteer import fold

from ..lexicon import demonyms, word_list

__all__ = ["BESIDES", "is_common", "is_no_name", "kind_pattern", "without_kind"]

# What the press calls a place of such a kind.
_SAID = {
    "hospital": (
        r"(?:poly|poli)?clinics?", "infirmar(?:y|ies)", "dispensar(?:y|ies)", "hospices?", r"sanatoriums?", "sanatoria",
        r"maternity\s+(?:ward|home)s?", r"medical\s+(?:cent(?:er|re)|complex|compound|point|post)(?:e?s)?",
        r"health\s+(?:cent(?:er|re)|post)s?", r"(?:trauma|surgical|burns)\s+cent(?:er|re)s?",
        "hospital(?:s|es|is|ier)?", r"h[ôo]pital", r"h[ôo]pitaux", r"cliniques?", r"cl[íi]nicas?", r"policl[íi]nicas?",
        r"sanatorios?", r"\w*krankenh(?:aus|auses|äuser|äusern)", r"\w*klinik(?:en|um|ums)?", r"\w*lazarett\w{0,2}",
        r"(?:псих|во[єе]н)?г[оі]спітал\w{0,3}", r"лікар(?:н\w{1,4}|ень)", r"клінік\w{0,3}", r"поліклінік\w{0,3}",
        r"пологов\w{2,3}\s+будин\w{1,4}", r"(?:псих)?больни[цч]\w{0,3}", r"госпитал\w{0,3}", r"клиник\w{0,3}",
        r"поликлиник\w{0,3}", r"роддом\w{0,3}", r"(?:ال|لل|بال|وال)?مستشف\w{1,4}", r"(?:ال|لل)?مستوصف\w{0,3}",
        r"(?:ال|لل)?عياد\w{1,3}",
    ),
    "camp": (
        "camps?", r"campamentos?", r"campos?\s+de\s+refugiados", r"tent\s+(?:city|cities)",
        r"(?:displacement|idp|displaced\s+(?:persons|people)['’]?s?['’]?)\s+(?:sites?|camps?)",
        r"sites?\s+for\s+(?:the\s+)?displaced(?:\s+(?:people|persons))?", r"protection\s+of\s+civilians\s+sites?",
        r"refugee\s+(?:settlement|complex)(?:e?s)?", r"\w*flüchtlingslager[ns]?", r"табор\w{0,3}", r"таб[оі]р",
        r"лагер\w{0,3}", r"(?:ال|لل|بال|وال)?مخيم\w{0,3}",
    ),
    "shelter": (
        "shelters?", r"safe\s?houses?", "refuges?", "orphanages?", r"refugios?", r"albergues?", r"orfanatos?",
        r"orphelinats?", r"frauenh(?:aus|äuser)", r"притул\w{1,4}", r"шелтер\w{0,3}", r"приют\w{0,3}",
        r"убежищ\w{1,3}", r"сховищ\w{1,3}",
        r"(?:ال)?ملج[أا]", r"(?:ال)?مأوى", r"(?:دار|ال)?ال?أيتام",
    ),
    "school": (
        "schools?", "kindergartens?", "nurser(?:y|ies)", "escuelas?", "écoles?", r"школ\w{0,3}", r"(?:ال)?مدرس\w{1,3}",
    ),
}  # fmt: skip
BESIDES = frozenset(
    fold(word)
    for word in (
        "refugee", "refugees", "displacement", "displaced", "idp", "idps", "transit", "field", "military", "detention",
        "internment", "filtration", "training", "children's", "women's", "men's", "people", "people's", "persons",
        "maternity", "general", "central", "regional", "district", "city", "town", "village", "teaching", "university",
        "psychiatric", "civilian", "public", "private", "state", "national", "municipal", "clinical",
        "republican", "homeless", "animal", "bomb", "raid", "air-raid", "makeshift", "temporary", "underground",
        "mobile", "migrant", "migrants", "concentration", "prison", "labour", "labor", "night", "emergency",
    )
)  # fmt: skip
"""What stands between a name and the word of its kind, folded: "Okhmatdyt children's hospital"."""
# Adverbs at the head of a sentence: "Meanwhile, the hospital …".
_BEGINS = frozenset({
    "meanwhile", "however", "nearby", "inside", "outside", "then", "here", "there", "instead", "elsewhere", "again",
    "finally", "initially", "recently", "previously", "afterwards", "separately", "overnight", "locally", "nobody",
    "everybody", "what", "who", "yes", "no", "overall", "worse", "tonight", "nowadays", "indeed", "perhaps", "clearly",
})  # fmt: skip
_IN = re.compile(r"\s(?:in|of|at)\s.*|^(?:in|of|at)\s", re.IGNORECASE)


def kind_pattern(kind: str) -> re.Pattern[str]:
    """The pattern of the words for a kind of place; a kind that is not ours is matched by its own word."""
    said = _SAID.get(kind) or (rf"{re.escape(kind)}(?:e?s)?".replace(r"\ ", r"\s+"),)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(said)})(?![^\W_])", re.IGNORECASE)


def without_kind(name: str, pattern: re.Pattern[str]) -> str:
    """A name without the word of its kind and what stands beside it: "Al-Shifa" of "Al-Shifa General Hospital"."""
    parts = _IN.sub(" ", pattern.sub(" ", name)).split()
    return " ".join(part for part in parts if fold(part) not in BESIDES).strip(" -–'’")


def is_common(name: str) -> bool:
    """True where a name is a word of the language, a people's, or none at all."""
    return is_no_name(name) or fold(name) in word_list("common_words")


def is_no_name(name: str) -> bool:
    """True where a word names no place, whatever its capital: a day's, a people's, or one that begins a sentence."""
    folded = fold(name)
    return len(folded) < 2 or folded in word_list("months_days", "function_words") or folded in _peoples() | _BEGINS


@cache
def _peoples() -> frozenset[str]:
    return frozenset(map(fold, demonyms()))
