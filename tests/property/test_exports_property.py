"""Exports of every format, damaged: articles and sentences come out, and nothing else."""

import os
import tempfile
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.errors import InputError
from mapper.read.articles import read_articles
from mapper.read.sources import LeftOut

from ..exported import EXPORTS, WHATSAPP_FORMS, whatsapp
from ..test_exports import DATA
from ..test_exports_forms import FACTIVA, PROQUEST_PAGE
from ..test_exports_pages import ARTICLES, WIKI
from ..test_exports_posts import POSTS, SIGNAL, lines
from ..test_exports_private import mails, sigtop
from .test_formats_property import damaged

EXAMPLES = int(os.environ.get("MAPPER_FUZZ_EXAMPLES", "4"))
SEEDS: dict[str, bytes] = {}
for _name, (_make, _) in EXPORTS.items():
    _made = _make()
    SEEDS[_name] = _made if isinstance(_made, bytes) else _made.encode()
SEEDS |= {name: content.encode() for name, content in {**SIGNAL, "pq.html": PROQUEST_PAGE, "wiki.html": WIKI}.items()}
SEEDS |= {"coded.txt": FACTIVA["codes"].encode(), "marked.html": f"<html><h1>Live</h1>{ARTICLES}</html>".encode()}
SEEDS |= {"flat.jsonl": lines(*POSTS).encode(), "book.xls": (DATA / "proquest.xls").read_bytes()}
SEEDS |= {"sigtop.txt": sigtop().encode()[:4000], "box.mbox": mails().encode()[:4000]}
SEEDS |= {f"chat{at}.txt": whatsapp(form) for at, form in enumerate(WHATSAPP_FORMS.values())}


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_export_is_articles_and_sentences(name: str, data: st.DataObject) -> None:
    """What is lost is said, each article has words, and nothing but InputError comes out."""
    content = data.draw(damaged(SEEDS[name]))
    said: list[InputError] = []
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what libraries say of broken files
        path = Path(folder) / name
        path.write_bytes(content)
        articles = list(read_articles([path], on_skip=said.append))
    assert all(article.text.strip() for article in articles)
    # A chat is called by no name that its file or its folder has.
    assert all(str(error).startswith((str(path), str(path.parents[1]))) and "\n" not in str(error) for error in said)
    faults = [error for error in said if not isinstance(error, LeftOut)]
    assert articles or faults or "is the list of what was downloaded" in str(said)  # a cover is all that is left
