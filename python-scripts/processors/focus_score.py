"""How sharp a frame is, for focusing by eye or by script."""

from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from drua import FrameMetadata, Image, Range, processor, record

# Pixels that are worked on at a time, so that they stay in the processor's cache.
_BLOCK = 1 << 17


@processor(label="Focus Score", writes=False, pin=True, accepts=("uint8", "uint16", "float32"))
def focus_score(
    image: Image,
    metadata: FrameMetadata,
    measure: Literal["Brenner", "Laplacian", "variance"] = "Brenner",
    binning: Annotated[int, Range(1, 8, unit="pixel")] = 1,
    part: Annotated[float, Range(5, 100, unit="%")] = 100.0,
    background: Annotated[float, Range(0, 65535)] = 0.0,
) -> None:
    """Measure how sharp each frame is; larger is sharper.

    The score is divided by the square of the mean brightness, so that the lamp's doesn't count. It is recorded as
    ``score`` and kept with the frame as ``FocusScore``. A frame without contrast or light has 0, one with values
    that aren't finite none. Scores of different measures can't be compared.

    Parameters
    ----------
    image : (Y, X) uint8, uint16 or float32; RGB (Y, X, 3) uint8
        Frame; the colours of RGB are summed.
    metadata
        Gets the entry ``FocusScore``.
    measure
        ``Brenner``: mean square of the difference of pixels 2 apart, along X and Y. ``Laplacian``: variance of the
        Laplacian; finest details, most sensitive to noise. ``variance``: variance of the intensities; for frames with
        little light.
    binning : pixel
        Side of the squares of pixels that are averaged first, against noise.
    part : %
        Part of the frame's width and height that is measured, about its centre.
    background : grey value
        Camera offset; taken off the mean brightness.

    References
    ----------
    J. F. Brenner et al., 1976, https://doi.org/10.1177/24.1.1254907
    J. L. Pech-Pacheco et al., 2000, https://doi.org/10.1109/ICPR.2000.903548
    F. C. A. Groen, I. T. Young, G. Ligthart, 1985, https://doi.org/10.1002/cyto.990060202
    """
    pixels = _centre(np.asarray(image), part / 100, binning)
    # NaN and infinities make a score that isn't finite, which is not told.
    with np.errstate(invalid="ignore", over="ignore"):
        mean = _mean(pixels, binning)
        sharpness = _SHARPNESS[measure](pixels, binning, mean)
        # In float32, the rounding of a flat frame's mean looks like contrast.
        brightness = mean - background
        score = sharpness / brightness**2 if brightness > 0 and sharpness > (1e-7 * mean) ** 2 else sharpness * 0.0
    if np.isfinite(score):
        record(score=score)
        metadata["FocusScore"] = score


def _centre(pixels: NDArray[Any], part: float, binning: int) -> NDArray[Any]:
    """Return a view of the frame's middle, of a size that can be binned."""
    cut = []
    for length in pixels.shape[:2]:
        kept = max(round(length * part) // binning * binning, min(length, binning) // binning * binning)
        cut.append(slice((length - kept) // 2, (length - kept) // 2 + kept))
    return pixels[cut[0], cut[1]]


def _blocks(pixels: NDArray[Any], binning: int, overlap: int = 0) -> Any:
    """Give the binned grey frame as float32, some rows at a time, of which `overlap` come again in the next block.

    The block is overwritten by the next one.
    """
    height, width = pixels.shape[0] // binning, pixels.shape[1] // binning
    if height <= overlap or width == 0:
        return
    rows = max(1, _BLOCK // width)
    buffer = np.empty((min(rows + overlap, height), width), np.float32)
    area = np.float32(1 / binning**2)
    for top in range(0, height - overlap, rows):
        given = pixels[top * binning : (top + rows + overlap) * binning]
        block = buffer[: len(given) // binning]
        if binning == 1 and given.ndim == 2:
            np.copyto(block, given)
        else:
            block[...] = 0
            for plane in [given] if given.ndim == 2 else [given[..., index] for index in range(given.shape[2])]:
                for row in range(binning):
                    for column in range(binning):
                        block += plane[row::binning, column::binning]
            block *= area
        yield block


def _mean(pixels: NDArray[Any], binning: int) -> float:
    total, count = 0.0, 0
    for block in _blocks(pixels, binning):
        total += float(block.sum())
        count += block.size
    return total / max(count, 1)


def _squares(values: NDArray[Any]) -> float:
    flat = values.reshape(-1)
    return float(np.dot(flat, flat))


def _brenner(pixels: NDArray[Any], binning: int, mean: float) -> float:
    total, count = 0.0, 0
    for block in _blocks(pixels, binning, overlap=2):
        for difference in (block[:-2, 2:] - block[:-2, :-2], block[2:] - block[:-2]):
            total += _squares(difference)
            count += difference.size
    return total / max(count, 1)


def _laplacian(pixels: NDArray[Any], binning: int, mean: float) -> float:
    total, squares, count = 0.0, 0.0, 0
    for block in _blocks(pixels, binning, overlap=2):
        bend = block[1:-1, 1:-1] * np.float32(-4)
        for neighbour in (block[:-2, 1:-1], block[2:, 1:-1], block[1:-1, :-2], block[1:-1, 2:]):
            bend += neighbour
        total += float(bend.sum())
        squares += _squares(bend)
        count += bend.size
    return max(squares / max(count, 1) - (total / max(count, 1)) ** 2, 0.0)


def _variance(pixels: NDArray[Any], binning: int, mean: float) -> float:
    total, count = 0.0, 0
    for block in _blocks(pixels, binning):
        block -= np.float32(mean)
        total += _squares(block)
        count += block.size
    return total / max(count, 1)


_SHARPNESS = {"Brenner": _brenner, "Laplacian": _laplacian, "variance": _variance}
