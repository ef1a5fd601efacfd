"""Detection of round, bright spots."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.feature import peak_local_max

from drua import Image, Points, Range, Several, Table, progress, routine


@routine(menu="Plugins > Python > Detect Puncta (LoG)...")
def detect_puncta(
    image: Image,
    diameter: Annotated[float, Range(1.5, 100, step=0.5, unit="pixel")] = 5.0,
    threshold: Annotated[float, Range(0, 1000)] = 6.0,
    edge: Annotated[int, Range(0, 100, unit="pixel")] = 2,
) -> Several:
    """Find bright spots of a given size by the Laplacian of Gaussian, to a fraction of a pixel.

    Parameters
    ----------
    image : (Y, X), any real type
        Plane with bright spots.
    diameter : pixel
        Diameter of the spots.
    threshold : noise standard deviations
        How far a spot's response stands out of the noise of all responses (by their median absolute deviation).
    edge : pixel
        Width of the margin in which spots are left out.

    Returns
    -------
    Several
        Points, and a table with one row each spot, best first: ``x``, ``y`` (in the image's unit),
        ``x_pixel``, ``y_pixel`` (pixel centres at .5), ``quality`` (response in noise standard deviations),
        ``intensity`` (grey value of the nearest pixel) and ``contrast`` (response in grey values).

    References
    ----------
    T. Lindeberg, "Feature detection with automatic scale selection", 1998,
    https://doi.org/10.1023/A:1008045108935
    """
    progress(0.0, "Puncta")
    plane = np.asarray(image, dtype=np.float32)
    sigma = diameter / (2 * np.sqrt(2))
    response = -(sigma**2) * ndimage.gaussian_laplace(plane, sigma, mode="reflect")
    progress(0.5, "Puncta")
    middle = float(np.median(response))
    noise = 1.4826 * float(np.median(np.abs(response - middle)))
    # A flat image has no noise, and no spots either.
    least = middle + threshold * noise if noise > 0 else max(float(np.ptp(response)) * 1e-3, 1e-6)
    distance = max(1, round(diameter / 2))
    peaks = peak_local_max(response, min_distance=distance, threshold_abs=least, exclude_border=edge)
    rows, columns = peaks[:, 0], peaks[:, 1]
    contrast = response[rows, columns].astype(np.float64)
    y = rows + _offset(response, rows, columns, axis=0) + 0.5
    x = columns + _offset(response, rows, columns, axis=1) + 0.5
    spacing, origin = image.spacing[-2:], image.origin[-2:]
    table = Table(
        x=(x - origin[1]) * spacing[1],
        y=(y - origin[0]) * spacing[0],
        x_pixel=x,
        y_pixel=y,
        quality=(contrast - middle) / noise if noise > 0 else np.full(len(peaks), np.inf),
        intensity=np.asarray(image)[rows, columns],
        contrast=contrast,
    )
    progress(1.0, "Puncta")
    return Several(Points(x, y, name="puncta"), table)


def _offset(response: NDArray[Any], rows: NDArray[Any], columns: NDArray[Any], axis: int) -> NDArray[Any]:
    """Return where a parabola through three neighbours has its top, -0.5 to 0.5 pixel."""
    place = [rows, columns]
    last = response.shape[axis] - 1
    before, after = list(place), list(place)
    before[axis] = np.maximum(place[axis] - 1, 0)
    after[axis] = np.minimum(place[axis] + 1, last)
    left, top, right = (response[tuple(at)].astype(np.float64) for at in (before, place, after))
    bend = left - 2 * top + right
    inside = (place[axis] > 0) & (place[axis] < last) & (bend < 0)
    shift = np.where(inside, 0.5 * (left - right) / np.where(bend < 0, bend, -1.0), 0.0)
    return np.clip(shift, -0.5, 0.5)
