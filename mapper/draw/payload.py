"""Payload of the page's scripts: pins, articles and outlines as rows, so that ten thousand places stay small.

articles   [id, title, date, source, url, language, head, body, copies]; copies are [source, date, url] of the same
           report in other papers, and not there where there are none; a piece of head and body is its text, or
           [text, mention, pin or null]; head is 1 where it is the title as it stands, and 0 where there is none; "?"
           behind a date says that nobody has declared it
places     [id, name, kind, country, admin1, precision_km, capital, lat, lon, names, excerpts, wikidata, unchecked];
           names are the other folded names of the place, each between two bars, for the search; the last two, an item
           and 1, are not there where they say nothing
excerpts   [article, mention, role, confidence, reason, before, text, after, others, page]; page is that of a document
           on which it stands, and not there where it has none; role and reason are positions
           in `roles` and `reasons`, others positions in `others` and shares of the belief in hundredths, in turn;
           before, text and after are those of the sentence, or tell it by its article, as sentences.py has it
others     [name, kind, country, admin1, lat, lon] of the places that a mention might have meant instead
areas      [place, lat, lon, shape] of the places that are countries, regions or waters: the position of the place,
           where its name stands, and its shape as traced.py writes it
homes      [code, shape] of the countries that most is about, for the small map of where in the world that is
towns, regions, seas, marks   as around.py has them
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from gazetteer import HAMLETS, Gazetteer, Place

from ..escape import safe_url
from ..pins import BY_STRENGTH, Excerpt, Pin, PinnedArticle, Pins
from ..read.language import language_of
from ..reason import Reason
from .areas import area_of
from .around import marks_around, names_around
from .basemap import SCALE, Country, countries, encode
from .borders import BorderPolicy
from .ground import Ground, ground_of
from .parts import Setting
from .sentences import Sentences
from .words import Words

__all__ = ["payload"]

_MOST_NAMES = 40  # of one place, the shortest; a country has hundreds
_MOST_HOMES = 6
_MOST_OTHERS = 3  # places that a mention might have meant instead


def payload(collected: Pins, title: str, setting: Setting, ground: Ground | None = None) -> dict[str, Any]:
    """JSON for the page's data block; without a gazetteer the towns have no names and search knows no spellings.

    The words themselves are not in it, but places bear their names in that language where it is known.
    """
    words, gazetteer, borders = setting.words, setting.gazetteer, setting.borders
    places = [pin.place for pin in collected.pins]
    names = {place.country: place.name for place in gazetteer.countries()} if gazetteer else {}
    # A village is found by the name it is shown by: its others are not kept by place, and few are known by them.
    listed = [place.id for place in places if place.kind not in HAMLETS]
    spellings = gazetteer.names(listed) if gazetteer else {}
    rows = _Rows(words, Sentences(collected.articles))
    ground = ground or ground_of(places, borders)
    return {
        "title": title,
        "roles": BY_STRENGTH,
        "articles": [_article(article, words) for article in collected.articles],
        "places": [rows.pin(pin, spellings.get(pin.place.id, ())) for pin in collected.pins],
        "unplaced": [rows.excerpt(excerpt) for excerpt in collected.unplaced],
        "reasons": [words.reason(because) for because in rows.reasons],
        "others": [
            [words.place(p), p.kind, p.country, words.region(p.country, p.admin1), round(p.lat, 3), round(p.lon, 3)]
            for p in rows.others
        ],
        "outlines": {"scale": SCALE, "layers": encode(ground.outlines)},
        "areas": list(_areas(places, ground, borders)),
        "homes": list(_homes(collected.pins, gazetteer, ground, borders)) if gazetteer else [],
        "countries": [_label(country, names.get(country.code, country.name), words) for country in countries(borders)],
        "marks": marks_around(places),
        **(names_around(places, gazetteer, words) if gazetteer else {"towns": [], "regions": [], "seas": []}),
    }


def _areas(places: Iterable[Place], ground: Ground, borders: BorderPolicy) -> Iterator[list[Any]]:
    for index, place in enumerate(places):
        if area := area_of(place, ground.detail, borders):
            yield [index, *area.middle, ground.tracer.text(area)]


def _homes(pins: Iterable[Pin], gazetteer: Gazetteer, ground: Ground, borders: BorderPolicy) -> Iterator[list[Any]]:
    weights = Counter[str]()
    for pin in pins:
        weights[pin.place.country] += len(pin.excerpts)
    places = {place.country: place for place in gazetteer.countries()}
    for code, _ in weights.most_common(_MOST_HOMES):
        if code in places and (area := area_of(places[code], ground.detail, borders)):
            yield [code, ground.tracer.text(area)]


class _Rows:
    """Rows of pins and excerpts; what they repeat is kept once, in order of first use."""

    def __init__(self, words: Words, sentences: Sentences) -> None:
        self.words = words
        self.sentences = sentences
        self.reasons: dict[tuple[Reason, ...], int] = {}
        self.others: dict[Place, int] = {}

    def pin(self, pin: Pin, names: Iterable[str]) -> list[Any]:
        place = pin.place
        shortest = sorted((name for name in names if len(name) > 2), key=lambda name: (len(name), name))[:_MOST_NAMES]
        return [
            place.id, self.words.place(place), place.kind, place.country,
            self.words.region(place.country, place.admin1), pin.precision_km, place.capital,
            round(place.lat, 5), round(place.lon, 5), f"|{'|'.join(shortest)}|" if shortest else "",
            [self.excerpt(excerpt) for excerpt in pin.excerpts],
            *([place.wikidata] if place.wikidata or place.unchecked else []), *([1] if place.unchecked else []),
        ]  # fmt: skip

    def excerpt(self, excerpt: Excerpt) -> list[Any]:
        others = [
            part
            for candidate in excerpt.others[:_MOST_OTHERS]
            for part in (self.others.setdefault(candidate.place, len(self.others)), int(candidate.score * 100 + 1e-6))
        ]
        return [
            excerpt.article, excerpt.mention, BY_STRENGTH.index(excerpt.role), round(excerpt.confidence, 3),
            self.reasons.setdefault(excerpt.because, len(self.reasons)),
            *self.sentences.row(excerpt), *([others] if others or excerpt.page else []),
            *([excerpt.page] if excerpt.page else []),
        ]  # fmt: skip


def _article(article: PinnedArticle, words: Words) -> list[Any]:
    row = article.to_dict()
    if words.language != "en":  # in whose language the page's words are not: what reads them out has to know
        row["language"] = article.language or language_of("".join(piece.text for piece in article.body))
    row["head"] = 1 if row["head"] == [row["title"]] else row["head"] or 0
    copies = [
        [copy.source or copy.title or copy.id, copy.date.isoformat() if copy.date else "", safe_url(copy.url)]
        for copy in article.copies
    ]
    return [*row.values(), *([copies] if copies else [])]


def _label(country: Country, name: str, words: Words) -> list[Any]:
    """[code, name, lat, lon, zoom], and 1 for a territory.

    The name is the gazetteer's, as the articles' places have it, or the map's own where that one is too long.
    """
    short = words.country(country.code, name if len(name) <= 20 else country.name)
    return [country.code, short, country.lat, country.lon, country.zoom, *([1] if country.territory else [])]
