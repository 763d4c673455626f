"""The words by which a text says that a name is one: between a kind and its name, around and behind them."""

import re

__all__ = [
    "AND",
    "BESIDE_CALLS",
    "CALLS",
    "COPULAS",
    "DETERMINERS",
    "GOES_ON",
    "LINKS",
    "NUMBERED",
    "NUMERALS",
    "OF",
    "OF_CAMPS",
    "ONES",
    "ORDINAL",
]

LINKS = frozenset({
    "of", "the", "in", "at", "de", "du", "des", "del", "la", "le", "el", "las", "los", "les", "l", "d", "para", "por",
    "беженцев", "біженців", "переселенцев", "переселенців", "для", "refugiados", "réfugiés",
})  # fmt: skip
OF = frozenset({"of", "at", "in"})
OF_CAMPS = frozenset({"of", "at"})  # of these "of" tells the name ("the camp of Nduta"), of others the town
# What says a name outright, and the words beside it: "hospital, known locally as".
CALLS = frozenset({
    "named", "called", "nicknamed", "dubbed", "known", "call", "calls", "name", "names", "namely", "so-called",
    "like", "such", "including", "after", "імені", "ім", "им", "im", "имени", "назвою", "названием", "llamado",
    "llamada",
    "nommé", "nommée", "appelé", "appelée", "namens", "baptisé", "denominado",
})  # fmt: skip
BESIDE_CALLS = frozenset({
    "as", "locally", "also", "simply", "better", "officially", "formerly", "now", "then", "informally", "is", "was",
    "are", "were", "it", "its", "popularly", "by", "locals", "residents", "they", "people", "many", "we", "with",
    "under", "which", "that", "has", "been", "to", "під", "под", "в", "comme", "с",
})  # fmt: skip
ONES = frozenset({"one", "ones", "another", "others"})
DETERMINERS = frozenset(
    {"a", "an", "the", "another", "one", "its", "this", "that", "un", "une", "una", "la", "le", "el"}
)
COPULAS = frozenset({"is", "was", "are", "were", "became", "remains", "being"})
# What may follow the word of a kind that is said of a name; not "the hospital director".
GOES_ON = frozenset({
    "in", "at", "near", "on", "of", "for", "with", "that", "which", "where", "who", "run", "runs", "is", "was", "are",
    "were", "has", "had", "have", "serving", "built", "outside", "inside", "beside", "behind", "north", "south", "east",
    "west", "and", "but", "while", "when", "by", "to", "from", "known", "called", "named", "set",
})  # fmt: skip
NUMBERED = re.compile(r"(?:no|nos|nr|n|num|number|numbers|№|n[°ºo]|#)\.?", re.IGNORECASE)
NUMERALS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
})  # fmt: skip
ORDINAL = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth",
    re.IGNORECASE,
)
AND = frozenset(
    {"and", "or", "&", "і", "й", "та", "и", "или", "або", "y", "e", "et", "ou", "und", "و", "sowie", "plus"}
)
