"""Files of five stories in every format of exports that is read, as programs of others write them, and what is right."""

from .databases import DATABASES
from .library import LIBRARY
from .pages import PAGES
from .posts import POSTS

__all__ = ["FORMS"]

FORMS = (*DATABASES, *POSTS, *LIBRARY, *PAGES)
"""All of them."""
