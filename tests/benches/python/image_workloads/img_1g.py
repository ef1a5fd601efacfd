"""An ndarray of 1 GiB as an ImgLib2 image, and the image's pixels as an ndarray again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

SHAPE = (256, 2048, 2048)
BATCHES, EACH = 60, 50


def drua() -> dict[str, tuple[float, str]]:
    """Wrap it and look at it, once per turn a new array object, as each array of a script is."""
    from drua import ij
    from drua.java import array

    pixels = np.zeros(SHAPE, np.uint8)

    def there_and_back() -> Any:
        return ij.array_of(ij.img_of(pixels[:]))

    image = ij.img_of(pixels)
    access = image.randomAccess()
    access.setPosition(array("long", [3, 2, 255]))
    pixels[255, 2, 3] = 77
    assert int(access.get().get()) == 77
    access.get().set(78)
    assert pixels[255, 2, 3] == 78
    back = there_and_back()
    back[255, 2, 3] = 79
    assert int(access.get().get()) == 79
    copied = 0 if np.shares_memory(back, pixels) and back.transfer == "Shared" else pixels.nbytes
    return {**times(there_and_back), "copied": (float(copied), "B")}


def times(run: Callable[[], object]) -> dict[str, tuple[float, str]]:
    """Time batches of calls."""
    for _ in range(2000):
        run()
    taken = []
    for _ in range(BATCHES):
        start = time.perf_counter_ns()
        for _ in range(EACH):
            run()
        taken.append((time.perf_counter_ns() - start) / EACH)
    ordered = sorted(taken)
    return {"min": (ordered[0] / 1e3, "us"), "median": (ordered[len(ordered) // 2] / 1e3, "us")}


SYSTEMS = {"drua": drua}
