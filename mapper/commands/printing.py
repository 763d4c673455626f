"""Standard output of commands: text, and rows as aligned lines."""

from collections.abc import Sequence

from ..write import writing

__all__ = ["printed", "table"]


def printed(text: str) -> None:
    """Write the text and a line's end to standard output. Raises OutputError."""
    with writing("-") as stream:
        stream.write(text + "\n")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines, the columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
