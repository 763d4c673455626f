"""Nothing that is withheld is in any output: facts in their thousands, looked for in the page and in every export."""

import base64
import html
import io
import quopri
import random
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote

import pyogrio
import pytest
from pyarrow.parquet import read_table

from gazetteer import Gazetteer, Place, fold
from mapper.draw.embed import embedding
from mapper.draw.page import draw
from mapper.draw.parts import Part
from mapper.draw.preview import preview
from mapper.export.formats import ENDINGS, export
from mapper.export.views import VIEWS
from mapper.pins import collect
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.withhold import Withheld
from mapper.reason import reason
from mapper.records import Article, Candidate, LocatedArticle, Resolution

from .test_care_kinds import KINDS, NAMED
from .test_kinds_told import TOLD
from .test_notations import LAT, LON, MORE, NOTATIONS, RARER, SPREAD

ONE_VIEW = (".jsonl", ".jsonld", ".png", ".svg", ".lpf.json", ".tei.xml", ".db")
LOW, HIGH = (-38, -20), (58, 140)  # where places are taken from: (lat, lon)


@dataclass(frozen=True)
class Fact:
    """One thing that must not be found: words, an id, or the point of a place."""

    place: Place
    words: str = ""


@cache
def some_places(seed: int, count: int) -> tuple[Place, ...]:
    """Places of many countries and kinds, of names that are not yet in an empty page."""
    store, found = Gazetteer.open(), {}
    rng = random.Random(seed)  # noqa: S311 -- to be repeatable, not secret
    empty = fold(draw([LocatedArticle(article=Article(text="Nothing."))], gazetteer=store))
    countries = {fold(place.name) for place in store.countries()}
    while len(found) < count:
        for place in store.near(rng.uniform(LOW[0], HIGH[0]), rng.uniform(LOW[1], HIGH[1]), 150, 6):
            folded = fold(place.name)
            if len(folded) >= 5 and folded not in countries and f" {folded} " not in empty and place.kind != "country":
                found[folded] = place
    return tuple(sorted(found.values(), key=lambda place: place.id))[:count]


def article_on(place: Place, other: Place, number: int) -> LocatedArticle:
    """An article that tells where a place is in every way that it can be told, and names another one."""
    text = (
        f"Fire in {place.name}, says {other.name}\n\nShells fell on {place.name} at dawn, 9 km from {other.name}. "
        f"{place.name.upper()}’s mayor spoke (at {place.lat:.4f}, {place.lon:.4f}). The map says "
        f"{abs(place.lat):.2f}° {'S' if place.lat < 0 else 'N'} {abs(place.lon):.2f}° {'W' if place.lon < 0 else 'E'}. "
        f"See https://maps.example/@{place.lat},{place.lon},12z or #StandWith{place.name.replace(' ', '')}. "
        f"{other.name} was quiet, and {place.name} hospital closed."
    )
    article = Article(
        text=text, id=f"{fold(place.name).replace(' ', '-')}-{number}", title=text.partition("\n")[0],
        url=f"https://example.org/2024/{fold(place.name).replace(' ', '-')}.html", source=f"{place.name} Herald",
    )  # fmt: skip
    marks = [(m.start(), place) for m in re.finditer(re.escape(place.name), text)][:-1]  # one is not recognised
    marks += [(m.start(), other) for m in re.finditer(re.escape(other.name), text)]
    found: list[Resolution] = []
    for start, where in sorted(marks, key=lambda mark: mark[0]):
        if found and start < found[-1].mention.end:
            continue
        rivals = (
            Candidate(place=where, score=0.8),
            Candidate(place=place, score=0.1),
            Candidate(place=other, score=0.1),
        )
        found.append(
            Resolution(
                mention=article.mention(start, start + len(where.name)), place=where, confidence=0.8, role="site",
                because=(reason("nearby", near=place.name, count=3),),
                candidates=rivals,
            )
        )  # fmt: skip
    return LocatedArticle(article=article, resolutions=tuple(found))


def written(publisher: Publisher, shown: list[LocatedArticle], folder: Path) -> "Iterator[Output]":
    """Each output there is, by name, as one text in which all that it holds can be read."""
    counts = Part(name="publication", data=lambda _: publisher.facts(), scripts=("parts/publication.js",))
    parts = [counts, embedding(["*"], "https://example.org/map.html", "p.png", "a.json")]
    yield Output("page", draw(shown, title="Map", gazetteer=publisher.gazetteer, parts=parts))
    yield Output("preview", preview(collect(shown).pins, 120, 63).decode("latin-1"))
    for ending in ENDINGS:
        # Each format by place and by mention, and one with every view: the views are the same in all.
        for by in VIEWS if ending == ".csv" else [None] if ending in ONE_VIEW else ("place", "mention"):
            path = folder / f"{by or 'out'}{ending}"
            export(shown, path, by=by, title="Map")
            yield Output(f"{ending} by {by}", readable(path))


