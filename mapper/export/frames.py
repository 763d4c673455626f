"""Rows of a view -> a data frame, of the library that is installed: pandas, else polars. The home of both."""

from collections.abc import Iterable
from typing import Any

from ..errors import ExtraError
from .views import COLUMNS, Row, View

__all__ = ["frame"]


def frame(table: Iterable[Row], view: View) -> Any:
    """A data frame with the columns of the view, also where there is no row. Raises ExtraError."""
    columns, found = COLUMNS[view], list(table)
    try:
        import pandas
    except ModuleNotFoundError:
        try:
            import polars
        except ModuleNotFoundError as error:
            raise ExtraError(
                "a data frame needs pandas or polars, and neither is installed; install one with: pip install polars"
            ) from error
        kinds = {str: polars.String, int: polars.Int64, float: polars.Float64}
        return polars.DataFrame(found, schema={name: kinds[kind] for name, kind in columns.items()})
    return pandas.DataFrame(found, columns=list(columns))
