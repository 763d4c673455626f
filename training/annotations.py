"""The corpus of roles as W3C Web Annotations: python -m training.annotations [OUT.jsonld]

A JSON-LD list with an annotation a mark: the role and, of a site, the kind of event as tags, and the place that is
meant. The target is the document's address, or a URN of its id, by quote and by position; positions are code points of
the `text` in corpus.jsonl.gz, for what stands at an address changes.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from mapper.export.text import selectors

from .role_corpus import documents

__all__ = ["annotations"]

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"geo": "http://www.w3.org/2003/01/geo/wgs84_pos#"}]
_RIGHTS = "https://creativecommons.org/licenses/by/4.0/"
_GEONAMES = "geonames:"

_Row = dict[str, Any]


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, nargs="?", default=Path("build/corpus.jsonld"))
    out: Path = parser.parse_args().out
    found = list(annotations(documents()))
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
    out.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{out}: {len(found)} annotations")


def annotations(rows: Iterable[_Row]) -> Iterator[_Row]:
    """One a mention of documents as the corpus has them."""
    for row in rows:
        source = row["url"] or f"urn:mapper:corpus:{quote(row['id'], safe='')}"
        for mention in row["mentions"]:
            where = selectors(row["text"], mention["start"], mention["end"])
            yield {
                "@context": _CONTEXT,
                "id": uuid5(NAMESPACE_URL, f"{source}#{row['id']}:{mention['start']}-{mention['end']}").urn,
                "type": "Annotation",
                "motivation": "classifying",
                "rights": _RIGHTS,
                "body": list(_bodies(mention)),
                "target": {"source": source, "rights": row["licence"], "selector": where},
            }


def _bodies(mention: _Row) -> Iterator[_Row]:
    tags = [mention["role"], mention["label"]]
    tags += [mention["event"]] if mention.get("event") else []
    tags += ["container"] if mention.get("container") else []
    tags += [] if mention["agreed"] else ["adjudicated"]
    yield from ({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags)
    if place := mention["place"]:
        identity = place.get("id", "")
        known = identity.startswith(_GEONAMES)
        address = (
            f"https://sws.geonames.org/{identity.removeprefix(_GEONAMES)}/" if known else f"urn:mapper:place:{identity}"
        )
        point = {"geo:lat": place["lat"], "geo:long": place["lon"]}
        yield {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": point | ({"id": address} if identity else {}),
        }


if __name__ == "__main__":
    main()
