"""GeoNames' feature classes and codes -> our kinds, their radius, and their fame.

The codes: https://www.geonames.org/export/codes.html. A code that is not here counts as the longest beginning of it
that is: "STMIX" as "STM", and any other of class H as "H".
"""

from dataclasses import dataclass
from functools import cache

from .place import Kind

__all__ = ["CLASSES", "Feature", "feature_of"]

CLASSES = "AHLPRSTUV"


@dataclass(frozen=True, slots=True)
class Feature:
    """The meaning of a feature code for a place.

    precision_km  radius within which such a thing lies around its point; a town's follows from its people instead
    fame          as in entries.Entry
    """

    kind: Kind
    precision_km: float
    fame: float = 0.0


_FEATURES: dict[str, Feature] = {
    "A": Feature("area", 20, -30),
    "A.ADM1": Feature("region", 80), "A.ADM1H": Feature("area", 80, -35),
    "A.ADM2": Feature("district", 25), "A.ADM2H": Feature("district", 25, -5),
    "A.ADM3": Feature("district", 12, -3), "A.ADM4": Feature("district", 6, -5), "A.ADM5": Feature("district", 4, -6),
    "A.ADMD": Feature("district", 20, -3),
    "A.PCL": Feature("country", 300), "A.PCLH": Feature("area", 300, -30), "A.TERR": Feature("area", 100, -10),
    "H": Feature("area", 5, -50),
    "H.OCN": Feature("sea", 3000, 12), "H.SEA": Feature("sea", 250), "H.GULF": Feature("sea", 120, -4),
    "H.BAY": Feature("sea", 10, -30), "H.BGHT": Feature("sea", 30, -25), "H.COVE": Feature("sea", 2, -45),
    "H.FJD": Feature("sea", 15, -25), "H.INLT": Feature("sea", 5, -35), "H.SD": Feature("sea", 20, -25),
    "H.STRT": Feature("strait", 20, -8), "H.CHN": Feature("strait", 10, -40), "H.NRWS": Feature("strait", 5, -30),
    "H.CNL": Feature("river", 15, -28), "H.STM": Feature("river", 20, -26), "H.STMX": Feature("river", 10, -35),
    "H.DTCH": Feature("river", 5, -45), "H.WAD": Feature("river", 20, -30), "H.FLLS": Feature("river", 1, -25),
    "H.RPDS": Feature("river", 1, -35), "H.LK": Feature("lake", 5, -26), "H.LGN": Feature("lake", 5, -30),
    "H.PND": Feature("lake", 1, -44), "H.RSV": Feature("lake", 5, -28), "H.HBR": Feature("facility", 2, -25),
    "H.DCK": Feature("facility", 1, -40), "H.WLL": Feature("area", 1, -62),
    "L": Feature("area", 10, -48),
    "L.CONT": Feature("continent", 3500), "L.RGN": Feature("area", 100, -25), "L.RGNE": Feature("area", 50, -30),
    "L.AREA": Feature("area", 10, -45), "L.CST": Feature("area", 40, -30), "L.MILB": Feature("facility", 3, -14),
    "L.NVB": Feature("facility", 3, -14), "L.PRT": Feature("facility", 2, -14), "L.OILF": Feature("facility", 5, -25),
    "L.GASF": Feature("facility", 5, -25), "L.INDS": Feature("facility", 2, -30), "L.LCTY": Feature("area", 2, -55),
    "L.RESN": Feature("area", 5, -50), "L.PRK": Feature("area", 5, -45), "L.BTL": Feature("area", 2, -35),
    "P": Feature("village", 1),
    "P.PPLX": Feature("neighbourhood", 1.5, -24), "P.PPLQ": Feature("village", 1, -8),
    "P.PPLW": Feature("village", 1, -6), "P.PPLH": Feature("village", 1, -10), "P.STLMT": Feature("village", 1, 6),
    "R": Feature("facility", 5, -50),
    "S": Feature("facility", 1, -44),
    "S.AIR": Feature("facility", 2, -12), "S.AIRB": Feature("facility", 3, -6), "S.AIRP": Feature("facility", 3, -4),
    "S.AIRQ": Feature("facility", 2, -35), "S.AIRF": Feature("facility", 2, -20), "S.DAM": Feature("facility", 1, -12),
    "S.BDG": Feature("facility", 1, -34), "S.CMP": Feature("camp", 2, -30), "S.CMPRF": Feature("camp", 2, -4),
    "S.PSTB": Feature("border_crossing", 1, -14), "S.PSTC": Feature("border_crossing", 1, -20),
    "S.FT": Feature("facility", 1, -30), "S.HSP": Feature("facility", 1, -26), "S.INSM": Feature("facility", 2, -18),
    "S.MN": Feature("facility", 2, -30), "S.NUC": Feature("facility", 2, -2), "S.OILR": Feature("facility", 2, -10),
    "S.PRN": Feature("facility", 1, -22), "S.PS": Feature("facility", 1, -12), "S.PSN": Feature("facility", 2),
    "S.RSTN": Feature("facility", 1, -38), "S.UNIV": Feature("facility", 1, -28),
    "T": Feature("area", 5, -48),
    "T.ATOL": Feature("island", 8, -20), "T.CAPE": Feature("area", 2, -42), "T.DSRT": Feature("area", 100, -14),
    "T.HLL": Feature("mountain", 2, -42), "T.ISL": Feature("island", 6, -24), "T.ISLS": Feature("island", 30, -20),
    "T.ISLET": Feature("island", 1, -42), "T.MT": Feature("mountain", 3, -34), "T.MTS": Feature("mountain", 40, -22),
    "T.PASS": Feature("mountain", 2, -32), "T.PEN": Feature("area", 30, -25), "T.PK": Feature("mountain", 3, -34),
    "T.PLAT": Feature("area", 50, -30), "T.PLN": Feature("area", 50, -30), "T.RDGE": Feature("mountain", 10, -40),
    "T.RK": Feature("island", 1, -46), "T.VAL": Feature("area", 15, -40), "T.VALS": Feature("area", 30, -40),
    "T.VLC": Feature("mountain", 4, -22),
    "U": Feature("sea", 40, -45),
    "V": Feature("area", 8, -50),
}  # fmt: skip
_UNKNOWN = Feature("area", 10, -50)


@cache
def feature_of(feature_class: str, code: str) -> Feature:
    """The meaning of a code; an area where both parts are empty. Raises ValueError for an unknown class."""
    if not feature_class:
        return _UNKNOWN
    if feature_class not in _FEATURES:
        raise ValueError(f"the feature class {feature_class!r} does not exist")
    full = f"{feature_class}.{code}"
    known = (full[:end] for end in range(len(full), 1, -1))
    return next((_FEATURES[name] for name in known if name in _FEATURES), _FEATURES[feature_class])
