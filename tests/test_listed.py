"""What a list comes to: which places, which names and which mentions are meant by an entry, and which are not."""

from dataclasses import replace

import pytest

from gazetteer import Gazetteer, Place
from mapper.protect.listed import Listed
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.redact import MARK, Redactor
from mapper.protect.withhold import Withheld
from mapper.reason import reason
from mapper.records import Article, LocatedArticle, Resolution, Role

from .pages import KHERSON, KYIV, ODESA

CAMP = Place(id="own:north-site", name="North Site", lat=10.0, lon=20.0, kind="camp", country="SD")


def located(text: str, *marks: tuple[str, Place | None, Role]) -> LocatedArticle:
    """An article with mentions of these words, each where it first stands behind the one before."""
    article, found, at = Article(text=text, id="a"), [], 0
    for words, place, role in marks:
        at = text.index(words, at)
        mention = article.mention(at, at + len(words))
        at += len(words)
        found.append(
            Resolution(mention=mention, place=place, confidence=0.9, role=role, because=(reason("only", name="x"),))
        )
    return LocatedArticle(article=article, resolutions=tuple(found))


def listed(gazetteer: Gazetteer, items: list[LocatedArticle], **withhold: tuple[str, ...]) -> tuple[Listed, Redactor]:
    redactor = Redactor(gazetteer)
    found = Listed(Withheld(**withhold), gazetteer, redactor)
    found.gather(items)
    return found, redactor


def left(gazetteer: Gazetteer, item: LocatedArticle, **withhold: tuple[str, ...]) -> str:
    (shown,) = Publisher(PublicationPolicy(withhold=Withheld(**withhold)), gazetteer).apply([item])
    return shown.article.text


def test_a_place_is_meant_by_each_kind_of_entry(gazetteer: Gazetteer) -> None:
    """By its id, its name, its kind, and by a point within a kilometre of it; others are not."""
    others = [KYIV, KHERSON, CAMP]
    for entry, place in (("geonames:698740", ODESA), ("Odesa", ODESA), ("own:north-site", CAMP), ("North Site", CAMP)):
        found, _ = listed(gazetteer, [], places=(entry,))
        assert found.names(place)
        assert not any(found.names(other) for other in others if other != place)
    for id_ in ("own:north-site", "north_site", "own:north-site:1", "x.north.site"):
        assert listed(gazetteer, [], places=("North Site",))[0].names(replace(KYIV, id=id_))
    by_kind, _ = listed(gazetteer, [], kinds=("camp",))
    assert by_kind.names(CAMP)
    assert not by_kind.names(KYIV)
    nothing, _ = listed(gazetteer, [])
    assert not nothing.names(CAMP)


def test_a_kind_of_two_words_is_one_of_the_gazetteer_too(gazetteer: Gazetteer) -> None:
    """What is called border_crossing there is a border crossing in a list."""
    found, _ = listed(gazetteer, [], kinds=("border crossing",))
    assert found.names(replace(CAMP, kind="border_crossing"))
    assert not found.names(CAMP)


@pytest.mark.parametrize(("entry", "at", "is_meant"), [
    ("10.0000, 20.0000", (10.0, 20.0), True), ("10.0000, 20.0000", (10.008, 20.0), True),
    ("10.0000, 20.0000", (10.02, 20.0), False), ("10.0000, 20.0000", (10.0, 20.02), False),
    ("10.0000, 20.0000", (20.0, 10.0), False),
])  # fmt: skip
def test_a_point_means_what_is_near_it(
    entry: str, at: tuple[float, float], is_meant: bool, gazetteer: Gazetteer
) -> None:
    """Within a kilometre."""
    found, redactor = listed(gazetteer, [], places=(entry,))
    assert found.names(replace(CAMP, lat=at[0], lon=at[1])) is is_meant
    assert redactor.blank("at 10.0012, 20.0034 and 11.0012, 20.0034") == f"at {MARK} and 11.0012, 20.0034"


def test_an_id_that_nobody_knows_is_no_name(gazetteer: Gazetteer) -> None:
    """Its words stay in the text, and the place of an article that has it goes."""
    item = located("Site north of North Site, own:thing said.", ("North Site", CAMP, "site"))
    assert left(gazetteer, item, places=("own:north-site",)) == f"Site north of {MARK}, own:thing said."
    assert "thing" in left(gazetteer, item, places=("own:thing",))


def test_all_that_is_called_by_a_listed_name_goes_with_its_other_names(gazetteer: Gazetteer) -> None:
    """As the articles call it, and as the gazetteer does, beginning with a capital."""
    text = "The Pearl fell. Odessa burned; a pearl was found in Odesa."
    item = located(text, ("Pearl", ODESA, "site"), ("Odesa", ODESA, "site"))
    assert (
        left(gazetteer, item, places=("geonames:698740",))
        == f"The {MARK} fell. {MARK} burned; a pearl was found in {MARK}."
    )
    assert left(gazetteer, located("In Odessa it rained."), places=("geonames:698740",)) == f"In {MARK} it rained."


