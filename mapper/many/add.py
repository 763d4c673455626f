"""What an earlier run wrote, and a later one adds to: a feed names its last entries alone, and its readers want all."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import OutputError
from ..records import Article
from ..write import saying

__all__ = ["Earlier"]


class Earlier:
    """The lines of a file that `mapper locate` wrote, none where there is no such file yet.

    changed  how many articles since had the id of one of them, and another text
    """

    def __init__(self, path: str) -> None:
        """Raises OutputError where the path is no file."""
        self._path = Path(path)
        if path == "-" or (self._path.exists() and not self._path.is_file()):
            raise OutputError(f"{path}: only a file can be added to; name one with -o")
        self._texts: dict[str, int | None] = {}
        self.changed = 0

    def lines(self) -> Iterator[str]:
        """Each line as it is; from then on its article is known. Raises OutputError where it is no such line."""
        if not self._path.exists():
            return
        with saying(self._path, {str(self._path)}), self._path.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                self._note(line, number)
                yield line if line.endswith("\n") else line + "\n"

    def _note(self, line: str, number: int) -> None:
        try:
            row = json.loads(line)
            ids = [row["id"], *(copy["id"] for copy in row.get("copies", ()))]
            text = row["text"], row["mentions"]
        except (ValueError, TypeError, KeyError, AttributeError, UnicodeError):
            raise OutputError(
                f"{self._path}:{number}: is no line of `mapper locate`; name another file, or leave --add out"
            ) from None
        self._texts |= dict.fromkeys(ids[1:]) | {ids[0]: hash(text[0])}

    def knows(self, key: str) -> bool:
        """Whether an article of this id is there, or a copy of one."""
        return key in self._texts

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Those of the articles that are not there."""
        for article in articles:
            if not self.knows(article.id):
                yield article
            elif self._texts[article.id] not in (None, hash(article.text)):
                self.changed += 1
