"""Places, roles, care and the page's data hold their rules for any text, whatever stands in it."""

import json
import os
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer
from mapper.draw.page import draw
from mapper.escape import script_json
from mapper.export.text import geojson
from mapper.export.views import rows
from mapper.pins import collect
from mapper.protect.publication import PublicationPolicy, Publisher
from mapper.protect.withhold import Withheld
from mapper.records import LABELS, ROLES, Article, LocatedArticle
from mapper.resolve.resolver import resolve

EXAMPLES = int(os.environ.get("MAPPER_FUZZ_EXAMPLES", "12"))
WITHHELD = "Zamzam"
NAMES = [
    "Kharkiv",
    "Odesa",
    "Kyiv",
    "El Fasher",
    "Gaza",
    "Zamzam",
    "Zamzam camp",
    "Paris",
    "U.S.",
    "Russia",
    "Côte d'Ivoire",
]
WORDS = [
    "troops from", "shells hit", "20 km south of", "said", "in", "of", "near", "Mr.", "the port of", ",", ";", "’s",
    ".", "\n\n", "“", "(", "</script>", "<!--", "&amp;", "\u2028", "48.5956, 37.9999", "37U DQ 95863 99450", "#Zamzam",
    "2024", "-", "%5Aamzam", "\u202e", "e\u0301", "京", "{{", "${x}", "\x00",
]  # fmt: skip


Story = tuple[str, list[tuple[int, int, Any]]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A text of names and of words around them, and where the names stand; some overlap words, none each other."""
    text, marks = "", []
    for piece in draw(st.lists(st.sampled_from([*NAMES, *WORDS]) | st.text(max_size=6), min_size=1, max_size=30)):
        if piece in NAMES and draw(st.booleans()):
            marks.append((len(text), len(text) + len(piece), draw(st.sampled_from(LABELS))))
        text += piece + draw(st.sampled_from([" ", " ", "", "\n"]))
    return text, marks


def located(story: Story, gazetteer: Gazetteer) -> LocatedArticle:
    text, marks = story
    article = Article(text=text if text.strip() else "x", title=text[:40])
    return resolve(article, [article.mention(*mark) for mark in marks], gazetteer)


fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@fuzzed
@given(story=stories())
def test_every_mention_is_resolved_and_has_a_role(gazetteer: Gazetteer, story: Story) -> None:
    """In order, with a confidence between 0 and 1, a reason, one of the roles; and the record can be read again."""
    item = located(story, gazetteer)
    assert [(r.mention.start, r.mention.end) for r in item.resolutions] == sorted(mark[:2] for mark in story[1])
    for resolution in item.resolutions:
        assert resolution.role in ROLES
        assert 0 <= resolution.confidence <= 1
        assert str(resolution.reason).strip()
        assert resolution.place is None or -90 <= resolution.place.lat <= 90
    assert LocatedArticle.from_dict(json.loads(json.dumps(item.to_dict()))).to_dict() == item.to_dict()


@fuzzed
@given(story=stories())
def test_care_leaves_nothing_of_what_is_withheld(gazetteer: Gazetteer, story: Story) -> None:
    """No name and no fine point in the article, and every mention still stands where it says."""
    item = located(story, gazetteer)
    publisher = Publisher(PublicationPolicy(coarsen=10.0, withhold=Withheld(names=(WITHHELD,))), gazetteer)
    (shown,) = publisher.apply([item])
    told = json.dumps(shown.to_dict(), ensure_ascii=False)
    assert WITHHELD.casefold() not in told.casefold()
    assert "%5aamzam" not in told.casefold()
    assert not re.search(r"48\.59|95863", shown.article.text)
    for resolution in shown.resolutions:
        mention = resolution.mention
        assert shown.article.text[mention.start : mention.end] == mention.text


@settings(fuzzed, max_examples=max(2, EXAMPLES // 6))
@given(story=stories())
def test_no_text_becomes_markup(gazetteer: Gazetteer, story: Story) -> None:
    """The page has as many scripts as one about nothing, and its data and the export are JSON that can be read."""
    item = located(story, gazetteer)
    page = draw([item], gazetteer=gazetteer)
    for piece in re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL):
        json.loads(piece)
    empty = draw([LocatedArticle(article=Article(text="x"))], gazetteer=gazetteer)
    assert page.count("<script") == empty.count("<script")
    assert page.count("</script") == empty.count("</script")
    assert json.loads("".join(geojson(rows([item], "mention"))))["type"] == "FeatureCollection"
    assert json.loads(script_json(story[0])) == story[0]
    collect([item])
