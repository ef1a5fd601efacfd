"""Correction of slow movement of the stage or the sample."""

from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from drua import FrameMetadata, Image, Range, processor, record

# The shift is measured on frames that were binned to at most this side, in pixels.
_SIDE = 512
# Details of more cycles a pixel hardly count: they are noise. It also makes the peak a Gaussian, of about 2 pixels.
_CYCLES = 0.1
# How far a peak must stand out of the correlation, in standard deviations: noise alone reaches 5 to 7.
_CERTAIN = 9.0
# How many frames a rolling reference remembers.
_MEMORY = 16


@processor(label="Correct Drift", pin=True, accepts=("uint8", "uint16", "float32"))
class CorrectDrift:
    """Move each frame back, in place, to where it was at the start, by phase correlation.

    Each channel, slice and position has its own reference; a frame of another size or type starts anew. The drift is
    recorded, in pixels, as ``dy`` (downwards) and ``dx`` (to the right), with ``peak``, how far the correlation's peak
    stands out, in standard deviations; and kept with the frame as ``DriftY`` and ``DriftX``. A frame that can't be
    matched, such as one without light, is moved as the one before. What comes in from outside the frame is 0.

    Parameters
    ----------
    reference
        ``first``: the first frame. ``rolling``: an average of the last corrected frames, for samples that change their
        looks in time; small errors may add up.
    subpixel
        Move by fractions of a pixel, with linear interpolation, which softens a little. Otherwise by whole pixels,
        which leaves all values as they are.
    largest : pixel
        Drift beyond this, along either axis, is not found; at most half of the frame is.

    References
    ----------
    M. Guizar-Sicairos, S. T. Thurman, J. R. Fienup, 2008, https://doi.org/10.1364/OL.33.000156
    """

    def __init__(
        self,
        reference: Literal["first", "rolling"] = "first",
        subpixel: bool = False,
        largest: Annotated[int, Range(1, 2000, unit="pixel")] = 100,
    ) -> None:
        self._rolling = reference == "rolling"
        self._subpixel = subpixel
        self._largest = largest
        self._references: dict[tuple[Any, ...], _Reference] = {}

    def process(self, image: Image, metadata: FrameMetadata) -> None:
        """Measure the drift of one frame, and move it back.

        Parameters
        ----------
        image : (Y, X) uint8, uint16 or float32; RGB (Y, X, 3) uint8; written in place
            Frame; the colours of RGB are averaged for the measurement.
        metadata
            Its axes without time say which reference the frame belongs to. Gets ``DriftY`` and ``DriftX``.
        """
        if image.size == 0:
            return
        pixels = np.asarray(image)
        place = tuple(sorted(axis for axis in metadata.axes.items() if axis[0] != "time"))
        known = self._references.get(place)
        if known is None or not known.fits(pixels):
            known = self._references[place] = _Reference(pixels, self._largest)
        dy, dx, peak = known.drift(pixels, self._rolling)
        if not self._subpixel:
            dy, dx = float(round(dy)), float(round(dx))
        if dy or dx:
            for plane in [pixels] if pixels.ndim == 2 else [pixels[..., index] for index in range(pixels.shape[2])]:
                _move(plane, dy, dx)
        record(dy=dy, dx=dx, peak=peak)
        metadata["DriftY"], metadata["DriftX"] = dy, dx

    def stop(self) -> None:
        """Give the memory back."""
        self._references.clear()


