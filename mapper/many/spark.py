"""A Spark data frame of articles -> one of located articles. The home of pyspark."""

import dataclasses
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..extras import needs
from ..schema import columns_of, schema_of
from .arrow import locate_batches
from .settings import Settings

__all__ = ["locate", "located_batches"]


def locate(dataframe: Any, settings: Settings | None = None) -> Any:
    """The data frame located: of its columns those of an article are taken, and the result has those of schema.py.

    Each executor needs mapper, and has its model in memory once for each of its Python processes, which Spark keeps for
    its tasks. Nothing is located until somebody asks for the result.
    """
    with needs("cluster", "a Spark data frame"):
        from pyspark.sql.pandas.types import from_arrow_schema
    settings = settings or Settings()
    schema = from_arrow_schema(schema_of(columns_of(settings.columns)))
    return dataframe.mapInArrow(partial(located_batches, settings=dataclasses.asdict(settings)), schema)


def located_batches(batches: Iterable[Any], settings: dict[str, Any]) -> Iterator[Any]:
    """Locate the batches of one task. The settings are plain values, so that they unpack without mapper."""
    return locate_batches(batches, Settings(**settings))
