"""Correction of uneven illumination and of the camera's dark image."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from drua import FrameMetadata, Image, Range, processor

# Pixels that are worked on at a time, so that they stay in the processor's cache.
_BLOCK = 1 << 17


@processor(label="Flat-Field Correction", pin=True, accepts=("uint8", "uint16", "float32"))
class FlatField:
    """Divide each frame, in place, by a flat-field image with mean 1, after taking off a dark image.

    The result is ``(frame - dark) * mean(flat - dark) / (flat - dark) + offset``. Pixels in which the flat-field image
    isn't brighter than the dark one are not divided.

    Parameters
    ----------
    flat
        Image of an even sample, TIFF or ``.npy``, of the size of the frames: (Y, X), (C, Y, X) for one each channel,
        or (Y, X, 3) for RGB frames. Pages of a TIFF along other axes, such as a time series, are averaged. None: only
        the dark image is taken off.
    dark
        Image without light, of the same exposure, with shapes as for `flat`. None: 0 everywhere.
    offset : grey value
        Added to the result, so that noise below zero is not cut off by unsigned types.

    Raises
    ------
    ValueError
        Neither a flat-field nor a dark image is given, or one has a shape that isn't understood.

    References
    ----------
    J. A. Seibert, J. M. Boone, K. K. Lindfors, 1998, https://doi.org/10.1117/12.317034
    """

    def __init__(
        self,
        flat: Path | None = None,
        dark: Path | None = None,
        offset: Annotated[float, Range(0, 65535)] = 0.0,
    ) -> None:
        if flat is None and dark is None:
            raise ValueError("expected a flat-field image, a dark image or both, found none: choose a file")
        self._dark = None if dark is None else _read(dark)
        self._gain = None if flat is None else _gain(_read(flat), self._dark)
        self._offset = np.float32(offset)
        self._buffer = np.empty((0, 0), np.float32)

    def process(self, image: Image, metadata: FrameMetadata) -> None:
        """Correct one frame.

        Parameters
        ----------
        image : (Y, X) uint8, uint16 or float32; RGB (Y, X, 3) uint8; written in place
            Of integer types, results are rounded, and those beyond the type's limits become its limits.
        metadata
            Its channel chooses among several flat-field images. Its ROI finds the part of an image of the whole
            camera chip, if the camera doesn't bin.

        Raises
        ------
        ValueError
            The frame's size isn't that of the flat-field or dark image, or these have no such channel.
        """
        if image.size == 0:
            return
        pixels = np.asarray(image)
        planes = [pixels] if pixels.ndim == 2 else [pixels[..., index] for index in range(pixels.shape[2])]
        darks = _matching("dark", self._dark, pixels.shape, metadata)
        gains = _matching("flat-field", self._gain, pixels.shape, metadata)
        rows = max(1, _BLOCK // pixels.shape[1])
        if self._buffer.shape != (rows, pixels.shape[1]):
            self._buffer = np.empty((rows, pixels.shape[1]), np.float32)
        for plane, dark, gain in zip(planes, darks, gains, strict=True):
            for top in range(0, len(plane), rows):
                part = slice(top, top + rows)
                values = self._buffer[: len(plane[part])]
                np.copyto(values, plane[part])
                if dark is not None:
                    values -= dark[part]
                if gain is not None:
                    values *= gain[part]
                values += self._offset
                if plane.dtype.kind == "u":
                    np.rint(values, out=values)
                    np.clip(values, 0, np.iinfo(plane.dtype).max, out=values)
                np.copyto(plane[part], values, casting="unsafe")


def _read(path: Path) -> NDArray[np.float32]:
    """Read an image as float32, (C, Y, X) or (C, Y, X, 3)."""
    if path.suffix.lower() == ".npy":
        pixels = np.load(path, allow_pickle=False)
        axes = "YXS" if pixels.ndim == 3 and pixels.shape[-1] == 3 else "CYX"[-pixels.ndim :]
    else:
        import tifffile

        with tifffile.TiffFile(path) as file:
            series = file.series[0]
            axes, pixels = series.axes, series.asarray()
    if pixels.ndim != len(axes) or not {"Y", "X"} <= set(axes) or pixels.size == 0 or pixels.dtype.kind not in "uif":
        raise ValueError(
            f"{path}: expected an image of numbers (Y, X) or (C, Y, X), found {pixels.dtype} of shape {pixels.shape}"
        )
    pixels = pixels.astype(np.float32)
    for index in reversed(range(len(axes))):
        if axes[index] not in "CYXS":
            pixels = pixels.mean(axis=index)
    kept = [axis for axis in axes if axis in "CYXS"]
    pixels = np.transpose(pixels, [kept.index(axis) for axis in "CYXS" if axis in kept])
    if "S" in kept:
        pixels = pixels[..., :3]
    return np.ascontiguousarray(pixels if "C" in kept else pixels[np.newaxis])


def _gain(flat: NDArray[np.float32], dark: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """Return the factors that make each channel of the flat-field image even, without changing its mean."""
    if dark is not None:
        if dark.ndim < flat.ndim:
            dark = dark[..., np.newaxis]
        if dark.ndim != flat.ndim or dark.shape[1:3] != flat.shape[1:3] or dark.shape[0] not in (1, flat.shape[0]):
            raise ValueError(
                f"expected a dark image of the size of the flat-field image, {_size(flat)}, found {_size(dark)}"
            )
        flat = flat - dark
    bright = flat > 0
    total = np.sum(flat, axis=(1, 2), keepdims=True, where=bright, dtype=np.float64)
    mean = (total / np.maximum(np.count_nonzero(bright, axis=(1, 2), keepdims=True), 1)).astype(np.float32)
    return np.divide(mean, flat, out=np.ones_like(flat), where=bright)


def _matching(
    name: str, correction: NDArray[np.float32] | None, shape: tuple[int, ...], metadata: FrameMetadata
) -> list[NDArray[np.float32] | None]:
    """Return what a frame needs of a correction, one (Y, X) for each of its planes."""
    count = 1 if len(shape) == 2 else shape[2]
    if correction is None:
        return [None] * count
    channel = metadata.axes.get("channel", 0) if len(correction) > 1 else 0
    if channel >= len(correction):
        raise ValueError(f"{name} image: expected one for channel {channel}, found {len(correction)}, from 0 on")
    page = correction[channel]
    if page.shape[:2] != shape[:2]:
        page = _cut(page, shape, metadata)
    if page.shape[:2] != shape[:2] or page.ndim > len(shape):
        raise ValueError(
            f"{name} image: expected the frame's size, {shape[1]} x {shape[0]}{' RGB' if count > 1 else ''}, found "
            f"{_size(correction)}; take one with the camera's present ROI and binning"
        )
    return [page] * count if page.ndim == 2 else [page[..., index] for index in range(count)]


def _cut(page: NDArray[np.float32], shape: tuple[int, ...], metadata: FrameMetadata) -> NDArray[np.float32]:
    """Return the part of an image of the whole chip that a frame shows, where that is certain."""
    roi = metadata.get("ROI")
    # With binning it isn't known whether the image was binned too.
    if roi is None or metadata.get("Binning") != 1:
        return page
    left, top, width, height = (int(number) for number in roi)
    inside = left >= 0 and top >= 0 and left + width <= page.shape[1] and top + height <= page.shape[0]
    return page[top : top + height, left : left + width] if inside and (height, width) == shape[:2] else page


def _size(correction: NDArray[Any]) -> str:
    return f"{correction.shape[2]} x {correction.shape[1]}{' RGB' if correction.ndim == 4 else ''}"
