"""Why a mention has its role, in one clause of plain English, from the sign that weighed most."""

from collections.abc import Mapping, Sequence

from ..records import Role
from .roles import Hit

__all__ = ["why"]

_LEAST = 0.15
_TELLS = {
    "strike": "an air strike", "shelling": "shelling", "fighting": "fighting", "explosion": "an explosion",
    "shooting": "shooting", "killing": "people hurt or killed", "abduction": "an abduction", "arrest": "an arrest",
    "protest": "a protest", "displacement": "people who fled", "aid": "aid", "talks": "talks",
    "statement": "a statement", "movement": "forces or people that move", "damage": "damage", "disaster": "a disaster",
}  # fmt: skip
_SAID_OF: Mapping[Role, Mapping[str, str]] = {
    "site": {
        "network": "the network reads the sentence so",
        "same place": "another mention of it says that it happened there",
        "same country": "it happened at a place in it",
    },
    "actor": {
        "network": "the network reads it as one who acts",
        "no event": "nothing near it tells of an event there",
        "no rule": "nothing near it tells of an event there",
        "is country": "nothing near it tells of an event there",
        "begins": "the sentence begins with it, as with one who acts",
        "led by": "it is named as one who is dealt with",
    },
    "context": {
        "network": "the network reads it as background",
        "no event": "nothing near it tells of an event there",
        "is country": "nothing near it tells of an event there",
        "unreal": "what is told of it is not said to have happened",
        "past": "what is told of it is past",
        "year": "what is told of it is past",
        "speech": "it only says where somebody spoke",
        "clause": "it is named in passing",
        "led by": "it is named in passing",
    },
}


def why(role: Role, hits: Sequence[Hit], told: Mapping[str, float]) -> str:
    """The clause, or "".

    hits  the rules that speak of the mention
    told  sign -> by how much it speaks for the role
    """
    # A rule says more to a reader than a sign does.
    rules = {hit.why: told.get(f"rule {hit.rule}", 0.0) for hit in hits if hit.role == role}
    spoken: dict[str, float] = {}
    for sign, weight in told.items():
        if weight > _LEAST and (clause := _clause(role, sign)):
            spoken[clause] = spoken.get(clause, 0.0) + weight
    found = {clause: weight for clause, weight in rules.items() if weight > 0} or spoken
    return max(found, key=lambda clause: found[clause]) if found else ""


def _clause(role: Role, sign: str) -> str:
    if role == "site" and sign.startswith("event "):
        kind = next((word for word in sign.split() if word in _TELLS), "")
        return f"words near it tell of {_TELLS[kind]}" if kind else ""
    return next((clause for start, clause in _SAID_OF[role].items() if sign.startswith(start)), "")
