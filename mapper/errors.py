"""Errors of mapper.

MapperError
├── InputError (ValueError)     an input cannot be read: `path:line: what; what to do`
├── RecordError (ValueError)    a record breaks its own rule (an offset outside the text, a role that does not exist)
├── ExtraError (ImportError)    a format needs a library that comes with an extra
├── ModelError (LookupError)    the recogniser asked for is not installed or cannot be used
├── OutputError (OSError)       the result cannot be written
└── WorkerError (RuntimeError)  a process that was to do part of the work is gone

The gazetteer has errors of its own, under gazetteer.GazetteerError.
Each message is one sentence or two: what is wrong, where, and what to do about it.
"""

__all__ = [
    "ExtraError",
    "InputError",
    "MapperError",
    "ModelError",
    "OutputError",
    "RecordError",
    "WorkerError",
]


class MapperError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(MapperError, ValueError):
    """An input, or one row of it, cannot be read."""


class RecordError(MapperError, ValueError):
    """A record breaks its own rule."""


class ExtraError(MapperError, ImportError):
    """A format needs a library that comes with an extra and is not installed."""


class ModelError(MapperError, LookupError):
    """The recogniser asked for is not installed or cannot be used."""

    # KeyError's relatives quote their message; this one is a sentence.
    __str__ = Exception.__str__


class OutputError(MapperError, OSError):
    """The result cannot be written."""

    # OSError's own __str__ wants an errno; the sentence is all that a reader needs.
    __str__ = Exception.__str__


class WorkerError(MapperError, RuntimeError):
    """A process that was to do part of the work is gone."""
