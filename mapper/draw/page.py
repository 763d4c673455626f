"""Located articles -> one HTML file that needs no network: the only home of Leaflet.

Leaflet, the page's own style and script, the outlines and the data are written into the same file. What may run and
what may style is listed by hash in the file's own Content-Security-Policy, and nothing may be fetched but the pictures
that a part of the page asks for.
"""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from gazetteer import Gazetteer

from ..escape import plain, script_json
from ..pins import Pins, collect
from ..provenance import Provenance, made
from ..records import LocatedArticle
from .borders import BorderPolicy
from .bundle import bundle
from .confirmations import confirmations
from .parts import Part, Setting
from .words import Words

__all__ = ["THEMES", "Theme", "draw", "heading_of"]

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)

_PAGE = Path(__file__).parents[1] / "page"
_LEAFLET = Path(__file__).parents[1] / "leaflet"  # as npm has it: scripts/leaflet.py
# The map, without tiles: outlines, pins and controls are the other scripts'. As folium makes it, which takes a third of
# a second to import.
_SETUP = """var map_news = L.map("map_news", {
  center: [25, 20], zoom: 2, preferCanvas: true, attributionControl: false, worldCopyJump: true, fadeAnimation: false,
});"""
_DARK = "@media (prefers-color-scheme: dark)"
_STYLES = ("page.css", "map.css", "controls.css", "noscript.css", "adapt.css")


def draw(  # noqa: PLR0913 -- each is a choice of the caller's, and all have a default
    located: Iterable[LocatedArticle],
    *,
    title: str = "",
    theme: Theme = "auto",
    gazetteer: Gazetteer | None = None,
    language: str = "en",
    borders: BorderPolicy = "un",
    recogniser: str = "",
    provenance: Provenance | None = None,
    parts: Sequence[Part] = (),
) -> str:
    """The page as text, ready to be written as UTF-8. The same articles give the same page.

    title      heading of the page; "" takes that of the article where there is one, else a plain one
    theme      light, dark or, with auto, what the reader's system says; the page has a button for it in any case
    gazetteer  names the countries and the towns around the pins; without it the towns have no names
    language   of the page's own words: one of words.LANGUAGES; articles stay in theirs
    borders    the policy by which contested borders are drawn
    recogniser the spaCy pipeline that found the names, where it was not our own network
    provenance how it was made, which the page says to programs; as far as this tells it, unless given
    parts      what the page has beyond what every page has
    """
    # Heavy, and needed by no one who imports the package without drawing.
    from importlib.metadata import version

    from jinja2 import Environment
    from markupsafe import Markup

    from .ground import ground_of
    from .many import many
    from .noscript import noscript
    from .payload import payload

    collected = collect(located)
    words = Words(language)
    setting = Setting(words=words, gazetteer=gazetteer, borders=borders)
    ground = ground_of([pin.place for pin in collected.pins], borders)
    parts = [*parts, *many(collected, setting, ground), *confirmations(collected)]
    heading = heading_of(collected, title, words)
    styles = [
        _leaflet_css(),
        *(_style(name, theme) for name in [*_STYLES, *_once(name for part in parts for name in part.styles)]),
    ]
    scripts = [
        _leaflet_js(),
        _SETUP,
        _script(_modules(parts)),
    ]
    data = payload(collected, heading, setting, ground) | {part.name: part.data(collected) for part in parts}
    if any(part.name == "publication" for part in parts):
        data["marks"] = []  # a port or an airport may stand where a place is held back
    data["words"] = {
        key: form for name in ("script", *(part.name for part in parts)) for key, form in words.table(name).items()
    }
    pictures = [origin for part in parts for origin in part.pictures]
    shown = noscript(collected, borders, words)
    standing = next((part.standing(collected, setting) for part in parts if part.standing), None)
    facts = gazetteer.info() if gazetteer else None
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(_read("page.html"))
    return template.render(
        title=heading,
        words=words,
        t=_filling(words),
        policy=_policy(styles, scripts, pictures, [address for part in parts for address in part.connect]),
        pictures=[origin.partition("://")[2] for origin in pictures],
        styles=[Markup(style) for style in styles],  # noqa: S704 -- our own files and Leaflet's
        scripts=[Markup(script) for script in scripts],  # noqa: S704 -- our own files and Leaflet's
        data=Markup(script_json(data)),  # noqa: S704 -- escaped by script_json
        borders=borders.replace("-", "_"),
        version=version("conflict-mapper"),
        provenance=json.dumps(provenance or made(gazetteer=gazetteer, model=recogniser), ensure_ascii=False),
        # A pipeline may be named by its path, which is nobody's business.
        recogniser=Path(recogniser).name,
        known=words.number(facts["counts"]["places"]) if facts else "",
        sources=facts["sources"] if facts else [],
        articles=len(collected.articles),
        links=[link for part in parts for link in part.links],
        meta=[pair for part in parts for pair in part.meta],
        pins=len(collected.pins),
        noscript=shown,
        svg=Markup(standing.svg if standing else shown.svg),  # noqa: S704 -- numbers and names that are escaped
        standing=Markup(standing.body) if standing else "",  # noqa: S704 -- made of elements that escape what is in them
    )


