"""Conflict news in, one offline map out: every pin linked to the words that put it there."""

from .errors import MapperError
from .pipeline import ConflictMap, locate, map_articles
from .records import Article, LocatedArticle, Mention, Resolution
from .resolve import Policy

__all__ = [
    "Article",
    "ConflictMap",
    "LocatedArticle",
    "MapperError",
    "Mention",
    "Policy",
    "Resolution",
    "locate",
    "map_articles",
]
