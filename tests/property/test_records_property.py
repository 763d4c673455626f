"""Rules of the records that hold for any text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import RecordError
from mapper.reason import reason
from mapper.records import LABELS, Article, LocatedArticle, Mention, Resolution

# Letters of every script, combining marks, emoji with their joiners and skin tones, flags, both line ends, controls.
PIECES = st.one_of(
    st.text(min_size=1, max_size=8),
    st.sampled_from(
        [
            "\r\n",
            "\n",
            "é",
            "e\u0301",
            "Київ",
            "كييف",
            "คีฟ",
            "基辅",
            "कीव",
            "👩🏽‍🚒",
            "🇺🇦",
            "\u200f",
            "\ufeff",
            "İ",
            "ß",
        ]
    ),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join)


@st.composite
def marked(draw: Any) -> Article:
    """An article with marks anywhere in it, between combining characters too."""
    text = draw(TEXTS)
    plain = Article(
        text=text, id=draw(st.text(max_size=5)), title=draw(TEXTS | st.just("")), date=draw(st.none() | st.dates())
    )
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=4))
    mentions = tuple(
        plain.mention(start, draw(st.integers(start + 1, len(text))), draw(st.sampled_from(LABELS))) for start in starts
    )
    return Article(text=text, id=plain.id, title=plain.title, date=plain.date, mentions=mentions)


@given(marked())
def test_a_mention_is_what_stands_at_its_offsets(article: Article) -> None:
    """text[start:end] == mention.text, in code points."""
    assert all(article.text[m.start : m.end] == m.text for m in article.mentions)


@given(marked(), st.booleans())
def test_articles_go_through_json(article: Article, ascii_only: bool) -> None:
    """from_dict(to_dict) is the same article, whether JSON escapes what is not ASCII or not."""
    assert Article.from_dict(json.loads(json.dumps(article.to_dict(), ensure_ascii=ascii_only))) == article


@given(marked(), st.floats(0, 1))
def test_located_articles_go_through_json(article: Article, confidence: float) -> None:
    """Resolutions, too, and their confidence to the last bit."""
    because = (reason("border_which", countries=("Syria", "Iraq")), reason("kind_asked", kind="camp"))
    located = LocatedArticle(
        article=Article(text=article.text),
        resolutions=tuple(
            Resolution(mention=m, place=None, confidence=confidence, role="site", because=because)
            for m in article.mentions
        ),
    )
    assert LocatedArticle.from_dict(json.loads(json.dumps(located.to_dict()))) == located


@given(TEXTS, st.integers(-3, 60), st.integers(-3, 60), TEXTS)
def test_a_mention_is_made_where_its_words_stand_or_not_at_all(text: str, start: int, end: int, words: str) -> None:
    """Any other offsets or words raise RecordError."""
    if 0 <= start < end <= len(text) and text[start:end] == words:
        assert Article(text=text, mentions=(Mention(start=start, end=end, text=words),)).mentions[0].text == words
    else:
        with pytest.raises(RecordError):
            Article(text=text, mentions=(Mention(start=start, end=end, text=words),))
