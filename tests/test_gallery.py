"""The gallery: its maps are made of our own articles, and its page leads to all of them."""

import csv
import datetime as dt
from pathlib import Path

from lxml import html

from scripts import gallery

from .test_draw import data_of

ROOT = Path(__file__).parents[1]


def test_there_is_a_headline_for_each_month_of_ten_years() -> None:
    """The headlines are 120 different ones, in order of their days, one a month, and signed as inventions."""
    with (ROOT / "docs" / "gallery" / "decade.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    days = [dt.date.fromisoformat(row["date"]) for row in rows]
    assert days == sorted(days)
    assert {(day.year, day.month) for day in days} == {(year, m) for year in range(2015, 2025) for m in range(1, 13)}
    assert len({row["text"] for row in rows}) == len(rows) == 120
    assert {row["source"] for row in rows} == {"Invented Wire"}


def test_the_gallery_is_built(tmp_path: Path) -> None:
    """Each exhibit is a page with pins and a picture; the index names them all and asks nothing of a network."""
    gallery.main(tmp_path / "gallery")
    index = html.parse(str(tmp_path / "gallery" / "index.html"))
    links, pictures = index.xpath("//a/@href"), index.xpath("//img/@src")
    assert links == ["article.html", "week.html", "decade.html"]
    for link, picture in zip(links, pictures, strict=True):
        assert (tmp_path / "gallery" / picture).read_bytes().startswith(b"\x89PNG")
        assert data_of((tmp_path / "gallery" / link).read_text(encoding="utf-8"))["places"]
    assert "http" not in (tmp_path / "gallery" / "index.html").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "gallery.png").stat().st_size < 200_000
