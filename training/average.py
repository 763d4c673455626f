"""Weights of several runs -> their average: python -m training.average WEIGHTS ... [--out FILE]

Runs that began with the same network and end near each other are better together than each alone, and cost no more to
run than one (Wortsman et al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import torch

__all__ = ["main"]


def main() -> None:
    """Write the average, as training.export reads it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("build/training/weights.pt"))
    options = parser.parse_args()
    runs = [torch.load(path, weights_only=True) for path in options.weights]
    average = {
        name: torch.stack([run[name] for run in runs]).mean(0) if value.is_floating_point() else value
        for name, value in runs[0].items()
    }
    torch.save(average, options.out)


if __name__ == "__main__":
    main()
