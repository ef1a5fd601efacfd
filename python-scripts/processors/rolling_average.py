"""Average of the last frames, against noise."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from drua import FrameMetadata, Image, Range, processor

# What holds the sum of 100 frames without rounding.
_SUMS = {"uint8": np.uint16, "uint16": np.uint32, "float32": np.float64}
# Pixels that are worked on at a time, so that they stay in the processor's cache.
_BLOCK = 1 << 17


@processor(label="Rolling Average", pin=True, accepts=("uint8", "uint16", "float32"))
class RollingAverage:
    """Replace each frame, in place, by the average of the last frames of its channel, slice and position.

    The first frames are averaged over as many as there are. A frame of another size or type starts anew. Memory:
    `frames` + 2 times that of a frame (+ 4 for float32), for each channel, slice and position.

    Parameters
    ----------
    frames
        How many frames are averaged, the newest included.
    """

    def __init__(self, frames: Annotated[int, Range(1, 100)] = 8) -> None:
        self._frames = frames
        self._windows: dict[tuple[Any, ...], _Window] = {}

    def process(self, image: Image, metadata: FrameMetadata) -> None:
        """Average one frame.

        Parameters
        ----------
        image : (Y, X) uint8, uint16 or float32; RGB (Y, X, 3) uint8; written in place
            Integers are exact: halves are rounded up.
        metadata
            Its axes without time say which average the frame belongs to.
        """
        if self._frames == 1 or image.size == 0:
            return
        place = tuple(sorted(axis for axis in metadata.axes.items() if axis[0] != "time"))
        window = self._windows.get(place)
        if window is None or not window.fits(image):
            window = self._windows[place] = _Window(image, self._frames)
        window.average(image)

    def stop(self) -> None:
        """Give the memory back."""
        self._windows.clear()


class _Window:
    """The last frames and their sum, as (plane, Y, X): an RGB frame is three planes."""

    def __init__(self, image: Image, frames: int) -> None:
        self._shape, self._dtype = image.shape, image.dtype
        planes = (len(_planes(image)), *image.shape[:2])
        # Pages that were not written yet take no memory, so a short run stays small.
        self._ring = np.zeros((frames, *planes), image.dtype)
        self._sum = np.zeros(planes, _SUMS[image.dtype.name])
        # Differences of fractions leave a rest, and NaN stays for ever: a sum that only grows replaces the other one
        # after each round of the ring.
        self._fresh = np.zeros(planes, np.float64) if image.dtype.kind == "f" else None
        self._next = 0
        self._known = 0

    def fits(self, image: Image) -> bool:
        """Say whether a frame has the size and type of the others."""
        return bool(image.shape == self._shape and image.dtype == self._dtype)

    def average(self, image: Image) -> None:
        """Take a frame in and write the average over it."""
        oldest, known = self._next, min(self._known + 1, len(self._ring))
        rows = max(1, _BLOCK // image.shape[1])
        for index, plane in enumerate(_planes(image)):
            ring, total = self._ring[oldest, index], self._sum[index]
            for top in range(0, len(plane), rows):
                part = slice(top, top + rows)
                if self._fresh is None:
                    _exact(plane[part], ring[part], total[part], known)
                else:
                    _floating(plane[part], ring[part], total[part], self._fresh[index, part], known)
        self._known = known
        self._next = (oldest + 1) % len(self._ring)
        if self._next == 0 and self._fresh is not None:
            self._sum, self._fresh = self._fresh, self._sum
            self._fresh[...] = 0


def _exact(plane: NDArray[Any], ring: NDArray[Any], total: NDArray[Any], known: int) -> None:
    total -= ring
    ring[...] = plane
    total += ring
    np.copyto(plane, (total + total.dtype.type(known // 2)) // total.dtype.type(known), casting="unsafe")


def _floating(plane: NDArray[Any], ring: NDArray[Any], total: NDArray[Any], fresh: NDArray[Any], known: int) -> None:
    # Infinities in a frame make NaN here, for as long as that frame counts.
    with np.errstate(invalid="ignore", over="ignore"):
        total -= ring
        ring[...] = plane
        total += ring
        fresh += ring
        np.copyto(plane, total / known, casting="unsafe")


def _planes(image: Image) -> list[NDArray[Any]]:
    """Return views of the frame's grey planes: one, or red, green and blue."""
    pixels = np.asarray(image)
    return [pixels] if pixels.ndim == 2 else [pixels[..., index] for index in range(pixels.shape[2])]
