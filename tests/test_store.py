"""The gazetteer as it is asked: by name, by id, by point; and files that are none."""

import gc
import math
import os
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gazetteer import Gazetteer, Place, build_gazetteer, distance_km, store
from gazetteer.entries import Entry
from gazetteer.errors import GazetteerInvalid, GazetteerMissing


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Kyiv", "geonames:703448"),
        ("Kiev", "geonames:703448"),
        ("Bila Tserkva", "geonames:712165"),
        ("KHARKIV", "geonames:706483"),
        ("London", "geonames:2643743"),
        ("U.S.", "geonames:6252001"),
        ("Georgia", "geonames:614540"),
        ("Damascus", "geonames:170654"),
    ],
)
def test_the_likeliest_candidate_comes_first(gazetteer: Gazetteer, name: str, id_: str) -> None:
    """A well-known name gives the place that news means by it, without any context."""
    assert gazetteer.candidates(name)[0].id == id_


@pytest.mark.parametrize(
    ("name", "kind", "point", "km"),
    [
        ("Kharkiv region", "region", (49.6, 36.4), 80),
        ("Donetsk Oblast", "region", (48.1, 37.8), 80),
        ("Helmand province", "region", (31.4, 64.2), 150),
        ("Black Sea", "sea", (43.5, 34.0), 300),
        ("Sea of Azov", "sea", (46.0, 36.7), 100),
        ("Red Sea", "sea", (20.0, 38.5), 400),
        ("Strait of Hormuz", "strait", (26.6, 56.4), 60),
        ("Donbas", "area", (48.3, 38.0), 100),
        ("Sahel", "area", (14.5, 5.0), 1500),
        ("Middle East", "area", (30.0, 42.0), 1500),
        ("United States", "country", (39.76, -98.5), 1),
    ],
)
def test_more_than_cities_is_known(
    gazetteer: Gazetteer, name: str, kind: str, point: tuple[float, float], km: float
) -> None:
    """Regions, seas, straits, macro-regions and countries are candidates, of the right kind and at the right point."""
    place = next(p for p in gazetteer.candidates(name) if p.kind == kind)
    assert math.dist((place.lat, place.lon), point) * 111 <= km


@pytest.mark.parametrize(("name", "country"), [
    ("Zambales", "PH"), ("Lanao del Sur", "PH"), ("Aceh Utara", "ID"), ("Autauga", "US"),
])  # fmt: skip
def test_a_district_is_known_without_its_unit(gazetteer: Gazetteer, name: str, country: str) -> None:
    """The press says "in Zambales" and not "in the Province of Zambales"."""
    assert any(place.kind == "district" and place.country == country for place in gazetteer.candidates(name))


def test_candidates_say_how_they_were_hit(gazetteer: Gazetteer) -> None:
    """`matched` names the stored name and its sort, and weights fall from first to last."""
    hits = gazetteer.candidates("Kiev")
    assert hits[0].matched is not None
    assert hits[0].matched.name == "kiev"
    assert hits[0].name == "Kyiv"
    weights = [hit.matched.weight for hit in hits if hit.matched]
    assert weights == sorted(weights, reverse=True)


def test_never_more_than_asked_for(gazetteer: Gazetteer) -> None:
    """`limit` bounds the answer, and the shorter answer is the head of the longer one."""
    assert gazetteer.candidates("San José", 3) == gazetteer.candidates("San José", 50)[:3]


@pytest.mark.parametrize("name", ["", "   ", "…", "qwxzvb", "a" * 100_000, "'; DROP TABLE places; --", "\0"])
def test_an_unknown_name_has_no_candidates(gazetteer: Gazetteer, name: str) -> None:
    """What is no name gives an empty answer, not an error."""
    assert gazetteer.candidates(name) == ()


@pytest.mark.parametrize("name", ["Dontesk", "Avdiika", "Zaporizhzia", "Khakriv", "Saltikva", "Xamishli"])
def test_a_misspelled_name_is_found_when_asked_for(gazetteer: Gazetteer, name: str) -> None:
    """One edit away, only where nothing is spelled as asked, and ranked far below."""
    assert not gazetteer.candidates(name)
    guess = gazetteer.candidates(name, 3, spelling=True)[0]
    assert guess.country in ("UA", "SY")
    assert guess.matched is not None
    assert guess.matched.sort == "spelling"
    assert guess.matched.weight < 30
    assert gazetteer.candidates(guess.name, 3, spelling=True) == gazetteer.candidates(guess.name, 3)


@pytest.mark.parametrize("name", ["Kyiz", "qwxzvbqq", "Route 66x", ""])
def test_what_is_like_no_name_stays_unknown(gazetteer: Gazetteer, name: str) -> None:
    """Short names, numbers and what is far from every name give nothing."""
    assert gazetteer.candidates(name, spelling=True) == ()


