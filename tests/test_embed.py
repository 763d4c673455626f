"""What goes beside a page that is made to be embedded, and what its head says."""

import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from lxml import html
from PIL import Image

from mapper.draw.palette import rgb
from mapper.draw.preview import preview
from mapper.pins import collect

from .pages import KYIV, ODESA, mapper, port, quiet, tanker

pytestmark = pytest.mark.usefixtures("strikes")


URL = "https://example.org/maps/week%20one.html"


def pixels(png: bytes) -> np.ndarray:
    """Rows x columns x 3 of a PNG whose rows are differences from the row above."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + body),)
        chunks[name] = body
        at += 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, 1 + 3 * width)
    assert set(rows[:, 0]) == {2}
    return np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(height, width, 3)


def test_embedding_prints_the_frame_and_writes_what_goes_with_it() -> None:
    """The frame has a title, a sandbox that allows scripts alone, lazy loading and its shape; a link follows it."""
    result = mapper("map", "a.txt", "-o", "week one.html", "--embed")
    assert result.exit_code == 0
    frame, link = html.fragments_fromstring(result.stdout)
    assert frame.tag == "iframe"
    assert dict(frame.attrib) | {"style": ""} == {
        "src": "week%20one.html", "title": "Strikes hit <Kharkiv>", "sandbox": "allow-scripts", "loading": "lazy",
        "width": "100%", "height": "600", "style": "",
    }  # fmt: skip
    assert "aspect-ratio: 800 / 600" in frame.get("style")
    assert [(a.get("href"), a.text) for a in link.iter("a")] == [("week%20one.html", "Strikes hit <Kharkiv>")]
    assert {p.name for p in Path().iterdir()} == {
        "a.txt", "week one.html", "week one.oembed.json", "week one.png", "conflict-map.js",
    }  # fmt: skip


def test_the_oembed_answer_holds_the_same_frame() -> None:
    """It has what version 1.0 requires of type "rich", and names the preview with its size."""
    result = mapper("map", "a.txt", "-o", "week one.html", "--embed", "--page-url", URL)
    answer = json.loads(Path("week one.oembed.json").read_text(encoding="utf-8"))
    assert (answer["version"], answer["type"], answer["width"], answer["height"]) == ("1.0", "rich", 800, 600)
    assert answer["html"] == result.stdout.rstrip("\n")
    assert f'src="{URL}"' in answer["html"]
    assert answer["thumbnail_url"] == "https://example.org/maps/week%20one.png"
    picture = np.asarray(Image.open("week one.png"))
    assert picture.shape == (answer["thumbnail_height"], answer["thumbnail_width"], 3)


def test_the_head_names_title_picture_and_answer() -> None:
    """Open Graph has title, description, address and picture; oEmbed is found by its link."""
    mapper("map", "a.txt", "-o", "week one.html", "--embed", "--page-url", URL)
    head = html.parse("week one.html").find("head")
    found = {meta.get("property"): meta.get("content") for meta in head.iter("meta") if meta.get("property")}
    assert found["og:title"] == "Strikes hit <Kharkiv>"
    assert found["og:description"].startswith("3 places of 1 article on one map")
    assert (found["og:url"], found["og:image"]) == (URL, "https://example.org/maps/week%20one.png")
    assert [(a.get("type"), a.get("href")) for a in head.iter("link") if a.get("rel") == "alternate"] == [
        ("application/json+oembed", "https://example.org/maps/week%20one.oembed.json")
    ]


def test_a_page_that_does_not_know_its_address_names_no_picture() -> None:
    """Readers of Open Graph need a full address; a relative one would be wrong for most of them."""
    mapper("map", "a.txt", "--embed")
    page = Path("map.html").read_text(encoding="utf-8")
    assert "og:title" in page
    assert "og:image" not in page
    assert "oembed" not in page


def test_a_page_that_is_not_embedded_has_nothing_of_it() -> None:
    """Without the option the page has no listener for messages."""
    mapper("map", "a.txt")
    assert "postMessage" not in Path("map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("origin", ["example.org", "https://example.org/", "https://example.org/a", "null", ""])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    """One sentence says what an origin looks like, and nothing is written."""
    result = mapper("map", "a.txt", "--allow-origin", origin)
    assert result.exit_code == 2
    assert "such as https://example.org" in result.stderr
    assert not Path("map.html").exists()


def test_embedding_needs_a_file() -> None:
    """What is written to standard output has nothing beside it."""
    result = mapper("map", "a.txt", "-o", "-", "--embed")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name the page with -o" in result.stderr


def test_the_element_is_small() -> None:
    """The custom element for hosts has at most 3 kB."""
    mapper("map", "a.txt", "--embed")
    assert len(Path("conflict-map.js").read_bytes()) <= 3000


def test_the_preview_shows_the_pins_in_their_colours() -> None:
    """Around the sites, with land, water, and a disc for each role; the same pins give the same bytes."""
    pins = collect([port(), tanker()]).pins
    png = preview(pins, 600, 315)
    assert png == preview(pins, 600, 315)
    colours = {tuple(int(c) for c in pixel) for pixel in pixels(png).reshape(-1, 3)}
    assert {rgb("site"), rgb("context"), (211, 225, 232), (244, 241, 234)} <= colours
    assert len(png) < 60_000


def test_the_preview_has_land_where_land_is() -> None:
    """The middle pin has its disc, and water fills the sea: the outlines are neither mirrored nor shifted."""
    pins = [pin for pin in collect([port()]).pins if pin.place in (KYIV, ODESA)]
    picture = pixels(preview(pins, 600, 315))
    # Odesa, the one site, is in the middle; the Black Sea is to the south-east of it, steppe to the north-west.
    assert tuple(picture[157, 300]) == rgb("site")
    assert tuple(picture[290, 420]) == (211, 225, 232)
    land = (picture[20:120, 20:150] == (244, 241, 234)).all(axis=2)
    assert land.mean() > 0.7


def test_without_a_pin_the_preview_is_the_world() -> None:
    """An article without places has a picture too."""
    picture = pixels(preview(collect([quiet()]).pins, 600, 315))
    assert 0.2 < (picture == (244, 241, 234)).all(axis=2).mean() < 0.6
