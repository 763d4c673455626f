"""PDFs: words at points of pages come back as paragraphs, in the order in which they are read, with their pages."""

import csv
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.cli import main
from mapper.pins import collect, to_geojson
from mapper.read.articles import read_located
from mapper.read.order import Gap, Line
from mapper.read.paragraphs import text_of
from mapper.read.pdf import read_pdf
from mapper.records import Article

from .printed import Spot, column, pdf, printed

LEFT = [
    "Shells hit the outskirts of Kharkiv at",
    "dawn on Monday and two people were",
    "killed, said the governor of the region.",
    "A school in Vovchansk burned down.",
    "The road from Chuhuiv was closed for",
]
RIGHT = [
    "the whole of the day.",
    "In Odesa the port worked as on other",
    "days, and four ships left it for Egypt",
    "with grain, the ministry said on its",
    "page. No ship was hit.",
]
TOLD = (
    "Shells hit the outskirts of Kharkiv at dawn on Monday and two people were killed, said the governor of the "
    "region. A school in Vovchansk burned down. The road from Chuhuiv was closed for the whole of the day.\n\n"
    "In Odesa the port worked as on other days, and four ships left it for Egypt with grain, the ministry said on its "
    "page. No ship was hit."
)


def read(*pages: list[Spot], title: str = "") -> Article:
    return read_pdf(printed(*pages, title=title), "a.pdf")


@pytest.mark.parametrize("by_line", [False, True])
def test_columns_are_read_one_after_the_other(by_line: bool) -> None:
    """Also where the file has them line by line, the left part of each and then its right part."""
    left, right = column(LEFT, x=50, size=10), column(RIGHT, x=300, size=10)
    spots = list(chain.from_iterable(zip(left, right, strict=True))) if by_line else left + right
    assert read(spots).text == TOLD


def test_a_row_of_a_table_stays_a_row() -> None:
    """Its cells stay beside each other, and no row runs on into the next."""
    rows = [("Town", "Killed", "Wounded"), ("Kharkiv", "3", "11"), ("Nikopol", "0", "1"), ("Sumy", "2", "0")]
    cells = [Spot(50 + 120 * i, 700 - 14 * n, cell) for n, row in enumerate(rows) for i, cell in enumerate(row)]
    assert read(cells).text == "Town Killed Wounded\n\nKharkiv 3 11\n\nNikopol 0 1\n\nSumy 2 0"


def test_what_stands_on_every_page_is_read_once_and_page_numbers_never() -> None:
    """A paragraph goes on over the end of a page, and it is kept where each page begins."""
    pages = [
        [
            Spot(250, 770, "Weekly report on Ukraine"),
            *column(lines),
            Spot(280, 40, f"Page {number} of 3"),
            Spot(50, 28, "The Desk, 1 Main Street, Geneva", 8),
        ]
        for number, lines in enumerate((LEFT, RIGHT, ["Nothing new was heard from Kherson."]), 1)
    ]
    article = read(*pages)
    assert article.text == f"Weekly report on Ukraine\n\n{TOLD}\n\nNothing new was heard from Kherson."
    begins = [article.text[start:].partition(" ")[0] for start in article.pages]
    assert begins == ["Weekly", "the", "Nothing"]
    found = [article.page_of(article.text.index(name)) for name in ("Weekly", "Chuhuiv", "Odesa", "Kherson")]
    assert found == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("named", "title"),
    [("", "Two killed in strikes on Kharkiv"), ("Microsoft Word - draft2.docx", "Two killed in strikes on Kharkiv"),
     ("Report 14", "Report 14")],
)  # fmt: skip
def test_what_is_set_largest_is_the_title_where_the_file_has_none(named: str, title: str) -> None:
    """It is no part of the paragraph below it; a name that a word processor gave is none."""
    article = read([Spot(50, 740, "Two killed in strikes on Kharkiv", 20), *column(LEFT)], title=named)
    assert article.title == title
    assert article.text.startswith("Two killed in strikes on Kharkiv\n\nShells hit the outskirts of Kharkiv at dawn")


def test_a_short_line_in_another_font_is_a_heading() -> None:
    """Of the same size as the text."""
    assert read([Spot(50, 714, "The north", bold=True), *column(LEFT)]).text.startswith("The north\n\nShells hit the")


def test_a_paragraph_that_begins_further_right_is_one() -> None:
    """Though the one before it ends at the edge."""
    lines = column(["The road from Chuhuiv to Kharkiv was closed.", "In Odesa the port was open on all days of it."])
    indented = [lines[0], lines[1]._replace(x=65)]
    assert read(indented).text == f"{lines[0].text}\n\n{lines[1].text}"
    assert read(lines).text == f"{lines[0].text} {lines[1].text}"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Two people died in the shell-", "ing of the town."], "Two people died in the shelling of the town."),
        (["Many of those who fled to Port-", "au-Prince came back. Port-au-Prince is calm."],
         "Many of those who fled to Port-au-Prince came back. Port-au-Prince is calm."),
        (["Many of those who fled to Bila-", "Tserkva came."], "Many of those who fled to Bila-Tserkva came."),
        (["It was quiet on that day -", "and on the next."], "It was quiet on that day - and on the next."),
    ],
)  # fmt: skip
def test_a_hyphen_goes_where_it_divides_a_word(lines: list[str], text: str) -> None:
    """And stays in a name, if the text has it elsewhere or it goes on with a capital."""
    assert read_pdf(pdf(lines), "a.pdf").text == text