def readable(path: Path) -> str:
    if path.suffix in (".kmz", ".xlsx", ".zip"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as pack:
            texts = [pack.read(name).decode("utf-8", "replace") for name in pack.namelist()]
    elif path.suffix == ".parquet":  # packed
        texts = [str(read_table(path).to_pylist())]
    else:
        texts = [path.read_bytes().decode("utf-8", "replace")]
    if path.suffix in (".gpkg", ".zip"):  # numbers are not text in these
        _, _, shapes, fields = pyogrio.raw.read(f"/vsizip/{path}" if path.suffix == ".zip" else path)
        texts += [str(struct.unpack("<dd", shape[5:21])) for shape in shapes if shape is not None]
        texts += [" ".join(map(str, row)) for row in zip(*fields, strict=True)]
    return "\n".join(texts)


NUMBER = re.compile(r"(?<![\d.])-?\d{1,3}\.\d+")


class Output:
    """One output, made ready to be asked for many facts."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text, self.folded = name, text, f" {fold(text)} "
        found = [*NUMBER.finditer(text)]
        self.numbers = {cut(m[0], digits) for m in found for digits in (4, 5)}
        near = [(m[0], n[0]) for m, n in pairwise(found) if n.start() - m.end() <= 14]
        self.pairs = {(cut(m, d), cut(n, d)) for one in near for m, n in (one, one[::-1]) for d in range(1, 6)}

    def tells(self, fact: Fact, kept: Gazetteer, shown: "Shown") -> bool:
        """True where the fact is there. What may be shown may share a coordinate, and a neighbour the first digits."""
        if fact.words:
            return f" {fold(fact.words)} " in self.folded or (":" in fact.words and fact.words in self.text)
        place = fact.place
        for digits in range(shown.from_digit, 6):
            lats, lons = forms(place.lat, digits), forms(place.lon, digits)
            if digits >= 4 and (lats | lons) & (self.numbers - shown.numbers):
                return True
            if not any((lat, lon) in self.pairs for lat in lats for lon in lons):
                continue
            around = [*kept.near(place.lat, place.lon, 15, 300), *shown.places]
            if not any(forms(p.lat, digits) & lats and forms(p.lon, digits) & lons for p in around):
                return True
        return False


def cut(number: str, digits: int) -> str:
    """A number as printed, to so many digits; "" where it has fewer."""
    whole, _, part = number.partition(".")
    return f"{whole}.{part[:digits]}" if len(part) >= digits else ""


def forms(value: float, digits: int) -> set[str]:
    """A coordinate to so many digits, rounded and cut off."""
    return {f"{value:.{digits}f}", cut(f"{value:.6f}", digits)}


@dataclass(frozen=True)
class Shown:
    """What may be found: the places that are shown, their coordinates, and those that every page has."""

    places: set[Place]
    numbers: set[str]
    from_digit: int


def leaks(
    outputs: list[Output],
    facts: list[Fact],
    kept: Gazetteer,
    shown: Iterable[LocatedArticle],
    from_digit: int = 1,
) -> list[tuple[str, Fact]]:
    """The facts that are found, with the output."""
    places = {place for item in shown for r in item.resolutions if (place := r.place)} - {f.place for f in facts}
    numbers = {form for p in places for value in (p.lat, p.lon) for digits in (4, 5) for form in forms(value, digits)}
    empty = Output("empty", draw([LocatedArticle(article=Article(text="Nothing."))], gazetteer=kept))
    fair = Shown(places, numbers | empty.numbers, from_digit)
    return [(output.name, fact) for output in outputs for fact in facts if output.tells(fact, kept, fair)]


CAMPS = ("zamzam", "al-hol", "abu-shouk", "ain-el-hilweh", "areesha", "al-roj", "aqabat-jabr", "ajuong-thok")


def test_no_output_tells_what_is_withheld(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Of a thousand facts in two hundred articles, withheld by id, name or kind, none is in the page or an export."""
    places = some_places(7, 392)
    camps = tuple(place for name in CAMPS if (place := gazetteer.get(f"mapper:{name}")))
    secret, others = places[::2] + camps, places[1::2]
    half = len(secret) // 2
    listed = Withheld(
        places=(*(place.id for place in secret[:half]), *(place.name for place in secret[half:-8])), kinds=("camp",)
    )
    articles = [article_on(place, others[n % len(others)], n) for n, place in enumerate(secret)]
    publisher = Publisher(PublicationPolicy(withhold=listed), gazetteer)
    shown = list(publisher.apply(articles))
    facts = [
        fact
        for place in secret
        for fact in (
            Fact(place), Fact(place, place.name), Fact(place, place.id), Fact(place, f"{place.name} hospital"),
            Fact(place, f"{place.name} Herald"),
        )
    ]  # fmt: skip
    outputs = list(written(publisher, shown, tmp_path))
    assert len(facts) == 1020
    assert len(outputs) == 2 + len(VIEWS) + len(ONE_VIEW) + 2 * (len(ENDINGS) - len(ONE_VIEW) - 1)
    # The search finds what is not withheld, so that it would find a leak.
    openly = [Output("text", "\n".join(str(item.to_dict()) for item in articles))]
    assert len(leaks(openly, facts, publisher.gazetteer, articles)) >= 1000
    assert leaks(outputs, facts, publisher.gazetteer, shown) == []


@pytest.mark.parametrize("to", [10.0, "district", "region"])
def test_no_output_tells_where_a_place_was_before_it_was_moved(
    to: float | str, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    """Of 150 places made coarser, no point is in the page or in an export, to any digit beyond the first."""
    places = [place for place in some_places(11, 280) if place.precision_km < 10 and place.kind in ("city", "village")]
    articles = [article_on(place, places[n - 1], n) for n, place in enumerate(places[:150])]
    publisher = Publisher(PublicationPolicy(coarsen=to), gazetteer)
    shown = list(publisher.apply(articles))
    assert publisher.counts.moved >= 150
    outputs = list(written(publisher, shown, tmp_path)) if to == 10.0 else [in_rows(shown, tmp_path)]
    # The first digit is 11 km, and as much may be known.
    facts = [Fact(place) for place in places[:150]]
    assert leaks(outputs, facts, publisher.gazetteer, shown, from_digit=2) == []


def in_rows(shown: list[LocatedArticle], folder: Path) -> Output:
    """What a place is drawn from, in full: the located articles themselves."""
    export(shown, folder / "out.jsonl")
    return Output(".jsonl", readable(folder / "out.jsonl"))


def decoded(text: str) -> str:
    """A text with what it holds in other encodings behind it: of addresses, HTML, JSON, mails, and packed as base64."""
    escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    every = (text, unquote(text), html.unescape(text), escaped, html.unescape(unquote(escaped)), *unpacked(text))
    return unicodedata.normalize("NFKC", "\n".join(dict.fromkeys(every))).casefold()


def unpacked(text: str) -> Iterator[str]:
    """What stands in a text as base64, as it is or compressed, in two of Unicode's forms; and as a mail's signs."""
    yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    yield text.replace("\0", "")  # of UTF-16
    for found in re.finditer(r"[A-Za-z0-9+/]{40,}={0,2}", text):
        raw = base64.b64decode(found[0][: len(found[0]) // 4 * 4])
        with suppress(zlib.error):
            raw = zlib.decompress(raw, wbits=47)
        yield raw.decode("utf-8", "replace")
        yield raw.decode("utf-16-le", "replace")


def tells(text: str, secret: str) -> bool:
    """True where a text has it; what is short may be a piece of any word."""
    return secret in text and (len(secret) > 5 or bool(re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text)))


def test_no_output_has_a_notation_or_a_name_of_a_withheld_kind(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """One article with every notation of a point and every name: none is in any output, in any encoding."""
    names = [name for _, found in (*NAMED, *TOLD) for name in found]
    notations = (*NOTATIONS, *MORE, *RARER, *SPREAD)
    told = [*(text for text, _ in (*NAMED, *TOLD)), *(f"They dug at {written}, he said." for written in notations)]
    text = "Shells hit Kharkiv.\n\n" + "\n\n".join([*told, *(quote(one, safe="") for one in told)])
    article = Article(text=text, title=" ".join(told), id="a", source="Nasser Hospital, Sunrise")
    (kharkiv,) = gazetteer.candidates("Kharkiv", 1)
    found = [
        Resolution(
            mention=article.mention(at, at + len(name)), place=place, confidence=0.9, role="site",
            because=(reason("nearby", near=f"{name}, {NOTATIONS[0]}", count=3),),
            candidates=tuple(Candidate(place=one, score=0.1) for one in gazetteer.candidates(name, 3)),
        )
        for name, place in [("Kharkiv", kharkiv), *((name, None) for name in dict.fromkeys(names))]
        if (at := text.find(name)) >= 0
    ]  # fmt: skip
    withheld = Withheld(kinds=KINDS.kinds, places=(f"{LAT}, {LON}",))
    publisher = Publisher(PublicationPolicy(withhold=withheld, coarsen=10.0), gazetteer)
    located = LocatedArticle(article=article, resolutions=tuple(sorted(found, key=lambda r: r.mention.start)))
    shown = list(publisher.apply([located]))
    empty = decoded(draw([LocatedArticle(article=Article(text="Nothing."))], gazetteer=publisher.gazetteer))
    parts = {"73891", "58482", "44.334", "35.088", "filled.count", "phqm+hw", "ubfr4kd2", "kn88sr97", "484420n"}
    secrets = {one.casefold() for one in (*notations, *names, *parts)} - {""}
    secrets = {one for one in secrets if len(one) > 3 and one not in empty}
    assert len(secrets) > 250
    openly = decoded(str(located.to_dict()))
    assert not {one for one in secrets if one not in openly} - set(map(str.casefold, (*notations, *names)))
    for output in written(publisher, shown, tmp_path):
        text = decoded(output.text)
        assert (output.name, sorted(one for one in secrets if tells(text, one))) == (output.name, [])
