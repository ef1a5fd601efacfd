"""The whole of a 4 GiB stack that ImageJ shows, as one array.

ImageJ's changes have to be in the array, so the plane that it shows is compared with what it was: the larger the
planes, the longer that lasts. Two stacks of the same size are measured, of 256 x 256 and of 2048 x 2048 pixels; the
second also without taking over ImageJ's changes (``as-it-is``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from timing import check

Figures = dict[str, tuple[float, str]]

BYTES = 4 << 30
WARM_NS = 2_000_000_000
BATCH = 50
BATCHES = 200


def drua() -> Figures:
    """Measure `drua.ij.shared_array`."""
    figures: Figures = {}
    for prefix, side in (("", 256), ("large-planes-", 2048)):
        figures.update(_measure(prefix, side))
    return figures


def _measure(prefix: str, side: int) -> Figures:
    from drua import ij, shared_stack
    from drua.ij._stacks import to_java

    image = shared_stack((BYTES // (2 * side * side), side, side), "uint16", show=False)
    imp = to_java(image)
    try:
        _check(ij, imp, image)
        warm = time.perf_counter_ns() + WARM_NS
        while time.perf_counter_ns() < warm:
            ij.shared_array(imp)
        times = sorted(_batch(ij, imp, True) for _ in range(BATCHES))
        plain = min(_batch(ij, imp, False) for _ in range(BATCHES))
        pixels = ij.shared_array(imp)
        copied = 0 if pixels.ctypes.data == image.ctypes.data else pixels.nbytes
    finally:
        imp.flush()
    return {
        f"{prefix}min": (times[0], "us"),
        f"{prefix}as-it-is-min": (plain, "us"),
        f"{prefix}median": (times[len(times) // 2], "us"),
        f"{prefix}copied": (float(copied), "B"),
    }


def _batch(ij: Any, imp: Any, changes: bool) -> float:
    start = time.perf_counter_ns()
    for _ in range(BATCH):
        ij.shared_array(imp, changes=changes)
    return (time.perf_counter_ns() - start) / 1e3 / BATCH


def _check(ij: Any, imp: Any, image: Any) -> None:
    image[-1, -1, -1] = 4711
    pixels = ij.shared_array(imp)
    check("4 GiB in one array", pixels.nbytes == BYTES and pixels.shape == image.shape)
    check("the last pixel is Python's", pixels[-1, -1, -1] == 4711)
    imp.getProcessor().set(3, 2, 815)
    check("ImageJ's change is there", ij.shared_array(imp)[0, 2, 3] == 815)
    last = imp.getStack().getProcessor(imp.getStackSize())
    check("ImageJ sees the last pixel", last.get(last.getWidth() - 1, last.getHeight() - 1) == 4711)


SYSTEMS: dict[str, Callable[[], Figures]] = {"drua": drua}
