"""The cut of the world that a picture shows: web Mercator around some points, in the proportions of the picture."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

__all__ = ["Cut"]

_LEAST_DEGREES = 4.0  # of longitude across the picture, however close together the points are


class Cut:
    """From degrees to a picture of width x height: all the points are in it, with some room around them.

    points  (lat, lon), WGS84 degrees; the inhabited world where there are none
    """

    def __init__(self, points: Sequence[tuple[float, float]], width: float, height: float) -> None:
        xs = _together([_x(lon) for _, lon in points]) or [_x(-170), _x(180)]
        ys = _y(np.array([lat for lat, _ in points])).tolist() or [_y(75), _y(-56)]
        wide = max(1.3 * (max(xs) - min(xs)), _LEAST_DEGREES / 360)
        wide = min(1.0, max(wide, 1.3 * (max(ys) - min(ys)) * width / height))
        self._scale = width / wide
        self._left = (min(xs) + max(xs) - wide) / 2
        self._top = (min(ys) + max(ys) - wide * height / width) / 2

    def __call__(self, lat: Any, lon: Any) -> tuple[Any, Any]:
        """Where they lie in the picture, x and y, from its upper left corner; of numbers or of arrays, one a line.

        Where the picture reaches over the date line, a line that would lie to the left of it lies beyond it.
        """
        x = _x(lon)
        return (x + (np.max(x) < self._left) - self._left) * self._scale, (_y(lat) - self._top) * self._scale

    def dots(self, points: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
        """Where each of the points lies in the picture, to the pixel."""
        lat, lon = np.array(points, float).reshape(-1, 2).T
        x = _x(lon)
        xs, ys = (x + (x < self._left) - self._left) * self._scale, (_y(lat) - self._top) * self._scale
        return list(zip(np.rint(xs).astype(int).tolist(), np.rint(ys).astype(int).tolist(), strict=True))

    @property
    def zoom(self) -> float:
        """The zoom at which a web map shows as much."""
        return math.log2(self._scale / 256)


def _together(xs: list[float]) -> list[float]:
    """The same points; those in the west go once around where half of the world lies between them and the others."""
    east = next((b for a, b in pairwise(sorted(xs)) if b - a > 0.5), 0.0)
    return [x + (x < east) for x in xs]


def _x(lon: Any) -> Any:
    return (lon + 180) / 360


def _y(lat: Any) -> Any:
    return (1 - np.arcsinh(np.tan(np.radians(np.clip(lat, -85.0, 85.0)))) / math.pi) / 2
