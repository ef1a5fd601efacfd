"""Background subtraction by a rolling ball."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.measure import block_reduce
from skimage.restoration import rolling_ball

from drua import Image, Range, progress, routine


@routine(menu="Plugins > Python > Subtract Rolling-Ball Background...", accepts=("uint8", "uint16", "float32"))
def subtract_rolling_ball(
    image: Image,
    radius: Annotated[float, Range(2, 500, unit="pixel")] = 50.0,
    light_background: bool = False,
) -> None:
    """Remove slowly varying background, in place, by rolling a ball under the intensities.

    What the ball reaches is background. For balls of more than 10 pixels the plane is reduced first by the minimum
    over small blocks, and the background is interpolated, which takes seconds off and changes little: a large ball
    can't follow small structures anyway.

    Parameters
    ----------
    image : (Y, X), uint8, uint16 or float32, written in place
        Plane with bright structures on a darker background, or the reverse.
    radius : pixel
        Radius of the ball, in pixels across and in grey values upwards. Larger than the structures to keep.
    light_background
        The structures are darker than the background; the background becomes the lightest value of the plane.

    References
    ----------
    S. R. Sternberg, "Biomedical Image Processing", 1983, https://doi.org/10.1109/MC.1983.1654163
    """
    plane = np.asarray(image, dtype=np.float64)
    level = float(plane.max())
    if light_background:
        plane = level - plane
    progress(0.0, "Rolling ball")
    signal = plane - np.minimum(_background(plane, radius), plane)
    progress(1.0, "Rolling ball")
    image.assign(level - signal if light_background else signal)


def _background(plane: NDArray[np.float64], radius: float) -> NDArray[Any]:
    shrink = 1 if radius <= 10 else 2 if radius <= 30 else 4 if radius <= 100 else 8
    shrink = min(shrink, *plane.shape)
    if shrink == 1:
        return _rolled(plane, radius, 1)
    padding = [(0, -length % shrink) for length in plane.shape]
    small = block_reduce(np.pad(plane, padding, mode="edge"), (shrink, shrink), np.min)
    ground = _rolled(small, radius, shrink)
    # Pixel i of the plane lies at (i + 0.5) / shrink - 0.5 of the small one.
    rows, columns = ((np.arange(length) + 0.5) / shrink - 0.5 for length in plane.shape)
    grid = np.meshgrid(rows, columns, indexing="ij")
    return np.asarray(ndimage.map_coordinates(ground, grid, order=1, mode="nearest"))


def _rolled(plane: NDArray[np.float64], radius: float, shrink: int) -> NDArray[Any]:
    """Return the surface that a ball under the plane reaches: an opening, which follows slopes without offset."""
    reach = int(radius // shrink)
    steps = np.arange(-reach, reach + 1, dtype=np.float64) * shrink
    square = radius**2 - (steps[:, np.newaxis] ** 2 + steps**2)
    ball = np.where(square >= 0, np.sqrt(np.maximum(square, 0)), np.inf)
    # scikit-image gives the height of the ball's top where it can't rise any more, which is the erosion.
    tops = rolling_ball(plane, kernel=ball)
    progress(0.5, "Rolling ball")
    return np.asarray(-rolling_ball(-tops, kernel=ball))
