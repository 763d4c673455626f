"""Plain folium's page with its scripts and styles written into it, for a comparison that needs no network."""

import re
import subprocess
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from folium import Map
    from playwright.sync_api import Route

__all__ = ["inlined", "plain_folium_map", "served"]

ROOT = Path(__file__).parents[1]
# Where npm has what folium's page links to, by a part of the address. Licences: MIT, Leaflet's BSD-2-Clause; the style
# of Font Awesome is MIT too while its fonts are not, and those are not used. A tool of the benchmark alone.
_PACKAGES = [
    "leaflet@1.9.3", "jquery@3.7.1", "bootstrap@5.2.2", "leaflet.awesome-markers@2.0.5",
    "@fortawesome/fontawesome-free@6.2.0",
]  # fmt: skip
_FILES = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "all.min.css": "@fortawesome/fontawesome-free/css/all.min.css",
}
_LINKED = re.compile(r'<script src="([^"]+)"></script>|<link rel="stylesheet" href="([^"]+)"/>')


def plain_folium_map(pins: Iterable[tuple[float, float, str]]) -> "Map":
    """What folium itself makes of (latitude, longitude, text): a marker with a popup for each."""
    import folium

    world = folium.Map()
    for lat, lon, text in pins:
        folium.Marker((lat, lon), popup=folium.Popup(text)).add_to(world)
    return world


def inlined(html: str, beside: Path | None = None) -> str:
    """The page with every script and style that it links to written into it, without those that are not at hand.

    beside  the folder of the page, which gets the pictures of the markers, as Leaflet looks for them there
    """
    if beside:
        copytree(_npm() / "leaflet" / "dist" / "images", beside / "images", dirs_exist_ok=True)

    def written(link: re.Match[str]) -> str:
        text = _asset(unescape(link[1] or link[2]))
        if text is None:
            return ""
        return f"<script>{text}</script>" if link[1] else f"<style>{text}</style>"

    return _LINKED.sub(written, html)


def served(route: "Route") -> None:
    """Answer a request of folium's page as its hosts would; map tiles and the rest get no answer."""
    text = _asset(route.request.url)
    if text is None:
        route.abort()
    else:
        kind = "text/css" if route.request.url.endswith(".css") else "text/javascript"
        route.fulfill(body=text, content_type=kind)


@cache
def _asset(url: str) -> str | None:
    """The script or style of that address; None where it is not at hand."""
    name = url.rpartition("/")[2]
    return (_npm() / _FILES[name]).read_text("utf-8") if name in _FILES else None


@cache
def _npm() -> Path:
    """The folder with those packages, installed into build/ the first time."""
    folder = ROOT / "build" / "folium-assets"
    if not all((folder / "node_modules" / name).is_dir() for name in ("jquery", "leaflet")):
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--no-package-lock", "--ignore-scripts", "--prefix"]
        subprocess.run([*command, str(folder), *_PACKAGES], check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules"