def test_a_large_first_letter_is_the_first_letter_of_its_word() -> None:
    """As magazines print it."""
    rest = [LEFT[0][1:], *LEFT[1:3]]
    article = read([Spot(50, 680, "S", 40), *column(rest, x=80)])
    assert article.text.startswith("Shells hit the outskirts of Kharkiv at dawn")


@pytest.mark.parametrize(("turn", "x", "y"), [("0 1 -1 0", 14, 0), ("0 -1 1 0", -14, 0), ("-1 0 0 -1", 0, 14)])
def test_a_turned_page_is_read_too(turn: str, x: int, y: int) -> None:
    """Its lines run upwards, downwards or stand on their heads."""
    spots = [Spot(300 + x * n, 300 + y * n, line, turn=turn) for n, line in enumerate([*LEFT, "", *RIGHT]) if line]
    assert read(spots).text == f"{' '.join(LEFT)}\n\n{' '.join(RIGHT[:1])}\n\n{' '.join(RIGHT[1:])}"


def test_the_page_goes_with_the_excerpt(tmp_path: Path) -> None:
    """From the file to the pins, and to a table of mentions."""
    (tmp_path / "a.pdf").write_bytes(pdf(["Shells hit Kherson on Monday."], ["Two people were killed in Odesa."]))
    for args in (("locate", "a.pdf", "-o", "l.jsonl"), ("export", "l.jsonl", "-o", "m.csv", "--by", "mention")):
        done = CliRunner().invoke(main, [str(tmp_path / arg) if "." in arg else arg for arg in args])
        assert done.exit_code == 0, done.output
    with (tmp_path / "m.csv").open(newline="") as file:
        assert [(row["name"], row["page"]) for row in csv.DictReader(file)] == [("Kherson", "1"), ("Odesa", "2")]
    (located,) = read_located(tmp_path / "l.jsonl")
    features = to_geojson(collect([located]).pins)["features"]
    assert [f["properties"]["excerpts"][0]["page"] for f in features] == [1, 2]


def test_pages_of_other_people_are_no_pages() -> None:
    """A column of that name that holds something else is passed over."""
    for pages in (3, "12-14", ["12"], [99], [True]):
        assert Article.from_dict({"text": "Kyiv.", "pages": pages}).pages == ()
    assert Article.from_dict({"text": "Kyiv. Odesa.", "pages": [0, 6]}).pages == (0, 6)


numbers = st.floats(-1e4, 1e4)
words = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    text, left, width = draw(words), draw(numbers), draw(st.floats(0, 500))
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    gaps = tuple(
        Gap(at=at, left=left + width * at / len(text), right=left + width * (at + 1) / len(text)) for at in spaces
    )
    return Line(
        text=text, left=left, right=left + width, bottom=draw(numbers), height=draw(st.floats(0, 50)), gaps=gaps
    )


@pytest.mark.parametrize(
    "page",
    [
        [Line(text="A", left=0.0, right=9.0, bottom=-30.0 * n, height=20.0) for n in range(30_000)],
        [Line(text="cell " * 4, left=50.0 * n, right=50.0 * n + 40, bottom=0.0, height=9.0) for n in range(30_000)],
        [
            Line(
                text=" ".join(["a column of a page"] * 3000), left=0.0, right=3e5, bottom=-12.0 * row, height=9.0,
                gaps=tuple(Gap(at=19 * n - 1, left=100.0 * n - 30, right=100.0 * n) for n in range(1, 3000)),
            )
            for row in range(20)
        ],
    ],
    ids=["letters", "cells", "columns"],
)  # fmt: skip
def test_a_page_that_is_made_to_cost_time_is_read(page: list[Line]) -> None:
    """Tens of thousands of large letters, of cells on one level, of columns."""
    text, _ = text_of([page])
    assert len("".join(text.split())) == sum(len("".join(line.text.split())) for line in page)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the text's
@given(st.lists(lines(), max_size=20))
def test_no_letter_of_a_page_is_lost_or_doubled(page: list[Any]) -> None:
    """However its lines lie."""
    text, starts = text_of([page])
    assert sorted("".join(text.split())) == sorted("".join("".join(line.text.split()) for line in page))
    assert starts == (0,)


@given(st.lists(st.lists(lines(), max_size=6), min_size=1, max_size=5))
def test_pages_begin_in_order_within_the_text(pages: list[Any]) -> None:
    """Those without words as well."""
    text, starts = text_of(pages)
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)
