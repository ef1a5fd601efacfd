"""Subtraction of what stays the same from frame to frame."""

from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from drua import FrameMetadata, Image, Range, processor

# Pixels that are worked on at a time, so that they stay in the processor's cache.
_BLOCK = 1 << 16


@processor(label="Subtract Running Background", pin=True, accepts=("uint8", "uint16", "float32"))
class RunningBackground:
    """Subtract, in place, a background that is estimated from the earlier frames: what moves stays.

    Each channel, slice and position has its own background. A first frame is its own background, so that only
    `offset` is left of it; a frame of another size or type starts anew.

    Parameters
    ----------
    method
        ``median``: the exact median of the last frames (of an even number, the lower of the two in the middle). What
        passes leaves no trace, if it covers a pixel for less than half of the frames. Memory: `frames` + 1 times that
        of a frame. ``exponential``: an average in which older frames count less and less; quicker, needs memory for
        one frame of float32, and leaves a faint trail.
    frames
        How many frames the median is of, or after how many frames the weight has fallen to a third.
    every
        Use only every n-th frame for the background: for what moves slowly.
    offset : grey value
        Added to the difference, so that what is darker than the background is not cut off by unsigned types.

    References
    ----------
    K. E. Batcher, "Sorting networks and their applications", 1968, https://doi.org/10.1145/1468075.1468121
    """

    def __init__(
        self,
        method: Literal["median", "exponential"] = "median",
        frames: Annotated[int, Range(2, 31)] = 9,
        every: Annotated[int, Range(1, 1000)] = 1,
        offset: Annotated[float, Range(0, 65535)] = 0.0,
    ) -> None:
        self._kind = _Median if method == "median" else _Exponential
        self._frames = frames
        self._every = every
        self._offset = offset
        self._backgrounds: dict[tuple[Any, ...], _Background] = {}

    def process(self, image: Image, metadata: FrameMetadata) -> None:
        """Subtract the background from one frame.

        Parameters
        ----------
        image : (Y, X) uint8, uint16 or float32; RGB (Y, X, 3) uint8; written in place
            Of unsigned types, what would be negative becomes 0.
        metadata
            Its axes without time say which background the frame belongs to.
        """
        if image.size == 0:
            return
        place = tuple(sorted(axis for axis in metadata.axes.items() if axis[0] != "time"))
        background = self._backgrounds.get(place)
        if background is None or not background.fits(image):
            background = self._backgrounds[place] = self._kind(image, self._frames)
        background.subtract(image, np.float32(self._offset), self._every)

    def stop(self) -> None:
        """Give the memory back."""
        self._backgrounds.clear()


