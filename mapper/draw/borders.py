"""The policies by which contested borders are drawn; what a page says of its own stands among the page's words.

docs/borders.tsv says of each contested line what each policy makes of it, who administers, who claims, and a source.
"""

from typing import Literal, get_args

__all__ = ["POLICIES", "BorderPolicy"]

BorderPolicy = Literal["un", "de-facto", "disputed"]
POLICIES: tuple[BorderPolicy, ...] = get_args(BorderPolicy)
