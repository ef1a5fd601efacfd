"""Compute, without Drua, what the routine "Subtract Top-Hat Background" must give for the sample image.

``top_hat.py IMAGE RADIUS OUT``: writes the pixels as little-endian uint16, line by line.
"""

import sys

import numpy as np
import tifffile
from scipy import ndimage


def main() -> None:
    """Run the command line described above."""
    path, radius, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    plane = tifffile.imread(path).astype(np.int64)
    side = 2 * radius + 1
    lowest = ndimage.minimum_filter(plane, size=side)
    background = ndimage.maximum_filter(lowest, size=side).astype(np.uint16)
    smooth = ndimage.uniform_filter(background, size=side).astype(np.int64)
    (plane - np.minimum(smooth, plane)).astype("<u2").tofile(out)


if __name__ == "__main__":
    main()