class _Background:
    """An estimate of the background, as (plane, Y, X): an RGB frame is three planes."""

    def __init__(self, image: Image, dtype: Any) -> None:
        self._shape, self._dtype = image.shape, image.dtype
        self._rows = max(1, _BLOCK // image.shape[1])
        self._difference = np.empty((self._rows, image.shape[1]), np.float32)
        self._estimate = np.stack(_planes(image)).astype(dtype)
        # A pixel without a value tells nothing of the background, and would never leave an average.
        np.nan_to_num(self._estimate, copy=False)
        self._seen = 0

    def fits(self, image: Image) -> bool:
        """Say whether a frame has the size and type of the others."""
        return bool(image.shape == self._shape and image.dtype == self._dtype)

    def subtract(self, image: Image, offset: np.float32, every: int) -> None:
        """Take the background off a frame, then take the frame into the background."""
        used = self._seen % every == 0
        self._seen += 1
        for index, plane in enumerate(_planes(image)):
            for top in range(0, len(plane), self._rows):
                rows = plane[top : top + self._rows]
                part = (index, slice(top, top + self._rows))
                difference = self._difference[: len(rows)]
                if used:
                    self._keep(rows, part)
                with np.errstate(invalid="ignore", over="ignore"):
                    np.subtract(rows, self._estimate[part], out=difference, dtype=np.float32)
                    if used:
                        self._learn(difference, part)
                    difference += offset
                _write(difference, rows)
        if used:
            self._next()

    def _keep(self, rows: NDArray[Any], part: tuple[int, slice]) -> None:
        """Copy what is needed of the frame, before it is overwritten."""

    def _learn(self, difference: NDArray[Any], part: tuple[int, slice]) -> None:
        """Correct the estimate; `difference` is that of the frame to the estimate until now."""

    def _next(self) -> None:
        """Note that a frame was taken in."""


class _Exponential(_Background):
    def __init__(self, image: Image, frames: int) -> None:
        super().__init__(image, np.float32)
        self._frames = frames
        self._known = 0
        self._step = np.empty_like(self._difference)

    def _learn(self, difference: NDArray[Any], part: tuple[int, slice]) -> None:
        step = self._step[: len(difference)]
        # The first frames are simply averaged.
        np.multiply(difference, np.float32(1 / min(self._known + 1, self._frames)), out=step)
        if self._dtype.kind == "f":
            np.nan_to_num(step, copy=False, posinf=0, neginf=0)
        self._estimate[part] += step

    def _next(self) -> None:
        self._known = min(self._known + 1, self._frames)


class _Median(_Background):
    def __init__(self, image: Image, frames: int) -> None:
        super().__init__(image, image.dtype)
        # Pages that were not written yet take no memory, so a short run stays small.
        self._ring = np.empty((frames, *self._estimate.shape), image.dtype)
        self._scratch = np.empty((frames + 1, *self._difference.shape), image.dtype)
        self._slot = 0
        self._known = 0
        self._networks: dict[int, list[tuple[int, int, str]]] = {}

    def _keep(self, rows: NDArray[Any], part: tuple[int, slice]) -> None:
        self._ring[self._slot][part] = rows

    def _learn(self, difference: NDArray[Any], part: tuple[int, slice]) -> None:
        known = min(self._known + 1, len(self._ring))
        network = self._networks.get(known)
        if network is None:
            network = self._networks[known] = _median_network(known)
        lines = [self._ring[index][part] for index in range(known)]
        *own, spare = (buffer[: len(difference)] for buffer in self._scratch)
        for low, high, needed in network:
            first, second = lines[low], lines[high]
            # The ring is only read: results go to the buffers, and the one set free is the next spare one.
            if needed != "high":
                np.minimum(first, second, out=spare)
            if needed != "low":
                np.maximum(first, second, out=own[high])
                lines[high] = own[high]
            if needed != "high":
                lines[low] = spare
                own[low], spare = spare, own[low]
        self._estimate[part] = lines[(known - 1) // 2]

    def _next(self) -> None:
        self._known = min(self._known + 1, len(self._ring))
        self._slot = (self._slot + 1) % len(self._ring)


def _median_network(count: int) -> list[tuple[int, int, str]]:
    """Return which lines to compare, so that the lower median of `count` lines comes to the middle one.

    This is Batcher's odd-even merge sort without the comparisons that the middle doesn't depend on. Each entry has
    two lines, of which the first gets the smaller value, and which of the two is needed: ``low``, ``high`` or
    ``both``.
    """
    pairs = []
    span = 1
    while span < count:
        step = span
        while step >= 1:
            for start in range(step % span, count - step, 2 * step):
                for low in range(start, min(start + step, count - step)):
                    if low // (2 * span) == (low + step) // (2 * span):
                        pairs.append((low, low + step))
            step //= 2
        span *= 2
    needed = {(count - 1) // 2}
    network = []
    for low, high in reversed(pairs):
        if low in needed or high in needed:
            network.append((low, high, "both" if {low, high} <= needed else "low" if low in needed else "high"))
            needed |= {low, high}
    return network[::-1]


def _planes(image: Image) -> list[NDArray[Any]]:
    """Return views of the frame's grey planes: one, or red, green and blue."""
    pixels = np.asarray(image)
    return [pixels] if pixels.ndim == 2 else [pixels[..., index] for index in range(pixels.shape[2])]


def _write(values: NDArray[Any], target: NDArray[Any]) -> None:
    """Write float32 values as the target's type holds them; `values` are overwritten."""
    if target.dtype.kind == "u":
        np.rint(values, out=values)
        np.clip(values, 0, np.iinfo(target.dtype).max, out=values)
    np.copyto(target, values, casting="unsafe")
