"""Borders that a text names by the peoples on them: which is meant, where it lies, what happened there."""

import pytest

from gazetteer import Gazetteer, distance_km
from mapper import Article, Policy, locate
from mapper.lexicon import table
from mapper.reading.english.borders import frontiers_in
from mapper.reason import Reason, reason
from mapper.records import Resolution


def border_in(gazetteer: Gazetteer, text: str, policy: Policy | None = None) -> Resolution | None:
    """What became of the mention of a border, if there is one."""
    (article,) = locate([Article(text=text)], gazetteer=gazetteer, policy=policy)
    return next((r for r in article.resolutions if "border" in r.mention.text), None)


def across(country: str) -> Reason:
    """That of the countries across the border one alone is named."""
    return reason("border_across", country=country)


def says(words: str) -> Reason:
    """That the text says so."""
    return reason("text_says", words=words)


WHICH = reason("border_which", countries=("Israel", "Syria"))


@pytest.mark.parametrize(("text", "countries", "said"), [
    ("Israeli soldiers and gunmen exchanged fire near the Lebanese border on Monday.", "IL-LB", across("Israel")),
    ("Shells fell along the Syrian-Turkish border, killing three.", "SY-TR", says("along the Syrian-Turkish border")),
    ("Two men were found dead on the Polish side of the border with Belarus.", "BY-PL", across("Belarus")),
    ("A patrol was ambushed near the Lebanese border. Syria blamed smugglers.", "LB-SY", across("Syria")),
    ("Syrian refugees died near the Bulgarian border in Turkey.", "BG-TR", across("Turkey")),
    ("North Korean soldiers fired shots at the South Korean border.", "KP-KR", across("North Korea")),
    ("Fighting broke out between Polish and Belarusian guards on the Polish border.", "BY-PL", across("Belarus")),
    ("Kurdish-led Syrian forces struck the rebels near the Turkish border.", "SY-TR", across("Syria")),
    ("Two trucks burned 5 km from the Portuguese border.", "ES-PT", says("5 km from the Portuguese border")),
])  # fmt: skip
def test_a_border_said_by_its_peoples_has_a_pin(gazetteer: Gazetteer, text: str, countries: str, said: Reason) -> None:
    """Where one neighbour alone is named the border is a site, as wide as it is long, and the words are quoted."""
    border = border_in(gazetteer, text)
    assert border is not None
    assert border.place is not None
    assert (border.role, border.place.id) == ("site", f"border:{countries}")
    assert border.because[0].key == "text_says"
    assert said in border.because
    length = next(float(km) for one, other, _, _, km in table("frontiers") if f"{one}-{other}" == countries)
    assert border.place.precision_km > length
    # A place of each of the two countries lies within reach of the point.
    near = gazetteer.near(border.place.lat, border.place.lon, border.place.precision_km, limit=1000)
    assert set(countries.split("-")) <= {place.country for place in near}


@pytest.mark.parametrize(("text", "why"), [
    ("A patrol was ambushed near the Lebanese border.", reason("border_whose")),
    ("Israeli and Syrian soldiers died near the Lebanese border.", WHICH),
    ("Chadian soldiers were killed near the Sudanese border.", reason("border_long", one="Sudan", other="Chad")),
])  # fmt: skip
def test_a_border_in_doubt_has_no_pin(gazetteer: Gazetteer, text: str, why: Reason) -> None:
    """Where two borders may be meant, or the one is too long, there is no place, and the reason says why."""
    border = border_in(gazetteer, text)
    assert border is not None
    assert border.place is None
    assert border.because[-1] == why


@pytest.mark.parametrize(("text", "why"), [
    ("Gunmen killed six in Manbij near the Turkish border.", reason("rule_landmark", place="Manbij")),
    ("Israel would deploy troops along the Lebanese border.", reason("rule_no_event")),
    ("Israel has not fired near the Lebanese border.", reason("rule_no_event")),
    ("Israel didn't shoot anybody near the Lebanese border.", reason("rule_no_event")),
    ("He was born near the Lebanese border in Israel.", reason("rule_no_event")),
    ("Israel is planning patrols along the Lebanese border.", reason("rule_no_event")),
    ("Israel spoke of security along the Lebanese border.", reason("rule_no_event")),
])  # fmt: skip
def test_where_nothing_happened_a_border_is_no_site(gazetteer: Gazetteer, text: str, why: Reason) -> None:
    """Plans, denials, origins and matters of policy are no events, and beside a town it only says where that is."""
    border = border_in(gazetteer, text)
    assert border is not None
    assert border.role == "context"
    assert border.because[-1] == why


@pytest.mark.parametrize("text", [
    "Turkish border guards shot a man in Syria.",
    "On the Syrian border town of Kilis shells fell.",
    "The Abu Kamal post at the Iraqi border crossing was shut.",
    "Poland closed the Belarusian border.",
    "Soldiers crossed the Lebanese border into Israel.",
    "He was caught in Pakistan, far from the Afghan border.",
    "Fans sat on the Christian border.",
    "Fighting erupted near the Israeli and Jordanian borders.",
])  # fmt: skip
def test_a_border_is_marked_only_where_something_is_at_it(text: str) -> None:
    """Guards, towns and crossings of a border, crossing it and closing it are no mentions of a place."""
    assert list(frontiers_in(text)) == []


def test_a_border_less_sure_than_asked_for_has_no_pin(gazetteer: Gazetteer) -> None:
    """--min-confidence holds for borders too."""
    text = "A patrol was ambushed near the Lebanese border. Syria blamed smugglers."
    border = border_in(gazetteer, text, Policy(min_confidence=0.7))
    assert border is not None
    assert border.place is None
    assert border.because[0].key == "unsure"


def test_every_border_lies_between_its_countries(gazetteer: Gazetteer) -> None:
    """The nearest inhabited places around a point of the list are of one of the two countries."""
    for one, other, lat, lon, _ in table("frontiers"):
        near = [place for place in gazetteer.near(float(lat), float(lon), 60.0) if place.population]
        nearest = min(near, key=lambda p: distance_km(float(lat), float(lon), p.lat, p.lon), default=None)
        assert nearest is None or nearest.country in (one, other, "")
