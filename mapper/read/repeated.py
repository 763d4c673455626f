"""Texts that say one thing over and over: a few bytes in a file can unpack to hours of work."""

import zlib

__all__ = ["is_one_thing"]

_LONG = 100_000  # letters; what is shorter costs little
_MOST = 50  # letters that are packed into one; prose packs to two fifths, and a log of alarms to a tenth


def is_one_thing(text: str) -> bool:
    """True where a long text says little but the same words again, as no article does."""
    return len(text) > _LONG and len(text) > _MOST * len(zlib.compress(text.encode("utf-8", "replace"), 1))