@pytest.mark.parametrize("name", ["Chad Lake", "River Dnipro"])
def test_generic_words_may_stand_on_either_side(gazetteer: Gazetteer, name: str) -> None:
    """A lake or river is found with its generic word in front and behind."""
    assert gazetteer.candidates(name)[0].kind in ("lake", "river")


@pytest.mark.parametrize(
    ("name", "kind", "bare"),
    [
        ("City of Kharkiv", "city", "Kharkiv"),
        ("Donetsk city", "city", "Donetsk"),
        ("village of Zolote", "village", "Zolote"),
        ("Lake Chad", "lake", "Lake Chad"),
        ("Island of Crete", "island", "Crete"),
    ],
)
def test_generic_words_ask_for_a_kind(gazetteer: Gazetteer, name: str, kind: str, bare: str) -> None:
    """What stands with "city of" or "city" is a place of that kind, and nothing where there is none."""
    place = gazetteer.candidates(name)[0]
    assert place.kind in (kind, "city")
    assert place.name == bare
    assert not gazetteer.candidates("City of Qwxzvbrod")
    assert len(gazetteer.candidates(name, 1)) == 1


def test_a_new_file_may_take_the_place_of_one_that_is_read(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Whoever has a gazetteer open goes on reading it; whoever opens it after the rename reads the new one."""
    target = tmp_path / "g.sqlite"
    shutil.copy(gazetteer.path, target)
    with Gazetteer.open(target) as old:
        kyiv = old.candidates("Kyiv")
        farm = Place(id="mapper:farm", name="Farm", lat=1, lon=1, kind="facility")
        build_gazetteer([Entry(place=farm)], target, sources=[])
        assert old.candidates("Kyiv", 51) == kyiv
        with Gazetteer.open(target) as new:
            assert new.candidates("Farm")
            assert not new.candidates("Kyiv")


def test_get_takes_every_id_that_candidates_gives(gazetteer: Gazetteer) -> None:
    """A place found by name is found again by its id, without `matched`."""
    for name in ("Kyiv", "Black Sea", "Kharkiv region", "Ukraine"):
        hit = gazetteer.candidates(name)[0]
        again = gazetteer.get(hit.id)
        assert again is not None
        assert again.to_dict() == hit.to_dict()
        assert again.matched is None


@pytest.mark.parametrize(
    "id_", ["", "geonames:", "geonames:0", "geonames:x", "geonames:²", "geonames:" + "9" * 40, "no"]
)
def test_get_gives_none_for_what_is_no_id(gazetteer: Gazetteer, id_: str) -> None:
    """An id that nothing has, however odd, gives None."""
    assert gazetteer.get(id_) is None


@pytest.mark.parametrize(("lat", "lon"), [(50.45, 30.52), (-16.8, 179.99), (-16.8, -179.99), (78.2, 15.6), (89.9, 0.0)])
def test_near_gives_what_lies_within_reach(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    """All places given lie within the distance, most populous first, also at the date line and by the pole."""
    from geopy.distance import great_circle

    found = gazetteer.near(lat, lon, 100, limit=1000)
    assert all(great_circle((lat, lon), (p.lat, p.lon)).km <= 100.5 for p in found)
    assert [p.population for p in found] == sorted((p.population for p in found), reverse=True)


def test_near_sees_across_the_date_line(gazetteer: Gazetteer) -> None:
    """Places east and west of 180° are near to each other."""
    lons = {p.lon > 0 for p in gazetteer.near(-18.0, 179.99, 150, limit=1000)}
    assert lons == {True, False}


def test_many_threads_may_ask_at_once(gazetteer: Gazetteer) -> None:
    """One Gazetteer answers sixteen threads alike."""
    barrier = threading.Barrier(16)

    def ask(_: int) -> str:
        barrier.wait()
        return gazetteer.candidates("Kharkiv")[0].id

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask, range(16))) == {"geonames:706483"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_may_go_on_asking(gazetteer: Gazetteer) -> None:
    """A child process that inherits an open Gazetteer asks through a connection of its own."""
    gazetteer.candidates("Kyiv")
    child = os.fork()
    if child == 0:
        os._exit(0 if gazetteer.candidates("Lviv")[0].country == "UA" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_gazetteer_may_be_closed_and_asked_again(gazetteer: Gazetteer) -> None:
    """Closing lets the file go; asking again opens it again."""
    with Gazetteer.open(gazetteer.path) as again:
        assert again.candidates("Kyiv")
    assert again.candidates("Lviv")
    again.close()


def test_the_environment_names_the_gazetteer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """MAPPER_GAZETTEER is used where no path is given, and a missing file is one sentence."""
    monkeypatch.setenv("MAPPER_GAZETTEER", str(tmp_path / "none.sqlite"))
    with pytest.raises(GazetteerMissing, match=r"there is no gazetteer at .*none\.sqlite; "):
        Gazetteer.open()


def test_files_that_are_no_gazetteer_are_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """A text, another database, another schema and a truncated file each give one sentence."""
    text = tmp_path / "text"
    text.write_text("Kyiv")
    other = tmp_path / "other"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    content = gazetteer.path.read_bytes()
    newer = tmp_path / "newer"
    newer.write_bytes(content[:60] + (99).to_bytes(4, "big") + content[64:])
    short = tmp_path / "short"
    short.write_bytes(content[: len(content) // 2])
    for path, words in ((text, "no gazetteer"), (other, "no gazetteer"), (newer, "schema 99"), (short, "truncated")):
        with pytest.raises(GazetteerInvalid, match=words):
            Gazetteer.open(path)


def test_info_names_sources_and_licences(gazetteer: Gazetteer) -> None:
    """Every source has a version, a licence and an attribution, and the counts are those of the file."""
    info = gazetteer.info()
    assert {"name", "version", "licence", "attribution"} <= set(info["sources"][0])
    assert info["counts"]["places"] == sum(info["counts"]["kinds"].values()) > 250_000


def test_names_of_places_come_folded(gazetteer: Gazetteer) -> None:
    """Every folded name of a place is found by its id, of whatever namespace; unknown ids are left out."""
    names = gazetteer.names(["geonames:698740", "mapper:black-sea", "x:nowhere", "geonames:99999999999"])
    assert set(names) == {"geonames:698740", "mapper:black-sea"}
    assert {"odesa", "odessa"} <= set(names["geonames:698740"])
    assert "black sea" in names["mapper:black-sea"]


def test_names_of_places_are_those_that_lead_to_them(tmp_path: Path) -> None:
    """By place stand the names that stand by name; a file of an earlier version, without that table, has them too."""
    lake = Place(id="mapper:lake", name="Lake Tsimlyansk", lat=47.9, lon=42.8, kind="lake", country="RU")
    town = Place(id="geonames:1", name="Odesa", lat=46.5, lon=30.7, kind="city", country="UA", population=1_000_000)
    build_gazetteer(
        [Entry(place=lake), Entry(place=town, names=(("Odessa", "variant"), ("Одеса", "variant")))],
        tmp_path / "small",
        sources=[{"name": "a test", "version": "1", "licence": "MIT", "attribution": "us"}],
    )
    with Gazetteer.open(tmp_path / "small") as small:
        rows = small._db().execute("SELECT place, folded FROM names ORDER BY folded").fetchall()
        names = small.names(["mapper:lake", "geonames:1", "x:nowhere"])
    assert names == {
        "mapper:lake": tuple(name for key, name in rows if key < 0),
        "geonames:1": tuple(name for key, name in rows if key == 1),
    }
    assert names["mapper:lake"] == ("lake tsimlyansk", "tsimlyansk lake")
    db = sqlite3.connect(tmp_path / "small")
    db.execute("DROP TABLE spellings")
    db.close()
    with Gazetteer.open(tmp_path / "small") as earlier:
        assert earlier.names(["mapper:lake", "geonames:1", "x:nowhere"]) == names


def test_countries_are_found_without_reading_all_places(gazetteer: Gazetteer) -> None:
    """SQLite goes through the index of the countries, and not through a million places."""
    plan = gazetteer._rows(f"EXPLAIN QUERY PLAN {store._COUNTRIES}", ())
    assert any("places_country" in row[3] for row in plan)


@pytest.mark.parametrize(
    ("name", "administered", "claimed"),
    [
        ("Crimea", ("RU",), ("UA", "RU")),
        ("Golan Heights", ("IL",), ("SY", "IL")),
        ("Transnistria", ("local authorities",), ("MD",)),
        ("Western Sahara", ("MA", "local authorities"), ("MA", "EH")),
    ],
)
def test_disputed_places_say_who_holds_and_who_claims(
    gazetteer: Gazetteer, name: str, administered: tuple[str, ...], claimed: tuple[str, ...]
) -> None:
    """A de facto or disputed area comes with who administers and who claims it; others with nothing."""
    dispute = gazetteer.dispute(gazetteer.candidates(name)[0].id)
    assert dispute is not None
    assert (dispute.administered, dispute.claimed) == (administered, claimed)
    assert gazetteer.dispute("geonames:703448") is None


def test_a_gazetteer_that_goes_leaves_no_connection_open() -> None:
    """Where nobody closes it, and at the end of a process too: Python 3.13 warns of what stays open."""
    store = Gazetteer.open()
    assert store.candidates("Kyiv", 1)
    db = store._db()
    del store
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        db.execute("SELECT 1")


def test_a_district_holds_its_seat(gazetteer: Gazetteer) -> None:
    """No district of a table stands so far from the town of its name that the two would be two places for a reader."""
    for name in ("Kupwara District", "Lahore District", "Multan District"):
        district, seat = gazetteer.candidates(name)[0], gazetteer.candidates(name.removesuffix(" District"))[0]
        assert distance_km(district.lat, district.lon, seat.lat, seat.lon) <= 1.5 * district.precision_km
