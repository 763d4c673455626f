"""The output of an earlier run, which a later one adds to: a feed names its last entries, and its readers want all."""

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
        with saying(self._path, {str(self._path)}), self._path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                yield self._noted(line, number).rstrip("\n") + "\n"

    def _noted(self, line: bytes, number: int) -> str:
        try:
            text = line.decode("utf-8")
            row = json.loads(text)
            ids = [row["id"], *(copy["id"] for copy in row.get("copies", ()))]
            words, _ = row["text"], row["mentions"]
            self._texts |= dict.fromkeys(ids[1:]) | {ids[0]: hash(words)}
        except (ValueError, TypeError, KeyError, AttributeError):  # the first has those of text that is no UTF-8
            raise OutputError(
                f"{self._path}:{number}: is no line of `mapper locate`; name another file, or leave --add out"
            ) from None
        return text

    def knows(self, key: str) -> bool:
        """True where an article of this id is there, or a copy of one."""
        return key in self._texts

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles that are not there yet."""
        for article in articles:
            if not self.knows(article.id):
                yield article
            elif self._texts[article.id] not in (None, hash(article.text)):
                self.changed += 1
