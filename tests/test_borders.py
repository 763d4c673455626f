"""Contested borders: the table in docs, and what each policy draws."""

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from shapely.geometry import LineString, box

from gazetteer import Place
from mapper.cli import main
from mapper.draw.basemap import SCALE, Detail, countries, outlines
from mapper.draw.borders import POLICIES, BorderPolicy
from mapper.draw.page import draw
from mapper.draw.preview import preview
from mapper.draw.words import Words
from mapper.pins import collect
from mapper.records import Article, LocatedArticle
from scripts import border_table

from .pages import port, resolved
from .test_draw import data_of

ROOT = Path(__file__).parents[1]
with (ROOT / "docs" / "borders.tsv").open(encoding="utf-8", newline="") as stream:
    TABLE = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))

# For each place a box across its line, and the layers that un, de-facto and disputed draw there.
LINES = [
    ("Crimea", (45.9, 33.9, 46.2, 34.4), "", "borders", "disputed"),
    ("Golan, west", (32.95, 35.62, 33.15, 35.68), "disputed", "", "disputed"),
    ("Golan, ceasefire", (32.9, 35.82, 33.2, 35.92), "disputed", "borders", "disputed"),
    ("Kashmir, line of control", (34.2, 73.8, 34.8, 74.6), "disputed", "borders", "disputed"),
    ("Aksai Chin, east", (34.6, 79.6, 35.4, 80.5), "", "", "disputed"),
    ("Western Sahara, north", (27.5, -12.5, 27.8, -10.0), "disputed", "", "disputed"),
    ("Western Sahara, berm", (21.5, -16.5, 23.5, -14.0), "", "borders", "disputed"),
    ("South Ossetia", (42.0, 43.7, 42.2, 44.4), "", "borders", "disputed"),
    ("Kosovo", (42.8, 20.9, 43.1, 21.4), "disputed", "borders", "disputed"),
    ("Northern Cyprus", (35.0, 33.0, 35.2, 33.3), "disputed", "borders", "disputed"),
    ("Somaliland", (9.0, 48.0, 10.5, 49.0), "", "borders", "disputed"),
    ("Essequibo, east", (4.8, -59.0, 5.6, -58.4), "", "", "disputed"),
    ("Germany and France", (48.6, 7.5, 49.0, 8.3), "borders", "borders", "borders"),
    ("Strait of Taiwan", (23.5, 118.5, 26.0, 120.0), "", "", ""),
]


NAMES = [name for name, *_ in LINES]


def drawn(policy: BorderPolicy, south: float, west: float, north: float, east: float) -> set[str]:
    """The layers of borders that the policy draws in a box with a pin in its middle."""
    found, place = set(), box(west, south, east, north)
    for shape in outlines(Detail([((south + north) / 2, (west + east) / 2)], policy)):
        if shape.layer in ("borders", "disputed") and LineString(shape.points / SCALE).intersects(place):
            found.add(shape.layer)
    return found


@pytest.mark.parametrize(
    ("place", "layers"), [(place, layers) for _, place, *layers in LINES], ids=[x[0] for x in LINES]
)
def test_each_policy_draws_what_it_says(place: tuple[float, float, float, float], layers: list[str]) -> None:
    """At each contested line a policy draws a border, a dashed line, or nothing."""
    assert [drawn(policy, *place) for policy in POLICIES] == [{layer} - {""} for layer in layers]


def test_every_row_can_be_cited() -> None:
    """A row has a name, who administers and who claims as codes, a source, and a word for each policy."""
    code = re.compile(r"[A-Z]{2}|local authorities")
    assert len(TABLE) > 80
    for row in TABLE:
        assert row["name"], row
        assert len(row["source"]) > 15, row
        for who in (row["administered"], row["claimed"]):
            assert all(code.fullmatch(one) for one in who.split("|")), row
        words = {"border", "dashed", "region", "none", "country", "territory"}
        if row["feature"].startswith("area: "):
            words = {"-", *row["administered"].split("|"), *row["claimed"].split("|")}
        assert {row[policy] for policy in POLICIES} <= words


def test_every_resolution_has_its_number_and_year() -> None:
    """What is cited of the United Nations can be looked up: organ, number, and the year in which it was adopted."""
    number = r"(?:[1-9][0-9]{0,3}|[1-9][0-9]/[0-9]+|ES-[0-9]+/[0-9]+)(?: \([XVI]+\))? \((?:19|20)[0-9]{2}\)"
    cited = re.compile(rf"UN (?:General Assembly|Security Council) resolutions? {number}(?: and {number})?")
    sources = [row["source"] for row in TABLE if "resolution" in row["source"]]
    assert len(sources) > 30
    for source in sources:
        parts = [part for part in source.split("; ") if "resolution" in part and not part.startswith("no resolution")]
        assert all(cited.fullmatch(part) for part in parts), source


def test_disputed_shows_more_than_the_others() -> None:
    """A line that any policy draws as unsettled is dashed under "disputed", unless it is no line of today's."""
    for row in TABLE:
        if row["un"] == "dashed" or row["de-facto"] == "dashed":
            assert row["disputed"] == "dashed", row["name"]


