"""Word and OpenDocument texts -> article."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

from ..errors import InputError
from ..records import Article
from .zips import opened_zip, unpacked

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["is_office", "read_office"]

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of a kind of document: the parts of its zip, and tags of their XML.

    words   the elements whose text is read; none where all text in a paragraph is
    stands  what stands for characters
    left    what is not read: what was deleted or moved away, notes to the author, what is there twice
    """

    body: str
    facts: str
    paragraphs: frozenset[str]
    row: str
    words: frozenset[str]
    stands: dict[str, str]
    left: frozenset[str]


def _word(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _open(name: str, space: str = "text") -> str:
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}{name}"


_WORD = _Form(
    body="word/document.xml",
    facts="docProps/core.xml",
    paragraphs=frozenset({_word("p")}),
    row=_word("tr"),
    words=frozenset({_word("t")}),
    stands={_word("tab"): " ", _word("br"): " ", _word("cr"): " ", _word("noBreakHyphen"): "-"},
    left=frozenset({_word("moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}),
)
_OPEN = _Form(
    body="content.xml",
    facts="meta.xml",
    paragraphs=frozenset({_open("p"), _open("h")}),
    row=_open("table-row", "table"),
    words=frozenset(),
    stands={_open("s"): " ", _open("tab"): " ", _open("line-break"): " "},
    left=frozenset(
        {_open("tracked-changes"), _open("annotation", "office"), _open("note-citation")}
        | {_open(name, "svg-compatible") for name in ("title", "desc")}
    ),
)


_OTHERS = (
    ({"ppt/presentation.xml"}, "is a presentation; save it as PDF"),
    *(
        (parts, "is of Pages, Numbers or Keynote; export it as .docx, .xlsx or PDF")
        for parts in ({"Index/Document.iwa"}, {"Index.zip"}, {"index.xml", "buildVersionHistory.plist"}, {"index.apxl"})
    ),
    ({"META-INF/container.xml"}, "is a book (EPUB); save it as text or PDF"),
    ({"mimetype", "content.xml"}, "is an OpenDocument file that is no text; save it as .xlsx, .csv or PDF"),
)


def is_office(file: BinaryIO, where: str) -> bool:
    """True where a zip is a document of an office, of whatever kind. Raises InputError where it is damaged."""
    with opened_zip(file, where) as archive:
        names = set(archive.namelist())
    return _WORD.body in names or any(parts <= names for parts, _ in _OTHERS)


def read_office(file: BinaryIO, where: str) -> Article:
    """The paragraphs of a Word or OpenDocument text, a row of a table as one. Raises InputError."""
    with opened_zip(file, where) as archive:
        names = set(archive.namelist())
        if _WORD.body in names:
            form = _WORD
        elif {"mimetype", _OPEN.body} <= names and b"opendocument.text" in unpacked(archive, "mimetype", where):
            form = _OPEN
        else:
            told = next((told for parts, told in _OTHERS if parts <= names), "is a damaged document; save it again")
            raise InputError(f"{where}: {told}")
        text = "\n\n".join(_blocks(_xml(archive, form.body, where), form))
        title = (_xml(archive, form.facts, where).findtext(f".//{_TITLE}") or "") if form.facts in names else ""
    if not text:
        raise InputError(f"{where}: has no words; give a document with an article in it")
    return Article(text=text, title=" ".join(title.split()))


def _blocks(element: "_Element", form: _Form) -> list[str]:
    """The paragraphs in an element, and the rows of tables; a row of which a cell has several is its paragraphs."""
    if element.tag in form.left:
        return []
    if element.tag in form.paragraphs:
        within: list[str] = []  # of text boxes and footnotes
        words = "".join(_words(element, form, within))
        return [*filter(None, [" ".join(words.split())]), *within]
    parts = [_blocks(child, form) for child in element]
    blocks = [block for part in parts for block in part]
    is_line = element.tag == form.row and max(map(len, parts), default=0) == 1
    return [" ".join(blocks)] if is_line else blocks


def _words(element: "_Element", form: _Form, within: list[str]) -> Iterator[str]:
    """The words of a paragraph or of a part of one; paragraphs within it go to `within`."""
    if element.tag in form.words or (not form.words and isinstance(element.tag, str)):
        yield element.text or ""
    for child in element:
        if child.tag in form.paragraphs:
            within += _blocks(child, form)
        elif child.tag in form.stands:
            yield form.stands[child.tag]
        elif child.tag not in form.left:
            yield from _words(child, form, within)
        if not form.words:
            yield child.tail or ""


def _xml(archive: ZipFile, name: str, where: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(unpacked(archive, name, where), parser)
    except etree.XMLSyntaxError:
        raise InputError(f"{where}: is a damaged document; open it and save it again") from None
