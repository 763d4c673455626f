"""The list of names that must not be published: a file -> places, kinds, roles and names.

As TOML:

    places = ["geonames:698740", "Zamzam camp", "48.5956, 37.9999"]   # an id, a name, or a point
    kinds  = ["camp", "hospital"]     # kinds of the gazetteer, and words that stand in the names of such places
    roles  = ["actor"]                # mentions in these roles
    names  = ["Maria Petrenko"]       # any words at all

Any other file is plain lines: a place or name each, or "kind: camp", "role: actor", "place: …", "name: …". Lines that
begin with # are remarks, and so is what follows a # after a space.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gazetteer import BROAD

from ..errors import InputError
from ..read.sources import opened
from ..records import ROLES

__all__ = ["Withheld", "read_withheld"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The entries of a list of --withhold, as written; kinds and roles in small letters."""

    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.kinds or self.roles or self.names)

    def __or__(self, other: "Withheld") -> "Withheld":
        """Both lists as one."""
        both = {key: tuple(dict.fromkeys(getattr(self, key) + getattr(other, key))) for key in _KEYS}
        return Withheld(**both)


_KEYS = tuple(field.name for field in fields(Withheld))


def read_withheld(path: str) -> Withheld:
    """The list in a file; "-" is standard input. Raises InputError, for a list that is misread withholds nothing."""
    with opened(path) as stream:
        data = stream.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from None
    rows = _toml(path, text) if Path(path).suffix.lower() == ".toml" else _lines(path, text)
    found = Withheld(**{key: tuple(_checked(path, key, value) for value in values) for key, values in rows.items()})
    if not found:
        raise InputError(f"{path}: names nothing to withhold; a list has places, kinds, roles or names")
    return found


def _toml(path: str, text: str) -> dict[str, list[str]]:
    try:
        rows: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: is not TOML ({error}); see `mapper map --help`") from None
    for key, values in rows.items():
        if key not in _KEYS:
            raise InputError(f"{path}: {key!r} is no part of a list{_nearest(key, _KEYS)}")
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise InputError(f'{path}: {key} must be a list of texts, such as {key} = ["…"]')
    return rows


def _lines(path: str, text: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for number, whole in enumerate(text.splitlines(), 1):
        line = re.sub(r"(?:^|\s)#.*", "", whole)
        if not line.strip():
            continue
        key, colon, rest = (part.strip() for part in line.partition(":"))
        known = f"{key.lower().removesuffix('s')}s"
        if colon and known in _KEYS:
            if not rest:
                raise InputError(f"{path}:{number}: nothing stands behind the colon")
            rows.setdefault(known, []).append(rest)
        else:
            rows.setdefault("places", []).append(line.strip())
    return rows


def _checked(path: str, key: str, value: str) -> str:
    """One entry. Raises InputError where it would match everything, nothing, or a name of the map underneath."""
    text = " ".join(value.split())
    if not any(character.isalnum() for character in text):
        raise InputError(f"{path}: an entry of {key} is empty")
    if key == "kinds":
        text = text.lower().replace("_", " ")
        if text in BROAD:
            raise InputError(f"{path}: a {text} is drawn and named by the map itself and cannot be withheld")
    if key == "roles":
        text = text.lower()
        if text not in ROLES:
            raise InputError(f"{path}: {value!r} is no role{_nearest(text, ROLES)}")
    return text


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known)}"
