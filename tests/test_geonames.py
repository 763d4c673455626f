"""Building from GeoNames' own files: real ones where they are at hand, and small ones of our own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gazetteer import Gazetteer, build_from_geonames
from gazetteer.errors import SourceError
from gazetteer.features import feature_of
from gazetteer.place import KINDS

ROWS = {
    # id: name, alternates, lat, lon, class, code, country, admin1, population
    703448: ("Kyiv", "Kiev,Київ,IEV", "50.45466", "30.5238", "P", "PPLC", "UA", "12", "2797553"),
    690791: ("Ukraine", "Ucraina", "49.0", "32.0", "A", "PCLI", "UA", "00", "44622516"),
    706482: ("Kharkivska Oblast", "Kharkivshchyna", "49.5", "36.5", "A", "ADM1", "UA", "07", "2700000"),
    707000: ("Ivanivka", "", "49.2", "37.1", "P", "PPL", "UA", "07", ""),
    707001: ("Bezliudivka Camp", "", "49.86", "36.27", "S", "CMPRF", "UA", "07", "0"),
    600001: ("Shebekino Crossing", "", "50.4", "36.9", "S", "PSTB", "RU", "07", "0"),
    650000: ("Test Gulf", "", "44.0", "34.0", "H", "GULF", "", "00", "0"),
}
ALTERNATES = [
    "1\t707000\ten\tIvanivka Nova\t1\t\t\t\t\t",
    "2\t703448\tru\tKieff\t\t\t\t1\t\t",
    "3\t707000\tlink\thttps://example.org/Ivanivka\t\t\t\t\t\t",
    "4\t707000\tde\tIwaniwka\t\t\t\t\t\t",
]


def line(key: int) -> str:
    name, others, lat, lon, letter, code, country, admin1, people = ROWS[key]
    cells = [
        str(key),
        name,
        name,
        others,
        lat,
        lon,
        letter,
        code,
        country,
        "",
        admin1,
        "",
        "",
        "",
        people,
        "",
        "",
        "",
        "",
    ]
    return "\t".join(cells)


def dump(folder: Path, *extra: str, rows: tuple[int, ...] = tuple(ROWS)) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "allCountries.txt").write_text("\n".join([*map(line, rows), *extra]) + "\n", "utf-8")
    (folder / "admin1CodesASCII.txt").write_text(
        "UA.07\tKharkiv\tKharkiv\t706482\nUA.12\tKyiv City\tKyiv City\t703447\n"
    )
    facts = ["UA", "UKR", "804", "UP", "Ukraine", "Kyiv", "603700", "44622516", *[""] * 8, "690791", "", ""]
    (folder / "countryInfo.txt").write_text("#ISO\tISO3\n" + "\t".join(facts) + "\n")
    return folder


def mapper(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mapper", "gazetteer", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    build_from_geonames(dump(tmp_path / "dump"), tmp_path / "small.sqlite")
    return Gazetteer.open(tmp_path / "small.sqlite")


def test_rows_become_places_of_our_kinds(small: Gazetteer) -> None:
    """Feature codes give kinds, capitals and widths; admin1 codes give the names of the regions."""
    kyiv = small.candidates("Kiev")[0]
    assert (kyiv.id, kyiv.kind, kyiv.capital, kyiv.admin1) == ("geonames:703448", "city", "country", "Kyiv City")
    assert kyiv.precision_km == pytest.approx(14.6)
    kinds = {name: small.candidates(name)[0].kind for name in ("Ivanivka", "Bezliudivka Camp", "Shebekino Crossing")}
    assert kinds == {"Ivanivka": "village", "Bezliudivka Camp": "camp", "Shebekino Crossing": "border_crossing"}
    assert small.candidates("Test Gulf")[0].country == ""


def test_our_own_tables_lie_on_top(small: Gazetteer) -> None:
    """Countries and regions bear our names with their generic words, and places that only we have are there."""
    assert small.candidates("Kharkiv Oblast")[0].id == "geonames:706482"
    assert small.candidates("Ucraina")[0].name == "Ukraine"
    assert small.get("geonames:690791") == next(place for place in small.countries() if place.country == "UA")
    assert small.candidates("Black Sea")[0].id == "mapper:black-sea"


def test_alternate_names_say_their_sort(tmp_path: Path) -> None:
    """alternateNamesV2 tells which name is today's English one and which is historic; links are no names."""
    folder = dump(tmp_path / "dump")
    with zipfile.ZipFile(folder / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("alternateNamesV2.txt", "\n".join(ALTERNATES))
    build_from_geonames(folder, tmp_path / "named.sqlite")
    with Gazetteer.open(tmp_path / "named.sqlite") as named:
        assert named.candidates("Ivanivka")[0].name == "Ivanivka Nova"
        old = named.candidates("Kieff")[0]
        assert old.matched is not None
        assert (old.name, old.matched.sort) == ("Kyiv", "historic")
        assert not named.candidates("https://example.org/Ivanivka")
        assert {source["name"] for source in named.info()["sources"]} >= {"GeoNames, alternateNamesV2.zip"}


def test_classes_and_countries_choose(tmp_path: Path) -> None:
    """Only the classes and countries asked for are taken, and what belongs to no country."""
    build_from_geonames(dump(tmp_path / "dump"), tmp_path / "x", classes="PH", countries=["UA"])
    with Gazetteer.open(tmp_path / "x") as chosen:
        assert chosen.candidates("Ivanivka")
        assert chosen.candidates("Test Gulf")
        assert not chosen.candidates("Bezliudivka Camp")
        assert not chosen.candidates("Shebekino Crossing")


def test_damaged_lines_are_named_and_left_out(tmp_path: Path) -> None:
    """A line that is cut off, or lies nowhere, is told with file and line; the others are built."""
    many = [line(707000).replace("707000", str(n), 1) for n in range(800_000, 800_300)]
    off = line(707001).replace("49.86", "149.86")
    told: list[str] = []
    build_from_geonames(dump(tmp_path / "dump", *many, "707002\tCut", off, rows=(703448,)), tmp_path / "x",
                        on_damage=told.append)  # fmt: skip
    assert told[0] == "allCountries.txt:302: 2 columns, not 19; the line is left out"
    assert told[1].startswith("allCountries.txt:303: (149.86, 36.27) is no point on Earth, ")
    assert len(told) == 2
    with Gazetteer.open(tmp_path / "x") as built:
        assert built.get("geonames:800299")


def test_too_many_damaged_lines_are_an_error(tmp_path: Path) -> None:
    """More than one line in a hundred that cannot be read means a broken file, and nothing is written."""
    with pytest.raises(SourceError, match=r"allCountries\.txt: 1 of 8 lines are damaged"):
        build_from_geonames(dump(tmp_path / "dump", "707002\tCut"), tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["dump"]


def test_a_zip_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    """A download that was cut short gives one sentence with the file's name."""
    folder = dump(tmp_path / "dump")
    with zipfile.ZipFile(folder / "allCountries.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "allCountries.txt", "allCountries.txt")
    (folder / "allCountries.txt").unlink()
    build_from_geonames(folder, tmp_path / "whole")
    whole = (folder / "allCountries.zip").read_bytes()
    (folder / "allCountries.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match=r"allCountries\.zip cannot be read .*fetch it"):
        build_from_geonames(folder, tmp_path / "broken")


def test_missing_files_are_named(tmp_path: Path) -> None:
    """An empty folder, and a country that is not there, say which file to fetch."""
    with pytest.raises(SourceError, match=r"NL\.zip: there is no such file or folder; fetch it from"):
        build_from_geonames(tmp_path / "NL.zip", tmp_path / "x")
    with pytest.raises(SourceError, match=r"has no allCountries\.zip or a country's file"):
        build_from_geonames(tmp_path, tmp_path / "x")
    folder = dump(tmp_path / "dump")
    (folder / "allCountries.txt").rename(folder / "UA.txt")
    with pytest.raises(SourceError, match=r"has no RU\.zip"):
        build_from_geonames(folder, tmp_path / "x", countries=["UA", "RU"])
    (folder / "countryInfo.txt").unlink()
    with pytest.raises(SourceError, match=r"countryInfo\.txt is missing"):
        build_from_geonames(folder, tmp_path / "x")


def test_one_file_is_enough(tmp_path: Path) -> None:
    """A country's file may be named itself; those that come with the dump lie beside it."""
    folder = dump(tmp_path / "dump")
    (folder / "allCountries.txt").rename(folder / "UA.txt")
    (folder / "RU.txt").write_text("no row\n")
    build_from_geonames(folder / "UA.txt", tmp_path / "x")
    with Gazetteer.open(tmp_path / "x") as one:
        assert one.candidates("Ivanivka")


def test_the_version_is_the_day_of_the_newest_change(tmp_path: Path) -> None:
    """Not the day on which somebody copied the file; that is told where no row has a day."""
    folder = dump(tmp_path / "dump")
    path = folder / "allCountries.txt"
    days = iter(("2019-02-01", "2024-05-17", "soon", "2023-12-31"))
    rows = path.read_text("utf-8").splitlines()
    path.write_text("".join(f"{row}{next(days, '')}\n" for row in rows), "utf-8")
    build_from_geonames(folder, tmp_path / "x")
    with Gazetteer.open(tmp_path / "x") as dated:
        assert dated.info()["sources"][0]["version"] == "2024-05-17"


def test_a_killed_build_leaves_nothing_that_disturbs(tmp_path: Path) -> None:
    """The next build removes what a killed one has left, and starts clean."""
    (tmp_path / "x.part").write_bytes(b"half a file")
    build_from_geonames(dump(tmp_path / "dump"), tmp_path / "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump", "x"]


@pytest.mark.parametrize("code", ["PPL", "PPLX", "PPLA3", "ADM1", "ADM2H", "STMIX", "NOSUCH", ""])
def test_every_code_has_a_kind(code: str) -> None:
    """A code that the table lacks counts as the nearest that it has, in every class."""
    assert {feature_of(letter, code).kind for letter in "AHLPRSTUV"} <= set(KINDS)


def test_the_command_builds(tmp_path: Path) -> None:
    """`mapper gazetteer build` writes a file that `mapper gazetteer show` reads, and says how much is in it."""
    target = str(tmp_path / "x.sqlite")
    built = mapper("build", dump(tmp_path / "dump"), "-o", target)
    assert built.returncode == 0
    assert f" names -> {target}" in built.stderr
    assert "geonames:707000" in mapper("show", "Ivanivka", "--gazetteer", target).stdout
    wrong = mapper("build", tmp_path, "-o", target, "--classes", "PQ")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_a_real_country_is_built(shared: Path, tmp_path: Path) -> None:
    """All rows of the Netherlands and of the seas become places, no line damaged, the well-known names first."""
    told: list[str] = []
    build_from_geonames(shared / "geonames", tmp_path / "nl", on_damage=told.append)
    assert told == []
    with Gazetteer.open(tmp_path / "nl") as dutch:
        assert dutch.info()["counts"]["countries"]["NL"] >= 22_852
        kinds = {name: dutch.candidates(name)[0].kind for name in ("Zwolle", "Zeeland", "Netherlands", "Sloterplas")}
        assert kinds == {"Zwolle": "city", "Zeeland": "region", "Netherlands": "country", "Sloterplas": "lake"}
        assert dutch.candidates("Amsterdam")[0].capital == "country"
