"""Errors of the gazetteer.

GazetteerError
├── GazetteerMissing (FileNotFoundError)   there is no gazetteer file at that path
├── GazetteerInvalid (ValueError)          the file is no gazetteer, is damaged, or has another schema
├── SourceError (ValueError)               a row of a source (GeoNames, our own tables) cannot be used
└── WriteError (OSError)                   a gazetteer cannot be written where it was asked for

Each message is one sentence or two: what is wrong, where, and what to do about it.
"""

__all__ = ["GazetteerError", "GazetteerInvalid", "GazetteerMissing", "SourceError", "WriteError"]


class GazetteerError(Exception):
    """Base of every error that this package raises on purpose."""


class GazetteerMissing(GazetteerError, FileNotFoundError):
    """There is no gazetteer file at the path that was asked for."""

    # OSError's own __str__ wants an errno; the sentence is all that a reader needs.
    __str__ = Exception.__str__


class GazetteerInvalid(GazetteerError, ValueError):
    """The file is not a gazetteer, is truncated, or was built with another schema."""


class SourceError(GazetteerError, ValueError):
    """A row of a source cannot be used; the message begins with `file:line:`."""


class WriteError(GazetteerError, OSError):
    """A gazetteer cannot be written where it was asked for."""

    # As above: the sentence is all.
    __str__ = Exception.__str__