class _Reference:
    """The spectrum that frames are compared with."""

    def __init__(self, pixels: NDArray[Any], largest: int) -> None:
        self._shape, self._dtype = pixels.shape, pixels.dtype
        self._bin = -(-max(pixels.shape[:2]) // _SIDE)
        self._bin = min(self._bin, *pixels.shape[:2])
        height, width = (length // self._bin for length in pixels.shape[:2])
        # Towards the edges frames count less, so that what enters and leaves makes no step.
        self._window = np.multiply.outer(_bell(height), _bell(width))
        self._size = tuple(fft.next_fast_len(length, real=True) for length in (height, width))
        self._y = fft.fftfreq(self._size[0]).astype(np.float32)[:, np.newaxis]
        self._x = fft.rfftfreq(self._size[1]).astype(np.float32)
        self._weight = np.exp(-0.5 * (self._y**2 + self._x**2) / np.float32(_CYCLES) ** 2)
        reach = largest // self._bin
        self._reach = tuple(max(0, min(reach, length // 2 - 1)) for length in (height, width))
        self._spectrum: NDArray[Any] | None = None
        self._frames = 0
        self._last = (0.0, 0.0)

    def fits(self, pixels: NDArray[Any]) -> bool:
        """Say whether a frame has the size and type of the reference."""
        return pixels.shape == self._shape and pixels.dtype == self._dtype

    def drift(self, pixels: NDArray[Any], rolling: bool) -> tuple[float, float, float]:
        """Return how far the frame lies down and right of the reference, in pixels, and how certain that is."""
        # Infinities of different signs make NaN, which counts as 0.
        with np.errstate(invalid="ignore", over="ignore"):
            small = _reduced(pixels, self._bin)
        if small.min() == small.max():
            return self._last[0] * self._bin, self._last[1] * self._bin, 0.0
        small -= small.mean()
        small *= self._window / np.abs(small).max()
        spectrum = fft.rfft2(small, self._size)
        if self._spectrum is None:
            self._spectrum, self._frames = spectrum, 1
            return 0.0, 0.0, 0.0
        dy, dx, peak = self._compare(spectrum, self._spectrum)
        if peak < _CERTAIN:
            return self._last[0] * self._bin, self._last[1] * self._bin, peak
        self._last = dy, dx
        if rolling:
            self._frames = min(self._frames + 1, _MEMORY)
            spectrum *= np.exp(2j * np.pi * (self._y * np.float32(dy) + self._x * np.float32(dx)))
            spectrum -= self._spectrum
            spectrum *= np.float32(1 / self._frames)
            self._spectrum = self._spectrum + spectrum
        return dy * self._bin, dx * self._bin, peak

    def _compare(self, spectrum: NDArray[Any], reference: NDArray[Any]) -> tuple[float, float, float]:
        """Return the drift in binned pixels, and the height of the peak."""
        cross = spectrum * np.conj(reference)
        size = np.abs(cross)
        floor = float(size.max()) * 1e-9
        if floor == 0:
            return 0.0, 0.0, 0.0
        cross *= self._weight / np.maximum(size, floor)
        correlation = fft.irfft2(cross, self._size)
        # Shifts from -reach to reach, and one more on each side for the fit.
        down, right = (np.arange(-reach - 1, reach + 2) for reach in self._reach)
        near = correlation[np.ix_(down % self._size[0], right % self._size[1])]
        inner = near[1:-1, 1:-1]
        row, column = np.unravel_index(int(np.argmax(inner)), inner.shape)
        spread = float(correlation.std())
        peak = float(inner[row, column]) / spread if spread > 0 else 0.0
        dy = row - self._reach[0] + _top(near[row : row + 3, column + 1])
        dx = column - self._reach[1] + _top(near[row + 1, column : column + 3])
        return float(dy), float(dx), peak


def _bell(length: int) -> NDArray[np.float32]:
    return (np.sin(np.pi * (np.arange(length) + 0.5) / length) ** 2).astype(np.float32)


def _reduced(pixels: NDArray[Any], size: int) -> NDArray[np.float32]:
    """Return the sums of squares of `size` x `size` pixels, of all colours, as float32 (Y, X)."""
    height, width = (length // size * size for length in pixels.shape[:2])
    rows = np.zeros((height // size, width), np.float32)
    for plane in [pixels] if pixels.ndim == 2 else [pixels[..., index] for index in range(pixels.shape[2])]:
        for row in range(size):
            rows += plane[row:height:size, :width]
    if size == 1:
        total = rows
    else:
        total = rows[:, ::size].copy()
        for column in range(1, size):
            total += rows[:, column::size]
    return np.nan_to_num(total, copy=False, posinf=0, neginf=0) if pixels.dtype.kind == "f" else total


def _top(three: NDArray[Any]) -> float:
    """Return where a Gaussian through three values has its top, -0.5 to 0.5 from the middle one."""
    if three.min() <= 0:
        return 0.0
    left, middle, right = np.log(three.astype(np.float64))
    bend = left - 2 * middle + right
    return float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5)) if bend < 0 else 0.0


def _move(plane: NDArray[Any], dy: float, dx: float) -> None:
    """Move a plane up by `dy` and left by `dx`, in place; fractions are interpolated."""
    height, width = plane.shape
    down, right = int(np.floor(dy)), int(np.floor(dx))
    fractions = np.float32(dy - down), np.float32(dx - right)
    # A fraction needs one row or column more.
    top, bottom = max(0, -down), min(height, height - down - (fractions[0] > 0))
    left, end = max(0, -right), min(width, width - right - (fractions[1] > 0))
    source = plane.copy()
    plane[...] = 0
    if bottom <= top or end <= left:
        return
    target = plane[top:bottom, left:end]
    if not any(fractions):
        target[...] = source[top + down : bottom + down, left + right : end + right]
        return
    rows = max(1, (1 << 17) // width)
    for start in range(top, bottom, rows):
        stop = min(start + rows, bottom)
        part = source[start + down : stop + down + (fractions[0] > 0), left + right : end + right + (fractions[1] > 0)]
        values = part.astype(np.float32)
        for axis, fraction in enumerate(fractions):
            if fraction > 0:
                first, second = (values[:-1], values[1:]) if axis == 0 else (values[:, :-1], values[:, 1:])
                values = first + (second - first) * fraction
        if plane.dtype.kind == "u":
            np.rint(values, out=values)
        np.copyto(target[start - top : stop - top], values, casting="unsafe")
