"""The Python side of every workload: each peer calls exactly these functions."""

from __future__ import annotations

import time
from typing import Any

import numpy as np


def noop(value: int) -> int:
    """Give the argument back."""
    return value


successor = lambda value: value + 1  # noqa: E731
"""What ``lambda-call`` calls."""


def shift(img: np.ndarray[Any, Any]) -> None:
    """Halve unsigned pixels of any shape, in place."""
    img >>= 1


def shift_buffer(buffer: Any, height: int, width: int) -> None:
    """Halve the uint16 pixels of a buffer, axes YX, in place."""
    img = np.frombuffer(buffer, np.uint16).reshape(height, width)
    img >>= 1


def shift_returned(img: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Halve the pixels of a copy, axes YX, and give them back."""
    pixels = img if img.dtype == np.uint16 else img.view(np.uint16)
    pixels >>= 1
    return pixels


def length(img: Any) -> int:
    """Count the elements of the first axis."""
    return len(img)


def length_of_buffer(buffer: Any) -> int:
    """Count the uint16 elements of a buffer."""
    return len(np.frombuffer(buffer, np.uint16))


_held: Any = None


def hold(img: Any) -> None:
    """Keep an array beyond the call."""
    global _held
    _held = img


def held_last() -> int:
    """Read the last element of the array that was kept."""
    return int(_held[-1])


def first() -> int:
    """Compute something that needs NumPy; the answer is 45."""
    return int(np.arange(10).sum())


def bare_shift(side: int, ring: int, repetitions: int) -> list[float]:
    """Time ``img >>= 1`` alone on uint16 images, axes YX.

    Parameters
    ----------
    side : int
        Height and width in pixels.
    ring : int
        Number of images that take turns: one stays in the processor's caches.
    repetitions : int
        How often to go through the ring.

    Returns
    -------
    list of float
        Minimum and median of an image, each a mean of the ring, in microseconds.
    """
    images = [np.arange(side * side, dtype=np.uint16).reshape(side, side) for _ in range(ring)]
    times = []
    for _ in range(repetitions):
        start = time.perf_counter_ns()
        for img in images:
            img >>= 1
        times.append(time.perf_counter_ns() - start)
    times.sort()
    return [times[0] / 1e3 / ring, times[len(times) // 2] / 1e3 / ring]
