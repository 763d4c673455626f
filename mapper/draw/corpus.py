"""A page that shows a part of a corpus says so, and how often places and regions are named in all of it."""

from collections.abc import Sequence

from .parts import Part

__all__ = ["part_of_corpus"]


def part_of_corpus(
    shown: int, articles: int, regions: Sequence[tuple[str, int]], places: Sequence[tuple[str, int]]
) -> Part:
    """The part of a page about its corpus: how many articles it shows, and names with mentions, most named first."""
    data = {"shown": shown, "all": articles, "regions": regions, "places": places}
    return Part(name="corpus", data=lambda _: data, scripts=("parts/corpus.js",), styles=("corpus.css",))
