"""Counting of round, bright spots, frame by frame."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from drua import FrameMetadata, Image, Range, processor, record

# Rows or columns that are filtered at a time.
_TILE = 128
# About how many pixels the noise is measured from.
_SAMPLE = 1 << 16
# How many pixels are looked up at a time.
_WINDOWS = 1 << 18


@processor(label="Count Puncta", writes=False, accepts=("uint8", "uint16", "float32"))
def count_puncta(
    image: Image,
    metadata: FrameMetadata,
    diameter: Annotated[float, Range(1.5, 100, step=0.5, unit="pixel")] = 5.0,
    threshold: Annotated[float, Range(0, 1000)] = 6.0,
    edge: Annotated[int, Range(0, 100, unit="pixel")] = 2,
) -> None:
    """Count bright spots of a given size, by the Laplacian of Gaussian.

    Each frame makes a row of the table: ``count``, and unless that is 0 ``mean_intensity`` (grey value at the spots'
    brightest pixels) and ``mean_contrast`` (the filter's response there, in grey values). The frame keeps the number
    as ``PunctaCount``.

    Parameters
    ----------
    image : (Y, X) uint8, uint16 or float32; RGB (Y, X, 3) uint8
        Frame with bright spots; the colours of RGB are averaged. Values that aren't finite count as background.
    metadata
        Gets the entry ``PunctaCount``.
    diameter : pixel
        Diameter of the spots.
    threshold : noise standard deviations
        How far a spot's response stands out of the noise of all responses (by their median absolute deviation).
    edge : pixel
        Width of the margin in which spots are left out.

    References
    ----------
    T. Lindeberg, "Feature detection with automatic scale selection", 1998,
    https://doi.org/10.1023/A:1008045108935
    """
    if image.size == 0:
        record(count=0)
        metadata["PunctaCount"] = 0
        return
    plane = _grey(np.asarray(image))
    response = _response(plane, diameter / (2 * np.sqrt(2)))
    rows, columns = _peaks(response, _least(response, threshold), max(1, round(diameter / 2)), edge)
    count = len(rows)
    if count:
        intensity = float(plane[rows, columns].mean(dtype=np.float64))
        record(count=count, mean_intensity=intensity, mean_contrast=float(response[rows, columns].mean()))
    else:
        record(count=0)
    metadata["PunctaCount"] = count


def _grey(pixels: NDArray[Any]) -> NDArray[np.float32]:
    """Return the frame as float32, (Y, X), without NaN and infinities."""
    if pixels.ndim == 3:
        total = pixels[..., 0].astype(np.float32)
        for index in range(1, pixels.shape[2]):
            total += pixels[..., index]
        total /= pixels.shape[2]
        return total
    plane = pixels.astype(np.float32)
    if pixels.dtype.kind == "f":
        finite = np.isfinite(plane)
        if not finite.all():
            plane[~finite] = np.median(plane[finite]) if finite.any() else 0
    return plane


def _sample(values: NDArray[Any]) -> NDArray[Any]:
    """Return some of the values, on a grid."""
    step = max(1, round(np.sqrt(values.size / _SAMPLE)))
    return values[::step, ::step]


def _response(plane: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """Return the negative Laplacian of Gaussian of the plane, times sigma squared.

    A filter along one axis is the product with a matrix of few diagonals. Tile by tile, such products are several
    times faster than going from pixel to pixel.
    """
    reach = int(4 * sigma + 0.5)
    steps = np.arange(-reach, reach + 1)
    smooth = np.exp(-0.5 * (steps / sigma) ** 2)
    smooth /= smooth.sum()
    # Minus the second derivative of a Gaussian, times sigma squared; a flat plane has none.
    bend = (1 - (steps / sigma) ** 2) * smooth
    bend -= bend.mean()
    both = np.stack([_band(smooth), _band(bend)])
    # Without its background a flat plane is 0, which no rounding changes.
    padded = np.pad(plane - np.median(_sample(plane)), reach, mode="symmetric")
    height, width = plane.shape
    lines = np.empty((2, height, padded.shape[1]), np.float32)
    for top in range(0, height, _TILE):
        size = min(_TILE, height - top)
        part = padded[top : top + size + 2 * reach]
        for index in (0, 1):
            np.matmul(both[index, :size, : len(part)], part, out=lines[index, top : top + size])
    response = np.empty_like(plane)
    for left in range(0, width, _TILE):
        size = min(_TILE, width - left)
        length = size + 2 * reach
        near = lines[:, :, left : left + length]
        response[:, left : left + size] = near[0] @ both[1, :size, :length].T
        response[:, left : left + size] += near[1] @ both[0, :size, :length].T
    return response


def _band(profile: NDArray[Any]) -> NDArray[np.float32]:
    """Return the matrix that filters a tile with its surroundings."""
    band = np.zeros((_TILE, _TILE + len(profile) - 1), np.float32)
    for row in range(_TILE):
        band[row, row : row + len(profile)] = profile
    return band


def _least(response: NDArray[np.float32], threshold: float) -> float:
    """Return the response above which there is a spot."""
    some = _sample(response)
    middle = float(np.median(some))
    noise = 1.4826 * float(np.median(np.abs(some - middle)))
    # A drawn image has no noise but that of rounding, which makes no spots.
    return max(middle + threshold * noise, 1e-4 * float(response.max()), 1e-6)


def _peaks(
    response: NDArray[np.float32], least: float, distance: int, edge: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of the maxima above `least` that have no higher one within a distance along each axis."""
    height, width = response.shape
    inner = response[edge : max(height - edge, edge), edge : max(width - edge, edge)]
    rows, columns = np.nonzero(inner > least)
    rows += edge
    columns += edge
    # Few pixels are left: looking around them is quicker than a maximum filter of the whole plane.
    for reach in (1, distance):
        highest = _highest_around(response, rows, columns, reach) <= response[rows, columns]
        rows, columns = rows[highest], columns[highest]
    if len(rows) < 2:
        return rows, columns
    # Those that are left beside each other are equal: the last one counts.
    pairs = cKDTree(np.stack([rows, columns], axis=1)).query_pairs(distance, p=np.inf, output_type="ndarray")
    keep = np.ones(len(rows), bool)
    keep[pairs[:, 0]] = False
    return rows[keep], columns[keep]


def _highest_around(
    response: NDArray[np.float32], rows: NDArray[np.intp], columns: NDArray[np.intp], reach: int
) -> NDArray[np.float32]:
    """Return the highest value within a distance along each axis of some pixels."""
    steps = np.arange(-reach, reach + 1)
    highest = np.empty(len(rows), np.float32)
    chunk = max(1, _WINDOWS // len(steps) ** 2)
    for start in range(0, len(rows), chunk):
        part = slice(start, start + chunk)
        # Beyond the border, the pixels at the border count again.
        y = np.clip(rows[part, np.newaxis] + steps, 0, response.shape[0] - 1)
        x = np.clip(columns[part, np.newaxis] + steps, 0, response.shape[1] - 1)
        highest[part] = response[y[:, :, np.newaxis], x[:, np.newaxis, :]].max(axis=(1, 2))
    return highest
