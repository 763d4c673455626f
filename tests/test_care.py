"""Published with care: what is left out, what is moved, and what is said of it."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gazetteer import Gazetteer, Place, distance_km
from mapper.cli import main
from mapper.errors import InputError
from mapper.protect.coarsen import Coarsener, coarsening
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.redact import MARK, Redactor
from mapper.protect.withhold import Withheld, read_withheld
from mapper.reason import reason
from mapper.records import Article, LocatedArticle, Resolution

from .pages import BLACK_SEA, KHERSON, KYIV, ODESA, port, quiet, tanker

NOW = dt.datetime(2022, 10, 8, 12, tzinfo=dt.UTC)


def publisher(gazetteer: Gazetteer, **care: object) -> Publisher:
    return Publisher(PublicationPolicy(**care), gazetteer, NOW)  # type: ignore[arg-type]  # the callers write fields out


def only(gazetteer: Gazetteer, item: LocatedArticle, **care: object) -> LocatedArticle:
    (shown,) = publisher(gazetteer, **care).apply([item])
    return shown


def mapper(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_without_a_wish_articles_pass_as_they_are(gazetteer: Gazetteer) -> None:
    """Nobody pays for what was not asked for, and the gazetteer stays the same object."""
    run = publisher(gazetteer)
    assert list(run.apply(iter([port(), quiet()]))) == [port(), quiet()]
    assert run.gazetteer is gazetteer


@pytest.mark.parametrize(("hours", "shown"), [(0, 2), (59, 1), (61, 0)])
def test_an_article_is_held_back_from_the_end_of_its_day(gazetteer: Gazetteer, hours: int, shown: int) -> None:
    """The 5th ends 60 hours before noon of the 8th; what has no date may be of today."""
    run = publisher(gazetteer, delay=dt.timedelta(hours=hours))
    if shown:
        assert len(list(run.apply([port(), tanker()]))) == shown
        assert run.counts.undated == 2 - shown
    else:
        with pytest.raises(InputError, match=r"held back \(1 newer than --delay allows and 1 without a date\)"):
            list(run.apply([port(), tanker()]))


@pytest.mark.parametrize(("entry", "pages"), [("Odesa", ()), ("Lviv", (0, 30))])
def test_an_article_that_loses_words_loses_its_pages(gazetteer: Gazetteer, entry: str, pages: tuple[int, ...]) -> None:
    """They would begin in the wrong places of what is left; another article keeps its own."""
    located = port()
    printed = replace(located, article=replace(located.article, pages=(0, 30)))
    assert only(gazetteer, printed, withhold=Withheld(places=(entry,))).article.pages == pages


@pytest.mark.parametrize("entry", ["geonames:698740", "Odesa", "odessa"])
def test_a_place_is_withheld_with_all_its_spellings(gazetteer: Gazetteer, entry: str) -> None:
    """By id or by any of its names: no pin, no word in title, text and reasons, no link, no id that was made of it."""
    run = publisher(gazetteer, withhold=Withheld(places=(entry,)))
    (shown,) = run.apply([port()])
    said = json.dumps(shown.to_dict(), ensure_ascii=False)
    assert "odes" not in said.lower()
    assert "698740" not in said
    assert shown.article.title == f"Drones hit the port of {MARK}"
    assert (shown.article.url, shown.article.id[:7]) == ("", "sha256:")
    assert [r.mention.text for r in shown.resolutions] == ["Black Sea", "Kyiv", "Kherson", "Novoselivka"]
    assert (run.counts.places, run.counts.mentions, run.counts.articles) == (1, 3, 1)
    assert not [p for p in run.gazetteer.near(ODESA.lat, ODESA.lon, 20, 500) if "Odesa" in p.name]


def test_what_is_near_is_as_it_was(gazetteer: Gazetteer) -> None:
    """An article that names nothing withheld keeps its link, its id and its words."""
    shown = only(gazetteer, tanker(), withhold=Withheld(places=("geonames:703448",)))
    assert shown == tanker()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Odessa’s docks", f"{MARK} docks"),
        ("in ODESA, Одеса", f"in {MARK}, {MARK}"),
        ("an Odesan sailor", f"an {MARK} sailor"),
        ("O\u00addesa", MARK),
        ("#StandWithOdesa now", f"{MARK} now"),
        ("https://x.org/2022/odesa-port?a=1 says", f"{MARK} says"),
        ("https://x.org/%D0%9E%D0%B4%D0%B5%D1%81%D0%B0 says", f"{MARK} says"),
        ("at 46.4857, 30.7438 today", f"at {MARK} today"),
        ("46°29′N 30°44′E", MARK),
        ("the code is codesa and 46.48", "the code is codesa and 46.48"),
    ],
)
def test_a_name_is_found_however_it_is_written(gazetteer: Gazetteer, said: str, left: str) -> None:
    """Other cases, scripts, endings, tags and addresses; and coordinates in any form that the recogniser reads."""
    redactor = Redactor(gazetteer)
    for name in ("Odesa", "Odessa"):
        redactor.add(name)
    redactor.add_point(46.48572, 30.74383)
    assert redactor.blank(said) == left


def test_a_spelling_that_is_a_word_is_withheld_as_a_name_alone(gazetteer: Gazetteer) -> None:
    """Where the town of Nice is withheld, nice weather is not."""
    redactor = Redactor(gazetteer)
    redactor.add("Police")
    assert redactor.blank("Police said that police were in Police.") == f"{MARK} said that police were in {MARK}."


CAMP = Place(id="mapper:zamzam", name="Zamzam camp", lat=13.49, lon=25.31, kind="camp", country="SD", precision_km=3)


def camp() -> LocatedArticle:
    text = (
        "Shelling hit the Zamzam camp, where Kyiv's aid had come. Patients of Al-Shifa Hospital were moved; Al-Shifa "
        "burned. The hospital of the town stood. People walked out of Zamzam."
    )
    article = Article(text=text, id="a", title="Camp hit")
    at = text.index("Zamzam camp"), text.index("Kyiv")
    return LocatedArticle(
        article=article,
        resolutions=tuple(
            Resolution(
                mention=article.mention(start, start + len(words)), place=place, confidence=0.9, role="site",
                because=(reason("rule_landmark", place="Zamzam"),),
            )
            for start, words, place in ((at[0], "Zamzam camp", CAMP), (at[1], "Kyiv", KYIV))
        ),
    )  # fmt: skip


def test_kinds_are_withheld_where_nobody_marked_them_too(gazetteer: Gazetteer) -> None:
    """A camp by its kind, a hospital by the word in its name; and what either is called without that word."""
    shown = only(gazetteer, camp(), withhold=Withheld(kinds=("camp", "hospital")))
    assert shown.article.text == (
        f"Shelling hit the {MARK}, where Kyiv's aid had come. Patients of {MARK} were moved; {MARK} "
        f"burned. The hospital of the town stood. People walked out of {MARK}."
    )
    (kyiv,) = shown.resolutions
    assert (kyiv.mention.text, kyiv.reason) == ("Kyiv", f"it only says where {MARK} is")
    assert shown.article.text[kyiv.mention.start : kyiv.mention.end] == "Kyiv"


def test_a_role_is_withheld_with_the_places_that_have_no_other(gazetteer: Gazetteer) -> None:
    """Kyiv, an actor alone, is gone; Odesa, a site and context, stays where it is a site."""
    shown = only(gazetteer, port(), withhold=Withheld(roles=("actor", "context")))
    assert {r.role for r in shown.resolutions} == {"site"}
    assert "Kyiv" not in shown.article.text
    assert shown.article.text.count("Odessa") == 2


def test_only_leaves_the_words_and_takes_the_pins(gazetteer: Gazetteer) -> None:
    """--only site: nothing is withheld, so the text is what it was."""
    shown = only(gazetteer, port(), only=frozenset({"site"}))
    assert shown.article == port().article
    assert {r.role for r in shown.resolutions} == {"site"}


@pytest.mark.parametrize("to", [10.0, "district", "region"])
def test_a_place_that_was_moved_lies_in_its_circle(gazetteer: Gazetteer, to: float | str) -> None:
    """What the new precision says is true, and neither id nor population leads back."""
    for name in ("Kupiansk", "Zamzam camp", "Izmail", "Timbuktu", "Apia"):
        place = gazetteer.candidates(name)[0]
        moved = Coarsener(to, gazetteer)(place)
        assert distance_km(place.lat, place.lon, moved.lat, moved.lon) <= moved.precision_km
        assert moved.precision_km >= 10
        assert (moved.lat, moved.lon) != (place.lat, place.lon)
        assert place.id not in moved.id
        assert moved.population != place.population or not place.population


def test_places_of_one_cell_come_to_one_point(gazetteer: Gazetteer) -> None:
    """So that averages over many maps tell no more than one of them."""
    coarsen = Coarsener(10.0, gazetteer)
    one = coarsen(replace(KHERSON, lat=46.600, lon=32.600, precision_km=1.0))
    assert one == coarsen(replace(KHERSON, lat=46.601, lon=32.601, precision_km=1.0))
    assert coarsen(BLACK_SEA) is BLACK_SEA


def test_a_point_of_the_text_goes_with_its_digits(gazetteer: Gazetteer) -> None:
    """--coarsen takes coordinates out of the words as well, where they say more than the map may."""
    article = Article(text="A base at 48.5956, 37.9999 burned.")
    place = Place(
        id="point:48.59560,37.99990", name="48.5956° N, 37.9999° E", lat=48.5956, lon=37.9999, kind="area",
        precision_km=0.05,
    )  # fmt: skip
    found = Resolution(
        mention=article.mention(10, 26), place=place, confidence=0.9, role="site", because=(reason("coordinates"),)
    )
    shown = only(gazetteer, LocatedArticle(article=article, resolutions=(found,)), coarsen=10.0)
    assert shown.article.text == f"A base at {MARK} burned."


@pytest.mark.parametrize(("text", "means"), [("10km", 10.0), ("2.5 KM", 2.5), ("Region", "region"), ("none", 0.0)])
def test_coarsening_is_read(text: str, means: float | str) -> None:
    """A distance in km, a unit, or none."""
    assert coarsening(text) == means


LISTS = {
    "bad.toml": ("kind = ['camp']", "bad.toml: 'kind' is no part of a list; did you mean 'kinds'?"),
    "text.toml": ("kinds = 'camp'", 'text.toml: kinds must be a list of texts, such as kinds = ["…"]'),
    "broken.toml": ("kinds = [", "broken.toml: is not TOML ("),
    "role.txt": ("role: sites", "role.txt: 'sites' is no role; did you mean 'site'?"),
    "empty.txt": ("# nothing\n", "empty.txt: names nothing to withhold; a list has places, kinds, roles or names"),
    "colon.txt": ("name:", "colon.txt:1: nothing stands behind the colon"),
    "land.txt": ("kind: country", "land.txt: a country is drawn and named by the map itself and cannot be withheld"),
    "gone.txt": (None, "gone.txt: there is no such file"),
    "nation.txt": ("Ukraine", "--withhold: 'Ukraine' is a country, which the map draws and names in any case"),
}


@pytest.mark.parametrize(("name", "content", "said"), [(key, *row) for key, row in LISTS.items()], ids=[*LISTS])
def test_a_list_that_cannot_be_used_stops_everything(
    name: str, content: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, exit code 2, no map: a list that is misread would withhold nothing."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps(port().to_dict()) + "\n", encoding="utf-8")
    if content is not None:
        Path(name).write_text(content, encoding="utf-8")
    result = mapper("draw", "a.jsonl", "--withhold", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert not Path("map.html").exists()


def test_both_forms_of_a_list_say_the_same(tmp_path: Path) -> None:
    """TOML for those who like it, lines for everybody."""
    lines, toml = tmp_path / "a.txt", tmp_path / "a.toml"
    lines.write_text("# who\nplace: geonames:1\nKhan Younis\nKind: camp\nroles: actor\nname: A B\n", encoding="utf-8")
    toml.write_text(
        "places = ['geonames:1', 'Khan Younis']\nkinds = ['camp']\nroles = ['actor']\nnames = ['A B']", encoding="utf-8"
    )
    assert read_withheld(str(lines)) == read_withheld(str(toml))


def test_the_list_of_the_handbook_is_one(tmp_path: Path) -> None:
    """The example in docs/ethics.md says what its remarks say."""
    text = (Path(__file__).parents[1] / "docs" / "ethics.md").read_text(encoding="utf-8")
    (tmp_path / "list.txt").write_text(text.split("```text\n")[1].split("```")[0], encoding="utf-8")
    assert read_withheld(str(tmp_path / "list.txt")) == Withheld(
        places=("Zamzam", "geonames:698740", "48.5956, 37.9999"), kinds=("hospital",), roles=("actor",),
        names=("Maria Petrenko",),
    )  # fmt: skip


def test_the_command_says_what_was_kept_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the summary, in the page as counts, and an entry that met nothing by its name: it may be mistyped."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps(port().to_dict()) + "\n", encoding="utf-8")
    Path("list.txt").write_text("Odesa\nKhersun\n", encoding="utf-8")
    result = mapper("draw", "a.jsonl", "--withhold", "list.txt", "--coarsen", "20km", "-o", "map.html")
    assert result.exit_code == 0
    assert "--withhold: 'Khersun' is in none of the articles; check how it is written" in result.stderr
    assert "1 place and 3 mentions withheld, 4 passages of 1 article blanked; 2 places moved" in result.stderr
    page = Path("map.html").read_text(encoding="utf-8")
    assert '"publication":{"late":0,"undated":0,"places":1,"mentions":3,"words":4,"articles":1,"moved":2' in page
    assert mapper("draw", "a.jsonl", "-o", "plain.html").exit_code == 0
    assert '"publication"' not in Path("plain.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ("--title", "Odesa"), ("--page-url", "https://x.org/odesa.html"), ("--allow-origin", "https://odesa.example"),
        ("--embed", "-o", "odesa.html"),
    ],
)  # fmt: skip
def test_words_of_the_command_may_not_tell_it_either(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A heading, an address or the name of files beside the page that names what is withheld is refused."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps(port().to_dict()) + "\n", encoding="utf-8")
    Path("list.txt").write_text("Odesa\n", encoding="utf-8")
    result = mapper("draw", "a.jsonl", "--withhold", "list.txt", *options)
    assert result.exit_code == 2
    assert result.stderr.endswith("names what is withheld; choose other words\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "list.txt"]


def test_profiles_set_what_options_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Profile public withholds, delays and moves; --coarsen none leaves the rest; internal is marked as such."""
    monkeypatch.chdir(tmp_path)
    rows = [camp().to_dict() | {"date": "2022-10-05"}, tanker().to_dict()]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    public = mapper("export", "a.jsonl", "-o", "public.jsonl", "--profile", "public")
    assert "1 article held back for want of a date" in public.stderr
    assert "Zamzam" not in Path("public.jsonl").read_text(encoding="utf-8")
    assert mapper("export", "a.jsonl", "-o", "b.jsonl", "--profile", "public", "--coarsen", "none").exit_code == 0
    (row,) = map(json.loads, Path("b.jsonl").read_text(encoding="utf-8").splitlines())
    assert [m["place"]["lat"] for m in row["mentions"]] == [KYIV.lat]
    assert mapper("draw", "a.jsonl", "--profile", "internal").exit_code == 0
    page = Path("map.html").read_text(encoding="utf-8")
    assert '"internal":true' in page
    assert "Zamzam" in page


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--delay", "soon"), "--delay soon: give hours, days or weeks, such as 48h, 3d or 2w, or 0\n"),
        (("--coarsen", "10"), "--coarsen 10: give a distance such as 10km, or district, region or none\n"),
    ],
)
def test_a_wrong_value_is_one_sentence(
    args: tuple[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps(port().to_dict()) + "\n", encoding="utf-8")
    result = mapper("draw", "a.jsonl", *args)
    assert (result.exit_code, result.stderr) == (2, said)
    assert not Path("map.html").exists()
