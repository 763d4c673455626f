"""Care goes through every field of every record, and leaves the others as they are."""

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from gazetteer import Gazetteer
from mapper.confirmed import Confirmed
from mapper.origins import Coded, Copy, Moment
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.withhold import Withheld
from mapper.reason import reason
from mapper.records import Article, Candidate, LocatedArticle, Resolution

from .pages import KHERSON, KYIV

# Every record that an article has in it, and each of its fields that may have any words.
RECORDS: dict[str, Any] = {
    "copies": Copy(id="b"), "coded": Coded(dataset="ACLED", lat=1.0, lon=2.0), "times": Moment(start=0, time="12:00"),
    "confirmed": Confirmed(role=True), "place": KYIV, "candidates": Candidate(place=KHERSON, score=0.1),
    "because": reason("nearby", near="Lviv", count=3), "article": Article(text="Rain fell in Kyiv.", id="a"),
}  # fmt: skip
FIELDS = [
    (name, field.name)
    for name, record in RECORDS.items()
    for field in fields(record.place if name == "candidates" else record)
    if field.type is str or (name, field.name) == ("because", "values")
]


def secret_in(name: str, key: str, secret: str) -> LocatedArticle:
    """An article that has the secret in one field, and nowhere else."""
    record = RECORDS[name]
    if name == "candidates":
        record = replace(record, place=replace(record.place, **{key: secret}))
    elif name == "because":
        record = reason("nearby", near=("Lviv", secret), place=secret, count=3)
    else:
        text = f"Rain fell in Kyiv. {secret}" if key == "text" else secret
        record = replace(record, **{key: text})
    article = record if name == "article" else RECORDS["article"]
    if name in ("copies", "coded", "times"):
        article = replace(article, **{name: (record,)})
    given = {name: record if name in ("confirmed", "place") else (record,)}
    found = Resolution(
        mention=article.mention(article.text.index("Kyiv"), article.text.index("Kyiv") + 4),
        **{"place": KYIV, "because": (reason("nearby", near="Lviv", count=3),), "confidence": 0.9, "role": "site"}
        | (given if name in ("confirmed", "place", "candidates", "because") else {}),
    ) if "Kyiv" in article.text else None  # fmt: skip
    return LocatedArticle(article=article, resolutions=(found,) if found else ())


@pytest.mark.parametrize(("name", "key"), FIELDS)
@pytest.mark.parametrize(
    "care", [{"withhold": Withheld(names=("Zamzam",))}, {"withhold": Withheld(places=("Zamzam",)), "coarsen": 10.0}]
)
def test_no_field_of_any_record_keeps_a_withheld_name(
    name: str, key: str, care: dict[str, Any], gazetteer: Gazetteer
) -> None:
    """Whichever of them holds it, the text or the id of a rival, also one that is added later."""
    item = secret_in(name, key, "Zamzam")
    (shown,) = Publisher(PublicationPolicy(**care), gazetteer).apply([item])
    assert "zamzam" not in str(shown.to_dict()).casefold()


def test_what_names_nothing_stays(gazetteer: Gazetteer) -> None:
    """Copies, what an editor confirmed, rivals and reasons; of an article all but who wrote it and at what minute."""
    copies = (Copy(id="b", title="Rain", url="https://x.org/b", source="Y"), Copy(id="zamzam"))
    article = replace(
        RECORDS["article"], title="Rain", source="Herald", language="en", url="https://x.org/a",
        pages=(0, 5), copies=copies,
        author="Ann", section="World", times=(RECORDS["times"],), coded=(RECORDS["coded"],),
    )  # fmt: skip
    confirmed = Confirmed(role=True, by="Ann", at="2024-05-01", why="said so")
    found = Resolution(
        mention=article.mention(13, 17), place=KYIV, confidence=0.9, role="site", confirmed=confirmed,
        because=(RECORDS["because"],), candidates=(Candidate(place=KYIV, score=0.9), RECORDS["candidates"]),
    )  # fmt: skip
    item = LocatedArticle(article=article, resolutions=(found,))
    (shown,) = Publisher(PublicationPolicy(withhold=Withheld(names=("Zamzam",))), gazetteer).apply([item])
    assert shown.resolutions == (found,)
    assert shown.article == replace(article, copies=copies[:1], author="", section="", times=(), coded=())


def test_what_is_held_back_is_counted(gazetteer: Gazetteer) -> None:
    """Each that is too new, and each that nobody has dated."""
    now = dt.datetime(2024, 5, 3, tzinfo=dt.UTC)
    days = [None, dt.date(2024, 5, 2), None, dt.date(2024, 4, 1), dt.date(2024, 5, 2)]
    items = [LocatedArticle(article=Article(text="Rain.", id=str(at), date=day)) for at, day in enumerate(days)]
    publisher = Publisher(PublicationPolicy(delay=dt.timedelta(hours=48)), gazetteer, now)
    assert [item.article.id for item in publisher.apply(items)] == ["3"]
    assert (publisher.counts.late, publisher.counts.undated) == (2, 2)


def test_places_and_passages_are_counted_once(gazetteer: Gazetteer) -> None:
    """A place by its id, a mention and a blank wherever they stand, an article where it lost a word."""
    text = "Kyiv and Kherson, Kyiv."
    article = Article(text=text, id="a", title="Kyiv", source="Kyiv Post")
    found = tuple(
        Resolution(
            mention=article.mention(at, at + len(place.name)), place=place, confidence=0.9, role="site",
            because=(RECORDS["because"],),
        )
        for at, place in ((0, KYIV), (9, KHERSON), (18, KYIV))
    )  # fmt: skip
    publisher = Publisher(PublicationPolicy(withhold=Withheld(places=("Kyiv",)), coarsen=10.0), gazetteer)
    other = LocatedArticle(article=Article(text="Rain.", id="b"))
    (shown, same) = publisher.apply([LocatedArticle(article=article, resolutions=found), other])
    assert [r.mention.text for r in shown.resolutions] == ["Kherson"]
    assert shown.article.text[slice(shown.resolutions[0].mention.start, shown.resolutions[0].mention.end)] == "Kherson"
    assert same == other
    counts = publisher.counts
    assert (counts.places, counts.mentions, counts.words, counts.articles, counts.moved) == (1, 2, 4, 1, 1)
    facts = publisher.facts()
    assert (facts["coarsened"], facts["hours"], facts["only"], facts["internal"]) == ("10 km", 0, [], False)