def heading_of(collected: Pins, title: str = "", words: Words | None = None) -> str:
    """The title of a page: the one given, else that of its only article, else a count."""
    if not title.strip() and len(collected.articles) == 1:
        title = collected.articles[0].title
    return plain(title.strip() or (words or Words()).counted("title", len(collected.articles)))


def _filling(words: Words) -> Callable[..., str]:
    """The function that the template calls `t`: words with values put in, escaped unless they are markup already."""
    from markupsafe import Markup

    def fill(key: str, count: int = 0, **values: str) -> str:
        return Markup.escape(words.form(key, count)).format(count=words.number(count), **values)

    return fill


def _once(names: Iterable[str]) -> list[str]:
    """The names in order, each once: parts may share a file."""
    return list(dict.fromkeys(names))


def _leaflet_js() -> str:
    return re.sub(r"//# sourceMappingURL=.*", "", _leaflet("leaflet.js")).strip()


def _leaflet_css() -> str:
    """Leaflet's style without the rules that refer to its pictures, which we do not use."""
    from rcssmin import cssmin

    return re.sub(r"[^{}]*\{[^{}]*\burl\([^{}]*\}", "", cssmin(_leaflet("leaflet.css")))


def _leaflet(name: str) -> str:
    return _normal((_LEAFLET / name).read_text(encoding="utf-8"))


def _read(name: str) -> str:
    return _normal((_PAGE / name).read_text(encoding="utf-8"))


def _modules(parts: Sequence[Part]) -> tuple[str, ...]:
    """The modules that a page is made of, in the order in which they run, without those that they import."""
    first = (name for part in parts for name in part.first)
    after = (name for part in parts for name in part.scripts)
    return tuple(_once([*first, "start.js", *after]))


@cache
def _script(modules: tuple[str, ...]) -> str:
    """Our own script, without its comments and white space: a tenth of the smallest page."""
    from rjsmin import jsmin

    return str(jsmin(bundle(modules, _read)))


def _style(name: str, theme: Theme) -> str:
    """A style without these, its dark colours always there, never, or as the system says."""
    from rcssmin import cssmin

    condition = {"auto": _DARK, "light": "@media not all", "dark": "@media all"}[theme]
    return str(cssmin(_read(name).replace(_DARK, condition)))


def _normal(text: str) -> str:
    """The text with line ends as a browser reads them, so that the hash matches."""
    return text.replace("\r\n", "\n").strip()


def _policy(styles: list[str], scripts: list[str], pictures: list[str], connect: list[str]) -> str:
    speaks = f"connect-src {' '.join(connect)}; " if connect else ""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; {speaks}"
        f"img-src {' '.join(['data:', *pictures])}; base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)
