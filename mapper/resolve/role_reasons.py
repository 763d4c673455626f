"""Reasons for roles: the rule, or else the sign, that weighed most."""

from collections.abc import Mapping, Sequence

from ..reason import Reason, reason
from ..records import Role
from .rules import Hit

__all__ = ["why"]

_LEAST = 0.15
# What signs that begin so say of a mention of each role.
_SAID_OF: Mapping[Role, Mapping[str, str]] = {
    "site": {
        "network": "sign_network_site", "same place": "sign_same_place", "same country": "sign_same_country",
    },
    "actor": {
        "network": "sign_network_actor", "no event": "sign_no_event", "no rule": "sign_no_event",
        "is country": "sign_no_event", "begins": "sign_begins", "led by": "sign_dealt_with",
    },
    "context": {
        "network": "sign_network_context", "no event": "sign_no_event", "is country": "sign_no_event",
        "unreal": "sign_unreal", "past": "sign_past", "year": "sign_past", "dated": "sign_past",
        "earlier year": "sign_past", "speech": "sign_speech", "clause": "sign_in_passing", "led by": "sign_in_passing",
    },
}  # fmt: skip


def why(role: Role, hits: Sequence[Hit], told: Mapping[str, float]) -> Reason | None:
    """The reason, or None where nothing stands out.

    hits  the rules that speak of the mention
    told  sign -> by how much it speaks for the role
    """
    # A rule says more to a reader than a sign does.
    rules = {hit.why: told.get(f"rule {hit.rule}", 0.0) for hit in hits if hit.role == role}
    signs: dict[Reason, float] = {}
    for sign, weight in told.items():
        if weight > _LEAST and (key := _key(role, sign)):
            signs[reason(key)] = signs.get(reason(key), 0.0) + weight
    found = {one: weight for one, weight in rules.items() if weight > 0} or signs
    return max(found, key=lambda one: found[one]) if found else None


def _key(role: Role, sign: str) -> str:
    if role == "site" and sign.startswith("event "):
        return f"sign_event_{next(word for word in sign.split() if word not in ('event', 'near'))}"
    return next((key for start, key in _SAID_OF[role].items() if sign.startswith(start)), "")
