"""The online layer: what an address must be, and what the page with it allows."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapper.cli import main
from mapper.draw.page import draw
from mapper.draw.tiles import tiles
from mapper.errors import InputError

from .pages import port
from .test_draw import data_of

OSM = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


def policy(page: str) -> str:
    return unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])


def test_the_policy_opens_for_that_host_and_no_other() -> None:
    """Pictures may come from the one origin; scripts, styles and connections are as in any page."""
    with_tiles = policy(draw([port()], parts=[tiles("http://tiles.example:8080/a/{z}/{x}/{y}", "© Us")]))
    assert "; img-src data: http://tiles.example:8080; base-uri" in with_tiles
    assert with_tiles.startswith("default-src 'none'; ")
    assert [part for part in with_tiles.split("; ") if "example" in part] == ["img-src data: http://tiles.example:8080"]
    assert "connect-src" not in with_tiles
    assert "; img-src data:; base-uri" in policy(draw([port()]))


def test_a_page_without_tiles_has_not_a_byte_of_them() -> None:
    """The layer's script, style and words are in the page that asks for it alone."""
    assert "tiles-note" not in draw([port()])
    assert "asks no server for anything and keeps nothing" in draw([port()])
    page = draw([port()], parts=[tiles(OSM)])
    assert "tiles-note" in page
    assert "asks tile.openstreetmap.org for pictures of the map" in page
    assert data_of(page)["tiles"]["credit"] == "© OpenStreetMap contributors"


@pytest.mark.parametrize(
    "url",
    [
        "tile.example.org/{z}/{x}/{y}.png", "https://{s}.example.org/{z}/{x}/{y}.png", "https://t.example/{z}/{x}.png",
        "https://t.example/{s}/{z}/{x}/{y}", "javascript:alert(1)//{z}/{x}/{y}", "https://me:secret@t.example/{z}/{x}/{y}",
        "https://t.example; script-src */{z}/{x}/{y}", "https://t.example/{z}/{x}/{y}\n", "https://*/{z}/{x}/{y}",
        "https://t.example/{z}/{x}/{y}'\"><script>", "HTTPS://T.EXAMPLE/{z}/{x}/{y}", "file:///{z}/{x}/{y}", "",
    ],
)  # fmt: skip
def test_only_an_address_of_one_host_is_taken(url: str) -> None:
    """Several hosts, other schemes, passwords and anything that a policy could misread are refused in one sentence."""
    with pytest.raises(InputError, match=r"--tiles .*such as https://tile\.openstreetmap\.org"):
        tiles(url, "© Us")


@pytest.mark.parametrize("host", ["tiles.example", "notopenstreetmap.org", "openstreetmap.org.evil.example"])
def test_someone_has_to_be_credited(host: str) -> None:
    """Whose map it is has to be said, but for OpenStreetMap's own server."""
    with pytest.raises(InputError, match="--tiles-credit"):
        tiles(f"https://{host}/{{z}}/{{x}}/{{y}}.png", " ")


def test_the_command_has_the_options(tmp_path: Path) -> None:
    """`mapper draw --tiles URL` draws the page with the layer; a wrong address leaves no page."""
    located, page = tmp_path / "located.jsonl", tmp_path / "map.html"
    located.write_text(json.dumps(port().to_dict()), encoding="utf-8")
    arguments = ["draw", str(located), "-o", str(page), "--tiles"]
    refused = CliRunner().invoke(main, [*arguments, "https://{s}.tile.example/{z}/{x}/{y}.png"])
    assert refused.exit_code == 2
    assert not page.exists()
    assert CliRunner().invoke(main, [*arguments, OSM, "--tiles-credit", "<b>Us</b>"]).exit_code == 0
    assert data_of(page.read_text(encoding="utf-8"))["tiles"]["credit"] == "<b>Us</b>"
