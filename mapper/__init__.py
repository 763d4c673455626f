"""Conflict news in, one offline map out: every pin linked to the words that put it there."""

from .care import Care
from .corrections import Corrections
from .corrections_file import read_corrections
from .errors import MapperError
from .pipeline import ConflictMap, locate, map_articles
from .records import Article, LocatedArticle, Mention, Resolution
from .resolve import Policy
from .withhold import Withheld

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
