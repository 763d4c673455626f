"""Conflict news in, one offline map out: every pin linked to the words that put it there."""

from .corrections import Corrections
from .corrections_file import read_corrections
from .errors import MapperError
from .pipeline import ConflictMap, locate, map_articles
from .records import Article, LocatedArticle, Mention, Resolution
from .resolve import Policy

__all__ = [
    "Article",
    "ConflictMap",
    "Corrections",
    "LocatedArticle",
    "MapperError",
    "Mention",
    "Policy",
    "Resolution",
    "locate",
    "map_articles",
    "read_corrections",
]