@pytest.mark.parametrize(("withhold", "text", "unused"), [
    ({"places": ("Odesa", "Khersun")}, "Rain in Odesa.", ["Khersun"]),
    ({"places": ("geonames:698740", "geonames:706448")}, "Rain in Odesa.", ["geonames:706448"]),
    ({"kinds": ("hospital", "camp")}, "Al-Shifa Hospital shut in Odesa.", ["camp"]),
    ({"kinds": ("hospital", "camp")}, "OKHMATDYT shut in Odesa.", ["camp"]),
    ({"roles": ("site", "actor")}, "Rain in Odesa.", ["actor"]),
    ({"names": ("Maria", "Petro")}, "Maria was in Odesa.", ["Petro"]),
])  # fmt: skip
def test_what_nothing_answers_to_is_known(
    withhold: dict[str, tuple[str, ...]], text: str, unused: list[str], gazetteer: Gazetteer
) -> None:
    """An entry that is in none of the articles may be mistyped."""
    item = located(text, ("Odesa", ODESA, "site"))
    publisher = Publisher(PublicationPolicy(withhold=Withheld(**withhold)), gazetteer)
    list(publisher.apply([item]))
    assert publisher.unused() == unused


def test_a_role_takes_the_words_that_no_other_mention_has(gazetteer: Gazetteer) -> None:
    """By the place where there is one, else by the word in any case."""
    text = "Kyiv spoke of Kherson. In KHERSON and Novo it rained; novo is small, say staff of Vold."
    item = located(
        text, ("Kyiv", KYIV, "actor"), ("Kherson", KHERSON, "actor"), ("KHERSON", KHERSON, "site"),
        ("Novo", None, "site"), ("novo", None, "actor"), ("Vold", None, "actor"),
    )  # fmt: skip
    shown = left(gazetteer, item, roles=("actor",))
    assert shown == f"{MARK} spoke of {MARK}. In KHERSON and Novo it rained; {MARK} is small, say staff of {MARK}."


@pytest.mark.parametrize(("text", "marks", "blanked"), [
    # A town is no hospital's because one bears its name; a camp's own town is.
    ("Nasser is a town. Rain in Nasser.", {"Nasser": (25_000, 10.0)}, 0),
    ("Rain in Nasser.", {"Nasser": (5_000, 10.0)}, 1),
    ("Rain in Bureij.", {}, 1), ("Families left Kakuma.", {}, 1), ("Kakuma camp grew. Kakuma is dry.", {}, 2),
    ("Ifo camp flooded; Ifo is muddy.", {"Ifo": (88_000, 3.0)}, 2),
    ("Idlib camps; Idlib", {"Idlib": (165_000, 3.0)}, 1),
    ("the camps of Ifo", {"Ifo": (88_000, 3.0)}, 1), ("the camps of Idlib", {"Idlib": (165_000, 3.0)}, 0),
    ("camps of northern Syria", {}, 0), ("the hospitals of Bakhmut", {"Bakhmut": (71_000, 3.0)}, 0),
    ("In Soledar, Ukraine, a camp.", {}, 0), ("Humphreys spoke at Camp Humphreys.", {}, 2),
    ("Sunrise is a hospital for women.", {"Sunrise": (90_000, 3.0)}, 1), ("Dar al-Shifa was full.", {}, 1),
    ("the Lotus House Hospital and a lotus house", {}, 1), ("the camps of Bila Tserkva", {}, 0),
    ("the camps of the Sahel", {}, 0), ("the Sunrise and Dawn hospitals. Sunrise burned, and Dawn.", {}, 3),
    ("General Humphreys spoke.", {}, 0), ("A soroka flew.", {}, 0), ("Okhmatdyt was full.", {}, 1),
])  # fmt: skip
def test_a_name_is_told_from_a_town_of_its_name(
    text: str, marks: dict[str, tuple[int, float]], blanked: int, gazetteer: Gazetteer
) -> None:
    """By how many people live there, how near it is, and by what the text says."""
    found = [
        (name, replace(CAMP, id=f"x:{people}", name=name, kind="city", population=people, lat=lat), "site")
        for name, (people, lat) in marks.items()
        for _ in range(text.count(name))
    ]
    item = located(text, *found)  # type: ignore[arg-type]  # "site" is a role
    assert left(gazetteer, item, kinds=("camp", "hospital")).count(MARK) == blanked


def test_a_facility_is_of_a_kind_by_any_of_its_names(gazetteer: Gazetteer) -> None:
    """A town that has a hospital among its names is none."""
    facility = gazetteer.get("mapper:okhmatdyt")
    assert facility
    found, _ = listed(gazetteer, [], kinds=("hospital",))
    assert found.names(facility)
    assert found.names(replace(facility, id="x:1", name="Lund Hospital"))
    assert not found.names(replace(facility, id="x:2", name="Lund"))
    assert not found.names(replace(facility, id="x:3", name="Lund", kind="city"))


def test_a_name_means_the_likeliest_place_that_has_it(gazetteer: Gazetteer) -> None:
    """Others that bear it beside their own name are meant where an article calls them so."""
    first, *others = gazetteer.candidates("Peking", 5)
    rivals = [place for place in others if "ek" not in place.name]
    assert rivals
    found, _ = listed(gazetteer, [], places=("Peking",))
    assert found.names(first)
    assert not any(found.names(rival) for rival in rivals)
    called, _ = listed(gazetteer, [located("Rain in Peking.", ("Peking", rivals[0], "site"))], kinds=("camp",))
    assert not called.names(rivals[0])
