"""Word, OpenDocument, mail and zips of them -> articles.

Nothing is unpacked to the disk, and of what is unpacked no more is held than an article may have.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from ..errors import InputError
from ..records import Article
from .sources import LIMIT, printable
from .web import flat_text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["is_workbook", "members", "read_mail", "read_office", "split_mails"]

_MOST_MEMBERS = 100_000
_MOST_RATIO = 200  # how much larger than packed: text has 3 to 10, a bomb 1,000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def is_workbook(file: BinaryIO, where: str) -> bool:
    """Whether a zip is an Excel file, of a size that can be read. Raises InputError where it is a bomb."""
    with _zip(file, where) as archive:
        infos = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            return False
        size = sum(info.file_size for info in infos)
        if size > 50 * LIMIT or size > 1_000_000 + _MOST_RATIO * sum(info.compress_size for info in infos):
            raise InputError(f"{where}: unpacks to far more than a table of articles has, and is not read")
        return True


def read_office(file: BinaryIO, where: str) -> Article | None:
    """A Word or OpenDocument text; None where the zip is none of them."""
    with _zip(file, where) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            body, facts = "word/document.xml", "docProps/core.xml"
            blocks, words = {f"{_WORD}p"}, {f"{_WORD}t"}
        elif "content.xml" in names and b"opendocument.text" in _unpacked(archive, "mimetype", where):
            body, facts = "content.xml", "meta.xml"
            blocks, words = {f"{_TEXT}p", f"{_TEXT}h"}, set()
        else:
            return None
        paragraphs = (_words(block, words) for block in _xml(archive, body, where).iter(*blocks))
        text = "\n\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))
        title = (_xml(archive, facts, where).findtext(f".//{_TITLE}") or "") if facts in names else ""
    if not text:
        raise InputError(f"{where}: has no words; give a document with an article in it")
    return Article(text=text, title=" ".join(title.split()))


def _words(block: "_Element", words: set[str]) -> str:
    if not words:
        return "".join(str(piece) for piece in block.itertext())
    gaps = {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"}
    return "".join(" " if e.tag in gaps else e.text or "" for e in block.iter() if e.tag in words | gaps)


def _xml(archive: zipfile.ZipFile, name: str, where: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(_unpacked(archive, name, where), parser)
    except etree.XMLSyntaxError:
        raise InputError(f"{where}: is a damaged document; open it and save it again") from None


def members(file: BinaryIO, where: str) -> Iterator[tuple[str, str, bytes | InputError]]:
    """The files in a zip: where each stands, its name, and what it holds or why it is not read."""
    with _zip(file, where) as archive:
        named = (info for info in archive.infolist() if info.filename)  # a damaged zip may hold what has no name
        infos = sorted((info for info in named if not info.is_dir()), key=lambda info: info.filename)
        if len(infos) > _MOST_MEMBERS:
            raise InputError(f"{where}: holds more than {_MOST_MEMBERS:,} files; unpack it and name the folder")
        for info in infos:
            name = info.filename
            place = f"{where}/{printable(name)}"
            if name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("."):
                continue
            if re.match(r"[/\\]|[A-Za-z]:", name) or ".." in re.split(r"[/\\]", name):
                yield place, name, InputError(f"{place}: has a name that leads out of the zip, and is not read")
                continue
            try:
                yield place, name, _unpacked(archive, name, where)
            except InputError as error:
                yield place, name, error


def _zip(file: BinaryIO, where: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(f"{where}: is a damaged zip; make it again") from None


def _unpacked(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    """What a zip holds under a name, counted as it is unpacked: what its head says may be a lie."""
    place = f"{where}/{printable(name)}"
    try:
        packed = max(1, archive.getinfo(name).compress_size)
        with archive.open(name) as file:
            raw = file.read(LIMIT + 1)
    except RuntimeError:
        raise InputError(f"{place}: is locked with a password; unlock it") from None
    except Exception:  # noqa: BLE001 -- damaged zips raise a dozen kinds of error (zlib's, struct's, lzma's …)
        raise InputError(f"{place}: cannot be unpacked; make the zip again") from None
    if len(raw) > LIMIT or (len(raw) > 1_000_000 and len(raw) > _MOST_RATIO * packed):
        raise InputError(f"{place}: unpacks to far more than an article has, and is not read")
    return raw


def split_mails(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The messages of an mbox: each begins with a line "From …" after an empty line."""
    held = bytearray()
    empty = True
    for line in lines:
        if empty and line.startswith(b"From "):
            if held.strip():
                yield bytes(held)
            held.clear()
        elif len(held) <= LIMIT:
            held += line.removeprefix(b">") if line.startswith(b">From ") else line
        empty = not line.strip()
    if held.strip():
        yield bytes(held)


def read_mail(raw: bytes, where: str) -> Article:
    """A message: its plain text, or else its HTML's words, below its subject."""
    if len(raw) > LIMIT:
        raise InputError(f"{where}: has more than {LIMIT // 10**6} MB; save the article in it as text")
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    try:
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 -- it is what this policy makes
        body = message.get_body(("plain", "html"))
        text = str(body.get_content()) if body else ""
        if body and body.get_content_type() == "text/html":
            text = flat_text(text)
        subject, sender = (" ".join(str(message.get(name, "")).split()) for name in ("subject", "from"))
        sent = getattr(message.get("date"), "datetime", None)
        key = str(message.get("message-id", "")).strip()
    except Exception as error:  # noqa: BLE001 -- what broken mail does to Python's parser has no one kind
        raise InputError(f"{where}: is no mail that can be read ({type(error).__name__}); save its text") from None
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise InputError(f"{where}: has no words; leave it out")
    return Article(
        text=text if not subject or text.startswith(subject) else f"{subject}\n\n{text}", id=key, title=subject,
        date=sent.date() if sent else None, source=sender,
    )  # fmt: skip
