"""A database for one reading: what would fill the memory is in a file that goes with the process."""

import sqlite3

__all__ = ["spill"]

_UNSAFE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


def spill(schema: str) -> sqlite3.Connection:
    """An empty database in a file without a name, in one transaction that is never to end."""
    # Whoever reads on in another thread does so alone.
    db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    db.executescript(f"{_UNSAFE} {schema} BEGIN;")
    return db
