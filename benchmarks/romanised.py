"""How often a name in another romanisation is found near the story, and how often another place is taken for it.

    python benchmarks/romanised.py [--misses]

Names of the gazetteer, drawn from countries at war, are spelled by other systems (the rules below, one to three of them
at random, and for Ukraine the Russian form), and asked within 150 km of a town some 60 km off. What is found exactly is
no case.
"""

import argparse
import random
import re
from collections.abc import Iterator

from gazetteer import Gazetteer, Place, distance_km, fold

_COUNTRIES = ("AF", "BF", "CD", "ET", "IQ", "IR", "LB", "ML", "MM", "NE", "PK", "PS", "SD", "SO", "SY", "UA", "YE")
_EACH = 40
_KM, _AWAY_KM = 150.0, 60.0
_SYSTEMS = tuple((re.compile(pattern), other) for pattern, other in (
    (r"q", "k"), (r"kh", "h"), (r"gh", "g"), (r"ou", "u"), (r"(?<![aeiou])u(?![aeiou])", "ou"),
    (r"i(?=[^aeiou]*$)", "ee"),
    (r"(?<=[aeiou])w(?=[aeiou])", "v"), (r"ay", "ai"), (r"ai", "ei"), (r"([bdfgklmnprstz])\1", r"\1"), (r"ah\b", "a"),
    (r"a\b", "ah"), (r"^al[ -]", "el-"), (r"^al[ -]", ""),
    (r"^(?!al )(\w+) (?!al |i |e )", r"\1"), (r"dh", "d"), (r"th", "t"), (r"aw", "au"),
    (r"iy", "i"), (r"yi", "i"), (r"e(?=[^aeiou]+[aeiou])", "i"), (r"o(?=[^aeiou]+$)", "u"), (r"shaykh", "sheikh"),
    (r"(?<=[^aeiou])ia", "iya"), (r"ivka\b", "ovka"), (r"iv\b", "ov"), (r"hp", "ph"),
    (r"ht", "th"), (r"hk", "kh"), (r"zh", "j"), (r"dj", "j"), (r"j", "dj"), (r"tch", "ch"), (r"oo", "u"),
))  # fmt: skip


def main() -> None:
    """Draw, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    found = wrong = 0
    with Gazetteer.open() as store:
        cases = list(_cases(store))
        for asked, place, point in cases:
            alike = store.alike(asked, [point], _KM)
            first = alike[0] if alike else None
            # Which of its namesakes a name means is no matter of spelling.
            right = any(p.id == place.id or _is_near(p, place) for p in alike if fold(p.name) == fold(alike[0].name))
            found += right
            wrong += first is not None and not right
            if misses and not right:
                print(f"{asked!r} for {place.name} ({place.country}): {first.name if first else None}")
    print(f"other romanisations near the story, of {len(cases)}: found {found / len(cases):.1%} (>= 90 %),", end=" ")
    print(f"another place taken {wrong / len(cases):.1%} (<= 3 %)")


def _cases(store: Gazetteer) -> Iterator[tuple[str, Place, tuple[float, float]]]:
    rng = random.Random(22)  # noqa: S311 -- repeatable, not secret
    for country in _COUNTRIES:
        towns = [p for p in _places(store, country, rng) if p.population]
        made = 0
        for place in _places(store, country, rng):
            asked = _respelled(fold(place.name), rng)
            near = [
                t for t in towns if distance_km(place.lat, place.lon, t.lat, t.lon) <= _AWAY_KM and t.id != place.id
            ]
            if made < _EACH and near and asked and not _known(store, asked, place):
                made += 1
                yield asked, place, (near[0].lat, near[0].lon)


def _places(store: Gazetteer, country: str, rng: random.Random) -> list[Place]:
    """Towns and villages around the larger towns of a country, in no order."""
    middle = next(p for p in store.countries() if p.country == country)
    large = [p for p in store.near(middle.lat, middle.lon, middle.precision_km, 300) if p.country == country]
    around = {
        p.id: p
        for town in rng.sample(large, min(12, len(large)))
        for p in store.near(town.lat, town.lon, 40.0, 400)
        if p.country == country and p.kind in ("city", "village")
    }
    found = list(around.values())
    rng.shuffle(found)
    return found


def _respelled(folded: str, rng: random.Random) -> str:
    """The name by one to three rules of other systems that change it, "" where none does or it is too short."""
    if len(folded) < 5:
        return ""
    name = folded
    rules = [rule for rule in _SYSTEMS if rule[0].search(name)]
    for pattern, other in rng.sample(rules, min(len(rules), rng.randint(1, 3))):
        name = pattern.sub(other, name, count=1)
    return name if fold(name) != folded else ""


def _known(store: Gazetteer, asked: str, place: Place) -> bool:
    """True where the spelling is a name in the gazetteer already, near there."""
    return any(distance_km(p.lat, p.lon, place.lat, place.lon) <= 2 * _KM for p in store.candidates(asked, 500))


def _is_near(one: Place, other: Place) -> bool:
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= 5.0


if __name__ == "__main__":
    main()
