"""Conflict news in, one offline map out: every pin linked to the words that put it there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer import OfflineGeocoder

    from .calls import Mapper, draw_located, locate, map_articles
    from .conflict_map import ConflictMap
    from .correct.corrections import Corrections
    from .correct.corrections_file import read_corrections
    from .errors import MapperError
    from .evaluate import evaluate as evaluate_located
    from .export.formats import export as export_located
    from .protect.publication import PublicationPolicy
    from .protect.withhold import Withheld
    from .read.articles import read_articles, read_located
    from .records import Article, Candidate, Label, LocatedArticle, Mention, Resolution, Role
    from .resolve.resolver import Policy

    __version__: str
else:
    # Each name is fetched when it is asked for, so a program waits for the modules that it uses and for no others.
    _HOMES = {
        "Article": ".records",
        "Candidate": ".records",
        "ConflictMap": ".conflict_map",
        "Corrections": ".correct.corrections",
        "Label": ".records",
        "LocatedArticle": ".records",
        "Mapper": ".calls",
        "MapperError": ".errors",
        "Mention": ".records",
        "OfflineGeocoder": "gazetteer",
        "Policy": ".resolve.resolver",
        "PublicationPolicy": ".protect.publication",
        "Resolution": ".records",
        "Role": ".records",
        "Withheld": ".protect.withhold",
        "draw_located": ".calls",
        "evaluate_located": ".evaluate:evaluate",
        "export_located": ".export.formats:export",
        "locate": ".calls",
        "map_articles": ".calls",
        "read_articles": ".read.articles",
        "read_corrections": ".correct.corrections_file",
        "read_located": ".read.articles",
    }

    _RENAMED = {"Care": "PublicationPolicy"}

    def __getattr__(name: str) -> object:
        if name in _RENAMED:
            from warnings import warn

            warn(f"mapper.{name} is called {_RENAMED[name]} now", DeprecationWarning, stacklevel=2)
            return __getattr__(_RENAMED[name])
        if name == "__version__":
            from importlib.metadata import version

            return version("conflict-mapper")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module, _, name_there = _HOMES[name].partition(":")
        found = getattr(import_module(module, __name__), name_there or name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "Article",
    "Candidate",
    "ConflictMap",
    "Corrections",
    "Label",
    "LocatedArticle",
    "Mapper",
    "MapperError",
    "Mention",
    "OfflineGeocoder",
    "Policy",
    "PublicationPolicy",
    "Resolution",
    "Role",
    "Withheld",
    "draw_located",
    "evaluate_located",
    "export_located",
    "locate",
    "map_articles",
    "read_articles",
    "read_corrections",
    "read_located",
]
