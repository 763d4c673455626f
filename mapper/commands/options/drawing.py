"""The options that everything that draws has in common, and the files that they come to."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from ...conflict_map import ConflictMap
from ...draw.borders import POLICIES, BorderPolicy
from ...draw.embed import PREVIEW, beside, embedding, frame, oembed
from ...draw.page import THEMES, Theme, heading_of
from ...draw.parts import Part
from ...draw.words import Words
from ...drawing import Drawing
from ...errors import InputError
from ...pins import collect
from ...provenance import Provenance, made, without_paths
from ...records import LocatedArticle
from ...wording import LANGUAGES
from ...write import placing, writing
from ..provenance import reproducible_option
from .gathered import gathered
from .publication import Publication
from .teaching import LESSON_OPTION, STORY_OPTION, expect_files

__all__ = ["DrawOptions", "drawing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOptions:
    """Options of a page; each field is the option of its name."""

    title: str
    theme: Theme
    page_language: str
    embed: bool
    page_url: str
    allow_origin: tuple[str, ...]
    borders: BorderPolicy
    lesson: str | None
    tiles: str
    tiles_credit: str
    detail: str | None
    detail_credit: str
    story: str | None
    reproducible: bool

    def write(  # noqa: PLR0913 -- what is drawn, and what it says of itself
        self,
        located: Iterable[LocatedArticle],
        output: str,
        shown: Publication,
        recogniser: str = "",
        *,
        options: Mapping[str, Any] | None = None,
        earlier: Provenance | None = None,
        parts: Iterable[Part] = (),
    ) -> None:
        """Draw what may be shown and write it to `output`, "-" being standard output, with what goes with it beside it.

        recogniser  what found the names, as `draw` takes it
        options     by which the articles are located, for the provenance
        earlier     that of the articles, where they were located before
        parts       what else the page has
        Raises InputError and OutputError; then the page that was there before is as it was.
        """
        if self.embed and output == "-":
            raise InputError("--embed writes files beside the page: name the page with -o")
        expect_files(lesson=self.lesson, story=self.story)
        # The files beside the page are called like it, and name one another.
        companions = {"--output": Path(output).name} if self.embed else {}
        how = made(
            gazetteer=shown.gazetteer, model=recogniser, time=not self.reproducible, located=earlier,
            options=without_paths(options or {}) | shown.options | {"borders": self.borders},
        )  # fmt: skip
        with writing(output) as stream:
            page = self._drawing().of(
                located, shown, parts=[*parts, *self._embedding(output)], recogniser=recogniser, provenance=how,
                authored=companions, page_url=self.page_url, allow_origin=" ".join(self.allow_origin),
            )  # fmt: skip
            stream.write(page.html)
        if self.embed:
            self._write_companions(page, Path(output))

    def _drawing(self) -> Drawing:
        return Drawing(
            title=self.title, theme=self.theme, language=self.page_language, borders=self.borders, tiles=self.tiles,
            tiles_credit=self.tiles_credit, detail=self.detail or "", detail_credit=self.detail_credit,
            lesson=self.lesson or "", story=self.story or "",
        )  # fmt: skip

    def _embedding(self, output: str) -> list[Part]:
        if not (self.embed or self.allow_origin):
            return []
        address = self.page_url
        names = _companions(Path(output))
        return [
            embedding(self.allow_origin, address, beside(address, names["picture"]), beside(address, names["answer"]))
        ]

    def _write_companions(self, page: ConflictMap, output: Path) -> None:
        """The oEmbed answer, the picture and the element, all beside the page; and the frame on standard output."""
        # numpy's arithmetic is for those who want a picture.
        from ...export.poster import poster

        title = heading_of(collect(page.located), page.title, Words(self.page_language))
        address, names = self.page_url or quote(output.name), _companions(output)
        with placing(output.with_name(names["picture"])) as part:
            part.write_bytes(poster(page.located, *PREVIEW, title=title, borders=self.borders))
        with writing(output.with_name(names["answer"])) as stream:
            stream.write(json.dumps(oembed(title, address, beside(address, names["picture"])), indent=1) + "\n")
        with writing(output.with_name(names["element"])) as stream:
            stream.write((Path(__file__).parents[2] / "page" / names["element"]).read_text(encoding="utf-8"))
        with writing("-") as stream:
            stream.write(frame(title, address) + "\n")


def _companions(output: Path) -> dict[str, str]:
    """Names of the files beside the page."""
    return {"answer": f"{output.stem}.oembed.json", "picture": f"{output.stem}.png", "element": "conflict-map.js"}


_OPTIONS = (
    click.option("--title", default="", help="Heading of the page."),
    click.option("--theme", type=click.Choice(THEMES), default="auto",
                 help="Colours; auto follows the reader's system."),
    click.option("--page-language", type=click.Choice(LANGUAGES), default="en", metavar="CODE",
                 help=f"Of the page's own words: {', '.join(LANGUAGES)}."),
    click.option("--borders", type=click.Choice(POLICIES), default="un", metavar="POLICY",
                 help="un (recognised), de-facto or disputed (dashed)."),
    click.option("--tiles", default="", metavar="URL",
                 help="Online map below, by {z}, {x}, {y}; it is said."),
    click.option("--tiles-credit", default="", metavar="TEXT", help="Whose online map it is."),
    click.option("--detail", type=click.Path(), metavar="FILE",
                 help="Roads, railways: GeoJSON, .gpkg or .pmtiles."),
    click.option("--detail-credit", default="", metavar="TEXT", help="Whose those are."),
    click.option("--embed", is_flag=True,
                 help="Print the frame to paste, and write its files."),
    click.option("--page-url", default="", metavar="URL", help="Where the page will stand."),
    click.option("--allow-origin", multiple=True, metavar="ORIGIN",
                 help="A site that may speak with it; repeatable."),
    LESSON_OPTION,
    STORY_OPTION,
    reproducible_option,
)  # fmt: skip

# Give a command the options that DrawOptions has, and pass them as one argument `page`.
drawing = gathered("page", DrawOptions, _OPTIONS)
