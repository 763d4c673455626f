"""A lesson for other programs: as a quiz that they take, or as a package with the page in it."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import click

from ..draw.page import heading_of
from ..draw.parts import Setting
from ..draw.words import Words
from ..drawing import Drawing
from ..errors import InputError
from ..pins import collect
from ..protect.publication import PublicationPolicy, Publisher
from ..records import LocatedArticle
from ..teach.asking import PROPOSED, Proposing, authored, teaching
from ..teach.gift import gift
from ..teach.items import items_of
from ..teach.moodle import moodle_xml
from ..teach.paper import PAPERS, Paper, key_of, worksheet_of
from ..teach.pictures import pictures
from ..teach.qti import qti
from ..teach.scorm import VERSIONS, Version, manifest, reporting
from ..write import placing, writing
from .options.gathered import gathered
from .options.publication import Publication
from .options.teaching import expect_files

__all__ = ["Handout", "handing_out"]

_ENDINGS = (".html", ".gift", ".xml", ".zip")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same lesson gives the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """The handouts to make of a lesson; each field is the option of its name, `lesson` a file or None for proposals."""

    lesson: str | None
    scorm: Version | None
    qti: bool
    title: str
    paper: Paper

    def expect(self, output: str) -> None:
        """Raise InputError where the ending and what was asked for do not go together."""
        ending = Path(output).suffix.lower()
        if ending not in _ENDINGS:
            raise InputError(f"{output}: a lesson is written as .toml, {', '.join(_ENDINGS)}; name one of them")
        if (self.scorm or self.qti) and ending != ".zip":
            raise InputError(f"{output}: {'--scorm' if self.scorm else '--qti'} makes a package; name it .zip")
        if self.scorm and self.qti:
            raise InputError("--scorm and --qti are two packages; ask for one of them")

    def write(self, located: Iterable[LocatedArticle], output: str, shown: Publication, proposing: Proposing) -> int:
        """Write the file that its ending asks for, and say how many questions are in it. Raises InputError."""
        self.expect(output)
        expect_files(lesson=self.lesson)
        (part,) = teaching(
            shown.gazetteer,
            lesson=self.lesson or PROPOSED,
            story=None,
            proposing=proposing,
            is_limited=bool(shown.parts),
        )
        said = authored(lesson=self.lesson, story=None) if shown.parts else {}
        articles = list(shown.of(located, said, title=self.title))
        words, pins = Words(proposing.page_language), collect(articles)
        lesson = part.data(pins)
        title = heading_of(pins, self.title or lesson["title"] or words.said("lesson", "lesson"), words)
        items = items_of(lesson, pins, words)
        if output.endswith(".zip") and not self.qti:
            parts = [part, *([reporting()] if self.scorm else []), *shown.parts]
            published = Publisher(PublicationPolicy(), shown.gazetteer)
            page = Drawing(title=title, language=words.language).of(articles, published, parts=parts).html
            _zip(output, {"index.html": page, **self._manifest(title, page)})
            return len(items)
        setting = Setting(words=words, gazetteer=shown.gazetteer)
        if output.endswith(".html"):
            key = Path(output).with_name(f"{Path(output).stem}-key.html")
            for path, make in ((key, key_of), (output, worksheet_of)):
                with writing(path) as stream:
                    stream.write(make(lesson | {"title": title}, items, pins, setting, self.paper))
            return len(items)
        about = " ".join(filter(None, (lesson["about"], words.said("lesson", "harm") if lesson["harm"] else "")))
        maps = pictures(items, pins, setting)
        if self.qti:
            _zip(output, qti(items, title, maps, about))
            return len(items)
        with writing(output) as stream:
            stream.write(
                gift(items, title, maps, about) if output.endswith(".gift") else moodle_xml(items, title, maps, about)
            )
        return len(items)

    def _manifest(self, title: str, page: str) -> dict[str, str]:
        if not self.scorm:
            return {}
        return {"imsmanifest.xml": manifest(title, self.scorm, f"lesson-{sha256(page.encode()).hexdigest()[:12]}")}


def _zip(output: str, files: Mapping[str, str]) -> None:
    with placing(output) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(info, text.encode())


_OPTIONS = (
    click.option("--lesson", metavar="FILE", help="The questions, as edited; else they are proposed."),
    click.option("--scorm", type=click.Choice(VERSIONS), is_flag=False, flag_value=VERSIONS[0], metavar="[VERSION]",
                 help="A .zip that reports to a platform: 1.2 or 2004."),
    click.option("--qti", is_flag=True, help="A .zip with the questions in QTI 2.1."),
    click.option("--title", default="", help="Of the quiz or page."),
    click.option("--paper", type=click.Choice(PAPERS), default=PAPERS[0], help="Of a worksheet, .html: a4 or letter."),
)  # fmt: skip

# Give a command the options that Handout has, and pass them as one argument `handout`.
handing_out = gathered("handout", Handout, _OPTIONS)
