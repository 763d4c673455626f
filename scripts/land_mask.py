"""Make gazetteer/tables/land.bin: which cells of a quarter of a degree have their middle on land.

    python scripts/land_mask.py

From the outlines of Natural Earth in mapper/page/basemap.bin. A bit a cell, from the north-west, row by row; zlib.
"""

import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mapper.draw.basemap import COARSE, SCALE, Detail, outlines
from mapper.draw.preview import inside

FILE = Path(__file__).parents[1] / "gazetteer" / "tables" / "land.bin"
CELLS = 4  # in a degree


def main() -> None:
    """Write the file."""
    land = [shape.points / SCALE for shape in outlines(Detail((), "un")) if shape.layer == "land"]
    rings = [((lon + 180) * CELLS, (90 - lat) * CELLS) for lon, lat in (closed(ring).T for ring in land)]
    mask = inside(rings, 180 * CELLS, 360 * CELLS)
    FILE.write_bytes(zlib.compress(np.packbits(mask).tobytes(), 9))
    print(f"{FILE}: {mask.mean():.1%} of the cells, {FILE.stat().st_size:,} bytes, outlines to {COARSE[0]} degrees")


def closed(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ring with its first point behind its last."""
    return np.vstack([ring, ring[:1]])


if __name__ == "__main__":
    main()
