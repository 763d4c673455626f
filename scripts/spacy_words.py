"""Takes the rules by which spaCy cuts English text into words, for who is not to wait until spaCy is imported.

    python scripts/spacy_words.py

They are written to mapper/recognise/spacy_words.json as spaCy (MIT) has them; tests/test_cutting.py compares.
"""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.lang.en import English

_ORTH = 65  # spacy.attrs.ORTH, of which there are no types
PATH = Path(__file__).parents[1] / "mapper" / "recognise" / "spacy_words.json"


def main() -> None:
    """Write them."""
    PATH.write_text(text_of(rules()), encoding="utf-8")


def text_of(held: dict[str, Any]) -> str:
    """The rules as they stand in the file."""
    return json.dumps(held, ensure_ascii=False, indent=0) + "\n"


def rules() -> dict[str, Any]:
    """The patterns of what stands before, behind and inside a word and of addresses, and the special cases.

    specials  what is cut, or kept whole, against the patterns: its parts
    apart     the special cases that the patterns would cut, as they would: where they stand so, they are put together
    """
    tokenizer: Any = English().tokenizer
    plain: Any = English().tokenizer
    plain.rules = {}
    specials = {chunk: [part[_ORTH] for part in parts] for chunk, parts in tokenizer.rules.items()}
    apart = {chunk: parts for chunk in specials if len(parts := [token.text for token in plain(chunk)]) > 1}
    return {
        "spacy": version("spacy"),
        "before": tokenizer.prefix_search.__self__.pattern,
        "behind": tokenizer.suffix_search.__self__.pattern,
        "inside": tokenizer.infix_finditer.__self__.pattern,
        "address": tokenizer.url_match.__self__.pattern,
        "specials": {chunk: parts for chunk, parts in sorted(specials.items()) if not chunk.isspace()},
        "apart": dict(sorted(apart.items())),
    }


if __name__ == "__main__":
    main()
