"""The five stories, what a form has of them, and how much of it is read."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mapper.read.articles import read_articles
from mapper.records import Article


class Story(NamedTuple):
    """What an export has of a story. Titles look like labels, words like heads and feet, days like others."""

    title: str
    day: dt.date
    source: str
    author: str
    section: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def number(self) -> int:
        return STORIES.index(self)

    @property
    def url(self) -> str:
        return f"https://example.org/world/{self.number}"


STORIES = (
    Story("‘We ran’: market shelled in Kherson", dt.date(2024, 5, 2), "The Example Post", "Alex Example", "World",
          ("Shells hit a market in Kherson on Thursday and wounded four people.",
           "Update: the road to Mykolaiv stayed open, the governor said.", "“We ran,” said a trader.")),
    Story("Izmail ferry port hit, 2 hurt", dt.date(2024, 7, 5), "Example Times (London)", "Bo Example", "Europe",
          ("A drone hit the ferry port at Izmail before dawn on 4 July 2024.",
           "Copyright holders were not asked about the film of it.", "Two dock workers were taken to hospital.")),
    Story("Goma: camp emptied; rebels near Sake, army says", dt.date(2024, 5, 13), "Example Herald & Mail",
          "Cleo Example-Roe", "News", ("Families left a camp at the edge of Goma after a night of shelling.",
           "Why now? The army blamed rebels near Sake.", "More than 4,000 people walked.")),
    Story("Bridge reopened in Mostar", dt.date(1993, 1, 5), "Der Beispielbote", "Dana Müller", "Politik",
          ("The bridge at Mostar was opened to lorries again: the first crossed at noon.", "It had been shut.")),
    Story("Vigil held in Paris, Texas — family thanks town", dt.date(2024, 12, 31), "L'Exemple du soir", "Éli Exemple",
          "Monde", ("A vigil was held in Paris for a soldier who was killed in Jordan.", "His family thanked the town.",
           "Language: that was their only trouble there.")),
)  # fmt: skip
USER = "Pat Downloader"
CHANNEL = "Front Notes"


class Form(NamedTuple):
    """One file: the format that it is of, its name, how it is made, and the fields that it has, of every story.

    options  how it is read
    """

    format: str
    name: str
    make: Callable[[], bytes]
    fields: str
    options: dict[str, Any] = {}  # noqa: RUF012 -- nobody writes to it


def scored(form: Form, folder: Path) -> tuple[int, int, list[str]]:
    """The fields that are read right, all that there are, and what is wrong with the others."""
    path = folder / form.name
    path.write_bytes(form.make())
    articles = list(read_articles([path], on_skip=lambda _: None, **form.options))
    wanted = form.fields.split()
    wrong = [f"{form.name}: {len(articles)} articles"] if len(articles) != len(STORIES) else []
    for article, story in zip(articles, STORIES, strict=False):
        wrong += list(_wrong(form.name, article, story, wanted))
    missing = abs(len(STORIES) - len(articles)) * len(wanted)
    wrong += [f"{form.name}: names {USER}"] if USER in json.dumps([a.to_dict() for a in articles]) else []
    every = len(STORIES) * len(wanted)
    return max(0, every - missing - len(wrong)), every, wrong


def _wrong(name: str, article: Article, story: Story, wanted: list[str]) -> Iterator[str]:
    got = {
        "title": article.title, "day": article.declared, "source": article.source, "author": article.author,
        "section": article.section, "url": article.url, "body": _flat(article.text.removeprefix(story.title)),
        "last_first": article.author, "channel": article.source, "point": tuple((coded.lat, coded.lon) for coded in article.coded),
        "time": tuple(moment.time for moment in article.times),
    }  # fmt: skip
    right = {
        **{field: getattr(story, field) for field in ("title", "day", "source", "author", "section", "url")},
        "body": _flat(story.body), "point": (point(story),), "last_first": last_first(story),
        "channel": CHANNEL,
    }  # fmt: skip
    for field in wanted:
        is_right = bool(got["time"]) if field == "time" else got[field] == right[field]
        if not is_right:
            yield f"{name}, {story.number}: {field} is {got[field]!r}"


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def last_first(story: Story) -> str:
    """The author as libraries have it."""
    first, _, last = story.author.rpartition(" ")
    return f"{last}, {first}"


def point(story: Story) -> tuple[float, float]:
    """A point of its own for each."""
    return 47.25 + story.number, 33.5 - story.number


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}


def month(day: dt.date, language: str = "en") -> str:
    return MONTHS[language].split()[day.month - 1]


def weekday(day: dt.date, language: str = "en") -> str:
    return WEEKDAYS[language].split()[day.weekday()]


def written(day: dt.date, form: str) -> str:
    """A day in one of the ways in which databases write it, by the language, and which of day and month is first."""
    language = form[:2]
    name, of_week = month(day, language), weekday(day, language)
    return {
        "en, month first": f"{name} {day.day}, {day.year} {of_week}",
        "en, day first": f"{of_week} {day.day} {name} {day.year}",
        "en, plain": f"{day.day} {name} {day.year}",
        "en, American": f"{name} {day.day}, {day.year}",
        "en, with hour": f"{name} {day.day}, {day.year} {of_week} 10:05 AM GMT",
        "de": f"{day.day}. {name} {day.year} {of_week}",
        "de, day of the week first": f"{of_week} {day.day}. {name} {day.year}",
        "de, plain": f"{day.day}. {name} {day.year}",
        "fr": f"{of_week} {day.day} {name} {day.year}",
        "fr, plain": f"{day.day} {name} {day.year}",
    }[form]
