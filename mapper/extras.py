"""Libraries that come with an extra: where one is missing, a sentence says what to install."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import ExtraError

__all__ = ["needs", "remedy"]


@contextmanager
def needs(extra: str, what: str) -> Iterator[None]:
    """Around the imports of an extra's libraries, for `what` ("an Excel file"). Raises ExtraError."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ExtraError(
            f"{what} needs the library {error.name}, which is not installed; install it with: {remedy(extra)}"
        ) from error


def remedy(extra: str, prefix: str = sys.prefix) -> str:
    """The command that installs an extra, by what made the environment at `prefix`: pip, pipx, or uv."""
    wanted, at = f"'conflict-mapper[{extra}]'", Path(prefix)
    if (at / "pipx_metadata.json").exists():
        return f"pipx install --force {wanted}"
    if (at / "uv-receipt.toml").exists():
        return f"uv tool install {wanted}"
    if "archive-v0" in at.parts:  # the cache from which uvx runs
        return f"uvx --from {wanted} mapper …"
    return f"pip install {wanted}"
