"""Confirmed: that an editor has decided about a mention, and not the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import RecordError

__all__ = ["Confirmed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A decision of an editor about one mention.

    place, role  what of it: the place (also that there is none), the role
    by, at, why  who, when (ISO 8601) and why; "" where that was not said
    """

    place: bool = False
    role: bool = False
    by: str = ""
    at: str = ""
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The fields that say something."""
        fields = {"place": self.place, "role": self.role, "by": self.by, "at": self.at, "why": self.why}
        return {key: value for key, value in fields.items() if value}

    @classmethod
    def from_dict(cls, data: Any) -> "Confirmed":
        """The reverse of to_dict. Raises RecordError."""
        if not isinstance(data, Mapping):
            raise RecordError(f"'confirmed' must be an object, not {type(data).__name__}")
        words = {key: data.get(key) or "" for key in ("by", "at", "why")}
        if wrong := next((key for key, value in words.items() if not isinstance(value, str)), None):
            raise RecordError(f"{wrong!r} must be a string")
        return cls(place=bool(data.get("place")), role=bool(data.get("role")), **words)

    @property
    def what(self) -> str:
        """Place, role, or both, in words."""
        return " and ".join(name for name, said in (("place", self.place), ("role", self.role)) if said)
