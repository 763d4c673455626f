"""Conflict news in, one offline map out: every pin linked to the words that put it there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .correct.corrections import Corrections
    from .correct.corrections_file import read_corrections
    from .errors import MapperError
    from .pipeline import ConflictMap, locate, map_articles
    from .protect.care import Care
    from .protect.withhold import Withheld
    from .records import Article, LocatedArticle, Mention, Resolution
    from .resolve.resolver import Policy
else:
    # Each name is fetched when it is asked for, so a program waits for the modules that it uses and for no others.
    _HOMES = {
        "Article": "records",
        "Care": "protect.care",
        "ConflictMap": "pipeline",
        "Corrections": "correct.corrections",
        "LocatedArticle": "records",
        "MapperError": "errors",
        "Mention": "records",
        "Policy": "resolve.resolver",
        "Resolution": "records",
        "Withheld": "protect.withhold",
        "locate": "pipeline",
        "map_articles": "pipeline",
        "read_corrections": "correct.corrections_file",
    }

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "Article",
    "Care",
    "ConflictMap",
    "Corrections",
    "LocatedArticle",
    "MapperError",
    "Mention",
    "Policy",
    "Resolution",
    "Withheld",
    "locate",
    "map_articles",
    "read_corrections",
]
