"""What each training has in common: the course of its rate, the average of its steps, files that are whole or not."""

from pathlib import Path

import torch
from torch import Tensor

__all__ = ["follow", "rate", "save"]

_WARM_UP = 0.06


def rate(step: int, steps: int) -> float:
    """The share of the learning rate at a step: up in a straight line over the first steps, then down to nothing."""
    warm = _WARM_UP * steps
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def follow(average: dict[str, Tensor], weights: dict[str, Tensor], step: int, most: float) -> None:
    """Move an average of weights, in place, on to those of a step; it keeps `most` of itself, and less at first."""
    keep = min(most, step / (step + 10))
    for name, value in weights.items():
        average[name].lerp_(value, 1 - keep) if value.is_floating_point() else average[name].copy_(value)


def save(state: dict[str, object], path: Path) -> None:
    """Write the state beside its place, then move it there: a stop amid it leaves the state of before."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)
