"""Conflict news in, one offline map out: every pin linked to the words that put it there."""

from .correct.corrections import Corrections
from .correct.corrections_file import read_corrections
from .errors import MapperError
from .pipeline import ConflictMap, locate, map_articles
from .protect.care import Care
from .protect.withhold import Withheld
from .records import Article, LocatedArticle, Mention, Resolution
from .resolve.resolver import Policy

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
