"""Options of the publication policy, the profiles that set them, and the report on what was kept back."""

import datetime as dt
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import click

from gazetteer import Gazetteer

from ...errors import InputError
from ...protect.coarsen import coarsening
from ...protect.publication import Counts, PublicationPolicy, Publisher
from ...protect.withhold import Withheld, read_withheld
from ...provenance import without_paths
from ...records import ROLES, LocatedArticle, Role
from .gathered import gathered

__all__ = ["PROFILES", "Publication", "PublicationOptions", "publishing"]

_SHELTERED = Withheld(kinds=("camp", "hospital", "shelter"))
PROFILES: Mapping[str, PublicationPolicy] = {
    "public": PublicationPolicy(delay=dt.timedelta(hours=48), coarsen=10.0, withhold=_SHELTERED),
    "education": PublicationPolicy(delay=dt.timedelta(days=14), coarsen="district", withhold=_SHELTERED),
    "internal": PublicationPolicy(internal=True),
}
"""For anybody; for a class, where nothing is urgent; and for the desk, whose page says that it is not for others."""

_log = logging.getLogger(__name__)
_HOURS = {"h": 1, "d": 24, "w": 168}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationOptions:
    """Options of the publication policy; each field is the option of its name, None where it was not given."""

    profile: str | None
    delay: str | None
    coarsen: str | None
    withhold: tuple[str, ...]
    only: tuple[Role, ...]

    @property
    def hides(self) -> bool:
        """True where anything may be kept back, so that nothing beside the output may tell it."""
        asked = self.profile not in (None, "internal") or self.delay is not None or self.coarsen is not None
        return asked or bool(self.withhold or self.only)

    def publishing(self, gazetteer: Gazetteer) -> "Publication":
        """The publication under these options. An option wins over the profile, lists add up. Raises InputError."""
        policy = PROFILES[self.profile] if self.profile else PublicationPolicy()
        if self.delay is not None:
            policy = replace(policy, delay=_delay(self.delay))
        if self.coarsen is not None:
            policy = replace(policy, coarsen=coarsening(self.coarsen))
        listed = Withheld()
        for path in self.withhold:
            listed |= read_withheld(path)
        if self.only:
            policy = replace(policy, only=frozenset(self.only))
        said = {key: value for key, value in asdict(self).items() if value}
        return Publication(replace(policy, withhold=policy.withhold | listed), gazetteer, listed, without_paths(said))


class Publication(Publisher):
    """Articles on their way to readers, and the report on what these may not see.

    listed   what somebody has listed by hand, and may have mistyped
    options  what was asked for, as the provenance of an output says it: no file by its name
    """

    def __init__(
        self,
        policy: PublicationPolicy,
        gazetteer: Gazetteer,
        listed: Withheld,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(policy, gazetteer)
        self.options = dict(options or {})
        self._by_hand = {entry for key in ("places", "kinds", "roles", "names") for entry in getattr(listed, key)}

    def apply(
        self, located: Iterable[LocatedArticle], said: Mapping[str, str] | None = None
    ) -> Iterator[LocatedArticle]:
        """The articles as they may be shown; what was listed and is in none of them is said."""
        yield from super().apply(located, said)
        for entry in self.unused():
            if entry in self._by_hand:
                _log.warning("--withhold: %r is in none of the articles; check how it is written", entry)

    @staticmethod
    def called(argument: str) -> str:
        """The option of that name."""
        return f"--{argument.replace('_', '-')}"

    def sentence(self) -> str:
        """A sentence on what was kept back, for whoever ran the command; "" where nothing was."""
        return "; ".join(filter(None, _clauses(self.counts)))


def _clauses(counts: Counts) -> Iterator[str]:
    if counts.mentions or counts.words:
        yield (
            f"{_number(counts.places, 'place')} and {_number(counts.mentions, 'mention')} withheld, "
            f"{_number(counts.words, 'passage')} of {_number(counts.articles, 'article')} blanked"
        )
    if counts.late:
        yield f"{_number(counts.late, 'article')} held back as too new"
    if counts.undated:
        yield f"{_number(counts.undated, 'article')} held back for want of a date"
    if counts.moved:
        yield f"{_number(counts.moved, 'place')} moved"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _delay(text: str) -> dt.timedelta:
    found = re.fullmatch(r"(\d{1,5})\s*([hdw])", text.strip().lower())
    if text.strip() == "0":
        return dt.timedelta(0)
    if not found:
        raise InputError(f"--delay {text}: give hours, days or weeks, such as 48h, 3d or 2w, or 0")
    return dt.timedelta(hours=int(found[1]) * _HOURS[found[2]])


_OPTIONS = (
    click.option("--profile", type=click.Choice(tuple(PROFILES)), metavar="NAME",
                 help="public, education or internal: sets these four."),
    click.option("--delay", metavar="TIME",
                 help="Hold back what is undated, or newer than 48h, 3d."),
    click.option("--coarsen", metavar="HOW",
                 help="Move positions: to 10km, district, region; none."),
    click.option("--withhold", multiple=True, metavar="FILE",
                 help="List of places, kinds, names to keep; repeatable."),
    click.option("--only", type=click.Choice(ROLES), multiple=True,
                 metavar="ROLE", help="Pins for this role alone (site); repeatable."),
)  # fmt: skip

# Give a command the options that PublicationOptions has, and pass them as one argument `publication`.
publishing = gathered("publication", PublicationOptions, _OPTIONS)
