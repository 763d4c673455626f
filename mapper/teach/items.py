"""The questions of a lesson as paper and other programs have them: what to read, to choose from, and what is right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..draw.words import Words
from ..escape import Html, element
from ..pins import Pin, Pins

__all__ = ["BLANK", "Item", "Run", "Source", "items_of"]

BLANK = "______"
_SURENESS = ("very_sure", "fairly_sure", "hardly_sure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some of the words asked about; `kind` is "blank" for a name left out, "name" for one in question, else ""."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source of something; `url` is "" where it is words alone."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question.

    kind      as lesson.toml has it
    head      what is asked
    runs      the words that it is asked about
    reports   what is compared
    options   what to choose from, or to put in order; () where the answer is free
    right     positions of the right options; of an order, all of them in their right order
    accepted  names that answer it where there is nothing to choose from
    answer    what is right, in a sentence
    place     position of the pin asked for, or None
    choices   positions of the pins that `options` are the names of
    sentence  the whole sentence that it was made from, or ""
    level     1 to 3, or None
    notes     what the author tells with the answer
    sources   where it is from, the article first
    """

    kind: str
    head: str
    runs: tuple[Run, ...]
    reports: tuple[str, ...]
    options: tuple[str, ...]
    right: tuple[int, ...]
    accepted: tuple[str, ...]
    answer: str
    place: int | None
    choices: tuple[int, ...]
    sentence: str
    level: int | None
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def is_open(self) -> bool:
        """True where no answer is the only right one."""
        return self.kind in ("compare", "need")

    @property
    def quoted_html(self) -> tuple[Html, ...]:
        """The words that it is asked about, the name in question marked, and what is compared; as markup."""
        words = [element("strong", run.text) if run.kind == "name" else run.text for run in self.runs]
        quotes = [words] if self.text else []
        return tuple(
            element("blockquote", element("p", *quote)) for quote in (*quotes, *([report] for report in self.reports))
        )

    @property
    def told_html(self) -> Html:
        """The explanation with the answer, as markup."""
        lines = filter(None, (self.answer, self.sentence, *self.notes))
        cited = [element("a", source.words, href=source.url) if source.url else source.words for source in self.sources]
        parted = [part for source in cited for part in ("; ", source)][1:]
        rows = [*(element("p", line) for line in lines), *([element("p", *parted)] if parted else [])]
        return Html("".join(rows))

    @property
    def text(self) -> str:
        """The words that it is asked about, with a line where a name is left out."""
        return "".join(run.text for run in self.runs)


def items_of(lesson: Mapping[str, Any], pins: Pins, words: Words) -> list[Item]:
    """The questions of a lesson as the page has it, in the language of `words`."""
    from ..draw.basemap import countries  # heavy

    names = {country.code: country.name for country in countries()}
    return [_Asked(row, pins, words, names).item() for row in lesson["questions"]]


class _Asked:
    """One question on its way."""

    def __init__(self, row: Mapping[str, Any], pins: Pins, words: Words, countries: Mapping[str, str]) -> None:
        self.row, self.pins, self.words, self.countries = row, pins, words, countries
        self.pin: Pin | None = pins.pins[row["place"]] if "place" in row else None

    def item(self) -> Item:
        options, right = getattr(self, f"_{self.row['kind']}")()
        return Item(
            kind=self.row["kind"], head=self._head(), runs=tuple(self._runs()),
            reports=tuple(report["text"] for report in self.row.get("reports", ())), options=tuple(options),
            right=tuple(right), accepted=() if options else tuple(self._accepted()), answer=self._answer(),
            place=self.row.get("place"),
            choices=tuple(self.row.get("choices", ())), sentence=self._sentence(),
            level=self.row.get("level"), notes=tuple(told["note"] for told in self.row["told"] if told["note"]),
            sources=tuple(self._sources()),
        )  # fmt: skip

    def say(self, key: str, **values: str) -> str:
        return self.words.said("lesson", key, **values)

    def _head(self) -> str:
        kind = self.row["kind"]
        if kind == "sure":  # where no map shows the place, its name does
            return self.say("ask_sure_of", place=self._whole_name())
        return self.say("where_bare" if kind == "where" and len(self.row["text"]) == 1 else f"ask_{kind}")

    def _runs(self) -> Iterator[Run]:
        text = self.row["text"]
        if isinstance(text, str):
            yield from [Run(text=text)] if text else []
            return
        for number, piece in enumerate(text):
            if self.row["kind"] == "where":
                yield from [Run(text=BLANK, kind="blank")] if number else []
                yield Run(text=piece)
            else:
                yield Run(text=piece, kind="name" if number % 2 else "")

    def _name(self, number: int) -> str:
        return self.words.place(self.pins.pins[number].place)

    def _where(self) -> tuple[Sequence[str], Sequence[int]]:
        choices = self.row["choices"]
        return [self._name(n) for n in choices], [choices.index(self.row["place"])] if choices else []

    def _role(self) -> tuple[Sequence[str], Sequence[int]]:
        return [self.say("happened"), self.say("named")], [0 if self.row["happened"] else 1]

    def _sure(self) -> tuple[Sequence[str], Sequence[int]]:
        return [self.say(key) for key in _SURENESS], [self.row["sure"]]

    def _compare(self) -> tuple[Sequence[str], Sequence[int]]:
        return (), ()

    _need = _compare

    def _order(self) -> tuple[Sequence[str], Sequence[int]]:
        texts = [event["text"] for event in self.row["events"]]
        shown = sorted(range(len(texts)), key=texts.__getitem__)
        if shown == sorted(shown):  # never in their right order
            shown.reverse()
        return [texts[n] for n in shown], [shown.index(n) for n in range(len(texts))]

    def _answer(self) -> str:
        if self.row["kind"] in ("compare", "need"):
            return self.say("no_right")
        if self.pin is None:
            return "; ".join(f"{event['date']}: {event['text']}" for event in self.row["events"])
        if self.row["kind"] == "sure":
            return self.say(_SURENESS[self.row["sure"]])
        if self.row["kind"] == "role":
            return self.say("did" if self.row["happened"] else "did_not", name=self.words.place(self.pin.place))
        return self.say("it_is", place=self._whole_name())

    def _whole_name(self) -> str:
        """The place asked about, with its region and country."""
        place = self.pins.pins[self.row["place"]].place
        name = self.words.place(place)
        country = self.words.country(place.country, self.countries.get(place.country, place.country))
        parts = (self.words.region(place.country, place.admin1), country)
        where = self.words.form("comma").join(dict.fromkeys(p for p in parts if p and p != name))
        return self.words.form("comma").join(filter(None, (name, where)))

    def _sentence(self) -> str:
        """The sentence that it was made from, unless that is the headline, which is its source."""
        told = str(self.row.get("sentence", ""))
        return "" if "article" in self.row and told == self.pins.articles[self.row["article"]].title else told

    def _accepted(self) -> Iterator[str]:
        if self.pin and self.row["kind"] == "where":
            yield from dict.fromkeys([self._name(self.row["place"]), *(e.text for e in self.pin.excerpts)])

    def _sources(self) -> Iterator[Source]:
        rows = (self.row, *self.row.get("reports", ()))
        for number in dict.fromkeys(row["article"] for row in rows if "article" in row):
            article = self.pins.articles[number]
            facts = (article.title, article.source, "" if article.date_guessed else article.date)
            yield Source(words=", ".join(filter(None, facts)), url=article.url)
        for told in self.row["told"]:
            yield from (Source(words=source["words"], url=source["url"]) for source in told["sources"])
