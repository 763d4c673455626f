"""Located articles and hostile strings for the tests of the page, and the command that draws one."""

import datetime as dt

from click.testing import CliRunner, Result

from gazetteer import Place
from mapper.cli import main
from mapper.reason import reason as said
from mapper.records import Article, Candidate, LocatedArticle, Resolution

ODESA = Place(
    id="geonames:698740", name="Odesa", lat=46.47747, lon=30.73262, kind="city", country="UA", admin1="Odesa Oblast",
    population=1015826, precision_km=12.0,
)  # fmt: skip
KYIV = Place(
    id="geonames:703448", name="Kyiv", lat=50.45466, lon=30.5238, kind="city", country="UA", admin1="Kyiv City",
    population=2952301, precision_km=15.0, capital="country",
)  # fmt: skip
KHERSON = Place(
    id="geonames:706448", name="Kherson", lat=46.65581, lon=32.6178, kind="city", country="UA",
    admin1="Kherson Oblast", population=320477, precision_km=8.0,
)  # fmt: skip
BLACK_SEA = Place(id="mapper:black-sea", name="Black Sea", lat=43.4, lon=34.3, kind="sea", precision_km=450.0)
RED_SEA = Place(id="mapper:red-sea", name="Red Sea", lat=20.0, lon=38.5, kind="sea", precision_km=900.0)

PORT = """Drones hit the port of Odessa

Drones struck grain stores in Odessa, on the Black Sea, before dawn. Two dock workers were wounded.

Kyiv promised an answer. In Kherson, as in Novoselivka, it was quiet. Odessa has 1 million people."""


STRIKES = "Strikes hit <Kharkiv>\n\nShelling hit Kharkiv on Monday, and trains to Poltava and Sumy stood still.\n"


def resolved(article: Article, word: str, start: int, place: Place | None, *, role: str, reason: str) -> Resolution:
    """The mention of a word at or after `start`, resolved."""
    at = article.text.index(word, start)
    return Resolution(
        mention=article.mention(at, at + len(word)), place=place, confidence=0.9 if place else 0.0,
        role=role, because=(said("said", words=reason),),  # type: ignore[arg-type]  # the callers write roles out
        candidates=(Candidate(place=place, score=0.9),) if place else (),
    )  # fmt: skip


def port() -> LocatedArticle:
    """An article with every role, another spelling, a sea and a name without a place."""
    article = Article(
        text=PORT, id="port", title="Drones hit the port of Odessa", date=dt.date(2022, 10, 5), source="Example News",
        url="https://example.org/port", language="en",
    )  # fmt: skip
    marks = [
        ("Odessa", ODESA, "site", "A spelling of Odesa."), ("Odessa", ODESA, "site", "A spelling of Odesa."),
        ("Black Sea", BLACK_SEA, "context", "The only one."), ("Kyiv", KYIV, "actor", "A capital that promises."),
        ("Kherson", KHERSON, "context", "Named for comparison."),
        ("Novoselivka", None, "site", "Ambiguous: 31 villages."),
        ("Odessa", ODESA, "context", "A spelling of Odesa."),
    ]  # fmt: skip
    found, at = [], 0
    for word, place, role, reason in marks:
        found.append(resolved(article, word, at, place, role=role, reason=reason))
        at = found[-1].mention.end
    return LocatedArticle(article=article, resolutions=tuple(found))


def tanker() -> LocatedArticle:
    """A second article, far from the first."""
    article = Article(text="A tanker burned in the Red Sea. Odesa waited.", id="tanker", title="Tanker burns")
    sea = resolved(article, "Red Sea", 0, RED_SEA, role="site", reason="The only one.")
    return LocatedArticle(
        article=article, resolutions=(sea, resolved(article, "Odesa", 0, ODESA, role="context", reason="Its name."))
    )


def quiet() -> LocatedArticle:
    """An article with no place at all."""
    return LocatedArticle(article=Article(text="Nothing happened.\n\nNothing at all.", title="A quiet day"))


HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    "${window.hacked=1}",
    "`+(window.hacked=1)+`",
    "{{7*7}}{% for x in y %}",
    "<!--<script>",
    "]]><a href=javascript:window.hacked=1>x</a>",
    "\"'><iframe src=javascript:parent.hacked=1>",
    "\\u003cscript\\u003e",
    "javascript:window.hacked=1",
    "a\u202ecba\u2066d",
    "nul\x00bell\x07",
    "half\ud83d",
    "line\u2028and\u2029paragraph",
    "__proto__",
    "&lt;script&gt;&amp;#60;",
)


def hostile(text: str) -> LocatedArticle:
    """An article with this text in every field that takes text."""
    place = Place(id=f"x:{text}", name=text, lat=46.5, lon=30.7, kind="city", country=text, admin1=text, population=5)
    other = Place(id=f"y:{text}", name=text, lat=47.5, lon=31.7, kind="region", country=text, precision_km=50.0)
    article = Article(
        text=f"{text} and {text} and {text}", id=text, title=text, url=text, source=text, language=text,
    )  # fmt: skip
    found, at = [], 0
    for target, role in ((place, "site"), (other, "context"), (None, "site")):
        found.append(resolved(article, text, at, target, role=role, reason=text))
        at = found[-1].mention.end
    return LocatedArticle(article=article, resolutions=tuple(found))


def mapper(*args: str) -> Result:
    """What the command says and how it ends."""
    return CliRunner().invoke(main, args)
