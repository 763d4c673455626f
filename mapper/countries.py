"""Countries as somebody types them: by their codes or by their names."""

from gazetteer import Gazetteer

from .errors import InputError

__all__ = ["country_codes"]


def country_codes(option: str, typed: str, store: Gazetteer) -> frozenset[str]:
    """The ISO codes of "UA, Russia". Raises InputError, which names the option, for another name."""
    known = {place.country for place in store.countries()}
    words = filter(None, map(str.strip, typed.split(",")))
    return frozenset(_code(f"{option} {typed}", word, known, store) for word in words)


def _code(asked: str, word: str, known: set[str], store: Gazetteer) -> str:
    if word.upper() in known:
        return word.upper()
    named = {place.country: place.name for place in store.candidates(word) if place.kind == "country"}
    if len(named) == 1:
        return next(iter(named))
    if named:
        these = " or ".join(f"{code} ({name})" for code, name in sorted(named.items()))
        raise InputError(f"{asked}: {word} may be {these}; give the code")
    raise InputError(f"{asked}: no country has the code or the name {word}; give such as UA or Ukraine")
