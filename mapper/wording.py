"""The tables of words that readers meet: page/words/<language>/<part>.toml, each a file of `key = "words"`.

A key with a form for each plural category of its language (of the Unicode CLDR) is a table of its own.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["LANGUAGES", "Table", "table"]

Table = Mapping[str, str | Mapping[str, str]]

_FOLDER = Path(__file__).parent / "page" / "words"
LANGUAGES = tuple(sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir()))
"""Codes of the languages that have words, as BCP 47 has them."""


@lru_cache(maxsize=64)
def table(language: str, part: str) -> Table:
    """The words of a part in a language; empty where it has none."""
    file = _FOLDER / language / f"{part}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
