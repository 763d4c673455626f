"""The weights of the evidence and of the confidence (weights.json), as training/resolver.py learned them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Weights", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights, in natural-log units; a piece or sign without one counts nothing.

    evidence    by the names of evidence.EVIDENCE: what speaks for a candidate
    confidence  by the names of confidence.SIGNS: what speaks for the choice
    """

    evidence: Mapping[str, float]
    confidence: Mapping[str, float]


@cache
def shipped() -> Weights:
    """The weights in the package."""
    held = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return Weights(evidence=held["evidence"], confidence=held["confidence"])
