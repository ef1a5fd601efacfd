"""The same stack through a Gaussian filter, which releases Python's lock: one plane after the other, and at once."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter

from image_workloads.planes_100 import PLANES, SIDE, command, copied, plane, stack_of_imagej, times

RUNS = 2
SIGMA = 2.0


def drua() -> dict[str, tuple[float, str]]:
    """Run the routine that says ``parallel=True``."""
    return measure("Bench Smooth Parallel")


def drua_serial() -> dict[str, tuple[float, str]]:
    """Run the same without."""
    return measure("Bench Smooth")


def measure(label: str) -> dict[str, tuple[float, str]]:
    """Run a routine as a command."""
    from drua.ij._images import read_into

    imp = stack_of_imagej()
    once = command(imp, label)
    found = np.empty((SIDE, SIDE), np.uint16)
    read_into(imp.getStack().getPixels(PLANES), found)
    assert np.array_equal(found, gaussian_filter(plane(PLANES - 1), SIGMA))
    return {**times(once, RUNS), "copied": copied()}


def bare() -> dict[str, tuple[float, str]]:
    """Filter the same planes without any Java, one after the other."""
    planes = [plane(number) for number in range(PLANES)]

    def once() -> None:
        for pixels in planes:
            gaussian_filter(pixels, SIGMA, output=pixels)

    return times(once, RUNS)


SYSTEMS = {"drua": drua, "drua-serial": drua_serial, "numpy": bare}
