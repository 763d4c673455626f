"""The people of private mail, under names that are not theirs, the same in all the mail that is read."""

import hashlib
import logging
import re
from dataclasses import replace

from ...records import Article
from ..mail import Mail
from .members import Members
from .people import is_of_person

__all__ = ["Mailers"]

_BESIDE = re.compile(r"(?:^|[\n:,;>])[ \t\"']*([^\n<>,;:\"@]{2,60}?)[\"' ]*<([\w.+-]{1,64}@[\w.-]+)>")  # in the words
_QUOTED = re.compile(r"(?:^|[\s,])((?:[^\W\d_][\w.'’-]* ){1,3})<[\w.+-]{1,64}@[\w.-]+>")  # "On … Ann Lee <…> wrote:"
_log = logging.getLogger(__name__)


class Mailers:
    """All of them, numbered by their first message."""

    def __init__(self) -> None:
        self._members = Members()
        self._called: dict[str, str] = {}
        self._is_said = False

    def know(self, mail: Mail) -> None:
        """Take note of whom a message is from and to, and whom it quotes; before an article is made that names them."""
        for names in mail.people:
            self._add(names)
        quoted = (*_BESIDE.finditer(mail.article.text), *_QUOTED.finditer(mail.article.text)) if mail.is_private else ()
        for found in quoted:
            self._add(tuple(part.strip().lstrip("> ") for part in found.groups()))

    def article(self, mail: Mail, where: str) -> Article:
        """The article of a message without the people that are known; of a newsletter with all else that is in it."""
        article, clean = mail.article, self._members.clean if mail.is_private else self._members.renamed
        article = replace(article, text=clean(article.text), title=clean(article.title))
        if not mail.is_private:
            return article
        if not self._is_said:
            self._is_said = True
            _log.warning("%s: people of private mail are called by numbers; --keep-names keeps names", where)
        key = hashlib.sha256(article.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        author = self._name(mail.people[0]) if mail.people[0] else ""
        return replace(article, source="Private mail", author=author, id=f"mail:{key}" if mail.article.id else "")

    def _name(self, names: tuple[str, ...]) -> str:
        return self._called.setdefault(names[-1].casefold(), f"Member {len(self._called) + 1}")

    def _add(self, names: tuple[str, ...]) -> None:
        """One with a name, an address, or both; the address may have the name in it."""
        if names:
            local = re.sub(r"[._+-]+|\d+", " ", names[-1].partition("@")[0]).strip().title()
            self._members.call(self._name(names), *names, *([local] if is_of_person(local) else []))
