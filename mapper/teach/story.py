"""A story on a map: steps in a file that an author writes (story.toml), as the page tells them one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..draw.parts import Part, Setting, Standing
from ..escape import safe_url
from ..pins import Pins
from .authored import Table, article_of, paragraphs, pin_of, quoted, read_table, source
from .certain import tells_of_harm
from .images import image_of

__all__ = ["ZOOMS", "Step", "StoryMap", "read_story", "story_text", "told"]

ZOOMS = (1.0, 13.0)  # what the outlines have something to show for
_PICTURE = ("image", "alt", "credit", "caption")
_LAT, _LON = (-85.0, 85.0), (-180.0, 180.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; place and article are called as the author calls them.

    title, text  the author's words; an empty line in `text` begins a paragraph
    place        a pin of the map, or ""
    point        latitude and longitude of a stop that is no pin, in degrees, and `name` what it is called
    view         latitude, longitude and zoom that the map goes to; without it, to the place or the point, or to all
    article      the article to read; with a place, its sentence about the place is shown
    sources      where it is from
    date         when, in the author's words
    image        the path of a picture; `alt` says what it shows, for who does not see it
    credit, caption  who made it, and what stands below it
    link         where the picture leads: a video, of which it is a still, or its page
    """

    title: str = ""
    text: str = ""
    place: str = ""
    name: str = ""
    point: tuple[float, ...] | None = None
    view: tuple[float, ...] | None = None
    article: str = ""
    sources: tuple[str, ...] = ()
    date: str = ""
    image: str = ""
    alt: str = ""
    credit: str = ""
    caption: str = ""
    link: str = ""
    table: Table | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMap:
    """A story; `about` stands above its steps."""

    steps: tuple[Step, ...]
    title: str = ""
    about: str = ""


def read_story(path: str) -> StoryMap:
    """The story in a file, or "-" for standard input. Raises InputError with the line of what is wrong."""
    file = read_table(path)
    file.only("title", "about", "step")
    steps = tuple(map(_step, file.tables("step")))
    if not steps:
        raise file.error("step", "there is no step; write one under [[step]]")
    return StoryMap(title=file.text("title", ""), about=file.text("about", ""), steps=steps)


def _step(table: Table) -> Step:
    table.only("title", "text", "place", "name", "point", "view", "article", "sources", "date", *_PICTURE, "link")
    step = Step(
        title=table.text("title", ""), text=table.text("text", ""), place=table.text("place", ""),
        name=table.text("name", ""), point=table.numbers("point", _LAT, _LON),
        view=table.numbers("view", _LAT, _LON, ZOOMS), article=table.text("article", ""),
        sources=table.texts("sources"), date=table.text("date", ""), **_picture(table), table=table,
    )  # fmt: skip
    if step.place and step.point:
        raise table.error("point", "a step has a place, which is a pin of the map, or a point; take one of them out")
    if not (step.title or step.text or step.place or step.article or step.image):
        raise table.error("text", "a step needs a title, a text, a place, a picture or an article")
    return step


def _picture(table: Table) -> dict[str, str]:
    """The picture of a step, as the author names it; the picture itself comes into the page when it is drawn."""
    said = {key: table.text(key, "") for key in (*_PICTURE, "link")}
    if said["image"] and not said["alt"].strip():
        raise table.error("image", "a picture needs 'alt': what it shows, in a sentence, for who does not see it")
    if not said["image"] and (lone := next((key for key in _PICTURE if said[key]), "")):
        raise table.error(lone, f"{lone!r} is of a picture, and there is none; give 'image' or take it out")
    if said["link"] and not safe_url(said["link"]):
        raise table.error("link", f"'link' must be an address, https://…, not {said['link'][:60]!r}")
    return said


def told(story: StoryMap) -> Part:
    """The part of a page that tells this story. Drawing it raises InputError where the map lacks a step's place."""

    def data(pins: Pins) -> dict[str, Any]:
        steps = [_shown(step, pins) for step in story.steps]
        return {"title": story.title, "about": story.about, "harm": tells_of_harm(pins), "steps": steps}

    def standing(pins: Pins, setting: Setting) -> Standing:
        from .steps import standing_story  # draws, which is heavy

        return standing_story(data(pins), pins, setting)

    return Part(
        name="story", data=data, scripts=("parts/story.js",), styles=("story.css", "sheet.css"),
        standing=standing,
    )  # fmt: skip


def _shown(step: Step, pins: Pins) -> dict[str, Any]:
    """JSON: what the step has, with positions of pin and article in place of their names."""
    table = step.table or Table({}, "", "step", ())
    row: dict[str, Any] = {
        "title": step.title, "text": step.text, "name": step.name, "point": step.point, "view": step.view,
        "sources": list(map(source, step.sources)), "date": step.date, "alt": step.alt, "credit": step.credit,
        "caption": step.caption, "link": step.link,
    }  # fmt: skip
    if step.image:
        row["image"] = image_of(table, "image", step.image)
    if step.place:
        row["place"] = pin_of(table, "place", step.place, pins)
    if step.article:
        row["article"] = article_of(table, "article", step.article, pins)
    return {key: value for key, value in row.items() if value not in ("", None, [])}


_HEAD = """\
# The steps of a story. Edit them, then:  mapper draw located.jsonl --story story.toml -o story.html
#
# place = "Odesa"           a place of the map, by name or id; or, for one that is no pin of it,
# point = [46.5, 30.7]      latitude and longitude, with name = "The harbour"
# view = [46.5, 30.7, 8]    latitude, longitude and zoom (1 to 13), where the map is to go elsewhere
# article = "…"             id or title of an article; with a place, its sentence about the place is shown
# sources = ["A report, https://example.org/report"]
# date = "March 2025"       when, in your words
# image = "port.jpg"        a picture beside this file; it needs alt = "Cranes at a quay." for who does not see it, and
#                           may have credit = "Ada", caption = "…", and link = "https://…", of a video or its page
"""


def story_text(story: StoryMap) -> str:
    """The story as its file."""
    return "\n".join(_lines(story)) + "\n"


def _lines(story: StoryMap) -> Iterator[str]:
    yield f"{_HEAD}\ntitle = {quoted(story.title)}\nabout = {paragraphs(story.about)}\n"
    for step in story.steps:
        yield f"[[step]]\ntitle = {quoted(step.title)}\ntext = {paragraphs(step.text)}"
        for key in ("date", "place", "name", "article", *_PICTURE, "link"):
            if value := getattr(step, key):
                yield f"{key} = {quoted(value)}"
        for key in ("point", "view"):
            if numbers := getattr(step, key):
                yield f"{key} = [{', '.join(repr(round(number, 5)) for number in numbers)}]"
        if step.sources:
            yield f"sources = [{', '.join(map(quoted, step.sources))}]"
        yield ""
