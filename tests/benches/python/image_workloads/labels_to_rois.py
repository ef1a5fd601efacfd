"""The outlines of 5,000 labels of a 2048 x 2048 label image.

`skimage` follows each label by `find_contours` in its own bounding box, one pixel wider, as `find_objects` gives it:
the quick way there. Its outlines cut the corners of pixels, so that the two can't be compared corner by corner: checked
are their number, and that ours give back the label image.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

SIDE, CELLS = 2048, 5000
SECONDS, LEAST = 5.0, 7


def labels() -> np.ndarray[Any, Any]:
    """Return round labels with lobes, some of them partly under others, without one that is hidden: (Y, X), int32."""
    random = np.random.default_rng(7)
    result = np.zeros((SIDE, SIDE), np.int32)
    pitch = SIDE / np.ceil(np.sqrt(CELLS))
    across = int(SIDE / pitch)
    for number in range(CELLS):
        y = int((number // across + 0.5) * pitch + random.uniform(-4, 4))
        x = int((number % across + 0.5) * pitch + random.uniform(-4, 4))
        top, left = max(y - 20, 0), max(x - 20, 0)
        rows, columns = np.ogrid[top : min(y + 21, SIDE), left : min(x + 21, SIDE)]
        angle = np.arctan2(rows - y, columns - x)
        radius = random.uniform(9, 14) * (1 + 0.2 * np.sin(5 * angle + number))
        part = result[top : min(y + 21, SIDE), left : min(x + 21, SIDE)]
        part[(rows - y) ** 2 + (columns - x) ** 2 <= radius**2] = number + 1
    assert np.unique(result).size == CELLS + 1
    return result


def times(run: Callable[[], object]) -> dict[str, tuple[float, str]]:
    """Time single runs."""
    run()
    taken: list[float] = []
    until = time.perf_counter() + SECONDS
    while len(taken) < LEAST or time.perf_counter() < until:
        start = time.perf_counter_ns()
        result = run()
        taken.append((time.perf_counter_ns() - start) / 1e3)
        del result
    taken.sort()
    return {"min": (taken[0], "us"), "median": (taken[len(taken) // 2], "us")}


def drua() -> dict[str, tuple[float, str]]:
    """Make ROIs of all labels at once."""
    from drua import labels_to_rois, rois_to_labels

    image = labels()
    rois = labels_to_rois(image)
    assert len(rois) == CELLS
    assert np.array_equal(rois_to_labels(rois, image.shape, image.dtype), image)
    return times(lambda: labels_to_rois(image))


def skimage() -> dict[str, tuple[float, str]]:
    """Find the contours of each label in its padded bounding box."""
    from scipy.ndimage import find_objects
    from skimage.measure import find_contours

    image = labels()

    def outlines() -> list[Any]:
        found = []
        padded = np.pad(image, 1)
        for number, place in enumerate(find_objects(image), 1):
            rows, columns = place
            box = padded[rows.start : rows.stop + 2, columns.start : columns.stop + 2]
            contours = find_contours(box == number, 0.5)
            corner = np.array([rows.start - 0.5, columns.start - 0.5])
            found.append([contour + corner for contour in contours])
        return found

    assert len(outlines()) == CELLS and all(outlines())
    return times(outlines)


SYSTEMS = {"drua": drua, "skimage": skimage}
