"""Mail boxes -> the articles of their messages, without the names of people in private ones."""

from collections.abc import Iterable, Iterator

from ..errors import InputError
from ..records import Article
from .apart import apart
from .documents import mail_in
from .exports.mailers import Mailers
from .mail import Mail, split_mails
from .sources import OnSkip

__all__ = ["articles_of_box", "unnamed_mails"]

_MOST_HELD = 500  # messages


def articles_of_box(
    lines: Iterable[bytes], where: str, mailers: Mailers, skip: OnSkip, *, keep: bool
) -> Iterator[tuple[str, Article]]:
    """The messages of a box. Many are held, so that whom one is from is not named in those before it.

    keep  whether names are kept
    """
    number = 0
    held: list[tuple[str, Mail]] = []
    for number, raw in enumerate(split_mails(lines), 1):
        place = f"{where}, message {number}"
        try:
            _, *found = apart(mail_in, raw, place)
            held += found
        except InputError as error:
            skip(error)
        if len(held) >= _MOST_HELD:
            yield from unnamed_mails(held, mailers, keep=keep)
            held = []
    yield from unnamed_mails(held, mailers, keep=keep)
    if not number:
        raise InputError(f"{where}: is empty; give a mail box with a message in it")


def unnamed_mails(mails: list[tuple[str, Mail]], mailers: Mailers, *, keep: bool) -> Iterator[tuple[str, Article]]:
    """The articles of messages, each with where it stands."""
    if keep:
        yield from ((place, mail.article) for place, mail in mails)
        return
    for _, mail in mails:
        mailers.know(mail)
    yield from ((place, mailers.article(mail, place)) for place, mail in mails)
