"""Posts that go on from one another -> threads; a thread is one text, with the offset of each post."""

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["joined", "threads"]

_APART = "\n\n"


def threads(above: Mapping[str, str]) -> dict[str, list[str]]:
    """The posts of each thread, by its first; in the order in which they are given.

    above  of each post the one that it goes on from, if that is of the same person; else ""
    """
    out: dict[str, list[str]] = {}
    roots: dict[str, str] = {}  # as far as they are known, so that a long thread is gone up once
    for key in above:
        passed: dict[str, None] = {}
        at = key
        while at not in roots:
            passed[at] = None
            if (higher := above[at]) not in above or higher in passed:
                roots[at] = at
            at = higher if at not in roots else at
        roots |= dict.fromkeys(passed, roots[at])
        out.setdefault(roots[key], []).append(key)
    return out


def joined(parts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Texts, each with its time, as the text of an article and the times of its parts."""
    kept = [(text, time) for text, time in parts if text.strip()]
    times, at = [], 0
    for text, time in kept:
        times += [{"start": at, "time": time}] if time else []
        at += len(text) + len(_APART)
    return {"text": _APART.join(text for text, _ in kept), "times": times}