@pytest.mark.parametrize(
    ("policy", "small"),
    [("un", {"TW", "XK", "EH", "FK"}), ("de-facto", {"PS", "EH", "FK"}), ("disputed", {"TW", "XK", "EH", "PS", "FK"})],
)
def test_names_follow_the_policy(policy: BorderPolicy, small: set[str]) -> None:
    """What the policy does not call a country has its name in small letters, and has it all the same."""
    assert {country.code for country in countries(policy) if country.territory} == small
    assert {country.code for country in countries(policy)} == {country.code for country in countries("un")}
    rows = {row[0]: row for row in data_of(draw([port()], borders=policy))["countries"]}
    assert {code for code, row in rows.items() if row[5:] == [1]} == small


def stated(policy: BorderPolicy) -> list[str]:
    """What a page says of the policy: at its foot, and in the dialog."""
    return [Words().form(f"borders_{policy.replace('-', '_')}_{where}") for where in ("brief", "full")]


@pytest.mark.parametrize("policy", POLICIES)
def test_the_page_says_which_policy_it_follows(policy: BorderPolicy) -> None:
    """Footer and "About this map" state the policy, and no other one's words are there."""
    page = draw([port()], borders=policy)
    for other in POLICIES:
        for said in stated(other):
            assert (said in page) == (other == policy)


def test_the_command_has_the_option(tmp_path: Path) -> None:
    """`mapper draw --borders de-facto` draws that page; another word is refused with the words that there are."""
    located = tmp_path / "located.jsonl"
    located.write_text(json.dumps(port().to_dict()), encoding="utf-8")
    arguments = ["draw", str(located), "-o", str(tmp_path / "map.html"), "--borders"]
    assert CliRunner().invoke(main, [*arguments, "de-facto"]).exit_code == 0
    assert stated("de-facto")[0] in (tmp_path / "map.html").read_text(encoding="utf-8")
    refused = CliRunner().invoke(main, [*arguments, "ours"])
    assert refused.exit_code == 2
    assert "'un', 'de-facto', 'disputed'" in refused.output


def test_the_preview_follows_the_policy() -> None:
    """The picture of a link to a page about Crimea is drawn by the policy of the page."""
    place = Place(id="x:1", name="Armiansk", lat=46.1, lon=33.7, kind="city")
    pins = collect([LocatedArticle(article=(a := Article(text="Armiansk")), resolutions=(
        resolved(a, "Armiansk", 0, place, role="site", reason="because"),
    ))]).pins  # fmt: skip
    assert len({preview(pins, 300, 200, policy) for policy in POLICIES}) == len(POLICIES)


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_an_exported_picture_follows_the_policy(ending: str, tmp_path: Path) -> None:
    """`mapper export --borders` draws Crimea by each policy, and by that of the UN where nothing is said."""
    place = Place(id="x:1", name="Armiansk", lat=46.1, lon=33.7, kind="city")
    article = Article(text="Armiansk")
    found = resolved(article, "Armiansk", 0, place, role="site", reason="because")
    located = tmp_path / "located.jsonl"
    located.write_text(json.dumps(LocatedArticle(article=article, resolutions=(found,)).to_dict()), encoding="utf-8")
    pictures = {}
    for policy in ("", *POLICIES):
        path = tmp_path / f"map{policy}.{ending}"
        arguments = ["export", str(located), "-o", str(path), *(["--borders", policy] if policy else [])]
        assert CliRunner().invoke(main, arguments).exit_code == 0
        pictures[policy] = path.read_bytes()
    assert pictures[""] == pictures["un"]
    assert len(set(pictures.values())) == len(POLICIES)


def feature(kind: str, left: str, right: str, *points: tuple[float, float]) -> tuple[dict[str, str], LineString]:
    return {"featurecla": kind, "adm0_left": left, "adm0_right": right}, LineString(points)


def written(path: Path, *rows: str) -> Path:
    head = "name\tfeature\tbox\tadministered\tclaimed\tun\tde-facto\tdisputed\tsource\tnote"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_row_can_be_for_a_part_of_a_line(tmp_path: Path) -> None:
    """Inside its box a line is drawn as the row says, outside it as any border; sides may stand in either order."""
    table = written(tmp_path / "t.tsv", "T\tInternational boundary: B / A\t0 -1 2 1\tXX\tXX\tborder\tnone\tdashed\ts\t")
    layers = border_table.sort([feature("International boundary (verify)", "A", "B", (-4, 0), (6, 0))], table)
    assert {key: sum(line.length for line in lines) for key, lines in layers.items()} == {
        ("borders", 0b001): 2, ("disputed", 0b100): 2, ("borders", 0b111): 8,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        ("T\tDisputed: A / B\t\tXX\tXX\tborder\tnone\tdashed\ts\t", "Indefinite", "contested and has no row"),
        ("T\tDisputed: A / B\t\tXX\tXX\tborder\tnone\tdashed\ts\t", "International boundary", "no line is called"),
        ("T\tDisputed: A / B\t\tXX\tXX\tborder\tblue\tdashed\ts\t", "Disputed", "t.tsv:2: border, blue, dashed"),
    ],
)
def test_nothing_is_drawn_by_chance(tmp_path: Path, row: str, kind: str, words: str) -> None:
    """A contested line without a row, a row without a line and a word that means nothing stop the build."""
    with pytest.raises(SystemExit, match=words):
        border_table.sort([feature(kind, "A", "B", (0, 0), (1, 0))], written(tmp_path / "t.tsv", row))
