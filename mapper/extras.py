"""Libraries that come with an extra: where one is missing, a sentence says what to install."""

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import ExtraError

__all__ = ["needs"]


@contextmanager
def needs(extra: str, what: str) -> Iterator[None]:
    """Around the imports of an extra's libraries, for `what` ("an Excel file"). Raises ExtraError."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExtraError(
            f"{what} needs the library {error.name}, which is not installed; "
            f"install it with: pip install 'conflict-mapper[{extra}]'"
        ) from error
